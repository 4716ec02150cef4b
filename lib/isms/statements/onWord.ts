/**
 * On whose word alone a member is its person (ST12). Who was bound again may be somebody whom the binder put in that
 * person's place; a second membership that becomes the same person by a merge of records (MG12) is no better. Until another
 * owner or lead confirmed it, such a member is not independent of the binder: rules that ask who did the work ask here, too.
 */

/** One binding of a member to a person, as the log has it. */
export interface BoundPerson {
  /** Position in the log. */
  readonly seq: number
  readonly personId: string
  /** Who said so. */
  readonly byMemberId: string
  /** The person was another membership before, or the member another person. */
  readonly again?: true
  /** Others whose word it is as well: they had made the binder an owner or lead too lately. */
  readonly via?: readonly string[]
  /** Position of the word of somebody else. */
  readonly confirmedAt?: number
}

/** The vault's member rows fit. */
export interface BoundMember {
  readonly memberId: string
  readonly active: boolean
  /** In log order; the last one holds. */
  readonly bound?: readonly BoundPerson[] | undefined
}

export interface OnWord {
  /** Persons on whose word alone somebody is that person, duplicates as the kept one; empty for nearly everybody. */
  ofPerson(personId: string): readonly string[]
  /** The same of a membership, as it was at a position of the log: what it signed before a word confirmed it stays so. */
  ofMember(memberId: string, at?: number): readonly string[]
}

/** `kept`: the person that records merged as duplicates stand for. */
export function onWordOf(members: readonly BoundMember[], kept: (personId: string) => string): OnWord {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  const last = ({ bound }: BoundMember, at = Infinity): BoundPerson | undefined => bound?.findLast(({ seq }) => seq < at)
  // Who the binder was before counts as well: becoming somebody else makes no one independent of what one did.
  const everybodyOf = (memberId: string): readonly string[] => (byId.get(memberId)?.bound ?? []).map(({ personId }) => kept(personId))
  const isMergedInto = (member: BoundMember, { personId }: BoundPerson): boolean =>
    members.some((other) => other.memberId !== member.memberId && other.bound?.some((one) => one.personId !== personId && kept(one.personId) === kept(personId)))
  const binders = (member: BoundMember, at = Infinity): readonly string[] => {
    const binding = last(member, at)
    const hangs = binding && !((binding.confirmedAt ?? Infinity) < at) && (binding.again || isMergedInto(member, binding))
    return hangs ? [binding.byMemberId, ...(binding.via ?? [])] : []
  }
  const once = (memberIds: readonly string[]): readonly string[] => [...new Set(memberIds.flatMap(everybodyOf))]

  return {
    ofPerson(personId) {
      const same = members.filter((member) => ((binding) => binding !== undefined && kept(binding.personId) === kept(personId))(last(member)))
      const active = same.filter((member) => member.active)
      return once((active.length > 0 ? active : same).flatMap((member) => binders(member)))
    },
    ofMember: (memberId, at) => once([byId.get(memberId)].flatMap((member) => (member ? binders(member, at) : []))),
  }
}
