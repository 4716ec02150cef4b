import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../composables/useRecords'
import { isSelfTested, testSignature } from '../isms/control/testState'
import { evidencePattern, type Pattern } from '../isms/evidence/pattern'
import type { Control } from '../records/kinds/control'
import type { ControlTest } from '../records/kinds/controlTest'
import type { Evidence } from '../records/kinds/evidence'
import type { Nonconformity } from '../records/kinds/nonconformity'
import type { Risk } from '../records/kinds/risk'
import type { ApprovalState } from '../isms/statement/approvalState'
import { latestByRecipe, recipeDue, type RecipeDue } from '../isms/control/recipeDue'
import type { CaptureRecipe } from '../records/kinds/captureRecipe'
import { useIsms } from './isms'
import { useSession } from './session'
import { groupBy } from '../shared/groups'

/** Tests, evidence, risks and nonconformities of controls, looked up once; recipes and when they are due again. */
export const useControls = defineStore('controls', () => {
  const isms = useIsms()
  const session = useSession()
  const nonconformities = useRecords('nonconformity')
  const recipes = useRecords('captureRecipe')

  const testsByControl = computed(() =>
    groupBy(
      [...(isms.tests ?? [])].sort((a, b) => ((a.periodTo ?? '') < (b.periodTo ?? '') ? 1 : -1)),
      (test) => test.control,
    ),
  )
  const evidenceByControl = computed(() => groupBy(isms.evidence ?? [], (row) => row.controls))
  const risksByControl = computed(() => groupBy(isms.risks ?? [], (row) => row.controls))
  const ncByTest = computed(
    () =>
      new Map(
        (nonconformities.value ?? []).flatMap((row) => (row.test === undefined ? [] : [[row.test, row] as const])),
      ),
  )
  const signatures = computed(
    () =>
      new Map(
        (isms.tests ?? []).map((test): [string, ApprovalState] => [
          test.id,
          testSignature(test, isms.statementsOf.get(test.id) ?? [], session.today),
        ]),
      ),
  )
  const latest = computed(() => latestByRecipe(recipes.value ?? [], isms.evidence ?? []))

  return {
    testsOf: (control: string): readonly ControlTest[] => testsByControl.value.get(control) ?? [],
    evidenceOf: (control: string): readonly Evidence[] => evidenceByControl.value.get(control) ?? [],
    risksOf: (control: string): readonly Risk[] => risksByControl.value.get(control) ?? [],
    ncOf: (test: string): Nonconformity | undefined => ncByTest.value.get(test),
    signatureOf: (test: string): ApprovalState => signatures.value.get(test) ?? 'none',
    isSelfTested: (test: ControlTest): boolean =>
      isSelfTested(test, test.control === undefined ? undefined : isms.controlById.get(test.control)),
    /** EV9. */
    patternOf: (control: Control): Pattern | undefined =>
      evidencePattern(control, evidenceByControl.value.get(control.id) ?? [], {
        facts: isms.factsOf,
        settings: isms.settings,
        today: session.today,
      }),
    recipeDue: (recipe: CaptureRecipe): RecipeDue =>
      recipeDue(recipe, latest.value.get(recipe.id), {
        controlOf: (id) => isms.controlById.get(id),
        settings: isms.settings,
        today: session.today,
      }),
  }
})
