/** The end of Firefox's background page, as the browser itself brings it about: by its own code, in its own context. */

import type { Browser } from 'puppeteer-core'

interface Line {
  send(method: string, params: object): Promise<{ readonly result: unknown }>
}

/** Unloads the background page of an add-on at once, whatever it is doing, and waits until it is gone. */
export async function endBackground(browser: Browser, addon: string): Promise<void> {
  const { connection } = browser as unknown as { readonly connection: Line }
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const [window] = (result as { readonly contexts: readonly { readonly context: string }[] }).contexts
  const ended = await connection.send('script.evaluate', {
    expression: `(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addon)})
      if (extension.backgroundState !== 'running') return 'did not run: ' + extension.backgroundState
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })
      return extension.backgroundState
    })()`,
    awaitPromise: true,
    target: { context: window!.context },
  })
  const said = (ended.result as { readonly result?: { readonly value?: unknown } }).result?.value
  if (said !== 'stopped') throw new Error(`the background page does not end: ${JSON.stringify(ended.result)}`)
}
