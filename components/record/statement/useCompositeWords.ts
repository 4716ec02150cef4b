import { compositesOf } from '~/lib/isms/statement/composites'
import type { AnyRecord } from '~/lib/records/registry'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { useSpokenValue } from '../fields/useSpokenValue'
import { decidedProfile } from '~/lib/isms/statement/statementStanding'

/** Records hashed along with another (ST2), a line each, in words: for sign dialogs and differences. */
export function useCompositeWords(
  row: () => AnyRecord,
  profile?: () => string | undefined,
): (name: string, records: JsonValue) => string {
  const spoken = useSpokenValue()
  return (name, records) => {
    const composite = compositesOf(row().kind, profile?.() ?? decidedProfile(row().kind)?.profile ?? '').find(
      (one) => one.name === name,
    )
    if (!composite || !Array.isArray(records)) return ''
    return records
      .filter(isJsonObject)
      .map((record) =>
        [...composite.fields, ...(composite.derived ?? [])]
          .filter((field) => record[field] !== undefined)
          .map((field) =>
            composite.fields.includes(field) ? spoken(composite.kind, field, record[field]!) : String(record[field]),
          )
          .join(', '),
      )
      .join('\n')
  }
}
