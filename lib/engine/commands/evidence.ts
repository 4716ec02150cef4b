/**
 * Evidence enters the workspace here: a finished draft becomes a record, its files, its seal and its first custody
 * step in one strict transaction. Hashes, blob names and signatures are made before it. A draft becomes evidence once.
 */

import { captureRecord, captureRecordBytes } from '../../capture/captureRecord'
import type { CaptureFacts } from '../../capture/facts'
import { isDate } from '../../isms/dates'
import { mayWrite } from '../../isms/classes'
import { evidence as evidenceKind } from '../../isms/kinds/evidence'
import type { StatementBody } from '../../isms/statements/body'
import { validateValue } from '../../isms/validateValue'
import { frozenPlace, statementBytes } from '../../protocol/statementPlaintext'
import { fromBase64Url, toBase64Url, toHex, type Bytes } from '../../shared/bytes'
import { sha256 } from '../../shared/hash'
import { newRecordId } from '../../shared/ids'
import { canonicalBytes, isJsonObject, type JsonValue } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import type { StatementShare } from '../../vault/replica'
import { kindTable, type DraftFileRow, type DraftRow } from '../../vault/tables'
import type { CommandInput } from '../commandMap'
import type { EngineContext, Handlers } from '../context'
import { blobRows, storeFiles, type StoredFile } from './evidenceFiles'
import { creationIntents, fieldIntents } from './recordIntents'
import { commitIntents, refFor, todayOf, type NewRef } from './records'

type Actor = NonNullable<EngineContext['actor']>

export const evidenceCommands = {
  'evidence.seal': seal,
  'evidence.upload': upload,
  'evidence.discardDraft': discardDraft,
  'request.submit': submit,
} satisfies Partial<Handlers>

async function seal(ctx: EngineContext, input: CommandInput<'evidence.seal'>): Promise<Result<{ id: string; ref: string; completeness: string }>> {
  const found = await draftWithFiles(ctx, input.draftId)
  if (!found.ok) return found
  const { draft, files, actor } = found.value
  const facts = parseFacts(draft.facts)
  if (!facts) return fail('draftUnreadable', 'This capture was made by another version of Plumbline. Its pictures are kept; export them and upload them as files.')
  if (facts.workspaceId !== ctx.workspaceId) return fail('otherWorkspace', 'This capture belongs to another workspace and is not sealed into this one.')
  const completeness = facts.completeness ?? 'unknown'
  if (draft.state === 'done' && draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '', completeness })
  if (!files.some((file) => file.part === 'original')) return fail('draftEmpty', 'Nothing was captured, so there is nothing to seal. Capture the page again.')

  const stored = await storeFiles(ctx, files)
  if (!stored.ok) return stored
  ctx.steps?.('seal:hashed')
  const id = newRecordId('ev', ctx.random)
  const ref = await refFor(ctx, 'evidence', id, undefined)
  if (!ref.ok) return ref
  const stated = statedOf(input)
  const signKey = ctx.replica.access().devices[actor.deviceId]?.signKey
  if (signKey === undefined) return fail('noKey', "Not sealed: the signing key can't be read. The picture is kept. Open Workspace, Integrity.")
  const recordBytes = captureRecordBytes(captureRecord({
    id,
    deviceId: actor.deviceId,
    memberId: actor.memberId,
    ...(actor.personId !== undefined && { personId: actor.personId }),
    keyFingerprint: toHex(sha256(fromBase64Url(signKey))),
    mode: draft.mode,
    facts,
    stated: { ...stated, ...(input.note?.trim() && { note: input.note.trim() }) },
    files: namesAndHashes(stored.value, 'original'),
    derived: namesAndHashes(stored.value, 'derived'),
    capturedAt: draft.startedAt,
    sealedAt: ctx.clock.now(),
  }))
  const record = await storeFiles(ctx, [{ name: 'capture.json', mime: 'application/json', part: 'original', bytes: new Blob([recordBytes], { type: 'application/json' }) }])
  if (!record.ok) return record
  const recordFile = record.value[0]!
  const signature = await ctx.replica.signer().sign(recordBytes)
  const frozen = frozenPlace(recordBytes.length) === 'entry' ? { frozen: recordBytes } : { frozenBlob: { id: recordFile.ref.id, sha256: recordFile.ref.sha256, size: recordBytes.length } }
  const statements = [
    { ...(await statement(ctx, actor, { type: 'captureSeal', id, profile: 'seal', contentHash: recordFile.ref.sha256, seal: toBase64Url(signature) })), ...frozen },
    await statement(ctx, actor, { type: 'custody', id, profile: 'custody', contentHash: recordFile.ref.sha256, event: 'captured' }),
  ]
  ctx.steps?.('seal:signed')

  const text = stored.value.find((file) => file.mime === 'text/plain' && file.part === 'derived')
  const fields: Written = {
    title: oneLine(input.title ?? facts.title) ?? hostOf(facts.url) ?? 'Capture',
    source: 'capture',
    capturedAt: new Date(draft.startedAt).toISOString(),
    capturedBy: actor.personId ?? actor.memberId,
    url: validateValue('evidence', 'url', facts.url).ok && facts.url ? facts.url : undefined,
    system: hostOf(facts.url),
    captureRecord: recordFile.ref,
    pageText: text?.ref,
    completeness,
    completenessNote: oneLine(facts.completenessNote),
    ...statedFields(stated),
  }
  return commitDraft(ctx, { draft, files, stored: [...stored.value, recordFile], fields: { ...fields, ...filesAndLinks(stored.value, input) }, statements, id, ref: ref.value }, { id, ref: ref.value.shown, completeness })
}

