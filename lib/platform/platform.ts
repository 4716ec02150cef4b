/**
 * What differs between a page of the extension and a page of the web app. Created by the entrypoint, handed to the
 * interface; nothing else may ask which of the two it runs in.
 */

import type { Port } from '../shared/port'

export interface Platform {
  readonly kind: 'extension' | 'web'
  /** Which browser, in words for the capture record and device names. */
  readonly browser: BrowserFacts
  /** A fresh line to the engine's context, waking it where it sleeps. */
  connect(): Port
  /** Shows the app at a hash route: the tab that has it already, else a new one. */
  openApp(route: string): Promise<void>
  /** The address of the app page that an invitation link points at, without a hash. */
  readonly appUrl: string
  /** Present where the browser can show notifications. Asked for by a click of the person, never by itself. */
  readonly notifications?: {
    permission(): Promise<NotificationPermissionWord>
    /** Must be called from a click. */
    ask(): Promise<NotificationPermissionWord>
    show(note: { readonly title: string; readonly body: string; readonly tag: string }, open: () => void): void
  }
  /** Present where pages can be captured. */
  readonly capture?: {
    openSidePanel(): Promise<void>
    /** Asks for `<all_urls>` ("Capture without asking"); must be called from a click. */
    requestAllSites(): Promise<boolean>
    /** MHTML is Chrome's. */
    readonly archive: boolean
    /** The tab in front of the window this surface belongs to, and a listener for when it changes. */
    activeTab(): Promise<number | undefined>
    onActiveTab(listener: (tabId: number) => void): () => void
  }
}

export type NotificationPermissionWord = 'granted' | 'denied' | 'default'

export interface BrowserFacts {
  readonly name: string
  readonly version: string
  readonly os: string
  readonly extensionVersion: string
}

/** Browser and system out of a user agent string; unknown parts read "unknown". */
export function browserFactsOf(userAgent: string, extensionVersion: string): BrowserFacts {
  const firefox = /Firefox\/([\d.]+)/.exec(userAgent)
  const edge = /Edg\/([\d.]+)/.exec(userAgent)
  const chrome = /(?:Headless)?Chrom(?:e|ium)\/([\d.]+)/.exec(userAgent)
  const [name, version] = firefox
    ? ['Firefox', firefox[1]]
    : edge
      ? ['Edge', edge[1]]
      : chrome
        ? ['Chromium', chrome[1]]
        : ['unknown', 'unknown']
  const os = /Windows/.test(userAgent)
    ? 'Windows'
    : /Mac OS X/.test(userAgent)
      ? 'macOS'
      : /CrOS/.test(userAgent)
        ? 'ChromeOS'
        : /Android/.test(userAgent)
          ? 'Android'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : 'unknown'
  return { name: name ?? 'unknown', version: version ?? 'unknown', os, extensionVersion }
}
