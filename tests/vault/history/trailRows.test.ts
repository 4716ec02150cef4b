/**
 * The history as it is kept: which changes become rows of their own, which one goes on from which, and what an open
 * conflict is.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeyChange, TextChange } from '~/lib/vault/books/countedChanges'
import { bulkBirths } from '~/lib/vault/history/births'
import { openVault, type Intent, type TrailRow, type Vault } from '~/lib/vault/store/tables'
import {
  changesOf,
  countedRows,
  waitingId,
  waitingRows,
  withSettled,
  type CountedCommand,
} from '~/lib/vault/history/trailRows'

let vault: Vault
let names = 0
beforeEach(async () => {
  vault = await openVault(`trail-rows-${names++}`)
})
afterEach(() => vault.close())

const text = (before: string, after: string, more: Partial<TextChange> = {}): TextChange => ({
  name: 'ri_1/cause',
  before,
  after,
  concurrent: false,
  ...more,
})
const value = (after: unknown, more: Partial<KeyChange> = {}): KeyChange => ({
  key: 'ri_1/title',
  before: 'was',
  after: after as never,
  concurrent: false,
  lost: false,
  same: false,
  ...more,
})
let seq = 10
const command = (
  more: Partial<CountedCommand> & { readonly keys?: readonly KeyChange[]; readonly texts?: readonly TextChange[] },
): CountedCommand => {
  const { keys = [], texts = [], ...rest } = more
  return {
    commandId: `c${++seq}`,
    deviceId: 'd',
    memberId: 'm',
    time: 1_000,
    seq,
    part: 0,
    relayTime: 5_000,
    kind: 'risk',
    changes: { keys, texts },
    ...rest,
  }
}
/** As the log tells one after the other; each is written before the next is told. */
async function told(...commands: readonly CountedCommand[]): Promise<readonly TrailRow[]> {
  for (const one of commands) {
    const { put, remove } = await countedRows(vault, [one], 'own')
    await vault.trail.bulkDelete([...remove])
    await vault.trail.bulkPut([...put])
  }
  return (await vault.trail.orderBy('id').toArray()) as readonly TrailRow[]
}
const together = async (...commands: readonly CountedCommand[]) =>
  (await countedRows(vault, commands, 'own')).put as readonly TrailRow[]

describe('rapid edits of one text', () => {
  const first = () => command({ texts: [text('', 'a')], time: 1_000 })
  const then = (time: number, more: Partial<CountedCommand> = {}, change: Partial<TextChange> = {}) =>
    command({ texts: [text('a', 'ab', change)], time, ...more })

  test('are one row up to a minute apart, told one by one or in one piece', async () => {
    for (const [time, rows] of [
      [1_000, 1],
      [61_000, 1],
      [61_001, 2],
      [999, 2],
    ] as const) {
      expect(await together(first(), then(time))).toHaveLength(rows)
      expect(await told(first(), then(time))).toHaveLength(rows)
      await vault.trail.clear()
    }
    const [one, two] = [first(), then(2_000)]
    expect(await told(one, two)).toEqual([
      expect.objectContaining({
        id: `${one.seq}.0/ri_1/cause`,
        before: '',
        after: 'ab',
        also: [two.commandId],
        time: 1_000,
        until: 2_000,
        untilSeq: two.seq,
        long: true,
        lost: false,
      }),
    ])
  })

  test('are one row up to ten minutes in all', async () => {
    const chain = (last: number) => [
      first(),
      ...Array.from({ length: 9 }, (_, n) => command({ texts: [text('a', 'a')], time: 1_000 + (n + 1) * 60_000 })),
      then(last),
    ]
    expect(await together(...chain(601_000))).toHaveLength(1)
    expect(await together(...chain(601_001))).toHaveLength(2)
  })

  test('are several where another device wrote, where they met another’s, or go on from another text', async () => {
    const second = async (more: Partial<CountedCommand>, change: Partial<TextChange> = {}) =>
      (await together(first(), then(2_000, more, change))).length
    expect(await second({ deviceId: 'e' })).toBe(2)
    expect(await second({}, { concurrent: true })).toBe(2)
    expect(await second({}, { before: 'other' })).toBe(2)
    expect(await second({}, { name: 'ri_1/event' })).toBe(2)
    expect(await second({}, { name: 'ri_2/cause' })).toBe(2)
    expect(await together(command({ texts: [text('', 'a', { concurrent: true })] }), then(2_000))).toHaveLength(2)
    expect(await second({}, { name: 'ri_1/' })).toBe(1)
  })
})

