/**
 * Maps and tables stored in one field, as report text: one line per entry, days and times in the format of the
 * language.
 */

import type { ReportWords } from './reportLanguage'
import { isDate, isInstant } from '~/lib/shared/dates'
import type { Kind } from '~/lib/records/registry'
import { recordKind } from '~/lib/records/registry'
import { ruleTextSentence } from '../task/ruleSentence'

type Words = Pick<ReportWords, 't' | 'has' | 'day' | 'moment' | 'number'>
type NameOf = (id: string) => string
type Members = Readonly<Record<string, unknown>>

/** Entries sorted by key: keys are days, times, persons or names. */
export function entryWords(kind: Kind, name: string, value: Members, words: Words, nameOf: NameOf): string {
  const key = (of: string): string =>
    isDate(of)
      ? words.day(of)
      : isInstant(of)
        ? words.moment(of)
        : recordKind(kind).fields[name]?.value?.type === 'date'
          ? nameOf(of)
          : of
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([of, member]) => `${key(of)}: ${memberWords(kind, name, member, words, nameOf)}`)
    .join('\n')
}

function memberWords(kind: Kind, name: string, member: unknown, words: Words, nameOf: NameOf): string {
  if (typeof member === 'string') {
    const type = recordKind(kind).fields[name]?.value?.type
    return type === 'rrule' ? ruleTextSentence(member, words) : type === 'date' ? words.day(member) : member
  }
  if (typeof member !== 'object' || member === null) return structureWords(member, words)
  if (kind === 'task' && name === 'done') return doneWords(member as Members, words, nameOf)
  if (kind === 'metric' && name === 'targets') return targetWords(member as Members, words)
  return structureWords(member, words)
}

/** RC5: when an occurrence was done, by whom, and the note. */
const doneWords = ({ on, by, note }: Members, { t, day }: Words, nameOf: NameOf): string =>
  [
    t('task.doneOn', { date: day(String(on)), name: nameOf(String(by)) }),
    ...(typeof note === 'string' && note !== '' ? [note] : []),
  ].join('; ')

/** M1: a target as text; next to a band, `watch` is its margin. */
const targetWords = (target: Members, { t, number }: Words): string =>
  Object.entries(target)
    .map(
      ([name, at]) =>
        `${t(`metric.targets.field.${name === 'watch' && (target['low'] ?? target['high']) !== undefined ? 'margin' : name}`)} ${typeof at === 'number' ? number(at) : String(at)}`,
    )
    .join(', ')

/**
 * Scales, matrices and other tables: one line per row. Their property names are internal and colours have no text, so
 * both are omitted.
 */
export function structureWords(value: unknown, words: Pick<Words, 'number'>): string {
  if (Array.isArray(value))
    return value
      .map((part) => structureWords(part, words))
      .join(value.some((part) => typeof part === 'object') ? '\n' : ' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name]) => name !== 'colour')
      .map(([, part]) => structureWords(part, words))
      .join(': ')
  return typeof value === 'number' ? words.number(value) : String(value)
}
