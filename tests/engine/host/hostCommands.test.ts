/**
 * Founding, joining, renaming, erasing and restoring on one device: what is refused, what is left of a failure, and
 * what a new row says.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { generateInviteKeys, writeInviteLink } from '~/lib/crypto/inviteKeys'
import { createWorkspace, deviceName, workspaceRow } from '~/lib/engine/host/createWorkspace'
import { methodIn } from '~/lib/isms/risk/methodIn'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { toBase64Url } from '~/lib/shared/bytes'
import { unwrap, type Result } from '~/lib/shared/result'
import { readJoining } from '~/lib/sync/joining/joining'
import { readDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { openVault, vaultName } from '~/lib/vault/store/tables'
import { backupOf, openProfile, type Profile } from '../../sync/support/profile'
import { until } from '../../sync/support/relay'
import { nodeHost, random, type NodeHost } from '../support/nodeHost'

let made: NodeHost
const ends: (() => unknown)[] = []
beforeEach(() => {
  made = nodeHost()
  ends.push(() => made.host.stop())
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

let commands = 0
const run = (name: string, input: unknown, commandId = `c-${++commands}`): Promise<Result<unknown>> =>
  made.host.run(commandId, null, name, input as never)
const must = async <T>(name: string, input: unknown, commandId?: string): Promise<T> =>
  unwrap(await run(name, input, commandId)) as T
const failed = (type: string, field?: string) => ({ ok: false, error: { type, ...(field && { field }) } })
const vaults = async (): Promise<readonly string[]> =>
  (await made.indexedDB.databases()).map(({ name }) => name!).filter((name) => name !== 'plumbline')
const founding = { name: ' Quillmere ', personName: ' Ada ', timeZone: 'UTC' }
const found = (more: object = {}, commandId?: string) =>
  must<{ workspaceId: string; kit?: { words: readonly string[] } }>(
    'workspace.create',
    { ...founding, ...more },
    commandId,
  )
const reading = async (workspaceId: string) => {
  const vault = await openVault(workspaceId, made.storage)
  ends.push(() => vault.close())
  return vault
}

describe('founding', () => {
  test('the row and the first records say what was told, without the spaces around it', async () => {
    const { workspaceId, kit } = await found({ personTitle: ' CISO ', locale: 'de' })
    expect(kit!.words).toHaveLength(24)
    const row = (await made.deviceDb.workspaces.get(workspaceId))!
    expect(row).toMatchObject({ name: 'Quillmere', demo: false, clockOffset: 0, state: 'open', kitConfirmed: false })
    const vault = await reading(workspaceId)
    expect(await vault.table('person').toArray()).toMatchObject([{ name: 'Ada', title: 'CISO' }])
    expect(await vault.table('scope').get('sc_main')).toMatchObject({ orgName: 'Quillmere' })
    const [settings] = (await vault.table('settings').toArray()) as {
      ismsStart: string
      memberNames: object
      deviceNames: object
    }[]
    expect(Object.values(settings!.memberNames)).toEqual(['Ada'])
    expect(Object.values(settings!.deviceNames)).toEqual(['Chromium on Linux'])
    expect(settings!.ismsStart).toBe(new Date().toISOString().slice(0, 10))
    const [method] = (await vault.table('riskMethod').toArray()) as { criteria?: string }[]
    expect(method).toMatchObject({ approach: methodIn('de').approach })
    expect(JSON.stringify(method)).not.toBe(JSON.stringify(methodIn('en')))
  })

  test('a title of nothing but spaces is none; a device without a system is called by its browser', async () => {
    const { workspaceId } = await found({ personTitle: '  ' })
    expect(
      ((await (await reading(workspaceId)).table('person').toArray()) as { title?: string }[])[0]!.title,
    ).toBeUndefined()
    expect(deviceName({ name: 'Firefox', os: '', version: '1' })).toBe('Firefox')
    expect(deviceName({ name: 'Firefox', os: 'Linux', version: '1' })).toBe('Firefox on Linux')
  })

  test.each([
    ['no organisation', { name: ' ' }, 'nameMissing', 'name'],
    ['nobody', { personName: ' ' }, 'nameMissing', 'personName'],
    ['a name of the organisation that no record takes', { name: 'x'.repeat(5_000) }, 'invalidField', undefined],
    ['a name of a person that no record takes', { personName: 'x'.repeat(5_000) }, 'invalidField', undefined],
    ['a title that no record takes', { personTitle: 'x'.repeat(5_000) }, 'invalidField', undefined],
  ])('%s: refused, and nothing is left of it', async (_what, more, type, field) => {
    expect(await run('workspace.create', { ...founding, ...more })).toMatchObject(failed(type, field))
    expect([await made.deviceDb.workspaces.count(), await vaults()]).toEqual([0, []])
  })

  test('half a vault of a worker that died is thrown away, and the same command founds one workspace', async () => {
    const { workspaceId: half } = await found({}, 'half')
    await made.host.stop()
    await made.deviceDb.workspaces.delete(half)
    await made.deviceDb.preferences.update('founding/half', {
      value: { ...((await made.deviceDb.preferences.get('founding/half'))!.value as object), answered: false },
    })
    made = nodeHost({ indexedDB: made.indexedDB })
    ends.push(() => made.host.stop())
    const again = await found({}, 'half')
    expect(again.workspaceId).not.toBe(half)
    expect(again.kit!.words).toHaveLength(24)
    expect((await vaults()).filter((name) => name.startsWith(vaultName(half)))).toEqual([])
    expect((await made.deviceDb.workspaces.toArray()).map(({ id }) => id)).toEqual([again.workspaceId])
  })

  test('a worker that died after the row was written: the same command goes on with that workspace, and shows no kit', async () => {
    const { workspaceId } = await found({}, 'begun')
    await made.deviceDb.preferences.update('founding/begun', {
      value: { ...((await made.deviceDb.preferences.get('founding/begun'))!.value as object), answered: false },
    })
    expect(await found({}, 'begun')).toEqual({ workspaceId })
    expect((await made.deviceDb.preferences.get('founding/begun'))!.value).toMatchObject({
      workspaceId,
      answered: true,
    })
    expect(await (await reading(workspaceId)).table('person').count()).toBe(1)
  })

  test('what was answered once is nobody’s to take away: repeated with other words it is left as it is', async () => {
    const { workspaceId } = await found({}, 'done')
    await made.deviceDb.workspaces.delete(workspaceId)
    expect(await found({ personTitle: 'x'.repeat(5_000) }, 'done')).toEqual({ workspaceId })
    expect((await vaults()).some((name) => name.startsWith(vaultName(workspaceId)))).toBe(true)
  })

  test('an engine that does not start leaves nothing, and what went wrong is what is told', async () => {
    const profile = await openProfile('Ada')
    ends.push(() => profile.stop())
    const databases = async () =>
      (await profile.storage.indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'plumbline')
    await expect(
      createWorkspace({ ...profile.parts, engine: () => Promise.reject(new Error('no engine')) }, founding, {
        commandId: 'c',
      }),
    ).rejects.toThrow('no engine')
    expect([await profile.deviceDb.workspaces.count(), await databases()]).toEqual([0, []])
    expect(
      await createWorkspace(
        { ...profile.parts, engine: () => Promise.resolve({ ok: false, error: { type: 'vaultLost', message: 'x' } }) },
        founding,
        { commandId: 'd' },
      ),
    ).toMatchObject(failed('vaultLost'))
    expect([await profile.deviceDb.workspaces.count(), await databases()]).toEqual([0, []])
    // Erasing fails as well: the first reason is told.
    await expect(
      createWorkspace(
        {
          ...profile.parts,
          engine: () => Promise.reject(new Error('no engine')),
          erase: () => Promise.reject(new Error('no erasing')),
        },
        founding,
        { commandId: 'e' },
      ),
    ).rejects.toThrow('no engine')
  })

  test('a worker that dies before its row is written leaves half a vault, which the same command finds and throws away', async () => {
    const profile = await openProfile('Ada')
    ends.push(() => profile.stop())
    const databases = async () =>
      (await profile.storage.indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'plumbline')
    const dies = (): void => {
      throw new Error('the worker died')
    }
    profile.deviceDb.workspaces.hook('creating', dies)
    await expect(
      createWorkspace({ ...profile.parts, erase: () => Promise.reject(new Error('the worker died')) }, founding, {
        commandId: 'c',
      }),
    ).rejects.toThrow('the worker died')
    profile.deviceDb.workspaces.hook('creating').unsubscribe(dies)
    const [half] = await databases()
    expect(half).toBeDefined()
    const { workspaceId } = unwrap(await createWorkspace(profile.parts, founding, { commandId: 'c' }))
    expect(await databases()).toEqual([vaultName(workspaceId)])
    expect(half).not.toBe(vaultName(workspaceId))
  })

  /** Parts whose disk is full from the row on that is told. */
  const fullAt = (
    profile: Profile,
    table: 'log' | 'outbox',
    isFull: (row: { readonly commandId?: string }) => boolean,
  ): Profile['parts'] => ({
    ...profile.parts,
    async openVault(workspaceId) {
      const vault = await profile.parts.openVault(workspaceId)
      vault[table].hook('creating', (_: unknown, row: object) => {
        if (isFull(row)) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
      })
      return vault
    },
  })

  test.each(['the first entry', 'settings', 'scope', 'method', 'person', 'names', 'bind'])(
    'a disk that is full at %s is told as such, and nothing is left',
    async (step) => {
      const profile = await openProfile('Ada')
      ends.push(() => profile.stop())
      const parts =
        step === 'the first entry'
          ? fullAt(profile, 'log', () => true)
          : fullAt(profile, 'outbox', ({ commandId }) => commandId!.endsWith(`-${step}`))
      expect(await createWorkspace(parts, founding, { commandId: 'c' })).toMatchObject(failed('diskFull'))
      expect([
        await profile.deviceDb.workspaces.count(),
        (await profile.storage.indexedDB.databases()).map(({ name }) => name),
      ]).toEqual([0, ['plumbline']])
    },
  )

  test('the mark and the clock of a demo are those of its row, and of its first records', async () => {
    const profile = await openProfile('Ada')
    ends.push(() => profile.stop())
    const offset = -365 * 86_400_000
    const { workspaceId } = unwrap(await createWorkspace(profile.parts, founding, { demo: true, clockOffset: offset }))
    expect(await profile.deviceDb.workspaces.get(workspaceId)).toMatchObject({ demo: true, clockOffset: offset })
    const [settings] = (await (await profile.parts.openVault(workspaceId)).table('settings').toArray()) as {
      ismsStart: string
    }[]
    expect(settings!.ismsStart).toBe(new Date(Date.now() + offset).toISOString().slice(0, 10))
    expect(await profile.deviceDb.preferences.count()).toBe(0)
  })

  test('the hue of a workspace is drawn from the whole circle', () => {
    const hue = (byte: number): number =>
      workspaceRow({ random: () => Uint8Array.of(byte) as never, clock: { now: () => 5 } }, 'w', { name: 'x' }).hue
    expect([hue(0), hue(64), hue(128), hue(255)]).toEqual([0, 90, 180, 359])
  })
})

