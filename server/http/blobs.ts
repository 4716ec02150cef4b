/**
 * Encrypted files: `/v1/blobs/:workspace/:id`, with `Authorization: Bearer <token of the open socket>`.
 *
 *   PUT   the whole, or a piece of it with `Content-Range: bytes <from>-<to>/<total>`; at most 2 MiB in one request
 *           201 stored · 200 was stored before · 202 piece taken · 409 go on elsewhere (`Upload-Offset`) · 429 so many
 *           at once already
 *   HEAD  200 stored, with its size · 404 not, with `Upload-Offset`: how much of it this member sent already
 *   GET   200, or 206 for `Range: bytes=<from>-[<to>]` · 404
 *
 * and for all: 401 no open session · 403 role · 410 erased · 413 too large · 422 the bytes are not of this id.
 * A body that breaks off keeps what arrived: ask by HEAD, go on from there.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { Metrics } from '../metrics'
import type { RelayLimits } from '../relayLimits'
import { mayReadBlobs, mayUploadBlobs } from '../socket/rights'
import { memberIdOf, sessionRights, type Session, type Sessions } from '../socket/sessions'
import type { Slots } from '../slots'
import type { Result } from '../../lib/shared/result'
import type { BlobPiece, BlobRef, BlobState, BlobStore } from '../store/blobStore'
import { answer, answerFailure, bearerOf, bodyInTime, safeHeaders } from './httpAnswer'

export interface BlobRouteOptions {
  readonly blobs: BlobStore
  readonly sessions: Sessions
  /** Running uploads of each member: devices are quickly made, so they do not count for themselves. */
  readonly uploading: Slots
  readonly metrics: Metrics
  readonly limits: RelayLimits
  readonly now: () => number
  /** CORS headers of the request. */
  readonly headers: Readonly<Record<string, string>>
}

interface MemberOptions extends BlobRouteOptions {
  readonly memberId: string
}

export const blobPath = /^\/v1\/blobs\/([0-9a-f]{64})\/([0-9a-f]{64})$/

export async function answerBlob(
  request: IncomingMessage,
  response: ServerResponse,
  ref: BlobRef,
  options: BlobRouteOptions,
): Promise<void> {
  const { headers } = options
  const session = sessionOf(request, options.sessions, ref.workspaceId)
  if (!session) {
    return answerFailure(
      response,
      401,
      {
        type: 'noSession',
        message: 'Connect to the workspace first: the request carries no token of an open session.',
      },
      headers,
    )
  }
  const rights = sessionRights(session, options.now())
  if (request.method === 'PUT' ? !mayUploadBlobs(rights) : !mayReadBlobs(rights)) {
    return answerFailure(
      response,
      403,
      { type: 'roleMayNotWrite', message: 'This role may not do that with files. Ask an owner or lead.' },
      headers,
    )
  }
  const asked = { ...options, memberId: memberIdOf(session) }
  return request.method === 'PUT' ? put(request, response, ref, asked) : get(request, response, ref, asked)
}

/** The session whose token a request carries. */
export function sessionOf(request: IncomingMessage, sessions: Sessions, workspaceId?: string): Session | undefined {
  const token = bearerOf(request)
  return token === undefined ? undefined : sessions.find(token, workspaceId)
}

async function put(
  request: IncomingMessage,
  response: ServerResponse,
  ref: BlobRef,
  options: MemberOptions,
): Promise<void> {
  const { blobs, limits, headers } = options
  const refuse = (status: number, type: string, message: string, more: Readonly<Record<string, string>> = {}): void => {
    answerFailure(response, status, { type, message }, { ...headers, ...more, Connection: 'close' })
  }
  const place = placeOf(request)
  if (!place)
    return refuse(400, 'malformed', 'Say how much is sent: Content-Length, or Content-Range: bytes from-to/total.')
  if (place.total > limits.blobBytes)
    return refuse(413, 'tooLarge', `The file is larger than the ${limits.blobBytes} bytes this relay takes.`)
  if (place.size > limits.blobPieceBytes)
    return refuse(413, 'pieceTooLarge', `A file is sent in pieces of up to ${limits.blobPieceBytes} bytes.`)
  const now = await blobs.stat(ref)
  if (now.state === 'stored') {
    request.resume()
    return answer(response, 200, '', { ...headers, 'Upload-Offset': String(now.size) })
  }
  if (now.state === 'erased') return refuse(410, 'erased', 'This file was erased by an owner and is not taken again.')
  const release = options.uploading.take(`${ref.workspaceId} ${options.memberId}`)
  if (!release)
    return refuse(
      429,
      'tooManyUploads',
      'Your devices are sending many files at this moment. This one goes on when others are done.',
    )
  const written = await writePiece(request, ref, place, options).finally(release)
  if (written.ok) {
    const size = written.value.state === 'uploading' ? written.value.received : place.total
    return answer(response, written.value.state === 'stored' ? 201 : 202, '', {
      ...headers,
      'Upload-Offset': String(size),
    })
  }
  const { type, message, detail } = written.error
  const statuses: Readonly<Record<string, number>> = {
    quota: 413,
    wrongOffset: 409,
    takenOver: 409,
    erased: 410,
    wrongContent: 422,
  }
  return refuse(
    statuses[type] ?? 400,
    type,
    message,
    typeof detail?.received === 'number' ? { 'Upload-Offset': String(detail.received) } : {},
  )
}

