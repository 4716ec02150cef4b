/**
 * Drives the engine from a page of the extension or of the web app, over a line of its own, as the page's client does:
 * where a test is about what the engine keeps and not about what a screen shows. Reads are the page's own, of
 * IndexedDB.
 */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { AllCommands } from '~/lib/engine/commandMap'
import type { Result } from '~/lib/shared/result'
import type { LogRow, OutboxRow, ReadinessSummary, SyncStatus } from '~/lib/vault/store/tables'
import { outputs, until } from '../driver'

type Name = keyof AllCommands
type Answer<N extends Name> = Result<AllCommands[N]['output']>

export interface Sent {
  /** Given again, the command is applied once. */
  readonly commandId?: string
  /** How often a broken line is mended; 0 lets `LineBroken` be thrown. */
  readonly attempts?: number
}

let drawn = 0
/** An id no other run of the same profile has used. */
export const commandId = (): string => `e2e_${Date.now().toString(36)}_${++drawn}`

/** The address of the worker in the built web app; the same address and name is the same worker as the page's own. */
const webWorker = (): string =>
  `/assets/${readdirSync(join(outputs.web, 'assets')).find((name) => /^engine\.worker.*\.js$/.test(name))!}`

/** Sends one command and waits for its answer; after the worker died, sends it again with the same id. */
export async function run<N extends Name>(
  page: Page,
  name: N,
  input: AllCommands[N]['input'],
  workspaceId: string | null = null,
  sent: Sent = {},
): Promise<Answer<N>> {
  const id = sent.commandId ?? commandId()
  const worker = page.url().startsWith('http') ? webWorker() : null
  return (await page.evaluate(
    async (command, workspace, commandName, value, attempts, workerUrl) => {
      const first = { plumbline: { channel: 'rpc' } }
      const request = { t: 'q', i: command, m: 'run', a: [command, workspace, commandName, value] }
      const overWorker = (url: string): Promise<unknown> =>
        new Promise((resolve) => {
          const { port } = new SharedWorker(url, { type: 'module', name: 'plumbline' })
          port.onmessage = ({ data }: MessageEvent<{ i?: string; r?: unknown }>) => {
            if (data.i !== command) return
            resolve(data.r)
            port.postMessage({ bye: true })
          }
          port.postMessage(first)
          port.postMessage(request)
        })
      const once = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          if (workerUrl !== null) return void overWorker(workerUrl).then(resolve)
          const port = chrome.runtime.connect({ name: 'plumbline' })
          port.onMessage.addListener((message: { t?: string; i?: string; r?: unknown; e?: unknown }) => {
            if (message.i !== command) return
            resolve(message.r)
            port.disconnect()
          })
          port.onDisconnect.addListener(() => reject(new Error('LineBroken')))
          port.postMessage(first)
          port.postMessage(request)
        })
      for (let attempt = 0; ; attempt++) {
        try {
          return await once()
        } catch (error) {
          if (attempt >= attempts) throw error
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
    },
    id,
    workspaceId,
    name,
    input as object,
    sent.attempts ?? 20,
    worker,
  )) as Answer<N>
}

/** As `run`, for commands that have to go well. */
export async function done<N extends Name>(
  page: Page,
  name: N,
  input: AllCommands[N]['input'],
  workspaceId: string | null = null,
  sent: Sent = {},
): Promise<AllCommands[N]['output']> {
  const result = await run(page, name, input, workspaceId, sent)
  if (!result.ok) throw new Error(`${name}: ${result.error.type}: ${result.error.message}`)
  return result.value
}

/** A workspace of its own, founded by the page. */
export const found = async (page: Page, name = 'Quillmere Logistics'): Promise<string> =>
  (await done(page, 'workspace.create', { name, personName: 'Ada Lindqvist', timeZone: 'Europe/Vienna' })).workspaceId

