/**
 * Backup files are written by whoever knows the public half of a kit: nothing in one is believed, and none says more
 * than it holds.
 */

import { afterEach, describe, expect, test } from 'vitest'
import { sealForKit } from '~/lib/engine/commands/access/accessBackup'
import { lookAtBackup, restoreWorkspace } from '~/lib/engine/host/restoreWorkspace'
import {
  backupVersion,
  writeBackupBody,
  type BackupFileFacts,
  type BackupManifest,
} from '~/lib/exchange/backup/backupFile'
import { writeSequenced } from '~/lib/protocol/log/chain'
import { writeAll } from '~/lib/protocol/wire/wireReader'
import { toBase64Url, utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { vaultName, type BlobRow } from '~/lib/vault/store/tables'
import { nameFile, sealFile } from '../../sync/support/namedFile'
import { backupOf, openProfile, stopProfiles, refused } from '../../sync/support/profile'
import { random, startRelay, until, type TestRelay } from '../../sync/support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
  relay = undefined
})

const truth = utf8('port 22 is open to everybody')
const lie = utf8('port 22 is closed to all here')
const sha256 = sha256Hex(truth)

async function founded() {
  const alice = await openProfile('Alice')
  const workspaceId = await alice.found('Quillmere Logistics', 'Alice Owner')
  const [engine, vault] = [await alice.engine(workspaceId), await alice.parts.openVault(workspaceId)]
  return { alice, workspaceId, engine, vault, words: alice.wordsOf(workspaceId) }
}
type Founded = Awaited<ReturnType<typeof founded>>
async function adds({ alice, workspaceId, engine }: Founded, title: string): Promise<void> {
  await alice.run(workspaceId, 'record.create', { kind: 'risk', fields: { title } })
  await until(async () => (await engine.replica.waiting()) === 0, 'in the log')
}
/** A file that the log names and this device holds. */
async function files({ workspaceId, vault, engine: { replica } }: Founded, bytes = truth) {
  const row = await sealFile({ workspaceId, vault, replica }, new Blob([bytes.slice()], { type: 'image/png' }))
  await nameFile({ replica }, row, 'ev_picture')
  await until(async () => (await replica.waiting()) === 0, 'in the log')
  return row
}
const factsOf = ({ sha256: hash, id, size, mime, epoch, salt, addedAt }: BlobRow): BackupFileFacts => ({
  sha256: hash,
  id,
  size,
  mime,
  epoch,
  salt: toBase64Url(salt),
  addedAt,
  present: true,
})

/** As anybody writes one who was given the log: no secret of the workspace is needed. */
async function forged(
  { workspaceId, engine, vault }: Founded,
  files: readonly BackupFileFacts[],
  bytes: readonly Uint8Array[],
  changes: Partial<BackupManifest> = {},
): Promise<Blob> {
  const entries = await readLogAfter(vault, 0)
  const manifest: BackupManifest = {
    v: backupVersion,
    name: 'Quillmere Logistics',
    createdAt: 1,
    shared: false,
    deviceTimeUpTo: entries.length,
    entries: entries.length,
    files,
    ...changes,
  }
  const log = writeAll((encoder) => entries.forEach((entry) => writeSequenced(encoder, entry)))
  const body = writeBackupBody(
    manifest,
    [log],
    bytes.map((one) => new Blob([one.slice()])),
  )
  return unwrap(await sealForKit(body, engine.replica.access().recovery!, { workspaceId, random }))
}

