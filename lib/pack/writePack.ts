/**
 * Writes an evidence pack: a BagIt 1.0 bag as one ZIP (RFC 8493; isms.md 7.4). The payload depends on the selection and
 * the state of the workspace and on nothing else: no time of export, no order of chance. What was chosen and is not in
 * it, is listed with its reason. Runs in a worker; nothing is written to the vault.
 */

import { rawToDer } from '../crypto/der'
import { sha256HexOf } from '../crypto/digest'
import { sheetBytes } from '../exchange/sheets/sheets'
import { createZipWriter, zipLimits, type WrittenFile, type ZipWriter } from '../exchange/zip/writeZip'
import { documentedInformation, type DocumentedInformation } from '../isms/pack/documented'
import { packPlan, type HeldState, type LeftOutReason, type PackOptions, type PackPlan } from '../isms/pack/packPlan'
import { createNames, evidenceFolderName, safePath } from '../isms/pack/paths'
import { packRecords, recordsDocument, type RecordSetName } from '../isms/pack/records'
import { manifestName, manifestSignatureName, type PackSelection } from '../isms/pack/selection'
import { parseFrozenSoa } from '../isms/soa/frozenSoa'
import { soaVersions } from '../isms/soa/soaVersions'
import { fromBase64Url, utf8, utf8ToString, type Bytes } from '../shared/bytes'
import { createSha256, sha256Hex } from '../shared/hash'
import { canonicalBytes } from '../shared/json'
import { fail, ok, type Result } from '../shared/result'
import type { StatementRow } from '../vault/store/tables'
import { bagInfoText, bagitText, manifestText } from './bag'
import { documentedPage, indexCsv, indexPage, type IndexInput } from './indexPages'
import { keyPem } from './keys'
import type { MembersDocument } from './members'
import { membersBytes } from './members'
import { evidenceFolder, type EvidenceFolder, type PackFile } from './packedEvidence'
import type { PackState } from './packState'
import { recordTables, soaTable } from './recordSheets'
import { frameworkPart, inputsSigned } from './namedFiles'
import { statementLines } from './statementLines'
import verifyDe from './VERIFY.de.md?raw'
import verifyEn from './VERIFY.en.md?raw'
import verifyScript from './verify.sh?raw'
import { translator, type PackLanguage } from './packWords'

/** Reports, OSCAL: made elsewhere, put in as they are. `path` below `data/`, in `reports/` or `oscal/`. */
export interface ExtraFile {
  readonly path: string
  readonly bytes: Bytes
}

/** A report or document that was asked for and could not be made. */
export interface NotMade {
  readonly name: string
  readonly reason: string
}

export interface PackRequest {
  readonly selection: PackSelection
  readonly options: PackOptions
  /** What was chosen, in words: stands in the index, which is payload, so without any time of export. */
  readonly description: string
  /** Base name of the ZIP and of the folder in it. */
  readonly name: string
  /** Day of the export; stands in bag-info.txt only. */
  readonly date: string
  readonly software: string
  readonly members: MembersDocument
  /** Raw r‖s in base64url over the bytes of members.json. */
  readonly membersSignature: string
  readonly language: PackLanguage
  readonly extra?: readonly ExtraFile[]
  readonly notMade?: readonly NotMade[]
}

export interface PackSummary {
  readonly evidence: number
  readonly files: number
  /** Of the payload. */
  readonly bytes: number
  readonly leftOut: readonly {
    readonly id: string
    readonly ref: string
    readonly title: string
    readonly reason: LeftOutReason
  }[]
  /** Items of documented information of which there is nothing. */
  readonly documentedMissing: readonly string[]
  /** Reports and documents that were asked for and could not be made; known once the pack is written. */
  readonly notMade: readonly NotMade[]
}

/** A pack whose payload stands: what is missing is the exporter's signature over its manifest. */
export interface UnsignedPack {
  /** Hexadecimal SHA-256 of manifest-sha256.txt: it stands for every file of the payload. */
  readonly manifestHash: string
  readonly manifest: string
  /** Ids of the evidence that is in it. */
  readonly evidence: readonly string[]
  readonly summary: PackSummary
}

export interface WrittenPack extends UnsignedPack {
  readonly file: Blob
  readonly fileName: string
}

export interface PreparedPack {
  readonly pack: UnsignedPack
  /**
   * Puts the signature and the tag files in and closes the ZIP; once. `manifestSignature`: raw r‖s in base64url over
   * the bytes of the manifest, by the device that signed the list of members. Fails with `zipTooLarge`.
   */
  finish(manifestSignature: string): Promise<Result<WrittenPack>>
}

