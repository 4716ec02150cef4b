/**
 * Which pages may speak with the relay. Every right comes from a signature or a token, so this is a second wall:
 * it keeps foreign sites from using a visitor's browser to reach a relay on their own network.
 */

import type { IncomingMessage } from 'node:http'

const isExtension = (origin: string): boolean => /^(?:chrome|moz)-extension:\/\/[A-Za-z0-9-]+$/.test(origin)

/**
 * The origins that name this relay: the configured one, else what this machine is called by itself. Never taken
 * from a request: a relay in between could then pass on a challenge, and the answer to it would hold here.
 */
export function relayOrigins(configured: string | undefined, port: number): readonly string[] {
  if (configured !== undefined) return [configured]
  return ['127.0.0.1', 'localhost', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

/** Own pages, our extension, and programs that aren't browsers (they send no Origin). */
export function isAllowedOrigin(request: IncomingMessage, own: readonly string[]): boolean {
  const { origin } = request.headers
  return origin === undefined || isExtension(origin) || own.includes(origin)
}

/** CORS headers for the extension, whose pages have an origin of their own; empty for everybody else. */
export function extensionCors(request: IncomingMessage): Readonly<Record<string, string>> {
  const { origin } = request.headers
  if (origin === undefined || !isExtension(origin)) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, Content-Range, Range',
    'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, Upload-Offset',
    'Access-Control-Max-Age': '600',
    // Chromium asks this before a page reaches an address of the own machine or network.
    ...(request.headers['access-control-request-private-network'] === 'true'
      ? { 'Access-Control-Allow-Private-Network': 'true' }
      : {}),
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Vary': 'Origin',
  }
}
