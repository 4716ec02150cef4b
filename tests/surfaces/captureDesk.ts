/** A surface without a screen: stores and composables over fake databases, the background played by the test. */

import { createPinia } from 'pinia'
import { createApp, effectScope, type EffectScope } from 'vue'
import { provideSurroundings } from '~/lib/live/engine/engine'
import type { TabFacts } from '~/lib/engine/commandMap'
import type { EngineClient } from '~/lib/engine/host/rpc'
import { browserFactsOf, type Platform } from '~/lib/platform/platform'
import { ok } from '~/lib/shared/result'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { openDeviceDb, type DeviceDb } from '~/lib/vault/store/deviceDb'
import { openVault, type DraftRow, type Vault } from '~/lib/vault/store/tables'

export interface CaptureDesk {
  readonly vault: Vault
  readonly deviceDb: DeviceDb
  readonly sent: { readonly name: string; readonly input: Record<string, unknown> }[]
  /** What the background says of the tab in front; `look` makes the surfaces ask again. */
  tab: TabFacts
  look(): void
  /** How often a surface woke the background; the line to it broke. */
  woken: number
  breakLine(): void
  inSurface<T>(make: () => T): T
  close(): Promise<void>
}

export const page = (changes: Partial<TabFacts> = {}): TabFacts => ({
  tabId: 7,
  windowId: 1,
  url: 'https://console.example/backup',
  title: 'Backup jobs',
  granted: true,
  forbidden: false,
  suggested: [],
  ...changes,
})

export const draftRow = (changes: Partial<DraftRow> = {}): DraftRow => ({
  id: 'dr_1',
  mode: 'fullPage',
  state: 'capturing',
  startedAt: 1,
  updatedAt: 1,
  step: 0,
  steps: 1,
  facts: { url: 'https://console.example/backup', pages: [] },
  links: { controls: [], reqs: [] },
  ...changes,
})

let count = 0

export async function captureDesk(): Promise<CaptureDesk> {
  const workspaceId = `w${++count}`
  const deviceDb = openDeviceDb()
  await deviceDb.workspaces.put({
    id: workspaceId,
    name: 'Quillmere',
    hue: 0,
    demo: false,
    clockOffset: 0,
    createdAt: 0,
    openedAt: count,
    state: 'open',
    kitConfirmed: true,
  })
  const vault = await openVault(workspaceId)
  await vault.devices.put({ deviceId: 'd1', memberId: 'm1', code: '', active: true, since: 1, own: true })
  await vault.members.put({ memberId: 'm1', role: 'lead', personId: 'pe_1', active: true, since: 1 })
  const listeners = new Set<(tabId: number) => void>()
  const broken = new Set<() => void>()
  const scopes: EffectScope[] = []
  const sent: CaptureDesk['sent'] = []
  const desk: CaptureDesk = {
    vault,
    deviceDb,
    sent,
    tab: page(),
    woken: 0,
    breakLine: () => broken.forEach((listener) => listener()),
    look: () => listeners.forEach((listener) => listener(desk.tab.tabId)),
    inSurface(make) {
      const scope = effectScope(true)
      scopes.push(scope)
      return app.runWithContext(() => scope.run(make)!)
    },
    async close() {
      for (const scope of scopes) scope.stop()
      vault.close()
      deviceDb.close()
    },
  }
  const run = async (name: string, input: Record<string, unknown>): Promise<unknown> => {
    if (name === 'capture.tab') return ok(desk.tab)
    if (name.startsWith('capture.')) sent.push({ name, input })
    return ok(name === 'capture.start' ? { draftId: 'dr_1' } : null)
  }
  const client: EngineClient = {
    workspaceId: null,
    run: run as unknown as EngineClient['run'],
    editorPort: () => {
      throw new Error('no editors here')
    },
    onBroken(listener) {
      broken.add(listener)
      return () => broken.delete(listener)
    },
    wake: () => void desk.woken++,
    close: () => undefined,
  }
  const platform: Platform = {
    kind: 'extension',
    browser: browserFactsOf('', '0.1.0'),
    appUrl: '',
    openApp: async () => undefined,
    connect: () => {
      throw new Error('no engine here')
    },
    capture: {
      archive: true,
      openSidePanel: async () => undefined,
      requestAllSites: async () => true,
      activeTab: async () => desk.tab.tabId,
      onActiveTab(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
  const app = createApp({ render: () => null })
  app.use(createPinia())
  provideSurroundings(app, { client, platform, deviceDb, now: () => Date.parse('2026-05-12T09:00:00Z') })
  await desk.inSurface(() => useSession().open(workspaceId))
  return desk
}

export async function settled(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('never settled')
}
