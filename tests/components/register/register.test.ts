import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  filterRows,
  readRegisterState,
  sortRows,
  windowOf,
  writeRegisterState,
  type Facet,
} from '~/components/register/registerState'
import { findInPalette, type PaletteEntry } from '~/components/shell/palette/findInPalette'

interface Row {
  readonly id: string
  readonly ref: string
  readonly owner?: string
  readonly level?: number
}
const row = (ref: string, rest: Partial<Row> = {}): Row => ({ id: `id_${ref}`, ref, ...rest })
const owner: Facet<Row> = { name: 'owner', label: 'Owner', valuesOf: (one) => [one.owner ?? '-'], options: [] }

describe('register state in the address', () => {
  it('reads back what it wrote, whatever values hold', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.trim() === text),
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
          { maxKeys: 3 },
        ),
        fc.option(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), descending: fc.boolean() }), { nil: undefined }),
        (search, filters, sort) => {
          const state = { search, filters, sort }
          expect(readRegisterState(writeRegisterState(state))).toEqual({ ...state, filters: { ...filters } })
        },
      ),
    )
  })

  it('leaves out what it cannot read', () => {
    expect(readRegisterState({ f: ':x;owner:;;level', sort: '' })).toEqual({ search: '', filters: {}, sort: undefined })
  })
})

describe('rows', () => {
  const rows = [
    row('R-12', { owner: 'a', level: 2 }),
    row('R-2', { owner: 'b', level: 2 }),
    row('R-3', { level: 4 }),
    row('R-1', { owner: 'a' }),
  ]

  it('filters by any value of a facet and by every word', () => {
    const state = { search: '', filters: { owner: ['a', '-'] }, sort: undefined }
    expect(filterRows(rows, state, [owner], (one) => one.ref).map((one) => one.ref)).toEqual(['R-12', 'R-3', 'R-1'])
    expect(filterRows(rows, { ...state, search: 'r- 12' }, [owner], (one) => one.ref).map((one) => one.ref)).toEqual([
      'R-12',
    ])
  })

  it('sorts refs as numbers, puts rows without a value last in both directions, and breaks ties by ref', () => {
    const level = { name: 'level', sortValue: (one: Row) => one.level }
    expect(sortRows(rows, { name: 'ref', sortValue: (one) => one.ref }, false).map((one) => one.ref)).toEqual([
      'R-1',
      'R-2',
      'R-3',
      'R-12',
    ])
    expect(sortRows(rows, level, true).map((one) => one.ref)).toEqual(['R-3', 'R-2', 'R-12', 'R-1'])
    expect(sortRows(rows, level, false).map((one) => one.ref)).toEqual(['R-2', 'R-12', 'R-3', 'R-1'])
  })

  it('draws every row up to 100 and only the window beyond', () => {
    expect(windowOf(100, { scrollTop: 900, height: 700, rowHeight: 34 })).toEqual({ start: 0, end: 100 })
    expect(windowOf(10_000, { scrollTop: 3400, height: 680, rowHeight: 34 })).toEqual({ start: 88, end: 132 })
    expect(windowOf(10_000, { scrollTop: 10_000 * 34, height: 680, rowHeight: 34 }).end).toBe(10_000)
  })
})

describe('palette', () => {
  const entry = (group: PaletteEntry['group'], ref: string, title: string, text = ''): PaletteEntry => ({
    id: `${group}${ref}${title}`,
    group,
    ref,
    title,
    text,
    icon: 'radar',
    go: () => undefined,
  })
  const entries = [
    entry('pages', '6.1.2', 'Risks', 'Threats Vulnerabilities'),
    entry('clauses', 'A.8.13', 'Information backup'),
    entry('clauses', 'A.8.1', 'User endpoint devices'),
    entry('actions', '', 'New risk'),
    entry('actions', '', 'Write a backup', 'export'),
    entry('actions', '', 'Einträge prüfen'),
  ]
  const found = (query: string): readonly string[] =>
    findInPalette(entries, query).map(({ entry: one }) => one.ref || one.title)

  it('finds nothing until something is typed', () => expect(found(' ')).toEqual([]))
  it('puts the exact code first, then codes that begin so', () => expect(found('a.8.1')).toEqual(['A.8.1', 'A.8.13']))
  it('finds a control by its number alone', () => expect(found('8.13')).toEqual(['A.8.13']))
  it('ranks what begins so before what holds it, and titles before text', () => {
    expect(found('risk')).toEqual(['6.1.2', 'New risk'])
    expect(findInPalette(entries, 'threat')).toMatchObject([{ rank: 4 }])
  })
  it('reads past diacritics', () => expect(found('eintrage prufen')).toEqual(['Einträge prüfen']))
  it('finds nothing for a word that is nowhere', () => expect(found('kraken')).toEqual([]))
})
