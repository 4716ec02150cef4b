import { useI18n } from 'vue-i18n'
import type { CsvOptions } from '~/lib/exchange/tables/exportTable'

/** How spreadsheets of a language expect a CSV: German ones take commas for decimals and semicolons between cells. */
export function useCsvLook(): () => CsvOptions {
  const { locale } = useI18n()
  return () => (locale.value === 'de' ? { delimiter: ';', decimal: ',' } : { delimiter: ',', decimal: '.' })
}
