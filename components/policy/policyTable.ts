/**
 * Tables of a policy, plain as Markdown has them: one row of heads, cells of text, as many in each row. Tab and Enter
 * walk through the cells; rows and columns come and go around the caret.
 */

import { Node, mergeAttributes, type Editor } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'

interface CellPlace {
  readonly table: DocumentNode
  /** Position before the table. */
  readonly at: number
  readonly row: number
  readonly column: number
}

function cellAt({ selection: { $head } }: EditorState): CellPlace | undefined {
  for (let depth = $head.depth; depth > 0; depth--) {
    if ($head.node(depth).type.name !== 'table') continue
    return {
      table: $head.node(depth),
      at: $head.before(depth),
      row: $head.index(depth),
      column: $head.depth > depth ? $head.index(depth + 1) : 0,
    }
  }
  return undefined
}

/** Position inside a cell, at its end. */
function endOfCell(table: DocumentNode, at: number, row: number, column: number): number {
  let position = at + 1
  for (let i = 0; i < row; i++) position += table.child(i).nodeSize
  const line = table.child(row)
  position += 1
  for (let i = 0; i < column; i++) position += line.child(i).nodeSize
  return position + 1 + line.child(column).content.size
}

const cellsOf = (table: DocumentNode): (readonly DocumentNode[])[] => table.children.map((row) => row.children)

/** The table with other cells, the first row as heads, the caret where it is asked for; no cells, no table. */
function rebuilt(
  state: EditorState,
  { table, at }: CellPlace,
  cells: readonly (readonly (DocumentNode | undefined)[])[],
  row: number,
  column: number,
): Transaction {
  const { nodes } = state.schema
  if (cells.length === 0 || cells[0]!.length === 0) return state.tr.delete(at, at + table.nodeSize)
  const made = nodes['table']!.create(
    null,
    cells.map((line, i) =>
      nodes['tableRow']!.create(
        null,
        line.map((cell) => nodes[i === 0 ? 'tableHeader' : 'tableCell']!.create(null, cell?.content)),
      ),
    ),
  )
  const tr = state.tr.replaceWith(at, at + table.nodeSize, made)
  const place = endOfCell(made, at, Math.min(row, cells.length - 1), Math.min(column, cells[0]!.length - 1))
  return tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView()
}

export type TableChange = 'addRow' | 'addColumn' | 'removeRow' | 'removeColumn' | 'removeTable'
export const tableChanges: readonly TableChange[] = ['addRow', 'addColumn', 'removeRow', 'removeColumn', 'removeTable']

/** Changes the table the caret stands in; false where it stands in none. */
export function changeTable(editor: Editor, change: TableChange): boolean {
  const { state } = editor
  const place = cellAt(state)
  if (!place) return false
  const { row, column } = place
  const cells = cellsOf(place.table)
  const width = Math.max(...cells.map((line) => line.length))
  const next = {
    addRow: (): Transaction =>
      rebuilt(
        state,
        place,
        [...cells.slice(0, row + 1), Array<undefined>(width).fill(undefined), ...cells.slice(row + 1)],
        row + 1,
        column,
      ),
    addColumn: (): Transaction =>
      rebuilt(
        state,
        place,
        cells.map((line) => [...line.slice(0, column + 1), undefined, ...line.slice(column + 1)]),
        row,
        column + 1,
      ),
    removeRow: (): Transaction =>
      rebuilt(
        state,
        place,
        cells.filter((_, at) => at !== row),
        row,
        column,
      ),
    removeColumn: (): Transaction =>
      rebuilt(
        state,
        place,
        cells.map((line) => line.filter((_, at) => at !== column)),
        row,
        column,
      ),
    removeTable: (): Transaction => rebuilt(state, place, [], 0, 0),
  }[change]()
  editor.view.dispatch(next)
  editor.view.focus()
  return true
}

/** Goes to the next or previous cell; past the last one a row is added. */
function step(editor: Editor, by: 1 | -1): boolean {
  const place = cellAt(editor.state)
  if (!place) return false
  const { table, at, row, column } = place
  const width = table.child(row).childCount
  const [toRow, toColumn] =
    column + by >= width ? [row + 1, 0] : column + by < 0 ? [row - 1, width - 1] : [row, column + by]
  if (toRow < 0) return true
  return toRow >= table.childCount
    ? changeTable(editor, 'addRow') && goTo(editor, at, table.childCount, 0)
    : goTo(editor, at, toRow, toColumn)
}
function goTo(editor: Editor, at: number, row: number, column: number): boolean {
  const table = editor.state.doc.nodeAt(at)
  if (!table || row >= table.childCount) return true
  const place = endOfCell(table, at, row, Math.min(column, table.child(row).childCount - 1))
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, place)).scrollIntoView())
  return true
}
/** Enter goes down a row; below the last one a row is added. */
function down(editor: Editor): boolean {
  const place = cellAt(editor.state)
  if (!place) return false
  return place.row + 1 < place.table.childCount
    ? goTo(editor, place.at, place.row + 1, place.column)
    : changeTable(editor, 'addRow')
}

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
  addKeyboardShortcuts() {
    return {
      'Tab': () => step(this.editor, 1),
      'Shift-Tab': () => step(this.editor, -1),
      'Enter': () => down(this.editor),
      // A cell is one line.
      'Shift-Enter': () => cellAt(this.editor.state) !== undefined,
      'Mod-Enter': () => cellAt(this.editor.state) !== undefined,
    }
  },
})
const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableHeader | tableCell)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})
const cell = (name: 'tableHeader' | 'tableCell', tag: 'th' | 'td') =>
  Node.create({
    name,
    content: 'text*',
    isolating: true,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })

export const policyTable = [Table, TableRow, cell('tableHeader', 'th'), cell('tableCell', 'td')]
