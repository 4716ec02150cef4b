import {
  AcceptanceAuthorityCell,
  AcceptanceLeftCell,
  AcceptanceLevelCell,
  AcceptanceStateCell,
  ActionSignalCell,
  PlanCostCell,
  PlanProgressCell,
} from './treatmentCells'
import { authorityText, planCostText, planProgressText, signalText } from './treatmentTexts'
import type { KindTab } from '../register/kindTab'
import { levelText } from '../risk/levelText'
import type { AnyRecord } from '~/lib/records/registry'
import { acceptanceStates } from '~/lib/isms/risk/acceptance'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useTreatment } from '~/lib/live/treatment/treatmentStore'

const signals = ['overdue', 'blocked', 'evidenceMissing', 'noCompletion'] as const
const acceptanceOf = (row: AnyRecord) => useRisks().acceptanceById.get(row.id)?.facts

/** The registers of treatment: plans, actions, acceptances (6.1.3 e, f, 8.3). */
export const treatmentTabs: readonly KindTab[] = [
  {
    view: 'plan',
    kind: 'treatmentPlan',
    sort: { name: 'from', descending: true },
    cells: { progress: PlanProgressCell, spent: PlanCostCell },
    columns: (words) => [
      { name: 'from', initial: true, width: 84 },
      { name: 'to', initial: true, width: 84 },
      {
        name: 'progress',
        label: words.t('treatment.plan.progress'),
        width: 190,
        shown: (row) =>
          row.kind === 'treatmentPlan'
            ? (({ done, late }) => [done, late].filter(Boolean).join(', '))(planProgressText(row, words))
            : undefined,
        sortValue: (row) =>
          ((facts) => (facts && facts.summary.total > 0 ? facts.summary.done / facts.summary.total : undefined))(
            useTreatment().plans.get(row.id),
          ),
      },
      {
        name: 'spent',
        label: words.t('treatment.plan.cost'),
        width: 150,
        shown: (row) => (row.kind === 'treatmentPlan' ? planCostText(row, words) : undefined),
        sortValue: (row) => useTreatment().plans.get(row.id)?.cost,
      },
      { name: 'risks', initial: false },
      { name: 'budget', initial: false },
      { name: 'currency', initial: false },
    ],
  },
  {
    view: 'actions',
    kind: 'treatmentAction',
    prominent: ['status', 'responsible', 'signal'],
    bulk: ['responsible', 'status', 'due', 'controls'],
    fresh: { status: 'planned' },
    sort: { name: 'due', descending: false },
    cells: { signal: ActionSignalCell },
    columns: (words) => [
      { name: 'responsible', initial: true, width: 40 },
      { name: 'risks', initial: true, width: 130 },
      { name: 'status', initial: true, width: 96 },
      { name: 'due', initial: true, width: 84 },
      {
        name: 'signal',
        label: words.t('treatment.signal'),
        width: 130,
        shown: (row) => (row.kind === 'treatmentAction' ? signalText(row, words) : undefined),
        sortValue: (row) =>
          ((at) => (at < 0 ? undefined : at))(
            signals.findIndex((signal) => useTreatment().signals.get(row.id)?.includes(signal)),
          ),
      },
      { name: 'evidence', initial: false },
      { name: 'controls', initial: false },
      { name: 'cost', initial: false },
      { name: 'completedOn', initial: false },
      { name: 'start', initial: false },
      { name: 'blockedReason', initial: false },
    ],
    facets: ({ t }) => [
      {
        name: 'signal',
        label: t('treatment.signal'),
        valuesOf: (row) => ((found) => (found.length > 0 ? found : ['none']))(useTreatment().signals.get(row.id) ?? []),
        options: [
          ...signals.map((value) => ({ value, label: t(`treatment.signals.${value}`) })),
          { value: 'none', label: t('treatment.nothing') },
        ],
      },
    ],
  },
  {
    view: 'acceptances',
    kind: 'riskAcceptance',
    prominent: ['state', 'type'],
    bulk: [],
    sort: { name: 'left', descending: false },
    cells: {
      level: AcceptanceLevelCell,
      state: AcceptanceStateCell,
      left: AcceptanceLeftCell,
      authority: AcceptanceAuthorityCell,
    },
    columns: (words) => [
      { name: 'risk', initial: true, width: 180 },
      {
        name: 'level',
        label: words.t('treatment.level'),
        width: 130,
        shown: (row) =>
          row.kind === 'riskAcceptance'
            ? levelText(
                { l: row.frozenL, i: row.frozenI, level: row.frozenLevel ?? 'unset' },
                useRisks().method.levels,
                words.t,
              )
            : undefined,
        sortValue: (row) => (row.kind === 'riskAcceptance' ? row.frozenLevel : undefined),
      },
      {
        name: 'state',
        label: words.t('treatment.state'),
        width: 116,
        shown: (row) => ((facts) => facts && words.t(`treatment.states.${facts.state}`))(acceptanceOf(row)),
        sortValue: (row) => ((facts) => facts && acceptanceStates.indexOf(facts.state))(acceptanceOf(row)),
      },
      { name: 'validUntil', initial: true, width: 96, label: words.t('treatment.until') },
      { name: 'left', label: words.t('treatment.left'), width: 116, shown: (row) => acceptanceOf(row)?.daysLeft },
      {
        name: 'authority',
        label: words.t('treatment.authority'),
        width: 232,
        shown: (row) =>
          row.kind === 'riskAcceptance'
            ? (authorityText(row, words) ?? words.t('treatment.acceptance.noMethod'))
            : undefined,
      },
      { name: 'type', initial: false },
    ],
    facets: ({ t }) => [
      {
        name: 'state',
        label: t('treatment.state'),
        valuesOf: (row) => [acceptanceOf(row)?.state ?? 'draft'],
        options: acceptanceStates.map((value) => ({ value, label: t(`treatment.states.${value}`) })),
      },
    ],
  },
]
