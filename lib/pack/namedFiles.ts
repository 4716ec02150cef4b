/**
 * Files that signed content names by their hash: the frozen Statement of Applicability (`frozen`) and the frozen inputs of a
 * management review (`pack`). A file of a pack that claims to be one of them must be what somebody signed, byte for byte.
 */

import { counts } from '../isms/statements/facts'
import { utf8ToString } from '../shared/bytes'
import { isJsonObject, type JsonValue } from '../shared/json'
import type { StatementRow } from '../vault/tables'

const fields = ['frozen', 'pack'] as const

/** Hashes of such files in one signed content: `{"fields":{"frozen":{"sha256":…}}}`. */
export function filesNamedIn(content: JsonValue | undefined): readonly string[] {
  const own = isJsonObject(content) && isJsonObject(content['fields']) ? content['fields'] : {}
  return fields.flatMap((name) => {
    const file = own[name]
    return isJsonObject(file) && typeof file['sha256'] === 'string' ? [file['sha256']] : []
  })
}

/** Those named by statements that count. */
export const namedByStatements = (rows: readonly StatementRow[]): ReadonlySet<string> =>
  new Set(rows.filter(counts).flatMap(({ frozen }) => filesNamedIn(frozen && (JSON.parse(utf8ToString(frozen)) as JsonValue))))
