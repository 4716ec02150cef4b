import { useCommand } from '../engine/useCommand'
import type { FieldChange } from '~/lib/engine/commandMap'
import type { AnyRecord } from '~/lib/records/registry'
import type { Result } from '~/lib/shared/result'

export type EditRecord = (
  row: Pick<AnyRecord, 'kind' | 'id'>,
  changes: readonly FieldChange[],
  done?: string,
) => Promise<Result<unknown>>

/** Changes fields of one record. The caller shows a failure next to the field it is about. */
export function useEdit(): EditRecord {
  const run = useCommand()
  return (row, changes, done) =>
    run(
      'record.edit',
      { edits: [{ kind: row.kind, id: row.id, changes }] },
      { quiet: true, ...(done !== undefined && { done }) },
    )
}
