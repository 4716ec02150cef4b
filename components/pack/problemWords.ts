import { useI18n } from 'vue-i18n'
import type { NotChecked, Problem } from '~/lib/pack/packReport'

/** What does not hold, in a sentence. Paths and refs come from the pack and are text, nothing else. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useI18n()
  return ({ code, path = '', ref = '', line = 0 }) => t(`pack.verify.problem.${code}`, { path, ref, line })
}

export function useNotCheckedWords(): (item: NotChecked) => string {
  const { t } = useI18n()
  return ({ what, n }) => t(`pack.verify.notCheckedItem.${what}`, { n }, n)
}
