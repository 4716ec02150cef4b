/**
 * The one repair (architecture.md 2): throw the live books away, rebuild them from counted entries, take a fresh client
 * id, and make every waiting change again as a new one, through permission and validation. What no longer passes goes
 * to "Not sent", whole. One transaction; until it is through, nothing has changed.
 */

import type { RebaseReason } from './replicaCore'
import { roleMayState, type StatementType } from '~/lib/protocol/access/workspaceRoles'
import { isKind, recordKind, type Kind } from '~/lib/records/registry'
import { parseRecordKey, recordIdOf } from '~/lib/records/recordKey'
import { toBytes } from '~/lib/shared/bytes'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import { measureEntry, reasonIn } from '~/lib/protocol/log/updateBounds'
import { valueOf } from '../books/book'
import { checkIntents, exists } from '../books/checkIntents'
import { notCountable } from './commitChange'
import { actorOf, freshClientId, metaKeys, storageFailure, type Core, type RecordName } from './replicaCore'
import { writtenWithoutKey } from '../log/heldEntries'
import { makeUpdate, recordsTouched } from '../books/makeUpdates'
import { parseBody } from '../log/openEntry'
import { intentsOf, packIntents } from '../history/packedIntents'
import { projectRecords } from '../views/projectRecords'
import { settledField } from '../views/projection'
import { storedOfCommands, trailOfCommands, trailRow } from '../history/readTrail'
import { statementId } from '../log/statementRows'
import { checkStatement } from '../log/statementVerdict'
import type { NotSentRow, OutboxRow, StoredTrailRow, TrailRow } from '../store/tables'
import { keyOfRow, waitingId, waitingRows, withSettled } from '../history/trailRows'
import { dayMs } from '~/lib/shared/dates'

export interface Refusal {
  readonly uuid: string
  readonly failure: Failure
}

/** Fails with `diskFull` or `vaultClosed`; it is then still due. */
export async function rebase(core: Core, reason: RebaseReason, refusal?: Refusal): Promise<Result<void>> {
  const before = core.clientId
  const unsendable = new Map<number, Failure>()
  for (;;) {
    try {
      await run(core, reason, refusal, unsendable)
      return ok()
    } catch (error) {
      core.clientId = before
      core.books.reset()
      if (error instanceof Unsendable) {
        unsendable.set(error.n, error.failure)
        continue
      }
      const failure = storageFailure(error)
      if (failure) return failure
      throw error
    }
  }
}

/**
 * Of a refused entry about members or keys, while the books are being made again: it goes to "Not sent" alone, and
 * whatever else waits is judged by books that are whole. Fails with `diskFull` or `vaultClosed`.
 */
export async function setAside(core: Core, { uuid, failure }: Refusal): Promise<Result<void>> {
  const { outbox, notSent } = core.vault
  try {
    await core.vault.transaction('rw', [outbox, notSent], async () => {
      const rows = (await outbox.where('entryUuid').equals(uuid).toArray()).filter((row) =>
        writtenWithoutKey.includes(row.class),
      )
      await notSent.bulkPut(rows.map((row) => notSentRow(core, row, failure)))
      await outbox.bulkDelete(rows.map(({ n }) => n))
    })
    return ok()
  } catch (error) {
    const full = storageFailure(error)
    if (full) return full
    throw error
  }
}

/** Made again, the waiting change would be one that nobody counts. */
class Unsendable extends Error {
  constructor(
    readonly n: number,
    readonly failure: Failure,
  ) {
    super(failure.message)
  }
}

