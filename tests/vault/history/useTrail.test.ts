import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import { useTrail, type Trail } from '~/lib/live/activity/useTrail'
import { openVault, type TrailRow, type Vault } from '~/lib/vault/store/tables'

const change = (n: number, time: number, more: Partial<TrailRow> = {}): TrailRow => ({
  id: `c${n}/r_${n}/title`,
  commandId: `c${n}`,
  kind: 'risk',
  recordId: `r_${n}`,
  field: 'title',
  before: null,
  after: `${n}`,
  deviceId: 'd',
  memberId: 'm',
  time,
  seq: n,
  concurrent: false,
  lost: false,
  ...more,
})
const many = (from: number, to: number): readonly TrailRow[] =>
  Array.from({ length: to - from }, (_, i) => change(from + i, 1_000 + from + i))

let scope: EffectScope
let vault: Vault
let names = 0
beforeEach(async () => {
  scope = effectScope()
  vault = await openVault(`trail-${names++}`)
})
afterEach(() => {
  scope.stop()
  vault.close()
})
const read = async (): Promise<Trail> => {
  const trail = scope.run(() => useTrail(() => vault))!
  await vi.waitFor(() => expect(trail.rows.value).toBeDefined())
  return trail
}
const numbers = (trail: Trail): readonly number[] =>
  trail.rows.value!.map(({ after }) => Number(after)).sort((a, b) => a - b)
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, i) => from + i)

describe('reading the history while it grows', () => {
  test('four hundred changes that come in while it is open leave no hole, however few were read before', async () => {
    await vault.trail.bulkPut([...many(0, 600)])
    const trail = await read()
    expect(numbers(trail)).toEqual(range(350, 600))
    await vault.trail.bulkPut([...many(600, 1000)])
    await vi.waitFor(() => expect(numbers(trail)).toEqual(range(350, 1000)))
    await trail.more(() => false)
    expect(numbers(trail)).toEqual(range(0, 1000))
    expect(trail.reached.value).toBeUndefined()
  })

  test('a change made long ago and synced late shows at its place; one that waited shows as confirmed; one that went is gone', async () => {
    await vault.trail.bulkPut([...many(0, 600), change(700, 1_100, { seq: undefined } as never)])
    const trail = await read()
    await trail.more(() => false)
    expect(trail.rows.value!.find(({ after }) => after === '700')?.seq).toBeUndefined()
    await vault.trail.bulkPut([change(701, 1_050), change(700, 1_100)])
    await vault.trail.delete('c3/r_3/title')
    await vi.waitFor(() => {
      expect(trail.rows.value!.find(({ after }) => after === '700')?.seq).toBe(700)
      expect(numbers(trail)).toEqual([...range(0, 600).filter((n) => n !== 3), 700, 701])
    })
  })

  test('reads on only as far as is asked for, and begins anew with another workspace', async () => {
    await vault.trail.bulkPut([...many(0, 900)])
    const of = shallowRef<Vault | undefined>()
    const trail = scope.run(() => useTrail(() => of.value))!
    expect(trail.rows.value).toBeUndefined()
    of.value = vault
    await vi.waitFor(() => expect(trail.rows.value?.length).toBe(250))
    await trail.more(() => trail.rows.value!.length >= 500)
    expect(numbers(trail)).toEqual(range(400, 900))
    const other = await openVault(`trail-${names++}`)
    of.value = other
    await vi.waitFor(() => expect(trail.rows.value).toEqual([]))
    await other.trail.put(change(5, 5))
    await vi.waitFor(() => expect(numbers(trail)).toEqual([5]))
    other.close()
  })
})
