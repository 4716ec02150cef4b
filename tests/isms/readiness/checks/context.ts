/** Cases of clauses 4 and 5. */

import {
  approved,
  approvedAs,
  archived,
  but,
  names,
  namesOf,
  record,
  rejected,
  revoked,
  scope,
  settings,
  today,
  tomorrow,
  voided,
  yesterday,
  type Cases,
} from './cases'

const issue = (id: string, values: object = {}) =>
  record('issue', id, { title: 'Staff turnover', status: 'active', ...values })
const inside = issue('i_1', { origin: 'internal' })
const outside = issue('i_2', { origin: 'external' })
const party = record('interestedParty', 'ip_1', { name: 'Customers', status: 'active' })
const obligation = record('obligation', 'ob_1', { title: 'Data protection law', status: 'active', addressed: 'isms' })
const top = record('roleAssignment', 'ra_1', { role: 'topManagement', holder: 'pe_1', from: '2025-01-01' })
const lead = record('roleAssignment', 'ra_2', {
  role: 'ismsLead',
  holder: 'pe_2',
  from: '2025-01-01',
  ensuresConformity: true,
  reportsPerformance: true,
})
const policy = record('policy', 'po_1', {
  title: 'Information security',
  level: 'top',
  body: 'We protect it.',
  effectiveFrom: '2026-01-01',
  setsObjectives: true,
  commitsRequirements: true,
  commitsImprovement: true,
})

