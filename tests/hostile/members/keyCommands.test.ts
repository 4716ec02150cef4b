/** What owners do about keys: a new key, a new kit, a removal that takes let-in devices along, and coming back. */

import { afterEach, expect, test } from 'vitest'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { epochKey, newEpochSecret } from '~/lib/crypto/epoch'
import { wrap } from '~/lib/crypto/hpke'
import { backupBodyEpoch, backupWrapEpoch } from '~/lib/engine/commands/access/accessBackup'
import { restoreWorkspace } from '~/lib/engine/host/restoreWorkspace'
import {
  backupVersion,
  readBackupFile,
  writeBackupBody,
  writeBackupFile,
  type BackupHeader,
} from '~/lib/exchange/backup/backupFile'
import { writeSequenced } from '~/lib/protocol/log/chain'
import { writeAll } from '~/lib/protocol/wire/wireReader'
import { fromBase64Url, toBase64Url, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { readLogAfter } from '~/lib/sync/session/readLog'
import {
  backupOf,
  joins,
  letsIn,
  levelProfiles,
  openProfile,
  stopProfiles,
  refused,
  type Profile,
} from '../../sync/support/profile'
import { random, startRelay, until, type TestRelay, wait } from '../../sync/support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
  relay = undefined
})

async function founded() {
  const alice = await openProfile('Alice')
  const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
  return {
    alice,
    workspaceId,
    engine: await alice.engine(workspaceId),
    vault: await alice.parts.openVault(workspaceId),
  }
}
const idle = async (profile: Profile, workspaceId: string): Promise<void> => {
  const engine = await profile.engine(workspaceId)
  await until(async () => (await engine.replica.waiting()) === 0, 'nothing waits')
}

test("a new key: what was written before and after is read, and nobody else's doing is needed", async () => {
  const { alice, workspaceId, engine } = await founded()
  await alice.run(workspaceId, 'key.new', null)
  await until(() => engine.replica.access().epochs.length === 2, 'the second key')
  const { id } = await alice.run(workspaceId, 'record.create', {
    kind: 'risk',
    fields: { title: 'Under the second key' },
  })
  await idle(alice, workspaceId)
  expect((await engine.replica.readRecord('risk', id))?.title).toBe('Under the second key')
  expect(engine.replica.keyFaults()).toEqual([])
  expect(engine.replica.access().epochs[1]!.leftOutAt).toBeUndefined()
})

test('a new kit: its words open a backup written since, the old ones only one from before, and a second asking shows none', async () => {
  const { alice, workspaceId, engine } = await founded()
  const old = alice.wordsOf(workspaceId)
  const before = await backupOf(alice, workspaceId)
  const commandId = 'one asking for a kit'
  const made = unwrap(await engine.run(commandId, 'kit.new', null))
  expect(made.kit!.words).toHaveLength(24)
  expect(unwrap(await engine.run(commandId, 'kit.new', null))).toEqual({
    workspaceId,
    createdAt: made.createdAt,
    kit: null,
  })
  await until(() => engine.replica.access().epochs.length === 2, 'the kit in the log')
  const since = await backupOf(alice, workspaceId)
  const fresh = await openProfile('Fresh')
  const oldWords = await restoreWorkspace(fresh.parts, { file: since, words: old })
  expect(oldWords).toMatchObject({
    ok: false,
    error: { type: 'wrongKit', message: expect.stringContaining('do not open this workspace') as unknown },
  })
  expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  expect(await restoreWorkspace(fresh.parts, { file: since, words: made.kit!.words })).toMatchObject({ ok: true })
  const other = await openProfile('Other')
  expect(await restoreWorkspace(other.parts, { file: before, words: old })).toMatchObject({ ok: true })
})

/**
 * A backup of the log as it is now, made by somebody who still has the replaced kit, so that its words open the file.
 */
async function forOldKit(
  alice: Profile,
  workspaceId: string,
  { header }: { readonly header: BackupHeader },
  over: { readonly name?: string; readonly log?: readonly [] } = {},
): Promise<Blob> {
  const vault = await alice.parts.openVault(workspaceId)
  const log = over.log ?? (await readLogAfter(vault, 0))
  const manifest = {
    v: backupVersion,
    name: over.name ?? 'Quillmere Logistics',
    createdAt: 1,
    shared: false,
    deviceTimeUpTo: log.length,
    entries: log.length,
    files: [],
  }
  const body = writeBackupBody(
    manifest,
    [writeAll((encoder) => log.forEach((entry) => writeSequenced(encoder, entry)))],
    [],
  )
  const secret = newEpochSecret(random)
  const { deviceId, dhKey } = header.recovery as { readonly deviceId: string; readonly dhKey: string }
  const wrapped = unwrap(
    await wrap(
      secret,
      { deviceId, dhKey: fromBase64Url(dhKey) },
      { workspaceId, epoch: backupWrapEpoch, prevEpoch: backupWrapEpoch },
    ),
  )
  const parts: Bytes[] = []
  const sealing = encryptBlob(body, {
    workspaceId,
    epochKey: await epochKey(secret),
    epoch: backupBodyEpoch,
    salt: fromBase64Url(header.salt),
  })
  let sealed = await sealing.next()
  for (; !sealed.done; sealed = await sealing.next()) parts.push(sealed.value)
  return writeBackupFile({ ...header, wrap: toBase64Url(wrapped), bodyId: sealed.value }, new Blob(parts))
}

