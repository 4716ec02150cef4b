import { computed, type ComputedRef } from 'vue'
import { daysBetween } from '~/lib/shared/dates'
import { useLanguage } from './languageStore'
import { useSession } from '../workspace/sessionStore'

export interface Dates {
  /** "12 May 2026" for a day or an instant; "12. Mai 2026" in German. */
  readonly day: (value: string | number | undefined) => string
  /** "12 May", for tables; with the year if it is not the current one. */
  readonly short: (value: string | number | undefined) => string
  /** "May 2026". */
  readonly month: (day: string) => string
  /** "May". */
  readonly monthShort: (day: string) => string
  /** "2 May 09:40". */
  readonly moment: (value: string | number | undefined) => string
  /** "09:41". */
  readonly time: (value: string | number | undefined) => string
  /** Days from today; negative for the past. */
  readonly inDays: (day: string) => number
  readonly weekday: ComputedRef<string>
}

const isDay = (value: string | number): value is string => typeof value === 'string' && value.length === 10

/** Days and times in the workspace's time zone, in the product's short formats and the language of this device. */
export function useDates(): Dates {
  const session = useSession()
  const language = useLanguage()
  const parts = (value: string | number): { day: string; time: string } => {
    if (isDay(value)) return { day: value, time: '' }
    const text = new Intl.DateTimeFormat('en-CA', {
      timeZone: session.timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(value))
    const [day = '', time = ''] = text.split(', ')
    return { day, time }
  }
  const short = (value: string | number): string => {
    const { day } = parts(value)
    return language.format.day(day, day.slice(0, 4) !== session.today.slice(0, 4))
  }
  return {
    day: (value) => (value === undefined ? '' : language.format.day(parts(value).day)),
    short: (value) => (value === undefined ? '' : short(value)),
    month: (day) => `${language.format.month(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`,
    monthShort: (day) => language.format.month(Number(day.slice(5, 7))),
    moment: (value) => (value === undefined ? '' : `${short(value)} ${parts(value).time}`.trim()),
    time: (value) => (value === undefined ? '' : parts(value).time),
    inDays: (day) => daysBetween(session.today, day),
    weekday: computed(() => language.format.weekday(session.today)),
  }
}
