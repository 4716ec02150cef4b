/**
 * Encrypted files in a folder: `<workspace>/<id>`, with `.<who sends it>.part` while it is being received. Received
 * bytes are synced, checked against the id, and only then put into place, so a file under its id is always whole and
 * always the right one. What an owner erased is `.gone` from that moment on; its bytes rest as `.erased` until they are
 * swept, where a person who runs the relay can still get at them.
 */

import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat as statFile, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { verifyBlobId } from '../../lib/crypto/blobCrypto'
import { fail, ok, type Result } from '../../lib/shared/result'
import type { BlobPiece, BlobRef, BlobState, BlobStore, SweepLimits } from './blobStore'

/** One upload at a time per blob and sender: a retry ends the half-open connection before it. */
interface Upload {
  readonly stop: () => void
  readonly done: Promise<unknown>
}

/** Bytes of a workspace on disk, and those that running uploads may still bring. */
interface Ledger {
  bytes: number
}

export function createFolderBlobs({ folder }: { readonly folder: string }): BlobStore {
  const uploads = new Map<string, Upload>()
  const ledgers = new Map<string, Promise<Ledger>>()
  const workspaceFolder = (workspaceId: string): string => join(folder, checkedHex(workspaceId))
  const pathOf = ({ workspaceId, id }: BlobRef): string => join(workspaceFolder(workspaceId), checkedHex(id))
  const partOf = (ref: BlobRef, by: string): string => `${pathOf(ref)}.${checkedHex(by, 32)}.part`

  async function stat(ref: BlobRef, by?: string): Promise<BlobState> {
    const path = pathOf(ref)
    if ((await sizeOf(`${path}.gone`)) !== undefined) return { state: 'erased' }
    const size = await sizeOf(path)
    if (size !== undefined) return { state: 'stored', size }
    const received = by === undefined ? undefined : await sizeOf(partOf(ref, by))
    return received === undefined ? { state: 'absent' } : { state: 'uploading', received }
  }

  function write(ref: BlobRef, piece: BlobPiece): Promise<Result<BlobState>> {
    const part = partOf(ref, piece.by)
    const before = uploads.get(part)
    before?.stop()
    let stopped = false
    const done = (async () => {
      await before?.done.catch(() => undefined)
      return receive(ref, part, piece, () => stopped)
    })()
    const upload: Upload = {
      stop: () => {
        stopped = true
      },
      done,
    }
    uploads.set(part, upload)
    return done.finally(() => {
      if (uploads.get(part) === upload) uploads.delete(part)
    })
  }

  async function receive(
    ref: BlobRef,
    part: string,
    piece: BlobPiece,
    isStopped: () => boolean,
  ): Promise<Result<BlobState>> {
    const now = await stat(ref, piece.by)
    if (now.state === 'stored') return ok(now)
    if (now.state === 'erased') return erasedFailure()
    const received = now.state === 'uploading' ? now.received : 0
    if (piece.offset !== received) {
      return fail('wrongOffset', `The upload goes on at byte ${received}, not ${piece.offset}.`, {
        detail: { received },
      })
    }
    const ledger = await ledgerOf(ref.workspaceId)
    const missing = ledger.bytes + piece.total - received - piece.room
    if (
      missing > 0 &&
      !(await makeWay(ref.workspaceId, part, { bytes: missing, restingBefore: piece.restingBefore }))
    ) {
      return fail(
        'quota',
        'The relay is out of room for files of this workspace. Ask whoever runs it to raise the limit.',
      )
    }
    // The room of the piece is taken before its first byte, and what did not arrive is given back.
    ledger.bytes += piece.size
    let published = 0
    try {
      const all = await receiveReserved(part, piece, received, isStopped)
      if (!all.ok || all.value < piece.total) return all.ok ? ok({ state: 'uploading', received: all.value }) : all
      const done = await publish(ref, part)
      if (done.ok && done.value.isNew) published = piece.total
      return done.ok ? ok({ state: 'stored', size: piece.total }) : done
    } finally {
      // Asked first: what is waited for inside of a sum is added to what the sum was before.
      const rest = (await sizeOf(part).catch(() => undefined)) ?? 0
      ledger.bytes += published + rest - received - piece.size
    }
  }

  /** Drops uploads that rest, the oldest first, until so many bytes are free; none where all of them are too few. */
  async function makeWay(
    workspaceId: string,
    except: string,
    { bytes, restingBefore }: { readonly bytes: number; readonly restingBefore: number },
  ): Promise<boolean> {
    const resting: { readonly part: string; readonly size: number; readonly at: number }[] = []
    for (const part of await partsIn(workspaceId)) {
      if (part === except || uploads.has(part)) continue
      const facts = await statFile(part).catch(absentAs(undefined))
      if (facts && facts.mtimeMs < restingBefore) resting.push({ part, size: facts.size, at: facts.mtimeMs })
    }
    let free = 0
    const going = resting.sort((a, b) => a.at - b.at).filter(({ size }) => free < bytes && (free += size) > 0)
    if (free < bytes) return false
    for (const { part, size } of going) {
      // It may have begun to move meanwhile.
      if (uploads.has(part)) return false
      await rm(part, { force: true })
      await note(workspaceId, -size)
    }
    return true
  }

  /** Unfinished uploads, those of one file only where it is named. */
  async function partsIn(workspaceId: string, id = ''): Promise<readonly string[]> {
    const names = await readdir(workspaceFolder(workspaceId)).catch(absentAs<string[]>([]))
    return names
      .filter((name) => name.startsWith(id) && name.endsWith('.part'))
      .map((name) => join(workspaceFolder(workspaceId), name))
  }

  /** The bytes that are there now. */
  async function receiveReserved(
    part: string,
    piece: BlobPiece,
    received: number,
    isStopped: () => boolean,
  ): Promise<Result<number>> {
    await mkdir(dirname(part), { recursive: true })
    // 'a' creates the file and never overwrites what an earlier attempt left.
    const file = await open(part, 'a')
    try {
      const appended = await appendBody(file, piece, received, isStopped)
      if (appended.ok) await file.sync()
      return appended
    } finally {
      await file.close()
    }
  }

  /** `isNew`: nobody else published the same file meanwhile. */
  async function publish(ref: BlobRef, part: string): Promise<Result<{ readonly isNew: boolean }>> {
    if (!(await verifyBlobId(createReadStream(part), ref.id)).ok) {
      await rm(part)
      return fail(
        'wrongContent',
        'The bytes received are not the file with this id. They were dropped; upload it again.',
      )
    }
    // A link never replaces: of two who send the same file at once, one brings it.
    const isNew = await link(part, pathOf(ref)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
        return false
      },
    )
    await rm(part)
    await syncFile(workspaceFolder(ref.workspaceId))
    return ok({ isNew })
  }

  async function erase(ref: BlobRef): Promise<void> {
    const path = pathOf(ref)
    // Told again for every erasure of the past: the first one holds, with its time. One that broke off in the middle is
    // finished.
    if ((await sizeOf(`${path}.gone`)) !== undefined) {
      if ((await sizeOf(path)) === undefined) return
    } else {
      await mkdir(workspaceFolder(ref.workspaceId), { recursive: true })
      await (await open(`${path}.gone`, 'a')).close()
    }
    // Whoever begins from now on sees that it is gone.
    await stopAll(ref)
    for (const part of await partsIn(ref.workspaceId, ref.id)) {
      const size = (await sizeOf(part)) ?? 0
      await rm(part, { force: true })
      await note(ref.workspaceId, -size)
    }
    await rename(path, `${path}.erased`).catch(absentAs(undefined))
    await syncFile(workspaceFolder(ref.workspaceId))
  }

  /** Nobody sends this file any more. */
  async function stopAll(ref: BlobRef): Promise<void> {
    const running = [...uploads].filter(([part]) => part.startsWith(`${pathOf(ref)}.`)).map(([, upload]) => upload)
    running.forEach(({ stop }) => stop())
    await Promise.all(running.map(({ done }) => done.catch(() => undefined)))
  }

  async function sweep(limits: SweepLimits): Promise<void> {
    for (const workspaceId of await readdir(folder)) {
      if (!isHex(workspaceId)) continue
      for (const name of await readdir(workspaceFolder(workspaceId))) await sweepOne(workspaceId, name, limits)
    }
  }

  async function sweepOne(
    workspaceId: string,
    name: string,
    { erasedBefore, unfinishedBefore }: SweepLimits,
  ): Promise<void> {
    // Uploads that an earlier version began have no sender in their name.
    const [, id, kind] = /^([0-9a-f]{64})(?:\.[0-9a-f]{32})?\.(erased|part)$/.exec(name) ?? []
    if (id === undefined) return
    const path = join(workspaceFolder(workspaceId), name)
    const isErased = kind === 'erased'
    if (!isErased && uploads.has(path)) return
    const facts = await statFile(isErased ? `${pathOf({ workspaceId, id })}.gone` : path).catch(absentAs(undefined))
    if (!facts || facts.mtimeMs >= (isErased ? erasedBefore : unfinishedBefore)) return
    const size = (await sizeOf(path)) ?? 0
    await rm(path, { force: true })
    await note(workspaceId, -size)
  }

  function ledgerOf(workspaceId: string): Promise<Ledger> {
    const known = ledgers.get(workspaceId) ?? measure(workspaceId)
    ledgers.set(workspaceId, known)
    known.catch(() => ledgers.delete(workspaceId))
    return known
  }

  /** Only where somebody counts: who measures later sees it on disk. */
  async function note(workspaceId: string, change: number): Promise<void> {
    const ledger = await ledgers.get(workspaceId)
    if (ledger) ledger.bytes += change
  }

  async function measure(workspaceId: string): Promise<Ledger> {
    const names = await readdir(workspaceFolder(workspaceId)).catch(absentAs<string[]>([]))
    const sizes = await Promise.all(names.map((name) => sizeOf(join(workspaceFolder(workspaceId), name))))
    return { bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) }
  }

  return {
    open: async () => void (await mkdir(folder, { recursive: true })),
    stat,
    write,
    async read(ref, range) {
      const found = await stat(ref)
      return found.state === 'stored' ? createReadStream(pathOf(ref), { start: range.from, end: range.to }) : undefined
    },
    erase,
    sweep,
    usage: async (workspaceId) => (await ledgerOf(workspaceId)).bytes,
  }
}

