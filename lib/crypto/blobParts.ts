/** Cutting the bytes of an encrypted blob, as they arrive, into its header and its chunks. */

import { concatBytes, toBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Err, type Result } from '../shared/result'

/** A file, a response body or a read stream: pieces of any length. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface BlobHeader {
  readonly epoch: number
  readonly salt: Bytes
}

export type BlobPart =
  | { readonly kind: 'header'; readonly bytes: Bytes; readonly header: BlobHeader }
  | { readonly kind: 'chunk'; readonly bytes: Bytes; readonly last: boolean }

const version = 2
export const blobHeaderBytes = 25
const tagBytes = 16
/**
 * Bytes of plaintext in each chunk but the last: the one size there is. With small ones a file costs seconds to check.
 */
export const blobChunkBytes = 1024 * 1024

export function writeBlobHeader({ epoch, salt }: BlobHeader): Bytes {
  if (salt.length !== 16) throw new Error('a blob salt has 16 bytes')
  const out = new Uint8Array(blobHeaderBytes)
  const view = new DataView(out.buffer)
  view.setUint8(0, version)
  view.setUint32(1, epoch)
  out.set(salt, 5)
  view.setUint32(21, blobChunkBytes)
  return out
}

/** Reads exactly `blobHeaderBytes`. Fails with `malformed`. */
export function readBlobHeader(bytes: Uint8Array): Result<BlobHeader> {
  if (bytes[0] !== version) return malformedBlob()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const epoch = view.getUint32(1)
  const chunkSize = view.getUint32(21)
  if (epoch < 1 || chunkSize !== blobChunkBytes) return malformedBlob()
  return ok({ epoch, salt: toBytes(bytes.subarray(5, 21)) })
}

/** Header, then chunks; the one at which the source ends is the last. Holds at most one chunk and one piece. */
export async function* blobParts(source: ByteSource): AsyncGenerator<Result<BlobPart>> {
  let pieces: Uint8Array[] = []
  let held = 0
  let header: BlobHeader | undefined

  function take(length: number): Bytes {
    const all = pieces.length === 1 ? pieces[0]! : concatBytes(...pieces)
    pieces = [all.subarray(length)]
    held = all.length - length
    return toBytes(all.subarray(0, length))
  }

  for await (const piece of source) {
    pieces.push(piece)
    held += piece.length
    if (!header && held >= blobHeaderBytes) {
      const bytes = take(blobHeaderBytes)
      const parsed = readBlobHeader(bytes)
      if (!parsed.ok) return yield parsed
      header = parsed.value
      yield ok({ kind: 'header', bytes, header })
    }
    while (held > blobChunkBytes + tagBytes)
      yield ok({ kind: 'chunk', bytes: take(blobChunkBytes + tagBytes), last: false })
  }
  if (!header || held < tagBytes) return yield malformedBlob()
  yield ok({ kind: 'chunk', bytes: take(held), last: true })
}

const malformedBlob = (): Err =>
  fail('malformed', 'This is not an encrypted file of a version known here, or it is incomplete. Load it again.')
