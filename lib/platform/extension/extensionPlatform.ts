/** The platform of the extension's pages: popup, side panel, app. */

import { browser } from 'wxt/browser'
import { browserFactsOf, type Platform } from '../platform'
import { connectToBackground } from './extensionPorts'

const optionalNotifications: { permissions: ['notifications'] } = { permissions: ['notifications'] }

export function extensionPlatform(): Platform {
  const appUrl = browser.runtime.getURL('/app.html' as '/')
  const firefox = import.meta.env.FIREFOX
  // Asked for now: a panel opens in the same turn as the click that wants it, or not at all.
  let windowId: number | undefined
  void browser.windows.getCurrent().then((window) => (windowId = window.id))
  return {
    kind: 'extension',
    browser: browserFactsOf(navigator.userAgent, browser.runtime.getManifest().version),
    connect: connectToBackground,
    appUrl,
    async openApp(route) {
      const url = `${appUrl}#${route}`
      const [open] = await browser.tabs.query({ url: `${appUrl}*` }).catch(() => [])
      if (open?.id !== undefined) {
        await browser.tabs.update(open.id, { url, active: true })
        await browser.windows.update(open.windowId, { focused: true })
      } else await browser.tabs.create({ url })
    },
    notifications: {
      permission: async () => ((await browser.permissions.contains(optionalNotifications)) ? 'granted' : 'default'),
      ask: async () => ((await browser.permissions.request(optionalNotifications)) ? 'granted' : 'default'),
      show({ title, body, tag }, open) {
        const clicked = (id: string): void => {
          if (id !== tag) return
          browser.notifications.onClicked.removeListener(clicked)
          void browser.notifications.clear(tag)
          open()
        }
        browser.notifications.onClicked.addListener(clicked)
        void browser.notifications.create(tag, {
          type: 'basic',
          iconUrl: browser.runtime.getURL('/icon/128.png' as '/'),
          title,
          message: body,
        })
      },
    },
    capture: {
      archive: !firefox,
      async openSidePanel() {
        if (firefox) await sidebar().open()
        else if (windowId !== undefined) await browser.sidePanel.open({ windowId })
      },
      requestAllSites: () => browser.permissions.request({ origins: ['<all_urls>'] }),
      async activeTab() {
        const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
        return tab?.id
      },
      onActiveTab(listener) {
        const activated = ({ tabId }: { tabId: number }): void => listener(tabId)
        const updated = (tabId: number, change: { status?: string; url?: string }, tab: { active?: boolean }): void => {
          if (tab.active && (change.status === 'complete' || change.url)) listener(tabId)
        }
        browser.tabs.onActivated.addListener(activated)
        browser.tabs.onUpdated.addListener(updated)
        return () => {
          browser.tabs.onActivated.removeListener(activated)
          browser.tabs.onUpdated.removeListener(updated)
        }
      },
    },
  }
}

/** Firefox's sidebar, which Chrome's types do not know. */
function sidebar(): { open(): Promise<void> } {
  return (browser as unknown as { sidebarAction: { open(): Promise<void> } }).sidebarAction
}
