/**
 * What the readiness checks are fed with, read from the vault: everything once, and afterwards only rows that were
 * written. Reads only.
 */

import { readHeldFiles } from './heldFiles'
import { inLogOrder } from '~/lib/shared/logOrder'
import { dateInZone } from '~/lib/shared/dates'
import type { HeldFile } from '~/lib/isms/evidence/evidenceFacts'
import type { ConflictFact, HistoryFact, MemberFact } from '~/lib/isms/readiness/readinessReader'
import { unreadKinds, type Changes } from '~/lib/isms/readiness/sources'
import { isKind, kindNames, type AnyRecord, type Kind } from '~/lib/records/registry'
import { asksPeople } from '~/lib/records/merge/fieldMerging'
import { openConflictRows, recordsOfRows, trailOfRecords } from '../history/readTrail'
import { kindTable, type BlobRow, type TrailRow, type Vault } from '../store/tables'
import type { ChangedRows } from '../store/watchRows'

const followed = kindNames.filter((kind) => !unreadKinds.has(kind))

/** All of it. `today` is the day of the workspace. */
export async function readAll(
  vault: Vault,
  { today, timeZone }: { readonly today: string; readonly timeZone: string },
): Promise<Changes> {
  const [tables, statements, files, members, conflicts] = await Promise.all([
    Promise.all(followed.map((kind) => kindTable<AnyRecord>(vault, kind).toArray())),
    vault.statements.toArray(),
    readFiles(vault),
    readMembers(vault),
    readConflicts(vault, timeZone),
  ])
  return { today, put: tables.flat(), statements, files, members, conflicts }
}

/** Which tables `readWritten` looks at. */
export const isFollowed = (table: string): boolean =>
  (isKind(table) && !unreadKinds.has(table)) || ['statements', 'blobs', 'members', 'trail'].includes(table)

/**
 * What was written, read again. `known` are the records whose history is followed; of tables written as a whole
 * everything is read, and rows that are gone from them are told by `present` ids.
 */
export async function readWritten(
  vault: Vault,
  written: ChangedRows,
  {
    timeZone,
    known,
    present,
  }: {
    readonly timeZone: string
    readonly known: ReadonlySet<string>
    readonly present: (table: string) => readonly string[]
  },
): Promise<Changes> {
  const put: AnyRecord[] = []
  const remove: string[] = []
  let changes: Changes = {}
  for (const [table, keys] of written) {
    if (isKind(table) && isFollowed(table)) {
      const rows =
        keys === 'all'
          ? await kindTable<AnyRecord>(vault, table).toArray()
          : (await kindTable<AnyRecord>(vault, table).bulkGet([...keys])).filter((row) => row !== undefined)
      put.push(...rows)
      const here = new Set(rows.map(({ id }) => id))
      remove.push(...(keys === 'all' ? present(table) : [...keys]).filter((id) => !here.has(id)))
    } else if (table === 'statements') {
      const rows =
        keys === 'all'
          ? await vault.statements.toArray()
          : (await vault.statements.bulkGet([...keys])).filter((row) => row !== undefined)
      const here = new Set(rows.map(({ id }) => id))
      changes = {
        ...changes,
        statements: rows,
        removeStatements: (keys === 'all' ? present(table) : [...keys]).filter((id) => !here.has(id)),
      }
    } else if (table === 'blobs')
      changes = { ...changes, files: keys === 'all' ? await readFiles(vault) : await filesOf(vault, [...keys]) }
    else if (table === 'members') changes = { ...changes, members: await readMembers(vault) }
    else if (table === 'trail') {
      const touched =
        keys === 'all' ? [...known] : (await recordsOfRows(vault, [...keys])).filter((id) => known.has(id))
      changes = {
        ...changes,
        conflicts: await readConflicts(vault, timeZone),
        history: await readHistory(vault, touched),
      }
    }
  }
  return { ...changes, put, remove }
}

/** What happened to some records, in log order. */
export async function readHistory(
  vault: Vault,
  ids: readonly string[],
): Promise<readonly (readonly [string, readonly HistoryFact[]])[]> {
  const groups = new Map(ids.map((id): [string, TrailRow[]] => [id, []]))
  for (const row of await trailOfRecords(vault, [...ids])) groups.get(row.recordId)!.push(row)
  return [...groups].map(([id, rows]) => [id, inLogOrder(rows).map(historyFact)])
}

/** Texts are long, and no check asks what they said. */
const historyFact = ({
  recordId,
  field,
  element,
  before,
  after,
  memberId,
  time,
  relayTime,
  seq,
  lost,
  long,
}: TrailRow): HistoryFact => ({
  recordId,
  field,
  memberId,
  time,
  lost,
  before: long ? undefined : before,
  after: long ? undefined : after,
  ...(element !== undefined && { element }),
  ...(relayTime !== undefined && { relayTime }),
  ...(seq !== undefined && { seq }),
})

async function readConflicts(vault: Vault, timeZone: string): Promise<readonly ConflictFact[]> {
  const open = (await openConflictRows(vault)).filter((row) => asksPeople(row.field))
  const archived = new Set((await Promise.all([...unreadKinds].map((kind) => archivedAmong(vault, kind, open)))).flat())
  return open
    .filter(({ recordId }) => !archived.has(recordId))
    .map(({ id, recordId, field, relayTime, time }) => ({
      id,
      recordId,
      field,
      day: dateInZone(new Date(relayTime ?? time).toISOString(), timeZone),
    }))
}

/** Whoever follows the checks knows of the other kinds himself. */
async function archivedAmong(vault: Vault, kind: Kind, rows: readonly TrailRow[]): Promise<readonly string[]> {
  const ids = rows.filter((row) => row.kind === kind).map(({ recordId }) => recordId)
  return ids.length === 0
    ? []
    : (await kindTable<AnyRecord>(vault, kind).bulkGet(ids)).flatMap((row) =>
        row?.archivedOn === undefined ? [] : [row.id],
      )
}

const readMembers = async (vault: Vault): Promise<readonly MemberFact[]> =>
  (await vault.members.toArray()).map(({ memberId, role, personId, active, owned, bound }) => ({
    memberId,
    role,
    active,
    ...(personId !== undefined && { personId }),
    ...(owned && { owned }),
    ...(bound && { bound }),
  }))

const heldFile = ({ state, pendingSince }: BlobRow): HeldFile => ({
  state,
  ...(pendingSince !== undefined && { pendingSince }),
})

/** Most files are present: of those the name is enough. */
async function readFiles(vault: Vault): Promise<readonly (readonly [string, HeldFile])[]> {
  const { all, odd } = await readHeldFiles(vault)
  return [...all].map((sha256) => {
    const row = odd.get(sha256)
    return [sha256, row ? heldFile(row) : { state: 'present' }]
  })
}

const filesOf = async (
  vault: Vault,
  keys: readonly string[],
): Promise<readonly (readonly [string, HeldFile | undefined])[]> =>
  (await vault.blobs.bulkGet([...keys])).map((row, index) => [keys[index]!, row && heldFile(row)])
