/**
 * Loaded before anything else in every process of a run that measures reach: writes down each place once for each test
 * file, at once, because processes of tests are killed without a word. Processes that a test starts write for that
 * test.
 */

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.REACH_FOLDER
const seen = []

globalThis.__reached = (number) => {
  // The runner's own word for the file that a process is at: one process takes many, one after the other.
  const test = globalThis.__vitest_worker__?.filepath ?? process.env.REACH_TEST
  if (!folder || test === undefined || seen[number] === test) return
  seen[number] = test
  process.env.REACH_TEST = test
  appendFileSync(join(folder, `${encodeURIComponent(test)}.txt`), `${number}\n`)
}
