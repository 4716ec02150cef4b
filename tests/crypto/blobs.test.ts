import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  decryptBlob,
  encryptBlob,
  encryptedSize,
  newBlobSalt,
  verifyBlobId,
  type BlobOpening,
} from '~/lib/crypto/blobCrypto'
import { blobChunkBytes, blobHeaderBytes } from '~/lib/crypto/blobParts'
import { epochKey } from '~/lib/crypto/epoch'
import { sha256HexOf } from '~/lib/crypto/digest'
import { concatBytes, type Bytes } from '~/lib/shared/bytes'
import { random as drawn } from './random'

/** More than the platform gives at once. */
const random = (length: number): Bytes =>
  concatBytes(
    ...Array.from({ length: Math.ceil(length / 65_536) }, (_, at) => drawn(Math.min(65_536, length - at * 65_536))),
  )
const workspaceId = 'a'.repeat(64)
const stored = blobChunkBytes + 16
let key: CryptoKey
beforeAll(async () => {
  key = await epochKey(random(32))
})

async function encrypt(
  plaintext: Bytes,
  salt = newBlobSalt(drawn),
  epoch = 2,
): Promise<{ readonly id: string; readonly bytes: Bytes }> {
  const parts: Bytes[] = []
  const blob = encryptBlob(new Blob([plaintext]), { epochKey: key, workspaceId, epoch, salt })
  for (;;) {
    const next = await blob.next()
    if (next.done) return { id: next.value, bytes: concatBytes(...parts) }
    parts.push(next.value)
  }
}

async function decrypt(pieces: readonly Uint8Array[], id: string, over: Partial<BlobOpening> = {}) {
  const out: Bytes[] = []
  const result = await decryptBlob(
    pieces,
    { workspaceId, id, epochKeyOf: async (epoch) => (epoch === 2 ? key : undefined), ...over },
    (chunk) => {
      out.push(chunk)
    },
  )
  return { result, plaintext: concatBytes(...out) }
}

/** The bytes cut at the header and at each chunk. */
const chunksOf = (bytes: Bytes): Bytes[] => {
  const chunks: Bytes[] = []
  for (let at = blobHeaderBytes; at < bytes.length; at += stored) chunks.push(bytes.slice(at, at + stored))
  return chunks
}

