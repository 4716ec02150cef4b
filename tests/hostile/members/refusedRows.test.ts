/** What does not count stays listed: the id of an entry is its author's choice, so no row is called by it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import {
  closeEverybody,
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
let bob: Person
let mallory: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  mallory = await join(world, alice, 'Mallory', 'editor')
  await settle(alice, bob, mallory)
})
afterEach(closeEverybody)

/** A change that is none, under this id; an honest relay can't see it and gives it a place. */
async function unreadable(by: Person, uuid: string): Promise<number> {
  await by.pull()
  const { deviceSeq, prevDeviceHash } = by.replica.ownChain()
  const { seq, chain } = by.replica.head()
  const place = {
    workspaceId: world.workspaceId,
    deviceId: by.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: { seq, chain },
    epoch: currentEpoch(by.replica.access()),
  }
  const entry = await writeSignedEntry(
    'discussion',
    uuid,
    Uint8Array.of(9, 9, 9),
    place,
    { sign: by.replica.signer().sign, epochKey: (of) => by.replica.epochKey(of) },
    random,
  )
  const at = await world.log.append(entry.bytes)
  expect(at).toMatchObject({ ok: true })
  return at.ok ? at.value : 0
}

describe('an entry that does not count', () => {
  test('is not taken off the list by another one under its id: of its author or of somebody else', async () => {
    const uuid = newUuid(random)
    const first = await unreadable(bob, uuid)
    await settle(alice, bob, mallory)
    const again = await unreadable(bob, uuid)
    const others = await unreadable(mallory, uuid)
    await settle(alice, bob, mallory)
    for (const person of [alice, bob, mallory]) {
      expect(
        (await person.vault.refused.orderBy('seq').toArray()).map(({ seq, deviceId, verdict }) => ({
          seq,
          deviceId,
          verdict,
        })),
      ).toEqual([
        { seq: first, deviceId: bob.keys.deviceId, verdict: 'malformedContent' },
        { seq: again, deviceId: bob.keys.deviceId, verdict: 'malformedContent' },
        { seq: others, deviceId: mallory.keys.deviceId, verdict: 'malformedContent' },
      ])
    }
  })
})
