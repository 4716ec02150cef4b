/** Checks of clause 9: metrics, internal audit, management review (isms.md 5.2). */

import { addPeriod, isOverdue } from '~/lib/shared/dates'
import { isReported, reportDue } from '../../audit/reporting'
import { breaksSampling } from '../../audit/sampling'
import { needsNonconformity, ncDue } from '../../audit/findingState'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import { isRequestOverdue, requestState } from '../../evidence/requestState'
import { isUnmeasuredTooLong } from '~/lib/isms/metric/metricFacts'
import { inputLetters } from '../../review/pack'
import { isDiscussed, isPackRecent } from '~/lib/isms/review/reviewCompleteness'
import type { Audit } from '~/lib/records/kinds/audit'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { verdict, type Check, type Judged } from '../readinessCheck'
import { coverage, declared, hasConflict, isAssessed, isComplete, isInternal } from '../facts/audits'
import { isHeldAndSigned, isReviewDone, lastHeld, metric, reviewContext } from '../facts/improvementFacts'
import { factOfAll, type Reader } from '../readinessReader'
import { approval, filled, isTopManagement, settings, some } from '../facts/workspace'

const activeMetric = (read: Reader, id: string) =>
  ((row) => (row?.status === 'active' ? row : undefined))(read.row('metric', id))
const programmesToday = (read: Reader): readonly string[] => {
  const today = read.today()
  return read
    .ids('auditProgramme')
    .filter((id) =>
      ((row) => row?.from !== undefined && row.to !== undefined && row.from <= today && today <= row.to)(
        read.row('auditProgramme', id),
      ),
    )
}
const yearAgo = (read: Reader): string => addPeriod(read.today(), 'P12M', -1)
/**
 * Internal audits, and among them those of the last twelve months including a running one. Cancelled audits do not
 * count.
 */
const internalAudits = (read: Reader): readonly Audit[] =>
  read.rows('audit').filter((row) => isInternal(row) && row.status !== 'cancelled')
const recentInternal = factOfAll((read): readonly string[] =>
  internalAudits(read)
    .filter(
      (row) =>
        row.status === 'inProgress' ||
        row.status === 'reporting' ||
        (row.performedTo ?? row.performedFrom ?? '') >= yearAgo(read),
    )
    .map(({ id }) => id),
)
/** True if the day is at most one interval ago. */
const isWithin = (read: Reader, day: string | undefined, interval: string): boolean =>
  day !== undefined && addPeriod(day, interval) >= read.today()
/** Planned to end within an interval from today; an audit that has started may be late. */
function isAhead(read: Reader, { status, plannedTo }: Audit, interval: string): boolean {
  if (status === 'completed' || plannedTo === undefined || plannedTo > addPeriod(read.today(), interval)) return false
  return plannedTo >= read.today() || (started.has(status ?? '') && isWithin(read, plannedTo, interval))
}
const started: ReadonlySet<string> = new Set(['inProgress', 'reporting', 'completed'])

