/** The outbox on its way out: which rows make the next entry. Sealing is lib/sync's. */

import { rulesAreKnown } from '~/lib/protocol/access/accessRules'
import { newUuid } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import { addSize, fitsEntry, measureEntry, noSize, type UpdateSize } from '~/lib/protocol/log/updateBounds'
import { ok, type Result } from '~/lib/shared/result'
import type { Core } from './replicaCore'
import { writtenWithoutKey } from '../log/heldEntries'
import type { OutboxBatch } from './replica'
import type { OutboxRow } from '../store/tables'
import { isUnclear } from '../log/verdictCheck'

/** Plaintext of one entry: leaves room for the header, the signature and 12 % of padding. */
const batchBytes = Math.floor(limits.entryBytes * 0.85)

/**
 * The next rows in FIFO order whose entry is not in flight. Rows marked before are sent again as the entry they were;
 * fresh ones are marked now. Nothing under rules that this program does not know, while a repair is due, or while an
 * entry that a rebase made anew may still arrive.
 */
export async function takeBatch(core: Core, skip: ReadonlySet<string>): Promise<OutboxBatch | undefined> {
  if (!rulesAreKnown((core.held?.admitted ? core.held.ahead : core.log).access).ok) return undefined
  if (isUnclear(core.verdictCheck)) return undefined
  // Neither touches members and keys, which alone are sent while a key is missing.
  if (core.rebaseDue && !core.held?.admitted) return undefined
  const { outbox } = core.vault
  const inFlight = new Set(
    skip.size === 0
      ? []
      : await outbox
          .where('entryUuid')
          .anyOf([...skip])
          .primaryKeys(),
  )
  const ready = core.held?.admitted
    ? outbox.orderBy('n').filter((row) => writtenWithoutKey.includes(row.class))
    : outbox.orderBy('n')
  const waiting = (await ready.primaryKeys()).filter((n) => !inFlight.has(n))
  const first = waiting[0] === undefined ? undefined : await outbox.get(waiting[0])
  if (!first || (first.former !== undefined && skip.size > 0)) return undefined
  const entryClass = first.class as EntryClass
  if (first.entryUuid !== undefined) {
    return {
      uuid: first.entryUuid,
      class: entryClass,
      rows: await outbox.where('entryUuid').equals(first.entryUuid).sortBy('n'),
    }
  }
  const uuid = newUuid(core.random)
  const rows = (await takeWhileFits(core, waiting, skip.size > 0)).map((row) => ({ ...row, entryUuid: uuid }))
  await outbox.bulkPut(rows)
  return { uuid, class: entryClass, rows }
}

/** Few at a time: an import waits with megabytes of which one entry takes one. */
async function takeWhileFits(
  { vault }: Core,
  waiting: readonly number[],
  othersInFlight: boolean,
): Promise<readonly OutboxRow[]> {
  const rows: OutboxRow[] = []
  let size = 0
  let holds = noSize
  let read: (OutboxRow | undefined)[] = []
  for (const [at, n] of waiting.entries()) {
    if (read.length === 0)
      read = await vault.outbox.bulkGet(waiting.slice(at, at + (at === 0 || size > batchBytes / 4 ? 1 : 64)))
    const row = read.shift()
    if (row?.n !== n) break
    const fits =
      row.class === (rows[0] ?? row).class &&
      row.entryUuid === undefined &&
      !(othersInFlight && row.former !== undefined)
    size += sizeOf(row)
    const held = heldBy(row)
    // What can't be measured would count nowhere: it goes alone, so that the answer is about it and nothing else.
    if (!held.ok && rows.length === 0) return [row]
    if (!held.ok) break
    holds = addSize(holds, held.value)
    // Two shares of one command would be one command inside an entry, and nobody could tell which row is confirmed.
    if (rows.some(({ commandId }) => commandId === row.commandId)) break
    if (
      rows.length > 0 &&
      (!fits ||
        row.payload.type !== 'update' ||
        size > batchBytes ||
        !fitsEntry(holds) ||
        rows.length >= limits.update.commands)
    )
      break
    rows.push(row)
    // Statements, access bodies and snapshots go singly: each is verified or judged by itself.
    if (row.payload.type !== 'update') break
  }
  return rows
}

/**
 * As every reader counts it. Each row alone was judged before it was acknowledged; one that fails was damaged since.
 */
const heldBy = ({ payload }: OutboxRow): Result<UpdateSize> =>
  payload.type === 'update' ? measureEntry(payload.parts.map(({ update }) => update)) : ok(noSize)

const sizeOf = ({ payload, commandId }: OutboxRow): number =>
  payload.type === 'update'
    ? payload.parts.reduce((sum, { update, book }) => sum + update.length + book.length + 32, commandId.length + 16)
    : payload.body.length
