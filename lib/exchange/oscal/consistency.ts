/**
 * What a schema cannot see: whether what a document names is in it. UUIDs are unique and those referred to exist,
 * fragments of links resolve, roles are defined, control ids exist in the catalogue.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json'
import type { OscalModel } from './models'
import { problem, type OscalProblem } from './oscalProblems'

export interface KnownControls {
  readonly controls: ReadonlySet<string>
  readonly statements: ReadonlySet<string>
}

/**
 * Members that hold the UUID of something else in the document. `component-uuid` of a plan of action may lie in the
 * plan it imports.
 */
const references: ReadonlySet<string> = new Set([
  'component-uuid',
  'party-uuid',
  'party-uuids',
  'member-of-organizations',
  'actor-uuid',
  'subject-uuid',
  'observation-uuid',
  'finding-uuid',
  'risk-uuid',
  'task-uuid',
  'activity-uuid',
  'response-uuid',
  'provided-uuid',
  'responsibility-uuid',
  'location-uuids',
])
const controlMembers: ReadonlySet<string> = new Set(['control-id', 'with-ids'])

/** Undefined `known`: control ids are not looked at (the catalogue is not here). */
export function consistencyProblems(
  model: OscalModel,
  document: JsonObject,
  known?: KnownControls,
): readonly OscalProblem[] {
  const found = collect(document)
  const problems: OscalProblem[] = [...found.duplicates]
  const own = model === 'catalog' ? found.ids : new Set<string>()
  for (const { path, name, value } of found.named) {
    if (references.has(name) && !found.uuids.has(value.toLowerCase()))
      problems.push(problem(path, 'undefinedUuid', value))
    if (name === 'role-id' || name === 'role-ids')
      if (!found.roles.has(value)) problems.push(problem(path, 'undefinedRole', value))
    if (
      name === 'href' &&
      value.startsWith('#') &&
      !found.uuids.has(value.slice(1).toLowerCase()) &&
      !own.has(value.slice(1))
    )
      problems.push(problem(path, 'leadsNowhere', value))
    if (known && controlMembers.has(name) && !known.controls.has(value))
      problems.push(problem(path, 'unknownControl', value))
    if (known && (name === 'statement-ids' || name === 'statement-id') && !known.statements.has(value))
      problems.push(problem(path, 'unknownStatement', value))
    if (known && name === 'target-id' && !known.statements.has(value))
      problems.push(problem(path, 'unknownStatement', value))
  }
  return problems
}

interface Collected {
  readonly uuids: Set<string>
  readonly ids: Set<string>
  readonly roles: Set<string>
  readonly named: { readonly path: string; readonly name: string; readonly value: string }[]
  readonly duplicates: OscalProblem[]
}

/** Walks without recursion: a hostile document may be nested deeper than the stack. */
function collect(document: JsonObject): Collected {
  const found: Collected = { uuids: new Set(), ids: new Set(), roles: new Set(), named: [], duplicates: [] }
  const open: { readonly value: JsonValue; readonly path: string; readonly name: string }[] = [
    { value: document, path: '', name: '' },
  ]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, name } = next
    if (typeof value === 'string') found.named.push({ path, name, value })
    else if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly JsonValue[]).entries())
        open.push({ value: item, path: `${path}/${index}`, name })
    } else if (isJsonObject(value)) {
      note(found, value, path, name)
      for (const [key, member] of Object.entries(value)) open.push({ value: member, path: `${path}/${key}`, name: key })
    }
  }
  return found
}

function note(found: Collected, value: JsonObject, path: string, name: string): void {
  if (typeof value.uuid === 'string') {
    const uuid = value.uuid.toLowerCase()
    if (found.uuids.has(uuid)) found.duplicates.push(problem(`${path}/uuid`, 'usedTwice', value.uuid))
    found.uuids.add(uuid)
  }
  if (typeof value.id === 'string') found.ids.add(value.id)
  if (name === 'roles' && typeof value.id === 'string') found.roles.add(value.id)
}
