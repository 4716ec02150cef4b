/**
 * Makes hostile files safe to look at, beside the page: nothing that is in them can stop it. Reads and keeps nothing.
 */

import { safeView } from '~/lib/capture/view/safeView'
import type { ViewFunctions } from '~/lib/live/evidence/viewFunctions'
import { serveWorker } from '~/lib/platform/workerRpc'

serveWorker<ViewFunctions>({ view: safeView })
