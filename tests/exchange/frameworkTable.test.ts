import { describe, expect, it } from 'vitest'
import { en } from '~/components/i18n/en'
import { tableFile, type TableFile } from '~/lib/exchange/frameworks/tableFile'
import { readFrameworkFile } from '~/lib/exchange/frameworks/readFrameworkFile'
import { readXlsx } from '~/lib/exchange/frameworks/readSheets'
import { unwrap } from '~/lib/shared/result'
import { sources } from '../structure/sources'

const table: TableFile = { sheet: 'Gaps', head: ['Code', 'Title'], rows: [['CC6.1', 'Logical access'], ['=1+1', '-2'], ['A', 'two\nlines, "quoted"']], note: `${en.frameworks.aid} As of 1 Jun 2026.`, widths: [10, 40] }

describe('gap lists as files', () => {
  it('XW6: every export of posture or crosswalk says that it attests nothing', async () => {
    expect(en.frameworks.aid).toBe('An aid, not an attestation.')
    expect(new TextDecoder().decode(await tableFile(table, 'csv'))).toContain('An aid, not an attestation.')
    const [sheet] = unwrap(await readXlsx(await tableFile(table, 'xlsx')))
    expect(sheet!.rows.at(-1)![0]).toContain('An aid, not an attestation.')
    // Whoever makes such a file puts the sentence into it.
    const makers = sources(['components', 'entrypoints'], ['.vue', '.ts']).filter(({ text }) => text.includes('.tableFile('))
    expect(makers.map(({ path }) => path)).toEqual(['components/framework/GapList.vue'])
    for (const { text } of makers) expect(text).toMatch(/note: `\$\{t\('frameworks\.aid'\)\}/)
  })

  it('keeps text as text: no cell of a CSV begins like a formula, those of a workbook are typed', async () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tableFile(table, 'csv'))
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    expect(csv.split('\r\n').slice(1, 3)).toEqual(['CC6.1,Logical access', "'=1+1,'-2"])
    const [sheet] = unwrap(await readXlsx(await tableFile(table, 'xlsx')))
    expect(sheet!.rows.slice(0, 4)).toEqual([['Code', 'Title'], ['CC6.1', 'Logical access'], ['=1+1', '-2'], ['A', 'two\nlines, "quoted"']])
  })

  it('what it writes is read again', async () => {
    const draft = unwrap(await readFrameworkFile(await tableFile({ ...table, head: ['code', 'title'], rows: [['1', 'One'], ['2', 'Two']], note: '' }, 'csv'), 'x.csv'))
    expect(draft.requirements.slice(0, 2).map(({ code, title }) => [code, title])).toEqual([['1', 'One'], ['2', 'Two']])
  })
})
