/** The words tables need, in every language the interface has: files are read in any, written in the one shown. */

import type { TableWords } from '~/lib/exchange/tables/tableWords'
import { valueLabelKey, fieldLabelKey } from '~/lib/records/formSections'

interface KindWords {
  readonly kind: Readonly<Record<string, { readonly one: string; readonly many: string }>>
  readonly field: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly value: Readonly<Record<string, object>>
}

const files = import.meta.glob<KindWords>('../../components/i18n/*/kinds.ts', { eager: true })
const languages: ReadonlyMap<string, KindWords> = new Map(
  Object.entries(files).map(([path, words]) => [path.split('/').at(-2)!, words]),
)

const extras: Readonly<
  Record<string, { readonly requirement: string; readonly sha256: string; readonly yes: string; readonly no: string }>
> = {
  en: { requirement: 'Requirement', sha256: 'SHA-256', yes: 'Yes', no: 'No' },
  de: { requirement: 'Anforderung', sha256: 'SHA-256', yes: 'Ja', no: 'Nein' },
}

function wordAt(words: KindWords, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[part] : undefined,
      words,
    )
  return typeof found === 'string' ? found : undefined
}

const made = new Map<string, TableWords>()

export function tableWords(locale: string): TableWords {
  const known = made.get(locale)
  if (known) return known
  const shown = languages.get(locale) ?? languages.get('en')!
  const own = extras[locale] ?? extras['en']!
  const virtual = (language: string, field: string): string | undefined =>
    field === 'requirement' || field === 'sha256' ? extras[language]?.[field] : undefined
  const inAll = (pick: (words: KindWords, language: string) => string | undefined): readonly string[] =>
    [...languages].flatMap(([language, words]) => pick(words, language) ?? [])
  const words: TableWords = {
    label: (kind, field) => wordAt(shown, fieldLabelKey(kind, field)) ?? virtual(locale, field) ?? field,
    labels: (kind, field) =>
      inAll((of, language) => wordAt(of, fieldLabelKey(kind, field)) ?? virtual(language, field)),
    value: (kind, field, value) => wordAt(shown, valueLabelKey(kind, field, value)) ?? value,
    values: (kind, field, value) => inAll((of) => wordAt(of, valueLabelKey(kind, field, value))),
    kinds: (kind) => inAll((of) => of.kind[kind]?.one).concat(inAll((of) => of.kind[kind]?.many)),
    yes: own.yes,
    no: own.no,
  }
  made.set(locale, words)
  return words
}
