/**
 * The keeper beside an engine: begins when asked, writes only what differs, follows until it is stopped, and begins
 * again after a failure.
 */

import type { Table } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createReadinessKeeper, type KeptReadiness, type ReadinessKeeper } from '~/lib/engine/readiness/readinessKeeper'
import { createWorld, foundBy, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
let keeper: ReadinessKeeper
let kept: KeptReadiness[]
/** Rows of results that were written. */
let rows: string[]
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  kept = []
  rows = []
  alice.vault.readiness.hook('creating', (id) => void rows.push(String(id)))
  alice.vault.readiness.hook('updating', (_, id) => void rows.push(String(id)))
  keeper = another()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  keeper.stop()
  await alice.close()
})
const another = (): ReadinessKeeper =>
  createReadinessKeeper({
    vault: alice.vault,
    clock: { now: () => world.now },
    headSeq: () => alice.replica.head().seq,
    onKept: (one) => void kept.push(one),
  })
const issue = (title: string) =>
  alice.must('record.create', { kind: 'issue', fields: { title, origin: 'internal', status: 'active' } })
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300))
const statusOf = async (id: string) => (await alice.vault.readiness.get(id))?.result.status

test('nobody asks: nothing is evaluated and nothing written, whatever is written beside it', async () => {
  await issue('One')
  await rest()
  expect([kept, rows]).toEqual([[], []])
})

test('asked, every result stands in the vault in its order, with the position it is as of; asked again, none is written twice', async () => {
  const first = await keeper.current()
  expect(rows).toHaveLength(first.results.length)
  expect((await alice.vault.readiness.toArray()).sort((a, b) => a.order - b.order).map(({ id }) => id)).toEqual(
    first.results.map(({ id }) => id),
  )
  expect((await alice.vault.meta.get('readiness'))!.value).toMatchObject({
    asOf: '2026-06-01',
    headSeq: alice.replica.head().seq,
  })
  rows.length = 0
  expect((await keeper.current()).results).toEqual(first.results)
  expect(rows).toEqual([])
  expect(kept).toHaveLength(2)
})

test('what changed is followed by itself, and only the results that say something else are written', async () => {
  await keeper.current()
  rows.length = 0
  kept.length = 0
  await issue('One')
  await issue('Two')
  await alice.must('record.create', { kind: 'issue', fields: { title: 'Three', origin: 'external', status: 'active' } })
  await vi.waitFor(async () => expect(await statusOf('4.1-issues-recorded')).toBe('pass'), { timeout: 5_000 })
  expect(rows).toContain('4.1-issues-recorded')
  expect(new Set(rows).size).toBeLessThan(10)
  expect(kept.length).toBeGreaterThan(0)
})

test('another keeper, after the worker died, finds what is written and writes nothing again; a result of a check that is gone goes', async () => {
  await keeper.current()
  keeper.stop()
  await alice.vault.readiness.put({ id: 'gone', order: 0, result: { id: 'gone' } as never })
  rows.length = 0
  keeper = another()
  await keeper.current()
  expect([rows, await alice.vault.readiness.get('gone')]).toEqual([[], undefined])
})

test('woken more than once it evaluates once; woken after it was asked it does nothing', async () => {
  for (let times = 0; times < 4; times++) keeper.wake()
  await vi.waitFor(() => expect(kept).toHaveLength(1), { timeout: 5_000 })
  keeper.wake()
  await rest()
  expect(kept).toHaveLength(1)
})

test('stopped, it follows nothing, is woken by nothing and writes nothing', async () => {
  await keeper.current()
  keeper.stop()
  kept.length = 0
  rows.length = 0
  await issue('One')
  keeper.wake()
  await rest()
  expect([kept, rows]).toEqual([[], []])
  const before = await alice.vault.meta.get('readiness')
  await keeper.current()
  expect([rows, await alice.vault.meta.get('readiness')]).toEqual([[], before])
})

test('stopped before it began, it does not begin, woken or not', async () => {
  keeper.wake()
  keeper.stop()
  keeper.wake()
  await rest()
  expect([kept, rows]).toEqual([[], []])
})

test('a failure of the storage is told to who asked; who asks after it gets results', async () => {
  const broken = vi.spyOn(alice.vault.readiness, 'toArray').mockRejectedValueOnce(new Error('busy'))
  await expect(keeper.current()).rejects.toThrow('busy')
  broken.mockRestore()
  expect((await keeper.current()).results.length).toBeGreaterThan(50)
})

test('a first evaluation that failed is no reason to sleep: woken, it begins anew', async () => {
  vi.spyOn(alice.vault.readiness, 'toArray').mockRejectedValueOnce(new Error('busy'))
  await expect(keeper.current()).rejects.toThrow('busy')
  keeper.wake()
  await vi.waitFor(() => expect(kept).toHaveLength(1), { timeout: 5_000 })
})

