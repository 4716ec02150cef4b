/**
 * ISO/IEC 27001:2022: 30 assessable clause items and the 93 reference controls of Annex A (isms.md 6.1). No text of the
 * standard is shipped.
 */

import type { AnnexRow } from './annexRow'
import { clauses } from './iso27001/clauses'
import { organizational } from './iso27001/organizational'
import { people } from './iso27001/people'
import { physical } from './iso27001/physical'
import { technological } from './iso27001/technological'
import type { Framework, Requirement } from './catalogueRequirement'

const framework = 'iso27001-2022'
const idOf = (code: string): string => `${framework}:${code}`

const themes: readonly { readonly code: string; readonly title: string; readonly rows: readonly AnnexRow[] }[] = [
  { code: 'A.5', title: 'Organizational', rows: organizational },
  { code: 'A.6', title: 'People', rows: people },
  { code: 'A.7', title: 'Physical', rows: physical },
  { code: 'A.8', title: 'Technological', rows: technological },
]

const typeOf = { P: 'preventive', D: 'detective', C: 'corrective' } as const

/** `PD·CIA` → types and properties. */
function attributes(text: string): Pick<Requirement, 'types' | 'properties'> {
  const [types = '', properties = ''] = text.split('·')
  return {
    types: [...types].map((letter) => typeOf[letter as keyof typeof typeOf]),
    properties: [...properties] as Requirement['properties'],
  }
}

type Draft = Omit<Requirement, 'framework' | 'order' | 'id'>
const group = (code: string, title: string): Draft => ({
  code, title, group: title, parent: undefined, assessable: false, guidance: '', types: [], properties: [],
})

const clauseDrafts: readonly Draft[] = clauses.flatMap((clause) => [
  group(clause.code, clause.title),
  ...clause.items.map(([code, title, guidance]): Draft => ({
    code, title, group: clause.title, parent: idOf(clause.code), assessable: true, guidance, types: [], properties: [],
  })),
])

const annexDrafts: readonly Draft[] = themes.flatMap((theme) => [
  group(theme.code, theme.title),
  ...theme.rows.map(([code, title, marks, guidance]): Draft => ({
    code, title, group: theme.title, parent: idOf(theme.code), assessable: true, guidance, ...attributes(marks),
  })),
])

/** Clauses, then Annex A, in the order of the standard; groups precede their items. */
export const requirements: readonly Requirement[] = [...clauseDrafts, ...annexDrafts].map((draft, order) => ({
  ...draft, id: idOf(draft.code), framework, order,
}))

/** The 30 assessable items of clauses 4 to 10. */
export const clauseItems: readonly Requirement[] = requirements.filter(({ assessable, code }) => assessable && !code.startsWith('A.'))
/** The 93 rows of the Statement of Applicability (SOA1). */
export const annexA: readonly Requirement[] = requirements.filter(({ assessable, code }) => assessable && code.startsWith('A.'))

export const iso27001: Framework = {
  id: framework,
  title: 'ISO/IEC 27001:2022',
  edition: '2022 with Amd 1:2024',
  publisher: 'ISO/IEC',
  soa: true,
  licenceNote: 'Ids and short titles only; guidance is our own. The text of the standard is sold by ISO and national bodies.',
  requirements,
}
