import { computed, type ComputedRef } from 'vue'
import { daysBetween } from '../isms/dates'
import { useSession } from '../stores/session'

export interface Dates {
  /** "12 May 2026" of a day or an instant. */
  readonly day: (value: string | number | undefined) => string
  /** "12 May", as tables write it; with the year when it isn't this one. */
  readonly short: (value: string | number | undefined) => string
  /** "May 2026". */
  readonly month: (day: string) => string
  /** "May". */
  readonly monthShort: (day: string) => string
  /** "2 May 09:40". */
  readonly moment: (value: string | number | undefined) => string
  /** "09:41". */
  readonly time: (value: string | number | undefined) => string
  /** Days from today; negative when it lies behind. */
  readonly inDays: (day: string) => number
  readonly weekday: ComputedRef<string>
}

const isDay = (value: string | number): value is string => typeof value === 'string' && value.length === 10
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Days and moments in the time zone of the workspace, in the product's own brevity. */
export function useDates(): Dates {
  const session = useSession()
  const parts = (value: string | number): { day: string; time: string } => {
    if (isDay(value)) return { day: value, time: '' }
    const text = new Intl.DateTimeFormat('en-CA', {
      timeZone: session.timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    }).format(new Date(value))
    const [day = '', time = ''] = text.split(', ')
    return { day, time }
  }
  const words = (iso: string, year: boolean): string => {
    const [y, m, d] = iso.split('-').map(Number) as [number, number, number]
    return `${d} ${months[m - 1] ?? ''}${year ? ` ${y}` : ''}`
  }
  const short = (value: string | number): string => {
    const { day } = parts(value)
    return words(day, day.slice(0, 4) !== session.today.slice(0, 4))
  }
  return {
    day: (value) => (value === undefined ? '' : words(parts(value).day, true)),
    short: (value) => (value === undefined ? '' : short(value)),
    month: (day) => `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`,
    monthShort: (day) => months[Number(day.slice(5, 7)) - 1] ?? '',
    moment: (value) => (value === undefined ? '' : `${short(value)} ${parts(value).time}`.trim()),
    time: (value) => (value === undefined ? '' : parts(value).time),
    inDays: (day) => daysBetween(session.today, day),
    weekday: computed(() => new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${session.today}T00:00:00Z`))),
  }
}
