import { afterEach, describe, expect, it } from 'vitest'
import { backupBodyEpoch, backupWrapEpoch } from '~/lib/engine/commands/access/accessBackup'
import { restoreWorkspace } from '~/lib/engine/host/restoreWorkspace'
import { readBackupFile, writeBackupFile, backupFileName } from '~/lib/exchange/backup/backupFile'
import { utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import { nameFile, sealFile } from '../sync/support/namedFile'
import { levelProfiles, openProfile, stopProfiles, joins, refused, type Profile } from '../sync/support/profile'
import { startRelay, until, type TestRelay } from '../sync/support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
  relay = undefined
})

const picture = new Blob([utf8('a picture of a firewall rule')], { type: 'image/png' })

/** A workspace with records and two files, of which one never arrived; and its backup. */
async function backedUp() {
  const alice = await openProfile('Alice')
  const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
  const words = alice.wordsOf(workspaceId)
  for (let i = 0; i < 12; i++)
    await alice.run(workspaceId, 'record.create', {
      kind: 'risk',
      fields: { title: `Risk ${i}`, event: `What if ${i}` },
    })
  const engine = await alice.engine(workspaceId)
  await until(async () => (await engine.replica.waiting()) === 0, 'in the log')
  const vault = await alice.parts.openVault(workspaceId)
  const holder = { workspaceId, vault, replica: engine.replica }
  const { sha256, id } = await sealFile(holder, picture)
  await nameFile(holder, (await vault.blobs.get(sha256))!, 'ev_here')
  const away = { sha256: 'cd'.repeat(32), id: 'ef'.repeat(32), size: 10, mime: 'image/png' }
  await nameFile(holder, away, 'ev_away')
  await vault.blobs.put(pendingFile(away, 1))
  await until(async () => (await engine.replica.waiting()) === 0, 'named in the log')
  const exported = await alice.run(workspaceId, 'backup.export', null)
  const file = (await vault.draftFiles.get([exported.draftId, exported.fileName]))!.bytes
  return { alice, workspaceId, words, vault, exported, file, sha256, id }
}

const views = async (vault: Awaited<ReturnType<Profile['parts']['openVault']>>) => ({
  risk: await vault.table('risk').orderBy('id').toArray(),
  person: await vault.table('person').orderBy('id').toArray(),
  scope: await vault.table('scope').toArray(),
  settings: await vault.table('settings').toArray(),
  trail: (await vault.trail.orderBy('id').toArray()).map(({ n: _n, ...row }) => row),
})

