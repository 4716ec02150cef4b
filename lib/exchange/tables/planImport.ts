/**
 * The dry run: what every row of a table would do, and what keeps it from doing so. Writes nothing and knows no database:
 * rows, present records and definitions come in, a plan goes out. The engine judges the plan again before it writes.
 */

import { auditItemId, crosswalkId, frameworkRecordId, measurementId, nonconformityIdOfFinding, requirementId, requirementRecordId, soaEntryId } from '../../isms/derivedIds'
import { parseRef } from '../../isms/refs'
import { recordKind, type AnyRecord, type Kind } from '../../isms/registry'
import { titleOf } from '../../isms/searchText'
import { canonicalJson, isJsonObject, type JsonValue } from '../../shared/json'
import { cellText, isEmpty, type Cell, type RawRow, type RawTable } from './cell'
import { readCell, type CellFacts, type CellValue } from './cellValue'
import { unguardFormula } from '../formulaGuard'
import { importField, type ImportField } from '../../isms/importKinds'
import { readEntries, readList } from './listText'
import type { Mapping } from './mapping'
import type { PlannedEdit, PlannedFile, PlanFile } from './planFile'
import type { Notice, Problem } from './problems'
import { checkRow } from './checkRow'

export interface DroppedFile {
  readonly name: string
  readonly sha256: string
  readonly size: number
}

export interface ImportFacts extends CellFacts {
  readonly kind: Kind
  /** Every record of the kind, archived ones included. */
  readonly existing: readonly AnyRecord[]
  /** Of risks: the scale and hash of the matrix in use (RS8). */
  readonly matrix?: { readonly likelihood: number; readonly impact: number; readonly hash: string }
  /** Requirements that a Statement of Applicability has rows for. */
  readonly soaRequirements: ReadonlySet<string>
  readonly files: readonly DroppedFile[]
  readonly newId: () => string
  /** Whether an empty cell clears what an existing record holds. */
  readonly emptyClears?: boolean
}

export interface FieldDiff {
  readonly field: string
  readonly before: JsonValue
  readonly after: JsonValue
}

export interface PlannedRow {
  readonly row: number
  readonly outcome: 'create' | 'update' | 'same' | 'error'
  /** Of the record it speaks about; empty for a new one without. */
  readonly ref: string
  readonly title: string
  readonly problems: readonly Problem[]
  readonly notices: readonly Notice[]
  readonly changes: readonly FieldDiff[]
  readonly edit?: PlannedEdit
}

export interface ImportPlan {
  readonly kind: Kind
  readonly rows: readonly PlannedRow[]
}

/** A row on its way: what it holds, and which record it is about. */
interface Working {
  readonly raw: RawRow
  readonly problems: Problem[]
  readonly notices: Notice[]
  id: string
  record: AnyRecord | undefined
  ref: string | undefined
}

interface Column {
  readonly index: number
  readonly of: ImportField
  readonly read: (cell: Cell) => CellValue
}

export interface PlanProgress {
  (done: number, total: number): void
}

export function planImport(table: RawTable, mapping: Mapping, facts: ImportFacts, progress: PlanProgress = () => undefined): ImportPlan {
  const { kind } = facts
  const columns = columnsOf(table, mapping, facts)
  const formulas = new Map<number, number[]>()
  for (const { row, column } of table.formulas) formulas.set(row, [...(formulas.get(row) ?? []), column])
  const identify = identifierOf(columns, facts)
  const rows = table.rows.map((raw): Working => {
    const row: Working = { raw, problems: [], notices: (formulas.get(raw.row) ?? []).map((column) => ({ code: 'formula', column })), id: '', record: undefined, ref: undefined }
    if (raw.strayQuote) row.problems.push({ code: 'type', value: raw.cells.map(cellText).join(' ').slice(0, 200), hint: 'strayQuote' })
    if (raw.cells.slice(table.header.length).some((cell) => !isEmpty(cell))) row.problems.push({ code: 'type', value: cellText(raw.cells.slice(table.header.length).find((cell) => !isEmpty(cell))), hint: 'moreCells', with: { n: table.header.length } })
    return row
  })
  // Who is who first: rows may name each other.
  for (const row of rows) identify(row)
  const planned = rows.map((row, index): PlannedRow => {
    if (index % 500 === 0) progress(index, rows.length)
    return finish(row, columns, facts)
  })
  return { kind, rows: withoutCircles(facts, planned) }
}

/** The edits of the rows that may be written, and the files they need. */
export const planFileOf = ({ kind, rows }: ImportPlan): PlanFile => ({ kind, edits: rows.flatMap(({ edit, outcome }) => (edit && outcome !== 'error' ? [edit] : [])) })

