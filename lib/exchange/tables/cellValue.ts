/**
 * Values of fields in cells and back. What `writeCell` writes, `readCell` reads as the same value; beside that it takes
 * what people write: labels in any language, yes and no, days in one chosen format. Nothing is guessed per row.
 */

import { type DayFormat, type DecimalMark } from './cell'
import { isDate, isInstant, isPeriod } from '~/lib/shared/dates'
import { isLongText, isSet, type Field } from '~/lib/records/fields'
import { toInstant } from '../../isms/incident/zonedTime'
import type { Kind } from '~/lib/records/registry'
import { parseRule } from '~/lib/records/recurrence/rrule'
import { validateValue } from '~/lib/records/validateValue'
import { isJsonObject, type JsonValue } from '../../shared/json'
import { cellText, isDayCell, type Cell } from './cell'
import { isCutText } from '../sheets/xlsxText'
import { isAmbiguous, readDay, readNumber, readPeriod } from './cellFormats'
import { readEntries, readList, writeEntries, writeList, type Separator } from './listText'
import type { HintKey, Problem, ProblemCode } from './tableProblems'
import type { Found, References } from './references'
import { folded, type TableWords } from './tableWords'

/** How a column is to be read; chosen for the column, never for a row. */
export interface ColumnOptions {
  readonly dayFormat: DayFormat
  /** Undefined: nothing tells, so numbers that it would change are not read. */
  readonly decimal: DecimalMark | undefined
  readonly separator: Separator
}

export const plainOptions: ColumnOptions = { dayFormat: 'iso', decimal: '.', separator: ';' }

export interface CellFacts {
  readonly words: TableWords
  readonly references: References
  readonly timeZone: string
}

export type CellValue = { readonly value: JsonValue } | { readonly problem: Problem }

/** Characters a text may have; a rich text must still fit into one entry of the log. */
const most: Partial<Readonly<Record<Field['type'], number>>> = { text: 500, url: 8_000, long: 200_000, rich: 700_000 }

const problem = (
  code: ProblemCode,
  value: string,
  hint: HintKey,
  more?: Readonly<Record<string, string | number>>,
): CellValue => ({ problem: { code, value: value.slice(0, 200), hint, ...(more && { with: more }) } })

/** Of a cell that is not empty. */
export function readCell(
  kind: Kind,
  name: string,
  field: Field,
  cell: Cell,
  options: ColumnOptions,
  facts: CellFacts,
): CellValue {
  const text = cellText(cell)
  // A workbook could not hold all of it (exportTable.ts): what stands here would replace the whole by its beginning.
  if (isCutText(text)) return problem('tooLong', text, 'cutText')
  const limit = most[field.type]
  if (limit !== undefined && text.length > limit) return problem('tooLong', text, 'characters', { most: limit })
  if (isSet(field)) return readSet(kind, name, field, text, options, facts)
  if (field.type === 'map') return readMap(kind, name, field, text, options, facts)
  const read = readOne(kind, name, field, cell, options, facts)
  if (!('value' in read)) return read
  const judged = validateValue(kind, name, read.value)
  if (judged.ok) return { value: judged.value }
  if (field.type === 'int' || field.type === 'num')
    return problem('range', text, 'between', { from: field.min ?? '', to: field.max ?? '' })
  return problem(
    'type',
    text,
    field.type === 'url' ? 'url' : field.type === 'json' || field.type === 'blob' ? 'json' : 'characters',
    { most: limit ?? 500 },
  )
}

