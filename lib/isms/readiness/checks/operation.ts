/**
 * Checks of clause 8.1 and of Annex A in operation: tasks, suppliers, controls with evidence and tests, assets,
 * incidents (isms.md 5.2).
 */

import { addDays, addPeriod, daysBetween, isOverdue } from '~/lib/shared/dates'
import { obligationReview } from '../../context/contextReviews'
import { freshness, windowRelation } from '../../evidence/freshness'
import type { Pattern } from '../../evidence/pattern'
import { exceptionState, isValidException } from '~/lib/isms/policy/exceptionState'
import { isOpenAction } from '~/lib/isms/risk/riskState'
import { assuranceState, supplierState } from '~/lib/isms/supplier/supplierState'
import { isTaskOpen, isTaskOverdue, nextOccurrence } from '~/lib/records/recurrence/occurrences'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { isReference } from '~/lib/records/fields'
import { kindNames, recordKind } from '~/lib/records/registry'
import { counts, isType } from '~/lib/isms/statement/statementFacts'
import { unlessArriving, verdict, type Check, type Judged } from '../readinessCheck'
import { applies } from '../facts/applicabilityFacts'
import {
  controlTest,
  evidenceArrived,
  evidenceState,
  evidenceWindow,
  hasUsableEvidence,
  intactEvidence,
  isSuperseded,
  linkedEvidence,
  liveControl,
  operating,
  pattern,
  patternOf,
} from '../facts/controlFacts'
import { openNc } from '../facts/improvementFacts'
import type { Reader } from '../readinessReader'
import { age, dayOf, dayOfInstant, filled, isActive, settings, some, standing } from '../facts/workspace'

const ofOperating =
  (judge: (read: Reader, control: Control) => Judged) =>
  (read: Reader, id: string): Judged =>
    ((row) => row && judge(read, row))(operating(read, id))
const yearAgo = (read: Reader): string => addPeriod(read.today(), 'P12M', -1)

/** Activities that every ISMS repeats. */
const recurring = ['accessReview', 'riskReview', 'internalAudit', 'managementReview'] as const
const activeSupplier = (read: Reader, id: string) =>
  ((row) => (row && row.status !== 'ended' ? row : undefined))(read.row('supplier', id))
const activeAsset = (read: Reader, id: string) =>
  ((row) => (row && row.status !== 'retired' ? row : undefined))(read.row('asset', id))
const legal: ReadonlySet<string> = new Set(['law', 'regulation', 'contract'])
const legalObligations = (read: Reader) =>
  read.rows('obligation').filter((row) => row.status !== 'ended' && legal.has(row.source ?? ''))

/**
 * Fields in which records cite evidence they rely on, such as those of a test or a supplier. Evidence citing other
 * evidence is not reliance.
 */
const leaning = kindNames
  .filter((kind) => kind !== 'evidence')
  .flatMap((kind) =>
    Object.entries(recordKind(kind).fields)
      .filter(([, field]) => isReference(field) && field.target === 'evidence')
      .map(([name]) => [kind, name] as const),
  )

/** True if some control, requirement or record relies on the evidence. */
const isLinked = (read: Reader, { id, controls, reqs, subjects }: Evidence): boolean =>
  controls.length + reqs.length + subjects.length > 0 ||
  leaning.some(([kind, field]) => read.referencing(kind, field as never, id).length > 0)

const reviewedFields: ReadonlySet<string> = new Set(recordKind('evidence').profiles['review']!.fields)

/**
 * The day since which evidence awaits review: when it was recorded or, if a review went stale, when its content was
 * first changed after that review.
 */
function waitsSince(read: Reader, row: Evidence): string {
  const recorded = dayOfInstant(read, row.createdAt || `${read.today()}T00:00:00.000Z`)
  if (evidenceState(read, row.id).reviewState !== 'stale') return recorded
  const reviewed = Math.max(
    ...read
      .statements(row.id)
      .filter((one) => isType(one, 'review') && counts(one))
      .map(({ seq }) => seq!),
  )
  const change = read
    .history(row.id)
    .find(({ lost, field, seq }) => !lost && reviewedFields.has(field) && (seq ?? Infinity) > reviewed)
  return change ? dayOf(read, change) : recorded
}

/** True if somebody responded to an ineffective control: with a nonconformity, an open action or a valid exception. */
function hasResponse(read: Reader, control: Control): boolean {
  // A nonconformity names no control: it is found through a test of the control, or through a finding or incident that
  // names the control.
  const ncs = [
    ...read
      .referencing('controlTest', 'control', control.id)
      .flatMap(({ id }) => read.referencing('nonconformity', 'test', id)),
    ...read
      .referencing('finding', 'controls', control.id)
      .flatMap(({ id }) => read.referencing('nonconformity', 'finding', id)),
    ...read
      .referencing('incident', 'failedControls', control.id)
      .flatMap(({ id }) => read.referencing('nonconformity', 'incident', id)),
  ]
  if (ncs.some(({ id }) => openNc(read, id) !== undefined)) return true
  if (read.referencing('treatmentAction', 'controls', control.id).some(isOpenAction)) return true
  if (
    read
      .referencing('correctiveAction', 'controls', control.id)
      .some((action) => action.status !== 'done' && action.status !== 'cancelled')
  )
    return true
  return read
    .referencing('exception', 'control', control.id)
    .some((row) => isValidException(exceptionState(row, standing(read, row.id)!.approval, read.today())))
}

