/**
 * What stands behind a word, in the two forms that cost little until a query asks for the word: packed (fields,
 * documents by distance from the one before and how often, as numbers of seven bits a byte), and gathered while many
 * documents come in.
 */

/** Field → document → how often. */
export type Mentions = Map<number, Map<number, number>>

export interface NumberWriter {
  readonly length: number
  write(value: number): void
  bytes(): Uint8Array
}

export function writeNumbers(): NumberWriter {
  let buffer = new Uint8Array(1 << 16)
  let at = 0
  return {
    get length() {
      return at
    },
    write(value) {
      if (at + 6 > buffer.length) {
        const larger = new Uint8Array(buffer.length * 2)
        larger.set(buffer)
        buffer = larger
      }
      let rest = value
      while (rest > 127) {
        buffer[at++] = (rest & 127) | 128
        rest >>>= 7
      }
      buffer[at++] = rest
    },
    bytes: () => buffer.slice(0, at),
  }
}

/** Reads what `SearchIndex.pack` wrote for one word. */
function readMentions(bytes: Uint8Array, start: number): Mentions {
  let at = start
  const read = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  const mentions: Mentions = new Map()
  for (let fields = read(); fields > 0; fields--) {
    const field = read()
    const documents = new Map<number, number>()
    let number = 0
    for (let count = read(); count > 0; count--) {
      number += read()
      documents.set(number, read())
    }
    mentions.set(field, documents)
  }
  return mentions
}

/** A map that is filled when somebody first looks into it. */
abstract class LazyWord extends Map<number, Map<number, number>> {
  protected opened = false

  protected abstract read(): Mentions
  /** What it was read from is no longer needed. */
  protected abstract free(): void

  /** What stands here, without keeping it unpacked. */
  look(): Mentions {
    return this.opened ? this : this.read()
  }

  private open(): void {
    if (this.opened) return
    for (const [field, documents] of this.read()) super.set(field, documents)
    this.opened = true
    this.free()
  }
  override get size(): number {
    this.open()
    return super.size
  }
  override get(field: number): Map<number, number> | undefined {
    this.open()
    return super.get(field)
  }
  override has(field: number): boolean {
    this.open()
    return super.has(field)
  }
  override set(field: number, documents: Map<number, number>): this {
    this.open()
    return super.set(field, documents)
  }
  override delete(field: number): boolean {
    this.open()
    return super.delete(field)
  }
  override clear(): void {
    this.open()
    super.clear()
  }
  override forEach(
    each: (documents: Map<number, number>, field: number, map: Map<number, Map<number, number>>) => void,
  ): void {
    this.open()
    super.forEach(each)
  }
  override keys(): MapIterator<number> {
    this.open()
    return super.keys()
  }
  override values(): MapIterator<Map<number, number>> {
    this.open()
    return super.values()
  }
  override entries(): MapIterator<[number, Map<number, number>]> {
    this.open()
    return super.entries()
  }
  override [Symbol.iterator](): MapIterator<[number, Map<number, number>]> {
    return this.entries()
  }
}

/** A word of a stored index. */
export class PackedWord extends LazyWord {
  private packed: Uint8Array | undefined

  constructor(
    packed: Uint8Array,
    private readonly start: number,
  ) {
    super()
    this.packed = packed
  }
  protected override read(): Mentions {
    return readMentions(this.packed!, this.start)
  }
  protected override free(): void {
    this.packed = undefined
  }
}

/**
 * A word while many documents come in, each after the other: lists in place of maps, which take several times as long
 * to fill.
 */
export class GatheredWord extends LazyWord {
  /** Of each field: document, how often, document, how often. */
  private lists: (number[] | undefined)[] = []

  /** Counts the word once in a field of the document that comes in now; true where it is the first time. */
  count(field: number, document: number): boolean {
    if (this.opened) return this.countOpened(field, document)
    const list = (this.lists[field] ??= [])
    const last = list.length - 2
    if (last >= 0 && list[last] === document) {
      list[last + 1]!++
      return false
    }
    list.push(document, 1)
    return true
  }
  private countOpened(field: number, document: number): boolean {
    let documents = this.get(field)
    if (!documents) this.set(field, (documents = new Map()))
    const n = documents.get(document) ?? 0
    documents.set(document, n + 1)
    return n === 0
  }
  protected override read(): Mentions {
    const mentions: Mentions = new Map()
    this.lists.forEach((list, field) => {
      if (!list) return
      const documents = new Map<number, number>()
      for (let at = 0; at < list.length; at += 2) documents.set(list[at]!, list[at + 1]!)
      mentions.set(field, documents)
    })
    return mentions
  }
  protected override free(): void {
    this.lists = []
  }
}

export const lookAt = (mentions: Mentions): Mentions => (mentions instanceof LazyWord ? mentions.look() : mentions)