function readOne(
  kind: Kind,
  name: string,
  field: Field,
  cell: Cell,
  options: ColumnOptions,
  facts: CellFacts,
): CellValue {
  const text = cellText(cell)
  switch (field.type) {
    case 'text':
    case 'url':
      return { value: trimmed(text) }
    case 'long':
    case 'rich':
      return { value: text.replace(/\r\n?/g, '\n') }
    case 'enum':
      return readFixed(kind, name, field, text, facts.words)
    case 'bool':
      return readYesNo(cell)
    case 'int':
    case 'num': {
      if (typeof cell !== 'number' && options.decimal === undefined && isAmbiguous(text))
        return problem('type', text, 'decimalComma')
      const number = typeof cell === 'number' ? cell : readNumber(text, options.decimal ?? '.')
      if (number === undefined)
        return problem(
          'type',
          text,
          readNumber(text, options.decimal === ',' ? '.' : ',') === undefined ? 'number' : 'decimalComma',
        )
      return field.type === 'int' && !Number.isInteger(number) ? problem('type', text, 'whole') : { value: number }
    }
    case 'date':
      return dayOf(cell, options.dayFormat)
    case 'instant':
      return readMoment(cell, options.dayFormat, facts.timeZone)
    case 'period': {
      const period = isPeriod(text.trim()) ? text.trim() : readPeriod(text)
      return period === undefined ? problem('type', text, 'period') : { value: period }
    }
    case 'rrule':
      return readRule(text)
    case 'person':
      return found(facts.references.find('person', text), text)
    case 'ref':
      return found(
        field.target === 'requirement'
          ? facts.references.findRequirement(text)
          : facts.references.find((field.target ?? 'any') as Kind | 'any', text),
        text,
      )
    default:
      return readJson(text)
  }
}

/** IM3: without blanks around it, nor what looks like none: the marks that copying from a page leaves. */
const trimmed = (text: string): string => text.replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu, '')

const found = (answer: Found, text: string): CellValue =>
  'id' in answer
    ? { value: answer.id }
    : 'unknown' in answer
      ? problem('unknownRef', text, 'noRecord')
      : problem('ambiguousRef', text, 'chooseOne', { list: answer.several.slice(0, 5).join(', ') })

function dayOf(cell: Cell, format: DayFormat): CellValue {
  if (isDayCell(cell)) return { value: cell.day }
  if (typeof cell !== 'string') return problem('date', cellText(cell), 'serialDay')
  const day = readDay(cell, format)
  return day === undefined
    ? problem('date', cell, format === 'iso' ? 'isoDay' : 'dayFormat', { format })
    : { value: day }
}

/**
 * With an offset as it stands; without one in the time zone of the workspace. A workbook's midnight is a day without a
 * time.
 */
function readMoment(cell: Cell, format: DayFormat, timeZone: string): CellValue {
  const text = isDayCell(cell) ? `${cell.day} ${cell.time ?? '00:00'}` : cellText(cell).trim()
  if (isInstant(text)) return { value: text }
  if (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  )
    return { value: new Date(text).toISOString() }
  const match = /^(.+?)[T ](\d{1,2}:\d{2})(?::([0-5]\d))?$/.exec(text)
  const day = match && (isDayCell(cell) ? cell.day : readDay(match[1]!, format))
  const moment = day ? toInstant(`${day}T${match[2]!.padStart(5, '0')}`, timeZone) : undefined
  return moment === undefined
    ? problem('date', text, 'instant')
    : { value: new Date(Date.parse(moment) + Number(match![3] ?? 0) * 1000).toISOString() }
}

function readRule(text: string): CellValue {
  return parseRule(text).ok ? { value: text.trim() } : problem('type', text, 'rule')
}

function readJson(text: string): CellValue {
  try {
    return { value: JSON.parse(text) as JsonValue }
  } catch {
    return problem('type', text, 'json')
  }
}

const yes = new Set(['yes', 'y', 'true', 'ja', 'j', 'wahr', 'x', '1', '✓'])
const no = new Set(['no', 'n', 'false', 'nein', 'falsch', '0', '-', '–'])

function readYesNo(cell: Cell): CellValue {
  if (typeof cell === 'boolean') return { value: cell }
  const word = folded(cellText(cell))
  return yes.has(word) ? { value: true } : no.has(word) ? { value: false } : problem('type', cellText(cell), 'yesNo')
}

