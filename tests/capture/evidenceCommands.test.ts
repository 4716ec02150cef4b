import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createVerify, createPublicKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDraftStore } from '~/entrypoints/background/draftStore'
import { parseCaptureRecord } from '~/lib/capture/record/captureRecord'
import type { Draft } from '~/lib/capture/control/captureStore'
import type { CaptureFacts } from '~/lib/capture/record/captureFacts'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { rawToDer } from '~/lib/crypto/der'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { createRecoveryKit } from '~/lib/crypto/recoveryKit'
import { createEngine, type Engine } from '~/lib/engine/createEngine'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { Kind, RowOf } from '~/lib/records/registry'
import type { StatementBody } from '~/lib/isms/statement/body'
import { fromBase64Url, toBytes, utf8ToString } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { writeRelayOffset, writeRelaySettings } from '~/lib/sync/connection/relaySettings'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf, writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { kindTable, openVault, type DraftRow, type Vault } from '~/lib/vault/store/tables'

const random = (length: number) => toBytes(crypto.getRandomValues(new Uint8Array(length)))
const clock = { now: () => Date.now() }

interface Desk {
  readonly vault: Vault
  readonly keys: DeviceKeys
  readonly workspaceId: string
  engine: Engine
  steps: (name: string) => void
  restart(): Promise<void>
}

async function openDesk(): Promise<Desk> {
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  const { workspaceId, genesis } = await foundWorkspace(keys, kit.sealed, { random, clock })
  const vault = await openVault(workspaceId, { indexedDB: new IDBFactory(), IDBKeyRange })
  await writeDeviceKeys(vault, keys)
  const states = new Map<Kind, Uint8Array>()
  const checkpoints = {
    load: async (kind: Kind, doc: Y.Doc) => void (states.has(kind) && Y.applyUpdate(doc, states.get(kind)!)),
    store: async (kind: Kind, doc: Y.Doc) => void states.set(kind, Y.encodeStateAsUpdate(doc)),
    drop: async (kind: Kind) => void states.delete(kind),
  }
  const first = await createReplica({
    workspaceId,
    vault,
    keys: replicaKeysOf(keys, vault),
    random,
    now: clock.now,
    checkpoints,
  })
  unwrap(await first.ingest([genesis], 'device'))
  await first.close()
  const desk: Desk = {
    vault,
    keys,
    workspaceId,
    engine: undefined as unknown as Engine,
    steps: () => undefined,
    async restart() {
      desk.engine = await createEngine({
        workspaceId,
        vault,
        keys,
        random,
        clock,
        browser: { name: 'Chromium', os: 'Linux', version: '156' },
        checkpoints,
        steps: (name) => desk.steps(name),
      })
      await desk.engine.start()
    },
  }
  await desk.restart()
  return desk
}

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(async () => {
  desk.steps = () => undefined
  await desk.engine.stop()
  desk.vault.close()
})

const tile = (text: string): Blob => new Blob([text], { type: 'image/png' })

const plainFacts = (): CaptureFacts => ({
  workspaceId: desk.workspaceId,
  url: 'https://console.example/backup?period=2026-05',
  title: 'Backup jobs',
  pages: [],
  completeness: 'partial',
  completenessNote: 'Shows 50 of 62 rows. The rest was not captured.',
  browser: { name: 'Chromium', version: '156', os: 'Linux', extension: '0.1.0' },
  options: {},
})

async function putDraft(changes: Partial<Draft> = {}): Promise<string> {
  const store = createDraftStore(desk.vault)
  const id = changes.id ?? 'dr_1'
  await store.create({
    id,
    mode: 'fullPage',
    state: 'captured',
    startedAt: Date.parse('2026-05-12T09:12:44.000Z'),
    updatedAt: 1,
    step: 2,
    steps: 2,
    facts: plainFacts(),
    links: { controls: [], reqs: [] },
    ...changes,
  })
  await store.addFiles(
    id,
    [
      { draftId: id, name: 'tile-01.png', order: 0, mime: 'image/png', part: 'original', bytes: tile('tile one') },
      { draftId: id, name: 'tile-02.png', order: 1, mime: 'image/png', part: 'original', bytes: tile('tile two') },
      {
        draftId: id,
        name: 'page.txt',
        order: 2,
        mime: 'text/plain',
        part: 'derived',
        bytes: new Blob(['Backup jobs of May']),
      },
    ],
    {},
  )
  return id
}

