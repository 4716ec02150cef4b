import { createPinia } from 'pinia'
import { createApp, type App, type Component } from 'vue'
import { startLanguage, type LanguageOptions } from '../i18n/startLanguage'
import { startColourMode } from '../theme/colourMode'
import { installUi } from '../theme/installUi'
import { provideSurroundings, type Surroundings } from '~/lib/live/engine/engine'

/**
 * A page of Plumbline (app, popup, side panel): the same theme, words, stores and line to the engine. The caller mounts
 * it.
 */
export async function createPage(
  root: Component,
  surroundings: Surroundings,
  language: LanguageOptions = {},
): Promise<App> {
  startColourMode()
  const app = createApp(root)
  provideSurroundings(app, surroundings)
  app.use(createPinia())
  await startLanguage(app, language)
  installUi(app)
  return app
}
