import { useI18n } from 'vue-i18n'
import { isClauseStatus } from './frameworkLook'
import { useNames } from '~/lib/live/record/useNames'
import type { RequirementPosture } from '~/lib/isms/framework/posture'
import type { Missing, OwnStatus } from '~/lib/isms/framework/requirementStanding'
import { useFrameworks } from '~/lib/live/framework/frameworksStore'

export interface FrameworkWords {
  readonly status: (status: OwnStatus) => string
  /** "C-12 has no evidence that counts today". */
  readonly missing: (missing: Missing) => string
  /** One sentence on where a requirement stands and why. */
  readonly standing: (row: RequirementPosture) => string
  readonly refs: (ids: readonly string[]) => string
}

/** Postures in words. Records are named by their refs. */
export function useFrameworkWords(): FrameworkWords {
  const { t } = useI18n()
  const names = useNames()
  const store = useFrameworks()
  const few = 4
  const refs = (ids: readonly string[]): string =>
    ids
      .slice(0, few)
      .map((id) => names.value.get(id)?.ref ?? (id.includes(':') ? store.nameOf(id).code : id))
      .join(', ') + (ids.length > few ? ' …' : '')
  const missing = (of: Missing): string =>
    t(`frameworks.missing.${of.type}`, {
      refs: 'controls' in of ? refs(of.controls) : 'control' in of ? refs([of.control]) : '',
    })
  return {
    refs,
    missing,
    status: (status) => t(isClauseStatus(status) ? `frameworks.status.${status}` : `app.state.${status}`),
    standing(row) {
      const why = row.missing ? missing(row.missing) : ''
      if (row.standing === 'met')
        return t(isClauseStatus(row.status) ? 'frameworks.standingText.metClause' : 'frameworks.standingText.met')
      if (row.standing === 'covered')
        return t('frameworks.standingText.covered', { code: store.nameOf(row.support[0]!.to).code })
      if (row.standing === 'excluded') return t('frameworks.standingText.excluded')
      if (row.standing === 'open')
        return why ? t('frameworks.standingText.openOwn', { why }) : t('frameworks.standingText.open')
      return row.coverage === 'partial' && row.status === 'noControl'
        ? t('frameworks.standingText.partlyBy', { n: row.support.length }, row.support.length)
        : t('frameworks.standingText.partlyOwn', { why })
    },
  }
}
