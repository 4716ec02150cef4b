/** What the members of the demo organisation signed, each with their own key, over the content at that time. */

import type { StatementType } from '~/lib/records/defineRecord'
import type { Kind } from '~/lib/records/registry'
import type { CustodyEvent } from '~/lib/isms/statement/body'
import { demoTests, ncOfFinding } from './demoCheck'
import { demoId, type DemoRecord } from './demoRecord'
import { demoReviews } from './demoEvidence'
import { demoMember, demoMembers, person } from './demoPeople'
import { demoPolicyApprovals } from './policies'
import { demoRisks } from './demoRisks'

/** A statement to be signed over the content at `at`. */
export interface DemoStatement {
  readonly type: StatementType
  readonly kind: Kind
  readonly id: string
  readonly profile: string
  readonly at: string
  /** Person id of a member. */
  readonly by: string
  readonly decision?: string
  readonly reason?: string
  readonly validUntil?: string
  /** For custody statements. */
  readonly event?: CustodyEvent
}

type Extra = Partial<Pick<DemoStatement, 'profile' | 'decision' | 'reason' | 'validUntil'>>

/** `who` signs each of these from half past ten on a day. */
const say = (type: StatementType, kind: Kind, ids: readonly string[], on: string, who: string, more: Extra = {}): readonly DemoStatement[] =>
  ids.map((id, index) => ({ type, kind, id, profile: 'main', at: on.length === 10 ? `${on}T10:${String(30 + (index % 30)).padStart(2, '0')}:00.000Z` : on, by: person(who), ...more }))
const numbered = (prefix: string, to: number): readonly string[] => Array.from({ length: to }, (_, index) => demoId(`${prefix}-${index + 1}`))
const ids = (...refs: readonly string[]): readonly string[] => refs.map(demoId)

/** Owners approved the treatment once the yearly plan was made; later changes made it stale (TR2). */
const treatments = (): readonly DemoStatement[] =>
  demoRisks().filter(({ fields }) => fields.option !== undefined && fields.status === 'open')
    .map(({ id, fields }, index): DemoStatement => ({ type: 'approve', kind: 'risk', id, profile: 'treatment', at: `2026-01-28T0${8 + (index % 2)}:${String((index * 7) % 60).padStart(2, '0')}:00.000Z`, by: fields.owner! }))

/**
 * RX-5 waits for the Privacy Lead: an intentional gap. RX-3 is signed concurrently with a change of its risk
 * (meetings.ts).
 */
const acceptances = (): readonly DemoStatement[] => [
  // The present level was critical when RX-2 was accepted, so it needed top management (TR11).
  ...say('accept', 'riskAcceptance', ids('RX-2'), '2025-11-17', 'MD', { validUntil: '2026-05-15' }),
  ...say('accept', 'riskAcceptance', ids('RX-1'), '2026-05-13', 'FL', { validUntil: '2026-12-31' }),
  ...say('accept', 'riskAcceptance', ids('RX-4'), '2026-05-13', 'MD', { validUntil: '2026-09-30' }),
]

const topManagement = (): readonly DemoStatement[] => [
  ...say('approve', 'scope', ['sc_main'], '2025-04-14', 'MD'),
  ...say('approve', 'scope', ['sc_main'], '2026-02-12T10:05:00.000Z', 'MD'),
  ...say('approve', 'riskMethod', ['rm_main'], '2025-04-14', 'MD'),
  ...say('approve', 'riskMethod', ['rm_main'], '2026-01-15', 'MD'),
  ...say('approve', 'roleAssignment', numbered('RA', 12), '2025-04-14', 'MD'),
  ...say('approve', 'auditProgramme', ids('AP-1'), '2025-05-06', 'MD'),
  ...say('approve', 'change', ids('CH-3', 'CH-5'), '2025-12-01', 'MD'),
  ...say('approve', 'change', ids('CH-1', 'CH-4'), '2026-03-16', 'MD'),
  ...say('approve', 'treatmentPlan', ids('TP-1'), '2026-01-29', 'MD'),
  ...say('approve', 'objective', numbered('OJ', 6), '2026-02-12T14:00:00.000Z', 'MD'),
  ...say('sign', 'managementReview', ids('MR-2025-1'), '2025-08-13', 'MD'),
  ...say('sign', 'managementReview', ids('MR-2026-1'), '2026-02-13', 'MD'),
]

/** The Engineering Lead declares independence although they own a control they assess: an intentional gap (AU3). */
const audits = (): readonly DemoStatement[] => [
  ...say('declare', 'audit', ids('IA-2025-1'), '2025-11-03T07:00:00.000Z', 'IA', { profile: 'independence' }),
  ...say('sign', 'audit', ids('IA-2025-1'), '2025-11-21', 'IA'),
  ...say('declare', 'audit', ids('IA-2026-1'), '2026-05-04T07:00:00.000Z', 'IA', { profile: 'independence' }),
  ...say('declare', 'audit', ids('IA-2026-1'), '2026-05-04T07:20:00.000Z', 'EL', { profile: 'independence' }),
  ...say('sign', 'audit', ids('IA-2026-1'), '2026-05-28', 'IA'),
]

