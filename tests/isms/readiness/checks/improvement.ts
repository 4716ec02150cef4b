/** Cases of clause 10. */

import type { RowOf } from '~/lib/records/registry'
import {
  annex,
  approved,
  archived,
  but,
  confirmed,
  declares,
  list,
  names,
  namesOf,
  record,
  reviewed,
  settings,
  today,
  tomorrow,
  verified,
  yesterday,
  type Bit,
  type Cases,
} from './cases'

const half = settings({ ismsStart: '2025-12-03' })
const quarter = settings({ ismsStart: '2026-03-03' })
const improvement = (values: object = {}) =>
  record('improvement', 'oi_1', { title: 'Quicker onboarding', status: 'done', doneOn: '2025-12-01', ...values })
const decision = (values: object = {}) =>
  record('decision', 'de_1', { text: 'Test restores', status: 'done', doneOn: today, ...values })
/** As its owner left it: answered, with one action done, ready for review. */
const nc = (values: object = {}, id = 'nc_1'): RowOf<'nonconformity'> =>
  record('nonconformity', id, {
    title: 'No restore test',
    statement: 'Nobody restored a backup in 2025',
    grade: 'minor',
    requirement: annex('A.8.13'),
    detectedOn: '2026-01-01',
    owner: 'pe_1',
    correction: 'One was restored',
    correctedOn: '2026-01-10',
    rootCause: 'No task for it',
    causeMethod: 'fiveWhys',
    similar: 'none',
    effectivenessCriteria: 'Two restores in half a year',
    effectivenessDue: today,
    ...values,
  })
const action = (values: object = {}, id = 'ca_1') =>
  record('correctiveAction', id, {
    nonconformity: 'nc_1',
    title: 'A task each quarter',
    responsible: 'pe_2',
    due: today,
    status: 'done',
    completedOn: '2026-02-01',
    ...values,
  })
/** Closed by somebody who neither owns it nor did the work (CA4). */
const closed = (values: object = {}, day = '2026-03-02', id = 'nc_1'): readonly Bit[] =>
  ((of) => [of, action({ nonconformity: id }, `ca_${id}`), verified(of, 'pe_5', { day })])(nc(values, id))
/** Nothing has been done about it yet. */
const fresh = (values: object = {}) =>
  nc({
    correction: undefined,
    correctedOn: undefined,
    rootCause: undefined,
    causeMethod: undefined,
    similar: undefined,
    effectivenessCriteria: undefined,
    effectivenessDue: undefined,
    ...values,
  })

const risk = record('risk', 'r_1', { title: 'Loss', assessedOn: '2026-03-03' })
const measurement = record('measurement', 'me_1', { metric: 'mt_1', measuredOn: '2026-03-03' })
const test = record('controlTest', 'ct_1', { control: 'c_1', testKind: 'operating' })
const evidence = record('evidence', 'ev_1', { title: 'Jobs', createdBy: 'pe_1' })
const document = record('document', 'dc_1', { title: 'Plan' })
const metric = (id: string, values: readonly number[]): readonly Bit[] => [
  record('metric', id, {
    title: id,
    direction: 'higher',
    every: 'monthly',
    status: 'active',
    start: '2026-01-01',
    targets: { '2026-01-01': { target: 90 } },
  }),
  ...values.map((value, index) =>
    record('measurement', `me_${id}_${index}`, {
      metric: id,
      periodFrom: `2026-0${index + 1}-01`,
      periodTo: `2026-0${index + 1}-28`,
      value,
    }),
  ),
]
const [better, worse, flat] = [
  [50, 60, 70, 80],
  [80, 70, 60, 50],
  [50, 50, 50, 50],
]
const audit = record('audit', 'ia_1', {
  type: 'internal',
  status: 'completed',
  auditors: ['pe_1'],
  performedFrom: '2026-03-01',
  performedTo: '2026-03-10',
  summary: 'Well kept',
  conclusion: 'conforms',
})
const item = record('auditItem', 'ai_1', {
  audit: 'ia_1',
  requirement: annex('A.8.13'),
  result: 'conforms',
  auditor: 'pe_1',
})

