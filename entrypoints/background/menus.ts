/** Context menu, keyboard commands and how panel and sidebar open: what a person starts without a surface of ours. */

import { browser } from 'wxt/browser'
import type { OneAction } from './oneAction'
import type { BackgroundWords, MenuMode } from './backgroundWords'

const menu: readonly { readonly id: string; readonly mode: MenuMode }[] = [
  { id: 'capture-visible', mode: 'visible' },
  { id: 'capture-full-page', mode: 'fullPage' },
  { id: 'capture-archive', mode: 'archive' },
]

export interface MenuSurroundings {
  readonly archive: boolean
  readonly firefox: boolean
  /** Called once the background is composed; gestures that wake the worker wait for it. */
  readonly oneAction: Promise<OneAction>
  /** In the language of this device. */
  words(): Promise<BackgroundWords>
}

/** Registers everything in the first turn of the worker: a listener added later misses the event that woke it. */
export function registerGestures({ archive, firefox, oneAction, words }: MenuSurroundings): void {
  browser.runtime.onInstalled.addListener(() => void words().then((said) => createMenus(archive, said)))
  const capture = (id: string | number, tabId: number | undefined): void => {
    const found = menu.find((item) => item.id === id)
    if (found) void oneAction.then((run) => run(found.mode, tabId))
  }
  browser.contextMenus.onClicked.addListener((info, tab) => capture(info.menuItemId, tab?.id))
  browser.commands.onCommand.addListener((command, tab) => {
    // Opening a panel needs the gesture itself: nothing may be awaited before.
    if (command === 'open-panel') return void openPanel(firefox, tab?.windowId)
    capture(command, tab?.id)
  })
  // The toolbar button opens the popup; the panel has its own key and button.
  if (!firefox) void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: false }).catch(() => undefined)
}

/** Anew as a whole: on installation, and when another language is chosen. */
export async function createMenus(archive: boolean, words: BackgroundWords): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({
    id: 'plumbline',
    title: 'Plumbline',
    contexts: ['page', 'selection', 'link', 'image', 'frame'],
  })
  for (const { id, mode } of menu) {
    if (mode !== 'archive' || archive)
      browser.contextMenus.create({
        id,
        parentId: 'plumbline',
        title: words.menu[mode],
        contexts: ['page', 'selection', 'link', 'image', 'frame'],
      })
  }
}

async function openPanel(firefox: boolean, windowId: number | undefined): Promise<void> {
  if (firefox) await (browser as unknown as { readonly sidebarAction: { open(): Promise<void> } }).sidebarAction.open()
  else if (windowId !== undefined) await browser.sidePanel.open({ windowId })
}
