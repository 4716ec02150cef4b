/**
 * Where a capture under way is kept, handed in: rows and files of the workspace's vault, written as they come, so that
 * the death of the worker loses nothing. Shapes are those of the vault's `drafts` and `draftFiles` with their JSON
 * typed.
 */

import type { JsonValue } from '~/lib/shared/json'
import type { CaptureFacts, CaptureLinks } from '../record/captureFacts'

export type DraftState = 'capturing' | 'captured' | 'sealing' | 'failed' | 'cancelled' | 'done'

export interface Draft {
  readonly id: string
  readonly mode: string
  readonly state: DraftState
  readonly startedAt: number
  readonly updatedAt: number
  readonly tabId?: number
  readonly step: number
  readonly steps: number
  readonly facts: CaptureFacts
  readonly links: CaptureLinks
  readonly failure?: { readonly type: string; readonly message: string } | undefined
  readonly evidenceId?: string
  readonly ref?: string
}

export interface DraftFile {
  readonly draftId: string
  readonly name: string
  readonly order: number
  readonly mime: string
  /** Originals are what the browser gave; derived files were made from them. */
  readonly part: 'original' | 'derived'
  readonly bytes: Blob
  readonly facts?: JsonValue
}

export type DraftPatch = Partial<Omit<Draft, 'id'>>

export interface CaptureStore {
  create(draft: Draft): Promise<void>
  get(draftId: string): Promise<Draft | undefined>
  /** Drafts in the states `capturing`, `captured` and `sealing`. */
  unfinished(): Promise<readonly Draft[]>
  update(draftId: string, patch: DraftPatch): Promise<void>
  /** Files and row in one transaction: a tile is counted iff its bytes are there. */
  addFiles(draftId: string, files: readonly DraftFile[], patch: DraftPatch): Promise<void>
  files(draftId: string): Promise<readonly DraftFile[]>
  removeFiles(draftId: string, names: readonly string[], patch: DraftPatch): Promise<void>
  /** Deletes all files and sets the state in one transaction. */
  discard(draftId: string, patch: DraftPatch): Promise<void>
}
