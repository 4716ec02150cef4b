import { defineAsyncComponent } from 'vue'
import { incidentProblem } from '~/lib/isms/incident/clock'
import type { SupplierProblem } from '~/lib/isms/supplier/supplierState'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useSuppliers } from '~/lib/live/supplier/suppliersStore'
import type { KindFaces } from '../record/face'
import { useLanguage } from '~/lib/live/ui/languageStore'

const ofIncident = { reported: 'open', responding: 'inProgress', resolved: 'notVerified', closed: 'verified' } as const
/** What nobody may wait with; the rest is a warning. */
const severe: ReadonlySet<SupplierProblem> = new Set(['assuranceMissing', 'assuranceEnded', 'reviewOverdue'])

export const operationFaces: KindFaces = {
  incident: {
    // The picture holds what runs: state, clock, decision, timeline, who was told, lessons.
    drawer: ['description', 'occurredAt', 'detectedAt', 'reportedBy', 'category', 'assets', 'pii', 'owner'],
    hidden: [
      'isIncident',
      'severity',
      'status',
      'resolvedAt',
      'timeline',
      'notifications',
      'nonconformity',
      'lessons',
      'failedControls',
      'risks',
    ],
    picture: defineAsyncComponent(() => import('../incident/IncidentPicture.vue')),
    state: (row) => (incidentProblem(row, useSession().today) ? 'blocker' : ofIncident[row.status ?? 'reported']),
    stateWord: (row, { t }) =>
      [
        row.status && t(`value.incident.status.${row.status}`),
        row.isIncident && row.isIncident !== 'undecided'
          ? useLanguage().format.inSentence(t(`value.incident.isIncident.${row.isIncident}`))
          : '',
      ]
        .filter(Boolean)
        .join(', '),
    problem: (row, { t }) => {
      const problem = incidentProblem(row, useSession().today)
      return (
        problem && {
          tone: problem === 'notResolved' ? 'warn' : 'fail',
          title: t(`incident.problem.${problem}`),
          text: t(`incident.problem.${problem}Text`),
        }
      )
    },
  },
  supplier: {
    drawer: [
      'service',
      'owner',
      'criticality',
      'cloud',
      'dataAccess',
      'assurance',
      'assuranceUntil',
      'evidence',
      'reviewedOn',
      'contractUntil',
      'exitPlan',
      'status',
    ],
    picture: defineAsyncComponent(() => import('../supplier/SupplierPicture.vue')),
    settle: defineAsyncComponent(() => import('../supplier/SupplierSettle.vue')),
    state: (row) =>
      row.status === 'ended'
        ? 'excluded'
        : ((problem) => (problem === undefined ? 'verified' : severe.has(problem) ? 'blocker' : 'warning'))(
            useSuppliers().stateOf(row).problems[0],
          ),
    stateWord: (row, { t }) => (row.status === undefined ? undefined : t(`value.supplier.status.${row.status}`)),
    problem: (row, { t, dates }) => {
      const state = useSuppliers().stateOf(row)
      const [problem] = state.problems
      const date = dates.day(problem === 'reviewOverdue' ? state.reviewDue : row.contractUntil)
      return (
        problem && {
          tone: severe.has(problem) ? 'fail' : 'warn',
          title: t(`control.supplier.problem.${problem}`, { date }),
          text: t(`control.supplier.problem.${problem}Text`),
        }
      )
    },
  },
  asset: {
    drawer: ['type', 'owner', 'classification', 'c', 'i', 'a', 'pii', 'location', 'supports', 'supplier', 'status'],
    picture: defineAsyncComponent(() => import('../asset/AssetPicture.vue')),
    state: (row) => (row.status === 'retired' ? 'excluded' : row.status === 'planned' ? 'planned' : undefined),
  },
}
