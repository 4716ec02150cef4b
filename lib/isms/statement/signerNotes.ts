/**
 * What has to be said beside a name wherever a signature of theirs is shown: that the member was let in again on
 * somebody's word (ST12), and that the device may have been in other hands when it signed (ST16). One list for screens,
 * reports and packs.
 */

import type { StatementFact } from './statementFacts'

export interface NoteWords {
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string
  /** A day in words, of milliseconds. */
  readonly day: (ms: number) => string
  readonly nameOfMember: (memberId: string) => string
}

/** Sentences without a full stop; none for nearly every signature. */
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

/** "Clara Auditor (re-admitted by Bob Lead on 3 May 2026)"; the name alone where there is nothing to say. */
export const signerWithNotes = (name: string, notes: readonly string[]): string =>
  notes.length === 0 ? name : `${name} (${notes.join('; ')})`
