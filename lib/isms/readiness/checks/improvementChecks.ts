/** Checks of clause 10: continual improvement, nonconformity and corrective action (isms.md 5.2). */

import { addDays, addPeriod, isOverdue } from '~/lib/shared/dates'
import { isActionOverdue } from '~/lib/isms/improvement/ncState'
import type { Kind } from '~/lib/records/registry'
import { counts, isType, type StatementFact } from '~/lib/isms/statement/statementFacts'
import { verdict, type Check, type Judged } from '../readinessCheck'
import { completeInternal } from '../facts/audits'
import { metric, ncFacts, openNc, type NcFacts } from '../facts/improvementFacts'
import { factOfAll, type Reader } from '../readinessReader'
import { age, dayOf, dayOfInstant, filled, settings, some } from '../facts/workspace'

const ofOpenNc =
  (judge: (read: Reader, nc: NcFacts) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((nc) => nc && judge(read, nc))(openNc(read, id))
const isOpen = (action: { readonly status: string | undefined }): boolean =>
  action.status !== 'done' && action.status !== 'cancelled'

/**
 * Whether the ISMS was improved since a day: an improvement completed, a nonconformity closed, a decision carried out,
 * or an objective achieved.
 */
function improvedSince(read: Reader, from: string): boolean {
  const recent = (day: string | undefined): boolean => day !== undefined && day >= from && day <= read.today()
  return (
    some(read, 'improvement', (id) =>
      ((row) => row?.status === 'done' && recent(row.doneOn))(read.row('improvement', id)),
    ) ||
    some(read, 'nonconformity', (id) => recent(ncFacts(read, id)!.closedOn)) ||
    some(read, 'decision', (id) => ((row) => row?.status === 'done' && recent(row.doneOn))(read.row('decision', id))) ||
    some(read, 'objective', (id) =>
      ((row) => row?.status === 'achieved' && recent(row.closedOn))(read.row('objective', id)),
    )
  )
}

/**
 * Kinds whose approvals, signatures and confirms show that the ISMS operates. Tests and evidence have signs of their
 * own.
 */
const decidedKinds = [
  'scope',
  'riskMethod',
  'roleAssignment',
  'policy',
  'document',
  'objective',
  'change',
  'obligation',
  'risk',
  'treatmentPlan',
  'riskAcceptance',
  'exception',
  'soaVersion',
  'auditProgramme',
  'audit',
  'managementReview',
] as const

type Recent = (day: string | undefined) => boolean
const hasStatement = (
  read: Reader,
  recent: Recent,
  kinds: readonly Kind[],
  is: (one: StatementFact) => boolean,
): boolean =>
  kinds.some((kind) => read.statementsAbout(kind).some((one) => counts(one) && is(one) && recent(dayOf(read, one))))

/** The six signs of 10.1-static-isms: activity that only an operating ISMS produces. */
const signs: readonly ((read: Reader, recent: Recent) => boolean)[] = [
  (read, recent) =>
    some(read, 'risk', (id) => recent(read.row('risk', id)?.assessedOn)) ||
    hasStatement(read, recent, ['risk'], (one) => isType(one, 'confirm')),
  (read, recent) => some(read, 'measurement', (id) => recent(read.row('measurement', id)?.measuredOn)),
  (read, recent) => hasStatement(read, recent, ['controlTest'], (one) => isType(one, 'sign')),
  (read, recent) =>
    hasStatement(
      read,
      recent,
      decidedKinds,
      (one) => isType(one, 'approve', 'accept', 'sign') || (isType(one, 'confirm') && one.subjectKind !== 'risk'),
    ),
  (read, recent) =>
    some(read, 'nonconformity', (id) => recent(read.row('nonconformity', id)?.detectedOn)) ||
    some(read, 'finding', (id) => recent(read.row('finding', id)?.raisedOn)) ||
    some(read, 'improvement', (id) =>
      ((row) => row !== undefined && row.createdAt !== '' && recent(dayOfInstant(read, row.createdAt)))(
        read.row('improvement', id),
      ),
    ),
  (read, recent) =>
    hasStatement(read, recent, ['evidence'], (one) => isType(one, 'review') && one.decision === 'accepted'),
]

/** Number of distinct signs since a day: a single sign, however often, shows a habit rather than an operating ISMS. */
function signsSince(read: Reader, from: string): number {
  const recent: Recent = (day) => day !== undefined && day >= from && day <= read.today()
  return signs.filter((seen) => seen(read, recent)).length
}

const trends = factOfAll((read): { readonly known: number; readonly improving: number; readonly worsening: number } => {
  const found = read
    .ids('metric')
    .map((id) => metric(read, id)?.trend ?? 'unknown')
    .filter((trend) => trend !== 'unknown')
  return {
    known: found.length,
    improving: found.filter((trend) => trend === 'improving').length,
    worsening: found.filter((trend) => trend === 'worsening').length,
  }
})
const activeMetrics = {
  name: 'active metrics with a trend',
  keys: (read: Reader) =>
    trends(read).known >= 3
      ? read.ids('metric').filter((id) => (metric(read, id)?.trend ?? 'unknown') !== 'unknown')
      : [],
}

/** True if raised within a year after another one on the same requirement was closed as effective: it recurred. */
export function isRecurrence(read: Reader, { row }: NcFacts): boolean {
  if (row.requirement === undefined || row.detectedOn === undefined) return false
  return read.referencing('nonconformity', 'requirement', row.requirement).some((other) => {
    const closedOn = other.id === row.id ? undefined : ncFacts(read, other.id)!.closedOn
    return closedOn !== undefined && closedOn <= row.detectedOn! && row.detectedOn! <= addPeriod(closedOn, 'P12M')
  })
}

export const improvementChecks: readonly Check[] = [
  {
    id: '10.1-improvement-active',
    phase: 'A',
    severity: 'W',
    stage: 2,
    applies: (read) => age(read) >= 180,
    holds: (read) => improvedSince(read, addPeriod(read.today(), settings(read).improvementWindow, -1)),
  },
  {
    id: '10.1-static-isms',
    phase: 'A',
    severity: 'W',
    stage: 2,
    applies: (read) => age(read) >= 90,
    holds: (read) => signsSince(read, addPeriod(read.today(), settings(read).activityWindow, -1)) >= 3,
  },
  {
    // The worsening metrics fail, but only while they outnumber the improving ones.
    id: '10.1-trend-worsening',
    phase: 'A',
    severity: 'A',
    stage: 2,
    over: activeMetrics,
    judge: (read, id) =>
      verdict(metric(read, id)?.trend === 'worsening' && trends(read).worsening > trends(read).improving),
  },
  {
    id: '10.2-nc-log-empty',
    phase: 'A',
    severity: 'W',
    stage: 2,
    applies: (read) => age(read) >= 180 || completeInternal(read).length > 0,
    holds: (read) => read.ids('nonconformity').length > 0,
  },
  {
    id: '10.2-major-open',
    phase: 'A',
    severity: 'B',
    stage: 2,
    over: 'nonconformity',
    judge: (read, id) =>
      ((nc) =>
        nc && nc.row.grade === 'major' && nc.standing.state !== 'withdrawn'
          ? verdict(nc.standing.state !== 'closed')
          : undefined)(ncFacts(read, id)),
  },
  {
    id: '10.2-correction-missing',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: ofOpenNc((read, { row, dues }) =>
      verdict(row.correctedOn === undefined && isOverdue(dues.correction, read.today())),
    ),
  },
  {
    id: '10.2-root-cause-missing',
    phase: 'A',
    severity: 'W20',
    stage: 2,
    over: 'nonconformity',
    judge: ofOpenNc((read, { row, dues, standing }) =>
      verdict(
        isOverdue(dues.rootCause, read.today()) && (standing.cause !== undefined || row.causeMethod === undefined),
      ),
    ),
  },
  {
    id: '10.2-similar-not-checked',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: ofOpenNc((_read, { row, standing }) =>
      filled(row.rootCause) && standing.cause === undefined
        ? verdict(row.similar === undefined || row.similar === 'notChecked')
        : undefined,
    ),
  },
  {
    id: '10.2-action-missing',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: ofOpenNc((read, { row, dues, standing, actions }) =>
      standing.state === 'analysed'
        ? verdict(
            actions === 0 &&
              !filled(row.noActionReason) &&
              dues.rootCause !== undefined &&
              addDays(dues.rootCause, 14) < read.today(),
          )
        : undefined,
    ),
  },
  {
    id: '10.2-action-overdue',
    phase: 'A',
    severity: 'W20',
    stage: 2,
    over: 'correctiveAction',
    judge: (read, id) =>
      ((row) => (row && isOpen(row) ? verdict(isActionOverdue(row, read.today())) : undefined))(
        read.row('correctiveAction', id),
      ),
  },
  {
    id: '10.2-effectiveness-overdue',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: ofOpenNc((read, { dues, standing }) =>
      standing.state === 'awaitingReview' ? verdict(isOverdue(dues.review, read.today())) : undefined,
    ),
  },
  {
    id: '10.2-effectiveness-by-doer',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: (read, id) =>
      ((nc) =>
        nc &&
        nc.standing.state !== 'withdrawn' &&
        (nc.standing.dependent !== undefined || nc.standing.decidedBy !== undefined)
          ? verdict(nc.standing.dependent !== undefined)
          : undefined)(ncFacts(read, id)),
  },
  {
    // A recurrence is settled once it is closed as effective itself.
    id: '10.2-recurring',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'nonconformity',
    judge: (read, id) =>
      ((nc) =>
        nc && nc.standing.state !== 'withdrawn'
          ? verdict(nc.standing.state !== 'closed' && isRecurrence(read, nc))
          : undefined)(ncFacts(read, id)),
  },
]
