/**
 * What rows of a table are to each other: links that come back to their beginning, links to rows that are not written.
 */

import type { PlannedRow } from './plannedRow'
import { isReference } from '~/lib/records/fields'
import { recordKind } from '~/lib/records/registry'
import { fieldOf } from '~/lib/records/validateValue'
import { push } from '../../shared/groups'
import { cellText } from './cell'
import { valueOf, type Column, type ImportFacts, type Working } from './workingRow'

/**
 * Without the rows that can't be written because of others; until nothing more falls, because each that falls may be
 * what another one needs.
 */
export function onlyWhole(
  facts: ImportFacts,
  planned: readonly PlannedRow[],
  working: readonly Working[],
  columns: readonly Column[],
): readonly PlannedRow[] {
  const edits = (rows: readonly PlannedRow[]): number => rows.filter(({ edit }) => edit).length
  for (let rows = planned; ;) {
    const whole = withoutLost(facts, withoutCircles(facts, rows), working, columns)
    if (edits(whole) === edits(rows)) return whole
    rows = whole
  }
}

/** Rows that name one which is not written fall with it, and so do those that name them. `working`: the same rows. */
function withoutLost(
  { kind }: ImportFacts,
  rows: readonly PlannedRow[],
  working: readonly Working[],
  columns: readonly Column[],
): readonly PlannedRow[] {
  const written = new Set(rows.flatMap(({ edit }) => (edit ? [edit.id] : [])))
  const lost = working
    .filter(({ id, record }, index) => !rows[index]!.edit && !record && !written.has(id))
    .map(({ id, raw }) => ({ id, row: raw.row }))
  if (lost.length === 0) return rows
  const links = new Set(
    columns.flatMap(({ of: { name } }) =>
      ((field) => (field && isReference(field) ? [name] : []))(fieldOf(kind, name)),
    ),
  )
  const naming = new Map<string, { readonly index: number; readonly field: string }[]>()
  for (const [index, { edit }] of rows.entries()) {
    for (const [field, value] of Object.entries(edit?.fields ?? {}))
      if (links.has(field))
        for (const id of [value].flat()) if (typeof id === 'string') push(naming, id, { index, field })
  }
  const planned = [...rows]
  for (let next = lost.pop(); next !== undefined; next = lost.pop()) {
    for (const { index, field } of naming.get(next.id) ?? []) {
      const { edit, ...row } = planned[index]!
      if (!edit) continue
      const column = columns.find(({ of }) => of.name === field)!.index
      planned[index] = {
        ...row,
        outcome: 'error',
        changes: [],
        problems: [
          ...row.problems,
          {
            code: 'unknownRef',
            column,
            field,
            value: cellText(working[index]!.raw.cells[column]).slice(0, 200),
            hint: 'rowInError',
            with: { row: next.row },
          },
        ],
      }
      if (edit.op === 'create') lost.push({ id: edit.id, row: row.row })
    }
  }
  return planned
}

/** References that would lead back to their own record, through rows of this table or records there are. */
function withoutCircles({ kind, existing }: ImportFacts, rows: readonly PlannedRow[]): readonly PlannedRow[] {
  const acyclic = recordKind(kind).acyclic ?? []
  if (acyclic.length === 0) return rows
  const next = new Map<string, string | undefined>()
  const note = (id: string, name: string, value: unknown): void =>
    void next.set(`${id}/${name}`, typeof value === 'string' ? value : undefined)
  for (const row of existing) for (const name of acyclic) note(row.id, name, valueOf(row, name))
  for (const { edit } of rows)
    for (const name of acyclic) if (edit && name in edit.fields) note(edit.id, name, edit.fields[name])
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
    return {
      ...rest,
      outcome: 'error',
      changes: [],
      problems: [
        ...row.problems,
        { code: 'circularRef', field: name, value: String(row.edit.fields[name]), hint: 'itself' },
      ],
    }
  })
}
