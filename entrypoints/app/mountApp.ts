import AppRoot from './AppRoot.vue'
import { openExchangeWorker } from './openExchangeWorker'
import { createAppRouter } from './router'
import { createPage } from '~/components/shell/createPage'
import { createSurroundings } from '~/lib/composables/createSurroundings'
import { provideExchange } from '~/lib/composables/exchange'
import type { Platform } from '~/lib/platform/platform'

/** The app page, the same in the extension and on the web. */
export async function mountApp(platform: Platform): Promise<void> {
  const app = createPage(AppRoot, await createSurroundings(platform))
  provideExchange(app, openExchangeWorker)
  app.use(createAppRouter())
  app.mount('#app')
}
