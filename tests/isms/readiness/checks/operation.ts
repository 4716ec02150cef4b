/** Cases of clause 8.1 and of Annex A in operation. */

import type { HeldFile } from '~/lib/isms/evidence/evidenceFacts'
import {
  annex,
  approved,
  approvedAs,
  archived,
  around,
  but,
  confirmed,
  list,
  names,
  namesOf,
  record,
  reviewed,
  reviewedAs,
  settings,
  soa,
  today,
  tomorrow,
  yesterday,
  type Around,
  type Cases,
  type Said,
} from './cases'

const task = (values: object = {}, id = 'tk_1') =>
  record('task', id, { title: 'Access review', purpose: 'accessReview', status: 'open', ...values })
const monthly = { '2026-01-31': 'FREQ=MONTHLY;BYMONTHDAY=-1' }
const recurring = (['accessReview', 'riskReview', 'internalAudit', 'managementReview'] as const).map((purpose, index) =>
  task({ purpose, rules: monthly }, `tk_${index + 1}`),
)
const supplier = (values: object = {}) =>
  record('supplier', 'su_1', {
    name: 'Cloud',
    status: 'active',
    criticality: 'high',
    reviewedOn: '2025-06-01',
    ...values,
  })
const control = (values: object = {}, id = 'c_1') =>
  record('control', id, {
    title: 'Backups',
    status: 'operating',
    owner: 'pe_1',
    frequency: 'monthly',
    implementedOn: '2025-01-01',
    key: true,
    reqs: [annex('A.8.13')],
    ...values,
  })
const sha = 'ab'.repeat(32)
const file = {
  blob: { sha256: sha, id: 'b_1', size: 9, mime: 'image/png' },
  mime: 'image/png',
  size: 9,
  part: 'original',
} as const
/** An image, recorded on the first of January and covering what the case sets. */
const evidence = (values: object = {}, id = 'ev_1') =>
  record('evidence', id, {
    title: 'Job list',
    source: 'upload',
    files: { 'a.png': file },
    controls: ['c_1'],
    coversFrom: '2026-05-01',
    coversTo: '2026-05-31',
    createdBy: 'pe_1',
    ...values,
  })
const held = (state: HeldFile['state'], pendingSince?: string): Around =>
  around({ files: [[sha, { state, ...(pendingSince !== undefined && { pendingSince: Date.parse(pendingSince) }) }]] })
const present = held('present')
/** A second piece of evidence, whose bytes are pending. */
const arriving = evidence({ files: { 'b.png': { ...file, blob: { ...file.blob, sha256: 'cd'.repeat(32) } } } }, 'ev_9')
const brokenSeal: Said = { said: 'captureSeal', on: evidence(), profile: 'review', over: { signatureValid: false } }
const external = (values: object = {}) =>
  record('audit', 'ia_1', {
    type: 'stage2',
    status: 'planned',
    plannedFrom: '2026-07-01',
    windowFrom: '2025-12-01',
    windowTo: '2026-05-31',
    ...values,
  })
const monthsCovered = (n: number) =>
  list(n, (month) => evidence({ coversFrom: `2026-0${month}-01`, coversTo: `2026-0${month}-15` }, `ev_${month}`))
const test = (values: object = {}, id = 'ct_1') =>
  record('controlTest', id, {
    control: 'c_1',
    testKind: 'operating',
    periodFrom: '2025-05-01',
    periodTo: '2025-06-01',
    result: 'effective',
    tester: 'pe_2',
    ...values,
  })
const ineffective = test({ result: 'ineffective' })
const nonconformity = (values: object = {}) =>
  record('nonconformity', 'nc_1', { title: 'No backup', test: 'ct_1', statement: 'None was made', ...values })
const exception = (values: object = {}) =>
  record('exception', 'ex_1', { control: 'c_1', validUntil: today, requestedBy: 'pe_2', ...values })
const asset = (values: object = {}) => record('asset', 'as_1', { name: 'Laptops', owner: 'pe_1', ...values })
const obligation = (values: object = {}) =>
  record('obligation', 'ob_1', {
    title: 'Data protection',
    source: 'law',
    status: 'active',
    reviewedOn: '2025-06-01',
    ...values,
  })
