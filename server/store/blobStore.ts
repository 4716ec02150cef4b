/**
 * Where encrypted files are kept, by workspace and id. The id is the hash of what is stored, so a store
 * publishes nothing that does not have its id, and a swapped file can't be put in. Every implementation
 * passes tests/contract/blobStore.ts.
 */

import type { Result } from '../../lib/shared/result'

export interface BlobRef {
  /** 64 hexadecimal digits each. */
  readonly workspaceId: string
  readonly id: string
}

export type BlobState =
  | { readonly state: 'stored'; readonly size: number }
  | { readonly state: 'uploading'; readonly received: number }
  | { readonly state: 'erased' }
  | { readonly state: 'absent' }

export interface BlobPiece {
  /**
   * Who sends it, 32 hexadecimal digits. What others began of the same file is not touched: nobody spoils or stops what
   * another sends.
   */
  readonly by: string
  /** Position of the first byte of this piece in the whole. */
  readonly offset: number
  /** Size of the whole. */
  readonly total: number
  /** Bytes that this piece brings at most. */
  readonly size: number
  /** Bytes the workspace may have here in all. */
  readonly room: number
  /** Where room is short, unfinished uploads that last moved before this time (milliseconds since 1970) make way. */
  readonly restingBefore: number
  readonly body: AsyncIterable<Uint8Array>
}

/** Milliseconds since 1970. */
export interface SweepLimits {
  readonly erasedBefore: number
  readonly unfinishedBefore: number
}

export interface BlobStore {
  open(): Promise<void>
  /** `by`: whose unfinished upload is meant; without it, none is. */
  stat(ref: BlobRef, by?: string): Promise<BlobState>
  /**
   * Adds a piece behind what was received. A broken body keeps what arrived; the upload goes on from there, also after
   * a restart. Answers `stored` once the whole is durable under its id. Fails with `wrongOffset` (detail.received),
   * `wrongContent` (the bytes don't have this id; they are dropped), `erased`, `tooLong`, or `quota`: the whole has to
   * fit beside what is here, the room of the piece is taken before its first byte and given back for what did not
   * arrive. So nobody holds room by announcing.
   */
  write(ref: BlobRef, piece: BlobPiece): Promise<Result<BlobState>>
  /** Bytes `from` to `to` inclusive; undefined unless stored. */
  read(
    ref: BlobRef,
    range: { readonly from: number; readonly to: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>
  /**
   * Nobody gets the bytes any more, and they are not to come back. They rest until they are swept. Told again, it
   * changes nothing.
   */
  erase(ref: BlobRef): Promise<void>
  /** Drops what was erased, and uploads that last moved, before these times. */
  sweep(limits: SweepLimits): Promise<void>
  /**
   * Bytes of a workspace: stored, being uploaded (the piece as announced), left of broken uploads, and erased but not
   * yet swept.
   */
  usage(workspaceId: string): Promise<number>
}
