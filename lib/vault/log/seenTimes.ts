/**
 * Relay times of what authors had seen when they sealed: between that and an entry's own place, any device time is
 * possible (MG16).
 */

import { readEntry } from '~/lib/protocol/log/entry'
import type { Vault } from '../store/tables'

/** By position of the entry; without those whose head is not in the log here. */
export async function readSeenTimes(vault: Vault, places: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const heads = (await vault.log.bulkGet([...new Set(places)])).flatMap((row) => {
    const entry = row && readEntry(row.bytes)
    return row && entry?.ok ? [[row.seq, entry.value.header.head.seq] as const] : []
  })
  const seen = await vault.log.bulkGet([...new Set(heads.map(([, head]) => head))])
  const times = new Map(seen.flatMap((row) => (row ? [[row.seq, row.relayTime] as const] : [])))
  return new Map(
    heads.flatMap(([seq, head]) => {
      const time = times.get(head)
      return time === undefined ? [] : [[seq, time] as const]
    }),
  )
}
