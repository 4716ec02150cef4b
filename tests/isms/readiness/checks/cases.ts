/**
 * Small states for the checks, written as lists of bits: records, statements about them, and other facts of a
 * workspace. Statements are signed correctly: hash and frozen copy are computed when the state is assembled.
 */

import { requirementId, soaEntryId } from '~/lib/records/derivedIds'
import type { StatementType } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import type { Changes } from '~/lib/isms/readiness/sources'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { utf8 } from '~/lib/shared/bytes'
import { row } from '../../rows'

export const today = '2026-06-01'
export const yesterday = '2026-05-31'
export const tomorrow = '2026-06-02'

/** A statement to be made. `as`: the signed content, if it differs from the present one. */
export interface Said {
  readonly said: StatementType
  readonly on: AnyRecord
  readonly as?: AnyRecord | undefined
  readonly profile: string
  readonly over: Partial<StatementFact>
}
/** Other facts; several are combined. */
export interface Around {
  readonly around: Omit<Changes, 'put' | 'statements' | 'today'>
}
/** Ids the check must name, in this order, for cases where that matters. */
export interface Names {
  readonly names: readonly string[]
  readonly total?: number
}
export type Bit = AnyRecord | Said | Around | Names

/** States by what distinguishes them. */
export type Named = Readonly<Record<string, readonly Bit[]>>
export interface CheckCases {
  readonly fails: Named
  readonly passes: Named
  /** No candidates, or an unmet precondition (RE2). */
  readonly na?: Named
}
export type Cases = Readonly<Record<string, CheckCases>>

type Values = Readonly<Record<string, JsonValue | undefined>>
/** A record with a ref, as created by a person. */
export const record = <K extends Kind>(kind: K, id: string, values: Values = {}): RowOf<K> =>
  ({ ...row(kind, id, values), ref: `${recordKind(kind).prefix}-${/\d+$/.exec(id)?.[0] ?? 1}` }) as RowOf<K>
/** The same record archived: it never counts. */
export const archived = <R extends AnyRecord>(of: R): R => ({ ...of, archivedOn: yesterday })
/** The same record with other values. */
export const but = <R extends AnyRecord>(of: R, values: Partial<R>): R => ({ ...of, ...values })

/** Everybody except Cleo has keys; Gus left yesterday, Lou leaves today. */
export const people = [
  record('person', 'pe_1', { name: 'Ada' }),
  record('person', 'pe_2', { name: 'Ben' }),
  record('person', 'pe_3', { name: 'Cleo' }),
  record('person', 'pe_4', { name: 'Gus', activeUntil: yesterday }),
  record('person', 'pe_5', { name: 'Lou', activeUntil: today }),
] as const
const members = [
  { memberId: 'm_1', role: 'owner', active: true, personId: 'pe_1' },
  { memberId: 'm_2', role: 'lead', active: true, personId: 'pe_2' },
  { memberId: 'm_5', role: 'editor', active: true, personId: 'pe_5' },
]
export const settings = (values: Values): AnyRecord =>
  record('settings', 'settings_main', { ismsStart: '2025-01-01', ...values })
export const scope = (values: Values = {}): RowOf<'scope'> =>
  record('scope', 'sc_main', {
    statement:
      'Design, operation and support of the route planning service for small hauliers, in the office and at home.',
    interfaces: 'Public cloud, payment provider',
    ...values,
  })

const at = (day: string): number => Date.parse(`${day}T12:00:00.000Z`)
const saying = (
  said: StatementType,
  profile: string,
  on: AnyRecord,
  { day = '2026-03-02', ...over }: Over = {},
  as?: AnyRecord,
): Said => ({ said, on, as, profile, over: { time: at(day), ...over } })
type Over = Partial<StatementFact> & { readonly day?: string }

/** The statement type and profile that approve, accept or sign off a kind. */
const deciding: Partial<Record<Kind, readonly [StatementType, string]>> = {
  risk: ['approve', 'treatment'],
  riskAcceptance: ['accept', 'main'],
  audit: ['sign', 'main'],
  managementReview: ['sign', 'main'],
  controlTest: ['sign', 'main'],
}
const decisionOn = ({ kind }: AnyRecord): readonly [StatementType, string] => deciding[kind] ?? ['approve', 'main']

export const approved = (on: AnyRecord, over?: Over): Said => saying(...decisionOn(on), on, over)
/** Approved with earlier content: the approval is stale. */
export const approvedAs = <R extends AnyRecord>(on: R, was: Partial<R>, over?: Over): Said =>
  saying(...decisionOn(on), on, over, { ...on, ...was })
