/**
 * First half of taking entries in: verdict and content of each, before anything is applied. All WebCrypto happens here,
 * so that the transaction later waits for nothing but itself.
 */

import { checkFall, followChain, type SequencedEntry } from '~/lib/protocol/log/chain'
import { isPlainClass, readEntry, zeroHash, type Entry, type LogHead } from '~/lib/protocol/log/entry'
import { judge, signaturesOf, type LogState } from '~/lib/protocol/log/judge'
import { memberOfDevice } from '~/lib/protocol/access/accessState'
import { assert } from '~/lib/shared/assert'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'
import type { Core } from '../replica/replicaCore'
import { describeContent, openContent, type Content } from './openEntry'
import { kindsNeeded, needsRecord, statementId } from './statementRows'
import { checkStatement } from './statementVerdict'
import type { ReadSequenced } from './verifySignatures'

export interface JudgedEntry {
  readonly sequenced: SequencedEntry
  /** Absent when the bytes are no entry at all. */
  readonly entry: Entry | undefined
  readonly hash: string
  /** Undefined when it counts. */
  readonly failure: Failure | undefined
  readonly content: Content | undefined
  /** What the author of a change makes of the log up to the head of the entry, whether the change counts or not. */
  readonly says: string | undefined
  /** What an entry that does not count says. */
  readonly described: JsonValue | undefined
  /** Of this device and truly signed by it. */
  readonly own: boolean
  /** Before this entry, for statements; after it, for the next one. */
  readonly before: LogState
  readonly after: LogState
  readonly memberId: string | undefined
  /** Another device's counted update uses our client id. */
  readonly takesClientId: boolean
  /** Its own signature is still to be verified. */
  readonly vouched: boolean
}

export interface JudgedBatch {
  readonly entries: readonly JudgedEntry[]
  /** What this device makes of the log at the heads before the batch that its authors had seen. */
  readonly seen: ReadonlyMap<number, string>
  readonly accessChanged: boolean
}

/**
 * Judges entries that follow the head. Ends early before a change of records that the authority of a statement in the
 * batch depends on, because they have to be read just as they were at its position; settings are read for every
 * statement's day. Fails with `gap`, `fork`, `timeFell` or `noKey`; then nothing may be applied. `unappliable`:
 * positions that the books were found not to take (unappliable.ts).
 */
export async function judgeEntries(
  core: Core,
  batch: readonly ReadSequenced[],
  unappliable: ReadonlyMap<number, Failure> = new Map(),
): Promise<Result<JudgedBatch>> {
  const judged: JudgedEntry[] = []
  const { chains, seen } = await rowsSeen(core, batch)
  let { log } = core
  let head: LogHead & { readonly relayTime: number } = core.head
  let accessChanged = false
  /** Kinds that statements of this batch are judged by. */
  const pinned = new Set<string>()
  /** Ids of statements of this batch. */
  const signed = new Set<string>()
  for (const read of batch) {
    const { sequenced } = read
    const follows = followChain(head, sequenced)
    if (!follows.ok) return follows
    const one = await judgeOne(core, log, read, { chains, pinned, signed, unappliable })
    // It waits for a key; what comes before it is taken in.
    if (!one.ok && judged.length > 0) break
    if (!one.ok) return one
    if (one.value === 'later') break
    const fell = checkFall(head, sequenced, !one.value.failure)
    if (!fell.ok) return fell
    judged.push(one.value)
    accessChanged ||= one.value.after.access !== log.access
    log = one.value.after
    head = { seq: sequenced.seq, chain: sequenced.chain, relayTime: sequenced.relayTime }
    chains.set(sequenced.seq, sequenced.chain)
    const { content } = one.value
    if (content?.type !== 'statement') continue
    signed.add(statementId(content.plaintext.body))
    if (needsRecord(content.body)) kindsNeeded(content.body).forEach((kind) => pinned.add(kind))
  }
  return ok({ entries: judged, accessChanged, seen })
}

interface BatchSoFar {
  readonly chains: ReadonlyMap<number, string>
  readonly pinned: ReadonlySet<string>
  readonly signed: ReadonlySet<string>
  readonly unappliable: ReadonlyMap<number, Failure>
}

/**
 * Fails with `noKey`. `later`: it would change what a statement before it is judged by, and is the first of the next
 * batch.
 */