/**
 * All rows of one table of a database, as JSON: bytes as `{ bytes: hexadecimal }`, blobs as `{ blob: size }`, keys as
 * `{ key: type }`.
 */
export const rows = <T>(page: Page, database: string, table: string): Promise<T[]> =>
  page.evaluate(
    async (name, store) => {
      const known = (await indexedDB.databases()).some((one) => one.name === name)
      if (!known) return []
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error(`${name} does not open`))
      })
      const all = await new Promise<unknown[]>((resolve, reject) => {
        const got = db.transaction(store).objectStore(store).getAll()
        got.onsuccess = () => resolve(got.result as unknown[])
        got.onerror = () => reject(new Error(`${store} does not read`))
      })
      db.close()
      const plain = (value: unknown): unknown => {
        if (value instanceof Uint8Array)
          return { bytes: Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') }
        if (value instanceof ArrayBuffer) return plain(new Uint8Array(value))
        if (value instanceof Blob) return { blob: value.size }
        if (value instanceof CryptoKey) return { key: value.type }
        if (Array.isArray(value)) return value.map(plain)
        if (value instanceof Map) return { map: [...value].map(plain) }
        if (value instanceof Set) return { set: [...value].map(plain) }
        if (typeof value === 'object' && value !== null)
          return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
        return value
      }
      return all.map(plain) as never
    },
    database,
    table,
  )

/** All rows of one table of a workspace's vault. */
export const vaultRows = <T>(page: Page, workspaceId: string, table: string): Promise<T[]> =>
  rows<T>(page, `plumbline_${workspaceId}`, table)

/**
 * Puts other bytes in the place of files of a workspace, as a failing disk would: their rows say what they said before.
 */
export const changeFiles = (page: Page, workspaceId: string, hashes: readonly string[]): Promise<void> =>
  page.evaluate(
    async (name, wanted) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error(`${name} does not open`))
      })
      const writing = db.transaction('blobs', 'readwrite')
      for (const hash of wanted) {
        const got = writing.objectStore('blobs').get(hash)
        got.onsuccess = () =>
          writing.objectStore('blobs').put({ ...(got.result as object), bytes: new Blob(['something else']) })
      }
      await new Promise((resolve) => writing.addEventListener('complete', resolve))
      db.close()
    },
    `plumbline_${workspaceId}`,
    hashes,
  )

/**
 * Waits until everything this device said is in the log, and, with a relay, until it is level with it. Fails saying how
 * it stands.
 */
export async function level(
  page: Page,
  workspaceId: string,
  { relay = false }: { readonly relay?: boolean } = {},
): Promise<void> {
  let waiting: readonly OutboxRow[] = []
  let status: SyncStatus | undefined
  await until(
    async () => {
      waiting = await vaultRows(page, workspaceId, 'outbox')
      status = await syncStatus(page, workspaceId)
      return waiting.length === 0 && (!relay || status?.state === 'synced')
    },
    () =>
      `all to be in the log; ${waiting.length} waiting (${[...new Set(waiting.map(({ name }) => name))].join(', ')}), ${JSON.stringify(status)}`,
    30_000,
  )
}

/** Waits until the readiness checks have followed the log to its end, after a command that wrote what they look at. */
export async function checked(page: Page, workspaceId: string): Promise<void> {
  await until(
    async () => {
      const upTo = (await metaValue<ReadinessSummary>(page, workspaceId, 'readiness'))?.headSeq
      return upTo === (await vaultRows<LogRow>(page, workspaceId, 'log')).at(-1)?.seq
    },
    'the readiness checks to follow',
    30_000,
  )
}

export const syncStatus = (page: Page, workspaceId: string): Promise<SyncStatus | undefined> =>
  metaValue(page, workspaceId, 'sync')

const metaValue = async <T>(page: Page, workspaceId: string, row: string): Promise<T | undefined> =>
  (await vaultRows<{ key: string; value: T }>(page, workspaceId, 'meta')).find(({ key }) => key === row)?.value
