/**
 * Rows for the records that something touched. What they are made from is opened before the transaction that writes
 * them; they themselves are made inside, so that the database stores the first of thousands while the next are made.
 */

import { push } from '~/lib/shared/groups'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { settledField, readRecord, settingsOf, withColumns } from './projection'
import type { Core, RecordName } from '../replica/replicaCore'
import { isBirthRow } from '../history/births'
import { openConflictRows } from '../history/readTrail'
import type { StatementRow, TrailRow } from '../store/tables'
import type { TrailWrites } from '../history/trailRows'

export interface Overlay {
  /** Rows about to be written, which the vault does not hold yet. */
  readonly trail?: TrailWrites
  readonly statements?: readonly StatementRow[]
  /** Statements about to be removed. */
  readonly withoutStatements?: ReadonlySet<string>
  /** Read the counted document instead of the live one. */
  readonly countedOnly?: boolean
}

export interface Projection {
  readonly kinds: readonly Kind[]
  /**
   * Makes rows as the books are now, those of `names` or all that were not made yet, and hands them to the database
   * before it returns. Call inside a transaction over the tables of `kinds`; resolves when they are stored.
   */
  write(names?: readonly RecordName[]): Promise<void>
}

/** Rows handed to the database at once. */
const writtenAtOnce = 500

/** Opens what the rows of these records are made from. */
export async function projectRecords(
  core: Core,
  names: readonly RecordName[],
  overlay: Overlay = {},
): Promise<Projection> {
  const wanted = idsByKind(names)
  const settingsBook = await core.books.open('settings')
  // Turning dates of all evidence follow the settings (EV3).
  if (wanted.has('settings')) {
    const evidence = await core.books.open('evidence')
    wanted.set('evidence', new Set([...(wanted.get('evidence') ?? []), ...evidence.records.keys()]))
  }
  // Rows of a snapshot stay until they were compared with the log, and are then all made again.
  for (const { book } of core.early ?? []) wanted.delete(book)
  const writers = new Map<Kind, (ids: Iterable<string>) => Promise<unknown>>()
  for (const [kind, all] of wanted) {
    const book = await core.books.open(kind)
    const doc = overlay.countedOnly ? await core.books.counted(book) : book.live
    const conflicts = await openConflicts(core, kind, overlay.trail)
    const statements =
      kind === 'evidence' ? await statementsOf(core, kind, [...all], overlay) : new Map<string, StatementRow[]>()
    const table = core.vault.table(kind)
    writers.set(kind, (ids) => {
      const settings = settingsOf(
        readRecord(settingsBook as typeof settingsBook & { kind: 'settings' }, 'settings_main'),
      )
      const under: Promise<unknown>[] = []
      let rows: AnyRecord[] = []
      const gone: string[] = []
      for (const id of ids) {
        const row = readRecord(book as typeof book & { kind: Kind }, id, doc)
        if (row)
          rows.push(
            withColumns(row as AnyRecord, {
              settings,
              conflicts: conflicts.get(id) ?? [],
              statements: statements.get(id) ?? [],
            }),
          )
        else gone.push(id)
        if (rows.length < writtenAtOnce) continue
        under.push(table.bulkPut(rows))
        rows = []
      }
      if (rows.length > 0) under.push(table.bulkPut(rows))
      if (gone.length > 0) under.push(table.bulkDelete(gone))
      return Promise.all(under)
    })
  }
  return {
    kinds: [...writers.keys()],
    async write(some) {
      const under: Promise<unknown>[] = []
      for (const [kind, ids] of some ? idsByKind(some) : wanted) {
        const left = wanted.get(kind)
        const own = [...ids].filter((id) => left?.delete(id))
        if (own.length > 0) under.push(writers.get(kind)!(own))
      }
      await Promise.all(under)
    },
  }
}

function idsByKind(names: readonly RecordName[]): Map<Kind, Set<string>> {
  const ids = new Map<Kind, Set<string>>()
  for (const [kind, id] of names) {
    const own = ids.get(kind)
    if (own) own.add(id)
    else ids.set(kind, new Set([id]))
  }
  return ids
}

/** Names of fields with an open conflict, by record. */
async function openConflicts(
  core: Core,
  kind: Kind,
  writes: TrailWrites | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
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

async function statementsOf(
  core: Core,
  kind: Kind,
  ids: readonly string[],
  overlay: Overlay,
): Promise<Map<string, StatementRow[]>> {
  const rows = new Map<string, StatementRow>()
  const stored = await core.vault.statements
    .where('[subjectKind+subjectId]')
    .anyOf(ids.map((id) => [kind, id]))
    .toArray()
  for (const row of [...stored, ...(overlay.statements ?? [])])
    if (!overlay.withoutStatements?.has(row.id)) rows.set(row.id, row)
  const byRecord = new Map<string, StatementRow[]>()
  for (const row of rows.values()) {
    push(byRecord, row.subjectId, row)
  }
  return byRecord
}
