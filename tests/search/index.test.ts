import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { describe, expect, it } from 'vitest'
import { searchFields, type SearchDocument } from '~/lib/search/searchDocuments'
import { closeOptions, exactOptions } from '~/lib/search/rank'
import { indexOptions, SearchIndex } from '~/lib/search/searchIndex'

const words = [
  'access',
  'acceptance',
  'backup',
  'restore',
  'risk',
  'Risikobehandlung',
  'R-12',
  'A.8.13',
  'constructor',
  'état',
  'policy',
  'policies',
]
const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
    ),
    { maxLength: 12 },
  )
  .map((some) => some.join(' '))
const fields = fc.record(Object.fromEntries(searchFields.map((name) => [name, fc.option(text, { nil: undefined })])))
const documents = fc.array(fields, { maxLength: 25 }).map((all) =>
  all.map((one, at): SearchDocument => ({
    id: `ri_${at}`,
    ...Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== '')),
  })),
)
const queries = ['acc', 'risk polic', 'r-12', 'backpu', 'a.8', 'constructor', 'etat restore']
const pause = (): Promise<void> => Promise.resolve()

function filled(all: readonly SearchDocument[]): SearchIndex {
  const index = new SearchIndex()
  index.beginMany()
  index.addAll(all)
  index.endMany()
  return index
}
/** Results with scores, in an order that does not depend on the order of equal scores. */
const found = (index: MiniSearch<SearchDocument>, options = exactOptions) =>
  queries.map((query) =>
    index
      .search(query, options)
      .map(({ id, score, match }) => [id as string, Number(score.toFixed(9)), match] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  )
const ids = (index: MiniSearch<SearchDocument>, options = exactOptions) =>
  found(index, options).map((some) => some.map(([id]) => id).sort())

describe('the index', () => {
  it('finds what bare MiniSearch finds, by the same words in the same fields', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const bare = new MiniSearch<SearchDocument>(indexOptions)
        bare.addAll(all)
        const own = filled(all)
        for (const options of [exactOptions, closeOptions]) {
          expect(ids(own, options)).toEqual(ids(bare, options))
          expect(
            found(own, options)
              .flat()
              .map(([id, , match]) => [id, match] as const)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ).toEqual(
            found(bare, options)
              .flat()
              .map(([id, , match]) => [id, match] as const)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is the same whether documents come in together or one by one', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const single = new SearchIndex()
        for (const one of all) single.add(one)
        expect(found(filled(all))).toEqual(found(single))
      }),
      { numRuns: 60 },
    )
  })

  it('comes back from its stored form as it was, also after more changes', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.array(fc.nat(24), { maxLength: 10 }), async (all, taken) => {
        const index = filled(all)
        const back = SearchIndex.unpack(structuredClone(await index.pack(pause)))
        expect(found(back)).toEqual(found(index))
        expect([...back.words()].sort()).toEqual([...index.words()].sort())
        const changed = new Set(taken.map((at) => all[at]?.id).filter((id) => id !== undefined))
        for (const one of [index, back]) {
          for (const id of changed) {
            one.discard(id)
            one.add({ id, title: 'restore of the ledger', text: 'R-12' })
          }
        }
        const twice = SearchIndex.unpack(structuredClone(await back.pack(pause)))
        // What was replaced is swept out by packing; the others still count it until they are swept.
        await Promise.all([index.vacuum(), back.vacuum()])
        expect(found(back)).toEqual(found(index))
        expect(found(twice)).toEqual(found(index))
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('packs what was not asked for without unpacking it', async () => {
    const all = Array.from({ length: 40 }, (_, at): SearchDocument => ({
      id: `ri_${at}`,
      title: `${words[at % words.length]!} ${at}`,
      text: words.join(' '),
    }))
    const once = await filled(all).pack(pause)
    const again = await SearchIndex.unpack(once).pack(pause)
    expect(again.words.split('\n').sort()).toEqual(once.words.split('\n').sort())
    expect([again.mentions.length, again.ids, again.next]).toEqual([once.mentions.length, once.ids, once.next])
  })

  it('refuses the same document twice', () => {
    const index = new SearchIndex()
    index.beginMany()
    index.add({ id: 'ri_1', title: 'One' })
    expect(() => index.add({ id: 'ri_1', title: 'One' })).toThrow('ri_1')
  })
})
