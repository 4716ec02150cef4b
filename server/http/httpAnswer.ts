/** What every HTTP answer of the relay has in common. */

import type { IncomingMessage, ServerResponse } from 'node:http'

/** Nothing here is to be sniffed, framed or told to other sites. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, {
    ...safeHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': String(bytes.length),
    ...headers,
  })
  // A HEAD answer has the length, not the bytes; node leaves them out by itself.
  response.end(bytes)
}

/** As the app reads failures: `{type, message}`. */
export const answerFailure = (
  response: ServerResponse,
  status: number,
  failure: { readonly type: string; readonly message: string },
  headers: Readonly<Record<string, string>> = {},
): void =>
  answer(response, status, JSON.stringify({ type: failure.type, message: failure.message }), {
    'Content-Type': 'application/json',
    ...headers,
  })

/** What follows `Bearer` in the request. */
export const bearerOf = (request: Pick<IncomingMessage, 'headers'>): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.headers.authorization ?? '')?.[1]

/**
 * The body of a request, for as long as it moves on. Ends with an error when nothing came for `stalledMs`, or less than
 * a modem would bring: a body that drips holds a file and a connection.
 */
export async function* bodyInTime(request: IncomingMessage, stalledMs: number): AsyncGenerator<Buffer> {
  const begin = performance.now()
  let received = 0
  let last = begin
  const watch = setInterval(
    () => {
      const now = performance.now()
      const slow = now - begin > stalledMs && received < ((now - begin) / 1_000) * leastPerSecond
      if (slow || now - last > stalledMs) request.destroy(new Error('the body of the request does not move on'))
    },
    Math.max(20, stalledMs / 4),
  )
  try {
    for await (const bytes of request as AsyncIterable<Buffer>) {
      received += bytes.length
      last = performance.now()
      yield bytes
      last = performance.now()
    }
  } finally {
    clearInterval(watch)
  }
}

const leastPerSecond = 1_024

/** The whole body, or undefined when it is larger than `maxBytes`. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  stalledMs: number,
): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of bodyInTime(request, stalledMs)) {
    size += part.length
    if (size > maxBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
