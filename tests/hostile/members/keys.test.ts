/** What a hostile owner, lead or relay does with keys: nobody is locked out unseen, and whoever can, heals. */

import type { KeyFault } from '~/lib/vault/replica/replicaCore'
import { afterEach, describe, expect, test } from 'vitest'
import { openOwnWrap } from '~/lib/crypto/openEpochs'
import { openRecoveryKit } from '~/lib/crypto/recoveryKit'
import type { NextEpochBody } from '~/lib/protocol/access/accessBody'
import { removeDevices } from '~/lib/protocol/access/accessDevices'
import type { AccessState } from '~/lib/protocol/access/accessState'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { currentSecret, makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import { foundDevice, joinDevice, level, type Device } from '../../sync/support/device'
import { random, startRelay, until, type TestRelay } from '../../sync/support/relay'

const devices: Device[] = []
let relay: TestRelay | undefined
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop()
  await relay?.close()
  relay = undefined
})

/** An owner, a lead who turns hostile, and the others; level. */
async function team<N extends string>(
  ...others: readonly (readonly [N, Role])[]
): Promise<Readonly<Record<'Alice' | 'Mallory' | N, Device>>> {
  relay = await startRelay()
  const alice = await foundDevice('Alice')
  devices.push(alice)
  unwrap(await alice.sync.connectRelay(relay.url))
  await until(() => alice.status()?.state === 'synced', 'synced')
  const all: Record<string, Device> = { Alice: alice }
  for (const [name, role] of [['Mallory', 'lead'] as const, ...others]) {
    const invitation = await alice.invite(role, { relayUrl: relay.url })
    const device = await joinDevice(name, invitation)
    devices.push(device)
    if (invitation.admit === 'words') await alice.admit(invitation, device)
    await until(() => device.status()?.state === 'synced', `${name} synced`)
    all[name] = device
  }
  await level(...devices)
  return all as Readonly<Record<'Alice' | 'Mallory' | N, Device>>
}

const idOf = (device: Device): string => device.keys.deviceId
const garbage = (): string => toBase64Url(random(113))
const without = (access: AccessState, deviceId: string): AccessState => removeDevices(access, [deviceId], 1)

/** Mallory removes a device, with a next key made as `spoil` says. */
async function removes(
  mallory: Device,
  deviceId: string,
  spoil: (next: NextEpochBody) => NextEpochBody | Promise<NextEpochBody>,
): Promise<void> {
  const access = mallory.replica.access()
  const next = await spoil(unwrap(await makeNextEpoch(access, without(access, deviceId), mallory.keys, { random })))
  await mallory.access((prev) => ({ type: 'remove', prev, memberIds: [], deviceIds: [deviceId], nextEpoch: next }))
  await until(() => mallory.replica.access().epochs.length === 2, 'the removal in the log')
}
const withWraps =
  (wraps: Readonly<Record<string, string>>) =>
  (next: NextEpochBody): NextEpochBody => ({ ...next, wraps: { ...next.wraps, ...wraps } })

const faultsOf = (device: Device): readonly KeyFault[] => device.replica.keyFaults()
const holdsKey = (device: Device, epoch = 2): boolean => device.replica.epochKey(epoch) !== undefined

async function writesAndAllRead(author: Device, ...readers: readonly Device[]): Promise<void> {
  const id = await author.create('risk', { title: 'Under the new key' })
  await level(author, ...readers)
  for (const reader of readers)
    expect(await reader.vault.table('risk').get(id)).toMatchObject({ title: 'Under the new key' })
}

