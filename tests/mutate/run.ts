/**
 * `npm run mutate -- FOLDER [FOLDER …]`: changes one line at a time in a copy of the sources and asks whether any test
 * notices.
 *
 *   --sample N     how many changes are tried (30); `all` for every one
 *   --seed S       which ones (1)
 *   --near N       a change is tried against at most N of the test files that reach it, quick and near ones first (24);
 *   `all` for every one
 *   --reach FILE   what is known of which test file reaches what; measured first, by one run of all tests, where the
 *   file is not there
 *   --slots N      how many changes are tried at a time (as many as there are cores)
 *   --json FILE    the outcome as JSON as well
 *
 * Prints what survived, and the share that was noticed by file and by layer. A change counts as noticed only where the
 * same test file passes without it, and is not tried where the compiler refuses it. What survives and was looked at
 * stands in docs/mutations.md with its reason.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { knownReason, knownRow, readKnown } from './known'
import { mutantsOf, mutated, mutationName, type Mutant } from './mutants'
import { measureReach, reachedBy, type Reached } from './reach'
import { readImports, sourcesBelow } from './related'
import { sampled } from './sample'
import { openSlot, type Slot } from './slots'
import { openTypeCheck } from './types'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    near: { type: 'string', default: '24' },
    reach: { type: 'string' },
    slots: { type: 'string', default: String(cpus().length) },
    json: { type: 'string' },
  },
})
const count = (word: string): number => (word === 'all' ? Infinity : Number(word))
if (positionals.length === 0 || [values.sample, values.near, values.slots].some((word) => Number.isNaN(count(word)))) {
  console.error(
    'npm run mutate -- FOLDER [FOLDER …] [--sample N|all] [--seed S] [--near N|all] [--reach FILE] [--slots N] [--json FILE]',
  )
  process.exit(2)
}

interface Tried {
  readonly mutant: Mutant
  readonly outcome: 'killed' | 'survived' | 'known' | 'refused'
  /** The test that noticed, why it may survive, or what the compiler says. */
  readonly by: string
  readonly tests: number
}

const layers = ['lib/protocol', 'lib/crypto', 'lib/vault', 'lib/sync', 'lib/engine', 'lib/pack', 'server'] as const
const sourcesOf = (folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) => sourcesBelow(root, folder.replace(/\/$/, '')))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const known = existsSync(join(root, 'docs/mutations.md')) ? readKnown(textOf('docs/mutations.md')) : []
const files = sourcesOf(positionals)
const everything = files.flatMap((file) => mutantsOf(file, textOf(file)))
const chosen = sampled(everything, count(values.sample), Number(values.seed))
console.log(`${chosen.length} of ${everything.length} changes in ${files.length} files, seed ${values.seed}`)

const reached = reach()
/** Milliseconds; a loop without end is cut here. */
const limitOf = (test: string): number => 60_000 + 6 * (reached?.took[test] ?? 20_000)
const graph = readImports(root)
const types = openTypeCheck(root, [...new Set([...sourcesOf(layers), ...files])])
const sound = new Map<string, boolean>()
const tried: Tried[] = []
const waiting = [...chosen]
await Promise.all(
  Array.from({ length: Math.min(Number(values.slots), chosen.length) }, async () => {
    const slot = openSlot(root)
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const one = await attempt(slot, mutant)
      tried.push(one)
      console.log(
        `${String(tried.length).padStart(4)}  ${one.outcome.padEnd(8)} ${mutant.file}:${mutant.line}  ${mutationName(mutant)}\n      ${one.by}`,
      )
    }
    slot.close()
  }),
)
report()
process.exit(tried.some(({ outcome }) => outcome === 'survived') ? 1 : 0)

