/**
 * Remarks that belong next to a signer's name wherever the signature is shown: the member was re-admitted on somebody's
 * word (ST12), or the device may have been in other hands when it signed (ST16). One list for screens, reports and
 * packs.
 */

import type { StatementFact } from './statementFacts'

export interface NoteWords {
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string
  /** Formats a day, given in milliseconds since the epoch. */
  readonly day: (ms: number) => string
  readonly nameOfMember: (memberId: string) => string
}

/** Sentences without a full stop; empty for nearly every signature. */
export function signerNotes(
  { readmitted, doubtfulSince }: Pick<StatementFact, 'readmitted' | 'doubtfulSince'>,
  { t, day, nameOfMember }: NoteWords,
): readonly string[] {
  return [
    ...(readmitted
      ? [t('record.statement.again', { name: nameOfMember(readmitted.byMemberId), date: day(readmitted.at) })]
      : []),
    ...(doubtfulSince === undefined ? [] : [t('record.statement.doubtful', { date: day(doubtfulSince) })]),
  ]
}

/** "Clara Auditor (re-admitted by Bob Lead on 3 May 2026)"; the name alone if there are no remarks. */
export const signerWithNotes = (name: string, notes: readonly string[]): string =>
  notes.length === 0 ? name : `${name} (${notes.join('; ')})`
