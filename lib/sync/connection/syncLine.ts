/**
 * One life of one connection to a log, seen from the replica: entries are taken in, in order; at the head, the outbox
 * drains, who joined is let in, files move, presence is told. It ends once, and says why; what its port still says
 * after that is dropped. When to connect, and to what, is `syncLoop.ts`.
 */

import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import { isActiveDevice } from '~/lib/protocol/access/accessState'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import type { Random } from '~/lib/shared/ids'
import type { Failure } from '~/lib/shared/result'
import { dropAccessAhead, dropRecoveryKeys } from '~/lib/vault/store/deviceKeyStore'
import type { IngestReport, Replica } from '~/lib/vault/replica/replica'
import { admitNext } from '../joining/admission'
import type { Healing } from '../session/healing'
import type { BlobTransfer } from '../blobs/blobTransfer'
import type { LogClosed, LogPort, LogPortEvents } from './logPort'
import type { OutboxDrain } from '../outbox/outboxDrain'
import { forgetTimeReset, ownersWord } from '../session/ownersWord'
import { createPresenceGate, openPresence, sealPresence } from '../editors/sendPresence'
import { recoverEntry } from '../joining/recovering'
import { misbehaviours } from './relayConnection'
import type { SnapshotWriter } from '../snapshots/snapshotWriter'
import { forgedWords, words } from '../session/syncWords'
import type { Writers } from '../editors/writers'

export type LineEnd =
  | { readonly type: 'closed'; readonly why: LogClosed }
  /** The log showed what it must not. */
  | { readonly type: 'misbehaves'; readonly failure: Failure }
  /** Nothing is wrong with the log; trying again may help. */
  | { readonly type: 'later'; readonly message: string; readonly cause?: string }
  /** The log is read on from the head: not all that came stayed here. */
  | { readonly type: 'readAgain' }
  | { readonly type: 'removed' }
  /** This device was let in again by its recovery kit, and speaks with its own key from here on. */
  | { readonly type: 'recovered' }

export interface LineOptions {
  readonly replica: Replica
  readonly keys: DeviceKeys
  /** The keys of the kit, while this device comes back with it. */
  readonly recovery: DeviceKeys | undefined
  readonly random: Random
  readonly clock: { now(): number }
  readonly drain: OutboxDrain
  readonly blobs: BlobTransfer | undefined
  readonly snapshots: SnapshotWriter | undefined
  /** Sends keys again that others did not get. */
  readonly healing: Healing
  /** Who writes where, here and on other devices. */
  readonly writers?: Pick<Writers, 'again' | 'body' | 'heard'> | undefined
  /** Of the relay; undefined where this device is its own log. */
  readonly relayOrigin: string | undefined
  /** The relay's time, as far as it is known here. */
  readonly relayNow: () => number
  /** Entries were taken in, or the head was reached. */
  readonly onProgress: () => void
  readonly onEnd: (end: LineEnd) => Promise<void>
}

export interface Line {
  readonly events: LogPortEvents
  readonly caughtUp: boolean
  open(port: LogPort): void
  /** Says now that this device is here, and where it writes. */
  present(): void
  /** Ends it without a word. */
  close(): void
  /** Nothing of it runs any more. */
  idle(): Promise<void>
}

const presenceMs = 60_000
/** Verdicts no honest relay lets into a log: it checks them before it gives a place. */
const forged: readonly string[] = [
  'badSignature',
  'duplicate',
  'wrongWorkspace',
  'wrongSeq',
  'unknownDevice',
  'malformed',
]
/** Refusals of a `recover` entry that only mean: members changed in the same moment. */
const recoverAgain: readonly string[] = ['accessConflict', 'wrongEpoch', 'wrongSeq', 'duplicate']

