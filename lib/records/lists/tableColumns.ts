import type { FieldType } from '../fields'
import { fieldLabelKey } from '../formSections'
import { recordKind, type Kind } from '../registry'

export interface TableColumn {
  readonly name: string
  readonly type: FieldType
  readonly labelKey: string
  /** Shown unless the user chose otherwise. */
  readonly initial: boolean
}

const notTabular: readonly FieldType[] = ['long', 'rich', 'json', 'blob', 'map']

/**
 * Columns a list can show: the ref, the title, then every field with a short value; indexed and required ones are shown
 * initially.
 */
export function tableColumns(kind: Kind): readonly TableColumn[] {
  const definition = recordKind(kind)
  const column = (name: string, type: FieldType, initial: boolean): TableColumn => ({
    name,
    type,
    labelKey: fieldLabelKey(kind, name),
    initial,
  })
  const rest = Object.entries(definition.fields)
    .filter(([name, field]) => name !== definition.title && !notTabular.includes(field.type))
    .map(([name, field]) => column(name, field.type, field.required && definition.indexes.includes(name)))
  return [
    column('ref', 'text', true),
    column(definition.title, definition.fields[definition.title]!.type, true),
    ...rest,
    column('tags', 'set', false),
    column('createdAt', 'instant', false),
  ]
}
