/** "Verify integrity": what is shown is derived from the log again, and what differs is named. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEvidence } from '~/components/evidence/readEvidence'
import { storeFiles } from '~/lib/engine/commands/evidence/evidenceFiles'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { unwrap } from '~/lib/shared/result'
import { expectFiles } from '~/lib/sync/blobs/expectedFiles'
import { readTexts } from '~/lib/search/readTexts'
import { readFile } from '~/lib/vault/store/fileBytes'
import { readFilesOut } from '~/lib/vault/views/filesOut'
import { kindTable, type Vault } from '~/lib/vault/store/tables'
import {
  closeEverybody,
  createWorld,
  foundBy,
  join,
  random,
  settle,
  type Person,
  type World,
} from '../../vault/support/person'

let world: World
let alice: Person
let bob: Person
let evidence: string
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  evidence = (await bob.must('record.create', { kind: 'evidence', fields: { title: 'Backup list', source: 'link' } }))
    .id
  await settle(alice, bob)
  await alice.must('record.edit', {
    edits: [{ kind: 'evidence', id: evidence, changes: [{ op: 'set', field: 'title', value: 'Backup list of May' }] }],
  })
  const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
  await alice.must('statement.sign', {
    type: 'review',
    subject: { kind: 'evidence', id: evidence },
    profile: 'review',
    expectedHash: contentHash,
    decision: 'accepted',
  })
  await settle(alice, bob)
})
afterEach(closeEverybody)

const failures = async (): Promise<readonly string[]> => (await alice.must('integrity.verify', null)).failures

describe('what is shown against the log', () => {
  test('nothing differs where all came from the log, with changes and decisions of ours on their way', async () => {
    expect(await failures()).toEqual([])
    await alice.must('record.edit', {
      edits: [{ kind: 'evidence', id: evidence, changes: [{ op: 'set', field: 'title', value: 'Waits' }] }],
    })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Waits too' } })
    expect(await failures()).toEqual([])
    // Settings that wait move turning dates of all evidence, whatever else waits beside them.
    await alice.must('record.create', { kind: 'settings', fields: { evidenceMaxAge: 'P1M' } })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'And this' } })
    expect(await failures()).toEqual([])
  })

  test('evidence that nobody decided on before our decision, which waits, is no difference', async () => {
    const fresh = (
      await bob.must('record.create', { kind: 'evidence', fields: { title: 'Access list', source: 'link' } })
    ).id
    await settle(alice, bob)
    const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', fresh))!, 'review', {})
    await alice.must('statement.sign', {
      type: 'review',
      subject: { kind: 'evidence', id: fresh },
      profile: 'review',
      expectedHash: contentHash,
      decision: 'accepted',
    })
    expect(await failures()).toEqual([])
  })

  test.each<[string, (vault: Vault) => Promise<unknown>, string]>([
    [
      'a value of a record',
      (vault) => vault.table('evidence').update(evidence, { title: 'Never written' }),
      'Record evidence ',
    ],
    [
      'a record that nobody made',
      async (vault) =>
        vault.table('risk').put({ ...(await vault.table('evidence').get(evidence)), id: 'r_ghost', kind: 'risk' }),
      'Record risk r_ghost differs from what the log says',
    ],
    ['a record that is gone', (vault) => vault.table('evidence').delete(evidence), 'Record evidence '],
    [
      'a decision with another reason',
      async (vault) =>
        vault.statements.update((await vault.statements.toCollection().first())!.id, { decision: 'rejected' }),
      'Decision ',
    ],
    ['a decision that is gone', (vault) => vault.statements.clear(), 'Decision '],
    [
      'a row of the history',
      async (vault) =>
        vault.trail.update((await vault.trail.filter((row) => 'field' in row && row.field === 'title').first())!.id, {
          memberId: 'ab'.repeat(16),
        } as never),
      'History row ',
    ],
    [
      'who has which role',
      async (vault) => vault.members.update((await vault.members.toCollection().first())!.memberId, { role: 'viewer' }),
      'Member ',
    ],
    [
      'a verdict',
      (vault) => vault.log.update(4, { verdict: 'wrongHead' }),
      'The verdict on entry 4 differs from what the log says',
    ],
  ])('%s that was changed on this disk is named', async (_what, change, words) => {
    await change(alice.vault)
    const found = await failures()
    expect(found.filter((failure) => failure.includes(words)).length).toBeGreaterThan(0)
    for (const failure of found) expect(failure).toContain("differs from what the log says. Don't rely on it.")
  })
})

describe('files and what waits, against what is shown', () => {
  const bytes = new Blob(['a list of backups'])
  async function holdsFile(): Promise<string> {
    const ctx = {
      workspaceId: world.workspaceId,
      vault: alice.vault,
      replica: alice.replica,
      random,
      clock: { now: () => world.now },
    }
    const [stored] = unwrap(await storeFiles(ctx, [{ name: 'list.txt', mime: 'text/plain', part: 'original', bytes }]))
    await alice.vault.blobs.put(stored!.row)
    await bob.replica.exclusive(async () =>
      unwrap(
        await bob.replica.commit({
          commandId: 'names the file',
          name: 'test',
          input: null,
          at: world.now,
          result: null,
          intents: [
            {
              type: 'set',
              book: 'evidence',
              key: `${evidence}/files/list.txt`,
              before: null,
              after: { blob: stored!.ref, mime: 'text/plain', size: bytes.size, part: 'original' } as never,
            },
          ],
        }),
      ),
    )
    await settle(alice, bob)
    await expectFiles(alice.vault, alice.replica.head().seq, world.now)
    expect(await failures()).toEqual([])
    return stored!.row.sha256
  }
  const rowOf = (sha256: string) => alice.vault.blobs.get(sha256)

  test('a file that is said to be here and lost its bytes is named, and awaited again', async () => {
    const sha256 = await holdsFile()
    await alice.vault.blobs.update(sha256, { bytes: undefined })
    expect(await failures()).toEqual([
      `File ${sha256.slice(0, 16)} is gone from this device and is being fetched again.`,
    ])
    expect((await rowOf(sha256))!.state).toBe('pending')
  })

  test('a file of which this device lost every trace is named, and awaited again', async () => {
    const sha256 = await holdsFile()
    await alice.vault.blobs.delete(sha256)
    expect(await failures()).toEqual([
      `File ${sha256.slice(0, 16)} is gone from this device and is being fetched again.`,
    ])
    expect((await rowOf(sha256))!.state).toBe('pending')
    expect(await failures()).toEqual([])
  })

  test('added once more, a file takes the place of bytes that are not it', async () => {
    const sha256 = await holdsFile()
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    const ctx = {
      workspaceId: world.workspaceId,
      vault: alice.vault,
      replica: alice.replica,
      random,
      clock: { now: () => world.now },
    }
    const [stored] = unwrap(await storeFiles(ctx, [{ name: 'list.txt', mime: 'text/plain', part: 'original', bytes }]))
    expect(await stored!.row.bytes!.text()).toBe('a list of backups')
  })

  test('nobody accepts evidence by looking at bytes that are not its file: the review is refused, and the file is marked', async () => {
    const sha256 = await holdsFile()
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
    const before = await alice.vault.statements.count()
    const signed = await alice.run('statement.sign', {
      type: 'review',
      subject: { kind: 'evidence', id: evidence },
      profile: 'review',
      expectedHash: contentHash,
      decision: 'accepted',
    })
    expect(signed).toMatchObject({ ok: false, error: { type: 'fileDiffers' } })
    expect([await alice.vault.statements.count(), (await rowOf(sha256))!.state]).toEqual([before, 'corrupt'])
  })

  test('what a person is shown of a file is hashed just then: bytes that were changed on this disk reach nobody', async () => {
    const sha256 = await holdsFile()
    expect(await readFile(alice.vault, sha256)).toMatchObject({ type: 'here' })
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    expect(await readFile(alice.vault, sha256)).toEqual({ type: 'differs', found: true })
    await alice.vault.blobs.update(sha256, { bytes, state: 'corrupt' })
    expect(await readFile(alice.vault, sha256)).toEqual({ type: 'differs' })
    await alice.vault.blobs.update(sha256, { bytes: undefined, state: 'pending' })
    expect(await readFile(alice.vault, sha256)).toEqual({ type: 'away' })
    expect(await readFile(alice.vault, 'ab'.repeat(32))).toEqual({ type: 'away' })
  })

  test('a file that somebody met with other bytes is marked, so that its seal and its review say so from then on; one whose bytes are gone is awaited again', async () => {
    const sha256 = await holdsFile()
    const says = async () => {
      const view = await readEvidence(alice.vault, evidence, world.now)
      return [view?.blobs, view?.seal]
    }
    await alice.must('integrity.look', { sha256 })
    expect(await says()).toEqual(['present', 'integrityOnly'])
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    expect(await says()).toEqual(['present', 'integrityOnly'])
    await alice.must('integrity.look', { sha256 })
    expect(await says()).toEqual(['corrupt', 'failed'])
    expect(await readFile(alice.vault, sha256)).toEqual({ type: 'differs' })
    await alice.vault.blobs.update(sha256, { bytes: undefined, state: 'present', upload: 'waiting' })
    expect(await readFile(alice.vault, sha256)).toEqual({ type: 'away', found: true })
    await alice.must('integrity.look', { sha256 })
    expect(await alice.vault.blobs.get(sha256)).toMatchObject({ state: 'pending', upload: 'waiting' })
    // A file that nobody has heard of makes no row.
    await alice.must('integrity.look', { sha256: 'ab'.repeat(32) })
    expect(await alice.vault.blobs.get('ab'.repeat(32))).toBeUndefined()
  })

  test('a file that this device lost before it went out is never said to be out, not after it was looked for either', async () => {
    const sha256 = await holdsFile()
    expect(await readFilesOut(alice.vault)).toMatchObject({ waiting: 1, damaged: 0 })
    for (const spoiled of [
      { bytes: new Blob(['a list of nothing']) },
      { bytes: undefined, state: 'present' as const },
    ]) {
      await alice.vault.blobs.update(sha256, spoiled)
      expect(await failures()).toHaveLength(1)
      expect(await readFilesOut(alice.vault)).toMatchObject({ waiting: 0, damaged: 1 })
    }
    expect((await rowOf(sha256))!.state).toBe('pending')
  })

  test('search finds and shows no words of bytes that are not the file', async () => {
    const sha256 = await holdsFile()
    const row = (await kindTable(alice.vault, 'evidence').get(evidence))!
    expect(await readTexts(alice.vault, [row])).toEqual([{ read: [sha256], page: 'a list of backups' }])
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    expect(await readTexts(alice.vault, [row])).toEqual([{ read: [], page: '' }])
  })

  test('evidence whose file on this device is not what it names can be rejected all the same', async () => {
    const sha256 = await holdsFile()
    await alice.vault.blobs.update(sha256, { bytes: new Blob(['a list of nothing']) })
    const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
    expect(
      await alice.run('statement.sign', {
        type: 'review',
        subject: { kind: 'evidence', id: evidence },
        profile: 'review',
        expectedHash: contentHash,
        decision: 'rejected',
        reason: 'Unreadable',
      }),
    ).toMatchObject({ ok: true })
  })

  test('a decision whose way out was lost is named: it is in no log and never will be', async () => {
    const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
    const { id } = await alice.must('statement.sign', {
      type: 'review',
      subject: { kind: 'evidence', id: evidence },
      profile: 'review',
      expectedHash: contentHash,
      decision: 'rejected',
      reason: 'Too old',
    })
    expect(await failures()).toEqual([])
    await alice.vault.outbox.clear()
    expect(await failures()).toContain(`Decision ${id.slice(0, 16)} differs from what the log says. Don't rely on it.`)
  })

  test('a change whose way out was lost is named by its row of the history, one that waits is not', async () => {
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Lost on its way' } })
    const lost = (await alice.vault.trail.toArray()).find(({ seq }) => seq === undefined)!
    expect(await failures()).toEqual([])
    await alice.vault.outbox.clear()
    expect(await failures()).toContain(`History row ${lost.id} differs from what the log says. Don't rely on it.`)
  })
})
