/** Rules have versions: one that this program does not know makes it stop writing, not misread. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { knownRules } from '~/lib/protocol/access/accessRules'
import { unwrap } from '~/lib/shared/result'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundBy,
  join,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { foundDevice, joinDevice, type Device } from '../../sync/support/device'
import { startRelay, until, wait } from '../../sync/support/relay'
import { byHand } from '../support/byHand'

let world: World
let alice: Person
let bob: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  await alice.pull()
})
afterEach(closeEverybody)

const activate = (by: Person, n: number) =>
  writeAccessBody({ type: 'rules', prev: by.replica.access().head.accessHash, n })

describe('rules of a newer version', () => {
  test('activated by an owner: a device that does not know them writes nothing and says so; what waits stays, what is there stays readable', async () => {
    const { id } = await bob.must('record.create', { kind: 'risk', fields: { title: 'Before' } })
    await settle(alice, bob)
    const waits = await bob.must('record.create', { kind: 'risk', fields: { title: 'Waits' } })
    await commitAccess(alice, { type: 'rules', prev: alice.replica.access().head.accessHash, n: knownRules + 1 })
    const length = world.log.entries.length
    await bob.push()
    expect(bob.replica.access().rules).toEqual({ n: knownRules + 1, seq: length })
    expect(world.log.entries.length).toBe(length)
    expect(await bob.replica.waiting()).toBe(1)
    for (const person of [alice, bob]) {
      const refused = await person.run('record.create', { kind: 'risk', fields: { title: 'After' } })
      expect(refused).toMatchObject({
        ok: false,
        error: { type: 'updateNeeded', message: expect.stringContaining('Update Plumbline on this device') },
      })
    }
    const direct = await bob.replica.exclusive(() =>
      bob.replica.commit({
        commandId: 'x',
        name: 'test',
        input: null,
        at: 1,
        result: null,
        access: [activate(bob, knownRules + 2)],
      }),
    )
    expect(direct).toMatchObject({ ok: false, error: { type: 'updateNeeded' } })
    expect((await bob.rows('risk')).map((row) => row['id']).sort()).toEqual([id, waits.id].sort())
    expect(await bob.run('integrity.verify', null)).toMatchObject({ ok: true })
  })

  test.each([
    ['a lead', knownRules + 1, 'roleMayNotWrite'],
    ['an owner who leaves one out', knownRules + 2, 'wrongRules'],
    ['an owner who goes back', knownRules, 'wrongRules'],
  ])('%s activates none, not even through an accomplice of a relay', async (who, n, verdict) => {
    const by = who === 'a lead' ? bob : alice
    await by.pull()
    const entry = await byHand(world, by, 'access', activate(by, n))
    expect(await world.log.append(entry.bytes)).toMatchObject({ ok: false, error: { type: verdict } })
    const at = await world.log.force(entry.bytes)
    for (const person of [alice, bob]) {
      await person.pull()
      expect(await person.vault.log.get(at)).toMatchObject({ verdict })
      expect(person.replica.access().rules).toEqual({ n: 1, seq: 0 })
    }
    await bob.must('record.create', { kind: 'risk', fields: { title: 'Still written' } })
    await settle(alice, bob)
    expect(await alice.rows('risk')).toMatchObject([{ title: 'Still written' }])
  })
})

test('what a device of an owner writes by itself on a new relay is not written either', async () => {
  const relay = await startRelay()
  const a = await foundDevice('Alice')
  try {
    await until(() => a.replica.head().seq > 0, 'founded')
    await a.access((prev) => ({ type: 'rules', prev, n: knownRules + 1 }))
    await until(() => a.replica.access().rules.n === knownRules + 1, 'activated')
    const { seq } = a.replica.head()
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'updateNeeded' && a.status()?.relayUrl === relay.url, 'says so')
    await wait(300)
    expect(a.replica.head().seq).toBe(seq)
    expect(a.replica.access().relays).toEqual([])
  } finally {
    await a.stop()
    await relay.close()
  }
})

test('the sync state says "update needed", over a real relay', async () => {
  const relay = await startRelay()
  const devices: Device[] = []
  try {
    const a = await foundDevice('Alice')
    devices.push(a)
    unwrap(await a.sync.connectRelay(relay.url))
    await until(() => a.status()?.state === 'synced', 'synced')
    const b = await joinDevice('Bob', await a.invite('editor', { relayUrl: relay.url }))
    devices.push(b)
    await until(() => b.status()?.state === 'synced', 'Bob synced')
    await a.access((prev) => ({ type: 'rules', prev, n: knownRules + 1 }))
    for (const device of devices) await until(() => device.status()?.state === 'updateNeeded', `${device.name} says so`)
  } finally {
    for (const device of devices) await device.stop()
    await relay.close()
  }
})
