/**
 * A report as data (isms.md 7.1): title block, blocks in reading order, foot. Builders make it from records and a day;
 * renderers put it on paper, into Word, a spreadsheet or CSV. Every word is already in the language of the reader,
 * every value that a spreadsheet can count stands beside its words.
 */

export const reportIds = [
  'soa',
  'risks',
  'treatment',
  'audit',
  'review',
  'nonconformities',
  'readiness',
  'policies',
  'metrics',
  'objectives',
  'attestations',
  'suppliers',
  'assets',
  'incidents',
  'tasks',
] as const
export type ReportId = (typeof reportIds)[number]
export const isReportId = (word: string): word is ReportId => (reportIds as readonly string[]).includes(word)

export const reportFormats = ['print', 'docx', 'xlsx', 'csv'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** Left out: on pages and in sheets alike. */
export type Medium = 'page' | 'sheet'

export interface Labelled {
  readonly label: string
  readonly value: string
}

export interface TitleBlock {
  readonly organisation: string
  readonly title: string
  readonly subtitle: string
  /** Four on paper: who stands behind it, when, what it covers, the sum of it. */
  readonly fields: readonly Labelled[]
}

/** A value as words, and as what it is where a spreadsheet should sort or add it. */
export interface Cell {
  readonly text: string
  readonly number?: number
  /** `YYYY-MM-DD`. */
  readonly date?: string
  /** `YYYY-MM-DDTHH:MM` by the clock of the workspace. */
  readonly moment?: string
  /** On pages, the number of the page on which the heading with this anchor stands. */
  readonly pageOf?: string
}

export type ColumnType = 'ref' | 'text' | 'long' | 'number' | 'date'

export interface Column {
  readonly key: string
  readonly label: string
  readonly type: ColumnType
  /** Share of the width of a page. */
  readonly width: number
  /** The first line of its cells names the row. */
  readonly names?: boolean
  readonly only?: Medium
}

export interface TableBlock {
  readonly type: 'table'
  /** Name of its sheet, unique in the report. */
  readonly sheet: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** What stands where there is no row. */
  readonly empty?: string
  readonly only?: Medium
}

export interface MatrixCell {
  readonly level: string
  /** Above the acceptance criteria. */
  readonly above: boolean
  readonly refs: readonly string[]
}

export interface MatrixBlock {
  readonly type: 'matrix'
  readonly sheet: string
  readonly caption: string
  readonly columnAxis: string
  readonly rowAxis: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly MatrixCell[] }[]
  readonly only?: Medium
}

export type Block =
  | {
      readonly type: 'heading'
      readonly level: 1 | 2 | 3
      readonly text: string
      readonly anchor?: string
      readonly only?: Medium
    }
  | { readonly type: 'paragraph'; readonly text: string; readonly quiet?: boolean; readonly only?: Medium }
  /** Markdown as policies are kept; renderers read it with lib/richText. */
  | { readonly type: 'rich'; readonly markdown: string; readonly only?: Medium }
  | { readonly type: 'facts'; readonly items: readonly Labelled[]; readonly only?: Medium }
  | { readonly type: 'pageBreak'; readonly only?: Medium }
  | TableBlock
  | MatrixBlock

export interface ReportFoot {
  /** Hexadecimal SHA-256 (stateHash.ts). */
  readonly stateHash: string
  /** Left, two lines. */
  readonly lines: readonly [string, string]
  /** Right: document and version. */
  readonly document: string
  /** "{n} of {m}", to be filled by who knows the pages. */
  readonly pages: string
}

export interface Report {
  readonly id: ReportId
  /** BCP 47, of its words, dates and numbers. */
  readonly locale: string
  readonly title: TitleBlock
  readonly blocks: readonly Block[]
  readonly foot: ReportFoot
  /** Words across every page, where nobody has approved what it says as it says it. */
  readonly watermark?: string
  readonly orientation: 'portrait' | 'landscape'
  /** ISO instant. */
  readonly generatedAt: string
  /** Name of its file, without ending. */
  readonly fileName: string
  /** Says "Contents of the report" in spreadsheets: the sheet with title block and text. */
  readonly coverSheet: string
}

export const tablesOf = (report: Report): readonly TableBlock[] =>
  report.blocks.filter((block) => block.type === 'table')

/** The columns a medium shows, with where each stands in a row. */
export const columnsFor = (
  table: Pick<TableBlock, 'columns'>,
  medium: Medium,
): readonly { readonly column: Column; readonly at: number }[] =>
  table.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.only === undefined || column.only === medium)

export const blocksFor = (report: Pick<Report, 'blocks'>, medium: Medium): readonly Block[] =>
  report.blocks.filter((block) => block.only === undefined || block.only === medium)
