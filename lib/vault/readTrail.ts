/** The history of fields and records, what they were born with among others included (births.ts). In no order. */

import { expandBirths } from './births'
import type { TrailRow, Vault } from './tables'

export async function trailOfFields(vault: Vault, pairs: readonly (readonly [recordId: string, field: string])[]): Promise<readonly TrailRow[]> {
  if (pairs.length === 0) return []
  const wanted = new Set(pairs.map((pair) => pair.join('/')))
  const births = [...new Set(pairs.map(([recordId]) => recordId))].map((recordId) => [recordId, 'kind'])
  const rows = await vault.trail.where('[recordId+field]').anyOf([...pairs.filter(([, field]) => field !== 'kind').map((pair) => [...pair]), ...births]).toArray()
  return expandBirths(rows).filter(({ recordId, field }) => wanted.has(`${recordId}/${field}`))
}

export const trailOfRecords = async (vault: Vault, ids: readonly string[]): Promise<readonly TrailRow[]> =>
  ids.length === 0 ? [] : expandBirths(await vault.trail.where('[recordId+field]').inAnyRange(ids.map((id) => [[id, ''], [id, '\uffff']])).toArray())

/** The rows of commands as they are kept; with `merged` also those that their rapid edits of a long text went into. */
export async function trailOfCommands({ trail }: Vault, ids: readonly string[], { merged = false }: { readonly merged?: boolean } = {}): Promise<readonly TrailRow[]> {
  const wanted = new Set(ids)
  // An id with a stroke in it may begin another's rows.
  const own = (await trail.where('id').startsWithAnyOf([...wanted].map((id) => `${id}/`)).toArray()).filter(({ commandId }) => wanted.has(commandId))
  return merged ? [...own, ...(await trail.where('also').anyOf([...wanted]).toArray())] : own
}
