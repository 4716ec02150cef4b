/** Counted entries going into the books: what is told of each, and when what waits here meets what others did. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '~/lib/shared/result'
import { applyEntries } from '~/lib/vault/log/applyEntries'
import { newBookDoc, recordsOf, textOf, valueOf } from '~/lib/vault/books/book'
import { createBooks, type Books } from '~/lib/vault/books/books'
import type { Core } from '~/lib/vault/replica/replicaCore'
import { decodeUpdate } from '~/lib/vault/books/decodedUpdate'
import type { JudgedEntry } from '~/lib/vault/log/judgeEntries'
import { packIntents } from '~/lib/vault/history/packedIntents'
import { openVault, type Intent, type OutboxRow, type Vault } from '~/lib/vault/store/tables'
import { Unappliable } from '~/lib/vault/log/unappliable'

const ownClient = 7
let vault: Vault
let books: Books
let core: Core
let names = 0
beforeEach(async () => {
  vault = await openVault(`apply-${names++}`)
  books = createBooks({
    vault,
    clientId: () => ownClient,
    withWaiting: () => true,
    fromLog: () => Promise.resolve([]),
    checkpoints: { load: () => Promise.resolve(), store: () => Promise.resolve(), drop: () => Promise.resolve() },
  })
  core = { vault, books, clientId: ownClient } as never as Core
})
afterEach(() => vault.close())

/** A writer's document and what each of its changes is as an update. */
function writer(clientId: number, ...seen: readonly Uint8Array[]) {
  const doc = newBookDoc()
  for (const update of seen) Y.applyUpdate(doc, update)
  doc.clientID = clientId
  return (work: (doc: Y.Doc) => void): Uint8Array => {
    let made = new Uint8Array()
    const hear = (update: Uint8Array): void => void (made = update as never)
    doc.on('update', hear)
    doc.transact(() => work(doc))
    doc.off('update', hear)
    return made
  }
}
const set = (key: string, value: unknown) => (doc: Y.Doc) => void recordsOf(doc).set(key, value as never)
const type = (key: string, at: number, text: string) => (doc: Y.Doc) => doc.getText(key).insert(at, text)

type Part = readonly [book: string, update: Uint8Array]
const entry = (seq: number, commands: Readonly<Record<string, readonly Part[]>>, more: object = {}): JudgedEntry =>
  ({
    sequenced: { seq, relayTime: seq * 10 },
    entry: { header: { uuid: `u${seq}`, deviceId: `d${seq}` } },
    own: false,
    memberId: `m${seq}`,
    content: {
      type: 'update',
      verdicts: '',
      commands: Object.entries(commands).map(([commandId, parts]) => ({
        commandId,
        time: seq,
        parts: parts.map(([book, update]) => ({ book, update, decoded: unwrap(decodeUpdate(update)) })),
      })),
    },
    ...more,
  }) as never as JudgedEntry
const none = (): readonly OutboxRow[] => []
const waitingRow = (
  n: number,
  commandId: string,
  intents: readonly Intent[],
  parts: readonly Part[],
  base = 0,
): OutboxRow =>
  ({
    n,
    commandId,
    name: 't',
    input: null,
    class: 'register',
    at: 1,
    base,
    payload: {
      type: 'update',
      intents: packIntents(intents),
      parts: parts.map(([book, update]) => ({ book, update })),
    },
  }) as never as OutboxRow
const own = (seq: number, row: OutboxRow, parts: readonly Part[]) =>
  entry(seq, { [row.commandId]: parts }, { own: true })
const intent = (key: string, before: unknown, after: unknown): Intent => ({
  type: 'set',
  book: 'risk',
  key,
  before: before as never,
  after: after as never,
})

