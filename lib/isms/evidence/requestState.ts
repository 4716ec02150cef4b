import { isOverdue } from '~/lib/shared/dates'
import type { EvidenceRequest } from '~/lib/records/kinds/evidenceRequest'
import type { EvidenceSubmission } from '~/lib/records/kinds/evidenceSubmission'

export type RequestState = 'withdrawn' | 'accepted' | 'rejected' | 'submitted' | 'requested'

/** Submissions to a request, newest last: by day, then by the time they were recorded. */
export const submissionsOf = (
  request: Pick<EvidenceRequest, 'id'>,
  submissions: readonly EvidenceSubmission[],
): readonly EvidenceSubmission[] =>
  submissions
    .filter((submission) => submission.request === request.id && submission.archivedOn === undefined)
    .sort(
      (a, b) => order(a.submittedOn ?? '', b.submittedOn ?? '') || order(a.createdAt, b.createdAt) || order(a.id, b.id),
    )

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** ES, first match wins. A rejection holds only until a newer submission arrives. */
export function requestState(
  request: Pick<EvidenceRequest, 'id' | 'withdrawn' | 'verdict' | 'verdictFor'>,
  submissions: readonly EvidenceSubmission[],
): RequestState {
  const latest = submissionsOf(request, submissions).at(-1)
  if (request.withdrawn) return 'withdrawn'
  if (request.verdict === 'accepted') return 'accepted'
  if (request.verdict === 'rejected' && latest !== undefined && request.verdictFor === latest.id) return 'rejected'
  return latest ? 'submitted' : 'requested'
}

/** The auditee is late: requested or rejected, not submitted, past its due day. */
export const isRequestOverdue = (state: RequestState, due: string | undefined, today: string): boolean =>
  (state === 'requested' || state === 'rejected') && isOverdue(due, today)
