/** Entries that look as an honest client's, with one thing wrong. What is wrong follows from the dice alone. */

import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { kindNames, recordKind, isKind } from '~/lib/records/registry'
import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { newUuid, type LogHead } from '~/lib/protocol/log/entry'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { entryClasses, roleMayWrite, type EntryClass, type Role } from '~/lib/protocol/access/workspaceRoles'
import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import type { Device } from '../../sync/support/device'
import { random } from '../../sync/support/relay'

export interface Dice {
  /** A whole number from 0, below `n`. */
  below(n: number): number
  pick<T>(of: readonly T[]): T
}

/** The same numbers for the same seed, on every machine (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const below = (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
  return { below, pick: (of) => of[below(of.length)]! }
}

export interface Forgery {
  readonly what: string
  readonly class: EntryClass
  readonly plaintext: Bytes
  readonly head?: LogHead
  readonly epoch?: number
  /** A byte of the finished entry is changed. */
  readonly flip?: number
  readonly deviceSeq?: number
}

/** What a forger knows: its own replica, which is honest until then. */
export interface Around {
  readonly by: Device
  readonly roll: Dice
  /** Files of others, by their id at the relay. */
  readonly files: readonly string[]
  readonly role: Role
}

export async function forge(around: Around): Promise<Forgery> {
  return around.roll.pick([...kinds])(around)
}

type Forger = (around: Around) => Promise<Forgery>

const oddValues: readonly unknown[] = [
  Number.NaN,
  Infinity,
  -Infinity,
  12n,
  undefined,
  -0,
  1e308,
  2 ** 53,
  '',
  '\u0000',
  'x'.repeat(5_000),
  '2026-13-99',
  'kind',
  {},
  [],
  [[[[]]]],
  { a: { b: undefined } },
  JSON.parse('{"__proto__":{"part":"original"}}'),
  { a: { constructor: 1, toString: 2, length: -1 } },
  { sha256: 5, id: null, size: 'large' },
  true,
  false,
  0,
  null,
  Uint8Array.of(1, 2),
  Array.from({ length: 3_000 }).reduce((inner) => [inner], 0 as unknown),
  Array.from({ length: 21_000 }, () => 1),
  { blob: { sha256: 'a'.repeat(64), id: '../../x', size: -1, mime: 'text/html' } },
]
const oddKeys = (id: string): readonly string[] => [
  `${id}/title`,
  `${id}/kind`,
  `${id}/ref`,
  `${id}/createdAt`,
  `${id}/createdBy`,
  `${id}/archivedOn`,
  `${id}/owner`,
  `${id}/controls/C-8.13`,
  `${id}/files/picture.png`,
  `${id}/files/../../x`,
  `${id}/_settled/1.0/${id}/title`,
  `${id}/state`,
  `${id}/dueOn`,
  `${id}/likelihood`,
  `${id}/facts`,
  `${id}/constructor`,
  `${id}/toString/valueOf`,
  `${id}/__proto__`,
  `${id}/x/__proto__`,
  `${id}`,
  '/',
  `__proto__/title`,
  `constructor/kind`,
  `${id}/${'n'.repeat(400)}`,
  `${id}/title/`,
  `${id}/b\u0301/e\u0301`,
]

/** The book as the log has it, under a client id of the forger's choice. */
async function bookOf(by: Device, book: string, clientId: number): Promise<Y.Doc> {
  const doc = newBookDoc()
  for (const { update } of await by.vault.tail
    .where('[book+seq+part]')
    .between([book, 0, 0], [book, Infinity, Infinity])
    .toArray())
    Y.applyUpdate(doc, update)
  doc.clientID = clientId
  return doc
}

function changeOf(doc: Y.Doc, work: (doc: Y.Doc) => void): Uint8Array {
  let made: Uint8Array = Uint8Array.of(0, 0)
  doc.on('update', (update: Uint8Array) => void (made = update))
  doc.transact(() => work(doc))
  return made
}

