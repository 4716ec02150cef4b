/**
 * The last verdict: an entry that passed every check of its own, and that Yjs can't put into the counted book all the
 * same. It is asked twice, the second time on a book made anew from checkpoint and log, because what is wrong with one
 * device's memory is no verdict; what is wrong with the entry shows on every device.
 */

import { fail, type Failure } from '~/lib/shared/result'
import { storageFailure } from '../replica/replicaCore'

/** Thrown on its way to a verdict; `seq` is the entry's. */
export class Unappliable extends Error {
  override readonly name = 'Unappliable'
  constructor(
    readonly seq: number,
    cause: unknown,
  ) {
    super(`the entry at ${seq} can't be applied`, { cause })
  }
}

export const unappliable = (): Failure =>
  fail(
    'unappliable',
    "The change can't be put into the records, on this device or on any other. It is kept, but not applied; what builds on it does not count either. Ask its author what happened.",
  ).error

/**
 * A full disk, a closed database, an end of memory: the device's trouble, tried again later, and nothing the log could
 * tell.
 */
export function isOwnTrouble(error: unknown): boolean {
  if (storageFailure(error)) return true
  return (
    error instanceof RangeError ||
    (error instanceof Error && (error.name === 'InternalError' || /memory/i.test(error.message)))
  )
}
