/**
 * MiniSearch with three things it does not have: many documents added at once (their words are gathered in lists, not
 * in maps of maps); a packed form that is ready to search as soon as its words are known (what stands behind a word is
 * unpacked when a query first asks for it, so a start from the stored index costs the words, not the mentions); and
 * lengths of fields averaged over the documents there are, so that ranks do not depend on the order things came in. All
 * of it works on the state MiniSearch itself keeps (its protected members), and tests compare it with MiniSearch.
 */

import MiniSearch from 'minisearch'
import { indexWords } from '../records/text/findWords'
import { searchFields, type SearchDocument } from './searchDocuments'
import { GatheredWord, lookAt, PackedWord, writeNumbers, type Mentions } from './packedWord'

/** Options of the index; the bench gives the same to bare MiniSearch. */
export const indexOptions = {
  fields: [...searchFields],
  storeFields: [],
  tokenize: indexWords,
  processTerm: (word: string): string => word,
}

/** The stored form. `words` and `starts` tell where in `mentions` what stands behind each word begins. */
export interface PackedIndex {
  readonly words: string
  readonly starts: Uint32Array
  readonly mentions: Uint8Array
  readonly ids: string
  readonly numbers: Uint32Array
  /** Words a field holds, document by document; 0 where the field is empty. */
  readonly lengths: Uint32Array
  readonly next: number
}

const perPause = 400

export class SearchIndex extends MiniSearch<SearchDocument> {
  constructor() {
    super(indexOptions)
  }

  /** Places of words in the tree while many documents come in. */
  private places: Map<string, GatheredWord> | undefined

  /** From here to `endMany`, documents are added faster and none may be taken out. For an index that is empty. */
  beginMany(): void {
    if (this._nextId > 0) throw new Error('documents come in together into an empty index only')
    this.places = new Map()
  }
  endMany(): void {
    this.places = undefined
  }

  /** Of each field: words in all documents, and documents that have it. */
  private readonly totals = searchFields.map(() => ({ words: 0, documents: 0 }))

  private weigh(lengths: readonly number[] | undefined, by: 1 | -1): void {
    lengths?.forEach((length, field) => {
      if (length === 0) return
      const total = this.totals[field]!
      total.words += by * length
      total.documents += by
    })
    this.totals.forEach(
      ({ words, documents }, field) => (this._avgFieldLength[field] = documents > 0 ? words / documents : 0),
    )
  }

  override discard(id: string): void {
    const lengths = this._fieldLength.get(this._idToShortId.get(id)!)
    super.discard(id)
    this.weigh(lengths, -1)
  }

  override add(document: SearchDocument): void {
    if (!this.places) {
      super.add(document)
      return this.weigh(this._fieldLength.get(this._nextId - 1), 1)
    }
    if (this._idToShortId.has(document.id)) throw new Error(`${document.id} is in the index already`)
    const number = this._nextId++
    this._idToShortId.set(document.id, number)
    this._documentIds.set(number, document.id)
    this._documentCount++
    const lengths: number[] = []
    for (let field = 0; field < searchFields.length; field++) {
      const text = document[searchFields[field]!]
      if (text === undefined) continue
      let different = 0
      for (const word of indexWords(text)) if (this.placeOf(word).count(field, number)) different++
      lengths[field] = different
    }
    this._fieldLength.set(number, lengths)
    this.weigh(lengths, 1)
  }

  private placeOf(word: string): GatheredWord {
    const known = this.places!.get(word)
    if (known) return known
    const place = new GatheredWord()
    this._index.set(word, place as Mentions)
    this.places!.set(word, place)
    return place
  }

  holds(word: string): boolean {
    return this._index.has(word)
  }
  /** Every word of the index, for the ends of compounds. */
  words(): IterableIterator<string> {
    return this._index.keys() as IterableIterator<string>
  }

  /** The stored form, without what was discarded. `pause` is awaited between parts; nothing may be added meanwhile. */
  async pack(pause: () => Promise<void>): Promise<PackedIndex> {
    const words: string[] = []
    const starts: number[] = []
    const out = writeNumbers()
    for (const [word, mentions] of this._index as Iterable<[string, Mentions]>) {
      const start = out.length
      const fields = [...lookAt(mentions)]
        .map(
          ([field, documents]) =>
            [field, [...documents].filter(([number]) => this._documentIds.has(number)).sort(byNumber)] as const,
        )
        .filter(([, documents]) => documents.length > 0)
      if (fields.length === 0) continue
      words.push(word)
      starts.push(start)
      out.write(fields.length)
      for (const [field, documents] of fields) {
        out.write(field)
        out.write(documents.length)
        let before = 0
        for (const [number, n] of documents) {
          out.write(number - before)
          out.write(n)
          before = number
        }
      }
      if (words.length % perPause === 0) await pause()
    }
    const numbers = [...this._documentIds.keys()]
    const lengths = new Uint32Array(numbers.length * searchFields.length)
    numbers.forEach((number, at) =>
      this._fieldLength.get(number)?.forEach((length, field) => (lengths[at * searchFields.length + field] = length)),
    )
    return {
      words: words.join('\n'),
      starts: Uint32Array.from(starts),
      mentions: out.bytes(),
      ids: numbers.map((number) => this._documentIds.get(number) as string).join(betweenIds),
      numbers: Uint32Array.from(numbers),
      lengths,
      next: this._nextId,
    }
  }

  static unpack(packed: PackedIndex): SearchIndex {
    const index = new SearchIndex()
    const ids = packed.ids === '' ? [] : packed.ids.split(betweenIds)
    const width = searchFields.length
    for (let at = 0; at < ids.length; at++) {
      const number = packed.numbers[at]!
      index._documentIds.set(number, ids[at])
      index._idToShortId.set(ids[at], number)
      const lengths: number[] = []
      for (let field = 0; field < width; field++) {
        const length = packed.lengths[at * width + field]!
        if (length > 0) lengths[field] = length
      }
      index._fieldLength.set(number, lengths)
      index.weigh(lengths, 1)
    }
    index._documentCount = ids.length
    index._nextId = packed.next
    const words = packed.words === '' ? [] : packed.words.split('\n')
    for (let at = 0; at < words.length; at++)
      index._index.set(words[at]!, new PackedWord(packed.mentions, packed.starts[at]!) as Mentions)
    return index
  }
}

/** The one character that no id has: keys end an id with it. */
const betweenIds = '/'

const byNumber = ([a]: readonly [number, number], [b]: readonly [number, number]): number => a - b