export interface PackProgress {
  (step: 'reports' | 'checking' | 'writing' | 'finishing', done: number, total: number, what: string): void
}

/** What a pack would hold, without reading a file of it. */
export function surveyPack(selection: PackSelection, options: PackOptions, state: PackState): PackSummary {
  return summaryOf(packPlan(selection, options, state), documentedInformation(state))
}

/** Writes the payload. Fails with `nothingChosen`, `zipTooLarge` or `badExtra`; what was written so far is let go. */
export async function writePack(
  request: PackRequest,
  state: PackState,
  progress: PackProgress = () => undefined,
): Promise<Result<PreparedPack>> {
  const { selection, options, members } = request
  const strange = (request.extra ?? []).find(
    ({ path }) => safePath(path) === undefined || !/^(reports|oscal)\//.test(path),
  )
  if (strange) return fail('badExtra', `${strange.path} has no place in a pack.`)
  const first = packPlan(selection, options, state)
  if (first.packed.length + first.leftOut.length === 0)
    return fail('nothingChosen', 'Nothing is chosen. Take another period, control or audit.')
  const size = summaryOf(first, []).bytes
  if (size > zipLimits.bytes) return tooLarge()

  const corrupt = await corruptFiles(first, state, progress, size)
  // What turned out to differ from its hash is not packed as if it did not.
  const plan =
    corrupt.size === 0
      ? first
      : packPlan(selection, options, {
          ...state,
          held: (sha256): HeldState => (corrupt.has(sha256) ? 'corrupt' : state.held(sha256)),
        })
  const damaged = await damagedCopies(request, state)
  const asked: PackRequest = { ...request, notMade: [...(request.notMade ?? []), ...damaged] }
  const zip = createZipWriter()
  const bag = createBag(zip, request.name)
  let done = 0

  const names = createNames()
  const folders: EvidenceFolder[] = []
  for (const packed of plan.packed) {
    const folder = await evidenceFolder(packed, names(evidenceFolderName(packed.evidence)), state, members)
    for (const file of [...folder.files, ...folder.papers]) {
      const written = await bag.payload(file, (count) =>
        progress('writing', (done += count), Math.max(size, done), packed.evidence.ref),
      )
      if (!written.ok) return written
    }
    // Bytes are let go with their evidence; the pages need names and hashes only.
    folders.push({ ...folder, papers: [], files: folder.files.map((file) => ({ ...file, content: empty })) })
  }
  progress('finishing', size, size, '')
  for await (const file of papersOf(asked, plan, folders, state)) {
    const written = await bag.payload(file)
    if (!written.ok) return written
  }
  const { manifest, manifestHash, payload } = bag.manifest()
  const pack: UnsignedPack = {
    manifest,
    manifestHash,
    evidence: plan.packed.map(({ evidence }) => evidence.id),
    summary: {
      ...summaryOf(plan, documentedInformation(state)),
      files: payload.length,
      bytes: payload.reduce((sum, file) => sum + file.bytes, 0),
      notMade: asked.notMade ?? [],
    },
  }
  return ok({
    pack,
    async finish(manifestSignature) {
      const closed = await bag.close(request, state.organisation, manifestSignature)
      return closed.ok ? ok({ ...pack, file: await zip.finish(), fileName: `${request.name}.zip` }) : closed
    },
  })
}

const empty = new Uint8Array(0) as Bytes
const tooLarge = () =>
  fail(
    'zipTooLarge',
    'A pack holds at most 4 GB and 65,000 files. Choose less: one audit, one control or a shorter period.',
  )

function summaryOf({ packed, leftOut }: PackPlan, documented: readonly DocumentedInformation[]): PackSummary {
  const files = packed.flatMap(({ originals, derived }) => [...originals, ...derived])
  return {
    evidence: packed.length,
    files: files.length,
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    leftOut: leftOut.map(({ evidence, reason }) => ({
      id: evidence.id,
      ref: evidence.ref,
      title: evidence.title ?? '',
      reason,
    })),
    documentedMissing: documented.filter(({ total }) => total === 0).map(({ item }) => item),
    notMade: [],
  }
}

const wholeLimit = 32 * 1024 * 1024
const slice = 4 * 1024 * 1024

/**
 * Every file is hashed before anything is written: a manifest that says otherwise than the record would be worthless.
 */
async function corruptFiles(
  { packed }: PackPlan,
  state: PackState,
  progress: PackProgress,
  total: number,
): Promise<ReadonlySet<string>> {
  const corrupt = new Set<string>()
  let done = 0
  for (const { evidence, originals, derived } of packed) {
    const record = evidence.captureRecord
      ? [{ file: { blob: evidence.captureRecord, size: evidence.captureRecord.size } }]
      : []
    for (const { file } of [...originals, ...derived, ...record]) {
      const bytes = await state.blob(file.blob.sha256)
      if (!bytes || (await hashOf(bytes)) !== file.blob.sha256) corrupt.add(file.blob.sha256)
      progress('checking', (done += file.size), Math.max(total, done), evidence.ref)
    }
  }
  return corrupt
}

