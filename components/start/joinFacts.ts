/** How the joining of a workspace stands, for the page that shows it. Pure. */

import type { ShownFacts } from '~/lib/protocol/access/shownFacts'
import type { SyncStatus } from '~/lib/vault/store/tables'

export type JoinStep = 'connecting' | 'waits' | 'words' | 'over' | 'trouble'

/** A link is over by its own word, too: nobody needs to ask a relay for that. */
export const isPast = (facts: Pick<ShownFacts, 'expiresAt'> | undefined, nowMs: number): boolean =>
  facts !== undefined && facts.expiresAt <= nowMs

/** What the waiting page says: the end of the invitation first, then what is in the way, then what is to be done. */
export function joinStep(status: SyncStatus | undefined): JoinStep {
  if (status?.inviteOver !== undefined) return 'over'
  if (status?.trouble) return 'trouble'
  if (status?.safetyWords) return 'words'
  return status?.message === undefined ? 'connecting' : 'waits'
}
