/** A relay in this process, in memory or on a folder, on a port of its own. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach } from 'vitest'
import { createRelay, type Relay, type RelayOptions } from '~/server/createRelay'
import { createLocalFanout } from '~/server/fanout'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { createRelayKey } from '~/server/relayKey'
import { createMemoryLog } from '~/server/store/memoryLog'
import { random } from './people'

export interface TestRelay {
  readonly origin: string
  readonly relay: Relay
  /** Everything that was logged. */
  readonly logged: () => string
  readonly clock: { now(): number; advance(ms: number): void }
}

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-relay-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function startRelay(options: Partial<RelayOptions> = {}): Promise<TestRelay> {
  let offset = 0
  let text = ''
  const clock = {
    now: () => Date.now() + offset,
    advance: (ms: number) => {
      offset += ms
    },
  }
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString()
      done()
    },
  })
  const relay = createRelay({
    log: createMemoryLog(),
    fanout: createLocalFanout(),
    blobs: createFolderBlobs({ folder: await testFolder() }),
    key: createRelayKey(),
    clock,
    random,
    logger: pino({ level: 'trace', base: null }, sink),
    ...options,
    limits: { drainMs: 500, ...options.limits },
  })
  const { port } = await relay.listen('127.0.0.1', 0)
  cleanups.push(() => relay.close())
  return { origin: `http://127.0.0.1:${port}`, relay, logged: () => text, clock }
}
