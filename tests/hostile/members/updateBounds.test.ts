/**
 * What an update must not hold: judged from its bytes, before anything is made of them, by its author and by every
 * reader.
 */

import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { isKey, measureEntry, measureUpdate, reasonIn } from '~/lib/protocol/log/updateBounds'
import { readUpdatePlaintext, writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { decodeUpdate } from '~/lib/vault/books/decodedUpdate'

/** As docs/protocol.md promises them, not as the code has them (tests/structure/promises.test.ts). */
const bounds = {
  nodes: 20_000,
  ranges: 10_000,
  nesting: 32,
  keyChars: 300,
  clocks: 2 ** 31,
  commands: 2_000,
  parts: 64,
  commandIdChars: 100,
  bookChars: 64,
  time: 8.64e15,
}

const updateOf = (work: (doc: Y.Doc) => void, doc = newBookDoc()): Uint8Array => {
  doc.clientID = 7
  let update = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => void (update = bytes as never))
  doc.transact(() => work(doc))
  return update
}
const valued = (value: unknown): Uint8Array => updateOf((doc) => void recordsOf(doc).set('r_x/title', value as never))
const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 0 as unknown)
/** An update by hand: structs of client 7 and deletions. */
const byHand = (
  structs: (encoder: encoding.Encoder) => void,
  deletions: readonly (readonly [client: number, ranges: readonly (readonly [number, number])[]])[] = [],
  client = { count: 1, clock: 0 },
): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const value of [client.count === 0 ? 0 : 1, ...(client.count === 0 ? [] : [client.count, 7, client.clock])])
    encoding.writeVarUint(encoder, value)
  structs(encoder)
  encoding.writeVarUint(encoder, deletions.length)
  for (const [of, ranges] of deletions) {
    encoding.writeVarUint(encoder, of)
    encoding.writeVarUint(encoder, ranges.length)
    for (const pair of ranges) for (const value of pair) encoding.writeVarUint(encoder, value)
  }
  return encoding.toUint8Array(encoder)
}
const item =
  (info: number, write: (encoder: encoding.Encoder) => void, place: readonly (string | number)[] = []) =>
  (encoder: encoding.Encoder): void => {
    encoding.writeUint8(encoder, info)
    for (const part of place) {
      if (typeof part === 'string') encoding.writeVarString(encoder, part)
      else encoding.writeVarUint(encoder, part)
    }
    write(encoder)
  }
const inMap = (write: (encoder: encoding.Encoder) => void, key = 'r_x/title') => item(0x28, write, [1, 'records', key])
const refusedFor = (update: Uint8Array, why: string): void => {
  expect(measureUpdate(update)).toEqual({
    ok: false,
    error: { type: 'malformedUpdate', message: `The change can't be read (${why}). It is kept, but not applied.` },
  })
  expect(decodeUpdate(update)).toEqual(measureUpdate(update))
}

