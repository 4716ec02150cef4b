/**
 * Commands about members, devices and keys: what each refuses and leaves as it was, and what exactly it puts into the
 * log.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { generateDeviceKeys, sign } from '~/lib/crypto/deviceKeys'
import { kitConfirmedIdKey, kitConfirmedKey, kitMadeKey } from '~/lib/engine/commands/access/accessKit'
import { createWorkspace } from '~/lib/engine/host/createWorkspace'
import { importInviteKey } from '~/lib/crypto/inviteKeys'
import { englishWords } from '~/lib/crypto/recoveryKit'
import { joinBytes, writeAccessBody } from '~/lib/protocol/access/accessBody'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { safetyWords } from '~/lib/protocol/log/fingerprint'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import { unwrap, type Failure, type Result } from '~/lib/shared/result'
import { bindOnAdmitKey, inviteSeenKey } from '~/lib/sync/joining/admission'
import { readInvitation } from '~/lib/sync/joining/invitation'
import { readRelaySettings, writeRelaySettings } from '~/lib/sync/connection/relaySettings'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { OutboxRow } from '~/lib/vault/store/tables'
import { openProfile } from '../../sync/support/profile'
import {
  closeEverybody,
  createWorld,
  foundBy,
  foundUnbound,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

const url = 'https://relay.example'
let world: World
let alice: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  await writeRelaySettings(alice.vault, { url, shared: true })
  await writeDeviceKeys(alice.vault, alice.keys)
})
afterEach(closeEverybody)

const joined = async (name: string, role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'): Promise<Person> => {
  const person = await join(world, alice, name, role)
  await writeRelaySettings(person.vault, { url, shared: true })
  await writeDeviceKeys(person.vault, person.keys)
  return person
}
const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const failed = (type: string, more: Partial<Failure> = {}) => ({ ok: false, error: { type, ...more } })

/** The command is refused, and nothing of it is in the outbox, in a record or among invitations. */
async function refuses(
  person: Person,
  attempt: () => Promise<Result<unknown>>,
  type: string,
  more: Partial<Failure> = {},
): Promise<void> {
  const state = async () => [
    await person.vault.outbox.count(),
    await person.rows('person'),
    await person.rows('settings'),
    await person.vault.meta.count(),
    await person.vault.invites.toArray(),
  ]
  const before = await state()
  expect(await attempt()).toMatchObject(failed(type, more))
  expect(await state()).toEqual(before)
}

