/** Tells which rows of a vault changed, whoever changed them: this context, the engine's, or another page's. */

import Dexie, { type ObservabilitySet } from 'dexie'
import type { Vault } from './tables'

/** Keys of a table's rows that changed; `all` where a bulk write does not say which. */
export type ChangedRows = ReadonlyMap<string, ReadonlySet<string> | 'all'>

interface RangeNode {
  readonly from?: unknown
  readonly to?: unknown
  readonly l?: RangeNode | null
  readonly r?: RangeNode | null
}

/** Calls `changed` with every write to the vault's tables until the function returned is called. */
export function watchRows(vault: Vault, changed: (rows: ChangedRows) => void): () => void {
  const names = vault.tables.map((table) => table.name)
  const prefix = `idb://${vault.name}/`
  const listener = (parts: ObservabilitySet): void => {
    const rows = new Map<string, ReadonlySet<string> | 'all'>()
    for (const [part, ranges] of Object.entries(parts)) {
      if (part === 'all') for (const name of names) rows.set(name, 'all')
      if (!part.startsWith(prefix)) continue
      // `table/` names keys of rows, `table/:dels` those removed; the other parts are indexes.
      const [table = '', index = ''] = part.slice(prefix.length).split('/')
      if (index !== '' && index !== ':dels') continue
      const before = rows.get(table)
      const keys = keysOf(ranges as unknown as RangeNode)
      rows.set(table, before === 'all' || keys === 'all' ? 'all' : new Set([...(before ?? []), ...keys]))
    }
    if (rows.size > 0) changed(rows)
  }
  Dexie.on('storagemutated', listener)
  return () => Dexie.on.storagemutated.unsubscribe(listener)
}

function keysOf(node: RangeNode | null | undefined, into: Set<string> = new Set()): ReadonlySet<string> | 'all' {
  if (!node || !('from' in node)) return into
  if (typeof node.from !== 'string' || node.from !== node.to) return 'all'
  into.add(node.from)
  return keysOf(node.l, into) === 'all' || keysOf(node.r, into) === 'all' ? 'all' : into
}
