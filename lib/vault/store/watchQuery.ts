/** A query that runs again whenever what it read changes, in any context of this profile. For callers without Vue. */

import { liveQuery } from 'dexie'

/** Calls `next` with each answer, `failed` when the database went away. Returns what ends it. */
export function watchQuery<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void = () => undefined,
): () => void {
  const subscription = liveQuery(query).subscribe({ next, error: failed })
  return () => subscription.unsubscribe()
}
