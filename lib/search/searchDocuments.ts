/**
 * A record as search sees it: which of its words count in which field. Derived from the definitions of the kinds, so a
 * new field is found without a line here. References are left to their targets.
 */

import { requirementById } from '../content/catalogue/catalogue'
import { german } from '../content/catalogue/de/german'
import { parentsOf, requirementCode, requirementOfSoaEntry } from '../records/derivedIds'
import { isLongText, isReference, isSet, type Blob, type Field } from '../records/fields'
import { kindNames, recordKind, type AnyRecord, type Kind } from '../records/registry'
import { titleOf } from '../records/text/searchText'
import type { JsonValue } from '../shared/json'
import { plainMarkdown } from './plainMarkdown'

export const searchFields = ['title', 'ref', 'codes', 'tags', 'text', 'page'] as const
export type SearchField = (typeof searchFields)[number]

/** What the index reads. A field without words is left out. */
export type SearchDocument = { readonly id: string } & { readonly [F in SearchField]?: string }

/** What is kept of every document beside the index: enough to name and order a hit without reading its row. */
export interface DocumentFacts {
  readonly id: string
  readonly kind: Kind
  readonly ref: string
  readonly legacyRef: string
  readonly title: string
  readonly archived: boolean
  /** Who it is given to, where the kind says so. */
  readonly owner: string
  /** What a comment speaks about. */
  readonly target: string
  /** Files whose text belongs to it, and those of them that were read. */
  readonly files: readonly string[]
  readonly read: readonly string[]
  /** Version: changes with anything search reads. */
  readonly mark: number
}

/** Settings have no page of their own, and runs of checks no words. */
export const searchedKinds: readonly Kind[] = kindNames.filter((kind) => kind !== 'settings' && kind !== 'readinessRun')

/** One text of a record, by the field it stands in. */
export interface FieldText {
  readonly field: string
  readonly text: string
}

type Values = Readonly<Record<string, unknown>>

/** Which fields of a kind search looks into, asked of its definition once: rows come by the thousand. */
interface Looked {
  readonly texts: readonly (readonly [name: string, field: Field])[]
  readonly codes: readonly string[]
  readonly owner: string | undefined
}
const looked = new Map<Kind, Looked>()

function lookedInto(kind: Kind): Looked {
  let found = looked.get(kind)
  if (!found) {
    const { fields, title } = recordKind(kind)
    const all = Object.entries(fields)
    found = {
      texts: all.filter(([name, field]) => name !== title && !isReference(field) && !isRequirement(field)),
      codes: all.filter(([, field]) => isRequirement(field)).map(([name]) => name),
      owner: ownerFields.find((name) => fields[name]?.type === 'person'),
    }
    looked.set(kind, found)
  }
  return found
}

/** Texts of a record but its title, in the order of its fields. */
export function fieldTexts(row: AnyRecord): readonly FieldText[] {
  const values = row as unknown as Values
  const texts: FieldText[] = []
  for (const [field, definition] of lookedInto(row.kind).texts) {
    const value = values[field]
    if (value === undefined || value === null) continue
    const text = textOf(definition, value)
    if (text !== '') texts.push({ field, text })
  }
  return texts
}

const isRequirement = (field: Field): boolean => field.type === 'reqs' || field.target === 'requirement'

function textOf(field: Field, value: unknown): string {
  if (field.type === 'rich') return plainMarkdown(value as string)
  if (isLongText(field) || field.type === 'text' || field.type === 'url') return value as string
  if (isSet(field)) return field.values ? '' : (value as readonly string[]).join('\n')
  if (field.type === 'map')
    return Object.entries(value as Readonly<Record<string, JsonValue>>)
      .flatMap(([key, member]) => [...(isWords(key) ? [key] : []), ...leaves(member)])
      .join('\n')
  return field.type === 'json' ? leaves(value as JsonValue).join('\n') : ''
}

/** Texts inside a structured value: why-chains, timelines, scales. Ids, hashes and dates are none. */
function leaves(value: JsonValue, depth = 0): readonly string[] {
  if (typeof value === 'string') return isWords(value) ? [value] : []
  if (typeof value !== 'object' || value === null || depth > 4) return []
  return Object.values(value).flatMap((member) => leaves(member as JsonValue, depth + 1))
}
const isWords = (text: string): boolean =>
  text !== '' &&
  !/^(?:[0-9a-f]{16,}|[a-z]{2,4}_\S+|\d{4}-\d{2}-\d{2}(?:T\S+)?|P\d+[DWMY]|[\w.+-]+\/[\w.+-]+)$/.test(text)

