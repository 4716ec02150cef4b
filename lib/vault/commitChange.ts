/**
 * One command becomes durable: outbox rows, rows, trail and its answer in one strict transaction. What it has to sign was
 * signed before.
 */

import type { Kind } from '../isms/registry'
import { parseRecordKey } from '../isms/recordKey'
import { assert } from '../shared/assert'
import { ok, unwrap, type Result } from '../shared/result'
import { actorOf, metaKeys, storageFailure, type Core, type RecordName } from './core'
import { makeUpdate, recordsTouched } from './makeUpdates'
import { parseBody } from './openEntry'
import { packIntents } from './packedIntents'
import { projectRecords, writeRows } from './projectRecords'
import { settledField } from './projection'
import { trailRow } from './readTrail'
import type { Change } from './replica'
import { sharesOf } from './shares'
import { notYetVerified } from './snapshotEarly'
import { waitingStatement } from './statementRows'
import type { OutboxRow, StatementRow, StoredTrailRow, TrailRow } from './tables'
import { waitingRows, withSettled } from './trailRows'

/** Fails with `notYetVerified`, `diskFull` or `vaultClosed`; the books then no longer hold the change. Anything else thrown is a bug, with the same effect. */
export async function commitChange(core: Core, change: Change): Promise<Result<void>> {
  if (core.early) return notYetVerified()
  try {
    await write(core, change)
    return ok()
  } catch (error) {
    // The Y transaction may have run: what is durable decides, so the books are read again.
    core.books.reset()
    const failure = storageFailure(error)
    if (failure) return failure
    throw error
  }
}

async function write(core: Core, change: Change): Promise<void> {
  const { vault } = core
  const intents = change.intents ?? []
  for (const kind of new Set(intents.map(({ book }) => book))) await core.books.open(kind)
  const settled = await settledRows(core, intents)
  core.step('commit:opened')

  const member = actorOf(core)?.memberId ?? ''
  const common = { commandId: change.commandId, name: change.name, input: change.input, at: change.at, base: core.head.seq, ...(change.about && { about: change.about }) }
  const outbox: OutboxRow[] = []
  const trail: StoredTrailRow[] = [...settled]
  for (const share of sharesOf(intents)) {
    const n = ++core.lastN
    const made = makeUpdate(core, share.intents, n)
    if (!made) continue
    outbox.push({ ...common, n, class: share.class, ...(share.share !== undefined && { share: share.share }), payload: { type: 'update', intents: packIntents(made.intents), parts: made.parts } })
    trail.push(...waitingRows(made.intents, { commandId: change.commandId, deviceId: core.keys.deviceId, memberId: member, time: change.at, n }))
  }
  const statements: StatementRow[] = []
  for (const share of change.statements ?? []) {
    outbox.push({ ...common, n: ++core.lastN, class: 'statement', payload: { type: 'statement', ...share } })
    statements.push(waitingStatement(share, unwrap(parseBody(share.body))))
  }
  for (const body of change.access ?? []) outbox.push({ ...common, n: ++core.lastN, class: 'access', payload: { type: 'access', body } })
  for (const body of change.snapshots ?? []) outbox.push({ ...common, n: ++core.lastN, class: 'snapshot', payload: { type: 'snapshot', body } })
  core.step('commit:applied')

  const subjects = statements.filter(({ subjectKind }) => subjectKind === 'evidence').map(({ subjectKind, subjectId }): RecordName => [subjectKind as Kind, subjectId])
  const rows = await projectRecords(core, [...recordsTouched(intents), ...settled.map(({ kind, recordId }): RecordName => [kind, recordId]), ...subjects], { trail: { put: trail, remove: [] }, statements })
  const extra = change.extra ?? {}
  core.step('commit:beforeTransaction')
  const tables = [vault.outbox, vault.trail, vault.statements, vault.commands, vault.meta, vault.blobs, vault.drafts, vault.draftFiles, vault.notSent]
  await vault.transaction('rw', [...tables, ...[...rows.put.keys()].map((kind) => vault.table(kind))], async () => {
    await vault.outbox.bulkAdd(outbox)
    await vault.trail.bulkPut(trail)
    if (statements.length > 0) await vault.statements.bulkPut(statements)
    await writeRows(core, rows)
    await vault.commands.put({ commandId: change.commandId, name: change.name, at: change.at, result: change.result })
    if (extra.blobs) await vault.blobs.bulkPut([...extra.blobs])
    if (extra.drafts) await vault.drafts.bulkPut([...extra.drafts])
    if (extra.draftFiles) await vault.draftFiles.bulkPut([...extra.draftFiles])
    if (extra.deleteDrafts) await vault.drafts.bulkDelete([...extra.deleteDrafts])
    if (extra.deleteDraftFiles) await vault.draftFiles.bulkDelete(extra.deleteDraftFiles.map(([draftId, name]) => [draftId, name]))
    if (extra.deleteNotSent) await vault.notSent.bulkDelete([...extra.deleteNotSent])
    await vault.meta.bulkPut([{ key: metaKeys.clientId, value: core.clientId }, ...(extra.meta ?? [])])
    core.step('commit:inTransaction')
  })
  core.step('commit:afterTransaction')
  assert(outbox.every(({ n }) => n <= core.lastN), 'outbox numbers only grow')
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
