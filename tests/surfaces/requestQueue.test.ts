import { describe, expect, it } from 'vitest'
import { notYetSubmitted, openRequests, periodWords } from '~/components/panel/requestQueue'
import { captureProgress, openSeries, pagesOf } from '~/components/popup/capture/captureProgress'
import { matchRecords } from '~/components/popup/capture/matchRecords'
import { taskCounts } from '~/components/popup/readPopup'
import { assembleRecord } from '~/lib/records/assembleRecord'
import type { DraftRow } from '~/lib/vault/store/tables'

const request = (id: string, more: object = {}) =>
  assembleRecord(
    'evidenceRequest',
    id,
    Object.entries({ ref: id.toUpperCase().replace('_', '-'), title: id, due: '2026-06-05', ...more }) as never,
  )
const submission = (id: string, requestId: string, evidence: readonly string[] = []) =>
  assembleRecord('evidenceSubmission', id, [
    ['request', requestId],
    ['submittedOn', '2026-05-30'],
    ['createdAt', '2026-05-30T00:00:00.000Z'],
    ...evidence.map((one) => [`evidence/${one}`, true] as const),
  ])

describe('open requests', () => {
  it('mine first, then those of nobody; by due day; others’ are left out', () => {
    const rows = [
      request('er_1', { due: '2026-06-20' }),
      request('er_2', { assignee: 'me', due: '2026-06-10' }),
      request('er_3', { assignee: 'other' }),
      request('er_4', { assignee: 'me', due: '2026-06-02' }),
    ]
    expect(openRequests(rows, [], 'me', '2026-06-01').map((one) => one.row.id)).toEqual(['er_4', 'er_2', 'er_1'])
    expect(openRequests(rows, [], undefined, '2026-06-01')).toHaveLength(4)
  })
  it('what was handed in or withdrawn does not wait; what was sent back does', () => {
    const rows = [
      request('er_1'),
      request('er_2', { withdrawn: true }),
      request('er_3', { verdict: 'rejected', verdictFor: 'es_3' }),
      request('er_4', { verdict: 'accepted' }),
    ]
    const open = openRequests(rows, [submission('es_1', 'er_1'), submission('es_3', 'er_3')], undefined, '2026-06-01')
    expect(open.map((one) => [one.row.id, one.state])).toEqual([['er_3', 'rejected']])
  })
  it('counts days late from the day after the due day', () => {
    expect(openRequests([request('er_1')], [], undefined, '2026-06-05')[0]?.daysLate).toBe(0)
    expect(openRequests([request('er_1')], [], undefined, '2026-06-08')[0]?.daysLate).toBe(3)
  })
  it('hands in what no submission carries yet', () => {
    const [open] = openRequests(
      [request('er_1', { verdict: 'rejected', verdictFor: 'es_1' })],
      [submission('es_1', 'er_1', ['ev_1'])],
      undefined,
      '2026-06-01',
    )
    const evidence = [
      { id: 'ev_1', subjects: ['er_1'] },
      { id: 'ev_2', subjects: ['er_1'] },
      { id: 'ev_3', subjects: [] },
      { id: 'ev_4', subjects: ['er_1'], archivedOn: '2026-06-01' },
    ]
    expect(notYetSubmitted(evidence, open!)).toEqual(['ev_2'])
  })
  it('names whole months', () => {
    const day = (value: string): string => value
    expect(periodWords('2025-12-01', '2026-05-31', day)).toBe('Dec to May')
    expect(periodWords('2026-02-01', '2026-02-28', day)).toBe('Feb 2026')
    expect(periodWords('2026-02-02', '2026-02-28', day)).toBe('2026-02-02 to 2026-02-28')
    expect(periodWords(undefined, undefined, day)).toBeUndefined()
  })
})

describe('progress of a capture', () => {
  const draft = (more: Partial<DraftRow>): DraftRow => ({
    id: 'd',
    mode: 'fullPage',
    state: 'capturing',
    startedAt: 0,
    updatedAt: 0,
    step: 0,
    steps: 0,
    facts: {},
    links: {},
    ...more,
  })
  it('names the tile that is being taken and is never full before the end', () => {
    expect(captureProgress(draft({ step: 5, steps: 9 }))).toMatchObject({ busy: true, what: 'tile', n: 6, m: 9 })
    expect(captureProgress(draft({ step: 9, steps: 9 }))).toMatchObject({ n: 9 })
    expect(captureProgress(draft({ step: 9, steps: 9 })).share).toBeLessThan(1)
    expect(captureProgress(draft({ state: 'sealing' }))).toMatchObject({ busy: true, what: 'sealing' })
    expect(captureProgress(draft({ state: 'done' })).busy).toBe(false)
    expect(captureProgress(undefined).busy).toBe(false)
  })
  it('an open series waits for its next page', () => {
    const series = draft({ mode: 'series', state: 'captured', facts: { series: { open: true }, pages: [{}, {}] } })
    expect([openSeries(series), pagesOf(series), captureProgress(series).busy]).toEqual([true, 2, false])
    expect(openSeries(draft({ facts: { series: { open: false } } }))).toBe(false)
  })
})

describe('finding a record to link', () => {
  const rows = [
    { id: '1', ref: 'C-3', title: 'Restore and backup' },
    { id: '2', ref: 'C-31', title: 'Zugänge prüfen' },
    { id: '3', ref: 'ER-3', title: 'Backup of May' },
  ]
  it('by ref, by words, by number, without accents', () => {
    expect(matchRecords(rows, 'backup', 9).map((row) => row.id)).toEqual(['3', '1'])
    expect(matchRecords(rows, 'c-3', 9).map((row) => row.id)).toEqual(['1', '2'])
    expect(matchRecords(rows, '31', 9).map((row) => row.id)).toEqual(['2'])
    expect(matchRecords(rows, 'zugange', 9).map((row) => row.id)).toEqual(['2'])
    expect(matchRecords(rows, '', 2)).toHaveLength(2)
    expect(matchRecords(rows, 'backup xyz', 9)).toEqual([])
  })
})

describe('tasks in the foot', () => {
  const task = (id: string, more: object) =>
    assembleRecord('task', id, Object.entries({ title: id, status: 'open', ...more }) as never)
  it('counts what is past its day, names the next', () => {
    expect(
      taskCounts(
        [
          task('a', { due: '2026-05-31' }),
          task('b', { due: '2026-06-01' }),
          task('c', { due: '2026-06-09' }),
          task('d', { due: '2026-05-01', status: 'closed' }),
        ],
        '2026-06-01',
      ),
    ).toEqual({ overdue: 1, nextDue: '2026-06-01' })
    expect(taskCounts([], '2026-06-01')).toEqual({ overdue: 0, nextDue: undefined })
  })
})
