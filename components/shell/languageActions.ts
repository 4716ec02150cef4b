import { computed, type ComputedRef } from 'vue'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { locales, type Locale } from '~/lib/shared/locale'

/** Each language by its own name, whatever is shown. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' }

export interface LanguageAction {
  readonly id: string
  /** In the language one would switch to, because that is who looks for it. */
  readonly title: string
  /** Words it is found by, in every language. */
  readonly text: string
  readonly icon: 'languages'
  readonly go: () => Promise<void>
}

const offers: Readonly<Record<Locale, string>> = {
  en: 'Show Plumbline in English',
  de: 'Plumbline auf Deutsch anzeigen',
}

/** The palette's way to another language: one action per language that isn't shown. */
export function useSwitchLanguage(): ComputedRef<readonly LanguageAction[]> {
  const language = useLanguage()
  return computed(() =>
    locales
      .filter((locale) => locale !== language.locale)
      .map((locale) => ({
        id: `language-${locale}`,
        title: offers[locale],
        text: 'language sprache deutsch german english englisch switch wechseln',
        icon: 'languages',
        go: () => language.choose(locale),
      })),
  )
}