describe('a lead who locks others out with the next key', () => {
  test("all owners and the kit: an editor's device names the lead and sends the key again, everybody opens, the kit too", async () => {
    const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
    const kitId = Alice.kit!.sealed.deviceId
    await removes(Mallory, idOf(Victor), withWraps({ [idOf(Alice)]: garbage(), [kitId]: garbage() }))
    await until(() => holdsKey(Alice) && holdsKey(Bob), 'everybody has the key')
    await until(
      () => faultsOf(Alice).some(({ healed }) => healed) && faultsOf(Bob).some(({ healed }) => healed),
      'healed',
    )
    for (const device of [Alice, Bob]) {
      expect(faultsOf(device)).toMatchObject([{ epoch: 2, byDeviceId: idOf(Mallory), chain: false, healed: true }])
      expect([...faultsOf(device)[0]!.recipients].sort()).toEqual([idOf(Alice), kitId].sort())
      expect((await device.vault.meta.get('keyFaults'))?.value).toMatchObject({
        faults: [{ byDeviceId: idOf(Mallory) }],
      })
    }
    const { epochs } = Alice.replica.access()
    const kit = unwrap(await openRecoveryKit(Alice.kit!.entropy, Alice.kit!.sealed))
    expect(
      await openOwnWrap(epochs[1]!, { workspaceId: Alice.workspaceId, deviceId: kit.deviceId, dh: kit.dh }),
    ).toEqual(unwrap(await currentSecret(Alice.replica.access(), Alice.keys)))
    await writesAndAllRead(Alice, Bob, Mallory)
  })

  test('the owner alone, who is offline and comes back later: the key waits in the log', async () => {
    const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
    await Alice.sync.stop()
    await removes(Mallory, idOf(Victor), withWraps({ [idOf(Alice)]: garbage() }))
    await until(() => faultsOf(Bob).some(({ healed }) => healed), 'healed')
    await Bob.create('risk', { title: 'Written meanwhile' })
    await level(Bob, Mallory)
    const back = await Alice.restart()
    devices[devices.indexOf(Alice)] = back
    await level(back, Bob)
    await until(() => holdsKey(back), 'the key')
    expect(await back.vault.table('risk').toArray()).toMatchObject([{ title: 'Written meanwhile' }])
    await until(() => faultsOf(back).length > 0, 'said')
    expect(faultsOf(back)).toMatchObject([{ byDeviceId: idOf(Mallory), recipients: [idOf(Alice)], healed: true }])
  })

  test('the alarm outlives the death of the worker before it was kept, and a lost row: the next start looks again', async () => {
    const { Alice, Mallory, Victor } = await team(['Victor', 'viewer'])
    await removes(Mallory, idOf(Victor), withWraps({ [idOf(Alice)]: garbage() }))
    await until(() => faultsOf(Alice).length === 1, 'said')
    await Mallory.sync.stop()
    await Alice.sync.stop()
    await Alice.vault.meta.delete('keyFaults')
    const back = await Alice.restart()
    devices[devices.indexOf(Alice)] = back
    expect(faultsOf(back)).toMatchObject([{ epoch: 2, byDeviceId: idOf(Mallory), recipients: [idOf(Alice)] }])
    expect((await back.vault.meta.get('keyFaults'))?.value).toMatchObject({ faults: [{ byDeviceId: idOf(Mallory) }] })
  })

  test("everybody: each device says so, and the owner's new key leaves that one out", async () => {
    const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
    await removes(
      Mallory,
      idOf(Victor),
      withWraps({ [idOf(Alice)]: garbage(), [idOf(Bob)]: garbage(), [Alice.kit!.sealed.deviceId]: garbage() }),
    )
    await until(() => faultsOf(Alice).length === 1 && faultsOf(Bob).length === 1, 'both know')
    expect(faultsOf(Alice)).toMatchObject([
      { epoch: 2, byDeviceId: idOf(Mallory), recipients: [idOf(Alice)], healed: false },
    ])
    expect(faultsOf(Bob)).toMatchObject([
      { epoch: 2, byDeviceId: idOf(Mallory), recipients: [idOf(Bob)], healed: false },
    ])
    expect(await makeNextEpoch(Bob.replica.access(), Bob.replica.access(), Bob.keys, { random })).toMatchObject({
      ok: false,
      error: { type: 'badEpoch', message: expect.stringContaining('ask an owner for a new key') as unknown },
    })
    const access = Alice.replica.access()
    const next = unwrap(await makeNextEpoch(access, access, Alice.keys, { random, mayLeaveOut: true }))
    expect(next.prevEpoch).toBe(1)
    await Alice.access((prev) => ({ type: 'newEpoch', prev, nextEpoch: next }))
    await until(() => holdsKey(Alice, 3) && holdsKey(Bob, 3), 'a key for all')
    expect(Bob.replica.access().epochs.map(({ leftOutAt }) => leftOutAt !== undefined)).toEqual([false, true, false])
    await writesAndAllRead(Alice, Bob)
  })

  test("an owner can't leave out a key under which somebody else wrote: the relay refuses, and nothing changed", async () => {
    const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
    await removes(Mallory, idOf(Victor), (next) => next)
    await until(() => holdsKey(Alice) && holdsKey(Bob), 'the second key')
    await writesAndAllRead(Bob, Alice, Mallory)
    const before = Alice.replica.access()
    // As if the second key had not opened for Alice.
    const locked: AccessState = {
      ...before,
      epochs: before.epochs.map((epoch) =>
        epoch.epoch === 2 ? { ...epoch, wraps: { ...epoch.wraps, [idOf(Alice)]: garbage() } } : epoch,
      ),
    }
    const next = unwrap(await makeNextEpoch(locked, before, Alice.keys, { random, mayLeaveOut: true }))
    expect(next).toMatchObject({ epoch: 3, prevEpoch: 1 })
    await Alice.access((prev) => ({ type: 'newEpoch', prev, nextEpoch: next }))
    await until(async () => (await Alice.vault.notSent.count()) > 0, 'refused')
    expect((await Alice.vault.notSent.toArray()).map(({ reason }) => `${reason.type}: ${reason.message}`)).toEqual([
      'epochInUse: The key that would be dropped is in use: others than its maker wrote with it. Wait until one of them is online; it is then sent again.',
    ])
    expect(Alice.replica.access()).toEqual(before)
    await writesAndAllRead(Alice, Bob, Mallory)
  })

  test('a key that opens for its reader and was not made from the secret: it counts as wrong, because nobody could check the others like it', async () => {
    const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
    // Sealed by hand with an ephemeral key of Mallory's choice; it opens to the right secret.
    const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import('@hpke/core')
    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const { concatBytes, fromHex, utf8 } = await import('~/lib/shared/bytes')
    const { tag } = await import('~/lib/shared/tag')
    const drawn: number[] = []
    const watching = (length: number) => {
      const bytes = random(length)
      drawn.push(...bytes)
      return bytes
    }
    const access = Mallory.replica.access()
    const next = unwrap(await makeNextEpoch(access, without(access, idOf(Victor)), Mallory.keys, { random: watching }))
    const secret = Uint8Array.from(drawn.slice(0, 32))
    const info = concatBytes(tag('wrap'), fromHex(Bob.workspaceId), fromHex(idOf(Bob)), utf8('2'))
    const { enc, ct } = await suite.seal(
      { recipientPublicKey: await suite.kem.deserializePublicKey(Bob.keys.dhKey), info },
      secret,
    )
    const byHand = toBase64Url(concatBytes(new Uint8Array(enc), new Uint8Array(ct)))
    await removes(Mallory, idOf(Victor), () => ({ ...next, wraps: { ...next.wraps, [idOf(Bob)]: byHand } }))
    await until(() => holdsKey(Bob) && faultsOf(Alice).length === 1 && faultsOf(Bob).length === 1, 'both know')
    expect(faultsOf(Alice)).toMatchObject([{ byDeviceId: idOf(Mallory), recipients: [idOf(Bob)] }])
  })
})

