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
  | { readonly state: 'stored'; readonly size: number; readonly uploadedBy: string }
  | { readonly state: 'uploading'; readonly received: number }
  | { readonly state: 'erased' }
  | { readonly state: 'absent' }

export interface BlobPiece {
  /** Position of the first byte of this piece in the whole. */
  readonly offset: number
  /** Size of the whole. */
  readonly total: number
  /** Device that uploads. */
  readonly uploadedBy: string
  readonly body: AsyncIterable<Uint8Array>
}

export interface BlobStore {
  open(): Promise<void>
  stat(ref: BlobRef): Promise<BlobState>
  /**
   * Adds a piece behind what was received. A broken body keeps what arrived; the upload goes on from there,
   * also after a restart. Answers `stored` once the whole is durable under its id. Fails with `wrongOffset`
   * (detail.received), `wrongContent` (the bytes don't have this id; they are dropped), `erased` or `tooLong`.
   */
  write(ref: BlobRef, piece: BlobPiece): Promise<Result<BlobState>>
  /** Bytes `from` to `to` inclusive; undefined unless stored. */
  read(ref: BlobRef, range: { readonly from: number; readonly to: number }): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Removes the bytes and remembers that they are not to come back. */
  erase(ref: BlobRef): Promise<void>
  /** Bytes stored and being uploaded in a workspace. */
  usage(workspaceId: string): Promise<number>
}
