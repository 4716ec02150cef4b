import { useI18n } from 'vue-i18n'
import type { RecordedCheck } from '../files/readCaptureRecord'
import { checkLine } from './selfCheckLines'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface CheckWords {
  readonly text: string
  readonly side: string | undefined
  readonly result: RecordedCheck['result']
}

/**
 * A check of a capture in words. Figures are grouped, names that a page gave stand in quotation marks; a check this
 * version doesn't know is named by its id.
 */
export function useCheckWords(): (check: RecordedCheck) => CheckWords {
  const { t } = useI18n()
  const language = useLanguage()
  return (check) => {
    const line = checkLine(check)
    const params = Object.fromEntries(
      Object.entries(line.params).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? language.format.number(value)
          : name === 'message'
            ? language.say(value)
            : name === 'label' && value !== ''
              ? t('evidence.check.quoted', { name: value })
              : value,
      ]),
    )
    const n = typeof line.params['n'] === 'number' ? line.params['n'] : undefined
    const say = (key: string): string => (n === undefined ? t(key, params) : t(key, params, n))
    const text = line.key === undefined ? line.id : say(`evidence.check.id.${line.key}`)
    return {
      text: line.page === undefined ? text : t('evidence.check.page', { n: line.page, text }),
      side: line.side === undefined ? undefined : say(`evidence.check.side.${line.side}`),
      result: line.result,
    }
  }
}
