/**
 * The records of a pack as tables to read: one sheet per kind, fields in the order of the form, names instead of ids.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { commonFields } from '../records/defineRecord'
import { requirementCode } from '../records/derivedIds'
import { isReference, isSet, type Field } from '../records/fields'
import { fieldLabelKey, formSections, valueLabelKey } from '../records/formSections'
import { isSetValue } from '../records/fieldCompleteness'
import { kindOfId, recordKind, type AnyRecord, type Kind } from '../records/registry'
import type { FrozenSoa } from '../isms/soa/frozenSoa'
import { isJsonObject } from '../shared/json'
import type { SheetTable } from '../exchange/sheets/sheets'
import type { PackState } from './packState'
import type { Translate } from './packWords'

export function recordTables(records: readonly AnyRecord[], state: PackState, t: Translate): readonly SheetTable[] {
  const kinds = [...new Set(records.map(({ kind }) => kind))]
  return kinds.map((kind): SheetTable => {
    const rows = records.filter((row) => row.kind === kind)
    const names = formSections(kind).flatMap(({ fields }) => fields.map(({ name }) => name))
    return {
      name: t(`kind.${kind}.many`),
      head: [t('pack.file.column.ref'), ...names.map((name) => t(fieldLabelKey(kind, name)))],
      rows: rows.map((row) => [row.ref, ...names.map((name) => cell(row, name, state, t))]),
    }
  })
}

function cell(row: AnyRecord, name: string, state: PackState, t: Translate): string | number | undefined {
  const field = recordKind(row.kind).fields[name] ?? (commonFields as Readonly<Record<string, Field>>)[name]!
  const value = fieldValues(row)[name]
  if (!isSetValue(field, value)) return undefined
  if (typeof value === 'number') return value
  if (isSet(field))
    return (value as readonly string[]).map((one) => word(row.kind, name, field, one, state, t)).join(', ')
  if (typeof value === 'boolean') return t(value ? 'pack.file.yes' : 'pack.file.no')
  if (isJsonObject(value) && typeof value['sha256'] === 'string') return `SHA-256 ${value['sha256']}`
  if (typeof value !== 'string') return JSON.stringify(value)
  return word(row.kind, name, field, value, state, t)
}

function word(kind: Kind, name: string, field: Field, value: string, state: PackState, t: Translate): string {
  if (field.values) return field.values.includes(value) ? t(valueLabelKey(kind, name, value)) : value
  if (field.target === 'requirement') return requirementCode(value)
  if (!isReference(field)) return value
  if (field.type === 'person' || field.element === 'person') return state.nameOf(value)
  const target = kindOfId(value)
  return (target && state.lookup.get(target, value)?.ref) || value
}

/** The frozen Statement of Applicability as one table, in the order of its catalogue. */
export function soaTable({ rows, additional, names }: FrozenSoa, state: PackState, t: Translate): SheetTable {
  const named = (id: string | undefined): string => (id === undefined ? '' : (names[id] ?? id))
  return {
    name: t('pack.file.set.soa'),
    head: [
      'requirement',
      'requirementTitle',
      'applicability',
      'reasons',
      'justification',
      'status',
      'controls',
      'risks',
      'owner',
      'provider',
      'evidence',
    ].map((key) => t(`pack.file.soaColumn.${key}`)),
    rows: [
      ...rows.map((row) => [
        requirementCode(row.requirement),
        state.requirement(row.requirement).title,
        t(`value.soaEntry.applicability.${row.applicability}`),
        row.reasons.map((reason) => t(`value.soaEntry.reasons.${reason}`)).join(', '),
        row.justification,
        t(`app.state.${row.status}`),
        row.controls.join(', '),
        row.risks.join(', '),
        named(row.owner),
        named(row.provider),
        row.evidence.map(({ ref, coversTo }) => (coversTo === undefined ? ref : `${ref} (${coversTo})`)).join(', '),
      ]),
      ...additional.map(({ control, owner, evidence }) => [
        '',
        named(control),
        t('pack.file.additional'),
        '',
        '',
        '',
        control,
        '',
        named(owner),
        '',
        evidence.map(({ ref }) => ref).join(', '),
      ]),
    ],
  }
}