describe('values', () => {
  test('what honest changes hold is measured', () => {
    expect(unwrap(measureUpdate(valued({ a: [1, 1.5, 1e300, -7, 2 ** 40, 'ü😀', true, false, null] })))).toEqual({
      nodes: 11,
      ranges: 0,
    })
    const doc = newBookDoc()
    updateOf((fresh) => fresh.getText('r_x/description').insert(0, 'hello world'), doc)
    expect(unwrap(measureUpdate(updateOf((fresh) => fresh.getText('r_x/description').delete(3, 2), doc)))).toEqual({
      nodes: 0,
      ranges: 1,
    })
    expect(unwrap(measureUpdate(valued(nested(bounds.nesting))))).toEqual({ nodes: bounds.nesting + 1, ranges: 0 })
  })

  test.each<[string, unknown]>([
    ['a number that is none', Number.NaN],
    ['an infinite number', Infinity],
  ])('%s never counts', (_what, value) => refusedFor(valued(value), 'it holds a number that is none'))

  test.each<[string, unknown]>([
    ['a BigInt', 12n],
    ['undefined inside an object', { a: { b: undefined } }],
    ['bytes', [Uint8Array.of(1)]],
    ['a value that would change what kind of object it is in', JSON.parse('{"__proto__":{"part":"original"}}')],
  ])('%s never counts', (_what, value) => refusedFor(valued(value), 'it holds a value that is not JSON'))

  test('lists inside each other, one deeper than may be and three thousand deep', () => {
    refusedFor(valued(nested(bounds.nesting + 1)), 'it nests too deep')
    refusedFor(valued(nested(3_000)), 'it nests too deep')
  })

  test('half a character', () => {
    const update = byHand(
      inMap((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeUint8(encoder, 119)
        encoding.writeVarUint8Array(encoder, Uint8Array.of(0xed, 0xa0, 0xbd))
      }),
    )
    refusedFor(update, 'text is not UTF-8')
  })

  test('more than an entry may hold: in one update, or in several together', () => {
    const half = valued(Array.from({ length: bounds.nodes / 2 }, () => 0))
    expect(measureEntry([half])).toMatchObject({ ok: true })
    expect(measureEntry([half, half])).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it holds more than one entry may') },
    })
    // The list itself is one as well.
    const holding = (nodes: number) => valued(Array.from({ length: nodes - 1 }, () => 0))
    expect(measureEntry([holding(bounds.nodes)])).toEqual({ ok: true, value: { nodes: bounds.nodes, ranges: 0 } })
    expect(measureEntry([holding(bounds.nodes + 1)])).toMatchObject({ ok: false, error: { type: 'malformedUpdate' } })
    expect(measureEntry([valued(1), valued(Number.NaN)])).toEqual(measureUpdate(valued(Number.NaN)))
  })

  test('objects inside each other, as deep as may be and one deeper', () => {
    const objects = (depth: number): unknown =>
      Array.from({ length: depth }).reduce((inner) => ({ a: inner }), 0 as unknown)
    expect(measureUpdate(valued(objects(bounds.nesting)))).toMatchObject({ ok: true })
    refusedFor(valued(objects(bounds.nesting + 1)), 'it nests too deep')
  })

  test('numbers in each of their spellings, and in no other', () => {
    const spelled = (...bytes: number[]) =>
      byHand(
        inMap((encoder) => {
          encoding.writeVarUint(encoder, 1)
          for (const byte of bytes) encoding.writeUint8(encoder, byte)
        }),
      )
    const one = { ok: true, value: { nodes: 1, ranges: 0 } }
    // Its first half alone would be an infinite number of the shorter form.
    expect(measureUpdate(valued(2 ** 1017 * 1.5))).toEqual(one)
    for (const bytes of [
      [124, 0x3f, 0x80, 0, 0],
      [125, 0x3f],
      [125, 0x80, 1],
      [125, 0x80, 0x80, 0x80, 0x80, 1],
    ])
      expect(measureUpdate(spelled(...bytes)), bytes.join(' ')).toEqual(one)
    for (const bytes of [
      [124, 0x7f, 0xc0, 0, 0],
      [124, 0x7f, 0x80, 0, 0],
    ])
      refusedFor(spelled(...bytes), 'it holds a number that is none')
    refusedFor(spelled(125, 0x80, 0x80, 0x80, 0x80, 0x80, 1), 'number out of range')
  })
})

