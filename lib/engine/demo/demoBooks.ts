/**
 * The books of the demo while its log is made: one document per kind that everybody has seen, and a copy of it for each
 * who works apart. A change is written under the client id of its author's device, so it reads as theirs.
 */

import * as Y from 'yjs'
import type { DemoChange } from '~/lib/content/demo/world'
import { recordKey } from '~/lib/records/recordKey'
import { recordKind, type Kind } from '~/lib/records/registry'
import type { Bytes } from '../../shared/bytes'
import { toBytes } from '../../shared/bytes'
import type { UpdatePart } from '~/lib/protocol/bodies/updatePlaintext'
import { newBookDoc, recordsOf } from '~/lib/vault/books/book'
import { stepsBetween } from '~/lib/vault/books/textMerge'

export interface DemoBooks {
  /**
   * What the changes of one command are as updates. `apart`: written on what was there when the meeting began, unseen
   * by the other side.
   */
  write(changes: readonly DemoChange[], clientId: number, apart: boolean): readonly UpdatePart[]
  /** From here on those who write apart see what stands now. */
  part(): void
}

export function createDemoBooks(): DemoBooks {
  const books = new Map<Kind, Y.Doc>()
  /** State of a book before anybody of the meeting wrote in it, and each one's copy. */
  let before = new Map<Kind, Uint8Array>()
  let copies = new Map<string, Y.Doc>()

  function bookOf(kind: Kind): Y.Doc {
    let doc = books.get(kind)
    if (!doc) books.set(kind, (doc = newBookDoc()))
    return doc
  }

  function copyOf(kind: Kind, clientId: number): Y.Doc {
    if (!before.has(kind)) before.set(kind, Y.encodeStateAsUpdate(bookOf(kind)))
    const name = `${kind}/${clientId}`
    let copy = copies.get(name)
    if (!copy) {
      copy = newBookDoc()
      Y.applyUpdate(copy, before.get(kind)!)
      copies.set(name, copy)
    }
    return copy
  }

  return {
    write(changes, clientId, apart) {
      return [...new Set(changes.map(({ kind }) => kind))].flatMap((kind): readonly UpdatePart[] => {
        const own = changes.filter((change) => change.kind === kind)
        const doc = apart ? copyOf(kind, clientId) : bookOf(kind)
        const update = updateOf(doc, clientId, own)
        if (!update) return []
        if (apart) merge(bookOf(kind), update)
        return [{ class: recordKind(kind).class, book: kind, update }]
      })
    },
    part() {
      before = new Map()
      copies = new Map()
    },
  }
}

/** Yjs takes another client id where updates under the own one come in from outside; nobody writes under this one. */
function merge(doc: Y.Doc, update: Uint8Array): void {
  doc.clientID = 0
  Y.applyUpdate(doc, update)
}

function updateOf(doc: Y.Doc, clientId: number, changes: readonly DemoChange[]): Bytes | undefined {
  let update: Bytes | undefined
  const capture = (bytes: Uint8Array): void => void (update = toBytes(bytes))
  doc.clientID = clientId
  doc.on('update', capture)
  doc.transact(() => {
    for (const { id, entries, texts } of changes) {
      for (const [key, value] of entries) recordsOf(doc).set(`${id}/${key}`, value)
      for (const { field, before, after } of texts)
        doc.getText(recordKey(id, field)).applyDelta([...stepsBetween(before, after)])
    }
  })
  doc.off('update', capture)
  return update
}
