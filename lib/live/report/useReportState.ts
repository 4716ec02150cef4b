import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useSession } from '../workspace/sessionStore'
import type { Locale } from '~/lib/shared/locale'
import { readReportState } from '~/lib/vault/views/readReportState'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useReportWords } from './useReportWords'

export interface ReportReading {
  /** Undefined until the workspace is loaded and the language is available. */
  readonly context: ComputedRef<ReportContext | undefined>
  readonly error: Readonly<ShallowRef<Error | undefined>>
}

/** The input of reports in a given language, live. */
export function useReportState(locale: Ref<Locale>): ReportReading {
  const session = useSession()
  const words = useReportWords(locale)
  // The time of reading is the time of the report: the passing of time alone changes no page.
  const { value: read, error } = useLiveQuery(async () => {
    const { vault, today, nowMs } = session
    return vault && { state: await readReportState(vault, today), today, generatedAt: new Date(nowMs).toISOString() }
  }, [() => session.vault, () => session.today])
  const context = computed(
    (): ReportContext | undefined => read.value && words.value && { ...read.value, words: words.value },
  )
  return { context, error }
}
