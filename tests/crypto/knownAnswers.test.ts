/**
 * Known answers of everything that is stored or sent by lib/crypto: another encoding, another tag or another order of the
 * parts would still round-trip, and make every workspace there is unreadable. What is pinned changes with the protocol only.
 */

import { describe, expect, it } from 'vitest'
import { encryptBlob } from '~/lib/crypto/blobs'
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
const fixed = (from: number) => (length: number): Bytes => bytes(length, from)
/** The base point of P-256 (SP 800-186), as somebody's public key. */
const point = fromHex('046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5')

async function blobBytes(): Promise<{ readonly id: string; readonly bytes: Bytes }> {
  const parts = encryptBlob(new Blob([bytes(50, 3)]), { epochKey: await epochKey(secret), workspaceId, epoch: 3, salt: bytes(16, 9) })
  const read: Uint8Array[] = []
  for (;;) {
    const next = await parts.next()
    if (next.done) return { id: next.value, bytes: concatBytes(...read) }
    read.push(next.value)
  }
}

/** What this version writes, by name. */
async function written(): Promise<Readonly<Record<string, string>>> {
  const key = await epochKey(secret)
  const sealed: Record<string, string> = {}
  for (const purpose of ['entry', 'presence', 'snapshot', 'chain'] as const) {
    const { nonce, ciphertext } = await sealEntry(await deriveKey(key, workspaceId, purpose, 3), utf8('header'), utf8('what an entry says'), fixed(20))
    sealed[`sealed/${purpose}`] = toHex(concatBytes(nonce, ciphertext))
  }
  const blob = await blobBytes()
  return {
    ...sealed,
    commit: epochCommit(workspaceId, 3, secret),
    'derived/ephemeral': toHex(derivedBytes(secret, { ...link, deviceId }, { purpose: 'ephemeral', plaintext: secret, length: 32 })),
    'derived/nonce': toHex(derivedBytes(secret, link, { purpose: 'nonce', plaintext: previous, length: 12 })),
    wrap: toBase64Url(value(await wrap(secret, { deviceId, dhKey: point }, link))),
    'wrap/first': toBase64Url(value(await wrap(secret, { deviceId, dhKey: point }, { workspaceId, epoch: 1, prevEpoch: 0 }))),
    prevSealed: toBase64Url(await sealPrevious(secret, previous, link)),
    'blob/id': blob.id,
    'blob/sha256': sha256Hex(blob.bytes),
    words: wordsOf(bytes(32, 200)).join(' '),
    inviteLink: writeInviteLink({ workspaceId, inviteId: deviceId, head: { seq: 7, accessHash: toHex(bytes(32, 90)) }, publicKey: point, secret: bytes(32, 30), relayUrl: 'wss://relay.example', shown: bytes(9, 40) }),
  }
}

describe('known answers', () => {
  it('are written as pinned, every one', async () => {
    expect(await written()).toEqual(pinned.written)
  })

  it('are read back: entries, the key before, words', async () => {
    const key = await deriveKey(await epochKey(secret), workspaceId, 'entry', 3)
    const entry = fromHex(pinned.written['sealed/entry'])
    expect(value(await openEntry(key, utf8('header'), { nonce: toBytes(entry.subarray(0, 12)), ciphertext: toBytes(entry.subarray(12)) }))).toEqual(utf8('what an entry says'))
    expect(value(await openPrevious(secret, fromBase64Url(pinned.written.prevSealed), link, epochCommit(workspaceId, 2, previous)))).toEqual(previous)
    expect(value(entropyOf(pinned.written.words))).toEqual(bytes(32, 200))
  })

  it('open a recovery kit that was sealed before, to its own keys', async () => {
    const keys = value(await openRecoveryKit(fromHex(pinned.kit.entropy), pinned.kit.sealed as SealedRecovery))
    expect(keys.deviceId).toBe(pinned.kit.sealed.deviceId)
    expect(await openRecoveryKit(bytes(32, 1), pinned.kit.sealed as SealedRecovery)).toMatchObject({ ok: false, error: { type: 'wrongKit', message: expect.stringContaining('do not open this workspace') as unknown } })
  })

  it('verify a signature that was made before, and no other message', async () => {
    const { key, message, signature } = pinned.signature
    expect(await verify(fromHex(key), utf8(message), fromHex(signature))).toBe(true)
    expect(await verify(fromHex(key), utf8(`${message}.`), fromHex(signature))).toBe(false)
    expect(await importVerifyKey(fromHex(key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))).toBeUndefined()
  })
})