describe('opening, renaming, erasing', () => {
  test('a workspace that is not here is not opened and not renamed', async () => {
    expect(await run('workspace.open', { workspaceId: 'nowhere' })).toMatchObject(failed('unknownWorkspace'))
    expect(await run('workspace.rename', { workspaceId: 'nowhere', name: 'x' })).toMatchObject(
      failed('unknownWorkspace'),
    )
    expect(await run('workspace.erase', { workspaceId: 'nowhere', confirmName: '' })).toEqual({ ok: true, value: null })
    expect(await run('join.cancel', { workspaceId: 'nowhere' })).toEqual({ ok: true, value: null })
    expect(await made.deviceDb.workspaces.count()).toBe(0)
  })

  test('opening says when; one whose keys the browser threw away is not open', async () => {
    const { workspaceId } = await found()
    await made.deviceDb.workspaces.update(workspaceId, { openedAt: 1 })
    expect(await must('workspace.open', { workspaceId })).toBeNull()
    expect((await made.deviceDb.workspaces.get(workspaceId))!.openedAt).toBeGreaterThan(1)
    await made.host.stop()
    const vault = await openVault(workspaceId, made.storage)
    await vault.keys.clear()
    vault.close()
    made = nodeHost({ indexedDB: made.indexedDB })
    ends.push(() => made.host.stop())
    expect(await run('workspace.open', { workspaceId })).toMatchObject(failed('vaultLost'))
  })

  test('a name is needed, loses its spaces, and may be the one it has', async () => {
    const { workspaceId } = await found()
    const name = async () => (await made.deviceDb.workspaces.get(workspaceId))!.name
    expect(await run('workspace.rename', { workspaceId, name: '  ' })).toMatchObject(failed('nameMissing', 'name'))
    expect(await name()).toBe('Quillmere')
    expect(await must('workspace.rename', { workspaceId, name: ' Ours ' })).toBeNull()
    expect(await name()).toBe('Ours')
    expect(await must('workspace.rename', { workspaceId, name: 'Ours' })).toBeNull()
  })

  test('erasing asks for the name as it is shown; another one erases nothing', async () => {
    const { workspaceId } = await found()
    for (const confirmName of ['', 'quillmere', 'Quillmere Logistics'])
      expect(await run('workspace.erase', { workspaceId, confirmName })).toMatchObject(
        failed('nameDiffers', 'confirmName'),
      )
    expect(await made.deviceDb.workspaces.count()).toBe(1)
    expect(await must('workspace.erase', { workspaceId, confirmName: ' Quillmere ' })).toBeNull()
    expect([await made.deviceDb.workspaces.count(), await vaults()]).toEqual([0, []])
  })

  test('who is in does not cancel joining: the workspace stays', async () => {
    const { workspaceId } = await found()
    expect(await run('join.cancel', { workspaceId })).toMatchObject(failed('alreadyHere'))
    expect(await made.deviceDb.workspaces.count()).toBe(1)
  })

  test.each(['backup.look', 'backup.restore'] as const)(
    '%s: a backup that is not put aside any more is not read',
    async (name) => {
      expect(await run(name, { fileKey: 'nowhere', words: [] })).toMatchObject(failed('fileMissing'))
      await made.deviceDb.files.put({ key: 'f', bytes: new Blob(['no backup']), at: 1 })
      expect(await run(name, { fileKey: 'f', words: [] })).toMatchObject(failed('notABackup'))
      expect(await made.deviceDb.files.count()).toBe(0)
    },
  )
})

