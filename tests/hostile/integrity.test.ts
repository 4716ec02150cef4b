/** "Verify integrity": what is shown is derived from the log again, and what differs is named. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashedContent } from '~/lib/isms/statements/hashedContent'
import type { Vault } from '~/lib/vault/tables'
import { createWorld, foundBy, join, settle, type Person, type World } from '../vault/support/person'

let world: World
let alice: Person
let bob: Person
let evidence: string
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  evidence = (await bob.must('record.create', { kind: 'evidence', fields: { title: 'Backup list', source: 'link' } })).id
  await settle(alice, bob)
  await alice.must('record.edit', { edits: [{ kind: 'evidence', id: evidence, changes: [{ op: 'set', field: 'title', value: 'Backup list of May' }] }] })
  const { contentHash } = hashedContent((await alice.replica.readRecord('evidence', evidence))!, 'review', {})
  await alice.must('statement.sign', { type: 'review', subject: { kind: 'evidence', id: evidence }, profile: 'review', expectedHash: contentHash, decision: 'accepted' })
  await settle(alice, bob)
})
afterEach(async () => {
  await alice.close()
  await bob.close()
})

const failures = async (): Promise<readonly string[]> => (await alice.must('integrity.verify', null)).failures

describe('what is shown against the log', () => {
  test('nothing differs where all came from the log, with changes and decisions of ours on their way', async () => {
    expect(await failures()).toEqual([])
    await alice.must('record.edit', { edits: [{ kind: 'evidence', id: evidence, changes: [{ op: 'set', field: 'title', value: 'Waits' }] }] })
    await alice.must('record.create', { kind: 'risk', fields: { title: 'Waits too' } })
    expect(await failures()).toEqual([])
  })

  test.each<[string, (vault: Vault) => Promise<unknown>, string]>([
    ['a value of a record', (vault) => vault.table('evidence').update(evidence, { title: 'Never written' }), 'Record evidence '],
    ['a record that nobody made', async (vault) => vault.table('risk').put({ ...(await vault.table('evidence').get(evidence)), id: 'r_ghost', kind: 'risk' }), 'Record risk r_ghost differs from what the log says'],
    ['a record that is gone', (vault) => vault.table('evidence').delete(evidence), 'Record evidence '],
    ['a decision with another reason', async (vault) => vault.statements.update((await vault.statements.toCollection().first())!.id, { decision: 'rejected' }), 'Decision '],
    ['a decision that is gone', (vault) => vault.statements.clear(), 'Decision '],
    ['a row of the history', async (vault) => vault.trail.update((await vault.trail.filter((row) => 'field' in row && row.field === 'title').first())!.id, { memberId: 'ab'.repeat(16) } as never), 'History row '],
    ['who has which role', async (vault) => vault.members.update((await vault.members.toCollection().first())!.memberId, { role: 'viewer' }), 'Member '],
    ['a verdict', (vault) => vault.log.update(4, { verdict: 'wrongHead' }), 'The verdict on entry 4 differs from what the log says'],
  ])('%s that was changed on this disk is named', async (_what, change, words) => {
    await change(alice.vault)
    const found = await failures()
    expect(found.filter((failure) => failure.includes(words)).length).toBeGreaterThan(0)
    for (const failure of found) expect(failure).toContain('differs from what the log says. Don\'t rely on it.')
  })
})
