/**
 * Which evidence requests the side panel walks through (ux.md 9): mine first, then those of nobody, by due day. Pure.
 */

import { isRequestOverdue, requestState, submissionsOf, type RequestState } from '~/lib/isms/evidence/requestState'
import { daysBetween } from '~/lib/shared/dates'
import type { EvidenceRequest } from '~/lib/records/kinds/evidenceRequest'
import type { EvidenceSubmission } from '~/lib/records/kinds/evidenceSubmission'

export interface OpenRequest {
  readonly row: EvidenceRequest
  readonly state: RequestState
  readonly mine: boolean
  /** Days past its due day; 0 when it is not late. */
  readonly daysLate: number
  /** What was handed in for it so far. */
  readonly submitted: readonly EvidenceSubmission[]
}

/**
 * Requests that wait for the auditee: asked or sent back, assigned to this person or to nobody; all open ones where
 * nobody is bound.
 */
export function openRequests(
  requests: readonly EvidenceRequest[],
  submissions: readonly EvidenceSubmission[],
  personId: string | undefined,
  today: string,
): readonly OpenRequest[] {
  return requests
    .filter(
      (row) =>
        row.archivedOn === undefined &&
        (row.assignee === undefined || personId === undefined || row.assignee === personId),
    )
    .map((row) => {
      const state = requestState(row, submissions)
      const late = isRequestOverdue(state, row.due, today)
      return {
        row,
        state,
        mine: row.assignee !== undefined && row.assignee === personId,
        daysLate: late && row.due ? daysBetween(row.due, today) : 0,
        submitted: submissionsOf(row, submissions),
      }
    })
    .filter(({ state }) => state === 'requested' || state === 'rejected')
    .sort(
      (a, b) =>
        Number(b.mine) - Number(a.mine) ||
        (a.row.due ?? '9999').localeCompare(b.row.due ?? '9999') ||
        a.row.ref.localeCompare(b.row.ref, 'en', { numeric: true }),
    )
}

/** What would be handed in: captures linked to the request that no submission carries yet. */
export function notYetSubmitted(
  evidence: readonly {
    readonly id: string
    readonly subjects: readonly string[]
    readonly archivedOn?: string | undefined
  }[],
  request: OpenRequest,
): readonly string[] {
  const sent = new Set(request.submitted.flatMap((submission) => submission.evidence))
  return evidence
    .filter((row) => row.archivedOn === undefined && row.subjects.includes(request.row.id) && !sent.has(row.id))
    .map((row) => row.id)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const monthStart = (day: string): boolean => day.endsWith('-01')
const monthEnd = (day: string): boolean =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate() === Number(day.slice(8))

/** "Dec to May" for whole months, days otherwise; undefined when no period is named. `day` writes one day short. */
export function periodWords(
  from: string | undefined,
  to: string | undefined,
  day: (value: string) => string,
): string | undefined {
  if (from === undefined && to === undefined) return undefined
  const month = (value: string): string => months[Number(value.slice(5, 7)) - 1] ?? ''
  if (from !== undefined && to !== undefined && monthStart(from) && monthEnd(to)) {
    return from.slice(0, 7) === to.slice(0, 7) ? `${month(from)} ${from.slice(0, 4)}` : `${month(from)} to ${month(to)}`
  }
  return [from && day(from), to && day(to)].filter(Boolean).join(' to ')
}
