import { type ReportWords } from '~/lib/isms/report/reportLanguage'
import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { reportWords } from '~/lib/isms/report/reportWords'
import { useLanguage } from '../ui/languageStore'
import { useSession } from '../workspace/sessionStore'
import type { Locale } from '~/lib/shared/locale'

/**
 * Report texts in a language independent of the interface: a German report from an English screen, or vice versa.
 * Undefined while loading.
 */
export function useReportWords(locale: Ref<Locale>): ComputedRef<ReportWords | undefined> {
  const { t, te } = useI18n()
  const session = useSession()
  const language = useLanguage()
  watch(locale, (wanted) => void language.load(wanted), { immediate: true })
  return computed(() => {
    const wanted = locale.value
    const loaded = language.loaded.get(wanted)
    return (
      loaded &&
      reportWords({
        locale: wanted,
        timeZone: session.timeZone,
        t: (key, params = {}, n) =>
          t(
            key,
            params as Record<string, unknown>,
            n === undefined ? { locale: wanted } : { locale: wanted, plural: n },
          ),
        has: (key) => te(key, wanted),
        requirementTitle: (id) => loaded.catalogue?.byId.get(id)?.title,
        checkTitle: (id) => checkWord(id, 'title', wanted),
        checkFix: (id) => checkWord(id, 'settled', wanted),
      })
    )
  })

  function checkWord(id: string, part: 'title' | 'settled', wanted: Locale): string | undefined {
    // A dot would start a new segment of the key.
    const key = `readiness.check.${id.replaceAll('.', '_')}.${part}`
    return te(key, wanted) ? t(key, {}, { locale: wanted }) : undefined
  }
}