/** What is known, or nothing: then test files are asked in the order of the imports. */
function reach(): Reached | undefined {
  if (!values.reach) return undefined
  const path = resolve(values.reach)
  if (!existsSync(path)) {
    console.log('measuring which test reaches what: one run of all tests …')
    writeFileSync(path, JSON.stringify(measureReach(root, sourcesOf([...layers, ...positionals]))))
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Reached
}

/**
 * Quick ones first, near ones sooner: a test file that imports the changed one itself may take three times as long as
 * one that is three steps off, and so may one of the same layer, where its guards are tested one by one.
 */
function testsFor(mutant: Mutant): readonly string[] {
  const near = graph.testsOf(mutant.file)
  if (!reached) return near
  const place = new Map(near.map((test, index) => [test, index + 1]))
  const own = `tests/${mutant.file.replace(/^lib\//, '').split('/')[0]}/`
  const cost = (test: string): number =>
    ((reached.took[test] ?? 5000) + 500) * (place.get(test) ?? near.length + 1) * (test.startsWith(own) ? 1 : 3)
  // Who imports the file itself may be newer than what was measured, or have been given cases since.
  const asked = new Set([
    ...(reachedBy(reached, mutant, textOf(mutant.file)) ?? near),
    ...graph.testsImporting(mutant.file),
  ])
  return [...asked].sort((a, b) => cost(a) - cost(b))
}

async function attempt(slot: Slot, mutant: Mutant): Promise<Tried> {
  const reason = knownReason(mutant, known)
  if (reason !== undefined) return { mutant, outcome: 'known', by: reason, tests: 0 }
  const text = textOf(mutant.file)
  const refusal = types.refusal(mutant.file, mutated(text, mutant))
  if (refusal !== undefined) return { mutant, outcome: 'refused', by: refusal, tests: 0 }
  const all = testsFor(mutant)
  const tests = all.slice(0, count(values.near))
  slot.write(mutant.file, mutated(text, mutant))
  try {
    for (const [index, test] of tests.entries()) {
      const outcome = await slot.run(test, limitOf(test))
      if (outcome.type === 'passed') continue
      slot.write(mutant.file, text)
      if (await isSound(slot, test))
        return {
          mutant,
          outcome: 'killed',
          by: outcome.type === 'timeout' ? `never ends: ${test}` : `${outcome.file} "${outcome.test}"`,
          tests: index + 1,
        }
      slot.write(mutant.file, mutated(text, mutant))
    }
  } finally {
    slot.write(mutant.file, text)
  }
  return {
    mutant,
    outcome: 'survived',
    by: tests.length === 0 ? 'no test reaches it' : `passes ${tests.length} of ${all.length} test files`,
    tests: tests.length,
  }
}

/** Whether the test that noticed passes without the change. */
async function isSound(slot: Slot, test: string): Promise<boolean> {
  const before = sound.get(test) ?? (await slot.run(test, limitOf(test))).type === 'passed'
  sound.set(test, before)
  if (!before) console.log(`      ${test} fails without any change: not counted`)
  return before
}

function report(): void {
  const survivors = tried.filter(({ outcome }) => outcome === 'survived')
  console.log(`\nfile ${' '.repeat(45)} tried  noticed  share`)
  const line = (name: string, of: readonly Tried[]): void => {
    const countOf = (wanted: Tried['outcome']): number => of.filter(({ outcome }) => outcome === wanted).length
    const [killed, listed, refused] = [countOf('killed'), countOf('known'), countOf('refused')]
    const asked = killed + countOf('survived')
    const beside = [listed > 0 && `${listed} more known`, refused > 0 && `${refused} refused by the compiler`]
      .filter(Boolean)
      .join(', ')
    console.log(
      `${name.padEnd(50)} ${String(asked).padStart(5)}  ${String(killed).padStart(7)}  ${asked === 0 ? '   –' : `${Math.round((100 * killed) / asked)} %`}${beside && `  (${beside})`}`,
    )
  }
  for (const [file, of] of grouped(({ mutant }) => mutant.file)) line(file, of)
  console.log('layer')
  for (const [layer, of] of grouped(({ mutant }) =>
    mutant.file
      .split('/')
      .slice(0, 2)
      .join('/')
      .replace(/\/[^/]*\.ts$/, ''),
  ))
    line(layer, of)
  line('all', tried)
  if (survivors.length > 0)
    console.log(
      `\nrows for docs/mutations.md, where no test can tell:\n${survivors.map(({ mutant }) => knownRow(mutant)).join('\n')}`,
    )
  if (values.json)
    writeFileSync(
      resolve(values.json),
      JSON.stringify(
        {
          seed: Number(values.seed),
          of: everything.length,
          tried: tried.map(({ mutant, ...rest }) => ({ ...mutant, ...rest })),
        },
        null,
        2,
      ),
    )
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
