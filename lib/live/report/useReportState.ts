import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useSession } from '../workspace/sessionStore'
import type { Locale } from '~/lib/shared/locale'
import { readReportState } from '~/lib/vault/views/readReportState'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useReportWords } from './useReportWords'

export interface ReportReading {
  /** Undefined until the workspace was read and the language is there. */
  readonly context: ComputedRef<ReportContext | undefined>
  readonly error: Readonly<ShallowRef<Error | undefined>>
}

/** What reports are made from, live, in a language. */
export function useReportState(locale: Ref<Locale>): ReportReading {
  const session = useSession()
  const words = useReportWords(locale)
  // The moment of reading is that of the report: time that merely passes changes no page.
  const { value: read, error } = useLiveQuery(async () => {
    const { vault, today, nowMs } = session
    return vault && { state: await readReportState(vault, today), today, generatedAt: new Date(nowMs).toISOString() }
  }, [() => session.vault, () => session.today])
  const context = computed(
    (): ReportContext | undefined => read.value && words.value && { ...read.value, words: words.value },
  )
  return { context, error }
}
