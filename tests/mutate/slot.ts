/**
 * A process that keeps the test runner warm over one copy of the sources: told which files changed and a test file, it
 * answers how that went.
 */

import { relative, resolve } from 'node:path'
import { createVitest } from 'vitest/node'
import type { TestOutcome } from './slots'

const root = process.argv[2]!
process.chdir(root)
const vitest = await createVitest('test', {
  config: 'tests/vitest.config.ts',
  watch: false,
  isolate: true,
  maxWorkers: 1,
  bail: 1,
  reporters: [{}],
})
await vitest.standalone()

process.on('message', async ({ changed, test }: { changed: readonly string[]; test: string }) => {
  for (const file of changed) vitest.invalidateFile(resolve(root, file))
  process.send!(await run(test))
})
process.on('disconnect', () => process.exit())
process.send!('ready')

async function run(test: string): Promise<TestOutcome> {
  // A failure of an earlier run would count for `bail`, and skip everything from then on.
  vitest.state.filesMap.clear()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    [vitest.getRootProject().createSpecification(resolve(root, test))],
    false,
  )
  for (const module of testModules) {
    for (const one of module.children.allTests('failed'))
      return { type: 'failed', file: relative(root, module.moduleId), test: one.fullName }
    if (!module.ok()) return { type: 'failed', file: relative(root, module.moduleId), test: 'loading the file' }
  }
  const passed = testModules.flatMap((module) => [...module.children.allTests('passed')])
  return unhandledErrors.length > 0 || passed.length === 0
    ? { type: 'failed', file: test, test: 'the run itself' }
    : { type: 'passed' }
}