const bookFor = (roll: Dice, entryClass: EntryClass): string => {
  const fitting = kindNames.filter((kind) => isKind(kind) && recordKind(kind).class === entryClass)
  return fitting.length > 0 ? roll.pick(fitting) : 'risk'
}
const recordClasses = entryClasses.filter((one) =>
  kindNames.some((kind) => isKind(kind) && recordKind(kind).class === one),
)

const saying = (
  update: Uint8Array,
  book: string,
  change: {
    readonly commandId?: string
    readonly time?: number
    readonly verdicts?: string
    readonly class?: string
  } = {},
): Bytes =>
  writeUpdatePlaintext({
    ...(change.verdicts !== undefined && { verdicts: change.verdicts }),
    commands: [
      {
        commandId: change.commandId ?? newUuid(random),
        time: change.time ?? 1_780_000_000_000,
        parts: [
          {
            class: change.class ?? (isKind(book) ? recordKind(book).class : 'register'),
            book,
            update: toBytes(update),
          },
        ],
      },
    ],
  })

/** A change as any client makes it: a value in a record, of whatever kind. */
async function change(
  { by, roll, role }: Around,
  value: unknown,
  key?: string,
): Promise<{ readonly class: EntryClass; readonly book: string; readonly update: Uint8Array }> {
  const own = recordClasses.filter((one) => roleMayWrite(role, one))
  const entryClass = roll.pick(own.length > 0 && roll.below(10) > 0 ? own : recordClasses)
  const book = bookFor(roll, entryClass)
  const doc = await bookOf(by, book, 1 + roll.below(2 ** 31))
  const ids = [
    ...new Set(
      [...(recordsOf(doc) as unknown as { readonly _map: ReadonlyMap<string, unknown> })._map.keys()].map(
        (name) => name.split('/')[0]!,
      ),
    ),
  ]
  const id = ids.length > 0 && roll.below(3) > 0 ? roll.pick(ids) : `zz_${roll.below(1_000)}`
  return {
    class: entryClass,
    book,
    update: changeOf(doc, (at) => void recordsOf(at).set(key ?? `${id}/title`, value as never)),
  }
}

const idsIn = async (by: Device): Promise<readonly string[]> =>
  (await by.vault.trail.limit(200).toArray()).flatMap((row) => ('recordId' in row ? [row.recordId] : row.records))
const rest = (encoder: encoding.Encoder, ...values: readonly number[]): void =>
  values.forEach((value) => encoding.writeVarUint(encoder, value))

