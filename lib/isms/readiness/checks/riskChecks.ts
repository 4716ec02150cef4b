/** Checks of clauses 6.1 and 8.2 to 8.3: risk assessment and treatment (isms.md 5.2). */

import { daysBetween, isOverdue } from '~/lib/shared/dates'
import { isComplete } from '~/lib/records/fieldCompleteness'
import { exceptionState } from '~/lib/isms/policy/exceptionState'
import { isOpenAction, needsReassessment } from '~/lib/isms/risk/riskState'
import { isAbove, isLevel } from '~/lib/isms/risk/level'
import type { Risk } from '~/lib/records/kinds/risk'
import { frozenFields } from '~/lib/isms/statement/frozen'
import { verdict, type Check, type Judged } from '../readinessCheck'
import {
  isAboveNow,
  levels,
  method,
  openRisk,
  reassessBy,
  residualAcceptance,
  riskFacts,
} from '../facts/riskCheckFacts'
import { factOfAll, type Reader } from '../readinessReader'
import { approval, filled, isActive, isUnapproved, links, some, standing } from '../facts/workspace'

const ofOpenRisk =
  (judge: (read: Reader, row: Risk) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((row) => row && judge(read, row))(openRisk(read, id))
const treated = ofOpenRisk
const methodOf = (read: Reader) => read.row('riskMethod', 'rm_main')
const methodDefined = (read: Reader): boolean =>
  ((row) => row !== undefined && isComplete('riskMethod', row))(methodOf(read))
const plansToday = (read: Reader): readonly string[] => {
  const today = read.today()
  return read
    .ids('treatmentPlan')
    .filter((id) =>
      ((row) => row?.from !== undefined && row.to !== undefined && row.from <= today && today <= row.to)(
        read.row('treatmentPlan', id),
      ),
    )
}
/** TR12: risks named by the approved contents of today's plans. For a plan changed since, its approved copy. */
const plannedRisks = factOfAll(
  (read): ReadonlySet<string> =>
    new Set(
      plansToday(read).flatMap((id): readonly string[] => {
        const state = approval(read, id)
        if (state === 'current') return read.row('treatmentPlan', id)!.risks
        const copy =
          state === 'stale' ? frozenFields(standing(read, id)!.approval.statement?.frozen)?.['risks'] : undefined
        return Array.isArray(copy) ? copy.filter((one) => typeof one === 'string') : []
      }),
    ),
)
/**
 * TR12: named by an approved plan that runs today, with an option that treats it and an action that was not cancelled.
 */
function isPlanned(read: Reader, id: string): boolean {
  const { option } = read.row('risk', id)!
  if (option === undefined || option === 'retain' || !plannedRisks(read).has(id)) return false
  return riskFacts(read, id)!.actions.some(({ status }) => status !== 'cancelled')
}
/** The expected level exceeds the criteria: the owner's plan alone does not accept it (TR3). */
const residualAbove = (read: Reader, { id }: Risk): boolean =>
  isAbove(levels(read, id)!.effectiveResidual, method(read))

export const riskChecks: readonly Check[] = [
  { id: '6.1.2-method-defined', phase: 'P', severity: 'B', stage: 1, holds: methodDefined },
  {
    id: '6.1.2-method-approved',
    phase: 'P',
    severity: 'B',
    stage: 1,
    applies: methodDefined,
    over: 'riskMethod',
    judge: (read, id) => verdict(isUnapproved(approval(read, id))),
  },
  {
    id: '6.1.2-method-approval-stale',
    phase: 'P',
    severity: 'W',
    stage: 1,
    applies: methodDefined,
    over: 'riskMethod',
    judge: (read, id) =>
      ((state) => (isUnapproved(state) ? undefined : verdict(state === 'stale')))(approval(read, id)),
  },
  {
    id: '6.1.2-risks-assessed',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) =>
      some(read, 'risk', (id) => openRisk(read, id) !== undefined && isLevel(levels(read, id)!.current.level)),
  },
  {
    id: '6.1.2-risk-owner',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: 'risk',
    judge: ofOpenRisk((read, row) => verdict(!isActive(read, row.owner))),
  },
  {
    id: '6.1.2-risk-complete',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: 'risk',
    judge: ofOpenRisk((read, row) =>
      verdict(
        !filled(row.event) ||
          !filled(row.consequence) ||
          row.properties.length === 0 ||
          (row.processes.length === 0 && links(read, 'asset', row.assets).length === 0),
      ),
    ),
  },
  {
    id: '6.1.2-scores-on-scale',
    phase: 'D',
    severity: 'W10',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, { id }) =>
      ((of) => verdict([of.inherent, of.current, of.residual].some(({ level }) => level === 'offScale')))(
        levels(read, id)!,
      ),
    ),
  },
  {
    id: '6.1.2-method-followed',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'risk',
    // RS8: an unscored risk names no matrix and so cannot be outdated by the method.
    judge: ofOpenRisk((read, row) =>
      verdict(
        levels(read, row.id)!.outdated ||
          ((row.currentL !== undefined || row.currentI !== undefined) && !filled(row.rationale)),
      ),
    ),
  },
  {
    id: '6.1.2-score-plausible',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, { id }) => verdict(riskFacts(read, id)!.flags.length > 0)),
  },
  {
    id: '6.1.3-treatment-plan-exists',
    phase: 'P',
    severity: 'B',
    stage: 1,
    applies: (read) => some(read, 'risk', (id) => isAboveNow(read, id)),
    holds: (read) => plansToday(read).length > 0,
  },
  {
    id: '6.1.3-treatment-plan-approved',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: { name: 'treatmentPlan of today', keys: plansToday },
    judge: (read, id) => verdict(approval(read, id) !== 'current'),
  },
  {
    // TR12: a plan that leaves a risk out does not cover it, however well it is approved.
    id: '6.1.3-plan-covers-risks',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: 'risk',
    judge: (read, id) =>
      isAboveNow(read, id) ? verdict(!riskFacts(read, id)!.cover.present && !isPlanned(read, id)) : undefined,
  },
  {
    id: '6.1.3-untreated',
    phase: 'P',
    severity: 'B',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, { id }) => verdict(riskFacts(read, id)!.state === 'untreated')),
  },
  {
    id: '6.1.3-owner-approval',
    phase: 'P',
    severity: 'W20',
    stage: 2,
    over: 'risk',
    judge: treated((read, { id, option }) =>
      option === undefined ? undefined : verdict(isUnapproved(approval(read, id, 'treatment'))),
    ),
  },
  {
    id: '6.1.3-approval-stale',
    phase: 'P',
    severity: 'W',
    stage: 2,
    over: 'risk',
    judge: treated((read, { id, option }) =>
      option === undefined ? undefined : verdict(approval(read, id, 'treatment') === 'stale'),
    ),
  },
  {
    id: '6.1.3-residual-missing',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: 'risk',
    judge: treated((read, { id, option }) =>
      option === 'modify' || option === 'share' ? verdict(levels(read, id)!.residual.level === 'unset') : undefined,
    ),
  },
  {
    id: '6.1.3-residual-not-accepted',
    phase: 'P',
    severity: 'B',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, row) =>
      residualAbove(read, row)
        ? verdict(['draft', 'rejected', 'revoked', 'void', undefined].includes(residualAcceptance(read, row.id)))
        : undefined,
    ),
  },
  {
    id: '6.1.3-acceptance-expired',
    phase: 'C',
    severity: 'B',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, row) =>
      residualAbove(read, row) ? verdict(residualAcceptance(read, row.id) === 'expired') : undefined,
    ),
  },
  {
    id: '6.1.3-acceptance-stale',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, row) =>
      residualAbove(read, row) ? verdict(residualAcceptance(read, row.id) === 'stale') : undefined,
    ),
  },
  {
    id: '8.2-risks-reviewed',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, row) => verdict(isOverdue(reassessBy(read, row), read.today()))),
  },
  {
    id: '8.3-action-overdue',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'treatmentAction',
    judge: (read, id) =>
      ((row) => (row && isOpenAction(row) ? verdict(isOverdue(row.due, read.today())) : undefined))(
        read.row('treatmentAction', id),
      ),
  },
  {
    id: '8.3-action-evidence',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'treatmentAction',
    judge: (read, id) =>
      ((row) => (row?.status === 'done' ? verdict(links(read, 'evidence', row.evidence).length === 0) : undefined))(
        read.row('treatmentAction', id),
      ),
  },
  {
    // TR7: the work was done a month ago, and nobody has reassessed the risk since.
    id: '8.3-reassess',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'risk',
    judge: ofOpenRisk((read, row) => {
      const actions = riskFacts(read, row.id)!.actions.filter(({ status }) => status !== 'cancelled')
      const last =
        actions
          .map(({ completedOn }) => completedOn ?? '')
          .sort()
          .at(-1) ?? ''
      return actions.length === 0
        ? undefined
        : verdict(needsReassessment(row, actions) && last !== '' && daysBetween(last, read.today()) > 30)
    }),
  },
  {
    id: '8.3-exception-expired',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'exception',
    judge: (read, id) => {
      const row = read.row('exception', id)
      if (!row || (row.closedOn !== undefined && row.closedOn <= read.today())) return undefined
      return verdict(exceptionState(row, standing(read, id)!.approval, read.today()) === 'expired')
    },
  },
]

/** True if there is an open action that is not overdue: the gap is planned (6.1.3-soa-not-implemented). */
export const hasPlannedAction = (read: Reader, risks: readonly string[], controls: readonly string[]): boolean =>
  [
    ...risks.flatMap((id) => read.referencing('treatmentAction', 'risks', id)),
    ...controls.flatMap((id) => read.referencing('treatmentAction', 'controls', id)),
  ].some((action) => isOpenAction(action) && action.due !== undefined && action.due >= read.today())
