import type * as Y from 'yjs'

type Types = Y.Doc['share']
type Type = Types extends Map<string, infer T> ? T : never

/**
 * The map and the texts of a book by name. Yjs finds the name of a type by going through all of them, once for each
 * item it writes, in the order they were made: forty thousand texts of an import take eight hundred million steps. Here
 * the map comes first, and a search among the texts begins where the last one ended: they are written in the order they
 * were made, so each is found at once. Birth texts (birthTexts.ts) are written in the order of their client ids: who
 * writes a whole document arranges them first. Everything else is a plain map.
 */
export class NamedTypes extends Map<string, Type> {
  readonly #first: string
  #names: string[] = []
  #fresh: string[] = []
  #at = 0

  constructor(first: string) {
    super()
    this.#first = first
  }

  override set(name: string, type: Type): this {
    if (name !== this.#first && !this.has(name)) {
      this.#names.push(name)
      this.#fresh.push(name)
    }
    return super.set(name, type)
  }

  /** Names of texts that came since this was asked last. */
  takeFresh(): readonly string[] {
    return this.#fresh.splice(0)
  }

  /** Searches go in this order from here on; names it leaves out come last. */
  arrange(order: Iterable<string>): void {
    const known = [...order].filter((name) => name !== this.#first && this.has(name))
    this.#names = [...new Set([...known, ...this.#names])]
    this.#at = 0
  }

  override *entries(): MapIterator<[string, Type]> {
    if (this.has(this.#first)) yield [this.#first, this.get(this.#first)!]
    const count = this.#names.length
    const from = this.#at
    for (let step = 0; step < count; step++) {
      this.#at = (from + step) % count
      const name = this.#names[this.#at]!
      yield [name, this.get(name)!]
    }
  }

  override [Symbol.iterator](): MapIterator<[string, Type]> {
    return this.entries()
  }
}
