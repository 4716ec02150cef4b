/**
 * Which person a member is. An access fact, never a field of a record (protocol.md 2): what somebody signs stands under
 * that person's name. A person is one active member at most, and who was bound again stays marked until somebody else
 * confirms.
 */

import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import type { AccessBodyOf } from './accessBody'
import {
  activeMembers,
  unconfirmedAt,
  type AccessState,
  type Binding,
  type Member,
  type MemberContext,
} from './accessState'
import { roleManagesMembers, roleMayGrant } from './workspaceRoles'
import { dayMs } from '../../shared/dates'

/** The active member who is a person now. */
export const memberOfPerson = (state: AccessState, personId: string): Member | undefined =>
  activeMembers(state).find(({ persons }) => persons.at(-1)?.personId === personId)

/**
 * A lead binds those a lead manages, so nobody below an owner can take on the person of an owner or of top management
 * (ST12). Fails with `unknownMember`, `roleMayNotGrant`, `samePerson` or `personTaken`.
 */
export function judgeBind(
  state: AccessState,
  body: AccessBodyOf<'bind'>,
  { actor, seq, relayTime }: MemberContext,
): Result<AccessState> {
  const member = state.members[body.memberId]
  if (!member || member.removedAt !== undefined) return unknownMember()
  if (!roleMayGrant(actor.role, member.role))
    return fail('roleMayNotGrant', 'An owner says which person an owner or lead is. Ask an owner.')
  const holder = memberOfPerson(state, body.personId)
  if (holder?.memberId === member.memberId) return fail('samePerson', 'The member is this person already.')
  if (holder)
    return fail(
      'personTaken',
      'Another member is this person already. Remove that member first, or choose another person.',
    )
  const earlierEnd = endOfEarlier(state, member, body.personId, seq)
  const via =
    earlierEnd !== undefined && !standsFor(actor, { before: earlierEnd, relayTime }) ? [...raisedBy(state, actor)] : []
  const binding: Binding = {
    seq,
    personId: body.personId,
    byRole: actor.role,
    byMemberId: actor.memberId,
    ...(earlierEnd !== undefined && { again: true, earlierEnd }),
    ...(via.length > 0 && { via }),
  }
  return ok(withBindings(state, member, [...member.persons, binding]))
}

/**
 * An owner or lead says, beside who bound them, that a member is that person, and those whose records were merged with
 * it. Fails with `unknownMember`, `malformed`, `notBoundAgain`, `ownWord` (neither the two of them nor somebody whose
 * own binding waits for a word can give it) or `tooNew`: who owes the role to them, or came back by the recovery kit,
 * could have been put there for it, and has to have it for long. Who merged the records stands in them alone: the rules
 * about independence ask (ST17).
 */
export function judgeConfirmBind(
  state: AccessState,
  body: AccessBodyOf<'confirmBind'>,
  { actor, seq, relayTime }: MemberContext,
): Result<AccessState> {
  const member = state.members[body.memberId]
  if (!member || member.removedAt !== undefined) return unknownMember()
  const also = body.alsoPersonIds ?? []
  if (new Set([body.personId, ...also]).size !== also.length + 1) return fail('malformed', 'A person is named twice.')
  const binding = member.persons.at(-1)
  const waits = unconfirmedAt(member, seq) !== undefined
  const isNews = also.some(
    (personId) =>
      !binding?.same?.some(
        ({ personIds, byMemberId }) => byMemberId === actor.memberId && personIds.includes(personId),
      ),
  )
  if (binding?.personId !== body.personId || (!waits && !isNews))
    return fail('notBoundAgain', 'This member needs no confirmation. Look at the list and try again.')
  const dependent =
    actor.memberId === binding.byMemberId ||
    binding.via?.includes(actor.memberId) === true ||
    actor.memberId === member.memberId ||
    unconfirmedAt(actor, seq) !== undefined
  if (dependent)
    return fail(
      'ownWord',
      'Somebody else has to confirm this: an owner or lead who is not this member and did not choose the person.',
    )
  const { byMemberId, via = [], earlierEnd = binding.seq } = binding
  const raisers = raisedBy(state, actor)
  const owes = cameByKit(actor) || [byMemberId, ...via].some((memberId) => raisers.has(memberId))
  if (owes && !standsFor(actor, { before: earlierEnd, relayTime })) {
    return fail(
      'tooNew',
      'You became an owner or lead through the member who chose this person, and too recently to confirm it. Ask an owner or lead who has been one for 30 days, and was one before this person’s earlier membership ended.',
    )
  }
  const confirmed: Binding = {
    ...binding,
    ...(waits && { confirmed: { seq, byMemberId: actor.memberId } }),
    ...(also.length > 0 && {
      same: [...(binding.same ?? []), { seq, byMemberId: actor.memberId, personIds: [...also] }],
    }),
  }
  return ok(withBindings(state, member, [...member.persons.slice(0, -1), confirmed]))
}

/** How long somebody has to be an owner or lead, in milliseconds, so that nobody is made one for a single word. */
const longEnough = 30 * dayMs

/** Whether a member has been an owner or lead without a break for long, and since before a position. */
function standsFor(
  { roles }: Member,
  { before, relayTime }: { readonly before: number; readonly relayTime: number },
): boolean {
  const first = roles.findLastIndex(({ role }) => !roleManagesMembers(role)) + 1
  const began = roles[first]
  return began !== undefined && began.seq < before && relayTime - began.at >= longEnough
}

/** An owner who came back, as whoever held the kit said. */
const cameByKit = ({ roles: [first] }: Member): boolean => first?.byMemberId === undefined && first?.seq !== 1

/**
 * Everybody who let a member in or gave a role to it, and who did so to those, and so on. Whoever founded the workspace
 * is in it for nearly all.
 */
function raisedBy(state: AccessState, member: Member): ReadonlySet<string> {
  const found = new Set<string>()
  for (let next: readonly (Member | undefined)[] = [member]; next.length > 0;) {
    const fresh = next
      .flatMap((of) => (of ? [of.returnedFrom, ...of.roles.map(({ byMemberId }) => byMemberId)] : []))
      .filter(
        (memberId): memberId is string =>
          memberId !== undefined && memberId !== member.memberId && !found.has(memberId),
      )
    fresh.forEach((memberId) => found.add(memberId))
    next = [...new Set(fresh)].map((memberId) => state.members[memberId])
  }
  return found
}

/**
 * Where the person was another membership before, or the member another person: the position at which that ended. Of
 * several, the last one that nobody had to confirm any more, so that a puppet in between does not make it later.
 * Undefined for who is bound first.
 */
function endOfEarlier({ members }: AccessState, member: Member, personId: string, now: number): number | undefined {
  const spans = (of: Member) =>
    of.persons.map((binding, n) => ({ binding, end: of.persons[n + 1]?.seq ?? of.removedAt ?? now }))
  const ofPerson = Object.values(members)
    .flatMap(spans)
    .filter(({ binding }) => binding.personId === personId)
  const earlier = ofPerson.length > 0 ? ofPerson : spans(member)
  if (earlier.length === 0) return undefined
  const sure = earlier.filter(({ binding }) => !binding.again || binding.confirmed)
  return sure.length > 0
    ? Math.max(...sure.map(({ end }) => end))
    : Math.min(...earlier.map(({ binding }) => binding.seq))
}

const withBindings = (state: AccessState, member: Member, persons: readonly Binding[]): AccessState => ({
  ...state,
  members: { ...state.members, [member.memberId]: { ...member, persons } },
})

const unknownMember = (): Err => fail('unknownMember', 'The member is not active. Look at the list and try again.')
