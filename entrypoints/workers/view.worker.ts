/**
 * Makes hostile files safe to look at, beside the page: nothing that is in them can stop it. Reads and keeps nothing.
 */

import { safeView, type SafeView, type ViewedFile } from '~/lib/capture/view/safeView'
import { serveWorker } from '~/lib/platform/workerRpc'

const functions = { view: (file: ViewedFile): SafeView => safeView(file) }

/** What the page calls. */
export type ViewWorker = typeof functions

serveWorker(functions)
