/**
 * An iCalendar file (RFC 5545): all-day events, lines folded at 75 octets, text escaped. Labels and the time of writing
 * are injected.
 */

import { utf8 } from '~/lib/shared/bytes'
import { addDays } from '~/lib/shared/dates'
import type { CalendarEvent } from './calendarEvents'

export interface CalendarWords {
  /** Name of the calendar. */
  readonly name: string
  readonly summary: (event: CalendarEvent) => string
  readonly description: (event: CalendarEvent) => string
  readonly category: (event: CalendarEvent) => string
}

/**
 * `workspaceId` makes event uids unique to the workspace; `now` is the time of writing in milliseconds since the epoch.
 */
export function writeCalendar(
  events: readonly CalendarEvent[],
  { workspaceId, now, words }: { readonly workspaceId: string; readonly now: number; readonly words: CalendarWords },
): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Due dates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(words.name)}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(`${event.uid}@${workspaceId.slice(0, 16)}.plumbline`)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plain(event.date)}`,
      `DTEND;VALUE=DATE:${plain(addDays(event.date, 1))}`,
      ...(event.rule === undefined ? [] : [`RRULE:${event.rule}`]),
      ...(event.except && event.except.length > 0 ? [`EXDATE;VALUE=DATE:${event.except.map(plain).join(',')}`] : []),
      `SUMMARY:${escaped(words.summary(event))}`,
      `DESCRIPTION:${escaped(words.description(event))}`,
      `CATEGORIES:${escaped(words.category(event))}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

const plain = (day: string): string => day.replaceAll('-', '')

/** Control characters other than the tab are not allowed in a line. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** At most 75 octets per line, never splitting a character; continuation lines start with a space. */
function fold(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const letter of line) {
    const octets = utf8(letter).length
    if (size + octets > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += letter
    size += octets
  }
  return [...parts, part].join('\r\n ')
}
