/** Taking a command back, and settling what two people wrote at once: both from the change trail. */

import { byLogOrder } from '~/lib/shared/logOrder'
import { recordKey } from '~/lib/records/recordKey'
import type { Kind } from '~/lib/records/registry'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { stepsBetween } from '~/lib/vault/books/textMerge'
import { trailOfCommands, trailOfFields, trailRow } from '~/lib/vault/history/readTrail'
import type { Intent, TrailRow } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { setIntent } from './recordIntents'
import { commitIntents, settledMarker, todayOf } from './recordCommands'

export const undoCommands = { 'command.undo': undo, 'conflict.settle': settle } satisfies Partial<Handlers>

/** Records are never deleted: taking a creation back archives. Statements are undone by revoking only. */
async function undo(
  ctx: EngineContext,
  { commandId }: CommandInput<'command.undo'>,
): Promise<Result<CommandOutput<'command.undo'>>> {
  const rows = (await trailOfCommands(ctx.vault, [commandId], { merged: true })).filter(
    ({ field }) => !field.startsWith('_'),
  )
  if (rows.length === 0)
    return fail(
      'notFound',
      'There is nothing to take back: this step changed no record. A signed decision is taken back by revoking it.',
    )
  const births = rows.filter(({ field, before }) => field === 'kind' && before === null)
  const others = await madeByOthers(ctx, births, commandId)
  const created = new Map(
    births.filter(({ recordId }) => !others.has(recordId)).map(({ recordId, kind }) => [recordId, kind]),
  )
  const intents: Intent[] = []
  const kept: { key: string; by: string }[] = await Promise.all(
    [...others].map(async ([id, by]) => ({ key: recordKey(id, 'kind'), by: await nameOf(ctx, by) })),
  )
  const edited = rows.filter(
    ({ recordId, field }) => !created.has(recordId) && !(field === 'kind' && others.has(recordId)),
  )
  const lastOf = await latest(ctx, edited)
  const theirs = await latest(
    ctx,
    edited.filter(({ recordId }) => others.has(recordId)),
    commandId,
  )
  for (const row of edited) {
    const key = recordKey(row.recordId, row.field, row.element)
    const last = lastOf.get(key)
    if (row.long) {
      const now = await ctx.replica.readText(row.kind, row.recordId, row.field)
      if (now !== row.after) kept.push({ key, by: await nameOf(ctx, last ?? row) })
      else
        intents.push({
          type: 'text',
          book: row.kind,
          key,
          before: now,
          delta: stepsBetween(now, String(theirs.get(key)?.after ?? row.before ?? '')),
        })
    } else if (last?.id !== row.id) kept.push({ key, by: await nameOf(ctx, last ?? row) })
    else intents.push(setIntent(row.kind, key, theirs.get(key)?.after ?? row.before, row.after))
  }
  const archiving = await archiveCreated(ctx, created)
  return commitIntents(ctx, [...intents, ...archiving], { undone: intents.length + archiving.length, kept })
}

/**
 * MG11: a record whose id says what it is about may have been made twice, each without seeing the other. Then it is not
 * one step's to put away: it stays, with what the other step wrote.
 */
async function madeByOthers(
  ctx: EngineContext,
  births: readonly TrailRow[],
  commandId: string,
): Promise<ReadonlyMap<string, TrailRow>> {
  const all = await trailOfFields(
    ctx.vault,
    births.map(({ recordId }) => [recordId, 'kind']),
  )
  return new Map(all.filter((row) => row.commandId !== commandId).map((row) => [row.recordId, row]))
}

/** Nobody archived them: `archivedBy` stays empty, which tells what was taken back (`isTakenBack`). */
async function archiveCreated(ctx: EngineContext, created: ReadonlyMap<string, Kind>): Promise<readonly Intent[]> {
  const today = await todayOf(ctx)
  return [...created].map(([id, kind]) => setIntent(kind, recordKey(id, 'archivedOn'), today))
}

/**
 * By key, the row whose value is in use now: the last in the log that did not lose, or the last that waits; or the one
 * that would be without a command. An import touches thousands.
 */
async function latest(
  ctx: EngineContext,
  rows: readonly TrailRow[],
  without?: string,
): Promise<ReadonlyMap<string, TrailRow>> {
  const found = await trailOfFields(ctx.vault, [
    ...new Map(rows.map(({ recordId, field }) => [`${recordId}/${field}`, [recordId, field] as const])).values(),
  ])
  const last = new Map<string, TrailRow>()
  for (const row of found) {
    if (row.commandId === without || (row.lost && without === undefined)) continue
    const key = recordKey(row.recordId, row.field, row.element)
    const other = last.get(key)
    if (!other || byLogOrder(other, row) <= 0) last.set(key, row)
  }
  return last
}

/** What a person calls the author of a change. */
async function nameOf(ctx: EngineContext, { memberId }: TrailRow): Promise<string> {
  const member = ctx.replica.access().members[memberId]
  const personId = member?.persons.at(-1)?.personId
  const person = personId === undefined ? undefined : await ctx.replica.readRecord('person', personId)
  const settings = await ctx.replica.readRecord('settings', 'settings_main')
  return person?.name ?? settings?.memberNames?.[memberId] ?? memberId
}

/**
 * MG1, MG4: keeps the value in use, or writes the other side's; the conflict is closed for everybody either way. MG5:
 * of a text that was merged, it says that somebody read it again.
 */
async function settle(ctx: EngineContext, { trailId, use }: CommandInput<'conflict.settle'>): Promise<Result<null>> {
  const row = await trailRow(ctx.vault, trailId)
  if (!row?.rival && !row?.long)
    return fail(
      'notFound',
      'This conflict is not (or no longer) in the history. Open the record to see its present value.',
    )
  if (row.settled) return ok(null)
  const about = { about: { kind: row.kind, id: row.recordId, fields: [row.field] } }
  if (!row.rival) return commitIntents(ctx, [settledMarker(row)], null, about)
  const key = recordKey(row.recordId, row.field, row.element)
  const now = await ctx.replica.readValue(row.kind, key)
  const other: JsonValue = canonicalJson(now) === canonicalJson(row.after) ? row.rival.value : row.after
  const change = use === 'other' ? [setIntent(row.kind, key, other, now)] : []
  return commitIntents(ctx, [...change, settledMarker(row)], null, about)
}
