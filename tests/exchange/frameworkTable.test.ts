import { describe, expect, it } from 'vitest'
import { en } from '~/components/i18n/en'
import { readFrameworkFile } from '~/lib/exchange/frameworks/readFrameworkFile'
import { writeCsv, writeXlsx, type OutTable } from '~/lib/exchange/tables/exportTable'
import { unwrap } from '~/lib/shared/result'
import { sources } from '../structure/sources'

describe('gap lists as files', () => {
  it('XW6: every export of posture or crosswalk says that it attests nothing', () => {
    expect(en.frameworks.aid).toBe('An aid, not an attestation.')
    // Whoever makes such a file puts the sentence into it.
    const makers = sources(['components/framework'], ['.vue', '.ts']).filter(({ text }) => text.includes('saveShown('))
    expect(makers.map(({ path }) => path)).toEqual(['components/framework/GapList.vue'])
    for (const { text } of makers) {
      expect(text).toMatch(/const note = `\$\{t\('frameworks\.aid'\)\}/)
      expect(text).toMatch(/rows: \[\.\.\.rows, \[\], \[note\]\]/)
    }
  })

  it('what is written is read again as a framework, from a workbook and from CSV', async () => {
    const table: OutTable = {
      name: 'Gaps',
      header: ['code', 'title'],
      rows: [
        ['1', 'One'],
        ['2', '=1+1'],
      ],
    }
    const text = new TextEncoder().encode(writeCsv(table, { delimiter: ';', decimal: ',' }))
    const book = new Uint8Array(await (await writeXlsx([table])).file.arrayBuffer())
    for (const bytes of [text, book]) {
      const draft = unwrap(await readFrameworkFile(bytes, 'x'))
      expect(draft.requirements.map(({ code }) => code)).toEqual(['1', '2'])
    }
  })
})
