/**
 * The history of fields and records, what they were born with among others included (births.ts). In no order. What was
 * written under the id of a record of another kind is no part of its history.
 */

import { isIdFor, type Kind } from '~/lib/records/registry'
import { birthsSingly, fieldsSingly, isBirthRow, isBirthRowId } from './births'
import type { BirthRow, StoredTrailRow, TrailRow, Vault } from '../store/tables'

export async function trailOfFields(
  vault: Vault,
  pairs: readonly (readonly [recordId: string, field: string])[],
): Promise<readonly TrailRow[]> {
  if (pairs.length === 0) return []
  const wanted = new Set(pairs.map((pair) => pair.join('/')))
  const ids = new Set(pairs.map(([recordId]) => recordId))
  const [rows, births] = await Promise.all([
    vault.trail
      .where('[recordId+field]')
      .anyOf(pairs.map((pair) => [...pair]))
      .toArray(),
    birthsOf(vault, ids),
  ])
  return [
    ...(rows as TrailRow[]),
    ...fieldsSingly(births, ids).filter(({ recordId, field }) => wanted.has(`${recordId}/${field}`)),
  ].filter(isOfItsKind)
}

export async function trailOfRecords(vault: Vault, ids: readonly string[]): Promise<readonly TrailRow[]> {
  if (ids.length === 0) return []
  const wanted = new Set(ids)
  const [rows, births] = await Promise.all([
    vault.trail
      .where('[recordId+field]')
      .inAnyRange(
        ids.map((id) => [
          [id, ''],
          [id, '\uffff'],
        ]),
      )
      .toArray(),
    birthsOf(vault, wanted),
  ])
  return [...(rows as TrailRow[]), ...fieldsSingly(births, wanted)].filter(isOfItsKind)
}

const isOfItsKind = ({ kind, recordId }: TrailRow): boolean => isIdFor(kind, recordId)

/** Rows that tell of the births of some records. Their names first: one row has many of them, and is read once. */
export async function birthsOf({ trail }: Vault, ids: ReadonlySet<string>): Promise<readonly BirthRow[]> {
  const names = new Set(
    await trail
      .where('records')
      .anyOf([...ids])
      .primaryKeys(),
  )
  return (await trail.bulkGet([...names])).filter((row) => row !== undefined && isBirthRow(row))
}

/** The row of one change; births told together have none of their own. */
export async function trailRow({ trail }: Vault, id: string): Promise<TrailRow | undefined> {
  const row = await trail.get(id)
  return row && !isBirthRow(row) ? row : undefined
}

/** Rows whose conflict is open (MG1), of one kind or of all. */
export const openConflictRows = async ({ trail }: Vault, kind?: Kind): Promise<readonly TrailRow[]> =>
  (
    (await (
      kind === undefined ? trail.orderBy('conflict') : trail.where('conflict').equals(kind)
    ).toArray()) as TrailRow[]
  ).filter(isOfItsKind)

/** The rows of commands as they are kept; with `merged` also those that their rapid edits of a long text went into. */
export async function storedOfCommands(
  { trail }: Vault,
  ids: readonly string[],
  { merged = false }: { readonly merged?: boolean } = {},
): Promise<readonly StoredTrailRow[]> {
  const wanted = new Set(ids)
  const own = await trail
    .where('commandId')
    .anyOf([...wanted])
    .toArray()
  return merged
    ? [
        ...own,
        ...(await trail
          .where('also')
          .anyOf([...wanted])
          .toArray()),
      ]
    : own
}

/** The same with a row for each record that was born among hundreds. */
export const trailOfCommands = async (
  vault: Vault,
  ids: readonly string[],
  options: { readonly merged?: boolean } = {},
): Promise<readonly TrailRow[]> => birthsSingly(await storedOfCommands(vault, ids, options))

/**
 * What the log tells after a position, the latest first, up to `most` rows; one for each record that was born among
 * hundreds.
 */
export const trailSince = async ({ trail }: Vault, seq: number, most: number): Promise<readonly TrailRow[]> =>
  birthsSingly(await trail.where('seq').above(seq).reverse().limit(most).toArray()).slice(0, most)

/** The records that rows of these ids tell of. */
export async function recordsOfRows({ trail }: Vault, ids: readonly string[]): Promise<readonly string[]> {
  const births = (await trail.bulkGet(ids.filter(isBirthRowId))).flatMap((row) =>
    row !== undefined && isBirthRow(row) ? row.records : [],
  )
  return [...new Set([...ids.flatMap((id) => (isBirthRowId(id) ? [] : (id.split('/')[1] ?? []))), ...births])]
}