function columnsOf(table: RawTable, mapping: Mapping, facts: ImportFacts): readonly Column[] {
  const clean = (cell: Cell): Cell => (table.guarded && typeof cell === 'string' ? unguardFormula(cell) : cell)
  return mapping.flatMap(({ field: name, options }, index): readonly Column[] => {
    const of = name === undefined ? undefined : importField(facts.kind, name)
    if (!of || of.access === 'own') return []
    const { field } = of
    const read = (cell: Cell): CellValue => (field && name !== 'files' ? readCell(facts.kind, of.name, field, clean(cell), options, facts) : { value: cellText(clean(cell)).trim() })
    // The same word again means the same: a register names few owners and many risks.
    const known = new Map<Cell, CellValue>()
    return [{
      index, of,
      read(cell) {
        if (typeof cell === 'object' || (typeof cell === 'string' && cell.length > 100)) return read(cell)
        let value = known.get(cell)
        if (!value) known.set(cell, (value = read(cell)))
        return value
      },
    }]
  })
}

const valueOf = (row: AnyRecord | undefined, name: string): JsonValue => ((row as unknown as Readonly<Record<string, JsonValue | undefined>> | undefined)?.[name] ?? null)

/** Finds the record of a row: by import key, ref, former number or title; derived ones by what their id is made of. */
function identifierOf(columns: readonly Column[], facts: ImportFacts): (row: Working) => void {
  const { kind, existing, references } = facts
  const { prefix, title, singleton, naturalKey } = recordKind(kind)
  const byColumn = new Map(columns.map((column) => [column.of.name, column]))
  const active = existing.filter(({ archivedOn }) => archivedOn === undefined)
  const by = (name: string, of: readonly AnyRecord[] = active): ReadonlyMap<string, readonly AnyRecord[]> => {
    const map = new Map<string, AnyRecord[]>()
    for (const row of of) {
      const value = name === 'title' ? titleOf(row) : valueOf(row, name)
      if (typeof value === 'string' && value !== '') map.set(value.trim(), [...(map.get(value.trim()) ?? []), row])
    }
    return map
  }
  const byId = new Map(existing.map((row) => [row.id, row]))
  const byRef = by('ref', existing)
  const [byKey, byLegacy, byTitle] = [by('importKey'), by('legacyRef'), by('title')]
  const seen = new Map<string, number>()
  const takenRefs = new Map<string, number>()

  const text = (row: Working, name: string): string => {
    const column = byColumn.get(name)
    return column ? cellText(row.raw.cells[column.index]).trim() : ''
  }
  const place = (name: string): { readonly column?: number; readonly field: string } => ({ ...(byColumn.has(name) && { column: byColumn.get(name)!.index }), field: name })
  /** Two rows about one record: the second is the one too many. */
  const once = (row: Working, key: string, name: string, value: string): void => {
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row.raw.row)
    else row.problems.push({ code: 'duplicateKey', ...place(name), value, hint: 'sameAs', with: { row: first } })
  }

  function derived(row: Working): void {
    const id = derivedIdOf(row)
    if (id === undefined) return
    row.id = id
    row.record = byId.get(id)
    once(row, id, derivedKeys[kind]?.at(-1) ?? title, text(row, derivedKeys[kind]?.at(-1) ?? title))
  }
  function derivedIdOf(row: Working): string | undefined {
    const values: string[] = []
    for (const name of derivedKeys[kind] ?? []) {
      const column = byColumn.get(name)
      const cell = column && row.raw.cells[column.index]
      if (!column || isEmpty(cell)) {
        row.problems.push({ code: 'required', ...place(name), value: '', hint: 'needed' })
        return undefined
      }
      const read = name === 'requirement' && kind === 'soaEntry' ? soaRequirement(cellText(cell), facts) : column.read(cell)
      if (!('value' in read)) {
        row.problems.push({ ...read.problem, ...place(name) })
        return undefined
      }
      values.push(String(read.value))
    }
    return makeDerivedId(kind, values)
  }
  function byRefOf(row: Working, ref: string): void {
    const match = byRef.get(ref)?.[0]
    if (match) {
      row.record = match
      return
    }
    if (parseRef(ref)?.prefix !== prefix) row.problems.push({ code: 'type', ...place('ref'), value: ref, hint: 'refForm', with: { prefix } })
    else if (takenRefs.has(ref)) row.problems.push({ code: 'duplicateKey', ...place('ref'), value: ref, hint: 'sameAs', with: { row: takenRefs.get(ref)! } })
    else row.ref = ref
    takenRefs.set(ref, row.raw.row)
  }
  function match(row: Working, name: string, map: ReadonlyMap<string, readonly AnyRecord[]>, value: string): boolean {
    const found = map.get(value) ?? []
    if (found.length > 1) row.problems.push({ code: name === title ? 'ambiguousRef' : 'duplicateKey', ...place(name), value, hint: 'chooseOne', with: { list: found.slice(0, 5).map(({ ref }) => ref).join(', ') } })
    row.record = found[0]
    return found.length > 0
  }

  return (row) => {
    const keys = { importKey: text(row, 'importKey'), ref: text(row, 'ref'), legacyRef: text(row, 'legacyRef'), title: text(row, title) }
    if (singleton !== undefined) {
      row.id = singleton
      row.record = byId.get(singleton)
      if (seen.size > 0) row.problems.push({ code: 'duplicateKey', value: keys.title, hint: 'oneRow' })
      seen.set('', row.raw.row)
    } else if (naturalKey) derived(row)
    else {
      const byImportKey = keys.importKey !== '' && match(row, 'importKey', byKey, keys.importKey)
      if (!byImportKey && keys.ref !== '') byRefOf(row, keys.ref)
      else if (!byImportKey && keys.importKey === '' && keys.legacyRef !== '') match(row, 'legacyRef', byLegacy, keys.legacyRef)
      else if (!byImportKey && keys.importKey === '' && keys.title !== '') match(row, title, byTitle, keys.title)
      const [name, value] = keys.importKey !== '' ? ['importKey', keys.importKey] as const : keys.ref !== '' ? ['ref', keys.ref] as const : keys.legacyRef !== '' ? ['legacyRef', keys.legacyRef] as const : [title, keys.title] as const
      if (row.problems.length === 0 && (value !== '' || row.record)) once(row, row.record ? row.record.id : `${name}:${value}`, name, value)
      row.id = row.record?.id ?? linkedId(kind, row, byColumn) ?? facts.newId()
      const linked = row.record ? undefined : byId.get(row.id)
      if (linked) row.record = linked
    }
    if (row.record?.archivedOn !== undefined && !naturalKey) {
      row.problems.push({ code: 'readOnly', ...place('ref'), value: row.record.ref, hint: 'archived' })
    }
    if (!row.record && row.problems.length === 0) {
      references.add({ kind, id: row.id, ref: row.ref ?? '', title: keys.title, archived: false, ...(keys.legacyRef !== '' && { legacyRef: keys.legacyRef }), ...(kind === 'person' && text(row, 'title') !== '' && { role: text(row, 'title') }) })
    }
  }
}

