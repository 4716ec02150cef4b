/** Sizes and counts that both sides hold to. What a relay may set itself is sent in `welcome`. */

const KiB = 1024
const MiB = 1024 * KiB

export const limits = {
  /** One entry, whole (protocol.md 3). */
  entryBytes: MiB,
  /** One frame on the socket. */
  frameBytes: 2 * MiB,
  /** Frozen copy of signed content inside its statement entry (ST3); beyond it, a blob. */
  frozenBytes: 256 * KiB,
  /** Plaintext of one blob chunk. */
  blobChunkBytes: MiB,
  /** Presence frames carry a cursor, not content. */
  presenceBytes: 16 * KiB,
  /** Appends sent and not yet answered. */
  inFlight: 8,
  /** Milliseconds a socket has to authenticate. */
  authMs: 5_000,
  /** Milliseconds between application pings: an extension worker dies after 30 s without traffic. */
  pingMs: 20_000,
} as const
