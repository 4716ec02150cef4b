import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import { isSelfTested, testSignature } from '~/lib/isms/control/testState'
import { evidencePattern, type Pattern } from '~/lib/isms/evidence/pattern'
import type { Control } from '~/lib/records/kinds/control'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import type { Risk } from '~/lib/records/kinds/risk'
import type { ApprovalState } from '~/lib/isms/statement/approvalState'
import { latestByRecipe, recipeDue, type RecipeDue } from '~/lib/isms/control/recipeDue'
import type { CaptureRecipe } from '~/lib/records/kinds/captureRecipe'
import { useControlFacts } from './controlFactsStore'
import { useEvidence } from '../evidence/evidenceStore'
import { useRisks } from '../risk/risksStore'
import { useSettings } from '../workspace/settingsStore'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'
import { groupBy } from '~/lib/shared/groups'

/** Tests, evidence, risks and nonconformities of controls, indexed once; recipes and when they are due again. */
export const useControls = defineStore('controls', () => {
  const controlStore = useControlFacts()
  const evidenceStore = useEvidence()
  const riskStore = useRisks()
  const settings = useSettings()
  const statementRows = useStatementRows()
  const session = useSession()
  const nonconformities = useRecords('nonconformity')
  const recipes = useRecords('captureRecipe')

  const testsByControl = computed(() =>
    groupBy(
      [...(controlStore.tests ?? [])].sort((a, b) => ((a.periodTo ?? '') < (b.periodTo ?? '') ? 1 : -1)),
      (test) => test.control,
    ),
  )
  const evidenceByControl = computed(() => groupBy(evidenceStore.evidence ?? [], (row) => row.controls))
  const risksByControl = computed(() => groupBy(riskStore.risks ?? [], (row) => row.controls))
  const ncByTest = computed(
    () =>
      new Map(
        (nonconformities.value ?? []).flatMap((row) => (row.test === undefined ? [] : [[row.test, row] as const])),
      ),
  )
  const signatures = computed(
    () =>
      new Map(
        (controlStore.tests ?? []).map((test): [string, ApprovalState] => [
          test.id,
          testSignature(test, statementRows.statementsOf.get(test.id) ?? [], session.today),
        ]),
      ),
  )
  const latest = computed(() => latestByRecipe(recipes.value ?? [], evidenceStore.evidence ?? []))

  return {
    testsOf: (control: string): readonly ControlTest[] => testsByControl.value.get(control) ?? [],
    evidenceOf: (control: string): readonly Evidence[] => evidenceByControl.value.get(control) ?? [],
    risksOf: (control: string): readonly Risk[] => risksByControl.value.get(control) ?? [],
    ncOf: (test: string): Nonconformity | undefined => ncByTest.value.get(test),
    signatureOf: (test: string): ApprovalState => signatures.value.get(test) ?? 'none',
    isSelfTested: (test: ControlTest): boolean =>
      isSelfTested(test, test.control === undefined ? undefined : controlStore.controlById.get(test.control)),
    /** EV9. */
    patternOf: (control: Control): Pattern | undefined =>
      evidencePattern(control, evidenceByControl.value.get(control.id) ?? [], {
        facts: evidenceStore.factsOf,
        settings: settings.effective,
        today: session.today,
      }),
    recipeDue: (recipe: CaptureRecipe): RecipeDue =>
      recipeDue(recipe, latest.value.get(recipe.id), {
        controlOf: (id) => controlStore.controlById.get(id),
        settings: settings.effective,
        today: session.today,
      }),
  }
})
