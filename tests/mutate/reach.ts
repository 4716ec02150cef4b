/** Measures which test files reach which change, and how long each takes: one run of all tests over marked sources. */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { spawnSync } from 'node:child_process'
import { copySources } from './copy'
import { marked, placeOf } from './marks'
import { mutantsOf, type Mutant } from './mutants'

/** What a run found; kept in a file and asked again as long as a source file is the one it was measured on. */
export interface Reached {
  /** Source file → hash of its text. */
  readonly sources: Readonly<Record<string, string>>
  /** Test file → milliseconds. */
  readonly took: Readonly<Record<string, number>>
  /** Test file → places. */
  readonly places: Readonly<Record<string, readonly string[]>>
}

/** What a file has to be for its figures to hold. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Test files that reach the change; `undefined` where that was not measured (the file is another by now, or it loads
 * with its module).
 */
export function reachedBy(reached: Reached, mutant: Mutant, text: string): readonly string[] | undefined {
  if (mutant.reach.loading || reached.sources[mutant.file] !== hashOf(text)) return undefined
  const place = placeOf(mutant)
  return Object.keys(reached.places).filter((test) => setOf(reached, test).has(place))
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()
function setOf({ places }: Reached, test: string): ReadonlySet<string> {
  const list = places[test]!
  const known = sets.get(list) ?? new Set(list)
  sets.set(list, known)
  return known
}

/** Runs every test once over marked copies of `files` (from the root). Takes as long as the tests do. */
export function measureReach(root: string, files: readonly string[]): Reached {
  const copy = copySources(root)
  const numbers = new Map<string, number>()
  const numberOf = (place: string): number => numbers.get(place) ?? numbers.set(place, numbers.size).get(place)!
  const sources: Record<string, string> = {}
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    sources[file] = hashOf(text)
    writeFileSync(join(copy.root, file), marked(text, mutantsOf(file, text), numberOf))
  }
  const folder = join(copy.root, 'reached')
  mkdirSync(folder)
  const report = join(copy.root, 'report.json')
  spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--exclude',
      'tests/structure/**',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    {
      cwd: copy.root,
      stdio: 'ignore',
      env: {
        ...process.env,
        REACH_FOLDER: folder,
        NODE_OPTIONS: `--import ${join(copy.root, 'tests/mutate/preload.mjs')}`,
      },
    },
  )
  if (!existsSync(report)) throw new Error('The tests over marked sources told nothing.')
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: readonly { name: string; startTime: number; endTime: number; status: string }[]
  }
  for (const { name, status } of testResults)
    if (status !== 'passed')
      console.log(`      ${relative(copy.root, name)} fails over marked sources: what it reaches is not all known`)
  const names = [...numbers.keys()]
  const places = readdirSync(folder).map((name): [string, readonly string[]] => [
    relative(copy.root, decodeURIComponent(name.replace(/\.txt$/, ''))),
    [...new Set(readFileSync(join(folder, name), 'utf8').trim().split('\n'))].map((number) => names[Number(number)]!),
  ])
  copy.remove()
  return {
    sources,
    took: Object.fromEntries(
      testResults.map(({ name, startTime, endTime }) => [relative(copy.root, name), endTime - startTime]),
    ),
    places: Object.fromEntries(places),
  }
}
