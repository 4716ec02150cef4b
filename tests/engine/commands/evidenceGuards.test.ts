/**
 * How evidence comes in, is handed in, erased, and what a logo is: every refusal by itself, and that the draft and its
 * files stay.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseCaptureRecord } from '~/lib/capture/record/captureRecord'
import { manifestName } from '~/lib/isms/pack/selection'
import { maxLogo } from '~/lib/isms/report/look'
import { mostErased, mostReason } from '~/lib/protocol/bodies/eraseBody'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { toBase64Url } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import type { Failure, Result } from '~/lib/shared/result'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import type { DraftFileRow, DraftRow, OutboxRow } from '~/lib/vault/store/tables'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeEverybody()
})
const joined = (name: string, role: 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'): Promise<Person> =>
  join(world, alice, name, role)
const memberOf = (person: Person): string => person.replica.access().devices[person.keys.deviceId]!.memberId
const personIdOf = (person: Person): string | undefined =>
  person.replica.access().members[memberOf(person)]!.persons.at(-1)?.personId

const factsOf = (more: object = {}) => ({
  workspaceId: world.workspaceId,
  url: 'https://console.example/backup',
  title: 'Backup jobs',
  pages: [],
  completeness: 'complete',
  browser: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
  options: {},
  ...more,
})
const tile: Partial<DraftFileRow> = {
  name: 'tile-1.png',
  mime: 'image/png',
  part: 'original',
  bytes: new Blob(['tile one']),
}
let drafts = 0
async function draft(
  person: Person,
  more: Partial<DraftRow> = {},
  files: readonly Partial<DraftFileRow>[] = [tile],
): Promise<string> {
  const id = `dr_${++drafts}`
  await person.vault.drafts.put({
    id,
    mode: 'fullPage',
    state: 'captured',
    startedAt: Date.parse('2026-05-12T09:12:44Z'),
    updatedAt: 1,
    step: 1,
    steps: 1,
    facts: factsOf(),
    links: { controls: [], reqs: [] },
    ...more,
  } as DraftRow)
  for (const [order, file] of files.entries())
    await person.vault.draftFiles.put({ draftId: id, order, ...file } as DraftFileRow)
  return id
}
const links = { controls: [] as string[], reqs: [] as string[] }
const seal = (person: Person, draftId: string, more: object = {}) =>
  person.run('evidence.seal', { draftId, ...links, ...more })
const upload = (person: Person, draftId: string, more: object = {}) =>
  person.run('evidence.upload', { draftId, title: 'A list', ...links, ...more })

async function refuses(
  person: Person,
  attempt: () => Promise<Result<unknown>>,
  type: string,
  more: Partial<Failure> = {},
): Promise<void> {
  const state = async () => [
    await person.vault.outbox.count(),
    await person.vault.drafts.toArray(),
    await person.vault.draftFiles.count(),
    await person.vault.blobs.count(),
    await person.rows('evidence'),
  ]
  const before = await state()
  expect(await attempt()).toMatchObject({ ok: false, error: { type, ...more } })
  expect(await state()).toEqual(before)
}
const evidence = async (person = alice) => (await person.rows('evidence')).at(-1)! as Record<string, unknown>
const sealedRecord = async () =>
  parseCaptureRecord((await alice.vault.statements.where('type').equals('captureSeal').last())!.frozen!)!

describe('a draft becomes evidence', () => {
  test('only where it was captured: running, cancelled, failed or gone it stays what it is', async () => {
    for (const [state, type] of [
      ['capturing', 'notCaptured'],
      ['cancelled', 'draftEmpty'],
      ['failed', 'draftEmpty'],
    ] as const) {
      const id = await draft(alice, { state })
      await refuses(alice, () => seal(alice, id), type)
      const up = await draft(alice, { state, mode: 'upload' })
      await refuses(alice, () => upload(alice, up), type)
    }
    await refuses(alice, () => upload(alice, 'gone'), 'noDraft')
  })

  test('only by who may write it; who left keeps the capture on their device', async () => {
    const vera = await joined('Vera', 'viewer')
    const bob = await joined('Bob', 'editor')
    await refuses(vera, async () => seal(vera, 'gone'), 'noDraft')
    const hers = await draft(vera)
    await refuses(vera, () => seal(vera, hers), 'notAllowed')
    const his = await draft(bob)
    const up = await draft(bob, { mode: 'upload' })
    await settle(alice, bob)
    await alice.must('member.setRole', { memberId: memberOf(bob), role: 'viewer' })
    await settle(alice, bob)
    await refuses(bob, () => upload(bob, up), 'notAllowed')
    await refuses(bob, () => bob.run('request.submit', { request: 'er_x', evidence: [], text: 'x' }), 'notAllowed')
    expect(his).toBeTruthy()
  })

  test('only with facts that this version reads: each of them missing or of another kind is told, and the pictures are kept', async () => {
    for (const facts of [
      null,
      'text',
      [],
      factsOf({ url: 1 }),
      factsOf({ title: undefined }),
      factsOf({ pages: {} }),
      factsOf({ browser: 'x' }),
      factsOf({ workspaceId: 7 }),
    ]) {
      const id = await draft(alice, { facts: facts as never })
      await refuses(alice, () => seal(alice, id), 'draftUnreadable')
    }
    const other = await draft(alice, { facts: factsOf({ workspaceId: 'ab'.repeat(32) }) as never })
    await refuses(alice, () => seal(alice, other), 'otherWorkspace')
  })

  test('only with something captured in it; what was made from nothing is nothing', async () => {
    const none = await draft(alice, {}, [])
    await refuses(alice, () => seal(alice, none), 'draftEmpty')
    const derived = await draft(alice, {}, [{ ...tile, part: 'derived' }])
    await refuses(alice, () => seal(alice, derived), 'draftEmpty')
    // Said to be done, and evidence of nothing: it is looked at like any other.
    const done = await draft(alice, { state: 'done' }, [])
    await refuses(alice, () => seal(alice, done), 'draftEmpty')
    const up = await draft(alice, { mode: 'upload' }, [])
    await refuses(alice, () => upload(alice, up), 'draftEmpty')
    const capture = await draft(alice)
    await refuses(alice, () => upload(alice, capture), 'notAnUpload')
    const imported = await draft(alice, { mode: 'import', state: 'done' })
    await refuses(alice, () => upload(alice, imported), 'notAnUpload')
    const untitled = await draft(alice, { mode: 'upload' })
    await refuses(alice, () => upload(alice, untitled, { title: ' \n ' }), 'titleMissing', { field: 'title' })
  })

  test('only under a key that this device can open: else nothing is sealed and nothing uploaded', async () => {
    const capture = await draft(alice)
    const up = await draft(alice, { mode: 'upload' })
    vi.spyOn(alice.replica, 'epochKey').mockReturnValue(undefined)
    await refuses(alice, () => seal(alice, capture), 'noKey')
    await refuses(alice, () => upload(alice, up), 'noKey')
    await refuses(alice, () => alice.run('soa.freeze', { framework: 'iso27001-2022' }), 'noKey')
    await refuses(alice, () => alice.run('look.setLogo', { bytes: png(100) }), 'noKey')
    const { id } = await alice.must('record.create', {
      kind: 'managementReview',
      fields: { title: 'Review', heldOn: '2026-06-01' },
    })
    await refuses(alice, () => alice.run('review.freezePack', { review: id }), 'noKey')
  })

  test('a link to nothing, or a text no record takes, refuses the whole; corrected it goes in, and what failed before is forgotten', async () => {
    const id = await draft(alice, { failure: { type: 'x', message: 'y' } } as never)
    await refuses(alice, () => seal(alice, id, { controls: ['c_nowhere'] }), 'referenceMissing', { field: 'controls' })
    await refuses(alice, () => seal(alice, id, { note: 'x'.repeat(300_000) }), 'invalidField', { field: 'note' })
    const up = await draft(alice, { mode: 'upload' })
    await refuses(alice, () => upload(alice, up, { controls: ['c_nowhere'] }), 'referenceMissing')
    expect(await seal(alice, id)).toMatchObject({ ok: true })
    expect(await alice.vault.drafts.get(id)).not.toHaveProperty('failure')
    expect(await alice.vault.drafts.get(id)).toMatchObject({ state: 'done', ref: 'EV-1', updatedAt: world.now })
  })

  test('an upload is applied once, whatever the command is called', async () => {
    const id = await draft(alice, { mode: 'upload' })
    const first = await upload(alice, id)
    expect(await upload(alice, id)).toEqual(first)
    expect(await alice.rows('evidence')).toHaveLength(1)
  })

  test('what the capturer said: trimmed and in one line; what is empty, no text, no date or no environment is left out', async () => {
    await seal(alice, await draft(alice), {
      note: '  ',
      title: ' A \n title ',
      stated: {
        account: '  ',
        environment: 'moon',
        coversFrom: 'soon',
        coversTo: '2026-05-31',
        populationNote: ' all \n rows ',
      },
    })
    expect(await evidence()).toMatchObject({
      title: 'A title',
      account: undefined,
      environment: undefined,
      coversFrom: undefined,
      coversTo: '2026-05-31',
      populationNote: 'all rows',
      note: undefined,
    })
    expect((await sealedRecord()).stated).toEqual({
      environment: 'moon',
      coversFrom: 'soon',
      coversTo: '2026-05-31',
      populationNote: 'all \n rows',
    })
    await seal(alice, await draft(alice, {}, [{ ...tile, bytes: new Blob(['tile two']) }]), {
      note: ' Why ',
      title: 'x'.repeat(600),
      stated: { account: 7, environment: 'test', coversFrom: '2026-05-01', coversTo: 'never' },
    })
    const second = (await alice.rows('evidence')).find(({ note }) => note === 'Why')!
    expect(second).toMatchObject({
      account: undefined,
      environment: 'test',
      coversFrom: '2026-05-01',
      coversTo: undefined,
    })
    expect(String(second.title)).toHaveLength(500)
  })

  test('title and address: what was typed, else the page, else its host, else a word; an address no record takes stays in the seal alone', async () => {
    const sealed = async (facts: object, more: object = {}) => {
      const answer = await seal(alice, await draft(alice, { facts: factsOf(facts) as never }), more)
      return (await alice.rows('evidence')).find(
        ({ id }) => id === (answer as unknown as { value: { id: string } }).value.id,
      )!
    }
    expect(await sealed({})).toMatchObject({
      title: 'Backup jobs',
      url: 'https://console.example/backup',
      system: 'console.example',
      completeness: 'complete',
    })
    expect(await sealed({ title: ' ' })).toMatchObject({ title: 'console.example' })
    expect(await sealed({ title: '', url: '' })).toMatchObject({ title: 'Capture', url: undefined, system: undefined })
    expect(await sealed({ title: '', url: 'no address' })).toMatchObject({ title: 'Capture', url: undefined })
    expect(await sealed({ title: '', url: 'file:///srv/list.html' })).toMatchObject({
      title: 'Capture',
      system: undefined,
    })
    expect(await sealed({ completeness: undefined, completenessNote: ' 5 of \n 9 ' })).toMatchObject({
      completeness: 'unknown',
      completenessNote: '5 of 9',
    })
  })

  test('every archive that the facts tell of is there, as what was taken and not as what was made of it; a tile without a hash is there by its name', async () => {
    const pages = (...archives: readonly boolean[]) =>
      archives.map((archive, at) => ({
        mode: 'fullPage',
        startedAt: 1,
        tilesPlanned: 1,
        tiles: [{ name: `tile-${at + 1}.png` }],
        selfCheck: [],
        ...(archive && { archive: { parts: 1, documents: 1, bytes: 7, missing: [] } }),
      }))
    const tiles = (...numbers: readonly number[]): Partial<DraftFileRow>[] =>
      numbers.map((number) => ({
        name: `tile-${number}.png`,
        mime: 'image/png',
        part: 'original',
        bytes: new Blob([`tile ${number}`]),
      }))
    const archive = (part: 'original' | 'derived'): Partial<DraftFileRow> => ({
      name: 'page.mhtml',
      mime: 'multipart/related',
      part,
      bytes: new Blob(['archive']),
    })
    const made = async (facts: readonly object[], files: readonly Partial<DraftFileRow>[]) =>
      draft(alice, { facts: factsOf({ pages: facts }) as never }, files)
    const derived = await made(pages(true), [...tiles(1), archive('derived')])
    await refuses(alice, () => seal(alice, derived), 'draftChanged')
    const one = await made(pages(true, true), [...tiles(1, 2), archive('original')])
    await refuses(alice, () => seal(alice, one), 'draftChanged')
    const second = await made(pages(false, false), tiles(1))
    await refuses(alice, () => seal(alice, second), 'draftChanged')
    expect(await seal(alice, await made(pages(true, false), [...tiles(1, 2), archive('original')]))).toMatchObject({
      ok: true,
    })
    // A tile with a hash is sealed where it is the picture that was taken.
    const hashed = (text: string) => [
      {
        mode: 'fullPage',
        startedAt: 1,
        tilesPlanned: 1,
        tiles: [{ name: 'tile-3.png', sha256: sha256Hex(text) }],
        selfCheck: [],
      },
    ]
    const other = await made(hashed('tile 4'), tiles(3))
    await refuses(alice, () => seal(alice, other), 'draftChanged')
    expect(await seal(alice, await made(hashed('tile 3'), tiles(3)))).toMatchObject({ ok: true })
  })

  test('who captured it: the person of the member, in the record and under the seal', async () => {
    await seal(alice, await draft(alice))
    expect(await evidence()).toMatchObject({ capturedBy: personIdOf(alice) })
    expect(await sealedRecord()).toMatchObject({
      personId: personIdOf(alice),
      memberId: memberOf(alice),
      deviceId: alice.keys.deviceId,
      keyFingerprint: sha256Hex(alice.keys.signKey),
      capturedAt: '2026-05-12T09:12:44.000Z',
      sealedAt: '2026-06-01T09:00:00.000Z',
    })
  })

  test('the text of the page is what was made from it as text: no original, no other file', async () => {
    await seal(
      alice,
      await draft(alice, {}, [
        tile,
        { name: 'a.txt', mime: 'text/plain', part: 'original', bytes: new Blob(['original text']) },
        { name: 'b.json', mime: 'application/json', part: 'derived', bytes: new Blob(['{}']) },
      ]),
    )
    expect(await evidence()).toMatchObject({ pageText: undefined })
  })

  test('a record of a capture that is too long for an entry goes as a file that the seal names', async () => {
    await seal(
      alice,
      await draft(alice, { facts: factsOf({ options: { long: 'x'.repeat(limits.frozenBytes) } }) as never }),
    )
    const row = (await alice.vault.statements.where('type').equals('captureSeal').toArray())[0]!
    expect(row.frozen).toBeUndefined()
    expect(row.frozenBlob).toMatchObject({ sha256: row.contentHash })
    expect((await alice.vault.blobs.get(row.contentHash))!.bytes!.size).toBe(row.frozenBlob!.size)
    await alice.push()
    expect((await alice.vault.statements.toArray()).map(({ voidReason }) => voidReason)).toEqual([undefined, undefined])
  })

  test('files stand in the order they were taken; the same bytes twice are one file, and links given twice stand once', async () => {
    const id = await draft(alice, { mode: 'upload' }, [])
    for (const [name, order] of [
      ['b.txt', 0],
      ['a.txt', 0],
      ['z.txt', 1],
    ] as const)
      await alice.vault.draftFiles.put({
        draftId: id,
        name,
        order,
        mime: 'text/plain',
        part: 'original',
        bytes: new Blob([name === 'z.txt' ? 'a.txt' : name]),
      })
    await upload(alice, id, {
      reqs: ['iso27001-2022:A.8.13', 'iso27001-2022:A.8.13'],
      note: '  ',
      collectedFrom: ' the \n desk ',
    })
    const row = await evidence()
    expect(row).toMatchObject({
      reqs: ['iso27001-2022:A.8.13'],
      subjects: [],
      note: undefined,
      collectedFrom: 'the desk',
    })
    expect(await alice.vault.blobs.count()).toBe(2)
    const custody = await alice.vault.statements.where('type').equals('custody').toArray()
    const named = (...names: readonly string[]) =>
      sha256Hex(
        JSON.stringify(
          names.map((name) => ({
            bytes: 5,
            mime: 'text/plain',
            name,
            sha256: sha256Hex(name === 'z.txt' ? 'a.txt' : name),
          })),
        ),
      )
    expect(custody.map(({ contentHash }) => contentHash)).toEqual([named('a.txt', 'b.txt', 'z.txt')])
  })

  test('bytes that the log named before, under another device’s id, get an id of this device’s own', async () => {
    const sha256 = sha256Hex('tile one')
    await alice.vault.blobs.put(pendingFile({ sha256, id: 'ef'.repeat(32), size: 8, mime: 'image/png' }, 1))
    await seal(alice, await draft(alice))
    const row = (await alice.vault.blobs.get(sha256))!
    expect(row).toMatchObject({ state: 'present', upload: 'waiting' })
    expect(row.id).not.toBe('ef'.repeat(32))
  })

  test('what the log named the bytes is kept beside the id of this device, so that both are found and both are erased', async () => {
    const sha256 = sha256Hex('tile one')
    const named = [{ id: 'ef'.repeat(32), size: 8, memberId: 'cd'.repeat(16) }]
    await alice.vault.blobs.put({
      ...pendingFile({ sha256, id: 'ef'.repeat(32), size: 8, mime: 'image/png' }, 1),
      named,
    })
    await seal(alice, await draft(alice))
    const row = (await alice.vault.blobs.get(sha256))!
    expect(row.named).toEqual(named)
    expect(Object.keys(row)).not.toContain('0')
  })
})

describe('letting a draft go', () => {
  test('what is not there is gone already; what became evidence is not let go', async () => {
    expect(await alice.must('evidence.discardDraft', { draftId: 'gone' })).toBeNull()
    const id = await draft(alice)
    const kept = await draft(alice)
    await alice.must('evidence.discardDraft', { draftId: id })
    expect([
      (await alice.vault.drafts.toArray()).map((row) => row.id),
      (await alice.vault.draftFiles.toArray()).map(({ draftId }) => draftId),
    ]).toEqual([[kept], [kept]])
    await seal(alice, kept)
    await refuses(alice, () => alice.run('evidence.discardDraft', { draftId: kept }), 'alreadySealed')
  })

  test('a disk that fails lets nothing go, and says so', async () => {
    const id = await draft(alice)
    const full = (): void => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.drafts.hook('deleting', full)
    await refuses(alice, () => alice.run('evidence.discardDraft', { draftId: id }), 'diskFull')
    alice.vault.drafts.hook('deleting').unsubscribe(full)
    expect(await alice.must('evidence.discardDraft', { draftId: id })).toBeNull()
    expect(await alice.vault.drafts.get(id)).toBeUndefined()
  })
})

describe('handing in', () => {
  const asked = async () =>
    (await alice.must('record.create', { kind: 'evidenceRequest', fields: { title: 'Backups of May' } })).id
  const submissions = () => alice.rows('evidenceSubmission')

  test('needs a request that stands, and evidence that is here, or words', async () => {
    const request = await asked()
    const { id } = await alice.must('record.create', { kind: 'evidence', fields: { title: 'List', source: 'link' } })
    const submit = (more: object) => () => alice.run('request.submit', { request, evidence: [], ...more })
    await refuses(alice, submit({ request: 'er_nowhere', text: 'x' }), 'unknownRequest')
    await refuses(alice, submit({}), 'answerEmpty')
    await refuses(alice, submit({ text: '  ' }), 'answerEmpty')
    await refuses(alice, submit({ evidence: [id, 'ev_nowhere'] }), 'unknownEvidence', {
      detail: { missing: ['ev_nowhere'] },
    })
    await refuses(alice, submit({ text: 'x'.repeat(300_000) }), 'invalidField')
    expect(await submissions()).toEqual([])
    expect(await submit({ text: ' There is none. ' })()).toMatchObject({ ok: true })
    expect(await submit({ evidence: [id], text: ' ' })()).toMatchObject({ ok: true })
    expect(
      (await submissions())
        .map(({ text, evidence: named, submittedBy, ref }) => [ref, text, named, submittedBy])
        .sort(),
    ).toEqual([
      ['ES-1', 'There is none.', [], personIdOf(alice)],
      ['ES-2', undefined, [id], personIdOf(alice)],
    ])
  })
})

describe('handing in again', () => {
  test('a request that was withdrawn and asked for again is answered', async () => {
    const { id: request } = await alice.must('record.create', {
      kind: 'evidenceRequest',
      fields: { title: 'Backups of May', withdrawn: true },
    })
    await refuses(alice, () => alice.run('request.submit', { request, evidence: [], text: 'x' }), 'requestWithdrawn')
    await alice.must('record.edit', {
      edits: [{ kind: 'evidenceRequest', id: request, changes: [{ op: 'set', field: 'withdrawn', value: false }] }],
    })
    expect(await alice.run('request.submit', { request, evidence: [], text: 'x' })).toMatchObject({ ok: true })
  })
})

describe('a pack of a capture', () => {
  test('names in its step the record that was sealed', async () => {
    await seal(alice, await draft(alice))
    const captured = await evidence()
    await alice.vault.drafts.put({
      id: 'pack',
      mode: 'pack',
      state: 'captured',
      startedAt: 1,
      updatedAt: 1,
      step: 1,
      steps: 1,
      facts: {},
      links: {},
    } as DraftRow)
    await alice.vault.draftFiles.put({
      draftId: 'pack',
      name: manifestName,
      order: 0,
      mime: 'text/plain',
      part: 'original',
      bytes: new Blob(['a manifest']),
    })
    await alice.must('pack.record', {
      draftId: 'pack',
      title: 'Pack',
      evidence: [String(captured.id)],
      subjects: [],
      manifestHash: sha256Hex('a manifest'),
    })
    const steps = (await alice.vault.statements.where('type').equals('custody').toArray()).filter(
      ({ subjectId }) => subjectId === captured.id,
    )
    expect(steps.map(({ contentHash }) => contentHash)).toEqual([
      (captured.captureRecord as { sha256: string }).sha256,
      (captured.captureRecord as { sha256: string }).sha256,
    ])
  })
})

describe('erasing', () => {
  const erase = (person: Person, id: string, reason = 'Shows a customer') =>
    person.run('evidence.erase', { id, reason })

  test('is refused to all but an owner, for what is not here, without a reason or with one too long, and where nothing is left', async () => {
    const answer = await upload(alice, await draft(alice, { mode: 'upload' }))
    const { id } = (answer as unknown as { value: { id: string } }).value
    await alice.push()
    const bob = await joined('Bob', 'lead')
    await refuses(bob, () => erase(bob, id), 'notAllowed')
    await refuses(alice, () => erase(alice, 'ev_nowhere'), 'notFound')
    await refuses(alice, () => erase(alice, id, ' \n '), 'reasonMissing', { field: 'reason' })
    await refuses(alice, () => erase(alice, id, 'x'.repeat(mostReason + 1)), 'invalidField', { field: 'reason' })
    const { id: bare } = await alice.must('record.create', {
      kind: 'evidence',
      fields: { title: 'Link', source: 'link' },
    })
    await refuses(alice, () => erase(alice, bare), 'nothingToErase')
    expect(await erase(alice, id, ` ${'x'.repeat(mostReason)} `)).toEqual({ ok: true, value: { files: 1 } })
    await alice.push()
    await refuses(alice, () => erase(alice, id), 'nothingToErase')
    const custody = (await alice.vault.statements.where('type').equals('custody').toArray()).filter(
      ({ subjectId }) => subjectId === id,
    )
    expect(
      custody
        .map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as { event: string; note?: string })
        .map(({ event, note }) => [event, note?.length])
        .sort(),
    ).toEqual([
      ['erased', mostReason],
      ['uploaded', undefined],
    ])
  })

  test('rests on signatures that were verified: while they are not, nothing is erased', async () => {
    const { id } = (
      (await upload(alice, await draft(alice, { mode: 'upload' }))) as unknown as { value: { id: string } }
    ).value
    await alice.push()
    vi.spyOn(alice.replica, 'settled').mockResolvedValue({ ok: false, error: { type: 'unsettled', message: 'x' } })
    await refuses(alice, () => erase(alice, id), 'unsettled')
  })

  test('as many files as one entry erases are one entry; one more is a second', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        name: `${at}.txt`,
        mime: 'text/plain',
        part: 'original' as const,
        bytes: new Blob([`${count}/${at}`]),
      }))
    for (const [count, entries] of [
      [mostErased, 1],
      [mostErased + 1, 2],
    ] as const) {
      const { id } = (
        (await upload(alice, await draft(alice, { mode: 'upload' }, names(count)))) as unknown as {
          value: { id: string }
        }
      ).value
      await alice.push()
      expect(await erase(alice, id)).toEqual({ ok: true, value: { files: count } })
      expect((await alice.vault.outbox.toArray()).filter((row) => row.class === 'erase')).toHaveLength(entries)
      await alice.push()
      expect(await alice.vault.blobs.where('state').equals('present').count()).toBe(0)
    }
  })

  test('of a capture the step names the record that was sealed, of an upload the hashes of its originals', async () => {
    await seal(alice, await draft(alice))
    const up = await upload(alice, await draft(alice, { mode: 'upload' }, [{ ...tile, bytes: new Blob(['other']) }]))
    await alice.push()
    const [captured, uploaded] = [
      (await alice.rows('evidence')).find(({ source }) => source === 'capture')!,
      (up as unknown as { value: { id: string } }).value.id,
    ]
    for (const id of [String(captured.id), uploaded]) {
      expect(await erase(alice, id)).toMatchObject({ ok: true })
      await alice.push()
      const hashes = (await alice.vault.statements.where('type').equals('custody').toArray())
        .filter(({ subjectId }) => subjectId === id)
        .map(({ contentHash }) => contentHash)
      expect(hashes).toHaveLength(2)
      expect(new Set(hashes).size).toBe(1)
    }
  })
})

const png = (length: number): string =>
  toBase64Url(Uint8Array.from({ length }, (_, at) => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a][at] ?? 0))

describe('the logo', () => {
  const logo = async () =>
    (await alice.rows('settings'))[0]?.logo as { sha256: string; mime: string; size: number } | undefined
  const put = (bytes: string | null, person = alice) => person.run('look.setLogo', { bytes })

  test('is a picture of a kind that carries no program and of a bounded size, put by who may change the settings', async () => {
    const vera = await joined('Vera', 'viewer')
    expect(await put(png(100), vera)).toMatchObject({ ok: false, error: { type: 'notAllowed' } })
    expect(await put(null, vera)).toMatchObject({ ok: false, error: { type: 'notAllowed' } })
    expect(await put('no base64 !')).toMatchObject({ ok: false, error: { type: 'notPicture' } })
    expect(await put(toBase64Url(new TextEncoder().encode('<svg/>')))).toMatchObject({
      ok: false,
      error: { type: 'notPicture', message: expect.stringContaining('Drawings (SVG) are not taken') as string },
    })
    expect(await put(png(maxLogo + 1))).toMatchObject({
      ok: false,
      error: { type: 'tooLarge', message: expect.stringContaining('512 KiB') as string },
    })
    expect([await logo(), await alice.vault.blobs.count(), await alice.vault.outbox.count()]).toEqual([undefined, 0, 0])
    expect(await put(null)).toEqual({ ok: true, value: { sha256: null } })
    expect(await alice.vault.outbox.count()).toBe(0)
  })

  test('is kept as a file of the workspace, named by the settings; put again it changes nothing, taken away it is named no more', async () => {
    await alice.must('record.create', { kind: 'settings', fields: { timeZone: 'UTC' } })
    const { sha256 } = await alice.must('look.setLogo', { bytes: png(maxLogo) })
    expect(await logo()).toMatchObject({ sha256, mime: 'image/png', size: maxLogo })
    expect(await alice.vault.blobs.get(sha256!)).toMatchObject({ state: 'present', upload: 'waiting' })
    const waiting = await alice.vault.outbox.count()
    expect(await alice.must('look.setLogo', { bytes: png(maxLogo) })).toEqual({ sha256 })
    expect(await alice.vault.outbox.count()).toBe(waiting)
    expect(await alice.must('look.setLogo', { bytes: null })).toEqual({ sha256: null })
    expect(await logo()).toBeUndefined()
  })
})

describe('a full disk', () => {
  test.each<[string, () => Promise<Result<unknown>>]>([
    ['a record', () => alice.run('record.create', { kind: 'asset', fields: { name: 'A' } })],
    ['a change of keys', () => alice.run('invite.revoke', { inviteId: invitation })],
    ['a decision', async () => alice.run('statement.revoke', { id: decision })],
    ['erasing', () => alice.run('evidence.erase', { id: uploaded, reason: 'x' })],
    ['an upload', () => upload(alice, waiting)],
  ])('is told of %s, and nothing of it is kept', async (_what, attempt) => {
    await prepared()
    const full = (_: unknown, __: OutboxRow): void => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    }
    alice.vault.outbox.hook('creating', full)
    await refuses(alice, attempt, 'diskFull')
    alice.vault.outbox.hook('creating').unsubscribe(full)
    expect(await attempt()).toMatchObject({ ok: true })
  })
  let invitation = ''
  let decision = ''
  let uploaded = ''
  let waiting = ''
  async function prepared(): Promise<void> {
    const { writeRelaySettings } = await import('~/lib/sync/connection/relaySettings')
    await writeRelaySettings(alice.vault, { url: 'https://relay.example', shared: true })
    invitation = (await alice.must('invite.create', { role: 'editor', expiresInDays: 1 })).inviteId
    uploaded = ((await upload(alice, await draft(alice, { mode: 'upload' }))) as unknown as { value: { id: string } })
      .value.id
    await alice.push()
    decision = (await alice.vault.statements.toArray())[0]!.id
    waiting = await draft(alice, { mode: 'upload' })
  }
})
