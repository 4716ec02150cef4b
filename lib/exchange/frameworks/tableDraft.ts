/** Sheets of a table file as a framework draft: which column is which, and what stands in each row (isms.md 6.4). */

import {
  frameworkIdOf,
  type DraftMapping,
  type DraftProblem,
  type DraftRequirement,
  type FrameworkDraft,
} from '~/lib/isms/framework/frameworkDraft'
import { fail, ok, type Result } from '../../shared/result'
import type { Sheet } from './readSheets'

type RequirementColumn = 'code' | 'title' | 'parent' | 'group' | 'assessable' | 'guidance' | 'order'
type MappingColumn = 'source' | 'target' | 'relation' | 'rationale' | 'confidence'

/** Heads in English and German, in any case. */
const requirementHeads: Readonly<Record<RequirementColumn, readonly string[]>> = {
  code: ['code', 'kennung'],
  title: ['title', 'titel'],
  parent: ['parent', 'übergeordnet'],
  group: ['group', 'gruppe'],
  assessable: ['assessable', 'bewertbar'],
  guidance: ['guidance', 'hinweise', 'erläuterung'],
  order: ['order', 'reihenfolge'],
}
const mappingHeads: Readonly<Record<MappingColumn, readonly string[]>> = {
  source: ['source', 'quelle'],
  target: ['target', 'ziel'],
  relation: ['relation', 'beziehung'],
  rationale: ['rationale', 'begründung'],
  confidence: ['confidence', 'gewissheit', 'sicherheit'],
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'j', 'wahr', ''])
const no = new Set(['no', 'n', 'false', '0', 'nein', 'falsch'])

/**
 * Fails with `noRequirements`, `columnMissing` or `columnTwice`, and with what kept a sheet from being read. `name`: of
 * the file, as a first title.
 */
export function tableDraft(sheets: readonly Sheet[], name: string): Result<FrameworkDraft> {
  const mappings = sheets.find((sheet) => ['mappings', 'zuordnungen'].includes(sheet.name.trim().toLowerCase()))
  const main = sheets.find((sheet) => sheet !== mappings)
  if (!main)
    return fail(
      'noRequirements',
      'There are no rows in this file. The first row names the columns: code, title, and if you like parent, group, assessable, guidance, order.',
    )
  const unread = [main, mappings]
    .map((sheet) => sheet?.failure)
    .find((failure) => failure && (failure === main.failure || failure.error.type !== 'noRows'))
  if (unread) return unread
  const problems: DraftProblem[] = []
  const requirements = readRequirements(main, problems)
  if (!requirements.ok) return requirements
  const mapped = mappings && mappings.rows.length > 0 ? readMappings(mappings) : ok([])
  if (!mapped.ok) return mapped
  const title =
    name
      .replace(/\.[a-z0-9]+$/i, '')
      .replace(/[_-]+/g, ' ')
      .trim() || name
  return ok({
    facts: { id: frameworkIdOf(title), title: title.slice(0, 500), edition: '', publisher: '', source: 'table' },
    requirements: requirements.value,
    mappings: mapped.value,
    problems,
  })
}

const clean = (cell: string | undefined): string => (cell ?? '').trim().normalize('NFC')

function columnsOf<C extends string>(
  head: readonly string[],
  heads: Readonly<Record<C, readonly string[]>>,
  needed: readonly NoInfer<C>[],
  sheet: string,
): Result<ReadonlyMap<C, number>> {
  const columns = new Map<C, number>()
  for (const [index, cell] of head.entries()) {
    const word = clean(cell).toLowerCase().replace(/\*$/, '')
    const column = (Object.keys(heads) as C[]).find((one) => heads[one].includes(word))
    if (!column) continue
    if (columns.has(column))
      return fail('columnTwice', `The sheet "${sheet}" has the column ${column} twice. Keep one of them.`, {
        detail: { column, sheet },
      })
    columns.set(column, index)
  }
  const missing = needed.filter((column) => !columns.has(column))
  return missing.length === 0
    ? ok(columns)
    : fail(
        'columnMissing',
        `The sheet "${sheet}" has no column ${missing.join(' and no column ')}. The first row names the columns.`,
        { detail: { columns: missing, sheet } },
      )
}

function readRequirements(sheet: Sheet, problems: DraftProblem[]): Result<readonly DraftRequirement[]> {
  const columns = columnsOf(sheet.head, requirementHeads, ['code', 'title'], sheet.name)
  if (!columns.ok) return columns
  const found: DraftRequirement[] = []
  for (const { row, cells } of sheet.rows) {
    const cell = (column: RequirementColumn): string => clean(cells[columns.value.get(column) ?? -1])
    const place = { sheet: 'requirements' as const, row }
    const assessable = cell('assessable').toLowerCase()
    if (!yes.has(assessable) && !no.has(assessable))
      problems.push({ place, type: 'notYesNo', field: 'assessable', value: cell('assessable').slice(0, 200) })
    const order = cell('order')
    if (order !== '' && !/^\d{1,9}$/.test(order))
      problems.push({ place, type: 'notNumber', field: 'order', value: order.slice(0, 200) })
    const [parent, group, guidance] = [
      cell('parent'),
      cell('group'),
      (cells[columns.value.get('guidance') ?? -1] ?? '').trim(),
    ]
    found.push({
      place,
      code: cell('code'),
      title: cell('title'),
      assessable: !no.has(assessable),
      order: /^\d{1,9}$/.test(order) ? Number(order) : found.length,
      ...(parent !== '' && { parent }),
      ...(group !== '' && { group }),
      ...(guidance !== '' && { guidance }),
    })
  }
  return found.length > 0
    ? ok(found)
    : fail(
        'noRequirements',
        `There are no rows below the head of the sheet "${sheet.name}". Each row becomes a requirement.`,
      )
}

function readMappings(sheet: Sheet): Result<readonly DraftMapping[]> {
  const columns = columnsOf(sheet.head, mappingHeads, ['source', 'target', 'relation', 'rationale'], sheet.name)
  if (!columns.ok) return columns
  return ok(
    sheet.rows.map(({ row, cells }): DraftMapping => {
      const cell = (column: MappingColumn): string => clean(cells[columns.value.get(column) ?? -1])
      return {
        place: { sheet: 'mappings', row },
        source: cell('source'),
        target: cell('target'),
        relation: cell('relation').toLowerCase(),
        rationale: cell('rationale'),
        confidence: cell('confidence').toLowerCase(),
      }
    }),
  )
}
