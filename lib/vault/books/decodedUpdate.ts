/**
 * A Yjs update taken apart before anything is applied: which client ids and clocks it brings, what it depends on.
 * All answers come from the update and the counted clocks alone, so every device gives the same verdict.
 */

import * as Y from 'yjs'
import { malformedUpdate, measureUpdate, type UpdateSize } from '~/lib/protocol/log/updateBounds'
import { fail, ok, type Result } from '~/lib/shared/result'
import { isBirthId } from './birthTexts'

export interface ClockRange {
  readonly client: number
  /** First clock the update brings, and the one after its last. */
  readonly from: number
  readonly to: number
}

export interface DecodedUpdate {
  readonly items: readonly Y.Item[]
  readonly ranges: readonly ClockRange[]
  readonly deletes: readonly { readonly client: number; readonly clock: number; readonly len: number }[]
  /** Every position that has to be there before: origins, parents, deletions. */
  readonly needs: readonly { readonly client: number; readonly clock: number }[]
  readonly size: UpdateSize
}

/** Where a client id stands: its counted clock (0 when unknown). */
export type ClockOf = (client: number) => number

/** Fails with `malformedUpdate` on bytes that are no update, or hold what books never do (updateBounds.ts). */
export function decodeUpdate(update: Uint8Array): Result<DecodedUpdate> {
  const measured = measureUpdate(update)
  if (!measured.ok) return measured
  let decoded: ReturnType<typeof Y.decodeUpdate>
  let meta: ReturnType<typeof Y.parseUpdateMeta>
  try {
    decoded = Y.decodeUpdate(update)
    meta = Y.parseUpdateMeta(update)
  } catch {
    return malformed('it does not decode')
  }
  const items: Y.Item[] = []
  const needs: { client: number; clock: number }[] = []
  const ranges = [...meta.to].map(([client, to]) => ({ client, from: meta.from.get(client) ?? 0, to }))
  const own = new Map(ranges.map((range) => [range.client, range]))
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) return malformed('it has holes')
    items.push(struct)
    for (const need of [struct.origin, struct.rightOrigin]) {
      if (!need) continue
      // Two client ids of one update that stand on each other would wait for each other for ever; birth texts stand on
      // nothing.
      if (
        need.client !== struct.id.client &&
        !isBirthId(need.client) &&
        need.clock >= (own.get(need.client)?.from ?? Infinity)
      )
        return malformed('it stands beside what comes with it')
      needs.push({ client: need.client, clock: need.clock })
    }
  }
  const deletes = [...decoded.ds.clients].flatMap(([client, stretches]) =>
    stretches.map(({ clock, len }) => ({ client, clock, len })),
  )
  for (const { client, clock, len } of deletes) needs.push({ client, clock: clock + len - 1 })
  return ok({ items, ranges, deletes, needs, size: measured.value })
}

/**
 * Whether the update continues the counted clocks without gap and hangs in nothing that is not counted.
 * Fails with `clockGap` or `pendingStructs`.
 */
export function checkFits({ ranges, needs }: DecodedUpdate, clockOf: ClockOf): Result<void> {
  const reach = new Map<number, number>()
  for (const { client, from, to } of ranges) {
    // The text a record is born with comes whole from each who made it (birthTexts.ts).
    if (from !== (isBirthId(client) ? 0 : clockOf(client)))
      return fail(
        'clockGap',
        "The change does not continue where its author's counted changes ended. It is kept, but not applied; its author sends it again.",
      )
    reach.set(client, to)
  }
  const missing = needs.some(({ client, clock }) => clock >= (reach.get(client) ?? clockOf(client)))
  return missing
    ? fail(
        'pendingStructs',
        'The change builds on something that is not in the shared log. It is kept, but not applied; its author sends it again.',
      )
    : ok()
}

const malformed = (why: string): Result<never> => ({ ok: false, error: malformedUpdate(why) })
