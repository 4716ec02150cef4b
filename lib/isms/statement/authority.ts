/** Who may sign what (ST6, ST9, ST12), judged on the facts at the statement's position in the log. */

import { fail, ok, type Result } from '~/lib/shared/result'
import { isLead, type WorkspaceRole } from '~/lib/records/classes'
import type { Authority, StatementType } from '~/lib/records/defineRecord'
import { recordKind, type Kind } from '~/lib/records/registry'

const viewer: readonly StatementType[] = ['attest', 'revoke']
const auditor: readonly StatementType[] = [...viewer, 'review', 'declare', 'sign', 'verify', 'captureSeal', 'custody']
const editor: readonly StatementType[] = [...auditor, 'approve', 'reject', 'accept', 'confirm']
const limits: Readonly<Partial<Record<WorkspaceRole, readonly StatementType[]>>> = { viewer, auditor, editor }

/** ST6: what each workspace role may sign at most; owner and lead have no limit. */
export const roleMayState = (role: WorkspaceRole, type: StatementType): boolean => limits[role]?.includes(type) ?? true

/** The signer as of that log position. */
export interface SignerFacts {
  readonly role: WorkspaceRole
  readonly memberId: string
  /** The person the member was bound to then; undefined if not bound. */
  readonly personId: string | undefined
  /** Named in an active, owner-approved `topManagement` assignment (ST12), or an owner while nobody is named (ST14). */
  readonly isTopManagement: boolean
  /** ST14: an owner standing in because no top management is named yet. */
  readonly standsIn?: boolean
  /** Listed in `audit.auditors` of the audit that the record belongs to. */
  readonly isAuditor?: boolean
  /**
   * Persons and memberships the signer is not independent of: whoever re-bound the signer to their person or merged it
   * with another membership's, and that other membership (ST12, ST17).
   */
  readonly dependsOn?: readonly Somebody[] | undefined
  /** The signer's identity depends on a statement that nobody else has confirmed. */
  readonly isOnWord?: boolean | undefined
}

interface Somebody {
  readonly memberId: string
  readonly personId: string | undefined
}

/**
 * Who created a record according to the log: the member, and the persons it was bound to then and is bound to now (EV6,
 * TR10).
 */
export interface Maker {
  readonly memberId: string
  readonly personIds: readonly string[]
}

export interface SignedSubject {
  readonly kind: Kind
  readonly profile: string
  /** Hashed fields (ST2) and, for `notHolderOf`, the fields of the record itself. */
  readonly fields: Readonly<Record<string, unknown>>
  /** TR4, judged beforehand by `judgeAcceptance`. */
  readonly acceptance?: Result<void>
  /** Owner of the record named by the first of the `ownerOf` fields that is set. */
  readonly linkedOwner?: string | undefined
  /**
   * Members whose devices created the record. Taken from the log, because the author controls the record's fields. If a
   * rule requires independence and the makers are unknown (the record has not arrived), nobody counts as independent.
   */
  readonly makers?: readonly Maker[]
  /** For a revoke: who signed the statement it revokes. */
  readonly revokedMemberId?: string
}

/**
 * Whether a statement has authority. Fails with `noAuthority` (or the failure of TR4); such a statement is void, stays
 * visible and never counts (ST6).
 */
export function judgeAuthority(type: StatementType, signer: SignerFacts, subject: SignedSubject): Result<void> {
  if (!roleMayState(signer.role, type))
    return fail('noAuthority', `The role ${signer.role} cannot sign this. Ask a lead or an owner.`)
  if (type === 'revoke') {
    return signer.role === 'owner' || signer.memberId === subject.revokedMemberId
      ? ok()
      : fail('noAuthority', 'Only its signer or an owner can take a statement back.')
  }
  // These bind only the signer or their device: every member who may write them at all has authority.
  if (type === 'attest' || type === 'custody' || type === 'captureSeal') return ok()
  const rules = recordKind(subject.kind).profiles[subject.profile]?.signed[type]
  if (!rules) return fail('noAuthority', `Nothing of this kind is signed that way (${type}, ${subject.kind}).`)
  if (rules.includes('riskAuthority'))
    return subject.acceptance ?? fail('noAuthority', 'Without a risk method nobody can accept a risk.')
  if (type === 'declare' && signer.isOnWord) {
    return fail(
      'boundAgain',
      "Somebody re-admitted as this person can't declare independence until another owner or lead has confirmed who it is. Ask one of them.",
    )
  }
  if (rules.some((rule) => satisfies(rule, signer, subject))) return ok()
  if (rules.some((rule) => satisfies(rule, { ...signer, isTopManagement: signer.role === 'owner' }, subject))) {
    return fail(
      'topManagementNamed',
      'Top management is named, so an owner of the workspace no longer signs in its place. Ask the person who holds that role; if they are not a member of this workspace yet, invite them first.',
    )
  }
  return fail('noAuthority', `This can be signed by ${words(rules)} only.`)
}

