import { computed, type ComputedRef } from 'vue'
import { isRequestOverdue } from '../isms/evidence/requestState'
import { useIsms } from '../stores/isms'
import { useSession } from '../stores/session'
import { useNeedsMe } from './useNeedsMe'

/** What needs attention on each page of the navigation: failing or waiting things, never the number of records. */
export function useBadges(): ComputedRef<Readonly<Record<string, number>>> {
  const isms = useIsms()
  const session = useSession()
  const needsMe = useNeedsMe()
  return computed(() => ({
    needsMe: needsMe.value.length,
    risks: [...isms.riskFacts.values()].filter((facts) => facts.problem !== undefined).length,
    soa: isms.soa.filter((row) => row.applicability !== 'undecided' && (row.problems.length > 0 || row.contradictions.length > 0)).length,
    controls: (isms.controls ?? []).filter((control) => isms.controlHealth(control) === 'failing').length,
    evidence: [...isms.evidenceFacts.values()].filter((facts) => facts.reviewState === 'unreviewed' || facts.reviewState === 'stale').length,
    tasks: [...isms.taskNext.values()].filter((next) => next?.state === 'overdue').length,
    audits: (isms.requests ?? []).filter((row) => isRequestOverdue(isms.requestStates.get(row.id) ?? 'requested', row.due, session.today)).length,
  }))
}
