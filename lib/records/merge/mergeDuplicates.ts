/**
 * Merging two records of the same thing (MG12): the kept one takes over the links, the other keeps its history. Nothing
 * is lost.
 */

import { push } from '~/lib/shared/groups'
import { fieldValues } from '~/lib/records/fieldValues'
import { isReference, isSet } from '../fields'
import { possibleDuplicates } from './fieldMerging'
import { compareRefs } from '../refs'
import { recordKind, type AnyRecord, type Kind } from '../registry'
import { titleOf } from '../text/searchText'

/** Kinds whose titles identify one thing. Evidence, actions, tests and the like legitimately repeat a title. */
const named: readonly Kind[] = [
  'asset',
  'risk',
  'control',
  'policy',
  'document',
  'supplier',
  'issue',
  'interestedParty',
  'obligation',
  'objective',
  'threat',
  'vulnerability',
  'incident',
  'nonconformity',
  'improvement',
  'person',
  'metric',
  'task',
  'training',
  'communication',
  'change',
]

/** MG12: for each record that may be a duplicate, the others of its kind with the same title. */
export function duplicatesById(rows: Iterable<AnyRecord>): ReadonlyMap<string, readonly string[]> {
  const byKind = new Map<Kind, AnyRecord[]>()
  for (const row of rows) {
    if (!named.includes(row.kind)) continue
    push(byKind, row.kind, row)
  }
  const found = new Map<string, readonly string[]>()
  for (const list of byKind.values()) {
    const groups = possibleDuplicates(
      list.map((row) => ({
        id: row.id,
        title: titleOf(row),
        archivedOn: row.archivedOn,
        duplicateOf: row.duplicateOf,
      })),
    )
    for (const group of groups)
      for (const id of group)
        found.set(
          id,
          group.filter((other) => other !== id),
        )
  }
  return found
}

/**
 * ID6: records that share a ref with another, by id, including archived ones, since refs are never reused. This happens
 * when a device loses its storage and continues writing. Kinds with a natural key may legitimately share one (ID4).
 */
export function sameRefById(rows: Iterable<AnyRecord>): ReadonlyMap<string, readonly string[]> {
  const byRef = new Map<string, string[]>()
  for (const row of rows) {
    if (row.ref === '' || recordKind(row.kind).naturalKey) continue
    push(byRef, row.ref, row.id)
  }
  const found = new Map<string, readonly string[]>()
  for (const ids of byRef.values())
    if (ids.length > 1) for (const id of ids) found.set(id, ids.filter((other) => other !== id).sort())
  return found
}

/** Which of two records is kept: the one whose ref comes first, as people would cite it. */
export const keptOf = <R extends Pick<AnyRecord, 'ref' | 'id'>>(a: R, b: R): R =>
  ((order) => (order < 0 || (order === 0 && a.id < b.id) ? a : b))(compareRefs(a.ref, b.ref))

/** The record that a chain of duplicates leads to; a cycle, which only a merge can create, ends at its smallest id. */
export function keptId(id: string, duplicateOf: (id: string) => string | undefined): string {
  const seen: string[] = []
  for (let at: string | undefined = id; at !== undefined; at = duplicateOf(at)) {
    if (seen.includes(at)) return [...seen].sort()[0]!
    seen.push(at)
  }
  return seen.at(-1)!
}

export type LinkChange =
  | { readonly op: 'set'; readonly field: string; readonly value: string }
  | { readonly op: 'add' | 'remove'; readonly field: string; readonly element: string }

export interface LinkEdit {
  readonly kind: Kind
  readonly id: string
  readonly changes: readonly LinkChange[]
}

/**
 * The edits that merge `duplicate` into `kept`: the duplicate names the kept record, records that referenced it
 * reference the kept one, and the kept one gains its links. Archiving is a separate command. Kinds rejected by
 * `mayWrite` are left out: their links still show at the kept record, because duplicates are resolved on read.
 */
export function mergeEdits(
  kept: AnyRecord,
  duplicate: AnyRecord,
  rows: Iterable<AnyRecord>,
  mayWrite: (kind: Kind) => boolean,
): readonly LinkEdit[] {
  const edits: LinkEdit[] = [
    { kind: duplicate.kind, id: duplicate.id, changes: [{ op: 'set', field: 'duplicateOf', value: kept.id }] },
  ]
  const gained = linksOf(duplicate).filter(
    ({ field, element }) => element !== kept.id && !elementsOf(kept, field).includes(element),
  )
  if (gained.length > 0)
    edits.push({
      kind: kept.kind,
      id: kept.id,
      changes: gained.map(({ field, element }) => ({ op: 'add', field, element })),
    })
  for (const row of rows) {
    if (row.id === kept.id || row.id === duplicate.id || row.archivedOn !== undefined || !mayWrite(row.kind)) continue
    const changes = repointed(row, duplicate.id, kept.id)
    if (changes.length > 0) edits.push({ kind: row.kind, id: row.id, changes })
  }
  return edits
}

const valueAt = (row: AnyRecord, field: string): unknown => fieldValues(row)[field]
const elementsOf = (row: AnyRecord, field: string): readonly string[] =>
  ((value) => (Array.isArray(value) ? (value as readonly string[]) : []))(valueAt(row, field))

const linksOf = (row: AnyRecord): readonly { readonly field: string; readonly element: string }[] =>
  Object.entries(recordKind(row.kind).fields)
    .filter(([, field]) => isSet(field) && !field.writeOnce)
    .flatMap(([name]) => elementsOf(row, name).map((element) => ({ field: name, element })))

function repointed(row: AnyRecord, from: string, to: string): readonly LinkChange[] {
  return Object.entries(recordKind(row.kind).fields).flatMap(([name, field]): readonly LinkChange[] => {
    if (!isReference(field) || field.writeOnce) return []
    if (!isSet(field)) return valueAt(row, name) === from ? [{ op: 'set', field: name, value: to }] : []
    const elements = elementsOf(row, name)
    if (!elements.includes(from)) return []
    return [
      ...(elements.includes(to) ? [] : [{ op: 'add' as const, field: name, element: to }]),
      { op: 'remove', field: name, element: from },
    ]
  })
}
