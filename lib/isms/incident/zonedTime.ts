/**
 * Converts between instants and wall-clock minutes in the workspace's time zone, as forms show and accept them. Pure.
 */

import { dayMs } from '~/lib/shared/dates'

const partsIn = (zone: string): Intl.DateTimeFormat => {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' })
  }
}

/** An instant as `2026-05-01T10:30`; in UTC if the zone is unknown here. Empty for an invalid instant. */
export function toWallClock(instant: string | undefined, zone: string): string {
  const ms = instant === undefined ? Number.NaN : Date.parse(instant)
  if (Number.isNaN(ms)) return ''
  const part = Object.fromEntries(
    partsIn(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  )
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`
}

/**
 * The instant of a wall-clock minute. If the minute occurs twice (clocks go back), the earlier one; if it is skipped
 * (clocks go forward), it is moved forward. Undefined for an invalid minute.
 */
export function toInstant(wallClock: string, zone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallClock)) return undefined
  const asUtc = Date.parse(`${wallClock}:00.000Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offsetAt = (ms: number): number => Date.parse(`${toWallClock(new Date(ms).toISOString(), zone)}:00.000Z`) - ms
  const candidates = [asUtc - offsetAt(asUtc - dayMs), asUtc - offsetAt(asUtc + dayMs)].sort((a, b) => a - b)
  const exact = candidates.find((ms) => toWallClock(new Date(ms).toISOString(), zone) === wallClock)
  return new Date(exact ?? candidates.at(-1)!).toISOString()
}
