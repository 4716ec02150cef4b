/** Which answer an HTTP request gets. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { subprotocol } from '../../lib/protocol/wire/frames'
import type { BlobRouteOptions } from './blobs'
import { answerBlob, blobPath, sessionOf } from './blobs'
import { answer, answerFailure, bearerOf } from './httpAnswer'
import { extensionCors, isAllowedOrigin } from './origins'
import { answerTimestamp } from './timestamp'
import { isSameSecret } from '../socket/sessions'
import { answerNoWebApp, type WebApp } from './webApp'

export interface RequestOptions extends Omit<BlobRouteOptions, 'headers'> {
  readonly origins: () => readonly string[]
  readonly webApp: WebApp | undefined
  readonly timestampUrl: string | undefined
  /** Undefined: only who asks on this machine reads /metrics. */
  readonly metricsToken: string | undefined
  readonly trustProxy: boolean
  readonly fetch: typeof globalThis.fetch
  /** False while the relay stops. */
  readonly isReady: () => Promise<boolean>
  readonly onError: (error: unknown, what: string) => void
}

type Route = 'blobs' | 'timestamp' | 'healthz' | 'readyz' | 'metrics' | 'sync' | 'web'

/** Never throws: what goes wrong inside is a 500 with no detail, and a line in the log. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): Promise<void> {
  const path = pathOf(request.url)
  const route = path === undefined ? 'web' : routeOf(path)
  response.on('close', () => options.metrics.httpRequests.inc({ route, status: String(response.statusCode) }))
  request.on('error', () => undefined)
  response.on('error', () => undefined)
  try {
    if (path === undefined) return answer(response, 400, 'This is not a path.\n')
    await respond(request, response, path, route, options)
  } catch (error) {
    options.onError(error, `http ${route}`)
    if (response.headersSent) response.destroy()
    else
      answerFailure(
        response,
        500,
        { type: 'failed', message: 'The relay failed to answer this. Try again; if it stays, tell whoever runs it.' },
        { Connection: 'close' },
      )
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  route: Route,
  options: RequestOptions,
): Promise<void> {
  const { method = 'GET' } = request
  const headers = extensionCors(request)
  if (route === 'blobs' || route === 'timestamp') {
    if (!isAllowedOrigin(request, options.origins()))
      return answerFailure(response, 403, { type: 'wrongOrigin', message: 'This page may not use the relay.' })
    if (method === 'OPTIONS') return answer(response, 204, '', headers)
    const allowed = route === 'blobs' ? ['GET', 'HEAD', 'PUT'] : ['POST']
    if (!allowed.includes(method)) return answer(response, 405, '', { ...headers, Allow: allowed.join(', ') })
  } else if (method !== 'GET' && method !== 'HEAD') {
    return answer(response, 405, '', { Allow: 'GET, HEAD' })
  }
  switch (route) {
    case 'blobs': {
      const [, workspaceId, id] = blobPath.exec(path) ?? []
      if (workspaceId === undefined || id === undefined)
        return answerFailure(
          response,
          404,
          { type: 'absent', message: 'A file is at /v1/blobs/<workspace>/<id>.' },
          headers,
        )
      return answerBlob(request, response, { workspaceId, id }, { ...options, headers })
    }
    case 'timestamp':
      return answerTimestamp(request, response, {
        url: options.timestampUrl,
        fetch: options.fetch,
        stalledMs: options.limits.stalledMs,
        headers,
        isMember: (asking) => sessionOf(asking, options.sessions) !== undefined,
      })
    case 'healthz':
      return answer(response, 200, 'ok\n')
    case 'readyz':
      return (await options.isReady())
        ? answer(response, 200, 'ready\n')
        : answer(response, 503, 'stopping or without storage\n')
    case 'metrics':
      if (!mayReadMetrics(request, options))
        return answer(
          response,
          403,
          'The numbers of this relay are read on its own machine, or with the token in PLUMBLINE_METRICS_TOKEN.\n',
        )
      return answer(response, 200, await options.metrics.registry.metrics(), {
        'Content-Type': options.metrics.registry.contentType,
      })
    // A device whose socket fails asks here what stands at the address (lib/sync/connection/connectTrouble.ts).
    case 'sync':
      return answer(response, 426, `Speak WebSocket with the subprotocol ${subprotocol} here.\n`, {
        ...headers,
        Upgrade: 'websocket',
        Connection: 'Upgrade',
      })
    case 'web':
      if (options.webApp?.serve(request, response, path)) return
      return options.webApp ? answer(response, 404, 'There is nothing at this address.\n') : answerNoWebApp(response)
  }
}

const loopback: readonly string[] = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/

/**
 * Numbers tell when people work and how many: not for everybody. Behind a proxy every request comes from this machine,
 * and a foreign name that leads here is a page's way around its own origin.
 */
export function mayReadMetrics(
  request: {
    readonly headers: IncomingMessage['headers']
    readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>
  },
  { metricsToken, trustProxy }: Pick<RequestOptions, 'metricsToken' | 'trustProxy'>,
): boolean {
  if (metricsToken !== undefined) return isSameSecret(bearerOf(request) ?? '', metricsToken)
  const isForwarded =
    trustProxy || request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return (
    !isForwarded &&
    loopback.includes(request.socket.remoteAddress ?? '') &&
    loopbackHost.test(request.headers.host ?? '')
  )
}

function routeOf(path: string): Route {
  if (path.startsWith('/v1/blobs/')) return 'blobs'
  if (path === '/v1/timestamp') return 'timestamp'
  if (path === '/v1/sync') return 'sync'
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return path.slice(1) as Route
  return 'web'
}

function pathOf(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent(new URL(url ?? '/', 'http://relay').pathname)
  } catch {
    return undefined
  }
}
