import type { StateName } from '../glyph/states'
import type { OccurrenceState } from '~/lib/records/recurrence/occurrences'

/** Shapes of what has a day: the same in calendar, list and drawer. */
export const datedGlyphs: Readonly<Record<OccurrenceState, StateName>> = {
  done: 'verified',
  skipped: 'excluded',
  overdue: 'blocker',
  due: 'inProgress',
  upcoming: 'open',
}