describe('what is told', () => {
  test('every update by its place, one book after the other in the order of the log; what no version knows is kept alone', async () => {
    const [risk, asset, odd] = [writer(11), writer(12), writer(13)]
    const entries = [
      entry(3, {
        a: [
          ['risk', risk(set('ri_1/title', 'A'))],
          ['asset', asset(set('as_1/name', 'B'))],
        ],
        b: [
          ['risk', risk(set('ri_1/title', 'C'))],
          ['register/hologram', odd(set('h_1/x', 1))],
        ],
      }),
      entry(4, {}, { content: { type: 'plain' } }),
      entry(5, { c: [['risk', risk(set('ri_3/title', 'D'))]] }, { memberId: undefined }),
    ]
    const applied = await applyEntries(core, entries, none)
    expect(applied.tail.map(({ book, seq, part }) => [book, seq, part])).toEqual([
      ['risk', 3, 0],
      ['asset', 3, 1],
      ['risk', 3, 2],
      ['register/hologram', 3, 3],
      ['risk', 5, 4],
    ])
    expect(
      applied.commands.map(({ commandId, kind, seq, part, deviceId, memberId, time, relayTime }) => [
        commandId,
        kind,
        seq,
        part,
        deviceId,
        memberId,
        time,
        relayTime,
      ]),
    ).toEqual([
      ['a', 'risk', 3, 0, 'd3', 'm3', 3, 30],
      ['a', 'asset', 3, 1, 'd3', 'm3', 3, 30],
      ['b', 'risk', 3, 2, 'd3', 'm3', 3, 30],
      ['c', 'risk', 5, 0, 'd5', '', 5, 50],
    ])
    expect(
      applied.commands.map(({ changes }) => changes.keys.map(({ key, before, after }) => [key, before, after])),
    ).toEqual([
      [['ri_1/title', null, 'A']],
      [['as_1/name', null, 'B']],
      [['ri_1/title', 'A', 'C']],
      [['ri_3/title', null, 'D']],
    ])
    expect(applied.touched).toEqual([
      ['risk', 'ri_1'],
      ['asset', 'as_1'],
      ['risk', 'ri_3'],
    ])
    expect([...applied.foreign]).toEqual([
      ['risk', 5],
      ['asset', 3],
    ])
    expect([(await books.open('risk')).foreignSeq, applied.liveBroken, applied.untold]).toEqual([5, false, []])
    expect(valueOf((await books.open('risk')).live, 'ri_1/title')).toBe('C')
    expect((await books.open('risk')).live.clientID).toBe(ownClient)
  })

  test('texts touch their record, too', async () => {
    const applied = await applyEntries(
      core,
      [entry(3, { a: [['risk', writer(11)(type('ri_2/cause', 0, 'Rain'))]] })],
      none,
    )
    expect(applied.touched).toEqual([['risk', 'ri_2']])
    expect(applied.commands[0]!.changes.texts).toEqual([
      { name: 'ri_2/cause', before: '', after: 'Rain', concurrent: false },
    ])
  })
})

