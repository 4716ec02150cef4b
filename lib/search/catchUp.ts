/** Bringing the index up with the vault: by what the log names, by what changed, and by comparing every row. */

import { kindOfId, type AnyRecord, type Kind } from '../records/registry'
import { intentsOf } from '../vault/history/packedIntents'
import { recordsOfRows } from '../vault/history/readTrail'
import { kindTable, type Vault } from '../vault/store/tables'
import type { ChangedRows } from '../vault/store/watchRows'
import { presentFiles, readTexts } from './readTexts'
import { searchedKinds } from './searchDocuments'
import type { SearchedDocuments } from './searchedDocuments'
import { rowsOf } from './searchedRows'
import type { IndexPosition, KeptIndex } from './storedIndex'

const rowsPerPage = 200
/** Rows compared between two pauses: reading and marking them takes a few milliseconds. */
const rowsPerComparison = 250
/** The log is read from a little before the position, for entries that arrived while it was taken. */
const margin = 200

export interface CatchUpDeps {
  readonly vault: Vault
  readonly pause: () => Promise<void>
  readonly stopped: () => boolean
}

/** Changed tables with the keys that changed, gathered until they are taken in. */
export type GatheredChanges = ReadonlyMap<string, ReadonlySet<string> | 'all'>

/** Adds changed rows to what is gathered; tables that are not searched are left out. */
export function gatherChanges(gathered: GatheredChanges, rows: ChangedRows): GatheredChanges {
  const all = new Map(gathered)
  for (const [table, keys] of rows) {
    if (table !== 'blobs' && !searchedKinds.includes(table as Kind)) continue
    const before = all.get(table)
    all.set(table, before === 'all' || keys === 'all' ? 'all' : new Set([...(before ?? []), ...keys]))
  }
  return all
}

export function createCatchUp(documents: SearchedDocuments, { vault, pause, stopped }: CatchUpDeps) {
  /** Up to where the vault has been read: of the log, and of changes that are not in the log yet. */
  async function positionNow(): Promise<IndexPosition> {
    const [last, waiting] = await Promise.all([vault.trail.orderBy('seq').last(), waitingIds()])
    return { seq: last?.seq ?? 0, waiting }
  }
  /** Records with changes that wait to be sent: a repair may undo them, and the log does not say so. */
  async function waitingIds(): Promise<readonly string[]> {
    const ids = new Set<string>()
    await vault.outbox.each((row) => {
      for (const { key } of intentsOf(row)) ids.add(key.slice(0, key.indexOf('/')))
    })
    return [...ids]
  }

  /** Reads records again; takes in what differs and discards what is gone. Returns how many changed. */
  async function readAgain(ids: Iterable<string>, of?: Kind): Promise<number> {
    const byKind = new Map<Kind, string[]>()
    for (const id of ids) {
      const kind = of ?? documents.facts.get(id)?.kind ?? kindOfId(id)
      if (kind !== undefined && searchedKinds.includes(kind)) byKind.set(kind, [...(byKind.get(kind) ?? []), id])
    }
    let changes = 0
    for (const [kind, wanted] of byKind) {
      for (let at = 0; at < wanted.length; at += rowsPerPage) {
        const some = wanted.slice(at, at + rowsPerPage)
        const found = await kindTable<AnyRecord>(vault, kind).bulkGet(some)
        const rows = found.filter((row) => row !== undefined)
        changes += documents.takeIn(rows, await readTexts(vault, rows))
        for (const [i, row] of found.entries()) {
          if (row !== undefined || !documents.facts.has(some[i]!)) continue
          documents.discard(some[i]!)
          changes++
        }
        await pause()
      }
    }
    return changes
  }

  /** Compares every row of a kind by its mark; reads again what differs and discards what is gone. */
  async function compare(kind: Kind): Promise<number> {
    const present = kind === 'evidence' ? await presentFiles(vault) : new Set<string>()
    const seen = new Set<string>()
    const differ: string[] = []
    for await (const rows of rowsOf(vault, kind, rowsPerComparison, stopped)) {
      for (const row of rows) {
        seen.add(row.id)
        if (documents.differs(row, present)) differ.push(row.id)
      }
      if (stopped()) return 0
      await pause()
    }
    const gone = documents.idsOf(kind).filter((id) => !seen.has(id))
    return readAgain([...differ, ...gone], kind)
  }

  /** Takes in files that arrived or were erased. `erased`: text was taken out, which must not outlive its file. */
  async function readFilesAgain(keys: ReadonlySet<string> | 'all'): Promise<{ changes: number; erased: boolean }> {
    const ids = keys === 'all' ? documents.withOtherFiles(await presentFiles(vault)) : documents.idsOfFiles(keys)
    const before = new Map(ids.map((id) => [id, documents.readFiles(id)]))
    const changes = await readAgain(ids)
    return { changes, erased: ids.some((id) => documents.readFiles(id) < before.get(id)!) }
  }

  return {
    positionNow,
    compare,

    /**
     * Begins with a kept index and takes in what the log names since, what waited then or waits now, and files that
     * came or went. All of it is requested while the index is still being read.
     */
    async restore(kept: Promise<KeptIndex | undefined>): Promise<{ restored: boolean; changes: number }> {
      const now = positionNow()
      const present = presentFiles(vault)
      now.catch(() => undefined)
      present.catch(() => undefined)
      const live = await kept
      if (!live) return { restored: false, changes: 0 }
      // By their names: the values may be long.
      const named = vault.trail
        .where('seq')
        .above(live.position.seq - margin)
        .primaryKeys()
        .then((ids) => recordsOfRows(vault, ids))
      named.catch(() => undefined)
      documents.restore(live)
      const changes = await readAgain(
        new Set([
          ...(await named),
          ...live.position.waiting,
          ...(await now).waiting,
          ...documents.withOtherFiles(await present),
        ]),
      )
      return { restored: true, changes }
    },

    async takeIn(gathered: GatheredChanges): Promise<{ changes: number; erased: boolean }> {
      let changes = 0
      let erased = false
      for (const [table, keys] of gathered) {
        if (table === 'blobs') {
          const files = await readFilesAgain(keys)
          changes += files.changes
          erased ||= files.erased
        } else changes += keys === 'all' ? await compare(table as Kind) : await readAgain(keys, table as Kind)
      }
      return { changes, erased }
    },
  }
}