test('a backup that the words of a replaced kit open restores nothing, where its log names the new kit', async () => {
  const { alice, workspaceId, engine } = await founded()
  const old = alice.wordsOf(workspaceId)
  const before = unwrap(await readBackupFile(await backupOf(alice, workspaceId)))
  const sound = await forOldKit(alice, workspaceId, before)
  await alice.run(workspaceId, 'kit.new', null)
  await until(() => engine.replica.access().epochs.length === 2, 'the kit in the log')
  const forged = await forOldKit(alice, workspaceId, before)
  const fresh = await openProfile('Fresh')
  expect(await restoreWorkspace(fresh.parts, { file: forged, words: old })).toEqual({
    ok: false,
    error: {
      type: 'wrongKit',
      message: 'This recovery kit was replaced by a newer one before the backup was written. Use the newest kit.',
    },
  })
  expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  expect(await fresh.storage.indexedDB.databases()).not.toContainEqual(
    expect.objectContaining({ name: expect.stringContaining(workspaceId) as unknown }),
  )
  // Made the same way before the kit was replaced, the file is a good one.
  expect(await restoreWorkspace(fresh.parts, { file: sound, words: old })).toMatchObject({ ok: true })
})

test('a backup without an entry is damaged, one of a workspace without a name is called a workspace', async () => {
  const { alice, workspaceId } = await founded()
  const words = alice.wordsOf(workspaceId)
  const before = unwrap(await readBackupFile(await backupOf(alice, workspaceId)))
  const fresh = await openProfile('Fresh')
  expect(
    await restoreWorkspace(fresh.parts, { file: await forOldKit(alice, workspaceId, before, { log: [] }), words }),
  ).toMatchObject({ ok: false, error: { type: 'damagedBackup' } })
  expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  expect(
    await restoreWorkspace(fresh.parts, { file: await forOldKit(alice, workspaceId, before, { name: '' }), words }),
  ).toMatchObject({ ok: true })
  expect(await fresh.deviceDb.workspaces.get(workspaceId)).toMatchObject({ name: 'Workspace' })
})

test('a kit is called confirmed while the log names that very kit: not before, and not once another owner replaced it', async () => {
  relay = await startRelay()
  const { alice, workspaceId } = await founded()
  const isConfirmed = async () => (await alice.deviceDb.workspaces.get(workspaceId))!.kitConfirmed
  await alice.run(workspaceId, 'kit.confirm', null)
  await until(isConfirmed, 'the first kit is confirmed')
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await alice.shows(workspaceId, 'synced')
  await idle(alice, workspaceId)

  await alice.run(workspaceId, 'relay.disconnect', null)
  await alice.run(workspaceId, 'kit.new', null)
  await alice.run(workspaceId, 'kit.confirm', null)
  await wait(600)
  expect(await isConfirmed()).toBe(false)
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await until(isConfirmed, 'the second kit is in the log')

  const { inviteId, link } = await alice.run(workspaceId, 'invite.create', {
    role: 'owner',
    personName: 'Bob',
    expiresInDays: 1,
  })
  await levelProfiles(workspaceId, alice)
  const bob = await openProfile('Bob')
  await joins(bob, link)
  await letsIn(alice, bob, workspaceId, inviteId)
  await bob.shows(workspaceId, 'synced')
  await levelProfiles(workspaceId, alice, bob)
  await bob.run(workspaceId, 'kit.new', null)
  await until(async () => !(await isConfirmed()), 'what Alice has on paper opens nothing any more')
})

test('the time of another relay says nothing about the one that is connected now', async () => {
  relay = await startRelay()
  const { alice, workspaceId, engine } = await founded()
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await alice.shows(workspaceId, 'synced')
  await alice.run(workspaceId, 'relay.connect', { url: 'ws://127.0.0.1:9' })
  await until(() => engine.status()?.state === 'offline', 'nobody answers there')
  expect([engine.status()!.syncedAt, engine.status()!.lastHeardAt]).toEqual([undefined, undefined])
})

