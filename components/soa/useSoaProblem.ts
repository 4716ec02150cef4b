import { useI18n } from 'vue-i18n'
import type { SoaRow } from '~/lib/isms/soa/soaRows'
import { useNames } from '~/lib/live/record/useNames'

export interface RowProblem {
  readonly tone: 'fail' | 'warn'
  readonly text: string
  /** What settles it. */
  readonly explain: string
}

/** The worst thing about a row in words: what contradicts an exclusion, then what the decision lacks. */
export function useSoaProblem(): (row: SoaRow) => RowProblem | undefined {
  const { t } = useI18n()
  const names = useNames()
  return (row) => {
    const [contradiction] = row.contradictions
    if (contradiction) {
      const refs = contradiction.ids.slice(0, 3).map((id) => names.value.get(id)?.ref ?? id)
      return {
        tone: 'fail',
        text: t(`soa.contradictions.${contradiction.type}`, {
          refs: refs.join(', ') + (contradiction.ids.length > 3 ? ' …' : ''),
        }),
        explain: t('soa.explain.contradiction'),
      }
    }
    const problem = row.problems.find((one) => one !== 'undecided')
    if (problem)
      return {
        tone: problem === 'reasonRiskWithoutRisk' || problem === 'providerAssuranceEnded' ? 'warn' : 'fail',
        text: t(`soa.problems.${problem}`),
        explain: t(`soa.explain.${problem}`),
      }
    return row.status === 'noControl'
      ? { tone: 'warn', text: t('soa.problems.noControl'), explain: t('soa.explain.noControl') }
      : undefined
  }
}
