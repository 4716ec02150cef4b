/**
 * What travels on the socket (protocol.md 5): one frame per WebSocket message, a kind byte and its fields.
 *
 *   client   hello → auth → resume → (append | presence | ping)*     relay   challenge → welcome → entries* → caughtUp
 *   → …
 *
 * Three kinds of client say hello: a `device` of the workspace; an `invite` (reads access entries, may append one
 * `join`, nothing else); a `founder` that brings a whole log to a relay without this workspace:
 *
 *   founder  hello → auth → create → adopt* (last)            relay   challenge → bring(genesis) → bring(log) → welcome
 *
 * The relay takes large frames only once it was shown its token and a founding entry that holds. A relay that lost the
 * end of a log gets it back from a device that holds its receipt:
 *
 *   device   (welcome) → offer → adopt* (last)                relay   bring(log) → welcome
 *
 * Reading is strict and bounded: an unknown kind, a missing or an extra byte, a list or text longer than its place is
 * a failure, never an exception, and is noticed before anything is allocated for it.
 */

import { concatBytes, fromHex, utf8, type Bytes } from '~/lib/shared/bytes'
import { fail, type Result } from '~/lib/shared/result'
import { readSequenced, writeSequenced, type SequencedEntry } from '../log/chain'
import type { LogHead } from '../log/entry'
import { limits } from './protocolLimits'
import { readReceipt, writeReceipt, type Receipt } from '../log/receipt'
import { tag } from './protocolTags'
import {
  malformed,
  readAll,
  readBool,
  readByte,
  readBytes,
  readFixed,
  readHex,
  readList,
  readText,
  readTime,
  readUint,
  writeAll,
  writeBool,
  writeByte,
  writeBytes,
  writeFixed,
  writeHex,
  writeList,
  writeText,
  writeUint,
  type Decoder,
  type Encoder,
} from './wireReader'

export const frameVersion = 2
/** The WebSocket subprotocol. */
export const subprotocol = 'plumbline.v2'

/** Who speaks. An invited device has no rights but those of the invitation. */
export type Speaker =
  | { readonly as: 'device' | 'founder'; readonly deviceId: string }
  | { readonly as: 'invite'; readonly deviceId: string; readonly inviteId: string }

export interface RelayLimits {
  readonly entryBytes: number
  readonly frameBytes: number
  readonly blobBytes: number
  readonly inFlight: number
}

export type ClientFrame =
  | {
      readonly kind: 'hello'
      readonly version: number
      readonly workspaceId: string
      readonly speaker: Speaker
      /** 32 random bytes. */
      readonly clientNonce: Bytes
      /** Words for what the client can do beyond this version. */
      readonly features: readonly string[]
    }
  /** By the device's key, or the invitation's, over `authBytes`. */
  | { readonly kind: 'auth'; readonly signature: Bytes }
  /**
   * The founding entry of a log to be adopted. `createToken` is empty where none is needed; `receipt` is this relay's
   * own for the end of that log, where it had the log before.
   */
  | { readonly kind: 'create'; readonly createToken: string; readonly genesis: Bytes; readonly receipt?: Receipt }
  /** A part of the log the relay asked for, without gaps. */
  | { readonly kind: 'adopt'; readonly entries: readonly SequencedEntry[]; readonly last: boolean }
  /** "You gave these places once": the relay's own receipt for a position behind its present head. */
  | { readonly kind: 'offer'; readonly receipt: Receipt }
  /** Send entries after this position, then all new ones. */
  | { readonly kind: 'resume'; readonly fromSeq: number }
  | { readonly kind: 'append'; readonly entry: Bytes }
  | { readonly kind: 'presence'; readonly bytes: Bytes }
  | { readonly kind: 'ping'; readonly n: number }

