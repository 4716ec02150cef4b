import { createPublicKey, verify as nodeVerify } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { deviceIdOf, generateDeviceKeys, sign, verify, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { derToRaw, rawToDer } from '~/lib/crypto/der'
import { order } from '~/lib/shared/p256'
import { createVerifier } from '~/lib/crypto/verifier'
import { fromHex, toBase64Url, toHex, utf8, type Bytes } from '~/lib/shared/bytes'
import { random } from './random'

let keys: DeviceKeys
beforeAll(async () => { keys = await generateDeviceKeys() })

const message = utf8('the message itself')
const otherS = (signature: Bytes): Bytes => {
  const s = order - BigInt(`0x${toHex(signature.subarray(32))}`)
  return fromHex(toHex(signature.subarray(0, 32)) + s.toString(16).padStart(64, '0'))
}

describe('device keys', () => {
  it('never leave WebCrypto, and the ECDH key can only derive bits', async () => {
    for (const key of [keys.sign.privateKey, keys.dh.privateKey]) {
      expect(key.extractable).toBe(false)
      for (const format of ['pkcs8', 'jwk'] as const) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow()
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

  it('are false, not an exception, for bytes that are no key or no signature', async () => {
    const signature = await sign(keys.sign.privateKey, message)
    const offCurve = Uint8Array.from(keys.signKey)
    offCurve[64] = offCurve[64]! ^ 1
    expect(await verify(offCurve, message, signature)).toBe(false)
    expect(await verify(new Uint8Array(3), message, signature)).toBe(false)
    expect(await verify(keys.signKey, message, signature.slice(1))).toBe(false)
    expect(await verify(keys.signKey, message, new Uint8Array(64))).toBe(false)
  })

  it('verify in another library as DER over the message, so openssl can', async () => {
    const signature = await sign(keys.sign.privateKey, message)
    const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(keys.signKey.subarray(1, 33)), y: toBase64Url(keys.signKey.subarray(33)) }
    expect(nodeVerify('sha256', message, createPublicKey({ key: jwk, format: 'jwk' }), rawToDer(signature))).toBe(true)
  })

  it('turn into DER and back, in strict form only', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
      expect(derToRaw(rawToDer(raw))).toEqual({ ok: true, value: raw })
    }))
    const der = rawToDer(new Uint8Array(64).fill(0x81))
    for (const bad of [der.slice(1), Uint8Array.of(...der, 0), Uint8Array.of(0x31, ...der.slice(1)), new Uint8Array(0)]) {
      expect(derToRaw(bad)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => { expect(derToRaw(bytes).ok).toBe(false) }))
  })
})

describe('verifier', () => {
  it('wants every signature to hold, and at least one', async () => {
    const verifier = createVerifier({ capacity: 2 })
    const devices = await Promise.all([1, 2, 3].map(() => generateDeviceKeys()))
    const checks = await Promise.all(devices.map(async (device) => {
      const text = random(20)
      return { publicKey: device.signKey, message: text, signature: await sign(device.sign.privateKey, text) }
    }))
    expect(await verifier.verifyAll(checks)).toBe(true)
    expect(await verifier.verifyAll(checks)).toBe(true)
    expect(await verifier.verifyAll([...checks.slice(1), { ...checks[0]!, message }])).toBe(false)
    expect(await verifier.verifyAll([])).toBe(false)
  })
})
