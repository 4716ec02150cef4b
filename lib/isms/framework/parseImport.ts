/** Parses facts and draft as they cross from a page into the engine: parsed once, trusted afterwards. */

import * as v from 'valibot'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { FrameworkDraft, FrameworkFacts } from './frameworkDraft'

const json = v.unknown() as unknown as v.GenericSchema<unknown, JsonValue>
const place = v.union([
  v.object({ sheet: v.picklist(['requirements', 'mappings']), row: v.number() }),
  v.object({ path: v.string() }),
])

const factsSchema = v.object({
  id: v.string(),
  title: v.string(),
  edition: v.string(),
  publisher: v.string(),
  soa: v.boolean(),
  licenceNote: v.string(),
  source: v.picklist(['table', 'oscal']),
  sourceVersion: v.exactOptional(v.string()),
  sourceUrl: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<unknown, FrameworkFacts>

const rowsSchema = v.object({
  requirements: v.array(
    v.object({
      place,
      code: v.string(),
      title: v.string(),
      assessable: v.boolean(),
      order: v.number(),
      parent: v.exactOptional(v.string()),
      group: v.exactOptional(v.string()),
      guidance: v.exactOptional(v.string()),
      oscal: v.exactOptional(json),
    }),
  ),
  mappings: v.array(
    v.object({
      place,
      source: v.string(),
      target: v.string(),
      relation: v.string(),
      rationale: v.string(),
      confidence: v.string(),
    }),
  ),
  oscal: v.exactOptional(json),
}) satisfies v.GenericSchema<unknown, Pick<FrameworkDraft, 'requirements' | 'mappings' | 'oscal'>>

/** Fails with `invalidFramework`. */
export function parseImport(
  facts: unknown,
  rows: string,
): Result<{ readonly facts: FrameworkFacts; readonly draft: FrameworkDraft }> {
  const [known, read] = [v.safeParse(factsSchema, facts), v.safeParse(rowsSchema, parsed(rows))]
  if (!known.success || !read.success)
    return fail('invalidFramework', 'What was read from the file did not arrive whole. Choose the file again.')
  return ok({ facts: known.output, draft: { facts: known.output, ...read.output, problems: [] } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
