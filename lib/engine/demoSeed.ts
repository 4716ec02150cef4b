/**
 * Fills the demo workspace: the records of the demo organisation as ordinary changes of this device, its pictures as
 * sealed evidence, its reviews as signed statements. Everything is made by the real road, so the demo behaves like any
 * workspace; only its content is invented, and its capture records say so (`options.demo`).
 */

import { captureRecord, captureRecordBytes } from '../capture/captureRecord'
import type { CapturedPage, CaptureFacts } from '../capture/facts'
import { fieldChanges } from '../isms/assembleRecord'
import { demoEntries, demoIsmsStart, type DemoRecord } from '../isms/demo/demoRecord'
import { demoEdits, demoFreezes, demoRecords, demoStatements, type DemoEdit, type DemoStatement } from '../isms/demo/demoRecords'
import { compositeRecords } from '../isms/statements/composites'
import { hashedContent } from '../isms/statements/hashedContent'
import { recordKey } from '../isms/recordKey'
import { recordKind, type AnyRecord } from '../isms/registry'
import { fromBase64Url, toBase64Url, toHex } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import { base62Id, type Random } from '../shared/ids'
import type { JsonValue } from '../shared/json'
import { fail, ok, type Result } from '../shared/result'
import type { StatementShare } from '../vault/replica'
import type { BlobRow, Intent } from '../vault/tables'
import { lookupFor } from './commands/compositeLookup'
import { namesAndHashes, statement } from './commands/evidenceDraft'
import { blobRows, storeFiles, type FileBytes, type StoredFile } from './commands/evidenceFiles'
import type { Engine } from './createEngine'
import type { BrowserFacts } from './context'

export interface DemoSurroundings {
  /** Composed with `clock`: what is written at a time is written with that time. */
  readonly engine: Engine
  readonly clock: { now(): number; set(milliseconds: number): void }
  /** The pictures drawn at build for an evidence, by its ref. */
  readonly pictures: (ref: string) => Promise<readonly FileBytes[]>
  /** The person of the demo organisation who holds this device. Only their signatures can be made. */
  readonly signer: string
  readonly memberId: string
  readonly random: Random
  readonly browser: BrowserFacts
}

type Step = { readonly at: string; readonly records: readonly DemoRecord[] } | { readonly at: string; readonly edit: DemoEdit } | { readonly at: string; readonly statement: DemoStatement } | { readonly at: string; readonly freeze: string }

