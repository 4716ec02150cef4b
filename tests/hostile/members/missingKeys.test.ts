/**
 * A key that does not open is no verdict: members are judged on, records wait, and nothing is lost or stopped by it.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgeAccess } from '~/lib/protocol/access/accessReducer'
import {
  writeAccessBody,
  type AccessBody,
  type AccessBodyOf,
  type NextEpochBody,
} from '~/lib/protocol/access/accessBody'
import { nextChain } from '~/lib/protocol/log/chain'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { generateInviteKeys } from '~/lib/crypto/inviteKeys'
import { makeNextEpoch } from '~/lib/sync/session/epochSecrets'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import {
  closeEverybody,
  commitAccess,
  createPerson,
  createWorld,
  foundBy,
  join,
  memoryCheckpoints,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'
import { openDevice } from '../../sync/support/device'
import { until } from '../../sync/support/relay'
import { scriptedRelay, serving } from '../../sync/support/scriptedRelay'
import { byHand } from '../support/byHand'

let world: World
let alice: Person
let olga: Person
let mallory: Person
let carol: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  olga = await join(world, alice, 'Olga', 'owner')
  mallory = await join(world, alice, 'Mallory', 'lead')
  carol = await join(world, alice, 'Carol', 'editor')
  for (const person of [alice, olga, mallory]) await person.pull()
})
afterEach(closeEverybody)

const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId

/** The body with the next epoch in it, made by the person's device on the state that it leads to. */
async function withEpoch<T extends Extract<AccessBody, { nextEpoch: NextEpochBody }>>(
  by: Person,
  make: (nextEpoch: NextEpochBody) => T,
): Promise<T> {
  const access = by.replica.access()
  const placeholder: NextEpochBody = {
    epoch: access.epochs.length + 1,
    commit: zeroHash,
    prevEpoch: access.epochs.length,
    prevSealed: '',
    wraps: {},
  }
  const after = judgeAccess({ ...access }, make({ ...placeholder, wraps: wrapsOfNobody(access, make(placeholder)) }), {
    deviceId: by.keys.deviceId,
    seq: by.replica.head().seq + 1,
    relayTime: world.now,
    entryHash: zeroHash,
  })
  return make(unwrap(await makeNextEpoch(access, unwrap(after), by.keys, { random, mayLeaveOut: true })))
}
/** Names of exactly those who stay, so that the reducer says what the state is. */
function wrapsOfNobody(access: ReturnType<Person['replica']['access']>, body: object): Record<string, string> {
  const leaving: readonly string[] = 'memberIds' in body ? (body.memberIds as readonly string[]) : []
  const stay = Object.values(access.devices).filter(
    ({ memberId, removedAt }) =>
      removedAt === undefined && !leaving.includes(memberId) && access.members[memberId]!.removedAt === undefined,
  )
  return Object.fromEntries(
    [...stay.map(({ deviceId }) => deviceId), access.recovery!.deviceId].map((deviceId) => [deviceId, '']),
  )
}

const invite = async (by: Person): Promise<string> => {
  const keys = await generateInviteKeys()
  const inviteId = newUuid(random)
  await commitAccess(by, {
    type: 'invite',
    prev: by.replica.access().head.accessHash,
    inviteId,
    memberId: newUuid(random),
    publicKey: toBase64Url(keys.publicKey),
    role: 'viewer',
    expiresAt: world.now + 1e9,
    admit: 'words',
    shown: zeroHash,
  })
  return inviteId
}

/** Mallory removes Carol; the key of the new epoch does not open for Alice. */
async function locksOutAlice(): Promise<void> {
  const remove = await withEpoch<AccessBodyOf<'remove'>>(mallory, (nextEpoch) => ({
    type: 'remove',
    prev: mallory.replica.access().head.accessHash,
    memberIds: [memberOf(carol)],
    deviceIds: [],
    nextEpoch,
  }))
  const { wraps } = remove.nextEpoch
  await commitAccess(mallory, {
    ...remove,
    nextEpoch: { ...remove.nextEpoch, wraps: { ...wraps, [alice.keys.deviceId]: wraps[olga.keys.deviceId]! } },
  })
}

/**
 * Alice leaves out the broken key, under which Mallory wrote; Olga has yet to read that. The position of what Mallory
 * wrote.
 */
