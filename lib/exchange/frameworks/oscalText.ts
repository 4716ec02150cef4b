/** Parts of an OSCAL control as plain text: items with their labels, parameters in words. */

import { isJsonObject, type JsonValue } from '../../shared/json'

type Json = Readonly<Record<string, JsonValue>>

/** Parameters by id. */
export type Params = Map<string, Json>

export function addParams(params: Params, list: readonly Json[]): void {
  for (const param of list) if (typeof param.id === 'string') params.set(param.id, param)
}

const deepest = 20
/** `{{ insert: param, ac-1_prm_1 }}`, and the shorter `{{ ac-1_prm_1 }}` of early files. */
const insertion = /\{\{\s*(?:insert:\s*param\s*,\s*)?([\w.-]+)\s*\}\}/g

/** Prose of parts and of the items in them, one line each, items indented under theirs. */
export const oscalText = (parts: readonly Json[], params: Params): string =>
  parts
    .flatMap((part) => linesOf(part, params, 0))
    .join('\n')
    .trim()

function linesOf(part: Json, params: Params, depth: number): readonly string[] {
  const prose = typeof part.prose === 'string' ? withParams(part.prose, params, 0).trim() : ''
  const label = objects(part.props).find(({ name, value }) => name === 'label' && typeof value === 'string')?.value as
    string | undefined
  const line =
    prose === ''
      ? []
      : [`${'  '.repeat(Math.max(0, depth - 1))}${depth > 0 && label !== undefined ? `${label} ` : ''}${prose}`]
  return depth >= deepest
    ? line
    : [...line, ...objects(part.parts).flatMap((inner) => linesOf(inner, params, depth + 1))]
}

const withParams = (text: string, params: Params, depth: number): string =>
  text.replace(insertion, (_, id: string) => words(id, params, depth))

/** Set values as they are; else what is to be filled in, or chosen from. */
function words(id: string, params: Params, depth: number): string {
  const param = params.get(id)
  if (!param || depth > 5) return `[${id}]`
  const values = strings(param.values)
  if (values.length > 0) return values.join(', ')
  if (isJsonObject(param.select)) {
    const choices = strings(param.select.choice).map((choice) => withParams(choice, params, depth + 1))
    return choices.length === 0
      ? `[choose: ${id}]`
      : `[choose ${param.select['how-many'] === 'one-or-more' ? 'one or more' : 'one'}: ${choices.join('; ')}]`
  }
  const label = typeof param.label === 'string' ? withParams(param.label, params, depth + 1) : id
  return `[to set: ${label.replace(/^organization-defined\s+/i, '')}]`
}

const objects = (value: JsonValue | undefined): readonly Json[] =>
  Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : []
const strings = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
