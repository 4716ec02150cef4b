import AppRoot from './AppRoot.vue'
import { packWorker } from './packWorker'
import { createAppRouter } from './router'
// `?worker` and not `new URL(…, import.meta.url)`: the extension's build writes the page's address in its place.
import OscalWorker from '../workers/oscal.worker?worker'
import { createPage } from '~/components/shell/createPage'
import { showCatalogueWords } from '~/lib/composables/catalogue'
import { provideSearchWorker } from '~/lib/composables/searchWorker'
import { createSurroundings } from '~/lib/composables/createSurroundings'
import { provideWorkers } from '~/lib/composables/workers'
import { providePackWorker } from '~/lib/composables/packWorker'
import type { Platform } from '~/lib/platform/platform'

/** The app page, the same in the extension and on the web. */
export async function mountApp(platform: Platform): Promise<void> {
  const app = await createPage(AppRoot, await createSurroundings(platform), { onCatalogue: showCatalogueWords })
  provideSearchWorker(app, () => new Worker(new URL('../workers/search.worker.ts', import.meta.url), { type: 'module', name: 'search' }))
  provideWorkers(app, { oscal: () => new OscalWorker({ name: 'oscal' }) })
  app.use(createAppRouter())
  providePackWorker(app, packWorker)
  app.mount('#app')
}