/** Columns that make the id of a derived record (ID1, marked D). */
const derivedKeys: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  soaEntry: ['requirement'], measurement: ['metric', 'periodTo'], auditItem: ['audit', 'requirement'], framework: ['frameworkId'], requirement: ['framework', 'code'], crosswalk: ['source', 'target'],
}

function makeDerivedId(kind: Kind, [a = '', b = '']: readonly string[]): string {
  switch (kind) {
    case 'soaEntry':
      return soaEntryId(a)
    case 'measurement':
      return measurementId(a, b)
    case 'auditItem':
      return auditItemId(a, b)
    case 'framework':
      return frameworkRecordId(a)
    case 'requirement':
      return requirementRecordId(requirementId(a, b))
    default:
      return crosswalkId(a, b)
  }
}

/** MG11: what is opened from a finding has that finding's id. */
function linkedId(kind: Kind, row: Working, byColumn: ReadonlyMap<string, Column>): string | undefined {
  const column = kind === 'nonconformity' ? byColumn.get('finding') : undefined
  const cell = column && row.raw.cells[column.index]
  if (!column || isEmpty(cell)) return undefined
  const read = column.read(cell)
  return 'value' in read ? nonconformityIdOfFinding(String(read.value)) : undefined
}

function soaRequirement(text: string, { references, soaRequirements }: ImportFacts): CellValue {
  const found = references.findRequirement(text)
  if ('several' in found) {
    const own = found.several.filter((id) => soaRequirements.has(id))
    return own.length === 1 ? { value: own[0]! } : { problem: { code: 'ambiguousRef', value: text, hint: 'chooseOne', with: { list: found.several.join(', ') } } }
  }
  if ('unknown' in found) return { problem: { code: 'unknownRef', value: text, hint: 'noRecord' } }
  return soaRequirements.has(found.id) ? { value: found.id } : { problem: { code: 'unknownRef', value: text, hint: 'soaOnly' } }
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
    if (name === 'ref' || (name === 'requirement' && kind === 'soaEntry')) continue
    if (isEmpty(cell) || (typeof cell === 'string' && cell.trim() === '')) {
      if (facts.emptyClears && record && access === 'write' && column.of.field && name !== 'files' && name !== title) values[name] = null
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
      // A key that could not be read has said so already.
      if (!problems.some((one) => one.column === column.index)) problems.push({ ...read.problem, column: column.index, field: name })
    } else if (access === 'sealed') {
      if (!sameValue(valueOf(record, name), read.value)) problems.push({ code: 'readOnly', column: column.index, field: name, value: cellText(cell).slice(0, 200), hint: 'sealed' })
    } else values[name] = read.value
  }
  const files = kind === 'evidence' ? evidenceFiles(row, named, hash, facts, values) : undefined
  checkRow(row, values, facts)

  const fields = Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameValue(valueOf(record, name), value)))
  const restored = record?.archivedOn !== undefined
  if (restored) row.notices.push({ code: 'restored' })
  const changed = Object.keys(fields).length > 0 || restored
  const outcome = problems.length > 0 ? 'error' : !record ? 'create' : changed ? 'update' : 'same'
  const shown = values[title] ?? (record ? titleOf(record) : '')
  const base = { row: raw.row, outcome, ref: record?.ref ?? row.ref ?? '', title: isJsonObject(shown) ? '' : String(shown), problems, notices: row.notices } as const
  if (outcome === 'error' || outcome === 'same') return { ...base, changes: [] }
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, valueOf(record, name)]))
  return {
    ...base,
    changes: Object.entries(fields).map(([field, after]) => ({ field, before: before[field] ?? null, after })),
    edit: record
      ? { op: 'update', id: record.id, row: raw.row, fields, seen: before, ...(restored && { restore: true }) }
      : { op: 'create', id: row.id, row: raw.row, ...(row.ref !== undefined && { ref: row.ref }), fields, ...(files && files.length > 0 && { files }) },
  }
}

