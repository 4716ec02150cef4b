/**
 * Which person a member is. An access fact, never a field of a record (protocol.md 2): what somebody signs stands under that
 * person's name. A person is one active member at most, and who was bound again stays marked until somebody else confirms.
 */

import { fail, ok, type Err, type Result } from '../shared/result'
import type { AccessBodyOf } from './access'
import { activeMembers, unconfirmedAt, type AccessState, type Binding, type Member, type MemberContext } from './accessState'
import { roleMayGrant } from './roles'

/** The active member who is a person now. */
export const memberOfPerson = (state: AccessState, personId: string): Member | undefined =>
  activeMembers(state).find(({ persons }) => persons.at(-1)?.personId === personId)

/**
 * A lead binds those a lead manages, so nobody below an owner can take on the person of an owner or of top management
 * (ST12). Fails with `unknownMember`, `roleMayNotGrant`, `samePerson` or `personTaken`.
 */
export function judgeBind(state: AccessState, body: AccessBodyOf<'bind'>, { actor, seq }: MemberContext): Result<AccessState> {
  const member = state.members[body.memberId]
  if (!member || member.removedAt !== undefined) return unknownMember()
  if (!roleMayGrant(actor.role, member.role)) return fail('roleMayNotGrant', 'An owner says which person an owner or lead is. Ask an owner.')
  const holder = memberOfPerson(state, body.personId)
  if (holder?.memberId === member.memberId) return fail('samePerson', 'The member is this person already.')
  if (holder) return fail('personTaken', 'Another member is this person already. Remove that member first, or choose another person.')
  const binding: Binding = { seq, personId: body.personId, byRole: actor.role, byMemberId: actor.memberId, ...(wasBoundBefore(state, member, body.personId) && { again: true }) }
  return ok(withBindings(state, member, [...member.persons, binding]))
}

/**
 * An owner or lead says, beside who bound them, that a member is that person. Fails with `unknownMember`, `notBoundAgain`
 * or `ownWord`: neither the two of them nor somebody whose own binding waits for a word can give it.
 */
export function judgeConfirmBind(state: AccessState, body: AccessBodyOf<'confirmBind'>, { actor, seq }: MemberContext): Result<AccessState> {
  const member = state.members[body.memberId]
  if (!member || member.removedAt !== undefined) return unknownMember()
  const binding = unconfirmedAt(member, seq)
  if (binding?.personId !== body.personId) return fail('notBoundAgain', 'This member needs no confirmation. Look at the list and try again.')
  const dependent = actor.memberId === binding.byMemberId || actor.memberId === member.memberId || unconfirmedAt(actor, seq) !== undefined
  if (dependent) return fail('ownWord', 'Somebody else has to confirm this: an owner or lead who is not this member and did not choose the person.')
  return ok(withBindings(state, member, [...member.persons.slice(0, -1), { ...binding, confirmed: { seq, byMemberId: actor.memberId } }]))
}

const wasBoundBefore = ({ members }: AccessState, member: Member, personId: string): boolean =>
  member.persons.length > 0 || Object.values(members).some(({ persons }) => persons.some((binding) => binding.personId === personId))

const withBindings = (state: AccessState, member: Member, persons: readonly Binding[]): AccessState =>
  ({ ...state, members: { ...state.members, [member.memberId]: { ...member, persons } } })

const unknownMember = (): Err => fail('unknownMember', 'The member is not active. Look at the list and try again.')
