import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useSession } from './sessionStore'
import type { ComparedHead } from '~/lib/sync/session/comparedWords'
import { useLiveQuery } from '../engine/useLiveQuery'

/**
 * Words and code of a log position on this device; undefined while they are computed, and beyond the end of the log.
 */
export function useComparedHead(seq: Readonly<Ref<number>>): ComputedRef<ComparedHead | undefined> {
  const session = useSession()
  const row = useLiveQuery(
    () => (seq.value > 0 ? session.vault?.log.get(seq.value) : undefined),
    [() => session.vault, seq],
  ).value
  const compare = shallowRef<typeof import('~/lib/sync/session/comparedWords').comparedHead>()
  // The word list is large and needed only here, so it is loaded on demand.
  void import('~/lib/sync/session/comparedWords').then(({ comparedHead }) => {
    compare.value = comparedHead
  })
  // The row may still belong to the previous position.
  return computed(() =>
    row.value?.seq === seq.value && session.workspaceId ? compare.value?.(session.workspaceId, row.value) : undefined,
  )
}
