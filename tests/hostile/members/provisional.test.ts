/**
 * An entry that only a later one of its device vouches for is provisional: it is shown, and nothing is signed before
 * its own signature was verified.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { openRecoveryKit } from '~/lib/crypto/recoveryKit'
import type { AnyRecord } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { writeAccessBody } from '~/lib/protocol/access/accessBody'
import { newUuid, readEntry, writeEntry } from '~/lib/protocol/log/entry'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { toBytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes } from '~/lib/shared/json'
import { unwrap, type Result } from '~/lib/shared/result'
import { recoverEntry } from '~/lib/sync/joining/recovering'
import { writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { shortBatch } from '~/lib/vault/log/verifySignatures'
import {
  createPerson,
  createWorld,
  foundBy,
  join,
  Killed,
  random,
  type Person,
  type World,
} from '../../vault/support/person'
import { until } from '../../sync/support/relay'

let world: World
let alice: Person
let mallory: Person
const more: Person[] = []
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  mallory = await join(world, alice, 'Mallory', 'editor')
  await alice.pull()
})
afterEach(async () => {
  for (const person of [alice, mallory, ...more.splice(0)]) await person.close()
})

/**
 * A log that an accomplice of a relay hands out: many entries of Mallory, the one at `forgedAt` with a random
 * signature, on which her later ones, truly signed, build. The position of the forged one.
 */
async function forgedLog(count = 60, forgedAt = 20): Promise<number> {
  const doc = newBookDoc()
  doc.clientID = 4_711
  let update = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => void (update = bytes as typeof update))
  let { deviceSeq, prevDeviceHash } = mallory.replica.ownChain()
  const { seq, chain } = mallory.replica.head()
  let at = 0
  for (let i = 0; i < count; i++) {
    recordsOf(doc).set(`as_${i}/name`, `number ${i}`)
    const plaintext = writeUpdatePlaintext({
      commands: [
        { commandId: `c${i}`, time: 1, parts: [{ class: 'register', book: 'asset', update: toBytes(update) }] },
      ],
    })
    const place = {
      workspaceId: world.workspaceId,
      deviceId: mallory.keys.deviceId,
      deviceSeq: deviceSeq + 1,
      prevDeviceHash,
      head: { seq, chain },
      epoch: 1,
    }
    const honest = await writeSignedEntry(
      'register',
      newUuid(random),
      plaintext,
      place,
      { sign: mallory.replica.signer().sign, epochKey: (of) => mallory.replica.epochKey(of) },
      random,
    )
    const bytes =
      i === forgedAt ? writeEntry({ ...unwrap(readEntry(honest.bytes)), signature: random(64) }) : honest.bytes
    deviceSeq++
    prevDeviceHash = sha256Hex(bytes)
    const position = await world.log.force(bytes)
    if (i === forgedAt) at = position
  }
  return at
}

/** What a device that verifies every entry by itself finds: the forged one and all that builds on it. */
async function expectRightVerdicts(person: Person, forged: number): Promise<void> {
  const verdicts = (await person.vault.log.where('seq').aboveOrEqual(forged).toArray()).map(({ verdict }) => verdict)
  expect(verdicts[0]).toBe('badSignature')
  expect(new Set(verdicts.slice(1))).toEqual(new Set(['wrongSeq']))
  expect(await person.vault.log.where('provisional').equals(1).count()).toBe(0)
  expect((await person.rows('asset')).map(({ id }) => id).sort()).toEqual(
    Array.from({ length: 20 }, (_, i) => `as_${i}`).sort(),
  )
  expect((await person.trail()).filter(({ kind }) => kind === 'asset').length).toBe(20)
  expect(await person.vault.refused.get(forged)).toMatchObject({
    seq: forged,
    verdict: 'badSignature',
    deviceId: mallory.keys.deviceId,
  })
}

