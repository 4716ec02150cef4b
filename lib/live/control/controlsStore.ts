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
import { useIsms } from '../isms/ismsStore'
import { useSession } from '../workspace/sessionStore'
import { groupBy } from '~/lib/shared/groups'

/** Tests, evidence, risks and nonconformities of controls, indexed once; recipes and when they are due again. */
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
    /** EV9: the evidence pattern of a control. */
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
