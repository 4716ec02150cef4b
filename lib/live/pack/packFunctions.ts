/** The interface of the worker for packs (`entrypoints/workers/pack.worker.ts`). Types only. */

import type { PackOptions } from '~/lib/isms/pack/packPlan'
import type { PackSelection } from '~/lib/isms/pack/selection'
import type { PackReport } from '~/lib/pack/packReport'
import type { PackRequest, PackSummary, UnsignedPack, WrittenPack } from '~/lib/pack/writePack'
import type { Result } from '~/lib/shared/result'

export interface AskedFiles {
  readonly reports: boolean
  readonly oscal: boolean
}

export interface PackFunctions {
  survey(workspaceId: string, selection: PackSelection, options: PackOptions): Promise<PackSummary>
  /** Writes the payload and keeps it; `finish` completes it with the signature over its manifest. */
  write(workspaceId: string, request: PackRequest, asked: AskedFiles): Promise<Result<UnsignedPack>>
  finish(manifestSignature: string): Promise<Result<WrittenPack>>
  verify(file: Blob): Promise<Result<PackReport>>
}