async function hashOf(file: Blob): Promise<string> {
  if (file.size <= wholeLimit) return sha256HexOf(file)
  const hash = createSha256()
  for (let at = 0; at < file.size; at += slice)
    hash.update(new Uint8Array(await file.slice(at, at + slice).arrayBuffer()))
  return hash.hex()
}

interface Bag {
  payload(file: PackFile, onBytes?: (count: number) => void): Promise<Result<WrittenFile>>
  /** Of the payload as it stands. */
  manifest(): { readonly manifest: string; readonly manifestHash: string; readonly payload: readonly WrittenFile[] }
  /** Tag files: the manifest and its signature, what a bag says of itself, and their own manifest. */
  close(request: PackRequest, organisation: string, manifestSignature: string): Promise<Result<void>>
}

/** A bag is packed from outside: its folder stands at the root of the ZIP (RFC 8493 section 4). */
function createBag(zip: ZipWriter, root: string): Bag {
  const payload: WrittenFile[] = []
  return {
    async payload({ path, content, stored = false }, onBytes) {
      const written = await zip.add(`${root}/data/${path}`, content, { stored, ...(onBytes && { onBytes }) })
      if (written.ok) payload.push({ ...written.value, path: `data/${path}` })
      return written
    },
    manifest: () => ((manifest) => ({ manifest, manifestHash: sha256Hex(manifest), payload }))(manifestText(payload)),
    async close({ description, date, software }, organisation, manifestSignature) {
      const tags: WrittenFile[] = []
      for (const [path, content] of [
        ['bag-info.txt', utf8(bagInfoText({ organisation, description, date, software, payload }))],
        ['bagit.txt', utf8(bagitText)],
        [manifestName, utf8(manifestText(payload))],
        [manifestSignatureName, rawToDer(fromBase64Url(manifestSignature))],
      ] as const) {
        const written = await zip.add(`${root}/${path}`, content)
        if (!written.ok) return written
        tags.push({ ...written.value, path })
      }
      const last = await zip.add(`${root}/tagmanifest-sha256.txt`, utf8(manifestText(tags)))
      return last.ok ? ok() : last
    },
  }
}

/** Everything beside the evidence, one file after the other. */
async function* papersOf(
  request: PackRequest,
  plan: PackPlan,
  folders: readonly EvidenceFolder[],
  state: PackState,
): AsyncGenerator<PackFile> {
  const { selection, members, membersSignature, language, extra = [], notMade = [], description } = request
  const t = translator(language)
  const records: {
    readonly name: RecordSetName | 'soa'
    readonly path: string
    readonly sheet: string
    readonly count: number
  }[] = []
  const subjects: string[] = []
  const copies = signedCopies(request, state)
  for (const { framework: of, sha256, path } of copies.soas) {
    const bytes = await copyBytes(sha256, state)
    const frozen = bytes && parseFrozenSoa(JSON.parse(utf8ToString(bytes)))
    if (!bytes || !frozen?.ok) continue
    yield { path: `${path}.json`, content: bytes }
    yield { path: `${path}.xlsx`, content: await sheetBytes([soaTable(frozen.value, state, t)]), stored: true }
    records.push({ name: 'soa', path: `${path}.json`, sheet: `${path}.xlsx`, count: frozen.value.rows.length })
    // Those before it, too: they make its number.
    subjects.push(
      ...state
        .rows('soaVersion')
        .filter(({ framework }) => framework === of)
        .map((row) => row.id),
    )
  }
  for (const set of packRecords(selection, new Set(plan.packed.flatMap(({ evidence }) => evidence.controls)), state)) {
    yield { path: `records/${set.name}.json`, content: canonicalBytes(recordsDocument(set, state)) }
    yield {
      path: `records/${set.name}.xlsx`,
      content: await sheetBytes(recordTables(set.records, state, t)),
      stored: true,
    }
    records.push({
      name: set.name,
      path: `records/${set.name}.json`,
      sheet: `records/${set.name}.xlsx`,
      count: set.records.length,
    })
    subjects.push(...set.records.map(({ id }) => id))
  }
  for (const { sha256, path } of copies.inputs) {
    const bytes = await copyBytes(sha256, state)
    if (bytes) yield { path: `${path}.json`, content: bytes }
  }
  const statements = [
    ...new Map(subjects.flatMap(state.statementsOf).map((row): [string, StatementRow] => [row.id, row])).values(),
  ]
  yield { path: 'records/statements.jsonl', content: utf8(statementLines(statements)) }
  yield* largeContents(statements, state)

  const signer = members.devices.find(({ deviceId }) => deviceId === members.signedBy.deviceId)!
  yield { path: 'access/members.json', content: membersBytes(members) }
  yield { path: 'access/members.sig.der', content: rawToDer(fromBase64Url(membersSignature)) }
  yield { path: 'access/signer.pub.pem', content: utf8(keyPem(signer.signKey)) }
  for (const { deviceId, signKey } of members.devices)
    yield { path: `access/keys/${deviceId}.pem`, content: utf8(keyPem(signKey)) }

  for (const { path, bytes } of extra) yield { path, content: bytes }
  const input: IndexInput = {
    state,
    t,
    locale: language.locale,
    description,
    folders,
    leftOut: plan.leftOut,
    records,
    documented: documentedInformation(state),
    extra: extra.map(({ path }) => path),
    notMade,
  }
  yield { path: 'index.html', content: utf8(indexPage(input)) }
  yield { path: 'index.csv', content: utf8(indexCsv(input)) }
  yield { path: 'documented-information.html', content: utf8(documentedPage(input)) }
  yield { path: 'VERIFY.md', content: utf8(language.locale.startsWith('de') ? verifyDe : verifyEn) }
  yield { path: 'verify.sh', content: utf8(verifyScript) }
}

