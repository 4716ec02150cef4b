import type { StatementFact } from '../isms/statements/facts'
import { useSession } from '../stores/session'

/**
 * From when on what a device signed is doubtful, where that statement is: an owner removed the device and said since when
 * somebody else may have used it. By the relay's time; of one that waits, by its author's clock.
 */
export function useDoubt(): (statement: Pick<StatementFact, 'deviceId' | 'relayTime' | 'time'> | undefined) => number | undefined {
  const session = useSession()
  return (statement) => {
    const since = statement && session.devices?.find(({ deviceId }) => deviceId === statement.deviceId)?.compromisedSince
    return since !== undefined && (statement!.relayTime ?? statement!.time) >= since ? since : undefined
  }
}
