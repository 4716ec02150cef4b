/** Attacks that were thought of and lead nowhere; each is tried here on the real thing, so that it stays so. */

import { afterEach, describe, expect, it } from 'vitest'
import { unconfirmedAt } from '~/lib/protocol/access/accessState'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { sealedUnder } from '~/lib/protocol/log/judge'
import { writeKeyBody } from '~/lib/protocol/bodies/keyBody'
import { emptyHead, readEntry } from '~/lib/protocol/log/entry'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { recordsOf } from '~/lib/vault/books/book'
import { sealedUnder as sealedUnderInStore } from '~/server/log/sealedUnder'
import { createMemoryLog } from '~/server/store/memoryLog'
import { encrypted } from '../../contract/blobStore'
import {
  access,
  admit,
  alice,
  bob,
  carol,
  dave,
  emptyWorld,
  fakeDevice,
  hexId,
  invite,
  join as joins,
  kit,
  later,
  must,
  nextEpoch,
  staffed,
  withMember,
  wrapText,
  write,
  type World,
} from '../../protocol/world'
import { Client, adopt, hello, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found, invitation, joinBody, newDevice, random } from '../../server/support/people'
import { startRelay } from '../../server/support/relay'
import { createWorld, foundBy, join, settle, type Person } from '../../vault/support/person'
import { smuggleUpdate, updateOn, viewOf } from '../support/smuggle'

const verdictOf = (done: ReturnType<typeof write>): string => (done.verdict.counts ? 'counts' : done.verdict.type)
function refuses(world: World, done: ReturnType<typeof write>, type: string): void {
  expect(verdictOf(done)).toBe(type)
  expect(done.world.state.access).toBe(world.state.access)
}
const remove = (world: World, name: string) =>
  ({
    type: 'remove',
    memberIds: [hexId(name)],
    deviceIds: [],
    nextEpoch: nextEpoch(world, { members: [hexId(name)] }),
  }) as const

describe('who somebody is', () => {
  const bound = (): World =>
    later(must(staffed(), alice.deviceId, { type: 'bind', memberId: hexId('dave'), personId: 'pe_dave' }), 365)
  /** Bob takes Dave out, and a device of his own in. */
  const again = (world: World, name: string, fill: number): World =>
    must(withMember(world, name, 'auditor', fakeDevice(fill), bob.deviceId), bob.deviceId, {
      type: 'bind',
      memberId: hexId(name),
      personId: 'pe_dave',
    })
  const replaced = (): World => again(must(bound(), bob.deviceId, remove(bound(), 'dave')), 'second', 40)

  it('is not confirmed by a second device of who chose the person', () => {
    const laptop = fakeDevice(44)
    const joined = must(
      must(
        replaced(),
        bob.deviceId,
        invite('laptop', 'lead', { memberId: hexId('bob'), expiresAt: replaced().now + 86_400_000 }),
      ),
      laptop.deviceId,
      joins('laptop', laptop),
    )
    const world = must(joined, bob.deviceId, admit(joined, 'laptop'))
    refuses(
      world,
      access(world, laptop.deviceId, { type: 'confirmBind', memberId: hexId('second'), personId: 'pe_dave' }),
      'ownWord',
    )
  })

  it('stays in doubt through removal and return, however often, and through a return by the kit', () => {
    const twice = again(must(replaced(), bob.deviceId, remove(replaced(), 'second')), 'third', 41)
    expect(unconfirmedAt(twice.state.access.members[hexId('third')]!, twice.log.length + 1)).toMatchObject({
      byMemberId: hexId('bob'),
      again: true,
    })

    // An owner who is one on Alice's word comes back by the kit: still on her word.
    const owner = must(withMember(bound(), 'olga', 'owner', fakeDevice(42)), alice.deviceId, {
      type: 'bind',
      memberId: hexId('olga'),
      personId: 'pe_olga',
    })
    const other = must(owner, alice.deviceId, { type: 'bind', memberId: hexId('olga'), personId: 'pe_other' })
    const back = fakeDevice(43)
    const wraps = { ...nextEpoch(other, { members: [hexId('olga')] }).wraps, [back.deviceId]: wrapText(3) }
    const returned = must(other, kit.deviceId, {
      type: 'recover',
      memberId: hexId('back'),
      replaces: hexId('olga'),
      device: back,
      deviceIds: [],
      nextEpoch: nextEpoch(other, { members: [hexId('olga')] }, { wraps }),
    })
    expect(unconfirmedAt(returned.state.access.members[hexId('back')]!, returned.log.length + 1)).toMatchObject({
      byMemberId: hexId('alice'),
      again: true,
    })
  })
})