/** By fixed field: what people may write for each value. A word of two values means neither. */
const spelled = new WeakMap<TableWords, Map<string, ReadonlyMap<string, string | undefined>>>()

function spellings(kind: Kind, name: string, field: Field, words: TableWords): ReadonlyMap<string, string | undefined> {
  let byField = spelled.get(words)
  if (!byField) spelled.set(words, (byField = new Map()))
  const key = `${kind}.${name}`
  const known = byField.get(key)
  if (known) return known
  const map = new Map<string, string | undefined>()
  for (const value of field.values ?? []) {
    for (const label of words.values(kind, name, value)) {
      const word = folded(label)
      map.set(word, map.has(word) && map.get(word) !== value ? undefined : value)
    }
  }
  for (const value of field.values ?? []) map.set(folded(value), value)
  byField.set(key, map)
  return map
}

function readFixed(kind: Kind, name: string, field: Field, text: string, words: TableWords): CellValue {
  const value = field.values?.includes(text.trim())
    ? text.trim()
    : spellings(kind, name, field, words).get(folded(text))
  return value === undefined
    ? problem('enum', text, 'oneOf', {
        list: (field.values ?? []).map((one) => words.value(kind, name, one)).join(', '),
      })
    : { value }
}

function readSet(
  kind: Kind,
  name: string,
  field: Field,
  text: string,
  options: ColumnOptions,
  facts: CellFacts,
): CellValue {
  const elements = readList(text, options.separator)
  if (!elements) return problem('type', text, 'quote')
  const values: string[] = []
  for (const element of elements) {
    const read =
      field.type === 'reqs'
        ? found(facts.references.findRequirement(element), element)
        : field.type === 'refs' || field.element === 'person'
          ? found(
              facts.references.find(
                field.element === 'person' ? 'person' : ((field.target ?? 'any') as Kind | 'any'),
                element,
              ),
              element,
            )
          : field.values
            ? readFixed(kind, name, field, element, facts.words)
            : { value: element.normalize('NFC') }
    if (!('value' in read)) return read
    if (String(read.value).length > 500) return problem('tooLong', element, 'characters', { most: 500 })
    values.push(read.value as string)
  }
  return { value: [...new Set(values)].sort() }
}

/** Maps whose keys name a person. */
const personKeys: ReadonlySet<string> = new Set(['training.attended'])

function readMap(
  kind: Kind,
  name: string,
  field: Field,
  text: string,
  options: ColumnOptions,
  facts: CellFacts,
): CellValue {
  const read = readEntries(text)
  if ('wrong' in read) return problem('type', read.wrong, 'entry')
  const entries: [string, JsonValue][] = []
  for (const [written, content] of read.entries) {
    const key = personKeys.has(`${kind}.${name}`)
      ? found(facts.references.find('person', written), written)
      : { value: written.normalize('NFC') }
    if (!('value' in key)) return key
    const value = readEntryValue(kind, name, field.value!, content, options, facts)
    if (!('value' in value)) return value
    const judged = validateValue(kind, `${name}/${String(key.value)}`, value.value)
    if (!judged.ok)
      return problem(
        content.length > 500 && field.value!.type === 'text' ? 'tooLong' : 'type',
        `${written} = ${content}`,
        content.length > 500 ? 'characters' : 'entry',
        { most: 500 },
      )
    entries.push([key.value as string, judged.value])
  }
  return { value: Object.fromEntries(entries) }
}

function readEntryValue(
  kind: Kind,
  name: string,
  field: Field,
  content: string,
  options: ColumnOptions,
  facts: CellFacts,
): CellValue {
  if (field.type === 'text') return { value: content }
  if (field.type === 'json' && !content.startsWith('{')) return readFigures(content)
  return readOne(kind, name, field, content, options, facts)
}

