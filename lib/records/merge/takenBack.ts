import type { AnyRecord } from '../registry'

/**
 * Whether a record is archived because its creation was taken back (undo), not because somebody archived it: nobody
 * stands in `archivedBy`; the history tells who took it back. The same file may bring such a record again.
 */
export const isTakenBack = ({ archivedOn, archivedBy }: Pick<AnyRecord, 'archivedOn' | 'archivedBy'>): boolean =>
  archivedOn !== undefined && archivedBy === undefined
