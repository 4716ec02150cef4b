/**
 * Files, encrypted in chunks.
 *
 *   blob  = header · chunk*          header = version (1) · epoch (4) · salt (16) · chunk size (4)
 *   chunk = AES-256-GCM, nonce = index (12 bytes), additional data = header · index (4) · last (1)
 *   key   = HKDF(epoch secret, tag ‖ epoch ‖ salt)          id = SHA-256(tag ‖ header ‖ SHA-256 of each chunk)
 *
 * All numbers big-endian. The last flag makes a cut file fail, the index a reordered one, the salt in the key a
 * chunk of another file. The id is over ciphertext, so a relay checks it without a key.
 */

import { concatBytes, toBytes, toHex, type Bytes } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import type { Random } from '../shared/ids'
import { fail, ok, type Result } from '../shared/result'
import { tag } from '../shared/tag'
import { gcmOpen, gcmSeal, nonceBytes } from './aesGcm'
import {
  blobChunkBytes,
  blobHeaderBytes,
  blobParts,
  writeBlobHeader,
  type BlobHeader,
  type ByteSource,
} from './blobParts'
import { deriveBlobKey } from './epoch'
import { sha256Of } from './digest'

export { blobChunkBytes } from './blobParts'

export interface BlobSealing {
  readonly epochKey: CryptoKey
  readonly workspaceId: string
  readonly epoch: number
  /**
   * From `newBlobSalt`, new for every file. Keep it with the file's hash to send the same bytes again after a
   * break; with other content the same salt would give away both contents.
   */
  readonly salt: Bytes
}

export interface BlobOpening {
  readonly workspaceId: string
  /** The id the record names; another file under this name is refused. */
  readonly id: string
  /** The HKDF key of an epoch, `undefined` if this device does not have it. */
  readonly epochKeyOf: (epoch: number) => Promise<CryptoKey | undefined>
}

export const newBlobSalt = (random: Random): Bytes => random(16)

/** The encrypted blob, part by part (header, then chunks), and in the end its id. */
export async function* encryptBlob(source: Blob, sealing: BlobSealing): AsyncGenerator<Bytes, string> {
  const header: BlobHeader = { epoch: sealing.epoch, salt: sealing.salt }
  const headerBytes = writeBlobHeader(header)
  const key = await deriveBlobKey(sealing.epochKey, sealing.workspaceId, header.epoch, header.salt)
  const hashes: Bytes[] = []
  yield headerBytes
  const chunks = Math.max(1, Math.ceil(source.size / blobChunkBytes))
  for (let index = 0; index < chunks; index++) {
    const plaintext = toBytes(await source.slice(index * blobChunkBytes, (index + 1) * blobChunkBytes).arrayBuffer())
    const chunk = await gcmSeal(key, plaintext, chunkInput(headerBytes, index, index === chunks - 1))
    hashes.push(await sha256Of(chunk))
    yield chunk
  }
  return blobIdOf(headerBytes, hashes)
}

/** The id that these bytes have, sealed like this. */
export async function idOfEncrypted(source: Blob, sealing: BlobSealing): Promise<string> {
  const parts = encryptBlob(source, sealing)
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  return part.value
}

/** The length of an encrypted blob, without encrypting it. */
export const encryptedSize = (size: number): number =>
  blobHeaderBytes + size + 16 * Math.max(1, Math.ceil(size / blobChunkBytes))

/**
 * Decrypts chunk by chunk into `sink`. What the sink has taken is good only if the result is: fails with
 * `malformed`, `noKey`, `notAuthentic` (cut, reordered, swapped or changed chunks) or `wrongBlob` (another id).
 */
export async function decryptBlob(
  source: ByteSource,
  opening: BlobOpening,
  sink: (plaintext: Bytes) => void | Promise<void>,
): Promise<Result<{ readonly size: number; readonly epoch: number }>> {
  let key: CryptoKey | undefined
  let size = 0
  const read = await eachChunk(source, async ({ headerBytes, header, chunk, index, last }) => {
    if (!key) {
      const epochKey = await opening.epochKeyOf(header.epoch)
      if (!epochKey)
        return fail(
          'noKey',
          `The file is sealed under epoch ${header.epoch}, which this device can't open. Ask an owner for access.`,
        )
      key = await deriveBlobKey(epochKey, opening.workspaceId, header.epoch, header.salt)
    }
    const plaintext = await gcmOpen(key, chunk, chunkInput(headerBytes, index, last))
    if (!plaintext.ok) return plaintext
    size += plaintext.value.length
    await sink(plaintext.value)
    return ok()
  })
  if (!read.ok) return read
  if (read.value.id !== opening.id)
    return fail('wrongBlob', 'The relay sent another file than the record names. It is not used; tell the owner.')
  return ok({ size, epoch: read.value.header.epoch })
}

/** The id of an encrypted blob from its bytes alone: what a relay compares with the name it is stored under. */
export async function verifyBlobId(
  source: ByteSource,
  id: string,
): Promise<Result<{ readonly size: number; readonly epoch: number }>> {
  let size = 0
  const read = await eachChunk(source, ({ headerBytes, chunk, index }) => {
    size += chunk.length + (index === 0 ? headerBytes.length : 0)
    return Promise.resolve(ok())
  })
  if (!read.ok) return read
  if (read.value.id !== id)
    return fail('wrongBlob', 'The bytes do not belong to this id. Send the file again from its beginning.')
  return ok({ size, epoch: read.value.header.epoch })
}

interface ChunkPart {
  readonly headerBytes: Bytes
  readonly header: BlobHeader
  readonly chunk: Bytes
  readonly index: number
  readonly last: boolean
}

/** Walks the chunks, hashing each; stops at the first failure. */
async function eachChunk(
  source: ByteSource,
  visit: (part: ChunkPart) => Promise<Result<void>>,
): Promise<Result<{ readonly id: string; readonly header: BlobHeader }>> {
  const hashes: Bytes[] = []
  let headerBytes: Bytes | undefined
  let header: BlobHeader | undefined
  for await (const part of blobParts(source)) {
    if (!part.ok) return part
    if (part.value.kind === 'header') {
      ;({ bytes: headerBytes, header } = part.value)
      continue
    }
    const { bytes: chunk, last } = part.value
    const visited = await visit({ headerBytes: headerBytes!, header: header!, chunk, index: hashes.length, last })
    if (!visited.ok) return visited
    hashes.push(await sha256Of(chunk))
  }
  return ok({ id: blobIdOf(headerBytes!, hashes), header: header! })
}

/** One hash over all hashes; a file of 1 GiB has 1,024 of them. */
function blobIdOf(headerBytes: Bytes, hashes: readonly Bytes[]): string {
  return toHex(sha256(concatBytes(tag('blob'), headerBytes, ...hashes)))
}

function chunkInput(headerBytes: Bytes, index: number, last: boolean): { readonly nonce: Bytes; readonly aad: Bytes } {
  const nonce = new Uint8Array(nonceBytes)
  new DataView(nonce.buffer).setUint32(nonceBytes - 4, index)
  return { nonce, aad: concatBytes(headerBytes, nonce.subarray(nonceBytes - 4), Uint8Array.of(last ? 1 : 0)) }
}
