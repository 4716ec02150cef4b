import { describe, expect, it } from 'vitest'
import { readinessPlace } from '~/components/readiness/places'
import { knownValues, trendLine, type DayValue } from '~/components/readiness/trend'

const box = { width: 100, height: 20, left: 0, right: 0, top: 0, bottom: 0, low: 0, high: 100 }
const on = (...values: readonly (readonly [day: string, value: number | null])[]): readonly DayValue[] =>
  values.map(([day, value]) => ({ day, value }))
const paths = (...values: readonly (readonly [string, number | null])[]): number =>
  trendLine(on(...values), box).paths.length

describe('a line over days', () => {
  it('has a gap where a calendar month has no value, however few days lie between', () => {
    expect(paths(['2026-01-31', 50], ['2026-02-01', 60])).toBe(1)
    expect(paths(['2026-01-01', 50], ['2026-02-28', 60])).toBe(1)
    expect(paths(['2026-01-31', 50], ['2026-03-01', 60])).toBe(2)
    expect(paths(['2025-12-31', 50], ['2026-01-01', 55], ['2026-03-02', 60])).toBe(2)
    expect(paths(['2026-01-05', 50], ['2026-01-20', null], ['2026-01-28', 60])).toBe(2)
  })
  it('shows a value between two gaps as a dot', () => {
    expect(trendLine(on(['2026-01-01', 50], ['2026-06-01', 60]), box).paths[0]).toMatch(/^M[\d.]+ [\d.]+h0$/)
  })
  it('knows whether its last known value is of its last day', () => {
    expect(knownValues(on(['2025-12-31', 0.93], ['2026-01-01', null]))).toMatchObject({
      last: { day: '2025-12-31', value: 0.93 },
      past: true,
    })
    expect(knownValues(on(['2025-12-31', null], ['2026-01-01', 0]))).toMatchObject({
      first: { day: '2026-01-01' },
      past: false,
    })
  })
})

describe('links to checks', () => {
  it('keep the view that is looked at, Stage 2 needing no name', () => {
    expect(readinessPlace('stage1', { severity: 'warning' })).toEqual({
      path: '/readiness',
      query: { view: 'stage1', severity: 'warning' },
    })
    expect(readinessPlace('soc2', { phase: 'C' })).toEqual({ path: '/readiness', query: { view: 'soc2', phase: 'C' } })
    expect(readinessPlace('stage2', { group: 'A', severity: undefined })).toEqual({ path: '/readiness/A', query: {} })
  })
})
