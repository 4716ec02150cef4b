/**
 * Taking log entries in: judge → open → apply → one transaction with log rows, books' tail, rows, trail, statements,
 * members, and the outbox rows that are now in the log. Either all of a batch is durable or none of it happened.
 */

import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { nextVerdicts } from '~/lib/protocol/log/verdictHash'
import type { Kind } from '~/lib/records/registry'
import { ok, type Failure, type Result } from '~/lib/shared/result'
import { statedAt } from '~/lib/isms/statement/statedAt'
import { memberOfDevice, timeSourceAt, type AccessState } from '~/lib/protocol/access/accessState'
import { accessRows, positionsNeeded, type AccessRows } from './accessRows'
import { applyEntries, type AppliedEntries } from './applyEntries'
import {
  metaKeys,
  storageFailure,
  type Core,
  type HeldEntries,
  type RebaseDue,
  type RecordName,
} from '../replica/replicaCore'
import { erasuresOf, writeErasures } from './erasures'
import {
  isWhole,
  judgeAhead,
  keyMissing,
  mayBringKeys,
  noteForsaken,
  placeOf,
  showAhead,
  thoseKept,
} from './heldEntries'
import { fetchEpochKeys, judgeEntries, lookAhead, type JudgedBatch, type JudgedEntry } from './judgeEntries'
import { projectRecords } from '../views/projectRecords'
import { readRecord } from '../views/projection'
import type { IngestReport } from '../replica/replica'
import { verdictOf } from './replayLog'
import { snapshotRows } from '../snapshots/snapshotClaims'
import { makersOf } from './makers'
import { dependenceAt } from './memberIndependence'
import { countedStatement, needsIndependence, needsMakers } from './statementRows'
import type { LogRow, OutboxRow, RefusedRow, StatementRow } from '../store/tables'
import { countedRows, type TrailWrites } from '../history/trailRows'
import { unappliable, Unappliable } from './unappliable'
import { afterHearing } from './verdictCheck'
import { readAndVerify, type ReadSequenced } from './verifySignatures'

/** Entries of one transaction: small enough for progress, large enough to be quick. */
const batchEntries = 400

type TimeSource = LogRow['timeSource']

/**
 * Without rebase and queue: see createReplica. Fails with what `judgeEntries` fails with, `diskFull` or `vaultClosed`.
 */
export async function ingestEntries(
  core: Core,
  entries: readonly SequencedEntry[],
  timeSource: TimeSource,
): Promise<Result<Omit<IngestReport, 'rebased'>>> {
  const known = readUpTo(core)
  const fresh = entries.filter(({ seq }) => seq > known)
  let rest = [...(core.held?.entries ?? []), ...(!core.held || isWhole(core.held) ? fresh : [])]
  let waits = core.held?.admitted === true && fresh.length > 0 && !mayBringKeys(fresh)
  const confirmed: string[] = []
  const notCounted: IngestReport['notCounted'][number][] = []
  let applied = 0
  let accessChanged = false
  let read: readonly ReadSequenced[] = []
  const broken: Broken = { suspect: undefined, found: new Map() }
  while (rest.length > 0) {
    if (read.length === 0 && !waits)
      read = await readAndVerify(core.verifier, core.log, rest.slice(0, batchEntries), {
        singly: core.rebuildDue?.reason === 'forgedEntry' || core.rebuildDue?.reason === 'verdictsDiffer',
      })
    const batch = waits ? keyMissing() : await judgeEntries(core, upToSuspect(read, broken), broken.found)
    waits = false
    if (!batch.ok) {
      core.clients.reset()
      if (batch.error.type !== 'noKey' && batch.error.type !== 'keyMissing') {
        core.held = undefined
        return batch
      }
      const held = await hold(core, rest, fresh)
      if (!held.ok) return held
      // The key came along further on, with this device's admission or sent again.
      const known = await fetchEpochKeys(core, held.value.ahead)
      // Or it is not needed any more.
      if (known || (held.value.admitted && noteForsaken(core, held.value.ahead.access))) {
        core.held = undefined
        continue
      }
      core.held = held.value
      if (!held.value.admitted) break
      confirmed.push(...(await showAhead(core, held.value, held.value.ownCounted)))
      accessChanged = true
      break
    }
    core.held = undefined
    const taken = await takeInOrForget(core, batch.value, timeSource)
    if (taken instanceof Unappliable) {
      suspectOrFind(broken, taken.seq)
      continue
    }
    if (!taken.ok) return taken
    if (core.head.seq >= (broken.suspect ?? Infinity)) broken.suspect = undefined
    confirmed.push(...taken.value)
    for (const { failure, entry, sequenced, own } of batch.value.entries) {
      if (failure) notCounted.push({ seq: sequenced.seq, uuid: entry?.header.uuid ?? '', verdict: failure.type, own })
    }
    applied += batch.value.entries.length
    accessChanged ||= batch.value.accessChanged
    rest = rest.slice(batch.value.entries.length)
    read = read.slice(batch.value.entries.length)
  }
  const { seq, chain } = core.head
  const letGo = readUpTo(core) < Math.max(known, fresh.at(-1)?.seq ?? 0)
  return ok({
    head: { seq, chain },
    applied,
    confirmed,
    notCounted,
    accessChanged,
    ...(letGo && { letGo: true as const }),
  })
}

