/**
 * The pictures of the demo's evidence as encrypted files, and the sealed records of its captures, each by the device
 * that took it.
 */

import { encryptBlob, newBlobSalt } from '~/lib/crypto/blobCrypto'
import { sha256HexOf } from '~/lib/crypto/digest'
import { sign } from '../../crypto/deviceKeys'
import { captureRecord, captureRecordBytes } from '~/lib/capture/record/captureRecord'
import type { CapturedPage, CaptureFacts } from '~/lib/capture/record/captureFacts'
import { demoEvidence } from '~/lib/content/demo/demoEvidence'
import type { DemoRecord } from '~/lib/content/demo/demoRecord'
import { demoPending } from '~/lib/content/demo/meetings'
import type { DemoFiles } from '~/lib/content/demo/demoReplay'
import type { EvidenceFile } from '~/lib/records/kinds/evidence'
import type { Blob as BlobRef } from '~/lib/records/fields'
import { fromBase64Url, toBase64Url, toHex, type Bytes } from '../../shared/bytes'
import { sha256 } from '../../shared/hash'
import type { Random } from '../../shared/ids'
import { canonicalBytes } from '../../shared/json'
import { pendingFile } from '~/lib/sync/blobs/expectedFiles'
import type { BlobRow } from '~/lib/vault/store/tables'
import type { FileBytes } from '../commands/evidence/evidenceFiles'
import type { BrowserFacts } from '../commandContext'
import type { DemoActor } from './demoMembers'

export interface DemoFileStore {
  /** A row for each distinct content. */
  readonly rows: ReadonlyMap<string, BlobRow>
  store(file: { readonly mime: string; readonly bytes: Blob }, at: number): Promise<BlobRef>
  /** Of a capture that was filed; of an upload without a capture. */
  filesOf(record: Pick<DemoRecord<'evidence'>, 'id'>): DemoFiles
  /** Reads and encrypts every picture, many at a time. */
  prepare(
    pictures: (ref: string) => Promise<readonly FileBytes[]>,
    tell: (done: number, of: number) => void,
  ): Promise<void>
  /** Seals the captures; the members have come. */
  sealCaptures(actorOf: (personId: string) => DemoActor): Promise<void>
}

export interface DemoFileSurroundings {
  readonly workspaceId: string
  readonly epochKey: CryptoKey
  readonly random: Random
  readonly browser: BrowserFacts
}

interface Stored extends FileBytes {
  readonly ref: BlobRef
}

/** Pictures worked on at once. */
const atOnce = 12

export function createDemoFiles({ workspaceId, epochKey, random, browser }: DemoFileSurroundings): DemoFileStore {
  const rows = new Map<string, BlobRow>()
  const pictures = new Map<string, readonly Stored[]>()
  const files = new Map<string, DemoFiles>()

  async function store({ mime, bytes }: { readonly mime: string; readonly bytes: Blob }, at: number): Promise<BlobRef> {
    const hash = await sha256HexOf(bytes)
    let row = rows.get(hash)
    if (!row) {
      const salt = newBlobSalt(random)
      const parts = encryptBlob(bytes, { epochKey, workspaceId, epoch: 1, salt })
      let part = await parts.next()
      while (!part.done) part = await parts.next()
      row = {
        sha256: hash,
        id: part.value,
        size: bytes.size,
        mime,
        bytes,
        state: 'present',
        epoch: 1,
        salt,
        upload: 'waiting',
        addedAt: at,
      }
      rows.set(hash, row)
    }
    return { sha256: hash, id: row.id, size: bytes.size, mime }
  }

  async function prepareOne(
    record: DemoRecord<'evidence'>,
    read: (ref: string) => Promise<readonly FileBytes[]>,
  ): Promise<void> {
    const at = Date.parse(record.at)
    const stored = await Promise.all(
      (await read(record.ref)).map(async (file): Promise<Stored> => ({ ...file, ref: await store(file, at) })),
    )
    pictures.set(record.id, stored)
    const originals = stored
      .filter(({ part }) => part === 'original')
      .map(({ name, ref, mime }) => ({ name, mime, bytes: ref.size, sha256: ref.sha256 }))
    const named = Object.fromEntries(
      stored.map(({ name, ref, mime, part }): [string, EvidenceFile] => [
        name,
        { blob: ref, mime, size: ref.size, part },
      ]),
    )
    files.set(record.id, { files: named, originHash: toHex(sha256(canonicalBytes(originals))) })
  }

  /** MG15: this device knows of the files and waits for their bytes; not of what other evidence shows as well. */
  function awaitPending(): void {
    const all = [...demoEvidence()].map(({ id, ref, at }) => ({
      stored: pictures.get(id) ?? [],
      pending: demoPending.has(ref),
      at: Date.parse(at),
    }))
    const here = new Set(all.flatMap(({ stored, pending }) => (pending ? [] : stored.map(({ ref }) => ref.sha256))))
    for (const { stored, pending, at } of all)
      if (pending) for (const { ref } of stored) if (!here.has(ref.sha256)) rows.set(ref.sha256, pendingFile(ref, at))
  }

  async function sealOne(record: DemoRecord<'evidence'>, actor: DemoActor): Promise<void> {
    const capturedAt = Date.parse(record.fields.capturedAt ?? record.at)
    const stored = pictures.get(record.id) ?? []
    const bytes: Bytes = captureRecordBytes(
      captureRecord({
        id: record.id,
        deviceId: actor.keys.deviceId,
        memberId: actor.memberId,
        personId: actor.personId,
        keyFingerprint: toHex(sha256(fromBase64Url(toBase64Url(actor.keys.signKey)))),
        mode: modeOf(stored),
        facts: factsOf(record, stored, { workspaceId, browser, capturedAt }),
        stated: { account: record.fields.account, environment: record.fields.environment },
        files: sealed(stored, 'original'),
        derived: sealed(stored, 'derived'),
        capturedAt,
        sealedAt: capturedAt,
      }),
    )
    const ref = await store(
      { mime: 'application/json', bytes: new Blob([bytes], { type: 'application/json' }) },
      capturedAt,
    )
    if (demoPending.has(record.ref)) rows.set(ref.sha256, pendingFile(ref, capturedAt))
    files.set(record.id, {
      ...files.get(record.id)!,
      originHash: ref.sha256,
      capture: { record: ref, bytes, seal: toBase64Url(await sign(actor.keys.sign.privateKey, bytes)) },
    })
  }

  return {
    rows,
    store,
    filesOf({ id }) {
      const found = files.get(id)
      if (!found) throw new Error(`the files of ${id} were not prepared`)
      return found
    },
    async prepare(read, tell) {
      const waiting = [...demoEvidence()]
      const all = waiting.length
      let done = 0
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let record = waiting.shift(); record; record = waiting.shift()) {
            await prepareOne(record, read)
            tell(++done, all)
          }
        }),
      )
      awaitPending()
    },
    async sealCaptures(actorOf) {
      for (const record of demoEvidence())
        if (record.fields.source === 'capture') await sealOne(record, actorOf(record.by))
    },
  }
}

