/**
 * One workspace in one relay process: judges what is appended, one batch after the other, and tells every reader
 * once it is durable. A batch is also the frame: encoded once, written to all. While a batch is being synced the
 * next one gathers. It holds no rights of sockets; those are in server/socket.
 */

import { signaturesOf, type LogState } from '../../lib/protocol/log/judge'
import type { SequencedEntry } from '../../lib/protocol/log/chain'
import { readEntry, zeroHash, type Entry } from '../../lib/protocol/log/entry'
import { writeRelayFrame } from '../../lib/protocol/wire/frames'
import type { Receipt } from '../../lib/protocol/log/receipt'
import type { Bytes } from '../../lib/shared/bytes'
import type { ClockWatch } from '../clockWatch'
import type { Fanout } from '../fanout'
import type { Metrics } from '../metrics'
import type { RelayKey } from '../relayKey'
import type { RelayLimits } from '../relayLimits'
import { prepareFrame } from '../socket/prepareFrame'
import type { LogRecord, LogStore, StoredHead } from '../store/logStore'
import { verifyAll } from '../verifySignature'
import { judgeBatch, type AppendAnswer, type Candidate } from './judgeBatch'
import { afterStored, loadAccess } from './logState'

/** A socket that has caught up. */
export interface LogReader {
  /** Reads access entries only. */
  readonly accessOnly: boolean
  deliver(preparedFrame: Buffer, entries: number): void
  present(from: string, preparedFrame: Buffer): void
}

export interface WorkspaceLogOptions {
  readonly workspaceId: string
  readonly store: LogStore
  readonly fanout: Fanout
  readonly metrics: Metrics
  readonly limits: RelayLimits
  readonly now: () => number
  readonly key: RelayKey
  readonly clockWatch: ClockWatch
  /** Acts on erasures that are durable. Repeated for those of the past when the workspace is opened. */
  readonly honourErasure: (entry: Entry) => Promise<void>
  readonly onError: (error: unknown, what: string) => void
}

export interface WorkspaceLog {
  readonly workspaceId: string
  head(): StoredHead
  state(): LogState
  /** The relay's word for the head. */
  receipt(): Receipt
  /** Rejects when the store failed: whether the entry is in the log is then unknown, and the author asks again. */
  append(bytes: Bytes, entry: Entry): Promise<AppendAnswer>
  /** Entries behind a position, as many as fit one frame. `at` is where the read ended. */
  read(
    after: number,
    accessOnly: boolean,
  ): Promise<{ readonly entries: readonly SequencedEntry[]; readonly at: number }>
  /** The chain value at a position up to the head. */
  chainAt(seq: number): Promise<string | undefined>
  /** Puts back what was lost behind `after`, in one piece. False when the log went on meanwhile. */
  restore(after: StoredHead, records: readonly LogRecord[]): Promise<boolean>
  present(from: string, bytes: Bytes): void
  /** Looks whether another process appended: repairs a fan-out message that was lost. */
  poll(): Promise<void>
  readonly readers: Set<LogReader>
  /** Told when rights may have changed. */
  readonly watchers: Set<() => void>
  /** Resolves when what was given to `append` so far is answered. */
  settled(): Promise<void>
  /** Resolves when nothing is being appended. */
  idle(): Promise<void>
  close(): void
}

const rememberedChains = 4096

