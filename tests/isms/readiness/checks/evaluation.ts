/** Cases of clause 9: metrics, internal audit, management review. */

import { auditItemId, nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import type { RowOf } from '~/lib/records/registry'
import {
  annex,
  approved,
  approvedAs,
  archived,
  around,
  but,
  declares,
  list,
  names,
  namesOf,
  record,
  rejected,
  revoked,
  settings,
  soa,
  today,
  tomorrow,
  yesterday,
  type Bit,
  type Cases,
} from './cases'

const metric = (values: object = {}, id = 'mt_1') =>
  record('metric', id, {
    title: 'Patched in time',
    method: 'Count',
    direction: 'higher',
    every: 'monthly',
    collector: 'pe_1',
    analyst: 'pe_2',
    analysedWhen: 'First week',
    start: '2026-01-01',
    status: 'active',
    targets: { '2026-01-01': { target: 90, watch: 80 } },
    ...values,
  })
const measurement = (periodTo: string, value: number, values: object = {}) =>
  record('measurement', `me_${periodTo}`, {
    metric: 'mt_1',
    periodFrom: `${periodTo.slice(0, 7)}-01`,
    periodTo,
    value,
    measuredOn: periodTo,
    ...values,
  })
const programme = (values: object = {}) =>
  record('auditProgramme', 'ap_1', {
    title: 'Audits 2026',
    from: '2026-01-01',
    to: '2026-12-31',
    objectives: 'All of it',
    reqs: [annex('A.8.13'), annex('A.8.15')],
    ...values,
  })
const audit = (values: object = {}): RowOf<'audit'> =>
  record('audit', 'ia_1', {
    title: 'Internal audit',
    type: 'internal',
    leadAuditor: 'pe_1',
    auditors: ['pe_1'],
    plannedFrom: '2026-03-01',
    plannedTo: '2026-03-10',
    performedFrom: '2026-03-01',
    performedTo: '2026-03-10',
    status: 'completed',
    summary: 'Well kept',
    conclusion: 'conforms',
    distribution: ['pe_1'],
    reportedOn: '2026-04-09',
    ...values,
  })
const item = (values: object = {}, code = 'A.8.13') =>
  record('auditItem', auditItemId('ia_1', annex(code)), {
    audit: 'ia_1',
    requirement: annex(code),
    result: 'conforms',
    auditor: 'pe_1',
    objectiveEvidence: 'Jobs seen',
    ...values,
  })
/** Everything AU2 requires. */
const complete = (values: object = {}, items: readonly RowOf<'auditItem'>[] = [item()]): readonly Bit[] =>
  ((of) => [of, ...items, declares(of, 'pe_1'), approved(of)])(audit(values))
const planned = (values: object = {}) =>
  audit({ status: 'planned', performedFrom: undefined, performedTo: undefined, plannedTo: today, ...values })
const finding = (values: object = {}) =>
  record('finding', 'fn_1', {
    audit: 'ia_1',
    grade: 'minor',
    title: 'No restore test',
    raisedOn: '2026-05-25',
    statement: 'Restores are tested',
    objectiveEvidence: 'None seen',
    gap: 'None was made',
    ...values,
  })
const request = (values: object = {}) =>
  record('evidenceRequest', 'er_1', { title: 'Backup jobs', audit: 'ia_1', due: yesterday, ...values })
const submission = (values: object = {}, id = 'es_1') =>
  record('evidenceSubmission', id, { request: 'er_1', submittedOn: '2026-05-20', ...values })
const pack = { sha256: 'cd'.repeat(32), id: 'b_1', size: 9, mime: 'application/json' }
const inputs = {
  inputA: 'Done',
  nothingB: true,
  inputC: 'Same',
  inputD: 'Well',
  nothingE: true,
  inputF: 'Lower',
  inputG: 'Some',
}
const review = (values: object = {}, id = 'mr_1'): RowOf<'managementReview'> =>
  record('managementReview', id, {
    title: 'Review',
    heldOn: '2026-03-01',
    status: 'held',
    chair: 'pe_1',
    attendees: ['pe_1', 'pe_2'],
    packAsOf: '2026-01-29',
    pack,
    packHash: pack.sha256,
    ...inputs,
    suitable: 'yes',
    adequate: 'yes',
    effective: 'no',
    conclusion: 'Go on',
    noDecisions: true,
    ...values,
  })
const signed = (values: object = {}): readonly Bit[] => ((of) => [of, approved(of)])(review(values))
const decision = (values: object = {}) =>
  record('decision', 'de_1', {
    review: 'mr_1',
    type: 'improvement',
    text: 'Test restores',
    due: yesterday,
    status: 'open',
    ...values,
  })
const owner = record('roleAssignment', 'ra_1', { role: 'topManagement', holder: 'pe_2', from: '2026-01-01' })
const sampled = {
  method: ['sample'],
  population: 'Jobs of May',
  populationSize: 30,
  sampleSize: 5,
  selection: 'random',
}

export const evaluationCases: Cases = {
  '9.1-metrics-exist': {
    fails: {
      'none': [],
      'only a draft': [metric({ status: 'draft' })],
      'only a retired one': [metric({ status: 'retired' })],
      'archived': [archived(metric())],
    },
    passes: { active: [metric()] },
  },
  '9.1-metric-definition': {
    fails: {
      'no method': [metric({ method: '' }), names('mt_1')],
      'no collector': [metric({ collector: undefined })],
      'no analyst': [metric({ analyst: undefined })],
      'no time of analysis': [metric({ analysedWhen: ' ' })],
      'no target': [metric({ targets: {} })],
    },
    passes: { defined: [metric()] },
    na: { 'only drafts': [metric({ method: '', status: 'draft' })] },
  },
  '9.1-metric-no-measurement': {
    // One and a half months are 47 days, rounded up.
    fails: { 'started 48 days ago': [metric({ start: '2026-04-14' }), names('mt_1')] },
    passes: {
      'started 47 days ago': [metric({ start: '2026-04-15' })],
      'measured': [metric(), measurement('2026-01-31', 95)],
    },
    na: { 'only retired ones': [metric({ status: 'retired' })] },
  },
  '9.1-metric-stale': {
    fails: { 'last value 48 days ago (M3)': [metric(), measurement('2026-04-14', 95), names('mt_1')] },
    passes: { '47 days ago': [metric(), measurement('2026-04-15', 95)] },
    na: {
      'never measured is another check': [metric()],
      'its value is archived': [metric(), archived(measurement('2026-01-31', 95))],
    },
  },
  '9.1-off-target': {
    fails: {
      '31 days without evaluation (M7)': [
        metric(),
        measurement('2026-05-01', 70, { followUp: ['nc_1'] }),
        names('mt_1'),
      ],
      '31 days without follow-up': [metric(), measurement('2026-05-01', 70, { evaluation: 'Late patches' })],
    },
    passes: {
      '30 days': [metric(), measurement('2026-05-02', 70)],
      'evaluated and followed up': [
        metric(),
        measurement('2026-03-31', 70, { evaluation: 'Late patches', followUp: ['nc_1'] }),
      ],
    },
    na: {
      'on its watch line': [metric(), measurement('2026-03-31', 85)],
      'an older value only': [metric(), measurement('2026-03-31', 70), measurement('2026-04-30', 95)],
    },
  },
  '9.2-programme-exists': {
    fails: {
      'none': [],
      'ended yesterday': [programme({ to: yesterday })],
      'begins tomorrow': [programme({ from: tomorrow })],
    },
    passes: { 'ends today': [programme({ to: today })], 'begins today': [programme({ from: today })] },
  },
  '9.2-programme-approved': {
    fails: {
      'not approved': [programme(), names('ap_1')],
      'changed since': [programme(), approvedAs(programme(), { objectives: 'Older' })],
      'taken back': [programme(), ...revoked(programme())],
    },
    passes: { approved: [programme(), approved(programme())] },
    na: { 'ended yesterday': [programme({ to: yesterday })] },
  },
  '9.2-audit-planned': {
    fails: {
      'none': [],
      'planned to end later than in an interval': [planned({ plannedTo: '2027-06-02' })],
      'its planned day has passed and nobody began': [planned({ plannedTo: yesterday })],
      'cancelled': [planned({ status: 'cancelled' })],
      'of another type': [planned({ type: 'stage2' })],
      'done, not complete (AU2)': [audit()],
      'complete, a year and a day ago': complete({
        performedFrom: '2025-05-30',
        performedTo: '2025-05-31',
        reportedOn: '2025-06-01',
      }),
    },
    passes: {
      'planned to end today': [planned()],
      'planned to end in an interval': [planned({ plannedTo: '2027-06-01' })],
      'running late': [planned({ status: 'inProgress', plannedTo: yesterday })],
      'complete a year ago': complete({ performedFrom: '2025-05-30', performedTo: '2025-06-01' }),
    },
  },
  '9.2-audit-done': {
    fails: {
      'only planned': [planned()],
      'a year and a day ago': complete({ performedFrom: '2025-05-30', performedTo: '2025-05-31' }),
      'no declaration (AU2)': [audit(), item(), approved(audit())],
      'changed after signature (AU7)': [
        audit(),
        item(),
        declares(audit(), 'pe_1'),
        approvedAs(audit(), { summary: 'Older' }),
      ],
      'an item is open': complete({}, [item(), item({ result: 'notAssessed' }, 'A.8.15')]),
      'a finding without a gap (AU5)': [...complete(), finding({ gap: undefined })],
      'external': complete({ type: 'stage1' }),
    },
    passes: {
      'a year ago': complete({ performedFrom: '2025-05-30', performedTo: '2025-06-01' }),
      'declared under a record that was merged (MG12)': [
        audit(),
        item(),
        declares(audit(), 'pe_9'),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
        approved(audit()),
      ],
    },
  },
  '9.2-coverage': {
    fails: {
      'half of the time, nothing covered (AU1)': [programme({ from: '2026-01-01', to: '2026-10-31' }), names('ap_1')],
      'covered by an audit that is not signed': [programme({ to: '2027-12-31' }), audit(), item()],
      'covered by who owns it (AU3)': [
        programme({ to: '2027-12-31' }),
        ...complete(),
        record('control', 'c_1', { owner: 'pe_1', reqs: [annex('A.8.13')] }),
      ],
      'ended a year ago': [programme({ from: '2025-01-01', to: '2025-06-01' })],
    },
    passes: {
      'on its first day': [programme({ from: today })],
      'half of it covered in less than half of the time': [programme(), ...complete()],
      'all covered': [programme({ to: today }), ...complete({}, [item(), item({}, 'A.8.15')])],
    },
    na: {
      'begins tomorrow': [programme({ from: tomorrow })],
      'ended a year and a day ago': [programme({ from: '2025-01-01', to: '2025-05-31' })],
    },
  },
  '9.2-auditor-independence': {
    fails: {
      'owns the control (AU3)': [
        audit(),
        item(),
        record('control', 'c_1', { owner: 'pe_1', reqs: [annex('A.8.13')] }),
        names(item().id),
      ],
      'owned it when the audit began': [
        audit(),
        item(),
        record('control', 'c_1', { owner: 'pe_2', reqs: [annex('A.8.13')] }),
        around({
          history: [
            [
              'c_1',
              [
                {
                  recordId: 'c_1',
                  field: 'owner',
                  before: 'pe_1',
                  after: 'pe_2',
                  memberId: 'm_1',
                  time: Date.parse('2026-04-01'),
                  seq: 9,
                  lost: false,
                },
              ],
            ],
          ],
        }),
      ],
      'owns its row': [audit(), item(), soa('A.8.13', 'applicable', { owner: 'pe_1' })],
      'owns its risk': [
        audit(),
        item(),
        record('risk', 'r_1', { owner: 'pe_1', status: 'open', reqs: [annex('A.8.13')] }),
      ],
      'is audited himself': [audit({ auditees: ['pe_1'] }), item()],
      'while the audit runs, whose first day nobody wrote down': [
        audit({ status: 'inProgress', performedFrom: undefined, performedTo: undefined, auditees: ['pe_1'] }),
        item(),
      ],
      'while the audit runs': [audit({ status: 'inProgress', performedTo: undefined, auditees: ['pe_1'] }), item()],
      'performed a year ago': [
        audit({ performedFrom: '2025-05-30', performedTo: '2025-06-01', auditees: ['pe_1'] }),
        item(),
      ],
      'under a record that was merged (MG12)': [
        audit(),
        item(),
        record('control', 'c_1', { owner: 'pe_9', reqs: [annex('A.8.13')] }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
    passes: {
      'independent': [audit(), item(), record('control', 'c_1', { owner: 'pe_2', reqs: [annex('A.8.13')] })],
      'the control is retired': [
        audit(),
        item(),
        record('control', 'c_1', { owner: 'pe_1', status: 'retired', reqs: [annex('A.8.13')] }),
      ],
    },
    na: {
      'not assessed': [audit({ auditees: ['pe_1'] }), item({ result: 'notAssessed' })],
      'external': [audit({ type: 'stage2', auditees: ['pe_1'] }), item()],
      'performed a year and a day ago': [
        audit({ performedFrom: '2025-05-30', performedTo: '2025-05-31', auditees: ['pe_1'] }),
        item(),
      ],
      'called off': [audit({ status: 'cancelled', auditees: ['pe_1'] }), item()],
    },
  },
  '9.2-independence-declared': {
    fails: {
      'one of two has not': [
        audit({ status: 'inProgress', auditors: ['pe_1', 'pe_3'] }),
        declares(audit({ auditors: ['pe_1', 'pe_3'] }), 'pe_1'),
        names('ia_1'),
      ],
      'nobody has': [audit()],
    },
    passes: {
      'all have': [audit({ status: 'reporting' }), declares(audit(), 'pe_1')],
      'under a record that was merged (MG12)': [
        audit(),
        declares(audit(), 'pe_9'),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
    na: { planned: [planned()], external: [audit({ type: 'stage2' })], cancelled: [audit({ status: 'cancelled' })] },
  },
  '9.2-report-signed': {
    fails: {
      'unsigned': [audit(), names('ia_1')],
      'changed after signature': [audit(), approvedAs(audit(), { summary: 'Older' })],
      'an item changed after it (composite)': [audit(), item(), approved(audit(), { contentHash: 'before' })],
    },
    passes: { signed: [audit(), approved(audit())] },
    na: { 'not completed': [audit({ status: 'reporting' })], 'external': [audit({ type: 'stage1' })] },
  },
  '9.2-sampling-recorded': {
    fails: {
      'no population (AU4)': [audit(), item({ ...sampled, population: undefined }), names(item().id)],
      'no way of choosing': [audit(), item({ ...sampled, selection: undefined })],
      'larger than its population': [audit(), item({ ...sampled, sampleSize: 31 })],
    },
    passes: { recorded: [audit(), item(sampled)] },
    na: {
      'another method': [audit(), item({ method: ['interview'] })],
      'not looked at yet': [audit({ status: 'inProgress' }), item({ method: ['sample'], result: 'notAssessed' })],
      'external': [audit({ type: 'stage2' }), item({ method: ['sample'] })],
    },
  },
  '9.2-results-reported': {
    fails: {
      '31 days after it (AU8)': [...complete({ reportedOn: '2026-04-10' }), names('ia_1')],
      'to nobody of top management': complete({ distribution: ['pe_2'] }),
      'not at all, 31 days ago': complete({
        performedFrom: '2026-04-20',
        performedTo: '2026-05-01',
        reportedOn: undefined,
      }),
    },
    passes: {
      '30 days after it': complete(),
      'to who was named top management': [owner, approved(owner), ...complete({ distribution: ['pe_2'] })],
    },
    na: {
      'not complete': [audit({ reportedOn: undefined })],
      'there are days left': complete({
        performedFrom: '2026-04-20',
        performedTo: '2026-05-02',
        reportedOn: undefined,
      }),
    },
  },
  '9.2-finding-without-nc': {
    fails: {
      '8 days old (AU6)': [finding({ raisedOn: '2026-05-24' }), names('fn_1')],
      'its nonconformity is archived': [
        finding({ raisedOn: '2026-05-24' }),
        archived(record('nonconformity', nonconformityIdOfFinding('fn_1'))),
      ],
      'by the setting': [settings({ findingToNcDays: 0 }), finding({ grade: 'major', raisedOn: yesterday })],
    },
    passes: {
      '7 days old': [finding()],
      'with its nonconformity': [
        finding({ raisedOn: '2026-01-01' }),
        record('nonconformity', nonconformityIdOfFinding('fn_1')),
      ],
    },
    na: {
      'an observation': [finding({ grade: 'observation', raisedOn: '2026-01-01' })],
      'withdrawn': [finding({ withdrawn: true, raisedOn: '2026-01-01' })],
    },
  },
  '9.2-requests-overdue': {
    fails: {
      'due yesterday': [request(), names('er_1')],
      'rejected, past its day': [
        request({ verdict: 'rejected', verdictReason: 'Blurred', verdictFor: 'es_1' }),
        submission(),
      ],
    },
    passes: {
      'due today': [request({ due: today })],
      'answered': [request(), submission()],
      'answered anew': [
        request({ verdict: 'rejected', verdictFor: 'es_1' }),
        submission(),
        submission({ submittedOn: '2026-05-25' }, 'es_2'),
      ],
      'accepted': [request({ verdict: 'accepted' })],
    },
    na: { withdrawn: [request({ withdrawn: true })] },
  },
  '9.3-review-planned': {
    fails: {
      'none': [],
      'planned for yesterday': [review({ status: 'planned', heldOn: yesterday })],
      'held, not complete (MR3)': [...signed({ conclusion: undefined })],
      'complete a year and a day ago': [...signed({ heldOn: '2025-05-31', packAsOf: '2025-05-31' })],
    },
    passes: {
      'planned for today': [review({ status: 'planned', heldOn: today })],
      'planned for a day beyond the interval': [review({ status: 'planned', heldOn: '2028-06-01' })],
      'complete a year ago': [...signed({ heldOn: '2025-06-01', packAsOf: '2025-06-01' })],
    },
  },
  '9.3-review-done': {
    fails: {
      'only planned': [review({ status: 'planned', heldOn: today })],
      'unsigned': [review()],
      'changed after signature': [review(), approvedAs(review(), { conclusion: 'Older' })],
      'a year and a day ago': [...signed({ heldOn: '2025-05-31' })],
      'refused': [review(), rejected(review())],
    },
    passes: {
      'signed a year ago': [...signed({ heldOn: '2025-06-01' })],
      'signed, though something is missing': [...signed({ inputA: undefined })],
    },
  },
  '9.3-top-management-present': {
    fails: {
      'not among those who came': [review({ attendees: ['pe_2'] }), names('mr_1')],
      'not in the chair': [review({ chair: 'pe_2' })],
      'no chair': [review({ chair: undefined })],
      'in the last one, not the one before': [
        review(),
        review({ heldOn: '2026-05-01', chair: 'pe_3' }, 'mr_2'),
        names('mr_2'),
      ],
      'named only later': [owner, approved(owner), review({ heldOn: '2025-12-31', chair: 'pe_2' })],
      'named by an approval that was taken back': [
        owner,
        ...revoked(owner),
        review({ chair: 'pe_2', attendees: ['pe_2'] }),
      ],
      'an owner only since then': [
        around({
          members: [
            {
              memberId: 'm_2',
              role: 'owner',
              active: true,
              personId: 'pe_2',
              owned: [{ since: Date.parse('2026-03-02T09:00:00Z') }],
            },
          ],
        }),
        review({ chair: 'pe_2', attendees: ['pe_2'] }),
      ],
    },
    passes: {
      'an owner': [review()],
      'who was named by then (ST12)': [owner, approved(owner), review({ chair: 'pe_2', attendees: ['pe_2'] })],
      'whose successor was approved after it': [
        but(owner, { holder: 'pe_3' }),
        approved(owner, { day: '2026-01-10' }),
        approved(but(owner, { holder: 'pe_3' }), { day: '2026-05-01' }),
        review({ chair: 'pe_2', attendees: ['pe_2'] }),
      ],
      'who owned the workspace then': [
        around({
          members: [
            {
              memberId: 'm_2',
              role: 'lead',
              active: false,
              personId: 'pe_2',
              owned: [{ until: Date.parse('2026-04-01T09:00:00Z') }],
            },
          ],
        }),
        review({ chair: 'pe_2', attendees: ['pe_2'] }),
      ],
      'under a record that was merged (MG12)': [
        review({ chair: 'pe_9', attendees: ['pe_9'] }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
    na: { 'none held': [review({ status: 'planned', chair: undefined })] },
  },
  '9.3-inputs-complete': {
    fails: {
      'one input without a word': [review({ inputD: ' ' }), names('mr_1')],
      'no pack': [review({ pack: undefined })],
      'another pack than was hashed': [review({ packHash: 'ef'.repeat(32) })],
      'a pack of 32 days': [review({ packAsOf: '2026-01-28' })],
      'a pack from after the meeting': [review({ packAsOf: '2026-03-02' })],
    },
    passes: { 'all seven, a pack of 31 days': [review()] },
    na: { 'none held': [review({ status: 'planned', inputD: undefined })] },
  },
  '9.3-outputs-recorded': {
    fails: {
      'neither decisions nor a word that there are none': [review({ noDecisions: undefined }), names('mr_1')],
      'a judgement is missing': [review({ adequate: undefined })],
      'its decision is archived': [review({ noDecisions: false }), archived(decision())],
    },
    passes: {
      'a word that there are none': [review()],
      'a decision': [review({ noDecisions: undefined }), decision()],
    },
    na: { 'none held': [review({ status: 'planned', noDecisions: undefined })] },
  },
  '9.3-actions-overdue': {
    fails: { 'due yesterday': [decision(), names('de_1')], 'of no status': [decision({ status: undefined })] },
    passes: { 'due today': [decision({ due: today })], 'no day': [decision({ due: undefined })] },
    na: { 'done and dropped': [decision({ status: 'done' }), but(decision({ status: 'dropped' }), { id: 'de_2' })] },
  },
}

/** RE3: of `of` tested controls, `failing` overdue. */
export const testsOverdue = (failing: number, of: number): readonly Bit[] => [
  ...list(of, (n) => record('control', `c_${n}`, { status: 'operating' })),
  ...list(of, (n) =>
    ((test) => [test, approved(test)])(
      record('controlTest', `ct_${n}`, {
        control: `c_${n}`,
        testKind: 'operating',
        periodFrom: '2025-01-01',
        periodTo: n <= failing ? '2025-05-31' : today,
        result: 'effective',
      }),
    ),
  ).flat(),
  namesOf(of, ...list(failing, (n) => `c_${n}`)),
]