describe('a backup file from anybody', () => {
  test('with other bytes under the hash of a file: the file is missing, and never said to be here', async () => {
    const all = await founded()
    const facts = { ...factsOf(await files(all)), size: lie.length }
    const fresh = await openProfile('Fresh')
    const restored = unwrap(
      await restoreWorkspace(fresh.parts, { file: await forged(all, [facts], [lie]), words: all.words }),
    )
    expect(restored.missingFiles).toBe(1)
    const row = (await (await fresh.parts.openVault(all.workspaceId)).blobs.get(sha256))!
    expect([row.state, row.bytes]).toEqual(['pending', undefined])
  })

  test.each<[string, Partial<BackupFileFacts>]>([
    ['another id', { id: 'ab'.repeat(32) }],
    ['another salt', { salt: toBase64Url(new Uint8Array(16)) }],
    ['a salt that is none', { salt: '' }],
    ['an epoch whose key nobody has', { epoch: 9 }],
  ])(
    'with a file under %s: it is left out, counted as missing, and awaited under the id that the log names',
    async (_what, bent) => {
      const all = await founded()
      const row = await files(all)
      const fresh = await openProfile('Fresh')
      const restored = unwrap(
        await restoreWorkspace(fresh.parts, {
          file: await forged(all, [{ ...factsOf(row), ...bent }], [truth]),
          words: all.words,
        }),
      )
      expect(restored.missingFiles).toBe(1)
      const here = (await (await fresh.parts.openVault(all.workspaceId)).blobs.get(sha256))!
      expect([here.state, here.bytes, here.id, here.upload]).toEqual(['pending', undefined, row.id, 'none'])
    },
  )

  test('with a file that an owner erased, sealed anew under an id of its own: the bytes do not come back', async () => {
    const all = await founded()
    await files(all)
    await all.alice.run(all.workspaceId, 'evidence.erase', {
      id: 'ev_picture',
      reason: 'Shows a customer who asked for it to go.',
    })
    await until(async () => (await all.vault.blobs.get(sha256))!.state === 'erased', 'erased')
    const anew = await sealFile(
      { workspaceId: all.workspaceId, vault: all.vault, replica: all.engine.replica },
      new Blob([truth.slice()], { type: 'image/png' }),
    )
    const fresh = await openProfile('Fresh')
    const restored = unwrap(
      await restoreWorkspace(fresh.parts, { file: await forged(all, [factsOf(anew)], [truth]), words: all.words }),
    )
    expect(restored.missingFiles).toBe(0)
    const here = (await (await fresh.parts.openVault(all.workspaceId)).blobs.get(sha256))!
    expect([here.state, here.bytes]).toEqual(['erased', undefined])
  })

  test('with a file as it is: its bytes are here, of the kind that the log names', async () => {
    const all = await founded()
    const row = await files(all)
    const fresh = await openProfile('Fresh')
    const restored = unwrap(
      await restoreWorkspace(fresh.parts, {
        file: await forged(all, [{ ...factsOf(row), mime: 'text/html' }], [truth]),
        words: all.words,
      }),
    )
    expect(restored.missingFiles).toBe(0)
    expect(await (await fresh.parts.openVault(all.workspaceId)).blobs.get(sha256)).toMatchObject({
      state: 'present',
      id: row.id,
      size: truth.length,
      mime: 'image/png',
    })
  })

  test('that ends before its writer was removed and names their relay says both first, and nothing is written by looking', async () => {
    const all = await founded()
    await adds(all, 'Written by then')
    const file = await forged(all, [], [], { relayUrl: 'wss://relay.mallory.example', shared: true })
    await adds(all, 'Written after that day')
    const fresh = await openProfile('Fresh')
    const look = unwrap(await lookAtBackup(fresh.parts, { file, words: all.words }))
    expect(look).toEqual({
      bodyId: look.bodyId,
      workspaceId: all.workspaceId,
      name: 'Quillmere Logistics',
      entries: look.entries,
      lastAt: (await all.vault.log.get(look.entries))!.relayTime,
      members: 1,
      relayUrl: 'wss://relay.mallory.example',
    })
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
    expect((await fresh.storage.indexedDB.databases()).map(({ name }) => name)).not.toContain(
      vaultName(all.workspaceId),
    )
    expect(
      unwrap(await lookAtBackup(fresh.parts, { file: await backupOf(all.alice, all.workspaceId), words: all.words }))
        .entries,
    ).toBeGreaterThan(look.entries)
    expect(refused(await lookAtBackup(fresh.parts, { file, words: all.words.toReversed() }))).toBe('wrongWords')
  })

  test('put in the place of the one that a person looked at restores nothing', async () => {
    const all = await founded()
    await adds(all, 'Written by then')
    const theirs = await forged(all, [], [], { relayUrl: 'wss://relay.mallory.example', shared: true })
    const good = await backupOf(all.alice, all.workspaceId)
    const fresh = await openProfile('Fresh')
    const { bodyId: looked } = unwrap(await lookAtBackup(fresh.parts, { file: good, words: all.words }))
    expect(refused(await restoreWorkspace(fresh.parts, { file: theirs, words: all.words, looked }))).toBe(
      'backupChanged',
    )
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
    expect(unwrap(await restoreWorkspace(fresh.parts, { file: good, words: all.words, looked })).workspaceId).toBe(
      all.workspaceId,
    )
  })

  test('that names more entries than its log has restores nothing', async () => {
    const all = await founded()
    const fresh = await openProfile('Fresh')
    expect(
      refused(
        await restoreWorkspace(fresh.parts, { file: await forged(all, [], [], { entries: 99 }), words: all.words }),
      ),
    ).toBe('damagedBackup')
    expect(await fresh.deviceDb.workspaces.count()).toBe(0)
  })
})

