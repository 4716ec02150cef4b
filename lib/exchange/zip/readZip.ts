/**
 * Reading a ZIP that anybody may have made. The list at its end is checked as a whole before a byte is inflated: names,
 * places, sizes. What a careless reader would fall for is refused with words: paths that lead out, one name twice,
 * files that lie over each other, more bytes than it says, encryption, links. Files are inflated in pieces and never
 * whole in memory.
 */

import { Inflate } from 'fflate'
import { fail, ok, type Err, type Result } from '../../shared/result'

export interface ZipLimits {
  readonly files: number
  /** Of one file, unpacked. */
  readonly fileBytes: number
  /** Of all files, unpacked. */
  readonly bytes: number
  /** Bytes that belong to no file of the list are let pass: other programs leave some. Nothing reads them here. */
  readonly looseEnds?: boolean
}

export const defaultZipLimits: ZipLimits = { files: 65_000, fileBytes: 4_000_000_000, bytes: 8_000_000_000 }

export interface ZipFile {
  /** With forward slashes, as written. */
  readonly path: string
  /** Unpacked. */
  readonly bytes: number
  /** Hands over the bytes in pieces. Fails with `zipDamaged` where they do not unpack to what the list says. */
  read(onPiece: (piece: Uint8Array) => void | Promise<void>): Promise<Result<void>>
  /** The whole of a small file. Fails with `zipDamaged` or `fileTooLarge`. */
  whole(limit: number): Promise<Result<Uint8Array>>
}

interface Entry {
  readonly path: string
  readonly method: 0 | 8
  readonly packed: number
  readonly bytes: number
  readonly crc: number
  /** Place of its local header. */
  readonly at: number
}

/** Of packed bytes: at most about a thousand times this is unpacked before it is looked at. */
const packedSlice = 64 * 1024
const storedSlice = 4 * 1024 * 1024
const endLength = 22
const listLimit = 64 * 1024 * 1024
/** Deflate makes at most about 1,032 bytes of one; what claims more than this from little is made to fill a disk. */
const mostRatio = 400
const smallEnough = 16 * 1024 * 1024

/** Fails with `notAZip`, `zipDamaged`, `zipHostile`, `zipBomb` or `zipTooLarge`. Folders are left out. */
export async function openZip(zip: Blob, limits: ZipLimits = defaultZipLimits): Promise<Result<readonly ZipFile[]>> {
  const end = await readEnd(zip)
  if (!end.ok) return end
  const entries = await readList(zip, end.value, limits)
  if (!entries.ok) return entries
  const places = await checkPlaces(zip, entries.value, end.value.listAt, limits)
  if (!places.ok) return places
  return ok(
    entries.value.flatMap((entry, index) => (isFolder(entry.path) ? [] : [zipFile(zip, entry, places.value[index]!)])),
  )
}

const isFolder = (path: string): boolean => path.endsWith('/')

interface End {
  readonly count: number
  readonly listAt: number
  readonly listBytes: number
}

async function readEnd(zip: Blob): Promise<Result<End>> {
  const tailAt = Math.max(0, zip.size - endLength - 0xffff)
  const tail = await bytesOf(zip, tailAt, zip.size)
  for (let at = tail.length - endLength; at >= 0; at--) {
    const view = viewOf(tail)
    if (view.getUint32(at, true) !== 0x06054b50 || at + endLength + view.getUint16(at + 20, true) !== tail.length)
      continue
    const [disk, listDisk, here, count] = [4, 6, 8, 10].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
      number,
    ]
    const [listBytes, listAt] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
    if (disk !== 0 || listDisk !== 0 || here !== count)
      return fail('zipDamaged', 'This ZIP is one part of several. Choose the whole file.')
    if (count === 0xffff || listAt === 0xffffffff || listBytes === 0xffffffff)
      return fail(
        'zipTooLarge',
        'This ZIP is larger than 4 GB or holds more than 65,000 files. Unpack it and check it with VERIFY.md.',
      )
    if (listAt + listBytes !== tailAt + at) return damaged('its list of files is not where it should be')
    return ok({ count, listAt, listBytes })
  }
  return fail('notAZip', 'This is not a ZIP file, or only the beginning of one. Choose the pack as it was handed over.')
}

