/** A row of the log as the relay sent it. */

import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { toBytes } from '~/lib/shared/bytes'
import type { LogRow } from './tables'

export const sequencedRow = ({ seq, relayTime, chain, bytes }: LogRow): SequencedEntry => ({
  seq,
  relayTime,
  chain,
  bytes: toBytes(bytes),
})