const writePiece = (
  request: IncomingMessage,
  ref: BlobRef,
  place: Place,
  { blobs, limits, metrics, now, memberId }: MemberOptions,
): Promise<Result<BlobState>> =>
  blobs.write(ref, {
    ...place,
    by: memberId,
    room: limits.workspaceBlobBytes,
    restingBefore: now() - limits.restingMs,
    body: counted(bodyInTime(request, limits.stalledMs), metrics),
  })

async function get(
  request: IncomingMessage,
  response: ServerResponse,
  ref: BlobRef,
  options: MemberOptions,
): Promise<void> {
  const { blobs, headers, memberId } = options
  const found = await blobs.stat(ref, memberId)
  if (found.state !== 'stored') return answerAbsent(response, found, headers)
  const range = rangeOf(request.headers.range, found.size)
  if (range === 'unsatisfiable')
    return answer(response, 416, '', { ...headers, 'Content-Range': `bytes */${found.size}` })
  const { from, to } = range ?? { from: 0, to: found.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...safeHeaders,
    ...headers,
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(to - from + 1),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    ...(range ? { 'Content-Range': `bytes ${from}-${to}/${found.size}` } : {}),
  })
  const body = request.method === 'HEAD' ? undefined : await blobs.read(ref, { from, to })
  if (!body) return void response.end()
  options.metrics.blobBytes.inc({ direction: 'out' }, to - from + 1)
  // A reader that goes away in the middle is its own affair.
  await pipeline(Readable.from(body), response).catch(() => response.destroy())
}

function answerAbsent(response: ServerResponse, found: BlobState, headers: Readonly<Record<string, string>>): void {
  if (found.state === 'erased')
    return answerFailure(response, 410, { type: 'erased', message: 'This file was erased by an owner.' }, headers)
  const received = found.state === 'uploading' ? found.received : 0
  answerFailure(
    response,
    404,
    { type: 'absent', message: 'The file has not arrived here yet.' },
    { ...headers, 'Upload-Offset': String(received) },
  )
}

async function* counted(body: AsyncIterable<Buffer>, metrics: Metrics): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) {
    metrics.blobBytes.inc({ direction: 'in' }, bytes.length)
    yield bytes
  }
}

/** Where the body belongs in the whole, and how much of it it is. */
type Place = Pick<BlobPiece, 'offset' | 'total' | 'size'>

function placeOf(request: IncomingMessage): Place | undefined {
  const length = Number(request.headers['content-length'] ?? NaN)
  const range = request.headers['content-range']
  if (range === undefined)
    return Number.isSafeInteger(length) && length > 0 ? { offset: 0, total: length, size: length } : undefined
  const [, from, to, total] = (/^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(range) ?? []).map(Number)
  if (from === undefined || to === undefined || total === undefined || from > to || to >= total) return undefined
  return Number.isNaN(length) || length === to - from + 1 ? { offset: from, total, size: to - from + 1 } : undefined
}

function rangeOf(
  header: string | undefined,
  size: number,
): { readonly from: number; readonly to: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(header ?? '')
  if (!match) return undefined
  const from = Number(match[1])
  const to = Math.min(size - 1, match[2] === undefined ? size - 1 : Number(match[2]))
  return from <= to ? { from, to } : 'unsatisfiable'
}
