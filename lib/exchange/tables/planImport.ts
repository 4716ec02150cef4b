/**
 * The dry run: what every row of a table would do, and what keeps it from doing so. Writes nothing and knows no
 * database: rows, present records and definitions come in, a plan goes out. The engine judges the plan again before it
 * writes.
 */

import type { PlannedRow } from './plannedRow'
import { inverse, relations } from '~/lib/content/crosswalk/relation'
import { isTakenBack } from '~/lib/records/merge/takenBack'
import { recordKind, type Kind } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { canonicalJson, isJsonObject, type JsonValue } from '../../shared/json'
import { onlyWhole } from './acrossRows'
import { cellText, isEmpty, isErrorCell, type Cell, type RawCell, type RawTable } from './cell'
import { readCell, type CellValue } from './cellValue'
import { unguardFormula } from '../sheets/formulaGuard'
import { importField, importFields } from '~/lib/records/lists/importKinds'
import { evidenceFiles, filesNamed } from './evidenceIndex'
import { identifierOf } from './identifyRows'
import type { Mapping } from './mapping'
import type { PlannedFile, PlanFile } from './planFile'
import { checkRow } from './checkRow'
import { valueOf, type Column, type ImportFacts, type Working } from './workingRow'

export interface ImportPlan {
  readonly kind: Kind
  readonly rows: readonly PlannedRow[]
}

export interface PlanProgress {
  (done: number, total: number): void
}

export function planImport(
  table: RawTable,
  mapping: Mapping,
  facts: ImportFacts,
  progress: PlanProgress = () => undefined,
): ImportPlan {
  const { kind } = facts
  const columns = columnsOf(table, mapping, facts)
  const formulas = new Map<number, number[]>()
  for (const { row, column } of table.formulas) formulas.set(row, [...(formulas.get(row) ?? []), column])
  const identify = identifierOf(columns, facts)
  const rows = table.rows.map((raw): Working => {
    const row: Working = {
      raw,
      problems: [],
      notices: (formulas.get(raw.row) ?? []).map((column) => ({ code: 'formula', column })),
      id: '',
      record: undefined,
      ref: undefined,
    }
    if (raw.strayQuote)
      row.problems.push({ code: 'type', value: raw.cells.map(cellText).join(' ').slice(0, 200), hint: 'strayQuote' })
    if (raw.cells.slice(table.header.length).some((cell) => !isEmpty(cell)))
      row.problems.push({
        code: 'type',
        value: cellText(raw.cells.slice(table.header.length).find((cell) => !isEmpty(cell))),
        hint: 'moreCells',
        with: { n: table.header.length },
      })
    return row
  })
  // Who is who first: rows may name each other.
  for (const row of rows) identify(row)
  const planned = rows.map((row, index): PlannedRow => {
    if (index % 500 === 0) progress(index, rows.length)
    return finish(row, columns, facts)
  })
  return { kind, rows: onlyWhole(facts, planned, rows, columns) }
}

/**
 * IM4: open, in the word of the kind. Work and assets that a table only lists are neither done nor in operation by
 * that.
 */
const beginsAs: Partial<Readonly<Record<Kind, string>>> = {
  risk: 'open',
  task: 'open',
  vulnerability: 'open',
  decision: 'open',
  issue: 'active',
  interestedParty: 'active',
  obligation: 'active',
  supplier: 'active',
  asset: 'inUse',
  incident: 'reported',
  improvement: 'proposed',
  treatmentAction: 'planned',
  correctiveAction: 'planned',
  objective: 'planned',
  change: 'proposed',
  control: 'planned',
  metric: 'draft',
}

/** The edits of the rows that may be written, and the files they need. */
export const planFileOf = ({ kind, rows }: ImportPlan): PlanFile => ({
  kind,
  edits: rows.flatMap(({ edit, outcome }) => (edit && outcome !== 'error' ? [edit] : [])),
})

function columnsOf(table: RawTable, mapping: Mapping, facts: ImportFacts): readonly Column[] {
  const clean = (cell: Cell): Cell => (table.guarded && typeof cell === 'string' ? unguardFormula(cell) : cell)
  return mapping.flatMap(({ field: name, options }, index): readonly Column[] => {
    const of = name === undefined ? undefined : importField(facts.kind, name)
    if (!of || of.access === 'own') return []
    const { field } = of
    const read = (cell: RawCell): CellValue => {
      if (isErrorCell(cell)) return { problem: { code: 'type', value: cell.error, hint: 'errorCell' } }
      return field && name !== 'files'
        ? readCell(facts.kind, of.name, field, clean(cell), options, facts)
        : { value: cellText(clean(cell)).trim() }
    }
    // The same word again means the same: a register names few owners and many risks.
    const known = new Map<RawCell, CellValue>()
    return [
      {
        index,
        of,
        read(cell) {
          if (typeof cell === 'object' || (typeof cell === 'string' && cell.length > 100)) return read(cell)
          let value = known.get(cell)
          if (!value) known.set(cell, (value = read(cell)))
          return value
        },
      },
    ]
  })
}

