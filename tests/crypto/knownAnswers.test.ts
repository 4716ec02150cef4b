/**
 * Known answers of everything that is stored or sent by lib/crypto: another encoding, another tag or another order of
 * the parts would still round-trip, and make every workspace there is unreadable. What is pinned changes with the
 * protocol only.
 */

import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { blobChunkBytes, decryptBlob, encryptBlob } from '~/lib/crypto/blobCrypto'
import { importVerifyKey, verify } from '~/lib/crypto/deviceKeys'
import { deriveKey, derivedBytes, epochCommit, epochKey, openPrevious, sealPrevious } from '~/lib/crypto/epoch'
import { wrap } from '~/lib/crypto/hpke'
import { writeInviteLink } from '~/lib/crypto/inviteKeys'
import { entropyOf, openRecoveryKit, wordsOf, type SealedRecovery } from '~/lib/crypto/recoveryKit'
import { openEntry, sealEntry } from '~/lib/crypto/sealEntry'
import { concatBytes, fromBase64Url, fromHex, toBase64Url, toBytes, toHex, utf8, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap as value } from '~/lib/shared/result'
import pinned from './knownAnswers.json'

const bytes = (length: number, from: number): Bytes => Uint8Array.from({ length }, (_, at) => (from + at) % 256)
const workspaceId = toHex(bytes(32, 1))
const deviceId = toHex(bytes(16, 7))
const secret = bytes(32, 64)
const previous = bytes(32, 128)
const link = { workspaceId, epoch: 3, prevEpoch: 2 }
const fixed =
  (from: number) =>
  (length: number): Bytes =>
    bytes(length, from)
/** The base point of P-256 (SP 800-186), as somebody's public key. */
const point = fromHex(
  '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
)

/** A file of two chunks, the second of a few bytes. */
const large = bytes(blobChunkBytes + 5, 3)

async function blobBytes(content: Bytes): Promise<{ readonly id: string; readonly bytes: Bytes }> {
  const parts = encryptBlob(new Blob([content]), {
    epochKey: await epochKey(secret),
    workspaceId,
    epoch: 3,
    salt: bytes(16, 9),
  })
  const read: Uint8Array[] = []
  for (;;) {
    const next = await parts.next()
    if (next.done) return { id: next.value, bytes: concatBytes(...read) }
    read.push(next.value)
  }
}

async function* pieces(whole: Bytes): AsyncGenerator<Bytes> {
  yield await Promise.resolve(whole)
}

/** What this version writes, by name. */
async function written(): Promise<Readonly<Record<string, string>>> {
  const key = await epochKey(secret)
  const sealed: Record<string, string> = {}
  for (const purpose of ['entry', 'presence', 'snapshot', 'chain'] as const) {
    const { nonce, ciphertext } = await sealEntry(
      await deriveKey(key, workspaceId, purpose, 3),
      utf8('header'),
      utf8('what an entry says'),
      fixed(20),
    )
    sealed[`sealed/${purpose}`] = toHex(concatBytes(nonce, ciphertext))
  }
  const [blob, chunked] = [await blobBytes(bytes(50, 3)), await blobBytes(large)]
  return {
    ...sealed,
    'commit': epochCommit(workspaceId, 3, secret),
    'derived/ephemeral': toHex(
      derivedBytes(secret, { ...link, deviceId }, { purpose: 'ephemeral', plaintext: secret, length: 32 }),
    ),
    'derived/nonce': toHex(derivedBytes(secret, link, { purpose: 'nonce', plaintext: previous, length: 12 })),
    'wrap': toBase64Url(value(await wrap(secret, { deviceId, dhKey: point }, link))),
    'wrap/first': toBase64Url(
      value(await wrap(secret, { deviceId, dhKey: point }, { workspaceId, epoch: 1, prevEpoch: 0 })),
    ),
    'prevSealed': toBase64Url(await sealPrevious(secret, previous, link)),
    'blob/id': blob.id,
    'blob/sha256': sha256Hex(blob.bytes),
    'blob/chunks/id': chunked.id,
    'blob/chunks/sha256': sha256Hex(chunked.bytes),
    'blob/chunks/last': toHex(chunked.bytes.subarray(-21)),
    'words': wordsOf(bytes(32, 200)).join(' '),
    'inviteLink': writeInviteLink({
      workspaceId,
      inviteId: deviceId,
      head: { seq: 7, accessHash: toHex(bytes(32, 90)) },
      publicKey: point,
      secret: bytes(32, 30),
      relayUrl: 'wss://relay.example',
      shown: bytes(9, 40),
    }),
  }
}

