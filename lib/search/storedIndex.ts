/** The pair between a search in memory and what is kept of it between starts. */

import { isKind } from '../records/registry'
import type { DocumentFacts } from './searchDocuments'
import { SearchIndex, type PackedIndex } from './searchIndex'

/** Raised when words or documents are made differently: an index of before is then made anew. */
export const indexFormat = 3

/** Up to where the vault was read when the index was kept. */
export interface IndexPosition {
  /** Of the log. */
  readonly seq: number
  /** Records with changes that were not in the log. */
  readonly waiting: readonly string[]
}

/** Facts as columns: they are cloned and read in a fraction of the time that as many objects take. */
interface PackedFacts {
  readonly ids: readonly string[]
  readonly kinds: readonly string[]
  readonly refs: readonly string[]
  /**
   * By id, as are `targets` and `files`: few records have them. Ids are their authors' choice, so these are lists and
   * no objects.
   */
  readonly legacyRefs: readonly (readonly [id: string, legacyRef: string])[]
  readonly titles: readonly string[]
  readonly owners: readonly string[]
  readonly targets: readonly (readonly [id: string, target: string])[]
  readonly archived: readonly string[]
  readonly files: readonly (readonly [id: string, files: readonly string[], read: readonly string[]])[]
  readonly marks: Float64Array
}

export interface StoredIndex {
  readonly key: 'index'
  readonly format: number
  readonly position: IndexPosition
  readonly index: PackedIndex
  readonly facts: PackedFacts
}

export interface LiveIndex {
  readonly index: SearchIndex
  readonly facts: Map<string, DocumentFacts>
}

/** A live index, and up to where the vault was read for it. */
export interface KeptIndex extends LiveIndex {
  readonly position: IndexPosition
}

export async function writeIndex(
  { index, facts }: LiveIndex,
  position: IndexPosition,
  pause: () => Promise<void>,
): Promise<StoredIndex> {
  const all = [...facts.values()]
  const some = (pick: (one: DocumentFacts) => string): [string, string][] =>
    all.flatMap((one) => (pick(one) === '' ? [] : [[one.id, pick(one)]]))
  return {
    key: 'index',
    format: indexFormat,
    position,
    index: await index.pack(pause),
    facts: {
      ids: all.map(({ id }) => id),
      kinds: all.map(({ kind }) => kind),
      refs: all.map(({ ref }) => ref),
      titles: all.map(({ title }) => title),
      owners: all.map(({ owner }) => owner),
      legacyRefs: some(({ legacyRef }) => legacyRef),
      targets: some(({ target }) => target),
      archived: all.filter(({ archived }) => archived).map(({ id }) => id),
      files: all.filter(({ files }) => files.length > 0).map(({ id, files, read }) => [id, files, read]),
      marks: Float64Array.from(all, ({ mark }) => mark),
    },
  }
}

/** Undefined for an index of another format, or one that is not whole: it is made anew from the vault. */
export function readIndex(stored: StoredIndex | undefined): KeptIndex | undefined {
  if (stored?.format !== indexFormat) return undefined
  const { facts: columns } = stored
  const archived = new Set(columns.archived)
  const [legacyRefs, targets, filesOf] = [
    new Map(columns.legacyRefs),
    new Map(columns.targets),
    new Map(columns.files.map((one) => [one[0], one])),
  ]
  const facts = new Map<string, DocumentFacts>()
  for (let at = 0; at < columns.ids.length; at++) {
    const id = columns.ids[at]!
    const kind = columns.kinds[at]!
    if (!isKind(kind)) return undefined
    const [, files = none, read = none] = filesOf.get(id) ?? []
    facts.set(id, {
      id,
      kind,
      ref: columns.refs[at]!,
      legacyRef: legacyRefs.get(id) ?? '',
      title: columns.titles[at]!,
      archived: archived.has(id),
      owner: columns.owners[at]!,
      target: targets.get(id) ?? '',
      files,
      read,
      mark: columns.marks[at]!,
    })
  }
  const index = SearchIndex.unpack(stored.index)
  return index.documentCount === facts.size ? { index, facts, position: stored.position } : undefined
}

const none: readonly string[] = []