describe('what waited here', () => {
  const mine = writer(ownClient)
  const update = mine(set('ri_1/title', 'Mine'))
  const row = (base = 0) =>
    waitingRow(
      1,
      'c',
      [intent('ri_1/title', null, 'Mine'), { ...intent('as_1/name', null, 'x'), book: 'asset' }],
      [['risk', update]],
      base,
    )

  test('is told as its author saw it while nobody else came between, and is no longer waiting', async () => {
    await vault.outbox.add(row())
    const book = await books.open('risk')
    expect([...book.pending]).toEqual([1])
    const applied = await applyEntries(core, [own(3, row(), [['risk', update]])], () => [
      waitingRow(9, 'else', [], []),
      row(),
    ])
    expect(applied.commands).toMatchObject([
      {
        commandId: 'c',
        changes: { keys: [{ key: 'ri_1/title', before: null, after: 'Mine', concurrent: false }], texts: [] },
      },
    ])
    expect(applied.commands[0]!.changes.keys).toHaveLength(1)
    expect([book.pending.size, book.counted, book.foreignSeq, [...applied.foreign]]).toEqual([0, undefined, 0, []])
    expect(book.live.clientID).toBe(ownClient)
  })

  test('an entry of one’s own whose rows are not here is one of anybody', async () => {
    const applied = await applyEntries(core, [own(3, row(), [['risk', update]])], none)
    expect([...applied.foreign]).toEqual([['risk', 3]])
    expect(applied.commands[0]!.changes.keys).toMatchObject([{ key: 'ri_1/title', after: 'Mine' }])
    expect(valueOf((await books.open('risk')).live, 'ri_1/title')).toBe('Mine')
    // What others send under an id of ours is theirs.
    const asked: string[] = []
    await applyEntries(core, [entry(4, { z: [['risk', writer(55)(set('ri_9/title', 'Z'))]] })], (uuid) => {
      asked.push(uuid)
      return []
    })
    expect(asked).toEqual([])
  })

  test('meets what another device did meanwhile: both are told as the log has them, and the books are one again when ours is in it', async () => {
    await vault.outbox.add(row())
    const book = await books.open('risk')
    const theirs = writer(11)(set('ri_1/title', 'Theirs'))
    const first = await applyEntries(core, [entry(3, { t: [['risk', theirs]] })], none)
    expect(first.commands[0]!.changes.keys).toMatchObject([{ before: null, after: 'Theirs', concurrent: false }])
    expect(book.counted).not.toBe(undefined)
    expect(book.counted).not.toBe(book.live)
    expect([valueOf(book.counted!, 'ri_1/title'), [...book.pending], book.foreignSeq]).toEqual(['Theirs', [1], 3])
    // The live book holds both.
    expect(Y.getState(book.live.store, 11)).toBe(1)
    expect(book.live.clientID).toBe(ownClient)
    const second = await applyEntries(core, [own(4, row(), [['risk', update]])], () => [row()])
    expect(second.commands[0]!.changes.keys).toMatchObject([
      { before: null, after: 'Mine', concurrent: true, rival: { value: 'Theirs' } },
    ])
    expect([book.counted, book.pending.size, [...second.foreign]]).toEqual([undefined, 0, []])
    expect([Y.getState(book.live.store, 11), Y.getState(book.live.store, ownClient)]).toEqual([1, 1])
  })

  test('and more that waits keeps the two books apart until all of it is in the log', async () => {
    const next = mine(set('ri_2/title', 'Next'))
    const second = waitingRow(2, 'd', [intent('ri_2/title', null, 'Next')], [['risk', next]], 3)
    await vault.outbox.bulkAdd([row(), second])
    const book = await books.open('risk')
    await applyEntries(core, [entry(3, { t: [['risk', writer(11)(set('ri_1/title', 'Theirs'))]] })], none)
    await applyEntries(core, [own(4, row(), [['risk', update]])], () => [row()])
    expect([[...book.pending], book.counted !== undefined]).toEqual([[2], true])
    expect(valueOf(book.counted!, 'ri_2/title')).toBeNull()
    await applyEntries(core, [own(5, second, [['risk', next]])], () => [second])
    expect([book.pending.size, book.counted]).toEqual([0, undefined])
    expect(valueOf(book.live, 'ri_2/title')).toBe('Next')
  })

  test('written before another’s change that was read first is told as the log has it; written after it, as its author saw it', async () => {
    for (const [base, concurrent] of [
      [2, true],
      [3, false],
    ] as const) {
      await vault.outbox.clear()
      books.reset()
      await vault.books.put({ book: 'risk', upToSeq: 0, stateVector: new Uint8Array(), foreignSeq: 3 })
      const theirs = writer(11)(set('ri_1/title', 'Theirs'))
      await vault.tail.put({ book: 'risk', seq: 3, part: 0, update: theirs })
      await vault.outbox.add(row(base))
      const applied = await applyEntries(core, [own(4, row(base), [['risk', update]])], () => [row(base)])
      expect(applied.commands[0]!.changes.keys[0]!.concurrent).toBe(concurrent)
    }
  })

  test('in one piece with another’s: ours first is told as it was meant, ours behind as it met', async () => {
    const theirs = writer(11)(set('ri_1/title', 'Theirs'))
    await vault.outbox.add(row())
    const inOrder = await applyEntries(
      core,
      [own(3, row(), [['risk', update]]), entry(4, { t: [['risk', theirs]] })],
      () => [row()],
    )
    expect(inOrder.commands.map(({ changes }) => changes.keys[0]!.concurrent)).toEqual([false, true])
    books.reset()
    const behind = await applyEntries(
      core,
      [entry(3, { t: [['risk', theirs]] }), own(4, row(), [['risk', update]])],
      () => [row()],
    )
    expect(behind.commands.map(({ changes }) => changes.keys[0]!.concurrent)).toEqual([false, true])
    expect([...behind.foreign]).toEqual([['risk', 3]])
  })

  test('a text that changed nothing in the log has no row of its own', async () => {
    const birth = writer(99)(type('ri_1/cause', 0, 'Rain'))
    await vault.tail.put({ book: 'risk', seq: 2, part: 0, update: birth })
    const text = (key: string, book: Intent['book'] = 'risk'): Intent => ({
      type: 'text',
      book,
      key,
      before: '',
      delta: [{ insert: 'Rain' }],
    })
    const other = writer(ownClient)(type('ri_5/cause', 0, 'Rain'))
    const row_ = waitingRow(
      1,
      'c',
      [text('ri_1/cause'), text('ri_5/cause'), text('as_1/notes', 'asset'), intent('ri_1/kind', null, 'risk')],
      [['risk', birth]],
    )
    await vault.outbox.add(row_)
    await applyEntries(core, [entry(3, { t: [['risk', writer(11)(set('ri_7/title', 'Theirs'))]] })], none)
    const merged = Y.mergeUpdates([birth, other])
    const applied = await applyEntries(core, [own(4, row_, [['risk', merged]])], () => [row_])
    expect(applied.untold).toEqual(['c/ri_1/cause'])
    expect(textOf((await books.open('risk')).live, 'ri_1/cause')).toBe('Rain')
  })
})

