import { createI18n, type I18n } from 'vue-i18n'
import type { Messages, Words } from './words'
import type { Locale } from '~/lib/shared/locale'

/** Each language is a file of its own; a page loads the one it shows and no other. */
const loaders: Readonly<Record<Locale, () => Promise<Words>>> = {
  en: async () => (await import('./en/words')).words,
  de: async () => (await import('./de/words')).words,
}
export const loadWords = (locale: Locale): Promise<Words> => loaders[locale]()

/**
 * Messages of the interface. Dates and figures are written by `useDates` and `useLanguage().format`, never by a
 * message.
 */
export const createMessages = (locale: Locale, messages: Messages): I18n =>
  createI18n({
    legacy: false,
    locale,
    fallbackLocale: false,
    messages: { [locale]: messages as never },
    warnHtmlMessage: true,
  })
