import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useSurroundings } from '../composables/engine'
import { useLiveQuery } from '../composables/useLiveQuery'
import { formatOf, languagePreference, type Locale } from '../shared/locale'
import type { Failure } from '../shared/result'
import type { Say } from '../shared/sentences'

/**
 * The language that is shown, how it writes figures and days, and what it makes of sentences that come from below
 * (failures, what the sync says). The words of the interface are vue-i18n's; `components/i18n/startLanguage` loads both.
 */
export const useLanguage = defineStore('language', () => {
  const { deviceDb } = useSurroundings()
  const locale = shallowRef<Locale>('en')
  const say = shallowRef<Say>((sentence) => sentence)
  const chosen = useLiveQuery(async () => (await deviceDb.preferences.get(languagePreference))?.value ?? null).value

  /** Called when the words of a language are loaded. */
  function show(next: Locale, says: Say): void {
    say.value = says
    locale.value = next
  }
  /** Chooses the language of this device; every open page follows. */
  async function choose(next: Locale): Promise<void> {
    await deviceDb.preferences.put({ key: languagePreference, value: next })
  }

  return {
    locale, chosen, show, choose,
    format: computed(() => formatOf(locale.value)),
    /** A sentence of the code in the language shown; as it is where the language has none. */
    say: (sentence: string): string => say.value(sentence),
    /** What a failure tells a person. Every place that shows a failure shows this. */
    failureText: (failure: Pick<Failure, 'message'>): string => say.value(failure.message),
  }
})
