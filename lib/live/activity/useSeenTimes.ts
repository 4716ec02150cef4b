import type { Ref } from 'vue'
import { useSession } from '../workspace/sessionStore'
import { readSeenTimes } from '~/lib/vault/log/seenTimes'
import type { TrailRow } from '~/lib/vault/store/tables'
import { useLiveQuery } from '../engine/useLiveQuery'

/**
 * What the authors of changes had seen (MG16), by log position of the change; loaded only for changes that look late.
 * Undefined until the first answer.
 */
export function useSeenTimes(late: () => readonly TrailRow[]): Readonly<Ref<ReadonlyMap<number, number> | undefined>> {
  const session = useSession()
  return useLiveQuery(
    () =>
      session.vault &&
      readSeenTimes(
        session.vault,
        late().flatMap(({ seq }) => seq ?? []),
      ),
    [
      () => session.vault,
      () =>
        late()
          .map(({ id }) => id)
          .join(),
    ],
  ).value
}
