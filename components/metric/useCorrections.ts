import { computed, type ComputedRef } from 'vue'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { trailOfFields } from '~/lib/live/activity/tellTrail'
import { correctionsOf, type Correction } from '~/lib/isms/metric/corrections'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** M6: corrections of some measurements by id, from the history of their values. */
export function useCorrections(ids: () => readonly string[]): ComputedRef<ReadonlyMap<string, readonly Correction[]>> {
  const session = useSession()
  const trail = useLiveQuery(
    async () =>
      session.vault &&
      (await trailOfFields(
        session.vault,
        ids().map((id) => [id, 'value']),
      )),
    [() => session.vault, () => ids().join(' ')],
  ).value
  return computed(
    () => new Map(ids().map((id) => [id, correctionsOf((trail.value ?? []).filter((row) => row.recordId === id))])),
  )
}
