import { computed, type ComputedRef } from 'vue'
import { isRequestOverdue } from '~/lib/isms/evidence/requestState'
import { useAudits } from '../audit/auditsStore'
import { useControlFacts } from '../control/controlFactsStore'
import { useEvidence } from '../evidence/evidenceStore'
import { useIsms } from '../isms/ismsStore'
import { useTasks } from '../task/tasksStore'
import { useRisks } from '../risk/risksStore'
import { useSoaRows } from '../soa/soaRowsStore'
import { isActive } from '~/lib/records/fieldCompleteness'
import { needsReview } from '~/lib/isms/context/reviewDue'
import { isClimateAnswered, scopeSections } from '~/lib/isms/context/scopeFacts'
import { isPackRecord } from '~/lib/isms/pack/selection'
import { datedState } from '~/lib/isms/task/dated'
import { useAgenda } from '../task/agendaStore'
import { usePeople } from '../people/peopleStore'
import { usePolicies } from '../policy/policiesStore'
import { useReadiness } from '../readiness/readinessStore'
import { useSession } from '../workspace/sessionStore'
import type { Kind } from '~/lib/records/registry'
import { useNeedsMe } from '../task/useNeedsMe'
import { useRecords } from '../record/useRecords'

/**
 * The number of failing or waiting items per page of the navigation, never the number of records. Empty until all data
 * is loaded, because partial counts would be wrong.
 */
export function useBadges(): ComputedRef<Readonly<Record<string, number>>> {
  const controlStore = useControlFacts()
  const evidenceStore = useEvidence()
  const isms = useIsms()
  const taskStore = useTasks()
  const riskStore = useRisks()
  const soaRows = useSoaRows()
  const audits = useAudits()
  const session = useSession()
  const needsMe = useNeedsMe()
  const people = usePeople()
  const incidents = useRecords('incident')
  const policies = usePolicies()
  const agenda = useAgenda()
  const readiness = useReadiness()
  const count = <T>(rows: Iterable<T>, is: (row: T) => boolean): number => [...rows].filter(is).length
  /** Records of these kinds with an overdue date, each counted once. */
  const late = (...kinds: readonly Kind[]): number =>
    new Set(
      agenda.dated
        .filter((one) => kinds.includes(one.kind) && datedState(one, session.today) === 'overdue')
        .map((one) => one.recordId),
    ).size
  const scopeGaps = computed(() =>
    (soaRows.scopes ?? []).reduce(
      (sum, row) =>
        sum +
        count(scopeSections(row), ({ key, missing }) => key !== 'climate' && missing.length > 0) +
        (isClimateAnswered(row) ? 0 : 1),
      0,
    ),
  )
  return computed((): Readonly<Record<string, number>> =>
    !isms.ready || !people.ready || !audits.ready
      ? {}
      : {
          context:
            scopeGaps.value +
            count(people.reviews.values(), needsReview) +
            count(Object.values(people.gaps), (is) => is),
          roles:
            count(people.held, ({ required, state }) => required && state !== 'held') +
            count(people.roleFacts.values(), ({ state }) => state === 'vacant'),
          policies: policies.attention,
          treatment: late('treatmentAction', 'riskAcceptance'),
          objectives: late('objective', 'change'),
          suppliers: late('supplier'),
          people:
            count(people.competenceStates.values(), (state) => state === 'gap') +
            people.unproven.length +
            count(people.trainingFactsById.values(), ({ state }) => state === 'late' || state === 'poor') +
            people.plan.missing.length,
          reviews: late('managementReview', 'decision'),
          nonconformities: late('nonconformity', 'correctiveAction'),
          improvements: late('improvement'),
          incidents: count(
            incidents.value ?? [],
            (row) => isActive(row) && (row.isIncident === undefined || row.isIncident === 'undecided'),
          ),
          needsMe: needsMe.value.length,
          readiness: readiness.failing.length,
          risks: [...riskStore.riskFacts.values()].filter((facts) => facts.problem !== undefined).length,
          soa: soaRows.rows.filter(
            (row) => row.applicability !== 'undecided' && (row.problems.length > 0 || row.contradictions.length > 0),
          ).length,
          controls: (controlStore.controls ?? []).filter((control) => controlStore.healthOf(control) === 'failing')
            .length,
          evidence: (evidenceStore.evidence ?? []).filter(
            (row) => !isPackRecord(row) && ['unreviewed', 'stale'].includes(evidenceStore.factsOf(row.id).reviewState),
          ).length,
          tasks: [...taskStore.taskNext.values()].filter((next) => next?.state === 'overdue').length,
          audits:
            (evidenceStore.requests ?? []).filter((row) =>
              isRequestOverdue(evidenceStore.requestStates.get(row.id) ?? 'requested', row.due, session.today),
            ).length + audits.attention,
        },
  )
}
