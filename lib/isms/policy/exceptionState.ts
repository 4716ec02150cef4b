/** State of an exception (TR10): the same order as acceptances (TR5), with the exception's own end date. */

import { isDate } from '~/lib/shared/dates'
import type { Exception } from '~/lib/records/kinds/exception'
import type { Approval } from '../statement/approvalState'
import { frozenFields } from '../statement/frozen'

export const exceptionStates = [
  'requested',
  'approved',
  'stale',
  'rejected',
  'revoked',
  'void',
  'expired',
  'closed',
] as const
export type ExceptionState = (typeof exceptionStates)[number]

/**
 * `closed` comes first, then ST4. The permission ends on the earlier of the approved day and the record's present day:
 * a later day that nobody approved extends nothing. A request whose day passed was never permitted: it stays requested.
 */
export function exceptionState(
  row: Pick<Exception, 'closedOn' | 'validUntil'>,
  approval: Pick<Approval, 'state' | 'statement'>,
  today: string,
): ExceptionState {
  if (row.closedOn !== undefined && row.closedOn <= today) return 'closed'
  switch (approval.state) {
    case 'none':
      return 'requested'
    case 'current':
    case 'stale': {
      const approved = frozenFields(approval.statement?.frozen)?.['validUntil']
      const ends = [row.validUntil, typeof approved === 'string' && isDate(approved) ? approved : undefined].filter(
        (day) => day !== undefined,
      )
      if (ends.some((day) => day < today)) return 'expired'
      return approval.state === 'current' ? 'approved' : 'stale'
    }
    default:
      return approval.state
  }
}

/** True if it permits the deviation today (used by A-control-ineffective). */
export const isValidException = (state: ExceptionState): boolean => state === 'approved'
