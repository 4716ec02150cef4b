/**
 * The outbox on its way into the log. Entries are sealed when they are sent, up to eight before the first is answered:
 * each names its predecessor in the device's own chain, so the log takes them in order or not at all, and one that is
 * refused makes it refuse those behind it, which are then sealed again. Eight instead of one, because a long outbox
 * (a day offline, an import) would else take one round trip per entry.
 *
 * An entry is in flight until it comes back in the log and the vault has taken it in: `stored` alone is not enough,
 * its rows leave the outbox in that transaction. After a lost connection nothing is in flight: the log is read to its
 * head first, which shows what had arrived, and the rest is sent again under the same uuids.
 */

import { currentEpoch } from '~/lib/protocol/access/accessState'
import { tooLarge, type LogHead } from '~/lib/protocol/log/entry'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { Random } from '~/lib/shared/ids'
import type { Failure } from '~/lib/shared/result'
import type { IngestReport, OutboxBatch, Replica } from '~/lib/vault/replica/replica'
import type { LogPort } from '../connection/logPort'
import { sealBatch } from './sealBatch'

/** Milliseconds between two rounds while somebody keeps writing; the first goes at once. */
export const drainMs = 500
/** Refusals that only say "read on and seal again". */
const passing: readonly string[] = ['wrongSeq', 'duplicate', 'wrongHead', 'wrongEpoch', 'rateLimited', 'busy', 'moved']
const retryMs = 100
const mostRetries = 8

export interface OutboxDrainOptions {
  readonly replica: Replica
  readonly random: Random
  readonly clock: { now(): number }
  /** The log refuses to take what should fit: the connection is better made anew. */
  readonly onStuck: (message: string, cause?: string) => void
  /** Rows that this device writes by itself; refused ones are dropped, nobody waits for them. */
  readonly isAutomatic: (commandName: string) => boolean
}

export interface OutboxDrain {
  /** The log was read to its head: sending may begin. */
  start(port: LogPort): void
  /** The port is gone; what was in flight is not any more. */
  stop(): void
  /** Something may be waiting. */
  nudge(): void
  /** Something waits that should not: sent at once. */
  flush(): void
  refused(uuid: string, type: string, message: string): void
  ingested(report: IngestReport): void
  readonly inFlight: number
}

export function createOutboxDrain({ replica, random, clock, onStuck, isAutomatic }: OutboxDrainOptions): OutboxDrain {
  const inFlight = new Map<string, OutboxBatch>()
  let port: LogPort | undefined
  /** The device's chain behind everything in flight. */
  let tip = replica.ownChain()
  let refusal: { readonly batch: OutboxBatch; readonly failure: Failure } | undefined
  let retries = 0
  let retrying = false
  let lastSent = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false

  async function run(): Promise<void> {
    if (running) {
      again = true
      return
    }
    running = true
    try {
      do {
        again = false
        await round()
      } while (again && port)
    } catch (error) {
      onStuck(String(error))
    } finally {
      running = false
    }
  }

  async function round(): Promise<void> {
    while (port) {
      if (refusal || retrying) {
        if (inFlight.size > 0) return
        if (!(await settle())) return
      }
      if (inFlight.size >= limits.inFlight) return
      const batch = await replica.takeBatch(new Set(inFlight.keys()))
      if (!batch || !port) return
      await append(port, batch)
    }
  }

  async function append(to: LogPort, batch: OutboxBatch): Promise<void> {
    const from = inFlight.size === 0 ? replica.ownChain() : tip
    const { seq, chain, verdicts } = replica.head()
    const head: LogHead = { seq, chain }
    const place = {
      workspaceId: replica.workspaceId,
      deviceId: replica.deviceId,
      deviceSeq: from.deviceSeq + 1,
      prevDeviceHash: from.prevDeviceHash,
      head,
      epoch: currentEpoch(replica.access()),
    }
    inFlight.set(batch.uuid, batch)
    const sealed = await sealBatch(
      batch,
      place,
      { sign: replica.signer().sign, epochKey: (epoch) => replica.epochKey(epoch) },
      random,
      { verdicts },
    )
    if (port !== to) return
    // A relay ends the line over it, for good: it is refused here, by the same words.
    if (sealed.bytes.length > limits.entryBytes) return refused(batch.uuid, tooLarge.error.type, tooLarge.error.message)
    tip = { deviceSeq: place.deviceSeq, prevDeviceHash: sealed.hash }
    lastSent = clock.now()
    to.append(batch.uuid, sealed.bytes)
  }

  function refused(uuid: string, type: string, message: string): void {
    const batch = inFlight.get(uuid)
    if (!batch) return
    inFlight.delete(uuid)
    // Nothing is wrong with what waits here; the relay says what is wrong with itself.
    if (type === 'clockPaused') return onStuck(message, type)
    if (passing.includes(type)) retrying = true
    // The first one is what went wrong; those behind it were only refused because of it.
    else refusal ??= { batch, failure: { type, message } }
    void run()
  }

  /** Nothing is in flight: act on what was refused. Whether to go on now. */
  async function settle(): Promise<boolean> {
    if (refusal) {
      const { batch, failure } = refusal
      refusal = undefined
      retrying = false
      if (batch.rows.every(({ name }) => isAutomatic(name))) await drop(batch)
      else await replica.refuse(batch.uuid, failure)
      return true
    }
    retrying = false
    if (++retries > mostRetries) {
      retries = 0
      onStuck('The log keeps refusing entries that should fit. The connection is made again.')
      return false
    }
    later(retryMs * 2 ** (retries - 1))
    return false
  }

  const drop = (batch: OutboxBatch): Promise<void> =>
    replica.exclusive(() =>
      replica.vault.outbox
        .where('entryUuid')
        .equals(batch.uuid)
        .delete()
        .then(() => undefined),
    )

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      void run()
    }, ms)
  }

  return {
    start(opened) {
      port = opened
      void run()
    },
    stop() {
      port = undefined
      inFlight.clear()
      refusal = undefined
      retrying = false
      clearTimeout(timer)
      timer = undefined
    },
    nudge() {
      if (!port || timer !== undefined) return
      const wait = lastSent + drainMs - clock.now()
      if (wait <= 0) void run()
      else later(Math.min(wait, drainMs))
    },
    flush() {
      if (port) void run()
    },
    refused,
    ingested(report) {
      for (const uuid of report.confirmed) inFlight.delete(uuid)
      for (const { uuid, own } of report.notCounted) if (own) inFlight.delete(uuid)
      if (report.confirmed.length > 0) retries = 0
      if (port && (refusal || retrying || inFlight.size > 0 || report.confirmed.length > 0)) void run()
    },
    get inFlight() {
      return inFlight.size
    },
  }
}
