import { describe, expect, it } from 'vitest'
import type { Cell, RawTable } from '~/lib/exchange/tables/cell'
import { fittingDayFormats, fittingDecimal, readDay, readNumber } from '~/lib/exchange/tables/cellFormats'
import { guessMapping } from '~/lib/exchange/tables/mapping'
import { planImport } from '~/lib/exchange/tables/planImport'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { recallMapping, rememberMapping } from '~/lib/exchange/tables/rememberedMapping'
import { unwrap } from '~/lib/shared/result'
import { factsFor, words } from './support/facts'

const table = (header: readonly string[], ...rows: readonly (readonly Cell[])[]): RawTable => ({
  header,
  rows: rows.map((cells, index) => ({ row: index + 2, cells })),
  formulas: [],
  guarded: true,
})
const csv = async (text: string): Promise<RawTable> => unwrap(await readCsv(new Blob([text])))

describe('numbers of a column', () => {
  it('a comma behind a leading zero is a decimal, never a group', () => {
    expect([
      readNumber('0,125', '.'),
      readNumber('0,125', ','),
      readNumber('1,250', '.'),
      readNumber('-12,500.5', '.'),
    ]).toEqual([undefined, 0.125, 1250, -12500.5])
    expect(fittingDecimal(['0,125', '3'])).toBe(',')
  })

  it('where a number is another one under either mark, the rest of the column, then the file tells; else nobody', () => {
    expect(fittingDecimal(['1.000', '2,5'])).toBe(',')
    expect(fittingDecimal(['1,000', '2.5'])).toBe('.')
    expect(fittingDecimal(['12,125'], { usual: ',' })).toBe(',')
    expect(fittingDecimal(['12,125'], { usual: '.' })).toBe('.')
    expect(fittingDecimal(['12,125'])).toBeUndefined()
    expect(fittingDecimal(['1.000'], { whole: true })).toBe(',')
    expect(fittingDecimal(['1,000'], { whole: true, usual: ',' })).toBe('.')
    expect(fittingDecimal(['5', ''])).toBe('.')
  })

  it('semicolons between cells mean commas in numbers; without a sign the person is asked', async () => {
    const cost = async (text: string) =>
      ((of) => planImport(of, guessMapping('treatmentAction', of, words), factsFor('treatmentAction', [])).rows[0]!)(
        await csv(text),
      )
    expect((await cost('Title;cost\nA;12,125\n')).edit?.fields['cost']).toBe(12.125)
    expect((await cost('Title,cost\nA,"12,125"\n')).edit?.fields['cost']).toBe(12125)
    expect((await cost('Title\tcost\nA\t12,125\n')).problems).toMatchObject([
      { code: 'type', hint: 'decimalComma', value: '12,125' },
    ])
    expect((await cost('Title\tcost\nA\t12\n')).edit?.fields['cost']).toBe(12)
  })
})

describe('days of a column', () => {
  it('IM2: ISO days and dd.mm.yyyy in one column are each read by their own form; only what could be two days waits for the column', () => {
    expect(['2026-05-31', '31.05.2026', '1.6.2026', '2026/06/02'].map((text) => readDay(text, 'iso'))).toEqual([
      '2026-05-31',
      '2026-05-31',
      '2026-06-01',
      '2026-06-02',
    ])
    expect([
      readDay('03/04/2026', 'iso'),
      readDay('03/04/2026', 'dmySlashes'),
      readDay('03/04/2026', 'mdySlashes'),
      readDay('31.02.2026', 'iso'),
    ]).toEqual([undefined, '2026-04-03', '2026-03-04', undefined])
    expect(fittingDayFormats(['2026-05-31', '2026-06-01'])).toEqual(['iso'])
    expect(fittingDayFormats(['2026-05-31', '31.05.2026', '01.06.2026'])).toEqual(['dmyDots'])
    expect(fittingDayFormats(['2026-05-31', '03/04/2026'])).toEqual(['dmySlashes', 'mdySlashes'])
    expect(fittingDayFormats(['2026-05-31', '13/04/2026'])).toEqual(['dmySlashes'])
    expect(fittingDayFormats(['2026-05-31', 'soon'])).toEqual([])
  })
  it('IM2: a table with 68 such days has no error; IM3, IM4: names are trimmed, and a risk without a status is open', async () => {
    const lines = Array.from(
      { length: 68 },
      (_, n) =>
        `\u200b Risk ${n + 1}\u00a0 ;${n % 2 === 0 ? `2026-05-${String((n % 28) + 1).padStart(2, '0')}` : `${(n % 28) + 1}.05.2026`}`,
    )
    const of = await csv(['Title;assessedOn', ...lines].join('\n'))
    const plan = planImport(of, guessMapping('risk', of, words), factsFor('risk', []))
    expect(plan.rows.filter(({ outcome }) => outcome !== 'create')).toEqual([])
    expect(
      plan.rows
        .slice(0, 2)
        .map(({ edit }) => [edit?.fields['title'], edit?.fields['assessedOn'], edit?.fields['status']]),
    ).toEqual([
      ['Risk 1', '2026-05-01', 'open'],
      ['Risk 2', '2026-05-02', 'open'],
    ])
  })
  it('IM4: what the table says of the status stays, also where it cannot be read', async () => {
    const statusOf = async (word: string) =>
      ((of) => planImport(of, guessMapping('risk', of, words), factsFor('risk', [])).rows[0]!)(
        await csv(`Title;Status\nA;${word}\n`),
      )
    expect((await statusOf('closed')).edit?.fields['status']).toBe('closed')
    expect((await statusOf('')).edit?.fields).not.toHaveProperty('status')
    expect(await statusOf('maybe')).toMatchObject({ outcome: 'error', problems: [{ code: 'enum', field: 'status' }] })
  })
})

describe('columns remembered', () => {
  const days = (...cells: readonly string[]): RawTable =>
    table(['Title', 'Start', 'cost'], ...cells.map((day) => ['A', day, '12,125']))
  it('a kept format breaks ties and never overrides what a column shows', () => {
    const first = days('01/02/2026')
    const chosen = guessMapping('treatmentAction', first, words).map((column) => ({
      ...column,
      options: { ...column.options, dayFormat: 'mdySlashes' as const, decimal: '.' as const },
    }))
    const kept = rememberMapping(undefined, first.header, chosen)
    const again = (of: RawTable) => recallMapping(kept, 'treatmentAction', of, words).mapping
    expect(again(days('03/04/2026'))[1]!.options.dayFormat).toBe('mdySlashes')
    expect(again(days('31.05.2026'))[1]!.options.dayFormat).toBe('dmyDots')
    expect(again(days('03/04/2026'))[2]!.options.decimal).toBe('.')
    expect(again({ ...days('03/04/2026'), decimal: ',' })[2]!.options.decimal).toBe(',')
  })

  it('two columns of one name are two', () => {
    const of = table(['Title', 'Note', 'Note'], ['A', 'x', 'y'])
    const chosen = guessMapping('treatmentAction', of, words).map((column, index) =>
      index === 1 ? { ...column, field: 'description' } : column,
    )
    expect(recallMapping(rememberMapping(undefined, of.header, chosen), 'treatmentAction', of, words)).toMatchObject({
      remembered: true,
      mapping: [{ field: 'title' }, { field: 'description' }, { field: undefined }],
    })
  })
})
