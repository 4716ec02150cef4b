import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useSession } from './sessionStore'
import type { ComparedHead } from '~/lib/sync/session/comparedWords'
import { useLiveQuery } from '../engine/useLiveQuery'

/** Words and code of a position of the log here; undefined while they are made, and where the log does not reach. */
export function useComparedHead(seq: Readonly<Ref<number>>): ComputedRef<ComparedHead | undefined> {
  const session = useSession()
  const row = useLiveQuery(
    () => (seq.value > 0 ? session.vault?.log.get(seq.value) : undefined),
    [() => session.vault, seq],
  ).value
  const compare = shallowRef<typeof import('~/lib/sync/session/comparedWords').comparedHead>()
  // The list of words is large, and asked for here only.
  void import('~/lib/sync/session/comparedWords').then(({ comparedHead }) => {
    compare.value = comparedHead
  })
  // The answer to the position before may still stand here.
  return computed(() =>
    row.value?.seq === seq.value && session.workspaceId ? compare.value?.(session.workspaceId, row.value) : undefined,
  )
}
