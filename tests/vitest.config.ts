import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/** Everything that needs no browser: structure, rules, merging, engine, relay. */
export default defineConfig({
  root,
  plugins: [vue()],
  resolve: { alias: { '~': root } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A process runs many files with the modules it has: half of a run would else be loading them again.
    isolate: false,
    setupFiles: ['tests/setup.ts'],
    pool: 'forks',
    // Many wait more than they work: two more than there are cores.
    maxWorkers: cpus().length + 2,
  },
})
