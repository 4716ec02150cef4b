import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useCommand } from '../engine/useCommand'
import { useNames } from './useNames'
import { duplicatesById, keptId, keptOf, mergeEdits, sameRefById } from '~/lib/records/merge/mergeDuplicates'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { useConflicts } from './conflictsStore'
import { usePreferences } from '../ui/preferencesStore'
import { useSession } from '../workspace/sessionStore'

/**
 * What merging offline edits left for people to check: possible duplicates and links to merged records (MG12), periods
 * measured twice (MG20).
 */
export const useMerging = defineStore('merging', () => {
  const names = useNames()
  const conflictStore = useConflicts()
  const session = useSession()
  const preferences = usePreferences()
  const run = useCommand()

  const duplicates = computed(() => duplicatesById(names.value.values()))
  /** Pairs that this person marked as different; on this device only, since the rule itself compares titles. */
  const dismissed = computed(() => new Set((preferences.get('notDuplicates') as readonly string[] | undefined) ?? []))
  const pairKey = (a: string, b: string): string => [a, b].sort().join(' ')
  const duplicatesOf = (id: string): readonly AnyRecord[] =>
    (duplicates.value.get(id) ?? [])
      .filter((other) => !dismissed.value.has(pairKey(id, other)))
      .map((other) => names.value.get(other))
      .filter((row) => row !== undefined)

  const sameRefs = computed(() => sameRefById(names.value.values()))
  /** ID6: other records with the ref of this one. */
  const sameRefOf = (id: string): readonly string[] => sameRefs.value.get(id) ?? []

  const keptOfId = (id: string): string => keptId(id, (at) => names.value.get(at)?.duplicateOf)
  const mergedById = computed(() => {
    const found = new Map<string, AnyRecord[]>()
    for (const row of names.value.values()) {
      if (row.duplicateOf === undefined) continue
      const kept = keptOfId(row.id)
      if (kept !== row.id) found.set(kept, [...(found.get(kept) ?? []), row])
    }
    return found
  })
  /** Records merged into this one. */
  const mergedInto = (id: string): readonly AnyRecord[] => mergedById.value.get(id) ?? []

  /** MG12: one command for all links, one for archiving; both can be undone, and neither record loses its history. */
  async function merge(a: AnyRecord, b: AnyRecord, done: string): Promise<AnyRecord | undefined> {
    const kept = keptOf(a, b)
    const duplicate = kept === a ? b : a
    const edits = mergeEdits(kept, duplicate, names.value.values(), (kind) => session.canWrite(recordKind(kind).class))
    const linked = await run('record.edit', { edits })
    if (!linked.ok) return undefined
    const archived = await run('record.archive', { kind: duplicate.kind, ids: [duplicate.id] }, { done })
    return archived.ok ? kept : undefined
  }
  const differ = (a: string, b: string): Promise<void> =>
    preferences.set('notDuplicates', [...dismissed.value, pairKey(a, b)])

  /** MG20: measurements of a metric whose period two people entered with different values. */
  const measuredTwice = (metricId: string): readonly string[] =>
    [...new Set(conflictStore.openConflicts.map((row) => row.recordId))].filter((id) => {
      const row = names.value.get(id)
      return row?.kind === 'measurement' && row.metric === metricId
    })

  return { duplicatesOf, sameRefOf, mergedInto, keptOfId, merge, differ, measuredTwice }
})
