/** Creating, changing, archiving records: permission → validation → intents → one durable change. */

import { dateInZone } from '~/lib/shared/dates'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Field } from '~/lib/records/fields'
import { deviceCode, formatRef, parseRef, refSortKey, refYear } from '~/lib/records/refs'
import { parseRecordKey, recordKey } from '~/lib/records/recordKey'
import { isKind, kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { isTakenBack } from '~/lib/records/merge/takenBack'
import { newRecordId } from '~/lib/shared/ids'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkIntents, checkRole, exists } from '~/lib/vault/books/checkIntents'
import { metaKeys } from '~/lib/vault/replica/replicaCore'
import { settledField } from '~/lib/vault/views/projection'
import { openConflictRows } from '~/lib/vault/history/readTrail'
import type { Change, ExtraWrites } from '~/lib/vault/replica/replica'
import { kindTable, type Intent, type TrailRow } from '~/lib/vault/store/tables'
import type { CommandInput, FieldChange } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { checkRules } from './recordRules'
import {
  archiveIntents,
  changeIntents,
  creationIntents,
  fieldIntents,
  isMadeByEditing,
  restoreIntents,
  setIntent,
} from './recordIntents'

export const recordCommands = {
  'record.create': create,
  'record.edit': edit,
  'record.archive': (ctx, input) => setArchived(ctx, input, true),
  'record.restore': (ctx, input) => setArchived(ctx, input, false),
} satisfies Partial<Handlers>

/**
 * Permission, validation and existence; then one durable change. Fails with what `checkIntents` and `commit` fail with.
 */
export async function commitIntents<T extends JsonValue>(
  ctx: EngineContext,
  intents: readonly Intent[],
  result: T,
  options: {
    readonly extra?: ExtraWrites
    readonly about?: Change['about']
    readonly statements?: Change['statements']
  } = {},
): Promise<Result<T>> {
  const wrong = await checkIntents(
    ctx.replica.books,
    { role: ctx.actor?.role, members: ctx.replica.access().members },
    intents,
  )
  if (wrong) return wrong
  ctx.steps?.('command:checked')
  const committed = await ctx.replica.commit({
    commandId: ctx.commandId,
    name: ctx.command.name,
    input: ctx.command.input as JsonValue,
    at: ctx.clock.now(),
    intents: [...intents, ...(await settling(ctx, intents))],
    about: options.about ?? aboutOf(intents),
    result,
    extra: options.extra,
    statements: options.statements,
  })
  if (!committed.ok) return committed
  ctx.sync.nudge()
  return ok(result)
}

async function create(
  ctx: EngineContext,
  { kind, id: given, ref: givenRef, fields }: CommandInput<'record.create'>,
): Promise<Result<{ id: string; ref: string }>> {
  const known = kindOf(kind)
  if (!known.ok) return known
  const denied = checkRole(ctx.actor?.role, kind)
  if (denied) return denied
  if (!isJsonObject(fields)) return fail('invalidField', 'The fields of the new record are missing.')
  const definition = recordKind(kind)
  const id = given ?? definition.singleton ?? newRecordId(definition.prefix, ctx.random)
  const fits = checkId(kind, id, given !== undefined)
  if (!fits.ok) return fits
  if (await exists(ctx.replica.books, kind, id)) return again(ctx, kind, id, fields)

  const ref = await refFor(ctx, kind, id, givenRef, refYear(kind, fields))
  if (!ref.ok) return ref
  const intents = fieldIntents(kind, id, fields)
  if (!intents.ok) return intents
  const broken = await checkRules(ctx, kind, id, undefined, intents.value)
  if (broken) return broken
  return commitIntents(
    ctx,
    [...creationIntents(ctx, kind, id, ref.value.stored), ...intents.value],
    { id, ref: ref.value.shown },
    {
      about: { kind, id, fields: Object.keys(fields) },
      extra: ref.value.extra,
    },
  )
}

/**
 * What takes its id from what it is about and lies archived (its creation was taken back, or somebody put it away)
 * comes back with what is told now; what else was written there comes back with it. Any other record is made once.
 */
