/** Cases of SOC 2, by check. By criterion: rules/soc2.test.ts. */

import { criteriaInScope } from '~/lib/content/catalogue/soc2'
import {
  annex,
  approved,
  approvedAs,
  archived,
  names,
  namesOf,
  record,
  reviewed,
  scope,
  settings,
  today,
  tomorrow,
  yesterday,
  around,
  type Bit,
  type Cases,
} from './cases'

const both = ['iso27001-2022', 'soc2-2017r2022']
const type2 = settings({ frameworks: both, socReport: 'type2' })
const criterion = (code: string): string => `soc2-2017r2022:${code}`
const security = criteriaInScope([]).map(({ id }) => id)
const control = (values: object = {}, id = 'c_1') =>
  record('control', id, {
    title: 'Logs',
    status: 'operating',
    frequency: 'monthly',
    implementedOn: '2026-04-01',
    reqs: security,
    ...values,
  })
const policy = (values: object = {}) =>
  record('policy', 'po_1', {
    title: 'Conduct',
    level: 'topic',
    body: 'Be fair.',
    effectiveFrom: '2026-01-01',
    reqs: [criterion('CC1.1')],
    ...values,
  })
const supplier = (values: object = {}) =>
  record('supplier', 'su_1', {
    name: 'Hosting',
    status: 'active',
    subservice: 'carveOut',
    userControls: 'Access lists',
    assurance: 'soc2',
    assuranceUntil: today,
    ...values,
  })
const test = (values: object = {}) =>
  record('controlTest', 'ct_1', {
    control: 'c_1',
    testKind: 'operating',
    periodFrom: '2026-01-01',
    periodTo: '2026-04-30',
    result: 'effective',
    ...values,
  })
const sha = 'ab'.repeat(32)
const month = (n: number) =>
  record('evidence', `ev_${n}`, {
    title: 'Logs',
    controls: ['c_1'],
    coversFrom: `2026-0${n}-01`,
    coversTo: `2026-0${n}-20`,
    createdBy: 'pe_1',
    files: {
      'a.png': {
        blob: { sha256: sha, id: 'b', size: 1, mime: 'image/png' },
        mime: 'image/png',
        size: 1,
        part: 'original',
      },
    },
  })
const months: readonly Bit[] = [
  around({ files: [[sha, { state: 'present' }]] }),
  month(4),
  reviewed(month(4)),
  month(5),
  reviewed(month(5)),
]
const tested: readonly Bit[] = [test(), approved(test())]

export const socCases: Cases = {
  'SOC-system-description': {
    fails: { 'no scope': [], 'empty': [scope({ systemDescription: ' ' })] },
    passes: { described: [scope({ systemDescription: 'Route planning' })] },
  },
  'SOC-commitments': {
    fails: { 'no scope': [], 'empty': [scope({ commitments: '' })] },
    passes: { written: [scope({ commitments: 'Available all day' })] },
  },
  'SOC-criterion-uncovered': {
    fails: {
      'one of 33 has none': [
        control({ reqs: security.filter((id) => id !== criterion('CC6.4')) }),
        namesOf(33, criterion('CC6.4')),
      ],
      'its control is retired': [control(), control({ status: 'retired' })],
      'a category joins the scope': [
        settings({ frameworks: both, socCategories: ['availability'] }),
        control(),
        names(criterion('A1.1'), criterion('A1.2'), criterion('A1.3')),
      ],
    },
    passes: {
      'all by a control of their own': [control(), namesOf(33)],
      'one by a control of Annex A (RE8)': [
        control({ reqs: [...security.filter((id) => id !== criterion('CC6.4')), annex('A.7.2')] }),
      ],
      'planned is designed': [control({ status: 'planned' })],
    },
  },
  'SOC-conduct': {
    fails: {
      'none': [],
      'a draft': [policy()],
      'not effective yet': [policy({ effectiveFrom: tomorrow }), approved(policy({ effectiveFrom: tomorrow }))],
      'names another criterion': [
        policy({ reqs: [criterion('CC1.2')] }),
        approved(policy({ reqs: [criterion('CC1.2')] })),
      ],
      'retired': [policy({ retiredOn: today }), approved(policy({ retiredOn: today }))],
    },
    passes: {
      'in force': [policy(), approved(policy())],
      'in force, with changes': [policy(), approvedAs(policy(), { body: 'Older' })],
    },
  },
  'SOC-fraud-risk': {
    fails: {
      'none': [],
      'not flagged': [record('risk', 'r_1', { status: 'open' })],
      'archived': [archived(record('risk', 'r_1', { fraud: true }))],
    },
    passes: {
      open: [record('risk', 'r_1', { fraud: true, status: 'open' })],
      closed: [record('risk', 'r_1', { fraud: true, status: 'closed' })],
    },
  },
  'SOC-external-channel': {
    fails: { 'none': [], 'only internal': [record('communication', 'cm_1', { direction: 'internal' })] },
    passes: { external: [record('communication', 'cm_1', { direction: 'external' })] },
  },
  'SOC-subservice': {
    fails: {
      'no user controls': [supplier({ userControls: ' ' }), names('su_1')],
      'assurance ended yesterday': [supplier({ assuranceUntil: yesterday })],
      'no assurance': [supplier({ subservice: 'inclusive', assurance: 'none' })],
    },
    passes: {
      'assurance ends today': [supplier()],
      'shown by evidence (SOA5)': [
        supplier({ assuranceUntil: undefined, evidence: ['ev_1'] }),
        record('evidence', 'ev_1', { title: 'Report', source: 'link', createdBy: 'pe_1' }),
        reviewed(record('evidence', 'ev_1', { title: 'Report', source: 'link', createdBy: 'pe_1' })),
      ],
    },
    na: {
      'no subservice': [supplier({ subservice: 'no', userControls: undefined })],
      'ended': [supplier({ status: 'ended', userControls: undefined })],
    },
  },
  'SOC-period-operating': {
    fails: {
      'not tested': [type2, control(), ...months, namesOf(1, 'c_1')],
      'a month is not shown (EV9)': [type2, control(), ...months.slice(0, 3), ...tested],
      'not operating': [type2, control({ status: 'degraded' }), ...months, ...tested],
      'tested outside the window': [
        type2,
        control(),
        ...months,
        test({ periodFrom: '2024-01-01', periodTo: '2025-05-31' }),
        approved(test({ periodFrom: '2024-01-01', periodTo: '2025-05-31' })),
      ],
      'only its design': [
        type2,
        control(),
        ...months,
        test({ testKind: 'design' }),
        approved(test({ testKind: 'design' })),
      ],
      'not signed': [type2, control(), ...months, test()],
    },
    passes: {
      'every month shown, tested until the first day of the window': [
        type2,
        control(),
        ...months,
        test({ periodTo: '2025-06-01', periodFrom: '2025-01-01' }),
        approved(test({ periodTo: '2025-06-01', periodFrom: '2025-01-01' })),
      ],
      'no pattern is asked of a daily control': [type2, control({ frequency: 'daily' }), ...tested],
    },
    na: { 'type 1': [control()], 'no control supports a criterion': [type2, control({ reqs: [] })] },
  },
}
