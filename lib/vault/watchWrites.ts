/**
 * Which rows of a vault were written: for what follows the vault without reading it anew. Tells keys per table; a bulk write
 * of many rows, of which the database does not say which, tells the table as a whole.
 */

import Dexie, { type ObservabilitySet } from 'dexie'
import type { Vault } from './tables'

/** Keys written in a table, or `all` where nobody knows which. */
export type Written = ReadonlyMap<string, ReadonlySet<string> | 'all'>

/** Calls `listener` after each transaction that wrote to the vault, in this context or another; returns what ends it. */
export function watchWrites(vault: Vault, listener: (written: Written) => void): () => void {
  const prefix = `idb://${vault.name}/`
  const hear = (parts: ObservabilitySet): void => {
    const written = new Map<string, Set<string> | 'all'>()
    for (const [name, range] of Object.entries(parts)) {
      if (name === 'all') for (const table of vault.tables) written.set(table.name, 'all')
      if (!name.startsWith(prefix)) continue
      const [table, index] = name.slice(prefix.length).split('/')
      // The primary key's own part has an empty name; rows taken out are told in a part of their own as well.
      if (!table || index !== '' || written.get(table) === 'all') continue
      written.set(table, keysIn(range as unknown as RangeNode))
    }
    if (written.size > 0) listener(written)
  }
  Dexie.on('storagemutated', hear)
  return () => Dexie.on.storagemutated.unsubscribe(hear)
}

/** A node of Dexie's tree of ranges; what comes from another context is plain data. Empty without `from`. */
interface RangeNode {
  readonly from?: unknown
  readonly to?: unknown
  readonly l?: RangeNode | null
  readonly r?: RangeNode | null
}

function keysIn(range: RangeNode): Set<string> | 'all' {
  const keys = new Set<string>()
  const visit = (node: RangeNode | null | undefined): boolean => {
    if (!node || node.from === undefined) return true
    if (typeof node.from !== 'string' || node.from !== node.to) return false
    keys.add(node.from)
    return visit(node.l) && visit(node.r)
  }
  return visit(range) ? keys : 'all'
}
