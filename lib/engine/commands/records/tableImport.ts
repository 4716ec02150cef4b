/**
 * A table becomes records: what the dry run planned, through permission and validation, in one strict transaction and
 * one undo. Nothing of it is trusted because it was planned: every value is judged again, and where somebody wrote
 * since the dry run, nothing is written.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { planFileName, readPlanFile, type PlanFile, type PlannedEdit } from '~/lib/exchange/tables/planFile'
import { isImportable } from '~/lib/records/lists/importKinds'
import { formatRef, parseRef, refSortKey } from '~/lib/records/refs'
import { kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { recordKey } from '~/lib/records/recordKey'
import { sha256 } from '~/lib/shared/hash'
import { toHex } from '~/lib/shared/bytes'
import { canonicalBytes, canonicalJson, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkRole, exists } from '~/lib/vault/books/checkIntents'
import type { ExtraWrites, StatementShare } from '~/lib/vault/replica/replica'
import { kindTable, type DraftFileRow, type Intent } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { namesAndHashes, statement } from '../evidence/evidenceDraft'
import { blobRows, storeFiles } from '../evidence/evidenceFiles'
import { checkRules, type BatchFields } from './recordRules'
import { changeIntents, creationIntents, fieldIntents, setIntent } from './recordIntents'
import { commitIntents, nextRef } from './recordCommands'

export const tableCommands = { 'table.import': importTable } satisfies Partial<Handlers>

async function importTable(
  ctx: EngineContext,
  { draftId }: CommandInput<'table.import'>,
): Promise<Result<CommandOutput<'table.import'>>> {
  const draftFiles = await ctx.vault.draftFiles.where('draftId').equals(draftId).toArray()
  const file = draftFiles.find(({ name }) => name === planFileName)
  if (!file) return fail('noDraft', 'What the dry run put aside is not on this device any more. Run the import again.')
  const plan = readPlanFile(await file.bytes.text())
  if (!plan.ok) return plan
  const { kind, edits } = plan.value
  if (!isImportable(kind))
    return fail('notImportable', 'Records of this kind are never imported.', { detail: { kind } })
  const denied = checkRole(ctx.actor?.role, kind)
  if (denied) return denied
  const ids = new Set<string>()
  const twice = edits.find(({ id }) => ids.size === ids.add(id).size)
  if (twice)
    return fail('invalidField', 'The same record stands twice in what is to be imported.', {
      field: 'id',
      detail: { id: twice.id, row: twice.row },
    })

  const refs = await refsOf(ctx, plan.value)
  if (!refs.ok) return refs
  const evidence = await evidenceOf(ctx, plan.value, draftFiles)
  if (!evidence.ok) return evidence
  const intents: Intent[] = []
  const batch: BatchFields = new Map(edits.map(({ id, fields }) => [id, fields]))
  for (const edit of edits) {
    const made =
      edit.op === 'create'
        ? await creation(
            ctx,
            kind,
            edit,
            refs.value.byId.get(edit.id) ?? '',
            evidence.value.filesOf.get(edit.id),
            batch,
          )
        : await update(ctx, kind, edit, batch)
    if (!made.ok)
      return fail(made.error.type, `Row ${edit.row}: ${made.error.message}`, {
        field: made.error.field,
        detail: { ...made.error.detail, row: edit.row },
      })
    // One by one: an import has more intents than a call takes arguments.
    for (const intent of made.value) intents.push(intent)
  }
  const created = edits.filter(({ op }) => op === 'create').length
  return commitIntents(
    ctx,
    intents,
    { created, updated: edits.length - created },
    {
      extra: {
        ...refs.value.extra,
        blobs: evidence.value.blobs,
        deleteDrafts: [draftId],
        deleteDraftFiles: draftFiles.map(({ name }) => [draftId, name] as const),
      },
      statements: evidence.value.statements,
    },
  )
}

async function creation(
  ctx: EngineContext,
  kind: Kind,
  edit: PlannedEdit,
  ref: string,
  files: Readonly<Record<string, JsonValue>> | undefined,
  batch: BatchFields,
): Promise<Result<readonly Intent[]>> {
  const { id } = edit
  if (kindOfId(id) !== kind || id.includes('/'))
    return fail('invalidField', 'The id does not belong to this kind of record.', { field: 'id' })
  if (await exists(ctx.replica.books, kind, id)) return changedSince(edit)
  const intents = fieldIntents(kind, id, files ? { ...edit.fields, files } : edit.fields)
  if (!intents.ok) return intents
  const broken = await checkRules(ctx, kind, id, undefined, intents.value, batch)
  return broken ?? ok([...creationIntents(ctx, kind, id, ref), ...intents.value])
}

async function update(
  ctx: EngineContext,
  kind: Kind,
  edit: PlannedEdit,
  batch: BatchFields,
): Promise<Result<readonly Intent[]>> {
  const row = (await ctx.replica.readRecord(kind, edit.id)) as AnyRecord | undefined
  if (!row || (row.archivedOn !== undefined) !== (edit.restore === true)) return changedSince(edit)
  const now = fieldValues<JsonValue | undefined>(row)
  const seen = edit.seen ?? {}
  if (Object.keys(edit.fields).some((name) => canonicalJson(now[name] ?? null) !== canonicalJson(seen[name] ?? null)))
    return changedSince(edit)
  const intents = changeIntents(
    kind,
    edit.id,
    row,
    Object.entries(edit.fields).map(([field, value]) => ({ op: 'set', field, value })),
  )
  if (!intents.ok) return intents
  const broken = await checkRules(ctx, kind, edit.id, row, intents.value, batch)
  if (broken) return broken
  return ok(
    edit.restore
      ? [
          ...intents.value,
          ...(['archivedOn', 'archivedBy'] as const).map((name) =>
            setIntent(kind, recordKey(edit.id, name), null, row[name] ?? null),
          ),
        ]
      : intents.value,
  )
}

const changedSince = ({ id }: PlannedEdit) =>
  fail('changedSince', 'Somebody changed this record since the dry run. Nothing was imported; run the dry run again.', {
    detail: { id },
  })

/** Refs of the new records (ID2): those the table gives, and the next free ones. All final, in one go. */
async function refsOf(
  ctx: EngineContext,
  { kind, edits }: PlanFile,
): Promise<Result<{ readonly byId: ReadonlyMap<string, string>; readonly extra: ExtraWrites }>> {
  const { prefix, naturalKey, singleton } = recordKind(kind)
  const created = edits.filter(({ op }) => op === 'create')
  if (naturalKey || singleton !== undefined) return ok({ byId: new Map(), extra: {} })
  const given = created.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  const odd = given.find((ref) => parseRef(ref)?.prefix !== prefix)
  if (odd !== undefined)
    return fail(
      'invalidField',
      `${odd}: a reference of this kind reads ${prefix}-1. Put numbers of other systems into the field for them.`,
      { field: 'ref' },
    )
  const taken = await kindTable(ctx.vault, kind).where('ref').anyOf(given).toArray()
  const seen = new Set<string>()
  const busy = taken[0]?.ref ?? given.find((ref) => seen.size === seen.add(ref).size)
  if (busy !== undefined)
    return fail('changedSince', `The reference ${busy} is taken. Nothing was imported; run the dry run again.`, {
      field: 'ref',
    })

  const next = await nextRef(ctx, kind, '')
  const first = parseRef(next.stored)!
  const scope = refSortKey(next.stored).slice(0, -9)
  // Numbers the table gives in this device's own range are passed over by those that follow.
  let number = Math.max(
    first.number,
    ...given.filter((ref) => refSortKey(ref).startsWith(scope)).map((ref) => parseRef(ref)!.number + 1),
  )
  const byId = new Map(created.map(({ id, ref }) => [id, ref ?? formatRef({ ...first, number: number++ })]))
  const extra: ExtraWrites = {
    meta: (next.extra.meta ?? []).map(({ key, value }) => ({
      key,
      value: { ...(value as object), [scope]: number - 1 },
    })),
  }
  return ok({ byId, extra })
}

