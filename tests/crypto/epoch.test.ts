import { beforeAll, describe, expect, it } from 'vitest'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import {
  deriveKey,
  epochCommit,
  epochKey,
  fitsCommit,
  newEpochSecret,
  openPrevious,
  sealPrevious,
} from '~/lib/crypto/epoch'
import { unwrap, wrap, wrapForAll } from '~/lib/crypto/hpke'
import { findFault, openEpochs, type SealedEpoch } from '~/lib/crypto/openEpochs'
import { gcmOpen, gcmSeal } from '~/lib/crypto/aesGcm'
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '~/lib/shared/bytes'
import { unwrap as value } from '~/lib/shared/result'
import { random } from './random'

const workspaceId = 'a'.repeat(64)
let alice: DeviceKeys
let bob: DeviceKeys
beforeAll(async () => {
  ;[alice, bob] = (await Promise.all([generateDeviceKeys(), generateDeviceKeys()])) as [DeviceKeys, DeviceKeys]
})

const secrets: readonly Bytes[] = [1, 2, 3].map(() => newEpochSecret(random))
const recipients = () => [alice, bob].map(({ deviceId, dhKey }) => ({ deviceId, dhKey }))

async function sealedEpoch(epoch: number, to = recipients(), over: Partial<SealedEpoch> = {}): Promise<SealedEpoch> {
  const secret = secrets[epoch - 1]!
  return {
    epoch,
    commit: epochCommit(workspaceId, epoch, secret),
    wraps: value(await wrapForAll(secret, to, { workspaceId, epoch, prevEpoch: epoch - 1 })),
    ...(epoch === 1
      ? {}
      : {
          prevEpoch: epoch - 1,
          prevSealed: toBase64Url(
            await sealPrevious(secret, secrets[epoch - 2]!, { workspaceId, epoch, prevEpoch: epoch - 1 }),
          ),
        }),
    ...over,
  }
}
const reader = () => ({ workspaceId, deviceId: bob.deviceId, dh: bob.dh })

describe('epoch keys', () => {
  it("differ by purpose, workspace, epoch and secret, and can't be exported", async () => {
    const secret = newEpochSecret(random)
    const key = await epochKey(secret)
    expect(key.extractable).toBe(false)
    const nonce = new Uint8Array(12)
    const aad = new Uint8Array(0)
    const first = await deriveKey(key, workspaceId, 'entry', 1)
    expect(first.extractable).toBe(false)
    const sealed = await gcmSeal(first, utf8('text'), { nonce, aad })
    expect(
      await gcmOpen(await deriveKey(await epochKey(secret), workspaceId, 'entry', 1), sealed, { nonce, aad }),
    ).toMatchObject({ ok: true })
    for (const other of [
      deriveKey(key, workspaceId, 'presence', 1),
      deriveKey(key, workspaceId, 'entry', 2),
      deriveKey(key, 'b'.repeat(64), 'entry', 1),
      deriveKey(await epochKey(newEpochSecret(random)), workspaceId, 'entry', 1),
    ])
      expect(await gcmOpen(await other, sealed, { nonce, aad })).toMatchObject({
        ok: false,
        error: { type: 'notAuthentic' },
      })
  })

  it('are promised by a commitment to secret, epoch and workspace', () => {
    const secret = newEpochSecret(random)
    const commit = epochCommit(workspaceId, 1, secret)
    expect(fitsCommit(workspaceId, 1, secret, commit)).toBe(true)
    expect(fitsCommit(workspaceId, 2, secret, commit)).toBe(false)
    expect(fitsCommit('b'.repeat(64), 1, secret, commit)).toBe(false)
    expect(fitsCommit(workspaceId, 1, newEpochSecret(random), commit)).toBe(false)
  })

  it('open the epoch before, which has to be the promised one', async () => {
    const [one, two] = [newEpochSecret(random), newEpochSecret(random)]
    const link = { workspaceId, epoch: 2, prevEpoch: 1 }
    const sealed = await sealPrevious(two, one, link)
    expect(sealed).toHaveLength(60)
    expect(await openPrevious(two, sealed, link, epochCommit(workspaceId, 1, one))).toEqual({ ok: true, value: one })
    for (const [key, at, commit] of [
      [one, link, epochCommit(workspaceId, 1, one)],
      [two, { ...link, epoch: 3 }, epochCommit(workspaceId, 1, one)],
      [two, link, epochCommit(workspaceId, 1, two)],
    ] as const)
      expect(await openPrevious(key, sealed, at, commit)).toMatchObject({ ok: false, error: { type: 'badEpoch' } })
  })
})

