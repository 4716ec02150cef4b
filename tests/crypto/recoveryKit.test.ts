import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  confirmPositions,
  createRecoveryKit,
  entropyOf,
  openRecoveryKit,
  wordsOf,
  type RecoveryKit,
} from '~/lib/crypto/recoveryKit'
import { sign, verify } from '~/lib/crypto/deviceKeys'
import { unwrap, wrap } from '~/lib/crypto/hpke'
import { fromBase64Url, fromHex, toBase64Url, utf8 } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { unwrap as value } from '~/lib/shared/result'
import { random } from './random'

let kit: RecoveryKit
beforeAll(async () => {
  kit = await createRecoveryKit(random)
})

describe('the words', () => {
  it('are 24 English BIP-39 words of the 256 bits', () => {
    // First and last 256-bit vectors of the BIP-39 reference list.
    expect(wordsOf(new Uint8Array(32)).join(' ')).toBe(`${'abandon '.repeat(23)}art`)
    expect(wordsOf(fromHex('f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f')).join(' ')).toBe(
      'void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold',
    )
    expect(entropyOf(kit.words.join(' '))).toEqual({ ok: true, value: kit.entropy })
  })

  it('may be typed in any case and spacing', () => {
    expect(entropyOf(`  ${kit.words.join('\n').toUpperCase()}\t`)).toEqual({ ok: true, value: kit.entropy })
  })

  it('say what is wrong with them', () => {
    const words = [...kit.words]
    expect(entropyOf(' ')).toMatchObject({
      ok: false,
      error: { type: 'wordCount', message: 'A recovery kit has 24 words; here are 0.' },
    })
    for (const [wrong, count] of [
      [words.slice(1), 23],
      [[...words, 'zoo'], 25],
      [['zoo'], 1],
    ] as const) {
      expect(entropyOf(wrong.join(' '))).toMatchObject({
        ok: false,
        error: { type: 'wordCount', message: `A recovery kit has 24 words; here are ${count}.` },
      })
    }
    for (const position of [1, 7, 24]) {
      expect(entropyOf(words.with(position - 1, 'plumbline').join(' '))).toMatchObject({
        ok: false,
        error: {
          type: 'unknownWord',
          message: expect.stringContaining(`Word ${position} `) as unknown,
          detail: { position },
        },
      })
    }
    const wrong = wordsOf(new Uint8Array(32)).with(23, 'zoo').join(' ')
    expect(entropyOf(wrong)).toMatchObject({ error: { type: 'wrongWords' } })
  })

  it('are asked back at three different places, from the first to the last', () => {
    const bytes = [23, 0, 24, 47, 5]
    const draw: Random = () => {
      if (bytes.length === 0) throw new Error('one byte more than it takes')
      return Uint8Array.of(bytes.shift()!)
    }
    expect(confirmPositions(draw)).toEqual([1, 6, 24])
    expect(bytes).toEqual([])
    for (let i = 0; i < 20; i++) {
      const positions = confirmPositions(random)
      expect(new Set(positions).size).toBe(3)
      expect(
        positions.every((position, at) => position >= 1 && position <= 24 && position > (positions[at - 1] ?? 0)),
      ).toBe(true)
    }
  })
})

describe('the kit', () => {
  it('opens keys that sign and unwrap, and stay inside WebCrypto', async () => {
    const keys = value(await openRecoveryKit(kit.entropy, kit.sealed))
    expect(keys.deviceId).toBe(kit.sealed.deviceId)
    expect([keys.sign.privateKey.extractable, keys.dh.privateKey.extractable]).toEqual([false, false])
    const message = utf8('recover')
    expect(await verify(fromBase64Url(kit.sealed.signKey), message, await sign(keys.sign.privateKey, message))).toBe(
      true,
    )
    const target = { workspaceId: 'a'.repeat(64), epoch: 1, deviceId: keys.deviceId }
    const secret = random(32)
    expect(
      await unwrap(
        value(
          await wrap(
            secret,
            { deviceId: kit.sealed.deviceId, dhKey: fromBase64Url(kit.sealed.dhKey) },
            { ...target, prevEpoch: 0 },
          ),
        ),
        keys.dh,
        target,
      ),
    ).toEqual({ ok: true, value: secret })
  })

  it('opens nothing with other words or other sealed keys', async () => {
    const other = await createRecoveryKit(random)
    const swapped = { ...kit.sealed, sealedSignKey: kit.sealed.sealedDhKey, sealedDhKey: kit.sealed.sealedSignKey }
    const foreign = { ...kit.sealed, signKey: other.sealed.signKey }
    const salted = { ...kit.sealed, salt: toBase64Url(random(16)) }
    for (const [entropy, sealed] of [
      [other.entropy, kit.sealed],
      [kit.entropy, swapped],
      [kit.entropy, foreign],
      [kit.entropy, salted],
    ] as const) {
      expect(await openRecoveryKit(entropy, sealed)).toMatchObject({ ok: false, error: { type: 'wrongKit' } })
    }
  })

  it("is sealed and opened with a key that can't be exported", async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveKey')
    const { entropy, sealed } = await createRecoveryKit(random)
    value(await openRecoveryKit(entropy, sealed))
    const keys = await Promise.all(derive.mock.results.map((result) => result.value as Promise<CryptoKey>))
    derive.mockRestore()
    expect(keys.map(({ extractable }) => extractable)).toEqual([false, false])
  })
})
