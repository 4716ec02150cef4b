/**
 * What a backup file says of itself, by small workspaces: its numbers, its facts, and what of them a restored one is;
 * what is refused on either side leaves nothing.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backupBodyEpoch, backupWrapEpoch, sealForKit } from '~/lib/engine/commands/access/accessBackup'
import { kitConfirmedIdKey, kitConfirmedKey } from '~/lib/engine/commands/access/accessKit'
import { restoreWorkspace } from '~/lib/engine/host/restoreWorkspace'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { readRelaySettings, writeRelaySettings } from '~/lib/sync/connection/relaySettings'
import { vaultName, type LogRow } from '~/lib/vault/store/tables'
import { nameFile, sealFile } from '../../sync/support/namedFile'
import { openProfile, stopProfiles, type Profile } from '../../sync/support/profile'
import {
  closeEverybody,
  commitAccess,
  createWorld,
  foundUnbound,
  random,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let solo: Person
beforeEach(async () => {
  world = createWorld()
  solo = await foundUnbound(world, 'Solo')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await stopProfiles()
  await closeEverybody()
})

async function exported(): Promise<Blob> {
  const { draftId, fileName } = await solo.must('backup.export', null)
  return (await solo.vault.draftFiles.get([draftId, fileName]))!.bytes
}
/** A device that the file comes to. Nobody answers it at a relay, so it stays as it was restored. */
const fresh = (): Promise<Profile> =>
  openProfile('Fresh', {
    connect: () => {
      throw new Error('offline')
    },
  })
const words = () => world.kit!.words
const url = 'https://relay.example'

test('the numbers under which the key and the body are sealed are those of every file that was ever written', () => {
  expect([backupWrapEpoch, backupBodyEpoch]).toEqual([0, 1])
})

describe('a workspace of one entry', () => {
  test('is restored with its relay, its kit and its files', async () => {
    await writeRelaySettings(solo.vault, { url, shared: true })
    const holder = { workspaceId: world.workspaceId, vault: solo.vault, replica: solo.replica }
    const { sha256, id, salt } = await sealFile(holder, new Blob(['a list'], { type: 'text/plain' }))
    await nameFile(holder, (await solo.vault.blobs.get(sha256))!, 'ev_list')
    await nameFile(holder, { sha256: 'cd'.repeat(32), id: 'ef'.repeat(32), size: 10, mime: 'image/png' }, 'ev_away')
    await solo.push()
    const file = await exported()
    const profile = await fresh()
    expect(await restoreWorkspace(profile.parts, { file, words: words() })).toEqual({
      ok: true,
      value: { workspaceId: world.workspaceId, entries: solo.replica.head().seq, missingFiles: 1 },
    })
    expect(await profile.deviceDb.workspaces.get(world.workspaceId)).toMatchObject({
      name: 'Workspace',
      relayUrl: url,
      kitConfirmed: true,
      state: 'open',
    })
    const vault = await profile.parts.openVault(world.workspaceId)
    expect(await vault.blobs.get(sha256)).toMatchObject({
      id,
      size: 6,
      mime: 'text/plain',
      state: 'present',
      epoch: 1,
      salt,
      upload: 'waiting',
      addedAt: 5,
    })
    expect(await vault.blobs.get('cd'.repeat(32))).toMatchObject({ state: 'pending', id: 'ef'.repeat(32) })
    expect(await readRelaySettings(vault)).toMatchObject({ url, shared: true })
    expect((await vault.meta.get(kitConfirmedIdKey))!.value).toBe(solo.replica.access().recovery!.deviceId)
    expect((await vault.meta.get(kitConfirmedKey))!.value).toBeGreaterThan(0)
  })

  test('that never had a relay goes on alone', async () => {
    const file = await exported()
    const profile = await fresh()
    expect(await restoreWorkspace(profile.parts, { file, words: words() })).toMatchObject({
      ok: true,
      value: { missingFiles: 0 },
    })
    const vault = await profile.parts.openVault(world.workspaceId)
    expect(await readRelaySettings(vault)).toMatchObject({ shared: false })
    expect((await readRelaySettings(vault)).url).toBeUndefined()
    expect((await profile.deviceDb.workspaces.get(world.workspaceId))!.relayUrl).toBeUndefined()
  })

  test('that a relay joined, that went on without one and then joined it again: whose clock timed which entry is as it was, up to the last one of a device', async () => {
    await writeRelaySettings(solo.vault, { url, shared: true })
    await commitAccess(solo, { type: 'relayJoined', prev: solo.replica.access().head.accessHash, origin: url })
    for (const name of ['Alone', 'At the relay again']) {
      await solo.must('record.create', { kind: 'asset', fields: { name } })
      await solo.push()
    }
    const sources = async ({ log }: Pick<Person['vault'], 'log'>) =>
      (await log.orderBy('seq').toArray()).map(({ timeSource }) => timeSource)
    const restored = async () => {
      const [file, profile] = [await exported(), await fresh()]
      unwrap(await restoreWorkspace(profile.parts, { file, words: words() }))
      return sources(await profile.parts.openVault(world.workspaceId))
    }
    expect(await sources(solo.vault)).toEqual(['device', 'relay', 'relay', 'relay'])
    expect(await restored()).toEqual(['device', 'relay', 'relay', 'relay'])
    await solo.vault.log.where('seq').belowOrEqual(3).modify({ timeSource: 'device' })
    expect(await restored()).toEqual(['device', 'device', 'device', 'relay'])
  })

  test('is called by its organisation', async () => {
    await solo.must('record.create', { kind: 'scope', fields: { orgName: 'Quillmere' } })
    await solo.push()
    const { fileName } = await solo.must('backup.export', null)
    expect(fileName).toBe('Quillmere 2026-06-01.plumbline')
  })
})

