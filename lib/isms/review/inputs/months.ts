import { addMonths, daysInMonth } from '~/lib/shared/dates'

const shown = 12

/**
 * The last days of the twelve calendar months up to a day, oldest first; the current month ends today. Months before
 * `start` are `null`.
 */
export function monthEnds(today: string, start: string | undefined): readonly (string | null)[] {
  return Array.from({ length: shown }, (_, index) => {
    const back = shown - 1 - index
    if (back === 0) return today
    const first = addMonths(`${today.slice(0, 7)}-01`, -back)
    if (start !== undefined && first.slice(0, 7) < start.slice(0, 7)) return null
    const [year, month] = first.split('-').map(Number) as [number, number]
    return `${first.slice(0, 8)}${String(daysInMonth(year, month)).padStart(2, '0')}`
  })
}

/** Number of days of the list that fall in each month. */
export const countByMonth = (
  ends: readonly (string | null)[],
  days: readonly (string | undefined)[],
): readonly (number | null)[] =>
  ends.map((end) =>
    end === null
      ? null
      : days.filter((day) => day !== undefined && day <= end && day.slice(0, 7) === end.slice(0, 7)).length,
  )

/** The middle value; for an even count the mean of the two. `null` for an empty list. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