describe('wraps', () => {
  it('open for one device, workspace and epoch only', async () => {
    const secret = newEpochSecret(random)
    const target = { workspaceId, epoch: 1, deviceId: alice.deviceId }
    const wrapped = value(await wrap(secret, alice, { workspaceId, epoch: 1, prevEpoch: 0 }))
    expect(wrapped).toHaveLength(113)
    expect(await unwrap(wrapped, alice.dh, target)).toEqual({ ok: true, value: secret })
    expect(await unwrap(wrapped, bob.dh, target)).toMatchObject({ ok: false, error: { type: 'badWrap' } })
    for (const other of [
      { ...target, epoch: 2 },
      { ...target, deviceId: bob.deviceId },
      { ...target, workspaceId: 'b'.repeat(64) },
    ]) {
      expect(await unwrap(wrapped, alice.dh, other)).toMatchObject({ ok: false, error: { type: 'badWrap' } })
    }
    for (const at of [0, 64, 65, 112]) {
      const changed = Uint8Array.from(wrapped)
      changed[at] = changed[at]! ^ 1
      expect(await unwrap(changed, alice.dh, target)).toMatchObject({ ok: false, error: { type: 'badWrap' } })
    }
    expect(await unwrap(new Uint8Array(0), alice.dh, target)).toMatchObject({ ok: false })
  })

  it('are refused for what is no key, naming the device', async () => {
    const broken = { deviceId: 'c'.repeat(32), dhKey: new Uint8Array(65).fill(4) }
    expect(
      await wrapForAll(random(32), [{ deviceId: alice.deviceId, dhKey: alice.dhKey }, broken], {
        workspaceId,
        epoch: 1,
        prevEpoch: 0,
      }),
    ).toMatchObject({ ok: false, error: { type: 'badKey', detail: { deviceId: broken.deviceId } } })
  })
})

