import { useI18n } from 'vue-i18n'
import { frameworks } from '~/lib/live/framework/useCatalogue'
import type { PlanWords } from '~/lib/content/starters/plan/planRecords'
import { iso } from '~/lib/content/starters/plan/steps'
import { useLanguage } from '~/lib/live/ui/languageStore'

/**
 * Loads the words of the plan in the language of who begins; they are content from then on. Throws where they can't be
 * loaded.
 */
export function usePlanWords(): () => Promise<PlanWords> {
  const { t } = useI18n()
  const language = useLanguage()
  return async () => ({
    texts:
      language.locale === 'de'
        ? (await import('~/lib/content/starters/plan/de/texts')).planTextsDe
        : (await import('~/lib/content/starters/plan/texts')).planTexts,
    effort: (hours) => t('guide.plan.about', { n: hours }, hours),
    criteria: {
      iso: frameworks().find(({ id }) => id === iso)!.title,
      soc2: t('guide.plan.criteria.soc2'),
      own: t('guide.plan.criteria.own'),
    },
  })
}