export const rejected = (on: AnyRecord, over?: Over): Said =>
  saying('reject', decisionOn(on)[1], on, { reason: 'Not yet', ...over })
/** Approved without authority. */
export const voided = (on: AnyRecord): Said => approved(on, { voidReason: 'noAuthority' })
/** Approved and revoked. */
export const revoked = (on: AnyRecord): readonly Said[] => [
  approved(on, { id: `${on.id}_first` }),
  saying('revoke', decisionOn(on)[1], on, { basedOn: `${on.id}_first` }),
]
export const confirmed = (on: AnyRecord, day: string, over?: Over): Said =>
  saying('confirm', 'main', on, { day, ...over })
export const attested = (on: AnyRecord, personId: string, over?: Over): Said =>
  saying('attest', 'main', on, { personId, ...over })
export const reviewed = (on: RowOf<'evidence'>, decision: 'accepted' | 'rejected' = 'accepted', over?: Over): Said =>
  saying('review', 'review', on, { decision, personId: 'pe_2', ...over })
export const reviewedAs = (on: RowOf<'evidence'>, was: Partial<RowOf<'evidence'>>, over?: Over): Said =>
  saying('review', 'review', on, { decision: 'accepted', personId: 'pe_2', ...over }, { ...on, ...was })
export const declares = (on: RowOf<'audit'>, personId: string): Said =>
  saying('declare', 'independence', on, { personId })
export const verified = (on: RowOf<'nonconformity'>, personId: string, over?: Over): Said =>
  saying('verify', 'effectiveness', on, { decision: 'effective', personId, ...over })

export const around = (of: Around['around']): Around => ({ around: of })
export const names = (...ids: readonly string[]): Names => ({ names: ids })
export const namesOf = (total: number, ...ids: readonly string[]): Names => ({ names: ids, total })
export const list = <T>(n: number, of: (n: number) => T): readonly T[] =>
  Array.from({ length: n }, (_, index) => of(index + 1))

/** A decision of the Statement of Applicability on a control of Annex A. */
export const annex = (code: string): string => requirementId('iso27001-2022', code)
export const soa = (
  code: string,
  applicability: 'applicable' | 'notApplicable' | 'inherited' | 'undecided',
  values: Values = {},
): AnyRecord => record('soaEntry', soaEntryId(annex(code)), { applicability, ...values })

const isRecord = (bit: Bit): bit is AnyRecord => 'kind' in bit
const isSaid = (bit: Bit): bit is Said => 'said' in bit
const isAround = (bit: Bit): bit is Around => 'around' in bit
export const namesIn = (bits: readonly Bit[]): Names | undefined => bits.find((bit): bit is Names => 'names' in bit)

/** Later bits replace earlier ones with the same id. */
export function stateOf(bits: readonly Bit[], day = today): Changes {
  const rows = new Map<string, AnyRecord>(
    [...people, settings({}), ...bits.filter(isRecord)].map((one) => [one.id, one]),
  )
  const lookup: RecordLookup = {
    get: (_kind, id) => rows.get(id),
    referencing: (kind, field, id) =>
      [...rows.values()].filter(
        (one) => one.kind === kind && [(one as unknown as Record<string, unknown>)[field]].flat().includes(id),
      ),
  }
  const others = bits.filter(isAround).map((bit) => bit.around)
  const all = <T>(of: (changes: Around['around']) => readonly T[] | undefined): readonly T[] =>
    others.flatMap((one) => of(one) ?? [])
  return {
    today: day,
    put: [...rows.values()],
    statements: bits.filter(isSaid).map((said, index) => statementOf(said, index, lookup)),
    members: others.find((one) => one.members)?.members ?? members,
    conflicts: all((one) => one.conflicts),
    files: all((one) => one.files),
    history: all((one) => one.history),
  }
}

function statementOf({ said, on, as = on, profile, over }: Said, index: number, lookup: RecordLookup): StatementFact {
  const { content, contentHash } = hashedContent(as, profile, compositeRecords(as, profile, lookup))
  return {
    id: `st_${index + 1}`,
    seq: index + 1,
    type: said,
    subjectKind: on.kind,
    subjectId: on.id,
    profile,
    contentHash,
    memberId: 'm_1',
    personId: 'pe_1',
    time: 0,
    signatureValid: true,
    asTopManagement: true,
    frozen: utf8(canonicalJson(content)),
    ...(said === 'accept' && { validUntil: '2026-12-31' }),
    ...over,
  }
}