describe('opening the epochs of a workspace', () => {
  it('goes back from the newest own wrap through the sealed chain', async () => {
    const onlyAlice = [{ deviceId: alice.deviceId, dhKey: alice.dhKey }]
    const epochs = [await sealedEpoch(1, onlyAlice), await sealedEpoch(2, onlyAlice), await sealedEpoch(3)]
    const opened = await openEpochs(epochs, reader())
    expect([1, 2, 3].map((epoch) => opened.get(epoch))).toEqual(secrets)
  })

  it('gives a removed device nothing after its last epoch', async () => {
    const epochs = [await sealedEpoch(1), await sealedEpoch(2, [{ deviceId: alice.deviceId, dhKey: alice.dhKey }])]
    expect([...(await openEpochs(epochs, reader())).keys()]).toEqual([1])
  })

  it('refuses a secret that does not fit the commitment, where nothing but the commitment can tell', async () => {
    // One epoch, no chain: the wrap opens, to another secret than was promised.
    const other = random(32)
    const wraps = value(await wrapForAll(other, recipients(), { workspaceId, epoch: 1, prevEpoch: 0 }))
    expect(
      await unwrap(fromBase64Url(wraps[bob.deviceId]!), bob.dh, { workspaceId, epoch: 1, deviceId: bob.deviceId }),
    ).toEqual({ ok: true, value: other })
    expect([...(await openEpochs([await sealedEpoch(1, undefined, { wraps })], reader()))]).toEqual([])
  })

  it('tries the original first, then what was sent again, and takes none that does not fit', async () => {
    const right = (await sealedEpoch(1)).wraps[bob.deviceId]!
    const wrong = toBase64Url(random(113))
    const lie = value(await wrapForAll(random(32), recipients(), { workspaceId, epoch: 1, prevEpoch: 0 }))[
      bob.deviceId
    ]!
    const of = async (wrap: string, again: readonly string[]) => {
      const epoch = await sealedEpoch(1)
      return (
        await openEpochs(
          [
            {
              ...epoch,
              wraps: { ...epoch.wraps, [bob.deviceId]: wrap },
              rewraps: again.map((one) => ({ deviceId: bob.deviceId, wrap: one })),
            },
          ],
          reader(),
        )
      ).get(1)
    }
    expect(await of(right, [lie])).toEqual(secrets[0])
    expect(await of(wrong, [lie, wrong, right])).toEqual(secrets[0])
    expect(await of(lie, [wrong])).toBeUndefined()
    const forAlice = await sealedEpoch(1)
    expect(
      (
        await openEpochs(
          [
            {
              ...forAlice,
              wraps: { ...forAlice.wraps, [bob.deviceId]: wrong },
              rewraps: [{ deviceId: alice.deviceId, wrap: right }],
            },
          ],
          reader(),
        )
      ).size,
    ).toBe(0)
  })

  it('are the same bytes whoever makes them, and other ones for another recipient, secret, epoch or epoch before', async () => {
    const link = { workspaceId, epoch: 3, prevEpoch: 2 }
    const one = value(await wrap(secrets[0]!, alice, link))
    expect(value(await wrap(secrets[0]!, alice, link))).toEqual(one)
    for (const [secret, to, at] of [
      [secrets[1]!, alice, link],
      [secrets[0]!, bob, link],
      [secrets[0]!, alice, { ...link, epoch: 4 }],
      [secrets[0]!, alice, { ...link, prevEpoch: 1 }],
      [secrets[0]!, alice, { ...link, workspaceId: 'b'.repeat(64) }],
    ] as const) {
      expect(toBase64Url(value(await wrap(secret, to, at)).subarray(0, 65) as Bytes)).not.toBe(
        toBase64Url(one.subarray(0, 65) as Bytes),
      )
    }
    // Of the two points with one x, the one with even y: browsers agree.
    for (let n = 0; n < 8; n++) expect(value(await wrap(newEpochSecret(random), alice, link))[64]! % 2).toBe(0)
  })

  it('opens the others where one does not: a wrap of another secret, garbage, or a chain to another secret', async () => {
    const wrongWraps = value(await wrapForAll(random(32), recipients(), { workspaceId, epoch: 2, prevEpoch: 1 }))
    const garbage = { [bob.deviceId]: toBase64Url(random(113)) }
    for (const [over, opens] of [
      [{ wraps: wrongWraps }, [1]],
      [{ wraps: garbage }, [1]],
      [{ prevSealed: toBase64Url(random(60)) }, [2, 1]],
    ] as const) {
      const opened = await openEpochs([await sealedEpoch(1), await sealedEpoch(2, undefined, over)], reader())
      expect([...opened]).toEqual(opens.map((epoch) => [epoch, secrets[epoch - 1]]))
    }
  })

  it('reads the secret before as its maker sealed it, else as others did again, and takes none that does not fit', async () => {
    const onlyAlice = [{ deviceId: alice.deviceId, dhKey: alice.dhKey }]
    const [one, two] = [await sealedEpoch(1, onlyAlice), await sealedEpoch(2)]
    const right = two.prevSealed!
    const lie = toBase64Url(await sealPrevious(secrets[1]!, random(32), { workspaceId, epoch: 2, prevEpoch: 1 }))
    const of = async (sealed: string, again: readonly string[]) =>
      (
        await openEpochs(
          [one, { ...two, prevSealed: sealed, reseals: again.map((prevSealed) => ({ prevSealed })) }],
          reader(),
        )
      ).get(1)
    expect(await of(right, [lie])).toEqual(secrets[0])
    expect(await of(lie, [toBase64Url(random(60)), right])).toEqual(secrets[0])
    expect(await of(lie, [lie])).toBeUndefined()
  })
})