describe('backup and restore', () => {
  it('gives equal rows, trail, log and files on a new device, which then writes on', async () => {
    const { workspaceId, words, vault, exported, file, sha256 } = await backedUp()
    expect(exported).toMatchObject({ bytes: file.size, missingFiles: 1 })
    expect(exported.fileName).toMatch(/^Quillmere Logistics \d{4}-\d\d-\d\d\.plumbline$/)
    const fresh = await openProfile('Fresh')
    const restored = unwrap(await restoreWorkspace(fresh.parts, { file, words }))
    expect(restored).toEqual({ workspaceId, entries: await vault.log.count(), missingFiles: 1 })
    const again = await fresh.parts.openVault(workspaceId)
    await until(async () => (await again.devices.toArray()).some(({ own, active }) => own && active), 'let in')
    expect(await views(again)).toEqual(await views(vault))
    expect(await (await again.blobs.get(sha256))!.bytes!.text()).toBe('a picture of a firewall rule')
    expect(await again.blobs.get('cd'.repeat(32))).toMatchObject({ state: 'pending' })

    const log = await again.log.toArray()
    expect(log.slice(0, -1).map(({ chain }) => chain)).toEqual((await vault.log.toArray()).map(({ chain }) => chain))
    expect(log.every(({ verdict }) => verdict === 'counts')).toBe(true)
    // The lost device left in the entry that let this one in, and the next epoch began.
    expect((await again.devices.toArray()).map(({ code, active, own }) => [code, active, own]).sort()).toEqual([
      ['', false, false],
      ['B', true, true],
    ])
    const engine = await fresh.engine(workspaceId)
    expect(engine.replica.access().epochs).toHaveLength(2)
    const { ref } = await fresh.run(workspaceId, 'record.create', {
      kind: 'risk',
      fields: { title: 'Written after the loss' },
    })
    expect(ref).toBe('R-B1')
    await until(async () => (await engine.replica.waiting()) === 0, 'in the log')
    expect((await again.log.toArray()).at(-1)).toMatchObject({ epoch: 2, verdict: 'counts', timeSource: 'device' })
  })

  it('holds nothing of the workspace in readable form', async () => {
    const { file } = await backedUp()
    const bytes = Buffer.from(await file.arrayBuffer())
    for (const planted of ['Quillmere', 'Alice Owner', 'Risk 7', 'firewall rule', 'What if'])
      expect(bytes.includes(planted)).toBe(false)
  })

  it('refuses the kit of another workspace, a mistyped word and too few words', async () => {
    const { file, words } = await backedUp()
    const mallory = await openProfile('Mallory')
    const other = await mallory.found('Other', 'Mallory')
    const fresh = await openProfile('Fresh')
    expect(refused(await restoreWorkspace(fresh.parts, { file, words: mallory.wordsOf(other) }))).toBe('wrongKit')
    expect(refused(await restoreWorkspace(fresh.parts, { file, words: [...words.slice(0, 23), 'plumbline'] }))).toBe(
      'unknownWord',
    )
    expect(refused(await restoreWorkspace(fresh.parts, { file, words: words.slice(0, 12) }))).toBe('wordCount')
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  })

  it('refuses a file that is damaged anywhere, cut, extended or no backup, and leaves nothing behind', async () => {
    const { file, words } = await backedUp()
    const fresh = await openProfile('Fresh')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const flipped = (at: number): Blob => {
      const copy = bytes.slice()
      copy[at]! ^= 0x20
      return new Blob([copy])
    }
    for (let i = 0; i < 24; i++) {
      const at = Math.floor(((i + 0.5) * bytes.length) / 24)
      const result = await restoreWorkspace(fresh.parts, { file: flipped(at), words })
      expect(['damagedBackup', 'notABackup', 'wrongKit'], `byte ${at}`).toContain(refused(result))
    }
    expect(refused(await restoreWorkspace(fresh.parts, { file: file.slice(0, -1), words }))).toBe('damagedBackup')
    expect(refused(await restoreWorkspace(fresh.parts, { file: new Blob([file, 'x']), words }))).toBe('damagedBackup')
    expect(refused(await restoreWorkspace(fresh.parts, { file: new Blob(['PK a zip file']), words }))).toBe(
      'notABackup',
    )
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  })

  it('refuses a newer version with what to do, and a workspace that is here already', async () => {
    const { alice, file, words } = await backedUp()
    const { header, sealedBody } = unwrap(await readBackupFile(file))
    const newer = writeBackupFile({ ...header, v: header.v + 1 }, sealedBody)
    const old = writeBackupFile({ ...header, v: 1 }, sealedBody)
    const fresh = await openProfile('Fresh')
    expect(refused(await restoreWorkspace(fresh.parts, { file: newer, words }))).toBe('newerVersion')
    expect(await restoreWorkspace(fresh.parts, { file: old, words })).toMatchObject({
      error: { type: 'oldWorkspace', message: expect.stringContaining('This backup was written by an early version') },
    })
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
    expect(refused(await restoreWorkspace(alice.parts, { file, words }))).toBe('alreadyHere')
  })

  it("another workspace's id in the header is found out: the id is the hash of the founding", async () => {
    const { file, words } = await backedUp()
    const { header, sealedBody } = unwrap(await readBackupFile(file))
    const fresh = await openProfile('Fresh')
    const forged = writeBackupFile({ ...header, workspaceId: '00'.repeat(32) }, sealedBody)
    expect(refused(await restoreWorkspace(fresh.parts, { file: forged, words }))).toBe('damagedBackup')
  })

  it('a full disk is told as one, not as a damaged backup; nothing is left of it, and with space the same file is restored', async () => {
    const { workspaceId, words, file } = await backedUp()
    const fresh = await openProfile('Fresh')
    const full = (): void => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    const openVault = async (id: string) => {
      const vault = await fresh.parts.openVault(id)
      vault.log.hook('creating', full)
      return vault
    }
    expect(await restoreWorkspace({ ...fresh.parts, openVault }, { file, words })).toMatchObject({
      ok: false,
      error: { type: 'diskFull' },
    })
    const broken = async (id: string) => {
      const vault = await fresh.parts.openVault(id)
      vault.blobs.hook('creating', full)
      return vault
    }
    await expect(restoreWorkspace({ ...fresh.parts, openVault: broken }, { file, words })).rejects.toThrow()
    expect([
      await fresh.deviceDb.workspaces.count(),
      (await fresh.storage.indexedDB.databases()).filter(({ name }) => name!.includes(workspaceId)),
    ]).toEqual([0, []])
    expect(
      await restoreWorkspace(
        { ...fresh.parts, engine: () => Promise.resolve({ ok: false, error: { type: 'vaultLost', message: 'x' } }) },
        { file, words },
      ),
    ).toMatchObject({ ok: false, error: { type: 'vaultLost' } })
  })

  it('a header whose parts were put there later opens nothing, and leaves nothing', async () => {
    const { file, words } = await backedUp()
    const { header, sealedBody } = unwrap(await readBackupFile(file))
    const fresh = await openProfile('Fresh')
    const types: string[] = []
    for (const changed of [
      { recovery: {} },
      { recovery: { ...(header.recovery as object), sealedDhKey: 7 } },
      { wrap: 'AAAA' },
      { bodyId: 'ab'.repeat(32) },
    ]) {
      types.push(
        refused(
          await restoreWorkspace(fresh.parts, {
            file: writeBackupFile({ ...header, ...changed } as never, sealedBody),
            words,
          }),
        ),
      )
    }
    expect(types).toEqual(['damagedBackup', 'wrongKit', 'damagedBackup', 'damagedBackup'])
    expect([await fresh.deviceDb.workspaces.count(), await fresh.storage.indexedDB.databases()]).toMatchObject([
      0,
      [{ name: 'plumbline' }],
    ])
  })

  it('the restored row and its files are as the backup says', async () => {
    const { workspaceId, words, file, sha256, id } = await backedUp()
    const fresh = await openProfile('Fresh')
    unwrap(await restoreWorkspace(fresh.parts, { file, words }))
    expect(await fresh.deviceDb.workspaces.get(workspaceId)).toMatchObject({
      name: 'Quillmere Logistics',
      kitConfirmed: true,
      state: 'open',
      demo: false,
    })
    expect((await fresh.deviceDb.workspaces.get(workspaceId))!.relayUrl).toBeUndefined()
    const vault = await fresh.parts.openVault(workspaceId)
    expect(await vault.blobs.get(sha256)).toMatchObject({
      state: 'present',
      epoch: 1,
      id,
      size: picture.size,
      mime: 'image/png',
      upload: 'waiting',
    })
    expect((await vault.log.toArray()).map(({ timeSource }) => timeSource).every((source) => source === 'device')).toBe(
      true,
    )
  })

  it('a restored workspace is adopted by a relay, and others join it', async () => {
    const { workspaceId, words, file } = await backedUp()
    relay = await startRelay()
    const fresh = await openProfile('Fresh')
    unwrap(await restoreWorkspace(fresh.parts, { file, words }))
    const vault = await fresh.parts.openVault(workspaceId)
    await until(async () => (await vault.devices.toArray()).some(({ own, active }) => own && active), 'let in')
    await until(async () => (await vault.keys.get('recovery')) === undefined, 'the key of the kit is forgotten')
    await fresh.run(workspaceId, 'relay.connect', { url: relay.url })
    await fresh.shows(workspaceId, 'synced')
    const { link } = await fresh.run(workspaceId, 'invite.create', {
      role: 'editor',
      expiresInDays: 1,
      admit: 'atOnce',
    })
    await levelProfiles(workspaceId, fresh)
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await bob.shows(workspaceId, 'synced')
    await levelProfiles(workspaceId, fresh, bob)
    const [one, two] = await Promise.all([fresh, bob].map((profile) => profile.parts.openVault(workspaceId)))
    expect(await two!.table('risk').count()).toBe(12)
    expect(await one!.table('risk').orderBy('id').toArray()).toEqual(await two!.table('risk').orderBy('id').toArray())
  })

  it('a relay that holds more than the backup: the lost owner comes back there, with everything, and the old device is out', async () => {
    relay = await startRelay()
    const alice = await openProfile('Alice')
    const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
    const words = alice.wordsOf(workspaceId)
    await alice.run(workspaceId, 'relay.connect', { url: relay.url })
    await alice.shows(workspaceId, 'synced')
    await alice.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'In the backup' } })
    await levelProfiles(workspaceId, alice)
    const exported = await alice.run(workspaceId, 'backup.export', null)
    const aliceVault = await alice.parts.openVault(workspaceId)
    const file = (await aliceVault.draftFiles.get([exported.draftId, exported.fileName]))!.bytes
    const { link } = await alice.run(workspaceId, 'invite.create', {
      role: 'editor',
      expiresInDays: 1,
      admit: 'atOnce',
    })
    await levelProfiles(workspaceId, alice)
    const bob = await openProfile('Bob')
    await joins(bob, link)
    await bob.shows(workspaceId, 'synced')
    await bob.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'After the backup' } })
    await levelProfiles(workspaceId, alice, bob)
    await alice.parts.release(workspaceId)

    const fresh = await openProfile('Fresh')
    unwrap(await restoreWorkspace(fresh.parts, { file, words }))
    ;(await fresh.engine(workspaceId)).uiOpen(1)
    await fresh.shows(workspaceId, 'synced')
    await levelProfiles(workspaceId, fresh, bob)
    const vault = await fresh.parts.openVault(workspaceId)
    expect((await vault.table('risk').toArray()).map(({ title }) => title).sort()).toEqual([
      'After the backup',
      'In the backup',
    ])
    expect(
      (await vault.members.toArray())
        .filter(({ active }) => active)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['editor', 'owner'])
    await fresh.run(workspaceId, 'record.create', { kind: 'risk', fields: { title: 'Back again' } })
    await levelProfiles(workspaceId, fresh, bob)
    expect(await (await bob.parts.openVault(workspaceId)).table('risk').count()).toBe(3)
    ;(await alice.engine(workspaceId)).uiOpen(1)
    await alice.shows(workspaceId, 'removed')
  })

  it('the numbers of its keys are those of every backup of this version that was ever written', () => {
    expect([backupWrapEpoch, backupBodyEpoch]).toEqual([0, 1])
  })

  it('file names hold nothing that a file system refuses', () => {
    expect(backupFileName('Quill/mere: "Logistics" <1>', '2026-05-28')).toBe(
      'Quill mere Logistics 1 2026-05-28.plumbline',
    )
    expect(backupFileName('', '2026-05-28')).toBe('Workspace 2026-05-28.plumbline')
  })
})
