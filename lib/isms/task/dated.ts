/**
 * Everything with a date: occurrences of tasks, actions, reviews, audits, expiries. One list behind the calendar,
 * "needs me" and reminders. Each kind lists its dates here; the rules of its area define what a date means. Pure.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { addDays, addPeriod, isOverdue, isPeriod } from '~/lib/shared/dates'
import { issueReview, lastConfirm, obligationReview, partyReview } from '../context/contextReviews'
import type { ReviewDue } from '../context/reviewDue'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'
import { taskOccurrences, type OccurrenceState } from '~/lib/records/recurrence/occurrences'

/**
 * `due` work to finish · `review` to be reviewed again · `ends` something valid until then · `planned` an event ·
 * `effectiveness` 10.2 e.
 */
export const datedWhats = ['occurrence', 'due', 'review', 'ends', 'planned', 'effectiveness'] as const
export type DatedWhat = (typeof datedWhats)[number]

export interface Dated {
  readonly id: string
  readonly recordId: string
  readonly kind: Kind
  readonly ref: string
  readonly title: string
  readonly what: DatedWhat
  readonly date: string
  readonly settled: 'done' | 'skipped' | undefined
  /** The person it waits for; undefined if nobody is named. */
  readonly person: string | undefined
}

export interface DatedFacts {
  readonly today: string
  /** Occurrences are computed through this day. */
  readonly end: string
  readonly settings: Pick<EffectiveSettings, 'contextReview' | 'policyReview'>
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  readonly recordOf: (id: string) => AnyRecord | undefined
  /** The day of an instant (milliseconds since the epoch) in the workspace's time zone. */
  readonly dayOf: (time: number) => string
}

interface Day {
  readonly what: DatedWhat
  readonly date: string | undefined
  readonly person: string | undefined
  readonly settled?: 'done' | 'skipped' | undefined
}

type DaysOf = { readonly [K in Kind]?: (row: RowOf<K>, facts: DatedFacts) => readonly Day[] }

const done = (is: boolean): 'done' | undefined => (is ? 'done' : undefined)
const review = ({ due, state }: ReviewDue, facts: DatedFacts, person: string | undefined): readonly Day[] =>
  state === 'ended' ? [] : [{ what: 'review', date: due ?? facts.today, person }]
const every = (reviewedOn: string | undefined, period: string | undefined): string | undefined =>
  reviewedOn !== undefined && period !== undefined && isPeriod(period) ? addPeriod(reviewedOn, period) : undefined

/** The dates of a record by kind. Kinds not listed here have none. */
const daysOf: DaysOf = {
  task: (row, { today, end }) =>
    taskOccurrences(row, today, end)
      .filter((one) => row.status !== 'closed' || one.state === 'done' || one.state === 'skipped')
      .map((one) => ({
        what: 'occurrence',
        date: one.date,
        person: row.assignee,
        settled: one.state === 'done' || one.state === 'skipped' ? one.state : undefined,
      })),
  treatmentAction: (row) =>
    row.status === 'cancelled'
      ? []
      : [{ what: 'due', date: row.due, person: row.responsible, settled: done(row.status === 'done') }],
  correctiveAction: (row) =>
    row.status === 'cancelled'
      ? []
      : [{ what: 'due', date: row.due, person: row.responsible, settled: done(row.status === 'done') }],
  decision: (row) =>
    row.status === 'dropped'
      ? []
      : [{ what: 'due', date: row.due, person: row.owner, settled: done(row.status === 'done') }],
  improvement: (row) =>
    row.status === 'rejected' || row.status === 'proposed'
      ? []
      : [{ what: 'due', date: row.due, person: row.owner, settled: done(row.status === 'done') }],
  objective: (row) =>
    row.status === 'cancelled'
      ? []
      : [
          {
            what: 'due',
            date: row.due,
            person: row.owner,
            settled: done(row.status === 'achieved' || row.status === 'missed'),
          },
        ],
  change: (row) =>
    row.status === 'rejected'
      ? []
      : [{ what: 'planned', date: row.planned, person: row.responsible, settled: done(row.status === 'implemented') }],
  evidenceRequest: (row) =>
    row.withdrawn === true
      ? []
      : [{ what: 'due', date: row.due, person: row.assignee, settled: done(row.verdict === 'accepted') }],
  training: (row) => [
    { what: 'planned', date: row.heldOn ?? row.due, person: undefined, settled: done(row.heldOn !== undefined) },
  ],
  nonconformity: (row, { statementsOf }) =>
    (row.withdrawnReason ?? '').trim() !== ''
      ? []
      : [
          {
            what: 'effectiveness',
            date: row.effectivenessDue,
            person: row.owner,
            settled: done(statementsOf(row.id).some((one) => counts(one) && isType(one, 'verify'))),
          },
        ],
  audit: (row) =>
    row.status === 'cancelled'
      ? []
      : [
          {
            what: 'planned',
            date: row.performedFrom ?? row.plannedFrom,
            person: row.leadAuditor,
            settled: done(row.status === 'completed' || row.performedFrom !== undefined),
          },
        ],
  managementReview: (row) => [
    { what: 'planned', date: row.heldOn, person: row.chair, settled: done(row.status === 'held') },
    ...(row.status === 'held' ? [{ what: 'planned' as const, date: row.nextOn, person: row.chair }] : []),
  ],
  riskAcceptance: (row, { recordOf, statementsOf }) => {
    const risk = row.risk === undefined ? undefined : recordOf(row.risk)
    if (
      risk?.kind !== 'risk' ||
      risk.status === 'closed' ||
      risk.archivedOn !== undefined ||
      !isSigned(statementsOf(row.id), 'accept')
    )
      return []
    return [{ what: 'ends', date: row.validUntil, person: risk.owner }]
  },
  exception: (row, { statementsOf }) =>
    row.closedOn !== undefined || !isSigned(statementsOf(row.id), 'approve')
      ? []
      : [{ what: 'ends', date: row.validUntil, person: row.requestedBy }],
  roleAssignment: (row) => [{ what: 'ends', date: row.until, person: row.holder }],
  issue: (row, facts) => review(issueReview(row, facts.settings, facts.today), facts, row.owner),
  interestedParty: (row, facts) => review(partyReview(row, facts.settings, facts.today), facts, row.owner),
  obligation: (row, facts) => review(obligationReview(row, facts.statementsOf(row.id), facts), facts, row.owner),
  policy: (row, { statementsOf, settings, dayOf }) => {
    const statements = statementsOf(row.id)
    const last = inLogOrder(
      [lastConfirm(statements), lastOf(statements, 'approve')].filter((one) => one !== undefined),
    ).at(-1)
    // PO5. A policy that was never approved is a draft and needs no review.
    return last === undefined || row.retiredOn !== undefined || !isSigned(statements, 'approve')
      ? []
      : [
          {
            what: 'review',
            date: every(dayOf(last.relayTime ?? last.time), row.reviewEvery ?? settings.policyReview),
            person: row.owner,
          },
        ]
  },
  document: (row) => [{ what: 'review', date: every(row.reviewedOn, row.reviewEvery), person: row.owner }],
  supplier: (row) =>
    row.status === 'ended'
      ? []
      : [
          { what: 'review', date: every(row.reviewedOn, row.reviewEvery), person: row.owner },
          { what: 'ends', date: row.contractUntil, person: row.owner },
        ],
}