describe('keys', () => {
  it('are sent again by no recovery key, by nobody who left, and by nobody before there is a workspace', () => {
    const body = writeKeyBody({ type: 'rewrap', epoch: 1, wraps: { [alice.deviceId]: wrapText(7) } })
    const here = staffed()
    refuses(here, write(here, kit.deviceId, 'key', { body }), 'unknownDevice')
    refuses(here, write(here, fakeDevice(70).deviceId, 'key', { body }), 'unknownDevice')
    refuses(emptyWorld, write(emptyWorld, alice.deviceId, 'key', { body }), 'unknownDevice')
    const gone = must(here, alice.deviceId, remove(here, 'carol'))
    refuses(gone, write(gone, carol.deviceId, 'key', { body }), 'removed')
  })

  it('that are left out are judged alike by relay and devices, whoever wrote, left or was refused meanwhile', async () => {
    let world = staffed()
    for (const [by, name] of [
      [bob, 'carol'],
      [alice, 'erin'],
    ] as const) {
      world = must(world, by.deviceId, remove(world, name))
      world = write(world, bob.deviceId, 'register').world
      world = write(world, dave.deviceId, name === 'carol' ? 'evidence' : 'settings').world
    }
    world = write(world, dave.deviceId, 'audit').world
    world = must(world, alice.deviceId, remove(world, 'dave'))
    // What does not count has no place on a relay.
    const counted = world.log.filter(({ bytes }) => unwrap(readEntry(bytes)).header.class !== 'settings')
    const store = createMemoryLog()
    const { workspaceId } = world.state.access
    await store.append(
      workspaceId,
      emptyHead,
      counted.map((entry, n) => {
        const { header } = unwrap(readEntry(entry.bytes))
        return {
          ...entry,
          seq: n + 1,
          deviceId: header.deviceId,
          deviceSeq: header.deviceSeq,
          class: header.class,
          hash: `${n}`,
        }
      }),
    )
    const newEpoch = access(world, alice.deviceId, {
      type: 'newEpoch',
      nextEpoch: nextEpoch(world, {}, { prevEpoch: 1 }),
    })
    const entry = unwrap(readEntry(newEpoch.world.log.at(-1)!.bytes))
    const onRelay = await sealedUnderInStore(store, workspaceId, world.state, { entry, fresh: [] })
    for (const epoch of [2, 3, 4])
      expect([...onRelay(epoch)].sort(), `epoch ${epoch}`).toEqual([...sealedUnder(world.state, epoch)].sort())
    expect([...onRelay(2)].sort()).toEqual([bob.deviceId, dave.deviceId].sort())
    refuses(world, newEpoch, 'epochInUse')
  })
})

