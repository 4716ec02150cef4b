import { describe, expect, it } from 'vitest'
import { generateDeviceKeys, sign, verify } from '~/lib/crypto/deviceKeys'
import { order } from '~/lib/shared/p256'
import { fromHex, toHex, utf8, type Bytes } from '~/lib/shared/bytes'
import { verifyAll, verifySignature } from '~/server/verifySignature'
import { random } from './support/people'

describe('relay: signatures', () => {
  it('gives the answer that devices give, for good ones and for every kind of bad one', async () => {
    const { sign: pair, signKey } = await generateDeviceKeys()
    const other = await generateDeviceKeys()
    const message = utf8('a message')
    const good = await sign(pair.privateKey, message)
    // The other valid s of the same signature: refused, or one entry would have two hashes.
    const s = BigInt(`0x${toHex(good.subarray(32))}`)
    const highS = fromHex(toHex(good.subarray(0, 32)) + (order - s).toString(16).padStart(64, '0'))
    const flipped = good.map((byte, at) => (at === 5 ? byte ^ 1 : byte)) as Bytes
    const offCurve = signKey.map((byte, at) => (at === 64 ? byte ^ 1 : byte)) as Bytes
    const cases: readonly (readonly [string, Bytes, Bytes, Bytes, boolean])[] = [
      ['good', signKey, message, good, true],
      ['higher s', signKey, message, highS, false],
      ['flipped', signKey, message, flipped, false],
      ['other message', signKey, utf8('another'), good, false],
      ['other key', other.signKey, message, good, false],
      ['cut', signKey, message, good.slice(0, 63) as Bytes, false],
      ['zeros', signKey, message, new Uint8Array(64), false],
      ['off the curve', offCurve, message, good, false],
      ['no point', random(65), message, good, false],
      ['empty key', new Uint8Array(0), message, good, false],
    ]
    for (const [what, publicKey, signed, signature, holds] of cases) {
      expect(await verifySignature({ publicKey, message: signed, signature }), what).toBe(holds)
      expect(await verify(publicKey, signed, signature), `${what}, on a device`).toBe(holds)
    }
  })

  it('proves nothing by an empty list', async () => {
    expect(await verifyAll([])).toBe(false)
  })
})
