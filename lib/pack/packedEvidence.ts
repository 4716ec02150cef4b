/** What a pack says of one evidence and which files stand for it: the folder `evidence/<ref>/`. */

import { inLogOrder } from '~/lib/shared/logOrder'
import { parseCaptureRecord, type CaptureRecord } from '../capture/record/captureRecord'
import { rawToDer } from '../crypto/der'
import { verify } from '../crypto/deviceKeys'
import { coverage } from '../isms/evidence/freshness'
import { alteredAfterSealing, type SealWord } from '../isms/evidence/integrity'
import { reviewState, type ReviewState } from '../isms/evidence/evidenceReviewState'
import type { Evidence } from '../records/kinds/evidence'
import type { PackedEvidence } from '../isms/pack/packPlan'
import { recordJson } from '../isms/pack/records'
import { dateInZone } from '../shared/dates'
import { isVoid, type StatementFact } from '../isms/statement/statementFacts'
import { hashedContent } from '../isms/statement/hashedContent'
import { fromBase64Url, utf8, utf8ToString, type Bytes } from '../shared/bytes'
import { canonicalBytes, isJsonObject } from '../shared/json'
import type { StatementRow } from '../vault/store/tables'
import { keyPem } from './keys'
import type { MembersDocument } from './members'
import type { PackState } from './packState'
import { evidenceFilePaths } from '../isms/pack/paths'
import { statementLines } from './statementLines'

/** What the pages say of an evidence. */
export interface EvidenceFacts {
  readonly row: Evidence
  readonly taken: string | undefined
  readonly covers: string
  readonly review: {
    readonly state: ReviewState
    readonly by?: string | undefined
    readonly on?: string | undefined
    readonly reason?: string | undefined
    readonly readmitted?: { readonly by: string; readonly on: string } | undefined
    readonly doubtfulSince?: string | undefined
  }
  readonly seal: SealWord
  /** ST16: instant from which somebody else may have used the device that sealed. */
  readonly sealDoubtfulSince?: string | undefined
  /** EV12: fields of the record that say something else than the seal. */
  readonly altered: readonly string[]
}

/** A file to be written, by its path below `data/`. */
export interface PackFile {
  readonly path: string
  readonly content: Blob | Bytes
  /** Of files whose hash was checked before. */
  readonly sha256?: string
  readonly stored?: boolean
}

export interface FolderFile extends PackFile {
  readonly name: string
  readonly part: 'original' | 'derived'
  readonly mime: string
}

export interface EvidenceFolder {
  readonly facts: EvidenceFacts
  /** `evidence/EV-12` */
  readonly folder: string
  readonly files: readonly FolderFile[]
  /** The papers that go with them. */
  readonly papers: readonly PackFile[]
}

export interface SealOfEvidence {
  readonly statement: StatementRow
  readonly bytes: Bytes
  readonly record: CaptureRecord
  /** Raw r‖s over those bytes. */
  readonly signature: Bytes
}

/**
 * EV12: the first seal in log order that counts, with the bytes it signs; before one is in the log, the own one that
 * waits for it.
 */
export async function sealOf(row: Evidence, state: PackState): Promise<SealOfEvidence | undefined> {
  const seals = inLogOrder(state.statementsOf(row.id)).filter(
    ({ type }) => type === 'captureSeal',
  ) as readonly StatementFact[] as readonly StatementRow[]
  // What waits comes last.
  const statement = seals.find((one) => !isVoid(one))
  const file = statement && (await state.blob(statement.contentHash))
  if (!statement || !file) return undefined
  const body: unknown = JSON.parse(utf8ToString(statement.body))
  const bytes = new Uint8Array(await file.arrayBuffer())
  const record = parseCaptureRecord(bytes)
  return record && isJsonObject(body) && typeof body['seal'] === 'string'
    ? { statement, bytes, record, signature: fromBase64Url(body['seal']) }
    : undefined
}

