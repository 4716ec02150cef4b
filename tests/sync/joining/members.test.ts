import { afterEach, describe, expect, it } from 'vitest'
import { verify } from '~/lib/crypto/deviceKeys'
import { createWorkspace } from '~/lib/engine/host/createWorkspace'
import { joinWorkspace } from '~/lib/engine/host/joinWorkspace'
import { unwrap } from '~/lib/shared/result'
import { joins, letsIn, levelProfiles, openProfile, stopProfiles, refused, type Profile } from '../support/profile'
import { startRelay, until, wait, type TestRelay } from '../support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
  relay = undefined
})

async function aliceConnected() {
  relay = await startRelay()
  const alice = await openProfile('Alice')
  const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await alice.shows(workspaceId, 'synced')
  return { alice, workspaceId, vault: await alice.parts.openVault(workspaceId) }
}

async function withMember(role: string, name = 'Bob Member') {
  const given = await aliceConnected()
  const { alice, workspaceId } = given
  const { link, inviteId } = await alice.run(workspaceId, 'invite.create', { role, personName: name, expiresInDays: 7 })
  await levelProfiles(workspaceId, alice)
  const bob = await openProfile('Bob')
  await joins(bob, link)
  await letsIn(alice, bob, workspaceId, inviteId)
  await bob.shows(workspaceId, 'synced')
  await levelProfiles(workspaceId, alice, bob)
  return { ...given, bob, link, bobVault: await bob.parts.openVault(workspaceId) }
}

const bobsIds = async (vault: Awaited<ReturnType<Profile['parts']['openVault']>>) => {
  const device = (await vault.devices.toArray()).find(({ code }) => code === 'B')!
  return { deviceId: device.deviceId, memberId: device.memberId }
}

describe('founding', () => {
  it('is whole without a relay: owner bound to a person, settings, scope, method, names, kit', async () => {
    const alice = await openProfile('Alice')
    const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
    const vault = await alice.parts.openVault(workspaceId)
    const [member] = await vault.members.toArray()
    const [person] = await vault.table('person').toArray()
    await until(async () => (await vault.members.toArray())[0]?.personId !== undefined, 'bound')
    expect(await vault.members.toArray()).toMatchObject([{ role: 'owner', active: true, personId: person.id }])
    expect(person).toMatchObject({ name: 'Alice Owner', title: 'Owner' })
    expect(await vault.table('scope').get('sc_main')).toMatchObject({ orgName: 'Quillmere Logistics' })
    expect(await vault.table('settings').get('settings_main')).toMatchObject({
      timeZone: 'Europe/Berlin',
      memberNames: { [member!.memberId]: 'Alice Owner' },
    })
    expect(await vault.table('riskMethod').count()).toBe(1)
    expect(await vault.log.filter(({ verdict }) => verdict !== 'counts').count()).toBe(0)
    expect(await vault.log.filter(({ timeSource }) => timeSource !== 'device').count()).toBe(0)
    expect(await alice.deviceDb.workspaces.get(workspaceId)).toMatchObject({
      name: 'Quillmere Logistics',
      state: 'open',
    })
  })

  it('names what is missing', async () => {
    const alice = await openProfile('Alice')
    const result = await createWorkspace(alice.parts, { name: ' ', personName: 'A', timeZone: 'UTC' })
    expect(result).toMatchObject({ ok: false, error: { type: 'nameMissing', field: 'name' } })
  })

  it('the words of the kit are in the answer and never at rest: not in the vault, not in what is kept of this device', async () => {
    const alice = await openProfile('Alice')
    const commandId = 'a founding that is asked for twice'
    const input = { name: 'Q', personName: 'A', timeZone: 'UTC' }
    const made = unwrap(await createWorkspace(alice.parts, input, { commandId }))
    expect(made.kit!.words).toHaveLength(24)
    expect(made.kit!.confirmPositions).toHaveLength(3)
    // The same command again knows the workspace, and the words no more.
    expect(unwrap(await createWorkspace(alice.parts, input, { commandId }))).toEqual({ workspaceId: made.workspaceId })
    const vault = await alice.parts.openVault(made.workspaceId)
    const rests = async () =>
      JSON.stringify([
        ...(await Promise.all([...vault.tables, ...alice.deviceDb.tables].map((table) => table.toArray()))),
      ])
    const engine = await alice.engine(made.workspaceId)
    engine.uiOpen(1)
    await until(async () => (await engine.replica.waiting()) === 0, 'first records in the log')
    const words = [made.kit!.words]
    const again = await alice.run(made.workspaceId, 'kit.new', null)
    words.push(again.kit!.words)
    const all = await rests()
    for (const kit of words) {
      for (const pair of kit.slice(1).map((word, at) => [kit[at]!, word])) {
        expect(all).not.toContain(pair.join(' '))
        expect(all).not.toContain(JSON.stringify(pair).slice(1, -1))
      }
    }
    await until(
      async () => (await alice.deviceDb.workspaces.get(made.workspaceId))?.kitConfirmed === false,
      'a kit that is on no paper yet',
    )
    await alice.run(made.workspaceId, 'kit.confirm', null)
    await until(
      async () => (await alice.deviceDb.workspaces.get(made.workspaceId))?.kitConfirmed === true,
      'the workspace row',
    )
  })

  it('private keys are handles that no script can export', async () => {
    const alice = await openProfile('Alice')
    const workspaceId = await alice.found('Q', 'A')
    const vault = await alice.parts.openVault(workspaceId)
    const { sign, dh } = (await vault.keys.get('device'))!.value as { sign: CryptoKeyPair; dh: CryptoKeyPair }
    for (const { privateKey } of [sign, dh]) {
      expect(privateKey.extractable).toBe(false)
      await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow()
      await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow()
    }
  })
})

