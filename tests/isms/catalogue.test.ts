import { describe, expect, it } from 'vitest'
import { frameworks, requirementById, searchRequirements, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { annexA, clauseItems, iso27001, requirements } from '~/lib/content/catalogue/iso27001'

import { csf } from '~/lib/content/catalogue/csf'
import { categoryOf, criteria, criteriaInScope, soc2 } from '~/lib/content/catalogue/soc2'

const at = (code: string) => requirementById(`iso27001-2022:${code}`)!

describe('ISO/IEC 27001:2022 catalogue (isms.md 6.1)', () => {
  it('has 30 assessable clause items and 93 = 37 + 8 + 14 + 34 reference controls', () => {
    expect(clauseItems).toHaveLength(30)
    expect(
      ['A.5.', 'A.6.', 'A.7.', 'A.8.'].map((theme) => annexA.filter(({ code }) => code.startsWith(theme)).length),
    ).toEqual([37, 8, 14, 34])
    expect(soaRequirements('iso27001-2022')).toEqual(annexA)
    expect(soaRequirements('other')).toEqual([])
  })

  it('numbers run without gaps and ids are unique', () => {
    for (const [theme, count] of [
      ['A.5', 37],
      ['A.6', 8],
      ['A.7', 14],
      ['A.8', 34],
    ] as const) {
      expect(annexA.filter(({ parent }) => parent === `iso27001-2022:${theme}`).map(({ code }) => code)).toEqual(
        Array.from({ length: count }, (_, i) => `${theme}.${i + 1}`),
      )
    }
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    expect(requirements.map(({ order }) => order)).toEqual(requirements.map((_, index) => index))
  })

  it('every item has an existing parent, and guidance of one to three sentences', () => {
    for (const item of [...clauseItems, ...annexA]) {
      expect(requirementById(item.parent!)).toMatchObject({ assessable: false })
      expect(item.guidance.length, item.code).toBeGreaterThan(60)
      expect(item.guidance.split(/[.?!](?:\s|$)/).length - 1, item.code).toBeLessThanOrEqual(3)
    }
  })

  it('has the attributes of 27002: P·CIA unless listed otherwise', () => {
    const marks = (code: string) =>
      `${at(code)
        .types.map((type) => type[0]!.toUpperCase())
        .join('')}·${at(code).properties.join('')}`
    const special: Record<string, string> = {
      'A.5.5': 'PC·CIA',
      'A.5.6': 'PC·CIA',
      'A.5.7': 'PDC·CIA',
      'A.5.24': 'C·CIA',
      'A.5.25': 'D·CIA',
      'A.5.26': 'C·CIA',
      'A.5.28': 'C·CIA',
      'A.5.29': 'PC·CIA',
      'A.5.30': 'C·A',
      'A.5.35': 'PC·CIA',
      'A.5.37': 'PC·CIA',
      'A.6.4': 'PC·CIA',
      'A.6.6': 'P·C',
      'A.6.8': 'D·CIA',
      'A.7.4': 'PD·CIA',
      'A.7.7': 'P·C',
      'A.7.11': 'PD·IA',
      'A.7.12': 'P·CA',
      'A.7.14': 'P·C',
      'A.8.6': 'PD·IA',
      'A.8.7': 'PDC·CIA',
      'A.8.10': 'P·C',
      'A.8.11': 'P·C',
      'A.8.12': 'PD·C',
      'A.8.13': 'C·IA',
      'A.8.14': 'P·A',
      'A.8.15': 'D·CIA',
      'A.8.16': 'DC·CIA',
      'A.8.17': 'D·I',
      'A.8.20': 'PD·CIA',
      'A.8.30': 'PD·CIA',
      'A.8.33': 'P·CI',
    }
    for (const { code } of annexA) expect(marks(code), code).toBe(special[code] ?? 'P·CIA')
  })

  it('search: the code first, with or without its letter, then titles, then guidance', () => {
    expect(searchRequirements('8.13')[0]!.code).toBe('A.8.13')
    expect(
      searchRequirements('A.8.1')
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['A.8.1', 'A.8.10'])
    expect(searchRequirements('backup')[0]!.code).toBe('A.8.13')
    expect(searchRequirements('6.1.3')[0]!.title).toBe('Risk treatment')
    expect(searchRequirements('supplier agreements', 50, [iso27001]).map(({ code }) => code)).toEqual(['A.5.20'])
    expect(searchRequirements('zebra')).toEqual([])
    expect(frameworks.map(({ id, soa }) => [id, soa])).toEqual([
      ['iso27001-2022', true],
      ['soc2-2017r2022', false],
      ['csf-2.0', false],
    ])
  })
})

describe('SOC 2 catalogue (isms.md 6.2)', () => {
  it('has 61 criteria: 33 common, 3 of availability, 2 of confidentiality, 5 of processing integrity, 18 of privacy', () => {
    const count = (category: string) => criteria.filter(({ code }) => categoryOf(code) === category).length
    expect(criteria).toHaveLength(61)
    expect(['security', 'availability', 'confidentiality', 'processingIntegrity', 'privacy'].map(count)).toEqual([
      33, 3, 2, 5, 18,
    ])
    expect(criteria.filter(({ code }) => code.startsWith('CC')).map(({ code }) => code)).toEqual([
      ...[5, 3, 4, 2, 3, 8, 5, 1, 2].flatMap((n, series) =>
        Array.from({ length: n }, (_, i) => `CC${series + 1}.${i + 1}`),
      ),
    ])
    expect(
      criteria.filter(({ code }) => code.startsWith('P') && !code.startsWith('PI')).map(({ code }) => code),
    ).toEqual([1, 1, 2, 3, 2, 7, 1, 1].flatMap((n, i) => Array.from({ length: n }, (_, j) => `P${i + 1}.${j + 1}`)))
    expect(soaRequirements('soc2-2017r2022')).toEqual([])
  })

  it('every criterion has a series, its own title and guidance of one to three sentences', () => {
    for (const item of criteria) {
      expect(requirementById(item.parent!)).toMatchObject({ assessable: false })
      expect(item.guidance.length, item.code).toBeGreaterThan(60)
      expect(item.guidance.split(/[.?!](?:\s|$)/).length - 1, item.code).toBeLessThanOrEqual(3)
    }
    expect(new Set(criteria.map(({ guidance }) => guidance)).size).toBe(61)
    expect(soc2.requirements.map(({ order }) => order)).toEqual(soc2.requirements.map((_, index) => index))
  })

  it('scope: security always, others as chosen', () => {
    expect(criteriaInScope([])).toHaveLength(33)
    expect(criteriaInScope(['availability', 'privacy'])).toHaveLength(54)
  })
})

describe('NIST CSF 2.0 catalogue (isms.md 6.3)', () => {
  it('has 6 functions, 22 categories, 106 subcategories with NIST’s numbers', () => {
    const { requirements: rows } = csf
    const deep = (depth: number) => rows.filter(({ code }) => code.split(/[.-]/).length === depth)
    expect([deep(1).length, deep(2).length, deep(3).length]).toEqual([6, 22, 106])
    expect(rows.filter(({ assessable }) => assessable)).toEqual(deep(3))
    const numbers = (category: string) =>
      deep(3)
        .filter(({ parent }) => parent === `csf-2.0:${category}`)
        .map(({ code }) => code.slice(-2))
        .join(' ')
    expect([
      numbers('ID.AM'),
      numbers('PR.DS'),
      numbers('DE.CM'),
      numbers('DE.AE'),
      numbers('RS.AN'),
      numbers('RC.CO'),
    ]).toEqual(['01 02 03 04 05 07 08', '01 02 10 11', '01 02 03 06 09', '02 03 04 06 07 08', '03 06 07 08', '03 04'])
    for (const row of rows)
      expect(row.parent === undefined || rows.some(({ id }) => id === row.parent), row.code).toBe(true)
  })

  it('is found by code and by words, limited to given frameworks if requested', () => {
    expect(searchRequirements('GV.SC-05')[0]!.id).toBe('csf-2.0:GV.SC-05')
    expect(searchRequirements('CC6.1')[0]!.title).toBe('Logical access protection')
    expect(searchRequirements('backups', 50, [csf]).map(({ code }) => code)).toEqual(['PR.DS-11', 'RC.RP-03'])
  })
})