export function createLine(options: LineOptions): Line {
  const { replica, keys, recovery, random, clock, drain, blobs, snapshots, healing, relayNow } = options
  const gate = createPresenceGate({ relayNow })
  let port: LogPort | undefined
  let caughtUp = false
  let sending = false
  /** The owner's word on its way (ownersWord.ts): everything else waits for it, unless it was refused for good. */
  let word: string | undefined
  let wordless = false
  let presentedAt = 0
  let presence: ReturnType<typeof setInterval> | undefined
  let healTimer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  let work: Promise<void> = Promise.resolve()

  function letGo(): void {
    ended = true
    clearInterval(presence)
    clearTimeout(healTimer)
    drain.stop()
    blobs?.disconnected()
    port?.close()
  }

  async function end(why: LineEnd): Promise<void> {
    if (ended) return
    letGo()
    await options.onEnd(why)
  }

  function inOrder(step: () => Promise<void> | void): void {
    work = work
      .then(() => (ended ? undefined : step()))
      .catch(async (error: unknown) => {
        console.error('sync', error)
        await end({ type: 'later', message: words.unexpected })
      })
  }

  async function take(entries: readonly SequencedEntry[]): Promise<void> {
    const timeSource = port!.timeSource
    const report = await replica.ingest(entries, timeSource)
    if (ended) return
    if (!report.ok) {
      const { type, message } = report.error
      return end(
        misbehaviours.includes(type) ? { type: 'misbehaves', failure: report.error } : { type: 'later', message },
      )
    }
    const lie =
      timeSource === 'relay' ? report.value.notCounted.find(({ verdict }) => forged.includes(verdict)) : undefined
    if (lie)
      return end({ type: 'misbehaves', failure: { type: lie.verdict, message: forgedWords(lie.seq, lie.verdict) } })
    drain.ingested(report.value)
    if (report.value.confirmed.length > 0) options.writers?.again()
    if (report.value.letGo) return end({ type: 'readAgain' })
    await afterTaking(report.value)
  }

  async function afterTaking({ accessChanged, applied }: IngestReport): Promise<void> {
    if (accessChanged && wasRemoved()) return end({ type: 'removed' })
    if (caughtUp && recovery) return accessChanged ? returnByKit(recovery) : undefined
    if (caughtUp && !sending) return beginSending()
    if (caughtUp && accessChanged) await admit()
    if (caughtUp && accessChanged) await heal()
    if (caughtUp && applied > 0) blobs?.nudge()
    if (caughtUp && applied > 0) await writeSnapshots()
    options.onProgress()
  }

  async function reachedHead(): Promise<void> {
    caughtUp = true
    await dropAccessAhead(replica.vault, replica.head().seq)
    if (recovery) return returnByKit(recovery)
    await beginSending()
  }

  async function beginSending(): Promise<void> {
    if (sending || (await waitsForWord()) || ended) return
    const own =
      options.relayOrigin === undefined || wordless
        ? undefined
        : await ownersWord(replica, { origin: options.relayOrigin, random })
    if (ended) return
    if (own) {
      word = own.uuid
      return port!.append(own.uuid, own.bytes)
    }
    sending = true
    drain.start(port!)
    await admit()
    await heal()
    blobs?.nudge()
    snapshots?.listen()
    if (port!.timeSource === 'relay' && presence === undefined) {
      presence = setInterval(() => inOrder(beat), presenceMs)
      await present()
    }
    options.onProgress()
  }

  function wasRemoved(): boolean {
    const access = replica.access()
    return access.devices[replica.deviceId] !== undefined && !isActiveDevice(access, replica.deviceId)
  }

  /** Only a relay has somebody to let in. */
  async function admit(): Promise<void> {
    if (port!.timeSource === 'relay' && (await admitNext({ replica, keys, clock }))) drain.flush()
  }

  async function heal(): Promise<void> {
    clearTimeout(healTimer)
    if (port!.timeSource !== 'relay') return
    const next = await healing.healNext()
    if (next === true) drain.flush()
    else if (next !== false && !ended) healTimer = setTimeout(() => inOrder(heal), next)
  }

  async function returnByKit(key: DeviceKeys): Promise<void> {
    if (isActiveDevice(replica.access(), replica.deviceId)) {
      await dropRecoveryKeys(replica.vault)
      return end({ type: 'recovered' })
    }
    const entry = await recoverEntry({ replica, recovery: key, keys, random })
    if (entry.ok) port!.append(entry.value.uuid, entry.value.bytes)
    else await end({ type: 'misbehaves', failure: entry.error })
  }

  async function refused(uuid: string, type: string, message: string): Promise<void> {
    if (uuid === word) return wordRefused(type, message)
    if (!recovery) drain.refused(uuid, type, message)
    // The change that came between is on its way, and the entry is made again on it.
    else if (!recoverAgain.includes(type)) await end({ type: 'misbehaves', failure: { type, message } })
  }

  async function waitsForWord(): Promise<boolean> {
    if (word === undefined) return false
    if ((await replica.vault.log.where('uuid').equals(word).count()) === 0) return true
    word = undefined
    await forgetTimeReset(replica.vault)
    return false
  }

  /**
   * Where members changed in the same moment, the change is on its way, and it is said again on it if it is still due.
   */
  async function wordRefused(type: string, message: string): Promise<void> {
    word = undefined
    if (type === 'accessConflict' || type === 'wrongEpoch') return
    if (type === 'clockPaused') return end({ type: 'later', cause: type, message })
    wordless = true
    await beginSending()
  }

  async function beat(): Promise<void> {
    await present()
    await heal()
    await writeSnapshots()
  }

  async function writeSnapshots(): Promise<void> {
    if (await snapshots?.writeDue()) blobs?.nudge()
  }

  async function present(): Promise<void> {
    // A clock that is set right may fall, and a frame that is not later than the one before would be taken for an old
    // one.
    presentedAt = Math.max(relayNow(), presentedAt + 1)
    const frame = await sealPresence(replica, { random, relayNow: () => presentedAt }, options.writers?.body())
    if (frame && !ended) port!.present(frame)
  }

  /**
   * A frame that does not open, is about another moment or was heard before changes nothing: anybody who holds a socket
   * could send one.
   */
  async function heardPresence(frame: Uint8Array): Promise<void> {
    const heard = await openPresence(replica, frame)
    if (!heard.ok || !gate.letsIn(heard.value.header)) return
    const { deviceId, time } = heard.value.header
    options.writers?.heard(deviceId, time, heard.value.body)
    snapshots?.heard(deviceId)
  }

  async function closed(why: LogClosed): Promise<void> {
    if (!misbehaviours.includes(why.reason)) return end({ type: 'closed', why })
    await end({ type: 'misbehaves', failure: { type: why.reason, message: why.message } })
  }

  return {
    events: {
      entries: (entries) => inOrder(() => take(entries)),
      caughtUp: () => inOrder(reachedHead),
      stored: () => undefined,
      refused: (uuid, type, message) => inOrder(() => refused(uuid, type, message)),
      presence: (frame) => inOrder(() => heardPresence(frame)),
      closed: (why) => inOrder(() => closed(why)),
    },
    get caughtUp() {
      return caughtUp && !ended
    },
    open(opened) {
      port = opened
      port.open(replica.head())
    },
    present() {
      if (presence !== undefined) inOrder(present)
    },
    close() {
      if (!ended) letGo()
    },
    idle: () => work,
  }
}