test('what changed and is asked about at once is evaluated once', async () => {
  await keeper.current()
  await rest()
  kept.length = 0
  await issue('One')
  await keeper.current()
  await rest()
  expect(kept).toHaveLength(1)
})

test('two who ask at once are answered one after the other, with the same', async () => {
  const [a, b] = await Promise.all([keeper.current(), keeper.current()])
  expect(a.results).toEqual(b.results)
  expect(rows).toHaveLength(a.results.length)
})

test('a new day is noticed although nothing is written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  keeper.stop()
  keeper = another()
  vi.advanceTimersByTime(30_000)
  await rest()
  expect(kept).toEqual([])
  await keeper.current()
  world.now += 86_400_000
  vi.advanceTimersByTime(30_000)
  for (let tries = 0; tries < 100 && kept.length < 2; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(kept.map(({ today }) => today)).toEqual(['2026-06-01', '2026-06-02'])
  keeper.stop()
  vi.advanceTimersByTime(30_000)
  await rest()
  expect(kept).toHaveLength(2)
})

test('the day is that of the workspace’s time zone', async () => {
  await alice.must('record.create', { kind: 'settings', fields: { timeZone: 'Pacific/Auckland' } })
  world.now = Date.parse('2026-06-01T20:00:00Z')
  expect((await keeper.current()).today).toBe('2026-06-02')
})

test('what nobody looks at (a page’s own tables) wakes nothing', async () => {
  await keeper.current()
  await rest()
  kept.length = 0
  await alice.vault.meta.put({ key: 'anything', value: 1 })
  await alice.vault.drafts.put({
    id: 'd',
    mode: 'upload',
    state: 'captured',
    startedAt: 1,
    updatedAt: 1,
    step: 1,
    steps: 1,
    facts: {},
    links: {},
  } as never)
  await rest()
  expect(kept).toEqual([])
})

test('one row of one table is enough to be followed', async () => {
  const { id } = await issue('One')
  await keeper.current()
  await rest()
  kept.length = 0
  await alice.vault.table('issue').update(id, { title: 'Two' })
  await vi.waitFor(() => expect(kept).toHaveLength(1), { timeout: 5_000 })
})

describe('what is written while nobody has followed yet', () => {
  /** Two issues: the check wants three, of within and from outside. */
  const followed = async (): Promise<Table> => {
    await issue('One')
    await issue('Two')
    expect((await keeper.current()).results.find(({ id }) => id === recorded)!.status).not.toBe('pass')
    return alice.vault.table('issue')
  }
  const recorded = '4.1-issues-recorded'
  const now = async () => (await keeper.current()).results.find(({ id }) => id === recorded)!.status
  const third = async (table: Table): Promise<void> =>
    void (await table.put({
      ...((await table.toCollection().first()) as object),
      id: 'is_third',
      ref: 'IS-9',
      origin: 'external',
    }))

  test('in two goes, is followed in one: neither hides the other', async () => {
    const table = await followed()
    const [first] = (await table.toArray()) as { id: string }[]
    await third(table)
    await table.update(first!.id, { title: 'Written after it' })
    expect(await now()).toBe('pass')
  })

  test('beside a table that was emptied: what is gone is gone', async () => {
    const table = await followed()
    await third(table)
    expect(await now()).toBe('pass')
    const rows = (await table.toArray()) as { id: string }[]
    await table.clear()
    await table.put(rows[0]!)
    expect(await now()).not.toBe('pass')
    await table.clear()
    expect(await now()).not.toBe('pass')
    await table.bulkPut(rows)
    expect(await now()).toBe('pass')
  })

  test('even in a single table, while results are made, is in the answer of who asked before', async () => {
    const table = await followed()
    const [first] = (await table.toArray()) as { id: string }[]
    const bulkGet = table.bulkGet.bind(table)
    const reading = vi.spyOn(table, 'bulkGet').mockImplementationOnce((async (keys: string[]) => {
      const rows = await bulkGet(keys)
      await third(table)
      return rows
    }) as never)
    await table.update(first!.id, { title: 'Written before it' })
    expect(await now()).toBe('pass')
    expect(reading).toHaveBeenCalledTimes(2)
  })
})

test('its watch for a new day keeps no process alive, and is a mere number in a browser', () => {
  const made = vi.spyOn(globalThis, 'setInterval')
  const one = another()
  expect(made.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false])
  one.stop()
  made.mockReturnValue(7 as never)
  another().stop()
  expect(made).toHaveBeenCalledTimes(2)
})
