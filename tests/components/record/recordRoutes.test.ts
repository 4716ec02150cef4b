/** From any record's page to any other's: what a page is handed is the record of its address, or nothing yet. */

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { navItems } from '~/components/shell/navigation'
import { useRecordByRef } from '~/lib/live/record/useRecords'
import { kindNames, type AnyRecord, type Kind } from '~/lib/records/registry'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { kindTable } from '~/lib/vault/store/tables'
import { demoSurface, type DemoSurface } from '../demoSurface'

let surface: DemoSurface
/** One record of each kind that has a page. */
let records: readonly AnyRecord[]

beforeAll(async () => {
  surface = await demoSurface()
  const { vault } = surface.inPage(() => useSession())
  const paged = kindNames.filter((kind) => navItems.some(({ kinds }) => kinds?.includes(kind)))
  records = (await Promise.all(paged.map((kind) => kindTable<AnyRecord>(vault!, kind).toCollection().first()))).filter(
    (row) => row !== undefined,
  )
}, 60_000)
afterAll(() => surface?.close())

const nameOf = (row: AnyRecord): string => row.ref || row.id

describe('the record of an address', () => {
  it('is never that of the address before, for every ordered pair of kinds', async () => {
    expect(records.length).toBeGreaterThan(25)
    const scope = effectScope()
    const kind = ref<Kind>(records[0]!.kind)
    const name = ref(nameOf(records[0]!))
    const row = scope.run(() => surface.inPage(() => useRecordByRef(kind, name)))!
    const strange: string[] = []
    for (const from of records) {
      for (const to of records) {
        if (from === to) continue
        kind.value = from.kind
        name.value = nameOf(from)
        await vi.waitFor(() => expect(row.value?.id).toBe(from.id), { interval: 1 })
        kind.value = to.kind
        name.value = nameOf(to)
        if (row.value !== undefined) strange.push(`${from.kind} → ${to.kind}: ${row.value?.kind}`)
        await nextTick()
        if (row.value != null && row.value.kind !== to.kind)
          strange.push(`${from.kind} → ${to.kind} later: ${row.value.kind}`)
      }
    }
    scope.stop()
    expect(strange).toEqual([])
  }, 120_000)

  it('that does not exist is null only once that was asked', async () => {
    const scope = effectScope()
    const name = ref(nameOf(records[0]!))
    const row = scope.run(() => surface.inPage(() => useRecordByRef(records[0]!.kind, name)))!
    await vi.waitFor(() => expect(row.value?.id).toBe(records[0]!.id))
    name.value = 'R-99999'
    expect(row.value).toBeUndefined()
    await vi.waitFor(() => expect(row.value).toBeNull())
    name.value = nameOf(records[0]!)
    expect(row.value).toBeUndefined()
    await vi.waitFor(() => expect(row.value?.id).toBe(records[0]!.id))
    scope.stop()
  })

  it('makes a page of its own: the route keys it by kind and ref', () => {
    expect(readFileSync(new URL('../../../components/record/RecordRoute.vue', import.meta.url), 'utf8')).toContain(
      '<RecordPage v-if="kind" :key="`${kind} ${refName}`"',
    )
  })
})
