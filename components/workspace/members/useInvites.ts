/**
 * Invitations as the workspace pages need them: those that still matter, and who came in at once without being known
 * yet.
 */

import { computed, type ComputedRef } from 'vue'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { InviteRow } from '~/lib/vault/store/tables'
import { liveInvites, unseenInvites } from './memberRows'

export function useInvites(): {
  readonly live: ComputedRef<readonly InviteRow[]>
  readonly unseen: ComputedRef<readonly InviteRow[]>
} {
  const session = useSession()
  const invites = useLiveQuery(
    () => session.vault?.invites.toArray(),
    () => session.vault,
  ).value
  const seen = useLiveQuery(
    async () => new Set(await session.vault?.meta.where('key').startsWith('seen/').primaryKeys()),
    () => session.vault,
  ).value
  return {
    live: computed(() => liveInvites(invites.value ?? [], session.nowMs)),
    // Nothing is asked before it is known what was answered.
    unseen: computed(() =>
      seen.value
        ? unseenInvites(invites.value ?? [], session.ownMember?.memberId, session.members ?? [], (inviteId) =>
            seen.value!.has(`seen/${inviteId}`),
          )
        : [],
    ),
  }
}
