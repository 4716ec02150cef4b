/** Whether a root cause is one (CA5, CA6): a repetition of what is wrong explains nothing. */

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

export interface CauseFacts {
  readonly title: string | undefined
  readonly statement: string | undefined
  readonly rootCause: string | undefined
  /** Gap of the finding it came from. */
  readonly gap?: string | undefined
  /** Root causes that an effectiveness review found not to hold, read from what was signed then. */
  readonly failed?: readonly string[]
}

/**
 * `restates`: equal to title, statement or gap but for case and spaces (CA6). `unchanged`: a review has already found
 * it not to hold (CA5).
 */
export type CauseProblem = 'missing' | 'restates' | 'unchanged'

/** What keeps a root cause from counting; undefined when it counts. */
export function causeProblem({ title, statement, rootCause, gap, failed = [] }: CauseFacts): CauseProblem | undefined {
  const cause = fold(rootCause ?? '')
  if (cause === '') return 'missing'
  if ([title, statement, gap].some((text) => text !== undefined && fold(text) === cause)) return 'restates'
  return failed.some((text) => fold(text) === cause) ? 'unchanged' : undefined
}
