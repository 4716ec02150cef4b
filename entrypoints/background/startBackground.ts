/**
 * Composes the extension's background: the host with its engines, capturing, badge, menus, alarms. Listeners are
 * registered in the first turn, because a worker is woken by an event and told of it once; everything behind them waits
 * for the databases.
 */

import { browser } from 'wxt/browser'
import type { Host, HostSurroundings } from '~/lib/engine/host/host'
import type { JsonValue } from '~/lib/shared/json'
import type { Random } from '~/lib/shared/ids'
import { toBytes } from '~/lib/shared/bytes'
import { extensionCaptureBrowser } from '~/lib/platform/extension/extensionCapture'
import { canvasImaging } from '~/lib/platform/extension/captureImaging'
import { acceptPages } from '~/lib/platform/extension/extensionPorts'
import { browserFactsOf, type BrowserFacts } from '~/lib/platform/platform'
import { openDeviceDb, type DeviceDb } from '~/lib/vault/store/deviceDb'
import { registerSyncAlarm } from './alarms'
import type { BadgeFace } from './badge'
import { composeCapture, type ComposedCapture } from './composeCapture'
import { earlyPort } from './earlyPort'
import { createMenus, registerGestures } from './menus'
import { sendLeftDecisions } from './leftDecisions'
import { createVaults } from './vaults'
import { backgroundWords, readLocale } from './backgroundWords'
import { languagePreference } from '~/lib/shared/locale'
import { watchQuery } from '~/lib/vault/store/watchQuery'

export interface BackgroundParts {
  readonly firefox: boolean
  /** Makes the host; capture commands are answered by `others`. */
  composeHost(parts: {
    readonly deviceDb: DeviceDb
    readonly browser: BrowserFacts
    readonly others: NonNullable<HostSurroundings['others']>
  }): Host
}

export function startBackground({ firefox, composeHost }: BackgroundParts): void {
  const alarm = registerSyncAlarm(() =>
    ready.then(({ host, capture }) => {
      capture.badge.refresh()
      return host.syncAll()
    }),
  )
  const ready = compose()
  registerGestures({
    archive: !firefox,
    firefox,
    oneAction: ready.then(({ capture }) => capture.oneAction),
    words: async () => backgroundWords[await readLocale(await openDeviceDb())],
  })
  acceptPages((port) => {
    const line = earlyPort(port)
    // Where the databases don't open, the page is told by the broken line and says so.
    void ready.then(
      ({ host }) => host.accept(line),
      () => port.close(),
    )
    port.onClose(() => void ready.then(({ sendLeft }) => sendLeft()))
  })
  void ready.then(
    ({ capture, sendLeft }) => Promise.all([capture.takeUp(), sendLeft()]),
    () => undefined,
  )

  async function compose(): Promise<{
    readonly host: Host
    readonly capture: ComposedCapture
    sendLeft(): Promise<void>
  }> {
    const deviceDb = await openDeviceDb()
    const random: Random = (length) => toBytes(crypto.getRandomValues(new Uint8Array(length)))
    const facts = browserFactsOf(navigator.userAgent, browser.runtime.getManifest().version)
    const { name, version, os, extensionVersion } = facts
    const capture = composeCapture({
      browser: extensionCaptureBrowser({ firefox }),
      imaging: canvasImaging,
      browserFacts: { name, version, os, extension: extensionVersion },
      clock: {
        now: () => Date.now(),
        sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      random,
      deviceDb,
      vaults: createVaults(deviceDb),
      face: toolbarFace,
      run: async (commandId, workspaceId, command, input: JsonValue) =>
        (await ready).host.run(commandId, workspaceId, command, input),
      ask: showPopup,
      onCounts: ({ awaited }) => alarm.setPeriod(awaited > 0 ? 1 : 5),
    })
    let chosen: JsonValue | undefined
    let known = false
    watchQuery(
      async () => (await deviceDb.preferences.get(languagePreference))?.value,
      (value) => {
        // The first answer is what the menus were made with.
        if (known && value !== chosen)
          void readLocale(deviceDb).then((locale) => createMenus(!firefox, backgroundWords[locale]))
        chosen = value
        known = true
      },
    )
    const host = composeHost({ deviceDb, browser: facts, others: capture.commands })
    const sendLeft = (): Promise<void> =>
      sendLeftDecisions({ deviceDb, run: (...command) => host.run(...command), now: () => Date.now() })
    return { host, capture, sendLeft }
  }
}

/** The toolbar knows no style sheet: these are the theme's accent and warning as RGBA. */
const accentColour: [number, number, number, number] = [53, 80, 208, 255]
const warnColour: [number, number, number, number] = [143, 98, 0, 255]

const toolbarFace: BadgeFace = {
  show(text, title) {
    void browser.action.setBadgeText({ text })
    void browser.action.setBadgeBackgroundColor({ color: text === '!' || text === '?' ? warnColour : accentColour })
    void browser.action.setTitle({ title: title ?? 'Plumbline' })
  },
}

/** The popup where the browser lets an extension open it; else its page in a tab. */
async function showPopup(): Promise<void> {
  try {
    await browser.action.openPopup()
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL('/popup.html' as '/') })
  }
}
