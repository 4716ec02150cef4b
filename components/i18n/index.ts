import { createI18n, type I18n } from 'vue-i18n'
import { en } from './en'

export type Messages = typeof en
export const locales = ['en'] as const
export type Locale = (typeof locales)[number]

/** Messages of the interface. Dates are formatted with `lib/composables/useDates`, never with a message. */
export const createMessages = (locale: Locale = 'en'): I18n =>
  createI18n({ legacy: false, locale, fallbackLocale: 'en', messages: { en: en as never }, warnHtmlMessage: true })
