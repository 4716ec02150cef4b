/** The address of a relay as a person types it, and the addresses made from it. */

import { fail, ok, type Result } from '~/lib/shared/result'

export interface RelayAddress {
  /** `https://relay.example`: shown, stored, and signed when a socket opens (protocol.md 5). */
  readonly origin: string
  readonly socketUrl: string
  readonly host: string
  blobUrl(workspaceId: string, blobId: string): string
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Reads `relay.example`, `https://relay.example/`, `wss://…` and the like. Without encryption only on this machine:
 * a network in between would see when who writes, and could cut the line at will. Fails with `badRelayUrl`.
 */
export function relayAddress(text: string): Result<RelayAddress> {
  const trimmed = text.trim()
  const guess = loopback.some((name) => trimmed === name || trimmed.startsWith(`${name}:`)) ? 'http' : 'https'
  const withScheme = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `${guess}://${trimmed}`
  if (trimmed === '' || !URL.canParse(withScheme))
    return badUrl('Enter the address of a relay, such as https://relay.example.com.')
  const url = new URL(withScheme)
  const secure = url.protocol === 'https:' || url.protocol === 'wss:'
  if (!secure && url.protocol !== 'http:' && url.protocol !== 'ws:')
    return badUrl('A relay address begins with https://.')
  if (!secure && !loopback.includes(url.hostname))
    return badUrl('A relay on another machine needs an address that begins with https://.')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash.length > 0 || url.pathname !== '/') {
    return badUrl('A relay address is only a name and a port, such as https://relay.example.com.')
  }
  const scheme = secure ? 's' : ''
  const origin = `http${scheme}://${url.host}`
  return ok({
    origin,
    socketUrl: `ws${scheme}://${url.host}/v1/sync`,
    host: url.host,
    blobUrl: (workspaceId, blobId) => `${origin}/v1/blobs/${workspaceId}/${blobId}`,
  })
}

const badUrl = (message: string) => fail('badRelayUrl', message)
