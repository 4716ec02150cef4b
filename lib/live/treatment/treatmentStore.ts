import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import { latestEnd } from '~/lib/isms/risk/acceptanceFacts'
import { actionSignals, type ActionSignal } from '~/lib/isms/risk/actionState'
import { authorityFor, borneLevel } from '~/lib/isms/risk/acceptance'
import { planFacts, planTime, type PlanFacts, type PlanTime } from '~/lib/isms/risk/riskPlan'
import type { RiskAcceptance } from '~/lib/records/kinds/riskAcceptance'
import type { AcceptanceAuthority } from '~/lib/records/kinds/riskMethod'
import { useRisks } from '../risk/risksStore'
import { useSession } from '../workspace/sessionStore'

/** What the rules say about treatment plans, actions and acceptances (6.1.3, 8.3), live. Nothing is stored. */
export const useTreatment = defineStore('treatment', () => {
  const riskStore = useRisks()
  const session = useSession()
  const planRows = useRecords('treatmentPlan')

  const plans = computed(
    () =>
      new Map(
        (planRows.value ?? []).map((row): [string, PlanFacts & { readonly time: PlanTime | undefined }] => [
          row.id,
          { ...planFacts(row, riskStore.actions ?? [], session.today), time: planTime(row, session.today) },
        ]),
      ),
  )
  const signals = computed(
    () =>
      new Map(
        (riskStore.actions ?? []).map((row): [string, readonly ActionSignal[]] => [
          row.id,
          actionSignals(row, session.today),
        ]),
      ),
  )
  /** TR11: the level whose authority an acceptance needs, given the present level of its risk. */
  function borneBy({ risk, frozenLevel }: RiskAcceptance): number | undefined {
    const current = risk === undefined ? undefined : riskStore.riskFacts.get(risk)?.levels.current.level
    return frozenLevel === undefined || current === undefined ? frozenLevel : borneLevel(frozenLevel, current)
  }
  /** TR4: the rule for a level, and the last day until which it may be accepted if signed today. */
  const authorityOf = (level: number | undefined): AcceptanceAuthority | undefined =>
    level === undefined ? undefined : authorityFor(level, riskStore.method.authority)
  const latestOf = (level: number | undefined): string | undefined =>
    level === undefined ? undefined : latestEnd(level, riskStore.method.authority, session.today)

  return { planRows, plans, signals, authorityOf, latestOf, borneBy }
})
