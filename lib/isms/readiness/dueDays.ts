/**
 * RE12: checks that fail because a date passed, with that date for each record. A gap is as old as its due day, not as
 * its first sighting. A date is undefined if the record no longer holds it. For checks not listed here only the first
 * sighting in the stored runs is known, which is not when the gap began.
 */

import { ncDue } from '../audit/findingState'
import { reportDue } from '../audit/reporting'
import { issueReview } from '../context/contextReviews'
import { addDays } from '~/lib/shared/dates'
import { freshness } from '../evidence/freshness'
import { graceEnds } from '../metric/metricFacts'
import { kindOfId } from '~/lib/records/registry'
import { supplierState } from '../supplier/supplierState'
import { nextOccurrence } from '~/lib/records/recurrence/occurrences'
import { frozenFields } from '../statement/frozen'
import { controlTest, hasUsableEvidence, intactEvidence } from './facts/controlFacts'
import { documentDue, policyFacts, targets } from './facts/documentFacts'
import { metric, ncFacts } from './facts/improvementFacts'
import { reassessBy, residualAcceptanceEnd } from './facts/riskCheckFacts'
import { dayOf, judgeable, keptPerson, settings, standing } from './facts/workspace'
import type { Reader } from './readinessReader'

type DueDay = (read: Reader, id: string) => string | undefined

/** The last day on which evidence of a control was fresh. */
const lastFresh = (read: Reader, id: string): string | undefined => {
  const control = read.row('control', id)
  return (
    control &&
    intactEvidence(read, id)
      .map((row) => freshness(row, settings(read), { today: read.today(), control }).end)
      .sort()
      .at(-1)
  )
}

const dueDays: Readonly<Record<string, DueDay>> = {
  '4.1-issues-reviewed': (read, id) =>
    ((row) => row && issueReview(row, settings(read), read.today()).due)(read.row('issue', id)),
  '5.3-role-vacant': (read, id) =>
    ((holder) => (holder === undefined ? undefined : read.row('person', keptPerson(read, holder))?.activeUntil))(
      read.row('roleAssignment', id)?.holder,
    ),
  '6.1.3-acceptance-expired': residualAcceptanceEnd,
  '6.2-objective-overdue': (read, id) => read.row('objective', id)?.due,
  '7.3-attestation-overdue': (read, key) =>
    ((at) => targets(read, key.slice(at + 1)).find(({ personId }) => personId === key.slice(0, at))?.due)(
      key.indexOf('~'),
    ),
  '7.5-review-overdue': (read, id) =>
    kindOfId(id) === 'policy' ? policyFacts(read, id)?.reviewDue : documentDue(read, id),
  '7.5-doubtful-decision': (read, id) =>
    read
      .statements(id)
      .flatMap((one) => (one.doubtfulSince === undefined ? [] : [dayOf(read, { time: one.doubtfulSince })]))
      .sort()[0],
  '8.1-suppliers-reviewed': (read, id) =>
    ((row) =>
      row &&
      supplierState(row, read.today(), {
        timeZone: settings(read).timeZone,
        hasUsableEvidence: hasUsableEvidence(read),
      }).reviewDue)(read.row('supplier', id)),
  '8.1-tasks-overdue': (read, id) => ((row) => row && nextOccurrence(row, read.today())?.date)(read.row('task', id)),
  '8.2-risks-reviewed': (read, id) => ((row) => row && reassessBy(read, row))(read.row('risk', id)),
  '8.3-action-overdue': (read, id) => read.row('treatmentAction', id)?.due,
  '8.3-exception-expired': (read, id) =>
    ((approved) => (typeof approved === 'string' ? approved : read.row('exception', id)?.validUntil))(
      frozenFields(standing(read, id)?.approval.statement?.frozen)?.['validUntil'],
    ),
  'A-evidence-expired': lastFresh,
  'A-supplier-assurance': (read, id) =>
    ((row) => (row?.assurance === undefined || row.assurance === 'none' ? undefined : row.assuranceUntil))(
      read.row('supplier', id),
    ),
  'A-control-test-overdue': (read, id) => controlTest(read, id).due,
  '9.1-metric-no-measurement': (read, id) =>
    ((row) => (row?.every === undefined || row.start === undefined ? undefined : graceEnds(row.every, row.start)))(
      read.row('metric', id),
    ),
  '9.1-metric-stale': (read, id) =>
    ((row, last) => (row?.every === undefined || !last ? undefined : graceEnds(row.every, last.to)))(
      read.row('metric', id),
      metric(read, id)?.last,
    ),
  '9.1-off-target': (read, id) => metric(read, id)?.debt?.due,
  '9.2-finding-without-nc': (read, id) =>
    ((row) => row && ncDue(row, false, settings(read), read.today())?.due)(read.row('finding', id)),
  '9.2-results-reported': (read, id) =>
    ((day) => (day === undefined ? undefined : reportDue(day)))(read.row('audit', id)?.performedTo),
  '9.2-requests-overdue': (read, id) => read.row('evidenceRequest', id)?.due,
  '9.3-actions-overdue': (read, id) => read.row('decision', id)?.due,
  '10.2-correction-missing': (read, id) => ncFacts(read, id)?.dues.correction,
  '10.2-root-cause-missing': (read, id) => ncFacts(read, id)?.dues.rootCause,
  '10.2-action-missing': (read, id) =>
    ((due) => (due === undefined ? undefined : addDays(due, 14)))(ncFacts(read, id)?.dues.rootCause),
  '10.2-action-overdue': (read, id) => read.row('correctiveAction', id)?.due,
  '10.2-effectiveness-overdue': (read, id) => ncFacts(read, id)?.dues.review,
}

/** The earliest due day of the failing records; undefined if the check has none. */
export function dueSince(read: Reader, check: string, failing: readonly string[]): string | undefined {
  const dueOf = dueDays[check]
  return (
    dueOf &&
    failing
      .map((id) => judgeable(() => dueOf(read, id), undefined))
      .filter((day) => day !== undefined && day <= read.today())
      .sort()[0]
  )
}
