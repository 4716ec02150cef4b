import { computed, type ComputedRef } from 'vue'
import type { Quadrant } from '../glyph/QuadrantGlyph.vue'
import { useGuideMemory, type GuideMemory } from './guideMemory'
import { useRecords } from '~/lib/live/record/useRecords'
import { scopeStatementLength } from '~/lib/isms/context/scopeFacts'
import type { Audit } from '~/lib/records/kinds/audit'
import type { RoleAssignment } from '~/lib/records/kinds/roleAssignment'
import type { Scope } from '~/lib/records/kinds/scope'
import { startAnswers, type StartAnswers } from '~/lib/content/starters/plan/answers'
import { presentIn, type PlanPresent } from '~/lib/content/starters/plan/present'
import { startNameOf } from '~/lib/content/starters/plan/startPlan'
import { stepState } from '~/lib/content/starters/plan/stepChecks'
import { useEvidence } from '~/lib/live/evidence/evidenceStore'
import { useIsms } from '~/lib/live/isms/ismsStore'
import { useRegisters } from '~/lib/live/record/registersStore'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSettings } from '~/lib/live/workspace/settingsStore'
import { useSoaRows } from '~/lib/live/soa/soaRowsStore'
import { useTasks } from '~/lib/live/task/tasksStore'
import { useReadiness } from '~/lib/live/readiness/readinessStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export const guideSteps = ['scope', 'goal', 'roles', 'have', 'plan', 'risks', 'annex', 'capture'] as const
export type GuideStepName = (typeof guideSteps)[number]

export interface GuideStepFacts {
  readonly name: GuideStepName
  readonly quadrant: Quadrant
  readonly clause: string
  readonly minutes: number
  /** What the step itself asks for is there. */
  readonly answered: boolean
  /** And readiness asks for no more of it. */
  readonly done: boolean
  readonly n: number
  /** Readiness checks of the step that do not pass. */
  readonly asked: readonly string[]
}

const look: Readonly<Record<GuideStepName, readonly [Quadrant, string, number]>> = {
  scope: ['plan', '4.3', 10],
  goal: ['plan', '4.2', 3],
  roles: ['plan', '5.3', 5],
  have: ['plan', '7.5', 2],
  plan: ['check', '9.2', 5],
  risks: ['plan', '6.1.2', 25],
  annex: ['plan', '6.1.3', 40],
  capture: ['do', '8.1', 2],
}

export interface Guide extends GuideMemory {
  readonly ready: ComputedRef<boolean>
  readonly steps: ComputedRef<readonly GuideStepFacts[]>
  readonly answers: ComputedRef<StartAnswers>
  readonly present: ComputedRef<PlanPresent>
  readonly scope: ComputedRef<Scope | undefined>
  readonly roles: ComputedRef<readonly RoleAssignment[]>
  readonly audits: ComputedRef<readonly Audit[]>
  /** How many tasks of the plan are here. */
  readonly planned: ComputedRef<number>
}

/** The guided start as the records and this device have it: nothing of it is kept twice. */
export function useGuide(): Guide {
  const evidenceStore = useEvidence()
  const isms = useIsms()
  const registers = useRegisters()
  const riskStore = useRisks()
  const settings = useSettings()
  const soaRows = useSoaRows()
  const taskStore = useTasks()
  const session = useSession()
  const readiness = useReadiness()
  const memory = useGuideMemory()
  const roleRows = useRecords('roleAssignment')
  const auditRows = useRecords('audit')
  const reviewRows = useRecords('managementReview')

  const scope = computed(() => soaRows.scopes?.[0])
  const roles = computed(() => roleRows.value ?? [])
  const audits = computed(() => auditRows.value ?? [])
  const answers = computed(() =>
    startAnswers(
      {
        scope: scope.value,
        settings: session.settings,
        roles: roles.value,
        audits: audits.value,
        documents: memory.state.value.documents,
      },
      session.today,
    ),
  )
  const present = computed(() =>
    presentIn(
      {
        tasks: taskStore.tasks ?? [],
        audits: audits.value,
        reviews: reviewRows.value ?? [],
        obligations: registers.obligations ?? [],
        passed: (readiness.results ?? []).filter(({ status }) => status === 'pass').map(({ id }) => id),
      },
      settings.effective,
      session.today,
    ),
  )
  const planned = computed(() => (taskStore.tasks ?? []).filter(({ id }) => startNameOf(id) !== undefined).length)

  const counts = computed((): Readonly<Record<GuideStepName, readonly [answered: boolean, n: number]>> => {
    const { saved } = memory.state.value
    const decided = soaRows.rows.filter((row) => row.applicability !== 'undecided').length
    const risks = riskStore.risks?.length ?? 0
    const { persons, sector, people, target } = answers.value
    return {
      scope: [
        (scope.value?.statement?.length ?? 0) >= scopeStatementLength && sector !== undefined && people !== undefined,
        0,
      ],
      goal: [saved.includes('goal') || target !== undefined || planned.value > 0, 0],
      roles: [persons.topManagement !== undefined && persons.ismsLead !== undefined, 0],
      have: [saved.includes('have') || planned.value > 0, 0],
      plan: [planned.value > 0, planned.value],
      risks: [risks >= 5, risks],
      annex: [soaRows.rows.length > 0 && decided >= soaRows.rows.length, decided],
      capture: [(evidenceStore.evidence?.length ?? 0) > 0, 0],
    }
  })
  const steps = computed(() =>
    guideSteps.map((name): GuideStepFacts => ({
      name,
      quadrant: look[name][0],
      clause: look[name][1],
      minutes: look[name][2],
      n: counts.value[name][1],
      ...stepState(name, counts.value[name][0], readiness.results),
    })),
  )
  const ready = computed(
    () => isms.ready && roleRows.value !== undefined && auditRows.value !== undefined && reviewRows.value !== undefined,
  )
  return { ...memory, ready, steps, answers, present, scope, roles, audits, planned }
}