async function readList(
  zip: Blob,
  { count, listAt, listBytes }: End,
  limits: ZipLimits,
): Promise<Result<readonly Entry[]>> {
  if (count > limits.files)
    return fail(
      'zipTooLarge',
      `This ZIP holds ${count} files; ${limits.files} are read here. Unpack it and check it with VERIFY.md.`,
    )
  if (listBytes > listLimit) return damaged('its list of files is too long')
  const list = await bytesOf(zip, listAt, listAt + listBytes)
  const view = viewOf(list)
  const entries: Entry[] = []
  const seen = new Set<string>()
  let total = 0
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > list.length || view.getUint32(at, true) !== 0x02014b50) return damaged('its list of files is cut')
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number]
    const [crc, packed, bytes, attributes, place] = [16, 20, 24, 38, 42].map((offset) =>
      view.getUint32(at + offset, true),
    ) as [number, number, number, number, number]
    const path = nameOf(list.subarray(at + 46, at + 46 + nameLength))
    at += 46 + nameLength + extraLength + commentLength
    if (at > list.length) return damaged('its list of files is cut')
    if (path === undefined) return hostile('a name that is not UTF-8')
    const named = checkPath(path)
    if (!named.ok) return named
    if (flags & 0x2041) return hostile(`${path} is encrypted`)
    if (method !== 0 && method !== 8) return hostile(`${path} is packed in a way that is not read here`)
    if (packed === 0xffffffff || bytes === 0xffffffff || place === 0xffffffff)
      return fail('zipTooLarge', `${path} is larger than 4 GB. Unpack the pack and check it with VERIFY.md.`)
    if (((attributes >>> 16) & 0o170000) === 0o120000) return hostile(`${path} is a link to another file`)
    // One name on a disk that knows no capitals, and one however its letters are put together.
    const key = path.replace(/\/$/, '').normalize('NFC').toLowerCase()
    if (seen.has(key)) return hostile(`${path} is in it twice`)
    seen.add(key)
    if (path.endsWith('/') && bytes > 0) return hostile(`the folder ${path} has content`)
    if (method === 0 && packed !== bytes) return damaged(`${path} has two sizes`)
    if (bytes > limits.fileBytes)
      return fail('zipTooLarge', `${path} would unpack to more than is read here. Check the pack with VERIFY.md.`)
    if (bytes > smallEnough && bytes > packed * mostRatio)
      return hostile(`${path} would unpack to ${mostRatio} times its size`, 'zipBomb')
    total += bytes
    if (total > limits.bytes)
      return fail(
        'zipTooLarge',
        'This ZIP would unpack to more than is read here. Unpack it and check it with VERIFY.md.',
      )
    entries.push({ path, method, packed, bytes, crc, at: place })
  }
  if (at !== list.length) return damaged('its list of files is longer than it says')
  const folders = new Set(entries.flatMap(({ path }) => parents(path)))
  const clash = entries.find(({ path }) => !isFolder(path) && folders.has(path.normalize('NFC').toLowerCase()))
  return clash ? hostile(`${clash.path} is a file and a folder`) : ok(entries)
}