const incident = (values: object = {}) =>
  record('incident', 'in_1', {
    title: 'Lost phone',
    isIncident: 'incident',
    status: 'resolved',
    detectedAt: '2026-05-01T08:00:00.000Z',
    resolvedAt: '2026-05-16T08:00:00.000Z',
    ...values,
  })
const exercise = (heldOn: string) => record('training', 'tn_1', { title: 'Restore drill', type: 'exercise', heldOn })
const applicable = (code: string) => soa(code, 'applicable')
const old = settings({ ismsStart: '2025-12-03' })

export const operationCases: Cases = {
  '8.1-tasks-scheduled': {
    fails: {
      'none': [namesOf(4, 'accessReview', 'internalAudit', 'managementReview', 'riskReview')],
      'one of four is missing': [...recurring.slice(0, 3), names('managementReview')],
      'once is not again': [...recurring.slice(0, 3), task({ purpose: 'managementReview', due: tomorrow }, 'tk_4')],
      'one is closed': [...recurring, but(recurring[3]!, { status: 'closed' })],
      'one has run out': [
        ...recurring,
        but(recurring[3]!, { until: '2026-01-31', done: { '2026-01-31': { on: '2026-01-31', by: 'pe_1' } } }),
      ],
      'a rule nobody can read (MG19)': [...recurring, but(recurring[3]!, { rules: { '2026-01-31': 'NOW AND THEN' } })],
    },
    passes: { 'all four': recurring },
  },
  '8.1-tasks-overdue': {
    fails: {
      '15 days ago (RC6)': [task({ due: '2026-05-17' }), names('tk_1')],
      'by the setting': [settings({ taskGraceDays: 0 }), task({ due: yesterday })],
    },
    passes: { '14 days ago': [task({ due: '2026-05-18' })], 'ahead': [task({ due: tomorrow })] },
    na: {
      done: [task({ due: '2026-01-01', done: { '2026-01-01': { on: '2026-01-02', by: 'pe_1' } } })],
      skipped: [task({ due: '2026-01-01', skipped: { '2026-01-01': 'Nobody was here' } })],
      closed: [task({ due: '2026-01-01', status: 'closed' })],
    },
  },
  '8.1-suppliers-reviewed': {
    fails: {
      'due yesterday': [supplier({ reviewedOn: '2025-05-31' }), names('su_1')],
      'by an interval of its own': [supplier({ reviewEvery: 'P3M' })],
      'sees data': [supplier({ criticality: 'low', dataAccess: 'internal', reviewedOn: '2025-05-31' })],
      'never, since it was recorded': [supplier({ reviewedOn: undefined, reviewEvery: 'P3M' })],
    },
    passes: { 'due today': [supplier()] },
    na: {
      'matters little': [supplier({ criticality: 'medium', dataAccess: 'none', reviewedOn: '2020-01-01' })],
      'ended': [supplier({ status: 'ended', reviewedOn: '2020-01-01' })],
    },
  },
  'A-control-owner': {
    fails: {
      'nobody': [control({ owner: undefined, status: 'planned' }), names('c_1')],
      'left yesterday': [control({ owner: 'pe_4' })],
    },
    passes: { 'leaves today': [control({ owner: 'pe_5' })] },
    na: { retired: [control({ owner: undefined, status: 'retired' })] },
  },
  'A-evidence-missing': {
    fails: {
      'none': [control(), names('c_1')],
      'bytes missing after 8 days': [control(), evidence(), held('pending', '2026-05-24T12:00:00Z')],
      'on their way, their seal does not verify': [control(), evidence(), held('pending'), brokenSeal],
      'bytes changed': [control(), evidence(), held('corrupt')],
      'seal does not verify': [control(), evidence(), present, brokenSeal],
      'archived': [control(), archived(evidence()), present],
    },
    passes: {
      'some that is intact': [control(), evidence(), present],
      'expired is another check': [control(), evidence({ coversTo: '2020-01-31', coversFrom: '2020-01-01' }), present],
    },
    na: {
      'not operating': [
        control({ status: 'planned' }),
        control({ status: 'degraded' }, 'c_2'),
        control({ status: 'retired' }, 'c_3'),
      ],
      'bytes on their way (MG15)': [control(), evidence(), held('pending', '2026-05-25T12:00:00Z')],
      'bytes not heard of yet': [control(), evidence()],
    },
  },
  'A-evidence-expired': {
    fails: {
      'ended yesterday (EV3, EV4)': [
        control(),
        evidence({ coversFrom: '2026-03-01', coversTo: '2026-03-31' }),
        present,
        names('c_1'),
      ],
      'by its own end': [control(), evidence({ expiresOn: yesterday }), present],
      "by the control's own age": [control({ evidenceMaxAge: 'P1D' }), evidence({ coversTo: '2026-05-30' }), present],
    },
    passes: {
      'ends today': [control(), evidence({ coversFrom: '2026-03-01', coversTo: '2026-04-01' }), present],
      'one of two is fresh': [
        control(),
        evidence({ coversFrom: '2026-03-01', coversTo: '2026-03-31' }),
        evidence({}, 'ev_2'),
        present,
      ],
    },
    na: {
      'the fresh one is on its way (MG15)': [control(), evidence({ expiresOn: yesterday }), present, arriving],
      'none intact': [control(), evidence({ expiresOn: yesterday }), held('missing')],
      'not operating': [control({ status: 'degraded' }), evidence({ expiresOn: yesterday }), present],
    },
  },
  'A-evidence-out-of-period': {
    fails: {
      'all before it (EV5)': [
        external(),
        control(),
        evidence({ coversFrom: '2025-11-01', coversTo: '2025-11-30' }),
        names('c_1'),
      ],
      'all after it': [external(), control(), evidence({ coversFrom: '2026-06-01', coversTo: '2026-06-01' })],
      'only controls of the checklist': [
        external(),
        record('auditItem', 'ai_1', { audit: 'ia_1', requirement: annex('A.8.13') }),
        control(),
        control({ reqs: [] }, 'c_2'),
        evidence({ controls: ['c_1', 'c_2'], coversFrom: '2025-11-01', coversTo: '2025-11-30' }),
        namesOf(1, 'c_1'),
      ],
      'running, with no window of its own: the 12 months to today (RE1)': [
        external({ status: 'inProgress', windowFrom: undefined, windowTo: undefined }),
        control(),
        evidence({ coversFrom: '2025-05-01', coversTo: '2025-05-31' }),
      ],
    },
    passes: {
      'meets its first day': [external(), control(), evidence({ coversFrom: '2025-11-01', coversTo: '2025-12-01' })],
      'meets the day a year ago': [
        external({ windowFrom: undefined, windowTo: undefined }),
        control(),
        evidence({ coversFrom: '2025-05-01', coversTo: '2025-06-01' }),
      ],
    },
    na: {
      'no external audit ahead': [control(), evidence({ coversFrom: '2020-01-01', coversTo: '2020-01-31' })],
      'it is over': [
        external({ status: 'completed' }),
        control(),
        evidence({ coversFrom: '2020-01-01', coversTo: '2020-01-31' }),
      ],
      'no evidence is another check': [external(), control()],
    },
  },
  'A-evidence-pattern': {
    fails: {
      'three of five months (EV9)': [
        control({ implementedOn: '2026-01-01' }),
        ...monthsCovered(3),
        present,
        ...monthsCovered(3).map((one) => reviewed(one)),
        names('c_1'),
      ],
      'not reviewed': [control({ implementedOn: '2026-01-01' }), ...monthsCovered(5), present],
    },
    passes: {
      'four of five months': [
        control({ implementedOn: '2026-01-01' }),
        ...monthsCovered(4),
        present,
        ...monthsCovered(4).map((one) => reviewed(one)),
      ],
      'three of four: exactly 75 %': [
        control({ implementedOn: '2026-02-01' }),
        ...monthsCovered(4),
        present,
        ...monthsCovered(4).map((one) => reviewed(one)),
      ],
    },
    na: {
      'what would show it is on its way (MG15)': [
        control({ implementedOn: '2026-01-01' }),
        ...monthsCovered(5),
        ...monthsCovered(5).map((one) => reviewed(one)),
      ],
      'no key control': [control({ key: false })],
      'tests judge it': [control({ frequency: 'daily' })],
      'no full period yet': [control({ implementedOn: '2026-05-02' })],
    },
  },
  'A-evidence-unreviewed': {
    fails: {
      'waits for 15 days': [evidence({ createdAt: '2026-05-17T08:00:00.000Z' }), names('ev_1')],
      'linked to a requirement': [evidence({ controls: [], reqs: [annex('A.8.13')] })],
      'held by a supplier': [evidence({ controls: [] }), supplier({ evidence: ['ev_1'] })],
      'changed 15 days ago, after its review': [
        evidence(),
        reviewedAs(evidence(), { title: 'Older' }),
        around({
          history: [
            [
              'ev_1',
              [
                {
                  recordId: 'ev_1',
                  field: 'title',
                  before: 'Older',
                  after: 'Job list',
                  memberId: 'm_2',
                  time: Date.parse('2026-05-17T08:00:00Z'),
                  seq: 50,
                  lost: false,
                },
              ],
            ],
          ],
        }),
      ],
      'by the day of the workspace': [
        settings({ timeZone: 'America/Los_Angeles' }),
        evidence({ createdAt: '2026-05-18T06:00:00.000Z' }),
      ],
    },
    passes: {
      'waits for 14 days': [evidence({ createdAt: '2026-05-18T08:00:00.000Z' })],
      'accepted': [evidence(), reviewed(evidence())],
      'refused': [evidence(), reviewed(evidence(), 'rejected')],
      'changed 14 days ago, after its review': [
        evidence(),
        reviewedAs(evidence(), { title: 'Older' }),
        around({
          history: [
            [
              'ev_1',
              [
                {
                  recordId: 'ev_1',
                  field: 'title',
                  before: 'Older',
                  after: 'Job list',
                  memberId: 'm_2',
                  time: Date.parse('2026-05-18T08:00:00Z'),
                  seq: 50,
                  lost: false,
                },
              ],
            ],
          ],
        }),
      ],
      'by the day of the workspace': [
        settings({ timeZone: 'Pacific/Auckland' }),
        evidence({ createdAt: '2026-05-17T13:00:00.000Z' }),
      ],
    },
    na: { 'nothing leans on it': [evidence({ controls: [] })] },
  },
  'A-evidence-integrity': {
    fails: {
      'bytes changed': [evidence(), held('corrupt'), names('ev_1')],
      'bytes erased': [evidence(), held('erased')],
      'awaited for 8 days (EV7)': [evidence(), held('pending', '2026-05-24T12:00:00Z')],
      'by the day of the workspace': [
        settings({ timeZone: 'America/Los_Angeles' }),
        evidence(),
        held('pending', '2026-05-25T05:00:00Z'),
      ],
      'seal does not verify': [evidence({ source: 'capture' }), present, brokenSeal],
      'held by a test': [evidence({ controls: [] }), test({ evidence: ['ev_1'] }), held('corrupt')],
      'what superseded it is archived': [
        evidence(),
        held('corrupt'),
        archived(evidence({ supersedes: 'ev_1' }, 'ev_2')),
      ],
      'the one that superseded it': [
        evidence(),
        held('corrupt'),
        evidence({ supersedes: 'ev_1' }, 'ev_2'),
        namesOf(1, 'ev_2'),
      ],
    },
    passes: {
      'present': [evidence(), present],
      'awaited for 7 days': [evidence(), held('pending', '2026-05-25T12:00:00Z')],
      'not heard of yet (MG15)': [evidence()],
    },
    na: {
      'nothing leans on it': [evidence({ controls: [] }), held('corrupt')],
      'superseded (EV1)': [evidence(), held('erased'), evidence({ controls: [], supersedes: 'ev_1' }, 'ev_2')],
    },
  },
  'A-control-never-tested': {
    fails: {
      'a year and a day old': [control({ implementedOn: '2025-05-31' }), names('c_1')],
      'by an interval of its own': [control({ implementedOn: '2026-02-28', testEvery: 'P3M' })],
      'only drafted': [control(), test()],
      'only its design': [control(), test({ testKind: 'design' }), approved(test({ testKind: 'design' }))],
      'changed after it was signed': [control(), test(), approvedAs(test(), { result: 'ineffective' })],
    },
    passes: { 'signed operating test': [control(), test(), approved(test())] },
    na: {
      'a year old': [control({ implementedOn: '2025-06-01' })],
      'no key control': [control({ key: false })],
      'nobody said since when': [control({ implementedOn: undefined })],
      'not operating': [control({ status: 'degraded' })],
    },
  },
  'A-control-test-overdue': {
    fails: {
      'due yesterday': [
        control(),
        test({ periodTo: '2025-05-31' }),
        approved(test({ periodTo: '2025-05-31' })),
        names('c_1'),
      ],
      'by an interval of its own': [control({ testEvery: 'P1M' }), test(), approved(test())],
    },
    passes: {
      'due today': [control(), test(), approved(test())],
      'of any control that operates': [control({ key: false }), test(), approved(test())],
    },
    na: {
      'never tested': [control()],
      'not operating': [
        control({ status: 'planned' }),
        test({ periodTo: '2020-01-01' }),
        approved(test({ periodTo: '2020-01-01' })),
      ],
    },
  },
  'A-control-ineffective': {
    fails: {
      'nothing opened': [control(), ineffective, approved(ineffective), names('c_1')],
      'its nonconformity is withdrawn': [
        control(),
        ineffective,
        approved(ineffective),
        nonconformity({ withdrawnReason: 'Mistake' }),
      ],
      'its action is done': [
        control(),
        ineffective,
        approved(ineffective),
        record('treatmentAction', 'ta_1', { controls: ['c_1'], status: 'done' }),
      ],
      'its exception ended yesterday': [
        control(),
        ineffective,
        approved(ineffective),
        exception({ validUntil: yesterday }),
        approved(exception({ validUntil: yesterday })),
      ],
      'its exception was only asked for': [control(), ineffective, approved(ineffective), exception()],
    },
    passes: {
      'open nonconformity': [control(), ineffective, approved(ineffective), nonconformity()],
      'one of a finding that names it': [
        control(),
        ineffective,
        approved(ineffective),
        record('finding', 'fn_1', { controls: ['c_1'] }),
        nonconformity({ test: undefined, finding: 'fn_1' }),
      ],
      'one of an incident in which it failed': [
        control(),
        ineffective,
        approved(ineffective),
        incident({ failedControls: ['c_1'] }),
        nonconformity({ test: undefined, incident: 'in_1' }),
      ],
      'open action': [
        control(),
        ineffective,
        approved(ineffective),
        record('treatmentAction', 'ta_1', { controls: ['c_1'], status: 'planned' }),
      ],
      'open corrective action': [
        control(),
        ineffective,
        approved(ineffective),
        record('correctiveAction', 'ca_1', { controls: ['c_1'], status: 'inProgress' }),
      ],
      'exception until today': [control(), ineffective, approved(ineffective), exception(), approved(exception())],
    },
    na: {
      'effective': [control(), test(), approved(test())],
      'a later test found it effective': [
        control(),
        ineffective,
        approved(ineffective),
        test({ periodTo: '2026-01-01' }, 'ct_2'),
        approved(test({ periodTo: '2026-01-01' }, 'ct_2')),
      ],
      'retired': [control({ status: 'retired' }), ineffective, approved(ineffective)],
    },
  },
  'A-assets-recorded': {
    fails: { 'none': [applicable('A.5.9')], 'only retired ones': [applicable('A.5.9'), asset({ status: 'retired' })] },
    passes: { one: [applicable('A.5.9'), asset()] },
    na: { 'the row is not applicable': [soa('A.5.9', 'notApplicable')], 'undecided': [] },
  },
  'A-asset-owner': {
    fails: { 'nobody': [asset({ owner: undefined }), names('as_1')], 'left yesterday': [asset({ owner: 'pe_4' })] },
    passes: { 'leaves today': [asset({ owner: 'pe_5' })] },
    na: { retired: [asset({ owner: undefined, status: 'retired' })] },
  },
  'A-obligations': {
    fails: {
      'none': [applicable('A.5.31'), namesOf(1)],
      'only what partners need': [applicable('A.5.31'), obligation({ source: 'partyNeed' })],
      'due yesterday': [applicable('A.5.31'), obligation({ reviewedOn: '2025-05-31' }), namesOf(1, 'ob_1')],
      'confirmed too long ago': [
        applicable('A.5.31'),
        obligation({ reviewEvery: 'P1M' }),
        confirmed(obligation({ reviewEvery: 'P1M' }), '2026-04-30'),
      ],
      'never read again since it was recorded': [
        applicable('A.5.31'),
        obligation({ reviewedOn: undefined, reviewEvery: 'P3M' }),
      ],
    },
    passes: {
      'due today': [applicable('A.5.31'), obligation()],
      'confirmed since': [
        applicable('A.5.31'),
        obligation({ reviewedOn: '2024-01-01' }),
        confirmed(obligation({ reviewedOn: '2024-01-01' }), '2025-06-01'),
      ],
      'recorded this year': [applicable('A.5.31'), obligation({ reviewedOn: undefined })],
    },
    na: {
      'the row is not applicable': [soa('A.5.31', 'notApplicable'), obligation({ reviewedOn: '2020-01-01' })],
      'undecided': [],
    },
  },
  'A-supplier-assurance': {
    fails: {
      'none': [supplier({ assurance: 'none' }), names('su_1')],
      'nobody said': [supplier()],
      'ended yesterday': [supplier({ assurance: 'soc2', assuranceUntil: yesterday })],
      'no end said': [supplier({ assurance: 'iso27001' })],
      'its evidence was not reviewed': [supplier({ assurance: 'iso27001', evidence: ['ev_1'] }), evidence(), present],
    },
    passes: {
      'ends today': [supplier({ assurance: 'soc2', assuranceUntil: today })],
      'shown by evidence (SOA5)': [
        supplier({ assurance: 'iso27001', evidence: ['ev_1'] }),
        evidence(),
        reviewed(evidence()),
        present,
      ],
      'its evidence is on its way (MG15)': [
        supplier({ assurance: 'iso27001', evidence: ['ev_1'] }),
        evidence(),
        reviewed(evidence()),
      ],
    },
    na: { 'matters less': [supplier({ criticality: 'medium' })], 'ended': [supplier({ status: 'ended' })] },
  },
  'A-continuity-tested': {
    fails: {
      'never': [applicable('A.5.29')],
      'before these 12 months': [applicable('A.5.30'), exercise('2025-05-31')],
      'only planned': [applicable('A.5.30'), exercise(tomorrow)],
      'another task': [applicable('A.5.29'), task({ done: { [today]: { on: today, by: 'pe_1' } } })],
    },
    passes: {
      'an exercise a year ago': [applicable('A.5.29'), exercise('2025-06-01')],
      'a test done': [
        applicable('A.5.30'),
        task({
          purpose: 'continuityTest',
          due: '2026-03-01',
          done: { '2026-03-01': { on: '2026-03-02', by: 'pe_1' } },
        }),
      ],
    },
    na: { 'neither row is applicable': [soa('A.5.29', 'notApplicable'), soa('A.5.30', 'inherited')] },
  },
  'A-incident-lessons': {
    fails: {
      'resolved 16 days ago': [incident(), names('in_1')],
      'closed today': [incident({ status: 'closed', resolvedAt: '2026-06-01T08:00:00.000Z' })],
      'only spaces': [incident({ lessons: '  ' })],
      'by the day of the workspace': [
        settings({ timeZone: 'America/Los_Angeles' }),
        incident({ resolvedAt: '2026-05-18T06:00:00.000Z' }),
      ],
    },
    passes: { recorded: [incident({ lessons: 'Lock phones' })] },
    na: {
      'resolved 14 days ago': [incident({ resolvedAt: '2026-05-18T08:00:00.000Z' })],
      'no incident': [incident({ isIncident: 'event' })],
      'not resolved yet': [incident({ status: 'responding', resolvedAt: undefined })],
    },
  },
  'A-no-events': {
    fails: {
      'none': [old, applicable('A.6.8')],
      'before these 12 months': [old, applicable('A.6.8'), incident({ detectedAt: '2025-05-31T08:00:00.000Z' })],
    },
    passes: {
      'a year ago': [old, applicable('A.6.8'), incident({ detectedAt: '2025-06-01T08:00:00.000Z' })],
      'a mere event': [old, applicable('A.6.8'), incident({ isIncident: 'event' })],
      'one beside one whose day is none (MG18)': [
        old,
        applicable('A.6.8'),
        incident({ detectedAt: 'some day' }),
        but(incident(), { id: 'in_2' }),
      ],
    },
    na: {
      '179 days old': [settings({ ismsStart: '2025-12-04' }), applicable('A.6.8')],
      'the row is not applicable': [old, soa('A.6.8', 'notApplicable')],
    },
  },
}
