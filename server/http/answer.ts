/** What every HTTP answer of the relay has in common. */

import type { IncomingMessage, ServerResponse } from 'node:http'

/** Nothing here is to be sniffed, framed or told to other sites. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export function answer(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
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
  answer(response, status, JSON.stringify({ type: failure.type, message: failure.message }), { 'Content-Type': 'application/json', ...headers })

/** The whole body, or undefined when it is larger than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
