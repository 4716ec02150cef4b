/** An invitation link, read as a whole: keys, place in the log, relay, and what it tells its reader. */

import { readInviteLink, type InviteLink } from '~/lib/crypto/inviteKeys'
import { readShownFacts, type ShownFacts } from '~/lib/protocol/access/shownFacts'
import { ok, type Result } from '~/lib/shared/result'

export interface Invitation extends Omit<InviteLink, 'shown'> {
  readonly shown: ShownFacts
}

/** Reads a whole link, its fragment, or what follows `#/join/`. Fails with `malformed` or `oldWorkspace`. */
export function readInvitation(text: string): Result<Invitation> {
  const link = readInviteLink(text)
  if (!link.ok) return link
  const shown = readShownFacts(link.value.shown)
  return shown.ok ? ok({ ...link.value, shown: shown.value }) : shown
}
