/**
 * What every road of evidence into the workspace shares: who may, which draft with which files, the statements about
 * it, and the one transaction in which the draft becomes a record.
 */

import { mayWrite } from '~/lib/records/classes'
import { evidence as evidenceKind } from '~/lib/records/kinds/evidence'
import type { StatementBody } from '~/lib/isms/statement/body'
import { statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import type { Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { StatementShare } from '~/lib/vault/replica/replica'
import type { DraftFileRow, DraftRow } from '~/lib/vault/store/tables'
import type { EngineContext } from '~/lib/engine/commandContext'
import { blobRows, type StoredFile } from './evidenceFiles'
import { creationIntents, fieldIntents } from '../records/recordIntents'
import { commitIntents, type NewRef } from '../records/recordCommands'

type Actor = NonNullable<EngineContext['actor']>

export function writer(ctx: EngineContext): Result<Actor> {
  if (!ctx.actor)
    return fail(
      'notAdmitted',
      'This device is not a member of the workspace now. The capture is kept here; ask an owner to let the device in.',
    )
  if (!mayWrite(ctx.actor.role, evidenceKind.class))
    return fail(
      'notAllowed',
      'Your role reads evidence and adds none. The capture is kept here; ask a lead for another role, or export it.',
    )
  return ok(ctx.actor)
}

interface FoundDraft {
  readonly draft: DraftRow
  readonly files: readonly DraftFileRow[]
  readonly actor: Actor
}

export async function draftWithFiles(ctx: EngineContext, draftId: string): Promise<Result<FoundDraft>> {
  const draft = await ctx.vault.drafts.get(draftId)
  if (!draft) return fail('noDraft', 'This capture is not on this device any more.')
  if (draft.state === 'capturing')
    return fail('notCaptured', 'This capture is still running. Let it finish or cancel it.')
  if (draft.state === 'cancelled' || draft.state === 'failed')
    return fail('draftEmpty', 'This capture was cancelled or failed. Capture the page again.')
  const allowed = writer(ctx)
  if (!allowed.ok) return allowed
  const files = await ctx.vault.draftFiles.where('draftId').equals(draftId).toArray()
  // Of one place in the order they stand by their names: that is how the table holds them.
  return ok({ draft, files: files.sort((a, b) => a.order - b.order), actor: allowed.value })
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
export async function commitDraft<T extends JsonValue>(
  ctx: EngineContext,
  { draft, files, stored, fields, statements, id, ref }: DraftCommit,
  result: T,
): Promise<Result<T>> {
  const intents = fieldIntents('evidence', id, present(fields))
  if (!intents.ok) return intents
  // `failure` of an earlier attempt is gone with this one.
  const { failure: _, ...rest } = draft
  const committed = await commitIntents(
    ctx,
    [...creationIntents(ctx, 'evidence', id, ref.stored), ...intents.value],
    result,
    {
      statements,
      about: { kind: 'evidence', id, fields: ['files'] },
      extra: {
        ...ref.extra,
        blobs: blobRows(stored),
        drafts: [{ ...rest, state: 'done', evidenceId: id, ref: ref.shown, updatedAt: ctx.clock.now() }],
        deleteDraftFiles: files.map((file) => [file.draftId, file.name] as const),
      },
    },
  )
  if (committed.ok) ctx.steps?.('seal:committed')
  return committed
}

export const origin = (ctx: EngineContext) => ({
  commandId: ctx.commandId,
  name: ctx.command.name,
  input: ctx.command.input as JsonValue,
  at: ctx.clock.now(),
})

export type Written = Readonly<Record<string, JsonValue | object | undefined>>

export const present = (fields: Written): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Readonly<
    Record<string, JsonValue>
  >

interface Links {
  readonly controls: readonly string[]
  readonly reqs: readonly string[]
  readonly request?: string
  readonly note?: string
}

export const filesAndLinks = (files: readonly StoredFile[], { controls, reqs, request, note }: Links): Written => ({
  files: Object.fromEntries(
    files.map(({ name, ref, mime, part }) => [name, { blob: ref, mime, size: ref.size, part }]),
  ),
  controls: [...new Set(controls)],
  reqs: [...new Set(reqs)],
  subjects: request === undefined ? [] : [request],
  note: note?.trim(),
})

interface StatementPart {
  readonly type: 'captureSeal' | 'custody'
  readonly id: string
  readonly profile: string
  readonly contentHash: string
  readonly event?: StatementBody['event']
  readonly note?: string
  readonly seal?: string
}

/** A statement of this device about an evidence, with its inner signature (ST1). */
export async function statement(
  ctx: Pick<EngineContext, 'workspaceId' | 'clock' | 'replica'>,
  actor: Actor,
  { type, id, profile, contentHash, event, note, seal }: StatementPart,
): Promise<StatementShare> {
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
    note,
    seal,
    time: new Date(ctx.clock.now()).toISOString(),
  }
  const body: Bytes = canonicalBytes(content)
  return { body, innerSignature: await ctx.replica.signer().sign(statementBytes(body)) }
}

export const namesAndHashes = (files: readonly StoredFile[], part: StoredFile['part']) =>
  files
    .filter((file) => file.part === part)
    .map((file) => ({ name: file.name, mime: file.mime, bytes: file.ref.size, sha256: file.ref.sha256 }))