const policies = (): readonly DemoStatement[] => [
  ...demoPolicyApprovals().flatMap(({ ref, on, by }) => by.map((personId, index): DemoStatement => ({
    type: 'approve', kind: 'policy', id: demoId(ref), profile: 'main', at: `${on}T1${index}:${String(Number(ref.slice(3))).padStart(2, '0')}:30.000Z`, by: personId,
  }))),
  ...say('approve', 'exception', ids('EX-3'), '2025-11-11', 'PV'),
  ...say('approve', 'exception', ids('EX-1', 'EX-2'), '2026-03-05', 'SE'),
]

/**
 * People with keys acknowledge by signature; the others are recorded in the training (PO6). The internal auditor is not
 * staff.
 */
const readers = (): readonly DemoStatement[] =>
  demoMembers.filter(({ key }) => key !== 'IA').flatMap(({ key }, index) => [
    ...say('attest', 'policy', ids('PO-1'), `2025-05-${String(5 + index).padStart(2, '0')}`, key),
    ...say('attest', 'training', ids('TN-1'), `2025-06-${String(17 + (index % 8)).padStart(2, '0')}T15:${String(10 + index)}:00.000Z`, key),
    ...say('attest', 'policy', ids('PO-1'), `2026-03-${String(3 + index).padStart(2, '0')}`, key),
    ...say('attest', 'training', ids('TN-6'), `2026-05-${String(19 + (index % 8)).padStart(2, '0')}T15:${String(10 + index)}:00.000Z`, key),
  ])

const tests = (): readonly DemoStatement[] =>
  demoTests().map(({ id, fields }, index): DemoStatement => ({ type: 'sign', kind: 'controlTest', id, profile: 'main', at: `${fields.testedOn!}T15:${String(index % 60).padStart(2, '0')}:00.000Z`, by: fields.tester! }))

/** NC-2 is verified by the Head of Platform, who did one of its actions: an intentional gap (CA4). */
const verifications = (): readonly DemoStatement[] => [
  ...say('verify', 'nonconformity', [ncOfFinding(1)], '2026-03-05', 'IS', { profile: 'effectiveness', decision: 'effective' }),
  ...say('verify', 'nonconformity', ids('NC-3'), '2026-05-18', 'MD', { profile: 'effectiveness', decision: 'effective' }),
  ...say('verify', 'nonconformity', [ncOfFinding(2)], '2026-05-27', 'HP', { profile: 'effectiveness', decision: 'effective' }),
]

/** Number of pieces of evidence exported to the internal auditor in spring, as a pack. */
const exported = 54

/** Reviews by the Information Security Manager, each after opening the evidence; then the export to the auditor. */
function reviews(): readonly DemoStatement[] {
  const made = demoReviews()
  return [
    ...made.flatMap(({ evidence: id, decision, reason, by, at }): readonly DemoStatement[] => [
      { type: 'custody', kind: 'evidence', id, profile: 'custody', at: at.replace(':00.000Z', ':10.000Z'), by, event: 'viewed' },
      { type: 'review', kind: 'evidence', id, profile: 'review', at: at.replace(':00.000Z', ':40.000Z'), by, decision, ...(reason ? { reason } : {}) },
    ]),
    ...made.filter(({ decision, at }) => decision === 'accepted' && at > '2025-10-01' && at < '2026-04-30').slice(-exported)
      .map(({ evidence: id, by }): DemoStatement => ({ type: 'custody', kind: 'evidence', id, profile: 'custody', at: '2026-05-04T07:45:00.000Z', by, event: 'exported' })),
  ]
}

/** The custody statement of newly filed evidence: who captured or submitted it. */
export const filedStatement = (record: DemoRecord<'evidence'>): DemoStatement =>
  ({ type: 'custody', kind: 'evidence', id: record.id, profile: 'custody', at: record.at, by: record.by, event: record.fields.source === 'capture' ? 'captured' : 'uploaded' })

/** All statements in chronological order. Throws if a person without keys would sign: the demo is code. */
export function demoStatements(): readonly DemoStatement[] {
  const all = [...topManagement(), ...policies(), ...treatments(), ...acceptances(), ...audits(), ...readers(), ...tests(), ...verifications(), ...reviews()]
  const stranger = all.find(({ by }) => !demoMember(by))
  if (stranger) throw new Error(`a person without keys signs ${stranger.kind} ${stranger.id}`)
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/**
 * When the Statement of Applicability was frozen, each time approved by the Managing Director; three rows were edited
 * after version 3.
 */
export const demoFreezes = [
  { at: '2025-06-20T13:00:00.000Z', note: 'First statement.' },
  { at: '2025-12-05T13:00:00.000Z', note: 'After the first internal audit.' },
  { at: '2026-02-12T13:00:00.000Z', note: 'Management review, first half of 2026.' },
] as const

/** When the inputs of the held reviews were frozen (MR2). */
export const demoPacks = [
  { review: demoId('MR-2025-1'), at: '2025-08-05T09:00:00.000Z' },
  { review: demoId('MR-2026-1'), at: '2026-02-05T09:00:00.000Z' },
] as const