/** Unset, an empty list and an empty map all say nothing. */
function sameValue(a: JsonValue, b: JsonValue): boolean {
  const plain = (value: JsonValue): JsonValue => (value === '' || (Array.isArray(value) && value.length === 0) || (isJsonObject(value) && Object.keys(value).length === 0) ? null : value)
  return canonicalJson(plain(a)) === canonicalJson(plain(b))
}

/** `name` or `name = sha256`, several between `;` or on lines. */
function filesNamed(text: string): readonly PlannedFile[] {
  const entries = readEntries(text)
  if (text.includes(' = ') && 'entries' in entries) return entries.entries.map(([name, sha256]) => ({ name, sha256: sha256.toLowerCase() }))
  return (readList(text) ?? [text]).map((name) => ({ name, sha256: '' }))
}

/** Files of an evidence index: each was dropped along and is the one the table names. Records that exist keep theirs. */
function evidenceFiles(row: Working, named: readonly PlannedFile[], hash: string, facts: ImportFacts, values: Record<string, JsonValue>): readonly PlannedFile[] | undefined {
  const { record, problems } = row
  const wanted = named.length === 1 && hash !== '' ? [{ name: named[0]!.name, sha256: hash }] : named
  if (record) {
    const own = Object.values((valueOf(record, 'files') ?? {}) as Readonly<Record<string, { readonly blob?: { readonly sha256?: string } }>>).map(({ blob }) => blob?.sha256)
    const strange = wanted.find(({ sha256 }) => sha256 !== '' && !own.includes(sha256))
    if (strange) problems.push({ code: 'readOnly', field: 'files', value: strange.name, hint: 'sealed' })
    return undefined
  }
  values['source'] = wanted.length > 0 ? 'upload' : 'link'
  if (wanted.length === 0) {
    if (values['url'] === undefined) problems.push({ code: 'required', field: 'files', value: '', hint: 'nameFile' })
    return undefined
  }
  if (values['completeness'] === undefined) values['completeness'] = 'unknown'
  return wanted.flatMap(({ name, sha256 }) => {
    const dropped = facts.files.filter((file) => file.name === name)
    if (dropped.length === 0) problems.push({ code: 'missingFile', field: 'files', value: name, hint: 'dropFile' })
    const fits = dropped.find((file) => sha256 === '' || file.sha256 === sha256)
    if (dropped.length > 0 && !fits) problems.push({ code: 'hashMismatch', field: 'files', value: `${name} ${sha256}`, hint: 'otherFile', with: { hash: dropped[0]!.sha256 } })
    return fits ? [{ name, sha256: fits.sha256 }] : []
  })
}

/** References that would lead back to their own record, through rows of this table or records there are. */
function withoutCircles({ kind, existing }: ImportFacts, rows: readonly PlannedRow[]): readonly PlannedRow[] {
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