describe('a conflict', () => {
  const met = (more: Partial<KeyChange> = {}) =>
    value('mine', { concurrent: true, rival: { value: 'theirs' }, ...more })

  test('names the row that it met, and stays open until it is settled', async () => {
    const theirs = command({ keys: [value('theirs')], deviceId: 'e', memberId: 'n', time: 900 })
    const mine = command({ keys: [met()] })
    const rows = await told(theirs, mine)
    const id = `${mine.seq}.0/ri_1/title`
    expect(rows.find((row) => row.id === id)).toMatchObject({
      conflict: 'risk',
      concurrent: true,
      rival: { value: 'theirs', deviceId: 'e', memberId: 'n', time: 900, trailId: `${theirs.seq}.0/ri_1/title` },
    })
    const settle = (after: unknown, of = id) => told(command({ keys: [value(after, { key: `ri_1/_settled/${of}` })] }))
    const open = async () => (await vault.trail.get(id))!
    await settle(true, 'nobody')
    await settle(true, `${theirs.seq}.0/ri_1/title`)
    expect(((await open()) as TrailRow).conflict).toBe('risk')
    expect(await vault.trail.get(`${theirs.seq}.0/ri_1/title`)).not.toHaveProperty('settled')
    await settle(true)
    expect(await open()).toMatchObject({ settled: true })
    expect(await open()).not.toHaveProperty('conflict')
    await settle(false)
    expect(await open()).toMatchObject({ conflict: 'risk' })
    expect(await open()).not.toHaveProperty('settled')
  })

  test('settled in the same piece as it came in', async () => {
    const mine = command({ keys: [met()] })
    const rows = await together(
      mine,
      command({ keys: [value(true, { key: `ri_1/_settled/${mine.seq}.0/ri_1/title` })] }),
    )
    expect(rows.find(({ field }) => field === 'title')).toMatchObject({ settled: true })
  })

  test('with a value of which the history knows nothing has nobody beside it; who made a record is no conflict', async () => {
    const [row] = await together(command({ keys: [met()] }))
    expect(row!.rival).toEqual({ value: 'theirs', deviceId: '', memberId: '', time: 0 })
    for (const field of ['kind', 'ref', 'createdAt', 'createdBy'])
      expect((await together(command({ keys: [met({ key: `ri_1/${field}` })] })))[0]).not.toHaveProperty('conflict')
  })

  test('met the newest row of the same element that did not lose', async () => {
    const of = (name: string, more: Partial<KeyChange> = {}) =>
      command({ keys: [value(name, { key: 'ri_1/tags/x', ...more })], deviceId: name })
    await told(
      of('old'),
      of('new'),
      of('lost', { lost: true }),
      command({ keys: [value('else', { key: 'ri_1/tags/y' })], deviceId: 'else' }),
      command({ keys: [value('bare', { key: 'ri_1/tags' })], deviceId: 'bare' }),
    )
    const mine = command({ keys: [met({ key: 'ri_1/tags/x' })] })
    expect((await together(mine))[0]!.rival!.deviceId).toBe('new')
    expect((await together(of('newest'), mine)).find(({ id }) => id.startsWith(`${mine.seq}.`))!.rival!.deviceId).toBe(
      'newest',
    )
  })
})

describe('one command told twice', () => {
  test('by the same device, without a change, is told once; with one, or by another device, each time', async () => {
    const again = (more: Partial<KeyChange> = {}, by: Partial<CountedCommand> = {}) =>
      command({ commandId: 'c', keys: [value('x', more)], ...by })
    await told(again())
    expect(await together(again({ same: true }))).toEqual([])
    expect(await together(again())).toHaveLength(1)
    expect(await together(again({ same: true }, { deviceId: 'e' }))).toHaveLength(1)
    expect(await together(again({ same: true }, { commandId: 'other' }))).toHaveLength(1)
    expect(
      await together(again({ same: true, key: 'ri_1/owner' }), again({ same: true, key: 'ri_1/owner' })),
    ).toHaveLength(1)
    expect(await together(again({ same: true, key: 'alone' }))).toEqual([])
  })

  test('a row that waits here is no telling', async () => {
    const [row] = waitingRows([{ type: 'set', book: 'risk', key: 'ri_1/title', before: 'was', after: 'x' }], {
      commandId: 'c',
      deviceId: 'd',
      memberId: 'm',
      time: 1,
      n: 1,
    })
    await vault.trail.put(row!)
    expect(await together(command({ commandId: 'c', keys: [value('x', { same: true })] }))).toHaveLength(1)
  })
})

