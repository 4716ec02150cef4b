/** The dry run of drafts: what each would make or change here. Writes nothing. */

import { fieldValues } from '~/lib/records/fieldValues'
import { isLongText, isReference, isSet } from '~/lib/records/fields'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { validateValue } from '~/lib/records/validateValue'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import type { ImportRow, ImportSurroundings } from './importRow'

export interface PlannedChange {
  readonly field: string
  readonly before: JsonValue
  /** Of a list the whole list as it will be: an import adds, it takes nothing away. */
  readonly after: JsonValue
}

export interface PlannedRow {
  readonly row: ImportRow
  readonly action: 'create' | 'update' | 'same' | 'error'
  readonly title: string
  /** Of the record that is there. */
  readonly ref: string
  readonly changes: readonly PlannedChange[]
  /** Its creation was taken back: it comes back. */
  readonly restore?: true
  /** Values that no record may hold. */
  readonly problems: readonly { readonly field: string; readonly message: string }[]
}

export function planImport(
  rows: readonly ImportRow[],
  around: Pick<ImportSurroundings, 'rows' | 'mayWrite'>,
): readonly PlannedRow[] {
  const byId = new Map<string, AnyRecord>()
  for (const kind of new Set(rows.map((row) => row.kind))) for (const row of around.rows(kind)) byId.set(row.id, row)
  return rows.map((row) => planned(row, row.id === undefined ? undefined : byId.get(row.id), around.mayWrite))
}

/** What the engine writes of a plan, as the command `record.import` takes it. */
export interface PlannedEdit {
  readonly op: 'create' | 'update'
  readonly kind: Kind
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
  readonly seen?: Readonly<Record<string, JsonValue>>
  readonly restore?: true
}

/**
 * The edits of the rows a person chose. Links to records that are neither here nor among them are left out: what was
 * not chosen, or may not be written, cannot be pointed at.
 */
export function editsOf(plan: readonly PlannedRow[], chosen: ReadonlySet<string>): readonly PlannedEdit[] {
  const written = plan.filter(({ action, row }) => (action === 'create' || action === 'update') && chosen.has(row.id!))
  const missing = new Set(
    plan.filter(({ action }) => action === 'create' || action === 'error').map(({ row }) => row.id!),
  )
  for (const { row } of written) missing.delete(row.id!)
  return written.map(({ row, action, changes, restore }): PlannedEdit => {
    const kept = changes
      .map((change) => ({ ...change, after: withoutMissing(row.kind, change, missing) }))
      .filter(({ after }) => after !== null)
    return {
      op: action === 'create' ? 'create' : 'update',
      kind: row.kind,
      id: row.id!,
      fields: Object.fromEntries(kept.map(({ field, after }) => [field, after])),
      ...(action === 'update' && { seen: Object.fromEntries(kept.map(({ field, before }) => [field, before])) }),
      ...(restore && { restore }),
    }
  })
}

/** Null where nothing is left to say. */
function withoutMissing(kind: Kind, { field, after }: PlannedChange, missing: ReadonlySet<string>): JsonValue {
  const of = recordKind(kind).fields[field]
  if (!of || !isReference(of)) return after
  if (!Array.isArray(after)) return typeof after === 'string' && missing.has(after) ? null : after
  return (after as readonly JsonValue[]).filter((id) => typeof id !== 'string' || !missing.has(id))
}

function planned(row: ImportRow, present: AnyRecord | undefined, mayWrite: (kind: Kind) => boolean): PlannedRow {
  const changes = [
    ...Object.entries(row.fields),
    ...(row.importKey === undefined ? [] : [['importKey', row.importKey] as const]),
  ].flatMap(([field, value]) => changeOf(row.kind, present, field, value))
  const refused = mayWrite(row.kind) ? [] : [{ field: '', message: 'Your role may not write records of this kind.' }]
  const invalid = changes.flatMap(({ field, after }) =>
    ((judged) => (judged.ok ? [] : [{ field, message: judged.error.message }]))(validateValue(row.kind, field, after)),
  )
  const restore = present?.archivedOn !== undefined
  const problems = changes.length > 0 || !present || restore ? [...refused, ...invalid] : []
  const action = problems.length > 0 ? 'error' : !present ? 'create' : changes.length > 0 || restore ? 'update' : 'same'
  const { title: field } = recordKind(row.kind)
  const shown = row.fields[field] ?? fieldValues<JsonValue>(present)?.[field]
  return {
    row,
    action,
    title: typeof shown === 'string' ? shown : '',
    ref: present?.ref ?? '',
    changes,
    problems,
    ...(restore && { restore }),
  }
}

function changeOf(
  kind: Kind,
  present: AnyRecord | undefined,
  field: string,
  value: JsonValue,
): readonly PlannedChange[] {
  const of = recordKind(kind).fields[field]
  const before = fieldValues<JsonValue | undefined>(present)?.[field] ?? null
  if (of && isSet(of) && Array.isArray(value)) {
    const old = Array.isArray(before) ? (before as readonly JsonValue[]) : []
    const after = [...new Set([...old, ...(value as readonly JsonValue[])])].sort()
    return after.length === old.length ? [] : [{ field, before: [...old], after }]
  }
  // White space around a text says nothing: documents trim it.
  const same =
    of && isLongText(of) && typeof before === 'string' && typeof value === 'string'
      ? before.trim() === value.trim()
      : canonicalJson(before) === canonicalJson(value)
  return same ? [] : [{ field, before, after: value }]
}
