import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'
import { useSurroundings } from '../engine/engine'
import { useLiveQuery } from '../engine/useLiveQuery'
import { formatOf, languagePreference, type Locale } from '~/lib/shared/locale'
import type { Failure } from '~/lib/shared/result'
import type { Say } from '~/lib/shared/sentences'

/**
 * The language that is shown, how it writes figures and days, and what it makes of sentences that come from below
 * (failures, what the sync says). The words of the interface are vue-i18n's; `components/i18n/startLanguage` loads
 * both.
 */
/** What is loaded of a language besides the words of the interface. */
export interface LoadedLanguage {
  readonly say: Say
  readonly catalogue: CatalogueWords | undefined
}

export const useLanguage = defineStore('language', () => {
  const { deviceDb } = useSurroundings()
  const locale = shallowRef<Locale>('en')
  const say = shallowRef<Say>((sentence) => sentence)
  const chosen = useLiveQuery(async () => (await deviceDb.preferences.get(languagePreference))?.value ?? null).value

  const loaded = shallowRef<ReadonlyMap<Locale, LoadedLanguage>>(new Map())
  let loader: ((wanted: Locale) => Promise<LoadedLanguage>) | undefined

  /** Called once, by what knows where the words are. */
  function loadBy(load: (wanted: Locale) => Promise<LoadedLanguage>): void {
    loader = load
  }
  /** Loads a language without showing it, for a report that is written in it. */
  async function load(wanted: Locale): Promise<void> {
    if (loaded.value.has(wanted) || !loader) return
    const words = await loader(wanted)
    loaded.value = new Map([...loaded.value, [wanted, words]])
  }
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
    locale,
    chosen,
    loaded,
    load,
    loadBy,
    show,
    choose,
    format: computed(() => formatOf(locale.value)),
    /** A sentence of the code in the language shown; as it is where the language has none. */
    say: (sentence: string): string => say.value(sentence),
    /** What a failure tells a person. Every place that shows a failure shows this. */
    failureText: (failure: Pick<Failure, 'message'>): string => say.value(failure.message),
  }
})
