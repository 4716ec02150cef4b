/** What becomes of a device's own entries when others let in what they should not, or hold back what was sent. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { unwrap } from '~/lib/shared/result'
import { sealBatch } from '~/lib/sync/outbox/sealBatch'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
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

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  await settle(alice, bob)
})
afterEach(closeEverybody)

/** Bob's next batch as an entry; sealed at another head where a test says so. */
async function sealed(chain?: string) {
  const batch = (await bob.replica.takeBatch(new Set()))!
  const { deviceSeq, prevDeviceHash } = bob.replica.ownChain()
  const head = bob.replica.head()
  const place = {
    workspaceId: world.workspaceId,
    deviceId: bob.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: { seq: head.seq, chain: chain ?? head.chain },
    epoch: currentEpoch(bob.replica.access()),
  }
  return {
    batch,
    entry: await sealBatch(
      batch,
      place,
      { sign: bob.replica.signer().sign, epochKey: (epoch) => bob.replica.epochKey(epoch) },
      random,
      { verdicts: head.verdicts },
    ),
  }
}

describe('an own entry that is in the log and does not count', () => {
  test('its rows are no longer marked as sent, are made again on what counts, and go out once more, once', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'Mine' } })
    const { batch, entry } = await sealed('ab'.repeat(32))
    await world.log.force(entry.bytes)
    await bob.pull()
    expect((await bob.vault.log.toArray()).at(-1)).toMatchObject({ uuid: batch.uuid, verdict: 'wrongHead' })
    const rows = await bob.vault.outbox.toArray()
    expect(rows).toHaveLength(1)
    expect(rows[0]!.entryUuid).toBeUndefined()
    expect(rows[0]!.former).toBeUndefined()
    expect(await bob.vault.notSent.count()).toBe(0)
    // Under a client id that no counted entry was refused with.
    await settle(alice, bob)
    expect(await bob.replica.waiting()).toBe(0)
    expect(await alice.rows('risk')).toMatchObject([{ id, title: 'Mine' }])
    expect(await alice.trail()).toEqual(await bob.trail())
    expect((await alice.trail()).filter(({ recordId, field }) => recordId === id && field === 'title')).toHaveLength(1)
  })
})

describe('an entry that may still arrive', () => {
  async function madeAnewWhileSent() {
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Sent' } })
    const { batch, entry } = await sealed()
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Later' } })
    await bob.replica.rebase('commitFailed')
    return { uuid: batch.uuid, entry }
  }

  test('nothing of what was made anew is sent while another entry is in flight, nor beside it', async () => {
    const { uuid } = await madeAnewWhileSent()
    expect((await bob.vault.outbox.orderBy('n').toArray()).map(({ former, entryUuid }) => [former, entryUuid])).toEqual(
      [
        [uuid, undefined],
        [undefined, undefined],
      ],
    )
    expect(await bob.replica.takeBatch(new Set(['another entry']))).toBeUndefined()
    // What stands before it goes out without it.
    const [made, later] = await bob.vault.outbox.orderBy('n').toArray()
    await bob.vault.outbox.bulkPut([
      { ...later!, n: made!.n },
      { ...made!, n: later!.n },
    ] as never)
    expect((await bob.replica.takeBatch(new Set(['another entry'])))!.rows.map(({ n }) => n)).toEqual([made!.n])
  })

  test('a further repair still holds it back; once the relay has refused that entry for good, nothing does', async () => {
    const { uuid } = await madeAnewWhileSent()
    const formers = async () => (await bob.vault.outbox.orderBy('n').toArray()).map(({ former }) => former)
    await bob.replica.rebase('commitFailed')
    expect(await formers()).toEqual([uuid, undefined])
    await bob.replica.refuse('another entry', { type: 'quota', message: 'The relay is full.' })
    expect(await formers()).toEqual([uuid, undefined])
    await bob.replica.refuse(uuid, { type: 'quota', message: 'The relay is full.' })
    expect(await formers()).toEqual([undefined, undefined])
    expect(await bob.vault.notSent.count()).toBe(0)
    expect((await bob.replica.takeBatch(new Set(['another entry'])))!.rows).toHaveLength(2)
  })

  test('it arrives late: the change leaves the outbox with it, and stands once', async () => {
    const { uuid, entry } = await madeAnewWhileSent()
    await world.log.append(entry.bytes)
    expect(unwrap(await bob.replica.ingest(world.log.entries.slice(bob.replica.head().seq), 'relay'))).toMatchObject({
      confirmed: [uuid],
      rebased: 'restoredCopy',
    })
    expect((await bob.vault.outbox.toArray()).map(({ about }) => about?.kind)).toEqual(['risk'])
    // It is known here what was in it: no sign of a copy.
    expect(await bob.vault.meta.get(metaKeys.restoredAt)).toBeUndefined()
    await settle(alice, bob)
    expect((await alice.rows('risk')).map(({ title }) => title).sort()).toEqual(['Later', 'Sent'])
    expect(await bob.rows('risk')).toEqual(await alice.rows('risk'))
    expect(await bob.trail()).toEqual(await alice.trail())
  })
})
