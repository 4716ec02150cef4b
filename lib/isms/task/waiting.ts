import type { Kind } from '~/lib/records/registry'
import type { DatedWhat } from './dated'

export const waitingTypes = [
  'review',
  'reviews',
  'task',
  'request',
  'submission',
  'conflict',
  'mention',
  'risk',
  'approval',
  'attest',
  'dated',
] as const
export type WaitingType = (typeof waitingTypes)[number]

/** One item that waits for the person on this device. */
export interface Waiting {
  readonly id: string
  readonly type: WaitingType
  readonly title: string
  readonly ref: string
  readonly recordId: string
  /** Day it is or was due; undefined if it has no date. */
  readonly due: string | undefined
  readonly blocker: boolean
  readonly count?: number
  /** For dated items: the meaning of the date. */
  readonly what?: DatedWhat
  readonly kind?: Kind
  /** For approvals: the deciding statement type, and whether an older version stays in force. */
  readonly by?: 'approve' | 'accept'
  readonly again?: boolean
}

/** A comparator: overdue first, then blockers, then by day; items without a day come last. */
export function byUrgency(today: string): (a: Waiting, b: Waiting) => number {
  const rank = (item: Waiting): number => (item.due !== undefined && item.due < today ? 0 : item.blocker ? 1 : 2)
  return (a, b) => rank(a) - rank(b) || (a.due ?? '9').localeCompare(b.due ?? '9') || (a.id < b.id ? -1 : 1)
}
