/** What rows of a table are to each other: links that come back to their beginning, links to rows that are not written. */

import { isReference } from '../../isms/fields'
import { recordKind } from '../../isms/registry'
import { fieldOf } from '../../isms/validateValue'
import { cellText } from './cell'
import type { PlannedRow } from './planImport'
import { valueOf, type Column, type ImportFacts, type Working } from './workingRow'

/** Without the rows that name one which is not written: they fall with it, and so do those that name them. `working`: the same rows. */
export function withoutLost({ kind }: ImportFacts, rows: readonly PlannedRow[], working: readonly Working[], columns: readonly Column[]): readonly PlannedRow[] {
  const written = new Set(rows.flatMap(({ edit }) => (edit ? [edit.id] : [])))
  const lost = new Map(rows.flatMap(({ edit }, index): (readonly [string, number])[] => ((row) => (edit || row.record || written.has(row.id) ? [] : [[row.id, row.raw.row]]))(working[index]!)))
  if (lost.size === 0) return rows
  const links = new Set(columns.flatMap(({ of: { name } }) => ((field) => (field && isReference(field) ? [name] : []))(fieldOf(kind, name))))
  const planned = [...rows]
  for (let fell = true; fell; ) {
    fell = false
    for (const [index, row] of planned.entries()) {
      const named = Object.entries(row.edit?.fields ?? {}).filter(([name]) => links.has(name)).map(([name, value]) => [name, [value].flat().find((id) => lost.has(String(id)))] as const).find(([, id]) => id !== undefined)
      if (!row.edit || !named) continue
      const { edit, ...rest } = row
      const column = columns.find(({ of }) => of.name === named[0])!.index
      planned[index] = { ...rest, outcome: 'error', changes: [], problems: [...row.problems, { code: 'unknownRef', column, field: named[0], value: cellText(working[index]!.raw.cells[column]).slice(0, 200), hint: 'rowInError', with: { row: lost.get(String(named[1]))! } }] }
      if (edit.op === 'create') lost.set(edit.id, row.row)
      fell = true
    }
  }
  return planned
}

/** References that would lead back to their own record, through rows of this table or records there are. */
export function withoutCircles({ kind, existing }: ImportFacts, rows: readonly PlannedRow[]): readonly PlannedRow[] {
  const acyclic = recordKind(kind).acyclic ?? []
  if (acyclic.length === 0) return rows
  const next = new Map<string, string | undefined>()
  const note = (id: string, name: string, value: unknown): void => void next.set(`${id}/${name}`, typeof value === 'string' ? value : undefined)
  for (const row of existing) for (const name of acyclic) note(row.id, name, valueOf(row, name))
  for (const { edit } of rows) for (const name of acyclic) if (edit && name in edit.fields) note(edit.id, name, edit.fields[name])
  const circular = (id: string, name: string): boolean => {
    const seen = new Set<string>()
    for (let at = next.get(`${id}/${name}`); at !== undefined && !seen.has(at); at = next.get(`${at}/${name}`)) {
      if (at === id) return true
      seen.add(at)
    }
    return false
  }
  return rows.map((row) => {
    const name = row.edit && acyclic.find((field) => field in row.edit!.fields && circular(row.edit!.id, field))
    if (!row.edit || name === undefined) return row
    const { edit: _, ...rest } = row
    return { ...rest, outcome: 'error', changes: [], problems: [...row.problems, { code: 'circularRef', field: name, value: String(row.edit.fields[name]), hint: 'itself' }] }
  })
}
