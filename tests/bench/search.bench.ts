/**
 * `search` and `search-index`: the product's worker over a vault of 10,000 records and 2,000 texts of evidence, against
 * bare MiniSearch with the same texts and options in a worker of the same real Chromium. Ours is measured in the page,
 * from the call to the answer with its snippets, worker start and reading the vault included; bare MiniSearch inside
 * its worker. The two take turns, so that whatever else the machine does falls on both. What is told is the median of
 * the rounds.
 */

import { build } from 'esbuild'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { bench, describe } from 'vitest'
import { root, startSite, until, webProfile } from '../e2e/driver'
import { pageCount, recordCount } from './search/corpus'
import { tell } from './figure'

const rounds = 3
const bars = { search: 1.5, built: 1.3, stored: 0.1 } as const

const script = async (path: string): Promise<string> =>
  (
    await build({
      entryPoints: [join(root, path)],
      bundle: true,
      write: false,
      format: 'iife',
      minify: true,
      target: 'es2022',
      alias: { '~': root },
    })
  ).outputFiles[0]!.text.replaceAll('</script', '<\\/script')

interface BenchPage {
  fill(): Promise<{ documents: number; characters: number }>
  addAll(): Promise<number>
  start(): Promise<{ ms: number; stored: boolean; documents: number }>
  startAndAsk(): Promise<number>
  forget(): Promise<void>
  stored(): Promise<boolean>
  ask(): Promise<{ own: number[]; close: number[]; exact: number[]; found: number }>
}
const run = <N extends keyof BenchPage>(page: Page, name: N): Promise<Awaited<ReturnType<BenchPage[N]>>> =>
  page.evaluate(
    (name: string) => (window as unknown as { readonly bench: Record<string, () => Promise<unknown>> }).bench[name]!(),
    name as string,
  ) as Promise<Awaited<ReturnType<BenchPage[N]>>>

const sorted = (samples: readonly number[]): number[] => [...samples].sort((a, b) => a - b)
const at = (samples: readonly number[], share: number): number =>
  sorted(samples)[Math.max(0, Math.ceil(samples.length * share) - 1)]!
const median = (samples: readonly number[]): number => sorted(samples)[Math.floor(samples.length / 2)]!

async function measure(): Promise<void> {
  const [page, search, bare] = await Promise.all(
    ['tests/bench/search/page.ts', 'entrypoints/workers/search.worker.ts', 'tests/bench/search/bare.worker.ts'].map(
      script,
    ),
  )
  const site = await startSite({
    '/': `<!doctype html><meta charset="utf-8"><script type="text/plain" id="search">${search}</script><script type="text/plain" id="bare">${bare}</script><script>${page}</script>`,
  })
  const profile = await webProfile()
  try {
    await compare(await profile.open(site.url))
  } finally {
    await profile.close()
    await site.close()
  }
}

async function compare(page: Page): Promise<void> {
  const { documents, characters } = await run(page, 'fill')
  const times = { addAll: [] as number[], built: [] as number[], stored: [] as number[], asked: [] as number[] }
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const addAll = await run(page, 'addAll')
    await run(page, 'forget')
    const built = await run(page, 'start')
    if (built.stored || built.documents !== documents)
      throw new Error(`not built from the vault: ${JSON.stringify(built)}`)
    await until(() => run(page, 'stored'), 'the index to be stored', 30_000)
    const again = await run(page, 'start')
    if (!again.stored || again.documents !== documents)
      throw new Error(`not taken from the store: ${JSON.stringify(again)}`)
    const asked = await run(page, 'startAndAsk')
    if (round === 0) continue
    times.addAll.push(addAll)
    times.built.push(built.ms)
    times.stored.push(again.ms)
    times.asked.push(asked)
  }
  // Everything a start does behind the first answers is over before questions are timed.
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const asked: Awaited<ReturnType<BenchPage['ask']>>[] = []
  for (let round = 0; round <= rounds; round++) {
    const one = await run(page, 'ask')
    if (round > 0) asked.push(one)
  }
  const p95 = (side: 'own' | 'close' | 'exact'): number => median(asked.map((one) => at(one[side], 0.95)))
  const p50 = (side: 'own' | 'close' | 'exact'): number => median(asked.map((one) => at(one[side], 0.5)))
  const addAll = median(times.addAll)
  const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`
  const share = (name: string, samples: readonly number[], bar: number): void =>
    tell({
      name,
      value: median(samples) / addAll,
      bar,
      unit: 'ratio',
      note: `${ms(median(samples))} (${samples.map(ms).join(', ')}) ÷ bare MiniSearch addAll ${ms(addAll)} (${times.addAll.map(ms).join(', ')})`,
    })
  console.log(
    `search: ${recordCount.toLocaleString('en')} records and ${pageCount.toLocaleString('en')} texts of evidence (${(characters / 1e6).toFixed(1)} million characters), ${asked[0]!.own.length} questions, ${asked[0]!.found} of them with hits`,
  )
  tell({
    name: 'search',
    value: p95('own') / p95('close'),
    bar: bars.search,
    unit: 'ratio',
    note: `p95 in the page with snippets ${ms(p95('own'))} (p50 ${ms(p50('own'))}) ÷ bare MiniSearch, same options ${ms(p95('close'))}`,
  })
  tell({
    name: 'search: without slips',
    value: p95('own') / p95('exact'),
    unit: 'ratio',
    note: `p95 ÷ bare MiniSearch without slips ${ms(p95('exact'))}`,
  })
  share('search-index: built from the vault', times.built, bars.built)
  share('search-index: start from the stored index', times.stored, bars.stored)
  share('search-index: first question answered', times.asked, bars.stored)
}

describe('search, search-index', () => {
  bench('questions, building and starting ÷ bare MiniSearch', measure, {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})