describe('no backup is written', () => {
  test('of a workspace without a kit, of a log that ends in another entry than the records, for a kit whose key is none', async () => {
    const access = solo.replica.access()
    const { recovery } = access
    vi.spyOn(solo.replica, 'access').mockReturnValue({ ...access, recovery: null })
    expect(await solo.run('backup.export', null)).toMatchObject({ ok: false, error: { type: 'noKit' } })
    vi.restoreAllMocks()
    vi.spyOn(solo.replica, 'head').mockReturnValue({ ...solo.replica.head(), chain: 'ab'.repeat(32) })
    expect(await solo.run('backup.export', null)).toMatchObject({ ok: false, error: { type: 'damagedLog' } })
    expect([await solo.vault.drafts.count(), await solo.vault.draftFiles.count()]).toEqual([0, 0])
    expect(
      (
        await sealForKit(
          new Blob(['x']),
          { ...recovery!, dhKey: toBase64Url(new Uint8Array(65)) },
          { workspaceId: world.workspaceId, random },
        )
      ).ok,
    ).toBe(false)
  })
})

describe('no workspace is restored', () => {
  test.each([1, 2])(
    'from a sound file where the disk is full once, at entry %i: said so, and nothing is left',
    async (seq) => {
      await solo.must('record.create', { kind: 'asset', fields: { name: 'A' } })
      await solo.push()
      await solo.vault.log
        .toCollection()
        .modify((row) => void Object.assign(row, { timeSource: row.seq === 1 ? 'device' : 'relay' }))
      const file = await exported()
      const profile = await fresh()
      let refused = 0
      const parts: Profile['parts'] = {
        ...profile.parts,
        async openVault(workspaceId) {
          const vault = await profile.parts.openVault(workspaceId)
          vault.log.hook('creating', (_: unknown, row: LogRow) => {
            if (row.seq !== seq || refused++ > 0) return
            throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
          })
          return vault
        },
      }
      expect(await restoreWorkspace(parts, { file, words: words() })).toMatchObject({
        ok: false,
        error: { type: 'diskFull' },
      })
      expect(refused).toBe(1)
      expect([
        await profile.deviceDb.workspaces.count(),
        (await profile.storage.indexedDB.databases()).map(({ name }) => name),
      ]).toEqual([0, ['plumbline']])
      expect(unwrap(await restoreWorkspace(profile.parts, { file, words: words() })).workspaceId).toBe(
        world.workspaceId,
      )
      expect((await profile.storage.indexedDB.databases()).map(({ name }) => name)).toContain(
        vaultName(world.workspaceId),
      )
    },
  )

  test('where its engine does not start: what went wrong is the answer', async () => {
    const file = await exported()
    const profile = await fresh()
    expect(
      await restoreWorkspace(
        { ...profile.parts, engine: () => Promise.resolve({ ok: false, error: { type: 'vaultLost', message: 'x' } }) },
        { file, words: words() },
      ),
    ).toMatchObject({ ok: false, error: { type: 'vaultLost' } })
  })
})
