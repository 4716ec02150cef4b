import { AcceptanceAuthorityCell, AcceptanceLeftCell, AcceptanceLevelCell, AcceptanceStateCell, ActionSignalCell, PlanCostCell, PlanProgressCell } from './cells'
import type { KindTab } from '../register/kindTab'
import type { AnyRecord } from '~/lib/isms/registry'
import { acceptanceStates } from '~/lib/isms/risk/acceptance'
import { useIsms } from '~/lib/stores/isms'
import { useTreatment } from '~/lib/stores/treatment'

const signals = ['overdue', 'blocked', 'evidenceMissing', 'noCompletion'] as const
const acceptanceOf = (row: AnyRecord) => useIsms().acceptanceById.get(row.id)?.facts

/** The registers of treatment: plans, actions, acceptances (6.1.3 e, f, 8.3). */
export const treatmentTabs: readonly KindTab[] = [
  {
    view: 'plan', kind: 'treatmentPlan', sort: { name: 'from', descending: true }, cells: { progress: PlanProgressCell, spent: PlanCostCell },
    columns: ({ t }) => [
      { name: 'from', initial: true, width: 84 }, { name: 'to', initial: true, width: 84 },
      { name: 'progress', label: t('treatment.plan.progress'), width: 190, sortValue: (row) => ((facts) => (facts && facts.summary.total > 0 ? facts.summary.done / facts.summary.total : undefined))(useTreatment().plans.get(row.id)) },
      { name: 'spent', label: t('treatment.plan.cost'), width: 150, sortValue: (row) => useTreatment().plans.get(row.id)?.cost },
      { name: 'risks', initial: false }, { name: 'budget', initial: false }, { name: 'currency', initial: false },
    ],
  },
  {
    view: 'actions', kind: 'treatmentAction', prominent: ['status', 'responsible', 'signal'], bulk: ['responsible', 'status', 'due', 'controls'], fresh: { status: 'planned' }, sort: { name: 'due', descending: false }, cells: { signal: ActionSignalCell },
    columns: ({ t }) => [
      { name: 'responsible', initial: true, width: 40, label: '' }, { name: 'risks', initial: true, width: 130 }, { name: 'status', initial: true, width: 96 }, { name: 'due', initial: true, width: 84 },
      { name: 'signal', label: t('treatment.signal'), width: 130, sortValue: (row) => ((at) => (at < 0 ? undefined : at))(signals.findIndex((signal) => useTreatment().signals.get(row.id)?.includes(signal))) },
      { name: 'evidence', initial: false }, { name: 'controls', initial: false }, { name: 'cost', initial: false }, { name: 'completedOn', initial: false }, { name: 'start', initial: false }, { name: 'blockedReason', initial: false },
    ],
    facets: ({ t }) => [{ name: 'signal', label: t('treatment.signal'), valuesOf: (row) => ((found) => (found.length > 0 ? found : ['none']))(useTreatment().signals.get(row.id) ?? []), options: [...signals.map((value) => ({ value, label: t(`treatment.signals.${value}`) })), { value: 'none', label: t('treatment.nothing') }] }],
  },
  {
    view: 'acceptances', kind: 'riskAcceptance', prominent: ['state', 'type'], bulk: [], sort: { name: 'left', descending: false },
    cells: { level: AcceptanceLevelCell, state: AcceptanceStateCell, left: AcceptanceLeftCell, authority: AcceptanceAuthorityCell },
    columns: ({ t }) => [
      { name: 'risk', initial: true, width: 180 }, { name: 'level', label: t('treatment.level'), width: 130, sortValue: (row) => (row.kind === 'riskAcceptance' ? row.frozenLevel : undefined) },
      { name: 'state', label: t('treatment.state'), width: 116, sortValue: (row) => ((facts) => facts && acceptanceStates.indexOf(facts.state))(acceptanceOf(row)) },
      { name: 'validUntil', initial: true, width: 96, label: t('treatment.until') }, { name: 'left', label: t('treatment.left'), width: 116, sortValue: (row) => acceptanceOf(row)?.daysLeft },
      { name: 'authority', label: t('treatment.authority'), width: 232 }, { name: 'type', initial: false },
    ],
    facets: ({ t }) => [{ name: 'state', label: t('treatment.state'), valuesOf: (row) => [acceptanceOf(row)?.state ?? 'draft'], options: acceptanceStates.map((value) => ({ value, label: t(`treatment.states.${value}`) })) }],
  },
]