async function leavesOutTheBrokenKey(): Promise<number> {
  await locksOutAlice()
  await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the broken key' } })
  await mallory.push()
  const at = world.log.entries.length
  await olga.pull()
  await alice.pull()
  await commitAccess(
    alice,
    await withEpoch<AccessBodyOf<'newEpoch'>>(alice, (nextEpoch) => ({
      type: 'newEpoch',
      prev: alice.replica.access().head.accessHash,
      nextEpoch,
    })),
  )
  return at
}

describe('a lead whose new key does not open for an owner', () => {
  test('members are judged on and may be changed; records wait, and with the key all is as on every other device', async () => {
    const waits = await alice.must('record.create', { kind: 'risk', fields: { title: 'Waits' } })
    await locksOutAlice()
    const written = await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the new key' } })
    await mallory.push()
    const inviteId = await invite(mallory)
    await alice.pull()

    expect(alice.replica.epochAwaited()).toBe(2)
    expect(alice.replica.access().members[memberOf(carol)]!.removedAt).toBeDefined()
    expect(await alice.vault.members.get(memberOf(carol))).toMatchObject({ active: false })
    expect(await alice.vault.invites.get(inviteId)).toMatchObject({ state: 'open' })
    expect(await alice.rows('asset')).toEqual([])
    expect(await alice.vault.refused.count()).toBe(0)

    const refused = await alice.run('record.create', { kind: 'asset', fields: { name: 'Not now' } })
    expect(refused).toMatchObject({ ok: false, error: { type: 'keyMissing' } })
    expect(JSON.stringify(refused)).toContain('Only members and keys can be changed now')
    expect(await alice.replica.waiting()).toBe(1)

    // What she writes about members goes out, once, past the record that waits.
    const length = world.log.entries.length
    await commitAccess(alice, { type: 'revokeInvite', prev: alice.replica.access().head.accessHash, inviteId })
    expect(world.log.entries.length).toBe(length + 1)
    expect(await alice.replica.waiting()).toBe(1)
    await olga.pull()
    expect(olga.replica.access().invites[inviteId]).toMatchObject({ state: 'revoked' })
    expect(alice.replica.access().invites[inviteId]).toMatchObject({ state: 'revoked' })

    // Also after her worker died: it is read from the log again.
    await alice.restart()
    await alice.pull()
    expect(alice.replica.epochAwaited()).toBe(2)
    expect(alice.replica.access().invites[inviteId]).toMatchObject({ state: 'revoked' })

    // An owner who has the key begins the next one, which opens for Alice, and through it the one before.
    await commitAccess(
      olga,
      await withEpoch<AccessBodyOf<'newEpoch'>>(olga, (nextEpoch) => ({
        type: 'newEpoch',
        prev: olga.replica.access().head.accessHash,
        nextEpoch,
      })),
    )
    await settle(olga, mallory, alice)
    expect(alice.replica.epochAwaited()).toBeUndefined()
    expect(await alice.rows('asset')).toMatchObject([{ id: written.id, name: 'Under the new key' }])
    expect(await olga.rows('risk')).toMatchObject([{ id: waits.id, title: 'Waits' }])
    const verdicts = async ({ vault }: Person) =>
      (await vault.log.toArray()).map(({ seq, verdict }) => `${seq} ${verdict}`)
    expect(await verdicts(alice)).toEqual(await verdicts(olga))
    expect(await alice.trail()).toEqual(await olga.trail())
    expect(await alice.vault.members.toArray()).toEqual(await olga.vault.members.toArray())
  })

  describe('while more is written than stays in memory', { timeout: 120_000 }, () => {
    /** First and Last, and between them what nobody could read; a few at a time, as in frames. */
    async function writesMuch(): Promise<void> {
      await locksOutAlice()
      const record = async (title: string): Promise<void> => {
        await mallory.must('record.create', { kind: 'risk', fields: { title } })
        await mallory.push()
      }
      await record('First')
      for (let n = 0; n < 10; n++) {
        unwrap(await world.log.append((await byHand(world, mallory, 'register', random(900_000))).bytes))
        await mallory.pull()
      }
      await record('Last')
    }
    const newKey = async (): Promise<void> => {
      await olga.pull()
      await commitAccess(
        olga,
        await withEpoch<AccessBodyOf<'newEpoch'>>(olga, (nextEpoch) => ({
          type: 'newEpoch',
          prev: olga.replica.access().head.accessHash,
          nextEpoch,
        })),
      )
    }
    const titlesOf = async ({ vault }: Pick<Person, 'vault'>) =>
      (await vault.table('risk').toArray()).map((row) => (row as { title: string }).title).sort()

    test('members are judged on, the rest is to be read again once the key is here, and then all is as on every other device', async () => {
      await writesMuch()
      const inviteId = await invite(mallory)
      while (alice.replica.epochAwaited() === undefined) await alice.pull(1)
      for (const entry of world.log.entries) unwrap(await alice.replica.ingest([entry], 'relay'))
      expect(await alice.vault.invites.get(inviteId)).toMatchObject({ state: 'open' })
      expect(alice.replica.epochAwaited()).toBe(2)
      await newKey()
      const last = world.log.entries.at(-1)!
      const report = unwrap(await alice.replica.ingest([last], 'relay'))
      expect(report).toMatchObject({ letGo: true })
      expect(report.head.seq).toBeLessThan(last.seq)
      await settle(olga, mallory, alice)
      expect(alice.replica.head()).toEqual(olga.replica.head())
      expect(await titlesOf(alice)).toEqual(['First', 'Last'])
      expect(await alice.trail()).toEqual(await olga.trail())
    })

    test('a connected device reads it again by itself', async () => {
      await writesMuch()
      await newKey()
      const { entries } = world.log
      const last = entries.at(-1)!
      const honest = serving(entries)
      const relay = scriptedRelay((frame, socket) => {
        if (frame.kind !== 'resume') return honest(frame, socket)
        for (const entry of entries.filter(({ seq }) => seq > frame.fromSeq))
          socket.send({ kind: 'entries', entries: [entry] })
        socket.send({ kind: 'caughtUp', seq: last.seq })
      })
      const from = alice.replica.head().seq
      await alice.engine.stop()
      const device = await openDevice({
        name: 'Alice',
        workspaceId: world.workspaceId,
        keys: alice.keys,
        vault: alice.vault,
        checkpoints: memoryCheckpoints(),
        connect: relay.connect,
        fetch: globalThis.fetch,
        clock: { now: () => world.now },
        uiOpen: 1,
      })
      unwrap(await device.sync.connectRelay('http://127.0.0.1:1'))
      await until(() => device.replica.head().seq === last.seq, 'read to the end', 30_000)
      const asked = relay.received.flatMap((frame) => (frame.kind === 'resume' ? [frame.fromSeq] : []))
      expect(asked).toHaveLength(2)
      expect([asked[0], asked[1]! > from, asked[1]! < last.seq]).toEqual([from, true, true])
      expect(await titlesOf(device)).toEqual(['First', 'Last'])
      await device.sync.stop()
      await device.replica.close()
    })
  })

  test('time that falls behind a missing key stops the device as it does elsewhere: nothing of it is shown, and it reads on where it stood', async () => {
    await locksOutAlice()
    await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the new key' } })
    await mallory.push()
    await alice.pull()
    expect(alice.replica.epochAwaited()).toBe(2)
    const head = alice.replica.head()
    const before = world.log.entries.at(-1)!
    const reset = await byHand(
      world,
      mallory,
      'access',
      writeAccessBody({ type: 'timeReset', prev: mallory.replica.access().head.accessHash }),
    )
    const then = Date.UTC(2024, 0, 1)
    const back = {
      seq: before.seq + 1,
      relayTime: then,
      chain: nextChain(before.chain, before.seq + 1, then, reset.hash),
      bytes: reset.bytes,
    }
    expect(await alice.replica.ingest([back], 'relay')).toMatchObject({
      ok: false,
      error: { type: 'timeFell', message: expect.stringContaining("The relay's time went back at position") as string },
    })
    expect(alice.replica.head()).toEqual(head)
    expect(alice.replica.epochAwaited()).toBe(2)
    expect(await alice.vault.refused.count()).toBe(0)
    // With the time going on it is an entry like any other that does not count, and members are judged on.
    const on = {
      ...back,
      relayTime: before.relayTime,
      chain: nextChain(before.chain, back.seq, before.relayTime, reset.hash),
    }
    await world.log.force(reset.bytes)
    expect(world.log.entries.at(-1)).toEqual(on)
    await olga.pull()
    const inviteId = await invite(olga)
    await alice.pull()
    expect(await alice.vault.invites.get(inviteId)).toMatchObject({ state: 'open' })
  })

  test('an owner leaves the broken key out: what its maker wrote under it counts for nobody, also where it was counted already', async () => {
    await locksOutAlice()
    await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the broken key' } })
    await mallory.push()
    const at = world.log.entries.length
    await olga.pull()
    expect(await olga.rows('asset')).toMatchObject([{ name: 'Under the broken key' }])
    await alice.pull()
    expect(alice.replica.epochAwaited()).toBe(2)

    await commitAccess(
      alice,
      await withEpoch<AccessBodyOf<'newEpoch'>>(alice, (nextEpoch) => ({
        type: 'newEpoch',
        prev: alice.replica.access().head.accessHash,
        nextEpoch,
      })),
    )
    const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Under the next one' } })
    await settle(alice, olga, mallory)
    expect(alice.replica.access().epochs.map(({ prevEpoch }) => prevEpoch)).toEqual([undefined, 1, 1])
    const again = await createPerson(world, 'Olga again', olga.keys)
    await again.pull()
    for (const person of [alice, olga, mallory, again]) {
      expect(person.replica.epochAwaited()).toBeUndefined()
      expect(await person.vault.log.get(at)).toMatchObject({
        verdict: 'leftOutEpoch',
        message: expect.stringContaining('counts for nobody'),
      })
      expect(await person.rows('asset')).toEqual([])
      expect(await person.rows('risk')).toMatchObject([{ id, title: 'Under the next one' }])
      expect((await person.trail()).filter(({ kind }) => kind === 'asset')).toEqual([])
    }
    const verdicts = async ({ vault }: Person) =>
      (await vault.log.toArray()).map(({ seq, verdict }) => `${seq} ${verdict}`)
    for (const person of [olga, mallory, again]) expect(await verdicts(person)).toEqual(await verdicts(alice))
    expect((await olga.vault.meta.get('rebuilt'))!.value).toMatchObject({
      reason: 'leftOutEpoch',
      about: { seq: at, deviceId: mallory.keys.deviceId },
    })
    await again.close()
  })

  test('the worker dies when it has read that, before it acts on it: the next start does', async () => {
    const at = await leavesOutTheBrokenKey()
    olga.dieAt('ingest:afterTransaction')
    await expect(olga.pull()).rejects.toThrow('ingest:afterTransaction')
    await olga.restart()
    expect(await olga.vault.log.get(at)).toMatchObject({ verdict: 'leftOutEpoch' })
    expect(await olga.rows('asset')).toEqual([])
    expect(olga.replica.head().verdicts).toBe(alice.replica.head().verdicts)
    // Once: nothing is made again at the start after that.
    const rebuilt = await olga.vault.meta.get('rebuilt')
    world.now += 1_000
    await olga.restart()
    expect(await olga.vault.meta.get('rebuilt')).toEqual(rebuilt)
    // Made again for another reason, the end of the log is known from the beginning.
    await olga.vault.meta.put({ key: 'rulesVersion', value: 'of an earlier version' })
    await olga.restart()
    expect((await olga.vault.meta.get('rebuilt'))!.value).toMatchObject({ reason: 'newRules', leftOut: [2] })
    expect(olga.replica.head().verdicts).toBe(alice.replica.head().verdicts)
  })

  test('the disk is full when it has read that: what was read is told, and with room again what counted is made again', async () => {
    const at = await leavesOutTheBrokenKey()
    const full = (_key: unknown, { key }: { readonly key: string }): void => {
      if (key === 'rebuildDue') throw new DOMException('full', 'QuotaExceededError')
    }
    const creating = olga.vault.meta.hook('creating')
    creating.subscribe(full as never)
    const told: string[] = []
    olga.replica.onChange((what) => told.push(what))
    await olga.pull()
    expect(told).toContain('access')
    expect(olga.replica.access().epochs).toHaveLength(3)
    expect(await olga.vault.log.get(at)).toMatchObject({ verdict: 'counts' })
    creating.unsubscribe(full as never)
    unwrap(await olga.replica.ingest([], 'relay'))
    expect(await olga.vault.log.get(at)).toMatchObject({ verdict: 'leftOutEpoch' })
    expect(await olga.rows('asset')).toEqual([])
    expect(olga.replica.head().verdicts).toBe(alice.replica.head().verdicts)
  })

  test('an owner who leaves out a good key takes from its maker what the maker alone wrote under it, from nobody else, and it stays readable', async () => {
    const before = await mallory.must('record.create', { kind: 'risk', fields: { title: 'Before the key' } })
    await mallory.push()
    await settle(alice, olga, mallory)
    await commitAccess(
      mallory,
      await withEpoch<AccessBodyOf<'remove'>>(mallory, (nextEpoch) => ({
        type: 'remove',
        prev: mallory.replica.access().head.accessHash,
        memberIds: [memberOf(carol)],
        deviceIds: [],
        nextEpoch,
      })),
    )
    await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the good key' } })
    await mallory.push()
    const at = world.log.entries.length
    const waiting = await olga.must('record.create', { kind: 'risk', fields: { title: 'Of Olga, not sent yet' } })
    await alice.pull()
    expect(await alice.rows('asset')).toMatchObject([{ name: 'Under the good key' }])

    // Her program is patched: it takes her own wrap for broken.
    const access = alice.replica.access()
    const [first, second] = access.epochs
    const blind = {
      ...access,
      epochs: [
        first!,
        { ...second!, wraps: { ...second!.wraps, [alice.keys.deviceId]: second!.wraps[olga.keys.deviceId]! } },
      ],
    }
    const nextEpoch = unwrap(await makeNextEpoch(blind, blind, alice.keys, { random, mayLeaveOut: true }))
    expect(nextEpoch.prevEpoch).toBe(1)
    const entry = await byHand(
      world,
      alice,
      'access',
      writeAccessBody({ type: 'newEpoch', prev: access.head.accessHash, nextEpoch }),
    )
    expect(await world.log.append(entry.bytes)).toMatchObject({ ok: true })
    await settle(alice, olga, mallory)
    for (const person of [alice, olga, mallory]) {
      expect(await person.vault.log.get(at)).toMatchObject({ verdict: 'leftOutEpoch' })
      expect(await person.rows('asset')).toEqual([])
      expect((await person.rows('risk')).map(({ id }) => id).sort()).toEqual([before.id, waiting.id].sort())
      expect(JSON.stringify(await person.vault.refused.toArray())).toContain('Under the good key')
    }
    // Mallory read the new key and Olga's change in one go: nobody is taken for a liar, and nobody waits.
    for (const { vault, replica } of [alice, olga, mallory]) {
      expect(replica.writable()).toMatchObject({ ok: true })
      expect(
        ((await vault.meta.get('verdictCheck'))?.value as { readonly by?: unknown } | undefined)?.by ?? [],
      ).toEqual([])
    }
    // It can be written again, and then others have it too.
    await mallory.must('record.create', { kind: 'asset', fields: { name: 'Under the good key' } })
    await settle(mallory, alice, olga)
    expect(await olga.rows('asset')).toMatchObject([{ name: 'Under the good key' }])
  })

  test('a key that others wrote under is not left out: nobody loses what they were told was saved', async () => {
    await locksOutAlice()
    await olga.must('record.create', { kind: 'asset', fields: { name: 'Olga wrote this' } })
    await olga.push()
    await alice.pull()
    const body = await withEpoch<AccessBodyOf<'newEpoch'>>(alice, (nextEpoch) => ({
      type: 'newEpoch',
      prev: alice.replica.access().head.accessHash,
      nextEpoch,
    }))
    expect(body.nextEpoch.prevEpoch).toBe(1)
    const { deviceSeq, prevDeviceHash } = alice.replica.ownChain()
    const { seq, chain } = alice.replica.head()
    const entry = await writeSignedEntry(
      'access',
      newUuid(random),
      writeAccessBody(body),
      {
        workspaceId: world.workspaceId,
        deviceId: alice.keys.deviceId,
        deviceSeq: deviceSeq + 1,
        prevDeviceHash,
        head: { seq, chain },
        epoch: 2,
      },
      { sign: alice.replica.signer().sign, epochKey: () => undefined },
      random,
    )
    expect(await world.log.append(entry.bytes)).toMatchObject({
      ok: false,
      error: { type: 'epochInUse', message: expect.stringContaining('others than its maker wrote with it') },
    })
    expect(await olga.rows('asset')).toMatchObject([{ name: 'Olga wrote this' }])
  })
})
