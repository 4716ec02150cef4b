/**
 * Six words for two people to compare: 66 bits of a hash, eleven bits a word. One helper for the two uses: the
 * safety words of an admission and the fingerprint of a log position. The list of 2,048 words is handed in.
 */

import { assert } from '../shared/assert'
import { concatBytes, fromHex, type Bytes } from '../shared/bytes'
import { sha256 } from '../shared/hash'
import type { LogHead } from './entry'
import { tag } from './tags'

const bitsPerWord = 11

/** The first `count` words of the hash of a message. */
export function fingerprintWords(message: Uint8Array, words: readonly string[], count = 6): readonly string[] {
  assert(words.length === 2 ** bitsPerWord, 'a fingerprint needs a list of 2,048 words')
  const hash = sha256(message)
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, i) =>
    words[Number.parseInt(bits.slice(i * bitsPerWord, (i + 1) * bitsPerWord), 2)]!)
}

/**
 * The safety words of an admission, over the entries both sides hold before it: founding, invitation and join.
 * They are compared *before* the admit entry is made, because that entry hands over the workspace secret; it
 * then names the join by the same hash (`joinHash`), so what was compared is what is admitted.
 */
export const safetyWords = (
  entries: { readonly genesisHash: string; readonly inviteHash: string; readonly joinHash: string },
  words: readonly string[],
): readonly string[] => fingerprintWords(admissionBytes(entries), words)

/** The fingerprint of a position: equal words mean the same history up to there. */
export const headWords = (workspaceId: string, head: LogHead, words: readonly string[]): readonly string[] =>
  fingerprintWords(concatBytes(tag('fingerprint'), fromHex(workspaceId), seqBytes(head.seq), fromHex(head.chain)), words)

const admissionBytes = (entries: { readonly genesisHash: string; readonly inviteHash: string; readonly joinHash: string }): Bytes =>
  concatBytes(tag('safety'), fromHex(entries.genesisHash), fromHex(entries.inviteHash), fromHex(entries.joinHash))

function seqBytes(seq: number): Bytes {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(seq))
  return out
}