describe('known answers', () => {
  it('are written as pinned, every one', async () => {
    expect(await written()).toEqual(pinned.written)
  })

  it('are read back: entries, the key before, words', async () => {
    const key = await deriveKey(await epochKey(secret), workspaceId, 'entry', 3)
    const entry = fromHex(pinned.written['sealed/entry'])
    expect(
      value(
        await openEntry(key, utf8('header'), {
          nonce: toBytes(entry.subarray(0, 12)),
          ciphertext: toBytes(entry.subarray(12)),
        }),
      ),
    ).toEqual(utf8('what an entry says'))
    expect(
      value(
        await openPrevious(
          secret,
          fromBase64Url(pinned.written.prevSealed),
          link,
          epochCommit(workspaceId, 2, previous),
        ),
      ),
    ).toEqual(previous)
    expect(value(entropyOf(pinned.written.words))).toEqual(bytes(32, 200))
  })

  it('of a file of two chunks are read back, by this program and by another that knows the format only', async () => {
    const { bytes: encrypted } = await blobBytes(large)
    const read: Uint8Array[] = []
    const opening = { workspaceId, id: pinned.written['blob/chunks/id'], epochKeyOf: () => epochKey(secret) }
    expect(value(await decryptBlob(pieces(encrypted), opening, (piece) => void read.push(piece)))).toEqual({
      size: large.length,
      epoch: 3,
    })
    expect(sha256Hex(concatBytes(...read))).toBe(sha256Hex(large))

    const header = encrypted.subarray(0, 25)
    expect(toHex(header)).toBe(`0200000003${toHex(bytes(16, 9))}00100000`)
    const info = Buffer.concat([Buffer.from('plumbline/v2/blob\0'), Buffer.from('3'), bytes(16, 9)])
    const key = new Uint8Array(hkdfSync('sha256', secret, fromHex(workspaceId), info, 32))
    const chunks = [encrypted.subarray(25, 25 + blobChunkBytes + 16), encrypted.subarray(25 + blobChunkBytes + 16)]
    const opened = chunks.map((chunk, index) => {
      const decipher = createDecipheriv('aes-256-gcm', key, Uint8Array.of(...new Uint8Array(11), index))
      decipher.setAAD(Buffer.concat([header, Uint8Array.of(0, 0, 0, index, index)]))
      decipher.setAuthTag(chunk.subarray(-16))
      return Buffer.concat([decipher.update(chunk.subarray(0, -16)), decipher.final()])
    })
    expect(sha256Hex(Buffer.concat(opened))).toBe(sha256Hex(large))
    const sum = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
    expect(sum(Buffer.from('plumbline/v2/blob\0'), header, ...chunks.map((chunk) => sum(chunk))).toString('hex')).toBe(
      pinned.written['blob/chunks/id'],
    )
  })

  it('open a recovery kit that was sealed before, to its own keys', async () => {
    const keys = value(await openRecoveryKit(fromHex(pinned.kit.entropy), pinned.kit.sealed as SealedRecovery))
    expect(keys.deviceId).toBe(pinned.kit.sealed.deviceId)
    expect(await openRecoveryKit(bytes(32, 1), pinned.kit.sealed as SealedRecovery)).toMatchObject({
      ok: false,
      error: { type: 'wrongKit', message: expect.stringContaining('do not open this workspace') as unknown },
    })
  })

  it('verify a signature that was made before, and no other message', async () => {
    const { key, message, signature } = pinned.signature
    expect(await verify(fromHex(key), utf8(message), fromHex(signature))).toBe(true)
    expect(await verify(fromHex(key), utf8(`${message}.`), fromHex(signature))).toBe(false)
    expect(await importVerifyKey(fromHex(key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))).toBeUndefined()
  })
})