/** Undefined when the store has no such workspace. */
export async function openWorkspaceLog(options: WorkspaceLogOptions): Promise<WorkspaceLog | undefined> {
  const { workspaceId, store, fanout, metrics, limits } = options
  const opened = await store.head(workspaceId)
  if (!opened) return undefined
  let head = opened
  let state = await loadAccess(store, workspaceId, head.seq, options.honourErasure)
  let queue: (Candidate & {
    readonly resolve: (answer: AppendAnswer) => void
    readonly reject: (error: unknown) => void
  })[] = []
  let running: Promise<void> | undefined
  let behind = false
  let receipt: Receipt | undefined
  const readers = new Set<LogReader>()
  const watchers = new Set<() => void>()
  const pending = new Set<Promise<void>>()
  const chains = new Map<number, string>([
    [0, zeroHash],
    [head.seq, head.chain],
  ])

  const unsubscribe = fanout.subscribe(workspaceId, (message) => {
    if (message.type === 'advanced') return noteHead(message.seq)
    const frame = prepareFrame(writeRelayFrame({ kind: 'presence', bytes: message.bytes }))
    for (const reader of readers) reader.present(message.from, frame)
  })

  function noteHead(seq: number): void {
    if (seq <= head.seq) return
    behind = true
    running ??= run()
  }

  async function run(): Promise<void> {
    // Lets the appends of this tick gather.
    await Promise.resolve()
    while (queue.length > 0 || behind) {
      const batch = takeBatch()
      try {
        if (behind) await follow()
        if (batch.length > 0) await commit(batch)
      } catch (error) {
        options.onError(error, 'append')
        for (const { reject } of batch) reject(error)
        await reload().catch((reason: unknown) => options.onError(reason, 'reload'))
      }
    }
    running = undefined
  }

  function takeBatch(): typeof queue {
    let bytes = 0
    let count = 0
    while (count < queue.length && bytes < limits.batchBytes) bytes += queue[count++]!.bytes.length
    const batch = queue.slice(0, count)
    queue = queue.slice(count)
    return batch
  }

  async function commit(batch: typeof queue): Promise<void> {
    for (;;) {
      const judged = await judgeBatch(batch, {
        ...options,
        head,
        state,
        workspaceBytes: limits.workspaceBytes,
        chainAt,
      })
      // A refusal is final for who wrote it: it is said of a log that was read to its end.
      if (judged.answers.some(({ type }) => type === 'refused') && (await isBehind())) {
        await follow()
        continue
      }
      if (judged.records.length > 0) {
        const stop = metrics.commitSeconds.startTimer()
        if ((await store.append(workspaceId, head, judged.records)) === 'moved') {
          await follow()
          continue
        }
        stop()
        metrics.commitEntries.observe(judged.records.length)
        metrics.entriesStored.inc(judged.records.length)
        const bytes = judged.records.reduce((sum, record) => sum + record.bytes.length, head.bytes)
        await advance(judged.records, judged.state, bytes)
        fanout.publish(workspaceId, { type: 'advanced', seq: head.seq })
      }
      batch.forEach(({ resolve }, index) => {
        const answer = judged.answers[index]!
        if (answer.type === 'refused') metrics.entriesRefused.inc({ reason: answer.failure.type })
        resolve(answer)
      })
      return
    }
  }

  const isBehind = async (): Promise<boolean> => ((await store.head(workspaceId))?.seq ?? 0) > head.seq

  /** Reads on what another process appended. */
  async function follow(): Promise<void> {
    behind = false
    for (;;) {
      const entries = await store.read(workspaceId, { after: head.seq, maxBytes: limits.batchBytes })
      if (entries.length === 0) return
      const bytes = entries.reduce((sum, entry) => sum + entry.bytes.length, head.bytes)
      await advance(entries, entries.reduce(afterStored, state), bytes)
    }
  }

  async function advance(entries: readonly SequencedEntry[], next: LogState, bytes: number): Promise<void> {
    const { seq, chain, relayTime } = entries.at(-1)!
    const accessChanged = next.access !== state.access
    head = { seq, chain, relayTime, bytes }
    state = next
    remember(entries)
    const parsed = entries.map((entry) => ({ entry, header: readEntry(entry.bytes) }))
    deliver(entries, false)
    const access = parsed
      .filter(({ header }) => header.ok && header.value.header.class === 'access')
      .map(({ entry }) => entry)
    if (access.length > 0) deliver(access, true)
    if (accessChanged) for (const watch of [...watchers]) watch()
    for (const { header } of parsed) {
      if (header.ok && header.value.header.class === 'erase') await options.honourErasure(header.value)
    }
  }

  function deliver(entries: readonly SequencedEntry[], accessOnly: boolean): void {
    const audience = [...readers].filter((reader) => reader.accessOnly === accessOnly)
    if (audience.length === 0) return
    const frame = prepareFrame(writeRelayFrame({ kind: 'entries', entries, receipt: wordForHead() }))
    for (const reader of audience) reader.deliver(frame, entries.length)
  }

  function remember(entries: readonly SequencedEntry[]): void {
    for (const { seq, chain } of entries) {
      chains.set(seq, chain)
      chains.delete(seq - rememberedChains)
    }
    chains.set(0, zeroHash)
  }

  /** Signed once for each head: a batch has one. */
  function wordForHead(): Receipt {
    if (receipt?.seq !== head.seq) receipt = options.key.receipt(workspaceId, head, options.now())
    return receipt
  }

  const chainAt = async (seq: number): Promise<string | undefined> =>
    chains.get(seq) ?? (seq <= head.seq ? await store.chainAt(workspaceId, seq) : undefined)

  /** After a failed write the store alone knows what it holds. */
  async function reload(): Promise<void> {
    const stored = await store.head(workspaceId)
    if (!stored) throw new Error('the store lost a workspace')
    if (stored.seq > head.seq) await follow()
  }

  return {
    workspaceId,
    readers,
    watchers,
    head: () => head,
    state: () => state,
    receipt: wordForHead,
    chainAt,
    append(bytes, entry) {
      const signatures = signaturesOf(state, entry)
      const signatureValid = signatures.ok ? verifyAll(signatures.value) : Promise.resolve(false)
      const answer = new Promise<AppendAnswer>((resolve, reject) => {
        queue.push({ bytes, entry, signatureValid, resolve, reject })
        running ??= run()
      })
      const done = answer
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => pending.delete(done))
      pending.add(done)
      return answer
    },
    async read(after, accessOnly) {
      const limit = head.seq
      const found = await store.read(workspaceId, { after, maxBytes: limits.batchBytes, plainOnly: accessOnly })
      // What is in the store but not yet told to readers comes by `deliver`.
      const entries = found.filter(({ seq }) => seq <= limit)
      if (!accessOnly) return { entries, at: entries.at(-1)?.seq ?? after }
      const at = entries.length < found.length || entries.length === 0 ? limit : entries.at(-1)!.seq
      return { entries: entries.filter(isAccess), at }
    },
    async restore(after, records) {
      if ((await store.append(workspaceId, after, records)) === 'moved') return false
      metrics.entriesStored.inc(records.length)
      noteHead(records.at(-1)!.seq)
      while (running) await running
      return true
    },
    present: (from, bytes) => fanout.publish(workspaceId, { type: 'presence', from, bytes }),
    poll: async () => noteHead((await store.head(workspaceId))?.seq ?? 0),
    settled: async () => void (await Promise.all([...pending])),
    idle: async () => {
      while (running) await running
    },
    close: unsubscribe,
  }
}

function isAccess({ bytes }: SequencedEntry): boolean {
  const entry = readEntry(bytes)
  return entry.ok && entry.value.header.class === 'access'
}
