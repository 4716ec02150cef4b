import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { reportWords, type ReportWords } from '../../isms/reports/reportWords'
import { useSession } from '../../stores/session'

/** Words of reports in a language of their own: a German report from an English screen, or the other way round. */
export function useReportWords(locale: Ref<string>): ComputedRef<ReportWords> {
  const { t, te } = useI18n()
  const session = useSession()
  return computed(() => {
    const language = locale.value
    return reportWords({
      locale: language, timeZone: session.timeZone,
      t: (key, params = {}, n) => t(key, params as Record<string, unknown>, n === undefined ? { locale: language } : { locale: language, plural: n }),
      has: (key) => te(key, language) || te(key, 'en'),
      checkTitle: (id) => checkWord(id, 'title', language), checkFix: (id) => checkWord(id, 'settled', language),
    })
  })

  function checkWord(id: string, part: 'title' | 'settled', language: string): string | undefined {
    // A dot would begin a new part of the key.
    const key = `readiness.check.${id.replaceAll('.', '_')}.${part}`
    return te(key, language) || te(key, 'en') ? t(key, {}, { locale: language }) : undefined
  }
}
