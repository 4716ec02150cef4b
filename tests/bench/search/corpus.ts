/**
 * A workspace to search: 10,000 records of many kinds and 2,000 pieces of evidence with the text of a page each. Always
 * the same.
 */

import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import type { AnyRecord, Kind } from '~/lib/records/registry'

export const recordCount = 10_000
export const pageCount = 2_000

/** mulberry32. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const syllables = [
  'ac',
  'cess',
  'se',
  'cu',
  'ri',
  'ty',
  'in',
  'for',
  'ma',
  'tion',
  'con',
  'trol',
  'po',
  'li',
  'cy',
  'sk',
  'eva',
  'lu',
  'a',
  'te',
  'ba',
  'ck',
  'up',
  'log',
  'mon',
  'i',
  'tor',
  'ven',
  'dor',
  'sup',
  'ply',
  'en',
  'cryp',
  'key',
  'net',
  'work',
  'user',
  'ad',
  'min',
  're',
  'view',
  'au',
  'dit',
  'zu',
  'griff',
  'be',
  'hand',
  'lung',
]

export class Corpus {
  private readonly draw = random(7)
  private readonly vocabulary: readonly string[]

  constructor() {
    this.vocabulary = Array.from({ length: 9_000 }, () =>
      Array.from({ length: 2 + this.below(3) }, () => syllables[this.below(syllables.length)]).join(''),
    )
  }
  below(n: number): number {
    return Math.floor(this.draw() * n)
  }
  /** Few words are common and most are rare, as in any text. */
  word(): string {
    return this.vocabulary[Math.floor(this.vocabulary.length * this.draw() ** 2.5)]!
  }
  text(words: number): string {
    return Array.from({ length: words }, (_, at) =>
      at % 23 === 22 ? `A.8.${1 + this.below(34)}` : at % 17 === 16 ? `R-${this.below(3000)}` : this.word(),
    ).join(' ')
  }

  records(): AnyRecord[] {
    const kinds: readonly (readonly [Kind, number, string])[] = [
      ['risk', 3000, 'cause'],
      ['control', 1500, 'description'],
      ['asset', 1500, 'name'],
      ['task', 1500, 'description'],
      ['finding', 900, 'objectiveEvidence'],
      ['nonconformity', 600, 'rootCause'],
      ['supplier', 400, 'service'],
      ['comment', 500, 'body'],
    ]
    const rows = kinds.flatMap(([kind, n, field]) =>
      Array.from({ length: n }, (_, at) => this.record(kind, at, field, 50)),
    )
    const policies = Array.from({ length: recordCount - rows.length }, (_, at) =>
      this.record('policy', at, 'body', 600),
    )
    return [...rows, ...policies]
  }
  private record(kind: Kind, at: number, field: string, words: number): AnyRecord {
    const entries: FlatEntry[] = [
      ['createdAt', '2026-01-01T08:00:00.000Z'],
      ['createdBy', 'pe_author'],
      ['ref', `${prefixes[kind]}-${at + 1}`],
      ['title', this.text(8)],
      ['target', 'r_1'],
      [`tags/${this.word()}`, true],
      [`reqs/iso27001-2022:A.5.${1 + this.below(37)}`, true],
    ]
    return assembleRecord(
      kind,
      `${prefixes[kind]!.toLowerCase()}_${at.toString(36).padStart(6, '0')}abcdefghijklmnop`,
      entries,
      [[field, this.text(words)]],
    ) as unknown as AnyRecord
  }

  page(at: number): { readonly row: AnyRecord; readonly sha256: string; readonly text: string } {
    const sha256 = at.toString(16).padStart(64, '0')
    const entries: FlatEntry[] = [
      ['createdAt', '2026-01-01T08:00:00.000Z'],
      ['createdBy', 'pe_author'],
      ['ref', `EV-${at + 1}`],
      ['title', this.text(8)],
      ['source', 'capture'],
      ['pageText', { sha256, id: sha256.slice(0, 32), size: 1, mime: 'text/plain' }],
    ]
    return {
      row: assembleRecord('evidence', `ev_${at.toString(36).padStart(6, '0')}abcdefghijklmnop`, entries, [
        ['note', this.text(12)],
      ]) as unknown as AnyRecord,
      sha256,
      text: this.text(300),
    }
  }

  /**
   * What somebody types: one to three words that stand together somewhere, the last begun only; a slip here, a ref
   * there.
   */
  queries(rows: readonly AnyRecord[], n: number): readonly string[] {
    return Array.from({ length: n }, (_, at) => {
      if (at % 10 === 9) return `R-${1 + this.below(3000)}`
      const title = String(
        (rows[this.below(rows.length)] as unknown as { readonly title?: string }).title ?? this.text(3),
      ).split(' ')
      const words = title.slice(0, 1 + this.below(3))
      const last = words.length - 1
      words[last] = words[last]!.slice(0, Math.max(2, words[last]!.length - this.below(4)))
      if (at % 8 === 7 && words[0]!.length > 4) words[0] = words[0]!.slice(0, 2) + words[0]!.slice(3)
      return words.join(' ')
    })
  }
}

const prefixes: Partial<Record<Kind, string>> = {
  risk: 'R',
  control: 'C',
  asset: 'AS',
  task: 'TK',
  finding: 'FN',
  nonconformity: 'NC',
  supplier: 'SU',
  comment: 'CO',
  policy: 'PO',
}
