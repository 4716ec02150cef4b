import { describe, expect, it } from 'vitest'
import { annexA, clauseItems } from '~/lib/content/catalogue/iso27001'
import { criteria } from '~/lib/content/catalogue/soc2'
import { helpFor } from '~/lib/content/help/helpFor'

describe('what auditors ask for', () => {
  for (const [name, rows] of [
    ['clauses', clauseItems],
    ['Annex A', annexA],
    ['SOC 2 criteria', criteria],
  ] as const) {
    it(`has two to four lines for each of the ${name}`, async () => {
      for (const { id } of rows) {
        const lines = await helpFor(id)
        expect(lines.length, id).toBeGreaterThanOrEqual(2)
        expect(lines.length, id).toBeLessThanOrEqual(4)
        for (const line of lines) expect(line, id).toMatch(/^[A-Z].{8,220}[.?]$/)
      }
    })
  }

  it('has the same number of lines in German', async () => {
    for (const { id } of [...clauseItems, ...annexA, ...criteria]) {
      const [english, german] = [await helpFor(id), await helpFor(id, 'de-AT')]
      expect(german.length, id).toBe(english.length)
      for (const line of german) expect(line, id).toMatch(/^[A-ZÄÖÜ].{8,260}[.?]$/)
      expect(german, id).not.toEqual(english)
    }
  })

  it('covers only requirements of the catalogue, and is empty for unknown ones', async () => {
    const [{ clauseHelp }, { annexHelp }, { soc2Help }] = await Promise.all([
      import('~/lib/content/help/clauses'),
      import('~/lib/content/help/annexA'),
      import('~/lib/content/help/soc2'),
    ])
    expect(Object.keys(clauseHelp)).toEqual(clauseItems.map(({ code }) => code))
    expect(Object.keys(annexHelp)).toEqual(annexA.map(({ code }) => code))
    expect(Object.keys(soc2Help)).toEqual(criteria.map(({ code }) => code))
    expect(await helpFor('own:1')).toEqual([])
    expect(await helpFor('csf-2.0:GV.OC-01', 'de')).toEqual([])
  })
})
