/** Injected into the page that is captured, into the extension's isolated world. Listens to the background only. */

import { browser } from 'wxt/browser'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { pagePortName, parsePageCall, type PageReply } from '~/lib/capture/page/pageProtocol'
import { createPageSession } from '~/lib/capture/page/pageSession'

declare global {
  // One listener per document, however often the script is injected.
  var plumblineCapturePage: boolean | undefined
}

export default defineUnlistedScript(() => {
  if (globalThis.plumblineCapturePage) return
  globalThis.plumblineCapturePage = true
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== pagePortName) return
    const session = createPageSession()
    port.onDisconnect.addListener(() => session.end())
    // A page that is left may be kept asleep with its line open, and would never answer again.
    window.addEventListener('pagehide', () => port.disconnect(), { once: true })
    port.onMessage.addListener((message: unknown) => {
      const call = parsePageCall(message)
      if (!call) return
      const reply = (answer: PageReply): void => {
        try {
          port.postMessage(answer)
        } catch {
          session.end()
        }
      }
      session.answer(call.request).then(
        (answer) => reply({ id: call.id, ok: true, answer }),
        (error: unknown) =>
          reply({ id: call.id, ok: false, message: error instanceof Error ? error.message : String(error) }),
      )
    })
  })
})
