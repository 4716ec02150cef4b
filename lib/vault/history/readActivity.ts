/** The trail by time, newest first, a page at a time: never all of it. */

import { birthsSingly } from './births'
import type { TrailRow, Vault } from '../store/tables'

export interface TrailPage {
  readonly rows: readonly TrailRow[]
  /** Where the next page begins; undefined at the beginning of the workspace. */
  readonly before: number | undefined
}

/**
 * Rows older than `before` (all without it); one for each record that was born among hundreds. Rows of one moment are
 * one command's and stay together, up to `most` of them as they are kept.
 */
export async function readTrailPage(
  vault: Vault,
  before: number | undefined,
  limit = 250,
  most = 20_000,
): Promise<TrailPage> {
  const rows = await (before === undefined ? vault.trail.orderBy('time') : vault.trail.where('time').below(before))
    .reverse()
    .limit(limit)
    .toArray()
  const last = rows.at(-1)
  if (!last || rows.length < limit) return { rows: birthsSingly(rows), before: undefined }
  const same = await vault.trail.where('time').equals(last.time).limit(most).toArray()
  return { rows: birthsSingly([...rows.filter((row) => row.time > last.time), ...same]), before: last.time }
}

/**
 * Rows from a moment on (all without it) and before another one, up to `most` of them as they are kept; the newest of
 * more.
 */
export async function readTrailBetween(
  vault: Vault,
  from: number | undefined,
  before: number | undefined,
  most = 20_000,
): Promise<readonly TrailRow[]> {
  const range = vault.trail.where('time').between(from ?? -Infinity, before ?? Infinity, true, before === undefined)
  return birthsSingly(await range.reverse().limit(most).toArray())
}
