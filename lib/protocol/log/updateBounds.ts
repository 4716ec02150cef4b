/**
 * What a Yjs update may hold to count, read from its bytes before anything is made of them (format v1 of Yjs 13): items
 * that are JSON values in the map of a book or text, each with its key, and deletions that are sorted and apart.
 * Nothing here knows a document; whether the update fits what counted before is the vault's question.
 *
 * The same rule is asked by its author before a change is acknowledged and by every device that reads it, so that
 * nobody can write what others do not count, and no value reaches a view that JSON has no word for.
 */

import type { Failure, Result } from '~/lib/shared/result'
import { fail, ok } from '~/lib/shared/result'
import { limits } from '../wire/protocolLimits'
import { malformed, readAll, readByte, readFixed, readText, readUint, type Decoder } from '../wire/wireReader'

/** The name of the one map of a book. */
export const recordsMap = 'records'

/** What is bounded for a whole entry. */
export interface UpdateSize {
  readonly nodes: number
  readonly ranges: number
}

export const noSize: UpdateSize = { nodes: 0, ranges: 0 }
export const addSize = (a: UpdateSize, b: UpdateSize): UpdateSize => ({
  nodes: a.nodes + b.nodes,
  ranges: a.ranges + b.ranges,
})
export const fitsEntry = ({ nodes, ranges }: UpdateSize): boolean =>
  nodes <= limits.update.nodes && ranges <= limits.update.ranges

export const malformedUpdate = (why: string): Failure =>
  fail('malformedUpdate', `The change can't be read (${why}). It is kept, but not applied.`).error

/** The words in brackets of such a failure: what exactly is wrong. */
export const reasonIn = ({ message }: Failure): string => /\((.*?)\)/.exec(message)?.[1] ?? ''

/**
 * What the updates of one entry hold in all. Fails with `malformedUpdate` where one of them, or all together, is out of
 * bounds.
 */
export function measureEntry(updates: Iterable<Uint8Array>): Result<UpdateSize> {
  let size = noSize
  for (const update of updates) {
    const measured = measureUpdate(update)
    if (!measured.ok) return measured
    size = addSize(size, measured.value)
    if (!fitsEntry(size)) return { ok: false, error: malformedUpdate('it holds more than one entry may') }
  }
  return ok(size)
}

/** What one update holds. Fails with `malformedUpdate`; it is then never given to Yjs. */
export function measureUpdate(update: Uint8Array): Result<UpdateSize> {
  const read = readAll(update, 'a change', (decoder) => {
    const nodes = readStructs(decoder)
    return { nodes, ranges: readDeletions(decoder) }
  })
  if (read.ok) return read
  return { ok: false, error: malformedUpdate(reasonIn(read.error)) }
}

function readStructs(decoder: Decoder): number {
  const clients = new Set<number>()
  let nodes = 0
  for (let left = readCount(decoder); left > 0; left--) {
    const count = readCount(decoder)
    const client = readUint(decoder)
    if (count === 0 || clients.has(client)) malformed('it names a client id twice')
    clients.add(client)
    let clock = readUint(decoder)
    for (let struct = 0; struct < count; struct++) {
      const item = readItem(decoder, client, clock)
      nodes += item.nodes
      clock += item.length
      if (clock >= limits.update.clocks) malformed('its clocks run too far')
    }
  }
  return nodes
}

const textContent = 4
const valueContent = 8

function readItem(
  decoder: Decoder,
  client: number,
  clock: number,
): { readonly length: number; readonly nodes: number } {
  const info = readByte(decoder)
  const content = info & 0x1f
  if (content !== textContent && content !== valueContent) malformed('it holds something else than values and text')
  let placed = false
  for (const bit of [0x80, 0x40]) {
    if ((info & bit) === 0) continue
    placed = true
    // What an item stands beside was there before it.
    if (readUint(decoder) === client ? readUint(decoder) >= clock : readUint(decoder) >= limits.update.clocks)
      malformed('it stands beside what comes later')
  }
  if (!placed) readPlace(decoder, info, content)
  if (content === textContent) {
    const text = readText(decoder)
    if (text === '') malformed('it holds an empty text')
    return { length: text.length, nodes: 1 }
  }
  const length = readCount(decoder)
  if (length === 0) malformed('it holds no value')
  let nodes = 0
  for (let value = 0; value < length; value++) nodes += readValue(decoder, 0)
  return { length, nodes }
}