test('a lead who breaks the chain to the key before: whoever has both seals it again, and who joins later reads everything', async () => {
  const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
  await Alice.create('risk', { title: 'Under the first key' })
  await level(Alice, Bob, Mallory)
  await removes(Mallory, idOf(Victor), (next) => ({ ...next, prevSealed: toBase64Url(random(60)) }))
  await until(
    () => faultsOf(Alice).some(({ healed }) => healed) && faultsOf(Bob).some(({ healed }) => healed),
    'healed',
  )
  expect(faultsOf(Bob)).toMatchObject([
    { epoch: 2, byDeviceId: idOf(Mallory), recipients: [], chain: true, healed: true },
  ])
  const carol = await joinDevice('Carol', await Alice.invite('editor', { relayUrl: relay!.url }))
  devices.push(carol)
  await level(carol, Alice)
  expect(await carol.vault.table('risk').toArray()).toMatchObject([{ title: 'Under the first key' }])
})

test('a lead who lets somebody in with a key that does not open: the others name the lead, not who made the key, and send it', async () => {
  const { Alice, Mallory, Bob } = await team(['Bob', 'editor'])
  const invitation = await Alice.invite('editor', { relayUrl: relay!.url, admit: 'words' })
  const carol = await joinDevice('Carol', invitation)
  devices.push(carol)
  await until(() => Mallory.replica.access().invites[invitation.inviteId]?.join !== undefined, 'Carol asks')
  const { join } = Mallory.replica.access().invites[invitation.inviteId]!
  await Mallory.access((prev) => ({
    type: 'admit',
    prev,
    inviteId: invitation.inviteId,
    deviceId: join!.deviceId,
    joinHash: join!.joinHash,
    epoch: 1,
    wrap: garbage(),
  }))
  await until(() => holdsKey(carol, 1), 'Carol has the key')
  await until(() => [Alice, Bob].every((device) => faultsOf(device).some(({ healed }) => healed)), 'healed')
  for (const device of [Alice, Bob])
    expect(faultsOf(device)).toMatchObject([
      { epoch: 1, byDeviceId: idOf(Mallory), recipients: [idOf(carol)], healed: true },
    ])
  await writesAndAllRead(carol, Alice, Bob)
})

test('an honest key change alarms nobody, and nobody sends anything again', async () => {
  const { Alice, Mallory, Bob, Victor } = await team(['Bob', 'editor'], ['Victor', 'viewer'])
  await removes(Mallory, idOf(Victor), (next) => next)
  await level(Alice, Bob, Mallory)
  await writesAndAllRead(Bob, Alice, Mallory)
  expect([Alice, Bob, Mallory].flatMap(faultsOf)).toEqual([])
  expect(
    Alice.replica.access().epochs.flatMap(({ rewraps, reseals }) => [...(rewraps ?? []), ...(reseals ?? [])]),
  ).toEqual([])
})
