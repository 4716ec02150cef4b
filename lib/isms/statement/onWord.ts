/**
 * On whose word alone a member is its person (ST12). Who was bound again may be somebody whom the binder put in that
 * person's place. A second membership that becomes the same person by a merge of records (MG12) is no better, and hangs
 * on the word of who merged them, too (ST17). Until another owner or lead confirms it, such a member is not independent
 * of them: rules that ask who did the work ask here. Nor is it ever independent of the other membership: the two are
 * one person.
 */

/** Another member's word that a member is these persons beside the one it is bound to (ST17). */
export interface SamePersons {
  /** Position in the log. */
  readonly seq: number
  readonly byMemberId: string
  readonly personIds: readonly string[]
}

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
  readonly same?: readonly SamePersons[]
}

/** The vault's member rows fit. */
export interface BoundMember {
  readonly memberId: string
  readonly active: boolean
  /** In log order; the last one holds. */
  readonly bound?: readonly BoundPerson[] | undefined
}

/** A person's record was merged into another's: by whom, and at which position of the log (MG12). */
export interface PersonMerge {
  readonly personId: string
  readonly byMemberId: string
  readonly seq: number
}

export interface Known {
  readonly members: readonly BoundMember[]
  /** The person that records merged as duplicates stand for. */
  readonly kept: (personId: string) => string
  readonly merges?: readonly PersonMerge[]
}

export interface Dependence {
  /** Members whose word nobody else has confirmed; empty where only the other memberships below are left. */
  readonly onWordOf: readonly string[]
  /** Persons of other memberships that the member became by a merge, and nobody has confirmed. */
  readonly mergedWith: readonly string[]
  /** Everybody of whom the member is not independent, with the person each was then. */
  readonly parties: readonly { readonly memberId: string; readonly personId: string | undefined }[]
}

/** Just before a position of the log, or now; undefined for nearly everybody. */
export function dependenceOf(
  memberId: string,
  { members, kept, merges = [] }: Known,
  at = Infinity,
): Dependence | undefined {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  const last = (id: string): BoundPerson | undefined => byId.get(id)?.bound?.findLast(({ seq }) => seq < at)
  const binding = last(memberId)
  if (!binding) return undefined
  const isAgain = binding.again === true && !((binding.confirmedAt ?? Infinity) < at)
  const isSame = (personId: string): boolean =>
    personId !== binding.personId && kept(personId) === kept(binding.personId)
  const twins = members.flatMap((other) =>
    other.memberId === memberId
      ? []
      : (other.bound ?? [])
          .filter(({ seq, personId }) => seq < at && isSame(personId))
          .map(({ personId }) => ({ memberId: other.memberId, personId })),
  )
  const mergers = merges
    .filter(({ seq, personId }) => seq < at && (personId === binding.personId || isSame(personId)))
    .map(({ byMemberId }) => byMemberId)
  // Neither who bound or merged, nor one of the two memberships, gives the word.
  const binders = [binding.byMemberId, ...(binding.via ?? [])]
  const concerned = new Set([memberId, ...binders, ...mergers, ...twins.map((twin) => twin.memberId)])
  const said = new Set(
    (binding.same ?? [])
      .filter(({ seq, byMemberId }) => seq < at && !concerned.has(byMemberId))
      .flatMap(({ personIds }) => personIds),
  )
  const open = twins.filter(({ personId }) => !said.has(personId))
  const onWordOf = [...new Set([...(isAgain ? binders : []), ...(open.length > 0 ? [...binders, ...mergers] : [])])]
  if (onWordOf.length === 0 && twins.length === 0) return undefined
  const parties = [...new Set([...onWordOf, ...twins.map((twin) => twin.memberId)])].filter((one) => one !== memberId)
  return {
    onWordOf,
    mergedWith: [...new Set(open.map(({ personId }) => personId))],
    parties: parties.map((one) => ({ memberId: one, personId: last(one)?.personId })),
  }
}

export interface OnWord {
  /** Persons on whose word alone somebody is that person, duplicates as the kept one; empty for nearly everybody. */
  ofPerson(personId: string): readonly string[]
  /**
   * The same of a membership, as it was at a position of the log: what it signed before a word confirmed it stays so.
   */
  ofMember(memberId: string, at?: number): readonly string[]
  /** What is to be said about a member now, and to be confirmed. */
  now(memberId: string): Dependence | undefined
}

/** `kept`: the person that records merged as duplicates stand for. */
export function onWordOf(
  members: readonly BoundMember[],
  kept: (personId: string) => string,
  merges: readonly PersonMerge[] = [],
): OnWord {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  const known: Known = { members, kept, merges }
  // Who the binder was before counts as well: becoming somebody else makes no one independent of what one did.
  const everybodyOf = (memberId: string): readonly string[] =>
    (byId.get(memberId)?.bound ?? []).map(({ personId }) => kept(personId))
  const words = (memberId: string, at?: number): readonly string[] => [
    ...new Set((dependenceOf(memberId, known, at)?.onWordOf ?? []).flatMap(everybodyOf)),
  ]

  return {
    ofPerson(personId) {
      const same = members.filter(({ bound }) =>
        ((binding) => binding !== undefined && kept(binding.personId) === kept(personId))(bound?.at(-1)),
      )
      const active = same.filter((member) => member.active)
      return [...new Set((active.length > 0 ? active : same).flatMap(({ memberId }) => words(memberId)))]
    },
    ofMember: words,
    now: (memberId) => dependenceOf(memberId, known),
  }
}