/** The first item of its kind says where it stands: in the map under a key, or in a text by its name. */
function readPlace(decoder: Decoder, info: number, content: number): void {
  if (readUint(decoder) !== 1) malformed('it stands inside another item')
  const parent = readText(decoder)
  const key = (info & 0x20) === 0 ? undefined : readText(decoder)
  if (
    key === undefined
      ? content !== textContent || !isKey(parent)
      : parent !== recordsMap || content !== valueContent || !isKey(key)
  ) {
    malformed('it stands where nothing may')
  }
}

/** Field names as the registry has them; one underscore in front of what is kept beside fields. */
const keyForm = /^[^/]+\/_?[A-Za-z][A-Za-z0-9]*(\/[^]+)?$/

/** Whether a key, or the name of a text, is `recordId/field[/element]` in its length. */
export const isKey = (key: string): boolean => key.length <= limits.update.keyChars && keyForm.test(key)

/** One JSON value as lib0 writes it; how many it is, all within it counted. */
function readValue(decoder: Decoder, depth: number): number {
  if (depth > limits.update.nesting) malformed('it nests too deep')
  switch (readByte(decoder)) {
    case 126:
    case 121:
    case 120:
      return 1
    case 125:
      readInteger(decoder)
      return 1
    case 124:
      return readFloat(decoder, 4)
    case 123:
      return readFloat(decoder, 8)
    case 119:
      readText(decoder)
      return 1
    case 118: {
      let nodes = 1
      for (let left = readCount(decoder); left > 0; left--) {
        // Written into an object it would change what kind of object that is.
        if (readText(decoder) === '__proto__') malformed('it holds a value that is not JSON')
        nodes += readValue(decoder, depth + 1)
      }
      return nodes
    }
    case 117: {
      let nodes = 1
      for (let left = readCount(decoder); left > 0; left--) nodes += readValue(decoder, depth + 1)
      return nodes
    }
    default:
      return malformed('it holds a value that is not JSON')
  }
}

function readFloat(decoder: Decoder, length: 4 | 8): number {
  const bytes = readFixed(decoder, length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  if (!Number.isFinite(length === 4 ? view.getFloat32(0) : view.getFloat64(0)))
    malformed('it holds a number that is none')
  return 1
}

/** lib0 writes whole numbers of up to 31 bits so: six in the first byte, seven in each of the others. */
function readInteger(decoder: Decoder): void {
  for (let length = 1; length <= 5; length++) {
    if (readByte(decoder) < 0x80) return
  }
  malformed('number out of range')
}

function readDeletions(decoder: Decoder): number {
  const clients = new Set<number>()
  let ranges = 0
  for (let left = readCount(decoder); left > 0; left--) {
    const client = readUint(decoder)
    const count = readCount(decoder)
    if (count === 0 || clients.has(client)) malformed('its deletions are in no order')
    clients.add(client)
    ranges += count
    let end = 0
    for (let range = 0; range < count; range++) {
      const clock = readUint(decoder)
      const length = readUint(decoder)
      if (length === 0 || clock < end) malformed('its deletions are in no order')
      end = clock + length
      if (end > limits.update.clocks) malformed('its deletions run too far')
    }
  }
  return ranges
}

/** Each of what is counted takes at least one byte: a count beyond the bytes left is refused before any work. */
function readCount(decoder: Decoder): number {
  const count = readUint(decoder)
  if (count > decoder.arr.length - decoder.pos) malformed('it is longer than its bytes')
  return count
}
