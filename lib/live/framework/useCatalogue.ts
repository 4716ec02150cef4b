/** The shipped catalogue for lookups by pages: titles, guidance and questions in the displayed language. */

import { computed, shallowRef } from 'vue'
import { questionFor } from '~/lib/isms/audit/questions'
import { frameworks as shipped, searchRequirements as search } from '~/lib/content/catalogue/catalogue'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { spoken, type CatalogueWords } from '~/lib/content/catalogue/catalogueWords'

/** One language for the entire page; undefined is the catalogue's own, English. */
const words = shallowRef<CatalogueWords>()

/** Called when the language changes; everything that shows a requirement updates. */
export const showCatalogueWords = (next: CatalogueWords | undefined): void => {
  words.value = next
}

/** A requirement in the displayed language. Without a translation (a custom framework) it stays as it is. */
export const speak = (requirement: Requirement): Requirement => spoken(requirement, words.value)

const all = computed((): readonly Framework[] =>
  words.value === undefined
    ? shipped
    : shipped.map((framework) => ({ ...framework, requirements: framework.requirements.map(speak) })),
)
const byId = computed(
  () =>
    new Map(
      all.value.flatMap((framework) => framework.requirements).map((requirement) => [requirement.id, requirement]),
    ),
)
const iso = computed(() => all.value.find(({ id }) => id === iso27001.id)!.requirements)
const annex = computed(() => iso.value.filter(({ assessable, code }) => assessable && code.startsWith('A.')))

/** The frameworks that ship with the product. */
export const frameworks = (): readonly Framework[] => all.value
/** Undefined for requirements of frameworks that are not shipped. */
export const requirementById = (id: string): Requirement | undefined => byId.value.get(id)
/** Searches the given frameworks, by default all shipped ones. */
export const searchRequirements = (query: string, limit?: number, of?: readonly Framework[]): readonly Requirement[] =>
  search(query, limit, of ?? all.value, speak)
/** Clauses and Annex A of ISO/IEC 27001 with their groups, in the order of the standard. */
export const isoRequirements = (): readonly Requirement[] => iso.value
/** The 93 rows of the Statement of Applicability. */
export const annexA = (): readonly Requirement[] => annex.value
/** The question a new checklist item starts with. */
export const questionOf = (requirement: Requirement): string | undefined => questionFor(requirement, words.value)