describe('inviting', () => {
  it('needs a relay, a role and a sensible end', async () => {
    const alice = await openProfile('Alice')
    const workspaceId = await alice.found('Q', 'A')
    expect(refused(await alice.attempt(workspaceId, 'invite.create', { role: 'editor', expiresInDays: 7 }))).toBe(
      'noRelay',
    )
    relay = await startRelay()
    await alice.run(workspaceId, 'relay.connect', { url: relay.url })
    await alice.shows(workspaceId, 'synced')
    const vault = await alice.parts.openVault(workspaceId)
    const invited = async (role: string, expiresInDays: number) =>
      alice.attempt(workspaceId, 'invite.create', { role, personName: 'Bob', expiresInDays })
    expect(await invited('king', 7)).toMatchObject({
      ok: false,
      error: { type: 'badRole', message: 'Choose a role: owner, lead, editor, auditor or viewer.', field: 'role' },
    })
    for (const days of [0.99, 0, -7, 90.01, Number.NaN]) {
      expect(await invited('editor', days), `${days} days`).toMatchObject({
        ok: false,
        error: { type: 'badExpiry', message: 'An invitation is valid for 1 to 90 days.', field: 'expiresInDays' },
      })
    }
    // Refused before anything was written: no person, no invitation.
    expect([await vault.table('person').count(), await vault.invites.count()]).toEqual([1, 0])
    const before = Date.now()
    const made = unwrap(await invited('editor', 1))
    await levelProfiles(workspaceId, alice)
    const { expiresAt } = (await vault.invites.get(made.inviteId))!
    expect(expiresAt).toBeGreaterThanOrEqual(before + 86_400_000)
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 86_400_000)
    unwrap(await invited('editor', 90))
  })

  it('a member joins by the link, is bound to the person, and everything is there; the link works once', async () => {
    const { alice, bob, workspaceId, vault, bobVault, link } = await withMember('editor')
    const { memberId } = await bobsIds(vault)
    await until(async () => (await bobVault.members.get(memberId))?.personId !== undefined, 'bound')
    await levelProfiles(workspaceId, alice, bob)
    await until(async () => (await bob.deviceDb.workspaces.get(workspaceId))?.state === 'open', 'the workspace row')
    expect(await bob.deviceDb.workspaces.get(workspaceId)).toMatchObject({
      name: 'Quillmere Logistics',
      relayUrl: relay!.url,
    })
    const person = (await bobVault.table('person').toArray()).find(({ name }) => name === 'Bob Member')
    expect(await bobVault.members.get(memberId)).toMatchObject({ role: 'editor', active: true, personId: person.id })
    expect(await bobVault.table('scope').get('sc_main')).toMatchObject({ orgName: 'Quillmere Logistics' })
    expect((await bobVault.table('settings').get('settings_main')).memberNames[memberId]).toBe('Bob Member')

    const carol = await openProfile('Carol')
    await joins(carol, link)
    await until(async () => (await carol.engine(workspaceId)).status()?.message !== undefined, 'message')
    expect((await carol.engine(workspaceId)).status()).toMatchObject({
      state: 'waitingForAdmission',
      message:
        'The invitation was used by another device. Ask for a new one, and tell who invited you if that was not you.',
      inviteOver: 'inviteUsed',
    })
    expect((await vault.devices.toArray()).length).toBe(2)
  })

  it('a joiner waits while nobody is online, and is let in when somebody comes', async () => {
    const { alice, workspaceId } = await aliceConnected()
    const { link } = await alice.run(workspaceId, 'invite.create', {
      role: 'viewer',
      personName: 'Bob',
      expiresInDays: 1,
      admit: 'atOnce',
    })
    await levelProfiles(workspaceId, alice)
    await alice.parts.release(workspaceId)
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await until(
      async () =>
        (await bob.engine(workspaceId)).status()?.message ===
        'Waiting for a member to come online and let this device in.',
      'waits',
    )
    await wait(300)
    expect((await bob.engine(workspaceId)).status()?.state).toBe('waitingForAdmission')
    ;(await alice.engine(workspaceId)).uiOpen(1)
    await bob.shows(workspaceId, 'synced')
  })

  it('a withdrawn invitation lets nobody in', async () => {
    const { alice, workspaceId, vault } = await aliceConnected()
    const { link, inviteId } = await alice.run(workspaceId, 'invite.create', { role: 'editor', expiresInDays: 7 })
    await levelProfiles(workspaceId, alice)
    await alice.run(workspaceId, 'invite.revoke', { inviteId })
    await levelProfiles(workspaceId, alice)
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await until(async () => (await bob.engine(workspaceId)).status()?.message !== undefined, 'message')
    await wait(200)
    expect(await vault.invites.get(inviteId)).toMatchObject({ state: 'revoked' })
    expect(await vault.devices.count()).toBe(1)
  })

  it("another device of one's own gets the same member and role", async () => {
    const { alice, workspaceId, vault } = await aliceConnected()
    const { link, inviteId } = await alice.run(workspaceId, 'invite.create', {
      role: 'viewer',
      forOwnDevice: true,
      expiresInDays: 1,
    })
    await levelProfiles(workspaceId, alice)
    const second = await openProfile('Alice phone')
    await joins(second, link)
    await letsIn(alice, second, workspaceId, inviteId)
    await second.shows(workspaceId, 'synced')
    await levelProfiles(workspaceId, alice, second)
    expect(await vault.members.count()).toBe(1)
    expect((await vault.devices.toArray()).map(({ code }) => code).sort()).toEqual(['', 'B'])
    expect(
      (await second.engine(workspaceId)).replica.access().members[(await vault.members.toArray())[0]!.memberId]!.role,
    ).toBe('owner')
  })

  it('a damaged link, and a workspace that is here already, are said plainly', async () => {
    const { alice, workspaceId } = await aliceConnected()
    const { link } = await alice.run(workspaceId, 'invite.create', { role: 'viewer', expiresInDays: 1 })
    expect(refused(await joinWorkspace(alice.parts, { link: link.slice(0, -9) }))).toBe('malformed')
    expect(refused(await joinWorkspace(alice.parts, { link }))).toBe('alreadyHere')
  })

  it("two changes of members can't wait at once: the second is refused with what to do", async () => {
    const { alice, workspaceId } = await aliceConnected()
    await alice.run(workspaceId, 'relay.disconnect', null)
    await alice.run(workspaceId, 'relay.connect', { url: 'http://127.0.0.1:9' })
    await alice.run(workspaceId, 'invite.create', { role: 'editor', expiresInDays: 7 })
    expect(refused(await alice.attempt(workspaceId, 'invite.create', { role: 'editor', expiresInDays: 7 }))).toBe(
      'accessWaits',
    )
  })
})

