import { describe, expect, it } from 'vitest'
import { custodyLines } from '~/components/evidence/rail/custodyLines'
import { byControl, listOf, oldestWaits, shareLeft, type ListedEvidence } from '~/components/evidence/evidenceLists'
import type { StatementRow, TrailRow } from '~/lib/vault/store/tables'

const row = (id: string, more: Partial<ListedEvidence> = {}): ListedEvidence =>
  ({
    id,
    ref: id,
    controls: ['c_1'],
    createdAt: '2026-05-01T00:00:00.000Z',
    waits: 0,
    reviewState: 'accepted',
    seal: 'sealed',
    freshUntil: '2027-05-01',
    ...more,
  }) as ListedEvidence
const options = { order: 'newest', today: '2026-06-01', warnDays: 30 } as const
const ids = (rows: readonly ListedEvidence[]): string[] => rows.map((one) => one.id)

describe('tabs of evidence', () => {
  const rows = [
    row('old', { capturedAt: '2026-05-02T00:00:00.000Z' }),
    row('new', { capturedAt: '2026-05-30T00:00:00.000Z', waits: 1, controls: [] }),
    row('ended', { freshUntil: '2026-05-20' }),
    row('ends', { freshUntil: '2026-06-30' }),
    row('edge', { freshUntil: '2026-07-01' }),
    row('replaced', { freshUntil: '2026-05-01' }),
    row('newer', { supersedes: 'replaced' }),
  ]
  it('waits, inbox, all', () => {
    expect(ids(listOf(rows, 'waits', options))).toEqual(['new'])
    expect(ids(listOf(rows, 'inbox', options))).toEqual(['new'])
    expect(listOf(rows, 'all', options)).toHaveLength(7)
    expect(ids(listOf(rows, 'all', options))[0]).toBe('new')
    expect(ids(listOf(rows, 'all', { ...options, order: 'oldest' })).at(-1)).toBe('new')
  })
  it('ending soon: what ends within the warning days and what ended, soonest first; nothing that was replaced (EV1, EV4)', () => {
    expect(ids(listOf(rows, 'ending', options))).toEqual(['ended', 'ends'])
  })
  it('by control: under each of its controls, controls in the order of their refs', () => {
    const groups = byControl(
      [row('a', { controls: ['c_2', 'c_10'] }), row('b', { controls: ['c_10'] })],
      (id) => `C-${id.slice(2)}`,
    )
    expect(groups.map((group) => [group.controlId, ids(group.rows)])).toEqual([
      ['c_2', ['a']],
      ['c_10', ['a', 'b']],
    ])
  })
  it('says how long the oldest waits, in whole days', () => {
    expect(oldestWaits(rows, Date.parse('2026-06-08T12:00:00Z'))).toBe(9)
    expect(oldestWaits([], 0)).toBeUndefined()
  })
  it('share of validity left', () => {
    const zoneDay = (instant: string): string => instant.slice(0, 10)
    expect(shareLeft(row('a', { coversTo: '2026-01-01', freshUntil: '2026-01-11' }), '2026-01-06', zoneDay)).toBe(0.5)
    expect(shareLeft(row('a', { freshUntil: '' }), '2026-01-06', zoneDay)).toBe(0)
  })
})

describe('custody', () => {
  const encode = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
  const statement = (id: string, more: Partial<StatementRow>): StatementRow => ({
    id,
    seq: 1,
    type: 'custody',
    subjectKind: 'evidence',
    subjectId: 'ev',
    profile: '',
    contentHash: '',
    memberId: 'm',
    deviceId: 'd',
    time: 1000,
    signatureValid: true,
    body: encode({}),
    innerSignature: new Uint8Array(),
    ...more,
  })
  const change = (id: string, more: Partial<TrailRow>): TrailRow => ({
    id,
    commandId: id,
    kind: 'evidence',
    recordId: 'ev',
    field: 'controls',
    element: 'c_1',
    before: null,
    after: true,
    deviceId: 'd',
    memberId: 'm',
    time: 5000,
    seq: 5,
    concurrent: false,
    lost: false,
    ...more,
  })

  it('follows the log, own waiting steps last', () => {
    const lines = custodyLines(
      [
        statement('w', { seq: undefined, type: 'review', decision: 'accepted', time: 2 }),
        statement('c', { body: encode({ event: 'captured' }) }),
        statement('s', { type: 'captureSeal', seq: 1 }),
        statement('r', { seq: 9, type: 'review', decision: 'rejected', reason: 'no', voidReason: 'own' }),
      ],
      [change('l', { seq: 5 })],
    )
    expect(lines.map((line) => [line.what, line.waits, line.refused])).toEqual([
      ['captured', false, false],
      ['linked', false, false],
      ['rejected', false, true],
      ['accepted', true, false],
    ])
    expect(lines[2]?.note).toBe('no')
  })
  it('a seal without a custody step still says captured', () => {
    expect(custodyLines([statement('s', { type: 'captureSeal' })], []).map((line) => line.what)).toEqual(['captured'])
  })
  it('one line for one command, links apart from unlinks; lost values and unknown events are no step', () => {
    const lines = custodyLines(
      [statement('x', { body: encode({ event: 'beamed' }) })],
      [
        change('a', { commandId: 'k', element: 'c_1' }),
        change('b', { commandId: 'k', element: 'c_2' }),
        change('u', { commandId: 'k', element: 'c_3', before: true, after: null }),
        change('z', { lost: true }),
      ],
    )
    expect(lines.map((line) => [line.what, line.elements])).toEqual([
      ['linked', ['c_1', 'c_2']],
      ['unlinked', ['c_3']],
    ])
  })
  it('tells a changed title, not the first one', () => {
    const lines = custodyLines(
      [statement('c', { body: encode({ event: 'captured' }) })],
      [
        change('t', { field: 'title', element: undefined, before: 'A', after: 'B' }),
        change('n', { field: 'title', element: undefined, before: null, after: 'A', time: 1000 }),
      ],
    )
    expect(lines.map((line) => [line.what, line.elements])).toEqual([
      ['captured', []],
      ['changed', ['title']],
    ])
  })
})
