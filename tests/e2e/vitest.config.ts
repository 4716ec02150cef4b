import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/**
 * The longest begin first, so that none runs on alone at the end. Of the others those with more text do: what is long
 * for other reasons has to stand here.
 */
const longest = [
  'certification',
  'corpus',
  'accessibility',
  'demoRecords',
  'accessibilityRecords',
  'capture',
  'states',
  'captureFirefox',
  'killed',
  'demo',
  'journey',
  'team',
].map((name) => `/${name}.test.ts`)
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      longest.findIndex((name) => moduleId.endsWith(name)) + 1 || longest.length + 1
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

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
    sequence: { sequencer: LongestFirst },
  },
})