async function again(
  ctx: EngineContext,
  kind: Kind,
  id: string,
  fields: Readonly<Record<string, JsonValue>>,
): Promise<Result<{ id: string; ref: string }>> {
  const row = (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined
  if (row?.archivedOn === undefined || !(isMadeByEditing(kind) || recordKind(kind).derivedId !== undefined)) {
    return fail('alreadyExists', 'This record exists already. Open and change it instead.', { detail: { kind, id } })
  }
  const made = changeIntents(
    kind,
    id,
    row,
    Object.entries(fields).map(([field, value]) => ({ op: 'set', field, value })),
  )
  if (!made.ok) return made
  const broken = await checkRules(ctx, kind, id, row, made.value)
  if (broken) return broken
  return commitIntents(
    ctx,
    [...restoreIntents(kind, row), ...made.value],
    { id, ref: row.ref },
    { about: { kind, id, fields: Object.keys(fields) } },
  )
}

/**
 * Writing into a record that is made by being edited makes it again where it lies archived: its lists show it as not
 * there.
 */
async function edit(ctx: EngineContext, { edits }: CommandInput<'record.edit'>): Promise<Result<{ changed: number }>> {
  const intents: Intent[] = []
  let changed = 0
  for (const { kind, id, changes } of edits) {
    const known = kindOf(kind)
    if (!known.ok) return known
    const row = (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined
    const away = row?.archivedOn !== undefined && isMadeByEditing(kind) ? row : undefined
    const back = away ? restoreIntents(kind, away) : []
    const made = changeIntents(kind, id, row, away ? madeAnew(away, changes) : changes)
    if (!made.ok) return made
    if (made.value.length + back.length === 0) continue
    const broken = await checkRules(ctx, kind, id, row, made.value)
    if (broken) return broken
    if (!row) {
      if (!isMadeByEditing(kind) || !checkId(kind, id, true).ok)
        return fail(
          'notFound',
          'The record is not in this workspace. It may have come from another one; open the register and choose again.',
          { detail: { kind, id } },
        )
      intents.push(...creationIntents(ctx, kind, id, ''))
    }
    intents.push(...back, ...made.value)
    changed++
  }
  if (changed === 0) {
    // Nothing to write is a right, too, only of who may write.
    const denied = edits.map(({ kind }) => checkRole(ctx.actor?.role, kind)).find((found) => found !== undefined)
    return denied ?? ok({ changed: 0 })
  }
  return commitIntents(ctx, intents, { changed })
}

/**
 * Who writes anew has not seen what was there: texts are replaced, not added to, and what was taken back begins empty.
 */
function madeAnew(row: AnyRecord, changes: readonly FieldChange[]): readonly FieldChange[] {
  const told = changes.map((change): FieldChange =>
    change.op === 'text' ? { op: 'set', field: change.field, value: change.value } : change,
  )
  if (!isTakenBack(row)) return told
  const isLeft = ([name, field]: readonly [string, Field]): boolean =>
    !field.writeOnce && !told.some((change) => change.field === name)
  return [
    ...Object.entries(recordKind(row.kind).fields as Readonly<Record<string, Field>>)
      .filter(isLeft)
      .map(([field]): FieldChange => ({ op: 'set', field, value: null })),
    ...told,
  ]
}

async function setArchived(
  ctx: EngineContext,
  { kind, ids }: CommandInput<'record.archive'>,
  archive: boolean,
): Promise<Result<{ changed: number }>> {
  const known = kindOf(kind)
  if (!known.ok) return known
  const intents: Intent[] = []
  const today = await todayOf(ctx)
  for (const id of ids) {
    const row = (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined
    if (!row)
      return fail('notFound', 'The record is not in this workspace. Open the register and choose again.', {
        detail: { kind, id },
      })
    if ((row.archivedOn !== undefined) === archive) continue
    intents.push(...(archive ? archiveIntents(ctx, kind, id, today) : restoreIntents(kind, row)))
  }
  if (intents.length === 0) return checkRole(ctx.actor?.role, kind) ?? ok({ changed: 0 })
  return commitIntents(ctx, intents, { changed: intents.length / 2 })
}

/** Days are days in the workspace's time zone. */
export async function todayOf(ctx: EngineContext): Promise<string> {
  const settings = await ctx.replica.readRecord('settings', 'settings_main')
  return dateInZone(new Date(ctx.clock.now()).toISOString(), effectiveSettings(settings).timeZone)
}

const kindOf = (kind: string): Result<Kind> =>
  isKind(kind)
    ? ok(kind)
    : fail('unknownKind', `This version knows no records of kind "${kind}". Update Plumbline on this device.`)

/** ID1: an id belongs to its kind; only derived and singleton ids are given by hand. */
function checkId(kind: Kind, id: string, given: boolean): Result<void> {
  const { singleton, derivedId } = recordKind(kind)
  const wrong = (message: string) => fail('invalidField', message, { field: 'id' })
  if (singleton !== undefined) return id === singleton ? ok() : wrong(`There is one record of this kind, ${singleton}.`)
  if (derivedId === 'always' && !given) return wrong('A record of this kind takes its id from what it is about.')
  if (id.includes('/') || kindOfId(id) !== kind) return wrong('The id does not belong to this kind of record.')
  return ok()
}

export interface NewRef {
  readonly stored: string
  readonly shown: string
  readonly extra: ExtraWrites
}

/** The reference that is given, where it is one of this kind and free; else the next one. Fails with `invalidField`. */
async function refFor(
  ctx: EngineContext,
  kind: Kind,
  id: string,
  given: string | undefined,
  year: number | undefined,
): Promise<Result<NewRef>> {
  const { prefix, singleton, naturalKey } = recordKind(kind)
  if (given === undefined || naturalKey || singleton !== undefined) return ok(await nextRef(ctx, kind, id, year))
  if (parseRef(given)?.prefix !== prefix)
    return fail(
      'invalidField',
      `A reference of this kind reads ${prefix}-1. Put numbers of other systems into the field for them.`,
      { field: 'ref' },
    )
  const taken = await kindTable(ctx.vault, kind).where('ref').equals(given).count()
  return taken > 0
    ? fail('invalidField', `The reference ${given} is taken.`, { field: 'ref' })
    : ok({ stored: given, shown: given, extra: {} })
}

/**
 * ID2: 1 + the highest number this device used for the prefix, in the merged records (archived ones included) and in
 * its own store, which also remembers what was never sent. Final at once, offline too. `year`: of what it is about
 * (ID7).
 */
export async function nextRef(ctx: EngineContext, kind: Kind, id: string, year?: number): Promise<NewRef> {
  const { prefix, singleton, naturalKey, yearRef } = recordKind(kind)
  if (naturalKey) return { stored: '', shown: naturalKey(id), extra: {} }
  if (singleton !== undefined) return { stored: '', shown: '', extra: {} }
  const device = deviceCode(ctx.replica.access().devices[ctx.replica.deviceId]?.position ?? 0)
  const scope = { prefix, device, ...(yearRef && { year: year ?? Number((await todayOf(ctx)).slice(0, 4)) }) }
  const sortPrefix = refSortKey(formatRef({ ...scope, number: 1 })).slice(0, -9)
  const last = await kindTable(ctx.vault, kind).where('refSort').between(sortPrefix, `${sortPrefix}~`).last()
  const counters = ((await ctx.vault.meta.get(metaKeys.refCounters))?.value ?? {}) as Readonly<Record<string, number>>
  const number = Math.max(counters[sortPrefix] ?? 0, (last && parseRef(last.ref)?.number) ?? 0) + 1
  const ref = formatRef({ ...scope, number })
  return {
    stored: ref,
    shown: ref,
    extra: { meta: [{ key: metaKeys.refCounters, value: { ...counters, [sortPrefix]: number } }] },
  }
}

/** A value written by somebody who has both sides of its conflict settles it (MG1). */
async function settling(ctx: EngineContext, intents: readonly Intent[]): Promise<readonly Intent[]> {
  const open = new Map<Kind, readonly TrailRow[]>()
  const markers: Intent[] = []
  for (const kind of new Set(intents.map(({ book }) => book))) open.set(kind, await openConflictRows(ctx.vault, kind))
  const written = new Set(intents.map(({ book, key }) => `${book}/${key}`))
  for (const [kind, rows] of open) {
    for (const row of rows) {
      const marker = settledMarker(row)
      if (
        written.has(`${kind}/${recordKey(row.recordId, row.field, row.element)}`) &&
        !written.has(`${kind}/${marker.key}`)
      )
        markers.push(marker)
    }
  }
  return markers
}

/** Says of a conflict that somebody who knew both values has dealt with it. */
export const settledMarker = ({ id, kind, recordId }: TrailRow): Intent =>
  setIntent(kind, `${recordId}/${settledField}/${id}`, true)

function aboutOf(intents: readonly Intent[]): Change['about'] {
  const [first] = intents
  const parts = first && parseRecordKey(first.key)
  if (!parts) return undefined
  const fields = intents
    .filter(({ key }) => key.startsWith(`${parts.recordId}/`))
    .map(({ key }) => parseRecordKey(key)!.field)
  return {
    kind: first.book,
    id: parts.recordId,
    fields: [...new Set(fields)].filter((field) => !field.startsWith('_')),
  }
}
