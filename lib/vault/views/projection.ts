/**
 * From books to rows: what interfaces read. A row is the record as lib/isms puts it together, with columns beside the
 * fields that queries and lists need. What depends on the day is stored as its turning date.
 */

import type * as Y from 'yjs'
import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import { effectiveSettings, type EffectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { freshness } from '~/lib/isms/evidence/freshness'
import { sealFacts, sealWord, type SealWord } from '~/lib/isms/evidence/integrity'
import { reviewState, type ReviewState } from '~/lib/isms/evidence/evidenceReviewState'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Settings } from '~/lib/records/kinds/settings'
import { isPackRecord } from '~/lib/isms/pack/selection'
import { refSortKey } from '~/lib/records/refs'
import { isIdFor, kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { knownRules } from '~/lib/protocol/access/accessRules'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { JsonValue } from '~/lib/shared/json'
import { recordsOf, textOf, type Book } from '../books/book'

/**
 * The number is raised when rows, verdicts or statements come out differently from the same log; all are then made
 * again, as they are for a program that knows more kinds.
 */
export const rulesVersion = `7/${knownRules}/${kindNames.length}`

/** Fields of our own bookkeeping inside a record; never part of the row. */
export const settledField = '_settled'

/** Beside the fields, in every row. */
export interface DerivedColumns {
  /** Compares as text the way refs compare (RS10). */
  readonly refSort: string
  /** Names of fields with an open conflict (MG1). */
  readonly conflicts: readonly string[]
}

/** Beside the fields of evidence. */
export interface EvidenceColumns {
  /** EV6. */
  readonly reviewState: ReviewState
  /**
   * 1 while somebody has to decide on it: not archived, no export, no decision on the present content, none of ours on
   * its way.
   */
  readonly waits: 0 | 1
  /** EV4: last valid day without looking at controls. */
  readonly freshUntil: string
  /** Signature only; whether the bytes are here is the blobs' business (EV7). */
  readonly seal: SealWord
}

export interface ProjectionFacts {
  readonly settings: EffectiveSettings
  readonly conflicts: readonly string[]
  readonly statements: readonly StatementFact[]
}

/**
 * The record of a book, or undefined when the book has none of that id, or its id is one of another kind. `doc` is the
 * book's live or its counted document.
 */
export function readRecord<K extends Kind>(
  book: Book & { readonly kind: K },
  id: string,
  doc: Y.Doc = book.live,
): RowOf<K> | undefined {
  const parts = book.records.get(id)
  if (!parts || !isIdFor(book.kind, id)) return undefined
  const map = recordsOf(doc)
  const entries: FlatEntry[] = []
  for (const key of parts.keys) {
    const value = map.get(key)
    const field = key.slice(id.length + 1)
    if (value !== undefined && !field.startsWith('_')) entries.push([field, value as JsonValue])
  }
  if (entries.length === 0) return undefined
  const texts = [...parts.texts].map((name) => [name.slice(id.length + 1), textOf(doc, name)] as const)
  return assembleRecord(book.kind, id, entries, texts)
}

export function withColumns(row: AnyRecord, facts: ProjectionFacts): AnyRecord & DerivedColumns {
  const common: DerivedColumns = { refSort: refSortKey(row.ref), conflicts: facts.conflicts }
  return row.kind === 'evidence' ? { ...row, ...common, ...evidenceColumns(row, facts) } : { ...row, ...common }
}

function evidenceColumns(row: Evidence, { settings, statements }: ProjectionFacts): EvidenceColumns {
  const { contentHash } = hashedContent(row, 'review')
  const review = reviewState(row, statements, contentHash)
  const decided =
    review.waiting?.contentHash === contentHash || review.state === 'accepted' || review.state === 'rejected'
  return {
    reviewState: review.state,
    waits: row.archivedOn === undefined && !decided && !isPackRecord(row) ? 1 : 0,
    freshUntil: freshness(row, settings, { today: '0000-01-01' }).end,
    seal: sealWord(sealFacts(row, statements)),
  }
}

export const settingsOf = (row: AnyRecord | undefined): EffectiveSettings =>
  effectiveSettings(row as Settings | undefined)
