/** From an HTTP upgrade to a connection: origin, address limit, subprotocol, dead sockets. */

import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { subprotocol } from '../../lib/protocol/frames'
import { isAllowedOrigin } from '../http/origins'
import { createConnection, type Connection, type ConnectionSurroundings } from './connection'
import { createOutlet } from './outlet'

export interface SocketOptions extends ConnectionSurroundings {
  readonly trustProxy: boolean
}

export interface Sockets {
  /** Takes no new ones, answers what was received, closes all. */
  drain(): Promise<void>
  terminateAll(): void
}

interface Accepted {
  readonly connection: Connection
  readonly ws: WebSocket
  lastHeard: number
}

export function acceptSockets(server: Server, options: SocketOptions): Sockets {
  const { limits, metrics, now } = options
  const accepted = new Set<Accepted>()
  const addresses = new Map<string, number>()
  let draining = false
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    // Twice the limit, so that a frame over it is still answered with its reason.
    maxPayload: 2 * limits.frameBytes,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })

  server.on('upgrade', (request, stream, head) => {
    const address = addressOf(request, options.trustProxy)
    const refusal = draining ? 503 : upgradeRefusal(request, addresses.get(address) ?? 0)
    if (refusal !== undefined) return refuseUpgrade(stream, refusal)
    // Counted from here, so that many upgrades at once can't pass together.
    addresses.set(address, (addresses.get(address) ?? 0) + 1)
    stream.once('close', () => {
      const left = (addresses.get(address) ?? 1) - 1
      if (left > 0) addresses.set(address, left)
      else addresses.delete(address)
    })
    sockets.handleUpgrade(request, stream, head, (ws) => accept(ws, stream))
  })

  function upgradeRefusal(request: IncomingMessage, open: number): number | undefined {
    if (new URL(request.url ?? '/', 'http://relay').pathname !== '/v1/sync') return 404
    if (!isAllowedOrigin(request, options.origins())) return 403
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((word) => word.trim()) ?? []
    if (!offered.includes(subprotocol)) return 400
    return open >= limits.connectionsPerAddress ? 429 : undefined
  }

  function accept(ws: WebSocket, stream: Duplex): void {
    ws.binaryType = 'nodebuffer'
    const connection = createConnection({
      ...options,
      outlet: createOutlet({ stream, socket: ws, limits, metrics }),
      pause: () => ws.pause(),
      resume: () => ws.resume(),
    })
    const entry: Accepted = { connection, ws, lastHeard: now() }
    accepted.add(entry)
    metrics.connections.set(accepted.size)
    ws.on('message', (data, isBinary) => {
      entry.lastHeard = now()
      // Text is no frame of ours: it is answered as any other wrong byte.
      connection.receive(isBinary && Buffer.isBuffer(data) ? data : new Uint8Array(0))
    })
    ws.on('error', () => ws.terminate())
    ws.on('close', () => {
      connection.closed()
      accepted.delete(entry)
      metrics.connections.set(accepted.size)
    })
  }

  const sweeper = setInterval(() => {
    for (const { ws, lastHeard } of accepted) if (now() - lastHeard > limits.idleMs) ws.terminate()
  }, Math.max(1_000, limits.idleMs / 4))
  sweeper.unref()

  return {
    async drain() {
      draining = true
      clearInterval(sweeper)
      await Promise.all([...accepted].map(({ connection }) => connection.drain()))
    },
    terminateAll: () => {
      for (const { ws } of accepted) ws.terminate()
    },
  }
}

/** The last address is the one our own proxy saw; those before it are claims. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim()
  return last || (request.socket.remoteAddress ?? 'unknown')
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

function refuseUpgrade(stream: Duplex, status: number): void {
  stream.on('error', () => undefined)
  stream.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
