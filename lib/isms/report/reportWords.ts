/**
 * The text functions of a report: texts of one language, days and numbers in its format. The translation itself is
 * injected.
 */

import type { ReportLanguage, ReportWords } from './reportLanguage'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { requirementCode } from '~/lib/records/derivedIds'
import { isReference } from '~/lib/records/fields'
import { fieldLabelKey, valueLabelKey } from '~/lib/records/formSections'
import { entryWords, structureWords } from './entryWords'
import type { Kind } from '~/lib/records/registry'
import { recordKind } from '~/lib/records/registry'

type When = string | number

const isDay = (when: When): when is string => typeof when === 'string' && when.length === 10

export function reportWords(language: ReportLanguage): ReportWords {
  const { locale, timeZone, t, has } = language
  // British English formats days as the product does, except for one month.
  const tag = locale === 'en' ? 'en-GB' : locale
  const zone = safeZone(timeZone)
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const [ofDay, ofInstant] = [
      new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }),
      new Intl.DateTimeFormat(tag, { ...options, timeZone: zone }),
    ]
    return (when: When): string =>
      (isDay(when) ? ofDay.format(new Date(`${when}T00:00:00Z`)) : ofInstant.format(new Date(when))).replace(
        /\bSept\b/,
        'Sep',
      )
  }
  const short = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const long = dates({ day: 'numeric', month: 'long', year: 'numeric' })
  const time = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 })
  const number = (value: number, digits?: number): string =>
    (digits === undefined
      ? plain
      : new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    ).format(value)
  const period = (value: string): string => {
    const match = /^P(\d+)([DWMY])$/.exec(value)
    return match ? t(`record.period.${match[2]}`, { n: Number(match[1]) }, Number(match[1])) : value
  }

  const base = {
    t,
    has,
    number,
    day: (when: When | undefined) => (when === undefined ? '' : short(when)),
    moment: (when: When) => `${short(when)}, ${time(when)}`,
  }
  function value(kind: Kind, name: string, raw: unknown, nameOf: (id: string) => string): string {
    if (raw === undefined || raw === null) return ''
    const field = recordKind(kind).fields[name]
    if (Array.isArray(raw) && field?.type === 'json') return structureWords(raw, base)
    if (Array.isArray(raw))
      return raw
        .map((part) => value(kind, name, part, nameOf))
        .filter(Boolean)
        .join(', ')
    if (typeof raw === 'boolean') return t(raw ? 'app.yes' : 'app.no')
    if (typeof raw === 'object')
      return field?.type === 'map'
        ? entryWords(kind, name, raw as Readonly<Record<string, unknown>>, base, nameOf)
        : 'sha256' in raw && typeof raw.sha256 === 'string'
          ? raw.sha256
          : structureWords(raw, base)
    const word = String(raw)
    if (!field) return word
    // Steps of a scale have labels; other numbers do not.
    const key = valueLabelKey(kind, name, word)
    if ((field.values || field.type === 'int') && has(key)) return t(key)
    if (field.type === 'date') return short(word)
    if (field.type === 'instant') return base.moment(word)
    if (field.type === 'period') return period(word)
    if (typeof raw === 'number') return number(raw)
    if (field.type === 'reqs' || field.target === 'requirement') return requirementCode(word)
    return isReference(field) || field.element === 'person' ? nameOf(word) : word
  }

  return {
    ...language,
    ...base,
    longDay: long,
    longMoment: (when) => `${long(when)}, ${time(when)}`,
    money: (amount, currency) => [number(amount), currency].filter(Boolean).join(' '),
    label: (kind, field) => t(fieldLabelKey(kind, field)),
    value,
    period,
    requirement: (id) => ({
      code: requirementCode(id),
      title: language.requirementTitle?.(id) ?? requirementById(id)?.title ?? '',
    }),
  }
}

function safeZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone
  } catch {
    return 'UTC'
  }
}
