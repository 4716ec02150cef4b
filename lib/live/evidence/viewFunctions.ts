/** The interface of the worker that makes files safe to view (`entrypoints/workers/view.worker.ts`). Types only. */

import type { SafeView, ViewedFile } from '~/lib/capture/view/safeView'

export interface ViewFunctions {
  view(file: ViewedFile): SafeView
}
