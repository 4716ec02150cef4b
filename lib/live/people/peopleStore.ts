import { defineStore } from 'pinia'
import { useSettings } from '../workspace/settingsStore'
import { computed } from 'vue'
import { useRecords } from '../record/useRecords'
import { contextGaps } from '~/lib/isms/context/scopeFacts'
import { issueReview, obligationReview, partyReview } from '~/lib/isms/context/contextReviews'
import type { ReviewDue } from '~/lib/isms/context/reviewDue'
import { dateInZone } from '~/lib/shared/dates'
import type { AnyRecord } from '~/lib/records/registry'
import { communicationPlan } from '~/lib/isms/people/communicationPlan'
import { competenceState, holdersWithoutProof, type CompetenceState } from '~/lib/isms/people/competenceState'
import { heldResponsibilities, roleState, type RoleFacts } from '~/lib/isms/people/roleState'
import { trainingFacts, type TrainingFacts } from '~/lib/isms/people/trainingState'
import { useSoaRows } from '../soa/soaRowsStore'
import { useTasks } from '../task/tasksStore'
import { useSession } from '../workspace/sessionStore'
import { useStatements } from '../statement/statementsStore'

/** What the rules of lib/isms say about context, roles and people of this workspace, live. Nothing is stored. */
export const usePeople = defineStore('people', () => {
  const session = useSession()
  const workspace = useSettings()
  const soaRows = useSoaRows()
  const taskStore = useTasks()
  const statements = useStatements()
  const issues = useRecords('issue')
  const parties = useRecords('interestedParty')
  const obligations = useRecords('obligation')
  const roles = useRecords('roleAssignment')
  const competences = useRecords('competence')
  const trainings = useRecords('training')
  const communications = useRecords('communication')

  const dayOf = (time: number): string => dateInZone(new Date(time).toISOString(), session.timeZone)
  const reviews = computed(() => {
    const settings = workspace.effective
    return new Map<string, ReviewDue>([
      ...(issues.value ?? []).map((row) => [row.id, issueReview(row, settings, session.today)] as const),
      ...(parties.value ?? []).map((row) => [row.id, partyReview(row, settings, session.today)] as const),
      ...(obligations.value ?? []).map(
        (row) =>
          [row.id, obligationReview(row, statements.statementsOf(row.id), { today: session.today, dayOf })] as const,
      ),
    ])
  })
  const reviewOf = (row: AnyRecord): ReviewDue | undefined => reviews.value.get(row.id)
  const gaps = computed(() =>
    contextGaps({ scope: soaRows.scopes?.[0], issues: issues.value ?? [], parties: parties.value ?? [] }),
  )

  const members = computed(
    () =>
      new Set(
        (session.members ?? [])
          .filter((member) => member.active && member.personId !== undefined)
          .map((member) => member.personId),
      ),
  )
  const roleFacts = computed(
    () =>
      new Map(
        (roles.value ?? []).map((row): [string, RoleFacts] => [
          row.id,
          {
            row,
            state: roleState(
              row,
              row.holder === undefined ? undefined : session.personById.get(row.holder),
              session.today,
            ),
            approved: statements.standing(row)?.approval.state === 'current',
            holderIsMember: members.value.has(row.holder),
          },
        ]),
      ),
  )
  const held = computed(() =>
    heldResponsibilities([...roleFacts.value.values()], { handlesPii: soaRows.scopes?.[0]?.handlesPii === true }),
  )

  const competenceStates = computed(() => {
    const tasks = new Map((taskStore.tasks ?? []).map((row) => [row.id, row]))
    return new Map(
      (competences.value ?? []).map((row): [string, CompetenceState] => [
        row.id,
        competenceState(row, row.gapTask === undefined ? undefined : tasks.get(row.gapTask), session.today),
      ]),
    )
  })
  const unproven = computed(() => holdersWithoutProof([...roleFacts.value.values()], competences.value ?? []))
  const trainingFactsById = computed(
    () =>
      new Map(
        (trainings.value ?? []).map((row): [string, TrainingFacts] => [
          row.id,
          trainingFacts(row, session.personById, statements.statementsOf(row.id), session.today),
        ]),
      ),
  )
  const plan = computed(() => communicationPlan(communications.value ?? []))

  const ready = computed(() =>
    [issues, parties, obligations, roles, competences, trainings, communications].every(
      (rows) => rows.value !== undefined,
    ),
  )
  return {
    ready,
    issues,
    parties,
    obligations,
    roles,
    competences,
    trainings,
    communications,
    reviews,
    reviewOf,
    gaps,
    roleFacts,
    held,
    competenceStates,
    unproven,
    trainingFactsById,
    plan,
    dayOf,
  }
})