/** Whether a field names the signer, or somebody the signer is not independent of. */
const isOneOf = (value: unknown, { memberId, personId, dependsOn = [] }: SignerFacts): boolean =>
  value !== undefined &&
  [{ memberId, personId }, ...dependsOn].some((somebody) => value === somebody.personId || value === somebody.memberId)

/**
 * True if the log knows who created the record, and it was neither the signer nor somebody the signer is not
 * independent of.
 */
const isIndependent = ({ makers = [] }: SignedSubject, { memberId, personId, dependsOn = [] }: SignerFacts): boolean =>
  makers.length > 0 &&
  !makers.some((maker) => [{ memberId, personId }, ...dependsOn].some((somebody) => isMaker(maker, somebody)))

/** Whether a maker is this member or their person. */
export const isMaker = (
  maker: Maker,
  { memberId, personId }: { readonly memberId: string; readonly personId?: string | undefined },
): boolean => maker.memberId === memberId || (personId !== undefined && maker.personIds.includes(personId))

/** Whether a rule depends on who created the record. */
export const asksForMaker = (rule: Authority): boolean =>
  typeof rule !== 'string' && ('notHolderOf' in rule || 'not' in rule)

function satisfies(rule: Authority, signer: SignerFacts, subject: SignedSubject): boolean {
  const { fields } = subject
  if (rule === 'any') return true
  if (rule === 'owner') return signer.role === 'owner'
  if (rule === 'lead') return isLead(signer.role)
  if (rule === 'topManagement') return signer.isTopManagement
  if (rule === 'auditor') return signer.isAuditor === true
  if (rule === 'riskAuthority') return false
  if ('notHolderOf' in rule) {
    const maker = rule.notHolderOf.map((name) => fields[name]).find((value) => value !== undefined && value !== '')
    // A member bound to nobody cannot be told apart from the maker.
    return signer.personId !== undefined && !isOneOf(maker, signer) && isIndependent(subject, signer)
  }
  if ('when' in rule)
    return satisfies(fields[rule.when.field] === rule.when.is ? rule.then : rule.otherwise, signer, subject)
  // Whoever asks, or recorded the request, must not grant it; a member bound to nobody cannot be told apart from them.
  if (
    'not' in rule &&
    (signer.personId === undefined || isOneOf(fields[rule.not], signer) || !isIndependent(subject, signer))
  )
    return false
  if ('role' in rule) return isLead(signer.role)
  if ('allOf' in rule) {
    const all = fields[rule.allOf]
    if (!Array.isArray(all) || all.length === 0)
      return (rule.ifNone ?? []).some((other) => satisfies(other, signer, subject))
    return signer.personId !== undefined && all.includes(signer.personId)
  }
  if (signer.personId === undefined) return false
  if ('ownerOf' in rule) return subject.linkedOwner === signer.personId
  return fields[rule.holderOf] === signer.personId && (rule.and === undefined || satisfies(rule.and, signer, subject))
}

function words(rules: readonly Authority[]): string {
  const word = (rule: Authority): string => {
    if (typeof rule !== 'string') {
      if ('holderOf' in rule)
        return `the person named as ${rule.holderOf}${rule.and ? ', who must be top management' : ''}`
      if ('allOf' in rule)
        return `a person listed in ${rule.allOf}${rule.ifNone ? ` (where nobody is: ${words(rule.ifNone)})` : ''}`
      if ('role' in rule) return 'an owner or lead who did not ask for it'
      if ('ownerOf' in rule) return `the owner of the ${rule.ownerOf.join(' or ')}, unless he asked for it`
      if ('when' in rule)
        return rule.then === rule.otherwise
          ? word(rule.then)
          : `${word(rule.then)} (${rule.when.is}) or ${word(rule.otherwise)}`
      return 'a member other than the one who made it'
    }
    return {
      topManagement: 'top management',
      owner: 'an owner',
      lead: 'an owner or lead',
      auditor: 'an auditor of the audit',
      any: 'any member',
      riskAuthority: 'the authority of the risk method',
    }[rule]
  }
  return rules.map(word).join(' or ')
}
