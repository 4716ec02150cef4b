/**
 * One command becomes durable: outbox rows, rows, trail and its answer in one strict transaction. What it has to sign
 * was signed before.
 */

import Dexie from 'dexie'
import type { Kind } from '~/lib/records/registry'
import { parseRecordKey } from '~/lib/records/recordKey'
import { rulesAreKnown } from '~/lib/protocol/access/accessRules'
import { tooLarge } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { addSize, fitsEntry, measureUpdate, noSize, reasonIn } from '~/lib/protocol/log/updateBounds'
import { fail, ok, unwrap, type Err, type Result } from '~/lib/shared/result'
import { actorOf, metaKeys, storageFailure, type Core, type RecordName } from './replicaCore'
import { keyMissing } from '../log/heldEntries'
import { asOthersRead, makeUpdate, recordsTouched, type MadeUpdate } from '../books/makeUpdates'
import { parseBody } from '../log/openEntry'
import { packIntents } from '../history/packedIntents'
import { projectRecords } from '../views/projectRecords'
import { settledField } from '../views/projection'
import { trailRow } from '../history/readTrail'
import type { Change } from './replica'
import { sharesOf, type Share } from './shares'
import { notYetVerified } from '../snapshots/snapshotEarly'
import { waitingStatement } from '../log/statementRows'
import type { OutboxRow, StatementRow, StoredTrailRow, TrailRow } from '../store/tables'
import { waitingRows, withSettled } from '../history/trailRows'
import { isUnclear, verdictsDiffer } from '../log/verdictCheck'

/** Bytes of update that one entry takes: with 12 % of padding, header and signature it stays below its limit. */
const updateBytes = Math.floor(limits.entryBytes * 0.87)
/** A share of a command is more than one entry may hold. */
class TooLarge extends Error {}
/** No device would count the change. */
class NotCountable extends Error {}
/** A command is cut into at most so many times smaller shares before it is too large for good. */
const finest = 64

/**
 * Fails with `updateNeeded`, `notYetVerified`, `keyMissing`, `verdictsDiffer`, `tooLarge`, `notCountable`, `diskFull`
 * or `vaultClosed`; the books then no longer hold the change. Anything else thrown is a bug, with the same effect. What
 * is acknowledged was judged as every reader judges it.
 */
export async function commitChange(core: Core, change: Change): Promise<Result<void>> {
  const known = rulesAreKnown((core.held?.admitted ? core.held.ahead : core.log).access)
  if (!known.ok) return known
  if (core.early) return notYetVerified()
  if (
    core.held?.admitted &&
    [change.intents, change.statements, change.erasures, change.snapshots].some((part) => (part?.length ?? 0) > 0)
  )
    return keyMissing()
  if (isUnclear(core.verdictCheck)) return verdictsDiffer()
  for (let pieces = 1; ; pieces *= 4) {
    try {
      await write(core, change, pieces)
      return ok()
    } catch (error) {
      // The Y transaction may have run: what is durable decides, so the books are read again.
      core.books.reset()
      if (error instanceof TooLarge && pieces < finest) continue
      if (error instanceof TooLarge) return tooLarge
      if (error instanceof NotCountable) return notCountable(error.message)
      const failure = storageFailure(error)
      if (failure) return failure
      throw error
    }
  }
}

export const notCountable = (why: string): Err =>
  fail(
    'notCountable',
    `Not saved: no device would count this change (${why}). Shorten long names and leave out anything that is not text, a number or a list, then try again.`,
  )

/** Throws `TooLarge` or `NotCountable` where the updates of a share would not count for others. */
function judgeShare({ parts }: MadeUpdate): void {
  if (parts.reduce((sum, { update }) => sum + update.length, 0) > updateBytes) throw new TooLarge()
  let size = noSize
  for (const { update } of parts) {
    const measured = measureUpdate(update)
    if (!measured.ok) throw new NotCountable(reasonIn(measured.error))
    size = addSize(size, measured.value)
  }
  if (!fitsEntry(size)) throw new TooLarge()
}

