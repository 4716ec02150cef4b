import { watch, type App } from 'vue'
import { createMessages, loadWords } from './index'
import { useSurroundings } from '~/lib/composables/engine'
import { useLanguage } from '~/lib/stores/language'
import { isLocale, languagePreference, localeFor, type Locale } from '~/lib/shared/locale'

/**
 * Gives a page its words before it mounts, and others when somebody chooses another language on this device, in whatever
 * page. The app has its surroundings and its stores by then.
 */
export async function startLanguage(app: App): Promise<void> {
  const { deviceDb } = app.runWithContext(useSurroundings)
  const language = app.runWithContext(() => useLanguage())
  const first = localeFor((await deviceDb.preferences.get(languagePreference))?.value, navigator.languages)
  const i18n = createMessages(first, (await load(first)).messages)
  app.use(i18n)
  const { global } = i18n as unknown as { readonly global: { locale: { value: string }; setLocaleMessage(locale: string, messages: object): void } }

  async function load(locale: Locale): Promise<Awaited<ReturnType<typeof loadWords>>> {
    const words = await loadWords(locale)
    document.documentElement.lang = locale
    language.show(locale, words.say)
    return words
  }
  watch(() => language.chosen, async (chosen) => {
    if (!isLocale(chosen) || chosen === language.locale) return
    const { messages } = await loadWords(chosen)
    global.setLocaleMessage(chosen, messages)
    await load(chosen)
    global.locale.value = chosen
  })
}
