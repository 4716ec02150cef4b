import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeXlsx } from '~/lib/exchange/tables/exportTable'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { unwrap } from '~/lib/shared/result'
import { convert, officePath } from './office'

describe.skipIf(officePath() === null)('what we write opens in LibreOffice', () => {
  it('XLSX: texts, days, numbers and what looks like a formula', async () => {
    const { file } = await writeXlsx([{ name: 'Risks / all', header: ['Ref', 'Title', 'Assessed', 'Cost', 'Note'], rows: [['R-1', '=1+1', { day: '2026-05-31' }, 1234.5, 'two\nlines'], ['R-2', '@SUM(A1:A2)', { day: '1999-12-31' }, -3, undefined], ['R-3', 'Ärger „中文“ & <b>', undefined, 0, '-5']] }])
    // 44: commas, 34: quotes, 76: UTF-8; cells as they are shown.
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-table-'))
    writeFileSync(join(folder, 'risks.xlsx'), new Uint8Array(await file.arrayBuffer()))
    const [made] = convert(join(folder, 'risks.xlsx'), 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false')
    const text = readFileSync(made!, 'utf8')
    for (const path of [folder, dirname(made!)]) rmSync(path, { recursive: true, force: true })
    const table = unwrap(await readCsv(new Blob([text])))
    expect(table.header).toEqual(['Ref', 'Title', 'Assessed', 'Cost', 'Note'])
    expect(table.rows.map(({ cells }) => cells)).toEqual([['R-1', '=1+1', '2026-05-31', '1234.5', 'two\nlines'], ['R-2', '@SUM(A1:A2)', '1999-12-31', '-3', ''], ['R-3', 'Ärger „中文“ & <b>', '', '0', '-5']])
  }, 240_000)
})
