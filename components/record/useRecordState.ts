import { faceOf } from './recordFaces'
import type { StateName } from '../glyph/states'
import type { AnyRecord } from '~/lib/records/registry'

/** The state glyph of a record, where its kind has states. */
export const useRecordState = (): ((row: AnyRecord) => StateName | undefined) => (row) =>
  row.archivedOn !== undefined ? 'excluded' : faceOf(row.kind).state?.(row as never)
