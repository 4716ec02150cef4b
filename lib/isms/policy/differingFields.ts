import { canonicalJson, isJsonObject, type JsonObject } from '~/lib/shared/json'
import type { StatementFact } from '../statement/statementFacts'
import { frozenFields } from '../statement/frozen'

/**
 * Names of hashed fields whose present value differs from the one signed under `contentHash`; all fields if the frozen
 * copy is missing.
 */
export function differingFields(
  statements: readonly StatementFact[],
  contentHash: string,
  present: JsonObject,
): ReadonlySet<string> {
  const before =
    frozenFields(statements.find((statement) => statement.contentHash === contentHash && statement.frozen)?.frozen) ??
    {}
  const after = isJsonObject(present['fields']) ? present['fields'] : {}
  return new Set(
    [...Object.keys(before), ...Object.keys(after)].filter(
      (field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
    ),
  )
}
