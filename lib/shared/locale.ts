/**
 * The languages of the interface, and how each formats dates, numbers and sort order. Pure: pages, workers and reports
 * share it.
 */

export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/**
 * The language to show: the one chosen on this device, otherwise the first supported language of the browser, otherwise
 * English.
 */
export function localeFor(chosen: unknown, browserLanguages: readonly string[]): Locale {
  if (isLocale(chosen)) return chosen
  return browserLanguages.map((tag) => tag.toLowerCase().split('-')[0]).find(isLocale) ?? 'en'
}

/** Name of the preference that stores the choice. Per device: never synced. */
export const languagePreference = 'language'

export interface Format {
  readonly locale: Locale
  /** BCP 47 tag for `Intl`. */
  readonly tag: string
  /** "18,204", "0.5"; "18.204", "0,5". At most four decimals. */
  readonly number: (value: number, maximumFractionDigits?: number) => string
  /** "12 May 2026", "12. Mai 2026" for a day (`YYYY-MM-DD`); without the year if `year` is false. */
  readonly day: (day: string, year?: boolean) => string
  /** "12", "12.": the start of a range within a month. */
  readonly dayOfMonth: (day: string) => string
  /** "May", "Mai"; months count from 1. */
  readonly month: (month: number) => string
  /** "Fri", "Fr"; or the long form. */
  readonly weekday: (day: string, style?: 'short' | 'long') => string
  /** A day by `Intl` options, for headings: "May 2026", "Tuesday 12 May". */
  readonly dayBy: (day: string, options: Intl.DateTimeFormatOptions) => string
  /** "640 B", "12 KB", "1.4 MB". */
  readonly bytes: (bytes: number) => string
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string
  /** Compares texts in the dictionary order of the language; digits compare as numbers. */
  readonly compare: (a: string, b: string) => number
  /**
   * A state label inside a sentence: "not verified"; "keine Maßnahme", where German keeps the capital of nouns after
   * the first word.
   */
  readonly asState: (text: string) => string
  /** A label's noun inside a sentence: lower case in English, unchanged in German. */
  readonly inSentence: (text: string) => string
}

const tags = { en: 'en-GB', de: 'de-DE' } as const
/** Month abbreviations for tables. */
const months: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  de: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sep.', 'Okt.', 'Nov.', 'Dez.'],
}

function createFormat(locale: Locale): Format {
  const tag = tags[locale]
  const ordinal = locale === 'de' ? '.' : ''
  const numbers = new Map<number, Intl.NumberFormat>()
  const collator = new Intl.Collator(tag, { numeric: true, sensitivity: 'base' })
  const tenths = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' })
  const numberFormat = (digits: number): Intl.NumberFormat => {
    const found = numbers.get(digits) ?? new Intl.NumberFormat(tag, { maximumFractionDigits: digits })
    numbers.set(digits, found)
    return found
  }
  const dayBy: Format['dayBy'] = (day, options) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`))
  return {
    locale,
    tag,
    dayBy,
    number: (value, digits = 4) => numberFormat(digits).format(value),
    day(day, year = true) {
      const [y, m, d] = day.split('-').map(Number) as [number, number, number]
      return `${d}${ordinal} ${months[locale][m - 1] ?? ''}${year ? ` ${y}` : ''}`
    },
    dayOfMonth: (day) => `${Number(day.slice(8))}${ordinal}`,
    month: (month) => months[locale][month - 1] ?? '',
    weekday: (day, style = 'short') => dayBy(day, { weekday: style }),
    bytes: (bytes) =>
      bytes < 1024
        ? `${bytes} B`
        : bytes < 1024 * 1024
          ? `${Math.round(bytes / 1024)} KB`
          : `${tenths.format(bytes / 1024 / 1024)} MB`,
    list: (items) => lists.format(items),
    compare: collator.compare,
    asState: (text) => (locale === 'en' ? text.toLowerCase() : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`),
    inSentence: (text) => (locale === 'en' ? text.toLowerCase() : text),
  }
}

const formats: Partial<Record<Locale, Format>> = {}
/** One format per language, created once because `Intl` objects are expensive. */
export const formatOf = (locale: Locale): Format => (formats[locale] ??= createFormat(locale))