async function run(
  core: Core,
  reason: RebaseReason,
  refusal: Refusal | undefined,
  unsendable: ReadonlyMap<number, Failure>,
): Promise<void> {
  const { vault } = core
  const rows = await vault.outbox.orderBy('n').toArray()
  const landed = await landedShares(core, rows)
  const taken = new Set((await vault.clients.toArray()).map(({ clientId }) => clientId))

  core.step('rebase:start')
  core.books.reset()
  core.clientId = freshClientId(core.random, (clientId) => clientId === core.clientId || taken.has(clientId))
  for (const kind of new Set(rows.flatMap(intentsOf).map(({ book }) => book))) await core.books.openCounted(kind)

  const isRefused = ({ entryUuid }: OutboxRow): boolean => refusal !== undefined && entryUuid === refusal.uuid
  const born = bornByCommand(rows.filter((row) => !isRefused(row)))
  const keep: OutboxRow[] = []
  const notSent: NotSentRow[] = []
  const trail: StoredTrailRow[] = []
  for (const row of rows) {
    if (landed.has(shareOf(row))) continue
    const again = isRefused(row)
      ? refusal!.failure
      : (unsendable.get(row.n) ?? (await makeAgain(core, row, refusal, born.get(row.commandId))))
    if ('type' in again) notSent.push(notSentRow(core, row, again))
    else {
      keep.push(again)
      trail.push(
        ...waitingRows(intentsOf(again), {
          commandId: again.commandId,
          deviceId: core.keys.deviceId,
          memberId: actorOf(core)?.memberId ?? '',
          time: again.at,
          n: again.n,
        }),
      )
    }
  }

  const kept = new Set(keep.map(({ n }) => n))
  const gone = rows.filter(({ n }) => !kept.has(n)).map(({ n }) => n)
  const lostStatements = rows
    .filter(({ n, payload }) => !kept.has(n) && payload.type === 'statement')
    .map(({ payload }) => statementId((payload as { body: Uint8Array }).body))
  const oldTrail = (
    await storedOfCommands(
      vault,
      rows.map(({ commandId }) => commandId),
    )
  ).filter(({ seq }) => seq === undefined)
  const settled = await settledAfter(core, rows)
  const staying = new Set(trail.map(({ id }) => id))
  const removed = oldTrail.filter(({ id }) => !staying.has(id)).map(({ id }) => id)
  const waitingStatements = (await vault.statements.bulkGet(lostStatements))
    .filter((row) => row && row.seq === undefined)
    .map((row) => row!)
  const touched: RecordName[] = [
    ...(core.rebaseDue?.touched ?? []),
    ...recordsTouched([...rows.flatMap(intentsOf), ...keep.flatMap(intentsOf)]),
    ...settled.map(({ kind, recordId }): RecordName => [kind, recordId]),
    ...waitingStatements
      .filter(({ subjectKind }) => subjectKind === 'evidence')
      .map(({ subjectKind, subjectId }): RecordName => [subjectKind as Kind, subjectId]),
  ]
  const projected = await projectRecords(core, touched, {
    trail: { put: [...trail, ...settled], remove: removed },
    withoutStatements: new Set(waitingStatements.map(({ id }) => id)),
  })
  const meta = await restoredMeta(core, reason)

  core.step('rebase:beforeTransaction')
  const tables = [vault.outbox, vault.trail, vault.notSent, vault.statements, vault.meta]
  await vault.transaction('rw', [...tables, ...projected.kinds.map((kind) => vault.table(kind))], async () => {
    await vault.outbox.bulkDelete(gone)
    await vault.outbox.bulkPut(keep)
    await vault.trail.bulkDelete(removed)
    await vault.trail.bulkPut([...trail, ...settled])
    await vault.notSent.bulkPut(notSent)
    await vault.statements.bulkDelete(waitingStatements.map(({ id }) => id))
    await projected.write()
    await vault.meta.bulkPut([{ key: metaKeys.clientId, value: core.clientId }, ...meta])
    await vault.meta.delete(metaKeys.rebaseDue)
    core.step('rebase:inTransaction')
  })
  core.rebaseDue = undefined
  core.step('rebase:afterTransaction')
}

const shareOf = ({ commandId, class: entryClass, share, payload }: OutboxRow): string =>
  payload.type === 'statement'
    ? statementId(payload.body)
    : `${commandId}/${entryClass}${share === undefined ? '' : `/${share}`}`

/**
 * What a share names may be born in a later one of its command; what another command makes comes first, or is not
 * there.
 */
function bornByCommand(rows: readonly OutboxRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const born = new Map<string, Set<string>>()
  for (const row of rows) {
    const ids = intentsOf(row).flatMap(({ key }) => (key.endsWith('/kind') ? [recordIdOf(key)] : []))
    if (ids.length > 0) born.set(row.commandId, new Set([...(born.get(row.commandId) ?? []), ...ids]))
  }
  return born
}

/** Shares of waiting commands that are in the log already: sent by this device before it was restored from a copy. */
async function landedShares(core: Core, rows: readonly OutboxRow[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(rows.map(({ commandId }) => commandId))]
  const { statements } = core.vault
  const told = await trailOfCommands(core.vault, ids, { merged: true })
  const counted = told.filter(({ seq, deviceId }) => seq !== undefined && deviceId === core.keys.deviceId)
  const shares = counted.flatMap(({ commandId, also = [], kind }) =>
    [commandId, ...also].map((id) => `${id}/${recordKind(kind).class}`),
  )
  // Of a command in several shares each stands for itself: its records tell whether it is in the log.
  const rowIds = new Set(
    counted.flatMap((row) => [row.commandId, ...(row.also ?? [])].map((id) => waitingId(id, keyOfRow(row)))),
  )
  for (const row of rows) {
    if (row.share === undefined) continue
    const has = intentsOf(row).some(({ key }) => rowIds.has(waitingId(row.commandId, key)))
    if (has) shares.push(shareOf(row))
  }
  const signed = await statements.bulkGet(rows.filter(({ payload }) => payload.type === 'statement').map(shareOf))
  return new Set([...shares, ...signed.filter((row) => row?.seq !== undefined).map((row) => row!.id)])
}