async function upload(ctx: EngineContext, input: CommandInput<'evidence.upload'>): Promise<Result<{ id: string; ref: string }>> {
  const found = await draftWithFiles(ctx, input.draftId)
  if (!found.ok) return found
  const { draft, files, actor } = found.value
  if (draft.state === 'done' && draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '' })
  if (draft.mode !== 'upload') return fail('notAnUpload', 'This is a capture. Seal it instead of uploading it, so that its provenance is kept.')
  if (files.length === 0) return fail('draftEmpty', 'Choose a file first.')
  const title = oneLine(input.title)
  if (title === undefined) return fail('titleMissing', 'Give the file a title, so that a reviewer knows what it shows.', { field: 'title' })

  const stored = await storeFiles(ctx, files)
  if (!stored.ok) return stored
  const id = newRecordId('ev', ctx.random)
  const ref = await refFor(ctx, 'evidence', id, undefined)
  if (!ref.ok) return ref
  const contentHash = toHex(sha256(canonicalBytes(namesAndHashes(stored.value, 'original'))))
  const statements = [await statement(ctx, actor, { type: 'custody', id, profile: 'custody', contentHash, event: 'uploaded' })]
  const fields: Written = { title, source: 'upload', completeness: 'unknown', collectedFrom: oneLine(input.collectedFrom), ...filesAndLinks(stored.value, input) }
  return commitDraft(ctx, { draft, files, stored: stored.value, fields, statements, id, ref: ref.value }, { id, ref: ref.value.shown })
}

async function discardDraft(ctx: EngineContext, { draftId }: CommandInput<'evidence.discardDraft'>): Promise<Result<null>> {
  const draft = await ctx.vault.drafts.get(draftId)
  if (!draft) return ok(null)
  if (draft.state === 'done') return fail('alreadySealed', 'This capture is evidence already. Reject it in the review, with a reason.')
  const files = await ctx.vault.draftFiles.where('draftId').equals(draftId).toArray()
  const committed = await ctx.replica.commit({
    ...origin(ctx),
    result: null,
    extra: { deleteDrafts: [draftId], deleteDraftFiles: files.map((file) => [file.draftId, file.name] as const) },
  })
  return committed.ok ? ok(null) : committed
}

