/** What a page asks of the worker that makes files safe to look at (`entrypoints/workers/view.worker.ts`). Types only. */

import type { SafeView, ViewedFile } from '~/lib/capture/view/safeView'

export interface ViewFunctions {
  view(file: ViewedFile): SafeView
}
