/**
 * The records of the demo at one point of its year, as flat entries like a vault's books: pure, without documents or
 * keys. A world can be split, so that two members write independently, and every change is available entry by entry.
 */

import { push } from '~/lib/shared/groups'
import { fieldValues } from '~/lib/records/fieldValues'
import { assembleRecord, fieldChanges, type FlatEntry } from '~/lib/records/assembleRecord'
import { isKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import type { JsonValue } from '~/lib/shared/json'
import { demoEntries, type DemoFields, type DemoRecord } from './demoRecord'

/** The change of one record. */
export interface DemoChange {
  readonly kind: Kind
  readonly id: string
  readonly entries: readonly FlatEntry[]
  readonly texts: readonly { readonly field: string; readonly before: string; readonly after: string }[]
}

/** Immutable: a later state of the record is a new object. */
interface Flat {
  readonly entries: ReadonlyMap<string, JsonValue>
  readonly texts: ReadonlyMap<string, string>
  row?: AnyRecord
}

const nothing: Flat = { entries: new Map(), texts: new Map() }

export class DemoWorld {
  private readonly books = new Map<Kind, Map<string, Flat>>()
  private readonly listed = new Map<Kind, readonly AnyRecord[]>()
  readonly statements: StatementFact[] = []
  private readonly bySubject = new Map<string, StatementFact[]>()

  /** An independent copy of the present state. */
  split(): DemoWorld {
    const other = new DemoWorld()
    for (const [kind, book] of this.books) other.books.set(kind, new Map(book))
    for (const statement of this.statements) other.say(statement)
    return other
  }

  row<K extends Kind>(kind: K, id: string): RowOf<K> | undefined {
    const flat = this.books.get(kind)?.get(id)
    return flat && (flat.row ??= assembleRecord(kind, id, flat.entries, flat.texts) as AnyRecord) as RowOf<K> | undefined
  }

  /** Records of a kind, in creation order. */
  all<K extends Kind>(kind: K): readonly RowOf<K>[] {
    let rows = this.listed.get(kind)
    if (!rows) this.listed.set(kind, (rows = [...(this.books.get(kind)?.keys() ?? [])].map((id) => this.row(kind, id) as AnyRecord)))
    return rows as readonly AnyRecord[] as readonly RowOf<K>[]
  }

  readonly lookup: RecordLookup = {
    get: (kind, id) => this.row(kind, id) as AnyRecord | undefined,
    referencing: (kind, field, id) => (this.all(kind) as readonly AnyRecord[]).filter((row) => {
      const named = fieldValues<string | readonly string[] | undefined>(row)[field]
      return Array.isArray(named) ? named.includes(id) : named === id
    }),
  }

  statementsOf = (id: string): readonly StatementFact[] => this.bySubject.get(id) ?? []

  say(statement: StatementFact): void {
    this.statements.push(statement)
    push(this.bySubject, statement.subjectId, statement)
  }

  /** The change that creates a record. `more`: fields that are not in the data, such as files. */
  creation(record: DemoRecord, more: Readonly<Record<string, unknown>> = {}): DemoChange {
    const { kind, id } = record
    const { entries, texts } = demoEntries({ ...record, fields: { ...record.fields, ...more } as DemoFields<Kind> })
    return { kind, id, entries: [['kind', kind], ...entries.filter(([key]) => key !== 'kind')], texts: texts.map(([field, after]) => ({ field, before: '', after })) }
  }

  /** The change that gives these fields of a record new values. */
  edit(kind: Kind, id: string, fields: DemoFields<Kind>): DemoChange {
    const before = this.row(kind, id) as AnyRecord | undefined
    if (!before) throw new Error(`the demo edits ${kind} ${id}, which is not there yet`)
    const { entries, texts } = fieldChanges(before, { ...before, ...fields } as AnyRecord)
    const long = this.books.get(kind)!.get(id)!.texts
    return { kind, id, entries, texts: texts.map(([field, after]) => ({ field, before: long.get(field) ?? '', after })) }
  }

  /** Applies a change; keys in `lost` were overwritten by somebody else's value. */
  apply({ kind, id, entries, texts }: DemoChange, lost: ReadonlySet<string> = new Set()): void {
    if (!isKind(kind)) return
    const book = this.books.get(kind) ?? new Map<string, Flat>()
    this.books.set(kind, book)
    const was = book.get(id) ?? nothing
    book.set(id, {
      entries: new Map([...was.entries, ...entries.filter(([key]) => !lost.has(key))]),
      texts: new Map([...was.texts, ...texts.map(({ field, after }) => [field, after] as const)]),
    })
    this.listed.delete(kind)
  }

  /** The value of a key, `null` if unset. */
  value(kind: Kind, id: string, key: string): JsonValue {
    return this.books.get(kind)?.get(id)?.entries.get(key) ?? null
  }
}
