import AppRoot from './AppRoot.vue'
import { packWorker } from './packWorker'
import { createAppRouter } from './router'
import { createPage } from '~/components/shell/createPage'
import { createSurroundings } from '~/lib/composables/createSurroundings'
import { providePackWorker } from '~/lib/composables/packWorker'
import type { Platform } from '~/lib/platform/platform'

/** The app page, the same in the extension and on the web. */
export async function mountApp(platform: Platform): Promise<void> {
  const app = createPage(AppRoot, await createSurroundings(platform))
  app.use(createAppRouter())
  providePackWorker(app, packWorker)
  app.mount('#app')
}