/** The last position that was read, also where it waits for a key. */
const readUpTo = ({ held, head }: Core): number => held?.places.at(-1)?.seq ?? head.seq

async function hold(
  core: Core,
  rest: readonly SequencedEntry[],
  fresh: readonly SequencedEntry[],
): Promise<Result<HeldEntries & { readonly ownCounted: readonly string[] }>> {
  const before = core.held
  if (!before?.admitted) {
    const ahead = await lookAhead(core, before?.ahead ?? core.log, before ? fresh : rest)
    if (!ahead.access.devices[core.keys.deviceId])
      return ok({ entries: rest, places: rest.map(placeOf), ahead, admitted: false, ownCounted: [] })
  }
  const known = before?.admitted ? before : undefined
  const judged = await judgeAhead(core, known, known ? fresh : rest)
  if (!judged.ok) return judged
  const places = known ? [...known.places, ...fresh.map(placeOf)] : rest.map(placeOf)
  return ok({
    entries: known && !isWhole(known) ? known.entries : thoseKept(rest),
    places,
    admitted: true,
    ...judged.value,
  })
}

interface Broken {
  /** Threw once. What comes before it is taken in first; then it is tried alone, on books made anew. */
  suspect: number | undefined
  /** Threw there again: its verdict. */
  readonly found: Map<number, Failure>
}

function upToSuspect(read: readonly ReadSequenced[], { suspect }: Broken): readonly ReadSequenced[] {
  if (suspect === undefined) return read
  const before = read.filter(({ sequenced }) => sequenced.seq < suspect)
  return before.length > 0 ? before : read.slice(0, 1)
}

function suspectOrFind(broken: Broken, seq: number): void {
  if (broken.suspect === seq) broken.found.set(seq, unappliable())
  else broken.suspect = seq
}

/**
 * When anything goes wrong, nothing of the batch is durable: what memory holds of it goes, and the next attempt starts
 * from the vault.
 */
async function takeInOrForget(
  core: Core,
  batch: JudgedBatch,
  timeSource: TimeSource,
): Promise<Result<readonly string[]> | Unappliable> {
  try {
    return await takeIn(core, batch, timeSource)
  } catch (error) {
    core.books.reset()
    core.clients.reset()
    if (error instanceof Unappliable) return error
    const failure = storageFailure(error)
    if (failure) return failure
    throw error
  }
}

