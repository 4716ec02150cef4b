/**
 * Whether two devices judge a log alike, in 32 bytes: a running hash over each position and its verdict. A verdict is a
 * function of the log alone, so two devices with the same log and the same rules have the same hash; where they do not,
 * one of them is wrong, older, or lies (lib/vault/log/verdictCheck.ts).
 */

import { sha256Hex } from '~/lib/shared/hash'
import { concatBytes } from '~/lib/shared/bytes'
import { tag } from '../wire/protocolTags'
import { writeAll, writeHex, writeText, writeUint } from '../wire/wireReader'

/** `counts`, or the word for why an entry does not. */
export type VerdictWord = string

/** The hash after the entry at `seq`; `before` is the one after the entry before it, `zeroHash` at the first. */
export const nextVerdicts = (before: string, seq: number, verdict: VerdictWord): string =>
  sha256Hex(
    concatBytes(
      tag('verdicts'),
      writeAll((encoder) => {
        writeHex(encoder, before, 32)
        writeUint(encoder, seq)
        writeText(encoder, verdict)
      }),
    ),
  )
