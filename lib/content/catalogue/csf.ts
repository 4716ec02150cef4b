/**
 * NIST Cybersecurity Framework 2.0: 6 functions, 22 categories, 106 subcategories (isms.md 6.3). NIST's text is in the
 * public domain and ships unchanged.
 */

import { functions } from './csf/categories'
import type { Framework, Requirement } from './catalogueRequirement'

export const csfId = 'csf-2.0'
const idOf = (code: string): string => `${csfId}:${code}`

type Draft = Omit<Requirement, 'framework' | 'order' | 'id'>
const blank = { types: [], properties: [] } as const

/** Subcategories are assessed; their outcome is their title. Functions and categories are groups with a description. */
const drafts: readonly Draft[] = functions.flatMap((of) => [
  { ...blank, code: of.code, title: of.title, group: of.title, parent: undefined, assessable: false, guidance: of.about },
  ...of.categories.flatMap((category): readonly Draft[] => [
    { ...blank, code: category.code, title: category.title, group: of.title, parent: idOf(of.code), assessable: false, guidance: category.about },
    ...category.items.map(([number, text]): Draft => ({ ...blank, code: `${category.code}-${number}`, title: text, group: category.title, parent: idOf(category.code), assessable: true, guidance: '' })),
  ]),
])

export const csf: Framework = {
  id: csfId,
  title: 'NIST CSF 2.0',
  edition: 'CSWP 29, February 2024',
  publisher: 'NIST',
  soa: false,
  licenceNote: 'The outcomes are NIST’s text, which is in the public domain in the United States.',
  requirements: drafts.map((draft, order) => ({ ...draft, id: idOf(draft.code), framework: csfId, order })),
}
