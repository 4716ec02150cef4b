/** Human references: `PREFIX-` + device code + counter (ID2), with the year for audits and reviews (ID3). */

import { isDate } from '../shared/dates'

export interface Ref {
  readonly prefix: string
  readonly year?: number
  /** Empty for the founding device, then B, C … Z, AA, AB … */
  readonly device: string
  readonly number: number
}

/**
 * Code of the k-th device in the access log, counted from 0 (the founder). A is never used, so that `R-A1` cannot
 * exist.
 */
export function deviceCode(k: number): string {
  if (k === 0) return ''
  if (k < 26) return String.fromCharCode(65 + k)
  let rest = k - 26
  let code = ''
  let size = 26 * 26
  let length = 2
  while (rest >= size) {
    rest -= size
    size *= 26
    length++
  }
  for (let i = 0; i < length; i++) {
    code = String.fromCharCode(65 + (rest % 26)) + code
    rest = Math.floor(rest / 26)
  }
  return code
}

/**
 * ID7: the year an audit or a review is held in, according to its initial fields: one planned for next year gets next
 * year. Undefined if they name no day: then the current year counts. The ref stays the same when the day moves.
 */
export function refYear(kind: string, fields: Readonly<Record<string, unknown>>): number | undefined {
  const day = (kind === 'audit' ? ['performedFrom', 'plannedFrom'] : kind === 'managementReview' ? ['heldOn'] : [])
    .map((name) => fields[name])
    .find((value) => typeof value === 'string' && isDate(value))
  return day === undefined ? undefined : Number((day as string).slice(0, 4))
}

export const formatRef = ({ prefix, year, device, number }: Ref): string =>
  `${prefix}-${year === undefined ? '' : `${year}-`}${device}${number}`

const pattern = /^([A-Z]+)-(?:(\d{4})-)?([A-Z]*)([1-9]\d*)$/

/** Undefined for anything that is not a ref. */
export function parseRef(text: string): Ref | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, prefix, year, device, number] = match
  return {
    prefix: prefix!,
    device: device!,
    number: Number(number),
    ...(year === undefined ? {} : { year: Number(year) }),
  }
}

/** A text that sorts like `compareRefs`: device code by length, then letters; numbers padded. */
export function refSortKey(text: string): string {
  const ref = parseRef(text)
  if (!ref) return `~${text}`
  return [
    ref.prefix.padEnd(4, ' '),
    String(ref.year ?? 0).padStart(4, '0'),
    String(ref.device.length).padStart(2, '0'),
    ref.device,
    String(ref.number).padStart(9, '0'),
  ].join('|')
}

/** Comparator: prefix, year, device code, then number (RS10). Texts that are not refs come last, in text order. */
export function compareRefs(a: string, b: string): number {
  const x = refSortKey(a)
  const y = refSortKey(b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** ID2: 1 + the highest number this device has used for the prefix, including archived records. */
export function nextNumber(existing: Iterable<string>, scope: Omit<Ref, 'number'>): number {
  let highest = 0
  for (const text of existing) {
    const ref = parseRef(text)
    if (ref && ref.prefix === scope.prefix && ref.device === scope.device && ref.year === scope.year)
      highest = Math.max(highest, ref.number)
  }
  return highest + 1
}

/** Orders records by ref, and those that share one (ID6) by id: the same order on every device. */
export const byRef = (
  a: { readonly ref: string; readonly id: string },
  b: { readonly ref: string; readonly id: string },
): number => compareRefs(a.ref, b.ref) || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1)
