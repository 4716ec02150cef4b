/**
 * A command as the entries it will be in: one for each class of records, and of a large one (an import) several, because an
 * entry has at most 1 MiB. Records stay whole. All shares become durable in one transaction.
 */

import { recordIdOf } from '../isms/recordKey'
import { recordKind } from '../isms/registry'
import { limits } from '../protocol/limits'
import type { Intent } from './tables'

/** Of the Yjs update, by estimate from above; what an entry holds beside it comes on top. */
const shareBytes = Math.floor(limits.entryBytes * 0.7)

export interface Share {
  readonly class: string
  readonly intents: readonly Intent[]
  /** From 1, where the class has several. */
  readonly share?: number
}

export function sharesOf(intents: readonly Intent[]): readonly Share[] {
  const byClass = new Map<string, Intent[]>()
  for (const intent of intents) {
    const entryClass = recordKind(intent.book).class
    const list = byClass.get(entryClass)
    if (list) list.push(intent)
    else byClass.set(entryClass, [intent])
  }
  return [...byClass].flatMap(([entryClass, own]) => {
    const pieces = split(own)
    return pieces.map((piece, index) => ({ class: entryClass, intents: piece, ...(pieces.length > 1 && { share: index + 1 }) }))
  })
}

function split(intents: readonly Intent[]): readonly (readonly Intent[])[] {
  const pieces: Intent[][] = [[]]
  let bytes = 0
  for (const record of byRecord(intents)) {
    const size = record.reduce((sum, intent) => sum + sizeOf(intent), 0)
    if (bytes > 0 && bytes + size > shareBytes) {
      pieces.push([])
      bytes = 0
    }
    for (const intent of record) pieces.at(-1)!.push(intent)
    bytes += size
  }
  return pieces
}

/** Intents of one record in a row, as commands make them. */
function* byRecord(intents: readonly Intent[]): Iterable<readonly Intent[]> {
  let own: Intent[] = []
  for (const intent of intents) {
    if (own[0] && recordIdOf(own[0].key) !== recordIdOf(intent.key)) {
      yield own
      own = []
    }
    own.push(intent)
  }
  if (own.length > 0) yield own
}

/** A map item holds its key, the name of the map and the value. */
const sizeOf = (intent: Intent): number => bytesOf(intent.key) + 24 + (intent.type === 'set'
  ? typeof intent.after === 'string' ? bytesOf(intent.after) : typeof intent.after === 'object' && intent.after !== null ? bytesOf(JSON.stringify(intent.after)) : 8
  : intent.delta.reduce((sum, step) => sum + ('insert' in step ? bytesOf(step.insert) : 8), 0))

const bytesOf = (text: string): number => (/^[\u0000-\u007f]*$/.test(text) ? text.length : text.length * 3)
