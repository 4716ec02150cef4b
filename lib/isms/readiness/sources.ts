/**
 * The records, statements and other input of the checks, held in memory with the lookups they use. `apply` takes
 * changes and returns the keys of the answers that may differ now; `read` reports the key of every answer given, so
 * that readers can be tracked.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { isSet } from '~/lib/records/fields'
import type { HeldFile } from '../evidence/evidenceFacts'
import { kindNames, recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { isDoubted, type StatementFact } from '../statement/statementFacts'
import type { ConflictFact, HistoryFact, MemberFact } from './readinessReader'

/** Changes to apply. Records and statements are complete; a list replaces the previous one. */
export interface Changes {
  readonly today?: string
  readonly put?: readonly AnyRecord[]
  /** Ids of records that no longer exist; archived ones belong in `put`. */
  readonly remove?: readonly string[]
  readonly statements?: readonly StatementFact[]
  readonly removeStatements?: readonly string[]
  readonly files?: readonly (readonly [sha256: string, file: HeldFile | undefined])[]
  readonly members?: readonly MemberFact[]
  readonly conflicts?: readonly ConflictFact[]
  /** History of requested records, by record. */
  readonly history?: readonly (readonly [recordId: string, history: readonly HistoryFact[]])[]
}

/**
 * Kinds no check reads, so callers leave them out: catalogues are long and comments many, and both would waste memory.
 */
export const unreadKinds: ReadonlySet<Kind> = new Set(['comment', 'framework', 'requirement'])

type Key = string
const none: readonly never[] = []

export class Sources {
  #today = '0000-01-01'
  readonly #rows = new Map<string, AnyRecord>()
  readonly #ids = new Map<Kind, Set<string>>(kindNames.map((kind) => [kind, new Set()]))
  readonly #sortedIds = new Map<Kind, readonly string[]>()
  /** `kind/field` → referenced id → ids of the records that reference it. */
  readonly #indexes = new Map<string, Map<string, Set<string>>>()
  readonly #refs = new Map<string, Set<string>>()
  readonly #statements = new Map<string, StatementFact>()
  readonly #bySubject = new Map<string, readonly StatementFact[]>()
  readonly #byKind = new Map<string, Set<string>>()
  readonly #broken = new Set<string>()
  readonly #doubted = new Set<string>()
  readonly #files = new Map<string, HeldFile>()
  readonly #history = new Map<string, readonly HistoryFact[]>()
  #members: readonly MemberFact[] = none
  #conflicts: readonly ConflictFact[] = none

  /** `read` is called with the key of every answer given. */
  constructor(private readonly read: (key: Key) => void = () => undefined) {}

  /** Applies changes; returns the keys of all answers that may have changed. */
  apply(changes: Changes): ReadonlySet<Key> {
    const touched = new Set<Key>()
    if (changes.today !== undefined && changes.today !== this.#today) {
      this.#today = changes.today
      touched.add('today')
    }
    for (const row of changes.put ?? none) this.#put(row, touched)
    for (const id of changes.remove ?? none) this.#remove(id, touched)
    for (const statement of changes.statements ?? none) this.#putStatement(statement, touched)
    for (const id of changes.removeStatements ?? none) this.#dropStatement(id, touched)
    for (const [sha256, file] of changes.files ?? none) {
      if (file) this.#files.set(sha256, file)
      else this.#files.delete(sha256)
      touched.add(`file/${sha256}`)
    }
    if (changes.members) {
      this.#members = changes.members
      touched.add('members')
    }
    if (changes.conflicts) {
      this.#conflicts = changes.conflicts
      touched.add('conflicts')
    }
    for (const [recordId, history] of changes.history ?? none) {
      this.#history.set(recordId, history)
      touched.add(`history/${recordId}`)
    }
    return touched
  }

  today(): string {
    this.read('today')
    return this.#today
  }

  row<K extends Kind>(kind: K, id: string | undefined): RowOf<K> | undefined {
    if (id === undefined) return undefined
    this.read(`row/${id}`)
    const row = this.#rows.get(id)
    return row?.kind === kind && row.archivedOn === undefined ? (row as unknown as RowOf<K>) : undefined
  }