/** The row as a new change on the rebuilt books, or why it can't be one. */
async function makeAgain(
  core: Core,
  row: OutboxRow,
  refusal: Refusal | undefined,
  born: ReadonlySet<string> | undefined,
): Promise<OutboxRow | Failure> {
  const { entryUuid, former: earlier, ...rest } = row
  // An entry that was sent may still arrive: until that is known, the new one is held back (outbox.ts).
  const former = entryUuid ?? (earlier === refusal?.uuid ? undefined : earlier)
  const fresh = { ...rest, base: core.head.seq, ...(former !== undefined && { former }) }
  const role = actorOf(core)?.role
  const { payload } = row
  if (payload.type === 'update') {
    const intents = intentsOf(row)
    const wrong = await checkIntents(
      core.books,
      { role, members: core.log.access.members, ...(born && { born }) },
      intents,
    )
    if (wrong) return wrong.error
    const made = makeUpdate(core, intents, row.n)
    const measured = measureEntry(made?.parts.map(({ update }) => update) ?? [])
    if (!measured.ok) throw new Unsendable(row.n, notCountable(reasonIn(measured.error)).error)
    return made
      ? { ...fresh, payload: { type: 'update', intents: packIntents(made.intents), parts: made.parts } }
      : nothingLeft
  }
  if (payload.type === 'erase' && role !== 'owner') return notAllowed
  if (payload.type === 'statement') {
    const body = parseBody(payload.body)
    if (!body.ok) return body.error
    if (role === undefined || !roleMayState(role, body.value.type as StatementType)) return notAllowed
    const {
      workspaceId,
      keys: { deviceId },
      log: { access },
      verifier,
      isStated,
    } = core
    // Its signature is what it is: sent again it would come back again, for ever.
    const counts = await checkStatement(
      { body: toBytes(payload.body), innerSignature: toBytes(payload.innerSignature) },
      body.value,
      { workspaceId, deviceId, access, verifier, isCounted: isStated },
    )
    if (!counts.ok) return counts.error
    const { kind, id } = body.value.subject
    if (isKind(kind) && !(await exists(core.books, kind, id))) {
      return {
        type: 'notFound',
        message: 'The record that was signed is not in the workspace. Look for it under "Not sent" too.',
      }
    }
  }
  return fresh
}

const notAllowed = fail(
  'notAllowed',
  'Your role does not (or no longer) allow this decision. Ask an owner or lead.',
).error
const nothingLeft: Failure = {
  type: 'nothingLeft',
  message: 'Others made the same change meanwhile; nothing of it is left to send.',
}

const notSentRow = (core: Core, row: OutboxRow, { type, message }: Failure): NotSentRow => ({
  id: `${row.commandId}/${row.class}${row.share === undefined ? '' : `/${row.share}`}${row.payload.type === 'statement' ? `/${statementId(row.payload.body).slice(0, 16)}` : ''}`,
  commandId: row.commandId,
  at: core.now(),
  name: row.name,
  input: row.input,
  intents: intentsOf(row),
  reason: { type, message },
  ...(row.about && { about: row.about }),
})

/** Conflicts that waiting changes had settled, as they are now. */
async function settledAfter(core: Core, rows: readonly OutboxRow[]): Promise<readonly TrailRow[]> {
  const settled: TrailRow[] = []
  for (const { book: kind, key } of rows.flatMap(intentsOf)) {
    const parts = parseRecordKey(key)
    if (parts?.field !== settledField || parts.element === undefined) continue
    const row = await trailRow(core.vault, parts.element)
    const book = await core.books.open(kind)
    if (row?.rival || row?.long) settled.push(withSettled(row, valueOf(book.live, key) === true))
  }
  return settled
}

/** A device restored from a copy once may happen; twice in a day there are two of it. */
async function restoredMeta(
  core: Core,
  reason: RebaseReason,
): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
  if (reason !== 'restoredCopy' || core.rebaseDue?.unknownOwn === false) return []
  const last = (await core.vault.meta.get(metaKeys.restoredAt))?.value as number | undefined
  const now = core.now()
  return [
    { key: metaKeys.restoredAt, value: now },
    ...(last !== undefined && now - last < dayMs ? [{ key: metaKeys.deviceTwice, value: true }] : []),
  ]
}
