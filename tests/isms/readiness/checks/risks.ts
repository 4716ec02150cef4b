/** Cases of clauses 6.1.2, 6.1.3 (treatment and acceptance), 8.2 and 8.3. */

import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash } from '~/lib/isms/risk/level'
import type { JsonValue } from '~/lib/shared/json'
import {
  approved,
  approvedAs,
  archived,
  but,
  confirmed,
  list,
  names,
  namesOf,
  record,
  rejected,
  revoked,
  today,
  tomorrow,
  voided,
  yesterday,
  type Bit,
  type Cases,
} from './cases'

const method = record('riskMethod', 'rm_main', {
  ...(defaultMethod as unknown as Record<string, JsonValue>),
  acceptanceText: 'High needs its owner.',
  whenToAssess: 'Each year.',
  procedure: 'Owners score.',
})
/** Scored under the method in use: Medium, within the criteria. */
const risk = (values: object = {}, id = 'r_1') =>
  record('risk', id, {
    title: 'Routes are lost',
    event: 'A disk dies',
    consequence: 'Work is lost',
    properties: ['A'],
    processes: ['Planning'],
    owner: 'pe_1',
    status: 'open',
    currentL: 3,
    currentI: 3,
    rationale: 'Seen once',
    assessedOn: '2026-03-01',
    matrixHash: matrixHash(defaultMethod.grid),
    ...values,
  })
export const high = (values: object = {}, id = 'r_1') => risk({ currentL: 4, currentI: 4, ...values }, id)
const action = (values: object = {}, id = 'ta_1') =>
  record('treatmentAction', id, {
    title: 'Mirror disks',
    risks: ['r_1'],
    responsible: 'pe_2',
    due: today,
    status: 'planned',
    ...values,
  })
const plan = (values: object = {}) =>
  record('treatmentPlan', 'tp_1', {
    title: 'Plan 2026',
    from: '2026-01-01',
    to: '2026-12-31',
    summary: 'Disks',
    risks: ['r_1'],
    ...values,
  })
const accepting = (values: object = {}, id = 'rx_1') =>
  record('riskAcceptance', id, {
    risk: 'r_1',
    type: 'residual',
    justification: 'No better way',
    validUntil: '2026-12-31',
    frozenL: 4,
    frozenI: 4,
    frozenLevel: 3,
    ...values,
  })
/** Retained above the criteria: the current level is the residual (RS4). */
const retained = high({ option: 'retain' })
const treated = (values: object = {}) => risk({ option: 'modify', residualL: 2, residualI: 2, ...values })
const exception = (values: object = {}) =>
  record('exception', 'ex_1', {
    title: 'Old printers',
    control: 'c_1',
    reason: 'Replaced in summer',
    requestedBy: 'pe_2',
    validUntil: '2026-12-31',
    ...values,
  })