describe('what is wrong with an epoch', () => {
  const dhKeyOf = (deviceId: string): Bytes | undefined => recipients().find((one) => one.deviceId === deviceId)?.dhKey
  const known = new Map(secrets.map((secret, at) => [at + 1, secret]))
  /** Alice looks. */
  const look = (sealed: SealedEpoch, having: ReadonlyMap<number, Bytes> = known, keyOf = dhKeyOf) =>
    findFault(sealed, { workspaceId, deviceId: alice.deviceId }, { secrets: having, dhKeyOf: keyOf })
  const garbage = toBase64Url(random(113))

  it('is nothing where everybody was given what they were promised', async () => {
    for (const epoch of [1, 2, 3]) expect(await look(await sealedEpoch(epoch))).toBeUndefined()
  })

  it('names who was given another wrap, and says the right one for each', async () => {
    for (const epoch of [1, 2]) {
      const { wraps, ...rest } = await sealedEpoch(epoch)
      expect(await look({ ...rest, wraps: { ...wraps, [bob.deviceId]: garbage } })).toStrictEqual({
        epoch,
        recipients: [bob.deviceId],
        chain: false,
        right: { wraps: { [bob.deviceId]: wraps[bob.deviceId] } },
      })
      expect(
        await look({
          ...rest,
          wraps: { [alice.deviceId]: wraps[bob.deviceId]!, [bob.deviceId]: wraps[alice.deviceId]! },
        }),
      ).toStrictEqual({ epoch, recipients: [alice.deviceId, bob.deviceId], chain: false, right: { wraps } })
    }
  })

  it('leaves out who is not known any more; whose key is none is named, and no wrap is right', async () => {
    const sealed = await sealedEpoch(1)
    const withBob = { ...sealed, wraps: { ...sealed.wraps, [bob.deviceId]: garbage } }
    expect(
      await look(withBob, known, (deviceId) => (deviceId === alice.deviceId ? alice.dhKey : undefined)),
    ).toBeUndefined()
    expect(
      await look(withBob, known, (deviceId) =>
        deviceId === alice.deviceId ? alice.dhKey : new Uint8Array(65).fill(4),
      ),
    ).toStrictEqual({ epoch: 1, recipients: [bob.deviceId], chain: false, right: { wraps: {} } })
  })

  it('is the chain where another secret than the one before is sealed; the right one is said by who has both', async () => {
    const { prevSealed } = await sealedEpoch(2)
    const broken = await sealedEpoch(2, undefined, { prevSealed: toBase64Url(random(60)) })
    expect(await look(broken)).toStrictEqual({
      epoch: 2,
      recipients: [],
      chain: true,
      right: { wraps: {}, prevSealed },
    })
    expect(await look(broken, new Map([[2, secrets[1]!]]))).toStrictEqual({
      epoch: 2,
      recipients: [],
      chain: true,
      right: { wraps: {} },
    })
  })

  it('is the own wrap where one has no secret, and nothing where there is no own wrap either', async () => {
    expect(await look(await sealedEpoch(1), new Map())).toStrictEqual({
      epoch: 1,
      recipients: [alice.deviceId],
      chain: false,
      right: { wraps: {} },
    })
    expect(await look(await sealedEpoch(1, [{ deviceId: bob.deviceId, dhKey: bob.dhKey }]), new Map())).toBeUndefined()
  })
})
