import { addPeriod } from '~/lib/shared/dates'
import type { Audit } from '~/lib/records/kinds/audit'

/**
 * AU8: results reached management: somebody of top management got the report, 30 days after the audit at the latest.
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