export type RelayFrame =
  | { readonly kind: 'challenge'; readonly relayNonce: Bytes }
  | {
      readonly kind: 'welcome'
      readonly head: LogHead
      readonly accessHead: { readonly seq: number; readonly accessHash: string }
      /** The relay's record of this device's own chain. */
      readonly deviceSeq: number
      readonly prevDeviceHash: string
      /** For blob requests; dies with the socket, empty for an invite. */
      readonly token: string
      readonly limits: RelayLimits
      readonly relayTime: number
      /** The relay's own P-256 point, raw, and its word for `head`. */
      readonly relayKey: Bytes
      readonly receipt: Receipt
    }
  /** What a founder or who offers sends next: the founding entry alone, or the log behind a position. */
  | { readonly kind: 'bring'; readonly what: (typeof brought)[number]; readonly fromSeq: number }
  /** New ones come with the relay's word for the last of them, those of the past without. */
  | { readonly kind: 'entries'; readonly entries: readonly SequencedEntry[]; readonly receipt?: Receipt }
  | { readonly kind: 'caughtUp'; readonly seq: number }
  | {
      readonly kind: 'stored'
      readonly uuid: string
      readonly seq: number
      readonly relayTime: number
      readonly chain: string
      readonly receipt: Receipt
    }
  | { readonly kind: 'refused'; readonly uuid: string; readonly type: string; readonly message: string }
  | { readonly kind: 'presence'; readonly bytes: Bytes }
  | { readonly kind: 'pong'; readonly n: number; readonly relayTime: number }
  | { readonly kind: 'bye'; readonly code: number; readonly reason: string }

export type Frame = ClientFrame | RelayFrame

/** The position is the byte on the wire: append only. Kinds below 16 are the client's. */
const clientKinds = [
  'hello',
  'auth',
  'create',
  'adopt',
  'offer',
  'resume',
  'append',
  'presence',
  'ping',
] as const satisfies readonly ClientFrame['kind'][]
const relayKinds = [
  'challenge',
  'bring',
  'welcome',
  'entries',
  'caughtUp',
  'stored',
  'refused',
  'presence',
  'pong',
  'bye',
] as const satisfies readonly RelayFrame['kind'][]
const relayBase = 16
const speakers = ['device', 'invite', 'founder'] as const
const brought = ['genesis', 'log'] as const

/** Bytes of the texts a frame holds; what a person reads is a sentence or two. */
const tokenBytes = 256
const wordBytes = 64
const sentenceBytes = 2_048
/** An entry with its place is never shorter: header, signature and chain value alone are longer. */
const leastSequenced = 200

export const writeClientFrame = (frame: ClientFrame): Bytes =>
  writeAll((encoder) => {
    writeByte(encoder, clientKinds.indexOf(frame.kind))
    switch (frame.kind) {
      case 'hello':
        return writeHello(encoder, frame)
      case 'auth':
        return writeFixed(encoder, frame.signature, 64)
      case 'create':
        writeText(encoder, frame.createToken)
        writeBytes(encoder, frame.genesis)
        return writeOptional(encoder, frame.receipt, writeReceipt)
      case 'adopt':
        writeList(encoder, frame.entries, writeSequenced)
        return writeBool(encoder, frame.last)
      case 'offer':
        return writeReceipt(encoder, frame.receipt)
      case 'resume':
        return writeUint(encoder, frame.fromSeq)
      case 'append':
        return writeBytes(encoder, frame.entry)
      case 'presence':
        return writeBytes(encoder, frame.bytes)
      case 'ping':
        return writeUint(encoder, frame.n)
    }
  })

/** Fails with `tooLarge` or `malformed`. */
export const readClientFrame = (bytes: Uint8Array): Result<ClientFrame> =>
  readFrame(bytes, (decoder): ClientFrame => {
    const kind = clientKinds[readByte(decoder)]
    switch (kind) {
      case 'hello':
        return readHello(decoder)
      case 'auth':
        return { kind, signature: readFixed(decoder, 64) }
      case 'create':
        return {
          kind,
          createToken: readText(decoder, tokenBytes),
          genesis: readBytes(decoder, limits.foundingBytes),
          ...readOptional(decoder, 'receipt', readReceipt),
        }
      case 'adopt':
        return { kind, entries: readEntries(decoder), last: readBool(decoder) }
      case 'offer':
        return { kind, receipt: readReceipt(decoder) }
      case 'resume':
        return { kind, fromSeq: readUint(decoder) }
      case 'append':
        return { kind, entry: readBytes(decoder) }
      case 'presence':
        return { kind, bytes: readPresencePayload(decoder) }
      case 'ping':
        return { kind, n: readUint(decoder) }
      default:
        return malformed('unknown frame')
    }
  })

