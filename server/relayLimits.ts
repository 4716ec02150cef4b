/** What a relay sets itself; what both sides hold to is lib/protocol/wire/protocolLimits.ts. */

import { limits } from '../lib/protocol/wire/protocolLimits'
import { dayMs } from '../lib/shared/dates'

const MiB = 1024 * 1024

export interface RelayLimits {
  /** Milliseconds until an unauthenticated socket is closed (4408). */
  readonly authMs: number
  readonly frameBytes: number
  /** All that a socket may send before it has shown who it is; a founding frame and the sign-in fit. */
  readonly strangerBytes: number
  /** A socket that was silent for this long is dead: three missed pings. */
  readonly idleMs: number
  readonly entriesPerMinute: number
  readonly presencePerSecond: number
  readonly workspaceBytes: number
  readonly blobBytes: number
  readonly workspaceBlobBytes: number
  /**
   * The most that one request brings of a file: a chunk and the header before it. A request holds no more room than
   * this.
   */
  readonly blobPieceBytes: number
  /** Requests that bring files, of one member at a time. */
  readonly uploadsAtOnce: number
  readonly connectionsPerAddress: number
  /** All connections of one address, files and pages included; not counted behind a proxy. */
  readonly rawConnectionsPerAddress: number
  /** Milliseconds until the head of a request has arrived, and until all of it has. */
  readonly headersMs: number
  readonly requestMs: number
  /** Milliseconds in which a body, or a reader, has to move on. */
  readonly stalledMs: number
  /** A reader with more than this waiting in its socket is cut. */
  readonly slowReaderBytes: number
  /** Catching up pauses while more than this waits in the socket. */
  readonly catchUpBytes: number
  /**
   * A frame or commit ends with the entry that reaches this many bytes: with an entry of 1 MiB it still fits a frame.
   */
  readonly batchBytes: number
  /** The largest log that is adopted: it is held in memory until all of it was checked. */
  readonly adoptBytes: number
  /** How many are brought at the same time, and the milliseconds each has. */
  readonly adoptionsAtOnce: number
  readonly adoptMs: number
  /** Milliseconds that erased files are kept as they were, and that uploads may rest unfinished. */
  readonly erasedMs: number
  readonly unfinishedMs: number
  /** How long an unfinished upload rests before it makes way where room is short. */
  readonly restingMs: number
  /** Milliseconds between two looks at them. */
  readonly sweepMs: number
  /** How long a stopping relay waits for running work. */
  readonly drainMs: number
}

export const defaultRelayLimits: RelayLimits = {
  authMs: limits.authMs,
  frameBytes: limits.frameBytes,
  strangerBytes: 16 * 1024,
  idleMs: 3 * limits.pingMs,
  entriesPerMinute: 1_200,
  presencePerSecond: 20,
  workspaceBytes: 4096 * MiB,
  blobBytes: 512 * MiB,
  workspaceBlobBytes: 64 * 1024 * MiB,
  blobPieceBytes: 2 * MiB,
  uploadsAtOnce: 8,
  connectionsPerAddress: 64,
  rawConnectionsPerAddress: 256,
  headersMs: 10_000,
  requestMs: 300_000,
  stalledMs: 20_000,
  slowReaderBytes: 8 * MiB,
  catchUpBytes: MiB,
  batchBytes: MiB / 2,
  adoptBytes: 256 * MiB,
  adoptionsAtOnce: 2,
  adoptMs: 600_000,
  erasedMs: 30 * dayMs,
  unfinishedMs: 7 * dayMs,
  restingMs: 3_600_000,
  sweepMs: 3_600_000,
  drainMs: 5_000,
}