test('one backup, restored from two pages at the same moment, is one workspace; the later page is told that it is here', async () => {
  const alice = await openProfile('Alice')
  ends.push(() => alice.stop())
  const workspaceId = await alice.found('Quillmere', 'Ada')
  await until(async () => (await (await alice.engine(workspaceId)).replica.waiting()) === 0, 'in the log')
  const bytes = await backupOf(alice, workspaceId)
  for (const key of ['a', 'b']) await made.deviceDb.files.put({ key, bytes, at: 1 })
  const [first, second] = await Promise.all(
    ['a', 'b'].map((fileKey) => run('backup.restore', { fileKey, words: alice.wordsOf(workspaceId) })),
  )
  expect(first).toMatchObject({ ok: true, value: { workspaceId } })
  expect(second).toMatchObject(failed('alreadyHere'))
  expect([await made.deviceDb.workspaces.count(), await vaults()]).toEqual([1, [vaultName(workspaceId)]])
  const vault = await reading(workspaceId)
  await until(async () => (await vault.devices.toArray()).some(({ own, active }) => own && active), 'let in')
})

describe('joining by a link', () => {
  const workspaceId = 'ab'.repeat(32)
  const linkOf = async ({ relayUrl = 'https://relay.example', organisation = 'Quillmere' } = {}) => {
    const { publicKey, secret } = await generateInviteKeys()
    const shown = writeShownFacts({
      organisation,
      inviter: 'Ada',
      role: 'editor',
      expiresAt: Date.now() + 1e9,
      salt: toBase64Url(random(16)),
    })
    return writeInviteLink({
      workspaceId,
      inviteId: newUuid(random),
      head: { seq: 3, accessHash: zeroHash },
      publicKey,
      secret,
      relayUrl,
      shown,
    })
  }
  const row = () => made.deviceDb.workspaces.get(workspaceId)

  test('waits in the list under the name of the link, with fresh keys and what joining needs; the device is called as it is', async () => {
    expect(await must('join.start', { link: await linkOf() })).toEqual({ workspaceId })
    expect(await row()).toMatchObject({
      name: 'Quillmere',
      state: 'joining',
      relayUrl: 'https://relay.example',
      kitConfirmed: true,
    })
    const vault = await reading(workspaceId)
    expect(await readJoining(vault)).toMatchObject({
      relayUrl: 'https://relay.example',
      deviceName: 'Chromium on Linux',
      head: { seq: 3, accessHash: zeroHash },
    })
    expect(await readDeviceKeys(vault)).toBeDefined()
  })

  test('a link without the name of an organisation is called by its relay; a device by the name it was given', async () => {
    await must('join.start', {
      link: await linkOf({ organisation: '', relayUrl: 'https://relay.example:8443' }),
      deviceName: ' Desk ',
    })
    expect(await row()).toMatchObject({ name: 'relay.example:8443' })
    expect((await readJoining(await reading(workspaceId)))!.deviceName).toBe('Desk')
  })

  test('an empty name of a device is none', async () => {
    await must('join.start', { link: await linkOf(), deviceName: '  ' })
    expect((await readJoining(await reading(workspaceId)))!.deviceName).toBe('Chromium on Linux')
  })

  test('no whole link, or one to a relay without encryption: refused, and nothing is begun', async () => {
    expect(await run('join.start', { link: 'nonsense' })).toMatchObject(failed('malformed'))
    expect(await run('join.start', { link: await linkOf({ relayUrl: 'http://relay.example' }) })).toMatchObject(
      failed('badRelayUrl'),
    )
    const { publicKey } = await generateInviteKeys()
    const { secret } = await generateInviteKeys()
    const shown = writeShownFacts({
      organisation: 'Q',
      inviter: 'A',
      role: 'editor',
      expiresAt: 1,
      salt: toBase64Url(random(16)),
    })
    const mixed = writeInviteLink({
      workspaceId,
      inviteId: newUuid(random),
      head: { seq: 3, accessHash: zeroHash },
      publicKey,
      secret,
      relayUrl: 'https://relay.example',
      shown,
    })
    expect(await run('join.start', { link: mixed })).toMatchObject(failed('badKey'))
    expect([await made.deviceDb.workspaces.count(), await vaults()]).toEqual([0, []])
  })

  test('a new link replaces an attempt that waits, with new keys; cancelling leaves nothing', async () => {
    await must('join.start', { link: await linkOf() })
    const first = (await readDeviceKeys(await reading(workspaceId)))!.deviceId
    await must('join.start', { link: await linkOf({ organisation: 'Renamed' }) })
    expect((await row())!.name).toBe('Renamed')
    expect((await readDeviceKeys(await reading(workspaceId)))!.deviceId).not.toBe(first)
    expect(await must('join.cancel', { workspaceId })).toBeNull()
    expect([await made.deviceDb.workspaces.count(), await vaults()]).toEqual([0, []])
  })

  test('a workspace that is open here is not joined again, and keeps its keys', async () => {
    await must('join.start', { link: await linkOf() })
    await made.deviceDb.workspaces.update(workspaceId, { state: 'open' })
    const before = (await readDeviceKeys(await reading(workspaceId)))!.deviceId
    expect(await run('join.start', { link: await linkOf() })).toMatchObject(failed('alreadyHere'))
    expect((await readDeviceKeys(await reading(workspaceId)))!.deviceId).toBe(before)
  })

  test('an engine that does not start is told as the answer', async () => {
    const profile: Profile = await openProfile('Ada')
    ends.push(() => profile.stop())
    const { joinWorkspace } = await import('~/lib/engine/host/joinWorkspace')
    expect(
      await joinWorkspace(
        { ...profile.parts, engine: () => Promise.resolve({ ok: false, error: { type: 'vaultLost', message: 'x' } }) },
        { link: await linkOf() },
      ),
    ).toMatchObject(failed('vaultLost'))
  })
})
