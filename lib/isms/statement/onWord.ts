/**
 * On whose word alone a member is bound to their person (ST12). A member who was bound again may be somebody the binder
 * put in that person's place. The same goes for a second membership that becomes the same person by a merge of records
 * (MG12): it depends on whoever merged them, too (ST17). Until another owner or lead confirms it, such a member is not
 * independent of them; rules about who did the work ask here. Nor is the member ever independent of the other
 * membership: the two are one person.
 */

/** Another member's statement that a member is these persons besides the one it is bound to (ST17). */
export interface SamePersons {
  /** Position in the log. */
  readonly seq: number
  readonly byMemberId: string
  readonly personIds: readonly string[]
}

/** One binding of a member to a person, from the log. */
export interface BoundPerson {
  /** Position in the log. */
  readonly seq: number
  readonly personId: string
  /** The member who made the binding. */
  readonly byMemberId: string
  /** The person belonged to another membership before, or the member was bound to another person. */
  readonly again?: true
  /** Other members the binding depends on: they made the binder an owner or lead too recently. */
  readonly via?: readonly string[]
  /** Log position at which somebody else confirmed it. */
  readonly confirmedAt?: number
  readonly same?: readonly SamePersons[]
}

/** Member rows of the vault satisfy this interface. */
export interface BoundMember {
  readonly memberId: string
  readonly active: boolean
  /** In log order; the last one applies. */
  readonly bound?: readonly BoundPerson[] | undefined
}

/** A person record was merged into another: by whom, and at which position in the log (MG12). */
export interface PersonMerge {
  readonly personId: string
  readonly byMemberId: string
  readonly seq: number
}

export interface Known {
  readonly members: readonly BoundMember[]
  /** Resolves a person merged as a duplicate to the kept one. */
  readonly kept: (personId: string) => string
  readonly merges?: readonly PersonMerge[]
}

export interface Dependence {
  /** Members whose word nobody else has confirmed; empty if only the memberships below remain. */
  readonly onWordOf: readonly string[]
  /** Persons of other memberships that the member became by an unconfirmed merge. */
  readonly mergedWith: readonly string[]
  /** Everybody the member is not independent of, with the person each was bound to then. */
  readonly parties: readonly { readonly memberId: string; readonly personId: string | undefined }[]
}

/** Dependence of a member just before a log position, or now; undefined for nearly everybody. */
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
  // Neither the binders and mergers nor either of the two memberships can confirm.
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
  /**
   * Persons on whose word alone somebody is bound to that person, with duplicates resolved; empty for nearly everybody.
   */
  ofPerson(personId: string): readonly string[]
  /** The same for a membership at a log position: what it signed before a confirmation stays dependent. */
  ofMember(memberId: string, at?: number): readonly string[]
  /** The dependence of a member now, to be shown and confirmed. */
  now(memberId: string): Dependence | undefined
}

/** `kept` resolves a person merged as a duplicate to the kept one. */
export function onWordOf(
  members: readonly BoundMember[],
  kept: (personId: string) => string,
  merges: readonly PersonMerge[] = [],
): OnWord {
  const byId = new Map(members.map((member) => [member.memberId, member]))
  const known: Known = { members, kept, merges }
  // Persons the binder was bound to earlier count as well: a new identity does not make anyone independent of their own
  // work.
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
