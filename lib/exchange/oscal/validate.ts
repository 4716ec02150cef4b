/**
 * A document against the JSON schema of its model. The validator interprets the schema (pages of an extension may not
 * make code of text), so it stays in a worker; each schema is loaded when its model is first asked for.
 */

import { Validator, type Schema } from '@cfworker/json-schema'
import type { JsonValue } from '../../shared/json'
import type { OscalModel } from './models'
import { problem, type OscalProblem, type ProblemCode } from './oscalProblems'

const load: Readonly<Record<OscalModel, () => Promise<{ readonly default: unknown }>>> = {
  'catalog': () => import('./schemas/catalog.json'),
  'profile': () => import('./schemas/profile.json'),
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
  if (!made)
    validators.set(
      model,
      (made = load[model]().then(
        ({ default: schema }) => new Validator(structuredClone(schema) as Schema, '7', false),
      )),
    )
  return made
}

/** All that the schema of 1.2.1 finds wrong, outermost first; empty when the document is as it should be. */
export async function schemaProblems(model: OscalModel, document: JsonValue): Promise<readonly OscalProblem[]> {
  const { valid, errors } = (await validatorOf(model)).validate(document)
  if (valid) return []
  const said = errors
    .filter(({ keyword }) => !passing.has(keyword))
    .map(({ instanceLocation, keyword, error }) =>
      problemOf(decodeURI(instanceLocation.replace(/^#/, '')), keyword, error),
    )
  return said.length > 0 ? onePerPlace(said) : [problem('', 'other', 'The document is not as the schema asks.')]
}

/** Keywords that only say that something below them is wrong. */
const passing: ReadonlySet<string> = new Set([
  '$ref',
  'properties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'additionalProperties',
])

function problemOf(path: string, keyword: string, error: string): OscalProblem {
  switch (keyword) {
    case 'false':
      return problem(path, 'unknownMember')
    case 'required':
      return problem(path, 'required', /"([^"]*)"/.exec(error)?.[1] ?? '')
    case 'pattern':
    case 'format':
      return problem(path, formOf(path))
    case 'type':
      return problem(path, 'type')
    case 'minItems':
      return problem(path, 'empty')
    case 'enum':
      return problem(path, 'word')
    default:
      return problem(path, 'other', error)
  }
}

/** The validator says that a text has not the form it should have, not which; the name of the member does. */
const forms: readonly (readonly [RegExp, ProblemCode])[] = [
  [/uuids?$|^member-of-organizations$/, 'uuid'],
  [/^(last-modified|published|collected|expires|start|end|date|deadline)$/, 'instant'],
  [/^(title|text|label|purpose|caption|choice)$/, 'line'],
  [/^(href|ns|system|source|scheme|urls|identifier-type)$/, 'address'],
  [/(^|-)ids?$|^(name|class|group|rel|state|lifecycle|position|relationship|reason|type|types)$/, 'token'],
]
const formOf = (path: string): ProblemCode =>
  ((name) => forms.find(([pattern]) => pattern.test(name))?.[1] ?? 'text')(
    path.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '',
  )

/** Of the several things a validator says about one value the first stands; members that lack are each their own. */
function onePerPlace(problems: readonly OscalProblem[]): readonly OscalProblem[] {
  const seen = new Map<string, OscalProblem>()
  for (const one of problems) {
    const key = one.code === 'required' ? `${one.path} ${one.about}` : one.path
    if (!seen.has(key)) seen.set(key, one)
  }
  return [...seen.values()]
}
