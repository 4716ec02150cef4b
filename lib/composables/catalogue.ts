/** The shipped catalogue, as pages look things up in it: titles, guidance and questions in the language that is shown. */

import { computed, shallowRef } from 'vue'
import { questionFor } from '../isms/audit/questions'
import { frameworks, searchRequirements as search } from '../isms/catalogue/catalogue'
import { annexA as annexRows, iso27001, requirements as isoRows } from '../isms/catalogue/iso27001'
import type { Framework, Requirement } from '../isms/catalogue/requirement'
import { spoken, type CatalogueWords } from '../isms/catalogue/words'

export { frameworks, iso27001 }

/** One language for a whole page; undefined is the catalogue's own, English. */
const words = shallowRef<CatalogueWords>()

/** Called with the language; everything that shows a requirement follows. */
export const showCatalogueWords = (next: CatalogueWords | undefined): void => {
  words.value = next
}

/** A requirement in the language shown. What the language has no words for (a framework of one's own) stays as it is. */
export const speak = (requirement: Requirement): Requirement => spoken(requirement, words.value)

const byId = computed(() => new Map(frameworks.flatMap((framework) => framework.requirements).map((requirement) => [requirement.id, speak(requirement)])))
const isoSpoken = computed(() => isoRows.map((row) => byId.value.get(row.id) ?? row))
const annexSpoken = computed(() => annexRows.map((row) => byId.value.get(row.id) ?? row))

/** Undefined for requirements of frameworks that are not shipped. */
export const requirementById = (id: string): Requirement | undefined => byId.value.get(id)
export const searchRequirements = (query: string, limit?: number, of: readonly Framework[] = frameworks): readonly Requirement[] => search(query, limit, of, speak)
/** Clauses and Annex A with their groups, in the order of the standard. */
export const isoRequirements = (): readonly Requirement[] => isoSpoken.value
/** The 93 rows of the Statement of Applicability. */
export const annexA = (): readonly Requirement[] => annexSpoken.value
/** The question a checklist item begins with. */
export const questionOf = (requirement: Requirement): string | undefined => questionFor(requirement, words.value)
