/** Whether a root cause explains anything (CA5, CA6): repeating what is wrong does not. */

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

export interface CauseFacts {
  readonly title: string | undefined
  readonly statement: string | undefined
  readonly rootCause: string | undefined
  /** Gap text of the finding it came from. */
  readonly gap?: string | undefined
  /** Root causes that an effectiveness review rejected, read from the content signed then. */
  readonly failed?: readonly string[]
}

/**
 * `restates`: equals title, statement or gap except for case and whitespace (CA6). `unchanged`: a review has already
 * rejected it (CA5).
 */
export type CauseProblem = 'missing' | 'restates' | 'unchanged'

/** Why a root cause does not count; undefined if it does. */
export function causeProblem({ title, statement, rootCause, gap, failed = [] }: CauseFacts): CauseProblem | undefined {
  const cause = fold(rootCause ?? '')
  if (cause === '') return 'missing'
  if ([title, statement, gap].some((text) => text !== undefined && fold(text) === cause)) return 'restates'
  return failed.some((text) => fold(text) === cause) ? 'unchanged' : undefined
}
