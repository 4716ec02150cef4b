/** Every document that can be found: its place in the index, what is known of it, and the texts its snippets are cut from. */

import type { AnyRecord, Kind } from '../records/registry'
import type { Vault } from '../vault/store/tables'
import { RefLookup } from './rank'
import type { FileText } from './readTexts'
import { readDocument, textFiles, type DocumentFacts } from './searchDocuments'
import { SearchIndex } from './searchIndex'
import { TextCache } from './shownTexts'
import type { KeptIndex } from './storedIndex'

export class SearchedDocuments {
  index = new SearchIndex()
  facts = new Map<string, DocumentFacts>()
  refs = new RefLookup()
  readonly texts: TextCache
  /** File → evidence whose text it is. */
  private byFile = new Map<string, Set<string>>()

  constructor(vault: Vault) {
    this.texts = new TextCache(vault)
  }

  /** Begins with what was kept at the last start. */
  restore(kept: KeptIndex): void {
    this.index = kept.index
    this.facts = kept.facts
    this.refs = new RefLookup()
    this.byFile = new Map()
    for (const own of this.facts.values()) this.remember(own)
  }

  /** Takes in rows as they are now. Returns how many differ from what was known. */
  takeIn(rows: readonly AnyRecord[], texts: readonly FileText[]): number {
    let changes = 0
    rows.forEach((row, at) => {
      const { read, page } = texts[at]!
      const made = readDocument(row, read, page)
      if (this.facts.get(row.id)?.mark === made.facts.mark) return
      this.discard(row.id)
      this.index.add(made.document)
      this.facts.set(row.id, made.facts)
      this.remember(made.facts)
      this.texts.keep(made.facts, row, made.texts, page)
      changes++
    })
    return changes
  }

  /** Returns whether the row differs from what was known; keeps its texts if it does not. */
  differs(row: AnyRecord, present: ReadonlySet<string>): boolean {
    const { facts, texts } = readDocument(
      row,
      textFiles(row).filter((file) => present.has(file)),
    )
    if (this.facts.get(row.id)?.mark !== facts.mark) return true
    if (!this.texts.has(facts)) this.texts.keep(facts, row, texts)
    return false
  }

  discard(id: string): void {
    const own = this.facts.get(id)
    if (!own) return
    this.index.discard(id)
    this.texts.drop(id)
    this.facts.delete(id)
    this.refs.remove(own)
    for (const file of own.files) {
      this.byFile.get(file)?.delete(id)
      if (this.byFile.get(file)?.size === 0) this.byFile.delete(file)
    }
  }

  idsOf(kind: Kind): readonly string[] {
    return [...this.facts.values()].filter((own) => own.kind === kind).map(({ id }) => id)
  }
  /** Evidence whose text is in one of these files. */
  idsOfFiles(files: Iterable<string>): readonly string[] {
    return [...files].flatMap((file) => [...(this.byFile.get(file) ?? [])])
  }
  /** Evidence whose files arrived or were erased since they were read. */
  withOtherFiles(present: ReadonlySet<string>): readonly string[] {
    return [...this.facts.values()]
      .filter(({ files, read }) => files.some((file) => present.has(file) !== read.includes(file)))
      .map(({ id }) => id)
  }
  /** Files of this document that were read. */
  readFiles(id: string): number {
    return this.facts.get(id)?.read.length ?? 0
  }

  private remember(own: DocumentFacts): void {
    this.refs.add(own)
    for (const file of own.files) {
      const ids = this.byFile.get(file)
      if (ids) ids.add(own.id)
      else this.byFile.set(file, new Set([own.id]))
    }
  }
}
