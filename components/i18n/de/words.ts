import { de } from '../de'
import type { Words } from '../words'
import { sentences } from './sentences'
import { authorityWords } from './sentences/authority'
import { formatOf } from '~/lib/shared/locale'
import { createSay } from '~/lib/shared/sentences'

type Named = Readonly<Record<string, string>>
const format = formatOf('de')
const named =
  (names: Named) =>
  (part: string): string =>
    names[part] ?? part
const classes: Named = {
  register: 'Register',
  audit: 'Audit',
  evidence: 'Nachweise',
  discussion: 'Gespräch',
  settings: 'Einstellungen',
  statement: 'Unterschriften',
  access: 'Zugriff',
  snapshot: 'Momentaufnahme',
  erase: 'Löschung',
}
const kindWord = (name: string): string =>
  (de.kind as Readonly<Record<string, { readonly one: string } | undefined>>)[name]?.one ?? name
/** The label of a field that only its name is known of: fields of one name are labelled alike. */
const fieldWord = (name: string): string =>
  Object.values(de.field as Readonly<Record<string, Named>>).find((fields) => fields[name] !== undefined)?.[name] ??
  name
const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const words: Words = {
  messages: de,
  catalogue: async () => (await import('~/lib/content/catalogue/de/german')).german,
  say: createSay(sentences, {
    role: named({ ...de.app.role, none: 'ohne' }),
    kind: kindWord,
    class: named(classes),
    authority: (part) => authorityWords(part, fieldWord, kindWord),
    fields: (part) => part.split(', ').map(fieldWord).join(', '),
    day: (part) => (/^\d{4}-\d{2}-\d{2}$/.test(part) ? format.day(part) : part),
    /** "12 May 2026", as the sync says it. */
    longDay: (part) =>
      part.replace(/^(\d{1,2}) (\w+) (\d{4})$/, (_, day: string, month: string, year: string) =>
        format.day(`${year}-${String(englishMonths.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`),
      ),
    /** Figures as English groups them: "18,204". */
    number: (part) => (/^[\d,]+$/.test(part) ? format.number(Number(part.replaceAll(',', ''))) : part),
  }),
}
