/**
 * Second half of taking entries in: counted updates go into the books, and what they changed comes out, as the log
 * tells it. No waiting for anything but the opening of books.
 */

import { push } from '~/lib/shared/groups'
import type * as Y from 'yjs'
import { recordIdOf } from '~/lib/records/recordKey'
import { isKind, type Kind } from '~/lib/records/registry'
import { assert } from '~/lib/shared/assert'
import { applyAll, type Book } from '../books/book'
import { applyCounted, type CountedChanges } from '../books/countedChanges'
import type { Core, RecordName } from '../replica/replicaCore'
import type { JudgedEntry } from './judgeEntries'
import { intentsOf } from '../history/packedIntents'
import type { OutboxRow, TailRow } from '../store/tables'
import { isOwnTrouble, Unappliable } from './unappliable'
import { changesOf, waitingId, type CountedCommand } from '../history/trailRows'

export interface AppliedEntries {
  readonly commands: readonly CountedCommand[]
  readonly tail: readonly TailRow[]
  readonly touched: readonly RecordName[]
  /** History rows of own texts, by id, which waited and have nothing to tell: others had brought the same (MG11). */
  readonly untold: readonly string[]
  /** Books whose `foreignSeq` moved. */
  readonly foreign: ReadonlyMap<Kind, number>
  /** The counted book took an entry that the one with our waiting changes did not: it is to be made again. */
  readonly liveBroken: boolean
}

interface Part {
  readonly order: number
  /** Which update of its entry it is. */
  readonly part: number
  readonly judged: JudgedEntry
  readonly commandId: string
  readonly time: number
  readonly update: Uint8Array
  readonly decoded: Parameters<typeof applyCounted>[2]
  /** The waiting row this part was sent from. */
  readonly row: OutboxRow | undefined
}

/** `rowsOf`: the outbox rows that an own entry was made of. */
export async function applyEntries(
  core: Core,
  entries: readonly JudgedEntry[],
  rowsOf: (uuid: string) => readonly OutboxRow[],
): Promise<AppliedEntries> {
  const byBook = new Map<Kind, Part[]>()
  const tail: TailRow[] = []
  let order = 0
  for (const judged of entries) {
    if (judged.content?.type !== 'update') continue
    const rows = judged.own ? rowsOf(judged.entry!.header.uuid) : []
    const from = order
    for (const { commandId, time, parts } of judged.content.commands) {
      for (const { book, update, decoded } of parts) {
        tail.push({ book, seq: judged.sequenced.seq, part: order, update })
        const part = {
          part: order - from,
          order: order++,
          judged,
          commandId,
          time,
          update,
          decoded,
          row: rows.find((row) => row.commandId === commandId),
        }
        if (!isKind(book)) continue
        push(byBook, book, part)
      }
    }
  }

  const commands: (CountedCommand & { readonly order: number })[] = []
  const foreign = new Map<Kind, number>()
  const untold: string[] = []
  let liveBroken = false
  for (const [kind, parts] of byBook) {
    const book = await core.books.open(kind)
    const changes = await applyToBook(core, book, parts, () => (liveBroken = true))
    parts.forEach((part, i) => commands.push({ ...factsOf(part), order: part.order, kind, changes: changes[i]! }))
    for (const [i, { row, commandId }] of parts.entries())
      if (row) untold.push(...untoldOf(row, kind, changes[i]!).map((key) => waitingId(commandId, key)))
    const last = parts.findLast(({ row }) => row === undefined)
    if (last) {
      book.foreignSeq = last.judged.sequenced.seq
      foreign.set(kind, book.foreignSeq)
    }
  }
  commands.sort((a, b) => a.order - b.order)
  return { commands, tail, touched: touchedBy(commands), untold, foreign, liveBroken }
}

/** What each part changed, in order. */
async function applyToBook(
  core: Core,
  book: Book,
  parts: readonly Part[],
  onLiveBroken: () => void,
): Promise<readonly CountedChanges[]> {
  if (book.counted || meetsWaiting(book, parts)) {
    const counted = await core.books.counted(book)
    const changes: CountedChanges[] = []
    inOneTransaction(counted, parts, (part) => changes.push(applyCounted(counted, part.update, part.decoded)))
    if (counted !== book.live) {
      try {
        applyAll(
          book.live,
          parts.filter(({ row }) => row === undefined).map(({ update }) => update),
          core.clientId,
        )
      } catch (error) {
        if (isOwnTrouble(error)) throw error
        onLiveBroken()
      }
    }
    for (const { row } of parts) if (row) book.pending.delete(row.n)
    book.live.clientID = core.clientId
    if (book.pending.size === 0 && book.counted) {
      // Nothing of ours waits: from here on the live document is the counted one.
      book.counted.destroy()
      book.counted = undefined
    }
    return changes
  }
  const changes: CountedChanges[] = []
  inOneTransaction(book.live, parts, ({ row, update, decoded }) => {
    // Nobody else's change came between writing and confirming: what the author saw is what the log tells.
    if (row) book.pending.delete(row.n)
    changes.push(row ? changesOfRow(row, book.kind) : applyCounted(book.live, update, decoded))
  })
  book.live.clientID = core.clientId
  return changes
}

/** Throws `Unappliable` with the position of the part that could not be applied. */
function inOneTransaction(doc: Y.Doc, parts: readonly Part[], apply: (part: Part) => void): void {
  let broken: Unappliable | undefined
  try {
    doc.transact(() => {
      for (const part of parts) {
        try {
          apply(part)
        } catch (error) {
          if (!isOwnTrouble(error)) broken = new Unappliable(part.judged.sequenced.seq, error)
          throw error
        }
      }
    }, 'log')
  } catch (error) {
    // A document that broke may throw once more while its transaction ends.
    throw broken ?? error
  }
}

/** Whether another device's change comes to the book while ours wait, or came since ours were written. */
function meetsWaiting(book: Book, parts: readonly Part[]): boolean {
  const pending = new Set(book.pending)
  let foreignSeq = book.foreignSeq
  for (const { row, judged } of parts) {
    if (!row) {
      if (pending.size > 0) return true
      foreignSeq = judged.sequenced.seq
    } else {
      if (foreignSeq > row.base) return true
      pending.delete(row.n)
    }
  }
  return false
}

function changesOfRow(row: OutboxRow, kind: Kind): CountedChanges {
  assert(row.payload.type === 'update', 'only updates touch books')
  return changesOf(intentsOf(row).filter(({ book }) => book === kind))
}

/** Texts a row meant to change, and did not where the log has it. */
function untoldOf(row: OutboxRow, kind: Kind, { texts }: CountedChanges): readonly string[] {
  const told = new Set(texts.map(({ name }) => name))
  return intentsOf(row)
    .filter(({ type, book, key }) => type === 'text' && book === kind && !told.has(key))
    .map(({ key }) => key)
}

const factsOf = ({ judged, commandId, time, part }: Part): Omit<CountedCommand, 'kind' | 'changes'> => ({
  commandId,
  time,
  deviceId: judged.entry!.header.deviceId,
  memberId: judged.memberId ?? '',
  seq: judged.sequenced.seq,
  part,
  relayTime: judged.sequenced.relayTime,
})

function touchedBy(commands: readonly CountedCommand[]): readonly RecordName[] {
  const touched = new Map<string, RecordName>()
  for (const { kind, changes } of commands) {
    for (const key of [...changes.keys.map(({ key }) => key), ...changes.texts.map(({ name }) => name)]) {
      const id = recordIdOf(key)
      if (id !== '') touched.set(`${kind}/${id}`, [kind, id])
    }
  }
  return [...touched.values()]
}
