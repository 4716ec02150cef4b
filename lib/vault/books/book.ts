/**
 * One book: the Y.Doc of one record kind. A flat map `recordId/field[/element]` → value, and one text per long field.
 * Values are never deleted from the map: unset is `null`, a removed element `false`.
 *
 * Deleted contents are kept (`gc: false`): what a value was before is part of the history, and must not depend on what
 * a device happened to collect.
 */

import * as Y from 'yjs'
import { recordsMap } from '~/lib/protocol/log/updateBounds'
import type { JsonValue } from '~/lib/shared/json'
import { assert } from '~/lib/shared/assert'
import { recordIdOf } from '~/lib/records/recordKey'
import type { Kind } from '~/lib/records/registry'
import { NamedTypes } from './namedTypes'

export const mapName = recordsMap

export type RecordsMap = Y.Map<JsonValue>

export function newBookDoc(): Y.Doc {
  const doc = new Y.Doc({ gc: false })
  doc.share = new NamedTypes(mapName)
  return doc
}
export const recordsOf = (doc: Y.Doc): RecordsMap => doc.getMap<JsonValue>(mapName)

/**
 * Before a document is written as a whole: the names of texts in the order Yjs asks for them, highest client id first.
 */
export function arrangeTexts(doc: Y.Doc): void {
  if (!(doc.share instanceof NamedTypes)) return
  const names = new Map<unknown, string>([...doc.share.entries()].map(([name, type]) => [type, name]))
  const order: string[] = []
  for (const [, structs] of [...doc.store.clients].sort(([a], [b]) => b - a)) {
    for (const item of structs) {
      const name =
        item instanceof Y.Item && item.origin === null && item.rightOrigin === null && item.parentSub === null
          ? names.get(item.parent)
          : undefined
      if (name !== undefined) order.push(name)
    }
  }
  doc.share.arrange(order)
}

export interface Book {
  readonly kind: Kind
  /** Counted entries and own waiting commands. */
  readonly live: Y.Doc
  /** Counted entries only; built when another device's change meets own waiting ones, then kept in step. */
  counted: Y.Doc | undefined
  /** Keys of the map and names of texts, by record. Keys are never deleted, so it only grows. */
  readonly records: ReadonlyMap<string, RecordParts>
  /** Own commands that wait, by outbox number. */
  readonly pending: Set<number>
  /** Last position at which another device's counted update touched the book. */
  foreignSeq: number
}

export interface RecordParts {
  readonly keys: Set<string>
  readonly texts: Set<string>
}

export function createBook(kind: Kind, live: Y.Doc, clientId: number, foreignSeq: number): Book {
  live.clientID = clientId
  const records = new Map<string, RecordParts>()
  const note = (key: string, of: 'keys' | 'texts'): void => {
    const id = recordIdOf(key)
    if (id === '') return
    let parts = records.get(id)
    if (!parts) records.set(id, (parts = { keys: new Set(), texts: new Set() }))
    parts[of].add(key)
  }
  const map = recordsOf(live)
  for (const key of (map as unknown as { readonly _map: ReadonlyMap<string, unknown> })._map.keys()) note(key, 'keys')
  map.observe((event) => event.keysChanged.forEach((key) => note(key, 'keys')))
  // Root types are never removed, and Yjs replaces their object at first use: names tell, objects do not.
  const names = live.share
  assert(names instanceof NamedTypes, 'the document of a book is made by newBookDoc')
  const noteTexts = (): void => {
    for (const name of names.takeFresh()) note(name, 'texts')
  }
  noteTexts()
  live.on('afterTransaction', noteTexts)
  return { kind, live, counted: undefined, records, pending: new Set(), foreignSeq }
}

/** The value in use of a key; `null` when unset. */
export const valueOf = (doc: Y.Doc, key: string): JsonValue => recordsOf(doc).get(key) ?? null

/** The text of a long field; empty where nobody wrote one. Does not create it. */
export const textOf = (doc: Y.Doc, name: string): string => (doc.share.has(name) ? doc.getText(name).toJSON() : '')

/**
 * Runs a local change and returns its update; undefined when it changed nothing. Yjs silently takes another client id
 * when own structs come in from outside, and updates under an id that is not ours would never count.
 */
export function changeLocally(book: Book, clientId: number, work: (doc: Y.Doc) => void): Uint8Array | undefined {
  assert(book.live.clientID === clientId, `the book ${book.kind} has another client id than this device`)
  let update: Uint8Array | undefined
  const capture = (bytes: Uint8Array): void => {
    update = bytes
  }
  book.live.on('update', capture)
  try {
    book.live.transact(() => work(book.live), 'command')
  } finally {
    book.live.off('update', capture)
  }
  assert(book.live.clientID === clientId, 'a local change replaced the client id')
  return update
}

/** Applies updates from outside in one transaction and sets our client id again. */
export function applyAll(doc: Y.Doc, updates: Iterable<Uint8Array>, clientId?: number): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, 'log')
  }, 'log')
  if (clientId !== undefined) doc.clientID = clientId
}
