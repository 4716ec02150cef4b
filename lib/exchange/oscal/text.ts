/** Text as OSCAL takes it: single lines, tokens, and control ids made of codes. */

import { isDate } from '~/lib/shared/dates'

/** One line without outer white space, as OSCAL strings and titles are; undefined where nothing is left. */
export function line(text: string | undefined): string | undefined {
  const one = text
    ?.normalize('NFC')
    .replace(/[\s\u0000-\u001f\u0085\u2028\u2029]+/g, ' ')
    .trim()
  return one === '' ? undefined : one
}

export const lineOr = (text: string | undefined, otherwise: string): string => line(text) ?? line(otherwise) ?? '-'

/** Text of several lines; undefined where there is nothing to read. */
export const prose = (...texts: readonly (string | undefined)[]): string | undefined =>
  texts
    .map((text) => text?.trim())
    .filter(Boolean)
    .join('\n\n') || undefined

/** A token: a letter or `_` first, then letters, digits, `.`, `-` and `_`. */
export function token(text: string, before = 'id-'): string {
  const clean = text
    .normalize('NFC')
    .trim()
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return /^[\p{L}_]/u.test(clean) ? clean : `${before}${clean}`
}

export const isToken = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(text)

/** `A.5.1` → `a.5.1`, `CC6.1` → `cc6.1`, clause `6.1.2` → `cl-6.1.2`. */
export const controlToken = (code: string): string => token(code.toLowerCase(), 'cl-')

/** A day of the workspace as the instant OSCAL asks for; undefined for what is no day. */
export const dayInstant = (day: string | undefined): string | undefined =>
  day !== undefined && isDate(day) ? `${day}T00:00:00Z` : undefined

/** camelCase → kebab-case, as OSCAL writes its words. */
export const kebab = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
