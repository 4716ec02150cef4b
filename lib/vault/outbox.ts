/** The outbox on its way out: which rows make the next entry. Sealing is lib/sync's. */

import { newUuid } from '../protocol/entry'
import { limits } from '../protocol/limits'
import type { EntryClass } from '../protocol/roles'
import type { Core } from './core'
import type { OutboxBatch } from './replica'
import type { OutboxRow } from './tables'

/** Plaintext of one entry: leaves room for the header, the signature and 12 % of padding. */
const batchBytes = Math.floor(limits.entryBytes * 0.85)

/**
 * The next rows in FIFO order whose entry is not in flight. Rows marked before are sent again as the entry they were;
 * fresh ones are marked now. Nothing while a repair is due, or while an entry that a rebase made anew may still arrive.
 */
export async function takeBatch(core: Core, skip: ReadonlySet<string>): Promise<OutboxBatch | undefined> {
  if (core.rebaseDue) return undefined
  const waiting = (await core.vault.outbox.orderBy('n').toArray()).filter(({ entryUuid }) => entryUuid === undefined || !skip.has(entryUuid))
  const [first] = waiting
  if (!first || (first.former !== undefined && skip.size > 0)) return undefined
  const entryClass = first.class as EntryClass
  if (first.entryUuid !== undefined) {
    return { uuid: first.entryUuid, class: entryClass, rows: waiting.filter(({ entryUuid }) => entryUuid === first.entryUuid) }
  }
  const uuid = newUuid(core.random)
  const rows = takeWhileFits(waiting, skip.size > 0).map((row) => ({ ...row, entryUuid: uuid }))
  await core.vault.outbox.bulkPut(rows)
  return { uuid, class: entryClass, rows }
}

function takeWhileFits(waiting: readonly OutboxRow[], othersInFlight: boolean): readonly OutboxRow[] {
  const [first] = waiting
  const rows: OutboxRow[] = []
  let size = 0
  for (const row of waiting) {
    const fits = row.class === first!.class && row.entryUuid === undefined && !(othersInFlight && row.former !== undefined)
    size += sizeOf(row)
    // Two shares of one command would be one command inside an entry, and nobody could tell which row is confirmed.
    if (rows.some(({ commandId }) => commandId === row.commandId)) break
    if (rows.length > 0 && (!fits || row.payload.type !== 'update' || size > batchBytes)) break
    rows.push(row)
    // Statements, access bodies and snapshots go singly: each is verified or judged by itself.
    if (row.payload.type !== 'update') break
  }
  return rows
}

const sizeOf = ({ payload, commandId }: OutboxRow): number =>
  payload.type === 'update' ? payload.parts.reduce((sum, { update, book }) => sum + update.length + book.length + 16, commandId.length + 16) : payload.body.length
