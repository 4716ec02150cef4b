import { commonFields } from './defineRecord'
import type { Field } from './fields'
import { recordKind, type Kind } from './registry'

export interface FormField {
  readonly name: string
  readonly field: Field
  readonly labelKey: string
}

export interface FormSection {
  readonly key: string
  readonly labelKey: string
  readonly fields: readonly FormField[]
}

/** Message key of a field's label: `field.risk.inherentL`; common fields share one label across all kinds. */
export const fieldLabelKey = (kind: Kind, field: string): string =>
  `field.${Object.hasOwn(commonFields, field) && !Object.hasOwn(recordKind(kind).fields, field) ? 'common' : kind}.${field}`

/** Message key of a value of an enum or of a set of fixed values. */
export const valueLabelKey = (kind: Kind, field: string, value: string): string => `value.${kind}.${field}.${value}`

/** The default form: sections in definition order, each field in exactly one of them. */
export function formSections(kind: Kind): readonly FormSection[] {
  const { fields, sections } = recordKind(kind)
  return sections.map((section) => ({
    key: section.key,
    labelKey: `section.${kind}.${section.key}`,
    fields: section.fields.map((name) => ({ name, field: fields[name]!, labelKey: fieldLabelKey(kind, name) })),
  }))
}
