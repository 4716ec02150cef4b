/** The engine's context of the web app: one SharedWorker for all pages of this profile. */

import { browserFactsOf } from '~/lib/platform/platform'
import { acceptPages } from '~/lib/platform/web/webPorts'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import { browserHost } from '../compose/browserHost'

declare const __APP_VERSION__: string
declare const self: { onconnect: ((event: MessageEvent) => void) | null }

const host = browserHost({ deviceDb: openDeviceDb(), browser: browserFactsOf(navigator.userAgent, __APP_VERSION__) })
acceptPages(self, (port) => host.accept(port))

// The worker lives as long as a page does; an open page keeps its workspaces level.
setInterval(() => void host.syncAll(), 5 * 60_000)