export const writeRelayFrame = (frame: RelayFrame): Bytes =>
  writeAll((encoder) => {
    writeByte(encoder, relayBase + relayKinds.indexOf(frame.kind))
    switch (frame.kind) {
      case 'challenge':
        return writeFixed(encoder, frame.relayNonce, 32)
      case 'bring':
        writeByte(encoder, brought.indexOf(frame.what))
        return writeUint(encoder, frame.fromSeq)
      case 'welcome':
        return writeWelcome(encoder, frame)
      case 'entries':
        writeList(encoder, frame.entries, writeSequenced)
        return writeOptional(encoder, frame.receipt, writeReceipt)
      case 'caughtUp':
        return writeUint(encoder, frame.seq)
      case 'stored':
        writeHex(encoder, frame.uuid, 16)
        writeUint(encoder, frame.seq)
        writeUint(encoder, frame.relayTime)
        writeHex(encoder, frame.chain, 32)
        return writeReceipt(encoder, frame.receipt)
      case 'refused':
        writeHex(encoder, frame.uuid, 16)
        writeText(encoder, frame.type)
        return writeText(encoder, frame.message)
      case 'presence':
        return writeBytes(encoder, frame.bytes)
      case 'pong':
        writeUint(encoder, frame.n)
        return writeUint(encoder, frame.relayTime)
      case 'bye':
        writeUint(encoder, frame.code)
        return writeText(encoder, frame.reason)
    }
  })

/** Fails with `tooLarge` or `malformed`. */
export const readRelayFrame = (bytes: Uint8Array): Result<RelayFrame> =>
  readFrame(bytes, (decoder): RelayFrame => {
    const kind = relayKinds[readByte(decoder) - relayBase]
    switch (kind) {
      case 'challenge':
        return { kind, relayNonce: readFixed(decoder, 32) }
      case 'bring':
        return { kind, what: brought[readByte(decoder)] ?? malformed('unknown part'), fromSeq: readUint(decoder) }
      case 'welcome':
        return readWelcome(decoder)
      case 'entries':
        return { kind, entries: readEntries(decoder), ...readOptional(decoder, 'receipt', readReceipt) }
      case 'caughtUp':
        return { kind, seq: readUint(decoder) }
      case 'stored':
        return {
          kind,
          uuid: readHex(decoder, 16),
          seq: readUint(decoder),
          relayTime: readTime(decoder),
          chain: readHex(decoder, 32),
          receipt: readReceipt(decoder),
        }
      case 'refused':
        return {
          kind,
          uuid: readHex(decoder, 16),
          type: readText(decoder, wordBytes),
          message: readText(decoder, sentenceBytes),
        }
      case 'presence':
        return { kind, bytes: readPresencePayload(decoder) }
      case 'pong':
        return { kind, n: readUint(decoder), relayTime: readTime(decoder) }
      case 'bye':
        return { kind, code: readUint(decoder), reason: readText(decoder, sentenceBytes) }
      default:
        return malformed('unknown frame')
    }
  })

/** What a client signs to open a socket. The relay's origin is in it, so one relay can't use the answer at another. */
export function authBytes(auth: {
  readonly relayNonce: Uint8Array
  readonly clientNonce: Uint8Array
  readonly workspaceId: string
  readonly speaker: Speaker
  /** Scheme, host and port as the client sees them, e.g. `wss://relay.example`. */
  readonly relayOrigin: string
}): Bytes {
  const subject = writeAll((encoder) => writeSpeaker(encoder, auth.speaker))
  return concatBytes(
    tag('auth'),
    auth.relayNonce,
    auth.clientNonce,
    fromHex(auth.workspaceId),
    subject,
    utf8(auth.relayOrigin),
  )
}

