import { watch, type App } from 'vue'
import { createMessages, loadWords } from './index'
import { useSurroundings } from '~/lib/live/engine/engine'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { isLocale, languagePreference, localeFor } from '~/lib/shared/locale'

export interface LanguageOptions {
  /** Takes the catalogue in the language; pages that show no catalogue do not load it. */
  readonly onCatalogue?: (words: CatalogueWords | undefined) => void
}

/**
 * Gives a page its words before it mounts, and others when somebody chooses another language on this device, in
 * whatever page. The app has its surroundings and its stores by then.
 */
export async function startLanguage(app: App, { onCatalogue }: LanguageOptions = {}): Promise<void> {
  const { deviceDb } = app.runWithContext(useSurroundings)
  const language = app.runWithContext(() => useLanguage())
  const first = localeFor((await deviceDb.preferences.get(languagePreference))?.value, navigator.languages)
  const words = await loadWords(first)
  onCatalogue?.(await words.catalogue())
  const i18n = createMessages(first, words.messages)
  app.use(i18n)
  show(first)
  language.show(first, words.say)

  const { global } = i18n as unknown as {
    readonly global: { readonly locale: { value: string }; setLocaleMessage(locale: string, messages: object): void }
  }
  language.loadBy(async (wanted) => {
    const other = await loadWords(wanted)
    if (wanted !== language.locale) global.setLocaleMessage(wanted, other.messages)
    return { say: other.say, catalogue: await other.catalogue() }
  })
  watch(
    () => language.chosen,
    async (chosen) => {
      if (!isLocale(chosen) || chosen === language.locale) return
      const next = await loadWords(chosen)
      const catalogue = onCatalogue && (await next.catalogue())
      // Chosen again meanwhile: the later one shows itself.
      if (language.chosen !== chosen) return
      global.setLocaleMessage(chosen, next.messages)
      onCatalogue?.(catalogue)
      language.show(chosen, next.say)
      global.locale.value = chosen
      show(chosen)
    },
  )
}

const show = (locale: string): void => {
  document.documentElement.lang = locale
}