describe('a forged entry that its device then built on', () => {
  test('read in one piece it is shown first, found in the background, and then counts for nobody, with a word about it', async () => {
    const forged = await forgedLog()
    await alice.pull()
    await until(async () => (await alice.vault.meta.get('rebuilt')) !== undefined, 'made again')
    await expectRightVerdicts(alice, forged)
    expect((await alice.vault.meta.get('rebuilt'))!.value).toMatchObject({
      reason: 'forgedEntry',
      about: { seq: forged, deviceId: mallory.keys.deviceId },
    })
  })

  test('who reads entry by entry and who reads all at once end with equal verdicts, rows and history', async () => {
    const forged = await forgedLog()
    while (mallory.replica.head().seq < world.log.entries.length) await mallory.pull(shortBatch - 1)
    await alice.pull()
    await alice.replica.exclusive(() => alice.replica.settled())
    await expectRightVerdicts(alice, forged)
    await expectRightVerdicts(mallory, forged)
    expect(await alice.trail()).toEqual(await mallory.trail())
    const verdicts = async ({ vault }: Person) =>
      (await vault.log.toArray()).map(({ seq, verdict }) => `${seq} ${verdict}`)
    expect(await verdicts(alice)).toEqual(await verdicts(mallory))
  })

  const approveScope = (): Promise<Result<unknown>> => {
    const { contentHash } = hashedContent(scope!, 'main', {})
    return alice.run('statement.sign', {
      type: 'approve',
      subject: { kind: 'scope', id: 'sc_main' },
      profile: 'main',
      expectedHash: contentHash,
    })
  }
  const revokeInvite = (): Promise<Result<unknown>> =>
    alice.replica.exclusive(() =>
      alice.replica.commit({
        commandId: 'access',
        name: 'test.access',
        input: null,
        at: 1,
        result: null,
        access: [
          writeAccessBody({
            type: 'revokeInvite',
            prev: alice.replica.access().head.accessHash,
            inviteId: 'ab'.repeat(16),
          }),
        ],
      }),
    )
  let scope: AnyRecord | undefined

  test.each([
    ['a decision', approveScope],
    ['an access entry', revokeInvite],
  ])('%s is not signed on it: refused with the reason, and what is shown was made again', async (_what, act) => {
    await alice.must('record.create', {
      kind: 'scope',
      id: 'sc_main',
      fields: {
        orgName: 'Acme',
        statement:
          'Everything we do, at every place we do it, with everybody who does it for us and all of its systems.',
      },
    })
    await alice.push()
    scope = await alice.replica.readRecord('scope', 'sc_main')
    await mallory.pull()
    const forged = await forgedLog()
    // The next in the queue of the workspace, before the background has its turn.
    const pulled = alice.pull()
    const acted = await act()
    await pulled
    expect(acted).toMatchObject({ ok: false, error: { type: 'rebuilt' } })
    expect(JSON.stringify(acted)).toContain('a change that was shown here had a forged signature')
    expect(await alice.replica.waiting()).toBe(0)
    await expectRightVerdicts(alice, forged)
    // Looked at once more, it can be decided.
    expect(await approveScope()).toMatchObject({ ok: true })
  })

  test('the manifest of a pack is not signed on it: refused with the reason', async () => {
    const { document } = await alice.must('pack.members', null)
    const manifest = `${sha256Hex(canonicalBytes(document))}  data/access/members.json\n`
    expect(await alice.run('pack.sign', { manifest })).toMatchObject({ ok: true })
    const forged = await forgedLog()
    const pulled = alice.pull()
    expect(await alice.run('pack.sign', { manifest })).toMatchObject({
      ok: false,
      error: {
        type: 'rebuilt',
        message: expect.stringContaining('a change that was shown here had a forged signature'),
      },
    })
    await pulled
    await expectRightVerdicts(alice, forged)
    expect(await alice.run('pack.sign', { manifest })).toMatchObject({ ok: true })
  })

  test('who comes back with a recovery kit signs the return on what was made again without it', async () => {
    const forged = await forgedLog()
    const kit = unwrap(await openRecoveryKit(world.kit!.entropy, world.kit!.sealed))
    const keys = await generateDeviceKeys()
    const pulled = alice.pull()
    const entry = unwrap(await recoverEntry({ replica: alice.replica, recovery: kit, keys, random }))
    // Said of the moment it was signed, before the background had its turn.
    expect(await alice.vault.log.where('provisional').equals(1).count()).toBe(0)
    expect((await alice.vault.log.get(forged))!.verdict).toBe('badSignature')
    await pulled
    await world.log.force(entry.bytes)
    await alice.pull()
    expect((await alice.vault.log.toArray()).at(-1)).toMatchObject({ uuid: entry.uuid, verdict: 'counts' })
    expect(alice.replica.access().devices[keys.deviceId]).toBeDefined()
  })

  test.each(['rebuild:begun', 'rebuild:read', 'rebuild:inTransaction', 'rebase:inTransaction'])(
    'a worker that dies at %s of the remaking goes on with it, and what waited to go out is still there',
    async (step) => {
      const forged = await forgedLog()
      await alice.must('record.create', { kind: 'risk', id: 'r_own', fields: { title: 'mine' } })
      alice.dieAt(step)
      const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
      await alice.pull()
      await until(() => told.mock.calls.length > 0, 'dead')
      expect(told.mock.calls[0]![1]).toBeInstanceOf(Killed)
      told.mockRestore()
      await alice.restart()
      await alice.replica.exclusive(() => alice.replica.settled())
      await expectRightVerdicts(alice, forged)
      expect(await alice.rows('risk')).toMatchObject([{ id: 'r_own', title: 'mine' }])
      await alice.push()
      expect(await alice.replica.waiting()).toBe(0)
      await mallory.pull()
      await mallory.replica.exclusive(() => mallory.replica.settled())
      expect(await mallory.rows('risk')).toMatchObject([{ id: 'r_own', title: 'mine' }])
    },
  )
})