/** uuids of own entries that left the outbox. */
async function takeIn(
  core: Core,
  { entries, accessChanged, seen }: JudgedBatch,
  timeSource: TimeSource,
): Promise<Result<readonly string[]>> {
  const ownUuids = entries.filter(({ own }) => own).map(({ entry }) => entry!.header.uuid)
  const sent = ownUuids.length === 0 ? [] : await core.vault.outbox.where('entryUuid').anyOf(ownUuids).toArray()
  const rowsOf = (uuid: string): readonly OutboxRow[] => sent.filter(({ entryUuid }) => entryUuid === uuid)
  // What a rebase made anew names the entry it was in; looked for only where an entry has no rows any more.
  const renewed = ownUuids.every((uuid) => rowsOf(uuid).length > 0)
    ? []
    : await core.vault.outbox.filter(({ former }) => former !== undefined).toArray()
  const formerOf = (uuid: string): readonly OutboxRow[] => renewed.filter(({ former }) => former === uuid)

  core.step('ingest:judged')
  const applied = await applyEntries(core, entries, rowsOf)
  // A rebuild reads what was confirmed before; its own repair comes at the end.
  const due = core.rebuildDue
    ? core.rebaseDue
    : (dueAfter(core, entries, rowsOf, formerOf) ??
      (applied.liveBroken ? { reason: 'commitFailed', touched: [] } : undefined))
  const trail = await withoutUntold(
    core,
    await countedRows(core.vault, applied.commands, core.keys.deviceId),
    applied.untold,
  )
  const sourceOf = (seq: number): TimeSource =>
    timeSource === 'device' ? 'device' : timeSourceAt(entries.at(-1)!.after.access, seq)
  const statements = await statementRows(core, entries, trail.put, sourceOf)
  const touched = namesTouched(applied, statements)
  const rows = await projectRecords(core, touched, { trail, statements, countedOnly: due !== undefined })
  const dueNow: RebaseDue | undefined = due && { ...due, touched: [...due.touched, ...touched] }

  const own = entries.filter((judged) => judged.own)
  const leaving = own
    .filter(({ failure }) => !failure)
    .flatMap(({ entry }) => [...rowsOf(entry!.header.uuid), ...formerOf(entry!.header.uuid)])
  const staying = own.filter(({ failure }) => failure).flatMap(({ entry }) => rowsOf(entry!.header.uuid))
  const last = entries.at(-1)!
  const verdicts = verdictsAfter(core, entries, seen)
  const head = {
    seq: last.sequenced.seq,
    chain: last.sequenced.chain,
    relayTime: last.sequenced.relayTime,
    verdicts: verdicts.get(last.sequenced.seq)!,
  }
  const verdictCheck = core.rebuildDue ? core.verdictCheck : afterHearing(core, entries, (seq) => verdicts.get(seq))
  for (const { entry, sequenced, failure } of entries) {
    if (entry && failure?.type !== 'badSignature') core.heard.set(entry.header.deviceId, sequenced.relayTime)
  }
  const access = await viewsOf(core, entries, last, accessChanged)
  const clients = core.clients.changed()
  const snapshots = await snapshotRows(core, entries)
  const erasures = erasuresOf(entries)
  const { vault } = core

  const joined = last.after.access.relays === core.log.access.relays ? undefined : last.after.access.relays.at(-1)
  core.step('ingest:beforeTransaction')
  const tables = [
    vault.log,
    vault.tail,
    vault.clients,
    vault.trail,
    vault.outbox,
    vault.statements,
    vault.refused,
    vault.members,
    vault.devices,
    vault.invites,
    vault.books,
    vault.blobs,
    vault.erasures,
    vault.meta,
  ]
  await vault.transaction('rw', [...tables, ...rows.kinds.map((kind) => vault.table(kind))], async () => {
    await vault.log[core.rebuildDue ? 'bulkPut' : 'bulkAdd'](
      entries.map((judged) => logRow(judged, sourceOf(judged.sequenced.seq), verdicts.get(judged.sequenced.seq)!)),
    )
    if (joined !== undefined) await markDeviceTimes(vault, joined.seq)
    await vault.tail.bulkPut([...applied.tail])
    await vault.clients.bulkPut([...clients])
    await vault.trail.bulkDelete([...trail.remove])
    await vault.trail.bulkPut([...trail.put])
    await vault.statements.bulkPut([...statements])
    await markDoubt(vault, core.log.access, last.after.access)
    await vault.refused.bulkPut(entries.filter(({ failure }) => failure).map(refusedRow))
    await writeErasures(vault, erasures)
    await vault.outbox.bulkDelete(leaving.map(({ n }) => n))
    if (staying.length > 0) await vault.outbox.bulkPut(staying.map(({ entryUuid: _uuid, ...row }) => row))
    for (const [kind, foreignSeq] of applied.foreign) {
      const note = (await vault.books.get(kind)) ?? { book: kind, upToSeq: 0, stateVector: new Uint8Array() }
      await vault.books.put({ ...note, foreignSeq })
    }
    if (access.members) await vault.members.bulkPut([...access.members])
    if (access.invites) await vault.invites.bulkPut([...access.invites])
    await vault.devices.bulkPut([...access.devices])
    await rows.write()
    await vault.meta.bulkPut([
      { key: metaKeys.head, value: head },
      { key: metaKeys.logState, value: last.after },
      ...snapshots,
      ...(verdictCheck === core.verdictCheck ? [] : [{ key: metaKeys.verdictCheck, value: verdictCheck }]),
      ...(dueNow ? [{ key: metaKeys.rebaseDue, value: dueNow }] : []),
    ])
    core.step('ingest:inTransaction')
  })
  core.log = last.after
  core.head = head
  core.verdictCheck = verdictCheck
  if (dueNow) core.rebaseDue = dueNow
  core.step('ingest:afterTransaction')
  return ok(
    own
      .filter(
        ({ failure, entry }) =>
          !failure && (rowsOf(entry!.header.uuid).length > 0 || formerOf(entry!.header.uuid).length > 0),
      )
      .map(({ entry }) => entry!.header.uuid),
  )
}