describe('what a backup holds', () => {
  test('a file whose bytes changed on this disk is left out and counted as missing, looked at before or not', async () => {
    const all = await founded()
    await all.vault.blobs.put({ ...(await files(all)), bytes: new Blob([lie.slice()]) })
    expect((await all.alice.run(all.workspaceId, 'backup.export', null)).missingFiles).toBe(1)
    expect((await all.alice.run(all.workspaceId, 'integrity.verify', null)).failures).toHaveLength(1)
    const fresh = await openProfile('Fresh')
    expect(
      unwrap(
        await restoreWorkspace(fresh.parts, { file: await backupOf(all.alice, all.workspaceId), words: all.words }),
      ).missingFiles,
    ).toBe(1)
    expect((await (await fresh.parts.openVault(all.workspaceId)).blobs.get(sha256))!.state).toBe('pending')
  })

  test('of a log with a hole none is written, and it is said why', async () => {
    const all = await founded()
    await adds(all, 'After the hole')
    await all.vault.log.delete(all.engine.replica.head().seq - 1)
    expect(refused(await all.alice.attempt(all.workspaceId, 'backup.export', null))).toBe('damagedLog')
    expect(await all.vault.draftFiles.count()).toBe(0)
  })

  test('of a log that lost its end none is written', async () => {
    const all = await founded()
    await adds(all, 'Lost')
    await all.vault.log.delete(all.engine.replica.head().seq)
    expect(refused(await all.alice.attempt(all.workspaceId, 'backup.export', null))).toBe('damagedLog')
  })

  test('changes that wait to go out are not in it, and are counted', async () => {
    relay = await startRelay()
    const all = await founded()
    await all.alice.run(all.workspaceId, 'relay.connect', { url: relay.url })
    await all.alice.shows(all.workspaceId, 'synced')
    // A run of readiness may be written by the device itself at any moment, and then waits as well.
    const waiting = async (): Promise<number> => (await all.alice.run(all.workspaceId, 'backup.export', null)).waiting
    await until(async () => (await waiting()) === 0, 'nothing waits, and it says so')
    await all.alice.run(all.workspaceId, 'relay.disconnect', null)
    await all.alice.run(all.workspaceId, 'record.create', {
      kind: 'risk',
      fields: { title: 'Written without a connection' },
    })
    await until(
      async () => (await waiting()) === (await all.vault.outbox.orderBy('commandId').uniqueKeys()).length,
      'all that waits is counted',
    )
    expect(await waiting()).toBeGreaterThan(0)
  })
})

describe('a restore that dies in the middle', () => {
  test('leaves nothing that a later one builds on: what is here then is what that file holds', async () => {
    const all = await founded()
    const older = await backupOf(all.alice, all.workspaceId)
    await adds(all, 'In the newer one')
    const newer = await backupOf(all.alice, all.workspaceId)
    const fresh = await openProfile('Fresh')
    let dead = false
    const erase = (id: string): Promise<void> =>
      dead ? Promise.reject(new Error('the worker died')) : fresh.parts.erase(id)
    fresh.deviceDb.workspaces.hook('creating', function die() {
      fresh.deviceDb.workspaces.hook('creating').unsubscribe(die)
      dead = true
      throw new Error('the worker died')
    })
    await expect(restoreWorkspace({ ...fresh.parts, erase }, { file: newer, words: all.words })).rejects.toThrow(
      'the worker died',
    )
    expect((await fresh.storage.indexedDB.databases()).map(({ name }) => name)).toContain(vaultName(all.workspaceId))

    const { entries } = unwrap(await restoreWorkspace(fresh.parts, { file: older, words: all.words }))
    const vault = await fresh.parts.openVault(all.workspaceId)
    await until(async () => (await vault.devices.toArray()).some(({ own, active }) => own && active), 'let in')
    expect(await vault.table('risk').count()).toBe(0)
    expect((await vault.log.where('seq').belowOrEqual(entries).toArray()).map(({ chain }) => chain)).toEqual(
      (await all.vault.log.where('seq').belowOrEqual(entries).toArray()).map(({ chain }) => chain),
    )
    expect(await vault.log.count()).toBe(entries + 1)
  })

  test('a failure of the disk at its last step leaves no half workspace either', async () => {
    const all = await founded()
    const file = await backupOf(all.alice, all.workspaceId)
    const fresh = await openProfile('Fresh')
    fresh.deviceDb.workspaces.hook('creating', () => {
      throw new Error('the disk is full')
    })
    await expect(restoreWorkspace(fresh.parts, { file, words: all.words })).rejects.toThrow('the disk is full')
    expect((await fresh.storage.indexedDB.databases()).map(({ name }) => name)).not.toContain(
      vaultName(all.workspaceId),
    )
  })
})