/** EV9: at least three of four periods. */
const isShown = (found: Pattern | undefined): boolean => found !== undefined && found.ratio >= 0.75

/** Requirements the external audit covers; undefined if it has no checklist and so covers all. */
const auditedReqs = (read: Reader, audit: string): ReadonlySet<string> | undefined =>
  ((items) => (items.length === 0 ? undefined : new Set(items.flatMap(({ requirement }) => requirement ?? []))))(
    read.referencing('auditItem', 'audit', audit),
  )

const isContinuityRun = (read: Reader): boolean => {
  const [from, today] = [yearAgo(read), read.today()]
  const recent = (day: string | undefined): boolean => day !== undefined && day >= from && day <= today
  return (
    some(read, 'training', (id) =>
      ((row) => row?.type === 'exercise' && recent(row.heldOn))(read.row('training', id)),
    ) ||
    some(read, 'task', (id) =>
      ((row) => row?.purpose === 'continuityTest' && Object.values(row.done).some((done) => recent(done.on)))(
        read.row('task', id),
      ),
    )
  )
}

export const operationChecks: readonly Check[] = [
  {
    // Each purpose is a candidate: planning one does not excuse the other three. A series that has ended plans nothing.
    id: '8.1-tasks-scheduled',
    phase: 'D',
    severity: 'W',
    stage: 1,
    over: { name: 'purposes of recurring work', keys: () => recurring },
    failsWhenEmpty: true,
    judge: (read, purpose) =>
      verdict(
        !some(read, 'task', (id) =>
          ((row) => row?.purpose === purpose && Object.keys(row.rules).length > 0 && isTaskOpen(row, read.today()))(
            read.row('task', id),
          ),
        ),
      ),
  },
  {
    id: '8.1-tasks-overdue',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'task',
    judge: (read, id) =>
      ((row) =>
        row && nextOccurrence(row, read.today())
          ? verdict(isTaskOverdue(row, read.today(), settings(read).taskGraceDays))
          : undefined)(read.row('task', id)),
  },
  {
    id: '8.1-suppliers-reviewed',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'supplier',
    judge: (read, id) =>
      ((row) =>
        row && (row.criticality === 'high' || (row.dataAccess !== undefined && row.dataAccess !== 'none'))
          ? verdict(
              isOverdue(
                supplierState(row, read.today(), {
                  timeZone: settings(read).timeZone,
                  hasUsableEvidence: hasUsableEvidence(read),
                }).reviewDue,
                read.today(),
              ),
            )
          : undefined)(activeSupplier(read, id)),
  },
  {
    id: 'A-control-owner',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: 'control',
    judge: (read, id) => ((row) => row && verdict(!isActive(read, row.owner)))(liveControl(read, id)),
  },
  {
    id: 'A-evidence-missing',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'control',
    judge: ofOperating((read, { id }) =>
      unlessArriving(intactEvidence(read, id).length > 0, () => intactEvidence(read, id, evidenceArrived).length > 0),
    ),
  },
  {
    id: 'A-evidence-expired',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'control',
    judge: ofOperating((read, control) => {
      const lasts = (row: Evidence): boolean =>
        freshness(row, settings(read), { today: read.today(), control }).state !== 'expired'
      const intact = intactEvidence(read, control.id)
      return intact.length === 0
        ? undefined
        : unlessArriving(intact.some(lasts), () => intactEvidence(read, control.id, evidenceArrived).some(lasts))
    }),
  },
  {
    id: 'A-evidence-out-of-period',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'control',
    applies: (read) => evidenceWindow(read).audit !== undefined,
    judge: ofOperating((read, control) => {
      const window = evidenceWindow(read)
      const asked = auditedReqs(read, window.audit!)
      const linked = linkedEvidence(read, control.id)
      if (linked.length === 0 || (asked && !control.reqs.some((id) => asked.has(id)))) return undefined
      return verdict(linked.every((row) => windowRelation(row, window, settings(read)) === 'outside'))
    }),
  },
  {
    id: 'A-evidence-pattern',
    phase: 'C',
    severity: 'W20',
    stage: 2,
    over: 'control',
    judge: ofOperating((read, { id, key }) =>
      ((found) =>
        key !== true || found === undefined
          ? undefined
          : unlessArriving(isShown(found), () => isShown(patternOf(read, id, { of: evidenceArrived }))))(
        pattern(read, id),
      ),
    ),
  },
  {
    id: 'A-evidence-unreviewed',
    phase: 'D',
    severity: 'A',
    stage: 2,
    over: 'evidence',
    judge: (read, id) => {
      const row = read.row('evidence', id)
      if (!row || !isLinked(read, row)) return undefined
      const { reviewState } = evidenceState(read, id)
      return verdict(
        (reviewState === 'unreviewed' || reviewState === 'stale') &&
          daysBetween(waitsSince(read, row), read.today()) > 14,
      )
    },
  },
  {
    id: 'A-evidence-integrity',
    phase: 'D',
    severity: 'B',
    stage: 2,
    over: 'evidence',
    // EV1: nobody relies on superseded evidence any more.
    judge: (read, id) =>
      ((row) =>
        row && isLinked(read, row) && !isSuperseded(read, id)
          ? (({ blobState, seal }) => verdict(blobState === 'corrupt' || blobState === 'missing' || seal === 'failed'))(
              evidenceState(read, id),
            )
          : undefined)(read.row('evidence', id)),
  },
  {
    id: 'A-control-never-tested',
    phase: 'C',
    severity: 'W30',
    stage: 2,
    over: 'control',
    judge: ofOperating((read, { id, key, implementedOn, testEvery }) =>
      key !== true || implementedOn === undefined || addPeriod(implementedOn, testEvery ?? 'P12M') >= read.today()
        ? undefined
        : verdict(controlTest(read, id).result === 'none'),
    ),
  },
  {
    id: 'A-control-test-overdue',
    phase: 'C',
    severity: 'W30',
    stage: 2,
    over: 'control',
    judge: ofOperating((read, { id }) =>
      ((test) => (test.result === 'none' ? undefined : verdict(isOverdue(test.due, read.today()))))(
        controlTest(read, id),
      ),
    ),
  },
  {
    id: 'A-control-ineffective',
    phase: 'C',
    severity: 'W',
    stage: 2,
    over: 'control',
    judge: (read, id) =>
      ((row) => (row && controlTest(read, id).result === 'ineffective' ? verdict(!hasResponse(read, row)) : undefined))(
        liveControl(read, id),
      ),
  },
  {
    id: 'A-assets-recorded',
    phase: 'D',
    severity: 'W',
    stage: 1,
    applies: (read) => applies(read, 'A.5.9'),
    holds: (read) => some(read, 'asset', (id) => activeAsset(read, id) !== undefined),
  },
  {
    id: 'A-asset-owner',
    phase: 'D',
    severity: 'W20',
    stage: 2,
    over: 'asset',
    judge: (read, id) => ((row) => row && verdict(!isActive(read, row.owner)))(activeAsset(read, id)),
  },
  {
    id: 'A-obligations',
    phase: 'P',
    severity: 'W',
    stage: 1,
    applies: (read) => applies(read, 'A.5.31'),
    failsWhenEmpty: true,
    over: {
      name: 'obligations of law, regulation and contract',
      keys: (read) => legalObligations(read).map(({ id }) => id),
    },
    judge: (read, id) => {
      const row = read.row('obligation', id)
      if (!row) return undefined
      // A record never reviewed counts as reviewed when it was recorded.
      const first = row.reviewedOn ?? dayOfInstant(read, row.createdAt || `${read.today()}T00:00:00.000Z`)
      return verdict(
        obligationReview({ ...row, reviewedOn: first }, read.statements(id), {
          today: read.today(),
          dayOf: (time) => dayOf(read, { time }),
        }).state === 'overdue',
      )
    },
  },
  {
    id: 'A-supplier-assurance',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: 'supplier',
    judge: (read, id) =>
      ((row) =>
        row?.criticality === 'high'
          ? verdict(['none', 'ended'].includes(assuranceState(row, read.today(), hasUsableEvidence(read))))
          : undefined)(activeSupplier(read, id)),
  },
  {
    id: 'A-continuity-tested',
    phase: 'C',
    severity: 'W',
    stage: 2,
    applies: (read) => applies(read, 'A.5.29') || applies(read, 'A.5.30'),
    holds: isContinuityRun,
  },
  {
    id: 'A-incident-lessons',
    phase: 'A',
    severity: 'W',
    stage: 2,
    over: 'incident',
    judge: (read, id) => {
      const row = read.row('incident', id)
      if (row?.isIncident !== 'incident') return undefined
      const settled =
        row.status === 'closed' ||
        (row.resolvedAt !== undefined && addDays(dayOfInstant(read, row.resolvedAt), 14) < read.today())
      return settled ? verdict(!filled(row.lessons)) : undefined
    },
  },
  {
    id: 'A-no-events',
    phase: 'C',
    severity: 'A',
    stage: 2,
    applies: (read) => age(read) >= 180 && applies(read, 'A.6.8'),
    holds: (read) =>
      some(read, 'incident', (id) =>
        ((row) => dayOfInstant(read, row.detectedAt ?? row.createdAt) >= yearAgo(read))(read.row('incident', id)!),
      ),
  },
]
