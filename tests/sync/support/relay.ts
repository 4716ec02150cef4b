/** A real relay on a free port, over memory or a folder. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import type { Connect, WebSocketLike } from '~/lib/sync/connection/relayConnection'
import { createLocalFanout } from '~/server/fanout'
import { createRelay } from '~/server/createRelay'
import type { LogStore } from '~/server/store/logStore'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { createRelayKey, type RelayKey } from '~/server/relayKey'
import type { RelayLimits } from '~/server/relayLimits'
import { createMemoryLog } from '~/server/store/memoryLog'

export const random: Random = (length) => toBytes(randomBytes(length))

export interface TestRelay {
  readonly url: string
  readonly folder: string
  readonly log: LogStore
  readonly key: RelayKey
  close(): Promise<void>
}

export async function startRelay(
  options: {
    readonly log?: LogStore
    readonly port?: number
    readonly folder?: string
    readonly clock?: { now(): number }
    readonly createToken?: string
    readonly key?: RelayKey
    readonly limits?: Partial<RelayLimits>
  } = {},
): Promise<TestRelay> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'plumbline-relay-')))
  const log = options.log ?? createMemoryLog()
  const key = options.key ?? createRelayKey()
  const relay = createRelay({
    log,
    fanout: createLocalFanout(),
    blobs: createFolderBlobs({ folder: join(folder, 'blobs') }),
    key,
    clock: options.clock ?? { now: () => Date.now() },
    random,
    logger: { info: () => undefined, error: (...facts: unknown[]) => console.error('relay', ...facts) },
    createToken: options.createToken,
    ...(options.limits && { limits: options.limits }),
  })
  const { port } = await relay.listen('127.0.0.1', options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    log,
    key,
    async close() {
      await relay.close()
      if (!options.folder) await rm(folder, { recursive: true, force: true })
    },
  }
}

export const connectWs: Connect = (url, protocols) => new WebSocket(url, [...protocols]) as unknown as WebSocketLike

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export async function until(condition: () => boolean | Promise<boolean>, what: string, ms = 8_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`did not happen in ${ms} ms: ${what}`)
    await wait(10)
  }
}
