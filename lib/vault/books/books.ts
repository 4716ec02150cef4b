/**
 * The books of a workspace, opened when first needed. Live book = checkpoint + counted tail + own waiting updates, in
 * that order, then our client id.
 */

import * as Y from 'yjs'
import type { Kind } from '~/lib/records/registry'
import { isKind } from '~/lib/records/registry'
import { applyAll, createBook, newBookDoc, type Book } from './book'
import type { Checkpoints } from './checkpoints'
import type { BookRow, TailRow, Vault } from '../store/tables'

export interface Books {
  open(kind: Kind): Promise<Book>
  /** Opened before; undefined otherwise. */
  peek(kind: Kind): Book | undefined
  /** The document that holds counted entries only: the live one while nothing of ours waits in the book. */
  counted(book: Book): Promise<Y.Doc>
  /**
   * A fresh document of counted entries up to a position, the caller's to destroy; undefined where the checkpoint is
   * beyond it.
   */
  countedAt(kind: Kind, upToSeq: number): Promise<Y.Doc | undefined>
  /** As `open`, without own waiting updates: for a rebase, which makes them again. */
  openCounted(kind: Kind): Promise<Book>
  /** Lets go of all books; the next `open` reads what is durable. */
  reset(): void
  /** Writes checkpoints of books whose tail grew to `atLeast` updates or more. */
  checkpoint(atLeast: number): Promise<void>
}

export interface BooksOptions {
  readonly vault: Vault
  readonly checkpoints: Checkpoints
  readonly clientId: () => number
  /** Whether books are opened with own waiting updates: not while they are made again from the log. */
  readonly withWaiting: () => boolean
  /** Counted updates of a book out of the log, when its checkpoint is lost. */
  readonly fromLog: (kind: Kind, upToSeq: number) => Promise<readonly TailRow[]>
}

export function createBooks({ vault, checkpoints, clientId, withWaiting, fromLog }: BooksOptions): Books {
  const open = new Map<Kind, Promise<Book>>()
  const opened = new Map<Kind, Book>()

  async function countedDoc(
    kind: Kind,
    upTo = Infinity,
  ): Promise<{ readonly doc: Y.Doc; readonly note: BookRow; readonly last: number; readonly tail: number }> {
    const note: BookRow = (await vault.books.get(kind)) ?? {
      book: kind,
      upToSeq: 0,
      stateVector: new Uint8Array(),
      foreignSeq: 0,
    }
    let doc = newBookDoc()
    let from = note.upToSeq
    if (from > 0) {
      await checkpoints.load(kind, doc).catch(() => undefined)
      if (!reaches(doc, note.stateVector)) {
        // y-indexeddb ignores failed writes and may lose its database alone: then the log is read again.
        doc.destroy()
        doc = newBookDoc()
        const lost = await fromLog(kind, note.upToSeq)
        await checkpoints.drop(kind).catch(() => undefined)
        await vault.transaction('rw', vault.books, vault.tail, async () => {
          await vault.tail.bulkPut([...lost])
          await vault.books.put({ ...note, upToSeq: 0, stateVector: new Uint8Array() })
        })
        from = 0
      }
    }
    const tail = await tailOf(kind, from, upTo)
    applyAll(
      doc,
      tail.map((row) => row.update),
    )
    return { doc, note, last: tail.at(-1)?.seq ?? note.upToSeq, tail: tail.length }
  }

  const tailOf = (kind: Kind, after: number, upTo: number): Promise<TailRow[]> =>
    vault.tail
      .where('[book+seq+part]')
      .between([kind, after + 1, 0], [kind, upTo, Infinity])
      .toArray()

  async function load(kind: Kind, withPending: boolean): Promise<Book> {
    const { doc, note } = await countedDoc(kind)
    const waiting = withPending ? await pendingOf(kind) : []
    applyAll(
      doc,
      waiting.flatMap((row) => row.updates),
    )
    const book = createBook(kind, doc, clientId(), note.foreignSeq)
    for (const { n } of waiting) book.pending.add(n)
    opened.set(kind, book)
    return book
  }

  async function pendingOf(
    kind: Kind,
  ): Promise<readonly { readonly n: number; readonly updates: readonly Uint8Array[] }[]> {
    const rows = await vault.outbox.orderBy('n').toArray()
    return rows
      .map(({ n, payload }) => ({
        n,
        updates:
          payload.type === 'update'
            ? payload.parts.filter(({ book }) => book === kind).map(({ update }) => update)
            : [],
      }))
      .filter(({ updates }) => updates.length > 0)
  }

  function remember(kind: Kind, loading: Promise<Book>): Promise<Book> {
    open.set(kind, loading)
    loading.catch(() => {
      if (open.get(kind) === loading) open.delete(kind)
    })
    return loading
  }

  return {
    open: (kind) => open.get(kind) ?? remember(kind, load(kind, withWaiting())),
    peek: (kind) => opened.get(kind),
    async counted(book) {
      if (book.counted) return book.counted
      if (book.pending.size === 0) return book.live
      book.counted = (await countedDoc(book.kind)).doc
      return book.counted
    },
    async countedAt(kind, upToSeq) {
      if (((await vault.books.get(kind))?.upToSeq ?? 0) > upToSeq) return undefined
      return (await countedDoc(kind, upToSeq)).doc
    },
    openCounted: (kind) => remember(kind, load(kind, false)),
    reset() {
      for (const book of opened.values()) {
        book.live.destroy()
        book.counted?.destroy()
      }
      open.clear()
      opened.clear()
    },
    async checkpoint(atLeast) {
      for (const kind of await booksWithTail(vault)) {
        const { doc, note, last, tail } = await countedDoc(kind)
        if (tail >= atLeast) {
          await checkpoints.store(kind, doc)
          await vault.transaction('rw', vault.books, vault.tail, async () => {
            await vault.books.put({ ...note, upToSeq: last, stateVector: Y.encodeStateVector(doc) })
            await vault.tail.where('[book+seq+part]').between([kind, 0, 0], [kind, last, Infinity]).delete()
          })
        }
        doc.destroy()
      }
    },
  }
}

async function booksWithTail(vault: Vault): Promise<readonly Kind[]> {
  const keys = (await vault.tail.toCollection().primaryKeys()) as [string, number, number][]
  return [...new Set(keys.map(([book]) => book))].filter(isKind)
}

/** Whether a document holds at least what the state vector names. */
function reaches(doc: Y.Doc, stateVector: Uint8Array): boolean {
  const here = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const [client, clock] of Y.decodeStateVector(stateVector)) if ((here.get(client) ?? 0) < clock) return false
  return true
}
