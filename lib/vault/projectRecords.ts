/** Rows for the records that something touched, gathered before the transaction that writes them. */

import type { AnyRecord, Kind } from '../isms/registry'
import { settledField, readRecord, settingsOf, withColumns } from './projection'
import type { Core, RecordName } from './core'
import { isBirthRow } from './births'
import { openConflictRows } from './readTrail'
import type { StatementRow, TrailRow } from './tables'
import type { TrailWrites } from './trailRows'

export interface Overlay {
  /** Rows about to be written, which the vault does not hold yet. */
  readonly trail?: TrailWrites
  readonly statements?: readonly StatementRow[]
  /** Statements about to be removed. */
  readonly withoutStatements?: ReadonlySet<string>
  /** Read the counted document instead of the live one. */
  readonly countedOnly?: boolean
}

export interface ProjectedRows {
  readonly put: ReadonlyMap<Kind, readonly AnyRecord[]>
  /** Records that are no longer in their book. */
  readonly remove: ReadonlyMap<Kind, readonly string[]>
}

export async function projectRecords(core: Core, names: readonly RecordName[], overlay: Overlay = {}): Promise<ProjectedRows> {
  const wanted = new Map<Kind, Set<string>>()
  for (const [kind, id] of names) {
    const ids = wanted.get(kind) ?? new Set()
    wanted.set(kind, ids.add(id))
  }
  const settingsBook = await core.books.open('settings')
  const settings = settingsOf(readRecord(settingsBook as typeof settingsBook & { kind: 'settings' }, 'settings_main'))
  // Turning dates of all evidence follow the settings (EV3).
  if (wanted.has('settings')) {
    const evidence = await core.books.open('evidence')
    wanted.set('evidence', new Set([...(wanted.get('evidence') ?? []), ...evidence.records.keys()]))
  }
  // Rows of a snapshot stay until they were compared with the log, and are then all made again.
  for (const { book } of core.early ?? []) wanted.delete(book)
  const put = new Map<Kind, AnyRecord[]>()
  const remove = new Map<Kind, string[]>()
  for (const [kind, ids] of wanted) {
    const book = await core.books.open(kind)
    const doc = overlay.countedOnly ? await core.books.counted(book) : book.live
    const conflicts = await openConflicts(core, kind, overlay.trail)
    const statements = kind === 'evidence' ? await statementsOf(core, kind, [...ids], overlay) : new Map<string, StatementRow[]>()
    const rows: AnyRecord[] = []
    const gone: string[] = []
    for (const id of ids) {
      const row = readRecord(book as typeof book & { kind: Kind }, id, doc)
      if (row) rows.push(withColumns(row as AnyRecord, { settings, conflicts: conflicts.get(id) ?? [], statements: statements.get(id) ?? [] }))
      else gone.push(id)
    }
    put.set(kind, rows)
    if (gone.length > 0) remove.set(kind, gone)
  }
  return { put, remove }
}

/** Writes projected rows; call inside a transaction over the kinds' tables. */
export async function writeRows(core: Core, { put, remove }: ProjectedRows): Promise<void> {
  for (const [kind, rows] of put) if (rows.length > 0) await core.vault.table(kind).bulkPut([...rows])
  for (const [kind, ids] of remove) await core.vault.table(kind).bulkDelete([...ids])
}

/** Names of fields with an open conflict, by record. */
async function openConflicts(core: Core, kind: Kind, writes: TrailWrites | undefined): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new Map<string, TrailRow>()
  for (const row of await openConflictRows(core.vault, kind)) rows.set(row.id, row)
  for (const row of writes?.put ?? []) if (row.kind === kind && !isBirthRow(row)) rows.set(row.id, row)
  for (const id of writes?.remove ?? []) rows.delete(id)
  const fields = new Map<string, Set<string>>()
  for (const { conflict, recordId, field } of rows.values()) {
    if (conflict === undefined || field === settledField) continue
    fields.set(recordId, (fields.get(recordId) ?? new Set()).add(field))
  }
  return new Map([...fields].map(([id, names]) => [id, [...names].sort()]))
}

async function statementsOf(core: Core, kind: Kind, ids: readonly string[], overlay: Overlay): Promise<Map<string, StatementRow[]>> {
  const rows = new Map<string, StatementRow>()
  const stored = await core.vault.statements.where('[subjectKind+subjectId]').anyOf(ids.map((id) => [kind, id])).toArray()
  for (const row of [...stored, ...(overlay.statements ?? [])]) if (!overlay.withoutStatements?.has(row.id)) rows.set(row.id, row)
  const byRecord = new Map<string, StatementRow[]>()
  for (const row of rows.values()) {
    const list = byRecord.get(row.subjectId)
    if (list) list.push(row)
    else byRecord.set(row.subjectId, [row])
  }
  return byRecord
}