describe('blobs', () => {
  it('come back whole, however the bytes arrive (fast-check)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2 * blobChunkBytes + 100),
        fc.integer({ min: 10_000, max: blobChunkBytes + 5_000 }),
        async (size, step) => {
          const plaintext = random(size)
          const { id, bytes } = await encrypt(plaintext)
          expect(bytes.length).toBe(encryptedSize(plaintext.length))
          const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
            bytes.subarray(i * step, (i + 1) * step),
          )
          const opened = await decrypt(pieces, id)
          expect(opened.result).toEqual({ ok: true, value: { size: plaintext.length, epoch: 2 } })
          expect(Buffer.compare(opened.plaintext, plaintext)).toBe(0)
          expect(await verifyBlobId(pieces, id)).toEqual({ ok: true, value: { size: bytes.length, epoch: 2 } })
        },
      ),
      { numRuns: 12 },
    )
  })

  it('come back at the borders of a chunk', async () => {
    for (const size of [0, 1, blobChunkBytes - 1, blobChunkBytes, blobChunkBytes + 1, 2 * blobChunkBytes]) {
      const plaintext = random(size)
      const { id, bytes } = await encrypt(plaintext)
      expect(Buffer.compare((await decrypt([bytes], id)).plaintext, plaintext), `${size} bytes`).toBe(0)
    }
  })

  it('are the same bytes for the same file and salt, so a broken upload goes on', async () => {
    const plaintext = random(250)
    const salt = newBlobSalt(drawn)
    expect(await encrypt(plaintext, salt)).toEqual(await encrypt(plaintext, salt))
    expect((await encrypt(plaintext)).id).not.toBe((await encrypt(plaintext)).id)
  })

  it('fail when cut, lengthened, reordered, swapped or changed', async () => {
    const { id, bytes } = await encrypt(random(3 * blobChunkBytes + 50))
    const other = await encrypt(random(3 * blobChunkBytes + 50))
    const header = bytes.slice(0, blobHeaderBytes)
    const [a, b, c, d] = chunksOf(bytes) as [Bytes, Bytes, Bytes, Bytes]
    const changedHeader = Uint8Array.from(header)
    changedHeader[8] = changedHeader[8]! ^ 1
    const cases: Readonly<Record<string, readonly Bytes[]>> = {
      'last chunk missing': [header, a, b, c],
      'last bytes missing': [header, a, b, c, d.slice(0, -1)],
      'a chunk missing': [header, a, c, d],
      'a chunk twice': [header, a, b, b, c, d],
      'reordered': [header, b, a, c, d],
      'swapped': [header, a, chunksOf(other.bytes)[1]!, c, d],
      'salt changed': [changedHeader, a, b, c, d],
      'bytes after the end': [bytes, Uint8Array.of(0)],
    }
    for (const [name, pieces] of Object.entries(cases)) {
      expect((await decrypt(pieces, id)).result, name).toMatchObject({ ok: false, error: { type: 'notAuthentic' } })
      expect(await verifyBlobId(pieces, id), name).toMatchObject({ ok: false, error: { type: 'wrongBlob' } })
    }
    expect((await decrypt([other.bytes], id)).result).toMatchObject({ ok: false, error: { type: 'wrongBlob' } })
  })

  it('are malformed without a whole header of this version, or with less than a seal behind it', async () => {
    const { id, bytes } = await encrypt(random(30))
    const header = bytes.slice(0, blobHeaderBytes)
    const headerWith = (at: number, value: number): Uint8Array => header.with(at, value)
    const chunk = bytes.slice(blobHeaderBytes)
    const cases: Readonly<Record<string, readonly Uint8Array[]>> = {
      'no bytes': [],
      'header alone': [header],
      'header cut': [header.slice(1)],
      'a byte before': [Uint8Array.of(9), bytes],
      'zeros before': [new Uint8Array(blobHeaderBytes), bytes],
      'no whole seal': [header, chunk.slice(0, 15)],
      'version 1': [headerWith(0, 1), chunk],
      'version 3': [headerWith(0, 3), chunk],
      'epoch 0': [headerWith(4, 0), chunk],
      'other chunks': [headerWith(24, 1), chunk],
    }
    for (const [name, pieces] of Object.entries(cases)) {
      expect((await decrypt(pieces, id)).result, name).toMatchObject({ ok: false, error: { type: 'malformed' } })
      expect(await verifyBlobId(pieces, id), name).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
    expect((await decrypt([header, chunk.slice(0, 16)], id)).result).toMatchObject({
      ok: false,
      error: { type: 'notAuthentic' },
    })
  })

  it('come back byte by byte, in the first epoch too, and are not made with another salt than one of 16 bytes', async () => {
    const plaintext = random(30)
    const { id, bytes } = await encrypt(plaintext, newBlobSalt(drawn), 1)
    expect(
      await decrypt(
        [...bytes].map((byte) => Uint8Array.of(byte)),
        id,
        { epochKeyOf: async (epoch) => (epoch === 1 ? key : undefined) },
      ),
    ).toEqual({ result: { ok: true, value: { size: 30, epoch: 1 } }, plaintext })
    for (const length of [0, 15, 17]) await expect(encrypt(plaintext, drawn(length))).rejects.toThrow('16 bytes')
  })

  it('open with the key of their epoch and workspace only', async () => {
    const { id, bytes } = await encrypt(random(10))
    const otherKey = await epochKey(random(32))
    expect((await decrypt([bytes], id, { epochKeyOf: async () => undefined })).result).toMatchObject({
      error: { type: 'noKey' },
    })
    expect((await decrypt([bytes], id, { epochKeyOf: async () => otherKey })).result).toMatchObject({
      error: { type: 'notAuthentic' },
    })
    expect((await decrypt([bytes], id, { workspaceId: 'b'.repeat(64) })).result).toMatchObject({
      error: { type: 'notAuthentic' },
    })
  })

  it('keep the audit hash of the plain bytes, for bytes and files alike', async () => {
    const abc = new TextEncoder().encode('abc')
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(await sha256HexOf(abc)).toBe(expected)
    expect(await sha256HexOf(new Blob([abc]))).toBe(expected)
  })
})