/** `target 95, watch 90`, or a number alone for the target: how the targets of a metric are written. */
function readFigures(content: string): CellValue {
  const alone = readNumber(content, '.')
  if (alone !== undefined) return { value: { target: alone } }
  const figures: [string, number][] = []
  for (const part of content.split(/[,;] +/)) {
    const match = /^(target|watch|low|high)\s+(\S+)$/.exec(part.trim())
    const number = match ? readNumber(match[2]!, '.') : undefined
    if (!match || number === undefined) return problem('type', content, 'entry')
    figures.push([match[1]!, number])
  }
  return { value: Object.fromEntries(figures) }
}

/** The cell of a value, importable again; empty for what is unset. */
export function writeCell(
  kind: Kind,
  name: string,
  field: Field,
  value: unknown,
  facts: Pick<CellFacts, 'words' | 'references'>,
): Cell {
  if (value === undefined || value === null || value === '') return undefined
  const { words, references } = facts
  const fixed = (word: string): string => {
    const label = words.value(kind, name, word)
    return spellings(kind, name, field, words).get(folded(label)) === word && !/[;\n]/.test(label) ? label : word
  }
  if (isSet(field)) {
    const elements = value as readonly string[]
    if (elements.length === 0) return undefined
    return writeList(
      elements.map((element) =>
        field.type === 'reqs'
          ? requirementText(element, references)
          : field.type === 'refs' || field.element === 'person'
            ? references.write(
                field.element === 'person' ? 'person' : ((field.target ?? 'any') as Kind | 'any'),
                element,
              )
            : field.values
              ? fixed(element)
              : element,
      ),
    )
  }
  if (kind === 'evidence' && name === 'files') return writeFiles(value)
  if (field.type === 'map') return writeMap(kind, name, field, value, references)
  switch (field.type) {
    case 'int':
    case 'num':
      return value as number
    case 'bool':
      return value === true ? words.yes : words.no
    case 'enum':
      return fixed(value as string)
    case 'date':
      return isDate(value as string) ? { day: value as string } : (value as string)
    case 'person':
      return references.write('person', value as string)
    case 'ref':
      return field.target === 'requirement'
        ? requirementText(value as string, references)
        : references.write((field.target ?? 'any') as Kind | 'any', value as string)
    case 'json':
      return JSON.stringify(value)
    case 'blob':
      return isJsonObject(value) ? String(value['sha256'] ?? '') : undefined
    default:
      return isLongText(field) ? (value as string) : String(value)
  }
}

/** The code where it names one requirement only. */
function requirementText(id: string, references: References): string {
  const code = id.slice(id.indexOf(':') + 1)
  const read = references.findRequirement(code)
  return 'id' in read && read.id === id ? code : id
}

/** Originals by name and hash; what was derived from them is made again. */
function writeFiles(value: unknown): Cell {
  const files = Object.entries(
    value as Readonly<Record<string, { readonly part: string; readonly blob: { readonly sha256: string } }>>,
  ).filter(([, { part }]) => part === 'original')
  return files.length === 0 ? undefined : writeEntries(files.map(([file, { blob }]) => [file, blob.sha256]))
}

function writeMap(kind: Kind, name: string, field: Field, value: unknown, references: References): Cell {
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>)
  if (entries.length === 0) return undefined
  return writeEntries(
    entries.map(([key, member]) => [
      personKeys.has(`${kind}.${name}`) ? references.write('person', key) : key,
      field.value!.type === 'json'
        ? kind === 'metric'
          ? writeFigures(member)
          : JSON.stringify(member)
        : String(member),
    ]),
  )
}

function writeFigures(member: JsonValue): string {
  const figures = isJsonObject(member) ? Object.entries(member).filter(([, figure]) => typeof figure === 'number') : []
  if (figures.length === 0 || !isJsonObject(member) || figures.length < Object.keys(member).length)
    return JSON.stringify(member)
  return figures.map(([word, figure]) => `${word} ${String(figure)}`).join(', ')
}
