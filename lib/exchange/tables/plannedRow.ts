/** What one row of a table would do. */

import type { JsonValue } from '~/lib/shared/json'
import type { PlannedEdit } from './planFile'
import type { Notice, Problem } from './tableProblems'

export interface FieldDiff {
  readonly field: string
  readonly before: JsonValue
  readonly after: JsonValue
}

export interface PlannedRow {
  readonly row: number
  readonly outcome: 'create' | 'update' | 'same' | 'error'
  /** Of the record it speaks about; empty for a new one without. */
  readonly ref: string
  readonly title: string
  readonly problems: readonly Problem[]
  readonly notices: readonly Notice[]
  readonly changes: readonly FieldDiff[]
  readonly edit?: PlannedEdit
}