describe('structs', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['a nested map', (doc) => void recordsOf(doc).set('r_x/title', new Y.Map() as never)],
    ['a document', (doc) => void recordsOf(doc).set('r_x/title', new Y.Doc() as never)],
    ['bytes as a value', (doc) => void recordsOf(doc).set('r_x/title', Uint8Array.of(1) as never)],
    ['marks in a text', (doc) => void doc.getText('r_x/description').insert(0, 'bold', { bold: true })],
    ['an object in a text', (doc) => void doc.getText('r_x/description').insertEmbed(0, { image: 'x' })],
  ])('%s never counts', (_what, work) => refusedFor(updateOf(work), 'it holds something else than values and text'))

  test.each<[string, (doc: Y.Doc) => void]>([
    ['a list of its own', (doc) => void doc.getArray('r_x/list').insert(0, [1])],
    ['a second map', (doc) => void doc.getMap('others').set('r_x/title', 1)],
    ['a text under the name of the map', (doc) => void doc.getText('records').insert(0, 'x')],
    ['a key without a field', (doc) => void recordsOf(doc).set('r_x', 1)],
    ['a field of another alphabet', (doc) => void recordsOf(doc).set('r_x/__proto__', 1)],
    ['an endless key', (doc) => void recordsOf(doc).set(`r_x/files/${'a'.repeat(bounds.keyChars)}`, 1)],
  ])('%s never counts', (_what, work) => refusedFor(updateOf(work), 'it stands where nothing may'))

  test('holes, deleted contents, and what Yjs knows no word for', () => {
    for (const info of [0, 1, 10, 31])
      refusedFor(
        byHand((encoder) => {
          encoding.writeUint8(encoder, info)
          encoding.writeVarUint(encoder, 3)
        }),
        'it holds something else than values and text',
      )
  })

  test('an item that stands beside itself, or beside what comes after it', () => {
    const beside = (clock: number) =>
      byHand(
        item(
          0x88,
          (encoder) => {
            encoding.writeVarUint(encoder, 1)
            encoding.writeUint8(encoder, 126)
          },
          [7, clock],
        ),
        [],
        { count: 1, clock: 4 },
      )
    expect(measureUpdate(beside(3))).toMatchObject({ ok: true })
    refusedFor(beside(4), 'it stands beside what comes later')
    refusedFor(beside(9), 'it stands beside what comes later')
  })

  test('an item between two others names both, and neither may come after it', () => {
    const between = (info: number, ...places: number[]) =>
      byHand(
        item(
          info,
          (encoder) => {
            encoding.writeVarUint(encoder, 1)
            encoding.writeUint8(encoder, 126)
          },
          places,
        ),
        [],
        { count: 1, clock: 4 },
      )
    const last = bounds.clocks - 1
    for (const update of [between(0x48, 7, 3), between(0xc8, 7, 3, 7, 0), between(0xc8, 9, last, 9, 0)])
      expect(measureUpdate(update)).toMatchObject({ ok: true })
    for (const update of [
      between(0x48, 7, 4),
      between(0xc8, 7, 3, 7, 4),
      between(0xc8, 7, 4, 7, 3),
      between(0xc8, 9, last + 1, 9, 0),
      between(0xc8, 9, 0, 9, last + 1),
    ])
      refusedFor(update, 'it stands beside what comes later')
  })

  test('what stands inside another item, a text in the map, a text under a name that is no key', () => {
    const value = (encoder: encoding.Encoder): void => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeUint8(encoder, 126)
    }
    const text = (encoder: encoding.Encoder): void => encoding.writeVarString(encoder, 'x')
    expect(measureUpdate(byHand(item(0x28, value, [1, 'records', 'r_x/title'])))).toMatchObject({ ok: true })
    expect(measureUpdate(byHand(item(0x04, text, [1, 'r_x/description'])))).toMatchObject({ ok: true })
    for (const of of [item(0x28, value, [0, 7, 0]), item(0x28, value, [2, 'records', 'r_x/title'])])
      refusedFor(byHand(of), 'it stands inside another item')
    for (const of of [
      item(0x24, text, [1, 'records', 'r_x/title']),
      item(0x24, text, [1, 'r_x/description', 'r_x/title']),
      item(0x04, text, [1, 'description']),
      item(0x04, text, [1, 'records']),
      item(0x08, value, [1, 'r_x/description']),
      item(0x28, value, [1, 'others', 'r_x/title']),
      item(0x28, value, [1, 'records', 'r_x']),
    ])
      refusedFor(byHand(of), 'it stands where nothing may')
  })

  test('two client ids that wait for each other', () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 2)
    for (const [client, other] of [
      [8, 7],
      [7, 8],
    ] as const) {
      for (const value of [1, client, 0]) encoding.writeVarUint(encoder, value)
      item(
        0x88,
        (inner) => {
          encoding.writeVarUint(inner, 1)
          encoding.writeUint8(inner, 126)
        },
        [other, 0],
      )(encoder)
    }
    encoding.writeVarUint(encoder, 0)
    expect(decodeUpdate(encoding.toUint8Array(encoder))).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it stands beside what comes with it') },
    })
  })

  test('one client id twice, clocks that run too far, empty items, bytes that follow', () => {
    const twice = encoding.createEncoder()
    encoding.writeVarUint(twice, 2)
    for (let n = 0; n < 2; n++) {
      for (const value of [1, 7, n]) encoding.writeVarUint(twice, value)
      inMap((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeUint8(encoder, 126)
      })(twice)
    }
    encoding.writeVarUint(twice, 0)
    refusedFor(encoding.toUint8Array(twice), 'it names a client id twice')
    const nothing = inMap((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeUint8(encoder, 126)
    })
    refusedFor(Uint8Array.of(1, 0, 7, 0, 0), 'it names a client id twice')
    refusedFor(byHand(nothing, [], { count: 1, clock: bounds.clocks }), 'its clocks run too far')
    refusedFor(byHand(nothing, [], { count: 1, clock: bounds.clocks - 1 }), 'its clocks run too far')
    expect(measureUpdate(byHand(nothing, [], { count: 1, clock: bounds.clocks - 2 }))).toMatchObject({ ok: true })
    refusedFor(byHand(inMap((encoder) => encoding.writeVarUint(encoder, 0))), 'it holds no value')
    refusedFor(
      byHand(item(0x04, (encoder) => encoding.writeVarString(encoder, ''), [1, 'r_x/description'])),
      'it holds an empty text',
    )
    refusedFor(Uint8Array.from([...byHand(nothing), 0]), 'trailing bytes')
    refusedFor(byHand(nothing, [], { count: 90, clock: 0 }), 'it is longer than its bytes')
  })
})