async function write(core: Core, change: Change, pieces: number): Promise<void> {
  const { vault } = core
  const intents = (change.intents ?? []).map(asOthersRead)
  for (const kind of new Set(intents.map(({ book }) => book))) await core.books.open(kind)
  const settled = await settledRows(core, intents)
  core.step('commit:opened')

  const signed = (change.statements ?? []).map((share): StatementRow =>
    waitingStatement(share, unwrap(parseBody(share.body))),
  )
  // Signed once more in the same millisecond it is the same statement: the one in the log stays, in its row and in what
  // is made from it.
  const held = await vault.statements.bulkGet(signed.map(({ id }) => id))
  const statements = signed.filter((_, at) => held[at]?.seq === undefined)
  const subjects = statements
    .filter(({ subjectKind }) => subjectKind === 'evidence')
    .map(({ subjectKind, subjectId }): RecordName => [subjectKind as Kind, subjectId])
  const rows = await projectRecords(
    core,
    [...recordsTouched(intents), ...settled.map(({ kind, recordId }): RecordName => [kind, recordId]), ...subjects],
    { trail: { put: settled, remove: [] }, statements },
  )
  const extra = change.extra ?? {}
  core.step('commit:beforeTransaction')
  const tables = [
    vault.outbox,
    vault.trail,
    vault.statements,
    vault.commands,
    vault.meta,
    vault.blobs,
    vault.drafts,
    vault.draftFiles,
    vault.notSent,
  ]
  await vault.transaction('rw', [...tables, ...rows.kinds.map((kind) => vault.table(kind))], async () => {
    // The database stores the rows of one share while the next is made.
    const storing: Promise<unknown>[] = []
    const updates: Update[] = []
    for (const share of sharesOf(intents, pieces)) {
      const n = ++core.lastN
      // Whoever listens to the books has nothing to do with this transaction.
      const made = Dexie.ignoreTransaction(() => makeUpdate(core, share.intents, n))
      if (!made) continue
      judgeShare(made)
      updates.push({ share, n, made })
      storing.push(handled(rows.write(recordsTouched(share.intents))))
    }
    core.step('commit:applied')
    storing.push(
      handled(rows.write()),
      handled(vault.outbox.bulkAdd(outboxRows(core, change, updates))),
      handled(vault.trail.bulkPut([...settled, ...updates.flatMap((update) => trailOf(core, change, update))])),
    )
    await Promise.all(storing)
    if (statements.length > 0) await vault.statements.bulkPut(statements)
    await vault.commands.put({ commandId: change.commandId, name: change.name, at: change.at, result: change.result })
    if (extra.blobs) await vault.blobs.bulkPut([...extra.blobs])
    if (extra.drafts) await vault.drafts.bulkPut([...extra.drafts])
    if (extra.draftFiles) await vault.draftFiles.bulkPut([...extra.draftFiles])
    if (extra.deleteDrafts) await vault.drafts.bulkDelete([...extra.deleteDrafts])
    if (extra.deleteDraftFiles)
      await vault.draftFiles.bulkDelete(extra.deleteDraftFiles.map(([draftId, name]) => [draftId, name]))
    if (extra.deleteNotSent) await vault.notSent.bulkDelete([...extra.deleteNotSent])
    await vault.meta.bulkPut([{ key: metaKeys.clientId, value: core.clientId }, ...(extra.meta ?? [])])
    core.step('commit:inTransaction')
  })
  core.step('commit:afterTransaction')
}

interface Update {
  readonly share: Share
  readonly n: number
  readonly made: MadeUpdate
}

function outboxRows(core: Core, change: Change, updates: readonly Update[]): readonly OutboxRow[] {
  const common = {
    commandId: change.commandId,
    name: change.name,
    input: change.input,
    at: change.at,
    base: core.head.seq,
    ...(change.about && { about: change.about }),
  }
  return [
    ...updates.map(({ share, n, made }): OutboxRow => ({
      ...common,
      n,
      class: share.class,
      ...(share.share !== undefined && { share: share.share }),
      payload: { type: 'update', intents: packIntents(made.intents), parts: made.parts },
    })),
    ...(change.statements ?? []).map((share): OutboxRow => ({
      ...common,
      n: ++core.lastN,
      class: 'statement',
      payload: { type: 'statement', ...share },
    })),
    ...(change.access ?? []).map((body): OutboxRow => ({
      ...common,
      n: ++core.lastN,
      class: 'access',
      payload: { type: 'access', body },
    })),
    ...(change.keys ?? []).map((body): OutboxRow => ({
      ...common,
      n: ++core.lastN,
      class: 'key',
      payload: { type: 'key', body },
    })),
    ...(change.erasures ?? []).map((body): OutboxRow => ({
      ...common,
      n: ++core.lastN,
      class: 'erase',
      payload: { type: 'erase', body },
    })),
    ...(change.snapshots ?? []).map((body): OutboxRow => ({
      ...common,
      n: ++core.lastN,
      class: 'snapshot',
      payload: { type: 'snapshot', body },
    })),
  ]
}

const trailOf = (core: Core, { commandId, at }: Change, { n, made }: Update): readonly StoredTrailRow[] =>
  waitingRows(made.intents, {
    commandId,
    deviceId: core.keys.deviceId,
    memberId: actorOf(core)?.memberId ?? '',
    time: at,
    n,
  })

/**
 * One that fails fails the transaction, which tells; where that ended before it was waited for, nobody is left to hear
 * of it.
 */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** Conflicts that this change settles, as they will read. */
async function settledRows(core: Core, intents: Change['intents'] & object): Promise<readonly TrailRow[]> {
  const rows: TrailRow[] = []
  for (const intent of intents) {
    const parts = parseRecordKey(intent.key)
    if (intent.type !== 'set' || parts?.field !== settledField || parts.element === undefined) continue
    const row = await trailRow(core.vault, parts.element)
    if (row?.rival || row?.long) rows.push(withSettled(row, intent.after === true))
  }
  return rows
}
