/**
 * Keys that are no points of the curve: nobody can wrap anything for them, so one of them among the devices would stop
 * every next key.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { generateInviteKeys, importInviteKey } from '~/lib/crypto/inviteKeys'
import { joinBytes, writeAccessBody } from '~/lib/protocol/access/accessBody'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { toBase64Url, toBytes, type Bytes } from '~/lib/shared/bytes'
import { deviceIdOf } from '~/lib/shared/deviceId'
import { unwrap } from '~/lib/shared/result'
import { makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
let vera: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  vera = await join(world, alice, 'Vera', 'viewer')
  await settle(alice, vera)
})
afterEach(closeEverybody)

/** The join of a further device of Vera's, truly signed, with this key to wrap for. */
async function joinWith(keys: DeviceKeys, dhKey: Uint8Array): Promise<Bytes> {
  const invite = await generateInviteKeys()
  const inviteId = newUuid(random)
  const memberId = vera.replica.access().devices[vera.keys.deviceId]!.memberId
  await commitAccess(vera, {
    type: 'invite',
    prev: vera.replica.access().head.accessHash,
    inviteId,
    memberId,
    publicKey: toBase64Url(invite.publicKey),
    role: 'viewer',
    expiresAt: world.now + 1e9,
    admit: 'words',
    shown: zeroHash,
  })
  const device = {
    deviceId: deviceIdOf(keys.signKey, dhKey),
    signKey: toBase64Url(keys.signKey),
    dhKey: toBase64Url(dhKey),
  }
  const inviteSignature = toBase64Url(
    await sign(unwrap(await importInviteKey(invite)), joinBytes(world.workspaceId, inviteId, device)),
  )
  const body = writeAccessBody({
    type: 'join',
    prev: world.log.state.access.head.accessHash,
    inviteId,
    device,
    inviteSignature,
  })
  const { seq, chain } = world.log.entries.at(-1)!
  const place = {
    workspaceId: world.workspaceId,
    deviceId: device.deviceId,
    deviceSeq: 1,
    prevDeviceHash: zeroHash,
    head: { seq, chain },
    epoch: currentEpoch(world.log.state.access),
  }
  return (
    await writeSignedEntry(
      'access',
      newUuid(random),
      body,
      place,
      { sign: (message) => sign(keys.sign.privateKey, toBytes(message)), epochKey: () => undefined },
      random,
    )
  ).bytes
}

const moved = (point: Uint8Array): Uint8Array => point.map((byte, at) => (at === 64 ? byte ^ 1 : byte))
const beyond = Uint8Array.of(4, ...new Uint8Array(64).fill(0xff))
const nowhere = Uint8Array.of(4, ...new Uint8Array(64))

describe('a viewer brings in a further device whose key', () => {
  test.each<[string, (own: Uint8Array) => Uint8Array]>([
    ['lies beside the curve', moved],
    ['has coordinates beyond the field', () => beyond],
    ['is the point 0, 0', () => nowhere],
  ])(
    '%s: the relay refuses the join; let in, it counts for nobody, and an owner makes the next key',
    async (_what, change) => {
      const keys = await generateDeviceKeys()
      const entry = await joinWith(keys, change(keys.dhKey))
      const before = world.log.state.access
      expect(await world.log.append(entry)).toMatchObject({
        ok: false,
        error: { type: 'badDeviceKey', message: expect.stringContaining('not a point on the curve') as string },
      })
      expect(world.log.state.access).toBe(before)
      const at = await world.log.force(entry)
      await settle(alice, vera)
      for (const person of [alice, vera]) {
        expect(await person.vault.log.get(at)).toMatchObject({ verdict: 'badDeviceKey' })
        expect(Object.values(person.replica.access().invites).map(({ state }) => state)).not.toContain('joined')
      }
      const access = alice.replica.access()
      await commitAccess(alice, {
        type: 'newEpoch',
        prev: access.head.accessHash,
        nextEpoch: unwrap(await makeNextEpoch(access, access, alice.keys, { random })),
      })
      await settle(alice, vera)
      expect(currentEpoch(vera.replica.access())).toBe(2)
    },
  )

  test('is a point: it is let in as before', async () => {
    const keys = await generateDeviceKeys()
    expect(await world.log.append(await joinWith(keys, keys.dhKey))).toMatchObject({ ok: true })
  })
})
