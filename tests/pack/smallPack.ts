/**
 * A pack of a small workspace that two people really wrote: one sealed capture, one upload, an approved Statement of
 * Applicability, a review signed over its inputs and one that nobody signed. Beside it, what somebody does who takes it
 * apart and packs it anew.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join as joinPath } from 'node:path'
import { en } from '~/components/i18n/en'
import type { Kind } from '~/lib/records/registry'
import type { PackSelection } from '~/lib/isms/pack/selection'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { MembersDocument } from '~/lib/pack/members'
import { readPackState } from '~/lib/pack/packState'
import { writePack, type PackRequest, type WrittenPack } from '~/lib/pack/writePack'
import { utf8, type Bytes } from '~/lib/shared/bytes'
import type { JsonObject } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { createWorld, foundBy, join, settle, type Person, type World } from '../vault/support/person'
import type { BagFiles } from './bagFiles'
import { shell } from './demoPack'

export { filesOf, putText, rebag, textOf, zipOf, type BagFiles } from './bagFiles'

export interface SmallWorkspace {
  readonly world: World
  /** Owner, and named as top management. */
  readonly alice: Person
  /** Lead. */
  readonly bob: Person
  readonly control: string
  /** Refs of the two evidence. */
  readonly captured: string
  readonly uploaded: string
  readonly soa: { readonly id: string; readonly hash: string }
  readonly review: { readonly id: string; readonly hash: string }
  close(): Promise<void>
}

export const everything: PackSelection = { by: 'window', window: { from: '2026-01-01', to: '2026-12-31' } }

export async function openSmallWorkspace(name = 'Quillmere'): Promise<SmallWorkspace> {
  const world = createWorld()
  const alice = await foundBy(world, 'Alice')
  const bob = await join(world, alice, 'Bob', 'lead')
  await settle(alice, bob)
  await alice.must('record.edit', {
    edits: [{ kind: 'scope', id: 'sc_main', changes: [{ op: 'set', field: 'orgName', value: name }] }],
  })
  const control = (
    await alice.must('record.create', {
      kind: 'control',
      fields: { title: 'Daily backups', reqs: ['iso27001-2022:A.8.13'], status: 'operating' },
    })
  ).id
  const captured = await capture(alice, control)
  const uploaded = await upload(alice, control)
  const soa = await alice.must('soa.freeze', { framework: 'iso27001-2022' })
  await signed(alice, 'soaVersion', soa.id, 'approve')
  const review = await signedReview(alice, 'Spring review')
  await alice.must('record.create', { kind: 'issue', fields: { title: 'Cloud prices', status: 'active' } })
  await heldReview(alice, 'Review that nobody signed')
  await settle(alice, bob)
  return {
    world,
    alice,
    bob,
    control,
    captured,
    uploaded,
    review,
    soa: { id: soa.id, hash: soa.contentHash },
    close: async () => {
      await alice.close()
      await bob.close()
    },
  }
}

async function heldReview(alice: Person, title: string): Promise<{ readonly id: string; readonly hash: string }> {
  const chair = String((await alice.rows('person')).find((row) => row['name'] === 'Alice')!['id'])
  const { id } = await alice.must('record.create', {
    kind: 'managementReview',
    fields: {
      title,
      heldOn: '2026-06-01',
      chair,
      attendees: [chair],
      inputE: `${title}: nothing was said.`,
      status: 'held',
    },
  })
  return { id, hash: (await alice.must('review.freezePack', { review: id })).packHash }
}

/** A review that is held and signed off with the inputs of that moment. */
export async function signedReview(
  alice: Person,
  title: string,
): Promise<{ readonly id: string; readonly hash: string }> {
  const review = await heldReview(alice, title)
  await signed(alice, 'managementReview', review.id, 'sign')
  return review
}

/** The Statement of Applicability under another name of the organisation, approved or refused. */
export async function freezeAgain(
  { alice }: SmallWorkspace,
  orgName: string,
  type: 'approve' | 'reject',
): Promise<void> {
  await alice.must('record.edit', {
    edits: [{ kind: 'scope', id: 'sc_main', changes: [{ op: 'set', field: 'orgName', value: orgName }] }],
  })
  await signed(alice, 'soaVersion', (await alice.must('soa.freeze', { framework: 'iso27001-2022' })).id, type)
}

