import { en } from '~/components/i18n/en'
import { fieldLabelKey, valueLabelKey } from '~/lib/records/formSections'
import type { TableWords } from '~/lib/exchange/tables/tableWords'

const at = (key: string): string | undefined =>
  key
    .split('.')
    .reduce<unknown>((found, part) => (found as Readonly<Record<string, unknown>> | undefined)?.[part], en) as
    string | undefined

/** The English words of the interface, as tables ask for them. */
export const englishWords = (): TableWords => ({
  label: (kind, field) => at(fieldLabelKey(kind, field)) ?? field,
  labels: (kind, field) => [at(fieldLabelKey(kind, field)) ?? field],
  value: (kind, field, value) => at(valueLabelKey(kind, field, value)) ?? value,
  values: (kind, field, value) => [at(valueLabelKey(kind, field, value)) ?? value],
  kinds: (kind) => [en.kind[kind].one, en.kind[kind].many],
  yes: 'Yes',
  no: 'No',
})
