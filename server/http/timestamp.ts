/**
 * Passes RFC 3161 time-stamp requests on to the one configured authority: browsers can't ask it themselves (no
 * CORS). The request holds a hash and a nonce, nothing else leaves. The authority is never chosen by the client.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBounded } from '../../lib/shared/readBounded'
import { answerFailure, readBody, safeHeaders } from './httpAnswer'

const maxRequestBytes = 4 * 1024
const maxReplyBytes = 64 * 1024
const timeoutMs = 10_000

export interface TimestampOptions {
  readonly url: string | undefined
  readonly stalledMs: number
  readonly fetch: typeof globalThis.fetch
  /** Whether the request carries the token of a live session. */
  readonly isMember: (request: IncomingMessage) => boolean
  /** CORS headers of the request. */
  readonly headers: Readonly<Record<string, string>>
}

export async function answerTimestamp(
  request: IncomingMessage,
  response: ServerResponse,
  options: TimestampOptions,
): Promise<void> {
  const refuse = (status: number, type: string, message: string) =>
    answerFailure(response, status, { type, message }, options.headers)
  if (!options.isMember(request))
    return refuse(401, 'noSession', 'Connect to the workspace first: the request carries no token of an open session.')
  if (options.url === undefined) {
    return refuse(
      503,
      'noTimestampAuthority',
      'No time-stamp authority is set on this relay (PLUMBLINE_TSA_URL). The capture keeps its signature; a time stamp can be added later.',
    )
  }
  if (request.headers['content-type'] !== 'application/timestamp-query') {
    return refuse(415, 'wrongType', 'Send an RFC 3161 request as application/timestamp-query.')
  }
  const query = await readBody(request, maxRequestBytes, options.stalledMs)
  if (!query || query[0] !== 0x30) return refuse(400, 'malformed', 'This is not an RFC 3161 request.')
  const reply = await ask(options, query)
  if (!reply)
    return refuse(
      502,
      'timestampFailed',
      'The time-stamp authority did not answer as RFC 3161 asks. Try again later; the capture keeps its signature.',
    )
  response.writeHead(200, {
    ...safeHeaders,
    ...options.headers,
    'Content-Type': 'application/timestamp-reply',
    'Content-Length': String(reply.length),
    'Cache-Control': 'no-store',
  })
  response.end(reply)
}

/** The authority's reply, or undefined when it gave none that can be one. Whether it holds is verified in the app. */
async function ask({ url, fetch }: TimestampOptions, query: Buffer): Promise<Buffer | undefined> {
  try {
    const reply = await fetch(url!, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query' },
      body: new Uint8Array(query),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!reply.ok || !reply.headers.get('content-type')?.startsWith('application/timestamp-reply')) return undefined
    const bytes = await readBounded(reply, maxReplyBytes)
    return bytes && bytes[0] === 0x30 ? Buffer.from(bytes) : undefined
  } catch {
    return undefined
  }
}
