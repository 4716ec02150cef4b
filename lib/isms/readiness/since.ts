/** RE9: since when a check has been failing, as far as the stored runs show. */

import { parentsOf } from '~/lib/records/derivedIds'
import { factOfAll, type Reader } from './readinessReader'

/**
 * First day of the unbroken series of runs, up to the latest, in which a check failed. A check that passed in the
 * latest run is left out: it fails since today, and a later run will show it.
 */
export const failingSince = factOfAll((read: Reader): ReadonlyMap<string, string> => {
  const runs = read
    .rows('readinessRun')
    .map((row) => ({ day: parentsOf(row.id)[0] ?? '', failing: new Set(Object.keys(row.failing ?? {})) }))
    .sort((a, b) => (a.day < b.day ? 1 : -1))
  const since = new Map<string, string>()
  let open = new Set(runs[0]?.failing ?? [])
  for (const { day, failing } of runs) {
    open = new Set([...open].filter((id) => failing.has(id)))
    if (open.size === 0) break
    for (const id of open) since.set(id, day)
  }
  return since
})
