import { useI18n } from 'vue-i18n'
import { useDates } from '~/lib/live/ui/useDates'
import type { Rule } from '~/lib/records/recurrence/rrule'
import { ruleSentence, ruleTextSentence, type RuleLanguage } from '~/lib/isms/task/ruleSentence'

export interface RuleWords {
  readonly sentence: (rule: Rule) => string
  readonly ofText: (text: string) => string
}

/** Rules of repetition in the language shown (RC1). */
export function useRuleWords(): RuleWords {
  const { t, te } = useI18n()
  const dates = useDates()
  const language: RuleLanguage = {
    t: (key, params, n) => (n === undefined ? t(key, params) : t(key, params, n)),
    has: te,
    day: dates.day,
  }
  return { sentence: (rule) => ruleSentence(rule, language), ofText: (text) => ruleTextSentence(text, language) }
}
