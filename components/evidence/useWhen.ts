import { addDays } from '~/lib/shared/dates'
import { useDates } from '~/lib/live/ui/useDates'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface When {
  /** "09:12" today, "Fri" within the week around today, else "28 Apr". */
  readonly when: (value: string | number | undefined) => string
  /** A due day: "today", "Fri", "28 Apr". */
  readonly due: (day: string | undefined) => string
}

/** Moments and days as short as they can be said, in the workspace's time zone. */
export function useWhen(): When {
  const dates = useDates()
  const session = useSession()
  const language = useLanguage()
  const dayOf = (value: string | number): string =>
    typeof value === 'string' && value.length === 10
      ? value
      : new Intl.DateTimeFormat('en-CA', { timeZone: session.timeZone }).format(new Date(value))
  return {
    when(value) {
      if (value === undefined || value === '') return ''
      const day = dayOf(value)
      if (day === session.today && day !== value) return dates.time(value)
      return day <= session.today && day > addDays(session.today, -7)
        ? language.format.weekday(day)
        : dates.short(value)
    },
    due(day) {
      if (day === undefined) return ''
      return day >= session.today && day < addDays(session.today, 7)
        ? language.format.weekday(day, 'long')
        : dates.short(day)
    },
  }
}
