/** The ZIP that packs are written in, and the reader that trusts nobody's. */

import fc from 'fast-check'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openZip, type ZipFile } from '~/lib/exchange/zip/readZip'
import { createZipWriter } from '~/lib/exchange/zip/writeZip'
import { writeDocx } from '~/lib/exchange/reports/writeDocx'
import { sheetBytes } from '~/lib/exchange/sheets/sheets'
import { timelessZip } from '~/lib/exchange/zip/timelessZip'
import type { Report } from '~/lib/isms/report/report'
import { concatBytes, equalBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap, type Result } from '~/lib/shared/result'

type Files = Readonly<Record<string, Uint8Array>>
const write = async (files: Files, stored = false): Promise<Blob> => {
  const zip = createZipWriter()
  for (const [path, bytes] of Object.entries(files))
    unwrap(await zip.add(path, new Blob([bytes as Uint8Array<ArrayBuffer>]), { stored }))
  return zip.finish()
}
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer())
const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>])
const typeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.type)
const whatOf = (result: Result<unknown>): string => (result.ok ? '' : result.error.message)
const read = async (file: ZipFile): Promise<Uint8Array> => unwrap(await file.whole(1e9))

const someFiles = fc
  .dictionary(
    fc.stringMatching(/^[a-z0-9][a-z0-9äß.-]{0,11}(\/[a-z0-9]{1,8}){0,2}$/),
    fc.uint8Array({ maxLength: 3000 }),
    { maxKeys: 8 },
  )
  .filter((files) =>
    Object.keys(files).every(
      (path) =>
        !Object.keys(files).some((other) => other.startsWith(`${path}/`)) &&
        !path.split('/').some((part) => /^\.+$/.test(part)),
    ),
  )

