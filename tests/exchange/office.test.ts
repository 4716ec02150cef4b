import { describe, expect, it } from 'vitest'
import { writeXlsx } from '~/lib/exchange/tables/exportTable'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { unwrap } from '~/lib/shared/result'
import { convert, office } from './office'

describe('what we write opens in LibreOffice', () => {
  it('XLSX: texts, days, numbers and what looks like a formula', async (context) => {
    const command = office()
    if (command === undefined) return context.skip()
    const { file } = await writeXlsx([
      {
        name: 'Risks / all',
        header: ['Ref', 'Title', 'Assessed', 'Cost', 'Note'],
        rows: [
          ['R-1', '=1+1', { day: '2026-05-31' }, 1234.5, 'two\nlines'],
          ['R-2', '@SUM(A1:A2)', { day: '1999-12-31' }, -3, undefined],
          ['R-3', 'Ärger „中文“ & <b>', undefined, 0, '-5'],
        ],
      },
    ])
    // 44: commas, 34: quotes, 76: UTF-8; cells as they are shown.
    const made = await convert(
      command,
      'risks.xlsx',
      file,
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false',
    )
    const table = unwrap(await readCsv(new Blob([made.get('risks.csv')! as Uint8Array<ArrayBuffer>])))
    expect(table.header).toEqual(['Ref', 'Title', 'Assessed', 'Cost', 'Note'])
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['R-1', '=1+1', '2026-05-31', '1234.5', 'two\nlines'],
      ['R-2', '@SUM(A1:A2)', '1999-12-31', '-3', ''],
      ['R-3', 'Ärger „中文“ & <b>', '', '0', '-5'],
    ])
  }, 240_000)
})
