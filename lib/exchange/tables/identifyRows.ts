/**
 * Which record a row of a table is about: by import key, ref, former number or title; derived ones by what their id is
 * made of.
 */

import {
  auditItemId,
  crosswalkId,
  frameworkRecordId,
  measurementId,
  nonconformityIdOfFinding,
  requirementId,
  requirementRecordId,
  soaEntryId,
} from '~/lib/records/derivedIds'
import { parseRef } from '~/lib/records/refs'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { isTakenBack } from '~/lib/records/merge/takenBack'
import { push } from '../../shared/groups'
import { cellText, isEmpty } from './cell'
import type { CellValue } from './cellValue'
import { valueOf, type Column, type ImportFacts, type Working } from './workingRow'

/** Finds the record of each row in turn, or gives it an id of its own that later rows may name. */
export function identifierOf(columns: readonly Column[], facts: ImportFacts): (row: Working) => void {
  const { kind, existing, references } = facts
  const { prefix, title, singleton, naturalKey } = recordKind(kind)
  const byColumn = new Map(columns.map((column) => [column.of.name, column]))
  const active = existing.filter(({ archivedOn }) => archivedOn === undefined)
  const by = (name: string, of: readonly AnyRecord[] = active): ReadonlyMap<string, readonly AnyRecord[]> => {
    const map = new Map<string, AnyRecord[]>()
    for (const row of of) {
      const value = name === 'title' ? titleOf(row) : valueOf(row, name)
      if (typeof value === 'string' && value !== '') push(map, keyOf(value), row)
    }
    return map
  }
  const byId = new Map(existing.map((row) => [row.id, row]))
  const byRef = by('ref', existing)
  const [byKey, byLegacy, byTitle] = [by('importKey'), by('legacyRef'), by('title')]
  const seen = new Map<string, number>()
  const takenRefs = new Map<string, number>()

  /** Read as the field reads it: without the mark of a formula, in one spelling of its letters. */
  const text = (row: Working, name: string): string => {
    const column = byColumn.get(name)
    const cell = column && row.raw.cells[column.index]
    const read = column && !isEmpty(cell) ? column.read(cell) : undefined
    return read && 'value' in read && typeof read.value === 'string' ? keyOf(read.value) : ''
  }
  const place = (name: string): { readonly column?: number; readonly field: string } => ({
    ...(byColumn.has(name) && { column: byColumn.get(name)!.index }),
    field: name,
  })
  /** Two rows about one record: the second is the one too many. */
  const once = (row: Working, key: string, name: string, value: string): void => {
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row.raw.row)
    else row.problems.push({ code: 'duplicateKey', ...place(name), value, hint: 'sameAs', with: { row: first } })
  }

  function derived(row: Working): void {
    const values = derivedFrom(row)
    if (!values) return
    row.id = makeDerivedId(kind, values)
    row.record = byId.get(row.id)
    // XW1: a pair has one row, whichever way it is read.
    const other = kind === 'crosswalk' ? makeDerivedId(kind, [...values].reverse()) : row.id
    const turned = byId.get(other)
    if (
      other !== row.id &&
      turned &&
      turned.archivedOn === undefined &&
      (!row.record || row.record.archivedOn !== undefined)
    ) {
      row.id = other
      row.record = turned
      row.turned = true
    }
    once(
      row,
      kind === 'crosswalk' ? [...values].sort().join('\n') : row.id,
      derivedKeys[kind]?.at(-1) ?? title,
      text(row, derivedKeys[kind]?.at(-1) ?? title),
    )
  }
  /** What the id is made of; undefined, and told, where the row does not say it. */
  function derivedFrom(row: Working): readonly string[] | undefined {
    const values: string[] = []
    for (const name of derivedKeys[kind] ?? []) {
      const column = byColumn.get(name)
      const cell = column && row.raw.cells[column.index]
      if (!column || isEmpty(cell)) {
        row.problems.push({ code: 'required', ...place(name), value: '', hint: 'needed' })
        return undefined
      }
      const read =
        name === 'requirement' && kind === 'soaEntry' ? soaRequirement(cellText(cell), facts) : column.read(cell)
      if (!('value' in read)) {
        row.problems.push({ ...read.problem, ...place(name) })
        return undefined
      }
      values.push(String(read.value))
    }
    return values
  }
  function byRefOf(row: Working, ref: string): void {
    const match = byRef.get(ref)?.[0]
    if (match) {
      row.record = match
      return
    }
    if (parseRef(ref)?.prefix !== prefix)
      row.problems.push({ code: 'type', ...place('ref'), value: ref, hint: 'refForm', with: { prefix } })
    else if (takenRefs.has(ref))
      row.problems.push({
        code: 'duplicateKey',
        ...place('ref'),
        value: ref,
        hint: 'sameAs',
        with: { row: takenRefs.get(ref)! },
      })
    else row.ref = ref
    takenRefs.set(ref, row.raw.row)
  }
  function match(row: Working, name: string, map: ReadonlyMap<string, readonly AnyRecord[]>, value: string): boolean {
    const found = map.get(value) ?? []
    if (found.length > 1)
      row.problems.push({
        code: name === title ? 'ambiguousRef' : 'duplicateKey',
        ...place(name),
        value,
        hint: 'chooseOne',
        with: {
          list: found
            .slice(0, 5)
            .map(({ ref }) => ref)
            .join(', '),
        },
      })
    row.record = found[0]
    return found.length > 0
  }

  return (row) => {
    const keys = {
      importKey: text(row, 'importKey'),
      ref: text(row, 'ref'),
      legacyRef: text(row, 'legacyRef'),
      title: text(row, title),
    }
    if (singleton !== undefined) {
      row.id = singleton
      row.record = byId.get(singleton)
      if (seen.size > 0) row.problems.push({ code: 'duplicateKey', value: keys.title, hint: 'oneRow' })
      seen.set('', row.raw.row)
    } else if (naturalKey) derived(row)
    else {
      const byImportKey = keys.importKey !== '' && match(row, 'importKey', byKey, keys.importKey)
      if (!byImportKey && keys.ref !== '') byRefOf(row, keys.ref)
      else if (!byImportKey && keys.importKey === '' && keys.legacyRef !== '')
        match(row, 'legacyRef', byLegacy, keys.legacyRef)
      else if (!byImportKey && keys.importKey === '' && keys.title !== '') match(row, title, byTitle, keys.title)
      const [name, value] =
        keys.importKey !== ''
          ? (['importKey', keys.importKey] as const)
          : keys.ref !== ''
            ? (['ref', keys.ref] as const)
            : keys.legacyRef !== ''
              ? (['legacyRef', keys.legacyRef] as const)
              : ([title, keys.title] as const)
      if (row.problems.length === 0 && (value !== '' || row.record))
        once(row, row.record ? row.record.id : `${name}:${value}`, name, value)
      row.id = row.record?.id ?? linkedId(kind, row, byColumn) ?? facts.newId()
      const linked = row.record ? undefined : byId.get(row.id)
      if (linked) row.record = linked
    }
    if (row.record?.archivedOn !== undefined && !naturalKey && !isTakenBack(row.record)) {
      row.problems.push({ code: 'readOnly', ...place('ref'), value: row.record.ref, hint: 'archived' })
    }
    if (!row.record && row.problems.length === 0) {
      references.add({
        kind,
        id: row.id,
        ref: row.ref ?? '',
        title: keys.title,
        archived: false,
        ...(keys.legacyRef !== '' && { legacyRef: keys.legacyRef }),
        ...(kind === 'person' && text(row, 'title') !== '' && { role: text(row, 'title') }),
      })
    }
  }
}

const keyOf = (text: string): string => text.normalize('NFC').trim()

/** Columns that make the id of a derived record (ID1, marked D). */
const derivedKeys: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  soaEntry: ['requirement'],
  measurement: ['metric', 'periodTo'],
  auditItem: ['audit', 'requirement'],
  framework: ['frameworkId'],
  requirement: ['framework', 'code'],
  crosswalk: ['source', 'target'],
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
    return own.length === 1
      ? { value: own[0]! }
      : { problem: { code: 'ambiguousRef', value: text, hint: 'chooseOne', with: { list: found.several.join(', ') } } }
  }
  if ('unknown' in found) return { problem: { code: 'unknownRef', value: text, hint: 'noRecord' } }
  return soaRequirements.has(found.id)
    ? { value: found.id }
    : { problem: { code: 'unknownRef', value: text, hint: 'soaOnly' } }
}
