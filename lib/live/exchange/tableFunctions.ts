/** The interface of the worker that reads and writes tables (`entrypoints/workers/exchange.worker.ts`). Types only. */

import type { TextEncoding } from '~/lib/exchange/tables/decodeText'
import type { CsvOptions, OutTable } from '~/lib/exchange/tables/exportTable'
import type { guessOptions, Mapping } from '~/lib/exchange/tables/mapping'
import type { PlannedFile } from '~/lib/exchange/tables/planFile'
import type { PlannedRow } from '~/lib/exchange/tables/plannedRow'
import type { recallMapping } from '~/lib/exchange/tables/rememberedMapping'
import type { DroppedFile } from '~/lib/exchange/tables/workingRow'
import type { Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import type { Result } from '~/lib/shared/result'

export interface ReadTable {
  /** Name of the sheet; empty for a CSV file. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: number
  /** First cells of each column, as displayed. */
  readonly samples: readonly (readonly string[])[]
  readonly formulas: number
  /** IM1: the encoding a text file was read with; unset for a workbook. */
  readonly encoding?: TextEncoding
  /** Detected from the column headers. */
  readonly kind?: Kind
}

export interface ReadAnswer {
  readonly tables: readonly ReadTable[]
  /** Policy files and sheets that could not be read, and pictures left out. */
  readonly unread: readonly { readonly name: string; readonly message: string }[]
  readonly pictures: number
}

export interface DryRunInput {
  readonly workspaceId: string
  readonly table: number
  readonly kind: Kind
  readonly mapping: Mapping
  readonly emptyClears: boolean
  readonly locale: string
}

export type RowFilter = 'all' | PlannedRow['outcome'] | 'notice'

export interface DryRun {
  readonly counts: Readonly<Record<RowFilter, number>>
  readonly total: number
}

export interface ReadyPlan {
  readonly plan: Blob
  readonly files: readonly PlannedFile[]
}

export type Format = 'csv' | 'xlsx'

export interface WrittenFile {
  readonly file: Blob
  /** Texts that exceed the size of a workbook cell. */
  readonly cut: number
}

export interface ExportInput {
  readonly workspaceId: string
  readonly kind: Kind
  readonly ids: readonly string[]
  readonly name: string
  readonly format: Format
  readonly locale: string
  readonly csv: CsvOptions
}

export interface TableFunctions {
  /**
   * Keeps the tables of the file and returns their description. Word and Markdown files become one table of policies.
   * `encoding` is detected if not given (IM1).
   */
  read(files: readonly File[], locale: string, encoding?: TextEncoding): Promise<Result<ReadAnswer>>
  /** `kept`: what `remember` returned for earlier tables of the kind. */
  guess(table: number, kind: Kind, locale: string, kept: JsonValue | undefined): ReturnType<typeof recallMapping>
  remember(table: number, mapping: Mapping, kept: JsonValue | undefined): JsonValue
  /** Formats that fit the entire column, for a column the user assigned to another field. */
  options(table: number, kind: Kind, field: string, column: number): ReturnType<typeof guessOptions>
  /** Files of an evidence index, by name and hash. */
  drop(files: readonly File[]): Promise<readonly DroppedFile[]>
  /** Writes nothing: the planned effect of each row is kept in the worker. */
  dryRun(input: DryRunInput): Promise<Result<DryRun>>
  rows(filter: RowFilter, from: number, count: number): readonly PlannedRow[]
  /** The rows without errors, for the engine to write. */
  ready(): ReadyPlan | undefined
  /** A file of a table composed by the page: error lists, the contents of a register. */
  write(table: OutTable, format: Format, csv: CsvOptions): Promise<WrittenFile>
  template(kind: Kind, name: string, format: Format, locale: string, csv: CsvOptions): Promise<WrittenFile>
  /** Every column of these records, so that they can be imported again. */
  exportRecords(input: ExportInput): Promise<WrittenFile>
}
