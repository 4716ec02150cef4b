/**
 * A command as the entries it will be in: one for each class of records, and of a large one (an import) several,
 * because an entry has at most 1 MiB. Records stay whole. All shares become durable in one transaction.
 */

import { push } from '~/lib/shared/groups'
import { recordIdOf } from '~/lib/records/recordKey'
import { recordKind } from '~/lib/records/registry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { JsonObject, JsonValue } from '~/lib/shared/json'
import type { Intent } from '../store/tables'

/** Of the Yjs update, by estimate from above; what an entry holds beside it comes on top. */
const shareBytes = Math.floor(limits.entryBytes * 0.7)

interface Size {
  readonly bytes: number
  readonly nodes: number
  readonly ranges: number
}

export interface Share {
  readonly class: string
  readonly intents: readonly Intent[]
  /** From 1, where the class has several. */
  readonly share?: number
}

/** `pieces`: how many times smaller than an entry may be, where the estimate had been too low. */
export function sharesOf(intents: readonly Intent[], pieces = 1): readonly Share[] {
  const most: Size = {
    bytes: shareBytes / pieces,
    nodes: limits.update.nodes / pieces,
    ranges: limits.update.ranges / pieces,
  }
  const byClass = new Map<string, Intent[]>()
  for (const intent of intents) {
    const entryClass = recordKind(intent.book).class
    push(byClass, entryClass, intent)
  }
  return [...byClass].flatMap(([entryClass, own]) => {
    const parts = split(own, most)
    return parts.map((piece, index) => ({
      class: entryClass,
      intents: piece,
      ...(parts.length > 1 && { share: index + 1 }),
    }))
  })
}

function split(intents: readonly Intent[], most: Size): readonly (readonly Intent[])[] {
  const pieces: Intent[][] = [[]]
  let size: Size = { bytes: 0, nodes: 0, ranges: 0 }
  for (const record of byRecord(intents)) {
    const own = record.map(sizeOf).reduce(sum)
    const both = sum(size, own)
    const full = both.bytes > most.bytes || both.nodes > most.nodes || both.ranges > most.ranges
    const cut = full && size.bytes > 0
    if (cut) pieces.push([])
    for (const intent of record) pieces.at(-1)!.push(intent)
    size = cut ? own : both
  }
  return pieces
}

const sum = (a: Size, b: Size): Size => ({
  bytes: a.bytes + b.bytes,
  nodes: a.nodes + b.nodes,
  ranges: a.ranges + b.ranges,
})

/** Intents of one record in a row, as commands make them; there is one at least. */
function* byRecord(intents: readonly Intent[]): Iterable<readonly Intent[]> {
  let own: Intent[] = []
  for (const intent of intents) {
    if (own[0] && recordIdOf(own[0].key) !== recordIdOf(intent.key)) {
      yield own
      own = []
    }
    own.push(intent)
  }
  yield own
}

/** A map item holds its key, the name of the map and the value, and deletes the one before it. */
function sizeOf(intent: Intent): Size {
  const bytes = bytesOf(intent.key) + 24
  if (intent.type === 'set') {
    const { after } = intent
    const held =
      typeof after === 'string'
        ? bytesOf(after)
        : typeof after === 'object' && after !== null
          ? bytesOf(JSON.stringify(after))
          : 8
    return { bytes: bytes + held, nodes: nodesOf(after), ranges: intent.before === null ? 0 : 1 }
  }
  return intent.delta
    .map((step): Size =>
      'insert' in step ? { bytes: bytesOf(step.insert), nodes: 1, ranges: 0 } : { bytes: 8, nodes: 0, ranges: 1 },
    )
    .reduce(sum, { bytes, nodes: 0, ranges: 0 })
}

const nodesOf = (value: JsonValue): number =>
  typeof value !== 'object' || value === null
    ? 1
    : Object.values(value as JsonObject).reduce<number>((nodes, member) => nodes + nodesOf(member), 1)

const bytesOf = (text: string): number => (/^[\u0000-\u007f]*$/.test(text) ? text.length : text.length * 3)
