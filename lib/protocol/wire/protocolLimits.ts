/** Sizes and counts that both sides hold to. What a relay may set itself is sent in `welcome`. */

import { dayMs } from '../../shared/dates'

const KiB = 1024
const MiB = 1024 * KiB

export const limits = {
  /** One entry, whole (protocol.md 3). */
  entryBytes: MiB,
  /** One frame on the socket. */
  frameBytes: 2 * MiB,
  /** One frame of somebody who has not shown yet who they are. */
  signInBytes: KiB,
  /** The frame that founds a workspace on a relay: its token and its first entry. */
  foundingBytes: 8 * KiB,
  /** Words in which a client says what it can do, and bytes of one. */
  features: 16,
  featureBytes: 32,
  /** Frozen copy of signed content inside its statement entry (ST3); beyond it, a blob. */
  frozenBytes: 256 * KiB,
  /** Plaintext of one blob chunk. */
  blobChunkBytes: MiB,
  /** Presence frames carry a cursor, not content. */
  presenceBytes: 16 * KiB,
  /** Appends sent and not yet answered. */
  inFlight: 8,
  /**
   * An invitation takes a place while it is open, and for so long (milliseconds) after it was made. Places of one
   * issuer.
   */
  invites: { restMs: dayMs, ownDevices: 16, newMembers: 500 },
  /** Active devices of one member: each takes its part of every new key, which is one entry. */
  devicesOfMember: 32,
  /** What the updates of one entry may hold; anything else never counts (updateBounds.ts). */
  update: {
    /** JSON values, the members of lists and objects each for themselves, and texts inserted. */
    nodes: 20_000,
    /** Stretches that are deleted. */
    ranges: 10_000,
    /** Lists and objects inside each other. */
    nesting: 32,
    /** Of a key `recordId/field[/element]`, and of the name of a text. */
    keyChars: 300,
    /** Clocks and lengths lie below this. */
    clocks: 2 ** 31,
    commands: 2_000,
    /** Of one command: more than there are kinds of records. */
    parts: 64,
    commandIdChars: 100,
    bookChars: 64,
    /** The last moment a date can name, in milliseconds. */
    time: 8.64e15,
  },
  /** Milliseconds a socket has to authenticate. */
  authMs: 5_000,
  /** Milliseconds between application pings: an extension worker dies after 30 s without traffic. */
  pingMs: 20_000,
} as const