  isHere(id: string): boolean {
    this.read(`here/${id}`)
    return this.#rows.has(id)
  }

  refOf(id: string): string | undefined {
    this.read(`row/${id}`)
    return this.#rows.get(id)?.ref
  }

  duplicateOf(id: string): string | undefined {
    this.read(`row/${id}`)
    return this.#rows.get(id)?.duplicateOf
  }

  ids(kind: Kind): readonly string[] {
    this.read(`ids/${kind}`)
    let ids = this.#sortedIds.get(kind)
    if (!ids) this.#sortedIds.set(kind, (ids = [...this.#ids.get(kind)!].sort()))
    return ids
  }

  rows<K extends Kind>(kind: K): readonly RowOf<K>[] {
    this.read(`rows/${kind}`)
    return this.ids(kind).map((id) => this.#rows.get(id) as unknown as RowOf<K>)
  }

  referencing<K extends Kind>(kind: K, field: keyof RowOf<K> & string, id: string): readonly RowOf<K>[] {
    this.read(`referencing/${kind}/${field}/${id}`)
    const found = this.#index(kind, field).get(id)
    if (!found || found.size === 0) return none
    return [...found].sort().map((one) => this.#rows.get(one) as unknown as RowOf<K>)
  }

  withRef(ref: string): readonly string[] {
    this.read(`ref/${ref}`)
    return [...(this.#refs.get(ref) ?? none)].sort()
  }

  statements(subjectId: string): readonly StatementFact[] {
    this.read(`statements/${subjectId}`)
    return this.#bySubject.get(subjectId) ?? none
  }

  statementsAbout(kind: Kind): readonly StatementFact[] {
    this.read(`statementsAbout/${kind}`)
    return [...(this.#byKind.get(kind) ?? none)].sort().flatMap((subject) => this.#bySubject.get(subject) ?? none)
  }

  statementCount(): number {
    this.read('count')
    return this.#statements.size
  }

  brokenStatements(): readonly StatementFact[] {
    this.read('broken')
    return [...this.#broken].sort().map((id) => this.#statements.get(id)!)
  }

  doubtedStatements(): readonly StatementFact[] {
    this.read('doubted')
    return [...this.#doubted].sort().map((id) => this.#statements.get(id)!)
  }

  history(recordId: string): readonly HistoryFact[] {
    this.read(`history/${recordId}`)
    return this.#history.get(recordId) ?? none
  }

  hasHistory(recordId: string): boolean {
    return this.#history.has(recordId)
  }

  conflicts(): readonly ConflictFact[] {
    this.read('conflicts')
    return this.#conflicts
  }

  file(sha256: string): HeldFile | undefined {
    this.read(`file/${sha256}`)
    return this.#files.get(sha256)
  }

  members(): readonly MemberFact[] {
    this.read('members')
    return this.#members
  }

  /** Ids of all statements, without reporting a read: for the code that supplies them. */
  statementIds(): readonly string[] {
    return [...this.#statements.keys()]
  }

  /** The record in any state, without reporting a read: for sorting and labelling results. */
  peek(id: string): AnyRecord | undefined {
    return this.#rows.get(id)
  }

  #put(row: AnyRecord, touched: Set<Key>): void {
    const before = this.#rows.get(row.id)
    if (before) this.#unlist(before, touched)
    else touched.add(`here/${row.id}`)
    this.#rows.set(row.id, row)
    touched.add(`row/${row.id}`)
    if (row.archivedOn === undefined) this.#list(row, touched)
    if ((before?.archivedOn === undefined && before !== undefined) !== (row.archivedOn === undefined))
      this.#membershipChanged(row.kind, touched)
  }

  #remove(id: string, touched: Set<Key>): void {
    const before = this.#rows.get(id)
    if (!before) return
    this.#unlist(before, touched)
    this.#rows.delete(id)
    touched.add(`row/${id}`).add(`here/${id}`)
    if (before.archivedOn === undefined) this.#membershipChanged(before.kind, touched)
  }

  #membershipChanged(kind: Kind, touched: Set<Key>): void {
    this.#sortedIds.delete(kind)
    touched.add(`ids/${kind}`)
  }

  #list(row: AnyRecord, touched: Set<Key>): void {
    this.#ids.get(row.kind)!.add(row.id)
    touched.add(`rows/${row.kind}`)
    for (const [name, index] of this.#indexesOf(row.kind)) {
      for (const id of namesIn(row, name)) {
        add(index, id, row.id)
        touched.add(`referencing/${row.kind}/${name}/${id}`)
      }
    }
    if (row.ref !== '' && !recordKind(row.kind).naturalKey) {
      add(this.#refs, row.ref, row.id)
      touched.add(`ref/${row.ref}`)
    }
  }

  #unlist(row: AnyRecord, touched: Set<Key>): void {
    if (row.archivedOn !== undefined) return
    this.#ids.get(row.kind)!.delete(row.id)
    touched.add(`rows/${row.kind}`)
    for (const [name, index] of this.#indexesOf(row.kind)) {
      for (const id of namesIn(row, name)) {
        index.get(id)?.delete(row.id)
        touched.add(`referencing/${row.kind}/${name}/${id}`)
      }
    }
    this.#refs.get(row.ref)?.delete(row.id)
    touched.add(`ref/${row.ref}`)
  }

  #indexesOf(kind: Kind): readonly (readonly [field: string, index: Map<string, Set<string>>])[] {
    return [...this.#indexes].flatMap(([key, index]) =>
      key.startsWith(`${kind}/`) ? [[key.slice(kind.length + 1), index] as const] : [],
    )
  }

  /** Built on first use: most pairs of kind and field are never asked for. */
  #index(kind: Kind, field: string): Map<string, Set<string>> {
    const key = `${kind}/${field}`
    let index = this.#indexes.get(key)
    if (index) return index
    this.#indexes.set(key, (index = new Map()))
    for (const id of this.#ids.get(kind)!) {
      for (const named of namesIn(this.#rows.get(id)!, field)) add(index, named, id)
    }
    return index
  }

  #putStatement(statement: StatementFact, touched: Set<Key>): void {
    const { id, subjectId, subjectKind } = statement
    if (!this.#statements.has(id)) touched.add('count')
    this.#statements.set(id, statement)
    this.#bySubject.set(subjectId, [
      ...(this.#bySubject.get(subjectId) ?? none).filter((one) => one.id !== id),
      statement,
    ])
    add(this.#byKind, subjectKind, subjectId)
    touched.add(`statements/${subjectId}`).add(`statementsAbout/${subjectKind}`)
    if (!statement.signatureValid && !this.#broken.has(id)) {
      this.#broken.add(id)
      touched.add('broken')
    }
    // An owner's statement about a device may appear, change and disappear.
    if (isDoubted(statement) !== this.#doubted.has(id)) {
      if (!this.#doubted.delete(id)) this.#doubted.add(id)
      touched.add('doubted')
    }
  }

  #dropStatement(id: string, touched: Set<Key>): void {
    const statement = this.#statements.get(id)
    if (!statement) return
    const { subjectId, subjectKind } = statement
    this.#statements.delete(id)
    touched.add('count')
    const left = (this.#bySubject.get(subjectId) ?? none).filter((one) => one.id !== id)
    this.#bySubject.set(subjectId, left)
    if (left.length === 0) this.#byKind.get(subjectKind)?.delete(subjectId)
    touched.add(`statements/${subjectId}`).add(`statementsAbout/${subjectKind}`)
    if (this.#broken.delete(id)) touched.add('broken')
    if (this.#doubted.delete(id)) touched.add('doubted')
  }
}

function add(groups: Map<string, Set<string>>, key: string, id: string): void {
  const group = groups.get(key)
  if (group) group.add(id)
  else groups.set(key, new Set([id]))
}

/** Ids a field of a record references: one, or each element of a set. */
function namesIn(row: AnyRecord, name: string): readonly string[] {
  const value = fieldValues(row)[name]
  const field = recordKind(row.kind).fields[name]
  if (field && isSet(field)) return value as readonly string[]
  return typeof value === 'string' && value !== '' ? [value] : none
}