/** The number of bytes now in the file. What arrived before a break stays. */
async function appendBody(
  file: FileHandle,
  piece: BlobPiece,
  received: number,
  isStopped: () => boolean,
): Promise<Result<number>> {
  let size = received
  try {
    for await (const bytes of piece.body) {
      if (isStopped()) return fail('takenOver', 'The same file is being uploaded by another request.')
      if (size + bytes.length > received + piece.size || size + bytes.length > piece.total)
        return fail('tooLong', 'More bytes arrived than were announced.')
      await file.appendFile(bytes)
      size += bytes.length
    }
  } catch (error) {
    await file.sync()
    return fail('interrupted', `The upload broke off at byte ${size}.`, {
      detail: { received: size, cause: String(error) },
    })
  }
  return ok(size)
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const erasedFailure = () => fail('erased', 'This file was erased by an owner and is not taken again.')

const sizeOf = async (path: string): Promise<number | undefined> =>
  (await statFile(path).catch(absentAs(undefined)))?.size

/** The value that stands for a file that isn't there; any other error is thrown on. */
const absentAs =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value
    throw error
  }

const isHex = (text: string, digits = 64): boolean => text.length === digits && /^[0-9a-f]+$/.test(text)

/** Names of files come from requests: nothing but 64 digits, and 32 of a sender, ever reaches the disk. */
function checkedHex(text: string, digits = 64): string {
  if (!isHex(text, digits)) throw new Error(`not an id of ${digits} hexadecimal digits`)
  return text
}