function readFrame<T extends Frame>(bytes: Uint8Array, read: (decoder: Decoder) => T): Result<T> {
  if (bytes.length > limits.frameBytes)
    return fail('tooLarge', 'The message is larger than the wire allows. Split it and send it again.')
  return readAll(bytes, 'a frame', read)
}

function writeHello(encoder: Encoder, frame: Extract<ClientFrame, { kind: 'hello' }>): void {
  writeUint(encoder, frame.version)
  writeHex(encoder, frame.workspaceId, 32)
  writeSpeaker(encoder, frame.speaker)
  writeFixed(encoder, frame.clientNonce, 32)
  writeList(encoder, frame.features, writeText)
}

const readHello = (decoder: Decoder): ClientFrame => ({
  kind: 'hello',
  version: readUint(decoder),
  workspaceId: readHex(decoder, 32),
  speaker: readSpeaker(decoder),
  clientNonce: readFixed(decoder, 32),
  features: readList(decoder, (inner) => readText(inner, limits.featureBytes), limits.features),
})

function writeSpeaker(encoder: Encoder, speaker: Speaker): void {
  writeByte(encoder, speakers.indexOf(speaker.as))
  writeHex(encoder, speaker.deviceId, 16)
  if (speaker.as === 'invite') writeHex(encoder, speaker.inviteId, 16)
}

function readSpeaker(decoder: Decoder): Speaker {
  const as = speakers[readByte(decoder)]
  if (as === undefined) return malformed('unknown speaker')
  const deviceId = readHex(decoder, 16)
  return as === 'invite' ? { as, deviceId, inviteId: readHex(decoder, 16) } : { as, deviceId }
}

function writeWelcome(encoder: Encoder, frame: Extract<RelayFrame, { kind: 'welcome' }>): void {
  writeUint(encoder, frame.head.seq)
  writeHex(encoder, frame.head.chain, 32)
  writeUint(encoder, frame.accessHead.seq)
  writeHex(encoder, frame.accessHead.accessHash, 32)
  writeUint(encoder, frame.deviceSeq)
  writeHex(encoder, frame.prevDeviceHash, 32)
  writeText(encoder, frame.token)
  writeUint(encoder, frame.limits.entryBytes)
  writeUint(encoder, frame.limits.frameBytes)
  writeUint(encoder, frame.limits.blobBytes)
  writeUint(encoder, frame.limits.inFlight)
  writeUint(encoder, frame.relayTime)
  writeFixed(encoder, frame.relayKey, 65)
  writeReceipt(encoder, frame.receipt)
}

const readWelcome = (decoder: Decoder): RelayFrame => ({
  kind: 'welcome',
  head: { seq: readUint(decoder), chain: readHex(decoder, 32) },
  accessHead: { seq: readUint(decoder), accessHash: readHex(decoder, 32) },
  deviceSeq: readUint(decoder),
  prevDeviceHash: readHex(decoder, 32),
  token: readText(decoder, wordBytes),
  limits: {
    entryBytes: readUint(decoder),
    frameBytes: readUint(decoder),
    blobBytes: readUint(decoder),
    inFlight: readUint(decoder),
  },
  relayTime: readTime(decoder),
  relayKey: readFixed(decoder, 65),
  receipt: readReceipt(decoder),
})

const readEntries = (decoder: Decoder): readonly SequencedEntry[] =>
  readList(decoder, readSequenced, Math.floor(limits.frameBytes / leastSequenced))

function writeOptional<T>(encoder: Encoder, value: T | undefined, write: (encoder: Encoder, value: T) => void): void {
  writeBool(encoder, value !== undefined)
  if (value !== undefined) write(encoder, value)
}

/** The member itself, or nothing of it. */
const readOptional = <K extends string, T>(
  decoder: Decoder,
  name: K,
  read: (decoder: Decoder) => T,
): { readonly [P in K]?: T } => (readBool(decoder) ? { [name]: read(decoder) } : {}) as { readonly [P in K]?: T }

const readPresencePayload = (decoder: Decoder): Bytes => readBytes(decoder, limits.presenceBytes)