/** Kinds that can have dates. */
export const datedKinds = Object.keys(daysOf) as readonly Kind[]

function lastOf(statements: readonly StatementFact[], type: 'approve' | 'accept'): StatementFact | undefined {
  const revoked = revokedIds(statements)
  return inLogOrder(statements.filter((one) => counts(one) && isType(one, type) && !revoked.has(one.id))).at(-1)
}
const isSigned = (statements: readonly StatementFact[], type: 'approve' | 'accept'): boolean =>
  lastOf(statements, type) !== undefined

/**
 * The dates of these records, in order. Archived records have none; dates superseded by a later record are left out.
 */
export function datedOf(rows: Iterable<AnyRecord>, facts: DatedFacts): readonly Dated[] {
  const found: Dated[] = []
  for (const row of rows) {
    if (row.archivedOn !== undefined) continue
    const days =
      (daysOf[row.kind] as ((of: AnyRecord, facts: DatedFacts) => readonly Day[]) | undefined)?.(row, facts) ?? []
    for (const { what, date, person, settled } of days) {
      if (date === undefined || date > facts.end) continue
      found.push({
        id: `${row.id}:${what}:${date}`,
        recordId: row.id,
        kind: row.kind,
        ref: row.ref,
        title: titleOf(row),
        what,
        date,
        settled,
        person,
      })
    }
  }
  return withoutTakenOver(found, facts).sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1,
  )
}

/**
 * Of several acceptances of one risk only the one that ends last counts. The next review is announced by the latest
 * review only, and only until it exists as a record.
 */
function withoutTakenOver(found: readonly Dated[], { recordOf }: DatedFacts): Dated[] {
  const riskOf = (one: Dated): string =>
    ((row) => (row?.kind === 'riskAcceptance' ? (row.risk ?? '') : ''))(recordOf(one.recordId))
  const lastEnd = new Map<string, string>()
  for (const one of found)
    if (one.kind === 'riskAcceptance') lastEnd.set(riskOf(one), [lastEnd.get(riskOf(one)) ?? '', one.date].sort()[1]!)
  const reviews = found.filter((one) => one.kind === 'managementReview')
  const held = reviews
    .filter((one) => one.settled === 'done')
    .map((one) => one.date)
    .sort()
  const announces = (one: Dated): boolean =>
    ((row) => row?.kind === 'managementReview' && row.status === 'held' && one.settled === undefined)(
      recordOf(one.recordId),
    )
  return found.filter((one) => {
    if (one.kind === 'riskAcceptance') return lastEnd.get(riskOf(one)) === one.date
    if (one.kind !== 'managementReview' || !announces(one)) return true
    const own = recordOf(one.recordId)
    return (
      own?.kind === 'managementReview' &&
      own.heldOn === held.at(-1) &&
      !reviews.some((other) => other.recordId !== one.recordId && other.date > (own.heldOn ?? ''))
    )
  })
}

/** Days of notice. Expiries are announced earlier than due work, because something must be decided first. */
const noticeDays: Readonly<Record<DatedWhat, number>> = {
  occurrence: 7,
  due: 7,
  planned: 7,
  effectiveness: 7,
  review: 14,
  ends: 30,
}

/** RC5 for every dated item: done, skipped, overdue after its day, due in the notice period before it, upcoming. */
export function datedState(one: Pick<Dated, 'date' | 'settled' | 'what'>, today: string): OccurrenceState {
  if (one.settled !== undefined) return one.settled
  if (isOverdue(one.date, today)) return 'overdue'
  return today >= addDays(one.date, -noticeDays[one.what]) ? 'due' : 'upcoming'
}