/** ES: the answer to a request is a record of its own; the request itself belongs to who asked. */
async function submit(ctx: EngineContext, { request, evidence, text }: CommandInput<'request.submit'>): Promise<Result<{ id: string }>> {
  const allowed = writer(ctx)
  if (!allowed.ok) return allowed
  const asked = await kindTable(ctx.vault, 'evidenceRequest').get(request)
  if (!asked) return fail('unknownRequest', 'This request is not in the workspace. Open the list of requests and choose again.')
  if ('withdrawn' in asked && asked.withdrawn) return fail('requestWithdrawn', 'This request was withdrawn. There is nothing to hand in.')
  if (evidence.length === 0 && !text?.trim()) return fail('answerEmpty', 'Add evidence or say why there is none.')
  const known = await kindTable(ctx.vault, 'evidence').bulkGet([...evidence])
  const missing = evidence.filter((_, index) => known[index] === undefined)
  if (missing.length > 0) return fail('unknownEvidence', 'Some of the evidence is not in this workspace. Take it off the list and hand in again.', { detail: { missing } })

  const actor = allowed.value
  const id = newRecordId('es', ctx.random)
  const ref = await refFor(ctx, 'evidenceSubmission', id, undefined)
  if (!ref.ok) return ref
  const fields: Written = { request, evidence, text: text?.trim() || undefined, submittedOn: await todayOf(ctx), submittedBy: actor.personId ?? actor.memberId }
  const intents = fieldIntents('evidenceSubmission', id, present(fields))
  if (!intents.ok) return intents
  return commitIntents(ctx, [...creationIntents(ctx, 'evidenceSubmission', id, ref.value.stored), ...intents.value], { id }, { extra: ref.value.extra })
}

// What the commands share, from the outside in.

function writer(ctx: EngineContext): Result<Actor> {
  if (!ctx.actor) return fail('notAdmitted', 'This device is not a member of the workspace now. The capture is kept here; ask an owner to let the device in.')
  if (!mayWrite(ctx.actor.role, evidenceKind.class)) return fail('notAllowed', 'Your role reads evidence and adds none. The capture is kept here; ask a lead for another role, or export it.')
  return ok(ctx.actor)
}

interface FoundDraft {
  readonly draft: DraftRow
  readonly files: readonly DraftFileRow[]
  readonly actor: Actor
}

async function draftWithFiles(ctx: EngineContext, draftId: string): Promise<Result<FoundDraft>> {
  const draft = await ctx.vault.drafts.get(draftId)
  if (!draft) return fail('noDraft', 'This capture is not on this device any more.')
  if (draft.state === 'capturing') return fail('notCaptured', 'This capture is still running. Let it finish or cancel it.')
  if (draft.state === 'cancelled' || draft.state === 'failed') return fail('draftEmpty', 'This capture was cancelled or failed. Capture the page again.')
  const allowed = writer(ctx)
  if (!allowed.ok) return allowed
  const files = await ctx.vault.draftFiles.where('draftId').equals(draftId).toArray()
  return ok({ draft, files: files.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)), actor: allowed.value })
}

interface DraftCommit {
  readonly draft: DraftRow
  readonly files: readonly DraftFileRow[]
  readonly stored: readonly StoredFile[]
  readonly fields: Written
  readonly statements: readonly StatementShare[]
  readonly id: string
  readonly ref: NewRef
}

/** The one transaction: record, files, statements, and the draft closed, its copies of the bytes let go. */
async function commitDraft<T extends JsonValue>(ctx: EngineContext, { draft, files, stored, fields, statements, id, ref }: DraftCommit, result: T): Promise<Result<T>> {
  const intents = fieldIntents('evidence', id, present(fields))
  if (!intents.ok) return intents
  // `failure` of an earlier attempt is gone with this one.
  const { failure: _, ...rest } = draft
  const committed = await commitIntents(ctx, [...creationIntents(ctx, 'evidence', id, ref.stored), ...intents.value], result, {
    statements,
    about: { kind: 'evidence', id, fields: ['files'] },
    extra: {
      ...ref.extra,
      blobs: blobRows(stored),
      drafts: [{ ...rest, state: 'done', evidenceId: id, ref: ref.shown, updatedAt: ctx.clock.now() }],
      deleteDraftFiles: files.map((file) => [file.draftId, file.name] as const),
    },
  })
  if (committed.ok) ctx.steps?.('seal:committed')
  return committed
}

