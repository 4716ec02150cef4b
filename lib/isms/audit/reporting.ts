import { addPeriod } from '~/lib/shared/dates'
import type { Audit } from '~/lib/records/kinds/audit'

/**
 * AU8: true if the results reached management: somebody in top management received the report within 30 days of the
 * audit.
 */
export const isReported = (
  audit: Pick<Audit, 'distribution' | 'reportedOn' | 'performedTo'>,
  isTopManagement: (personId: string) => boolean,
): boolean =>
  audit.performedTo !== undefined &&
  audit.reportedOn !== undefined &&
  audit.reportedOn <= reportDue(audit.performedTo) &&
  audit.distribution.some(isTopManagement)

export const reportDue = (performedTo: string): string => addPeriod(performedTo, 'P30D')
