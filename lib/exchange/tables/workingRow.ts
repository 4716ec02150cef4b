/** What a dry run knows beside the table, and a row of the table on its way through it. */

import { fieldValues } from '~/lib/records/fieldValues'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { JsonValue } from '../../shared/json'
import type { ImportField } from '~/lib/records/lists/importKinds'
import type { RawCell, RawRow } from './cell'
import type { CellFacts, CellValue } from './cellValue'
import type { Notice, Problem } from './tableProblems'

export interface DroppedFile {
  readonly name: string
  readonly sha256: string
  readonly size: number
}

export interface ImportFacts extends CellFacts {
  readonly kind: Kind
  /** Every record of the kind, archived ones included. */
  readonly existing: readonly AnyRecord[]
  /** Of risks: the scale and hash of the matrix in use (RS8). */
  readonly matrix?: { readonly likelihood: number; readonly impact: number; readonly hash: string }
  /** Requirements that a Statement of Applicability has rows for. */
  readonly soaRequirements: ReadonlySet<string>
  readonly files: readonly DroppedFile[]
  readonly newId: () => string
  /** Whether an empty cell clears what an existing record holds. */
  readonly emptyClears?: boolean
}

/** A row on its way: what it holds, and which record it is about. */
export interface Working {
  readonly raw: RawRow
  readonly problems: Problem[]
  readonly notices: Notice[]
  id: string
  record: AnyRecord | undefined
  ref: string | undefined
  /** A crosswalk row about a pair that is here the other way round. */
  turned?: true
}

export interface Column {
  readonly index: number
  readonly of: ImportField
  readonly read: (cell: RawCell) => CellValue
}

export const valueOf = (row: AnyRecord | undefined, name: string): JsonValue =>
  fieldValues<JsonValue | undefined>(row)?.[name] ?? null