function codesOf(row: AnyRecord): readonly string[] {
  const values = row as unknown as Values
  return lookedInto(row.kind)
    .codes.flatMap((name) => (values[name] ?? []) as string | readonly string[])
    .map(requirementCode)
}

/**
 * Kinds without a title of their own are called by the requirement they are about; it is found by its title in every
 * language, because one workspace has people of several.
 */
function searchTitles(row: AnyRecord): readonly [shown: string, ...others: readonly string[]] {
  const requirement =
    row.kind === 'soaEntry'
      ? requirementOfSoaEntry(row.id)
      : row.kind === 'auditItem'
        ? parentsOf(row.id)[1]
        : undefined
  if (requirement === undefined) return [titleOf(row)]
  return [
    requirementById(requirement)?.title ?? requirementCode(requirement),
    german.byId.get(requirement)?.title ?? '',
  ]
}

const textTypes = new Set([
  'text/plain',
  'text/csv',
  'text/tab-separated-values',
  'text/markdown',
  'application/json',
  'application/x-ndjson',
])

/** Hashes of the files whose text is part of a record: the text of a captured page, and files that are text. */
export function textFiles(row: AnyRecord): readonly string[] {
  if (row.kind !== 'evidence') return []
  const files = Object.values(row.files)
    .filter((file) => textTypes.has(file.mime.split(';')[0]!.trim().toLowerCase()))
    .map((file) => file.blob.sha256)
  return [...new Set([...(row.pageText === undefined ? [] : [(row.pageText as Blob).sha256]), ...files])]
}

/** Of a file no more is read: a log of a million lines is evidence, not words. */
export const longestPage = 100_000

export interface ReadDocument {
  readonly document: SearchDocument
  readonly facts: DocumentFacts
  /** As `fieldTexts` tells them. */
  readonly texts: readonly FieldText[]
}

/** The document of a row; `page` is the text of its files, `read` their hashes. */
export function readDocument(row: AnyRecord, read: readonly string[] = [], page = ''): ReadDocument {
  const [title, ...others] = searchTitles(row)
  const texts = fieldTexts(row)
  const parts = {
    title,
    ref: [row.ref, row.legacyRef ?? ''].filter(Boolean).join(' '),
    codes: codesOf(row).join(' '),
    // Names it also has count for more than its texts, and do not thin out its title.
    tags: [...row.tags, ...others].filter(Boolean).join('\n'),
    text: texts.map(({ text }) => text).join('\n'),
  }
  const facts: DocumentFacts = {
    id: row.id,
    kind: row.kind,
    ref: row.ref,
    legacyRef: row.legacyRef ?? '',
    title: title.slice(0, 240).replace(/\s+/g, ' '),
    archived: row.archivedOn !== undefined,
    owner: ownerOf(row),
    target: row.kind === 'comment' ? (row.target ?? '') : '',
    files: textFiles(row),
    read,
    mark: markOf([
      ...Object.values(parts),
      row.archivedOn === undefined ? '' : 'archived',
      ownerOf(row),
      row.kind === 'comment' ? (row.target ?? '') : '',
      ...read,
    ]),
  }
  const document = Object.fromEntries(Object.entries({ ...parts, page }).filter(([, text]) => text !== ''))
  return { document: { id: row.id, ...document }, facts, texts }
}

const ownerFields = ['owner', 'assignee', 'responsible', 'holder', 'lead'] as const
function ownerOf(row: AnyRecord): string {
  const name = lookedInto(row.kind).owner
  return name === undefined ? '' : (((row as unknown as Values)[name] as string | undefined) ?? '')
}

/** 53 bits over texts: tells versions of one document apart, and nothing else (it is no hash to rely on). */
export function markOf(texts: readonly string[]): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i)
      a = Math.imul(a ^ char, 2654435761)
      b = Math.imul(b ^ char, 1597334677)
    }
    a = Math.imul(a ^ 0x1f, 2654435761)
    b = Math.imul(b ^ 0x1f, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
