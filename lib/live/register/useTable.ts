/**
 * The rows of a kind's table, read once for all subscribers and again when the table changes. Stock live queries each
 * keep and merge every change of the entire vault: with one per kind for names and one per store, each keystroke in a
 * policy cost the page more than the editor itself. Here one listener per vault determines which tables changed.
 */

import Dexie, { type ObservabilitySet } from 'dexie'
import { getCurrentScope, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { kindTable, type Vault } from '~/lib/vault/store/tables'
import { forget, whenTypingPauses } from '../ui/whenTypingPauses'

export interface TableRows {
  readonly all: readonly AnyRecord[]
  readonly active: readonly AnyRecord[]
  readonly archived: readonly AnyRecord[]
}
type Show = (rows: TableRows) => void

interface LiveTable {
  rows: TableRows | undefined
  readonly shows: Set<Show>
  reading: boolean
  /** Changed since the current read began. */
  stale: boolean
}

interface LiveVault {
  readonly tables: Map<Kind, LiveTable>
  readonly listener: (parts: ObservabilitySet) => void
}

const vaults = new WeakMap<Vault, LiveVault>()

/** Calls `show` with the rows of a table now and whenever they change, until the returned function is called. */
export function watchTable(vault: Vault, kind: Kind, show: Show): () => void {
  const live = vaults.get(vault) ?? listen(vault)
  let table = live.tables.get(kind)
  if (table) {
    table.shows.add(show)
    if (table.rows) show(table.rows)
  } else {
    table = { rows: undefined, shows: new Set([show]), reading: false, stale: false }
    live.tables.set(kind, table)
    void read(vault, kind, table)
  }
  const { shows } = table
  return () => {
    shows.delete(show)
    if (shows.size > 0 || live.tables.get(kind)?.shows !== shows) return
    forget(shows)
    live.tables.delete(kind)
    if (live.tables.size > 0) return
    Dexie.on.storagemutated.unsubscribe(live.listener)
    vaults.delete(vault)
  }
}

function listen(vault: Vault): LiveVault {
  const tables = new Map<Kind, LiveTable>()
  const listener = (parts: ObservabilitySet): void => {
    const keys = Object.keys(parts)
    for (const [kind, table] of tables) {
      const prefix = `idb://${vault.name}/${kind}/`
      // While somebody types, several changes lead to one read when typing pauses.
      if (keys.some((key) => key === 'all' || key.startsWith(prefix)))
        whenTypingPauses(table.shows, () => void read(vault, kind, table))
    }
  }
  // Also fires for writes by other documents and the engine.
  Dexie.on('storagemutated', listener)
  const live = { tables, listener }
  vaults.set(vault, live)
  return live
}

async function read(vault: Vault, kind: Kind, table: LiveTable): Promise<void> {
  table.stale = true
  if (table.reading) return
  table.reading = true
  try {
    while (table.stale && table.shows.size > 0) {
      table.stale = false
      const all = await kindTable<AnyRecord>(vault, kind).toArray()
      const rows = {
        all,
        active: all.filter((row) => row.archivedOn === undefined),
        archived: all.filter((row) => row.archivedOn !== undefined),
      }
      table.rows = rows
      for (const show of [...table.shows]) show(rows)
    }
  } catch (thrown) {
    // A closed vault has no subscribers left to report to.
    if (vault.isOpen()) throw thrown
  } finally {
    table.reading = false
  }
}

/** Rows of a kind, live and shared by all callers. Undefined until the first answer and while no vault is open. */
export function useTable(
  kind: Kind,
  which: keyof TableRows,
  source: () => Vault | undefined,
): Readonly<ShallowRef<readonly AnyRecord[] | undefined>> {
  const value = shallowRef<readonly AnyRecord[]>()
  let end: (() => void) | undefined
  watch(
    source,
    (vault) => {
      end?.()
      end = undefined
      if (vault) end = watchTable(vault, kind, (rows) => (value.value = rows[which]))
      else value.value = undefined
    },
    { immediate: true, flush: 'sync' },
  )
  if (getCurrentScope()) onScopeDispose(() => end?.())
  return value
}