interface SignedCopy {
  readonly sha256: string
  /** Path below `data/`, without its ending. */
  readonly path: string
}

/**
 * Copies that signed content names, and where they stand: the Statement of Applicability in force of each framework,
 * the inputs of reviews.
 */
function signedCopies(
  { selection }: PackRequest,
  state: PackState,
): { readonly soas: readonly (SignedCopy & { readonly framework: string })[]; readonly inputs: readonly SignedCopy[] } {
  const frameworks = [...new Set(state.rows('soaVersion').flatMap(({ framework }) => framework ?? []))].sort()
  const soas = frameworks.flatMap((framework) => {
    const { inForce } = soaVersions(state.rows('soaVersion'), state.statementsOf, { framework, today: '' })
    const frozen = inForce?.record.frozen
    return frozen
      ? [{ framework, sha256: frozen.sha256, path: `records/soa-${frameworkPart(framework)}-v${inForce.number}` }]
      : []
  })
  const names = createNames()
  const inputs = packRecords(selection, new Set(), state)
    .flatMap(({ records }) => records)
    .flatMap((row): readonly SignedCopy[] => {
      if (row.kind !== 'managementReview' || !row.pack) return []
      // Byte for byte as they were signed along; by themselves where no signature stands. Statements name the id; a ref
      // may change.
      const signed = inputsSigned(state.statementsOf(row.id), row.id) === row.pack.sha256
      return [
        {
          sha256: row.pack.sha256,
          path: `records/review-inputs/${signed ? '' : 'not-signed/'}${names(`${row.ref.slice(0, 20)}.${row.id}.json`).replace(/\.json$/, '')}`,
        },
      ]
    })
  return { soas, inputs }
}

/** Those whose bytes are not here, or are not what was signed: named, and never packed as if they were. */
async function damagedCopies(request: PackRequest, state: PackState): Promise<readonly NotMade[]> {
  const { soas, inputs } = signedCopies(request, state)
  const found: NotMade[] = []
  for (const { sha256, path } of [...soas, ...inputs]) {
    if (!(await copyBytes(sha256, state)))
      found.push({
        name: `${path}.json`,
        reason: 'Its bytes are not on this device, or differ from what was frozen. Sync, and write the pack again.',
      })
  }
  return found
}

async function copyBytes(sha256: string, state: PackState): Promise<Bytes | undefined> {
  const file = await state.blob(sha256)
  const bytes = file && (new Uint8Array(await file.arrayBuffer()) as Bytes)
  return bytes && sha256Hex(bytes) === sha256 ? bytes : undefined
}

/**
 * Signed content that is too large for the log lies in a file of its own, named by its hash, which is what was signed.
 */
async function* largeContents(statements: readonly StatementRow[], state: PackState): AsyncGenerator<PackFile> {
  for (const sha256 of new Set(
    statements.flatMap(({ frozenBlob, contentHash }) => (frozenBlob?.sha256 === contentHash ? contentHash : [])),
  )) {
    const file = await state.blob(sha256)
    if (file && (await sha256HexOf(file)) === sha256) yield { path: `records/signed/${sha256}.json`, content: file }
  }
}
