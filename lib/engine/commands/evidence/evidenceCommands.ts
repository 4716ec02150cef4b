/**
 * Evidence enters the workspace here: a finished draft becomes a record, its files, its seal and its first custody
 * step in one strict transaction. Hashes, blob names and signatures are made before it. A draft becomes evidence once.
 */

import { captureRecord, captureRecordBytes } from '~/lib/capture/record/captureRecord'
import type { CaptureFacts } from '~/lib/capture/record/captureFacts'
import { isDate } from '~/lib/shared/dates'
import { evidence as evidenceKind } from '~/lib/records/kinds/evidence'
import { validateValue } from '~/lib/records/validateValue'
import { frozenPlace } from '~/lib/protocol/bodies/statementPlaintext'
import { fromBase64Url, toBase64Url, toHex } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { newRecordId } from '~/lib/shared/ids'
import { canonicalBytes, isJsonObject, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { readRelayOffset } from '~/lib/sync/connection/relaySettings'
import { kindTable } from '~/lib/vault/store/tables'
import type { CommandInput } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import {
  commitDraft,
  draftWithFiles,
  filesAndLinks,
  namesAndHashes,
  origin,
  present,
  statement,
  writer,
  type Written,
} from './evidenceDraft'
import { eraseEvidence } from './evidenceErase'
import { storeFiles, type StoredFile } from './evidenceFiles'
import { creationIntents, fieldIntents } from '../records/recordIntents'
import { commitIntents, nextRef, todayOf } from '../records/recordCommands'

export const evidenceCommands = {
  'evidence.seal': seal,
  'evidence.upload': upload,
  'evidence.discardDraft': discardDraft,
  'evidence.erase': eraseEvidence,
  'request.submit': submit,
} satisfies Partial<Handlers>

async function seal(
  ctx: EngineContext,
  input: CommandInput<'evidence.seal'>,
): Promise<Result<{ id: string; ref: string; completeness: string }>> {
  const found = await draftWithFiles(ctx, input.draftId)
  if (!found.ok) return found
  const { draft, files, actor } = found.value
  const facts = parseFacts(draft.facts)
  if (!facts)
    return fail(
      'draftUnreadable',
      'This capture was made by another version of Plumbline. Its pictures are kept; export them and upload them as files.',
    )
  if (facts.workspaceId !== ctx.workspaceId)
    return fail('otherWorkspace', 'This capture belongs to another workspace and is not sealed into this one.')
  const completeness = facts.completeness ?? 'unknown'
  if (draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '', completeness })
  if (!files.some((file) => file.part === 'original'))
    return fail('draftEmpty', 'Nothing was captured, so there is nothing to seal. Capture the page again.')

  const stored = await storeFiles(ctx, files)
  if (!stored.ok) return stored
  ctx.steps?.('seal:hashed')
  if (!isAsTaken(facts, stored.value))
    return fail(
      'draftChanged',
      'Not sealed: a picture of this capture is gone from this device, or is not the one that was taken. What is left is kept; capture the page again.',
    )
  const id = newRecordId('ev', ctx.random)
  const ref = await nextRef(ctx, 'evidence', id)
  const stated = statedOf(input)
  const { signKey } = ctx.replica.access().devices[actor.deviceId]!
  const relayOffset = await readRelayOffset(ctx.vault)
  const recordBytes = captureRecordBytes(
    captureRecord({
      id,
      deviceId: actor.deviceId,
      memberId: actor.memberId,
      personId: actor.personId,
      keyFingerprint: toHex(sha256(fromBase64Url(signKey))),
      mode: draft.mode,
      facts,
      stated: { ...stated, ...(input.note?.trim() && { note: input.note.trim() }) },
      files: namesAndHashes(stored.value, 'original'),
      derived: namesAndHashes(stored.value, 'derived'),
      capturedAt: draft.startedAt,
      sealedAt: ctx.clock.now(),
      relayOffset,
    }),
  )
  const record = await storeFiles(ctx, [
    {
      name: 'capture.json',
      mime: 'application/json',
      part: 'original',
      bytes: new Blob([recordBytes], { type: 'application/json' }),
    },
  ])
  if (!record.ok) return record
  const recordFile = record.value[0]!
  const signature = await ctx.replica.signer().sign(recordBytes)
  const frozen =
    frozenPlace(recordBytes.length) === 'entry'
      ? { frozen: recordBytes }
      : { frozenBlob: { id: recordFile.ref.id, sha256: recordFile.ref.sha256, size: recordBytes.length } }
  const statements = [
    {
      ...(await statement(ctx, actor, {
        type: 'captureSeal',
        id,
        profile: 'seal',
        contentHash: recordFile.ref.sha256,
        seal: toBase64Url(signature),
      })),
      ...frozen,
    },
    await statement(ctx, actor, {
      type: 'custody',
      id,
      profile: 'custody',
      contentHash: recordFile.ref.sha256,
      event: 'captured',
    }),
  ]
  ctx.steps?.('seal:signed')

  const text = stored.value.find((file) => file.mime === 'text/plain' && file.part === 'derived')
  const fields: Written = {
    title: oneLine(input.title ?? facts.title) ?? hostOf(facts.url) ?? 'Capture',
    source: 'capture',
    capturedAt: new Date(draft.startedAt).toISOString(),
    capturedBy: actor.personId ?? actor.memberId,
    url: validateValue('evidence', 'url', facts.url).ok ? facts.url : undefined,
    system: hostOf(facts.url),
    captureRecord: recordFile.ref,
    pageText: text?.ref,
    completeness,
    completenessNote: oneLine(facts.completenessNote),
    ...statedFields(stated),
  }
  return commitDraft(
    ctx,
    {
      draft,
      files,
      stored: [...stored.value, recordFile],
      fields: { ...fields, ...filesAndLinks(stored.value, input) },
      statements,
      id,
      ref,
    },
    { id, ref: ref.shown, completeness },
  )
}