const kinds: readonly Forger[] = [
  async (around) => {
    // A type of the document library can be put into one document only.
    const value = around.roll.below(20) === 0 ? new Y.Map() : around.roll.pick(oddValues)
    const made = await change(around, value)
    return { what: `a value: ${typeof value}`, class: made.class, plaintext: saying(made.update, made.book) }
  },
  async (around) => {
    const key = around.roll.pick(oddKeys(around.roll.pick([...(await idsIn(around.by)), 'r_x'])))
    const made = await change(around, around.roll.pick(['text', 5, true, null, { a: 1 }, ['x']]), key)
    return { what: `a key: ${key.slice(0, 60)}`, class: made.class, plaintext: saying(made.update, made.book) }
  },
  async (around) => {
    const made = await change(around, 'fine')
    const own = around.roll.pick((await around.by.vault.trail.limit(300).toArray()).map(({ commandId }) => commandId))
    return {
      what: 'the command id of somebody else',
      class: made.class,
      plaintext: saying(made.update, made.book, { commandId: own }),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'a time no clock shows',
      class: made.class,
      plaintext: saying(made.update, made.book, { time: around.roll.pick([0, 8.64e15, Number.MAX_SAFE_INTEGER]) }),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'another hash over the verdicts',
      class: made.class,
      plaintext: saying(made.update, made.book, { verdicts: 'ab'.repeat(32) }),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    const entryClass = around.roll.pick(entryClasses)
    return {
      what: 'another class',
      class: entryClass,
      plaintext: saying(made.update, made.book, around.roll.pick([{}, { class: entryClass }])),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'a book nobody knows',
      class: made.class,
      plaintext: saying(made.update, around.roll.pick(['future', '__proto__', 'constructor', '', 'b'.repeat(200)]), {
        class: made.class,
      }),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    const bytes = toBytes(made.update)
    for (let n = 0; n <= around.roll.below(3); n++) bytes[around.roll.below(bytes.length)]! ^= 1 << around.roll.below(8)
    return { what: 'flipped bits of an update', class: made.class, plaintext: saying(bytes, made.book) }
  },
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'half an update',
      class: made.class,
      plaintext: saying(made.update.subarray(0, around.roll.below(made.update.length)), made.book),
    }
  },
  async (around) => {
    const { by, roll } = around
    const row = roll.pick(await by.vault.clients.toArray())
    const doc = await bookOf(by, row.book, row.clientId)
    const update = changeOf(doc, (at) => void recordsOf(at).set('zz_1/title', 'under another name'))
    return {
      what: 'a client id of somebody else',
      class: isKind(row.book) ? (recordKind(row.book).class as EntryClass) : 'register',
      plaintext: saying(update, row.book),
    }
  },
  async (around) => {
    const { by, roll } = around
    const row = roll.pick(await by.vault.clients.toArray())
    const encoder = encoding.createEncoder()
    const count = 1 + roll.below(4)
    rest(encoder, 0, 1, row.clientId, count)
    for (let n = 0; n < count; n++) rest(encoder, roll.below(row.clock + 3), 1 + roll.below(5))
    return {
      what: 'deletions of what others wrote',
      class: isKind(row.book) ? (recordKind(row.book).class as EntryClass) : 'register',
      plaintext: saying(encoding.toUint8Array(encoder), row.book),
    }
  },
  async (around) => {
    const { by, roll } = around
    const row = roll.pick(await by.vault.clients.toArray())
    const encoder = encoding.createEncoder()
    rest(encoder, 1, 1, 1 + roll.below(2 ** 31), 0)
    const places = roll.pick([0x80, 0x40, 0xc0])
    encoding.writeUint8(encoder, places | roll.pick([4, 8]))
    for (let n = places === 0xc0 ? 2 : 1; n > 0; n--) rest(encoder, row.clientId, roll.below(row.clock + 1))
    encoding.writeVarString(encoder, 'letters')
    rest(encoder, 0)
    return {
      what: 'letters beside something',
      class: isKind(row.book) ? (recordKind(row.book).class as EntryClass) : 'register',
      plaintext: saying(encoding.toUint8Array(encoder), row.book),
    }
  },
  async (around) => {
    const { by, roll } = around
    const names = kindNames.filter((kind) => isKind(kind) && recordKind(kind).class === 'register')
    const book = roll.pick(names)
    const doc = await bookOf(by, book, 1 + roll.below(2 ** 31))
    const texts = [...doc.share.keys()].filter((name) => name !== 'records')
    const name = texts.length > 0 ? roll.pick(texts) : 'zz_2/description'
    const update = changeOf(doc, (at) => {
      const text = at.getText(name)
      const at0 = roll.below(text.length + 1)
      if (roll.below(2) === 0) text.insert(at0, roll.pick(['\ud83d\ude00 ', 'x', 'a\nb', '\u202e']))
      else if (text.length > at0) text.delete(at0, 1 + roll.below(text.length - at0))
      if (roll.below(3) === 0) text.insert(0, 'marked', { bold: true })
    })
    return { what: 'into a text of others', class: 'register', plaintext: saying(update, book) }
  },
  async (around) => {
    const made = await change(around, 'fine')
    const parts = Array.from({ length: 1 + around.roll.below(3) }, () => ({
      class: made.class,
      book: made.book,
      update: toBytes(made.update),
    }))
    return {
      what: 'one update again and again',
      class: made.class,
      plaintext: writeUpdatePlaintext({ commands: [{ commandId: newUuid(random), time: 1, parts }] }),
    }
  },
  async (around) => ({
    what: 'bytes',
    class: around.roll.pick(entryClasses),
    plaintext: toBytes(Uint8Array.from({ length: around.roll.below(300) }, () => around.roll.below(256))),
  }),
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'another head',
      class: made.class,
      plaintext: saying(made.update, made.book),
      head: around.roll.pick([
        { seq: 1, chain: 'cd'.repeat(32) },
        { seq: 2 ** 40, chain: 'ab'.repeat(32) },
        { seq: 0, chain: '0'.repeat(64) },
      ]),
    }
  },
  async (around) => {
    const made = await change(around, 'fine')
    return {
      what: 'another epoch, number or signature',
      class: made.class,
      plaintext: saying(made.update, made.book),
      ...around.roll.pick([{ flip: 1 + around.roll.below(64) }, { deviceSeq: 1 }, { deviceSeq: 99 }]),
    }
  },
  async (around) => {
    const { by, roll } = around
    const { memberId, deviceId } = by.replica.access().devices[by.keys.deviceId]!
    const others = await by.vault.statements.toArray()
    const other = roll.below(2) === 0 && others.length > 0 ? roll.pick(others) : undefined
    const body = other
      ? toBytes(other.body)
      : canonicalBytes({
          v: 1,
          workspaceId: by.workspaceId,
          deviceId,
          memberId,
          type: roll.pick(['approve', 'attest', 'revoke', 'accept', 'review', 'seal', '__proto__']),
          subject: {
            kind: roll.pick(['scope', 'risk', 'policy', '__proto__', 'constructor']),
            id: roll.pick(['sc_main', 'x', '__proto__']),
          },
          profile: roll.pick(['main', 'toString', '']),
          contentHash: roll.pick(['0'.repeat(64), 'short']),
          time: roll.pick(['2026-06-01T09:00:00.000Z', 'never', '+275760-09-13T00:00:00.001Z']),
          ...(roll.below(2) === 0 && { basedOn: others[0]?.id ?? 'x', reason: 'because', decision: 'accept' }),
        } as JsonValue)
    const innerSignature =
      other && roll.below(2) === 0 ? random(64) : await by.replica.signer().sign(statementBytes(body))
    return {
      what: 'a statement',
      class: 'statement',
      plaintext: writeStatementPlaintext({
        body,
        innerSignature,
        frozen: roll.pick([
          { in: 'none' as const },
          { in: 'entry' as const, bytes: toBytes(Uint8Array.of(1, 2)) },
          { in: 'blob' as const, id: 'a'.repeat(64), sha256: 'b'.repeat(64), size: 2 ** 40 },
        ]),
      }),
    }
  },
  async ({ by, roll }) => ({
    what: 'a snapshot',
    class: 'snapshot',
    plaintext: writeSnapshotPlaintext({
      book: roll.pick(['risk', 'scope', '__proto__', 'none']),
      upToSeq: roll.pick([0, 1, by.replica.head().seq, 2 ** 40]),
      chain: roll.pick([by.replica.head().chain, 'ab'.repeat(32)]),
      verdicts: 'ab'.repeat(32),
      stateVector: random(4),
      rowsHash: 'cd'.repeat(32),
      blob: { id: 'a'.repeat(64), sha256: 'b'.repeat(64), size: roll.pick([0, 2 ** 45]) },
    }),
  }),
  async ({ roll, files }) => ({
    what: 'the erasure of a file of others',
    class: 'erase',
    plaintext: writeEraseBody({ blobIds: [roll.pick(files)], reason: 'Not mine to erase' }),
  }),
  async ({ by, roll }) => ({
    what: 'an access entry',
    class: 'access',
    plaintext: writeAccessBody(
      roll.pick<AccessBody>([
        {
          type: 'setRole',
          prev: by.replica.access().head.accessHash,
          memberId: by.replica.access().devices[by.keys.deviceId]!.memberId,
          role: 'owner',
        },
        { type: 'revokeInvite', prev: by.replica.access().head.accessHash, inviteId: '__proto__' },
        {
          type: 'bind',
          prev: by.replica.access().head.accessHash,
          memberId: Object.keys(by.replica.access().members)[0]!,
          personId: '__proto__',
        },
      ]),
    ),
  }),
]
