/**
 * A second validator, of another make, over the same schemas: what both refuse or pass is no accident of one of them.
 */

import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { readFileSync } from 'node:fs'
import type { OscalModel } from '~/lib/exchange/oscal/models'

const compiled = new Map<OscalModel, ValidateFunction>()

export function oracle(model: OscalModel): ValidateFunction {
  let validate = compiled.get(model)
  if (!validate) {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const path = new URL(`../../../lib/exchange/oscal/schemas/${model}.json`, import.meta.url)
    compiled.set(model, (validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object)))
  }
  return validate
}