describe('inviting', () => {
  const invite = (person: Person, more: object = {}) =>
    person.run('invite.create', { role: 'editor', expiresInDays: 7, ...more })
  const linkOf = (answer: Result<{ readonly link: string }>) => unwrap(readInvitation(unwrap(answer).link))

  test('is refused before a name or a person is written: without a right, for a person who is a member, for one who is not there, for a name no record takes', async () => {
    const bob = await joined('Bob', 'lead')
    await alice.pull()
    await refuses(bob, () => invite(bob, { role: 'owner', personName: 'Olga' }), 'roleMayNotGrant')
    const taken = alice.replica.access().members[memberOf(bob)]!.persons.at(-1)!.personId
    await refuses(alice, () => invite(alice, { personId: taken }), 'personTaken', { field: 'personId' })
    await refuses(alice, () => invite(alice, { personId: 'pe_nobody' }), 'unknownRecord', { field: 'personId' })
    await refuses(alice, () => invite(alice, { personName: 'x'.repeat(5_000) }), 'invalidField')
    const { id } = await alice.must('record.create', { kind: 'person', fields: { name: 'Olga' } })
    await refuses(alice, () => invite(alice, { personId: id, personName: 'x'.repeat(5_000) }), 'invalidField')
  })

  test('is refused on a device that was removed, although its vault still names a relay', async () => {
    const bob = await joined('Bob', 'owner')
    await settle(alice, bob)
    await alice.must('member.remove', { memberId: memberOf(bob) })
    await settle(alice)
    await bob.pull()
    await refuses(bob, () => invite(bob), 'notMember')
  })

  test('a person of the register: named as in the register, bound when let in, and nobody is written twice', async () => {
    const { id } = await alice.must('record.create', { kind: 'person', fields: { name: 'Olga' } })
    const made = await invite(alice, { personId: id })
    await alice.push()
    const { memberId } = alice.replica.access().invites[unwrap(made).inviteId]!
    expect((await alice.rows('settings'))[0]).toMatchObject({ memberNames: { [memberId]: 'Olga' } })
    expect(await alice.vault.meta.get(bindOnAdmitKey(memberId))).toMatchObject({ value: id })
    expect((await alice.rows('person')).map(({ name }) => name).sort()).toEqual(['Alice', 'Olga'])
  })

  test('somebody new: a person with name and title; by default asked for the words, and at once only where that is said', async () => {
    const made = await invite(alice, { personName: ' Olga ', personTitle: ' CISO ' })
    await alice.push()
    expect((await alice.rows('person')).find(({ name }) => name === 'Olga')).toMatchObject({ title: 'CISO' })
    const { memberId, admit, role } = alice.replica.access().invites[unwrap(made).inviteId]!
    expect([admit, role]).toEqual(['words', 'editor'])
    expect((await alice.rows('settings'))[0]).toMatchObject({ memberNames: { [memberId]: 'Olga' } })
    const atOnce = await invite(alice, { personName: 'Nina', admit: 'atOnce' })
    await alice.push()
    expect(alice.replica.access().invites[unwrap(atOnce).inviteId]).toMatchObject({ admit: 'atOnce' })
    expect((await alice.rows('person')).find(({ name }) => name === 'Nina')!.title).toBeUndefined()
  })

  test('nobody in particular: no person, no name, nobody to bind', async () => {
    const made = await invite(alice)
    await alice.push()
    const { memberId } = alice.replica.access().invites[unwrap(made).inviteId]!
    expect((await alice.rows('person')).length).toBe(1)
    expect((await alice.rows('settings'))[0]).toBeUndefined()
    expect(await alice.vault.meta.get(bindOnAdmitKey(memberId))).toBeUndefined()
  })

  test('another device of one’s own is the same member in the same role, and names nobody, whatever else was sent along', async () => {
    const bob = await joined('Bob', 'viewer')
    const made = await bob.run('invite.create', {
      role: 'owner',
      forOwnDevice: true,
      personName: 'Mallory',
      expiresInDays: 1,
    })
    await bob.push()
    expect(bob.replica.access().invites[unwrap(made).inviteId]).toMatchObject({
      memberId: memberOf(bob),
      role: 'viewer',
    })
    expect(linkOf(made).shown).toMatchObject({ role: 'viewer', inviter: 'Bob' })
    expect([
      (await bob.rows('person')).map(({ name }) => name).sort(),
      await bob.rows('settings'),
      await bob.vault.meta.get(bindOnAdmitKey(memberOf(bob))),
    ]).toEqual([['Alice', 'Bob'], [], undefined])
  })

  test('the link says the organisation and who invites: the person, else the name of the member, else nothing', async () => {
    expect(linkOf(await invite(alice)).shown).toMatchObject({ organisation: '', inviter: 'Alice', role: 'editor' })
    await alice.push()
    await alice.must('record.create', { kind: 'scope', fields: { orgName: 'Quillmere' } })
    expect(linkOf(await invite(alice)).shown).toMatchObject({ organisation: 'Quillmere', inviter: 'Alice' })
    await alice.push()

    // Founded and not bound to a person yet.
    world = createWorld()
    const solo = await foundUnbound(world, 'Solo')
    await writeRelaySettings(solo.vault, { url, shared: true })
    expect(linkOf(await invite(solo)).shown).toMatchObject({ inviter: '' })
    await solo.push()
    const memberId = memberOf(solo)
    await solo.must('record.edit', {
      edits: [
        {
          kind: 'settings',
          id: 'settings_main',
          changes: [{ op: 'put', field: 'memberNames', element: memberId, value: 'Somebody' }],
        },
      ],
    })
    expect(linkOf(await invite(solo)).shown).toMatchObject({ inviter: 'Somebody' })
  })

  test('a command that died after the person was written goes on with that person', async () => {
    const full = (_: unknown, { name }: OutboxRow): void => {
      if (name === 'invite.create') throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.outbox.hook('creating', full)
    const again = () =>
      alice.run('invite.create', { role: 'editor', personName: 'Olga', expiresInDays: 7 }, 'one-invitation')
    expect(await again()).toMatchObject(failed('diskFull'))
    expect((await alice.rows('person')).filter(({ name }) => name === 'Olga')).toHaveLength(1)
    alice.vault.outbox.hook('creating').unsubscribe(full)
    expect(await again()).toMatchObject({ ok: true })
    expect((await alice.rows('person')).filter(({ name }) => name === 'Olga')).toHaveLength(1)
  })

  test('is valid for one to ninety days, to the millisecond; another span, a role that is none, and a device that knows no relay are refused', async () => {
    for (const expiresInDays of [0, 0.99, 90.01, 91, -1, Number.NaN])
      await refuses(alice, () => invite(alice, { expiresInDays }), 'badExpiry', {
        field: 'expiresInDays',
        message: 'An invitation is valid for 1 to 90 days.',
      })
    for (const expiresInDays of [1, 90]) {
      const { inviteId } = unwrap(await invite(alice, { expiresInDays }))
      await alice.push()
      expect(alice.replica.access().invites[inviteId]!.expiresAt).toBe(world.now + expiresInDays * 86_400_000)
    }
    await refuses(alice, () => invite(alice, { role: 'king' }), 'badRole', { field: 'role' })
    await writeRelaySettings(alice.vault, { shared: true })
    await refuses(alice, () => invite(alice), 'noRelay')
  })

  test('an end that is over by the relay’s time is none, although this device’s clock is behind', async () => {
    await alice.must('record.create', { kind: 'asset', fields: { name: 'At a later time' } })
    world.now += 40 * 86_400_000
    await alice.push()
    world.now -= 40 * 86_400_000
    await refuses(alice, () => invite(alice, { expiresInDays: 7 }), 'expired')
    expect(await invite(alice, { expiresInDays: 60 })).toMatchObject({ ok: true })
  })
})

describe('letting in', () => {
  test('is refused for an invitation that is not known, and for one that nobody opened', async () => {
    await refuses(
      alice,
      () => alice.run('invite.admit', { inviteId: 'ab'.repeat(16), words: 'a b c d e f' }),
      'unknownInvite',
    )
    const { inviteId } = await alice.must('invite.create', { role: 'editor', expiresInDays: 7 })
    await alice.push()
    await refuses(alice, () => alice.run('invite.admit', { inviteId, words: 'a b c d e f' }), 'wrongJoin')
  })

  /** Somebody opens the link; what both sides then read out. */
  async function opened(): Promise<{ readonly inviteId: string; readonly deviceId: string; readonly words: string }> {
    const { inviteId, link } = await alice.must('invite.create', { role: 'editor', expiresInDays: 7 })
    await alice.push()
    const keys = await generateDeviceKeys()
    const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
    const inviteSignature = toBase64Url(
      await sign(
        unwrap(await importInviteKey(unwrap(readInvitation(link)))),
        joinBytes(world.workspaceId, inviteId, device),
      ),
    )
    const body = writeAccessBody({
      type: 'join',
      prev: world.log.state.access.head.accessHash,
      inviteId,
      device,
      inviteSignature,
    })
    const last = world.log.entries.at(-1)!
    const place = {
      workspaceId: world.workspaceId,
      deviceId: keys.deviceId,
      deviceSeq: 1,
      prevDeviceHash: zeroHash,
      head: { seq: last.seq, chain: last.chain },
      epoch: 1,
    }
    const entry = await writeSignedEntry(
      'access',
      newUuid(random),
      body,
      place,
      { sign: (message) => sign(keys.sign.privateKey, toBytes(message)), epochKey: () => undefined },
      random,
    )
    unwrap(await world.log.append(entry.bytes))
    await alice.pull()
    const access = alice.replica.access()
    const invite = access.invites[inviteId]!
    const words = safetyWords(
      {
        genesisHash: access.genesisHash,
        inviteHash: invite.hash,
        shown: invite.shown,
        joinHash: invite.join!.joinHash,
      },
      englishWords,
    )
    return { inviteId, deviceId: keys.deviceId, words: words.join(' ') }
  }

  test('by other words than the joiner reads out nobody comes in; by the right ones they do, and the words are not kept', async () => {
    const { inviteId, deviceId, words } = await opened()
    await refuses(
      alice,
      () => alice.run('invite.admit', { inviteId, words: words.split(' ').reverse().join(' ') }),
      'wrongWords',
      { field: 'words' },
    )
    await refuses(alice, () => alice.run('invite.admit', { inviteId, words: '' }), 'wrongWords', { field: 'words' })
    expect(await alice.must('invite.admit', { inviteId, words })).toBeNull()
    expect(JSON.stringify(await alice.vault.outbox.toArray())).not.toContain(words)
    await alice.push()
    expect(alice.replica.access().devices[deviceId]).toBeDefined()
  })

  test('without the keys of this device nobody is let in', async () => {
    const { inviteId, deviceId, words } = await opened()
    await alice.vault.keys.clear()
    await refuses(alice, () => alice.run('invite.admit', { inviteId, words }), 'noKey')
    expect(alice.replica.access().devices[deviceId]).toBeUndefined()
  })

  test('under a key that this device does not open nobody is let in', async () => {
    const { inviteId, deviceId, words } = await opened()
    const access = alice.replica.access()
    const [first] = access.epochs
    // What a device that meant ill would have sent: the wrap of another under the name of this one.
    const wraps = { ...first!.wraps, [alice.keys.deviceId]: first!.wraps[access.recovery!.deviceId]! }
    const spoiled = vi.spyOn(alice.replica, 'access').mockReturnValue({ ...access, epochs: [{ ...first!, wraps }] })
    await refuses(alice, () => alice.run('invite.admit', { inviteId, words }), 'badEpoch')
    spoiled.mockRestore()
    expect(alice.replica.access().devices[deviceId]).toBeUndefined()
  })

  test('that somebody let in at once was expected is kept on this device, with the time', async () => {
    await alice.must('invite.seen', { inviteId: 'ab'.repeat(16) })
    expect(await alice.vault.meta.get(inviteSeenKey('ab'.repeat(16)))).toMatchObject({ value: world.now })
    expect(await alice.vault.outbox.count()).toBe(0)
  })
})

describe('roles, persons and names', () => {
  test('a role that is none, a person who is not there, a device that is not in the list: refused, and nothing changes', async () => {
    const bob = await joined('Bob', 'editor')
    await alice.pull()
    await refuses(alice, () => alice.run('member.setRole', { memberId: memberOf(bob), role: 'king' }), 'badRole', {
      field: 'role',
    })
    await refuses(
      alice,
      () => alice.run('member.bind', { memberId: memberOf(bob), personId: 'pe_nobody' }),
      'unknownRecord',
      { field: 'personId' },
    )
    await refuses(alice, () => alice.run('device.name', { deviceId: 'ab'.repeat(16), name: 'Ghost' }), 'unknownDevice')
    await refuses(bob, () => bob.run('member.setRole', { memberId: memberOf(bob), role: 'owner' }), 'roleMayNotWrite')
  })

  test('a device is called what somebody calls it; a name no record takes is refused', async () => {
    const { deviceId } = alice.keys
    expect(await alice.must('device.name', { deviceId, name: ' Desk ' })).toBeNull()
    expect((await alice.rows('settings'))[0]).toMatchObject({ deviceNames: { [deviceId]: 'Desk' } })
    expect(await alice.run('device.name', { deviceId, name: 'x'.repeat(5_000) })).toMatchObject(failed('invalidField'))
    expect((await alice.rows('settings'))[0]).toMatchObject({ deviceNames: { [deviceId]: 'Desk' } })
  })
})

describe('who leaves', () => {
  test('a member or device that is not here: refused by name, and no key is changed', async () => {
    await refuses(alice, () => alice.run('member.remove', { memberId: 'ab'.repeat(16) }), 'unknownMember')
    await refuses(alice, () => alice.run('device.remove', { deviceId: 'ab'.repeat(16) }), 'unknownDevice')
    expect(alice.replica.access().epochs).toHaveLength(1)
  })

  test('a member leaves with all devices and without a mark, where no day is named', async () => {
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    await alice.must('member.remove', { memberId: memberOf(bob) })
    await alice.push()
    const access = alice.replica.access()
    expect(access.epochs).toHaveLength(2)
    expect(Object.keys(access.epochs[1]!.wraps)).not.toContain(bob.keys.deviceId)
    expect(access.devices[bob.keys.deviceId]!.compromisedSince).toBeUndefined()
    expect(await alice.vault.members.get(memberOf(bob))).toMatchObject({ active: false })
  })

  test('a day is marked on who leaves now, and on nobody who had left before', async () => {
    const [bob, carol] = [await joined('Bob', 'editor'), await joined('Carol', 'editor')]
    await settle(alice, bob, carol)
    await alice.must('member.remove', { memberId: memberOf(bob) })
    await alice.push()
    await alice.must('member.remove', { memberId: memberOf(carol), compromisedSince: world.now - 1 })
    await alice.push()
    const { devices } = alice.replica.access()
    expect([bob, carol].map(({ keys }) => devices[keys.deviceId]!.compromisedSince)).toEqual([undefined, world.now - 1])
    expect([bob, carol].every(({ keys }) => devices[keys.deviceId] !== undefined)).toBe(true)
  })

  test('a kit that is asked for twice at once under one id is made once, and both who ask see its words', async () => {
    const [one, other] = await Promise.all([alice.must('kit.new', null, 'kit'), alice.must('kit.new', null, 'kit')])
    expect(one.kit!.words).toHaveLength(24)
    expect(other).toEqual(one)
    expect(await alice.vault.outbox.count()).toBe(1)
  })

  test('confirmed is the kit that was made here last, though the log does not name it yet; else the one that the log names', async () => {
    const kept = async (key: string) => (await alice.vault.meta.get(key))?.value
    const first = alice.replica.access().recovery!.deviceId
    expect(await alice.must('kit.confirm', null)).toBeNull()
    expect([await kept(kitConfirmedKey), await kept(kitConfirmedIdKey)]).toEqual([world.now, first])
    await alice.must('kit.new', null)
    expect(await kept(kitConfirmedKey)).toBe(0)
    await alice.must('kit.confirm', null)
    expect([await kept(kitConfirmedKey), await kept(kitConfirmedIdKey)]).toEqual([world.now, await kept(kitMadeKey)])
    expect(await kept(kitMadeKey)).not.toBe(first)
  })

  test('where the keys of this device are gone, nobody is removed and no key or kit is made', async () => {
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    await alice.vault.keys.clear()
    await refuses(alice, () => alice.run('member.remove', { memberId: memberOf(bob) }), 'noKey')
    await refuses(alice, () => alice.run('key.new', null), 'noKey')
    await refuses(alice, () => alice.run('kit.new', null), 'noKey')
  })

  test('a key that opens nothing on this device: an owner goes on from the newest that does, a lead is told to ask one and changes nothing', async () => {
    const bob = await joined('Bob', 'lead')
    await alice.must('key.new', null)
    await settle(alice, bob)
    // What a device that meant ill would have sent: the wraps of the others under the names of these two.
    const spoil = (person: Person): void => {
      const access = person.replica.access()
      const [first, second] = access.epochs
      const wraps = { ...second!.wraps, [person.keys.deviceId]: second!.wraps[access.recovery!.deviceId]! }
      vi.spyOn(person.replica, 'access').mockReturnValue({ ...access, epochs: [first!, { ...second!, wraps }] })
    }
    spoil(bob)
    await refuses(bob, () => bob.run('key.new', null), 'badEpoch')
    spoil(alice)
    await alice.must('key.new', null)
    vi.restoreAllMocks()
    await alice.push()
    expect(
      alice.replica
        .access()
        .epochs.map(({ epoch, prevEpoch, leftOutAt }) => [epoch, prevEpoch, leftOutAt !== undefined]),
    ).toEqual([
      [1, undefined, false],
      [2, 1, true],
      [3, 1, false],
    ])
  })

  test('an editor makes no key and no kit, and is shown no words', async () => {
    const bob = await joined('Bob', 'editor')
    await settle(alice, bob)
    await refuses(bob, () => bob.run('key.new', null), 'roleMayNotWrite')
    await refuses(bob, () => bob.run('kit.new', null), 'roleMayNotWrite')
    await refuses(
      bob,
      () => bob.run('device.compromised', { deviceId: alice.keys.deviceId, since: 1 }),
      'roleMayNotWrite',
    )
  })

  test('one change of members waits at a time: the second is refused and nothing of it is written', async () => {
    await alice.must('key.new', null)
    await refuses(alice, () => alice.run('kit.new', null), 'accessWaits')
    await refuses(
      alice,
      () => alice.run('invite.create', { role: 'editor', personName: 'Olga', expiresInDays: 7 }),
      'accessWaits',
    )
    await alice.push()
    expect(await alice.run('kit.new', null)).toMatchObject({ ok: true })
  })
})

describe('the relay', () => {
  test('asked to, the device speaks to it at once, although no interface is open', async () => {
    let asked = 0
    const profile = await openProfile('Ada', {
      connect: () => {
        asked++
        throw new Error('offline')
      },
    })
    const { workspaceId } = unwrap(
      await createWorkspace(profile.parts, { name: 'Q', personName: 'Ada', timeZone: 'UTC' }),
    )
    await writeRelaySettings(await profile.parts.openVault(workspaceId), { url, shared: false })
    await profile.parts.release(workspaceId)
    await profile.engine(workspaceId)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const before = asked
    expect(await profile.run(workspaceId, 'relay.syncNow', null)).toBeNull()
    await vi.waitFor(() => expect(asked).toBeGreaterThan(before))
    await profile.stop()
  })

  test('an address that is none is refused and not kept; letting go of a relay forgets it', async () => {
    await writeRelaySettings(alice.vault, { shared: false })
    expect(await alice.run('relay.connect', { url: 'nowhere at all' })).toMatchObject(failed('badRelayUrl'))
    expect((await readRelaySettings(alice.vault)).url).toBeUndefined()
    expect(await alice.must('relay.connect', { url })).toBeNull()
    expect((await readRelaySettings(alice.vault)).url).toBe(url)
    expect(await alice.must('relay.disconnect', null)).toBeNull()
    expect((await readRelaySettings(alice.vault)).url).toBeUndefined()
  })
})
