/**
 * From an HTTP upgrade to a connection: origin, address limit, subprotocol, strangers who send too much, dead sockets.
 */

import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { subprotocol } from '../../lib/protocol/wire/frames'
import { isAllowedOrigin } from '../http/origins'
import { createSlots } from '../slots'
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
  /** Of a clock that never falls. */
  lastHeard: number
}

export function acceptSockets(server: Server, options: SocketOptions): Sockets {
  const { limits, metrics } = options
  const accepted = new Set<Accepted>()
  const bySocket = createSlots(limits.connectionsPerAddress)
  const byConnection = createSlots(limits.rawConnectionsPerAddress)
  let draining = false
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    // Twice the limit, so that a frame over it is still answered with its reason.
    maxPayload: 2 * limits.frameBytes,
    // A pong would queue for a reader that doesn't read; ours are application frames.
    autoPong: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  sockets.on('wsClientError', (_error, stream) => refuseUpgrade(stream, 400))

  // Also those that never say a word: behind a proxy all are the proxy's, and it counts.
  if (!options.trustProxy) {
    server.on('connection', (socket) => {
      const give = byConnection.take(socket.remoteAddress ?? 'unknown')
      if (!give) return void socket.destroy()
      socket.once('close', give)
    })
  }

  server.on('upgrade', (request, stream, head) => {
    // Node takes its own listener off; an error that nobody hears ends the process.
    stream.on('error', () => stream.destroy())
    try {
      upgrade(request, stream, head)
    } catch (error) {
      options.onError(error, 'upgrade')
      stream.destroy()
    }
  })

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const refusal = draining ? 503 : upgradeRefusal(request)
    if (refusal !== undefined) return refuseUpgrade(stream, refusal)
    // Counted from here, so that many upgrades at once can't pass together.
    const give = bySocket.take(addressOf(request, options.trustProxy))
    if (!give) return refuseUpgrade(stream, 429)
    stream.once('close', give)
    sockets.handleUpgrade(request, stream, head, (ws) => accept(ws, stream))
  }

  function upgradeRefusal(request: IncomingMessage): number | undefined {
    if (request.url?.split('?', 1)[0] !== '/v1/sync') return 404
    if (!isAllowedOrigin(request, options.origins())) return 403
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((word) => word.trim()) ?? []
    return offered.includes(subprotocol) ? undefined : 400
  }

  function accept(ws: WebSocket, stream: Duplex): void {
    ws.binaryType = 'nodebuffer'
    const connection = createConnection({
      ...options,
      outlet: createOutlet({ stream, socket: ws, limits, metrics }),
      pause: () => ws.pause(),
      resume: () => ws.resume(),
    })
    const entry: Accepted = { connection, ws, lastHeard: performance.now() }
    accepted.add(entry)
    metrics.connections.set(accepted.size)
    // Before a frame is whole: parts of frames, pings and empty messages cost as well.
    let strange = 0
    stream.on('data', function count(bytes: Buffer) {
      if (connection.isKnown()) return void stream.off('data', count)
      strange += bytes.length
      if (strange > limits.strangerBytes) ws.terminate()
    })
    ws.on('message', (data, isBinary) => {
      entry.lastHeard = performance.now()
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

  const sweeper = setInterval(
    () => {
      const oldest = performance.now() - limits.idleMs
      for (const { ws, lastHeard } of accepted) if (lastHeard < oldest) ws.terminate()
    },
    Math.max(50, limits.idleMs / 4),
  )
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

/** Said, and over: the other side is not waited for. */
function refuseUpgrade(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    stream.destroy(),
  )
}
