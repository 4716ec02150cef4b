import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { typed } from '~/lib/live/ui/whenTypingPauses'
import { useTable } from '~/lib/live/register/useTable'
import { assembleRecord } from '~/lib/records/assembleRecord'
import { kindTable, openVault, type Vault } from '~/lib/vault/store/tables'

const risk = (id: string, title: string, archivedOn?: string) =>
  assembleRecord('risk', id, [
    ['createdAt', '2026-01-01T08:00:00.000Z'],
    ['createdBy', 'pe_author'],
    ['ref', 'R-1'],
    ['title', title],
    ...(archivedOn === undefined ? [] : [['archivedOn', archivedOn] as [string, string]]),
  ])
const open = (name: string): Promise<Vault> => openVault(name, { indexedDB: new IDBFactory(), IDBKeyRange })
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30))

let vault: Vault
let end: () => void
beforeEach(async () => {
  vault = await open('table')
  await kindTable(vault, 'risk').bulkPut([risk('ri_1', 'One'), risk('ri_2', 'Two', '2026-02-01')])
})
afterEach(() => {
  end()
  vault.close()
})
function show<T>(make: () => T): T {
  const scope = effectScope()
  end = () => scope.stop()
  return scope.run(make)!
}
const ids = (rows: { readonly value: readonly { readonly id: string }[] | undefined }): readonly string[] | undefined =>
  rows.value?.map(({ id }) => id)

describe('rows of a table', () => {
  it('are read once for all who show them, who get the same rows', async () => {
    const read = vi.spyOn(Object.getPrototypeOf(kindTable(vault, 'risk')) as { toArray(): unknown }, 'toArray')
    const [all, active, archived, again] = show(
      () =>
        [
          useTable('risk', 'all', () => vault),
          useTable('risk', 'active', () => vault),
          useTable('risk', 'archived', () => vault),
          useTable('risk', 'active', () => vault),
        ] as const,
    )
    expect(all.value).toBeUndefined()
    await vi.waitFor(() => expect(ids(all)).toEqual(['ri_1', 'ri_2']))
    expect([ids(active), ids(archived)]).toEqual([['ri_1'], ['ri_2']])
    expect(again.value).toBe(active.value)
    expect(read).toHaveBeenCalledTimes(1)
    read.mockRestore()
  })

  it('follow a change of the table, and of no other', async () => {
    const rows = show(() => useTable('risk', 'all', () => vault))
    await vi.waitFor(() => expect(rows.value).toHaveLength(2))
    const before = rows.value
    await kindTable(vault, 'asset').put(
      assembleRecord('asset', 'as_1', [
        ['createdAt', '2026-01-01T08:00:00.000Z'],
        ['createdBy', 'pe_author'],
        ['ref', 'AS-1'],
      ]),
    )
    await settle()
    expect(rows.value).toBe(before)
    await kindTable(vault, 'risk').put(risk('ri_3', 'Three'))
    await vi.waitFor(() => expect(ids(rows)).toEqual(['ri_1', 'ri_2', 'ri_3']))
    await kindTable(vault, 'risk').delete('ri_1')
    await vi.waitFor(() => expect(ids(rows)).toEqual(['ri_2', 'ri_3']))
  })

  it('follow another vault, and none while none is open', async () => {
    const other = await open('other')
    await kindTable(other, 'risk').put(risk('ri_9', 'Nine'))
    const source = shallowRef<Vault | undefined>(vault)
    const rows = show(() => useTable('risk', 'all', () => source.value))
    await vi.waitFor(() => expect(rows.value).toHaveLength(2))
    source.value = other
    await vi.waitFor(() => expect(ids(rows)).toEqual(['ri_9']))
    await kindTable(vault, 'risk').delete('ri_1')
    await settle()
    expect(ids(rows)).toEqual(['ri_9'])
    source.value = undefined
    await nextTick()
    expect(rows.value).toBeUndefined()
    other.close()
  })

  it('wait while somebody types, and follow when the hands rest', async () => {
    const rows = show(() => useTable('risk', 'all', () => vault))
    await vi.waitFor(() => expect(rows.value).toHaveLength(2))
    typed()
    await kindTable(vault, 'risk').put(risk('ri_3', 'Three'))
    await settle()
    expect(rows.value).toHaveLength(2)
    await vi.waitFor(() => expect(rows.value).toHaveLength(3), { timeout: 3_000 })
  })

  it('are read no more when nobody shows them', async () => {
    const rows = show(() => useTable('risk', 'all', () => vault))
    await vi.waitFor(() => expect(rows.value).toHaveLength(2))
    end()
    await kindTable(vault, 'risk').put(risk('ri_3', 'Three'))
    await settle()
    expect(rows.value).toHaveLength(2)
  })
})
