/**
 * A document against the JSON schema of its model. The validator interprets the schema (pages of an extension may not make code
 * of text), so it stays in a worker; each schema is loaded when its model is first asked for.
 */

import { Validator, type Schema } from '@cfworker/json-schema'
import type { JsonValue } from '../../shared/json'
import type { OscalModel } from './models'

/** One thing that is wrong, and where: a JSON pointer from the root of the document. */
export interface OscalProblem {
  readonly path: string
  readonly message: string
}

const load: Readonly<Record<OscalModel, () => Promise<{ readonly default: unknown }>>> = {
  catalog: () => import('./schemas/catalog.json'),
  profile: () => import('./schemas/profile.json'),
  'system-security-plan': () => import('./schemas/system-security-plan.json'),
  'component-definition': () => import('./schemas/component-definition.json'),
  'assessment-plan': () => import('./schemas/assessment-plan.json'),
  'assessment-results': () => import('./schemas/assessment-results.json'),
  'plan-of-action-and-milestones': () => import('./schemas/plan-of-action-and-milestones.json'),
  'mapping-collection': () => import('./schemas/mapping-collection.json'),
}

const validators = new Map<OscalModel, Promise<Validator>>()

function validatorOf(model: OscalModel): Promise<Validator> {
  let made = validators.get(model)
  // The validator marks its schema, so it gets a copy of its own.
  if (!made) validators.set(model, (made = load[model]().then(({ default: schema }) => new Validator(structuredClone(schema) as Schema, '7', false))))
  return made
}

/** All that the schema of 1.2.1 finds wrong, outermost first; empty when the document is as it should be. */
export async function schemaProblems(model: OscalModel, document: JsonValue): Promise<readonly OscalProblem[]> {
  const { valid, errors } = (await validatorOf(model)).validate(document)
  if (valid) return []
  const said = errors.filter(({ keyword }) => !passing.has(keyword)).map(({ instanceLocation, keyword, error }) => ({ path: pointerOf(instanceLocation), message: wordsOf(keyword, error) }))
  return unique(said.length > 0 ? said : [{ path: '', message: 'The document is not as the schema asks.' }])
}

/** Keywords that only say that something below them is wrong. */
const passing: ReadonlySet<string> = new Set(['$ref', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', 'additionalProperties'])

const wordsOf = (keyword: string, error: string): string => (keyword === 'false' ? 'OSCAL has no such member here.' : error)
const pointerOf = (location: string): string => decodeURI(location.replace(/^#/, ''))

function unique(problems: readonly OscalProblem[]): readonly OscalProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]))
  return [...seen.values()]
}
