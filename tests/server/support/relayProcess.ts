/** The relay as a process of its own, from its real entry file, so that it can be killed. */

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Of this process alone: another that builds meanwhile would empty it for a moment, and an empty program ends well. */
const folderOf = fileURLToPath(new URL(`../../.artifacts/relay/${process.pid}`, import.meta.url))
const outfile = `${folderOf}/main.mjs`

let built: Promise<unknown> | undefined
/** Once for all tests of this process. */
export async function buildRelay(): Promise<void> {
  if (!built) process.once('exit', () => rmSync(folderOf, { recursive: true, force: true }))
  built ??= build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['classic-level', 'pino', 'prom-client', 'ws'],
    logLevel: 'error',
  })
  await built
}

export interface RelayProcess {
  readonly origin: string
  readonly output: () => string
  readonly process: ChildProcess
  /** Sends a signal and waits for the end; the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export async function startRelayProcess(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  const child = spawn(process.execPath, [outfile], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PLUMBLINE_PORT: '0',
      PLUMBLINE_DATA: folder,
      PLUMBLINE_ENTRIES_PER_MINUTE: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = once(child, 'exit') as Promise<[number | null]>
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /"port":(\d+)/.exec(output)
      if (found) resolve(Number(found[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then(([code]) => reject(new Error(`the relay ended with ${code}: ${output}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    process: child,
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}
