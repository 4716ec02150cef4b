import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Benchmarks: each names its floor or peer in the same run; ratios are what to read. Never a gate. */
export default defineConfig({
  root,
  resolve: { alias: { '~': root } },
  test: { benchmark: { include: ['tests/bench/**/*.bench.ts'] }, fileParallelism: false, pool: 'forks' },
})
