import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { AnyRecord } from '~/lib/records/registry'
import { birthRows } from '~/lib/vault/history/births'
import { kindTable, type TrailRow } from '~/lib/vault/store/tables'
import { record, searchWorld, type SearchWorld } from './world'

const words = ['access', 'backup', 'restore', 'ledger', 'laptop', 'R-2', 'A.8.13', 'Überprüfung', 'quarterly']
const queries = ['acc', 'back rest', 'R-2', '8.13', 'uber', 'quaterly', 'ledger laptop', 'is:archived', 'kind:risk']
const risk = (n: number, title: string, more: Parameters<typeof record>[2] = {}): AnyRecord =>
  record('risk', `r_${n}`, { ref: `R-${n}`, title, ...more })

const step = fc.oneof(
  fc.record({
    type: fc.constant('put' as const),
    n: fc.nat(11),
    title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }),
    archived: fc.boolean(),
  }),
  fc.record({ type: fc.constant('delete' as const), n: fc.nat(11) }),
  fc.record({
    type: fc.constant('many' as const),
    title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('policy' as const),
    n: fc.nat(3),
    body: fc.array(fc.constantFrom(...words), { maxLength: 8 }),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function apply(world: SearchWorld, one: Step): Promise<void> {
  if (one.type === 'put')
    await world.put(risk(one.n, one.title.join(' '), one.archived ? { archivedOn: '2026-03-01' } : {}))
  else if (one.type === 'delete') await kindTable(world.vault, 'risk').delete(`r_${one.n}`)
  else if (one.type === 'policy')
    await world.put(record('policy', `po_${one.n}`, { ref: `PO-${one.n}`, title: 'Policy', body: one.body.join(' ') }))
  // From fifty rows on, nobody is told which ones changed.
  else
    await kindTable(world.vault, 'risk').bulkPut(
      Array.from({ length: 60 }, (_, n) => risk(n, `${one.title.join(' ')} ${n}`)),
    )
}
const found = (world: SearchWorld): Promise<readonly unknown[]> =>
  Promise.all(
    queries.map(async (query) => {
      const { hits, total, byKind, close } = await world.find(query, { limit: 500 })
      return {
        query,
        total,
        byKind,
        close,
        hits: hits
          .map(({ id, archived, title, field, snippet }) => ({ id, archived, title, field, snippet }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }
    }),
  )

/** What a search finds that reads the vault for the first time. */
async function fresh(world: SearchWorld): Promise<readonly unknown[]> {
  const rows = (
    await Promise.all((['risk', 'policy'] as const).map((kind) => kindTable(world.vault, kind).toArray()))
  ).flat()
  const other = await searchWorld(rows)
  const answer = await found(other)
  await other.close()
  return answer
}

describe('an index kept up', () => {
  it('finds the same as one made anew, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const world = await searchWorld([risk(1, 'laptop access'), risk(2, 'backup of the ledger')])
        for (const one of steps) await apply(world, one)
        await world.search.settled()
        const kept = await found(world)
        const anew = await fresh(world)
        await world.close()
        expect(kept).toEqual(anew)
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  it('starts from what was stored as from the vault, whatever was changed meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.array(step, { maxLength: 6 }), async (before, after) => {
        const world = await searchWorld([risk(1, 'laptop access'), risk(2, 'backup of the ledger')])
        for (const one of before) await apply(world, one)
        await world.search.settled()
        await world.search.stop()
        for (const one of after) await apply(world, one)
        await world.again()
        expect(await world.search.ready()).toMatchObject({ stored: true })
        await world.search.settled()
        const kept = await found(world)
        const anew = await fresh(world)
        await world.close()
        expect(kept).toEqual(anew)
      }),
      { numRuns: 6 },
    )
  }, 120_000)

  it('has what the log says changed at the first answer of a start', async () => {
    const world = await searchWorld([risk(1, 'laptop access')])
    await world.search.settled()
    await world.search.stop()
    await kindTable(world.vault, 'risk').put(risk(1, 'phone access'))
    const trail: TrailRow = {
      id: '900.0/r_1/title',
      commandId: 'c1',
      kind: 'risk',
      recordId: 'r_1',
      field: 'title',
      before: null,
      after: null,
      deviceId: 'd',
      memberId: 'm',
      time: 1,
      seq: 900,
      concurrent: false,
      lost: false,
    }
    await world.vault.trail.put(trail)
    // Among hundreds, a row tells of many.
    await kindTable(world.vault, 'risk').bulkPut([risk(2, 'tablet theft'), risk(3, 'tablet loss')])
    await world.vault.trail.bulkPut(
      birthRows(
        '901.0',
        { commandId: 'c2', kind: 'risk', deviceId: 'd', memberId: 'm', time: 2, seq: 901 },
        new Map(['r_2', 'r_3'].map((id) => [id, { kind: 'risk' }])),
      ),
    )
    await world.again()
    expect(await world.ids('phone')).toEqual(['r_1'])
    expect(await world.ids('laptop')).toEqual([])
    expect([...(await world.ids('tablet'))].sort()).toEqual(['r_2', 'r_3'])
    await world.close()
  })

  it('tells how far it is while it is made, and answers with what it has', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => risk(n, `laptop ${n}`))
    const world = await searchWorld(rows)
    expect(world.states.map(({ state }) => state)).toEqual(expect.arrayContaining(['indexing', 'ready']))
    expect(world.states.at(-1)).toMatchObject({ state: 'ready', done: 600, total: 600 })
    await world.search.stop()
    await world.db.stored.clear()
    world.search = (await import('~/lib/search/createSearch')).createSearch({
      vault: world.vault,
      db: world.db,
      clock: { now: () => performance.now() },
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
      changed: () => undefined,
      alone: (write) => write(),
    })
    const early = await world.find('laptop')
    expect(early.index.state).toBe('indexing')
    expect(early.total).toBeLessThan(600)
    await world.search.ready()
    expect((await world.find('laptop')).total).toBe(600)
    await world.close()
  })

  it('is kept a little later where another page keeps its own just now', async () => {
    let turnedAway = 0
    const world = await searchWorld([risk(1, 'laptop access')], async (write) => {
      if (turnedAway++ >= 2) await write()
    })
    await vi.waitUntil(async () => (await world.db.stored.count()) > 0)
    expect(turnedAway).toBe(3)
    await world.close()
  })

  it('is made anew where what was stored is of another version, or broken', async () => {
    const world = await searchWorld([risk(1, 'laptop access')])
    await world.search.settled()
    const stored = (await world.db.stored.get('index'))!
    for (const broken of [
      { ...stored, format: 0 },
      { ...stored, index: { ...stored.index, ids: '', numbers: new Uint32Array() } },
    ]) {
      await world.search.stop()
      await world.db.stored.put(broken)
      await world.again()
      expect(await world.search.ready()).toEqual({ documents: 1, stored: false })
      expect(await world.ids('laptop')).toEqual(['r_1'])
      await world.search.settled()
    }
    await world.close()
  })
})