describe('a program with other rules', () => {
  test('makes verdicts, statements, history and rows again from the log, and what waits stays', async () => {
    const { id } = await alice.must('record.create', { kind: 'evidence', fields: { title: 'Log', source: 'link' } })
    await alice.push()
    await mallory.pull()
    await mallory.must('record.edit', {
      edits: [{ kind: 'evidence', id, changes: [{ op: 'set', field: 'title', value: 'Log of June' }] }],
    })
    await mallory.push()
    await alice.pull()
    const waits = await alice.must('record.create', { kind: 'risk', fields: { title: 'Waits' } })
    const before = {
      trail: (await alice.trail()).filter(({ seq }) => seq !== undefined),
      log: await alice.vault.log.toArray(),
      statements: await alice.vault.statements.toArray(),
      evidence: await alice.rows('evidence'),
      members: await alice.vault.members.toArray(),
    }
    // What an older version had derived, wrongly by today's rules.
    await alice.vault.meta.put({ key: 'rulesVersion', value: 1 })
    await alice.vault.log.update(3, { verdict: 'somethingOld' })
    await alice.vault.table('evidence').update(id, { title: 'Stale' })
    await alice.vault.table('evidence').put({ ...(await alice.vault.table('evidence').get(id)), id: 'ev_ghost' })
    const ghosts = async (vault = alice.vault) => [
      await vault.tail.filter(({ book }) => book === 'ghost').count(),
      await vault.clients.where('book').equals('ghost').count(),
      await vault.books.where('book').equals('ghost').count(),
      await vault.refused.where('seq').equals(999).count(),
      await vault.erasures.where('blobId').equals('ghost').count(),
      await vault.statements.where('id').equals('ghost').count(),
      await vault.trail.where('id').equals('ghost').count(),
      await vault.members.where('memberId').equals('ghost').count(),
      await vault.devices.where('deviceId').equals('ghost').count(),
      await vault.invites.where('inviteId').equals('ghost').count(),
      await vault.meta.where('key').equals('snapshot/ghost').count(),
    ]
    const { vault } = alice
    const [ghost] = before.trail
    await vault.tail.put({ book: 'ghost', seq: 1, part: 0, update: new Uint8Array() })
    await vault.clients.put({ book: 'ghost', clientId: 1, deviceId: 'd', clock: 1 })
    await vault.books.put({ book: 'ghost' as never, upToSeq: 1, stateVector: new Uint8Array(), foreignSeq: 1 })
    await vault.refused.put({
      seq: 999,
      uuid: 'u',
      deviceId: 'd',
      class: 'x',
      verdict: 'x',
      message: 'x',
      content: null,
    })
    await vault.erasures.put({ blobId: 'ghost', seq: 1, relayTime: 1, deviceId: 'd', memberId: 'm', reason: 'x' })
    await vault.statements.bulkPut([{ id: 'ghost', seq: 998 }, { id: 'waits' }] as never)
    await vault.trail.put({ ...ghost!, id: 'ghost' })
    await vault.members.put({ memberId: 'ghost', role: 'owner', active: true, since: 1 })
    await vault.devices.put({ deviceId: 'ghost', memberId: 'ghost', code: '', active: true, since: 1, own: false })
    await vault.invites.put({ inviteId: 'ghost' } as never)
    await vault.meta.bulkPut([
      { key: 'snapshot/ghost', value: { book: 'risk', state: 'matches' } },
      { key: 'expectedFilesSeq', value: 7 },
    ])
    await vault.blobs.bulkPut([
      {
        sha256: 'gone',
        id: 'i',
        size: 1,
        mime: 'x',
        state: 'erased',
        epoch: 1,
        salt: new Uint8Array(),
        upload: 'none',
        addedAt: 1,
        erased: { seq: 1, relayTime: 1, deviceId: 'd', memberId: 'm', reason: 'x' },
      },
      {
        sha256: 'here',
        id: 'j',
        size: 1,
        mime: 'x',
        state: 'present',
        epoch: 1,
        salt: new Uint8Array(),
        upload: 'none',
        addedAt: 1,
      },
    ])
    expect(await ghosts()).toEqual(Array.from({ length: 11 }, () => 1))
    await alice.restart()
    const now = alice.vault
    expect(await ghosts(now)).toEqual(Array.from({ length: 11 }, () => 0))
    expect((await now.meta.get('expectedFilesSeq'))!.value).toBe(0)
    expect((await now.blobs.toArray()).map(({ sha256, state, erased }) => [sha256, state, erased])).toEqual([
      ['gone', 'pending', undefined],
      ['here', 'present', undefined],
    ])
    // What waits here is not the log's to take away.
    expect(await now.statements.where('id').equals('waits').count()).toBe(1)
    await now.statements.delete('waits')
    expect(await now.meta.get('rebuildDue')).toBeUndefined()
    expect(await now.meta.get('rebaseDue')).toBeUndefined()
    expect((await alice.trail()).filter(({ seq }) => seq !== undefined)).toEqual(before.trail)
    expect(await alice.vault.log.toArray()).toEqual(before.log)
    expect(await alice.vault.statements.toArray()).toEqual(before.statements)
    expect(await alice.rows('evidence')).toEqual(before.evidence)
    expect(await alice.vault.members.toArray()).toEqual(before.members)
    expect((await alice.vault.meta.get('rebuilt'))!.value).toMatchObject({ reason: 'newRules' })
    expect((await alice.rows('risk')).map(({ id: risk }) => risk)).toEqual([waits.id])
    expect(await alice.replica.waiting()).toBeGreaterThan(0)
    expect(await alice.vault.meta.get('deviceTwice')).toBeUndefined()
    more.push(await createPerson(world, 'Alice again', alice.keys))
    await alice.push()
    await more[0]!.pull()
    expect(await more[0]!.rows('risk')).toMatchObject([{ id: waits.id, title: 'Waits' }])
  })
})
