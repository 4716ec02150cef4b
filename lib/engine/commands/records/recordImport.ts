/**
 * Records of several kinds from one file: what the dry run planned, through permission and validation, in one strict
 * commit and one undo. Nothing is trusted because it was planned, and where somebody wrote since the dry run nothing is
 * written.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { formatRef, parseRef, refSortKey, refYear } from '~/lib/records/refs'
import { recordKey } from '~/lib/records/recordKey'
import { isTakenBack } from '~/lib/records/merge/takenBack'
import { isKind, kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkRole, exists } from '~/lib/vault/books/checkIntents'
import type { ExtraWrites } from '~/lib/vault/replica/replica'
import type { Intent } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput, ImportEdit } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { changeIntents, creationIntents, fieldIntents, setIntent } from './recordIntents'
import { commitIntents, nextRef } from './recordCommands'
import { checkRules } from './recordRules'

export const recordImportCommands = { 'record.import': importRecords } satisfies Partial<Handlers>

/**
 * Kinds that may come from a document. Signatures, sealed evidence and what only the workspace itself writes never do.
 */
export const importedKinds: ReadonlySet<Kind> = new Set([
  'person',
  'asset',
  'supplier',
  'control',
  'soaEntry',
  'audit',
  'auditItem',
  'finding',
  'risk',
  'treatmentAction',
  'nonconformity',
  'correctiveAction',
  'crosswalk',
])

async function importRecords(
  ctx: EngineContext,
  { edits }: CommandInput<'record.import'>,
): Promise<Result<CommandOutput<'record.import'>>> {
  for (const { kind, id } of edits) {
    if (!isKind(kind) || !importedKinds.has(kind))
      return fail('notImportable', 'Records of this kind are never imported.', { detail: { kind } })
    const denied = checkRole(ctx.actor?.role, kind)
    if (denied) return denied
    if (kindOfId(id) !== kind || id.includes('/'))
      return fail('invalidField', 'The id does not belong to this kind of record.', {
        field: 'id',
        detail: { kind, id },
      })
  }
  if (new Set(edits.map(({ id }) => id)).size < edits.length)
    return fail('invalidField', 'The same record stands twice in what is to be imported.', { field: 'id' })

  const refs = await refsOf(
    ctx,
    edits.filter(({ op }) => op === 'create'),
  )
  const intents: Intent[] = []
  for (const edit of edits) {
    const made =
      edit.op === 'create' ? await creation(ctx, edit, refs.byId.get(edit.id) ?? '') : await update(ctx, edit)
    if (!made.ok)
      return fail(made.error.type, made.error.message, {
        field: made.error.field,
        detail: { ...made.error.detail, kind: edit.kind, id: edit.id },
      })
    // One by one: a file may hold more than a call takes arguments.
    for (const intent of made.value) intents.push(intent)
  }
  const created = edits.filter(({ op }) => op === 'create').length
  if (intents.length === 0) return ok({ created: 0, updated: 0 })
  // The records are in the intents already; the outbox keeps how many came.
  return commitIntents(
    { ...ctx, command: { name: ctx.command.name, input: { records: edits.length } } },
    intents,
    { created, updated: edits.length - created },
    { extra: refs.extra },
  )
}

async function creation(
  ctx: EngineContext,
  { kind, id, fields }: ImportEdit,
  ref: string,
): Promise<Result<readonly Intent[]>> {
  if (await exists(ctx.replica.books, kind, id)) return changedSince
  const intents = fieldIntents(kind, id, fields)
  if (!intents.ok) return intents
  return (
    (await checkRules(ctx, kind, id, undefined, intents.value)) ??
    ok([...creationIntents(ctx, kind, id, ref), ...intents.value])
  )
}

async function update(
  ctx: EngineContext,
  { kind, id, fields, seen = {}, restore }: ImportEdit,
): Promise<Result<readonly Intent[]>> {
  const row = (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined
  const now = fieldValues<JsonValue | undefined>(row)
  if (
    !row ||
    isTakenBack(row) !== (restore === true) ||
    (row.archivedOn !== undefined && !restore) ||
    Object.keys(fields).some((name) => canonicalJson(now?.[name] ?? null) !== canonicalJson(seen[name] ?? null))
  )
    return changedSince
  const intents = changeIntents(
    kind,
    id,
    row,
    Object.entries(fields).map(([field, value]) => ({ op: 'set', field, value })),
  )
  if (!intents.ok) return intents
  const back = restore ? [setIntent(kind, recordKey(id, 'archivedOn'), null, row.archivedOn ?? null)] : []
  return (await checkRules(ctx, kind, id, row, intents.value)) ?? ok([...intents.value, ...back])
}

const changedSince = fail(
  'changedSince',
  'Somebody changed one of these records since the dry run. Nothing was imported; read the file again.',
)

/** ID2: the next free numbers of each kind, in the order of the file; final at once. */
export async function refsOf(
  ctx: EngineContext,
  created: readonly (Pick<ImportEdit, 'kind' | 'id'> & { readonly fields: Readonly<Record<string, unknown>> })[],
): Promise<{ readonly byId: ReadonlyMap<string, string>; readonly extra: ExtraWrites }> {
  const byId = new Map<string, string>()
  let counters: { readonly key: string; readonly value: Readonly<Record<string, number>> } | undefined
  const yearOf = ({ kind, fields }: (typeof created)[number]): number | undefined => refYear(kind, fields)
  // Each kind has numbers of its own, audits and reviews each year (ID7).
  const scopes = new Map(
    created.map((edit) => [`${edit.kind} ${yearOf(edit) ?? ''}`, { kind: edit.kind, year: yearOf(edit) }]),
  )
  for (const { kind, year } of scopes.values()) {
    const { naturalKey, singleton } = recordKind(kind)
    if (naturalKey || singleton !== undefined) continue
    const next = await nextRef(ctx, kind, '', year)
    const first = parseRef(next.stored)!
    let { number } = first
    for (const { id } of created.filter((edit) => edit.kind === kind && yearOf(edit) === year))
      byId.set(id, formatRef({ ...first, number: number++ }))
    const [meta] = next.extra.meta ?? []
    if (meta)
      counters = {
        key: meta.key,
        value: {
          ...(meta.value as Readonly<Record<string, number>>),
          ...counters?.value,
          [refSortKey(next.stored).slice(0, -9)]: number - 1,
        },
      }
  }
  return { byId, extra: counters ? { meta: [counters] } : {} }
}
