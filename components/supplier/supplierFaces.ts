import { defineAsyncComponent } from 'vue'
import type { SupplierProblem } from '~/lib/isms/supplier/supplierState'
import { useSuppliers } from '~/lib/live/supplier/suppliersStore'
import type { KindFaces } from '../record/face'

/** What nobody may wait with; the rest is a warning. */
const severe: ReadonlySet<SupplierProblem> = new Set(['assuranceMissing', 'assuranceEnded', 'reviewOverdue'])

export const supplierFaces: KindFaces = {
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
    picture: defineAsyncComponent(() => import('./SupplierPicture.vue')),
    settle: defineAsyncComponent(() => import('./SupplierSettle.vue')),
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
}
