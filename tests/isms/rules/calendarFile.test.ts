import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addPeriod } from '~/lib/shared/dates'
import { calendarEvents, type CalendarEvent } from '~/lib/isms/task/calendarEvents'
import { writeCalendar } from '~/lib/isms/task/calendarFile'
import type { Dated } from '~/lib/isms/task/dated'
import { taskOccurrences } from '~/lib/records/recurrence/occurrences'
import { occurrencesOf, parseRule } from '~/lib/records/recurrence/rrule'
import { unwrap } from '~/lib/shared/result'
import { row } from '../rows'

const today = '2026-06-01'
const words = {
  name: 'Quillmere',
  summary: (event: CalendarEvent) => event.title,
  description: (event: CalendarEvent) => `${event.kind} ${event.ref}`,
  category: (event: CalendarEvent) => event.what,
}
const write = (events: readonly CalendarEvent[]): string =>
  writeCalendar(events, { workspaceId: 'a1b2c3d4e5f60718293a', now: Date.parse('2026-06-01T09:12:44.250Z'), words })

interface Property {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly value: string
}

/**
 * Strict RFC 5545: CRLF, folding, octets, one calendar, required properties once, text unescaped. Throws on anything
 * else.
 */
function parseCalendar(text: string): {
  readonly calendar: readonly Property[]
  readonly events: readonly (readonly Property[])[]
} {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end')
  const raw = text.slice(0, -2).split('\r\n')
  const lines: string[] = []
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error('a bare line end')
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw new Error('a control character')
    const bytes = new TextEncoder().encode(line)
    if (bytes.length > 75) throw new Error(`${bytes.length} octets in a line`)
    if (new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== line) throw new Error('a letter is cut')
    if (line.startsWith(' ')) lines[lines.length - 1] += line.slice(1)
    else lines.push(line)
  }
  const properties = lines.map((line): Property => {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=[^:;"]+)*):(.*)$/su.exec(line)
    if (!match) throw new Error(`no property: ${line}`)
    return {
      name: match[1]!,
      parameters: Object.fromEntries(
        match[2]!
          .split(';')
          .slice(1)
          .map((part) => part.split('=') as [string, string]),
      ),
      value: match[3]!,
    }
  })
  const [begin, ...rest] = properties
  const end = rest.pop()
  if (begin?.name !== 'BEGIN' || begin.value !== 'VCALENDAR' || end?.name !== 'END' || end.value !== 'VCALENDAR')
    throw new Error('not one calendar')
  const calendar: Property[] = []
  const events: Property[][] = []
  let open: Property[] | undefined
  for (const property of rest) {
    if (property.name === 'BEGIN') {
      if (open || property.value !== 'VEVENT') throw new Error(`unexpected ${property.value}`)
      open = []
    } else if (property.name === 'END') {
      if (!open || property.value !== 'VEVENT') throw new Error('ends what is not open')
      events.push(open)
      open = undefined
    } else (open ?? calendar).push(property)
  }
  if (open) throw new Error('an event does not end')
  const once = (list: readonly Property[], name: string): void => {
    if (list.filter((one) => one.name === name).length !== 1)
      throw new Error(`${name} is there ${list.filter((one) => one.name === name).length} times`)
  }
  for (const name of ['VERSION', 'PRODID']) once(calendar, name)
  for (const event of events) {
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY']) once(event, name)
    const value = (name: string): string => event.find((one) => one.name === name)?.value ?? ''
    if (!/^\d{8}T\d{6}Z$/.test(value('DTSTAMP'))) throw new Error('DTSTAMP is no time in UTC')
    for (const name of ['DTSTART', 'DTEND']) {
      const found = event.find((one) => one.name === name)!
      if (found.parameters['VALUE'] !== 'DATE' || !/^\d{8}$/.test(found.value)) throw new Error(`${name} is no day`)
    }
    const rule = event.find(({ name }) => name === 'RRULE')
    if (rule && !parseRule(rule.value).ok) throw new Error(`the rule ${rule.value}`)
  }
  const uids = events.map((event) => event.find(({ name }) => name === 'UID')!.value)
  if (new Set(uids).size < uids.length) throw new Error('two events of one name')
  return { calendar, events }
}
const textOf = (property: Property | undefined): string =>
  (property?.value ?? '').replace(/\\([\\;,nN])/g, (_, letter: string) =>
    letter.toLowerCase() === 'n' ? '\n' : letter,
  )
const day = (plain: string): string => `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`

const dated = (over: Partial<Dated> = {}): Dated => ({
  id: 'x',
  recordId: 'ta_1',
  kind: 'treatmentAction',
  ref: 'TA-1',
  title: 'Encrypt',
  what: 'due',
  date: '2026-07-01',
  settled: undefined,
  person: 'pe_1',
  ...over,
})

