/**
 * The order of the review queue and who may decide what in it (ux.md 9, EV6). Pure: rows in, items out; the day is an
 * argument. Order: overdue, blockers, oldest. Items somebody was asked about wait for the answer behind all others.
 */

import type { Comment } from '~/lib/records/kinds/comment'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { addDays } from '~/lib/shared/dates'
import { roleMayState } from '~/lib/isms/statement/authority'
import type { WorkspaceRole } from '~/lib/records/classes'
import type { BlobState, SealState } from '../evidenceStates'

/** What the queue needs of one evidence besides its row. */
export interface QueueFacts {
  readonly reviewState: 'unreviewed' | 'stale'
  readonly seal: SealState
  /** Worst over its files (EV7). */
  readonly blobs: BlobState
  /** Earliest due day of the open requests it is linked to. */
  readonly requestDue?: string
}

export interface Reviewer {
  readonly personId?: string
  readonly role: WorkspaceRole
}

export interface QueueItem {
  readonly row: Evidence
  readonly facts: QueueFacts
  readonly since: string
  readonly late: boolean
  readonly blocker: boolean
  readonly own: boolean
  readonly asked: boolean
  readonly answered: boolean
  /** Why there are no buttons; undefined when it may be decided on here and now. */
  readonly held: 'own' | 'role' | 'noPerson' | 'noBytes' | 'badBytes' | undefined
}

/** Days after which a waiting review fails the check A-evidence-unreviewed. */
export const reviewDays = 14

/** Who took it: the capturer, or who added the file. */
export const makerOf = (row: Pick<Evidence, 'capturedBy' | 'createdBy'>): string => row.capturedBy ?? row.createdBy

/** A review by the capturer, or for uploads by who added the file, is void (EV6). */
export const isOwn = (row: Pick<Evidence, 'capturedBy' | 'createdBy'>, personId: string | undefined): boolean =>
  personId !== undefined && makerOf(row) === personId

/**
 * A question is a comment on the evidence by somebody other than its maker. It waits until the maker writes after it,
 * or somebody settles it (`resolvedBy`).
 */
export function questionState(
  row: Pick<Evidence, 'capturedBy' | 'createdBy'>,
  comments: readonly Comment[],
): 'none' | 'asked' | 'answered' {
  const maker = makerOf(row)
  const thread = comments
    .filter((comment) => comment.archivedOn === undefined)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  const questions = thread.filter((comment) => comment.author !== maker && comment.replyTo === undefined)
  if (questions.length === 0) return 'none'
  const open = questions.some(
    (question) =>
      question.resolvedBy === undefined &&
      !thread.some(
        (comment) =>
          comment.author === maker && (comment.replyTo === question.id || comment.createdAt >= question.createdAt),
      ),
  )
  return open ? 'asked' : 'answered'
}

export function queueItem(
  row: Evidence,
  facts: QueueFacts,
  comments: readonly Comment[],
  reviewer: Reviewer,
  today: string,
): QueueItem {
  const since = row.capturedAt ?? row.createdAt
  const question = questionState(row, comments)
  const own = isOwn(row, reviewer.personId)
  const mayReview = roleMayState(reviewer.role, 'review')
  const blocker = facts.seal === 'failed' || facts.blobs === 'corrupt'
  return {
    row,
    facts,
    since,
    late:
      addDays(since.slice(0, 10), reviewDays) < today || (facts.requestDue !== undefined && facts.requestDue < today),
    blocker,
    own,
    asked: question === 'asked',
    answered: question === 'answered',
    held: own
      ? 'own'
      : !mayReview
        ? 'role'
        : reviewer.personId === undefined
          ? 'noPerson'
          : facts.blobs === 'corrupt'
            ? 'badBytes'
            : facts.blobs !== 'present'
              ? 'noBytes'
              : undefined,
  }
}

const rank = (item: QueueItem): number => (item.asked ? 3 : item.late ? 0 : item.blocker ? 1 : 2)

export const orderQueue = (items: readonly QueueItem[]): readonly QueueItem[] =>
  [...items].sort(
    (a, b) => rank(a) - rank(b) || (a.since < b.since ? -1 : a.since > b.since ? 1 : a.row.id < b.row.id ? -1 : 1),
  )

/** What may be decided now comes before what may not, so that the first item open is one to decide on. */
export function firstOpen(items: readonly QueueItem[]): QueueItem | undefined {
  return items.find((item) => item.held === undefined && !item.asked) ?? items[0]
}

/** Next (1) or previous (-1) item; stays at the ends. */
export function step(items: readonly QueueItem[], current: string | undefined, by: 1 | -1): string | undefined {
  const index = items.findIndex((item) => item.row.id === current)
  if (index < 0) return items[0]?.row.id
  return items[Math.min(items.length - 1, Math.max(0, index + by))]?.row.id
}

/** The item that is open after one left: the one that took its place, else the one before. */
export function afterLeaving(items: readonly QueueItem[], gone: string): string | undefined {
  const index = items.findIndex((item) => item.row.id === gone)
  const left = items.filter((item) => item.row.id !== gone)
  return left[Math.min(Math.max(0, index), left.length - 1)]?.row.id
}