export const improvementCases: Cases = {
  '10.1-improvement-active': {
    fails: {
      'nothing': [half],
      'done before the window': [half, improvement({ doneOn: '2025-11-30' })],
      'not done yet': [half, improvement({ status: 'inProgress' })],
      'done tomorrow': [half, improvement({ doneOn: tomorrow })],
      'by the setting': [
        settings({ ismsStart: '2025-12-03', improvementWindow: 'P1M' }),
        improvement({ doneOn: '2026-04-30' }),
      ],
    },
    passes: {
      'an improvement on its first day': [half, improvement()],
      'a nonconformity closed': [half, ...closed()],
      'a decision carried out': [half, decision()],
      'an objective achieved': [half, record('objective', 'oj_1', { status: 'achieved', closedOn: '2026-05-01' })],
    },
    na: { '179 days old': [settings({ ismsStart: '2025-12-04' })] },
  },
  '10.1-static-isms': {
    fails: {
      'nothing': [quarter],
      'two of the six signs': [quarter, risk, measurement],
      'one sign, three times': [quarter, ...list(3, (n) => but(measurement, { id: `me_${n}` }))],
      'the third before the window': [quarter, risk, measurement, document, confirmed(document, '2026-03-02')],
      'a risk confirmed and assessed is one sign': [quarter, risk, confirmed(risk, '2026-05-01'), measurement],
    },
    passes: {
      'three on the first day': [quarter, risk, measurement, document, confirmed(document, '2026-03-03')],
      'a test, an acceptance, a finding': [
        quarter,
        test,
        approved(test, { day: '2026-05-01' }),
        evidence,
        reviewed(evidence, 'accepted', { day: '2026-05-01' }),
        record('finding', 'fn_1', { raisedOn: '2026-05-01' }),
      ],
      'an improvement raised, by the day of the workspace': [
        settings({ ismsStart: '2026-03-03', timeZone: 'Pacific/Auckland' }),
        risk,
        measurement,
        but(improvement(), { createdAt: '2026-03-02T13:00:00.000Z' }),
      ],
    },
    na: { '89 days old': [settings({ ismsStart: '2026-03-04' })] },
  },
  '10.1-trend-worsening': {
    fails: {
      'two worse, one better (M4)': [
        ...metric('mt_1', better),
        ...metric('mt_2', worse),
        ...metric('mt_3', worse),
        namesOf(3, 'mt_2', 'mt_3'),
      ],
    },
    passes: {
      'as many worse as better': [
        ...metric('mt_1', better),
        ...metric('mt_2', worse),
        ...metric('mt_3', flat),
        namesOf(3),
      ],
    },
    na: { 'two with a trend': [...metric('mt_1', worse), ...metric('mt_2', worse), ...metric('mt_3', [50, 40, 30])] },
  },
  '10.2-nc-log-empty': {
    fails: {
      '180 days old': [half],
      'younger, but an internal audit is complete': [quarter, audit, item, declares(audit, 'pe_1'), approved(audit)],
    },
    passes: { 'one, even withdrawn': [half, nc({ withdrawnReason: 'Mistake' })] },
    na: { '179 days old and never audited': [settings({ ismsStart: '2025-12-04' }), audit, item] },
  },
  '10.2-major-open': {
    fails: {
      'open': [fresh({ grade: 'major' }), names('nc_1')],
      'all done but not reviewed': [nc({ grade: 'major' }), action()],
      'the review was of something else': [
        nc({ grade: 'major' }),
        action(),
        verified(nc({ grade: 'major' }), 'pe_5', { contentHash: 'older' }),
      ],
      'reviewed by its owner (CA4)': [nc({ grade: 'major' }), action(), verified(nc({ grade: 'major' }), 'pe_1')],
    },
    passes: { closed: closed({ grade: 'major' }) },
    na: { minor: [fresh()], withdrawn: [fresh({ grade: 'major', withdrawnReason: 'Mistake' })] },
  },
  '10.2-correction-missing': {
    fails: {
      '15 days after (CA7)': [fresh({ detectedOn: '2026-05-17' }), names('nc_1')],
      'by the setting': [settings({ correctionDays: 0 }), fresh({ detectedOn: yesterday })],
    },
    passes: {
      '14 days after': [fresh({ detectedOn: '2026-05-18' })],
      'corrected': [fresh({ correctedOn: '2026-05-01' })],
    },
    na: { closed: closed(), withdrawn: [fresh({ withdrawnReason: 'Mistake' })] },
  },
  '10.2-root-cause-missing': {
    fails: {
      '31 days after (CA7)': [fresh({ detectedOn: '2026-05-01' }), names('nc_1')],
      'it says the statement again (CA6)': [nc({ rootCause: ' nobody  RESTORED a backup in 2025' })],
      'no method': [nc({ causeMethod: undefined })],
    },
    passes: { '30 days after': [fresh({ detectedOn: '2026-05-02' })], 'found': [nc()] },
    na: { closed: closed(), withdrawn: [fresh({ withdrawnReason: 'Mistake' })] },
  },
  '10.2-similar-not-checked': {
    fails: { 'unset': [nc({ similar: undefined }), names('nc_1')], 'not checked': [nc({ similar: 'notChecked' })] },
    passes: { none: [nc()], found: [nc({ similar: 'found' })] },
    na: {
      'no root cause yet': [fresh()],
      'it says the statement again (CA6)': [nc({ rootCause: 'Nobody restored a backup in 2025', similar: undefined })],
      'withdrawn': [nc({ similar: undefined, withdrawnReason: 'Mistake' })],
    },
  },
  '10.2-action-missing': {
    fails: {
      '45 days after': [nc({ detectedOn: '2026-04-17' }), names('nc_1')],
      'its only action was cancelled': [nc(), action({ status: 'cancelled' })],
    },
    passes: { '44 days after': [nc({ detectedOn: '2026-04-18' })] },
    na: {
      'an open action': [nc(), action({ status: 'planned' })],
      'a reason for none': [nc({ noActionReason: 'Cannot happen again' })],
      'not analysed': [fresh()],
    },
  },
  '10.2-action-overdue': {
    fails: { 'due yesterday': [nc(), action({ status: 'planned', due: yesterday }), names('ca_1')] },
    passes: { 'due today': [nc(), action({ status: 'inProgress' })] },
    na: { 'done and cancelled': [action({ due: yesterday }), action({ status: 'cancelled', due: yesterday }, 'ca_2')] },
  },
  '10.2-effectiveness-overdue': {
    fails: {
      'due yesterday': [nc({ effectivenessDue: yesterday }), action(), names('nc_1')],
      '31 days after the last action (CA3)': [
        nc({ effectivenessDue: undefined }),
        action({ completedOn: '2026-05-01' }),
      ],
    },
    passes: {
      'due today': [nc(), action()],
      '30 days after the last action': [nc({ effectivenessDue: undefined }), action({ completedOn: '2026-05-02' })],
    },
    na: {
      'an action is open': [nc({ effectivenessDue: yesterday }), action({ status: 'planned' })],
      'closed': closed({ effectivenessDue: yesterday }),
    },
  },
  '10.2-effectiveness-by-doer': {
    fails: {
      'who did it': [nc(), action(), verified(nc(), 'pe_2'), names('nc_1')],
      'who owns it': [nc(), action(), verified(nc(), 'pe_1')],
      'an independent review was followed by one of the doer': [
        nc(),
        action(),
        verified(nc(), 'pe_5'),
        verified(nc(), 'pe_2'),
      ],
      'under a record that was merged (ST12)': [
        nc(),
        action(),
        verified(nc(), 'pe_9'),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_2' }),
      ],
    },
    passes: {
      'somebody else': [nc(), action(), verified(nc(), 'pe_5')],
      'the doer says it does not work': [nc(), action(), verified(nc(), 'pe_2', { decision: 'notEffective' })],
    },
    na: {
      'withdrawn since': [
        nc({ withdrawnReason: 'Mistake' }),
        action(),
        verified(nc({ withdrawnReason: 'Mistake' }), 'pe_2'),
      ],
      'not reviewed yet': [nc(), action()],
    },
  },
  '10.2-recurring': {
    fails: {
      'a year after': [...closed({}, '2025-06-01'), nc({ detectedOn: '2026-06-01' }, 'nc_2'), names('nc_2')],
      'on the same day': [...closed(), nc({ detectedOn: '2026-03-02' }, 'nc_2')],
      'found two years ago and still open': [
        ...closed({ detectedOn: '2024-01-10' }, '2024-03-01'),
        nc({ detectedOn: '2024-06-01' }, 'nc_2'),
      ],
    },
    passes: {
      'a year and a day after': [...closed({}, '2025-05-31'), nc({ detectedOn: '2026-06-01' }, 'nc_2')],
      'raised before the other was closed': [...closed(), nc({ detectedOn: '2026-03-01' }, 'nc_2')],
      'another requirement': [...closed(), nc({ detectedOn: '2026-04-01', requirement: annex('A.8.15') }, 'nc_2')],
      'the other is open': [nc(), nc({ detectedOn: '2026-04-01' }, 'nc_2')],
      'settled in its turn': [...closed(), ...closed({ detectedOn: '2026-04-01' }, '2026-05-20', 'nc_2')],
    },
    na: { none: [], withdrawn: [nc({ withdrawnReason: 'Mistake' })] },
  },
}
