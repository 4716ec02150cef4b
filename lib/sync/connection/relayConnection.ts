/**
 * One life of one socket to a relay: says who we are, reads the log from where we stand, sends entries. It believes
 * nothing: what the relay sends must continue the chain we hold, and a relay whose log lacks our head is left at once.
 * Connecting again after a loss, and when to connect at all, is `syncLoop.ts`.
 *
 * What is checked here is the chain, that is order, time and completeness. Signatures are checked by the judge where
 * the entries are taken in, with the access state of their position (lib/vault).
 */

import { followChain, type SequencedEntry } from '~/lib/protocol/log/chain'
import { closeCodes, closeMessages, closeReasonOf, isFinalClose } from '~/lib/protocol/wire/closeCodes'
import type { LogHead } from '~/lib/protocol/log/entry'
import {
  authBytes,
  frameVersion,
  readRelayFrame,
  subprotocol,
  writeClientFrame,
  type ClientFrame,
  type RelayFrame,
  type Speaker,
} from '~/lib/protocol/wire/frames'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import type { Receipt } from '~/lib/protocol/log/receipt'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { ok } from '~/lib/shared/result'
import type { LogClosed, LogPort, LogPortEvents, LogPosition } from './logPort'
import type { RelayAddress } from './relayAddress'
import { tellWithinMs } from './connectTrouble'
import { createRelayWatch, type RelayWatch, type RelayWord } from './relayWord'
import { lostTailWords, notARelay, notReachable, twoHistories } from '../session/syncWords'

/** The part of a WebSocket that is used; `ws` and browsers both have it. */
export interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  onopen: ((event: never) => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
  onerror: ((event: never) => void) | null
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
}

export type Connect = (url: string, protocols: readonly string[]) => WebSocketLike

export type Welcome = Extract<RelayFrame, { kind: 'welcome' }>

export interface RelayEvents extends LogPortEvents {
  /** Signed in; blob requests carry `token` until this connection closes. */
  welcome(welcome: Welcome): void
  /** Something was heard. */
  heard(): void
  /** Five seconds have passed without a word of the relay. The attempt goes on until that moment, in milliseconds. */
  slow?(until: number): void
  /** By how many milliseconds the relay's clock is ahead of this device's, half the way there and back taken off. */
  relayClock?(offset: number): void
  /** What is to be remembered of the relay. */
  word?(word: RelayWord): void
  /** It lost these entries, as after a restored backup, and gets them back. */
  givesBack?(from: number, to: number): void
}

/** What this device holds of the log and of the relay's word for it. */
export interface HeldLog {
  /** Of the relay at this address; undefined when it was never met. */
  readonly word: RelayWord | undefined
  chainAt(seq: number): Promise<string | undefined>
  /** What follows a position, as much as fits a frame; empty at the end. */
  read(afterSeq: number): Promise<readonly SequencedEntry[]>
}

export interface RelayConnectionOptions {
  readonly connect: Connect
  readonly address: RelayAddress
  readonly workspaceId: string
  readonly speaker: Speaker
  /** By the device's key; for an invitation by its one-time key. */
  readonly sign: (message: Uint8Array) => Promise<Bytes>
  readonly random: Random
  readonly clock: { now(): number }
  readonly events: RelayEvents
  /** Absent where nothing is held yet: an invited device, a look at the last entries. */
  readonly held?: HeldLog
  /** For a relay that does not have this workspace yet: it adopts the log that is held, as it is. */
  readonly createToken?: string
  /** An invited device sees access entries only; their places have gaps, so the chain can't be followed yet. */
  readonly accessOnly?: boolean
  /** Only this many of the last entries are read: the first of them follows something that is not known here. */
  readonly lastEntries?: number
}

/** How long a relay may take to say its first word: a far one over a bad line needs some seconds. */
export const firstWordMs = 20_000
/** What a relay says of the log, once it has welcomed this device. */
const ofTheLog: readonly RelayFrame['kind'][] = ['entries', 'caughtUp', 'stored']
/** How long nothing may be heard before the relay counts as silent. */
export const silentMs = 2 * limits.pingMs + 5_000