describe('a relay', () => {
  it('whose member invites with a key that is no point goes on: the link opens nothing, and others are served', async () => {
    const relay = await startRelay()
    for (const publicKey of [
      new Uint8Array(65).fill(4),
      Uint8Array.of(4, ...new Uint8Array(64).fill(255)),
      Uint8Array.of(4, ...new Uint8Array(64)),
    ]) {
      const workspace = await found()
      const client = await adopt(relay.origin, workspace)
      const guest = await newDevice(workspace.workspaceId)
      const made = await invitation(workspace.alice.prevDeviceHash, 'viewer', relay.clock.now() + 86_400_000)
      const invited = await workspace.alice.write(
        'access',
        { ...made.body, publicKey: toBase64Url(publicKey) },
        workspace.head,
      )
      const head = await client.store(invited)
      const socket = new Client(relay.origin)
      await hello(socket, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'invite', deviceId: guest.deviceId, inviteId: made.inviteId },
        signKey: made.signKey,
      })
      expect((await socket.closed).code).toBe(4401)
      expect(
        await client.append(await guest.draft('access', await joinBody(made, guest, invited.hash), head)),
      ).toMatchObject({ kind: 'refused' })
      expect(await client.append(await workspace.alice.write('register', random(100), head))).toMatchObject({
        kind: 'stored',
        seq: head.seq + 1,
      })
    }
    expect(relay.logged()).not.toContain('failed')
  })

  it('passes on so much presence of a device and no more, and what others write meanwhile has its place at once', async () => {
    const relay = await startRelay()
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const { device, head } = await admitMember(workspace, client, {
      role: 'viewer',
      head: workspace.head,
      accessHash: workspace.alice.prevDeviceHash,
      now: relay.clock.now(),
    })
    const flood = await signIn(relay.origin, device)
    const begin = Date.now()
    for (let n = 0; n < 3_000; n++) flood.send({ kind: 'presence', bytes: random(600) })
    expect(await client.append(await workspace.alice.write('register', random(200), head))).toMatchObject({
      kind: 'stored',
    })
    const heard = client.frames.filter(({ kind }) => kind === 'presence').length
    expect(heard).toBeLessThanOrEqual(20 + 20 * Math.ceil((Date.now() - begin) / 1_000))
    expect(flood.frames.some(({ kind }) => kind === 'presence')).toBe(false)
  })

  it('takes a log after sockets that broke off in the middle of bringing theirs', async () => {
    const relay = await startRelay({ limits: { adoptionsAtOnce: 2 } })
    for (let n = 0; n < 5; n++) {
      const workspace = await found()
      const client = new Client(relay.origin)
      await hello(client, {
        workspaceId: workspace.workspaceId,
        speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
        signKey: workspace.alice.keys.sign.privateKey,
      })
      await client.first('bring')
      client.send({ kind: 'create', createToken: '', genesis: workspace.log[0]!.bytes })
      await client.until('bring the log', () =>
        client.frames.find((frame) => frame.kind === 'bring' && frame.what === 'log'),
      )
      client.close()
      await client.closed
    }
    await expect
      .poll(async () => (await adopt(relay.origin, await found())).frames.some(({ kind }) => kind === 'caughtUp'))
      .toBe(true)
  })

  it('has no file for the token of another workspace, though the same bytes are in both', async () => {
    const relay = await startRelay()
    const [one, two] = [await found(), await found()]
    const [first, second] = [await adopt(relay.origin, one), await adopt(relay.origin, two)]
    const bearer = async (client: Client) => ({ Authorization: `Bearer ${(await client.first('welcome')).token}` })
    const { id, bytes } = await encrypted(2_000)
    const url = (of: typeof one) => `${relay.origin}/v1/blobs/${of.workspaceId}/${id}`
    expect((await fetch(url(one), { method: 'PUT', headers: await bearer(first), body: bytes })).status).toBe(201)
    expect((await fetch(url(one), { headers: await bearer(second) })).status).toBe(401)
    expect((await fetch(url(one), { method: 'PUT', headers: await bearer(second), body: bytes })).status).toBe(401)
    expect((await fetch(url(two), { headers: await bearer(second) })).status).toBe(404)
    // Erased there, it stays here.
    await second.store(await two.alice.erase(id, two.head))
    expect((await fetch(url(one), { headers: await bearer(first) })).status).toBe(200)
  })

  it('erases at most 64 files by one entry, none twice, and none by a word without a reason', async () => {
    const relay = await startRelay()
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    const ids = (count: number) => Array.from({ length: count }, (_, n) => n.toString(16).padStart(64, '0'))
    for (const body of [
      { blobIds: ids(65), reason: 'Many' },
      { blobIds: [...ids(1), ...ids(1)], reason: 'Twice' },
      { blobIds: [], reason: 'None' },
      { blobIds: ids(1), reason: ' ' },
    ]) {
      expect(
        await client.append(await workspace.alice.draft('erase', writeEraseBody(body), workspace.head)),
      ).toMatchObject({ kind: 'refused', type: 'malformed' })
    }
    expect(
      await client.append(
        await workspace.alice.write(
          'erase',
          writeEraseBody({ blobIds: ids(64), reason: 'All of them' }),
          workspace.head,
        ),
      ),
    ).toMatchObject({ kind: 'stored', seq: 2 })
  })
})

describe('names that mean something to the language', () => {
  const people: Person[] = []
  afterEach(async () => {
    for (const person of people.splice(0)) await person.close()
  })

  it.each(['__proto__', 'constructor'])(
    '%s as a record or a field changes no object, and all devices agree',
    async (name) => {
      const world = createWorld()
      const alice = await foundBy(world, 'Alice')
      const mallory = await join(world, alice, 'Mallory', 'editor')
      people.push(alice, mallory)
      const { id } = await alice.must('record.create', { kind: 'risk', fields: { title: 'Stays' } })
      await settle(alice, mallory)
      for (const [n, key] of [`${name}/title`, `${id}/${name}`, `${id}/title/${name}`].entries()) {
        const update = await updateOn(mallory, 'risk', 90 + n, (doc) => void recordsOf(doc).set(key, 'Mallory'))
        await smuggleUpdate(world, mallory, 'register', { book: 'risk', update })
      }
      await settle(alice, mallory)
      const fresh = {} as Record<string, unknown>
      expect([fresh['title'], Object.keys(Object.prototype)]).toEqual([undefined, []])
      const row = (await alice.rows('risk')).find((one) => one['id'] === id)!
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
      expect(row['title']).toBe('Stays')
      expect(await viewOf(alice, 'risk')).toEqual(await viewOf(mallory, 'risk'))
      // The next change of anybody is taken as ever.
      await mallory.must('record.edit', {
        edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'Changed' }] }],
      })
      await settle(mallory, alice)
      expect((await alice.rows('risk')).find((one) => one['id'] === id)).toMatchObject({ title: 'Changed' })
    },
  )
})
