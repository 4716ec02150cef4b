/** The models of OSCAL 1.2.1 that are written and read, and the names that every document of ours uses. */

export const oscalModels = [
  'catalog',
  'profile',
  'system-security-plan',
  'component-definition',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
  'mapping-collection',
] as const
export type OscalModel = (typeof oscalModels)[number]

export const isOscalModel = (word: string): word is OscalModel => (oscalModels as readonly string[]).includes(word)

/** The version of the schemas that exports are checked against. */
export const oscalVersion = '1.2.1'

/** Name space of our props, parts and facets: an identifier, never fetched. */
export const ns = 'https://plumbline.app/ns/oscal'

/** What an export speaks about: every model about one framework, those of an assessment about one audit, too. */
export interface OscalChoice {
  readonly model: OscalModel
  readonly framework: string
  readonly audit?: string | undefined
}

export const needsAudit = (model: OscalModel): boolean => model === 'assessment-plan' || model === 'assessment-results'

const stems: Readonly<Record<OscalModel, string>> = {
  'catalog': 'catalog',
  'profile': 'profile',
  'system-security-plan': 'ssp',
  'component-definition': 'components',
  'assessment-plan': 'assessment-plan',
  'assessment-results': 'assessment-results',
  'plan-of-action-and-milestones': 'poam',
  'mapping-collection': 'mappings',
}

/**
 * Documents point at each other by these names, so files saved into one folder find each other. `subject`: framework id
 * or ref of the audit.
 */
export const oscalFileName = (model: OscalModel, subject: string): string =>
  `${stems[model]}-${subject.replace(/[^A-Za-z0-9._-]+/g, '-')}.json`
