import type { ReviewState } from '~/lib/isms/context/reviewDue'
import type { StateName } from '../glyph/states'

/** Shapes of review states, the same in registers, drawers and lists. */
export const reviewGlyphs: Readonly<Record<ReviewState, StateName>> = {
  never: 'warning',
  overdue: 'blocker',
  soon: 'inProgress',
  ok: 'verified',
  ended: 'excluded',
}
