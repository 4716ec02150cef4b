/**
 * Checks a pack that anybody may have made: the manifest against its signature, every file against the manifest, none
 * missing and none added; the list of members against its signature; every seal against the bytes of `capture.json`,
 * and those against the files; every statement against its signature, and every frozen copy against the approval or
 * sign-off of what it stands for. Nothing of it is shown, opened or kept. A key taken from a pack proves only itself:
 * whether the signer's fingerprint is the one given in person is asked of the reader.
 */

import { push } from '~/lib/shared/groups'
import { parseCaptureRecord, type CaptureRecord } from '../capture/record/captureRecord'
import { derToRaw } from '../crypto/der'
import { createVerifier, type Verifier } from '../crypto/verifier'
import { openZip, type ZipFile, type ZipLimits } from '../exchange/zip/readZip'
import { manifestName, manifestSignatureName } from '../isms/pack/selection'
import type { StatementFact } from '../isms/statement/statementFacts'
import { equalBytes, fromBase64Url, utf8ToString, type Bytes } from '../shared/bytes'
import { createSha256, hashOfJson } from '../shared/hash'
import { isJsonObject, type JsonObject } from '../shared/json'
import { fail, ok, type Result } from '../shared/result'
import { readManifest, readTags } from './bag'
import { fingerprintOf, pemPoint } from './keys'
import { parseMembers, type DeviceEntry, type MembersDocument } from './members'
import { inputsSigned, soaApproved } from './namedFiles'
import type { EvidenceVerdict, NotChecked, PackReport, Problem } from './packReport'
import { factOf, readStatementLine, type ReadStatement } from './statementLines'

export interface VerifyProgress {
  (done: number, total: number, path: string): void
}

/** Text files of a pack are small; a "manifest" of a gigabyte is none. */
const textLimit = 64 * 1024 * 1024
const tagFiles: readonly string[] = ['bagit.txt', 'bag-info.txt', manifestName, manifestSignatureName]
const statementsPath = 'data/records/statements.jsonl'

/**
 * Fails where the file is no pack at all, or one that is not opened (`notAZip`, `zipDamaged`, `zipHostile`,
 * `zipTooLarge`, `notAPack`).
 */
export async function verifyPack(
  zip: Blob,
  progress: VerifyProgress = () => undefined,
  limits?: ZipLimits,
): Promise<Result<PackReport>> {
  const opened = await openZip(zip, limits)
  if (!opened.ok) return opened
  const bag = bagOf(opened.value)
  if (!bag)
    return fail(
      'notAPack',
      'This ZIP is no evidence pack: it has no bagit.txt in one folder. Choose the pack as it was handed over.',
    )
  const problems: Problem[] = []
  const hashes = await hashAll(bag.files, progress, problems)
  const broken = await checkBag(bag, hashes, problems)
  const text = async (path: string): Promise<string | undefined> => textOf(await bytesOf(bag, path))
  const verifier = createVerifier()
  const members = await readMembers(bag, verifier, problems)
  if (members) await checkManifestSignature(bag, members, verifier, problems)

  const evidence: EvidenceVerdict[] = []
  const statements: StatementSum = { count: 0, bad: 0, facts: new Map(), contents: new Set() }
  for (const [ref, files] of byFolder(bag)) {
    evidence.push(await verdictOf({ ref, files, bag, hashes, broken, members, verifier }))
    await checkStatements(`data/evidence/${ref}/custody.jsonl`, text, members, verifier, statements, problems)
  }
  await checkStatements(statementsPath, text, members, verifier, statements, problems)
  const records = await checkRecords({ bag, text, hashes, statements, problems })
  const info = readTags((await text('bag-info.txt')) ?? '')
  const signer = members?.devices.find(({ deviceId }) => deviceId === members.signedBy.deviceId)
  return ok({
    bag: {
      name: bag.root,
      organisation: members?.organisation ?? '',
      description: info.get('External-Description') ?? '',
      date: info.get('Bagging-Date') ?? '',
      software: info.get('Bag-Software-Agent') ?? '',
      files: bag.payload.length,
      bytes: bag.payload.reduce((sum, path) => sum + bag.files.get(path)!.bytes, 0),
      manifestHash: hashes.get(manifestName) ?? '',
    },
    problems,
    evidence,
    statements: { count: statements.count, bad: statements.bad },
    records,
    signer: members &&
      signer && {
        fingerprint: signer.fingerprint,
        role: members.signedBy.role,
        device: signer.name,
        name: members.members.find(({ memberId }) => memberId === signer.memberId)?.name ?? '',
      },
  })
}

