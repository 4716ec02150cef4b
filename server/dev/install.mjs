/**
 * Makes sure the packages of the lock file are there. Plain Node, no imports from node_modules: this runs on a machine
 * that has nothing but Node and npm.
 */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const minimum = [20, 19]

/**
 * Ends the process with a sentence when Node is too old; runs `npm ci` when node_modules is absent or older than the
 * lock file.
 */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1])) {
    console.error(
      `Plumbline needs Node ${minimum.join('.')} or newer; this is ${process.versions.node}. Install it from nodejs.org and run this again.`,
    )
    process.exit(1)
  }
  const installed = join(root, 'node_modules', '.package-lock.json')
  const lock = join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  // On the error stream: what a command answers may be data.
  console.error('Installing packages (npm ci) …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {}, ['inherit', 2, 'inherit'])
}

/** Runs a command in the repository and shows what it said only when it fails; then the process ends with its code. */
export async function runQuietly(command, args) {
  const { code, said } = await runCollecting(command, args)
  if (code === 0) return
  console.error(said)
  process.exit(code)
}

/**
 * Runs a command in the repository, behind what is watched meanwhile; resolves to its code and everything it said, in
 * order.
 */
export function runCollecting(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch {
      // It may have ended already, or the system does not let us: it runs as everything else does.
    }
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
    child.on('error', (error) => resolve({ code: 1, said: `${command} could not be started: ${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, said: Buffer.concat(said).toString('utf8') }))
  })
}

/** Runs a command in the repository, output shown; ends the process with its code when it fails. */
export function run(command, args, env = {}, stdio = 'inherit') {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (result.error) {
    console.error(`${command} could not be started: ${result.error.message}`)
    process.exit(1)
  }
  if (result.status !== 0) process.exit(result.status ?? 1)
}