export async function evidenceFolder(
  packed: PackedEvidence,
  folderName: string,
  state: PackState,
  members: MembersDocument,
): Promise<EvidenceFolder> {
  const { evidence } = packed
  const folder = `evidence/${folderName}`
  const seal = await sealOf(evidence, state)
  const device = members.devices.find(({ deviceId }) => deviceId === seal?.statement.deviceId)
  const holds =
    seal !== undefined &&
    device !== undefined &&
    (await verify(fromBase64Url(device.signKey), seal.bytes, seal.signature))
  const paths = evidenceFilePaths(evidence)
  const files: FolderFile[] = []
  for (const { name, file } of [...packed.originals, ...packed.derived]) {
    const content = await state.blob(file.blob.sha256)
    if (content)
      files.push({
        path: `${folder}/${paths.get(name)!}`,
        name,
        part: file.part,
        mime: file.mime,
        content,
        sha256: file.blob.sha256,
        stored: isPacked(file.mime),
      })
  }
  const facts = factsOf(evidence, seal, holds, state)
  const sealed: readonly PackFile[] =
    seal && device
      ? [
          { path: `${folder}/capture.json`, content: seal.bytes },
          { path: `${folder}/seal.der`, content: rawToDer(seal.signature) },
          { path: `${folder}/seal.pub.pem`, content: utf8(keyPem(device.signKey)) },
        ]
      : []
  return {
    facts,
    folder,
    files,
    papers: [
      ...sealed,
      { path: `${folder}/custody.jsonl`, content: utf8(statementLines(state.statementsOf(evidence.id))) },
      { path: `${folder}/evidence.json`, content: canonicalBytes(evidencePaper(packed, facts, files, state)) },
    ],
  }
}

function factsOf(row: Evidence, seal: SealOfEvidence | undefined, holds: boolean, state: PackState): EvidenceFacts {
  const { contentHash } = hashedContent(row, 'review')
  const review = reviewState(row, state.statementsOf(row.id), contentHash)
  const by = review.statement?.personId ?? review.statement?.memberId
  return {
    row,
    taken: row.capturedAt,
    covers: coversWords(row, state),
    review: {
      state: review.state,
      ...(by !== undefined && { by: state.nameOf(by) }),
      ...(review.statement && {
        on: dateInZone(
          new Date(review.statement.relayTime ?? review.statement.time).toISOString(),
          state.settings.timeZone,
        ),
      }),
      ...(review.statement?.reason !== undefined && { reason: review.statement.reason }),
      ...(review.statement?.readmitted && {
        readmitted: {
          by: state.nameOf(review.statement.readmitted.byMemberId),
          on: dateInZone(new Date(review.statement.readmitted.at).toISOString(), state.settings.timeZone),
        },
      }),
      ...(review.statement?.doubtfulSince !== undefined && {
        doubtfulSince: new Date(review.statement.doubtfulSince).toISOString(),
      }),
    },
    seal: seal ? (holds ? 'sealed' : 'failed') : row.captureRecord ? 'failed' : 'integrityOnly',
    ...(seal?.statement.doubtfulSince !== undefined && {
      sealDoubtfulSince: new Date(seal.statement.doubtfulSince).toISOString(),
    }),
    altered: seal
      ? alteredAfterSealing(row, {
          capturedAt: seal.record.capturedAt,
          captureRecord: seal.statement.contentHash,
          files: Object.fromEntries(seal.record.files.map(({ name, sha256 }) => [name, sha256])),
        })
      : [],
  }
}

/** Two days, or one. */
export function coversWords(row: Evidence, { settings }: Pick<PackState, 'settings'>): string {
  const { from, to } = coverage(row, settings)
  return from === to ? from : `${from} – ${to}`
}

/** `evidence.json`: the register entry as it stands, where each file lies, and what is not here. */
function evidencePaper(
  { evidence, derivedMissing }: PackedEvidence,
  facts: EvidenceFacts,
  files: readonly FolderFile[],
  state: PackState,
) {
  const from =
    evidence.redactedFrom === undefined
      ? undefined
      : (state.lookup.get('evidence', evidence.redactedFrom) as Evidence | undefined)
  return {
    type: 'plumbline/evidence',
    v: 1,
    ...recordJson(evidence, state.lookup),
    files: files.map(({ path, name, part, mime, content, sha256 }) => ({
      name,
      path: path.split('/').slice(2).join('/'),
      part,
      mime,
      bytes: content instanceof Blob ? content.size : content.length,
      sha256,
    })),
    ...(derivedMissing.length > 0 && { notHere: derivedMissing }),
    review: facts.review,
    seal: facts.seal,
    ...(facts.sealDoubtfulSince !== undefined && { sealDoubtfulSince: facts.sealDoubtfulSince }),
    ...(facts.altered.length > 0 && { alteredAfterSealing: facts.altered }),
    // EV10: the hash of what was redacted stays known, though its bytes may not be here.
    ...(from && {
      redacted: {
        from: from.ref,
        reason: evidence.redactionReason,
        files: Object.entries(from.files).map(([name, file]) => ({ name, sha256: file.blob.sha256 })),
        captureRecord: from.captureRecord?.sha256,
      },
    }),
  }
}

/** Types whose bytes are packed already. */
const isPacked = (mime: string): boolean =>
  /^(image\/(png|jpe?g|webp|gif|avif)|video\/|audio\/|application\/(zip|pdf|gzip|x-7z|vnd\.openxml))/.test(mime)
