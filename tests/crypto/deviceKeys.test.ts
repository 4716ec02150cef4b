import { createECDH, createPublicKey, verify as nodeVerify } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { deviceIdOf, generateDeviceKeys, sign, verify, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { derToRaw, rawToDer } from '~/lib/crypto/der'
import { halfOrder, order } from '~/lib/shared/p256'
import { createVerifier, type SignatureCheck } from '~/lib/crypto/verifier'
import { concatBytes, fromHex, toBase64Url, toHex, utf8, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { random } from './random'

let keys: DeviceKeys
beforeAll(async () => {
  keys = await generateDeviceKeys()
})

const message = utf8('the message itself')
const otherS = (signature: Bytes): Bytes => {
  const s = order - BigInt(`0x${toHex(signature.subarray(32))}`)
  return fromHex(toHex(signature.subarray(0, 32)) + s.toString(16).padStart(64, '0'))
}
/** As bytes of one length, the public key of a private number, and that number's inverse by Fermat. */
const thirtyTwo = (number: bigint): Bytes => fromHex(number.toString(16).padStart(64, '0'))
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`)
function publicOf(secret: bigint): Bytes {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(thirtyTwo(secret))
  return Uint8Array.from(pair.getPublicKey())
}
function inverse(number: bigint): bigint {
  let [result, base] = [1n, number % order]
  for (let rest = order - 2n; rest > 0n; rest >>= 1n, base = (base * base) % order)
    if (rest & 1n) result = (result * base) % order
  return result
}
/** A key and its signature of the message with exactly this s: the key is made for the signature. */
function signedWith(s: bigint): { readonly signKey: Bytes; readonly signature: Bytes } {
  const nonce = 12_345n
  const r = numberOf(publicOf(nonce).subarray(1, 33)) % order
  const digest = BigInt(`0x${sha256Hex(message)}`)
  return {
    signKey: publicOf(((((s * nonce - digest) % order) + order) * inverse(r)) % order),
    signature: concatBytes(thirtyTwo(r), thirtyTwo(s)),
  }
}

describe('device keys', () => {
  it('never leave WebCrypto, and the ECDH key can only derive bits', async () => {
    for (const key of [keys.sign.privateKey, keys.dh.privateKey]) {
      expect(key.extractable).toBe(false)
      for (const format of ['pkcs8', 'jwk'] as const)
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow()
    }
    expect(keys.dh.privateKey.usages).toEqual(['deriveBits'])
    expect([keys.signKey.length, keys.dhKey.length, keys.signKey[0], keys.dhKey[0]]).toEqual([65, 65, 4, 4])
  })

  it('give the device its id', async () => {
    const digest = await crypto.subtle.digest('SHA-256', Uint8Array.of(...keys.signKey, ...keys.dhKey))
    expect(keys.deviceId).toBe(toHex(new Uint8Array(digest)).slice(0, 32))
    expect(deviceIdOf(keys.dhKey, keys.signKey)).not.toBe(keys.deviceId)
  })
})

describe('signatures', () => {
  it('hold for the message and the key only', async () => {
    const signature = await sign(keys.sign.privateKey, message)
    expect(signature).toHaveLength(64)
    expect(await verify(keys.signKey, message, signature)).toBe(true)
    expect(await verify(keys.signKey, utf8('another message'), signature)).toBe(false)
    expect(await verify((await generateDeviceKeys()).signKey, message, signature)).toBe(false)
  })

  it('have one spelling: the higher s is never made and never accepted', async () => {
    for (let i = 0; i < 8; i++) {
      const signature = await sign(keys.sign.privateKey, message)
      expect(await verify(keys.signKey, message, signature)).toBe(true)
      expect(await verify(keys.signKey, message, otherS(signature))).toBe(false)
    }
  })

  it('hold up to half of the order, and not one above, where other libraries still say yes', async () => {
    for (const [s, holds] of [
      [halfOrder, true],
      [halfOrder + 1n, false],
    ] as const) {
      const { signKey, signature } = signedWith(s)
      const jwk = {
        kty: 'EC',
        crv: 'P-256',
        x: toBase64Url(signKey.subarray(1, 33)),
        y: toBase64Url(signKey.subarray(33)),
      }
      expect(nodeVerify('sha256', message, createPublicKey({ key: jwk, format: 'jwk' }), rawToDer(signature))).toBe(
        true,
      )
      expect(await verify(signKey, message, signature)).toBe(holds)
    }
  })

  it('are false, not an exception, for bytes that are no key or no signature', async () => {
    const signature = await sign(keys.sign.privateKey, message)
    const offCurve = Uint8Array.from(keys.signKey)
    offCurve[64] = offCurve[64]! ^ 1
    expect(await verify(offCurve, message, signature)).toBe(false)
    expect(await verify(new Uint8Array(3), message, signature)).toBe(false)
    expect(await verify(keys.signKey, message, signature.slice(1))).toBe(false)
    expect(
      await verify(
        keys.signKey,
        message,
        concatBytes(signature.subarray(0, 32), Uint8Array.of(0), signature.subarray(32)),
      ),
    ).toBe(false)
    expect(await verify(keys.signKey, message, new Uint8Array(64))).toBe(false)
  })

  it('verify in another library as DER over the message, so openssl can', async () => {
    const signature = await sign(keys.sign.privateKey, message)
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: toBase64Url(keys.signKey.subarray(1, 33)),
      y: toBase64Url(keys.signKey.subarray(33)),
    }
    expect(nodeVerify('sha256', message, createPublicKey({ key: jwk, format: 'jwk' }), rawToDer(signature))).toBe(true)
  })

  it('turn into the DER that openssl reads: no leading zeros, but one before a highest bit', () => {
    const half = (first: number, rest: number): Bytes => new Uint8Array(32).fill(rest).fill(first, 0, 1)
    for (const [r, s, der] of [
      [half(0, 0), half(0, 0), '3006' + '020100' + '020100'],
      [half(0x7f, 1), half(0x80, 1), '3045' + `02207f${'01'.repeat(31)}` + `02210080${'01'.repeat(31)}`],
      [half(0, 0x80), half(0, 1), '3043' + `022000${'80'.repeat(31)}` + `021f${'01'.repeat(31)}`],
      [half(0xff, 0), half(1, 0), '3045' + `022100ff${'00'.repeat(31)}` + `022001${'00'.repeat(31)}`],
    ] as const) {
      const raw = concatBytes(r, s)
      expect(toHex(rawToDer(raw))).toBe(der)
      expect(derToRaw(fromHex(der))).toEqual({ ok: true, value: raw })
    }
    for (const length of [0, 63, 65]) expect(() => rawToDer(new Uint8Array(length))).toThrow('64 bytes')
  })

  it('turn into DER and back, in strict form only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
        expect(derToRaw(rawToDer(raw))).toEqual({ ok: true, value: raw })
      }),
    )
    const der = rawToDer(new Uint8Array(64).fill(0x81))
    const long = fromHex(`302602${'21'}${'01'.repeat(33)}020101`)
    const longSecond = fromHex(`3026020101${'0221'}${'01'.repeat(33)}`)
    for (const bad of [
      der.slice(1),
      Uint8Array.of(...der, 0),
      Uint8Array.of(0x31, ...der.slice(1)),
      der.with(2, 3),
      der.with(37, 3),
      der.slice(0, -1),
      long,
      longSecond,
      new Uint8Array(0),
    ]) {
      expect(derToRaw(bad)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(derToRaw(bytes).ok).toBe(false)
      }),
    )
  })
})

describe('verifier', () => {
  const signedChecks = (): Promise<readonly SignatureCheck[]> =>
    Promise.all(
      [1, 2, 3].map(async () => {
        const device = await generateDeviceKeys()
        const text = random(20)
        return { publicKey: device.signKey, message: text, signature: await sign(device.sign.privateKey, text) }
      }),
    )

  it('wants every signature to hold, and at least one', async () => {
    const verifier = createVerifier({ capacity: 2 })
    const checks = await signedChecks()
    expect(await verifier.verifyAll(checks)).toBe(true)
    expect(await verifier.verifyAll(checks)).toBe(true)
    expect(await verifier.verifyAll([...checks.slice(1), { ...checks[0]!, message }])).toBe(false)
    expect(await verifier.verifyAll(checks.slice(0, 1))).toBe(true)
    expect(await verifier.verifyAll([])).toBe(false)
    expect(await verifier.verifyAll([...checks, { ...checks[0]!, publicKey: new Uint8Array(65).fill(4) }])).toBe(false)
  })

  it('imports each key once, and keeps no more than it may: the oldest leaves first', async () => {
    const verifier = createVerifier({ capacity: 2 })
    const [a, b, c] = await signedChecks()
    const imports = vi.spyOn(crypto.subtle, 'importKey')
    const imported = async (...checks: readonly SignatureCheck[]): Promise<number> => {
      imports.mockClear()
      expect(await verifier.verifyAll(checks)).toBe(true)
      return imports.mock.calls.length
    }
    expect(await imported(a!, b!)).toBe(2)
    expect(await imported(a!, b!, a!)).toBe(0)
    expect(await imported(c!)).toBe(1)
    expect(await imported(b!, c!)).toBe(0)
    expect(await imported(a!)).toBe(1)
    imports.mockRestore()
  })
})
