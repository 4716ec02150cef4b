import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Journeys in real browsers, three at a time: each brings its own browsers and relay, and waits more than it works. */
export default defineConfig({
  root,
  resolve: { alias: { '~': root } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    globalSetup: ['tests/e2e/installBrowsers.ts'],
    pool: 'forks',
  },
})
