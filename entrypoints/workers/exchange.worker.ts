/**
 * Files coming in and going out, beside the page: reading, the dry run and writing would stop it for seconds. The
 * worker reads the vault by itself and writes nothing; what a dry run planned goes to the engine through the page.
 * Cancel ends the worker.
 */

import type {
  ReadTable,
  ReadAnswer,
  DryRunInput,
  RowFilter,
  DryRun,
  ReadyPlan,
  Format,
  WrittenFile,
  ExportInput,
  TableFunctions,
} from '~/lib/live/exchange/tableFunctions'
import { type PlannedRow } from '~/lib/exchange/tables/plannedRow'
import { readFacts, readReferences } from './exchangeFacts'
import { tableWords } from './exchangeWords'
import { sha256HexOf } from '~/lib/crypto/digest'
import { readPolicies } from '~/lib/exchange/policies/readPolicies'
import type { RawTable } from '~/lib/exchange/tables/cell'
import {
  importableTable,
  templateTable,
  writeCsv,
  writeXlsx,
  type CsvOptions,
  type OutTable,
} from '~/lib/exchange/tables/exportTable'
import { guessKind, guessOptions, type Mapping } from '~/lib/exchange/tables/mapping'
import { recallMapping, rememberMapping } from '~/lib/exchange/tables/rememberedMapping'
import { planFileOf, planImport, type ImportPlan } from '~/lib/exchange/tables/planImport'
import type { DroppedFile } from '~/lib/exchange/tables/workingRow'
import { writePlanFile } from '~/lib/exchange/tables/planFile'
import type { TextEncoding } from '~/lib/exchange/tables/decodeText'
import { cellText } from '~/lib/exchange/tables/cell'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { readXlsx } from '~/lib/exchange/tables/readXlsx'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { serveWorker } from '~/lib/platform/workerRpc'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { kindTable, openVault, type Vault } from '~/lib/vault/store/tables'

let tables: readonly { readonly name: string; readonly table: RawTable }[] = []
let dropped: readonly DroppedFile[] = []
let plan: ImportPlan | undefined

