/** Runs test files of a copy of the sources, in a process of their own that is ended when it takes too long. */

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

export type TestOutcome =
  | { readonly type: 'passed' }
  | { readonly type: 'failed'; readonly file: string; readonly test: string }
  | { readonly type: 'timeout' }

/** Stops at the first failure. `limit` in milliseconds. */
export async function runTests(root: string, files: readonly string[], limit: number): Promise<TestOutcome> {
  const report = join(root, 'mutate-report.json')
  rmSync(report, { force: true })
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', '--maxWorkers=1', '--bail=1', '--reporter=json', `--outputFile=${report}`, ...files]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore', detached: true })
  const end = (): void => {
    try {
      // The group: vitest, its workers and what tests started.
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  process.on('exit', end)
  const code = await new Promise<number | 'timeout'>((resolve) => {
    const timer = setTimeout(() => {
      end()
      resolve('timeout')
    }, limit)
    child.on('exit', (status) => {
      clearTimeout(timer)
      resolve(status ?? 1)
    })
  })
  process.off('exit', end)
  if (code === 'timeout') return { type: 'timeout' }
  if (code === 0) return { type: 'passed' }
  return { type: 'failed', ...failureOf(root, report) }
}

interface JsonReport {
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[]
}

function failureOf(root: string, report: string): { readonly file: string; readonly test: string } {
  if (!existsSync(report)) return { file: '', test: 'the run itself' }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JsonReport
  const found = testResults.find(({ status }) => status === 'failed')
  const test = found?.assertionResults.find(({ status }) => status === 'failed')?.fullName
  return { file: found ? relative(root, found.name) : '', test: test ?? 'loading the file' }
}