export const contextCases: Cases = {
  '4.1-issues-recorded': {
    fails: {
      'no issue at all': [],
      'only internal ones': [inside],
      'the external one is closed': [inside, issue('i_2', { origin: 'external', status: 'closed' })],
      'the internal one is archived': [archived(inside), outside],
    },
    passes: {
      'one of each': [inside, outside],
      'of no status yet': [inside, issue('i_2', { origin: 'external', status: undefined })],
    },
  },
  '4.1-climate-determined': {
    fails: {
      'no scope': [],
      'an answer without a reason': [scope({ climateRelevant: 'no' })],
      'a reason without an answer': [scope({ climateRationale: 'Floods' })],
      'a reason of spaces': [scope({ climateRelevant: 'no', climateRationale: '  ' })],
    },
    passes: { 'answered with a reason': [scope({ climateRelevant: 'no', climateRationale: 'All in the cloud' })] },
  },
  '4.1-issues-reviewed': {
    fails: {
      'never reviewed': [inside, names('i_1')],
      'due yesterday': [issue('i_1', { reviewedOn: '2025-05-31' }), names('i_1')],
      'due by an interval of its own': [settings({ contextReview: 'P1M' }), issue('i_1', { reviewedOn: '2026-04-30' })],
      'a day that is none (MG18)': [issue('i_1', { reviewedOn: 'some day' })],
    },
    passes: { 'due today': [issue('i_1', { reviewedOn: '2025-06-01' })] },
    na: { 'only closed and archived ones': [issue('i_1', { status: 'closed' }), archived(issue('i_2'))] },
  },
  '4.2-parties-recorded': {
    fails: {
      'none': [],
      'only a closed one': [but(party, { status: 'closed' })],
      'only an archived one': [archived(party)],
    },
    passes: { one: [party] },
  },
  '4.2-requirements-addressed': {
    fails: { undecided: [obligation, record('obligation', 'ob_2', { status: 'active' }), namesOf(2, 'ob_2')] },
    passes: { 'decided, whatever the decision': [obligation, but(obligation, { id: 'ob_2', addressed: 'no' })] },
    na: {
      'only ended ones': [but(obligation, { addressed: undefined, status: 'ended' })],
      'only archived ones': [archived(but(obligation, { addressed: undefined }))],
    },
  },
  '4.3-scope-defined': {
    fails: {
      'no scope': [],
      '79 characters': [scope({ statement: 'x'.repeat(79) })],
      '80 with spaces around': [scope({ statement: ` ${'x'.repeat(79)} ` })],
      'no interfaces': [scope({ interfaces: ' ' })],
    },
    passes: { '80 characters': [scope({ statement: 'x'.repeat(80) })] },
  },
  '4.3-scope-approved': {
    fails: {
      'nobody said anything': [scope()],
      'refused': [scope(), rejected(scope())],
      'taken back': [scope(), ...revoked(scope())],
      'without authority': [scope(), voided(scope())],
      'waits for sync (ST11)': [scope(), approved(scope(), { seq: undefined })],
    },
    passes: {
      'approved': [scope(), approved(scope())],
      'changed since: another check says so': [scope(), approvedAs(scope(), { statement: 'Older' })],
    },
    na: { 'no scope': [], 'not defined': [scope({ interfaces: '' }), approved(scope({ interfaces: '' }))] },
  },
  '4.3-scope-approval-stale': {
    fails: { 'changed since': [scope(), approvedAs(scope(), { statement: 'Older' }), names('sc_main')] },
    passes: {
      'as approved': [scope(), approved(scope())],
      'what is not hashed changed': [scope({ headcount: 42 }), approvedAs(scope(), {})],
    },
    na: {
      'not approved': [scope()],
      'not defined': [scope({ interfaces: '' }), approvedAs(scope({ interfaces: '' }), { statement: 'Older' })],
    },
  },
  '4.4-processes-described': {
    fails: { 'no scope': [], 'empty': [scope({ processes: ' ' })] },
    passes: { described: [scope({ processes: 'Plan, do, check, act' })] },
  },
  '5.1-top-management-named': {
    fails: {
      'nobody': [],
      'not approved': [top],
      'another role': [lead, approved(lead)],
      'ended yesterday': [but(top, { until: yesterday }), approved(but(top, { until: yesterday }))],
      'begins tomorrow': [but(top, { from: tomorrow }), approved(but(top, { from: tomorrow }))],
      'has no keys': [but(top, { holder: 'pe_3' }), approved(but(top, { holder: 'pe_3' }))],
      'has left': [but(top, { holder: 'pe_4' }), approved(but(top, { holder: 'pe_4' }))],
      'taken back': [top, ...revoked(top)],
      'archived': [archived(top), approved(top)],
      'edited after approval: nobody names himself (ST12)': [
        but(top, { holder: 'pe_2' }),
        approvedAs(but(top, { holder: 'pe_2' }), { holder: 'pe_3' }),
      ],
      'made top management after approval': [
        but(lead, { role: 'topManagement' }),
        approvedAs(but(lead, { role: 'topManagement' }), { role: 'ismsLead' }),
      ],
    },
    passes: {
      'approved': [top, approved(top)],
      'ends today': [but(top, { until: today }), approved(but(top, { until: today }))],
      'who was approved, though the text changed': [but(top, { authorities: 'More' }), approvedAs(top, {})],
      'under a record that was merged (MG12)': [
        but(top, { holder: 'pe_2' }),
        approved(but(top, { holder: 'pe_2' })),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_2' }),
        { around: { members: [{ memberId: 'm_9', role: 'owner', active: true, personId: 'pe_9' }] } },
      ],
    },
  },
  '5.2-policy-exists': {
    fails: {
      'none': [],
      'only another level': [but(policy, { level: 'topic' })],
      'retired today': [but(policy, { retiredOn: today })],
      'archived': [archived(policy)],
    },
    passes: { 'a draft': [policy], 'retires tomorrow': [but(policy, { retiredOn: tomorrow })] },
  },
  '5.2-policy-in-force': {
    fails: {
      'draft': [policy, names('po_1')],
      'approved, not effective yet': [
        but(policy, { effectiveFrom: tomorrow }),
        approved(but(policy, { effectiveFrom: tomorrow })),
      ],
      'taken back': [policy, ...revoked(policy)],
      'by nobody of top management (PO2)': [policy, approved(policy, { asTopManagement: false })],
      'one of two approvers (ST8)': [
        but(policy, { approvers: ['pe_1', 'pe_2'] }),
        approved(but(policy, { approvers: ['pe_1', 'pe_2'] })),
      ],
    },
    passes: {
      'effective today': [but(policy, { effectiveFrom: today }), approved(but(policy, { effectiveFrom: today }))],
      'changed since: the version stays in force (PO4)': [policy, approvedAs(policy, { body: 'Older' })],
    },
    na: { 'none': [], 'other levels only': [but(policy, { level: 'standard' })] },
  },
  '5.2-policy-commitments': {
    fails: {
      'one of three is missing': [but(policy, { commitsImprovement: false })],
      'nobody said': [but(policy, { setsObjectives: undefined })],
    },
    passes: { 'all three': [policy] },
    na: { 'other levels only': [but(policy, { level: 'topic', setsObjectives: false })] },
  },
  '5.3-roles-assigned': {
    fails: {
      'nobody': [],
      'no lead': [but(lead, { role: 'other' })],
      'nobody reports': [but(lead, { reportsPerformance: false })],
      'nobody ensures': [but(lead, { ensuresConformity: undefined })],
      'the lead has left': [but(lead, { holder: 'pe_4' })],
      'ended yesterday': [but(lead, { until: yesterday })],
    },
    passes: {
      'one who is all': [lead],
      'three who share': [
        but(lead, { ensuresConformity: false, reportsPerformance: false }),
        record('roleAssignment', 'ra_3', { role: 'other', holder: 'pe_1', ensuresConformity: true }),
        record('roleAssignment', 'ra_4', { role: 'topManagement', holder: 'pe_5', reportsPerformance: true }),
      ],
      'under a record that was merged (MG12)': [
        but(lead, { holder: 'pe_9' }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_2' }),
      ],
    },
  },
  '5.3-role-vacant': {
    fails: {
      'nobody holds it': [but(lead, { holder: undefined }), names('ra_2')],
      'the holder left yesterday': [but(lead, { holder: 'pe_4' })],
    },
    passes: { 'the holder leaves today': [but(lead, { holder: 'pe_5' })] },
    na: {
      'ended yesterday': [but(lead, { holder: undefined, until: yesterday })],
      'begins tomorrow': [but(lead, { holder: undefined, from: tomorrow })],
    },
  },
}
