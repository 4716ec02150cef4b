/** The real browser behind `CaptureBrowser`: what the extension may ask of tabs, typed failures included. */

import { browser, type Browser } from 'wxt/browser'
import { browserFailure, captureMessages } from '~/lib/capture/control/browserErrors'
import type { BrowserTab, CaptureBrowser, PageLink } from '~/lib/capture/control/captureBrowser'
import {
  pagePortName,
  parseAnswer,
  parsePageReply,
  type PageCall,
  type PageReply,
} from '~/lib/capture/page/pageProtocol'
import { withTimeout } from '~/lib/shared/withTimeout'
import { fail, ok, type Failure, type Result } from '~/lib/shared/result'

/** The page script answers within its own deadlines; longer silence means that its document is gone or frozen. */
const answerLimit = 30_000
/** Milliseconds for one call of the browser itself: a page archive of tens of megabytes takes seconds. */
const browserLimit = 60_000
const pageScript = '/capturePage.js'

export function extensionCaptureBrowser({ firefox }: { readonly firefox: boolean }): CaptureBrowser {
  return {
    archive: !firefox,
    quota: !firefox,
    async activeTab() {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
      return tab && toTab(tab)
    },
    async getTab(tabId) {
      try {
        return toTab(await browser.tabs.get(tabId))
      } catch {
        return undefined
      }
    },
    async zoom(tabId) {
      try {
        return await browser.tabs.getZoom(tabId)
      } catch {
        return undefined
      }
    },
    probe: (tabId) =>
      typed(async () => {
        const [answer] = await withTimeout(
          browserLimit,
          browser.scripting.executeScript({ target: { tabId }, func: () => document.contentType }),
        )
        return String(answer?.result ?? '')
      }),
    openPage: (tabId) => typedResult(() => openPage(tabId)),
    captureVisible: (windowId) =>
      typed(async () =>
        pngOf(await withTimeout(browserLimit, browser.tabs.captureVisibleTab(windowId, { format: 'png' }))),
      ),
    async saveAsMhtml(tabId) {
      if (firefox) return fail('notAvailable', captureMessages.notAvailable)
      return typed(() => readArchive(tabId))
    },
  }
}

const typed = <T>(call: () => Promise<T>): Promise<Result<T>> => typedResult(async () => ok(await call()))

async function typedResult<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call()
  } catch (error) {
    return browserFailure(error)
  }
}

/** `url` and `title` are there only while this extension may see the tab. */
function toTab(tab: Browser.tabs.Tab): BrowserTab | undefined {
  if (tab.id === undefined) return undefined
  return {
    tabId: tab.id,
    windowId: tab.windowId,
    active: tab.active,
    ...(tab.url !== undefined && { url: tab.url }),
    ...(tab.title !== undefined && { title: tab.title }),
  }
}

function pngOf(dataUrl: string): Blob {
  const comma = dataUrl.indexOf(',')
  if (!dataUrl.startsWith('data:image/png;base64,')) throw new Error('The browser gave no picture.')
  const binary = atob(dataUrl.slice(comma + 1))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return new Blob([bytes], { type: 'image/png' })
}

/**
 * The archive is backed by a temporary file that Chromium deletes soon after handing it over, so its bytes are taken at
 * once; where it was gone already (seen in Chromium 156 under load), it is made again.
 */
async function readArchive(tabId: number): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    const archive = await withTimeout(browserLimit, browser.pageCapture.saveAsMHTML({ tabId }))
    if (!archive) throw new Error('No archive was made.')
    try {
      return new Blob([await archive.arrayBuffer()], { type: 'multipart/related' })
    } catch (error) {
      if (attempt === 8 || !(error instanceof DOMException && error.name === 'NotFoundError')) throw error
    }
  }
}

async function openPage(tabId: number): Promise<Result<PageLink>> {
  await withTimeout(
    browserLimit,
    browser.scripting.executeScript({ target: { tabId }, files: [pageScript as '/capturePage.js'] }),
  )
  const port = browser.tabs.connect(tabId, { name: pagePortName, frameId: 0 })
  const waiting = new Map<number, (reply: PageReply | Failure) => void>()
  let next = 1
  let gone = false
  port.onMessage.addListener((message: unknown) => {
    const reply = parsePageReply(message)
    if (reply) waiting.get(reply.id)?.(reply)
  })
  port.onDisconnect.addListener(() => {
    gone = true
    // Reading it keeps Chrome from reporting an unchecked error.
    void browser.runtime.lastError
    for (const settle of waiting.values()) settle({ type: 'pageGone', message: captureMessages.pageGone })
  })
  return ok({
    async request(request) {
      if (gone) return fail('pageGone', captureMessages.pageGone)
      const call: PageCall = { id: next++, request }
      const reply = await new Promise<PageReply | Failure>((resolve) => {
        const limit = setTimeout(() => {
          // Whoever asks next need not wait as long once more.
          gone = true
          resolve({ type: 'pageGone', message: 'The page did not answer. Reload it and capture again.' })
        }, answerLimit)
        waiting.set(call.id, (answer) => {
          clearTimeout(limit)
          resolve(answer)
        })
        port.postMessage(call)
      })
      waiting.delete(call.id)
      if ('type' in reply) return { ok: false, error: reply }
      return reply.ok
        ? parseAnswer(request, reply.answer)
        : fail('captureFailed', `The page could not be read: ${reply.message}. Reload it and capture again.`)
    },
    close: () => port.disconnect(),
  })
}
