/**
 * What keeps a row from being imported (isms.md 7.2), with the place, the value and a hint; words are the interface's.
 */

export const problemCodes = [
  'required',
  'type',
  'enum',
  'date',
  'range',
  'offScale',
  'unknownRef',
  'ambiguousRef',
  'duplicateKey',
  'tooLong',
  'readOnly',
  'circularRef',
  'missingFile',
  'hashMismatch',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Hints name what would be right; their values are put into the sentence. */
export const hintKeys = [
  'errorCell',
  'yesNo',
  'number',
  'decimalComma',
  'whole',
  'between',
  'oneOf',
  'isoDay',
  'dayFormat',
  'serialDay',
  'instant',
  'period',
  'rule',
  'json',
  'entry',
  'quote',
  'strayQuote',
  'url',
  'characters',
  'scale',
  'noRecord',
  'rowInError',
  'chooseOne',
  'sameAs',
  'refForm',
  'refTaken',
  'archived',
  'sealed',
  'moreCells',
  'before',
  'needed',
  'nameFile',
  'dropFile',
  'otherFile',
  'itself',
  'oneRow',
  'soaOnly',
  'emptyRow',
  'cutText',
  'knownFile',
  'notForNew',
] as const
export type HintKey = (typeof hintKeys)[number]

export interface Problem {
  readonly code: ProblemCode
  /** Column of the file, from 0; absent where the row as a whole is meant. */
  readonly column?: number
  readonly field?: string
  readonly value: string
  readonly hint: HintKey
  readonly with?: Readonly<Record<string, string | number>>
}

/** What is worth a look and keeps nothing back. */
export const noticeCodes = ['incomplete', 'formula', 'rescored', 'restored'] as const
export interface Notice {
  readonly code: (typeof noticeCodes)[number]
  readonly column?: number
  readonly fields?: readonly string[]
}
