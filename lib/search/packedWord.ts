/** What stands behind a word, packed: fields, documents by distance from the one before, and how often, as numbers of seven bits a byte. */

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
export class PackedWord extends Map<number, Map<number, number>> {
  private packed: Uint8Array | undefined
  private readonly start: number

  constructor(packed: Uint8Array, start: number) {
    super()
    this.packed = packed
    this.start = start
  }

  /** What stands here, without keeping it unpacked. */
  look(): Mentions {
    return this.packed ? readMentions(this.packed, this.start) : this
  }

  private open(): void {
    if (!this.packed) return
    const mentions = readMentions(this.packed, this.start)
    this.packed = undefined
    for (const [field, documents] of mentions) super.set(field, documents)
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
    this.packed = undefined
    super.clear()
  }
  override forEach(each: (documents: Map<number, number>, field: number, map: Map<number, Map<number, number>>) => void): void {
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
