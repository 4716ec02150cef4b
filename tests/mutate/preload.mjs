/**
 * Loaded before anything else in every process of a run that measures reach: writes down each place once for each test file,
 * at once, because processes of tests are killed without a word. Processes that a test starts write for that test.
 */

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.REACH_FOLDER
const seen = []
let current = process.env.REACH_TEST
let out = ''

globalThis.__reachTest = (name) => {
  current = process.env.REACH_TEST = name
  out = join(folder, `${encodeURIComponent(name)}.txt`)
}
if (folder && current) globalThis.__reachTest(current)
globalThis.__reached = (number) => {
  if (!folder || current === undefined || seen[number] === current) return
  seen[number] = current
  appendFileSync(out, `${number}\n`)
}
