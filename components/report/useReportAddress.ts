import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { locales, type Locale } from '~/lib/shared/locale'
import { isReportId, type ReportId } from '~/lib/isms/report/report'
import { reportOptions, type ReportChoice, type ReportOption } from '~/lib/isms/report/reports'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface ReportAddress {
  readonly id: ComputedRef<ReportId | undefined>
  readonly choice: ComputedRef<ReportChoice>
  readonly locale: ComputedRef<Locale>
  readonly paper: ComputedRef<'a4' | 'letter'>
  readonly set: (option: ReportOption | 'lang' | 'paper', value: string | undefined) => void
}

/**
 * Which report an address shows, with what was chosen: everything is in the address, so a report can be bookmarked and
 * sent.
 */
export function useReportAddress(): ReportAddress {
  const route = useRoute()
  const router = useRouter()
  const language = useLanguage()
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    id: computed(() =>
      ((word) => (word !== undefined && isReportId(word) ? word : undefined))(text(route.params['report'])),
    ),
    choice: computed(() =>
      Object.fromEntries(
        reportOptions.flatMap((option) =>
          ((value) => (value === undefined ? [] : [[option, value]]))(text(route.query[option])),
        ),
      ),
    ),
    locale: computed(() => locales.find((one) => one === route.query['lang']) ?? language.locale),
    paper: computed(() => (route.query['paper'] === 'letter' ? 'letter' : 'a4')),
    set: (option, value) => void router.replace({ query: { ...route.query, [option]: value } }),
  }
}
