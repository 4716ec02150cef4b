/**
 * The relay: orders, stores and hands on sealed entries of workspaces, and keeps encrypted files. HTTP and
 * WebSocket on one port. It is given everything it touches, so a test runs it in memory on port 0.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { Bytes } from '../lib/shared/bytes'
import { createClockWatch } from './clockWatch'
import type { Fanout } from './fanout'
import { handleRequest } from './http/handleRequest'
import { relayOrigins } from './http/origins'
import { createWebApp } from './http/webApp'
import { createWorkspaces } from './log/workspaces'
import { createMetrics, type Metrics } from './metrics'
import type { RelayKey } from './relayKey'
import { defaultRelayLimits, type RelayLimits } from './relayLimits'
import { acceptSockets } from './socket/acceptSockets'
import { createSessions } from './socket/sessions'
import { createSlots } from './slots'
import type { BlobStore } from './store/blobStore'
import type { LogStore } from './store/logStore'

export interface RelayOptions {
  readonly log: LogStore
  readonly fanout: Fanout
  readonly blobs: BlobStore
  /** Signs receipts. */
  readonly key: RelayKey
  /** `uptime`: milliseconds since the machine started, sleep included; a clock that leaves it is noticed. */
  readonly clock: { now(): number; uptime?(): number }
  readonly random: (length: number) => Bytes
  readonly logger: Pick<Logger, 'info' | 'error'>
  readonly limits?: Partial<RelayLimits>
  /** What browsers call this relay; by default its loopback addresses. */
  readonly origin?: string | undefined
  /** Who has it may create workspaces; undefined: anyone. */
  readonly createToken?: string | undefined
  /** Folder of the built web app. */
  readonly webRoot?: string | undefined
  readonly timestampUrl?: string | undefined
  /** Who has it may read the numbers of /metrics; undefined: only who asks on this machine. */
  readonly metricsToken?: string | undefined
  readonly fetch?: typeof globalThis.fetch
  readonly trustProxy?: boolean
  /** Also the numbers of the process; once per process. */
  readonly processMetrics?: boolean
}

export interface Relay {
  readonly metrics: Metrics
  /** Opens the stores and listens. Rejects when the address can't be had. */
  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number }>
  /** Answers what was received, closes sockets so that clients come back, closes the stores. */
  close(): Promise<void>
}

export function createRelay(options: RelayOptions): Relay {
  const { blobs, fanout, logger } = options
  const limits: RelayLimits = { ...defaultRelayLimits, ...options.limits }
  const metrics = createMetrics({ processMetrics: options.processMetrics ?? false })
  const now = (): number => options.clock.now()
  // Of an error only its kind: messages of storage errors can hold paths and keys.
  const onError = (error: unknown, what: string): void => logger.error({ what, error: nameOf(error) }, 'failed')
  const sessions = createSessions(options.random)
  const uploading = createSlots(limits.uploadsAtOnce)
  const uptime = options.clock.uptime && ((): number => options.clock.uptime!())
  const clockWatch = createClockWatch({ now, uptime })
  const workspaces = createWorkspaces({
    store: options.log,
    key: options.key,
    blobs,
    fanout,
    metrics,
    limits,
    now,
    clockWatch,
    onError,
  })
  let state: 'starting' | 'ready' | 'stopping' = 'starting'
  let port = 0
  const origins = (): readonly string[] => relayOrigins(options.origin, port)

  const server = createServer({
    keepAliveTimeout: 65_000,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(2_000, limits.headersMs),
  })
  // Requests and answers that nobody moves on any more; sockets have their own rule.
  server.setTimeout(3 * limits.stalledMs)
  const sockets = acceptSockets(server, {
    workspaces,
    key: options.key,
    bringing: createSlots(limits.adoptionsAtOnce),
    sessions,
    metrics,
    limits,
    now,
    origins,
    onError,
    store: options.log,
    random: options.random,
    createToken: options.createToken,
    trustProxy: options.trustProxy ?? false,
  })

  let sweeper: ReturnType<typeof setInterval> | undefined
  const sweep = (): void => {
    blobs
      .sweep({ erasedBefore: now() - limits.erasedMs, unfinishedBefore: now() - limits.unfinishedMs })
      .catch((error: unknown) => onError(error, 'sweep'))
  }

  return {
    metrics,
    async listen(host, wantedPort) {
      await options.log.open()
      await blobs.open()
      const webApp = options.webRoot === undefined ? undefined : await createWebApp(options.webRoot)
      server.on(
        'request',
        (request, response) =>
          void handleRequest(request, response, {
            blobs,
            sessions,
            uploading,
            metrics,
            limits,
            now,
            origins,
            webApp,
            onError,
            timestampUrl: options.timestampUrl,
            metricsToken: options.metricsToken,
            trustProxy: options.trustProxy ?? false,
            fetch: options.fetch ?? globalThis.fetch,
            isReady: () => Promise.resolve(state === 'ready'),
          }),
      )
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(wantedPort, host, () => {
          server.off('error', reject)
          resolve()
        })
      })
      port = (server.address() as AddressInfo).port
      sweeper = setInterval(sweep, limits.sweepMs)
      sweeper.unref()
      state = 'ready'
      logger.info({ host, port, webApp: webApp !== undefined }, 'listening')
      return { host, port }
    },
    async close() {
      if (state === 'stopping') return
      state = 'stopping'
      clearInterval(sweeper)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.race([sockets.drain().then(() => workspaces.idle()), after(limits.drainMs)])
      server.closeIdleConnections()
      await Promise.race([closed, after(500)])
      sockets.terminateAll()
      server.closeAllConnections()
      await workspaces.idle()
      await fanout.close()
      await options.log.close()
      logger.info('stopped')
    },
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = (error as NodeJS.ErrnoException).code
  return code === undefined ? error.name : `${error.name} ${code}`
}
