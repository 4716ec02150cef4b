/** Gives places to the entries of one batch: each is judged on the state that the ones before it leave. */

import { isTimeReset, sequenceEntry } from '../../lib/protocol/log/chain'
import { entryHash, isPlainClass, type Entry } from '../../lib/protocol/log/entry'
import { admitForAppend, type LogState } from '../../lib/protocol/log/judge'
import { fail, type Failure } from '../../lib/shared/result'
import type { ClockWatch } from '../clockWatch'
import type { LogRecord, LogStore, StoredHead } from '../store/logStore'
import { withChainOf } from './logState'
import { sealedUnder } from './sealedUnder'

export interface Candidate {
  readonly bytes: LogRecord['bytes']
  readonly entry: Entry
  readonly signatureValid: Promise<boolean>
}

export type AppendAnswer =
  | { readonly type: 'stored'; readonly seq: number; readonly relayTime: number; readonly chain: string }
  | { readonly type: 'refused'; readonly failure: Failure }
  /** The workspace has no room left. Nothing is wrong with the entry, so it is not refused. */
  | { readonly type: 'quota' }

export interface JudgedBatch {
  readonly records: readonly LogRecord[]
  readonly state: LogState
  /** One for each candidate. */
  readonly answers: readonly AppendAnswer[]
}

export interface BatchContext {
  readonly workspaceId: string
  readonly store: LogStore
  readonly head: StoredHead
  readonly state: LogState
  readonly workspaceBytes: number
  readonly now: () => number
  readonly chainAt: (seq: number) => Promise<string | undefined>
  readonly clockWatch: ClockWatch
}

export async function judgeBatch(candidates: readonly Candidate[], context: BatchContext): Promise<JudgedBatch> {
  let { state, head } = context
  const records: LogRecord[] = []
  const answers: AppendAnswer[] = []
  for (const candidate of candidates) {
    const { entry, bytes } = candidate
    const { header } = entry
    state = await withChainOf(context.store, context.workspaceId, state, header.deviceId)
    const sequenced = sequenceEntry(head, bytes, context.now())
    // An author can only have seen what is durable, so the store's chain values are enough.
    const seen = await context.chainAt(header.head.seq)
    const admitted = admitForAppend(state, entry, {
      signatureValid: await candidate.signatureValid,
      seq: sequenced.seq,
      relayTime: sequenced.relayTime,
      chainAt: (seq) => (seq === header.head.seq ? seen : undefined),
      sealedBy: await sealedUnder(context.store, context.workspaceId, state, { entry, fresh: records }),
    })
    if (!admitted.ok) {
      answers.push(
        admitted.error.type === 'duplicate'
          ? await answerAgain(candidate, records, context)
          : { type: 'refused', failure: admitted.error },
      )
      continue
    }
    const paused = context.clockWatch.refusal(head.relayTime)
    if (paused && !(paused.healedByReset && isTimeReset(bytes))) {
      answers.push({ type: 'refused', failure: paused.failure })
      continue
    }
    // Members must be removable when the room is used up: what is not sealed is small and always fits.
    if (head.bytes + bytes.length > context.workspaceBytes && !isPlainClass(header.class)) {
      answers.push({ type: 'quota' })
      continue
    }
    const { seq, relayTime, chain } = sequenced
    records.push({
      ...sequenced,
      deviceId: header.deviceId,
      deviceSeq: header.deviceSeq,
      class: header.class,
      hash: entryHash(bytes),
    })
    head = { seq, chain, relayTime, bytes: head.bytes + bytes.length }
    state = admitted.value
    answers.push({ type: 'stored', seq, relayTime, chain })
  }
  return { records, state, answers }
}

/** The very same entry sent again was stored, and that is said again; another one with its number is refused. */
async function answerAgain(
  { entry, bytes }: Candidate,
  records: readonly LogRecord[],
  context: BatchContext,
): Promise<AppendAnswer> {
  const { deviceId, deviceSeq } = entry.header
  const hash = entryHash(bytes)
  const isSame = (held: { readonly hash: string } | undefined): boolean => held?.hash === hash
  const now = records.find((record) => record.deviceId === deviceId && record.deviceSeq === deviceSeq)
  if (now && isSame(now)) return { type: 'stored', seq: now.seq, relayTime: now.relayTime, chain: now.chain }
  const held = now ? undefined : await context.store.findOfDevice(context.workspaceId, deviceId, deviceSeq)
  if (held && isSame(held)) {
    const [stored] = await context.store.read(context.workspaceId, { after: held.seq - 1, maxBytes: 1 })
    if (stored) return { type: 'stored', seq: stored.seq, relayTime: stored.relayTime, chain: stored.chain }
  }
  return {
    type: 'refused',
    failure: fail(
      'duplicate',
      'The log has another entry of this device with the same number. This device may exist twice; read the log to its head first.',
    ).error,
  }
}