const sealed = (stored: readonly Stored[], part: FileBytes['part']) =>
  stored
    .filter((file) => file.part === part)
    .map(({ name, mime, ref }) => ({ name, mime, bytes: ref.size, sha256: ref.sha256 }))

const modeOf = (files: readonly Stored[]): 'visible' | 'fullPage' =>
  files.filter((file) => file.part === 'original').length > 1 ? 'fullPage' : 'visible'

function factsOf(
  record: DemoRecord<'evidence'>,
  files: readonly Stored[],
  {
    workspaceId,
    browser,
    capturedAt,
  }: { readonly workspaceId: string; readonly browser: BrowserFacts; readonly capturedAt: number },
): CaptureFacts {
  const originals = files.filter((file) => file.part === 'original')
  const { fields } = record
  const height = 800 + (Math.max(1, originals.length) - 1) * 748
  const tiles = originals.map((file, index) => ({
    name: file.name,
    at: capturedAt + index * 700,
    scroll: { x: 0, y: index * 748 },
    image: { width: 1280, height: 800 },
    shown: { width: 1280, height: 800 },
    content: { width: 1280, height },
    textLength: 0,
    mutations: 0,
    blank: false,
    marks: 0,
    pending: 0,
    busy: false,
  }))
  return {
    workspaceId,
    url: fields.url ?? '',
    title: fields.title ?? '',
    pages: [
      {
        mode: modeOf(files),
        startedAt: capturedAt,
        endedAt: capturedAt + originals.length * 700,
        tilesPlanned: originals.length,
        tiles,
        selfCheck: selfChecks(record, tiles.length, height),
      },
    ],
    completeness: fields.completeness,
    completenessNote: fields.completenessNote,
    browser: { name: browser.name, version: browser.version, os: browser.os, extension: 'demo' },
    options: { demo: true },
  }
}

/** What the drawn pages would have said of themselves. */
function selfChecks({ fields }: DemoRecord<'evidence'>, tiles: number, height: number): CapturedPage['selfCheck'] {
  const rows = /(\d+) of (\d+) rows/.exec(fields.completenessNote ?? '')
  return [
    ...(tiles > 1 ? [{ id: 'tilesOverlap', result: 'ok' as const, value: { pairs: tiles - 1 } }] : []),
    { id: 'heightReached', result: 'ok' as const, value: { shown: height, page: height } },
    { id: 'pageChanged', result: 'ok' as const, value: {} },
    ...(rows
      ? [{ id: 'rows', result: 'warn' as const, value: { shown: Number(rows[1]), total: Number(rows[2]) } }]
      : []),
  ]
}