/** Fails like the first change that fails; throw the workspace away and begin again then. */
export async function seedDemo(surroundings: DemoSurroundings): Promise<Result<{ readonly records: number }>> {
  const records = demoRecords().filter(({ id }) => id !== surroundings.signer)
  const groups = byClassAndMonth(records).map((group) => ({ at: group.at(-1)!.at, records: group }))
  // What happens to a record happens after the change that its group is written in.
  const writtenAt = new Map(groups.flatMap(({ at, records: group }) => group.map(({ id }) => [id, at] as const)))
  const after = (id: string, at: string): string => (at > (writtenAt.get(id) ?? '') ? at : writtenAt.get(id)!)
  const steps: readonly Step[] = [
    ...groups,
    ...demoStatements().filter((statement) => canSign(statement, surroundings.signer)).map((statement) => ({ at: after(statement.id, statement.at), statement })),
    ...demoEdits().map((edit) => ({ at: after(edit.id, edit.at), edit })),
    ...demoFreezes.map(({ at, note }) => ({ at, freeze: note })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const bound = await bindSigner(surroundings)
  if (!bound.ok) return bound
  for (const step of steps) {
    surroundings.clock.set(Date.parse(step.at))
    const done = 'records' in step ? await commitGroup(surroundings, step.records) : 'edit' in step ? await applyEdit(surroundings, step.edit) : 'freeze' in step ? await freezeSoa(surroundings, step.freeze) : await signStatement(surroundings, step.statement)
    if (!done.ok) return done
  }
  return ok({ records: records.length })
}

/** What this device can sign in its own name. It is the owner's, so it also approves what top management approves (ST12). */
const canSign = ({ by, kind }: DemoStatement, signer: string): boolean => by === signer || (kind !== 'risk' && kind !== 'evidence')

/** The founder of this workspace is the demo's ISMS lead, from the first day on. */
async function bindSigner({ engine, memberId, signer, random }: DemoSurroundings): Promise<Result<void>> {
  const person = demoRecords().filter(({ id }) => id === signer)
  const written = await engine.replica.exclusive(() =>
    engine.replica.commit({ commandId: base62Id(random), name: 'demo.seed', input: null, at: Date.parse(demoIsmsStart), intents: person.flatMap(intentsOf), result: null }),
  )
  if (!written.ok) return written
  const bound = await engine.run(base62Id(random), 'member.bind', { memberId, personId: signer })
  return bound.ok ? ok() : bound
}

/** One change per class and month, in the order of time: a history that reads like one, in a hundred transactions. */
function byClassAndMonth(records: readonly DemoRecord[]): readonly (readonly DemoRecord[])[] {
  const groups = new Map<string, DemoRecord[]>()
  for (const record of records) {
    const name = `${record.at.slice(0, 7)} ${recordKind(record.kind).class}`
    groups.set(name, [...(groups.get(name) ?? []), record])
  }
  return [...groups.values()]
}

async function commitGroup(surroundings: DemoSurroundings, group: readonly DemoRecord[]): Promise<Result<void>> {
  const { engine, random } = surroundings
  const intents: Intent[] = []
  const statements: StatementShare[] = []
  const blobs: BlobRow[] = []
  for (const record of group) {
    intents.push(...intentsOf(record))
    if (record.kind !== 'evidence') continue
    const filed = await evidenceFiles(surroundings, record as DemoRecord<'evidence'>)
    if (!filed.ok) return filed
    intents.push(...filed.value.intents)
    statements.push(...filed.value.statements)
    blobs.push(...filed.value.blobs)
  }
  const at = surroundings.clock.now()
  return engine.replica.exclusive(() =>
    engine.replica.commit({
      commandId: base62Id(random), name: 'demo.seed', input: null, at, intents, statements, result: null,
      extra: { blobs: [...new Map(blobs.map((row) => [row.sha256, row])).values()] },
    }),
  )
}

function intentsOf(record: DemoRecord): readonly Intent[] {
  const { entries, texts } = demoEntries(record)
  const { kind, id } = record
  return [
    { type: 'set', book: kind, key: recordKey(id, 'kind'), before: null, after: kind },
    ...entries.filter(([key]) => key !== 'kind').map(([key, after]): Intent => ({ type: 'set', book: kind, key: `${id}/${key}`, before: null, after })),
    ...texts.map(([field, text]): Intent => ({ type: 'text', book: kind, key: recordKey(id, field), before: '', delta: [{ insert: text }] })),
  ]
}

interface Filed {
  readonly intents: readonly Intent[]
  readonly statements: readonly StatementShare[]
  readonly blobs: readonly BlobRow[]
}

async function evidenceFiles(surroundings: DemoSurroundings, record: DemoRecord<'evidence'>): Promise<Result<Filed>> {
  const context = contextOf(surroundings)
  const pictures = await surroundings.pictures(record.ref)
  if (pictures.length === 0) return ok({ intents: [], statements: [], blobs: [] })
  const stored = await storeFiles(context, pictures)
  if (!stored.ok) return stored
  const files = stored.value.map((file): Intent => ({
    type: 'set', book: 'evidence', key: recordKey(record.id, 'files', file.name), before: null,
    after: { blob: file.ref, mime: file.mime, size: file.ref.size, part: file.part } as unknown as JsonValue,
  }))
  if (record.fields.source !== 'capture') return ok({ intents: files, statements: [], blobs: blobRows(stored.value) })
  const sealed = await sealDemo(surroundings, record, stored.value)
  return sealed.ok ? ok({ ...sealed.value, intents: [...files, ...sealed.value.intents] }) : sealed
}

/** A capture record over the drawn pictures, signed by this device like any capture. */
async function sealDemo(surroundings: DemoSurroundings, record: DemoRecord<'evidence'>, files: readonly StoredFile[]): Promise<Result<Filed>> {
  const { engine } = surroundings
  const { replica } = engine
  const context = contextOf(surroundings)
  const actor = actorOf(engine)
  const device = replica.access().devices[replica.deviceId]
  if (!actor || !device) return fail('notAdmitted', 'The demo could not be made: this device is not a member of it. Throw it away and open it again.')
  const capturedAt = Date.parse(record.fields.capturedAt ?? record.at)
  const bytes = captureRecordBytes(captureRecord({
    id: record.id, deviceId: replica.deviceId, memberId: actor.memberId, ...(actor.personId !== undefined && { personId: actor.personId }),
    keyFingerprint: toHex(sha256(fromBase64Url(device.signKey))), mode: modeOf(files), facts: factsOf(surroundings, record, files, capturedAt),
    stated: { ...(record.fields.account !== undefined && { account: record.fields.account }), ...(record.fields.environment !== undefined && { environment: record.fields.environment }) },
    files: namesAndHashes(files, 'original'), derived: namesAndHashes(files, 'derived'), capturedAt, sealedAt: capturedAt,
  }))
  const stored = await storeFiles(context, [{ name: 'capture.json', mime: 'application/json', part: 'original', bytes: new Blob([bytes], { type: 'application/json' }) }])
  if (!stored.ok) return stored
  const recordFile = stored.value[0]!
  const seal = toBase64Url(await replica.signer().sign(bytes))
  const then = { ...context, clock: { now: () => capturedAt } }
  return ok({
    intents: [{ type: 'set', book: 'evidence', key: recordKey(record.id, 'captureRecord'), before: null, after: recordFile.ref as unknown as JsonValue }],
    statements: [
      { ...(await statement(then, actor, { type: 'captureSeal', id: record.id, profile: 'seal', contentHash: recordFile.ref.sha256, seal })), frozen: bytes },
      await statement(then, actor, { type: 'custody', id: record.id, profile: 'custody', contentHash: recordFile.ref.sha256, event: 'captured' }),
    ],
    blobs: blobRows([...files, recordFile]),
  })
}

const modeOf = (files: readonly StoredFile[]): 'visible' | 'fullPage' => (files.filter((file) => file.part === 'original').length > 1 ? 'fullPage' : 'visible')

function factsOf({ engine, browser }: DemoSurroundings, record: DemoRecord<'evidence'>, files: readonly StoredFile[], capturedAt: number): CaptureFacts {
  const originals = files.filter((file) => file.part === 'original')
  const { fields } = record
  const tiles = originals.map((file, index) => ({
    name: file.name, at: capturedAt + index * 700, scroll: { x: 0, y: index * 748 }, image: { width: 1280, height: 800 }, shown: 800,
    content: { width: 1280, height: 800 + (originals.length - 1) * 748 }, textLength: 0, mutations: 0, blank: false,
  }))
  return {
    workspaceId: engine.workspaceId,
    url: fields.url ?? '',
    title: fields.title ?? '',
    pages: [{
      mode: modeOf(files), startedAt: capturedAt, endedAt: capturedAt + originals.length * 700, tilesPlanned: originals.length, tiles,
      selfCheck: selfChecks(record, tiles.length, 800 + (originals.length - 1) * 748),
    }],
    ...(fields.completeness !== undefined && { completeness: fields.completeness as 'complete' | 'partial' | 'unknown' }),
    ...(fields.completenessNote !== undefined && { completenessNote: fields.completenessNote }),
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
    ...(rows ? [{ id: 'rows', result: 'warn' as const, value: { shown: Number(rows[1]), total: Number(rows[2]) } }] : []),
  ]
}

async function applyEdit({ engine, random, clock }: DemoSurroundings, { kind, id, fields }: DemoEdit): Promise<Result<void>> {
  const now = await engine.replica.readRecord(kind, id)
  if (!now) return ok()
  const { entries, texts } = fieldChanges(now as AnyRecord, { ...now, ...fields } as AnyRecord)
  const intents: Intent[] = entries.map(([key, after]) => ({ type: 'set', book: kind, key: `${id}/${key}`, before: null, after }))
  for (const [field, text] of texts) {
    const before = await engine.replica.readText(kind, id, field)
    intents.push({ type: 'text', book: kind, key: recordKey(id, field), before, delta: [...(before === '' ? [] : [{ delete: before.length }]), { insert: text }] })
  }
  return engine.replica.exclusive(() => engine.replica.commit({ commandId: base62Id(random), name: 'demo.seed', input: null, at: clock.now(), intents, result: null }))
}

async function signStatement(surroundings: DemoSurroundings, statement: DemoStatement): Promise<Result<void>> {
  const { engine, random } = surroundings
  const row = await engine.replica.readRecord(statement.kind, statement.id)
  if (!row) return ok()
  const context = contextOf(surroundings)
  const { contentHash } = hashedContent(row as AnyRecord, statement.profile, compositeRecords(row as AnyRecord, statement.profile, await lookupFor(context, row as AnyRecord, statement.profile)))
  const signed = await engine.run(base62Id(random), 'statement.sign', {
    type: statement.type, subject: { kind: statement.kind, id: statement.id }, profile: statement.profile, expectedHash: contentHash,
    ...(statement.decision !== undefined && { decision: statement.decision }), ...(statement.reason !== undefined && { reason: statement.reason }),
    ...(statement.validUntil !== undefined && { validUntil: statement.validUntil }),
  })
  return signed.ok ? ok() : signed
}

/** Frozen and approved at once, as top management did it in the meeting. */
async function freezeSoa({ engine, random }: DemoSurroundings, note: string): Promise<Result<void>> {
  const frozen = await engine.run(base62Id(random), 'soa.freeze', { framework: 'iso27001-2022', note })
  if (!frozen.ok) return frozen
  const row = (await engine.replica.readRecord('soaVersion', frozen.value.id)) as AnyRecord
  const signed = await engine.run(base62Id(random), 'statement.sign', { type: 'approve', subject: { kind: 'soaVersion', id: row.id }, profile: 'main', expectedHash: hashedContent(row, 'main').contentHash })
  return signed.ok ? ok() : signed
}

const contextOf = ({ engine, random, clock }: DemoSurroundings) => ({ workspaceId: engine.workspaceId, vault: engine.replica.vault, replica: engine.replica, random, clock })

function actorOf({ replica }: Engine) {
  const device = replica.access().devices[replica.deviceId]
  const member = device && replica.access().members[device.memberId]
  if (!device || !member) return undefined
  const personId = member.persons.at(-1)?.personId
  return { memberId: member.memberId, deviceId: replica.deviceId, role: member.role, ...(personId !== undefined && { personId }) }
}