describe('deletions', () => {
  test.each<[string, readonly (readonly [number, number])[], string]>([
    [
      'the same stretch again and again',
      [
        [0, 2],
        [0, 2],
        [0, 2],
      ],
      'its deletions are in no order',
    ],
    [
      'stretches that overlap',
      [
        [0, 3],
        [2, 2],
      ],
      'its deletions are in no order',
    ],
    [
      'stretches in no order',
      [
        [5, 1],
        [0, 1],
      ],
      'its deletions are in no order',
    ],
    ['an empty stretch', [[0, 0]], 'its deletions are in no order'],
    ['a stretch beyond all clocks', [[1, bounds.clocks]], 'its deletions run too far'],
  ])('%s never count', (_what, ranges, why) =>
    refusedFor(
      byHand(() => undefined, [[3, ranges]], { count: 0, clock: 0 }),
      why,
    ),
  )

  test('as many as there are, side by side and up to the last clock, of several client ids', () => {
    const update = byHand(
      () => undefined,
      [
        [
          3,
          [
            [0, 2],
            [2, 1],
            [7, 1],
          ],
        ],
        [4, [[0, bounds.clocks]]],
      ],
      { count: 0, clock: 0 },
    )
    expect(measureUpdate(update)).toEqual({ ok: true, value: { nodes: 0, ranges: 4 } })
    refusedFor(
      byHand(() => undefined, [[3, []]], { count: 0, clock: 0 }),
      'its deletions are in no order',
    )
  })

  test('one client id named twice', () => {
    refusedFor(
      byHand(
        () => undefined,
        [
          [3, [[0, 1]]],
          [3, [[1, 1]]],
        ],
        { count: 0, clock: 0 },
      ),
      'its deletions are in no order',
    )
  })

  test('a megabyte of repeated stretches is refused at once', () => {
    const ranges = Array.from({ length: 300_000 }, () => [0, 1] as const)
    const update = byHand(() => undefined, [[3, ranges]], { count: 0, clock: 0 })
    const from = performance.now()
    refusedFor(update, 'its deletions are in no order')
    // Compared with each other they would take minutes; a machine under load takes its seconds.
    expect(performance.now() - from).toBeLessThan(10_000)
  })

  test('more stretches than an entry may delete', () => {
    const apart = (count: number) =>
      byHand(() => undefined, [[3, Array.from({ length: count }, (_, n) => [n * 2, 1] as const)]], {
        count: 0,
        clock: 0,
      })
    expect(measureEntry([apart(bounds.ranges)])).toMatchObject({ ok: true })
    expect(measureEntry([apart(bounds.ranges + 1)])).toMatchObject({
      ok: false,
      error: { type: 'malformedUpdate', message: expect.stringContaining('it holds more than one entry may') },
    })
  })
})

