/**
 * One surface over made-up rows: `?surface=popup&variant=offline&theme=dark&lang=de&state=NAME` (overrides.ts). For
 * looking, not a test by itself.
 */

import { createPage } from '~/components/shell/createPage'
import { createAppRouter } from '~/entrypoints/app/router'
import { workers } from '~/entrypoints/app/workers'
import { showCatalogueWords } from '~/lib/live/framework/useCatalogue'
import { browserFactsOf, type Platform } from '~/lib/platform/platform'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import { openVault } from '~/lib/vault/store/tables'
import { provideWorkers } from '~/lib/live/engine/useWorkers'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { EngineClient } from '~/lib/engine/host/rpc'
import { answers } from './answers'
import { languagePreference } from '~/lib/shared/locale'
import { answered, meanwhile, overrides } from './overrides'
import { now, seed, workspaceId } from './seed'

const query = new URLSearchParams(location.search)
const surface = query.get('surface') ?? 'popup'
const variant = query.get('variant') ?? ''
localStorage.clear()
localStorage.setItem('plumbline.colourMode', query.get('theme') ?? 'light')

const pages = {
  popup: () => import('~/components/popup/PopupApp.vue'),
  panel: () => import('~/components/panel/SidePanelApp.vue'),
  app: () => import('~/entrypoints/app/AppRoot.vue'),
}
async function run(): Promise<void> {
  for (const { name } of await indexedDB.databases())
    if (name)
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name)
        request.onsuccess = request.onerror = request.onblocked = resolve
      })
  const deviceDb = await openDeviceDb()
  if (variant !== 'none') {
    const vault = await openVault(workspaceId)
    await seed(vault, deviceDb, variant)
    await overrides(vault, deviceDb, query.get('state') ?? '')
    vault.close()
  }
  await deviceDb.preferences.put({ key: languagePreference, value: query.get('lang') ?? 'en' })
  const client: EngineClient = {
    workspaceId: null,
    run: (async (name: string, input: unknown) =>
      answered(name, query.get('state') ?? '') ?? answers(name, input, variant)) as EngineClient['run'],
    editorPort: () => {
      throw new Error('no editors here')
    },
    onBroken: () => () => undefined,
    wake: () => undefined,
    close: () => undefined,
  }
  const platform: Platform = {
    kind: surface === 'app' && variant !== 'extension' ? 'web' : 'extension',
    browser: browserFactsOf(navigator.userAgent, '0.1.0'),
    connect: () => {
      throw new Error('no engine here')
    },
    openApp: async (route) => console.log('open', route),
    appUrl: location.href,
    ...(surface !== 'app' && {
      capture: {
        openSidePanel: async () => undefined,
        requestAllSites: async () => true,
        archive: true,
        activeTab: async () => 7,
        onActiveTab: () => () => undefined,
      },
    }),
  }
  const root = (await pages[surface as keyof typeof pages]()).default
  const app = await createPage(
    root,
    { platform, client, deviceDb, now: () => now },
    surface === 'app' ? { onCatalogue: showCatalogueWords } : {},
  )
  if (surface === 'app') provideWorkers(app, workers)
  if (surface === 'app') app.use(createAppRouter())
  app.mount('#app')
  if (surface !== 'app') await app.runWithContext(() => useSession().start())
  document.body.dataset['ready'] = 'yes'
  if (variant !== 'none')
    setTimeout(
      () =>
        void openVault(workspaceId).then((vault) =>
          meanwhile(vault, query.get('state') ?? '').finally(() => vault.close()),
        ),
      800,
    )
}
void run()
