/**
 * The recovery kit: 256 random bits on paper, as 24 words and a QR code. By HKDF and AES-GCM they open the private
 * halves of an owner-role key pair that lies, sealed, in the founding entry of the log. The keys can't be derived
 * from the words themselves: Firefox refuses a PKCS#8 key without its public point.
 */

import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { concatBytes, fromBase64Url, toBase64Url, toBytes, utf8, type Bytes } from '../shared/bytes'
import type { Random } from '../shared/ids'
import { fail, ok, unwrap, type Err, type Result } from '../shared/result'
import { tag } from '../shared/tag'
import { aesGcm, gcmOpen, gcmSeal, nonceBytes } from './aesGcm'
import { deviceKeysOf, ecdh, ecdsa, generateDeviceKeys, type DeviceKeys } from './deviceKeys'

export { wordlist as englishWords } from '@scure/bip39/wordlists/english.js'

/** The recovery member of a genesis or rotation body (lib/protocol/access/accessBody.ts); bytes as base64url. */
export interface SealedRecovery {
  readonly deviceId: string
  readonly signKey: string
  readonly dhKey: string
  readonly salt: string
  readonly sealedSignKey: string
  readonly sealedDhKey: string
}

export interface RecoveryKit {
  /** 32 bytes. Shown once, never stored. */
  readonly entropy: Bytes
  readonly words: readonly string[]
  readonly sealed: SealedRecovery
}

/** New words and a new key pair that they open. */
export async function createRecoveryKit(random: Random): Promise<RecoveryKit> {
  const entropy = random(32)
  const salt = random(16)
  const keys = await generateDeviceKeys({ extractable: true })
  const key = await kitKey(entropy, salt)
  const seal = async (half: Half, privateKey: CryptoKey): Promise<string> => {
    const nonce = random(nonceBytes)
    const pkcs8 = toBytes(await crypto.subtle.exportKey('pkcs8', privateKey))
    return toBase64Url(
      concatBytes(nonce, await gcmSeal(key, pkcs8, { nonce, aad: halfBytes(half, keys.signKey, keys.dhKey) })),
    )
  }
  const sealed: SealedRecovery = {
    deviceId: keys.deviceId,
    signKey: toBase64Url(keys.signKey),
    dhKey: toBase64Url(keys.dhKey),
    salt: toBase64Url(salt),
    sealedSignKey: await seal('sign', keys.sign.privateKey),
    sealedDhKey: await seal('dh', keys.dh.privateKey),
  }
  return { entropy, words: wordsOf(entropy), sealed }
}

/** The recovery keys, non-extractable. Fails with `wrongKit` if these words do not open this workspace's keys. */
export async function openRecoveryKit(entropy: Bytes, sealed: SealedRecovery): Promise<Result<DeviceKeys>> {
  const signKey = fromBase64Url(sealed.signKey)
  const dhKey = fromBase64Url(sealed.dhKey)
  const key = await kitKey(entropy, fromBase64Url(sealed.salt))
  const open = (half: Half, text: string): Promise<Result<Bytes>> => {
    const bytes = fromBase64Url(text)
    return gcmOpen(key, toBytes(bytes.subarray(nonceBytes)), {
      nonce: toBytes(bytes.subarray(0, nonceBytes)),
      aad: halfBytes(half, signKey, dhKey),
    })
  }
  // What does not open throws, as what is no key does: these words are of another kit.
  try {
    return ok(
      await deviceKeysOf(
        {
          privateKey: await crypto.subtle.importKey(
            'pkcs8',
            unwrap(await open('sign', sealed.sealedSignKey)),
            ecdsa,
            false,
            ['sign'],
          ),
          publicKey: await crypto.subtle.importKey('raw', signKey, ecdsa, true, ['verify']),
        },
        {
          privateKey: await crypto.subtle.importKey(
            'pkcs8',
            unwrap(await open('dh', sealed.sealedDhKey)),
            ecdh,
            false,
            ['deriveBits'],
          ),
          publicKey: await crypto.subtle.importKey('raw', dhKey, ecdh, true, []),
        },
      ),
    )
  } catch {
    return wrongKit()
  }
}

/** 24 words of 256 bits; the last one holds a check. */
export const wordsOf = (entropy: Bytes): readonly string[] => entropyToMnemonic(entropy, wordlist).split(' ')

/**
 * 256 bits of 24 words, typed in any case and spacing. Fails with `wordCount`, `unknownWord` (`detail.position` from 1)
 * or `wrongWords`.
 */
export function entropyOf(text: string): Result<Bytes> {
  const words = text
    .toLowerCase()
    .trim()
    .split(/[\s,]+/)
  if (words.length !== 24)
    return fail('wordCount', `A recovery kit has 24 words; here are ${words[0] === '' ? 0 : words.length}.`)
  const unknown = words.findIndex((word) => !wordlist.includes(word))
  if (unknown >= 0) {
    return fail('unknownWord', `Word ${unknown + 1} is not in the list. Compare it with the page.`, {
      detail: { position: unknown + 1 },
    })
  }
  try {
    return ok(toBytes(mnemonicToEntropy(words.join(' '), wordlist)))
  } catch {
    return fail('wrongWords', 'The words do not belong together. Compare each one, and their order, with the page.')
  }
}

/** Different positions, from 1, whose words are asked back to see that the page was printed. */
export function confirmPositions(random: Random, count = 3): readonly number[] {
  const positions = new Set<number>()
  while (positions.size < count) positions.add((random(1)[0]! % 24) + 1)
  return [...positions].sort((a, b) => a - b)
}

type Half = 'sign' | 'dh'

/** Binds each sealed half to its place and to both public keys. */
const halfBytes = (half: Half, signKey: Bytes, dhKey: Bytes): Bytes =>
  concatBytes(tag('recovery'), utf8(half), signKey, dhKey)

async function kitKey(entropy: Bytes, salt: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', entropy, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: tag('recovery') }, key, aesGcm, false, [
    'encrypt',
    'decrypt',
  ])
}

const wrongKit = (): Err =>
  fail('wrongKit', 'These words do not open this workspace. Check that the kit is its newest one.')
