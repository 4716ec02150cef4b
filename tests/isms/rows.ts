import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import type { Kind, RowOf } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'

/** A row of a kind with everything unset except what a test sets; arrays become set elements, objects map entries. */
export function row<K extends Kind>(
  kind: K,
  id: string,
  values: Readonly<Record<string, JsonValue | undefined>> = {},
): RowOf<K> {
  const entries: FlatEntry[] = []
  const empty = assembleRecord(kind, id, []) as unknown as Readonly<Record<string, unknown>>
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    if (Array.isArray(empty[name]) && Array.isArray(value))
      for (const element of value) entries.push([`${name}/${String(element)}`, true])
    else if (empty[name] !== undefined && typeof empty[name] === 'object')
      for (const [key, member] of Object.entries(value as Readonly<Record<string, JsonValue>>))
        entries.push([`${name}/${key}`, member])
    else entries.push([name, value])
  }
  return assembleRecord(kind, id, [['createdAt', '2026-01-01T08:00:00.000Z'], ['createdBy', 'pe_author'], ...entries])
}

let clock = 0

/** A valid statement, the `seq`-th in the log; tests override what they are about. */
export const statement = (over: Partial<StatementFact> & { readonly id: string }): StatementFact => ({
  seq: ++clock,
  type: 'approve',
  subjectKind: 'scope',
  subjectId: 'sc_main',
  profile: 'main',
  contentHash: 'aa',
  memberId: 'm_1',
  personId: 'pe_1',
  time: Date.UTC(2026, 0, 1),
  signatureValid: true,
  ...over,
})
