/**
 * Versions of the rules by which entries count. Version 1 is that of the founding; an owner's entry activates the next
 * one, from its own position on. A device that does not know the active version writes nothing: what it would write, or
 * take for granted, may not count. It goes on reading by the rules it knows, and judges all of it again once it was
 * updated.
 */

import { fail, ok, type Result } from '~/lib/shared/result'
import type { AccessBodyOf } from './accessBody'
import type { AccessState, MemberContext } from './accessState'

/** The newest version that this program judges by. */
export const knownRules = 1

/**
 * One after the other, so that nobody skips what devices in use could have known. Fails with `roleMayNotWrite` or
 * `wrongRules`.
 */
export function judgeRules(
  state: AccessState,
  body: AccessBodyOf<'rules'>,
  context: MemberContext,
): Result<AccessState> {
  if (context.actor.role !== 'owner') return fail('roleMayNotWrite', 'Only an owner does this. Ask one.')
  if (body.n !== state.rules.n + 1) return fail('wrongRules', `The next version of the rules is ${state.rules.n + 1}.`)
  return ok({ ...state, rules: { n: body.n, seq: context.seq } })
}

/** Fails with `updateNeeded` where the workspace is kept by rules that this program does not know. */
export const rulesAreKnown = ({ rules }: Pick<AccessState, 'rules'>): Result<void> =>
  rules.n <= knownRules
    ? ok()
    : fail(
        'updateNeeded',
        'Update needed: this workspace follows newer rules than this version of Plumbline knows. Update Plumbline on this device. Until then you can read but not write; changes that wait are sent afterwards.',
      )