async function upload(
  ctx: EngineContext,
  input: CommandInput<'evidence.upload'>,
): Promise<Result<{ id: string; ref: string }>> {
  const found = await draftWithFiles(ctx, input.draftId)
  if (!found.ok) return found
  const { draft, files, actor } = found.value
  if (draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '' })
  if (draft.mode !== 'upload')
    return fail('notAnUpload', 'This is a capture. Seal it instead of uploading it, so that its provenance is kept.')
  if (files.length === 0) return fail('draftEmpty', 'Choose a file first.')
  const title = oneLine(input.title)
  if (title === undefined)
    return fail('titleMissing', 'Give the file a title, so that a reviewer knows what it shows.', { field: 'title' })

  const stored = await storeFiles(ctx, files)
  if (!stored.ok) return stored
  const id = newRecordId('ev', ctx.random)
  const ref = await nextRef(ctx, 'evidence', id)
  const contentHash = toHex(sha256(canonicalBytes(namesAndHashes(stored.value, 'original'))))
  const statements = [
    await statement(ctx, actor, { type: 'custody', id, profile: 'custody', contentHash, event: 'uploaded' }),
  ]
  const fields: Written = {
    title,
    source: 'upload',
    completeness: 'unknown',
    collectedFrom: oneLine(input.collectedFrom),
    ...filesAndLinks(stored.value, input),
  }
  return commitDraft(ctx, { draft, files, stored: stored.value, fields, statements, id, ref }, { id, ref: ref.shown })
}

async function discardDraft(
  ctx: EngineContext,
  { draftId }: CommandInput<'evidence.discardDraft'>,
): Promise<Result<null>> {
  const draft = await ctx.vault.drafts.get(draftId)
  if (!draft) return ok(null)
  if (draft.state === 'done')
    return fail('alreadySealed', 'This capture is evidence already. Reject it in the review, with a reason.')
  const files = await ctx.vault.draftFiles.where('draftId').equals(draftId).toArray()
  const committed = await ctx.replica.commit({
    ...origin(ctx),
    result: null,
    extra: { deleteDrafts: [draftId], deleteDraftFiles: files.map((file) => [file.draftId, file.name] as const) },
  })
  return committed.ok ? ok(null) : committed
}

/** ES: the answer to a request is a record of its own; the request itself belongs to who asked. */
async function submit(
  ctx: EngineContext,
  { request, evidence, text }: CommandInput<'request.submit'>,
): Promise<Result<{ id: string }>> {
  const allowed = writer(ctx)
  if (!allowed.ok) return allowed
  const asked = await kindTable(ctx.vault, 'evidenceRequest').get(request)
  if (!asked)
    return fail('unknownRequest', 'This request is not in the workspace. Open the list of requests and choose again.')
  if ('withdrawn' in asked && asked.withdrawn)
    return fail('requestWithdrawn', 'This request was withdrawn. There is nothing to hand in.')
  if (evidence.length === 0 && !text?.trim()) return fail('answerEmpty', 'Add evidence or say why there is none.')
  const known = await kindTable(ctx.vault, 'evidence').bulkGet([...evidence])
  const missing = evidence.filter((_, index) => known[index] === undefined)
  if (missing.length > 0)
    return fail(
      'unknownEvidence',
      'Some of the evidence is not in this workspace. Take it off the list and hand in again.',
      { detail: { missing } },
    )

  const actor = allowed.value
  const id = newRecordId('es', ctx.random)
  const ref = await nextRef(ctx, 'evidenceSubmission', id)
  const fields: Written = {
    request,
    evidence,
    text: text?.trim(),
    submittedOn: await todayOf(ctx),
    submittedBy: actor.personId ?? actor.memberId,
  }
  const intents = fieldIntents('evidenceSubmission', id, present(fields))
  if (!intents.ok) return intents
  return commitIntents(
    ctx,
    [...creationIntents(ctx, 'evidenceSubmission', id, ref.stored), ...intents.value],
    { id },
    { extra: ref.extra },
  )
}

/** Every picture and archive that the facts tell of is there, and each tile is the very picture that was taken. */
function isAsTaken({ pages }: CaptureFacts, stored: readonly StoredFile[]): boolean {
  const originals = new Map(stored.filter(({ part }) => part === 'original').map(({ name, ref }) => [name, ref.sha256]))
  const archives = stored.filter(({ part, mime }) => part === 'original' && mime === 'multipart/related')
  return (
    pages.every(({ tiles }) =>
      tiles.every(
        ({ name, sha256: taken }) => originals.has(name) && (taken === undefined || originals.get(name) === taken),
      ),
    ) && archives.length >= pages.filter(({ archive }) => archive).length
  )
}

function parseFacts(facts: JsonValue): CaptureFacts | undefined {
  if (
    !isJsonObject(facts) ||
    typeof facts.workspaceId !== 'string' ||
    typeof facts.url !== 'string' ||
    typeof facts.title !== 'string'
  )
    return undefined
  return Array.isArray(facts.pages) && isJsonObject(facts.browser) ? (facts as unknown as CaptureFacts) : undefined
}

type Stated = NonNullable<CommandInput<'evidence.seal'>['stated']>

/** What the capturer said, empty answers left out. */
function statedOf({ stated }: CommandInput<'evidence.seal'>): Stated {
  return Object.fromEntries(
    Object.entries(stated ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [],
    ),
  )
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
