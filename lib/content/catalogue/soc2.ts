/**
 * SOC 2: the 61 trust services criteria of 2017 with points of focus revised 2022 (isms.md 6.2). Criterion ids with our
 * own titles and guidance; the AICPA's text is not shipped.
 */

import type { CriterionRow } from './criterionRow'
import { categories } from './soc2/categories'
import { common } from './soc2/common'
import type { Framework, Requirement } from './catalogueRequirement'

export const soc2Id = 'soc2-2017r2022'
const idOf = (code: string): string => `${soc2Id}:${code}`

export const socCategories = ['security', 'availability', 'confidentiality', 'processingIntegrity', 'privacy'] as const
export type SocCategory = (typeof socCategories)[number]

/** The series a criterion belongs to: `CC6` of `CC6.1`. */
export const seriesOf = (code: string): string => code.slice(0, code.indexOf('.'))

/** The category of a criterion, from the letters of its series. */
export function categoryOf(code: string): SocCategory {
  const letters = /^[A-Z]+/.exec(code)?.[0]
  if (letters === 'A') return 'availability'
  if (letters === 'C') return 'confidentiality'
  if (letters === 'PI') return 'processingIntegrity'
  return letters === 'P' ? 'privacy' : 'security'
}

type Draft = Omit<Requirement, 'framework' | 'order' | 'id'>
const blank = { types: [], properties: [] } as const

const drafts: readonly Draft[] = [...common, ...categories].flatMap((series) => [
  { ...blank, code: series.code, title: series.title, group: series.title, parent: undefined, assessable: false, guidance: '' },
  ...series.rows.map(([code, title, guidance]: CriterionRow): Draft => ({ ...blank, code, title, group: series.title, parent: idOf(series.code), assessable: true, guidance })),
])

export const soc2: Framework = {
  id: soc2Id,
  title: 'SOC 2',
  edition: 'Trust services criteria 2017, points of focus 2022',
  publisher: 'AICPA',
  soa: false,
  licenceNote: 'Ids and short titles of our own; guidance is our own. The text of the criteria is AICPA’s and free to read on its site.',
  requirements: drafts.map((draft, order) => ({ ...draft, id: idOf(draft.code), framework: soc2Id, order })),
}

/** The 61 criteria, without the series that group them. */
export const criteria: readonly Requirement[] = soc2.requirements.filter(({ assessable }) => assessable)

/** RE8: criteria in scope. Security always is; the other categories depend on the settings. */
export function criteriaInScope(chosen: readonly string[]): readonly Requirement[] {
  const wanted = new Set<string>([...chosen, 'security'])
  return criteria.filter(({ code }) => wanted.has(categoryOf(code)))
}
