import type { Component } from 'vue'
import type { ColumnChange } from './useColumns'
import type { Facet } from './registerState'
import type { FaceWords } from '../record/face'
import type { ValueWords } from '../record/fields/useValueWords'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'

/** What a tab may use to speak. */
export interface TabWords extends FaceWords {
  readonly values: ValueWords
}

/**
 * One tab of a page of registers: the records of a kind, and what the register does with them beside what the kind
 * says.
 */
export interface KindTab {
  /** Value of `?view=`; message `registers.tab.<view>` names it. */
  readonly view: string
  readonly kind: Kind
  readonly prominent?: readonly string[]
  /** Fields of the bulk bar; by default those of the kind that make sense for many at once. */
  readonly bulk?: readonly string[]
  readonly sort?: { readonly name: string; readonly descending: boolean }
  readonly fresh?: Readonly<Record<string, JsonValue>>
  /** Columns changed or derived; read inside a computed value, so stores may be asked. */
  readonly columns?: (words: TabWords) => readonly ColumnChange[]
  readonly facets?: (words: TabWords) => readonly Facet<AnyRecord>[]
  /** Draws a column by its name. Takes `row`. */
  readonly cells?: Readonly<Record<string, Component>>
  /** Stands above the rows: what they say together. Takes `create`. */
  readonly above?: Component
  /** More for the bulk bar. Takes `kind` and `ids`. */
  readonly bulkMore?: Component
  /** Asks what a new record begins with, in place of an empty one. Takes `v-model:open`. */
  readonly dialog?: Component
}
