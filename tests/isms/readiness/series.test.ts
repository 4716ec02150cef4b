import { describe, expect, it } from 'vitest'
import { demoRuns } from '~/lib/content/demo/demoReadinessRuns'
import { parentsOf } from '~/lib/records/derivedIds'
import { figureSeries } from '~/lib/isms/readiness/readinessSeries'

const runs = demoRuns().map(({ id, fields }) => ({ day: parentsOf(id)[0]!, counts: fields.counts }))
const known = (values: ReturnType<typeof figureSeries>) => values.filter(({ value }) => value !== null)

describe('figures over time', () => {
  it('RE13: dashboard and progress page cover the same twelve months and name the month they start in', () => {
    const here = known(figureSeries(runs, 'attestationRate', 0.93, { today: '2026-06-01' }))
    const there = known(figureSeries(runs, 'attestationRate', 0.93, { today: '2026-06-01', months: 12 }))
    expect(here).toEqual(there)
    // The run of 5 May 2025 (22 %) is before the window, so both say "from 100 % in June 2025".
    expect([here[0], here.at(-1)]).toEqual([
      { day: '2025-06-20', value: 1 },
      { day: '2026-06-01', value: 0.93 },
    ])
    expect(known(figureSeries(runs, 'attestationRate', 0.93, { today: '2026-06-01', months: 24 }))[0]).toEqual({
      day: '2025-05-05',
      value: 0.22,
    })
  })
  it('RE13: months without data stay gaps, and the live figure replaces a run of today', () => {
    const values = figureSeries(
      [
        { day: '2026-05-01', counts: {} },
        { day: '2026-06-01', counts: { risksAbove: 9 } },
      ],
      'risksAbove',
      undefined,
      { today: '2026-06-01' },
    )
    expect(values).toEqual([
      { day: '2026-05-01', value: null },
      { day: '2026-06-01', value: null },
    ])
  })
})