/** Items of internal audits performed in the last twelve months. */
const recentItems = {
  name: 'items of recent internal audits',
  keys: (read: Reader) =>
    recentInternal(read).flatMap((audit) => read.referencing('auditItem', 'audit', audit).map(({ id }) => id)),
}
const internalItems = {
  name: 'items of internal audits',
  keys: (read: Reader) =>
    internalAudits(read).flatMap((audit) => read.referencing('auditItem', 'audit', audit.id).map(({ id }) => id)),
}
const lastReview = {
  name: 'last review held',
  keys: (read: Reader) => ((row) => (row ? [row.id] : []))(lastHeld(read)),
}
const ofReview =
  (judge: (read: Reader, row: ManagementReview) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((row) => row && judge(read, row))(read.row('managementReview', id))
const internalAudit = (read: Reader, id: string): Audit | undefined =>
  ((row) => (row && isInternal(row) && row.status !== 'cancelled' ? row : undefined))(read.row('audit', id))
const ofInternal =
  (judge: (read: Reader, row: Audit) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((row) => row && judge(read, row))(internalAudit(read, id))

export const evaluationChecks: readonly Check[] = [
  {
    id: '9.1-metrics-exist',
    phase: 'C',
    severity: 'B',
    stage: 1,
    holds: (read) => some(read, 'metric', (id) => activeMetric(read, id) !== undefined),
  },
  {
    id: '9.1-metric-definition',
    phase: 'C',
    severity: 'W',
    stage: 1,
    over: 'metric',
    judge: (read, id) =>
      ((row) =>
        row &&
        verdict(
          !filled(row.method) ||
            row.collector === undefined ||
            row.analyst === undefined ||
            !filled(row.analysedWhen) ||
            Object.keys(row.targets).length === 0,
        ))(activeMetric(read, id)),
  },
  {
    id: '9.1-metric-no-measurement',
    phase: 'C',
    severity: 'W30',
    stage: 2,
    over: 'metric',
    judge: (read, id) =>
      ((row) => row && verdict(isUnmeasuredTooLong(row, metric(read, id)!, read.today())))(activeMetric(read, id)),
  },
  {
    id: '9.1-metric-stale',
    phase: 'C',
    severity: 'W30',
    stage: 2,
    over: 'metric',
    judge: (read, id) => ((facts) => (facts?.last ? verdict(facts.stale) : undefined))(metric(read, id)),
  },
  {
    id: '9.1-off-target',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'metric',
    judge: (read, id) =>
      ((facts) => (facts?.last?.state === 'offTarget' ? verdict(facts.debt?.overdue === true) : undefined))(
        metric(read, id),
      ),
  },
  {
    id: '9.2-programme-exists',
    phase: 'C',
    severity: 'B',
    stage: 1,
    holds: (read) => programmesToday(read).length > 0,
  },
  {
    id: '9.2-programme-approved',
    phase: 'C',
    severity: 'W',
    stage: 1,
    over: { name: 'auditProgramme of today', keys: programmesToday },
    judge: (read, id) => verdict(approval(read, id) !== 'current'),
  },
  {
    id: '9.2-audit-planned',
    phase: 'C',
    severity: 'B',
    stage: 1,
    holds: (read) => {
      const { auditInterval } = settings(read)
      return some(read, 'audit', (id) =>
        ((row) =>
          row !== undefined &&
          ((isWithin(read, row.performedTo, auditInterval) && isComplete(read, id)) ||
            isAhead(read, row, auditInterval)))(internalAudit(read, id)),
      )
    },
  },
  {
    id: '9.2-audit-done',
    phase: 'C',
    severity: 'B',
    stage: 2,
    holds: (read) =>
      some(read, 'audit', (id) =>
        ((row) =>
          row !== undefined && isWithin(read, row.performedTo, settings(read).auditInterval) && isComplete(read, id))(
          internalAudit(read, id),
        ),
      ),
  },
  {
    id: '9.2-coverage',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'auditProgramme',
    judge: (read, id) => {
      const row = read.row('auditProgramme', id)
      if (row?.from === undefined || row.to === undefined || row.from > read.today() || row.to < yearAgo(read))
        return undefined
      return verdict(coverage(read, id)!.isBehind)
    },
  },
  {
    id: '9.2-auditor-independence',
    phase: 'C',
    severity: 'B',
    stage: 2,
    over: recentItems,
    judge: (read, id) =>
      ((row) => (row && isAssessed(row) ? verdict(hasConflict(read, id)) : undefined))(read.row('auditItem', id)),
  },
  {
    id: '9.2-independence-declared',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'audit',
    judge: ofInternal((read, row) =>
      started.has(row.status ?? '')
        ? ((declarants) => verdict(row.auditors.some((person) => !declarants.has(person))))(declared(read, row))
        : undefined,
    ),
  },
  {
    id: '9.2-report-signed',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'audit',
    judge: ofInternal((read, { id, status }) =>
      status === 'completed' ? verdict(approval(read, id) !== 'current') : undefined,
    ),
  },
  {
    id: '9.2-sampling-recorded',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: internalItems,
    judge: (read, id) =>
      ((row) => (row && isAssessed(row) && row.method.includes('sample') ? verdict(breaksSampling(row)) : undefined))(
        read.row('auditItem', id),
      ),
  },
  {
    id: '9.2-results-reported',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'audit',
    // AU8 allows 30 days: nothing is late before.
    judge: ofInternal((read, row) =>
      isComplete(read, row.id) && (row.reportedOn !== undefined || isOverdue(reportDue(row.performedTo!), read.today()))
        ? verdict(!isReported(row, (person) => isTopManagement(read, person, row.reportedOn ?? read.today())))
        : undefined,
    ),
  },
  {
    id: '9.2-finding-without-nc',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'finding',
    judge: (read, id) =>
      ((row) =>
        row && needsNonconformity(row)
          ? verdict(
              ncDue(
                row,
                read.row('nonconformity', nonconformityIdOfFinding(id)) !== undefined,
                settings(read),
                read.today(),
              )?.isOverdue === true,
            )
          : undefined)(read.row('finding', id)),
  },
  {
    id: '9.2-requests-overdue',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'evidenceRequest',
    judge: (read, id) => {
      const row = read.row('evidenceRequest', id)
      const state = row && requestState(row, read.referencing('evidenceSubmission', 'request', id))
      return state === undefined || state === 'withdrawn'
        ? undefined
        : verdict(isRequestOverdue(state, row!.due, read.today()))
    },
  },
  {
    id: '9.3-review-planned',
    phase: 'C',
    severity: 'B',
    stage: 1,
    holds: (read) =>
      some(read, 'managementReview', (id) =>
        ((row) =>
          row?.heldOn !== undefined &&
          ((row.status !== 'held' && row.heldOn >= read.today()) ||
            (row.heldOn <= read.today() &&
              isWithin(read, row.heldOn, settings(read).reviewInterval) &&
              isReviewDone(read, id))))(read.row('managementReview', id)),
      ),
  },
  {
    id: '9.3-review-done',
    phase: 'C',
    severity: 'B',
    stage: 2,
    holds: (read) =>
      some(
        read,
        'managementReview',
        (id) =>
          isWithin(read, read.row('managementReview', id)?.heldOn, settings(read).reviewInterval) &&
          isHeldAndSigned(read, id),
      ),
  },
  {
    id: '9.3-top-management-present',
    phase: 'C',
    severity: 'B',
    stage: 2,
    over: lastReview,
    judge: ofReview((read, row) =>
      (({ isTopManagement: isTop }) =>
        verdict(!row.attendees.some(isTop) || row.chair === undefined || !isTop(row.chair)))(reviewContext(read, row)),
    ),
  },
  {
    id: '9.3-inputs-complete',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: lastReview,
    judge: ofReview((_read, row) =>
      verdict(
        inputLetters.some((letter) => !isDiscussed(row, letter)) ||
          row.pack === undefined ||
          row.packHash !== row.pack.sha256 ||
          !isPackRecent(row),
      ),
    ),
  },
  {
    id: '9.3-outputs-recorded',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: lastReview,
    judge: ofReview((read, row) =>
      verdict(
        (row.noDecisions !== true && read.referencing('decision', 'review', row.id).length === 0) ||
          row.suitable === undefined ||
          row.adequate === undefined ||
          row.effective === undefined,
      ),
    ),
  },
  {
    id: '9.3-actions-overdue',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'decision',
    judge: (read, id) =>
      ((row) =>
        row && row.status !== 'done' && row.status !== 'dropped'
          ? verdict(isOverdue(row.due, read.today()))
          : undefined)(read.row('decision', id)),
  },
]
