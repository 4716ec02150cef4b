/**
 * A file as an OSCAL document of a known model and version, or why it is none. Nothing is fetched, and nothing is
 * written.
 */

import { isJsonObject, type JsonObject } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import { readGuardedJson } from './guardedJson'
import { isOscalModel, oscalModels, type OscalModel } from './models'
import type { OscalProblem } from './oscalProblems'
import { schemaProblems } from './validate'

export interface OpenedOscal {
  readonly model: OscalModel
  /** As the document says it. */
  readonly version: string
  readonly title: string
  /** The whole document, its model's member included. */
  readonly document: JsonObject
  /** That member. */
  readonly root: JsonObject
}

/** How many schema errors are shown. */
const shown = 20

/**
 * Fails with what `readGuardedJson` fails with, `notOscal`, `version` (its detail names it) or `schema`, whose detail
 * lists the first 20 problems with their paths. Documents of 1.0 to 1.2 are read; the models have only grown in
 * between.
 */
export async function openOscal(bytes: Uint8Array): Promise<Result<OpenedOscal>> {
  const read = readGuardedJson(bytes)
  if (!read.ok) return read
  const document = read.value
  const found = Object.keys(document).filter((key) => key !== '$schema')
  const [model] = found
  if (model === undefined || found.length !== 1 || !isOscalModel(model))
    return fail(
      'notOscal',
      `This is JSON, but no OSCAL document: its root is ${
        found
          .slice(0, 3)
          .map((key) => key.slice(0, 40))
          .join(', ') || 'empty'
      }. Expected is one of ${oscalModels.join(', ')}.`,
    )
  const root = document[model]
  if (!isJsonObject(root)) return fail('notOscal', `The member ${model} holds no document.`)
  const metadata = isJsonObject(root.metadata) ? root.metadata : {}
  const version = metadata['oscal-version']
  if (typeof version !== 'string')
    return fail('notOscal', 'The document does not say its OSCAL version (metadata, oscal-version).')
  if (!isReadable(model, version)) {
    return fail(
      'version',
      `The document is OSCAL ${version.slice(0, 40)}. ${model === 'mapping-collection' ? 'Mappings are read from version 1.2' : 'Versions 1.0 to 1.2 are read'}. Convert it, or export it anew in a version that is read.`,
      { detail: { version } },
    )
  }
  const problems = await schemaProblems(model, document)
  if (problems.length > 0)
    return fail('schema', schemaSentence(problems, version), {
      detail: { problems: problems.slice(0, shown), more: Math.max(0, problems.length - shown) },
    })
  return ok({ model, version, title: typeof metadata.title === 'string' ? metadata.title : '', document, root })
}

const isReadable = (model: OscalModel, version: string): boolean =>
  (model === 'mapping-collection' ? /^1\.2(\.|$)/ : /^1\.[0-2](\.|$)/).test(version)

const schemaSentence = ([first, ...rest]: readonly OscalProblem[], version: string): string =>
  `The document does not follow OSCAL ${version}. First at ${first?.path || 'the root'}: ${first?.message ?? ''}${rest.length > 0 ? ` ${rest.length} more.` : ''}`
