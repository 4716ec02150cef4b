/** Signing decisions over content (ST1-ST3) and taking them back (ST9). The device's key signs; the person decides. */

import { fieldValues } from '~/lib/records/fieldValues'
import { inLogOrder } from '~/lib/shared/logOrder'
import { originalFiles } from '~/lib/isms/evidence/integrity'
import { isKind, recordKind, type AnyRecord, type RowOf } from '~/lib/records/registry'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import type { Matrix } from '~/lib/isms/risk/level'
import { isMaker, judgeAuthority } from '~/lib/isms/statement/authority'
import { parseStatementBody, type StatementBody } from '~/lib/isms/statement/body'
import { compositeRecords, type RecordLookup } from '~/lib/isms/statement/composites'
import { counts } from '~/lib/isms/statement/statementFacts'
import { hashedContent, type HashedContent } from '~/lib/isms/statement/hashedContent'
import { judgeBlanks, mayOverrideBlanks, neededFacts } from '~/lib/isms/statement/neededFacts'
import { authorityFacts, recordsForAuthority } from '~/lib/isms/statement/signer'
import { statementTypes, type StatementType } from '~/lib/records/defineRecord'
import { frozenPlace, statementBytes } from '~/lib/protocol/bodies/statementPlaintext'
import { utf8ToString } from '~/lib/shared/bytes'
import { canonicalBytes, isJsonObject, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { ExtraWrites, StatementShare } from '~/lib/vault/replica/replica'
import { dependenceAt } from '~/lib/vault/log/memberIndependence'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import { makersOf } from '~/lib/vault/log/makers'
import { needsIndependence, needsMakers, statementId } from '~/lib/vault/log/statementRows'
import type { StatementRow } from '~/lib/vault/store/tables'
import type { CommandInput } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { lookupFor } from './records/compositeLookup'
import { blobRows, storeFiles } from './evidence/evidenceFiles'

export const statementCommands = { 'statement.sign': sign, 'statement.revoke': revoke } satisfies Partial<Handlers>

async function sign(
  ctx: EngineContext,
  input: CommandInput<'statement.sign'>,
): Promise<Result<{ id: string; contentHash: string }>> {
  const { subject, profile, expectedHash } = input
  const type = statementTypes.find((word) => word === input.type)
  const { actor } = ctx
  if (!actor) return notMember()
  if (!isKind(subject.kind))
    return fail(
      'unknownKind',
      `This version knows no records of kind "${subject.kind}". Update Plumbline on this device.`,
    )
  if (!type || !recordKind(subject.kind).profiles[profile])
    return fail('notAllowed', 'Nothing of this kind is signed that way.')
  const row = (await ctx.replica.readRecord(subject.kind, subject.id)) as AnyRecord | undefined
  if (!row) return fail('notFound', 'The record is not in this workspace. Open the register and choose again.')
  const signed =
    type === 'attest' || type === 'confirm' ? await approvedContent(ctx, row, profile, expectedHash) : undefined
  const { content, contentHash } =
    signed ?? hashedContent(row, profile, compositeRecords(row, profile, await lookupFor(ctx, row, profile)))
  if (contentHash !== expectedHash) {
    return fail('contentChanged', 'The content changed since you opened it. Read what changed, then decide.', {
      detail: { contentHash },
    })
  }
  const allowed = await authority(ctx, type, row, content, profile, input.validUntil)
  if (!allowed.ok) return allowed
  const seen = input.decision === 'accepted' ? await filesAreSeen(ctx, row) : ok()
  if (!seen.ok) return seen
  const blanks = type === 'approve' ? neededFacts(row, profile, await methodOf(ctx)) : []
  const answered = judgeBlanks(blanks, { mayOverride: allowed.value, reason: input.reason })
  if (!answered.ok) return answered

  const body = bodyOf(ctx, {
    type,
    subject,
    profile,
    contentHash,
    decision: input.decision,
    reason: input.reason?.trim() || undefined,
    validUntil: input.validUntil,
    basedOn: await latestOf(ctx, subject),
  })
  const bytes = canonicalBytes(content)
  if (frozenPlace(bytes.length) === 'entry') return commitStatement(ctx, body, { frozen: bytes })
  const stored = await storeFiles(ctx, [
    {
      name: 'content.json',
      mime: 'application/json',
      part: 'original',
      bytes: new Blob([bytes], { type: 'application/json' }),
    },
  ])
  if (!stored.ok) return stored
  const { ref } = stored.value[0]!
  return commitStatement(
    ctx,
    body,
    { frozenBlob: { id: ref.id, sha256: ref.sha256, size: bytes.length } },
    { blobs: blobRows(stored.value) },
  )
}

/**
 * Who accepts evidence has looked at the bytes on this device: where those are not the file that the evidence names,
 * nothing was seen of it.
 */
async function filesAreSeen({ vault }: EngineContext, row: AnyRecord): Promise<Result<void>> {
  if (row.kind !== 'evidence') return ok()
  for (const [name, { blob }] of originalFiles(row)) {
    const held = await vault.blobs.get(blob.sha256)
    if (!held?.bytes || (await areTheFile(held))) continue
    await vault.blobs.update(blob.sha256, { state: 'corrupt' })
    return fail(
      'fileDiffers',
      `Not signed: the bytes of ${name} on this device are not those of the file that the evidence names. It is being fetched again; review it then.`,
    )
  }
  return ok()
}

/**
 * What a reader attests, or confirms as still right (PO5), is a version that was approved, though the working copy may
 * be further on (PO4): any content that was approved with authority, from its frozen copy.
 */
async function approvedContent(
  ctx: EngineContext,
  row: AnyRecord,
  profile: string,
  contentHash: string,
): Promise<HashedContent | undefined> {
  const own = await ctx.vault.statements.where('[subjectKind+subjectId]').equals([row.kind, row.id]).toArray()
  const approval = own.find(
    (statement) => statement.contentHash === contentHash && statement.type === 'approve' && counts(statement),
  )
  if (!approval) return undefined
  const bytes = approval.frozen ?? (approval.frozenBlob && (await blobBytes(ctx, approval.frozenBlob.sha256)))
  return bytes && { content: JSON.parse(utf8ToString(bytes)) as HashedContent['content'], contentHash }
}

async function blobBytes(ctx: EngineContext, sha256: string): Promise<Uint8Array | undefined> {
  const row = await ctx.vault.blobs.get(sha256)
  return row?.bytes && (await areTheFile(row)) ? new Uint8Array(await row.bytes.arrayBuffer()) : undefined
}

/** ST9: its signer or an owner. The earlier statement stays as history; none before it comes back to life (ST4). */
async function revoke(ctx: EngineContext, { id, reason }: CommandInput<'statement.revoke'>): Promise<Result<null>> {
  const { actor } = ctx
  if (!actor) return notMember()
  const target = await ctx.vault.statements.get(id)
  if (!target) return fail('notFound', 'This decision is not in the workspace.')
  if (!isKind(target.subjectKind))
    return fail('unknownKind', 'This version knows no records of that kind. Update Plumbline on this device.')
  const judged = judgeAuthority(
    'revoke',
    { role: actor.role, memberId: actor.memberId, personId: actor.personId, isTopManagement: false },
    { kind: target.subjectKind, profile: target.profile, fields: {}, revokedMemberId: target.memberId },
  )
  if (!judged.ok) return judged
  const body = bodyOf(ctx, {
    type: 'revoke',
    subject: { kind: target.subjectKind, id: target.subjectId },
    profile: target.profile,
    contentHash: target.contentHash,
    reason: reason?.trim() || undefined,
    basedOn: id,
  })
  const committed = await commitStatement(ctx, body, {})
  return committed.ok ? ok(null) : committed
}

/**
 * ST6, ST12 asked now, so that nobody signs what would be void; the log judges again at the statement's position. Says
 * whether the signer may leave facts open (ST15).
 */
async function authority(
  ctx: EngineContext,
  type: StatementType,
  row: AnyRecord,
  content: HashedContent['content'],
  profile: string,
  validUntil: string | undefined,
): Promise<Result<boolean>> {
  const actor = ctx.actor!
  if (row.kind === 'evidence' && type === 'review') {
    if (
      actor.personId === (row.capturedBy ?? row.createdBy) ||
      [row.capturedBy, row.createdBy].includes(actor.memberId)
    )
      return selfReview()
    if (actor.personId === undefined)
      return fail(
        'noPerson',
        'Your account is not linked to a person yet, so nobody could tell whose decision this is. Ask an owner to link it under Members.',
      )
  }
  const subjectName = { kind: row.kind, id: row.id }
  const makers = needsMakers({ type, subject: subjectName, profile })
    ? await makersOf(ctx.vault, subjectName, { access: ctx.replica.access() })
    : undefined
  if (row.kind === 'evidence' && makers?.some((maker) => isMaker(maker, actor))) return selfReview()
  const fields = {
    ...fieldValues(row),
    ...(isJsonObject(content['fields']) ? content['fields'] : {}),
  }
  const composite = isJsonObject(content['records']) ? content['records'] : {}
  const dependence = needsIndependence({ type, subject: subjectName, profile })
    ? await dependenceAt(ctx.vault, actor.memberId, { access: ctx.replica.access() })
    : undefined
  const { signer, subject } = authorityFacts(
    {
      role: actor.role,
      memberId: actor.memberId,
      personId: actor.personId,
      dependsOn: dependence?.parties,
      isOnWord: (dependence?.onWordOf.length ?? 0) > 0,
    },
    { type, kind: row.kind, id: row.id, profile, fields, composite, validUntil, makers, time: ctx.clock.now() },
    await roleStatements(ctx),
    await recordsOf(ctx, recordsForAuthority(row.kind, fields)),
  )
  const judged = judgeAuthority(type, signer, subject)
  return judged.ok ? ok(mayOverrideBlanks(signer)) : judged
}

async function methodOf(ctx: EngineContext): Promise<Pick<Matrix, 'grid'>> {
  const own = (await ctx.replica.readRecord('riskMethod', 'rm_main')) as RowOf<'riskMethod'> | undefined
  return { grid: own?.grid ?? defaultMethod.grid }
}

const roleStatements = (ctx: EngineContext): Promise<readonly StatementRow[]> =>
  ctx.vault.statements
    .where('[subjectKind+subjectId]')
    .between(['roleAssignment', ''], ['roleAssignment', '\uffff'])
    .toArray()

async function recordsOf(
  ctx: EngineContext,
  wanted: ReturnType<typeof recordsForAuthority>,
): Promise<RecordLookup['get']> {
  const found = new Map<string, AnyRecord | undefined>()
  for (const [kind, id] of wanted)
    found.set(`${kind}/${id}`, (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined)
  return (kind, id) => found.get(`${kind}/${id}`)
}

type Decision = Pick<
  StatementBody,
  'type' | 'subject' | 'profile' | 'contentHash' | 'decision' | 'reason' | 'validUntil' | 'basedOn'
>

const bodyOf = (ctx: EngineContext, decision: Decision): StatementBody => ({
  v: 1,
  workspaceId: ctx.workspaceId,
  deviceId: ctx.actor!.deviceId,
  memberId: ctx.actor!.memberId,
  personId: ctx.actor!.personId,
  ...decision,
  time: new Date(ctx.clock.now()).toISOString(),
})

/** ST10: the latest statement of the record that the signer has seen. */
async function latestOf(ctx: EngineContext, { kind, id }: StatementBody['subject']): Promise<string | undefined> {
  const rows = await ctx.vault.statements.where('[subjectKind+subjectId]').equals([kind, id]).toArray()
  return inLogOrder(rows.filter(({ type }) => type !== 'custody' && type !== 'captureSeal')).at(-1)?.id
}

async function commitStatement(
  ctx: EngineContext,
  body: StatementBody,
  frozen: Pick<StatementShare, 'frozen' | 'frozenBlob'>,
  extra?: ExtraWrites,
): Promise<Result<{ id: string; contentHash: string }>> {
  const parsed = parseStatementBody(JSON.parse(JSON.stringify(body)))
  if (!parsed.ok) return parsed
  const bytes = canonicalBytes(body)
  const innerSignature = await ctx.replica.signer().sign(statementBytes(bytes))
  ctx.steps?.('command:signed')
  const result = { id: statementId(bytes), contentHash: body.contentHash }
  const committed = await ctx.replica.commit({
    commandId: ctx.commandId,
    name: ctx.command.name,
    input: ctx.command.input as JsonValue,
    at: ctx.clock.now(),
    statements: [{ body: bytes, innerSignature, ...frozen }],
    result,
    extra,
  })
  if (!committed.ok) return committed
  ctx.sync.nudge()
  return ok(result)
}

const selfReview = () => fail('selfReview', 'Somebody else must review this: you captured it.')
const notMember = () =>
  fail(
    'notAllowed',
    'This device is not (or no longer) a member of the workspace, so its signature would not count. Ask an owner.',
  )