/** What this device makes of the log, after each of these entries and at the heads that their authors had seen. */
function verdictsAfter(
  core: Core,
  entries: readonly JudgedEntry[],
  seen: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const verdicts = new Map([...seen, [core.head.seq, core.head.verdicts]])
  let before = core.head.verdicts
  for (const judged of entries) {
    before = nextVerdicts(before, judged.sequenced.seq, verdictOf(judged))
    verdicts.set(judged.sequenced.seq, before)
  }
  return verdicts
}

/** Rows that waited for the log, which then had nothing to tell of them, leave the history. */
async function withoutUntold(
  { vault }: Core,
  { put, remove }: TrailWrites,
  untold: readonly string[],
): Promise<TrailWrites> {
  if (untold.length === 0) return { put, remove }
  const told = new Set(put.map(({ id }) => id))
  const waiting = (await vault.trail.bulkGet([...untold])).flatMap((row) =>
    row && row.seq === undefined && !told.has(row.id) ? [row.id] : [],
  )
  return { put, remove: [...remove, ...waiting] }
}

/** Whether these entries make a rebase due (architecture.md 2). */
function dueAfter(
  core: Core,
  entries: readonly JudgedEntry[],
  rowsOf: (uuid: string) => readonly OutboxRow[],
  formerOf: (uuid: string) => readonly OutboxRow[],
): RebaseDue | undefined {
  const before = core.rebaseDue
  const touched = before?.touched ?? []
  for (const { own, failure, entry, takesClientId } of entries) {
    const uuid = entry?.header.uuid ?? ''
    if (own && rowsOf(uuid).length === 0 && entry!.header.class !== 'access' && entry!.header.class !== 'key')
      return { reason: 'restoredCopy', touched, unknownOwn: formerOf(uuid).length === 0 }
    if (own && failure) return { reason: 'refused', touched }
    if (takesClientId) return { reason: 'foreignClient', touched }
  }
  return before
}

function namesTouched(applied: AppliedEntries, statements: readonly StatementRow[]): readonly RecordName[] {
  const subjects = statements
    .filter(({ subjectKind }) => subjectKind === 'evidence')
    .map(({ subjectKind, subjectId }) => [subjectKind as Kind, subjectId] as const)
  return [...applied.touched, ...subjects]
}

/** What stands before the place at which a relay joined has the times of devices, whoever brought it here. */
async function markDeviceTimes(vault: Core['vault'], before: number): Promise<void> {
  await vault.log
    .where('seq')
    .below(before)
    .and((row) => row.timeSource === 'relay')
    .modify({ timeSource: 'device' })
  await vault.statements
    .where('seq')
    .below(before)
    .and((row) => row.timeSource === 'relay')
    .modify({ timeSource: 'device' })
}

/**
 * ST16: what devices signed that somebody else may have used, by the newest word of an owner. A device is gone before
 * it is marked, so all of it is here.
 */
async function markDoubt(vault: Core['vault'], before: AccessState, after: AccessState): Promise<void> {
  const since = new Map(
    Object.values(after.devices).flatMap(({ deviceId, compromisedSince }) =>
      compromisedSince === before.devices[deviceId]?.compromisedSince ? [] : [[deviceId, compromisedSince] as const],
    ),
  )
  if (since.size === 0) return
  await vault.statements
    .filter(({ seq, deviceId }) => seq !== undefined && since.has(deviceId))
    .modify((row: { -readonly [K in keyof StatementRow]: StatementRow[K] }) => {
      const from = since.get(row.deviceId)
      if (from !== undefined && statedAt(row) >= from) row.doubtfulSince = from
      else delete row.doubtfulSince
    })
}