function finish(row: Working, columns: readonly Column[], facts: ImportFacts): PlannedRow {
  const { kind } = facts
  const { title } = recordKind(kind)
  const { record, raw, problems } = row
  const values: Record<string, JsonValue> = {}
  let hash = ''
  let named: readonly PlannedFile[] = []
  for (const column of columns) {
    const { name, access } = column.of
    const cell = raw.cells[column.index]
    if (isErrorCell(cell)) {
      // A key that could not be read has said so already.
      if (!problems.some((one) => one.column === column.index))
        problems.push({ code: 'type', column: column.index, field: name, value: cell.error, hint: 'errorCell' })
      continue
    }
    if (name === 'ref' || (name === 'requirement' && kind === 'soaEntry')) continue
    if (isEmpty(cell) || (typeof cell === 'string' && cell.trim() === '')) {
      if (facts.emptyClears && record && access === 'write' && column.of.field && name !== 'files' && name !== title)
        values[name] = null
      continue
    }
    if (name === 'sha256') {
      hash = cellText(cell).trim().toLowerCase()
      continue
    }
    if (name === 'files') {
      named = filesNamed(cellText(cell))
      continue
    }
    const read = column.read(cell)
    if (!('value' in read)) {
      if (!problems.some((one) => one.column === column.index))
        problems.push({ ...read.problem, column: column.index, field: name })
    } else if (access === 'sealed') {
      if (!sameValue(valueOf(record, name), read.value))
        problems.push({
          code: 'readOnly',
          column: column.index,
          field: name,
          value: cellText(cell).slice(0, 200),
          hint: 'sealed',
        })
    } else values[name] = read.value
  }
  if (row.turned) turn(values)
  // What was taken back comes as the table has it, not as a mapping that was put right since had it.
  if (record && isTakenBack(record))
    for (const { name, field, access } of importFields(kind))
      if (field && access === 'write' && !(name in values) && name !== title && name !== 'files' && name !== 'ref')
        values[name] = null
  const files = kind === 'evidence' ? evidenceFiles(row, named, hash, facts, values) : undefined
  // IM4: of a table without a column for it, a new record stands where one of its kind begins. An empty cell stays
  // empty: it was asked.
  const begins = beginsAs[kind]
  if (!record && begins !== undefined && !columns.some(({ of }) => of.name === 'status')) values['status'] = begins
  checkRow(row, values, facts)

  const fields = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !sameValue(valueOf(record, name), value)),
  )
  const restored = record?.archivedOn !== undefined
  if (restored) row.notices.push({ code: 'restored' })
  const changed = Object.keys(fields).length > 0 || restored
  const outcome = problems.length > 0 ? 'error' : !record ? 'create' : changed ? 'update' : 'same'
  const shown = values[title] ?? (record ? titleOf(record) : '')
  const base = {
    row: raw.row,
    outcome,
    ref: record?.ref ?? row.ref ?? '',
    title: isJsonObject(shown) ? '' : String(shown),
    problems,
    notices: row.notices,
  } as const
  if (outcome === 'error' || outcome === 'same') return { ...base, changes: [] }
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, valueOf(record, name)]))
  return {
    ...base,
    changes: Object.entries(fields).map(([field, after]) => ({ field, before: before[field] ?? null, after })),
    edit: record
      ? { op: 'update', id: record.id, row: raw.row, fields, seen: before, ...(restored && { restore: true }) }
      : {
          op: 'create',
          id: row.id,
          row: raw.row,
          ...(row.ref !== undefined && { ref: row.ref }),
          fields,
          ...(files && files.length > 0 && { files }),
        },
  }
}

/** A judgement read from the other side (XW1). */
function turn(values: Record<string, JsonValue>): void {
  Object.assign(values, { source: values['target'], target: values['source'] })
  const relation = relations.find((one) => one === values['relation'])
  if (relation) values['relation'] = inverse(relation)
}

/** Unset, an empty list and an empty map all say nothing. */
function sameValue(a: JsonValue, b: JsonValue): boolean {
  const plain = (value: JsonValue): JsonValue =>
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isJsonObject(value) && Object.keys(value).length === 0)
      ? null
      : value
  return canonicalJson(plain(a)) === canonicalJson(plain(b))
}