/** The bytes of the Statement of Applicability that was frozen under this name of the organisation. */
export async function frozenBytes({ vault, rows }: Person, orgName: string): Promise<Bytes> {
  for (const { frozen } of await rows('soaVersion')) {
    const text = await (await vault.blobs.get((frozen as { sha256: string }).sha256))!.bytes!.text()
    if (text.includes(JSON.stringify(orgName))) return utf8(text)
  }
  throw new Error(`no copy names ${orgName}`)
}

async function signed(person: Person, kind: Kind, id: string, type: string): Promise<void> {
  const row = (await person.replica.readRecord(kind, id))!
  const { lookup } = await readPackState(person.vault, '')
  await person.must('statement.sign', {
    type,
    subject: { kind, id },
    profile: 'main',
    expectedHash: hashedContent(row, 'main', compositeRecords(row, 'main', lookup)).contentHash,
    ...(type === 'reject' && { reason: 'Not like this.' }),
  })
}

async function capture(person: Person, control: string): Promise<string> {
  const facts = {
    workspaceId: person.replica.access().workspaceId,
    url: 'https://console.example/backup',
    title: 'Backup jobs',
    pages: [],
    completeness: 'complete',
    browser: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
    options: {},
  }
  await person.vault.drafts.put({
    id: 'dr_1',
    mode: 'fullPage',
    state: 'captured',
    startedAt: Date.parse('2026-05-12T09:12:44Z'),
    updatedAt: 1,
    step: 1,
    steps: 1,
    facts,
    links: { controls: [], reqs: [] },
  } as never)
  await person.vault.draftFiles.put({
    draftId: 'dr_1',
    name: 'tile-1.png',
    order: 0,
    mime: 'image/png',
    part: 'original',
    bytes: new Blob(['tile one']),
  })
  return (await person.must('evidence.seal', { draftId: 'dr_1', controls: [control], reqs: [] })).ref
}

async function upload(person: Person, control: string): Promise<string> {
  await person.vault.drafts.put({
    id: 'up_1',
    mode: 'upload',
    state: 'captured',
    startedAt: person.engine.replica.head().seq,
    updatedAt: 1,
    step: 1,
    steps: 1,
    facts: {},
    links: {},
  } as never)
  await person.vault.draftFiles.put({
    draftId: 'up_1',
    name: 'list.txt',
    order: 0,
    mime: 'text/plain',
    part: 'original',
    bytes: new Blob(['a list of backups']),
  })
  return (
    await person.must('evidence.upload', { draftId: 'up_1', title: 'Backup list', controls: [control], reqs: [] })
  ).ref
}

export async function packRequest(
  person: Person,
  selection: PackSelection = everything,
  more: Partial<PackRequest> = {},
): Promise<PackRequest> {
  const members = await person.must('pack.members', null)
  return {
    selection,
    options: { withOriginals: false, withRestricted: false },
    description: 'Everything',
    name: 'plumbline-pack',
    date: '2026-06-01',
    software: 'Plumbline',
    members: members.document as unknown as MembersDocument,
    membersSignature: members.signature,
    language: { locale: 'en', messages: JSON.parse(JSON.stringify(en)) as JsonObject },
    ...more,
  }
}

/** As the product makes it: by this person's engine, device and log. */
export async function smallPack(
  person: Person,
  selection: PackSelection = everything,
  more: Partial<PackRequest> = {},
): Promise<WrittenPack> {
  const request = await packRequest(person, selection, more)
  const prepared = unwrap(await writePack(request, await readPackState(person.vault, request.members.workspaceId)))
  return unwrap(await prepared.finish((await person.must('pack.sign', { manifest: prepared.pack.manifest })).signature))
}

/** What the script in a pack says of these files, in a folder of its own. */
export function verifyInShell(
  files: BagFiles,
  ...args: readonly string[]
): { readonly code: number; readonly out: string } {
  const folder = mkdtempSync(joinPath(tmpdir(), 'bag-'))
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(joinPath(folder, path)), { recursive: true })
      writeFileSync(joinPath(folder, path), bytes)
    }
    return shell(folder, 'sh', 'data/verify.sh', ...args)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
