import type { AnyRecord } from '../registry'

/**
 * Whether a record is archived because its creation was undone, not because somebody archived it: `archivedBy` is
 * unset, and the history shows who undid it. Importing the same file may create such a record again.
 */
export const isTakenBack = ({ archivedOn, archivedBy }: Pick<AnyRecord, 'archivedOn' | 'archivedBy'>): boolean =>
  archivedOn !== undefined && archivedBy === undefined
