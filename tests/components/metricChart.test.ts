import { describe, expect, it } from 'vitest'
import { chartOf, niceTicks, sparkOf } from '~/components/metric/chartGeometry'
import { partOf } from '~/components/review/reviewParts'

const box = { width: 300, height: 150, left: 40, right: 60, top: 10, bottom: 20 }
const slot = (to: string, value?: number) => ({
  from: to,
  to,
  point:
    value === undefined
      ? undefined
      : ({ from: to, to, value, state: 'onTarget', target: undefined, measurement: { id: to } } as never),
})

describe('the chart of a metric (ux.md 11)', () => {
  it('leaves a gap where nothing was measured, never zero', () => {
    const chart = chartOf([slot('1', 90), slot('2', 92), slot('3'), slot('4', 95), slot('5', 96)], () => undefined, box)
    expect(chart.lines).toHaveLength(2)
    expect(chart.marks.map(({ point }) => point.value)).toEqual([90, 92, 95, 96])
    expect(chart.ticks[0]!.value).toBeGreaterThan(80)
    expect(chart.columns.map(({ x }) => x)).toEqual([40, 90, 140, 190, 240])
  })
  it('a lone value is a mark without a line, inside the picture', () => {
    const chart = chartOf([slot('1', 5)], () => ({ target: 5 }), box)
    expect([chart.lines, chart.marks.length]).toEqual([[], 1])
    expect(chart.marks[0]!.y).toBeGreaterThanOrEqual(box.top)
    expect(chart.targets[0]).toMatchObject({ from: 40, to: 240 })
  })
  it('past periods keep the line of their target; the watch of a band is a width, not a line', () => {
    const chart = chartOf([slot('1', 90), slot('2', 92), slot('3', 93)], (to) => ({ target: to < '3' ? 90 : 95 }), box)
    expect(chart.targets.map(({ value, from, to }) => [value, from, to])).toEqual([
      [90, 40, 190],
      [95, 190, 240],
    ])
    expect(
      chartOf([slot('1', 15), slot('2', 16)], () => ({ low: 10, high: 20, watch: 2 }), box).targets.map(
        ({ key }) => key,
      ),
    ).toEqual(['low', 'high'])
  })
  it('figures at the axis are round', () => {
    expect(niceTicks(86, 95)).toEqual([85, 87.5, 90, 92.5, 95])
    expect(niceTicks(0.6, 1.9)).toEqual([0.5, 1, 1.5, 2])
    expect(niceTicks(7, 7).length).toBeGreaterThan(1)
  })
  it('a spark line breaks at gaps and ends with its last value', () => {
    const spark = sparkOf([1, 2, null, 4, null], 50, 18)
    expect(spark.lines).toHaveLength(1)
    expect(spark.last).toMatchObject({ y: 2.5 })
    expect(sparkOf([null], 50, 18)).toEqual({ lines: [], last: undefined })
  })
})

describe('what is missing before a sign-off', () => {
  it('leads to where it is dealt with', () => {
    expect([
      partOf({ need: 'input', letter: 'e', met: false }),
      partOf({ need: 'effective', met: false }),
      partOf({ need: 'topManagement', met: false }),
      partOf({ need: 'pack', met: false }),
    ]).toEqual(['e', 'judgements', 'attendance', undefined])
  })
})
