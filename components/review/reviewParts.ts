import { inputLetters, type InputLetter } from '~/lib/isms/review/pack'
import type { ReviewItem } from '~/lib/isms/review/reviewCompleteness'

/** What the middle of a review's page shows: one input, or one of the results. */
export type ReviewPart = InputLetter | 'decisions' | 'judgements' | 'attendance'
export const parts = [
  { name: 'decisions', icon: 'gavel' },
  { name: 'judgements', icon: 'scale' },
  { name: 'attendance', icon: 'users-round' },
] as const
export const reviewParts: readonly ReviewPart[] = [...inputLetters, 'decisions', 'judgements', 'attendance']

/** Where an item that is missing before the sign-off is dealt with. */
export function partOf({ need, letter }: ReviewItem): ReviewPart | undefined {
  if (need === 'input') return letter
  if (need === 'decisions') return 'decisions'
  if (need === 'suitable' || need === 'adequate' || need === 'effective' || need === 'conclusion') return 'judgements'
  return need === 'chair' || need === 'topManagement' || need === 'heldOn' ? 'attendance' : undefined
}
