import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addPeriod,
  dateInZone,
  daysBetween,
  isDate,
  isInstant,
  isOverdue,
  isPeriod,
} from '~/lib/shared/dates'
import { occurrencesOf, parseRule } from '~/lib/records/recurrence/rrule'
import { isTaskOverdue, nextOccurrence, taskOccurrences } from '~/lib/records/recurrence/occurrences'
import { unwrap } from '~/lib/shared/result'
import { row } from '../rows'

describe('days and periods (isms.md 2.1)', () => {
  it('are clamped to the end of the month', () => {
    expect(addPeriod('2026-01-31', 'P1M')).toBe('2026-02-28')
    expect(addPeriod('2028-01-31', 'P1M')).toBe('2028-02-29')
    expect(addPeriod('2028-02-29', 'P1Y')).toBe('2029-02-28')
    expect(addPeriod('2025-12-31', 'P2M')).toBe('2026-02-28')
    expect(addPeriod('2026-03-31', 'P1M', -1)).toBe('2026-02-28')
    expect(addPeriod('2026-02-26', 'P4D')).toBe('2026-03-02')
    expect(addPeriod('2026-12-30', 'P2W')).toBe('2027-01-13')
    expect(() => addPeriod('2026-01-01', '1 month')).toThrow()
  })
  it('are clamped to the calendar, whatever number was typed', () => {
    expect([
      addDays('2026-06-01', 1e308),
      addDays('9999-12-31', 1),
      addPeriod('2026-06-01', 'P99999Y'),
      addMonths('2026-06-01', -1e308),
    ]).toEqual(['9999-12-31', '9999-12-31', '9999-12-31', '0000-01-01'])
    expect(() => addDays('some day', 1)).toThrow(RangeError)
  })
  it('count whole days across daylight saving changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-06-01', '2025-03-01')).toBe(-457)
  })
  it('follow the calendar', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', ''].map(isDate)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
    expect(['2028-02-29', '0001-01-01'].map(isDate)).toEqual([true, true])
    expect(
      [
        '2026-06-01T07:12:44Z',
        '2026-06-01T07:12:44.123Z',
        '2026-06-01T07:12:44+02:00',
        '2026-06-31T00:00:00Z',
        '2026-06-01T25:00:00Z',
      ].map(isInstant),
    ).toEqual([true, true, false, false, false])
    expect(['P1D', 'P12M', 'P2W', 'P0D', 'PT1H', 'P1Y2M', 'p1d'].map(isPeriod)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
  it('the day of an instant depends on the zone', () => {
    expect(dateInZone('', 'Europe/Berlin')).toBe('0000-01-01')
    expect(dateInZone('2026-05-31T22:30:00.000Z', 'Europe/Berlin')).toBe('2026-06-01')
    expect(dateInZone('2026-05-31T22:30:00.000Z')).toBe('2026-05-31')
    expect(dateInZone('2026-05-31T22:30:00.000Z', 'Nowhere/Land')).toBe('2026-05-31')
    expect(dateInZone('2026-01-01T04:00:00.000Z', 'America/New_York')).toBe('2025-12-31')
  })
  it('due rule: valid through the end of the day', () => {
    expect([
      isOverdue('2026-06-01', '2026-06-01'),
      isOverdue('2026-05-31', '2026-06-01'),
      isOverdue(undefined, '2026-06-01'),
    ]).toEqual([false, true, false])
  })
})

