import { useI18n } from 'vue-i18n'
import type { SoaRow } from '~/lib/isms/soa/soaRows'
import { useNames } from '~/lib/composables/useNames'

/** The worst thing about a row in words: what contradicts an exclusion, then what the decision lacks. */
export function useSoaProblem(): (row: SoaRow) => { readonly tone: 'fail' | 'warn'; readonly text: string } | undefined {
  const { t } = useI18n()
  const names = useNames()
  return (row) => {
    const [contradiction] = row.contradictions
    if (contradiction) return { tone: 'fail', text: t(`soa.contradictions.${contradiction.type}`, { refs: contradiction.ids.map((id) => names.value.get(id)?.ref ?? id).slice(0, 3).join(', ') }) }
    const problem = row.problems.find((one) => one !== 'undecided')
    if (problem) return { tone: problem === 'reasonRiskWithoutRisk' ? 'warn' : 'fail', text: t(`soa.problems.${problem}`) }
    return row.status === 'noControl' ? { tone: 'warn', text: t('soa.problems.noControl') } : undefined
  }
}
