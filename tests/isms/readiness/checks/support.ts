/** Cases of clauses 6.2, 6.3 and 7. */

import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import {
  approved,
  approvedAs,
  archived,
  around,
  attested,
  but,
  confirmed,
  declares,
  list,
  names,
  namesOf,
  record,
  rejected,
  reviewed,
  revoked,
  settings,
  today,
  tomorrow,
  voided,
  yesterday,
  type Around,
  type Bit,
  type Cases,
} from './cases'

const objective = (values: object = {}) =>
  record('objective', 'oj_1', {
    title: 'Fewer incidents',
    status: 'inProgress',
    target: 'Half of last year',
    plan: 'Training',
    resources: 'Two days',
    owner: 'pe_1',
    due: today,
    evaluation: 'Counted each quarter',
    ...values,
  })
const change = (values: object = {}) =>
  record('change', 'ch_1', {
    title: 'New office',
    purpose: 'More room',
    consequences: 'More doors',
    integrity: 'Doors join the scope first',
    status: 'inProgress',
    ...values,
  })
const review = (values: object = {}, id = 'mr_1') =>
  record('managementReview', id, { title: 'Review', status: 'held', heldOn: '2026-03-01', ...values })
const decision = (values: object = {}) =>
  record('decision', 'de_1', { review: 'mr_1', type: 'resources', text: 'A second person', ...values })
const role = (values: object = {}, id = 'ra_1') =>
  record('roleAssignment', id, { role: 'ismsLead', holder: 'pe_1', from: '2025-01-01', ...values })
const competence = (values: object = {}, id = 'cp_1') =>
  record('competence', id, { person: 'pe_1', needed: 'Auditing', ...values })
const evidence = record('evidence', 'ev_1', { title: 'Certificate' })
const training = (values: object = {}) =>
  record('training', 'tn_1', {
    title: 'Awareness',
    type: 'awareness',
    heldOn: '2026-03-01',
    audience: ['pe_1', 'pe_2'],
    attended: { pe_1: '2026-03-01', pe_2: '2026-03-01' },
    ...values,
  })
const audience = list(10, (n) => record('person', `pe_${10 + n}`, { name: `Staff ${n}` }))
const attendance = (n: number) => ({
  audience: audience.map(({ id }) => id),
  attended: Object.fromEntries(audience.slice(0, n).map(({ id }) => [id, '2026-03-01'])),
})
/** Approved on 2 March and in force since; to be acknowledged within 30 days. */
const policy = (values: object = {}) =>
  record('policy', 'po_1', {
    title: 'Acceptable use',
    level: 'topic',
    body: 'With care.',
    effectiveFrom: '2026-03-02',
    attest: true,
    audience: ['pe_1'],
    ...values,
  })
const inForce = (values: object = {}): readonly [ReturnType<typeof policy>, Bit] =>
  ((of) => [of, approved(of)] as const)(policy(values))
/** A policy whose newest version starts after today. */
const withdrawn = policy({ effectiveFrom: '2026-07-01' })
const document = (values: object = {}) =>
  record('document', 'dc_1', { title: 'Network plan', type: 'diagram', ...values })
const communication = (direction: 'internal' | 'external', id = 'cm_1') =>
  record('communication', id, { subject: 'News', direction })
const conflict = (day: string, values: object = {}): Around =>
  around({ conflicts: [{ id: 'cf_1', recordId: 'as_1', field: 'classification', day, ...values }] })
const asset = record('asset', 'as_1', { name: 'Laptops' })
/** A change of a field, after all statements. */
const changed = (recordId: string, field: string, day: string, values: object = {}): Around =>
  around({
    history: [
      [
        recordId,
        [
          {
            recordId,
            field,
            before: 'a',
            after: 'b',
            memberId: 'm_2',
            time: Date.parse(`${day}T12:00:00Z`),
            seq: 99,
            lost: false,
            ...values,
          },
        ],
      ],
    ],
  })
const broken: Partial<StatementFact> = { signatureValid: false }
const inDoubt: Partial<StatementFact> = { doubtfulSince: Date.parse('2026-03-01T00:00:00Z') }
const audit = record('audit', 'ia_1', { title: 'Internal audit', type: 'internal', auditors: ['pe_2'] })
const signedRole = role({ role: 'riskManager' })