export const riskCases: Cases = {
  '6.1.2-method-defined': {
    fails: {
      'none': [],
      'the proposal as it came': [
        record('riskMethod', 'rm_main', { ...(defaultMethod as unknown as Record<string, JsonValue>) }),
      ],
      'a grid that goes down again': [but(method, { grid: [[1, 2, 1, 2, 3], ...defaultMethod.grid.slice(1)] })],
    },
    passes: { complete: [method] },
  },
  '6.1.2-method-approved': {
    fails: {
      'not approved': [method],
      'taken back': [method, ...revoked(method)],
      'refused': [method, rejected(method)],
      'void': [method, voided(method)],
    },
    passes: {
      'approved': [method, approved(method)],
      'changed since: another check says so': [method, approvedAs(method, { acceptMax: 1 })],
    },
    na: { 'not defined': [but(method, { procedure: undefined })] },
  },
  '6.1.2-method-approval-stale': {
    fails: { 'changed since': [method, approvedAs(method, { acceptMax: 1 }), names('rm_main')] },
    passes: { 'as approved': [method, approved(method)] },
    na: {
      'not approved': [method],
      'not defined': [
        but(method, { procedure: undefined }),
        approvedAs(but(method, { procedure: undefined }), { acceptMax: 1 }),
      ],
    },
  },
  '6.1.2-risks-assessed': {
    fails: {
      'none': [],
      'only an unscored one': [risk({ currentL: undefined })],
      'only one off the scale': [risk({ currentL: 6 })],
      'only a closed one': [risk({ status: 'closed' })],
      'only an archived one': [archived(risk())],
    },
    passes: { one: [risk()] },
  },
  '6.1.2-risk-owner': {
    fails: {
      'nobody': [risk({ owner: undefined }), names('r_1')],
      'left yesterday': [risk({ owner: 'pe_4' })],
      'a person nobody knows': [risk({ owner: 'pe_99' })],
    },
    passes: {
      'leaves today': [risk({ owner: 'pe_5' })],
      'under a record that was merged (MG12)': [
        risk({ owner: 'pe_9' }),
        but(archived(record('person', 'pe_9')), { duplicateOf: 'pe_1' }),
      ],
    },
    na: {
      'closed and archived ones': [
        risk({ owner: undefined, status: 'closed' }),
        archived(risk({ owner: undefined }, 'r_2')),
      ],
    },
  },
  '6.1.2-risk-complete': {
    fails: {
      'no event': [risk({ event: ' ' })],
      'no consequence': [risk({ consequence: undefined })],
      'no property': [risk({ properties: [] })],
      'neither asset nor process': [risk({ processes: [] })],
      'an asset that is archived': [risk({ processes: [], assets: ['as_1'] }), archived(record('asset', 'as_1'))],
    },
    passes: {
      'with a process': [risk()],
      'with an asset': [risk({ processes: [], assets: ['as_1'] }), record('asset', 'as_1')],
      'with an asset that has not come yet (MG14)': [risk({ processes: [], assets: ['as_1'] })],
    },
    na: { 'only closed ones': [risk({ event: '', status: 'closed' })] },
  },
  '6.1.2-scores-on-scale': {
    fails: {
      'above the scale': [risk({ currentL: 6 })],
      'inherent below it': [risk({ inherentI: 0 })],
      'a fraction, expected': [risk({ residualL: 2.5 as never })],
    },
    passes: {
      'on the scale': [risk()],
      'unset': [risk({ currentL: undefined })],
      'above a smaller scale since (RS8)': [risk({ currentL: 9, matrixHash: 'older' })],
    },
    na: { 'only closed ones': [risk({ currentL: 6, status: 'closed' })] },
  },
  '6.1.2-method-followed': {
    fails: {
      'scored under another matrix': [risk({ matrixHash: 'older' })],
      'no rationale': [risk({ rationale: ' ' })],
      'never scored (RS8)': [
        risk({ currentL: undefined, currentI: undefined, matrixHash: undefined, rationale: undefined }),
      ],
    },
    passes: {
      'under the matrix in use': [risk()],
      'under a grid of its own': [
        but(method, {
          grid: [
            [1, 2, 2],
            [2, 3, 4],
            [2, 4, 4],
          ],
        }),
        risk({
          matrixHash: matrixHash([
            [1, 2, 2],
            [2, 3, 4],
            [2, 4, 4],
          ]),
        }),
      ],
    },
    na: { 'only closed ones': [risk({ matrixHash: 'older', status: 'closed' })] },
  },
  '6.1.2-score-plausible': {
    fails: {
      'expected above current (RS5)': [risk({ residualL: 4, residualI: 3 })],
      'current above inherent (RS5)': [risk({ inherentL: 2, inherentI: 3 })],
      'lowered without a control that operates (RS6)': [
        risk({ inherentL: 4, inherentI: 4, controls: ['c_1'] }),
        record('control', 'c_1', { status: 'planned' }),
      ],
      'expected lower without an action (RS6)': [treated({ residualL: 1, residualI: 1 })],
      'its only action was cancelled': [treated({ residualL: 1, residualI: 1 }), action({ status: 'cancelled' })],
    },
    passes: {
      'lowered by a control that operates': [
        risk({ inherentL: 4, inherentI: 4, controls: ['c_1'] }),
        record('control', 'c_1', { status: 'operating' }),
      ],
      'expected lower by an action': [treated({ residualL: 1, residualI: 1 }), action()],
      'moved away with a reason': [risk({ option: 'share', optionReason: 'Insured', residualL: 1, residualI: 1 })],
    },
    na: { 'only closed ones': [risk({ residualL: 4, residualI: 3, status: 'closed' })] },
  },
  '6.1.3-treatment-plan-exists': {
    fails: {
      'none': [high()],
      'ended yesterday': [high(), plan({ to: yesterday })],
      'begins tomorrow': [high(), plan({ from: tomorrow })],
      'archived': [high(), archived(plan())],
    },
    passes: {
      'covers today': [high(), plan()],
      'begins today': [high(), plan({ from: today })],
      'ends today': [high(), plan({ to: today })],
    },
    na: {
      'nothing above the criteria': [risk()],
      'only closed above them': [high({ status: 'closed' })],
      'only residual above them': [risk({ residualL: 5, residualI: 5 })],
    },
  },
  '6.1.3-treatment-plan-approved': {
    fails: {
      'not approved': [high(), plan(), names('tp_1')],
      'changed since': [high(), plan(), approvedAs(plan(), { summary: 'Older' })],
      'the option of a risk changed since': [
        high({ option: 'modify' }),
        plan(),
        approved(plan(), { contentHash: 'older' }),
      ],
    },
    passes: { approved: [high(), plan(), approved(plan())] },
    na: { 'ended yesterday': [high(), plan({ to: yesterday })], 'none': [high()] },
  },
  '6.1.3-plan-covers-risks': {
    fails: {
      'TR12: approved, and the risk is not in it': [
        high({ option: 'modify' }),
        action(),
        plan({ risks: ['r_2'] }),
        approved(plan({ risks: ['r_2'] })),
        names('r_1'),
      ],
      'in a plan nobody approved': [high({ option: 'modify' }), action(), plan()],
      'in one that was refused': [high({ option: 'modify' }), action(), plan(), rejected(plan())],
      'added after the approval': [
        high({ option: 'modify' }),
        action(),
        plan(),
        approvedAs(plan(), { risks: ['r_2'] }),
      ],
      'in a plan that ended yesterday': [
        high({ option: 'modify' }),
        action(),
        plan({ to: yesterday }),
        approved(plan({ to: yesterday })),
      ],
      'without an option': [high(), action(), plan(), approved(plan())],
      'with nothing to do': [high({ option: 'modify' }), plan(), approved(plan())],
      'its only action was cancelled': [
        high({ option: 'modify' }),
        action({ status: 'cancelled' }),
        plan(),
        approved(plan()),
      ],
      'retained without acceptance': [retained, plan(), approved(plan())],
      'only the residual is accepted (TR11)': [
        high({ currentL: 5, option: 'modify', residualL: 4, residualI: 4 }),
        accepting(),
        approved(accepting()),
      ],
    },
    passes: {
      'in the approved plan': [high({ option: 'modify' }), action(), plan(), approved(plan())],
      'the plan changed since, the risk was in it': [
        high({ option: 'modify' }),
        action(),
        plan(),
        approvedAs(plan(), { summary: 'Older' }),
      ],
      'accepted as it stands': [retained, accepting(), approved(accepting())],
      'accepted meanwhile': [
        high({ option: 'modify', residualL: 2, residualI: 2 }),
        action(),
        accepting({ type: 'interim' }),
        approved(accepting({ type: 'interim' })),
      ],
    },
    na: { 'nothing above the criteria': [risk(), plan()], 'only closed above them': [high({ status: 'closed' })] },
  },
  '6.1.3-untreated': {
    fails: {
      'no option': [high(), names('r_1')],
      'an option and nothing done': [high({ option: 'modify' })],
      'all done, still above (TR1)': [
        high({ option: 'modify' }),
        action({ status: 'done', completedOn: '2026-02-01' }),
      ],
      'retained, acceptance taken back': [retained, accepting(), ...revoked(accepting())],
    },
    passes: {
      'an open action': [high({ option: 'modify' }), action()],
      'an action that is late is overdue, not untreated': [high({ option: 'modify' }), action({ due: yesterday })],
      'accepted': [retained, accepting(), approved(accepting())],
      'within': [risk()],
    },
    na: { 'only closed ones': [high({ status: 'closed' })] },
  },
  '6.1.3-owner-approval': {
    fails: {
      'not approved': [treated()],
      'refused': [treated(), rejected(treated())],
      'taken back': [treated(), ...revoked(treated())],
      'void': [treated(), voided(treated())],
    },
    passes: {
      'approved': [treated(), approved(treated())],
      'changed since: another check says so': [treated(), approvedAs(treated(), { event: 'Older' })],
    },
    na: { 'no option': [high()], 'closed': [treated({ status: 'closed' })] },
  },
  '6.1.3-approval-stale': {
    fails: {
      'the treatment changed': [treated(), approvedAs(treated(), { residualL: 1 }), names('r_1')],
      'an action was added (composite)': [treated(), action(), approved(treated(), { contentHash: 'without it' })],
    },
    passes: {
      'as approved': [treated(), action(), approved(treated())],
      'only the current level changed': [treated(), approvedAs(treated(), { currentL: 5 })],
      'not approved: another check says so': [treated()],
    },
    na: { 'no option': [high()] },
  },
  '6.1.3-residual-missing': {
    fails: { 'modify': [risk({ option: 'modify' })], 'share, half a score': [risk({ option: 'share', residualL: 2 })] },
    passes: { 'scored': [treated()], 'off the scale is another check': [treated({ residualL: 9 })] },
    na: {
      retain: [retained],
      avoid: [risk({ option: 'avoid' })],
      closed: [risk({ option: 'modify', status: 'closed' })],
    },
  },
  '6.1.3-residual-not-accepted': {
    fails: {
      'none': [retained, names('r_1')],
      'drafted': [retained, accepting()],
      'refused': [retained, accepting(), rejected(accepting())],
      'taken back': [retained, accepting(), ...revoked(accepting())],
      'void': [retained, accepting(), voided(accepting())],
      'only an interim one (TR3)': [
        high({ option: 'modify', residualL: 4, residualI: 4 }),
        action(),
        accepting({ type: 'interim' }),
        approved(accepting({ type: 'interim' })),
      ],
      'archived': [retained, archived(accepting()), approved(archived(accepting()))],
    },
    passes: {
      'accepted': [retained, accepting(), approved(accepting())],
      'ended: another check says so': [retained, accepting(), approved(accepting(), { validUntil: yesterday })],
      'the best of two (TR5)': [
        retained,
        accepting(),
        rejected(accepting()),
        accepting({}, 'rx_2'),
        approved(accepting({}, 'rx_2')),
      ],
    },
    na: {
      'within the criteria': [treated()],
      'no residual yet': [high({ option: 'modify' })],
      'closed': [but(retained, { status: 'closed' })],
    },
  },
  '6.1.3-acceptance-expired': {
    fails: {
      'ended yesterday': [retained, accepting(), approved(accepting(), { validUntil: yesterday }), names('r_1')],
    },
    passes: {
      'ends today': [retained, accepting(), approved(accepting(), { validUntil: today })],
      'a newer one holds': [
        retained,
        accepting(),
        approved(accepting(), { validUntil: yesterday }),
        accepting({}, 'rx_2'),
        approved(accepting({}, 'rx_2')),
      ],
    },
    na: { 'within the criteria': [treated(), accepting(), approved(accepting(), { validUntil: yesterday })] },
  },
  '6.1.3-acceptance-stale': {
    fails: {
      'the risk was scored anew since (TR6)': [
        retained,
        accepting(),
        approved(accepting(), { contentHash: 'of the older score' }),
        names('r_1'),
      ],
      'the conditions changed': [retained, accepting(), approvedAs(accepting(), { conditions: 'Older' })],
    },
    passes: { 'as accepted': [retained, accepting(), approved(accepting())] },
    na: { 'within the criteria': [treated(), accepting(), approvedAs(accepting(), { conditions: 'Older' })] },
  },
  '8.2-risks-reviewed': {
    fails: {
      'due yesterday': [risk({ assessedOn: '2025-05-31' }), names('r_1')],
      "by the method's own interval": [but(method, { reassessEvery: 'P1M' }), risk({ assessedOn: '2026-04-30' })],
      'confirmed too long ago': [
        risk({ assessedOn: '2024-01-01' }),
        confirmed(risk({ assessedOn: '2024-01-01' }), '2025-05-31'),
      ],
    },
    passes: {
      'due today': [risk({ assessedOn: '2025-06-01' })],
      'confirmed since': [
        risk({ assessedOn: '2024-01-01' }),
        confirmed(risk({ assessedOn: '2024-01-01' }), '2025-06-01'),
      ],
    },
    na: { 'only closed ones': [risk({ assessedOn: '2020-01-01', status: 'closed' })] },
  },
  '8.3-action-overdue': {
    fails: {
      'due yesterday': [action({ due: yesterday }), names('ta_1')],
      'blocked is open': [action({ due: yesterday, status: 'blocked' })],
    },
    passes: { 'due today': [action()], 'no day': [action({ due: undefined })] },
    na: {
      'done and cancelled': [
        action({ due: yesterday, status: 'done' }),
        action({ due: yesterday, status: 'cancelled' }, 'ta_2'),
      ],
    },
  },
  '8.3-action-evidence': {
    fails: {
      'nothing linked': [action({ status: 'done' }), names('ta_1')],
      'only what is archived': [action({ status: 'done', evidence: ['ev_1'] }), archived(record('evidence', 'ev_1'))],
    },
    passes: { linked: [action({ status: 'done', evidence: ['ev_1'] }), record('evidence', 'ev_1')] },
    na: { 'nothing done': [action()] },
  },
  '8.3-reassess': {
    fails: {
      'done 31 days ago, scored before': [
        risk({ assessedOn: '2026-04-30' }),
        action({ status: 'done', completedOn: '2026-05-01' }),
        names('r_1'),
      ],
      'the rest was cancelled': [
        risk({ assessedOn: '2026-01-01' }),
        action({ status: 'done', completedOn: '2026-05-01' }),
        action({ status: 'cancelled', completedOn: '2026-05-30' }, 'ta_2'),
      ],
    },
    passes: {
      'done 30 days ago': [risk({ assessedOn: '2026-04-30' }), action({ status: 'done', completedOn: '2026-05-02' })],
      'scored on that day': [risk({ assessedOn: '2026-05-01' }), action({ status: 'done', completedOn: '2026-05-01' })],
      'one is open': [
        risk({ assessedOn: '2026-01-01' }),
        action({ status: 'done', completedOn: '2026-05-01' }),
        action({}, 'ta_2'),
      ],
    },
    na: {
      'no action': [risk()],
      'closed': [
        risk({ status: 'closed', assessedOn: '2026-01-01' }),
        action({ status: 'done', completedOn: '2026-02-01' }),
      ],
    },
  },
  '8.3-exception-expired': {
    fails: {
      'ended yesterday': [
        exception({ validUntil: yesterday }),
        approved(exception({ validUntil: yesterday })),
        names('ex_1'),
      ],
      'a later day that nobody approved': [exception(), approvedAs(exception(), { validUntil: yesterday })],
    },
    passes: {
      'ends today': [exception({ validUntil: today }), approved(exception({ validUntil: today }))],
      'never permitted': [exception({ validUntil: yesterday })],
    },
    na: {
      closed: [
        exception({ validUntil: yesterday, closedOn: today }),
        approved(exception({ validUntil: yesterday, closedOn: today })),
      ],
      none: [],
    },
  },
}

/** RE3: of `of` risks, `failing` without an owner. */
export const ownerless = (failing: number, of: number): readonly Bit[] => [
  ...list(of, (n) => risk({ owner: n <= failing ? undefined : 'pe_1' }, `r_${n}`)),
  namesOf(of, ...list(failing, (n) => `r_${n}`)),
]
