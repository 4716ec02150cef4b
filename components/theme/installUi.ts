import './fonts.css'
import './main.css'
import { _api } from '@iconify/vue'
import ui from '@nuxt/ui/vue-plugin'
import type { App } from 'vue'

/** Theme, bundled icons and Nuxt UI on an app. Icons that were not bundled stay empty: nothing is fetched, ever. */
export function installUi(app: App): void {
  _api.setFetch(() => Promise.reject(new Error('Icons are bundled; see components/theme/icons.ts.')))
  app.use(ui)
}