const links = { controls: [] as string[], reqs: ['iso27001-2022:A.8.13'] }
const seal = (draftId: string, commandId = `seal_${draftId}`, more: object = {}) =>
  desk.engine.run(commandId, 'evidence.seal', { draftId, ...links, ...more })
const rows = (): Promise<RowOf<'evidence'>[]> => kindTable<RowOf<'evidence'>>(desk.vault, 'evidence').toArray()
const refusal = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }): string =>
  result.error?.type ?? 'ok'
const statements = async (id: string) => (await desk.vault.statements.toArray()).filter((row) => row.subjectId === id)
const settled = async (check: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('never settled')
}

describe('evidence.seal', () => {
  it('makes record, files, seal and custody of a draft, and lets the draft go', async () => {
    const control = unwrap(
      await desk.engine.run('c0', 'record.create', { kind: 'control', fields: { title: 'Restore and backup' } }),
    )
    const draftId = await putDraft()
    const answer = unwrap(
      await seal(draftId, undefined, {
        controls: [control.id],
        note: ' Rows of May. ',
        stated: {
          account: 'platform-eng-1',
          environment: 'production',
          coversFrom: '2026-05-01',
          coversTo: '2026-05-31',
        },
      }),
    )
    expect(answer).toMatchObject({ ref: 'EV-1', completeness: 'partial' })
    const [row] = await rows()
    expect(row).toMatchObject({
      id: answer.id,
      ref: 'EV-1',
      title: 'Backup jobs',
      source: 'capture',
      url: 'https://console.example/backup?period=2026-05',
      system: 'console.example',
      account: 'platform-eng-1',
      environment: 'production',
      coversFrom: '2026-05-01',
      coversTo: '2026-05-31',
      completeness: 'partial',
      completenessNote: 'Shows 50 of 62 rows. The rest was not captured.',
      capturedAt: '2026-05-12T09:12:44.000Z',
      controls: [control.id],
      reqs: ['iso27001-2022:A.8.13'],
      note: 'Rows of May.',
    })
    expect(
      Object.fromEntries(Object.entries(row!.files).map(([name, file]) => [name, [file.part, file.blob.sha256]])),
    ).toEqual({
      'tile-01.png': ['original', sha256Hex('tile one')],
      'tile-02.png': ['original', sha256Hex('tile two')],
      'page.txt': ['derived', sha256Hex('Backup jobs of May')],
    })
    expect(row!.pageText!.sha256).toBe(sha256Hex('Backup jobs of May'))
    expect(await desk.vault.drafts.get(draftId)).toMatchObject({ state: 'done', evidenceId: answer.id, ref: 'EV-1' })
    expect(await desk.vault.draftFiles.count()).toBe(0)
    expect(await desk.vault.blobs.count()).toBe(4)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a tile that is gone', () => desk.vault.draftFiles.delete(['dr_1', 'tile-02.png'])],
    [
      'a tile with other bytes',
      () => desk.vault.draftFiles.update(['dr_1', 'tile-02.png'], { bytes: tile('tile tow') }),
    ],
    [
      "tiles in each other's place",
      async () => {
        await desk.vault.draftFiles.update(['dr_1', 'tile-01.png'], { bytes: tile('tile two') })
        await desk.vault.draftFiles.update(['dr_1', 'tile-02.png'], { bytes: tile('tile one') })
      },
    ],
    [
      'an archive that is gone',
      () =>
        desk.vault.drafts.update(
          'dr_1',
          (row: DraftRow) =>
            void Object.assign((row.facts as unknown as CaptureFacts).pages[0]!, {
              archive: { parts: 1, documents: 1, bytes: 9, missing: [] },
            }),
        ),
    ],
  ])('%s between capture and seal: nothing is signed, and it is said', async (_what, change) => {
    const tiles = ['tile one', 'tile two'].map((text, at) => ({ name: `tile-0${at + 1}.png`, sha256: sha256Hex(text) }))
    await putDraft({
      facts: {
        ...plainFacts(),
        completeness: 'complete',
        pages: [{ mode: 'fullPage', startedAt: 1, tilesPlanned: 2, tiles, selfCheck: [] }],
      } as unknown as CaptureFacts,
    })
    await change()
    expect(refusal(await seal('dr_1'))).toBe('draftChanged')
    expect([await rows(), await desk.vault.statements.count(), (await desk.vault.drafts.get('dr_1'))?.state]).toEqual([
      [],
      0,
      'captured',
    ])
  })

  it('EV12: the seal is the signature over the bytes of capture.json themselves, as openssl checks it', async () => {
    const { id } = unwrap(await seal(await putDraft()))
    const [row] = await rows()
    const recordBytes = new Uint8Array(
      await (await desk.vault.blobs.get(row!.captureRecord!.sha256))!.bytes!.arrayBuffer(),
    )
    const sealed = (await statements(id)).find((one) => one.type === 'captureSeal')!
    const body = JSON.parse(utf8ToString(sealed.body)) as StatementBody
    expect(sealed.contentHash).toBe(sha256Hex(recordBytes))
    expect(sealed.frozen).toEqual(recordBytes)
    const key = createPublicKey({
      key: Buffer.from(await crypto.subtle.exportKey('spki', desk.keys.sign.publicKey)),
      format: 'der',
      type: 'spki',
    })
    const holds = (bytes: Uint8Array): boolean =>
      createVerify('sha256')
        .update(bytes)
        .verify(key, rawToDer(fromBase64Url(body.seal!)))
    expect(holds(recordBytes)).toBe(true)
    const forged = recordBytes.slice()
    forged[20]! ^= 1
    expect(holds(forged)).toBe(false)
    const record = parseCaptureRecord(recordBytes)!
    expect(record).toMatchObject({
      id,
      workspaceId: desk.workspaceId,
      deviceId: desk.keys.deviceId,
      completeness: 'partial',
      keyFingerprint: sha256Hex(desk.keys.signKey),
    })
    expect(record.files.map((file) => [file.name, file.sha256])).toEqual([
      ['tile-01.png', sha256Hex('tile one')],
      ['tile-02.png', sha256Hex('tile two')],
    ])
    expect(record.derived.map((file) => file.name)).toEqual(['page.txt'])
  })

  it("the offset to the relay's clock is sealed as last heard, and absent without a relay", async () => {
    const sealedRecord = async (draftId: string) => {
      const { id } = unwrap(await seal(await putDraft({ id: draftId })))
      const sealed = (await statements(id)).find((one) => one.type === 'captureSeal')!
      return parseCaptureRecord(sealed.frozen!)!
    }
    expect((await sealedRecord('dr_1')).relayOffset).toBeUndefined()
    await writeRelayOffset(desk.vault, 'https://relay.example', 4_200)
    expect((await sealedRecord('dr_2')).relayOffset).toBeUndefined()
    await writeRelaySettings(desk.vault, { url: 'https://relay.example', shared: true })
    await writeRelayOffset(desk.vault, 'https://relay.example', 4_200)
    await writeRelayOffset(desk.vault, 'https://relay.example', 4_260)
    expect((await sealedRecord('dr_3')).relayOffset).toBe(4_200)
    await writeRelaySettings(desk.vault, { url: 'https://other.example', shared: true })
    expect((await sealedRecord('dr_4')).relayOffset).toBeUndefined()
  })

  it('the seal and the custody step count in the log, and the row reads as sealed', async () => {
    const { id } = unwrap(await seal(await putDraft()))
    await settled(
      async () =>
        (await statements(id)).every((one) => one.seq !== undefined) && (await desk.vault.outbox.count()) === 0,
    )
    expect((await statements(id)).map((one) => [one.type, one.signatureValid, one.voidReason]).sort()).toEqual([
      ['captureSeal', true, undefined],
      ['custody', true, undefined],
    ])
    expect((await desk.vault.log.toArray()).every((entry) => entry.verdict === 'counts')).toBe(true)
    expect(((await rows())[0] as unknown as { seal: string }).seal).toBe('sealed')
    expect(hashedContent((await rows())[0]!, 'review').contentHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('files are named as the relay will know them: encrypting again gives the same name', async () => {
    unwrap(await seal(await putDraft()))
    for (const blob of await desk.vault.blobs.toArray()) {
      const parts = encryptBlob(blob.bytes!, {
        epochKey: desk.engine.replica.epochKey(blob.epoch)!,
        workspaceId: desk.workspaceId,
        epoch: blob.epoch,
        salt: toBytes(blob.salt),
      })
      let part = await parts.next()
      while (!part.done) part = await parts.next()
      expect(part.value).toBe(blob.id)
      expect(blob).toMatchObject({ state: 'present', upload: 'waiting' })
    }
  })

  it('the same bytes captured twice keep the name they have', async () => {
    unwrap(await seal(await putDraft()))
    unwrap(await seal(await putDraft({ id: 'dr_2' })))
    const [a, b] = await rows()
    expect(b!.files['tile-01.png']!.blob).toEqual(a!.files['tile-01.png']!.blob)
    expect((await rows()).map((row) => row.ref).sort()).toEqual(['EV-1', 'EV-2'])
  })

  it('a draft is applied once, whatever the command is called', async () => {
    const draftId = await putDraft()
    const first = unwrap(await seal(draftId))
    expect(unwrap(await seal(draftId))).toEqual(first)
    expect(unwrap(await seal(draftId, 'another'))).toEqual(first)
    expect(await rows()).toHaveLength(1)
  })

  it.each([
    'command:start',
    'seal:hashed',
    'seal:signed',
    'command:checked',
    'commit:opened',
    'commit:applied',
    'commit:beforeTransaction',
    'commit:inTransaction',
    'commit:afterTransaction',
    'seal:committed',
    'command:answer',
  ])('the worker dies at %s: sealed once, with all its files', async (step) => {
    const draftId = await putDraft()
    let died = false
    desk.steps = (name) => {
      if (name === step && !died) {
        died = true
        throw new Error('killed')
      }
    }
    await seal(draftId).catch(() => undefined)
    expect(died).toBe(true)
    desk.steps = () => undefined
    await desk.engine.stop()
    await desk.restart()
    unwrap(await seal(draftId))
    expect(await rows()).toHaveLength(1)
    const [row] = await rows()
    expect(Object.keys(row!.files)).toHaveLength(3)
    await settled(async () => (await desk.vault.outbox.count()) === 0)
    expect((await statements(row!.id)).map((one) => one.type).sort()).toEqual(['captureSeal', 'custody'])
    expect(await desk.vault.draftFiles.count()).toBe(0)
  })

  it('refuses what is not a finished capture of this workspace, and keeps it', async () => {
    const draftId = await putDraft({ state: 'capturing' })
    expect(await seal(draftId)).toMatchObject({ ok: false, error: { type: 'notCaptured' } })
    expect(await seal('dr_none', 'c2')).toMatchObject({ ok: false, error: { type: 'noDraft' } })
    const other = await putDraft({
      id: 'dr_2',
      facts: {
        workspaceId: 'elsewhere',
        url: '',
        title: '',
        pages: [],
        browser: { name: '', version: '', os: '', extension: '' },
        options: {},
      },
    })
    expect(await seal(other, 'c3')).toMatchObject({ ok: false, error: { type: 'otherWorkspace' } })
    expect(await desk.vault.draftFiles.count()).toBe(6)
    expect(await rows()).toEqual([])
  })

  it('a link to a control that is not here is refused by name; the capture stays a draft', async () => {
    const draftId = await putDraft()
    expect(await seal(draftId, 'c1', { controls: ['c_nowhere'] })).toMatchObject({
      ok: false,
      error: { type: 'referenceMissing', field: 'controls' },
    })
    expect(unwrap(await seal(draftId, 'c2')).ref).toBe('EV-1')
  })
})

describe('evidence.upload', () => {
  it('takes a file with a custody step and no seal', async () => {
    const draftId = await putDraft({ mode: 'upload' })
    const { id, ref } = unwrap(
      await desk.engine.run('u1', 'evidence.upload', { draftId, title: 'Contract', ...links, collectedFrom: 'Legal' }),
    )
    const [row] = await rows()
    expect(row).toMatchObject({
      id,
      ref,
      source: 'upload',
      title: 'Contract',
      collectedFrom: 'Legal',
      completeness: 'unknown',
      capturedAt: undefined,
      captureRecord: undefined,
    })
    const own = await statements(id)
    expect(own.map((one) => one.type)).toEqual(['custody'])
    expect((JSON.parse(utf8ToString(own[0]!.body)) as StatementBody).event).toBe('uploaded')
    expect((row as unknown as { seal: string }).seal).toBe('integrityOnly')
  })

  it('does not turn a capture into an upload, nor an upload without a title into evidence', async () => {
    expect(
      await desk.engine.run('u1', 'evidence.upload', { draftId: await putDraft(), title: 'x', ...links }),
    ).toMatchObject({ ok: false, error: { type: 'notAnUpload' } })
    expect(
      await desk.engine.run('u2', 'evidence.upload', {
        draftId: await putDraft({ id: 'dr_2', mode: 'upload' }),
        title: ' ',
        ...links,
      }),
    ).toMatchObject({ ok: false, error: { type: 'titleMissing' } })
  })
})

describe('drafts and requests', () => {
  it('discarding takes the draft and its files; evidence is not discarded', async () => {
    const draftId = await putDraft()
    unwrap(await desk.engine.run('d1', 'evidence.discardDraft', { draftId }))
    expect([await desk.vault.drafts.count(), await desk.vault.draftFiles.count()]).toEqual([0, 0])
    const sealed = await putDraft({ id: 'dr_2' })
    unwrap(await seal(sealed))
    expect(await desk.engine.run('d2', 'evidence.discardDraft', { draftId: sealed })).toMatchObject({
      ok: false,
      error: { type: 'alreadySealed' },
    })
  })

  it('ES: hands evidence in as a record of its own', async () => {
    const request = unwrap(
      await desk.engine.run('r1', 'record.create', {
        kind: 'evidenceRequest',
        fields: { title: 'Backups of May', due: '2026-05-29' },
      }),
    )
    const { id } = unwrap(await seal(await putDraft(), 's', { request: request.id }))
    expect((await rows())[0]!.subjects).toEqual([request.id])
    const answer = unwrap(
      await desk.engine.run('r2', 'request.submit', { request: request.id, evidence: [id], text: 'All jobs of May.' }),
    )
    const [submission] = await kindTable<RowOf<'evidenceSubmission'>>(desk.vault, 'evidenceSubmission').toArray()
    expect(submission).toMatchObject({ id: answer.id, request: request.id, evidence: [id], text: 'All jobs of May.' })
    expect(submission!.submittedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(await desk.engine.run('r3', 'request.submit', { request: 'er_none', evidence: [id] })).toMatchObject({
      ok: false,
      error: { type: 'unknownRequest' },
    })
    expect(await desk.engine.run('r4', 'request.submit', { request: request.id, evidence: ['ev_none'] })).toMatchObject(
      { ok: false, error: { type: 'unknownEvidence' } },
    )
    expect(await desk.engine.run('r5', 'request.submit', { request: request.id, evidence: [] })).toMatchObject({
      ok: false,
      error: { type: 'answerEmpty' },
    })
  })
})