interface ImportedEvidence {
  readonly filesOf: ReadonlyMap<string, Readonly<Record<string, JsonValue>>>
  readonly statements: readonly StatementShare[]
  readonly blobs: NonNullable<ExtraWrites['blobs']>
}

/** Files dropped along with an evidence index: stored as blobs, each record with its custody (EV1, source upload). */
async function evidenceOf(
  ctx: EngineContext,
  { kind, edits }: PlanFile,
  draftFiles: readonly DraftFileRow[],
): Promise<Result<ImportedEvidence>> {
  const named = kind === 'evidence' ? edits.filter(({ op, files }) => op === 'create' && (files ?? []).length > 0) : []
  const wanted = named.flatMap(({ id, row, files = [] }) =>
    files.map((file) => ({
      id,
      row,
      file,
      draft: draftFiles.find(
        (one) => one.name !== planFileName && one.sha256 === file.sha256 && one.facts === file.name,
      ),
    })),
  )
  const missing = wanted.find(({ draft }) => draft === undefined)
  if (missing)
    return fail(
      'missingFile',
      `Row ${missing.row}: the file ${missing.file.name} is not here. Drop it along and run the dry run again.`,
      { detail: { row: missing.row } },
    )
  // All at once: the same file under two records is one blob.
  const stored = await storeFiles(
    ctx,
    wanted.map(({ file, draft }) => ({ name: file.name, mime: draft!.mime, part: 'original', bytes: draft!.bytes })),
  )
  if (!stored.ok) return stored
  const changed = wanted.find(({ file }, index) => stored.value[index]!.ref.sha256 !== file.sha256)
  if (changed)
    return fail(
      'hashMismatch',
      `Row ${changed.row}: the file ${changed.file.name} is not the one the table names. Nothing was imported.`,
      { detail: { row: changed.row } },
    )

  const filesOf = new Map<string, Readonly<Record<string, JsonValue>>>()
  const statements: StatementShare[] = []
  for (const { id } of named) {
    const own = stored.value.filter((_, index) => wanted[index]!.id === id)
    filesOf.set(
      id,
      Object.fromEntries(
        own.map(({ name, ref, mime, part }) => [name, { blob: { ...ref }, mime, size: ref.size, part }]),
      ),
    )
    const contentHash = toHex(sha256(canonicalBytes(namesAndHashes(own, 'original'))))
    statements.push(
      await statement(ctx, ctx.actor!, { type: 'custody', id, profile: 'custody', contentHash, event: 'uploaded' }),
    )
  }
  return ok({ filesOf, statements, blobs: blobRows(stored.value) })
}
