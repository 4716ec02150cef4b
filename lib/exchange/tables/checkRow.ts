/**
 * What a row must be beside its single values: named, on the scale, in the right order of days, and about nothing it
 * must not be.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { isReference, isSet } from '~/lib/records/fields'
import { assembleRecord, rowToEntries, type FlatEntry } from '~/lib/records/assembleRecord'
import { fieldKey } from '~/lib/records/recordKey'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { orderProblems } from '~/lib/records/validateRecord'
import { fieldOf } from '~/lib/records/validateValue'
import type { JsonValue } from '../../shared/json'
import type { Notice, Problem } from './tableProblems'

interface Row {
  readonly id: string
  readonly record: AnyRecord | undefined
  readonly problems: Problem[]
  readonly notices: Notice[]
}

interface Facts {
  readonly kind: Kind
  readonly matrix?: { readonly likelihood: number; readonly impact: number; readonly hash: string }
}

const scores = ['inherentL', 'inherentI', 'currentL', 'currentI', 'residualL', 'residualI'] as const

/** Adds problems and notices, and of a scored risk the matrix it is scored under (RS8). */
export function checkRow(row: Row, values: Record<string, JsonValue>, { kind, matrix }: Facts): void {
  const definition = recordKind(kind)
  const now = (name: string): unknown => (name in values ? values[name] : fieldValues(row.record)?.[name])
  const has = (name: string): boolean =>
    ((value) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))(
      now(name),
    )

  if (!row.record && definition.singleton === undefined && !definition.naturalKey && !has(definition.title))
    row.problems.push({ code: 'required', field: definition.title, value: '', hint: 'needed' })
  const missing = Object.entries(definition.fields)
    .filter(([name, field]) => field.required && !has(name) && name !== 'matrixHash' && name !== 'files')
    .map(([name]) => name)
  if (missing.length > 0 && row.problems.length === 0) row.notices.push({ code: 'incomplete', fields: missing })

  if (kind === 'risk' && matrix) {
    let changed = false
    for (const name of scores) {
      const score = values[name]
      if (typeof score !== 'number') continue
      const size = name.endsWith('L') ? matrix.likelihood : matrix.impact
      if (score < 1 || score > size)
        row.problems.push({ code: 'offScale', field: name, value: String(score), hint: 'scale', with: { to: size } })
      changed ||= score !== (row.record as Readonly<Record<string, unknown>> | undefined)?.[name]
    }
    if (changed && now('matrixHash') !== matrix.hash) {
      if (row.record) row.notices.push({ code: 'rescored' })
      values['matrixHash'] = matrix.hash
    }
  }
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(kind, name)
    if (
      field &&
      isReference(field) &&
      (value === row.id || (isSet(field) && Array.isArray(value) && value.includes(row.id)))
    )
      row.problems.push({ code: 'circularRef', field: name, value: row.id, hint: 'itself' })
  }
  for (const pair of definition.order ?? []) {
    if (!pair.some((name) => typeof values[name] === 'string')) continue
    const [wrong] = orderProblems(kind, assembleRecord(kind, row.id, entriesOf(row.record, values, pair))).filter(
      ({ field }) => field === pair[1],
    )
    if (wrong)
      row.problems.push({
        code: 'range',
        field: pair[1],
        value: String(now(pair[1])),
        hint: 'before',
        with: { day: String(now(pair[0])) },
      })
  }
}

function entriesOf(
  record: AnyRecord | undefined,
  values: Readonly<Record<string, JsonValue>>,
  names: readonly string[],
): readonly FlatEntry[] {
  const entries = new Map<string, JsonValue>(record ? rowToEntries(record).entries : [])
  for (const name of names) if (name in values) entries.set(fieldKey(name), values[name]!)
  return [...entries]
}
