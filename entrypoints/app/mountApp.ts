import AppRoot from './AppRoot.vue'
import { createAppRouter } from './router'
import { workers } from './workers'
import { createPage } from '~/components/shell/createPage'
import { showCatalogueWords } from '~/lib/live/framework/useCatalogue'
import { createSurroundings } from '~/lib/live/engine/createSurroundings'
import { provideWorkers } from '~/lib/live/engine/useWorkers'
import type { Platform } from '~/lib/platform/platform'

/** The app page, the same in the extension and on the web. */
export async function mountApp(platform: Platform): Promise<void> {
  const app = await createPage(AppRoot, await createSurroundings(platform), { onCatalogue: showCatalogueWords })
  provideWorkers(app, workers)
  app.use(createAppRouter())
  app.mount('#app')
}
