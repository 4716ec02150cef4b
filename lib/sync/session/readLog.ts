/** The log of the vault as entries in order, in pieces that fit one frame. */

import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { sequencedRow } from '~/lib/vault/store/sequencedRow'
import type { Vault } from '~/lib/vault/store/tables'

const rowsAtOnce = 256

/** What follows `afterSeq`, at most about half a frame; empty at the end. */
export async function readLogAfter(
  vault: Vault,
  afterSeq: number,
  maxBytes = limits.frameBytes / 2 - 65_536,
): Promise<readonly SequencedEntry[]> {
  const rows = await vault.log.where('seq').above(afterSeq).limit(rowsAtOnce).toArray()
  const out: SequencedEntry[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += row.bytes.length
    if (out.length > 0 && bytes > maxBytes) break
    out.push(sequencedRow(row))
  }
  return out
}