export const supportCases: Cases = {
  '6.2-objectives-exist': {
    fails: {
      'none': [],
      'only ended ones': [objective({ status: 'achieved' })],
      'of no status yet': [objective({ status: undefined })],
      'archived': [archived(objective())],
    },
    passes: { 'planned': [objective({ status: 'planned' })], 'in progress': [objective()] },
  },
  '6.2-objective-measurable': {
    fails: {
      'no target': [objective({ target: ' ' }), names('oj_1')],
      'neither metric nor evaluation': [objective({ evaluation: undefined })],
      'its metric is archived': [
        objective({ evaluation: undefined, metrics: ['mt_1'] }),
        archived(record('metric', 'mt_1')),
      ],
    },
    passes: {
      'an evaluation': [objective()],
      'a metric': [objective({ evaluation: undefined, metrics: ['mt_1'] }), record('metric', 'mt_1')],
    },
    na: { 'only ended ones': [objective({ target: undefined, status: 'missed' })] },
  },
  '6.2-objective-plan': {
    fails: {
      'no plan': [objective({ plan: '' })],
      'no resources': [objective({ resources: undefined })],
      'no owner': [objective({ owner: undefined })],
      'no day': [objective({ due: undefined })],
    },
    passes: { planned: [objective()] },
    na: { 'only ended ones': [objective({ plan: '', status: 'cancelled' })] },
  },
  '6.2-objective-overdue': {
    fails: { 'due yesterday': [objective({ due: yesterday }), names('oj_1')] },
    passes: { 'due today': [objective()] },
    na: { achieved: [objective({ due: yesterday, status: 'achieved' })] },
  },
  '6.3-change-planned': {
    fails: {
      'not approved': [change(), names('ch_1')],
      'changed since its approval': [change(), approvedAs(change(), { purpose: 'Older' })],
      'refused': [change({ status: 'implemented' }), rejected(change({ status: 'implemented' }))],
      'no word on integrity': [change({ integrity: ' ' }), approved(change({ integrity: ' ' }))],
    },
    passes: {
      approved: [change(), approved(change())],
      implemented: [change({ status: 'implemented' }), approved(change({ status: 'implemented' }))],
    },
    na: {
      'proposed and rejected': [change({ status: 'proposed' }), but(change({ status: 'rejected' }), { id: 'ch_2' })],
    },
  },
  '7.1-resources': {
    fails: {
      'no decision': [review(), names('mr_1')],
      'another type': [review(), decision({ type: 'risk' })],
      'only in the review before': [review(), decision(), review({ heldOn: '2026-05-01' }, 'mr_2'), names('mr_2')],
      'archived decision': [review(), archived(decision())],
    },
    passes: { decided: [review(), decision()] },
    na: { 'none held': [review({ status: 'planned' })], 'held in the future': [review({ heldOn: tomorrow })] },
  },
  '7.2-competence-recorded': {
    fails: { none: [], archived: [archived(competence())] },
    passes: { one: [competence()] },
  },
  '7.2-competence-evidence': {
    fails: {
      'no record': [role(), namesOf(1, 'pe_1')],
      'no evidence': [role(), competence()],
      'archived evidence': [role(), competence({ evidence: ['ev_1'] }), archived(evidence)],
      'the role ends today': [role({ until: today }), namesOf(1, 'pe_1')],
      'the role begins today': [role({ from: today }), namesOf(1, 'pe_1')],
      'a holder of three roles is one candidate': [
        role(),
        role({}, 'ra_2'),
        role({}, 'ra_3'),
        role({ holder: 'pe_2' }, 'ra_4'),
        namesOf(2, 'pe_1', 'pe_2'),
      ],
    },
    passes: {
      'with evidence': [role(), competence({ evidence: ['ev_1'] }), evidence],
      'under a record that was merged (MG12)': [
        role({ holder: 'pe_9' }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
        competence({ evidence: ['ev_1'] }),
        evidence,
      ],
    },
    na: {
      'the role ended yesterday': [role({ until: yesterday })],
      'the role begins tomorrow': [role({ from: tomorrow })],
      'the holder has left': [role({ holder: 'pe_4' })],
      'nobody holds it': [role({ holder: undefined })],
    },
  },
  '7.2-gap-open': {
    fails: {
      'no task': [competence({ neededLevel: 3, actualLevel: 2 }), names('cp_1')],
      'closed task': [
        competence({ neededLevel: 3, actualLevel: 2, gapTask: 'tk_1' }),
        record('task', 'tk_1', { status: 'closed' }),
      ],
      'done task, the gap is still there': [
        competence({ neededLevel: 3, actualLevel: 2, gapTask: 'tk_1' }),
        record('task', 'tk_1', {
          status: 'open',
          due: yesterday,
          done: { [yesterday]: { on: yesterday, by: 'pe_1' } },
        }),
      ],
    },
    passes: {
      'open task': [
        competence({ neededLevel: 3, actualLevel: 2, gapTask: 'tk_1' }),
        record('task', 'tk_1', { status: 'open', due: tomorrow }),
      ],
      'open task without a day': [
        competence({ neededLevel: 3, actualLevel: 2, gapTask: 'tk_1' }),
        record('task', 'tk_1'),
      ],
    },
    na: {
      'no gap': [competence({ neededLevel: 3, actualLevel: 3 })],
      'not assessed': [competence({ neededLevel: 3 })],
    },
  },
  '7.3-awareness-run': {
    fails: {
      'none': [],
      'another type': [training({ type: 'roleTraining' })],
      'held before these 12 months': [training({ heldOn: '2025-05-31' })],
      'held tomorrow': [training({ heldOn: tomorrow })],
      'eight of ten came': [...audience, training(attendance(8))],
      'for nobody': [training({ audience: [] })],
      'those who came have left': [training({ audience: ['pe_1', 'pe_4'], attended: { pe_4: '2026-03-01' } })],
    },
    passes: {
      'all came': [training()],
      'held a year ago': [training({ heldOn: '2025-06-01' })],
      'nine of ten came': [...audience, training(attendance(9))],
      'signed by the person': [
        training({ attended: { pe_1: '2026-03-01' } }),
        attested(training({ attended: { pe_1: '2026-03-01' } }), 'pe_2'),
      ],
      'who left counts no longer': [training({ audience: ['pe_1', 'pe_4'], attended: { pe_1: '2026-03-01' } })],
      'under a record that was merged (MG12)': [
        training({ audience: ['pe_1'], attended: { pe_9: '2026-03-01' } }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
  },
  '7.3-attestation-overdue': {
    fails: {
      'due yesterday': [settings({ attestDays: 90 }), ...inForce(), namesOf(1, 'pe_1~po_1')],
      'one of two': [
        ...inForce({ audience: ['pe_1', 'pe_2'] }),
        attested(policy({ audience: ['pe_1', 'pe_2'] }), 'pe_2', { day: '2026-03-05' }),
        namesOf(2, 'pe_1~po_1'),
      ],
      'everybody who is not external': [
        ...inForce({ audience: [] }),
        but(record('person', 'pe_7'), { external: true }),
        namesOf(4, 'pe_1~po_1', 'pe_2~po_1', 'pe_3~po_1', 'pe_5~po_1'),
      ],
      'what waits for sync counts for nobody (ST11)': [...inForce(), attested(policy(), 'pe_1', { seq: undefined })],
      'recorded, but has keys (PO6)': [
        ...inForce(),
        training({ policies: ['po_1'], evidence: ['ev_1'], attended: { pe_1: '2026-03-05' } }),
      ],
      'an older version': [
        policy({ reattest: true }),
        approvedAs(policy({ reattest: true }), { body: 'Older' }),
        attested(policy({ body: 'Older', reattest: true }), 'pe_1'),
        approved(policy({ reattest: true })),
      ],
    },
    passes: {
      'due today': [settings({ attestDays: 91 }), ...inForce()],
      'signed': [...inForce(), attested(policy(), 'pe_1')],
      'recorded for who has no keys': [
        ...inForce({ audience: ['pe_3'] }),
        training({ policies: ['po_1'], evidence: ['ev_1'], attended: { pe_3: '2026-03-05' } }),
      ],
      'joined lately': [...inForce({ audience: ['pe_8'] }), record('person', 'pe_8', { activeFrom: '2026-05-20' })],
      'under a record that was merged (MG12)': [
        ...inForce(),
        attested(policy(), 'pe_9'),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
    na: {
      'nobody is asked': [...inForce({ attest: false })],
      'not in force': [policy()],
      'retired': [...inForce({ retiredOn: today })],
    },
  },
  '7.4-communication-plan': {
    fails: {
      'none': [],
      'only internal': [communication('internal')],
      'only external': [communication('external')],
      'one archived': [communication('internal'), archived(communication('external', 'cm_2'))],
    },
    passes: { both: [communication('internal'), communication('external', 'cm_2')] },
  },
  '7.5-review-overdue': {
    fails: {
      'approved a year and a day ago (PO5)': [
        policy({ effectiveFrom: '2025-05-31' }),
        approved(policy({ effectiveFrom: '2025-05-31' }), { day: '2025-05-31' }),
        names('po_1'),
      ],
      'by an interval of its own': [policy({ reviewEvery: 'P2M' }), approved(policy({ reviewEvery: 'P2M' }))],
      'a document, by its day': [document({ reviewedOn: '2025-05-31' }), names('dc_1')],
      'a document that nobody read since it came': [settings({ policyReview: 'P1M' }), document()],
    },
    passes: {
      'approved a year ago': [
        policy({ effectiveFrom: '2025-06-01' }),
        approved(policy({ effectiveFrom: '2025-06-01' }), { day: '2025-06-01' }),
      ],
      'confirmed since': [
        policy({ effectiveFrom: '2025-01-01' }),
        approved(policy({ effectiveFrom: '2025-01-01' }), { day: '2025-01-01' }),
        confirmed(policy({ effectiveFrom: '2025-01-01' }), '2026-05-01'),
      ],
      'a document, by its day': [document({ reviewedOn: '2025-06-01' })],
      'a document that was confirmed': [
        document({ reviewedOn: '2024-01-01' }),
        confirmed(document({ reviewedOn: '2024-01-01' }), '2026-05-01'),
      ],
    },
    na: {
      'a draft': [policy()],
      'retired': [policy({ retiredOn: yesterday }), approved(policy({ retiredOn: yesterday }), { day: '2024-01-01' })],
      'records are kept, not reviewed': [document({ type: 'record' })],
    },
  },
  '7.5-unapproved-changes': {
    fails: {
      'like a version that was taken back before its first day': [
        withdrawn,
        approvedAs(withdrawn, { body: 'Older', effectiveFrom: '2026-03-02' }),
        ...revoked(withdrawn),
        changed('po_1', 'body', '2026-05-01', { seq: 2 }),
        names('po_1'),
      ],
      'first change 31 days ago': [
        policy(),
        approvedAs(policy(), { body: 'Older' }),
        changed('po_1', 'body', '2026-05-01'),
        names('po_1'),
      ],
    },
    passes: {
      '30 days ago': [policy(), approvedAs(policy(), { body: 'Older' }), changed('po_1', 'body', '2026-05-02')],
      'what was changed before the approval': [
        policy(),
        approvedAs(policy(), { body: 'Older' }),
        changed('po_1', 'body', '2026-01-01', { seq: 0 }),
      ],
      'a change that never stood': [
        policy(),
        approvedAs(policy(), { body: 'Older' }),
        changed('po_1', 'body', '2026-01-01', { lost: true }),
      ],
    },
    na: { 'as approved': [...inForce()], 'a draft': [policy(), changed('po_1', 'body', '2026-01-01')] },
  },
  '7.5-void-statement': {
    fails: {
      'one of two does not verify': [
        signedRole,
        approved(signedRole),
        approved(signedRole, { ...broken, id: 'st_broken' }),
        namesOf(2, 'st_broken'),
      ],
      'another thing was signed after it': [signedRole, approved(signedRole, broken), rejected(signedRole)],
      'signed again without authority': [
        signedRole,
        approved(signedRole, broken),
        approved(signedRole, { voidReason: 'noAuthority' }),
      ],
      'signed again, not in the log yet (ST11)': [
        signedRole,
        approved(signedRole, broken),
        approved(signedRole, { seq: undefined }),
      ],
    },
    passes: {
      'signed again by who may': [signedRole, approved(signedRole, broken), approved(signedRole)],
      'its record is archived': [archived(signedRole), approved(signedRole, broken)],
      'its evidence is superseded': [
        evidence,
        { ...approved(evidence, broken), said: 'captureSeal', profile: 'review' },
        but(evidence, { id: 'ev_2', supersedes: 'ev_1' }),
      ],
      'all verify': [signedRole, approved(signedRole), ...revoked(signedRole)],
      'without authority is another thing': [signedRole, approved(signedRole, { voidReason: 'noAuthority' })],
    },
    na: { 'nothing was said': [] },
  },
  '7.5-doubtful-decision': {
    fails: {
      'approved by a device that was in other hands (ST16)': [signedRole, approved(signedRole, inDoubt), names('ra_1')],
      'the one before was not in doubt, and is of older content': [
        policy(),
        approvedAs(policy(), { body: 'Older' }),
        approved(policy(), inDoubt),
        names('po_1'),
      ],
      'evidence that was accepted so': [evidence, reviewed(evidence, 'accepted', inDoubt), names('ev_1')],
      'a seal, whoever accepted it later': [
        evidence,
        { ...approved(evidence, inDoubt), said: 'captureSeal', profile: 'review' },
        reviewed(evidence),
        names('ev_1'),
      ],
      'read by one person so, by another without doubt': [
        policy(),
        attested(policy(), 'pe_1', inDoubt),
        attested(policy(), 'pe_2'),
        names('po_1'),
      ],
      'declared so': [audit, { ...declares(audit, 'pe_2'), over: { personId: 'pe_2', ...inDoubt } }, names('ia_1')],
      'decided again, not in the log yet (ST11)': [
        signedRole,
        approved(signedRole, inDoubt),
        approved(signedRole, { seq: undefined }),
      ],
      'decided again without authority': [signedRole, approved(signedRole, inDoubt), voided(signedRole)],
    },
    passes: {
      'decided again on another device': [signedRole, approved(signedRole, inDoubt), approved(signedRole)],
      'decided before, on another device, for the same content': [
        signedRole,
        approved(signedRole),
        approved(signedRole, inDoubt),
      ],
      'read again by the same person': [policy(), attested(policy(), 'pe_1', inDoubt), attested(policy(), 'pe_1')],
    },
    na: {
      'no signature is in doubt': [signedRole, approved(signedRole)],
      'its record is archived': [archived(signedRole), approved(signedRole, inDoubt)],
      'it is void anyway': [signedRole, approved(signedRole, { ...inDoubt, voidReason: 'noAuthority' })],
      'it was taken back': [
        signedRole,
        approved(signedRole, { ...inDoubt, id: 'st_doubt' }),
        { ...approved(signedRole), said: 'revoke', over: { basedOn: 'st_doubt' } },
      ],
    },
  },
  '7.5-open-conflicts': {
    fails: {
      '15 days old': [asset, conflict('2026-05-17'), namesOf(1, 'as_1')],
      'on a record that no check reads': [
        conflict('2026-05-17', { recordId: 'fw_1', field: 'title' }),
        namesOf(1, 'fw_1'),
      ],
      'by the setting': [settings({ conflictDays: 3 }), asset, conflict('2026-05-28')],
    },
    passes: { '14 days old': [asset, conflict('2026-05-18')] },
    na: {
      'none': [],
      'nobody is asked about bookkeeping': [asset, conflict('2026-01-01', { field: 'archivedBy' })],
      'of an archived record': [archived(asset), conflict('2026-01-01')],
    },
  },
  '7.5-record-integrity': {
    fails: {
      'written more than 7 days ago (MG14)': [
        record('risk', 'r_1', { controls: ['c_9'] }),
        changed('r_1', 'controls', '2026-05-24', { element: 'c_9', after: true }),
        namesOf(1, 'r_1'),
      ],
      'one ref twice (ID6)': [
        but(record('risk', 'r_1'), { ref: 'R-1' }),
        but(record('risk', 'r_2'), { ref: 'R-1' }),
        namesOf(2, 'r_1', 'r_2'),
      ],
      'two that lead nowhere are one record': [record('risk', 'r_1', { controls: ['c_8', 'c_9'] }), namesOf(1, 'r_1')],
    },
    passes: {
      'written 7 days ago': [
        record('risk', 'r_1', { controls: ['c_9'] }),
        changed('r_1', 'controls', '2026-05-25', { element: 'c_9', after: true }),
      ],
    },
    na: {
      'a link to a catalogue, which nobody hands in': [record('change', 'ch_1', { links: ['fw_1', 'rq_1', 'co_1'] })],
      'all lead somewhere': [record('risk', 'r_1', { controls: ['c_1'] }), archived(record('control', 'c_1'))],
      'the other one is archived': [
        but(record('risk', 'r_1'), { ref: 'R-1' }),
        but(archived(record('risk', 'r_2')), { ref: 'R-1' }),
      ],
    },
  },
}