describe('writing a ZIP', () => {
  it('gives back every byte, to our reader and to another, stored or deflated; the same files make the same ZIP', async () => {
    await fc.assert(
      fc.asyncProperty(someFiles, fc.boolean(), async (files, stored) => {
        const zip = await write(files, stored)
        const ours = unwrap(await openZip(zip))
        expect(ours.map(({ path }) => path)).toEqual(Object.keys(files))
        for (const file of ours) expect(equalBytes(await read(file), files[file.path]!)).toBe(true)
        const theirs = unzipSync(await bytesOf(zip))
        for (const [path, bytes] of Object.entries(files)) expect(equalBytes(theirs[path]!, bytes)).toBe(true)
        expect(equalBytes(await bytesOf(await write(files, stored)), await bytesOf(zip))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('tells size and hash of what it wrote, across several slices, in one pass', async () => {
    const big = new Uint8Array(9_000_000).map((_, index) => (index * 31) % 251)
    const zip = createZipWriter()
    let told = 0
    expect(unwrap(await zip.add('big.bin', new Blob([big]), { onBytes: (count) => (told += count) }))).toEqual({
      path: 'big.bin',
      bytes: big.length,
      sha256: sha256Hex(big),
    })
    expect(told).toBe(big.length)
    const [file] = unwrap(await openZip(await zip.finish()))
    expect(sha256Hex(await read(file!))).toBe(sha256Hex(big))
  })

  it('refuses what its format can not hold, before it is written', async () => {
    const zip = createZipWriter()
    const huge = { size: 4_100_000_000, slice: () => new Blob([]) }
    Object.setPrototypeOf(huge, Blob.prototype)
    Object.defineProperty(huge, 'size', { value: 4_100_000_000 })
    expect(typeOf(await zip.add('huge.bin', huge as unknown as Blob))).toBe('zipTooLarge')
  })
})

describe('reading a ZIP that anybody may have made', () => {
  const zipOf = (files: Zippable): Uint8Array => zipSync(files, { mtime: new Date(2000, 0, 1) })
  const one = zipOf({ 'a.txt': strToU8('hello hello hello hello') })

  it('is no ZIP, or only its beginning', async () => {
    expect(typeOf(await openZip(blobOf(strToU8('Dear auditor'))))).toBe('notAZip')
    expect(typeOf(await openZip(blobOf(new Uint8Array(0))))).toBe('notAZip')
    expect(typeOf(await openZip(blobOf(one.slice(0, one.length - 10))))).toBe('notAZip')
  })

  it('refuses paths that lead out, in every spelling', async () => {
    for (const path of [
      '../evil',
      'a/../../evil',
      '/etc/passwd',
      'a//b',
      './a',
      'C:/x',
      'a\\..\\b',
      'a/./b',
      'a\u0000b',
      '..',
      '',
    ]) {
      const patched = rename(one, 'a.txt', path)
      expect([path, typeOf(await openZip(blobOf(patched)))]).toEqual([path, 'zipHostile'])
    }
  })

  it('refuses one name twice: as it is, in capitals, in another spelling of the same letters, as file and folder', async () => {
    for (const [a, b] of [
      ['a.txt', 'a.txt'],
      ['a.txt', 'A.TXT'],
      ['\u00e4', 'a\u0308'],
      ['a', 'a/b'],
    ] as const) {
      const two = zipOf({ x1: strToU8('1'), x2: strToU8('2') })
      expect([a, b, typeOf(await openZip(blobOf(rename(rename(two, 'x1', a), 'x2', b))))]).toEqual([a, b, 'zipHostile'])
    }
  })

  it('refuses a name that is not UTF-8, and one that differs between list and file', async () => {
    const broken = one.slice()
    for (const at of placesOf(one, 'a.txt')) broken[at] = 0xff
    expect(typeOf(await openZip(blobOf(broken)))).toBe('zipHostile')
    const twoNames = one.slice()
    twoNames[placesOf(one, 'a.txt')[0]!] = 0x62
    expect(whatOf(await openZip(blobOf(twoNames)))).toContain('called otherwise')
  })

  it('refuses encryption, unknown packing and links', async () => {
    const at = listAt(one)
    expect(whatOf(await openZip(blobOf(patch(one, at + 8, 1))))).toContain('encrypted')
    expect(whatOf(await openZip(blobOf(patch(one, at + 10, 12))))).toContain('not read here')
    expect(whatOf(await openZip(blobOf(patch(one, at + 41, 0xa1))))).toContain('link')
  })

  it('refuses files that share bytes (a bomb that overlaps), and more files or bytes than the limits', async () => {
    const two = zipOf({ x1: strToU8('1'.repeat(50)), x2: strToU8('1'.repeat(50)) })
    // A whole file, head and all, is the content of another; the list names both, each where its head truly is.
    const overlapping = inside('outer', 'inner', strToU8('counted twice'))
    const names = unzipSync(overlapping)
    expect([new TextDecoder().decode(names['inner']), names['outer']!.length]).toEqual([
      'counted twice',
      30 + 'inner'.length + 'counted twice'.length,
    ])
    expect(whatOf(await openZip(blobOf(overlapping)))).toBe(
      'Not opened: outer shares its bytes with another file. A pack made by Plumbline never looks like this.',
    )
    expect(typeOf(await openZip(blobOf(two), { files: 1, fileBytes: 1e9, bytes: 1e9 }))).toBe('zipTooLarge')
    expect(typeOf(await openZip(blobOf(two), { files: 9, fileBytes: 10, bytes: 1e9 }))).toBe('zipTooLarge')
    expect(typeOf(await openZip(blobOf(two), { files: 9, fileBytes: 60, bytes: 60 }))).toBe('zipTooLarge')
  })

  it('refuses a head that says otherwise than the list: how it is packed, its size, its sum', async () => {
    for (const [offset, value] of [
      [8, 0],
      [18, 1],
      [22, 1],
      [14, 1],
    ] as const) {
      const otherwise = offset === 8 ? patch(one, 8, value) : patch32(one, offset, value)
      expect([offset, whatOf(await openZip(blobOf(otherwise)))]).toEqual([
        offset,
        'Not opened: a.txt is described differently where its bytes are. A pack made by Plumbline never looks like this.',
      ])
    }
  })

  it('refuses bytes that belong to no file of the list: in front, between, behind; another program would read them as files', async () => {
    const hiddenFile = zipOf({ 'secret.txt': strToU8('not in the list') }).slice(0, 30 + 'secret.txt'.length + 15)
    const [first, second] = [zipOf({ x1: strToU8('1') }), zipOf({ x2: strToU8('2') })]
    const parts = (zip: Uint8Array): readonly [Uint8Array, Uint8Array] => [
      zip.slice(0, listAt(zip)),
      zip.slice(listAt(zip), zip.length - 22),
    ]
    for (const at of [0, 1, 2] as const) {
      const zip = listed([parts(first), parts(second)], at, hiddenFile)
      expect([at, whatOf(await openZip(blobOf(zip)))]).toEqual([
        at,
        'Not opened: bytes between its files that belong to no file. A pack made by Plumbline never looks like this.',
      ])
      expect(
        unwrap(await openZip(blobOf(zip), { files: 9, fileBytes: 1e9, bytes: 1e9, looseEnds: true })).map(
          ({ path }) => path,
        ),
      ).toEqual(['x1', 'x2'])
    }
    expect(
      unwrap(await openZip(blobOf(listed([parts(first), parts(second)], 0, new Uint8Array(0))))).map(
        ({ path }) => path,
      ),
    ).toEqual(['x1', 'x2'])
  })

  it('takes the sum and sizes that follow a file written in one go, and nothing else in their place', async () => {
    const streamed = await bytesOf(await write({ 'a.txt': strToU8('hello hello hello') }))
    expect(unwrap(await openZip(blobOf(streamed))).map(({ path }) => path)).toEqual(['a.txt'])
    const descriptor = placesOf(streamed, 'PK\u0007\u0008')[0]!
    expect(whatOf(await openZip(blobOf(patch(streamed, descriptor + 4, streamed[descriptor + 4]! ^ 1))))).toContain(
      'bytes between its files',
    )
  })

  it('refuses a bomb by what it says, and stops one that lies when it has unpacked what it said', async () => {
    const bomb = zipOf({ zeros: new Uint8Array(40_000_000) })
    expect(whatOf(await openZip(blobOf(bomb)))).toContain('times its size')
    expect(typeOf(await openZip(blobOf(bomb)))).toBe('zipBomb')
    const lying = patch32(patch32(bomb, listAt(bomb) + 24, 1000), 22, 1000)
    const [file] = unwrap(await openZip(blobOf(lying)))
    let seen = 0
    const done = await file!.read((piece) => void (seen += piece.length))
    expect(whatOf(done)).toContain('more than it says')
    expect(seen).toBeLessThanOrEqual(1000)
  })

  it('finds a flipped byte, a cut stream and a size that is not true', async () => {
    const at = 30 + 'a.txt'.length
    for (const spoiled of [
      patch(one, at + 3, one[at + 3]! ^ 1),
      patch32(patch32(one, listAt(one) + 24, 24), 22, 24),
      patch32(patch32(one, listAt(one) + 16, 1), 14, 1),
    ]) {
      const opened = await openZip(blobOf(spoiled))
      expect(opened.ok ? typeOf(await unwrap(opened)[0]!.read(() => undefined)) : typeOf(opened)).toBe('zipDamaged')
    }
  })

  it('never throws and never reads outside, whatever is flipped', async () => {
    const zip = await bytesOf(
      await write({
        'plumbline-pack/bagit.txt': strToU8('BagIt'),
        'plumbline-pack/data/ä.txt': new Uint8Array(500).fill(7),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(255), async (at, value) => {
        const opened = await openZip(blobOf(patch(zip, at, value)))
        if (!opened.ok) return
        for (const file of opened.value) {
          let seen = 0
          await file.read((piece) => void (seen += piece.length))
          expect(seen).toBeLessThanOrEqual(file.bytes)
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('sheets', () => {
  it('are the same bytes for the same rows, on any day, and hold formulas as text', async () => {
    const table = {
      name: 'Risks: all/of*them',
      head: ['Ref', 'Title'],
      rows: [
        ['R-1', '=HYPERLINK("http://x")'],
        ['R-2', 5],
      ],
    } as const
    const first = await sheetBytes([table, table])
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(equalBytes(await sheetBytes([table, table]), first)).toBe(true)
    const files = unzipSync(first)
    const xml = Object.entries(files)
      .filter(([path]) => path.endsWith('.xml'))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .join('\n')
    expect(xml).not.toContain('<f>')
    expect(xml).toContain('=HYPERLINK')
    expect(xml).toContain('name="Risks  all of them 2"')
  })
})

describe('office files without time', () => {
  it('are the same bytes for the same report: bookmarks, watermark and the properties of a document, too', async () => {
    const report = {
      id: 'policies',
      locale: 'en',
      title: { organisation: 'Q', title: 'T', subtitle: 's', fields: [{ label: 'a', value: 'b' }] },
      foot: { stateHash: 'h', lines: ['a'], document: 'd', pages: '{n} of {m}' },
      watermark: 'Not approved',
      orientation: 'portrait',
      blocks: [
        { type: 'heading', level: 1, text: 'One', anchor: 'one' },
        { type: 'heading', level: 1, text: 'Two', anchor: 'two' },
      ],
      generatedAt: '2026-06-01T07:00:00.000Z',
      fileName: 'f',
      coverSheet: 'c',
    } as unknown as Report
    const make = async () =>
      timelessZip(
        new Uint8Array(await (await writeDocx(report, { letter: false })).arrayBuffer()),
        '2026-06-01T07:00:00.000Z',
      )
    const first = await make()
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(equalBytes(await make(), first)).toBe(true)
    const text = (path: string): string => new TextDecoder().decode(unzipSync(first)[path])
    expect(text('docProps/core.xml')).toContain('2026-06-01T07:00:00Z')
    expect(
      [...text('word/document.xml').matchAll(/bookmark(Start|End)[^>]*w:id="(\d+)"/g)].map(
        ([, which, id]) => `${which} ${id}`,
      ),
    ).toEqual(['Start 1', 'End 1', 'Start 2', 'End 2'])
  })
})

/** Where a name stands in the ZIP: beside its bytes, and in the list. */
function placesOf(zip: Uint8Array, name: string): readonly number[] {
  const wanted = new TextEncoder().encode(name)
  return Array.from({ length: zip.length - wanted.length + 1 }, (_, at) => at).filter((at) =>
    wanted.every((byte, index) => zip[at + index] === byte),
  )
}
const listAt = (zip: Uint8Array): number => new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 6, true)
const patch = (zip: Uint8Array, at: number, value: number): Uint8Array =>
  zip.map((byte, index) => (index === at ? value : byte))
const patch32 = (zip: Uint8Array, at: number, value: number): Uint8Array =>
  [0, 1, 2, 3].reduce((bytes, offset) => patch(bytes, at + offset, (value >>> (8 * offset)) & 255), zip)

/**
 * A ZIP of these files (bytes with their heads, and their lines of the list), with other bytes put in at a place
 * between them.
 */
function listed(
  files: readonly (readonly [file: Uint8Array, line: Uint8Array])[],
  at: number,
  other: Uint8Array,
): Uint8Array {
  const bodies: Uint8Array[] = []
  const lines: Uint8Array[] = []
  let place = 0
  const put = (bytes: Uint8Array): void => {
    bodies.push(bytes)
    place += bytes.length
  }
  files.forEach(([file, line], index) => {
    if (index === at) put(other)
    lines.push(patch32(line, 42, place))
    put(file)
  })
  if (at === files.length) put(other)
  const list = concatBytes(...lines)
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, files.length, true)
  view.setUint16(10, files.length, true)
  view.setUint32(12, list.length, true)
  view.setUint32(16, place, true)
  return concatBytes(...bodies, list, end)
}

/** A stored file whose content is another stored file, head and all, and a list that names both. */
function inside(outer: string, inner: string, content: Uint8Array): Uint8Array {
  const within = zipSync({ [inner]: content }, { level: 0, mtime: new Date(2000, 0, 1) })
  const around = zipSync({ [outer]: within.slice(0, listAt(within)) }, { level: 0, mtime: new Date(2000, 0, 1) })
  const lines = concatBytes(
    around.slice(listAt(around), around.length - 22),
    patch32(within.slice(listAt(within), within.length - 22), 42, 30 + outer.length),
  )
  const end = around.slice(around.length - 22)
  return concatBytes(around.slice(0, listAt(around)), lines, patch32(patch(patch(end, 8, 2), 10, 2), 12, lines.length))
}

/** Gives a file another name in both places, with lengths and offsets put right: what a hostile writer would do. */
function rename(zip: Uint8Array, from: string, to: string): Uint8Array {
  const name = new TextEncoder().encode(to)
  const length = new TextEncoder().encode(from).length
  const [local, listed] = placesOf(zip, from).filter((at) => {
    const view = new DataView(zip.buffer, zip.byteOffset)
    return (
      (at >= 30 && view.getUint32(at - 30, true) === 0x04034b50) ||
      (at >= 46 && view.getUint32(at - 46, true) === 0x02014b50)
    )
  }) as [number, number]
  const grown = name.length - length
  const start = listAt(zip)
  let out = concatBytes(
    zip.subarray(0, local),
    name,
    zip.subarray(local + length, listed),
    name,
    zip.subarray(listed + length),
  )
  const set16 = (at: number, value: number): void =>
    void (out = patch(patch(out, at, value & 255), at + 1, value >> 8) as typeof out)
  const set32 = (at: number, value: number): void => void (out = patch32(out, at, value) as typeof out)
  set16(local - 4, name.length)
  set16(listed + grown - 18, name.length)
  const end = out.length - 22
  set32(end + 16, start + grown)
  set32(end + 12, new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 10, true) + grown)
  // Files behind it moved.
  for (let at = start + grown; at < end;) {
    const view = new DataView(out.buffer, out.byteOffset)
    const place = view.getUint32(at + 42, true)
    if (place > local) set32(at + 42, place + grown)
    at += 46 + new DataView(out.buffer, out.byteOffset).getUint16(at + 28, true)
  }
  return out
}
