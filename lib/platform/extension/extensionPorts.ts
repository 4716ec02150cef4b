/** Extension ports as `Port`. Both ends; the background accepts its own pages only. */

import { browser, type Browser } from 'wxt/browser'
import type { JsonValue } from '~/lib/shared/json'
import type { Port } from '~/lib/shared/port'

/** A line from an extension page to the background, which wakes for it. */
export const connectToBackground = (): Port => runtimePort(browser.runtime.connect({ name: 'plumbline' }))

/**
 * Hands over every line that one of our own pages opens. Content scripts, web pages and other extensions are refused.
 */
export function acceptPages(accept: (port: Port) => void): void {
  const ownPages = browser.runtime.getURL('/')
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port
    if (sender?.id !== browser.runtime.id || !sender.url?.startsWith(ownPages)) {
      port.disconnect()
      return
    }
    accept(runtimePort(port))
  })
}

function runtimePort(port: Browser.runtime.Port): Port {
  const closers: (() => void)[] = []
  let closed = false
  const shut = (): void => {
    if (closed) return
    closed = true
    for (const closer of closers) closer()
  }
  port.onDisconnect.addListener(shut)
  return {
    post: (message: JsonValue) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener((message: unknown) => listener(message)),
    onClose(listener) {
      if (closed) listener()
      else closers.push(listener)
    },
    close() {
      port.disconnect()
      shut()
    },
  }
}
