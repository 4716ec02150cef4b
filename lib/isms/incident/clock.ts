/**
 * State of an event or incident: its clock and what it still needs (A.5.24-A.5.28). Pure: time and day are arguments.
 */

import { daysBetween } from '~/lib/shared/dates'
import type { Incident } from '~/lib/records/kinds/incident'

export interface IncidentClock {
  /** Milliseconds from occurrence to detection; undefined if the time of occurrence is unknown. */
  readonly toDetect: number | undefined
  /** Milliseconds from detection to resolution; undefined while it is running. */
  readonly toResolve: number | undefined
  /** Milliseconds from detection until now, while it is running. */
  readonly running: number | undefined
}

const at = (instant: string | undefined): number | undefined =>
  ((ms) => (ms === undefined || Number.isNaN(ms) ? undefined : ms))(
    instant === undefined ? undefined : Date.parse(instant),
  )

/** Times that a merge left in the wrong order yield no span (MG18): a clock never runs backwards. */
export function incidentClock(
  row: Pick<Incident, 'occurredAt' | 'detectedAt' | 'resolvedAt' | 'status'>,
  now: number,
): IncidentClock {
  const [occurred, detected, resolved] = [at(row.occurredAt), at(row.detectedAt), at(row.resolvedAt)]
  const span = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined || to < from ? undefined : to - from
  const over = row.status === 'resolved' || row.status === 'closed'
  return {
    toDetect: span(occurred, detected),
    toResolve: span(detected, resolved),
    running: resolved === undefined && !over ? span(detected, now) : undefined,
  }
}

export type IncidentProblem = 'undecided' | 'lessonsMissing' | 'lessonsLate' | 'notResolved'

/** Its most serious problem: closed against its rules, or lessons still missing two weeks after it was resolved. */
export function incidentProblem(row: Incident, today: string): IncidentProblem | undefined {
  const undecided = row.isIncident === undefined || row.isIncident === 'undecided'
  const noLessons = !row.lessons?.trim()
  if (row.status === 'closed' && undecided) return 'undecided'
  if (row.status === 'closed' && row.isIncident === 'incident' && noLessons) return 'lessonsMissing'
  if (
    row.status === 'resolved' &&
    row.isIncident === 'incident' &&
    noLessons &&
    row.resolvedAt !== undefined &&
    daysBetween(row.resolvedAt.slice(0, 10), today) > 14
  )
    return 'lessonsLate'
  return row.status === 'resolved' && row.resolvedAt === undefined ? 'notResolved' : undefined
}

/**
 * A free key for the timeline: the instant, moved on by a millisecond while the key is taken, so that nothing is
 * overwritten.
 */
export function timelineKey(timeline: Readonly<Record<string, string>>, instant: string): string {
  let ms = Date.parse(instant)
  while (timeline[new Date(ms).toISOString()] !== undefined) ms++
  return new Date(ms).toISOString()
}

/** Initial fields of a nonconformity opened from an incident; the owner writes the rest. */
export const nonconformityOf = (row: Incident, today: string): Readonly<Record<string, string>> => ({
  source: 'incident',
  incident: row.id,
  detectedOn: today,
  similar: 'notChecked',
  riskUpdate: 'notAnswered',
  ...(row.title && { title: row.title }),
  ...(row.description && { statement: row.description }),
  ...(row.owner && { owner: row.owner }),
})
