/**
 * `npm run mutate -- FOLDER [FOLDER …]`: changes one line at a time in a copy of the sources and asks whether any test notices.
 *
 *   --sample N    how many changes are tried (30); `all` for every one
 *   --seed S      which ones (1)
 *   --near N      a change is tried against the N test files nearest to it by imports (24); `all` for every one that imports it
 *   --json FILE   the outcome as JSON as well
 *
 * Prints what survived, and the share that was noticed by file and by layer. A change counts as noticed only where the same
 * test file passes without it. What survives and was looked at stands in docs/mutations.md with its reason.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { copySources } from './copy'
import { knownReason, knownRow, readKnown } from './known'
import { mutantsOf, mutated, mutationName, type Mutant } from './mutants'
import { readImports, sourcesBelow } from './related'
import { runTests, type TestOutcome } from './runTests'
import { sampled } from './sample'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' }, near: { type: 'string', default: '24' }, json: { type: 'string' } } })
const count = (word: string): number => (word === 'all' ? Infinity : Number(word))
if (positionals.length === 0 || [values.sample, values.near].some((word) => Number.isNaN(count(word)))) {
  console.error('npm run mutate -- FOLDER [FOLDER …] [--sample N|all] [--seed S] [--near N|all] [--json FILE]')
  process.exit(2)
}

/** Of a chunk of test files; a loop without end is cut here. */
const limitOf = (files: number): number => 180_000 + files * 60_000
const firstChunk = 4
const chunk = 10

interface Tried {
  readonly mutant: Mutant
  readonly outcome: 'killed' | 'survived' | 'known'
  /** The test that noticed, or why it may survive. */
  readonly by: string
  readonly tests: number
}

const known = existsSync(join(root, 'docs/mutations.md')) ? readKnown(readFileSync(join(root, 'docs/mutations.md'), 'utf8')) : []
const files = positionals.flatMap((folder) => sourcesBelow(root, folder.replace(/\/$/, ''))).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
const everything = files.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')))
const chosen = sampled(everything, count(values.sample), Number(values.seed))
console.log(`${chosen.length} of ${everything.length} changes in ${files.length} files, seed ${values.seed}`)

const copy = copySources(root)
const graph = readImports(copy.root)
const sound = new Map<string, boolean>()
const tried: Tried[] = []
for (const mutant of chosen) {
  const one = await attempt(mutant)
  tried.push(one)
  console.log(`${String(tried.length).padStart(4)}  ${one.outcome.padEnd(8)} ${mutant.file}:${mutant.line}  ${mutationName(mutant)}\n      ${one.by}`)
}
report()
process.exit(tried.some(({ outcome }) => outcome === 'survived') ? 1 : 0)

async function attempt(mutant: Mutant): Promise<Tried> {
  const reason = knownReason(mutant, known)
  if (reason !== undefined) return { mutant, outcome: 'known', by: reason, tests: 0 }
  const all = graph.testsOf(mutant.file)
  const tests = all.slice(0, count(values.near))
  const path = join(copy.root, mutant.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, mutated(text, mutant))
  try {
    for (let from = 0; from < tests.length; ) {
      const part = tests.slice(from, from + (from === 0 ? firstChunk : chunk))
      from += part.length
      const outcome = await runTests(copy.root, part, limitOf(part.length))
      if (outcome.type === 'passed') continue
      writeFileSync(path, text)
      if (await isSound(outcome, part)) return { mutant, outcome: 'killed', by: outcome.type === 'timeout' ? `never ends: ${part.join(' ')}` : `${outcome.file} "${outcome.test}"`, tests: from }
      writeFileSync(path, mutated(text, mutant))
    }
  } finally {
    writeFileSync(path, text)
  }
  return { mutant, outcome: 'survived', by: tests.length === 0 ? 'no test file imports it' : `passes ${tests.length} of ${all.length} test files`, tests: tests.length }
}

/** Whether the tests that noticed pass without the change. */
async function isSound(outcome: TestOutcome, part: readonly string[]): Promise<boolean> {
  const asked = outcome.type === 'failed' && outcome.file !== '' ? [outcome.file] : part
  const key = asked.join(' ')
  const before = sound.get(key) ?? (await runTests(copy.root, asked, limitOf(asked.length))).type === 'passed'
  sound.set(key, before)
  if (!before) console.log(`      ${key} fails without any change: not counted`)
  return before
}

function report(): void {
  const survivors = tried.filter(({ outcome }) => outcome === 'survived')
  console.log(`\nfile ${' '.repeat(45)} tried  noticed  share`)
  const line = (name: string, of: readonly Tried[]): void => {
    const asked = of.filter(({ outcome }) => outcome !== 'known')
    const killed = asked.filter(({ outcome }) => outcome === 'killed').length
    const listed = of.length - asked.length
    console.log(`${name.padEnd(50)} ${String(asked.length).padStart(5)}  ${String(killed).padStart(7)}  ${asked.length === 0 ? '   –' : `${Math.round((100 * killed) / asked.length)} %`}${listed > 0 ? `  (${listed} more known)` : ''}`)
  }
  for (const [file, of] of grouped(({ mutant }) => mutant.file)) line(file, of)
  console.log('layer')
  for (const [layer, of] of grouped(({ mutant }) => mutant.file.split('/').slice(0, 2).join('/').replace(/\/[^/]*\.ts$/, ''))) line(layer, of)
  line('all', tried)
  if (survivors.length > 0) console.log(`\nrows for docs/mutations.md, where no test can tell:\n${survivors.map(({ mutant }) => knownRow(mutant)).join('\n')}`)
  if (values.json) writeFileSync(resolve(values.json), JSON.stringify({ seed: Number(values.seed), of: everything.length, tried: tried.map(({ mutant, ...rest }) => ({ ...mutant, ...rest })) }, null, 2))
}

function grouped(key: (one: Tried) => string): ReadonlyMap<string, readonly Tried[]> {
  const groups = new Map<string, Tried[]>()
  for (const one of tried) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