const origin = (ctx: EngineContext) => ({
  commandId: ctx.commandId,
  name: ctx.command.name,
  input: ctx.command.input as JsonValue,
  at: ctx.clock.now(),
})

type Written = Readonly<Record<string, JsonValue | object | undefined>>

const present = (fields: Written): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Readonly<Record<string, JsonValue>>

interface Links {
  readonly controls: readonly string[]
  readonly reqs: readonly string[]
  readonly request?: string
  readonly note?: string
}

const filesAndLinks = (files: readonly StoredFile[], { controls, reqs, request, note }: Links): Written => ({
  files: Object.fromEntries(files.map(({ name, ref, mime, part }) => [name, { blob: ref, mime, size: ref.size, part }])),
  controls: [...new Set(controls)],
  reqs: [...new Set(reqs)],
  subjects: request === undefined ? [] : [request],
  note: note?.trim() || undefined,
})

interface StatementPart {
  readonly type: 'captureSeal' | 'custody'
  readonly id: string
  readonly profile: string
  readonly contentHash: string
  readonly event?: StatementBody['event']
  readonly seal?: string
}

/** A statement of this device about an evidence, with its inner signature (ST1). */
export async function statement(ctx: Pick<EngineContext, 'workspaceId' | 'clock' | 'replica'>, actor: Actor, { type, id, profile, contentHash, event, seal }: StatementPart): Promise<StatementShare> {
  const content: StatementBody = {
    v: 1,
    workspaceId: ctx.workspaceId,
    deviceId: actor.deviceId,
    memberId: actor.memberId,
    personId: actor.personId,
    type,
    subject: { kind: 'evidence', id },
    profile,
    contentHash,
    event,
    seal,
    time: new Date(ctx.clock.now()).toISOString(),
  }
  const body: Bytes = canonicalBytes(content)
  return { body, innerSignature: await ctx.replica.signer().sign(statementBytes(body)) }
}

export const namesAndHashes = (files: readonly StoredFile[], part: StoredFile['part']) =>
  files.filter((file) => file.part === part).map((file) => ({ name: file.name, mime: file.mime, bytes: file.ref.size, sha256: file.ref.sha256 }))

function parseFacts(facts: JsonValue): CaptureFacts | undefined {
  if (!isJsonObject(facts) || typeof facts.workspaceId !== 'string' || typeof facts.url !== 'string' || typeof facts.title !== 'string') return undefined
  return Array.isArray(facts.pages) && isJsonObject(facts.browser) ? (facts as unknown as CaptureFacts) : undefined
}

type Stated = NonNullable<CommandInput<'evidence.seal'>['stated']>

/** What the capturer said, empty answers left out. */
function statedOf({ stated }: CommandInput<'evidence.seal'>): Stated {
  return Object.fromEntries(Object.entries(stated ?? {}).flatMap(([name, value]) => (typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [])))
}

function statedFields({ account, environment, coversFrom, coversTo, populationNote }: Stated): Written {
  const environments = evidenceKind.fields.environment.values ?? []
  return {
    account: oneLine(account),
    environment: environment !== undefined && environments.includes(environment) ? environment : undefined,
    coversFrom: coversFrom !== undefined && isDate(coversFrom) ? coversFrom : undefined,
    coversTo: coversTo !== undefined && isDate(coversTo) ? coversTo : undefined,
    populationNote: oneLine(populationNote),
  }
}

/** Text fields hold one line of at most 500 characters. */
function oneLine(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim().slice(0, 500)
  return line ? line : undefined
}

function hostOf(address: string): string | undefined {
  try {
    return new URL(address).host || undefined
  } catch {
    return undefined
  }
}

