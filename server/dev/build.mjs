/**
 * Builds everything Plumbline ships: extension for Chrome and Firefox, web app, relay. Each only when something it is
 * made from changed since (`--force` builds anyway). `node server/dev/build.mjs [chrome] [firefox] [web] [relay]`.
 */

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, root, runQuietly as run } from './install.mjs'

const outputs = {
  demo: {
    folder: 'public/demo',
    make: () => run('npx', ['tsx', 'server/dev/demoImages.ts']),
    sources: ['lib/content/demo', 'server/dev/demoImages.ts'],
  },
  chrome: { folder: '.output/chrome-mv3', make: () => run('npx', ['wxt', 'build', '-b', 'chrome']) },
  firefox: { folder: '.output/firefox-mv3', make: () => run('npx', ['wxt', 'build', '-b', 'firefox', '--mv3']) },
  web: {
    folder: '.output/web',
    make: () => run('npx', ['vite', 'build', '-c', 'entrypoints/web/vite.config.ts', '--logLevel', 'warn']),
  },
  relay: { folder: '.output/relay', make: () => run('npx', ['tsx', 'server/build.ts']) },
}

/** What the shipped builds are made from; an output may name its own. */
const everything = [
  'package-lock.json',
  'tsconfig.json',
  'wxt.config.ts',
  'entrypoints',
  'components',
  'lib',
  'server',
  'public',
]

/** One hash over every source file's path, size and time: cheap, and wrong only towards building once too often. */
function sourceState(sources) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    // Made by builds, not what they are made from.
    if (path === join('public', 'demo') || basename(path) === 'node_modules') return
    const facts = statSync(full)
    if (facts.isDirectory()) for (const name of readdirSync(full).sort()) visit(join(path, name))
    else hash.update(`${path} ${facts.size} ${facts.mtimeMs}\n`)
  }
  for (const path of sources) visit(path)
  return hash.digest('hex')
}

/**
 * Builds what changed: the pictures of the demo first, which the others take in; then two at a time, as each keeps one
 * core busy.
 */
export async function build(names = Object.keys(outputs), { force = false } = {}) {
  const wanted = names.some((name) => name === 'chrome' || name === 'firefox' || name === 'web')
    ? ['demo', ...names.filter((name) => name !== 'demo')]
    : names
  const unknown = wanted.find((name) => !outputs[name])
  if (unknown) {
    console.error(`Nothing is called "${unknown}". Known: ${Object.keys(outputs).join(', ')}.`)
    process.exit(1)
  }
  // Every build reads what this writes (tsconfig.json extends it); made once, no two make it at the same time.
  if (!existsSync(join(root, '.wxt'))) await run('npx', ['wxt', 'prepare'])
  const queue = wanted.filter((name) => name !== 'demo')
  if (wanted.includes('demo')) await buildOne('demo', force)
  await Promise.all(
    Array.from({ length: Math.min(2, cpus().length) }, async () => {
      for (let name = queue.shift(); name; name = queue.shift()) await buildOne(name, force)
    }),
  )
}

async function buildOne(name, force) {
  const output = outputs[name]
  const state = sourceState(output.sources ?? everything)
  const stamp = join(root, '.output', `.built-${name}`)
  if (!force && existsSync(join(root, output.folder)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state)
    return
  console.log(`Building ${name} …`)
  await output.make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, state)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  ensureInstalled()
  await build(names.length > 0 ? names : undefined, { force: process.argv.includes('--force') })
}
