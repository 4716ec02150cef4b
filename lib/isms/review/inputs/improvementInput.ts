import { parentsOf } from '~/lib/records/derivedIds'
import { group, type PackInput, type PackLine, type PackTone } from '../pack'
import { dayOfInstant, isSince, type PackDays, type ReviewState } from '../managementReviewState'
import { monthEnds } from './months'

const tones: Readonly<Record<string, PackTone>> = {
  proposed: 'open',
  accepted: 'open',
  inProgress: 'progress',
  done: 'good',
  rejected: 'closed',
}

/**
 * Input g: improvements open or done since, opportunities found by audits, incidents with lessons, and readiness by
 * month.
 */
export function improvement(state: ReviewState, days: PackDays): PackInput {
  const all = state.rows('improvement')
  const done = all.filter((row) => row.status === 'done' && (row.doneOn === undefined || isSince(row.doneOn, days)))
  const open = all.filter((row) => row.status !== 'done' && row.status !== 'rejected')
  const opportunities = state
    .rows('finding')
    .filter((row) => row.grade === 'opportunity' && !row.withdrawn && isSince(row.raisedOn, days))
  const lessons = state
    .rows('incident')
    .filter(
      (row) =>
        row.lessons?.trim() &&
        row.detectedAt !== undefined &&
        isSince(dayOfInstant(state, row.resolvedAt ?? row.detectedAt), days),
    )
  const readiness = readinessByMonth(state, days)
  return {
    figures: [
      {
        key: 'readiness',
        value: readiness.findLast((score) => score !== null) ?? null,
        series: readiness,
        better: 'up',
      },
      { key: 'improved', value: done.length, better: 'up' },
      { key: 'improving', value: open.length },
      { key: 'opportunities', value: opportunities.length },
      { key: 'lessons', value: lessons.length },
    ],
    groups: [
      group(
        'improvements',
        [...open, ...done].map((row): PackLine => ({
          id: row.id,
          kind: 'improvement',
          ref: row.ref,
          title: row.title ?? '',
          tone: tones[row.status ?? 'proposed']!,
          state: row.status ?? 'proposed',
          facts: {
            ...(row.due !== undefined && { due: row.due }),
            ...(row.doneOn !== undefined && { doneOn: row.doneOn }),
            ...(row.realised?.trim() && { realised: row.realised.trim() }),
          },
        })),
      ),
      ...(opportunities.length > 0
        ? [
            group(
              'opportunities',
              opportunities.map((row): PackLine => ({
                id: row.id,
                kind: 'finding',
                ref: row.ref,
                title: row.title ?? '',
                tone: 'open',
                state: 'opportunity',
                facts: { on: row.raisedOn! },
              })),
            ),
          ]
        : []),
      ...(lessons.length > 0
        ? [
            group(
              'incidents',
              lessons.map((row): PackLine => ({
                id: row.id,
                kind: 'incident',
                ref: row.ref,
                title: row.title ?? '',
                tone: row.status === 'closed' ? 'good' : 'progress',
                state: row.status ?? 'reported',
                facts: { on: dayOfInstant(state, row.detectedAt!), lessons: row.lessons!.trim() },
              })),
            ),
          ]
        : []),
    ],
  }
}

/** The overall score of the last run of each month; `null` for a month without a run, or if nothing applied. */
function readinessByMonth(state: ReviewState, { today }: PackDays): readonly (number | null)[] {
  const runs = state
    .rows('readinessRun')
    .map((row) => ({ day: parentsOf(row.id)[0] ?? '', score: row.scores?.overall ?? null }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
  return monthEnds(today, undefined).map(
    (end) =>
      runs.findLast(({ day }) => end !== null && day <= end && day.slice(0, 7) === end.slice(0, 7))?.score ?? null,
  )
}