interface Bag {
  readonly root: string
  /** By path inside the bag. */
  readonly files: ReadonlyMap<string, ZipFile>
  /** Paths below `data/`. */
  readonly payload: readonly string[]
}

/**
 * The one folder at the root of the ZIP that holds `bagit.txt`, and nothing beside it; or a bag without a folder around
 * it.
 */
function bagOf(entries: readonly ZipFile[]): Bag | undefined {
  const declared = entries.filter(({ path }) => /^([^/]+\/)?bagit\.txt$/.test(path))
  const [only] = declared
  if (!only || declared.length > 1) return undefined
  const root = only.path.slice(0, -'bagit.txt'.length)
  if (!entries.every(({ path }) => path.startsWith(root))) return undefined
  const files = new Map(entries.map((entry) => [entry.path.slice(root.length), entry]))
  return {
    root: root.replace(/\/$/, ''),
    files,
    payload: [...files.keys()].filter((path) => path.startsWith('data/')).sort(),
  }
}

async function hashAll(
  files: Bag['files'],
  progress: VerifyProgress,
  problems: Problem[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>()
  const total = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const [path, file] of files) {
    const hash = createSha256()
    const read = await file.read((piece) => {
      hash.update(piece)
      progress((done += piece.length), total, path)
    })
    if (read.ok) hashes.set(path, hash.hex())
    else problems.push({ code: 'damaged', path })
  }
  return hashes
}

async function bytesOf({ files }: Bag, path: string): Promise<Uint8Array | undefined> {
  const read = await files.get(path)?.whole(textLimit)
  return read?.ok ? read.value : undefined
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && utf8ToString(bytes)
  } catch {
    return undefined
  }
}