describe('rows that wait', () => {
  const set = (key: string, after: unknown): Intent => ({
    type: 'set',
    book: 'risk',
    key,
    before: null,
    after: after as never,
  })
  const facts = { commandId: 'c', deviceId: 'own', memberId: 'm', time: 7, n: 3 }

  test('one for each field that changes, and none for a text that does not or a key of no field', () => {
    const rows = waitingRows(
      [
        set('ri_1/title', 'x'),
        set('ri_1/tags/y', true),
        set('alone', 1),
        { type: 'text', book: 'risk', key: 'ri_1/cause', before: 'a', delta: [{ retain: 1 }, { insert: 'b' }] },
        { type: 'text', book: 'risk', key: 'ri_1/event', before: 'a', delta: [] },
      ],
      facts,
    )
    expect(rows).toEqual([
      {
        ...facts,
        id: 'c/ri_1/title',
        kind: 'risk',
        recordId: 'ri_1',
        field: 'title',
        concurrent: false,
        lost: false,
        before: null,
        after: 'x',
      },
      {
        ...facts,
        id: 'c/ri_1/tags/y',
        kind: 'risk',
        recordId: 'ri_1',
        field: 'tags',
        element: 'y',
        concurrent: false,
        lost: false,
        before: null,
        after: true,
      },
      {
        ...facts,
        id: 'c/ri_1/cause',
        kind: 'risk',
        recordId: 'ri_1',
        field: 'cause',
        concurrent: false,
        lost: false,
        before: 'a',
        after: 'ab',
        long: true,
      },
    ])
    expect(
      changesOf([{ type: 'set', book: 'risk', key: 'k', before: { a: 1, b: 2 }, after: { b: 2, a: 1 } }, set('l', 1)])
        .keys,
    ).toMatchObject([{ same: true, concurrent: false, lost: false }, { same: false }])
    expect(changesOf([{ type: 'text', book: 'risk', key: 't', before: 'a', delta: [] }]).texts).toEqual([])
  })

  test('leave once the log tells of them; another device’s, or those of another command, stay', async () => {
    const rows = waitingRows([set('ri_1/title', 'x'), set('ri_1/owner', 'p')], facts)
    await vault.trail.bulkPut([...rows])
    const remove = async (more: Partial<CountedCommand>, keys = [value('x')]) =>
      (await countedRows(vault, [command({ commandId: 'c', deviceId: 'own', keys, ...more })], 'own')).remove
    expect(await remove({})).toEqual(['c/ri_1/title'])
    expect(await remove({}, [value('x'), value('p', { key: 'ri_1/owner' })])).toEqual(['c/ri_1/title', 'c/ri_1/owner'])
    expect(await remove({ deviceId: 'e' })).toEqual([])
    expect(await remove({ commandId: 'cc' })).toEqual([])
    await vault.trail.update('c/ri_1/title', { deviceId: 'e' } as never)
    expect(await remove({})).toEqual([])
    await vault.trail.update('c/ri_1/title', { deviceId: 'own', seq: 4 } as never)
    expect(await remove({})).toEqual([])
    expect(waitingId('c', 'k')).toBe('c/k')
  })

  test('born by the hundred are told together, waiting and counted, each kind for itself', async () => {
    const intents = Array.from({ length: bulkBirths }, (_, n) => [
      set(`ri_${n}/kind`, 'risk'),
      set(`ri_${n}/title`, `t${n}`),
    ]).flat()
    const waits = waitingRows(intents, facts)
    expect(waits).toHaveLength(bulkBirths / 50)
    expect(waits[0]).toMatchObject({ id: expect.stringMatching(/^c\/births\//), n: 3 })
    await vault.trail.bulkPut([...waits])
    const keys = intents.map((intent) => ({
      key: intent.key,
      before: null,
      after: (intent as Extract<Intent, { type: 'set' }>).after,
      concurrent: false,
      lost: false,
      same: false,
    }))
    const { put, remove } = await countedRows(vault, [command({ commandId: 'c', deviceId: 'own', keys })], 'own')
    expect(put).toHaveLength(bulkBirths / 50)
    expect([...remove].sort()).toEqual(waits.map(({ id }) => id).sort())
    // Where one of them met another, it is told by itself, and what waited for it goes with the rest.
    const met = keys.map((key) =>
      key.key === 'ri_7/title' ? { ...key, concurrent: true, rival: { value: 'else' } } : key,
    )
    const mixed = await countedRows(vault, [command({ commandId: 'c', deviceId: 'own', keys: met })], 'own')
    expect(mixed.put).toHaveLength(bulkBirths / 50 + 1)
    // What is written to a record in the same piece as its birth knows of it.
    const both = await countedRows(
      vault,
      [
        command({ keys, deviceId: 'e' }),
        command({ keys: [value('mine', { key: 'ri_7/title', concurrent: true, rival: { value: 't7' } })] }),
      ],
      'own',
    )
    expect((both.put as readonly TrailRow[]).find(({ conflict }) => conflict !== undefined)!.rival).toMatchObject({
      deviceId: 'e',
      value: 't7',
    })
  })
})

describe('the order of rows of one field', () => {
  const row = (more: Partial<TrailRow>): TrailRow => ({
    id: 'i',
    commandId: 'c',
    kind: 'risk',
    recordId: 'r',
    field: 'f',
    before: null,
    after: 1,
    deviceId: 'd',
    memberId: 'm',
    time: 1,
    concurrent: false,
    lost: false,
    ...more,
  })
  test('a text that was settled and is open again has no other side', () => {
    expect(withSettled(row({ long: true, settled: true, conflict: 'risk' }), false)).not.toHaveProperty('conflict')
    expect(withSettled(row({ long: true }), true)).toMatchObject({ settled: true })
    expect(withSettled(row({ rival: { value: 1, deviceId: '', memberId: '', time: 0 } }), false)).toMatchObject({
      conflict: 'risk',
    })
  })
})