describe('RC1 RC2 rules', () => {
  it.each([
    ['2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['2026-01-15', 'FREQ=MONTHLY;BYDAY=-1FR', ['2026-01-30', '2026-02-27', '2026-03-27']],
    ['2026-01-01', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO', ['2026-01-05', '2026-04-06', '2026-07-06']],
    ['2028-02-29', 'FREQ=YEARLY', ['2028-02-29', '2032-02-29']],
    [
      '2026-03-02',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4',
      ['2026-03-02', '2026-03-04', '2026-03-16', '2026-03-18'],
    ],
    ['2026-01-31', 'FREQ=MONTHLY;COUNT=3', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['2026-01-01', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3', ['2026-01-30', '2026-02-27', '2026-03-31']],
    ['2026-01-01', 'FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO;COUNT=3', ['2026-03-02', '2026-09-07', '2027-03-01']],
    ['2026-06-03', 'FREQ=WEEKLY;UNTIL=20260617', ['2026-06-03', '2026-06-10', '2026-06-17']],
    ['2026-06-03', 'FREQ=DAILY;INTERVAL=10;COUNT=3', ['2026-06-03', '2026-06-13', '2026-06-23']],
    ['2026-03-04', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE;COUNT=3', ['2026-03-04', '2026-03-15', '2026-03-18']],
  ])('%s %s', (start, rule, expected) => {
    const found = occurrencesOf(unwrap(parseRule(rule)), start, '2036-12-31')
    // A rule that ends yields exactly these.
    expect(/COUNT|UNTIL/.test(rule) ? found : found.slice(0, expected.length)).toEqual(expected)
  })
  it.each([
    '',
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=9',
    'FREQ=DAILY;COUNT=2;UNTIL=20260101',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;FREQ=WEEKLY',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=DAILY;UNTIL=20260231',
    'FREQ=WEEKLY;WKST=XX',
    'nonsense',
  ])('rejects %j', (rule) => {
    expect(parseRule(rule)).toMatchObject({ ok: false, error: { type: 'invalidRule' } })
  })
  it('RC4: a rule that never matches terminates', () => {
    expect(occurrencesOf(unwrap(parseRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')), '2026-01-01', '2031-01-01')).toEqual(
      [],
    )
  })
})

describe('RC3 RC5 RC6 tasks', () => {
  const today = '2026-06-01'
  const task = row('task', 'tk_1', {
    rules: { '2026-01-01': 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-05-01': 'FREQ=MONTHLY;BYMONTHDAY=15' },
    done: { '2026-01-31': { on: '2026-02-04', by: 'pe_1' } },
    skipped: { '2026-02-28': 'Merged into March' },
  })
  it('RC3 RC5: rules apply from their date, and completed occurrences keep theirs', () => {
    expect(taskOccurrences(task, today, '2026-07-31').map(({ date, state }) => [date, state])).toEqual([
      ['2026-01-31', 'done'],
      ['2026-02-28', 'skipped'],
      ['2026-03-31', 'overdue'],
      ['2026-04-30', 'overdue'],
      ['2026-05-15', 'overdue'],
      ['2026-06-15', 'upcoming'],
      ['2026-07-15', 'upcoming'],
    ])
  })
  it('RC5: due from seven days before', () => {
    const at = (due: string) => taskOccurrences(row('task', 'tk_2', { due }), today)[0]!.state
    expect([at('2026-05-31'), at('2026-06-01'), at('2026-06-08'), at('2026-06-09')]).toEqual([
      'overdue',
      'due',
      'due',
      'upcoming',
    ])
  })
  it('RC6: overdue after the grace period; closed tasks are not', () => {
    expect(nextOccurrence(task, today)?.date).toBe('2026-03-31')
    expect([isTaskOverdue(task, '2026-04-14', 14), isTaskOverdue(task, '2026-04-15', 14)]).toEqual([false, true])
    expect(isTaskOverdue({ ...task, status: 'closed' }, today, 14)).toBe(false)
  })
  it('until ends a recurrence, and an unreadable rule yields nothing', () => {
    expect(taskOccurrences({ ...task, until: '2026-05-20' }, today, '2026-12-31').at(-1)?.date).toBe('2026-05-15')
    expect(
      taskOccurrences({ ...task, done: {}, skipped: {}, rules: { '2026-01-01': 'FREQ=FULLMOON' } }, today),
    ).toEqual([])
  })
})
