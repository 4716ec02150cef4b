/**
 * The tests, from nothing: `npm test` (all), `npm run check` (types, format, lint, structure and unit tests),
 * `npm run e2e -- NAME` (journeys in real browsers, and every screen as axe sees it). Installs packages that are
 * missing; the journeys install a browser that is missing. `npm run bench -- [NAME] [--json]` measures and gates
 * nothing. `npm run hostile -- --seeds N` runs every attack, the fuzzers with N seeds each; `npm run properties --
 * --seeds N` every test that draws its examples, with N seeds. Ends with one line that sums everything.
 */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { build } from '../server/dev/build.mjs'
import { ensureInstalled, root, runCollecting } from '../server/dev/install.mjs'

const [stage = 'all', ...words] = process.argv.slice(2)
const results = mkdtempSync(join(tmpdir(), 'plumbline-results-'))
const total = { passed: 0, failed: 0, skipped: 0 }
/** What failed, said once more at the end, where thousands of lines no longer stand before it. */
const failures = []

ensureInstalled()
if (stage === 'bench') bench()
if (stage === 'all' || stage === 'check') {
  tell(await collected('prepare', ['wxt', 'prepare']), { counted: false })
  // Unit tests wait about as much as they work: what works all the time has the cores while they do, and gives way to
  // them.
  const beside = [
    collected('types', ['vue-tsc', '--noEmit', '-p', 'tsconfig.json']),
    collected('format', ['prettier', '--check', '.', '--log-level', 'warn']),
    collected('lint', [
      'eslint',
      '-c',
      'tests/structure/eslint.config.js',
      '--max-warnings',
      '0',
      'lib',
      'components',
      'entrypoints',
      'server',
      'tests',
    ]),
  ]
  const built = stage === 'all' && build()
  // Before the unit tests, one of which may install a program too: no two can at the same time. What fails here is said
  // by the journeys, which try again.
  if (stage === 'all') await runCollecting('npx', ['tsx', 'tests/e2e/browsers.ts'])
  await vitest('unit', ['--config', 'tests/vitest.config.ts', ...words])
  for (const one of beside) tell(await one)
  await built
}
if (stage === 'hostile') {
  const seeds = seedsAsked()
  if (seeds) process.env.HOSTILE_SEEDS = seeds
  // With many seeds a fuzzer may take hours; it ends by itself.
  await vitest('hostile', [
    '--config',
    'tests/vitest.config.ts',
    '--testTimeout',
    '0',
    ...(words.length > 0 ? words : ['tests/hostile/']),
  ])
}
if (stage === 'properties') {
  const seeds = Number(seedsAsked() ?? 10)
  const drawn = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.test.ts') && readFileSync(join(root, 'tests', path), 'utf8').includes("from 'fast-check'"),
    )
    .map((path) => `tests/${path}`)
  for (let seed = 1; seed <= seeds; seed++) {
    process.env.PROPERTY_SEED = String(seed)
    await vitest(`properties ${seed}`, ['--config', 'tests/vitest.config.ts', ...(words.length > 0 ? words : drawn)])
  }
}
if (stage === 'all' || stage === 'e2e') {
  await build()
  if (stage === 'e2e') process.env.E2E_ALL_SCREENS = '1'
  await vitest('e2e', ['--config', 'tests/e2e/vitest.config.ts', ...(stage === 'e2e' ? words : [])])
}

rmSync(results, { recursive: true, force: true })
if (failures.length > 0) console.log(`\n▸ failed\n${failures.join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)

/** What follows `--seeds`, taken out of the words. */
function seedsAsked() {
  const at = words.indexOf('--seeds')
  return at < 0 ? undefined : words.splice(at, 2)[1]
}

/** One tool over everything; `tell` says what it said, and that it passed or failed as one. */
async function collected(name, command) {
  return { name, command, ...(await runCollecting('npx', command)) }
}
function tell({ name, command, code, said }, { counted = true } = {}) {
  console.log(`\n▸ ${name}: ${command.join(' ')}\n${said}`)
  if (code !== 0) fail(name)
  else if (counted) total.passed++
}

async function vitest(name, args) {
  const report = join(results, `${name}.json`)
  console.log(`\n▸ ${name}`)
  const child = spawn(
    'npx',
    ['vitest', 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit' },
  )
  // A build that fails beside it ends this process: nothing runs on alone.
  const stop = () => child.kill()
  process.once('exit', stop)
  const status = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', resolve)
  })
  process.off('exit', stop)
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    total.passed += numPassedTests
    total.skipped += numPendingTests
    for (const { name: file, assertionResults } of testResults) {
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed') fail(`${relative(root, file)} "${fullName}"\n    ${saidOf(failureMessages)}`)
    }
    if (status !== 0 && numFailedTests === 0)
      fail(`${name}: a file that did not load, or an error outside a test (above)`)
  } catch {
    // vitest itself could not start, and said why above.
    fail(`${name}: no report`)
  }
}

/** The words of a failure and where it was, without the runner's own frames. */
function saidOf(messages) {
  return messages
    .map((one) => one.replace(/(\n\s+at [^\n]*)\n\s+at [\s\S]*/, '$1'))
    .join('\n')
    .split('\n')
    .slice(0, 20)
    .join('\n    ')
}

function fail(what) {
  total.failed++
  failures.push(what)
}

/**
 * Benches, each against a peer or a floor in the same run. `--json`: nothing but `[{ name, value, bar, unit, note }]`
 * on the output.
 */
function bench() {
  const json = words.includes('--json')
  const [figures, raw] = [join(results, 'figures.jsonl'), join(results, 'bench.json')]
  const { status } = spawnSync(
    'npx',
    [
      'vitest',
      'bench',
      '--run',
      '--config',
      'tests/bench/vitest.config.ts',
      '--outputJson',
      raw,
      ...words.filter((word) => word !== '--json'),
    ],
    {
      cwd: root,
      stdio: ['ignore', json ? 2 : 'inherit', 'inherit'],
      env: { ...process.env, BENCH_FIGURES: figures },
    },
  )
  if (json) {
    const told = existsSync(figures)
      ? readFileSync(figures, 'utf8')
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
    const timed = existsSync(raw)
      ? JSON.parse(readFileSync(raw, 'utf8')).files.flatMap(({ groups }) => groups.flatMap(timings))
      : []
    console.log(JSON.stringify([...told, ...timed], null, 2))
  }
  rmSync(results, { recursive: true, force: true })
  process.exit(status ?? 1)
}

/** Operations a second of a group, each beside the slowest of its group; what ran once tells its figure by itself. */
function timings({ fullName, benchmarks }) {
  const several = benchmarks.filter(({ sampleCount }) => sampleCount > 1)
  const slowest = Math.min(...several.map(({ hz }) => hz))
  return several.map(({ name, hz }) => ({
    name: `${fullName.split(' > ').slice(1).join(': ')}: ${name}`,
    value: hz,
    bar: null,
    unit: 'operations/s',
    note: `${(hz / slowest).toFixed(2)} × the slowest of its group`,
  }))
}