describe('calendar file (RFC 5545)', () => {
  it('preserves every text, however long or unusual', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 80 }), (title, ref) => {
        const { events } = parseCalendar(
          write([
            {
              uid: 'ta_1.due',
              date: '2026-07-01',
              kind: 'treatmentAction',
              ref,
              title,
              what: 'due',
              person: undefined,
            },
          ]),
        )
        const kept = (text: string): string =>
          text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
        expect(textOf(events[0]!.find(({ name }) => name === 'SUMMARY'))).toBe(kept(title))
        expect(textOf(events[0]!.find(({ name }) => name === 'DESCRIPTION'))).toBe(kept(`treatmentAction ${ref}`))
      }),
      { numRuns: 300 },
    ))

  it('is an all-day event that ends on the next day, with the time of writing', () => {
    const { events } = parseCalendar(write(calendarEvents([dated({ date: '2026-12-31' })], [], today)))
    expect(Object.fromEntries(events[0]!.map(({ name, value }) => [name, value]))).toMatchObject({
      UID: 'ta_1.due@a1b2c3d4e5f60718.plumbline',
      DTSTART: '20261231',
      DTEND: '20270101',
      DTSTAMP: '20260601T091244Z',
      SUMMARY: 'Encrypt',
    })
  })

  it('gives an event the same uid in every file, even after its day moved; settled items are left out', () => {
    const uid = (date: string): string => calendarEvents([dated({ date })], [], today)[0]!.uid
    expect(uid('2026-07-01')).toBe(uid('2026-09-15'))
    expect(
      calendarEvents([dated({ settled: 'done' }), dated({ recordId: 'ta_2', settled: 'skipped' })], [], today),
    ).toEqual([])
  })

  it('RC3, RC5: a recurring task is one event per rule, without days that are done or skipped', () => {
    const task = row('task', 'tk_1', {
      ref: 'TK-1',
      title: 'Restore',
      status: 'open',
      rules: { '2026-01-31': 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-08-15': 'FREQ=MONTHLY;BYMONTHDAY=15' },
      until: '2027-03-31',
      done: { '2026-01-31': { on: '2026-01-30', by: 'pe_1' } },
      skipped: { '2026-02-28': 'holidays' },
    })
    const events = calendarEvents([], [task], today)
    expect(events.map(({ uid, date, rule, except }) => ({ uid, date, rule, except }))).toEqual([
      {
        uid: 'tk_1.2026-01-31',
        date: '2026-01-31',
        rule: 'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260814',
        except: ['2026-01-31', '2026-02-28'],
      },
      { uid: 'tk_1.2026-08-15', date: '2026-08-15', rule: 'FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270331', except: [] },
    ])
    parseCalendar(write(events))
  })

  it('RC2-RC4: a calendar expands the file to the open occurrences of the task, day by day', () => {
    const rule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=MONTHLY;BYMONTHDAY=31',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=YEARLY',
      'FREQ=MONTHLY;INTERVAL=3;COUNT=5',
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=20260930',
      'FREQ=YEARLY;BYMONTH=3,9;BYDAY=2TU',
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: -300, max: 300 }), rule), {
          minLength: 1,
          maxLength: 3,
          selector: ([n]) => n,
        }),
        fc.option(fc.integer({ min: 30, max: 600 }), { nil: undefined }),
        fc.array(fc.nat(20), { maxLength: 4 }),
        (rules, until, doneAt) => {
          const planned = {
            ref: 'TK-1',
            title: 'T',
            status: 'open',
            rules: Object.fromEntries(rules.map(([n, text]) => [addDays(today, n), text])),
            ...(until !== undefined && { until: addDays(today, until) }),
          }
          const end = addPeriod(today, 'P1Y')
          const all = taskOccurrences(row('task', 'tk_1', planned), today, end).map(({ date }) => date)
          const task = row('task', 'tk_1', {
            ...planned,
            done: Object.fromEntries(
              doneAt.flatMap((at) => (all[at] === undefined ? [] : [[all[at], { on: today, by: 'pe_1' }]])),
            ),
          })
          const open = taskOccurrences(task, today, end)
            .filter(({ state }) => state !== 'done' && state !== 'skipped')
            .map(({ date }) => date)
          const { events } = parseCalendar(write(calendarEvents([], [task], today)))
          const shown = events.flatMap((event) => {
            const value = (name: string): string => event.find((one) => one.name === name)?.value ?? ''
            const except = new Set(value('EXDATE').split(',').filter(Boolean).map(day))
            return occurrencesOf(unwrap(parseRule(value('RRULE'))), day(value('DTSTART')), end).filter(
              (one) => !except.has(one),
            )
          })
          expect([...new Set(shown)].sort()).toEqual(open)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('closed and archived tasks have no days; a day outside the rule is a separate event', () => {
    expect(
      calendarEvents(
        [],
        [
          row('task', 'tk_1', { status: 'closed', due: '2026-07-01' }),
          row('task', 'tk_2', { archivedOn: '2026-05-01', due: '2026-07-01' }),
        ],
        today,
      ),
    ).toEqual([])
    expect(calendarEvents([], [row('task', 'tk_3', { title: 'Once', due: '2026-07-01' })], today)).toMatchObject([
      { uid: 'tk_3.due', date: '2026-07-01' },
    ])
  })
})
