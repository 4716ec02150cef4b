/** Reading the rows that are searched, page by page, with the next page under way while one is worked on. */

import type { AnyRecord, Kind } from '../records/registry'
import { kindTable, type Vault } from '../vault/store/tables'
import { readTexts, type FileText } from './readTexts'

/** Rows of a kind in the order of their ids, `size` at a time. Ends early once `stopped` returns true. */
export async function* rowsOf(
  vault: Vault,
  kind: Kind,
  size: number,
  stopped: () => boolean,
): AsyncGenerator<readonly AnyRecord[]> {
  const table = kindTable<AnyRecord>(vault, kind)
  const read = (after: string): Promise<AnyRecord[]> => table.where('id').above(after).limit(size).toArray()
  let next = read('')
  for (;;) {
    const rows = await next
    if (rows.length === 0 || stopped()) return
    const last = rows.length < size
    if (!last) {
      next = read(rows.at(-1)!.id)
      next.catch(() => undefined)
    }
    yield rows
    if (last) return
  }
}

/** Rows, and the texts of their files as they come. */
export type RowsWithTexts = readonly [rows: readonly AnyRecord[], texts: Promise<readonly FileText[]>]

export async function* rowsWithTexts(
  vault: Vault,
  kind: Kind,
  size: number,
  stopped: () => boolean,
): AsyncGenerator<RowsWithTexts> {
  for await (const rows of rowsOf(vault, kind, size, stopped)) {
    const texts = readTexts(vault, rows)
    texts.catch(() => undefined)
    yield [rows, texts]
  }
}

/** The same items, with up to `most` of them requested before they are needed. */
export function readAhead<T>(source: AsyncGenerator<T>, most: number): AsyncIterable<T> {
  const coming: Promise<IteratorResult<T>>[] = []
  const request = (): void => {
    const next = source.next()
    next.catch(() => undefined)
    coming.push(next)
  }
  while (coming.length < most) request()
  return (async function* () {
    for (;;) {
      const next = await coming.shift()!
      if (next.done) return
      request()
      yield next.value
    }
  })()
}
