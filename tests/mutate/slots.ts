/**
 * Copies of the sources with a test runner each: one change is tried at a time in one of them, and taken back after.
 */

import { fork, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copySources } from './copy'

export type TestOutcome =
  | { readonly type: 'passed' }
  | { readonly type: 'failed'; readonly file: string; readonly test: string }
  | { readonly type: 'timeout' }

export interface Slot {
  /** The text of the file (from the root) in this copy, until the next call. */
  write(file: string, text: string): void
  /**
   * Runs one test file and stops at the first failure. `limit` in milliseconds; what is over it is ended, with all it
   * started.
   */
  run(test: string, limit: number): Promise<TestOutcome>
  close(): void
}

export function openSlot(root: string): Slot {
  const copy = copySources(root)
  let child: Promise<ChildProcess> | undefined
  const changed = new Set<string>()
  const end = (process_: ChildProcess): void => {
    child = undefined
    try {
      // The group: the runner, its workers and what tests started.
      process.kill(-process_.pid!, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  const start = async (): Promise<ChildProcess> => {
    // As the command line of the test runner sets it: else yjs works as in development, and freezes what it is given.
    const started = fork(join(root, 'tests/mutate/slot.ts'), [copy.root], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test' },
      execArgv: ['--import', 'tsx'],
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // Before the copy goes: what runs in it would write it anew.
    process.prependListener('exit', () => end(started))
    await new Promise((resolve, reject) => {
      started.once('message', resolve)
      started.once('exit', () => reject(new Error('The test runner did not start.')))
    })
    return started
  }
  return {
    write(file, text) {
      writeFileSync(join(copy.root, file), text)
      changed.add(file)
    },
    async run(test, limit) {
      child ??= start()
      const asked = await child
      return new Promise((resolve) => {
        const done = (outcome: TestOutcome): void => {
          clearTimeout(timer)
          asked.removeAllListeners('message')
          asked.removeAllListeners('exit')
          resolve(outcome)
        }
        const timer = setTimeout(() => {
          end(asked)
          done({ type: 'timeout' })
        }, limit)
        asked.once('message', (outcome) => done(outcome as TestOutcome))
        asked.once('exit', () => {
          end(asked)
          done({ type: 'failed', file: test, test: 'the run itself' })
        })
        asked.send({ changed: [...changed], test })
        changed.clear()
      })
    },
    close() {
      if (child) void child.then(end)
    },
  }
}