describe('roles and removal', () => {
  it("a lead can't make an owner, an editor can't invite, the last owner stays", async () => {
    const { alice, bob, workspaceId, vault } = await withMember('lead')
    const { memberId } = await bobsIds(vault)
    expect(refused(await bob.attempt(workspaceId, 'invite.create', { role: 'owner', expiresInDays: 7 }))).toBe(
      'roleMayNotGrant',
    )
    const [aliceMember] = (await vault.members.toArray()).filter(({ role }) => role === 'owner')
    expect(refused(await bob.attempt(workspaceId, 'member.remove', { memberId: aliceMember!.memberId }))).toBe(
      'roleMayNotGrant',
    )
    expect(refused(await alice.attempt(workspaceId, 'member.remove', { memberId: aliceMember!.memberId }))).toBe(
      'lastOwner',
    )
    await alice.run(workspaceId, 'member.setRole', { memberId, role: 'editor' })
    await levelProfiles(workspaceId, alice, bob)
    expect(refused(await bob.attempt(workspaceId, 'invite.create', { role: 'viewer', expiresInDays: 7 }))).toBe(
      'roleMayNotWrite',
    )
  })

  it('a removed member reads no new entry, keeps what it had, and its waiting changes are under Not sent', async () => {
    const { alice, bob, workspaceId, vault, bobVault } = await withMember('editor')
    const { memberId } = await bobsIds(vault)
    const risk = await bob.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'Seen by both' } })
    await levelProfiles(workspaceId, alice, bob)
    await bob.parts.release(workspaceId)
    await alice.run(workspaceId, 'member.remove', { memberId })
    await levelProfiles(workspaceId, alice)
    await alice.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'Only for who stayed' } })
    await levelProfiles(workspaceId, alice)

    const engine = await bob.engine(workspaceId)
    await bob.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'Written after removal' } })
    engine.uiOpen(1)
    await bob.shows(workspaceId, 'removed')
    expect(engine.status()!.message).toBe(
      'You were removed from Quillmere Logistics. What this device holds stays readable; nothing new arrives.',
    )
    const reopened = await bob.parts.openVault(workspaceId)
    expect((await reopened.table('risk').get(risk.id))?.title).toBe('Seen by both')
    expect(
      await reopened
        .table('risk')
        .filter(({ title }) => title === 'Only for who stayed')
        .count(),
    ).toBe(0)
    await until(async () => (await reopened.notSent.count()) === 1, 'not sent')
    void bobVault

    // Neither by relay nor by key: the epoch it holds opens nothing written since.
    const newest = (await vault.log.toArray()).at(-1)!
    expect(newest.epoch).toBe(2)
    expect(engine.replica.epochKey(2)).toBeUndefined()
    const access = (await alice.engine(workspaceId)).replica.access()
    expect(access.epochs.at(-1)!.wraps[engine.replica.deviceId]).toBeUndefined()
  })

  it("a removed device leaves its member's other devices; device names are sealed records", async () => {
    const { alice, workspaceId, vault } = await aliceConnected()
    const { link, inviteId } = await alice.run(workspaceId, 'invite.create', {
      role: 'owner',
      forOwnDevice: true,
      expiresInDays: 1,
    })
    await levelProfiles(workspaceId, alice)
    const second = await openProfile('Alice phone')
    await joins(second, link)
    await letsIn(alice, second, workspaceId, inviteId)
    await second.shows(workspaceId, 'synced')
    const { deviceId } = await bobsIds(vault)
    await alice.run(workspaceId, 'device.name', { deviceId, name: 'Old phone' })
    await alice.run(workspaceId, 'device.remove', { deviceId })
    await levelProfiles(workspaceId, alice)
    await second.shows(workspaceId, 'removed')
    expect((await second.engine(workspaceId)).status()!.message).toMatch(
      /^You were removed from Quillmere Logistics on \d+ \w+ \d{4}\. What this device holds stays readable; nothing new arrives\.$/,
    )
    expect(await vault.devices.get(deviceId)).toMatchObject({ active: false })
    expect((await vault.members.toArray())[0]).toMatchObject({ active: true })
    expect((await vault.table('settings').get('settings_main')).deviceNames[deviceId]).toBe('Old phone')
    const access = (await alice.engine(workspaceId)).replica.access()
    expect(access.epochs).toHaveLength(2)
    expect(typeof verify).toBe('function')
  })
})

describe('integrity.verify', () => {
  it('reads the whole log again and says what was changed on disk', async () => {
    const { alice, workspaceId, vault } = await aliceConnected()
    const { id } = await alice.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'True' } })
    await levelProfiles(workspaceId, alice)
    const clean = await alice.run(workspaceId, 'integrity.verify', null)
    expect(clean.failures).toEqual([])
    expect(clean.entries).toBe(await vault.log.count())
    expect(id).toBeTruthy()
    const row = (await vault.log.get(3))!
    const bytes = Uint8Array.from(row.bytes)
    bytes[bytes.length - 1]! ^= 1
    await vault.log.put({ ...row, bytes })
    const found = await alice.run(workspaceId, 'integrity.verify', null)
    expect(found.failures[0]).toMatch(/^Entry 3: /)
  })
})
