/** soa.freeze (SOA8, MG11) over the real log: what is frozen, hashed, sent and approved. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { soaEntryId, soaVersionId } from '~/lib/records/derivedIds'
import type { SoaVersion } from '~/lib/records/kinds/soaVersion'
import { frozenHashes, parseFrozenSoa } from '~/lib/isms/soa/frozenSoa'
import { soaVersions } from '~/lib/isms/soa/soaVersions'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

const framework = 'iso27001-2022'
const req = (code: string) => `${framework}:${code}`
let world: World
let alice: Person
let bob: Person

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'lead')
  const control = await alice.must('record.create', {
    kind: 'control',
    fields: { title: 'Daily backups', reqs: [req('A.8.13')], status: 'operating', frequency: 'daily' },
  })
  await alice.must('record.create', {
    kind: 'risk',
    fields: { title: 'Data is lost', status: 'open', reqs: [req('A.8.13')] },
  })
  await alice.must('record.create', { kind: 'control', fields: { title: 'Own practice', status: 'operating' } })
  await alice.must('record.create', {
    kind: 'evidence',
    fields: { title: 'Backup list', source: 'link', controls: [control.id], coversTo: '2026-05-31' },
  })
  await decide(alice, 'A.8.13', 'applicable')
  await settle(alice, bob)
})
afterEach(closeEverybody)

const decide = (person: Person, code: string, applicability: string) =>
  person.must('record.edit', {
    edits: [
      {
        kind: 'soaEntry',
        id: soaEntryId(req(code)),
        changes: [
          { op: 'set', field: 'applicability', value: applicability },
          { op: 'add', field: 'reasons', element: 'risk' },
        ],
      },
    ],
  })
const freeze = (person: Person) => person.must('soa.freeze', { framework })
const versions = async (person: Person) => (await person.rows('soaVersion')) as unknown as SoaVersion[]
async function copyOf(person: Person, sha256: string) {
  const row = await person.vault.blobs.get(sha256)
  const bytes = new Uint8Array(await row!.bytes!.arrayBuffer())
  return { bytes, soa: unwrap(parseFrozenSoa(JSON.parse(new TextDecoder().decode(bytes)))) }
}

describe('soa.freeze', () => {
  test('SOA8: the stored bytes are the canonical copy; their hash is the content hash the record names', async () => {
    const done = await freeze(alice)
    expect(done).toMatchObject({ id: soaVersionId(framework, done.contentHash), existed: false, undecided: 92 })
    const [record] = await versions(alice)
    expect(record).toMatchObject({
      framework,
      asOf: '2026-06-01',
      contentHash: done.contentHash,
      decisionHash: done.decisionHash,
      frozen: { sha256: done.contentHash },
    })
    const { bytes, soa } = await copyOf(alice, done.contentHash)
    expect(sha256Hex(bytes)).toBe(done.contentHash)
    expect(frozenHashes(soa)).toEqual({ contentHash: done.contentHash, decisionHash: done.decisionHash })
    expect(soa.rows).toHaveLength(93)
    expect(soa.rows.find(({ requirement }) => requirement === req('A.8.13'))).toMatchObject({
      applicability: 'applicable',
      reasons: ['risk'],
      status: 'notVerified',
      controls: ['C-1'],
      risks: ['R-1'],
      evidence: [],
    })
    expect(soa.additional).toMatchObject([{ control: 'C-2', status: 'operating' }])
    expect(soa.names).toMatchObject({ 'C-1': 'Daily backups', 'R-1': 'Data is lost' })
    expect((await alice.vault.blobs.get(done.contentHash))?.upload).toBe('waiting')
  })

  test('SOA8: accepted evidence is named with the hash that was reviewed; what waits for review is not', async () => {
    const [evidence] = await bob.rows('evidence')
    const hash = hashedContent(evidence as never, 'review').contentHash
    await bob.must('statement.sign', {
      type: 'review',
      subject: { kind: 'evidence', id: String(evidence!['id']) },
      profile: 'review',
      expectedHash: hash,
      decision: 'accepted',
    })
    await settle(alice, bob)
    const { soa } = await copyOf(alice, (await freeze(alice)).contentHash)
    expect(soa.rows.find(({ requirement }) => requirement === req('A.8.13'))?.evidence).toEqual([
      { ref: 'EV-1', contentHash: hash, coversTo: '2026-05-31' },
    ])
  })

  test('SOA8 MG11 MG2: the same content frozen offline on two devices is one record without a conflict', async () => {
    const [a, b] = [await freeze(alice), await freeze(bob)]
    expect(b).toEqual(a)
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      expect((await versions(person)).map(({ id }) => id)).toEqual([a.id])
      expect((await openConflictRows(person.vault, 'soaVersion')).map(({ field }) => field)).toEqual([])
    }
    expect(await freeze(alice)).toEqual({ ...a, existed: true })
  })

  test('a note is kept without its spaces, and one of spaces is none; one too long for a record is refused before anything is kept', async () => {
    const { id } = await alice.must('soa.freeze', { framework, note: ' For the audit. ' })
    expect((await versions(alice)).find((row) => row.id === id)).toMatchObject({ note: 'For the audit.' })
    await decide(alice, 'A.5.3', 'applicable')
    const next = await alice.must('soa.freeze', { framework, note: ' \n ' })
    expect((await versions(alice)).find((row) => row.id === next.id)!.note).toBeUndefined()
    await alice.push()
    const files = await alice.vault.blobs.count()
    expect(await alice.must('soa.freeze', { framework, note: 'Another word about it' })).toEqual({
      ...next,
      existed: true,
    })
    expect([await alice.vault.blobs.count(), await alice.vault.outbox.count()]).toEqual([files, 0])
    await decide(alice, 'A.5.4', 'applicable')
    await alice.push()
    expect(await alice.run('soa.freeze', { framework, note: 'x'.repeat(1_000_001) })).toMatchObject({
      ok: false,
      error: { type: 'invalidField', field: 'note' },
    })
    expect([await alice.vault.blobs.count(), await alice.vault.outbox.count()]).toEqual([files, 0])
  })

  test('SOA8: other content is another record; frozen again after archiving, the old one comes back', async () => {
    const first = await freeze(alice)
    await alice.must('record.archive', { kind: 'soaVersion', ids: [first.id] })
    expect(await freeze(alice)).toMatchObject({ id: first.id, existed: true })
    expect((await versions(alice))[0]!.archivedOn).toBeUndefined()
    await decide(alice, 'A.5.1', 'applicable')
    const second = await freeze(alice)
    expect(second.id).not.toBe(first.id)
    expect(second.decisionHash).not.toBe(first.decisionHash)
  })

  test('a frozen copy that was taken back comes back as it was by an edit that changes nothing: it is written once', async () => {
    const { id } = await alice.must('soa.freeze', { framework, note: 'For the audit.' }, 'frozen')
    const [whole] = await versions(alice)
    await alice.must('command.undo', { commandId: 'frozen' })
    expect((await versions(alice))[0]!.archivedOn).toBe('2026-06-01')
    expect(await alice.must('record.edit', { edits: [{ kind: 'soaVersion', id, changes: [] }] })).toEqual({
      changed: 1,
    })
    expect((await versions(alice))[0]).toMatchObject({
      note: 'For the audit.',
      frozen: whole!.frozen,
      archivedOn: undefined,
    })
  })

  test('SOA8, SOA11: approved by the lead it is version 1 on every device; nobody else may write a frozen copy', async () => {
    const { id } = await freeze(alice)
    await settle(alice, bob)
    const record = (await versions(bob)).find((row) => row.id === id)!
    await bob.must('statement.sign', {
      type: 'approve',
      subject: { kind: 'soaVersion', id },
      profile: 'main',
      expectedHash: hashedContent(record, 'main').contentHash,
    })
    await settle(alice, bob)
    for (const person of [alice, bob]) {
      const statements = await person.vault.statements.toArray()
      expect(
        soaVersions(await versions(person), () => statements, { framework, today: '2026-06-01' }).inForce,
      ).toMatchObject({ number: 1, record: { id } })
    }
    const eve = await join(world, alice, 'Eve', 'auditor')
    await settle(alice, bob, eve)
    expect(await eve.run('soa.freeze', { framework })).toMatchObject({ ok: false, error: { type: 'notAllowed' } })
    expect(await alice.run('soa.freeze', { framework: 'csf-2.0' })).toMatchObject({
      ok: false,
      error: { type: 'unknownFramework' },
    })
    await eve.close()
  })
})