export function createRelayConnection(options: RelayConnectionOptions): LogPort {
  const { events, address, clock } = options
  const clientNonce = options.random(32)
  let socket: WebSocketLike | undefined
  let from: LogPosition | undefined
  let head: LogPosition | undefined
  /** Position of the relay's log when it welcomed us: it must show all of it. */
  let promised: LogHead | undefined
  let pinger: ReturnType<typeof setInterval> | undefined
  let lastHeard = clock.now()
  /** A frame of the protocol came: a relay is there. */
  let spoke = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  let pings = 0
  /** When the frame was sent that a welcome or pong answers. */
  let asked = clock.now()
  let closed = false
  let work: Promise<void> = Promise.resolve()
  const { held } = options
  const watch: RelayWatch | undefined =
    held &&
    createRelayWatch({
      workspaceId: options.workspaceId,
      url: address.origin,
      word: held.word,
      onWord: (word) => events.word?.(word),
    })
  /**
   * Where the log of the relay ended when what it lost was offered: again only once it reaches farther, as where
   * another device was faster.
   */
  let offered: number | undefined

  function end(why: LogClosed): void {
    if (closed) return
    closed = true
    clearInterval(pinger)
    clearTimeout(waiting)
    if (socket) {
      // A socket that is still connecting reports its closing as an error; nobody is listening any more.
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.onerror = () => undefined
      if (socket.readyState < 2) socket.close(1000)
    }
    events.closed(why)
  }

  const misbehaves = (type: string, message: string): void =>
    end({ code: closeCodes.badRequest, reason: type, final: true, message })

  /** Before its first frame, what is wrong is the address: nothing can be said of a relay that was never there. */
  const noRelay = (): void =>
    end({ code: 1002, reason: 'notARelay', final: false, message: notARelay(address.host), trouble: 'notARelay' })

  function awaitFirstWord(): void {
    waiting = setTimeout(() => {
      events.slow?.(clock.now() + firstWordMs - tellWithinMs)
      waiting = setTimeout(() => {
        end({
          code: 1006,
          reason: 'unreachable',
          final: false,
          message: notReachable(address.host),
          trouble: 'unreachable',
        })
      }, firstWordMs - tellWithinMs)
    }, tellWithinMs)
  }

  function send(frame: ClientFrame): void {
    if (!closed && socket?.readyState === 1) socket.send(writeClientFrame(frame))
  }

  function receive(data: unknown): void {
    lastHeard = clock.now()
    events.heard()
    const binary = data instanceof ArrayBuffer || data instanceof Uint8Array
    if (!binary)
      return spoke
        ? misbehaves('malformed', 'The relay sent text where frames are expected. Check the address.')
        : noRelay()
    const frame = readRelayFrame(toBytes(data))
    if (!frame.ok) return spoke ? misbehaves(frame.error.type, frame.error.message) : noRelay()
    spoke = true
    clearTimeout(waiting)
    // In order, also where a frame needs to wait for a signature.
    const at = lastHeard
    work = work
      .then(() => (closed ? undefined : handle(frame.value, at)))
      .catch((error: unknown) => {
        end({ code: 1011, reason: 'failed', final: false, message: String(error) })
      })
  }

  async function handle(frame: RelayFrame, at: number): Promise<void> {
    // A relay that skips its welcome would show neither its key nor where its log ends.
    if (!promised && ofTheLog.includes(frame.kind))
      return misbehaves(
        'malformed',
        'The relay sent log data before it identified itself. Stop using this relay and tell the owner. Nothing was applied.',
      )
    switch (frame.kind) {
      case 'challenge':
        return answerChallenge(frame.relayNonce)
      case 'bring':
        return bring(frame)
      case 'welcome':
        events.relayClock?.(offsetOf(frame.relayTime, at))
        return welcomed(frame)
      case 'entries':
        return followed(frame.entries, frame.receipt)
      case 'caughtUp':
        if (!options.accessOnly && head!.seq < promised!.seq) {
          return misbehaves(
            'truncated',
            `The relay said its log reaches ${promised!.seq} but shows ${head!.seq}. Stop using this relay and tell the owner.`,
          )
        }
        return events.caughtUp({ seq: head!.seq, chain: head!.chain })
      case 'stored':
        return stored(frame)
      case 'refused':
        return events.refused(frame.uuid, frame.type, frame.message)
      case 'presence':
        return events.presence(frame.bytes)
      case 'pong':
        return frame.n === pings - 1 ? events.relayClock?.(offsetOf(frame.relayTime, at)) : undefined
      case 'bye':
        return end(closedBy(frame.code, frame.reason))
    }
  }

  const offsetOf = (relayTime: number, at: number): number => Math.round(relayTime - (asked + at) / 2)

  async function answerChallenge(relayNonce: Bytes): Promise<void> {
    const { workspaceId, speaker } = options
    const signature = await options.sign(
      authBytes({ relayNonce, clientNonce, workspaceId, speaker, relayOrigin: address.origin }),
    )
    asked = clock.now()
    send({ kind: 'auth', signature })
  }

  /**
   * The relay wants what it does not have, from the beginning or from where it ends; it takes what it gave its word
   * for, or all.
   */
  async function bring({ what, fromSeq }: Extract<RelayFrame, { kind: 'bring' }>): Promise<void> {
    if (!held || (options.createToken === undefined && offered === undefined))
      return misbehaves('malformed', 'The relay asks for a log that nobody offered. Check the address.')
    const receipt = watch?.word?.receipt
    if (what === 'genesis') {
      const [genesis] = await held.read(0)
      if (genesis)
        send({
          kind: 'create',
          createToken: options.createToken ?? '',
          genesis: genesis.bytes,
          ...(receipt && { receipt }),
        })
      return
    }
    const upTo = receipt?.seq ?? Number.MAX_SAFE_INTEGER
    for (let after = fromSeq; !closed;) {
      const entries = (await held.read(after)).filter(({ seq }) => seq <= upTo)
      const last = entries.length === 0
      send({ kind: 'adopt', entries, last })
      if (last) return
      after = entries.at(-1)!.seq
    }
  }

  async function welcomed(welcome: Welcome): Promise<void> {
    const own = from!
    const greeted = await watch?.greet(welcome.relayKey, welcome.receipt, welcome.head, clock.now())
    if (greeted && !greeted.ok) return misbehaves(greeted.error.type, greeted.error.message)
    if (!options.accessOnly && welcome.head.seq < own.seq) return behind(welcome.head, own)
    if (!options.accessOnly && welcome.head.seq === own.seq && welcome.head.chain !== own.chain) {
      return misbehaves('fork', twoHistories(own.seq))
    }
    promised = welcome.head
    events.welcome(welcome)
    // The chain value of the first entry behind ours commits to ours, so a log without our head shows itself at once.
    const fromSeq = options.lastEntries === undefined ? own.seq : Math.max(0, welcome.head.seq - options.lastEntries)
    if (fromSeq > own.seq) head = undefined
    send({ kind: 'resume', fromSeq: options.accessOnly ? 0 : fromSeq })
  }

  /**
   * A relay that lost the end of its log gets back what it gave its own word for; anything else is for people to look
   * at.
   */
  async function behind(shown: LogHead, own: LogPosition): Promise<void> {
    if (held && (await held.chainAt(shown.seq)) !== shown.chain) return misbehaves('fork', twoHistories(shown.seq))
    const receipt = watch?.word?.receipt
    if (
      (offered !== undefined && shown.seq <= offered) ||
      !receipt ||
      receipt.seq <= shown.seq ||
      receipt.seq > own.seq
    )
      return misbehaves('rollback', lostTailWords(shown.seq, own.seq))
    offered = shown.seq
    events.givesBack?.(shown.seq + 1, receipt.seq)
    watch?.returned(shown.seq + 1, receipt.seq, clock.now())
    send({ kind: 'offer', receipt })
  }

  async function followed(entries: readonly SequencedEntry[], receipt: Receipt | undefined): Promise<void> {
    if (entries.length === 0) return
    if (options.accessOnly) return events.entries(entries)
    for (const entry of entries) {
      const follows = head ? followChain(head, entry) : ok()
      if (!follows.ok)
        return misbehaves(
          follows.error.type,
          follows.error.type === 'fork' ? twoHistories(entry.seq) : follows.error.message,
        )
      head = { seq: entry.seq, chain: entry.chain, relayTime: entry.relayTime }
      const signed = watch?.follow(head)
      if (signed && !signed.ok) return misbehaves(signed.error.type, signed.error.message)
    }
    const heard = receipt && (await watch?.hear(receipt, head!))
    if (heard && !heard.ok) return misbehaves(heard.error.type, heard.error.message)
    events.entries(entries)
  }

  async function stored({ uuid, seq, receipt }: Extract<RelayFrame, { kind: 'stored' }>): Promise<void> {
    // A word for what is still on its way says nothing yet; it comes again with the entries.
    const heard = head?.seq === receipt.seq ? await watch?.hear(receipt, head) : undefined
    if (heard && !heard.ok) return misbehaves(heard.error.type, heard.error.message)
    events.stored(uuid, seq)
  }

  function beat(): void {
    if (clock.now() - lastHeard > silentMs) {
      end({
        code: 1006,
        reason: 'silent',
        final: false,
        message: `The relay at ${address.host} stopped answering. Keep this browser profile until your changes are out.`,
      })
    } else {
      asked = clock.now()
      send({ kind: 'ping', n: pings++ })
    }
  }

  return {
    timeSource: 'relay',
    open(position) {
      from = head = position
      awaitFirstWord()
      try {
        socket = options.connect(address.socketUrl, [subprotocol])
      } catch (error) {
        queueMicrotask(() =>
          end({
            code: 1006,
            reason: 'lost',
            final: false,
            message: `The relay at ${address.host} can't be reached: ${String(error)}`,
            unanswered: true,
          }),
        )
        return
      }
      socket.binaryType = 'arraybuffer'
      socket.onopen = () => {
        lastHeard = clock.now()
        pinger = setInterval(beat, limits.pingMs)
        send({
          kind: 'hello',
          version: frameVersion,
          workspaceId: options.workspaceId,
          speaker: options.speaker,
          clientNonce,
          features: [],
        })
      }
      socket.onmessage = ({ data }) => receive(data)
      socket.onerror = () => undefined
      socket.onclose = ({ code, reason }) => {
        // Frames that came before the close are handled first: a `bye` says more than the code.
        work = work.then(() => end(closedBy(code, reason)))
      }
    },
    append: (_uuid, bytes) => send({ kind: 'append', entry: toBytes(bytes) }),
    present: (frame) => send({ kind: 'presence', bytes: toBytes(frame) }),
    close: () => end({ code: 1000, reason: 'stopped', final: false, message: '' }),
  }

  function closedBy(code: number, reason: string): LogClosed {
    const word = closeReasonOf(code)
    const message = word
      ? closeMessages[word]
      : `The connection to the relay at ${address.host} broke. It is made again by itself.`
    return {
      code,
      reason: word ?? (reason || 'lost'),
      final: isFinalClose(code),
      message,
      ...(word ? { trouble: word } : !spoke && { unanswered: true }),
    }
  }
}

/** Reasons that mean the relay itself is not to be trusted any more: nothing further is sent to it (ux.md 10). */
export const misbehaviours: readonly string[] = [
  'fork',
  'rollback',
  'truncated',
  'gap',
  'timeFell',
  'malformed',
  'tooLarge',
  'badSignature',
  'badReceipt',
  'relayKeyChanged',
]