async function statementRows(
  core: Core,
  entries: readonly JudgedEntry[],
  trail: TrailWrites['put'],
  sourceOf: (seq: number) => TimeSource,
): Promise<readonly StatementRow[]> {
  const rows: StatementRow[] = []
  const said = entries.flatMap((judged) =>
    judged.content?.type === 'statement' ? [{ ...judged, content: judged.content }] : [],
  )
  if (said.length === 0) return rows
  const roles = await roleStatements(core)
  for (const { content, entry, sequenced, before } of said) {
    const { plaintext, body } = content
    const revoked =
      body.type === 'revoke' && body.basedOn !== undefined
        ? (rows.find(({ id }) => id === body.basedOn) ?? (await core.vault.statements.get(body.basedOn)))
        : undefined
    rows.push(
      await countedStatement(
        plaintext,
        body,
        {
          seq: sequenced.seq,
          relayTime: sequenced.relayTime,
          timeSource: sourceOf(sequenced.seq),
          deviceId: entry!.header.deviceId,
        },
        {
          access: before.access,
          record: await recordBefore(core, body.subject),
          recordAt: (kind, id) => recordBefore(core, { kind, id }),
          makers: needsMakers(body)
            ? await makersOf(core.vault, body.subject, {
                access: before.access,
                before: sequenced.seq,
                trail,
                statements: rows,
              })
            : undefined,
          dependence: needsIndependence(body)
            ? await dependenceAt(core.vault, memberOfDevice(before.access, entry!.header.deviceId)?.memberId ?? '', {
                access: before.access,
                before: sequenced.seq,
                trail,
              })
            : undefined,
          roles: [...roles, ...rows.filter(({ subjectKind }) => subjectKind === 'roleAssignment')],
          revoked,
          timeAt: async (seq) =>
            entries.find((one) => one.sequenced.seq === seq)?.sequenced.relayTime ??
            (await core.vault.log.get(seq))?.relayTime ??
            0,
        },
      ),
    )
  }
  return rows
}

/**
 * The record as the log has it; a statement that needs it is the last of its batch, so nothing later is in the books.
 */
async function recordBefore(core: Core, { kind, id }: { readonly kind: string; readonly id: string }) {
  if (!core.vault.tables.some(({ name }) => name === kind)) return undefined
  const book = await core.books.open(kind as Kind)
  return readRecord(book as typeof book & { kind: Kind }, id, await core.books.counted(book))
}

/** Decisions about role assignments so far: few, and what makes somebody top management (ST12). */
const roleStatements = (core: Core): Promise<readonly StatementRow[]> =>
  core.vault.statements
    .where('[subjectKind+subjectId]')
    .between(['roleAssignment', ''], ['roleAssignment', '\uffff'])
    .toArray()

async function viewsOf(
  core: Core,
  entries: readonly JudgedEntry[],
  last: JudgedEntry,
  accessChanged: boolean,
): Promise<Partial<AccessRows> & Pick<AccessRows, 'devices'>> {
  const { access } = last.after
  const times = new Map(entries.map(({ sequenced }) => [sequenced.seq, sequenced.relayTime]))
  const older = [...new Set(positionsNeeded(access))].filter((seq) => !times.has(seq))
  const found = await core.vault.log.bulkGet(older)
  for (const row of found) if (row) times.set(row.seq, row.relayTime)
  const rows = accessRows(access, {
    ownDeviceId: core.keys.deviceId,
    timeAt: (seq) => times.get(seq) ?? 0,
    heard: (deviceId) => core.heard.get(deviceId),
  })
  return accessChanged
    ? rows
    : {
        devices: rows.devices.filter(({ deviceId }) =>
          entries.some(({ entry }) => entry?.header.deviceId === deviceId),
        ),
      }
}

function logRow(
  { sequenced, entry, hash, failure, vouched }: JudgedEntry,
  timeSource: TimeSource,
  verdicts: string,
): LogRow {
  const { seq, relayTime, chain, bytes } = sequenced
  const { header } = entry ?? {}
  return {
    seq,
    relayTime,
    timeSource,
    chain,
    hash,
    bytes,
    uuid: header ? header.uuid : `unreadable-${seq}`,
    deviceId: header?.deviceId ?? '',
    deviceSeq: header?.deviceSeq ?? 0,
    class: header?.class ?? '',
    epoch: header?.epoch ?? 0,
    verdict: failure?.type ?? 'counts',
    ...(failure && { message: failure.message }),
    ...(vouched && { provisional: 1 as const }),
    verdicts,
  }
}

function refusedRow({ sequenced, entry, failure, described, memberId }: JudgedEntry): RefusedRow {
  return {
    uuid: entry?.header.uuid ?? `unreadable-${sequenced.seq}`,
    seq: sequenced.seq,
    deviceId: entry?.header.deviceId ?? '',
    ...(memberId !== undefined && { memberId }),
    class: entry?.header.class ?? '',
    verdict: failure!.type,
    message: failure!.message,
    content: described ?? null,
  }
}
