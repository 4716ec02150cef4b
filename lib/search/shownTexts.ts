/**
 * Texts of records, for snippets: kept as they pass by while the index is made or compared, up to a bound, and read
 * from the vault where they are not. So the next letter somebody types asks the disk for nothing.
 */

import type { AnyRecord, Kind } from '../records/registry'
import { kindTable, type Vault } from '../vault/store/tables'
import { fieldTexts, type DocumentFacts, type FieldText } from './searchDocuments'
import { readTexts } from './readTexts'

export interface ShownTexts {
  readonly texts: readonly FieldText[]
  /** Text of its files, once it was asked for. */
  readonly page: string | undefined
}

interface Kept extends ShownTexts {
  readonly mark: number
  readonly size: number
}

/** Characters; a workspace of ten thousand records has about half as many. */
const mostCharacters = 24_000_000

export class TextCache {
  private readonly kept = new Map<string, Kept>()
  private size = 0

  constructor(
    private readonly vault: Vault,
    private readonly most = mostCharacters,
  ) {}

  keep({ id, mark }: DocumentFacts, row: AnyRecord, own: readonly FieldText[], page?: string): void {
    const texts = [...own, ...(row.tags.length > 0 ? [{ field: 'tags', text: row.tags.join(', ') }] : [])]
    this.put(id, { texts, page, mark, size: texts.reduce((sum, { text }) => sum + text.length, page?.length ?? 0) })
  }
  drop(id: string): void {
    const before = this.kept.get(id)
    if (!before) return
    this.size -= before.size
    this.kept.delete(id)
  }
  has({ id, mark }: DocumentFacts): boolean {
    return this.kept.get(id)?.mark === mark
  }

  private put(id: string, next: Kept): void {
    this.drop(id)
    this.kept.set(id, next)
    this.size += next.size
    // What was kept first goes first.
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.most || oldest === id) break
      this.drop(oldest)
    }
  }

  /** Texts of these records; `pages` says whose files are wanted, too. A record that is gone has none. */
  async read(facts: readonly DocumentFacts[], pages: ReadonlySet<string>): Promise<ReadonlyMap<string, ShownTexts>> {
    const wanted = new Map<Kind, DocumentFacts[]>()
    for (const own of facts) {
      const kept = this.kept.get(own.id)
      if (kept?.mark === own.mark && !(pages.has(own.id) && kept.page === undefined)) continue
      wanted.set(own.kind, [...(wanted.get(own.kind) ?? []), own])
    }
    await Promise.all(
      [...wanted].map(async ([kind, some]) => {
        const rows = await kindTable(this.vault, kind).bulkGet(some.map(({ id }) => id))
        const here = rows.flatMap((row, at) => (row ? [{ row, own: some[at]! }] : []))
        const texts = await readTexts(
          this.vault,
          here.filter(({ own }) => pages.has(own.id)).map(({ row }) => row),
        )
        let at = 0
        for (const { row, own } of here)
          this.keep(own, row, fieldTexts(row), pages.has(own.id) ? texts[at++]!.page : undefined)
      }),
    )
    return new Map(facts.flatMap(({ id }) => ((kept) => (kept ? [[id, kept] as const] : []))(this.kept.get(id))))
  }
}
