import { pathOfKind, recordNew } from '../shell/navigation'
import type { PlanPage } from '~/lib/content/starters/plan/steps'

export interface Place {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

const pages = {
  readiness: '/readiness',
  reports: '/reports',
  soc2: '/frameworks/soc2-2017r2022',
  csf: '/frameworks/csf-2.0',
} as const

/** Where a line of the plan is worked on: the tab of its register, the import with its kind chosen, or a page. */
export function placeOfPage(page: PlanPage): Place {
  if ('import' in page) return { path: '/reports/import', query: { kind: page.import } }
  if ('page' in page) return { path: pages[page.page], query: {} }
  const { new: _made, upload: _upload, ...query } = recordNew(page.kind).query
  return { path: pathOfKind(page.kind), query }
}

/** The name of that page, as the navigation has it. */
export function nameOfPage(page: PlanPage, t: (key: string) => string): string {
  if ('import' in page) return t('exchange.import.title')
  if ('page' in page)
    return page.page === 'readiness'
      ? t('app.nav.readiness')
      : page.page === 'reports'
        ? t('app.nav.reports')
        : t('app.nav.frameworks')
  return t(`kind.${page.kind}.many`)
}
