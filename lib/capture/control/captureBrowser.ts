/**
 * The small part of a browser that capturing needs, handed in. The extension gives the real one
 * (`lib/platform/extension/extensionCapture.ts`), tests a scripted one. Failures are typed by `browserErrors.ts`:
 * `tabNotGranted`, `forbiddenPage`, `rateLimit`, `notAvailable`, `pageGone`, `captureFailed`.
 */

import type { Result } from '~/lib/shared/result'
import type { PageAnswer, PageAnswerOf, PageRequest } from '../page/pageProtocol'

export interface BrowserTab {
  readonly tabId: number
  readonly windowId: number
  readonly active: boolean
  /** Absent while the browser does not let this extension see the tab. */
  readonly url?: string
  readonly title?: string
}

/** A line to the page script of one document. It closes when the document goes; the script then restores the page. */
export interface PageLink {
  request<R extends PageRequest>(request: R): Promise<Result<PageAnswerOf<R>>>
  close(): void
}

export interface CaptureBrowser {
  readonly archive: boolean
  /** The browser allows two pictures a second (Chromium); Firefox has no such quota. */
  readonly quota: boolean
  activeTab(): Promise<BrowserTab | undefined>
  getTab(tabId: number): Promise<BrowserTab | undefined>
  zoom(tabId: number): Promise<number | undefined>
  /**
   * Whether scripts may run in the tab now: the type of its document (`text/html`), else `tabNotGranted` or
   * `forbiddenPage`.
   */
  probe(tabId: number): Promise<Result<string>>
  openPage(tabId: number): Promise<Result<PageLink>>
  /** A PNG of what the window's active tab shows. */
  captureVisible(windowId: number): Promise<Result<Blob>>
  saveAsMhtml(tabId: number): Promise<Result<Blob>>
}

export type { PageAnswer, PageRequest }