async function judgeOne(
  core: Core,
  log: LogState,
  { sequenced, hash, entry, valid, vouched }: ReadSequenced,
  { chains, pinned, signed, unappliable }: BatchSoFar,
): Promise<Result<JudgedEntry | 'later'>> {
  if (!entry) {
    const unreadable = readEntry(sequenced.bytes)
    assert(!unreadable.ok, 'what was not read has a reason')
    return ok({
      sequenced,
      entry: undefined,
      hash,
      failure: unreadable.error,
      content: undefined,
      says: undefined,
      described: undefined,
      own: false,
      before: log,
      after: log,
      memberId: undefined,
      takesClientId: false,
      vouched: false,
    })
  }
  const { header } = entry
  const seen = header.head.seq
  const chain = seen === 0 ? zeroHash : chains.get(seen)
  const { verdict, state } = judge(log, entry, {
    signatureValid: valid ?? (await verifyAlone(core, log, entry)),
    seq: sequenced.seq,
    relayTime: sequenced.relayTime,
    chainAt: () => chain,
  })
  const own = header.deviceId === core.keys.deviceId && state !== log
  let failure: Failure | undefined
  if (!verdict.counts) {
    const { counts: _counts, ...why } = verdict
    failure = why
  }
  if (!failure && core.leftOut.has(header.epoch) && !isPlainClass(header.class)) {
    failure = fail(
      'leftOutEpoch',
      'This was written with a key that reached nobody but its maker. An owner has dropped that key since, so it counts for nobody.',
    ).error
  }
  let content: Content | undefined
  let says: string | undefined
  let takesClientId = false
  if (!failure) {
    const opened = await openWithKeys(core, entry, state)
    if (opened.ok && opened.value.type === 'update') says = opened.value.verdicts
    const broken = unappliable.get(sequenced.seq)
    if (opened.ok && broken) failure = broken
    else if (opened.ok) content = opened.value
    else if (opened.error.type === 'noKey') return opened
    else failure = opened.error
    if (content?.type === 'statement') {
      const counted = await checkStatement(content.plaintext, content.body, {
        workspaceId: core.workspaceId,
        deviceId: header.deviceId,
        access: log.access,
        verifier: core.verifier,
        isCounted: async (id) => signed.has(id) || (await core.isStated(id)),
      })
      if (!counted.ok) {
        failure = counted.error
        content = undefined
      }
    }
    if (content?.type === 'update') {
      if (content.commands.some(({ parts }) => parts.some(({ book }) => pinned.has(book)))) return ok('later')
      const taken = await takeClients(core, header.deviceId, content)
      if (!taken.ok) {
        failure = taken.error
        content = undefined
      } else if (!own) takesClientId = taken.value
    }
  }
  // An access entry changes the state only if it counts; everything else moves the device's chain either way.
  return ok({
    sequenced,
    entry,
    hash,
    failure,
    content,
    says,
    own,
    before: log,
    after: state,
    described: failure ? await describeContent(entry, core.entryKeys) : undefined,
    memberId: memberOfDevice(state.access, header.deviceId)?.memberId,
    takesClientId,
    vouched,
  })
}

interface RowsSeen {
  /** Chain values. */
  readonly chains: Map<number, string>
  /** Hashes over the verdicts. */
  readonly seen: ReadonlyMap<number, string>
}

/** Of the positions before the batch that its authors had seen, in one question: a vault answers slowly one by one. */
async function rowsSeen(core: Core, batch: readonly ReadSequenced[]): Promise<RowsSeen> {
  const heads = new Set(
    batch.map(({ entry }) => entry?.header.head.seq ?? 0).filter((seq) => seq > 0 && seq <= core.head.seq),
  )
  const rows = (await core.vault.log.bulkGet([...heads])).filter((row) => row !== undefined)
  return {
    chains: new Map(rows.map(({ seq, chain }) => [seq, chain])),
    seen: new Map(rows.map(({ seq, verdicts }) => [seq, verdicts])),
  }
}

async function verifyAlone(core: Core, log: LogState, entry: Entry): Promise<boolean> {
  const signatures = signaturesOf(log, entry)
  return signatures.ok && core.verifier.verifyAll(signatures.value)
}

async function openWithKeys(core: Core, entry: Entry, log: LogState): Promise<Result<Content>> {
  const opened = await openContent(entry, core.entryKeys)
  if (opened.ok || opened.error.type !== 'noKey') return opened
  await fetchEpochKeys(core, log)
  return openContent(entry, core.entryKeys)
}

/** Opens the wraps of epochs whose keys are not here yet. Whether there were any. */
export async function fetchEpochKeys(core: Core, log: LogState): Promise<boolean> {
  const before = core.epochKeys.size
  if (log.access.workspaceId === '') return false
  for (const [epoch, key] of await core.keys.openEpochs(log.access, new Set(core.epochKeys.keys())))
    core.epochKeys.set(epoch, key)
  return core.epochKeys.size > before
}

/**
 * What access entries further on add up to, for the keys they carry. Nothing is believed on it: all is judged again in
 * its turn.
 */
export async function lookAhead(core: Core, log: LogState, entries: readonly SequencedEntry[]): Promise<LogState> {
  let state = log
  for (const { seq, relayTime, bytes } of entries) {
    const entry = readEntry(bytes)
    if (!entry.ok || (entry.value.header.class !== 'access' && entry.value.header.class !== 'key')) continue
    const signatures = signaturesOf(state, entry.value)
    const signatureValid = signatures.ok && (await core.verifier.verifyAll(signatures.value))
    state = judge(state, entry.value, {
      signatureValid,
      seq,
      relayTime,
      chainAt: () => undefined,
      accessOnly: true,
    }).state
  }
  return state
}

/** Whether one of our client ids was taken by the update. */
async function takeClients(core: Core, deviceId: string, content: Content): Promise<Result<boolean>> {
  assert(content.type === 'update', 'only updates have client ids')
  const parts = content.commands.flatMap((command) => command.parts)
  for (const { book } of parts) await core.clients.load(book)
  const taken = core.clients.take(deviceId, parts)
  if (!taken.ok) return taken
  return ok(parts.some(({ decoded }) => decoded.ranges.some(({ client }) => client === core.clientId)))
}