/** RFC 8493: the declaration, both manifests, completeness. Answers the paths that differ from the manifest. */
async function checkBag(
  bag: Bag,
  hashes: ReadonlyMap<string, string>,
  problems: Problem[],
): Promise<ReadonlySet<string>> {
  const broken = new Set<string>()
  const differs = (code: 'missing' | 'extra' | 'hash', path: string): void => {
    broken.add(path)
    problems.push({ code, path })
  }
  const declaration = textOf(await bytesOf(bag, 'bagit.txt'))
  if (
    declaration === undefined ||
    !/^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(declaration)
  )
    problems.push({ code: 'badTag', path: 'bagit.txt' })
  for (const [list, listed, all] of [
    [manifestName, (path: string) => path.startsWith('data/'), bag.payload],
    [
      'tagmanifest-sha256.txt',
      (path: string) => !path.startsWith('data/'),
      [...bag.files.keys()].filter((path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt'),
    ],
  ] as const) {
    const text = textOf(await bytesOf(bag, list))
    const manifest = text === undefined ? undefined : readManifest(text)
    if (!bag.files.has(list)) problems.push({ code: 'notABag', path: list })
    else if (!manifest || [...manifest.keys()].some((path) => !listed(path)))
      problems.push({ code: 'badManifest', path: list })
    for (const [path, hash] of manifest ?? []) {
      if (!bag.files.has(path)) differs('missing', path)
      // What does not unpack is named already.
      else if (!hashes.has(path)) broken.add(path)
      else if (hashes.get(path) !== hash) differs('hash', path)
    }
    for (const path of all) if (manifest && !manifest.has(path)) differs('extra', path)
    // Nobody signs what lies beside the payload: only what every bag has may lie there.
    for (const path of all)
      if (manifest?.has(path) && !path.startsWith('data/') && !tagFiles.includes(path)) differs('extra', path)
  }
  const oxum = readTags(textOf(await bytesOf(bag, 'bag-info.txt')) ?? '').get('Payload-Oxum')
  const bytes = bag.payload.reduce((sum, path) => sum + bag.files.get(path)!.bytes, 0)
  if (oxum !== undefined && oxum !== `${bytes}.${bag.payload.length}`) problems.push({ code: 'oxum' })
  return broken
}

async function readMembers(bag: Bag, verifier: Verifier, problems: Problem[]): Promise<MembersDocument | undefined> {
  const bytes = (await bytesOf(bag, 'data/access/members.json')) as Bytes | undefined
  const document = bytes && parseMembers(bytes)
  if (!bytes || !document) return void problems.push({ code: 'members' })
  const signer = document.devices.find(({ deviceId }) => deviceId === document.signedBy.deviceId)
  const der = await bytesOf(bag, 'data/access/members.sig.der')
  const signature = der && derToRaw(der)
  const signed =
    signer &&
    signature?.ok &&
    (await verifier.verifyAll([
      { publicKey: fromBase64Url(signer.signKey), message: bytes, signature: signature.value },
    ]))
  const pem = pemPoint(textOf(await bytesOf(bag, 'data/access/signer.pub.pem')) ?? '')
  if (!signed || !pem || fingerprintOf(pem) !== document.signedBy.fingerprint)
    return void problems.push({ code: 'membersSignature' })
  return document
}

/** The whole payload hangs on this: the device that signed the list of members signed the manifest, too. */
async function checkManifestSignature(
  bag: Bag,
  members: MembersDocument,
  verifier: Verifier,
  problems: Problem[],
): Promise<void> {
  const manifest = (await bytesOf(bag, manifestName)) as Bytes | undefined
  const der = await bytesOf(bag, manifestSignatureName)
  const signature = der && derToRaw(der)
  // Without a manifest it is no bag, which is said already.
  if (!manifest) return
  if (!der) return void problems.push({ code: 'manifestUnsigned', path: manifestSignatureName })
  const signedBy = async ({ signKey }: DeviceEntry): Promise<boolean> =>
    signature?.ok === true &&
    verifier.verifyAll([{ publicKey: fromBase64Url(signKey), message: manifest, signature: signature.value }])
  const exporter = members.devices.find(({ deviceId }) => deviceId === members.signedBy.deviceId)!
  if (await signedBy(exporter)) return
  for (const device of members.devices) {
    if (!(await signedBy(device))) continue
    const member = members.members.find(({ memberId }) => memberId === device.memberId)
    return void problems.push({ code: 'manifestSigner', ref: [member?.name, device.name].filter(Boolean).join(', ') })
  }
  problems.push({ code: 'manifestSignature', path: manifestName })
}

/** Paths of each folder below `data/evidence/`, by ref. */
function byFolder({ payload }: Bag): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>()
  for (const path of payload) {
    const ref = /^data\/evidence\/([^/]+)\//.exec(path)?.[1]
    if (ref === undefined) continue
    push(folders, ref, path)
  }
  return folders
}

interface FolderInput {
  readonly ref: string
  readonly files: readonly string[]
  readonly bag: Bag
  readonly hashes: ReadonlyMap<string, string>
  /** Paths that are not as the manifest says. */
  readonly broken: ReadonlySet<string>
  readonly members: MembersDocument | undefined
  readonly verifier: Verifier
}

async function verdictOf(input: FolderInput): Promise<EvidenceVerdict> {
  const { ref, files, bag, broken } = input
  const at = (name: string): string => `data/evidence/${ref}/${name}`
  const problems: Problem[] = []
  const notChecked: NotChecked[] = []
  // Named with the pack; here they decide the verdict.
  const differs = [...broken].some((path) => path.startsWith(at(''))) || files.some((path) => !input.hashes.has(path))
  const paper = parseObject(textOf(await bytesOf(bag, at('evidence.json'))))
  const sealed = bag.files.has(at('capture.json'))
  const record = sealed ? parseCaptureRecord((await bytesOf(bag, at('capture.json'))) ?? new Uint8Array(0)) : undefined
  if (sealed && !record) problems.push({ code: 'captureRecord', ref })
  if (
    !sealed &&
    (bag.files.has(at('seal.der')) || (isJsonObject(paper['fields']) && 'captureRecord' in paper['fields']))
  )
    problems.push({ code: 'sealedMissing', ref, path: 'capture.json' })
  const device = record && (await checkSeal(input, at, record, problems))
  if (record) checkFiles(input, at, record, problems, notChecked)
  else if (!sealed) checkPaper(input, at, paper, problems)
  if (bag.files.has(at('timestamp.tsr'))) notChecked.push({ what: 'timestamp', n: 1 })
  const member = device && input.members?.members.find(({ memberId }) => memberId === device.memberId)
  const title =
    isJsonObject(paper['fields']) && typeof paper['fields']['title'] === 'string'
      ? paper['fields']['title']
      : (record?.title ?? '')
  return {
    ref,
    title,
    problems,
    notChecked,
    verdict: differs || problems.length > 0 ? 'failed' : record ? 'sealed' : 'integrityOnly',
    files: files.filter((path) => path.startsWith(at('original/')) || path.startsWith(at('derived/'))).length,
    ...(record && {
      seal: {
        deviceId: record.deviceId,
        device: device?.name ?? '',
        member: member?.name ?? '',
        fingerprint: record.keyFingerprint,
        capturedAt: record.capturedAt,
      },
    }),
  }
}

/** The seal over the very bytes of `capture.json`, by the key that the list of members gives to its device. */
async function checkSeal(
  { ref, bag, members, verifier }: FolderInput,
  at: (name: string) => string,
  record: CaptureRecord,
  problems: Problem[],
): Promise<DeviceEntry | undefined> {
  const device = members?.devices.find(({ deviceId }) => deviceId === record.deviceId)
  const bytes = (await bytesOf(bag, at('capture.json'))) as Bytes
  const der = await bytesOf(bag, at('seal.der'))
  if (!der) problems.push({ code: 'sealMissing', ref })
  const pem = pemPoint(textOf(await bytesOf(bag, at('seal.pub.pem'))) ?? '')
  if (members && record.workspaceId !== members.workspaceId) problems.push({ code: 'otherWorkspace', ref })
  if (!device) {
    problems.push({ code: 'unknownDevice', ref })
    return undefined
  }
  const key = fromBase64Url(device.signKey)
  if (!pem || !equalBytes(pem, key) || record.keyFingerprint !== device.fingerprint)
    problems.push({ code: 'sealKey', ref })
  const signature = der && derToRaw(der)
  const holds =
    signature?.ok && (await verifier.verifyAll([{ publicKey: key, message: bytes, signature: signature.value }]))
  if (der && !holds) problems.push({ code: 'sealSignature', ref })
  return device
}

/** The originals are exactly those that were sealed. Derived files may be fewer, or have been made later. */
function checkFiles(
  { ref, files, hashes }: FolderInput,
  at: (name: string) => string,
  record: CaptureRecord,
  problems: Problem[],
  notChecked: NotChecked[],
): void {
  const hashesOf = (part: string): readonly (readonly [string, string | undefined])[] =>
    files
      .filter((path) => path.startsWith(at(part)))
      .map((path) => [path.slice(at(part).length), hashes.get(path)] as const)
  const originals = hashesOf('original/')
  if (record.files.length === 0) problems.push({ code: 'sealedNothing', ref })
  const sealedHashes = new Set(record.files.map(({ sha256 }) => sha256))
  const here = new Set(originals.map(([, hash]) => hash))
  const missing = record.files.filter(({ sha256 }) => !here.has(sha256))
  const strange = originals.filter(([, hash]) => hash === undefined || !sealedHashes.has(hash))
  for (const { name } of missing)
    problems.push({ code: strange.some(([path]) => path === name) ? 'sealedFile' : 'sealedMissing', ref, path: name })
  for (const [path] of strange)
    if (!missing.some(({ name }) => name === path)) problems.push({ code: 'sealedExtra', ref, path })
  const derivedSealed = new Set((record.derived ?? []).map(({ sha256 }) => sha256))
  const derived = hashesOf('derived/')
  const derivedHere = new Set(derived.map(([, hash]) => hash))
  const later = derived.filter(([, hash]) => hash === undefined || !derivedSealed.has(hash)).length
  const gone = (record.derived ?? []).filter(({ sha256 }) => !derivedHere.has(sha256)).length
  if (later > 0) notChecked.push({ what: 'derived', n: later })
  if (gone > 0) notChecked.push({ what: 'derivedMissing', n: gone })
}

/** Without a seal the register entry is all that says which files there were. */
function checkPaper(
  { ref, files, hashes }: FolderInput,
  at: (name: string) => string,
  paper: JsonObject,
  problems: Problem[],
): void {
  const fields = isJsonObject(paper['fields']) ? paper['fields'] : {}
  const here = new Set(files.filter((path) => path.startsWith(at('original/'))).map((path) => hashes.get(path)))
  for (const [name, file] of Object.entries(isJsonObject(fields['files']) ? fields['files'] : {})) {
    if (!isJsonObject(file) || file['part'] !== 'original') continue
    const sha256 = isJsonObject(file['blob']) ? file['blob']['sha256'] : undefined
    if (typeof sha256 !== 'string' || !here.has(sha256)) problems.push({ code: 'sealedMissing', ref, path: name })
  }
}

function parseObject(text: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** What the statements of a pack come to. */
interface StatementSum {
  count: number
  bad: number
  /** Sound statements of the records, by the name that a revoke calls them by, in the order of the lines. */
  readonly facts: Map<string, StatementFact>
  /** Hashes of contents that sound statements sign. */
  readonly contents: Set<string>
}

async function checkStatements(
  path: string,
  text: (path: string) => Promise<string | undefined>,
  members: MembersDocument | undefined,
  verifier: Verifier,
  sum: StatementSum,
  problems: Problem[],
): Promise<void> {
  const lines = ((await text(path)) ?? '').split('\n')
  for (const [index, line] of lines.entries()) {
    // The last line has an end; there is no other empty one.
    if (line === '' && index === lines.length - 1) continue
    sum.count++
    const statement = readStatementLine(line)
    const found = await checkStatement(statement, members, verifier)
    if (found) {
      sum.bad++
      problems.push({ code: found, path, line: index + 1 })
    } else if (statement && !statement.isVoid) {
      sum.contents.add(String(statement.body['contentHash']))
      const fact = factOf(statement, sum.count)
      // Said again, it is not said later.
      if (path === statementsPath && !sum.facts.has(fact.id)) sum.facts.set(fact.id, fact)
    }
  }
}

async function checkStatement(
  statement: ReadStatement | undefined,
  members: MembersDocument | undefined,
  verifier: Verifier,
): Promise<Problem['code'] | undefined> {
  if (!statement) return 'statementRead'
  const device = members?.devices.find(({ deviceId }) => deviceId === statement.deviceId)
  if (!device) return 'statementKey'
  if (members && statement.body['workspaceId'] !== members.workspaceId) return 'statementWorkspace'
  if (
    !(await verifier.verifyAll([
      { publicKey: fromBase64Url(device.signKey), message: statement.message, signature: statement.signature },
    ]))
  )
    return 'statement'
  return statement.contentFits === false ? 'statementContent' : undefined
}

interface RecordsInput {
  readonly bag: Bag
  readonly text: (path: string) => Promise<string | undefined>
  readonly hashes: ReadonlyMap<string, string>
  readonly statements: StatementSum
  readonly problems: Problem[]
}

/** Each register's content hash, worked out again; each frozen copy held against the statement that signs it. */
async function checkRecords({
  bag: { payload },
  text,
  hashes,
  statements,
  problems,
}: RecordsInput): Promise<PackReport['records']> {
  const sum = { count: 0, bad: 0, notSigned: 0 }
  for (const path of payload) {
    const place = recordPlace(path)
    if (!place) continue
    sum.count++
    const problem = await checkRecord(place, path, { text, hash: hashes.get(path), statements })
    if (problem) {
      sum.bad++
      problems.push({ code: problem, path })
    } else if (place === 'notSigned') sum.notSigned++
  }
  return sum
}

/**
 * What a file below `data/records/` claims to be, by its place: what stands for a signed copy can not call itself
 * something else.
 */
function recordPlace(path: string): 'register' | 'frozen' | 'content' | 'notSigned' | undefined {
  const inside = /^data\/records\/(.+\.json)$/.exec(path)?.[1]
  if (inside === undefined) return undefined
  if (inside.startsWith('review-inputs/not-signed/')) return 'notSigned'
  if (inside.startsWith('review-inputs/') || inside.startsWith('soa-')) return 'frozen'
  return inside.startsWith('signed/') ? 'content' : 'register'
}

async function checkRecord(
  place: 'register' | 'frozen' | 'content' | 'notSigned',
  path: string,
  { text, hash, statements }: Pick<RecordsInput, 'text' | 'statements'> & { readonly hash: string | undefined },
): Promise<Problem['code'] | undefined> {
  if (place === 'notSigned') return undefined
  if (place === 'frozen')
    return hash !== undefined && standsFor(path, [...statements.facts.values()]) === hash ? undefined : 'frozen'
  if (place === 'content')
    return hash !== undefined && statements.contents.has(hash) && path.endsWith(`/${hash}.json`) ? undefined : 'frozen'
  const value = parseObject(await text(path))
  try {
    return value['type'] === 'plumbline/records' && hashOfJson(value['records'] ?? null) === value['contentHash']
      ? undefined
      : 'records'
  } catch {
    // Numbers that JSON has no word for, or lists inside each other without end: no register of ours.
    return 'records'
  }
}

/** The hash that was approved or signed off as what a frozen copy is called: its version, or its review. */
function standsFor(path: string, statements: readonly StatementFact[]): string | undefined {
  const soa = /^data\/records\/soa-([^/]+)-v([1-9]\d{0,5})\.json$/.exec(path)
  if (soa) return soaApproved(statements, soa[1]!, Number(soa[2]))
  const review = /^data\/records\/review-inputs\/(?:[^/]*\.)?([^./]+)\.json$/.exec(path)?.[1]
  return review === undefined ? undefined : inputsSigned(statements, review)
}
