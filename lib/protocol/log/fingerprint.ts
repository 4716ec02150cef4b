/**
 * Words for two people: eleven bits of a hash each. One helper for the two uses: the safety words of an admission and
 * the fingerprint of a log position. The list of 2,048 words is handed in.
 *
 * Six words suffice where one side has committed itself before the other can choose (an admission); a fingerprint of a
 * history has twelve, because a relay may try histories until two of them show the same six.
 */

import { assert } from '~/lib/shared/assert'
import { concatBytes, fromHex, type Bytes } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import type { LogHead } from './entry'
import { tag } from '../wire/protocolTags'

const bitsPerWord = 11

const safetyCount = 6
const headCount = 12

/** The first `count` words of the hash of a message. */
export function fingerprintWords(message: Uint8Array, words: readonly string[], count: number): readonly string[] {
  assert(words.length === 2 ** bitsPerWord, 'a fingerprint needs a list of 2,048 words')
  const hash = sha256(message)
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from(
    { length: count },
    (_, i) => words[Number.parseInt(bits.slice(i * bitsPerWord, (i + 1) * bitsPerWord), 2)]!,
  )
}

/**
 * What an admission is about: founding, invitation, what the link showed (`shownHash`), and the join with the joiner's
 * keys.
 */
export interface AdmissionHashes {
  readonly genesisHash: string
  readonly inviteHash: string
  readonly shown: string
  readonly joinHash: string
}

/**
 * The safety words of an admission, over what both sides hold before it. The joiner reads them out and the inviter
 * types them *before* the admit entry is made, because that entry hands over the workspace secret; it then names the
 * join by the same hash (`joinHash`), so whose words were typed is who is admitted.
 */
export const safetyWords = (hashes: AdmissionHashes, words: readonly string[]): readonly string[] =>
  fingerprintWords(admissionBytes(hashes), words, safetyCount)

/** Whether what somebody typed, in whatever case and spacing, are these words. */
export const areSafetyWords = (typed: string, expected: readonly string[]): boolean =>
  (typed.toLowerCase().match(/[a-z]+/g) ?? []).join(' ') === expected.join(' ')

/** The fingerprint of a position: equal words mean the same history up to there. */
export const headWords = (workspaceId: string, head: LogHead, words: readonly string[]): readonly string[] =>
  fingerprintWords(
    concatBytes(tag('fingerprint'), fromHex(workspaceId), seqBytes(head.seq), fromHex(head.chain)),
    words,
    headCount,
  )

/** The same position as a code for a camera, whole: two codes that are equal mean the same history. */
export const headCode = (workspaceId: string, { seq, chain }: LogHead): string =>
  `plumbline:head:${workspaceId}:${seq}:${chain}`

const admissionBytes = ({ genesisHash, inviteHash, shown, joinHash }: AdmissionHashes): Bytes =>
  concatBytes(tag('safety'), fromHex(genesisHash), fromHex(inviteHash), fromHex(shown), fromHex(joinHash))

function seqBytes(seq: number): Bytes {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(seq))
  return out
}
