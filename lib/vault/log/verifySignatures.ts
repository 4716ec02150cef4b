/**
 * Signatures of a batch of log entries. Every entry names the hash of its device's entry before it, so a valid
 * signature on a newer one vouches for all that its chain reaches (protocol.md 4): reading a long log then costs one
 * verification per device and batch. Access entries and statements are verified singly whatever vouches for them, and
 * so is everything in a short batch, which is what a device in step with its log receives.
 *
 * Nothing is concluded from a chain that breaks: the entry before the break is verified by itself. So a forged entry in
 * the middle is found by its own signature, and those around it keep counting. What a chain can't tell is an entry
 * whose signature is broken but which its device then built on. Only its own signature makes an entry valid, so what
 * was vouched for is provisional: shown, and verified singly before this device signs or erases anything
 * (provisional.ts).
 */

import { push } from '~/lib/shared/groups'
import { entryHash, readEntry, type Entry } from '~/lib/protocol/log/entry'
import { signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { EntryClass } from '~/lib/protocol/access/workspaceRoles'
import type { Verifier } from '~/lib/crypto/verifier'

/** Whatever vouches for them. */
const verifiedSingly: readonly EntryClass[] = ['access', 'key', 'statement', 'erase']
/** Shorter batches are verified entry by entry. */
export const shortBatch = 32

/** A log entry taken apart, with what is known of its signature. */
export interface ReadSequenced {
  readonly sequenced: SequencedEntry
  readonly hash: string
  /** Undefined when the bytes are no entry. */
  readonly entry: Entry | undefined
  /**
   * Undefined where the caller has to ask, with the access state of the entry's place: short batches, and devices that
   * `log` does not know yet.
   */
  readonly valid: boolean | undefined
  /** Valid by the word of a later entry of its device alone. */
  readonly vouched: boolean
}

/**
 * `log`: the state before the first entry. A device's keys never change, so the answers hold for the whole batch.
 * `singly`: nothing is vouched for.
 */
export async function readAndVerify(
  verifier: Verifier,
  log: LogState,
  entries: readonly SequencedEntry[],
  { singly = false } = {},
): Promise<readonly ReadSequenced[]> {
  const read = entries.map((sequenced) => {
    const entry = readEntry(sequenced.bytes)
    return { sequenced, hash: entryHash(sequenced.bytes), entry: entry.ok ? entry.value : undefined }
  })
  const answers =
    singly || read.length < shortBatch ? new Map<number, Answer>() : await verifyChains(verifier, log, read)
  return read.map((one) => {
    const answer = answers.get(one.sequenced.seq)
    return { ...one, valid: answer && answer !== 'broken', vouched: answer === 'vouched' }
  })
}

type Answer = 'holds' | 'vouched' | 'broken'

async function verifyChains(
  verifier: Verifier,
  log: LogState,
  batch: readonly Omit<ReadSequenced, 'valid' | 'vouched'>[],
): Promise<ReadonlyMap<number, Answer>> {
  const byDevice = new Map<string, KnownEntry[]>()
  for (const { sequenced, hash, entry } of batch) {
    if (!entry || !log.access.devices[entry.header.deviceId]) continue
    push(byDevice, entry.header.deviceId, { seq: sequenced.seq, hash, entry })
  }
  const answers = await Promise.all([...byDevice.values()].map((entries) => verifyChain(verifier, log, entries)))
  return new Map(answers.flat())
}

interface KnownEntry {
  readonly seq: number
  readonly hash: string
  readonly entry: Entry
}

/** Newest first: what a valid entry names as its predecessor is as valid as itself. */
async function verifyChain(
  verifier: Verifier,
  log: LogState,
  entries: readonly KnownEntry[],
): Promise<readonly (readonly [number, Answer])[]> {
  const answers: (readonly [number, Answer])[] = []
  let vouchedHash: string | undefined
  for (const { seq, hash, entry } of entries.toReversed()) {
    const { class: entryClass, prevDeviceHash } = entry.header
    const vouched = hash === vouchedHash
    const answer: Answer =
      vouched && !verifiedSingly.includes(entryClass)
        ? 'vouched'
        : (await holdsAlone(verifier, log, entry))
          ? 'holds'
          : 'broken'
    answers.push([seq, answer])
    if (answer !== 'broken') vouchedHash = prevDeviceHash
  }
  return answers
}

async function holdsAlone(verifier: Verifier, log: LogState, entry: Entry): Promise<boolean> {
  const signatures = signaturesOf(log, entry)
  return signatures.ok && verifier.verifyAll(signatures.value)
}
