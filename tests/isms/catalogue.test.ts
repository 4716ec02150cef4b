import { describe, expect, it } from 'vitest'
import { frameworks, requirementById, searchRequirements, soaRequirements } from '~/lib/isms/catalogue/catalogue'
import { annexA, clauseItems, requirements } from '~/lib/isms/catalogue/iso27001'

const at = (code: string) => requirementById(`iso27001-2022:${code}`)!

describe('ISO/IEC 27001:2022 catalogue (isms.md 6.1)', () => {
  it('has 30 assessable clause items and 93 = 37 + 8 + 14 + 34 reference controls', () => {
    expect(clauseItems).toHaveLength(30)
    expect(['A.5.', 'A.6.', 'A.7.', 'A.8.'].map((theme) => annexA.filter(({ code }) => code.startsWith(theme)).length)).toEqual([37, 8, 14, 34])
    expect(soaRequirements('iso27001-2022')).toEqual(annexA)
    expect(soaRequirements('other')).toEqual([])
  })

  it('numbers run without gaps and ids are unique', () => {
    for (const [theme, count] of [['A.5', 37], ['A.6', 8], ['A.7', 14], ['A.8', 34]] as const) {
      expect(annexA.filter(({ parent }) => parent === `iso27001-2022:${theme}`).map(({ code }) => code)).toEqual(Array.from({ length: count }, (_, i) => `${theme}.${i + 1}`))
    }
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    expect(requirements.map(({ order }) => order)).toEqual(requirements.map((_, index) => index))
  })

  it('every item has a parent that is here, and guidance of one to three sentences', () => {
    for (const item of [...clauseItems, ...annexA]) {
      expect(requirementById(item.parent!)).toMatchObject({ assessable: false })
      expect(item.guidance.length, item.code).toBeGreaterThan(60)
      expect(item.guidance.split(/[.?!](?:\s|$)/).length - 1, item.code).toBeLessThanOrEqual(3)
    }
  })

  it('carries the attributes of 27002: P·CIA unless said otherwise', () => {
    const marks = (code: string) => `${at(code).types.map((type) => type[0]!.toUpperCase()).join('')}·${at(code).properties.join('')}`
    const special: Record<string, string> = {
      'A.5.5': 'PC·CIA', 'A.5.6': 'PC·CIA', 'A.5.7': 'PDC·CIA', 'A.5.24': 'C·CIA', 'A.5.25': 'D·CIA', 'A.5.26': 'C·CIA', 'A.5.28': 'C·CIA', 'A.5.29': 'PC·CIA',
      'A.5.30': 'C·A', 'A.5.35': 'PC·CIA', 'A.5.37': 'PC·CIA', 'A.6.4': 'PC·CIA', 'A.6.6': 'P·C', 'A.6.8': 'D·CIA', 'A.7.4': 'PD·CIA', 'A.7.7': 'P·C',
      'A.7.11': 'PD·IA', 'A.7.12': 'P·CA', 'A.7.14': 'P·C', 'A.8.6': 'PD·IA', 'A.8.7': 'PDC·CIA', 'A.8.10': 'P·C', 'A.8.11': 'P·C', 'A.8.12': 'PD·C',
      'A.8.13': 'C·IA', 'A.8.14': 'P·A', 'A.8.15': 'D·CIA', 'A.8.16': 'DC·CIA', 'A.8.17': 'D·I', 'A.8.20': 'PD·CIA', 'A.8.30': 'PD·CIA', 'A.8.33': 'P·CI',
    }
    for (const { code } of annexA) expect(marks(code), code).toBe(special[code] ?? 'P·CIA')
  })

  it('search: the code first, with or without its letter, then titles, then guidance', () => {
    expect(searchRequirements('8.13')[0]!.code).toBe('A.8.13')
    expect(searchRequirements('A.8.1').slice(0, 2).map(({ code }) => code)).toEqual(['A.8.1', 'A.8.10'])
    expect(searchRequirements('backup')[0]!.code).toBe('A.8.13')
    expect(searchRequirements('6.1.3')[0]!.title).toBe('Risk treatment')
    expect(searchRequirements('supplier agreements').map(({ code }) => code)).toEqual(['A.5.20'])
    expect(searchRequirements('zebra')).toEqual([])
    expect(frameworks.map(({ id, soa }) => [id, soa])).toEqual([['iso27001-2022', true]])
  })
})