test('who returns by the kit is a new member of the same person; the old membership has ended', async () => {
  const { alice, workspaceId, vault } = await founded()
  const [member] = await vault.members.toArray()
  const file = await backupOf(alice, workspaceId)
  const fresh = await openProfile('Fresh')
  unwrap(await restoreWorkspace(fresh.parts, { file, words: alice.wordsOf(workspaceId) }))
  const engine = await fresh.engine(workspaceId)
  engine.uiOpen(1)
  await until(() => engine.replica.access().epochs.length === 2, 'back')
  await idle(fresh, workspaceId)
  const members = await (await fresh.parts.openVault(workspaceId)).members.toArray()
  expect(members).toHaveLength(2)
  expect(members.find(({ memberId }) => memberId === member!.memberId)).toMatchObject({
    active: false,
    personId: member!.personId,
  })
  expect(members.find(({ memberId }) => memberId !== member!.memberId)).toMatchObject({
    active: true,
    role: 'owner',
    personId: member!.personId,
  })
})

test('a removal takes along the devices that it let in and leaves those that were unticked, and marks what all of them signed since a day', async () => {
  relay = await startRelay()
  const { alice, workspaceId, engine, vault } = await founded()
  await alice.run(workspaceId, 'relay.connect', { url: relay.url })
  await alice.shows(workspaceId, 'synced')
  const letIn = async (
    by: Profile,
    name: string,
    role: string,
  ): Promise<{ readonly profile: Profile; readonly deviceId: string }> => {
    const { inviteId, link } = await by.run(workspaceId, 'invite.create', { role, personName: name, expiresInDays: 1 })
    await levelProfiles(workspaceId, by)
    const profile = await openProfile(name)
    await joins(profile, link)
    await letsIn(by, profile, workspaceId, inviteId)
    await profile.shows(workspaceId, 'synced')
    await levelProfiles(workspaceId, alice, by, profile)
    return { profile, deviceId: (await profile.engine(workspaceId)).replica.deviceId }
  }
  const bob = await letIn(alice, 'Bob', 'editor')
  expect((await vault.devices.get(bob.deviceId))!.admittedBy).toBe(engine.replica.deviceId)
  await alice.run(workspaceId, 'member.setRole', {
    memberId: (await vault.devices.get(bob.deviceId))!.memberId,
    role: 'lead',
  })
  await levelProfiles(workspaceId, alice, bob.profile)
  const [carol, dave] = [await letIn(bob.profile, 'Carol', 'viewer'), await letIn(bob.profile, 'Dave', 'viewer')]
  for (const { deviceId } of [carol, dave]) expect((await vault.devices.get(deviceId))!.admittedBy).toBe(bob.deviceId)

  const since = Date.UTC(2026, 0, 2)
  // What is to go along must be there: one that is not known refuses the whole, and nobody is gone.
  expect(
    refused(
      await alice.attempt(workspaceId, 'device.remove', {
        deviceId: bob.deviceId,
        alsoDevices: [carol.deviceId, 'ff'.repeat(16)],
        compromisedSince: since,
      }),
    ),
  ).toBe('unknownDevice')
  expect((await vault.devices.toArray()).every(({ active }) => active)).toBe(true)
  await alice.run(workspaceId, 'device.remove', {
    deviceId: bob.deviceId,
    alsoDevices: [carol.deviceId],
    compromisedSince: since,
  })
  await until(() => engine.replica.access().epochs.length === 2, 'removed')
  await until(async () => (await vault.devices.get(bob.deviceId))?.compromisedSince === since, 'marked')
  for (const { deviceId } of [bob, carol])
    expect(await vault.devices.get(deviceId)).toMatchObject({ active: false, compromisedSince: since })
  const kept = await vault.devices.get(dave.deviceId)
  expect([kept!.active, kept!.compromisedSince]).toEqual([true, undefined])
  // The next key is for who stayed and for nobody else.
  const { wraps } = engine.replica.access().epochs[1]!
  expect([bob, carol, dave].map(({ deviceId }) => deviceId in wraps)).toEqual([false, false, true])

  expect(
    refused(await alice.attempt(workspaceId, 'device.compromised', { deviceId: engine.replica.deviceId, since })),
  ).toBe('unknownDevice')
  await alice.run(workspaceId, 'device.compromised', { deviceId: bob.deviceId, since: since - 86_400_000 })
  await until(
    async () => (await vault.devices.get(bob.deviceId))?.compromisedSince === since - 86_400_000,
    'another day',
  )
})
