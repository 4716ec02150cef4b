/**
 * The catalogue in other languages: titles, guidance and audit questions by requirement id. A requirement without a
 * translation (a custom framework, a newer one) stays as in the catalogue.
 */

import type { Requirement } from './catalogueRequirement'

/** Translation of one requirement; a clause or theme has a title only. */
export interface RequirementWords {
  readonly title: string
  readonly guidance?: string
  /** The question an audit starts with. */
  readonly question?: string
}

export interface CatalogueWords {
  /** By id, `iso27001-2022:A.5.1`; for an entire framework by its id. */
  readonly byId: ReadonlyMap<string, RequirementWords>
}

/** Rows of a framework in one language: code, title, and for assessable requirements guidance and question. */
export type WordRow = readonly [code: string, title: string, guidance?: string, question?: string]

/** One language, built from the rows of its frameworks. */
export const catalogueWords = (frameworks: Readonly<Record<string, readonly WordRow[]>>): CatalogueWords => ({
  byId: new Map(Object.entries(frameworks).flatMap(([framework, rows]) => rows.map(([code, title, guidance, question]) => [`${framework}:${code}`, { title, ...(guidance !== undefined && { guidance }), ...(question !== undefined && { question }) }] as const))),
})

/** A requirement translated: title, guidance, and the name of its group. */
export function spoken(requirement: Requirement, words: CatalogueWords | undefined): Requirement {
  const own = words?.byId.get(requirement.id)
  if (!own) return requirement
  const group = requirement.parent === undefined ? own : words?.byId.get(requirement.parent)
  return { ...requirement, title: own.title, guidance: own.guidance ?? requirement.guidance, group: group?.title ?? requirement.group }
}
