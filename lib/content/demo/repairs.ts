/**
 * How each gap of the demo is fixed, as edits and statements on the last day: the fixture "fixed" (isms.md 9). Ordinary
 * work of its members, in the order of the checks.
 */

import { auditItemId, measurementId } from '~/lib/records/derivedIds'
import type { Kind } from '~/lib/records/registry'
import { demoTestOf, ncOfFinding } from './demoCheck'
import { demoId, demoRecord, demoNamed, iso, soaId, type DemoFields, type DemoRecord } from './demoRecord'
import type { DemoEdit } from './history'
import { demoMatrixHash } from './organisation'
import { person } from './demoPeople'
import type { DemoStep } from './script'
import { attendedOf } from './demoRoles'
import { plannedRisks } from './treatment'
import { filedStatement, type DemoStatement } from './statements'

const day = '2026-06-01'

/** One step after another, half a second apart, in the last minutes before the demo's fixed time. */
export function repairs(): readonly DemoStep[] {
  let second = Date.parse(`${day}T07:38:30.000Z`)
  const now = (): string => new Date((second += 500)).toISOString()
  const edit = <K extends Kind>(by: string, kind: K, id: string, fields: DemoFields<K>): DemoStep => {
    const at = now()
    const made: DemoEdit = { kind, id, at, by: person(by), fields: fields as DemoFields<Kind> }
    return { do: 'write', at, by: person(by), records: [], edits: [made] }
  }
  const add = (by: string, made: (at: string) => DemoRecord): DemoStep => {
    const at = now()
    return { do: 'write', at, by: person(by), records: [made(at)], edits: [] }
  }
  const sign = (by: string, type: DemoStatement['type'], kind: Kind, id: string, more: Partial<DemoStatement> = {}): DemoStep => {
    const at = now()
    return { do: 'sign', at, by: person(by), statement: { type, kind, id, profile: 'main', at, by: person(by), ...more } }
  }
  const proof = (ref: string, by: string, fields: DemoFields<'evidence'>): readonly DemoStep[] => {
    const written = add(by, (at) => demoRecord('evidence', ref, at, person(by), { source: 'upload', completeness: 'complete', sensitivity: 'normal', ...fields }) as DemoRecord)
    const record = (written as Extract<DemoStep, { do: 'write' }>).records[0] as DemoRecord<'evidence'>
    return [written, { do: 'sign', at: written.at, by: person(by), statement: filedStatement(record) }, sign('IS', 'review', 'evidence', record.id, { profile: 'review', decision: 'accepted' })]
  }
  const control = (number: number): readonly string[] => [demoId(`C-${number}`)]
  return [
    // 4.3-scope-approval-stale
    sign('MD', 'approve', 'scope', 'sc_main'),
    // 6.1.2-scores-on-scale, 6.1.2-method-followed
    edit('EL', 'risk', demoId('R-30'), { currentL: 4, assessedOn: day }),
    edit('SE', 'risk', demoId('R-11'), { inherentL: 4, inherentI: 4, currentL: 2, currentI: 3, matrixHash: demoMatrixHash, assessedOn: day }),
    // 6.1.3-untreated: a person who can sign becomes its owner
    edit('HP', 'risk', demoId('R-19'), { owner: person('HP'), option: 'modify', optionReason: 'A second source is bought for the three largest cities.', residualL: 2, residualI: 4 }),
    add('HP', (at) => demoRecord('treatmentAction', 'TA-23', at, person('HP'), { title: 'Contract with a second map provider', risks: [demoId('R-19')], controls: control(51), responsible: person('HP'), due: '2026-07-31', status: 'planned' }) as DemoRecord),
    sign('HP', 'approve', 'risk', demoId('R-19'), { profile: 'treatment' }),
    // 6.1.3-plan-covers-risks: the risk is added to the plan, which is approved again
    edit('IS', 'treatmentPlan', demoId('TP-1'), { risks: [...plannedRisks, demoId('R-19')].sort() }),
    sign('MD', 'approve', 'treatmentPlan', demoId('TP-1')),
    // 6.1.3-approval-stale
    sign('SE', 'approve', 'risk', demoId('R-14'), { profile: 'treatment' }),
    // 6.1.3-residual-not-accepted, 6.1.3-acceptance-expired
    sign('PV', 'accept', 'riskAcceptance', demoId('RX-5'), { validUntil: '2026-11-30' }),
    edit('EL', 'riskAcceptance', demoId('RX-2'), { validUntil: '2026-11-30', justification: 'Artefacts are signed since April; the agents stand apart from July.', frozenI: 5 }),
    sign('EL', 'accept', 'riskAcceptance', demoId('RX-2'), { validUntil: '2026-11-30' }),
    // 6.1.3-soa-exclusion-justified, 6.1.3-soa-contradiction
    edit('IS', 'soaEntry', soaId('A.7.12'), { justification: 'The office uses wireless networks only; cabling of the data centres is that of Nimbus Cloud.' }),
    edit('IS', 'soaEntry', soaId('A.8.30'), { justification: 'All software is written by our own staff; freelancers work in our teams under our process.' }),
    edit('IS', 'soaEntry', soaId('A.5.23'), { applicability: 'applicable', reasons: ['contractual'], justification: 'Everything we run is a cloud service.', owner: person('FL') }),
    edit('FL', 'control', demoId('C-51'), { reqs: [iso('A.5.19'), iso('A.5.23')].sort() }),
    // 6.1.3-soa-not-implemented: a control is planned, with an action for it
    add('SE', (at) => demoRecord('control', 'C-79', at, person('SE'), {
      title: 'Alarm on bulk exports', description: 'Exports of more than two hundred drivers ring the person on call and need a ticket.', types: ['detective', 'preventive'], nature: 'technical', owner: person('SE'), reqs: [iso('A.8.12')],
      status: 'planned', frequency: 'continuous', automation: 'automated', key: false, testEvery: 'P12M', priority: 2, evidenceNeeded: 'Rule and one alarm from ring to closure',
    }) as DemoRecord),
    add('SE', (at) => demoRecord('treatmentAction', 'TA-24', at, person('SE'), { title: 'Alarm on bulk exports goes live', risks: [demoId('R-6')], controls: [demoId('C-79')], responsible: person('SE'), due: '2026-07-15', status: 'inProgress' }) as DemoRecord),
    sign('PV', 'approve', 'risk', demoId('R-6'), { profile: 'treatment' }),
    // 6.1.3-orphan-control
    edit('HP', 'control', demoId('C-78'), { reqs: [iso('7.2')] }),
    // 6.1.3-soa-outdated, once all rows are decided
    { do: 'freezeSoa', at: now(), by: person('MD'), note: 'Before stage 2.' },
    // 7.3-attestation-overdue
    edit('PP', 'training', demoId('TN-6'), { attended: { ...attendedOf('TN-6'), ...Object.fromEntries(['PE2', 'OR2', 'AD1'].map((key) => [person(key), day])) } }),
    // 7.5-review-overdue, 7.5-unapproved-changes, 7.5-open-conflicts
    sign('FL', 'confirm', 'policy', demoId('PO-8')),
    // A one-word change: nobody must acknowledge it again.
    edit('IS', 'policy', demoId('PO-1'), { effectiveFrom: day, reattest: false, changeSummary: 'Objectives are set each January.' }),
    sign('IS', 'approve', 'policy', demoId('PO-1')),
    sign('MD', 'approve', 'policy', demoId('PO-1')),
    // 8.1-suppliers-reviewed, 8.3-action-overdue, 8.3-exception-expired
    edit('FL', 'supplier', demoId('SU-6'), { reviewedOn: day }),
    ...proof('EV-232', 'PP', { title: 'Contractor accounts that ended by themselves', coversFrom: '2026-05-01', coversTo: '2026-05-29', controls: control(22) }),
    edit('PP', 'treatmentAction', demoId('TA-5'), { status: 'done', completedOn: '2026-05-29', evidence: [demoId('EV-232')] }),
    edit('PV', 'exception', demoId('EX-3'), { closedOn: day }),
    // A-evidence-expired, A-evidence-out-of-period, A-evidence-pattern
    ...proof('EV-233', 'PE', { title: 'Restore test protocol, May 2026', coversFrom: '2026-05-28', coversTo: '2026-05-28', controls: control(30) }),
    ...proof('EV-234', 'EL', { title: 'Licence scan of all repositories, May 2026', coversFrom: '2026-05-27', coversTo: '2026-05-27', controls: control(59) }),
    ...proof('EV-235', 'HP', { title: 'Access review decisions, all systems, Q3 2025', coversFrom: '2025-07-01', coversTo: '2025-09-30', controls: control(18) }),
    ...proof('EV-236', 'HP', { title: 'Access review decisions, all systems, Q4 2025', coversFrom: '2025-10-01', coversTo: '2025-12-31', controls: control(18) }),
    // A-control-ineffective, A-incident-lessons
    add('IS', (at) => demoRecord('nonconformity', 'NC-8', at, person('IS'), {
      title: 'Papers left open in the evening', source: 'controlTest', test: demoTestOf('C-33', '2026-01-20'), requirement: iso('A.7.7'), grade: 'minor', statement: 'Papers with names of drivers lay open on four of ten evenings.', detectedOn: day, owner: person('PP'),
      correction: 'Papers were locked away the same evening.', correctedOn: day,
    }) as DemoRecord),
    edit('SE', 'incident', demoId('IN-6'), { lessons: 'The gateway is asked for delivery receipts before a message is sent again.' }),
    // 9.1-metric-no-measurement
    add('FL', (at) => demoNamed('measurement', measurementId(demoId('MT-12'), '2026-05-31'), at, person('FL'), {
      metric: demoId('MT-12'), periodFrom: '2026-05-01', periodTo: '2026-05-31', value: 100, measuredOn: day, measuredBy: person('FL'),
    }) as DemoRecord),
    // 9.2-auditor-independence: assessed again by the internal auditor, who signs the changed report
    edit('IA', 'auditItem', auditItemId(demoId('IA-2026-1'), iso('A.8.32')), { auditor: person('IA'), assessedOn: day }),
    sign('IA', 'sign', 'audit', demoId('IA-2026-1')),
    // 9.2-finding-without-nc, 9.2-requests-overdue
    add('IS', (at) => ({
      ...demoNamed('nonconformity', ncOfFinding(7), at, person('IS'), {
        title: 'Two procedures carry no version', source: 'audit', finding: demoId('FN-7'), requirement: iso('7.5.2'), grade: 'minor', statement: 'Two procedures of the wiki have neither version nor approval.', detectedOn: day, owner: person('EL'),
        correction: 'Both were approved and carry a version.', correctedOn: day,
      }), ref: 'NC-9',
    }) as DemoRecord),
    add('FL', (at) => demoRecord('evidenceSubmission', 'ES-15', at, person('FL'), { request: demoId('ER-7'), text: 'The signed clauses of the support desk.', submittedOn: day, submittedBy: person('FL'), evidence: [demoId('EV-232')] }) as DemoRecord),
    // 9.3-inputs-complete, 9.3-actions-overdue
    edit('IS', 'managementReview', demoId('MR-2026-1'), { inputE: 'Two customers thanked for the page on incidents; one complained of a late notice.' }),
    sign('MD', 'sign', 'managementReview', demoId('MR-2026-1')),
    edit('IS', 'decision', demoId('DE-5'), { status: 'done', doneOn: day, outcome: 'The first round of questions went out.' }),
    // 10.2-root-cause-missing, 10.2-action-overdue, 10.2-effectiveness-by-doer
    edit('HP', 'nonconformity', demoId('NC-5'), { rootCause: 'The form for accounts lets the end date be skipped, and nobody looks at it afterwards.' }),
    edit('PE', 'correctiveAction', demoId('CA-7'), { status: 'done', completedOn: day, evidence: [demoId('EV-232')] }),
    sign('IS', 'verify', 'nonconformity', ncOfFinding(2), { profile: 'effectiveness', decision: 'effective' }),
    // SOC-fraud-risk
    edit('FL', 'risk', demoId('R-9'), { fraud: true }),
  ]
}
