import { defineStore } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { useEvidence } from '../evidence/evidenceStore'
import { useRecords } from '../record/useRecords'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'
import { useSettings } from '../workspace/settingsStore'
import { controlHealth as judgeHealth, type ControlHealth, type HealthFacts } from '~/lib/isms/control/controlHealth'
import { testFacts, testState, type TestState } from '~/lib/isms/control/testState'
import { controlEvidence, supersededIds, type ControlEvidence } from '~/lib/isms/evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import { groupBy } from '~/lib/shared/groups'

/** Controls with the results of their tests and their evidence; nothing is stored. */
export const useControlFacts = defineStore('controlFacts', () => {
  const session = useSession()
  const settings = useSettings()
  const evidenceStore = useEvidence()
  const statementRows = useStatementRows()
  const controls = useRecords('control')
  const tests = useRecords('controlTest')

  const controlById = computed(() => new Map((controls.value ?? []).map((row) => [row.id, row])))
  const evidenceOfControl: ComputedRef<ReadonlyMap<string, ControlEvidence>> = computed(() => {
    const rows = evidenceStore.evidence ?? []
    const superseded = supersededIds(rows)
    const linked = groupBy(rows, (row) => row.controls)
    return new Map(
      (controls.value ?? []).map((control) => [
        control.id,
        controlEvidence(control, linked.get(control.id) ?? [], {
          facts: evidenceStore.factsOf,
          superseded,
          settings: settings.effective,
          today: session.today,
        }),
      ]),
    )
  })
  const testsSigned = computed(() =>
    (tests.value ?? []).map((test) => testFacts(test, statementRows.statementsOf.get(test.id) ?? [], session.today)),
  )
  const testsByControl = computed(() => groupBy(testsSigned.value, (test) => test.control))
  const testStateOf = (control: Control): TestState => testState(control, testsByControl.value.get(control.id) ?? [])
  const healthByControl: ComputedRef<ReadonlyMap<string, HealthFacts>> = computed(
    () =>
      new Map(
        (controls.value ?? []).map((control) => [
          control.id,
          judgeHealth(control, {
            test: testStateOf(control),
            evidence: evidenceOfControl.value.get(control.id)?.state ?? 'none',
            today: session.today,
          }),
        ]),
      ),
  )
  /** The health of a control: from its status, its tests and its evidence. */
  const healthOf = (control: Control): ControlHealth => healthByControl.value.get(control.id)?.health ?? 'planned'
  const ready = computed(() => evidenceStore.ready && [controls, tests].every((rows) => rows.value !== undefined))

  return {
    controls,
    controlById,
    tests,
    testsSigned,
    testStateOf,
    evidenceOfControl,
    healthByControl,
    healthOf,
    ready,
  }
})
