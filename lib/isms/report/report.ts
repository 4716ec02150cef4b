/**
 * A report as data (isms.md 7.1): title block, blocks in reading order, footer. Builders create it from records and a
 * day; renderers turn it into paper, Word, a spreadsheet or CSV. All text is already in the reader's language; values a
 * spreadsheet can compute with are given next to their text.
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

/** The media a part is limited to; unset means pages and sheets alike. */
export type Medium = 'page' | 'sheet'

export interface Labelled {
  readonly label: string
  readonly value: string
}

export interface TitleBlock {
  readonly organisation: string
  readonly title: string
  readonly subtitle: string
  /** Four on paper: who is responsible, when, what it covers, the summary. */
  readonly fields: readonly Labelled[]
}

/** A value as text, and as a typed value if a spreadsheet should sort or add it. */
export interface Cell {
  readonly text: string
  readonly number?: number
  /** `YYYY-MM-DD`. */
  readonly date?: string
  /** `YYYY-MM-DDTHH:MM` in the workspace's time zone. */
  readonly moment?: string
  /** On pages: anchor of a heading; the cell shows the number of its page. */
  readonly pageOf?: string
}

export type ColumnType = 'ref' | 'text' | 'long' | 'number' | 'date'

export interface Column {
  readonly key: string
  readonly label: string
  readonly type: ColumnType
  /** Share of the page width. */
  readonly width: number
  /** The first line of its cells labels the row. */
  readonly names?: boolean
  readonly only?: Medium
}

export interface TableBlock {
  readonly type: 'table'
  /** Name of its sheet, unique within the report. */
  readonly sheet: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Text shown if there are no rows. */
  readonly empty?: string
  readonly only?: Medium
}

export interface MatrixCell {
  readonly level: string
  /** True if above the acceptance criteria. */
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
  /** Markdown as policies store it; renderers parse it with lib/richText. */
  | { readonly type: 'rich'; readonly markdown: string; readonly only?: Medium }
  | { readonly type: 'facts'; readonly items: readonly Labelled[]; readonly only?: Medium }
  | { readonly type: 'pageBreak'; readonly only?: Medium }
  | TableBlock
  | MatrixBlock

export interface ReportFoot {
  /** Hexadecimal SHA-256 (stateHash.ts). */
  readonly stateHash: string
  /** Left side, two lines. */
  readonly lines: readonly [string, string]
  /** Right side: document and version. */
  readonly document: string
  /** "{n} of {m}", filled in by the page layout. */
  readonly pages: string
}

export interface Report {
  readonly id: ReportId
  /** BCP 47 tag for its text, dates and numbers. */
  readonly locale: string
  readonly title: TitleBlock
  readonly blocks: readonly Block[]
  readonly foot: ReportFoot
  /** Text across every page if nobody has approved this exact content. */
  readonly watermark?: string
  readonly orientation: 'portrait' | 'landscape'
  /** ISO instant. */
  readonly generatedAt: string
  /** File name without extension. */
  readonly fileName: string
  /** Name of the spreadsheet sheet that holds title block and text ("Contents of the report"). */
  readonly coverSheet: string
}

export const tablesOf = (report: Report): readonly TableBlock[] =>
  report.blocks.filter((block) => block.type === 'table')

/** The columns a medium shows, with their index in the row. */
export const columnsFor = (
  table: Pick<TableBlock, 'columns'>,
  medium: Medium,
): readonly { readonly column: Column; readonly at: number }[] =>
  table.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.only === undefined || column.only === medium)

export const blocksFor = (report: Pick<Report, 'blocks'>, medium: Medium): readonly Block[] =>
  report.blocks.filter((block) => block.only === undefined || block.only === medium)
