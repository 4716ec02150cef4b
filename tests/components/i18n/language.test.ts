import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, h, type App } from 'vue'
import { useI18n } from 'vue-i18n'
import { startLanguage } from '~/components/i18n/startLanguage'
import { provideSurroundings } from '~/lib/live/engine/engine'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { openDeviceDb, type DeviceDb } from '~/lib/vault/store/deviceDb'

let deviceDb: DeviceDb
const root = { lang: '' }
/** Loading a language takes its time on a busy machine. */
const patience = { timeout: 20_000 }

async function page(
  onCatalogue?: (words: CatalogueWords | undefined) => void,
): Promise<{ readonly app: App; readonly language: ReturnType<typeof useLanguage>; readonly said: () => string }> {
  let t: ((key: string) => string) | undefined
  const app = createSSRApp({ setup: () => ((t = useI18n().t as never), () => h('p')) })
  provideSurroundings(app, { deviceDb, now: () => 0 } as never)
  app.use(createPinia())
  await startLanguage(app, onCatalogue ? { onCatalogue } : {})
  const { renderToString } = await import('vue/server-renderer')
  await renderToString(app)
  return { app, language: app.runWithContext(() => useLanguage()), said: () => t!('app.nav.risks') }
}

beforeEach(() => {
  indexedDB = new IDBFactory()
  deviceDb = openDeviceDb({ indexedDB })
  vi.stubGlobal('document', { documentElement: root })
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})
afterEach(() => {
  vi.unstubAllGlobals()
  deviceDb.close()
})

describe('language of a page', () => {
  it('is the browser’s until somebody chooses', async () => {
    vi.stubGlobal('navigator', { languages: ['de-AT', 'en'] })
    const { said, language } = await page()
    expect([said(), root.lang, language.locale]).toEqual(['Risiken', 'de', 'de'])
    expect(language.failureText({ message: 'Choose a file first.' })).toBe('Wählen Sie zuerst eine Datei.')
  })

  it('is the one chosen on this device, on every page that is open, at once', async () => {
    const here = await page()
    const there = await page()
    expect([here.said(), there.said(), root.lang]).toEqual(['Risks', 'Risks', 'en'])
    await here.language.choose('de')
    await vi.waitFor(
      () => expect([here.said(), there.said(), root.lang]).toEqual(['Risiken', 'Risiken', 'de']),
      patience,
    )
    expect(there.language.format.day('2026-05-12')).toBe('12. Mai 2026')
    await there.language.choose('en')
    await vi.waitFor(() => expect([here.said(), there.said(), root.lang]).toEqual(['Risks', 'Risks', 'en']), patience)
    const later = await page()
    expect(later.said()).toBe('Risks')
  })

  it('brings the catalogue to pages that show it', async () => {
    const shown: (CatalogueWords | undefined)[] = []
    const { language } = await page((words) => void shown.push(words))
    expect(shown).toEqual([undefined])
    await language.choose('de')
    await vi.waitFor(
      () => expect(shown.at(-1)?.byId.get('iso27001-2022:A.8.24')?.title).toBe('Einsatz von Kryptographie'),
      patience,
    )
  })
})