const parents = (path: string): readonly string[] => {
  const parts = path.normalize('NFC').toLowerCase().split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** A path that stays inside the folder it is unpacked into, on every system. */
function checkPath(path: string): Result<void> {
  if (path === '' || path.length > 1000 || /[\u0000-\u001f\u007f\\]/.test(path))
    return hostile('a name with control characters or backslashes')
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return hostile(`${path} leads out of its folder`)
  const parts = path.replace(/\/$/, '').split('/')
  return parts.some((part) => part === '' || part === '.' || part === '..')
    ? hostile(`${path} leads out of its folder`)
    : ok()
}

/**
 * Where the bytes of each entry begin. What stands before them must say the same as the list: other programs read by
 * it. No two files may share bytes, and none may hide between them where a program that reads from the front would find
 * it.
 */
async function checkPlaces(
  zip: Blob,
  entries: readonly Entry[],
  listAt: number,
  { looseEnds = false }: ZipLimits,
): Promise<Result<readonly number[]>> {
  const places: Place[] = []
  for (const entry of entries) {
    const head = await bytesOf(zip, entry.at, entry.at + headLength)
    if (head.length < headLength || viewOf(head).getUint32(0, true) !== 0x04034b50)
      return damaged(`${entry.path} is not where the list says`)
    const view = viewOf(head)
    const [flags, method, nameLength, extraLength] = [6, 8, 26, 28].map((offset) => view.getUint16(offset, true)) as [
      number,
      number,
      number,
      number,
    ]
    const name = nameOf(await bytesOf(zip, entry.at + headLength, entry.at + headLength + nameLength))
    if (name !== entry.path) return hostile(`${entry.path} is called otherwise where its bytes are`)
    // Written in one go, sizes follow the bytes, and the head says nothing of them.
    const sizesFollow = (flags & 8) !== 0
    const said = [14, 18, 22].map((offset) => view.getUint32(offset, true))
    const agree = [entry.crc, entry.packed, entry.bytes].every(
      (value, index) => said[index] === value || (sizesFollow && said[index] === 0),
    )
    if (method !== entry.method || !agree) return hostile(`${entry.path} is described differently where its bytes are`)
    const from = entry.at + headLength + nameLength + extraLength
    places.push({ path: entry.path, at: entry.at, from, to: from + entry.packed, crc: entry.crc, sizesFollow })
  }
  const inOrder = [...places].sort((a, b) => a.at - b.at)
  if (!looseEnds && inOrder.length > 0 && inOrder[0]!.at !== 0) return hidden()
  for (const [index, place] of inOrder.entries()) {
    const next = inOrder[index + 1]?.at ?? listAt
    if (place.to > next) return hostile(`${place.path} shares its bytes with another file`)
    if (!looseEnds && next > place.to && !(await isDescriptor(zip, place, next))) return hidden()
  }
  return ok(places.map(({ from }) => from))
}

interface Place {
  readonly path: string
  readonly at: number
  readonly from: number
  readonly to: number
  readonly crc: number
  readonly sizesFollow: boolean
}

const headLength = 30
const hidden = (): Err => hostile('bytes between its files that belong to no file')

/** The sum and the two sizes that follow the bytes of a file written in one go, with or without their mark. */
async function isDescriptor(zip: Blob, { to, crc, sizesFollow }: Place, next: number): Promise<boolean> {
  if (!sizesFollow || next - to > 24) return false
  const view = viewOf(await bytesOf(zip, to, next))
  const marked = view.byteLength >= 4 && view.getUint32(0, true) === 0x08074b50
  return [12, 20].includes(view.byteLength - (marked ? 4 : 0)) && view.getUint32(marked ? 4 : 0, true) === crc
}

function zipFile(zip: Blob, { path, method, packed, bytes, crc }: Entry, from: number): ZipFile {
  async function read(onPiece: (piece: Uint8Array) => void | Promise<void>): Promise<Result<void>> {
    let unpacked = 0
    let sum = 0xffffffff
    let wrong: string | undefined
    const out: Uint8Array[] = []
    const take = (piece: Uint8Array): void => {
      unpacked += piece.length
      if (unpacked > bytes) wrong = `${path} unpacks to more than it says`
      else {
        sum = crcOf(piece, sum)
        out.push(piece)
      }
    }
    const inflate = method === 8 ? new Inflate(take) : undefined
    const slice = inflate ? packedSlice : storedSlice
    for (let at = 0; at < packed && !wrong; at += slice) {
      const piece = await bytesOf(zip, from + at, from + Math.min(packed, at + slice))
      try {
        if (inflate) inflate.push(piece, at + slice >= packed)
        else take(piece)
      } catch {
        wrong = `${path} does not unpack`
      }
      for (const one of out.splice(0)) await onPiece(one)
    }
    if (wrong) return damaged(wrong)
    if (unpacked !== bytes) return damaged(`${path} unpacks to less than it says`)
    return (sum ^ 0xffffffff) >>> 0 === crc ? ok() : damaged(`${path} was changed after it was packed`)
  }
  return {
    path,
    bytes,
    read,
    async whole(limit) {
      if (bytes > limit) return fail('fileTooLarge', `${path} is larger than a file of its kind is.`)
      const out = new Uint8Array(bytes)
      let at = 0
      const done = await read((piece) => {
        out.set(piece, at)
        at += piece.length
      })
      return done.ok ? ok(out) : done
    },
  }
}

const bytesOf = async (blob: Blob, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await blob.slice(from, to).arrayBuffer())
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
function nameOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})
function crcOf(bytes: Uint8Array, start: number): number {
  let sum = start
  for (const byte of bytes) sum = crcTable[(sum ^ byte) & 0xff]! ^ (sum >>> 8)
  return sum >>> 0
}

const damaged = (what: string): Err =>
  fail('zipDamaged', `The file is damaged: ${what}. Ask for another copy.`, { detail: { what } })
const hostile = (what: string, type: 'zipHostile' | 'zipBomb' = 'zipHostile'): Err =>
  fail(type, `Not opened: ${what}. A pack made by Plumbline never looks like this.`, { detail: { what } })
