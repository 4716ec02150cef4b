/**
 * When a management review is complete (MR3), due (MR1), locked (MR5) or recorded late (MR6). Pure; days are arguments.
 */

import { addPeriod, addDays, dateInZone, daysBetween } from '~/lib/shared/dates'
import type { Decision } from '~/lib/records/kinds/decision'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { ApprovalState } from '../statement/approvalState'
import { inputLetters, type InputLetter } from './pack'

/** MR3: maximum age of the pack in days on the day of the meeting. */
const packDays = 31
/** MR6: a meeting recorded more than this many days later is marked as late. */
const lateDays = 30

export interface ReviewContext {
  /** Decisions that name this review, without archived ones. */
  readonly decisions: readonly Pick<Decision, 'text'>[]
  /** ST12, on the day of the meeting. */
  readonly isTopManagement: (personId: string) => boolean
  /** ST4 state of the chair's sign-off over the present content. */
  readonly signature: ApprovalState
}

export const reviewNeeds = [
  'chair',
  'topManagement',
  'heldOn',
  'pack',
  'packAge',
  'input',
  'decisions',
  'suitable',
  'adequate',
  'effective',
  'conclusion',
  'signature',
] as const
export type ReviewNeed = (typeof reviewNeeds)[number]

export interface ReviewItem {
  readonly need: ReviewNeed
  /** The input, if `need` is about one. */
  readonly letter?: InputLetter
  readonly met: boolean
}

type Texts = Pick<ManagementReview, `input${Uppercase<InputLetter>}` | `nothing${Uppercase<InputLetter>}`>

const upper = (letter: InputLetter) => letter.toUpperCase() as Uppercase<InputLetter>
export const inputField = (letter: InputLetter) => `input${upper(letter)}` as const
export const nothingField = (letter: InputLetter) => `nothing${upper(letter)}` as const

/** True if an input was dealt with: it has a text, or is marked as having nothing to discuss. */
export const isDiscussed = (row: Texts, letter: InputLetter): boolean =>
  filled(row[inputField(letter)]) || row[nothingField(letter)] === true

/** MR3, item by item, in the order of the meeting. */
export function reviewItems(
  row: ManagementReview,
  { decisions, isTopManagement, signature }: ReviewContext,
): readonly ReviewItem[] {
  const hasPack = row.pack !== undefined && row.packHash !== undefined && row.packHash === row.pack.sha256
  return [
    { need: 'chair', met: row.chair !== undefined && isTopManagement(row.chair) },
    { need: 'topManagement', met: row.attendees.some(isTopManagement) },
    { need: 'heldOn', met: row.heldOn !== undefined },
    { need: 'pack', met: hasPack },
    { need: 'packAge', met: hasPack && isPackRecent(row) },
    ...inputLetters.map((letter): ReviewItem => ({ need: 'input', letter, met: isDiscussed(row, letter) })),
    { need: 'decisions', met: row.noDecisions === true || decisions.length > 0 },
    { need: 'suitable', met: row.suitable !== undefined },
    { need: 'adequate', met: row.adequate !== undefined },
    { need: 'effective', met: row.effective !== undefined },
    { need: 'conclusion', met: filled(row.conclusion) },
    { need: 'signature', met: signature === 'current' },
  ]
}

/** MR3: every item is met. */
export const isReviewComplete = (row: ManagementReview, context: ReviewContext): boolean =>
  row.archivedOn === undefined && reviewItems(row, context).every(({ met }) => met)

/** What is missing before sign-off: all of MR3 except the signature itself. */
export const missingBeforeSignOff = (items: readonly ReviewItem[]): readonly ReviewItem[] =>
  items.filter(({ need, met }) => !met && need !== 'signature')

/** MR3: frozen within the 31 days up to the meeting, not after it. */
export function isPackRecent({ packAsOf, heldOn }: Pick<ManagementReview, 'packAsOf' | 'heldOn'>): boolean {
  if (packAsOf === undefined || heldOn === undefined) return false
  return packAsOf <= heldOn && daysBetween(packAsOf, heldOn) <= packDays
}

/**
 * MR5: inputs and the text of decisions are locked while the sign-off is current. Status and outcome of decisions stay
 * editable.
 */
export const isLocked = (signature: ApprovalState): boolean => signature === 'current'
const lockedDecisionFields: ReadonlySet<string> = new Set(['type', 'text', 'review'])
export const isDecisionFieldLocked = (field: string, signature: ApprovalState | undefined): boolean =>
  signature === 'current' && lockedDecisionFields.has(field)

/** MR6: the day the record was created, if that was more than 30 days after the meeting. */
export function recordedLate(
  { heldOn, createdAt }: Pick<ManagementReview, 'heldOn' | 'createdAt'>,
  timeZone?: string,
): string | undefined {
  const made = dateInZone(createdAt, timeZone)
  return heldOn !== undefined && made > addDays(heldOn, lateDays) ? made : undefined
}

/** The latest of the given complete reviews held before another one, by day and ref. */
export function previousReview<R extends Pick<ManagementReview, 'id' | 'heldOn'>>(
  complete: readonly R[],
  of: { readonly id?: string; readonly heldOn?: string | undefined },
): R | undefined {
  return complete
    .filter(
      (row) => row.id !== of.id && row.heldOn !== undefined && (of.heldOn === undefined || row.heldOn <= of.heldOn),
    )
    .sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn! < b.heldOn! ? -1 : 1))
    .at(-1)
}

/** MR1: the day the next review is due; undefined while none is complete. */
export function nextReviewDue(
  complete: readonly Pick<ManagementReview, 'id' | 'heldOn'>[],
  reviewInterval: string,
): string | undefined {
  const last = previousReview(complete, {})
  return last && addPeriod(last.heldOn!, reviewInterval)
}

const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''