test('a failure without a reason in brackets has none', () => {
  expect([reasonIn({ type: 'x', message: 'Not so.' }), reasonIn({ type: 'x', message: 'Not so (a) or (b).' })]).toEqual(
    ['', 'a'],
  )
})

describe('keys', () => {
  test('have a length', () => {
    const key = (length: number) => `r_x/files/${'a'.repeat(length - 10)}`
    expect([bounds.keyChars, bounds.keyChars + 1].map((length) => isKey(key(length)))).toEqual([true, false])
  })

  test('a record, a field, and what follows it', () => {
    for (const key of [
      'r_x/title',
      'ev_1/_settled/5.0/r_x/title',
      'c_2/controls/C-8.13',
      'ev_1/files/A folder/ä.png',
      'fw_iso~2022/title',
    ])
      expect(isKey(key)).toBe(true)
    for (const key of [
      '',
      '/',
      'r_x',
      'r_x/',
      '/title',
      'r_x//e',
      'r_x/title/',
      'r_x/9',
      'r_x/__proto__',
      'r_x/ti tle',
    ])
      expect(isKey(key)).toBe(false)
  })
})

describe('the plaintext around the updates', () => {
  const update = toBytes(valued('x'))
  const written = (change: {
    readonly commandId?: string
    readonly time?: number
    readonly class?: string
    readonly book?: string
    readonly parts?: number
    readonly commands?: number
  }) =>
    readUpdatePlaintext(
      writeUpdatePlaintext({
        commands: Array.from({ length: change.commands ?? 1 }, () => ({
          commandId: change.commandId ?? 'c',
          time: change.time ?? 1,
          parts: Array.from({ length: change.parts ?? 1 }, () => ({
            class: change.class ?? 'register',
            book: change.book ?? 'risk',
            update: change.commands ? toBytes(Uint8Array.of(0, 0)) : update,
          })),
        })),
      }),
    )
  test.each([
    ['a command id', { commandId: 'x'.repeat(bounds.commandIdChars + 1) }, 'a command id is too long'],
    ['a time', { time: bounds.time + 1 }, 'a time that is no date'],
    ['the class of a book', { class: 'x'.repeat(bounds.bookChars + 1) }, 'the class of a book is too long'],
    ['the name of a book', { book: 'x'.repeat(bounds.bookChars + 1) }, 'the name of a book is too long'],
    ['parts', { parts: bounds.parts + 1 }, 'a command is too long'],
    ['commands', { commands: bounds.commands + 1 }, 'the list of commands is too long'],
  ])('%s beyond its bound never counts', (_what, change, why) => {
    expect(written(change)).toMatchObject({
      ok: false,
      error: { type: 'malformed', message: expect.stringContaining(why) },
    })
  })
  test('all at their bounds', () => {
    expect(
      written({
        commandId: 'x'.repeat(bounds.commandIdChars),
        time: bounds.time,
        class: 'x'.repeat(bounds.bookChars),
        book: 'x'.repeat(bounds.bookChars),
        parts: bounds.parts,
      }),
    ).toMatchObject({ ok: true })
    expect(written({ commands: bounds.commands })).toMatchObject({ ok: true })
  })
})