const functions: TableFunctions = {
  /**
   * Keeps the tables of the file; answers what is in them. Word and Markdown files become one table of policies.
   * `encoding`: as somebody said, else it is found out (IM1).
   */
  async read(files: readonly File[], locale: string, encoding?: TextEncoding): Promise<Result<ReadAnswer>> {
    plan = undefined
    const [first] = files
    if (!first) return fail('noFile', 'Choose a file first.')
    const unread: { name: string; message: string }[] = []
    let pictures = 0
    if (/\.(docx|md|markdown)$/i.test(first.name)) {
      const read = await readPolicies(
        files.map((file) => ({ name: file.name, file })),
        (done, total) => tell({ job: 'read', step: 'read', done, total }),
      )
      unread.push(...read.unread)
      pictures = read.pictures
      if (read.table.rows.length === 0)
        return fail(read.unread[0]?.type ?? 'noRows', read.unread[0]?.message ?? 'There is no text in these files.')
      tables = [{ name: 'policy', table: read.table }]
    } else if (/\.xlsx$/i.test(first.name)) {
      const read = await readXlsx(first)
      if (!read.ok) return read
      const failed = read.value.flatMap(({ name, table }) => (table.ok ? [] : [{ name, error: table.error }]))
      tables = read.value.flatMap(({ name, table }) => (table.ok ? [{ name, table: table.value }] : []))
      unread.push(
        ...failed
          .filter(({ error }) => error.type !== 'noRows')
          .map(({ name, error }) => ({ name, message: error.message })),
      )
      if (tables.length === 0)
        return failed[0]
          ? { ok: false, error: failed[0].error }
          : fail(
              'noRows',
              'There is nothing in this workbook. The first row of a sheet names the columns; each row below it becomes a record.',
            )
    } else {
      const read = await readCsv(
        first,
        (done, total) => tell({ job: 'read', step: 'read', done, total }),
        encoding ? { encoding } : { detect: true },
      )
      if (!read.ok) return read
      tables = [{ name: '', table: read.value }]
    }
    const words = tableWords(locale)
    return ok({
      unread,
      pictures,
      tables: tables.map(({ name, table }): ReadTable => {
        const kind =
          name === 'policy' && /\.(docx|md|markdown)$/i.test(first.name)
            ? 'policy'
            : guessKind(table.header, words, `${name} ${first.name}`)
        return {
          name,
          header: table.header,
          rows: table.rows.length,
          formulas: table.formulas.length,
          ...(kind && { kind }),
          ...(table.encoding && { encoding: table.encoding }),
          samples: table.header.map((_, column) =>
            table.rows
              .slice(0, 40)
              .map(({ cells }) => cellText(cells[column]))
              .filter((text) => text !== '')
              .slice(0, 3)
              .map((text) => text.slice(0, 80)),
          ),
        }
      }),
    })
  },

  /** `kept`: what `remember` made of earlier tables of the kind. */
  guess(table: number, kind: Kind, locale: string, kept: JsonValue | undefined): ReturnType<typeof recallMapping> {
    const found = tables[table]
    return found ? recallMapping(kept, kind, found.table, tableWords(locale)) : { mapping: [], remembered: false }
  },
  remember: (table: number, mapping: Mapping, kept: JsonValue | undefined): JsonValue =>
    rememberMapping(kept, tables[table]?.table.header ?? [], mapping),
  /** Formats that the whole column fits, for a column that the person gave another field. */
  options(table: number, kind: Kind, field: string, column: number) {
    return guessOptions(kind, field, tables[table]!.table, column)
  },

  /** Files of an evidence index, by name and hash. */
  async drop(files: readonly File[]): Promise<readonly DroppedFile[]> {
    const hashed: DroppedFile[] = []
    for (const [index, file] of files.entries()) {
      hashed.push({ name: file.name, size: file.size, sha256: await sha256HexOf(file) })
      tell({ job: 'drop', step: 'hash', done: index + 1, total: files.length })
    }
    dropped = hashed
    return hashed
  },

  /** Writes nothing: what each row would do, kept here. */
  async dryRun({ workspaceId, table, kind, mapping, emptyClears, locale }: DryRunInput): Promise<Result<DryRun>> {
    const found = tables[table]
    if (!found) return fail('noFile', 'The table is not here any more. Choose the file again.')
    const facts = await withVault(workspaceId, (vault) =>
      readFacts(vault, kind, { locale, files: dropped, emptyClears }),
    )
    plan = planImport(found.table, mapping, facts, (done, total) => tell({ job: 'dryRun', step: 'plan', done, total }))
    const counts: Record<RowFilter, number> = {
      all: plan.rows.length,
      create: 0,
      update: 0,
      same: 0,
      error: 0,
      notice: 0,
    }
    for (const { outcome, notices } of plan.rows) {
      counts[outcome]++
      if (notices.length > 0) counts.notice++
    }
    return ok({ counts, total: plan.rows.length })
  },
  rows(filter: RowFilter, from: number, count: number): readonly PlannedRow[] {
    return filtered(filter)
      .slice(from, from + count)
      .map(({ edit: _, ...row }) => row)
  },
  /** What the engine is to write: the rows without errors. */
  ready(): ReadyPlan | undefined {
    if (!plan) return undefined
    const file = planFileOf(plan)
    return {
      plan: new Blob([writePlanFile(file)], { type: 'application/json' }),
      files: file.edits.flatMap(({ files }) => files ?? []),
    }
  },

  /** A file of what the page put together: error lists, what a register shows. */
  write: (table: OutTable, format: Format, csv: CsvOptions): Promise<WrittenFile> => written(table, format, csv),
  template: (kind: Kind, name: string, format: Format, locale: string, csv: CsvOptions): Promise<WrittenFile> =>
    written(templateTable(kind, { words: tableWords(locale) }, name), format, csv),
  /** Every column of these records, so that they can be imported again. */
  async exportRecords(input: ExportInput): Promise<WrittenFile> {
    const { references, rows } = await withVault(input.workspaceId, async (vault) => ({
      ...(await readReferences(vault, input.kind)),
      rows: (await kindTable(vault, input.kind).bulkGet([...input.ids])).filter(
        (row): row is AnyRecord => row !== undefined,
      ),
    }))
    return written(
      importableTable(input.kind, rows, { words: tableWords(input.locale), references }, input.name),
      input.format,
      input.csv,
    )
  },
}

const tell = serveWorker<TableFunctions>(functions)

/** Errors first, then what is new, changed and the same; rows in the order of the file within each. */
const order: readonly PlannedRow['outcome'][] = ['error', 'update', 'create', 'same']
function filtered(filter: RowFilter): readonly PlannedRow[] {
  const rows = plan?.rows ?? []
  if (filter === 'all')
    return [...rows].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.row - b.row)
  return rows.filter(({ outcome, notices }) => (filter === 'notice' ? notices.length > 0 : outcome === filter))
}

async function written(table: OutTable, format: Format, csv: CsvOptions): Promise<WrittenFile> {
  if (format === 'xlsx') return writeXlsx([table])
  return { file: new Blob([writeCsv(table, csv)], { type: 'text/csv;charset=utf-8' }), cut: 0 }
}

async function withVault<T>(workspaceId: string, work: (vault: Vault) => Promise<T>): Promise<T> {
  const vault = await openVault(workspaceId)
  try {
    return await work(vault)
  } finally {
    vault.close()
  }
}
