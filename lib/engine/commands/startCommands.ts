/**
 * What the guided start writes: answers, a plan, chosen starter records. Records of several kinds in one strict commit
 * with one undo; an `add` finds its record missing or archived, else nothing of all is written.
 */

import { isKind, kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import type { Intent } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput, StartEdit } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { refsOf } from './records/recordImport'
import { changeIntents, creationIntents, fieldIntents, restoreIntents } from './records/recordIntents'
import { commitIntents } from './records/recordCommands'
import { checkRules } from './records/recordRules'

export const startCommands = { 'start.write': writeStart } satisfies Partial<Handlers>

/** Kinds a start begins with. What is signed, sealed or frozen never comes from here. */
const startKinds: ReadonlySet<Kind> = new Set([
  'scope',
  'settings',
  'person',
  'roleAssignment',
  'task',
  'audit',
  'managementReview',
  'obligation',
  'risk',
  'threat',
  'vulnerability',
])

/** Fails with `notAllowed`, `invalidField`, `changedSince`, and as a commit does. */
async function writeStart(
  ctx: EngineContext,
  { edits }: CommandInput<'start.write'>,
): Promise<Result<CommandOutput<'start.write'>>> {
  for (const { kind, id } of edits) {
    const denied = isKind(kind) ? checkRole(ctx.actor?.role, kind) : undefined
    if (denied) return denied
    const { singleton } = isKind(kind) ? recordKind(kind) : {}
    if (
      !startKinds.has(kind) ||
      kindOfId(id) !== kind ||
      id.includes('/') ||
      (singleton !== undefined && id !== singleton)
    )
      return fail('invalidField', 'The id does not belong to this kind of record.', {
        field: 'id',
        detail: { kind, id },
      })
  }
  if (new Set(edits.map(({ id }) => id)).size < edits.length)
    return fail('invalidField', 'The same record stands twice in what is to be written.', { field: 'id' })

  const rows = new Map<string, AnyRecord>()
  for (const { kind, id } of edits)
    ((row) => row && rows.set(id, row as AnyRecord))(await ctx.replica.readRecord(kind, id))
  const refs = await refsOf(
    ctx,
    edits.filter(({ id }) => !rows.has(id)),
  )
  const intents: Intent[] = []
  for (const edit of edits) {
    const made = await intentsOf(ctx, edit, rows.get(edit.id), refs.byId.get(edit.id) ?? '')
    if (!made.ok) return made
    intents.push(...made.value)
  }
  const answer = {
    created: edits.filter(({ id }) => !rows.has(id)).length,
    restored: [...rows.values()].filter(({ archivedOn }) => archivedOn !== undefined).length,
  }
  return commitIntents(ctx, intents, answer, { extra: refs.extra })
}

async function intentsOf(
  ctx: EngineContext,
  { op, kind, id, fields }: StartEdit,
  row: AnyRecord | undefined,
  ref: string,
): Promise<Result<readonly Intent[]>> {
  if (op === 'add' && row && row.archivedOn === undefined)
    return fail(
      'changedSince',
      'Some of this is here by now: somebody else wrote it, or another window did. Nothing was written. Look again and choose once more.',
      { detail: { kind, id } },
    )
  const made = row
    ? changeIntents(
        kind,
        id,
        row,
        Object.entries(fields).map(([field, value]) => ({ op: 'set', field, value })),
      )
    : fieldIntents(kind, id, fields)
  if (!made.ok) return made
  const broken = await checkRules(ctx, kind, id, row, made.value)
  if (broken) return broken
  if (!row) return ok([...creationIntents(ctx, kind, id, ref), ...made.value])
  const back = row.archivedOn === undefined ? [] : restoreIntents(kind, row)
  return ok([...back, ...made.value])
}
