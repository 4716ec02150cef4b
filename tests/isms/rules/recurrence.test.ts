import { describe, expect, it } from 'vitest'
import { addDays } from '~/lib/shared/dates'
import { datedOf, datedState, type DatedFacts } from '~/lib/isms/task/dated'
import { isTaskOverdue, nextOccurrence, taskOccurrences } from '~/lib/records/recurrence/occurrences'
import { becameDue, datedFor, groupOf } from '~/lib/isms/task/reminders'
import { occurrencesOf, parseRule } from '~/lib/records/recurrence/rrule'
import { draftToRule, emptyDraft, ruleToDraft } from '~/lib/isms/task/ruleDraft'
import { writeRule } from '~/lib/records/recurrence/writeRule'
import type { AnyRecord } from '~/lib/records/registry'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { validateValue } from '~/lib/records/validateValue'
import { unwrap } from '~/lib/shared/result'
import { row, statement } from '../rows'

const today = '2026-06-01'
const days = (start: string, rule: string, end = '2036-12-31') => occurrencesOf(unwrap(parseRule(rule)), start, end)

describe('the recurrence cases of isms.md 4.10, verbatim', () => {
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
  ])('RC1 RC2 from %s %s', (start, rule, expected) => {
    expect(days(start, rule).slice(0, expected.length)).toEqual(expected)
  })
  it('RC1 COUNT=4 ends after four', () =>
    expect(days('2026-03-02', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4')).toHaveLength(4))
})

describe('RC1 rejected rules and their messages', () => {
  const words = (rule: string): string => ((parsed) => (parsed.ok ? '' : parsed.error.message))(parseRule(rule))
  it('unknown parts are named', () => {
    expect(words('FREQ=DAILY;BYHOUR=9')).toContain('BYHOUR is not supported')
    expect(words('FREQ=YEARLY;BYWEEKNO=20')).toContain('BYWEEKNO is not supported')
    expect(words('FREQ=HOURLY')).toBe('FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY.')
  })
  it('COUNT and UNTIL together', () =>
    expect(words('FREQ=DAILY;COUNT=2;UNTIL=20260101')).toBe('Give COUNT or UNTIL, not both.'))
  it('at input, with the same message', () => {
    const refused = validateValue('task', 'rules/2026-01-01', 'FREQ=DAILY;COUNT=2;UNTIL=20260101')
    expect(refused).toMatchObject({ ok: false })
    expect(refused.ok ? '' : refused.error.message).toContain('Give COUNT or UNTIL, not both.')
    expect(validateValue('task', 'rules/2026-01-01', 'FREQ=MONTHLY;BYMONTHDAY=-1')).toMatchObject({ ok: true })
  })
  it('a parsed rule is written back unchanged', () => {
    for (const rule of [
      'FREQ=DAILY',
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU;COUNT=4',
      'FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20261231',
    ])
      expect(writeRule(unwrap(parseRule(rule)))).toBe(rule)
  })
})

describe('RC1 a rule composed in the editor', () => {
  const draft = (part: object, from = '2026-06-01') => draftToRule({ ...emptyDraft, ...part }, from)
  it('contains what was chosen', () => {
    expect(draft({ freq: 'WEEKLY', interval: 2, weekdays: [2, 0], end: 'count', count: 4 })).toBe(
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4',
    )
    expect(draft({ monthly: 'last' })).toBe('FREQ=MONTHLY;BYMONTHDAY=-1')
    expect([draft({ monthly: 'nth' }), draft({ monthly: 'nth' }, '2026-06-29')]).toEqual([
      'FREQ=MONTHLY;BYDAY=1MO',
      'FREQ=MONTHLY;BYDAY=-1MO',
    ])
    expect(draft({ freq: 'YEARLY', monthly: 'nth', end: 'until', until: '2028-06-30' })).toBe(
      'FREQ=YEARLY;BYMONTH=6;BYDAY=1MO;UNTIL=20280630',
    )
  })
  it('is read back unchanged, or not at all', () => {
    for (const rule of [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
      'FREQ=YEARLY',
    ])
      expect(draftToRule(ruleToDraft(rule, '2026-06-01')!, '2026-06-01')).toBe(rule)
    for (const rule of [
      'FREQ=MONTHLY;BYMONTHDAY=15',
      'FREQ=MONTHLY;BYDAY=2TU',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1',
      'FREQ=FULLMOON',
    ])
      expect(ruleToDraft(rule, '2026-06-01')).toBeUndefined()
  })
})

describe('RC2 the start', () => {
  it('counts only if it matches', () =>
    expect(days('2026-06-02', 'FREQ=WEEKLY;BYDAY=MO;COUNT=2')).toEqual(['2026-06-08', '2026-06-15']))
  it('days that do not exist are skipped', () => {
    expect(days('2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31'])
    expect(days('2028-02-29', 'FREQ=YEARLY;COUNT=2')).toEqual(['2028-02-29', '2032-02-29'])
  })
})

const task = row('task', 'tk_1', {
  title: 'Access review',
  assignee: 'pe_1',
  status: 'open',
  rules: { '2026-01-01': 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-05-01': 'FREQ=MONTHLY;BYMONTHDAY=15' },
  done: { '2026-01-31': { on: '2026-02-04', by: 'pe_1' } },
  skipped: { '2026-02-28': 'Merged into March' },
})

describe('RC3 dated rules', () => {
  it('a rule applies until the next one starts', () =>
    expect(taskOccurrences(task, today, '2026-07-31').map(({ date }) => date)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-15',
      '2026-06-15',
      '2026-07-15',
    ]))
  it('a completed occurrence keeps its day when the rule changes', () => {
    const changed = { ...task, rules: { '2026-01-01': 'FREQ=MONTHLY;BYMONTHDAY=5' } }
    expect(taskOccurrences(changed, today, '2026-03-05').map(({ date, state }) => [date, state])).toEqual([
      ['2026-01-05', 'overdue'],
      ['2026-01-31', 'done'],
      ['2026-02-05', 'overdue'],
      ['2026-02-28', 'skipped'],
      ['2026-03-05', 'overdue'],
    ])
  })
})

describe('RC4 a rule that never ends', () => {
  it('stops at a thousand open occurrences', () =>
    expect(
      taskOccurrences(row('task', 'tk_3', { rules: { '2026-01-01': 'FREQ=DAILY' } }), today, '2099-12-31'),
    ).toHaveLength(1000))
  it('continues after years of work: completed occurrences do not count towards the limit', () => {
    const past = Array.from({ length: 1200 }, (_, index) => addDays(today, index - 1200))
    const daily = row('task', 'tk_5', {
      rules: { [past[0]!]: 'FREQ=DAILY' },
      done: Object.fromEntries(past.map((day) => [day, { on: day, by: 'pe_1' }])),
    })
    expect(nextOccurrence(daily, today)?.date).toBe(today)
  })
  it('stops five years ahead', () => {
    const yearly = row('task', 'tk_2', { rules: { '2026-06-01': 'FREQ=YEARLY' } })
    expect(taskOccurrences(yearly, today, '2099-12-31').at(-1)?.date).toBe('2031-06-01')
  })
  it('MG19 a rule with an invalid start yields nothing', () =>
    expect(taskOccurrences(row('task', 'tk_4', { rules: { soon: 'FREQ=DAILY' } }), today)).toEqual([]))
  it('terminates if it never matches', () =>
    expect(days('2026-01-01', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2031-01-01')).toEqual([]))
})

describe('RC5 RC6 occurrences', () => {
  it('RC5 are done, skipped, overdue, due from seven days before, upcoming', () => {
    expect(taskOccurrences(task, '2026-06-08', '2026-07-31').map(({ state }) => state)).toEqual([
      'done',
      'skipped',
      'overdue',
      'overdue',
      'overdue',
      'due',
      'upcoming',
    ])
    expect(taskOccurrences(task, '2026-06-07', '2026-06-15').at(-1)?.state).toBe('upcoming')
  })
  it('RC5 a late completion stays with its own occurrence', () =>
    expect(taskOccurrences(task, today)[0]).toMatchObject({ date: '2026-01-31', done: { on: '2026-02-04' } }))
  it('RC6 late only after the grace period', () => {
    expect(nextOccurrence(task, today)?.date).toBe('2026-03-31')
    expect([isTaskOverdue(task, '2026-04-14', 14), isTaskOverdue(task, '2026-04-15', 14)]).toEqual([false, true])
  })
  it('a one-off task has its one day, and none once it is closed', () => {
    const once = row('task', 'tk_3', { due: '2026-06-10', status: 'open' })
    expect(taskOccurrences(once, today).map(({ date, state }) => [date, state])).toEqual([['2026-06-10', 'upcoming']])
    expect(nextOccurrence({ ...once, status: 'closed' }, today)).toBeUndefined()
  })
})

describe('everything with a date', () => {
  const facts = (rows: readonly AnyRecord[], statements: readonly StatementFact[] = []): DatedFacts => ({
    today,
    end: '2026-12-31',
    settings: { contextReview: 'P12M', policyReview: 'P12M' },
    statementsOf: (id) => statements.filter((one) => one.subjectId === id),
    recordOf: (id) => rows.find((one) => one.id === id),
    dayOf: (time) => new Date(time).toISOString().slice(0, 10),
  })
  const dated = (rows: readonly AnyRecord[], statements: readonly StatementFact[] = []) =>
    datedOf(rows, facts(rows, statements)).map(({ recordId, what, date, settled }) => [
      recordId,
      what,
      date,
      settled ?? datedState({ date, what: what, settled }, today),
    ])

  it('RC5 occurrences, actions, audits and reviews are in one order', () => {
    expect(
      dated([
        row('correctiveAction', 'ca_1', { due: '2026-05-20', status: 'inProgress' }),
        row('treatmentAction', 'ta_1', { due: '2026-06-05', status: 'planned' }),
        row('treatmentAction', 'ta_2', { due: '2026-06-05', status: 'cancelled' }),
        row('audit', 'ia_1', { plannedFrom: '2026-06-22', status: 'planned' }),
        row('task', 'tk_9', { due: '2026-06-02' }),
        row('issue', 'i_1', { status: 'active' }),
        row('decision', 'de_1', { due: '2026-04-30', status: 'done' }),
        row('supplier', 'sp_1', { status: 'active', archivedOn: '2026-01-01', contractUntil: '2026-06-02' }),
      ]),
    ).toEqual([
      ['de_1', 'due', '2026-04-30', 'done'],
      ['ca_1', 'due', '2026-05-20', 'overdue'],
      ['i_1', 'review', '2026-06-01', 'due'],
      ['tk_9', 'occurrence', '2026-06-02', 'due'],
      ['ta_1', 'due', '2026-06-05', 'due'],
      ['ia_1', 'planned', '2026-06-22', 'upcoming'],
    ])
  })
  it('expiries are announced a month before, once signed; of one risk only the last acceptance counts', () => {
    const rows = [
      row('risk', 'r_1', { status: 'open', owner: 'pe_1' }),
      row('riskAcceptance', 'ra_1', { risk: 'r_1', validUntil: '2026-05-15' }),
      row('riskAcceptance', 'ra_2', { risk: 'r_1', validUntil: '2026-06-30' }),
      row('riskAcceptance', 'ra_3', { risk: 'r_1', validUntil: '2026-07-30' }),
    ]
    const accept = (id: string) =>
      statement({ id: `s_${id}`, type: 'accept', subjectKind: 'riskAcceptance', subjectId: id })
    expect(dated(rows, [accept('ra_1'), accept('ra_2')])).toEqual([['ra_2', 'ends', '2026-06-30', 'due']])
    expect(dated(rows, [accept('ra_1')])).toEqual([['ra_1', 'ends', '2026-05-15', 'overdue']])
    expect(dated(rows)).toEqual([])
  })
  it('PO5 a policy is reviewed after the later of approval and confirm', () => {
    const policy = row('policy', 'po_1', { title: 'Access' })
    const sign = (id: string, type: string, day: string) =>
      statement({ id, type, subjectKind: 'policy', subjectId: 'po_1', time: Date.parse(`${day}T09:00:00Z`) })
    expect(dated([policy])).toEqual([])
    expect(dated([policy], [sign('p1', 'approve', '2025-03-01')])).toEqual([
      ['po_1', 'review', '2026-03-01', 'overdue'],
    ])
    expect(dated([policy], [sign('p1', 'approve', '2025-03-01'), sign('p2', 'confirm', '2025-09-01')])).toEqual([
      ['po_1', 'review', '2026-09-01', 'upcoming'],
    ])
  })
  it('MR1 the next review is announced by the last one, until it exists as a record', () => {
    const held = row('managementReview', 'mr_1', { heldOn: '2026-02-12', nextOn: '2026-08-12', status: 'held' })
    expect(dated([held])).toEqual([
      ['mr_1', 'planned', '2026-02-12', 'done'],
      ['mr_1', 'planned', '2026-08-12', 'upcoming'],
    ])
    expect(dated([held, row('managementReview', 'mr_2', { heldOn: '2026-08-10', status: 'planned' })])).toEqual([
      ['mr_1', 'planned', '2026-02-12', 'done'],
      ['mr_2', 'planned', '2026-08-10', 'upcoming'],
    ])
  })

  const one = (over: object) => ({
    id: 'a',
    recordId: 'ta_1',
    kind: 'treatmentAction' as const,
    ref: 'TA-1',
    title: '',
    what: 'due' as const,
    date: today,
    settled: undefined,
    person: 'pe_1',
    ...over,
  })
  it('waits for the named person, or for leads if nobody is named', () => {
    const found = [
      one({}),
      one({ recordId: 'ta_2', person: 'pe_2' }),
      one({ recordId: 'ta_3', person: undefined }),
      one({ recordId: 'ta_4', date: '2026-06-30' }),
      one({ recordId: 'ta_5', settled: 'done' }),
    ]
    expect(datedFor(found, { person: 'pe_1', lead: false, today }).map(({ recordId }) => recordId)).toEqual(['ta_1'])
    expect(datedFor(found, { person: 'pe_1', lead: true, today }).map(({ recordId }) => recordId)).toEqual([
      'ta_1',
      'ta_3',
    ])
  })
  it('only the oldest open occurrence of a task waits', () =>
    expect(
      datedFor(datedOf([task], facts([task])), { person: 'pe_1', lead: false, today }).map(({ date }) => date),
    ).toEqual(['2026-03-31']))
  it('groups by overdue, today, the next seven days, later', () =>
    expect(
      ['2026-05-31', today, '2026-06-02', '2026-06-08', '2026-06-09', undefined].map((due) => groupOf(due, today)),
    ).toEqual(['overdue', 'today', 'week', 'week', 'later', 'undated']))
  it('reminds once a day, of what became due and was not reported yet', () => {
    const waiting = [
      { id: 'a', due: today },
      { id: 'b', due: '2026-06-02' },
      { id: 'c', due: '2026-05-01' },
      { id: 'd', due: undefined },
    ]
    expect(becameDue(waiting, { today, lastDay: '2026-05-31', reminded: new Set(['c']) })).toEqual(['a'])
    expect(becameDue(waiting, { today, lastDay: undefined, reminded: new Set() })).toEqual(['a', 'c'])
    expect(becameDue(waiting, { today, lastDay: today, reminded: new Set() })).toEqual([])
  })
})