describe('what can’t be applied', () => {
  const broken = (seq: number, error: Error) => {
    const one = entry(seq, { x: [['risk', writer(11)(set('ri_1/title', 'x'))]] })
    const [command] = (one.content as never as { readonly commands: { readonly parts: { decoded: object }[] }[] })
      .commands
    command!.parts[0]!.decoded = {
      get ranges(): never {
        throw error
      },
    }
    return one
  }
  const good = (seq: number) => entry(seq, { g: [['risk', writer(12 + seq)(set('ri_2/title', 'good'))]] })

  test('is named by its position; what is the device’s own trouble is not', async () => {
    const thrown = await applyEntries(
      core,
      [good(3), broken(4, new Error('it stands in two places')), good(5)],
      none,
    ).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Unappliable)
    expect(thrown).toMatchObject({ seq: 4, name: 'Unappliable', message: "the entry at 4 can't be applied" })
    books.reset()
    const trouble = new RangeError('Array buffer allocation failed')
    await expect(applyEntries(core, [good(3), broken(4, trouble), good(5)], none)).rejects.toBe(trouble)
  })

  test('on top of what waits alone, it ends in a repair; the device’s own trouble there is thrown on', async () => {
    const row = waitingRow(1, 'c', [], [['risk', writer(ownClient)(set('ri_1/title', 'Mine'))]])
    await vault.outbox.add(row)
    const book = await books.open('risk')
    const breaks = (error: Error) => {
      book.live.transact = () => {
        throw error
      }
    }
    breaks(new Error('half way'))
    const applied = await applyEntries(core, [good(3)], none)
    expect(applied).toMatchObject({ liveBroken: true, commands: [{ changes: { keys: [{ key: 'ri_2/title' }] } }] })
    const trouble = new RangeError('Array buffer allocation failed')
    breaks(trouble)
    await expect(applyEntries(core, [good(4)], none)).rejects.toBe(trouble)
  })
})
