/**
 * What a workspace must answer: the frameworks that are enabled; of SOC 2, the criteria in the scope of its report
 * (RE8).
 */

import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { categoryOf, criteriaInScope, soc2Id } from '~/lib/content/catalogue/soc2'

export interface Asked {
  readonly frameworks: readonly string[]
  readonly socCategories: readonly string[]
}

/** A framework reduced to the requirements that must be answered. */
export const askedOf = (framework: Framework, { socCategories }: Asked): Framework =>
  framework.id === soc2Id ? { ...framework, requirements: criteriaInScope(socCategories) } : framework

/** Whether the workspace must answer a requirement. */
export const isAsked = ({ framework, code }: Requirement, { frameworks, socCategories }: Asked): boolean =>
  frameworks.includes(framework) && (framework !== soc2Id || ['security', ...socCategories].includes(categoryOf(code)))
