/**
 * What the relay adds to an entry: its place, its time, and a running hash over all before it. Who has two
 * equal chain values at one position has the same history; who has two different ones holds the proof of a fork.
 */

import { concatBytes, fromHex, toHex, type Bytes } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { readAccessBody } from '../access/accessBody'
import { entryHash, readEntry, type LogHead } from './entry'
import { tag } from '../wire/protocolTags'
import {
  readBytes,
  readHex,
  readTime,
  readUint,
  writeBytes,
  writeHex,
  writeUint,
  type Decoder,
  type Encoder,
} from '../wire/wireReader'

export interface SequencedEntry {
  readonly seq: number
  /** Milliseconds since 1970, falling at a `timeReset` only. */
  readonly relayTime: number
  /** Chain value at this position, 64 hexadecimal digits. */
  readonly chain: string
  /** The entry as written. */
  readonly bytes: Bytes
}

/** SHA-256(tag ‖ previous chain ‖ seq ‖ relayTime ‖ entry hash); numbers as 8 bytes, big-endian. */
export const nextChain = (previous: string, seq: number, relayTime: number, hash: string): string =>
  toHex(sha256(concatBytes(tag('chain'), fromHex(previous), uint64(seq), uint64(relayTime), fromHex(hash))))

/**
 * Gives an entry its place after `head`. `relayTime` is raised to the last one where a clock went back, except at a
 * `timeReset`: from there on time runs from the clock again.
 */
export function sequenceEntry(
  head: LogHead & { readonly relayTime: number },
  bytes: Bytes,
  now: number,
): SequencedEntry {
  const seq = head.seq + 1
  const relayTime = now >= head.relayTime || isTimeReset(bytes) ? now : head.relayTime
  return { seq, relayTime, chain: nextChain(head.chain, seq, relayTime, entryHash(bytes)), bytes }
}

/** Checks that an entry is the next one after `head`. Fails with `gap`, `timeFell` or `fork`. */
export function followChain(head: LogHead & { readonly relayTime: number }, entry: SequencedEntry): Result<void> {
  if (entry.seq !== head.seq + 1) {
    return fail(
      'gap',
      `The relay sent position ${entry.seq} after ${head.seq}. Connect again; if it stays, change the relay.`,
    )
  }
  if (entry.relayTime < head.relayTime && !isTimeReset(entry.bytes)) {
    return timeFell(entry)
  }
  if (entry.chain !== nextChain(head.chain, entry.seq, entry.relayTime, entryHash(entry.bytes))) {
    return fail(
      'fork',
      `The relay shows another history at position ${entry.seq} than the one this device holds. Nothing was applied. Stop using this relay and compare the words.`,
    )
  }
  return ok()
}

/**
 * Asked once an entry that follows was judged: only a `timeReset` that counts lets time fall. Fails with `timeFell`.
 */
export const checkFall = (
  head: { readonly relayTime: number },
  entry: SequencedEntry,
  counts: boolean,
): Result<void> => (counts || entry.relayTime >= head.relayTime ? ok() : timeFell(entry))

const timeFell = ({ seq }: SequencedEntry): Err =>
  fail('timeFell', `The relay's time went back at position ${seq}. Stop using this relay and tell the owner.`)

/** Whether an entry is the one at which relay time may fall. That an owner wrote it is the judge's question. */
export function isTimeReset(bytes: Uint8Array): boolean {
  const entry = readEntry(bytes)
  if (!entry.ok || entry.value.header.class !== 'access') return false
  const body = readAccessBody(entry.value.ciphertext)
  return body.ok && body.value.type === 'timeReset'
}

export function writeSequenced(encoder: Encoder, entry: SequencedEntry): void {
  writeUint(encoder, entry.seq)
  writeUint(encoder, entry.relayTime)
  writeHex(encoder, entry.chain, 32)
  writeBytes(encoder, entry.bytes)
}

export const readSequenced = (decoder: Decoder): SequencedEntry => ({
  seq: readUint(decoder),
  relayTime: readTime(decoder),
  chain: readHex(decoder, 32),
  bytes: readBytes(decoder),
})

function uint64(value: number): Bytes {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(value))
  return out
}
