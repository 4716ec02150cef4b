/** What owners say about time: from where on it is a relay's, and that it may fall once. */

import { fail, ok, type Result } from '~/lib/shared/result'
import type { AccessBodyOf } from './accessBody'
import type { AccessState, MemberContext } from './accessState'

/** A relay joins once; a log that comes back to it does so by the relay's own receipt, which needs no new entry. */
export function judgeRelayJoined(
  state: AccessState,
  body: AccessBodyOf<'relayJoined'>,
  context: MemberContext,
): Result<AccessState> {
  if (context.actor.role !== 'owner') return ownerOnly()
  if (state.relays.at(-1)?.origin === body.origin)
    return fail('knownRelay', 'The log already says from which entry on this relay has kept it.')
  return ok({ ...state, relays: [...state.relays, { seq: context.seq, origin: body.origin }] })
}

/** Changes nothing but what `followChain` allows at this entry: nobody below an owner may turn time back. */
export const judgeTimeReset = (state: AccessState, context: MemberContext): Result<AccessState> =>
  context.actor.role === 'owner' ? ok(state) : ownerOnly()

const ownerOnly = () => fail('roleMayNotWrite', 'Only an owner does this. Ask one.')
