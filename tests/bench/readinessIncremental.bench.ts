/**
 * `readiness-incremental`: results after an edit ÷ a full evaluation from nothing, in the same run, over 10,000 records
 * (the demo several times over). An edit is what the keeper of readiness does with it: the change goes in, outcomes,
 * results and the summary of every view come out. Edits go through many records of a kind; medians are told.
 */

import { bench, describe } from 'vitest'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { evaluate, resultsOf } from '~/lib/isms/readiness/evaluate'
import { createIncremental, type Incremental } from '~/lib/isms/readiness/incremental'
import { summaryOf } from '~/lib/isms/readiness/summary'
import { canonicalJson } from '~/lib/shared/json'
import { manyRecords, type ManyRecords } from './readiness/manyRecords'
import { tell, type Figure } from './figure'

const recordCount = 10_000
const rounds = 3
const edits = 40
const bars = { edit: 0.02, settings: 1.1 } as const

const median = (samples: readonly number[]): number =>
  [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)]!
const most = (samples: readonly number[]): number => Math.max(...samples)
const timed = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Values that change what checks say: a score or an owner, a status or an owner, the days it covers. */
const variants: Readonly<Partial<Record<Kind, readonly object[]>>> = {
  risk: [{ currentL: 5, currentI: 5 }, { owner: undefined }, { title: 'Another title' }, { option: 'retain' }],
  control: [{ status: 'degraded' }, { owner: undefined }, { title: 'Another title' }, { reqs: [] }],
  evidence: [
    { coversTo: '2024-12-31', coversFrom: '2024-12-01' },
    { title: 'Another title' },
    { controls: [] },
    { expiresOn: '2026-05-01' },
  ],
}

interface Cost {
  readonly update: number
  readonly results: number
  readonly summary: number
}

function follow(following: Incremental, put: AnyRecord): Cost {
  const update = timed(() => following.update({ put: [put] }))
  let found = resultsOf([], following.reader, following.sources)
  const results = timed(() => void (found = resultsOf(following.outcomes(), following.reader, following.sources)))
  return { update, results, summary: timed(() => void summaryOf(found, following.reader)) }
}

function editsOf(kind: Kind, { rows }: ManyRecords, following: Incremental): readonly Cost[] {
  const of = rows.filter((row) => row.kind === kind)
  const step = Math.floor(of.length / edits)
  return Array.from({ length: edits }, (_, index) => {
    const row = of[index * step]!
    const cost = follow(following, { ...row, ...variants[kind]![index % variants[kind]!.length] } as AnyRecord)
    following.update({ put: [row] })
    return cost
  })
}

function compare(): void {
  const many = manyRecords(recordCount)
  const { state, rows } = many
  evaluate(state)
  const full = median(Array.from({ length: rounds }, () => timed(() => void evaluate(state))))
  let following = createIncremental({})
  const built = timed(() => void (following = createIncremental(state)))
  const same = (): boolean =>
    canonicalJson(resultsOf(following.outcomes(), following.reader, following.sources) as never) ===
    canonicalJson(evaluate(state) as never)
  if (!same()) throw new Error('the one that follows says something else than the one from nothing')

  const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`
  const figures: Figure[] = (['risk', 'control', 'evidence'] as const).map((kind) => {
    const costs = editsOf(kind, many, following)
    const whole = costs.map(({ update, results, summary }) => update + results + summary)
    const part = (name: keyof Cost): string => `${name} ${ms(median(costs.map((cost) => cost[name])))}`
    return {
      name: `readiness-incremental: one ${kind}`,
      value: median(whole) / full,
      bar: bars.edit,
      unit: 'ratio',
      note: `${ms(median(whole))} (${part('update')}, ${part('results')}, ${part('summary')}; most ${ms(most(whole))}) ÷ evaluation from nothing ${ms(full)}`,
    }
  })
  const settings = rows.find(({ kind }) => kind === 'settings')!
  const wide: Figure[] = (
    [
      ['evidenceMaxAge', 'P3M'],
      ['timeZone', 'Pacific/Auckland'],
    ] as const
  ).map(([name, value]) => {
    const costs = Array.from({ length: rounds }, () => {
      const there = follow(following, { ...settings, [name]: value } as AnyRecord)
      const back = follow(following, settings)
      return [there, back].map(({ update, results, summary }) => update + results + summary)
    }).flat()
    return {
      name: `readiness-incremental: settings ${name}`,
      value: median(costs) / full,
      bar: bars.settings,
      unit: 'ratio',
      note: `${ms(median(costs))} ÷ evaluation from nothing ${ms(full)}`,
    }
  })
  if (!same()) throw new Error('after the edits the two say different things')
  console.log(
    `readiness-incremental: ${rows.length.toLocaleString('en')} records, ${state.statements!.length.toLocaleString('en')} statements, medians of ${edits} edits of each kind; building what follows ${ms(built)}, ratio ${(built / full).toFixed(2)}`,
  )
  for (const figure of [...figures, ...wide]) tell(figure)
}

describe('readiness-incremental', () => {
  // What is not async is run twice more, to find that out.
  bench('results after an edit ÷ evaluation from nothing', async () => Promise.resolve().then(compare), {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})
