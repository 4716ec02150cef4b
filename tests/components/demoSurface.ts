/**
 * The demo organisation as the stores of a page read it, over a fake database; components are drawn on it as the server
 * would.
 */

import { createPinia } from 'pinia'
import { expect, vi } from 'vitest'
import { createApp, createSSRApp, h, type App, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { createMessages, loadWords } from '~/components/i18n'
import { de } from '~/components/i18n/de'
import { en } from '~/components/i18n/en'
import { provideSurroundings } from '~/lib/live/engine/engine'
import { demoNow } from '~/lib/content/demo/demoRecord'
import { demoMembers } from '~/lib/content/demo/demoPeople'
import { kindNames, type AnyRecord } from '~/lib/records/registry'
import { useAudits } from '~/lib/live/audit/auditsStore'
import { useFrameworks } from '~/lib/live/framework/frameworksStore'
import { useImprovement } from '~/lib/live/improvement/improvementStore'
import { useIsms } from '~/lib/live/isms/ismsStore'
import { useLanguage } from '~/lib/live/ui/languageStore'
import { useMetrics } from '~/lib/live/metric/metricsStore'
import { useNameStore } from '~/lib/live/record/nameStore'
import { usePeople } from '~/lib/live/people/peopleStore'
import { usePolicies } from '~/lib/live/policy/policiesStore'
import { useReviews } from '~/lib/live/review/reviewsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useSuppliers } from '~/lib/live/supplier/suppliersStore'
import { useTreatment } from '~/lib/live/treatment/treatmentStore'
import { openDeviceDb } from '~/lib/vault/store/deviceDb'
import { kindTable, openVault, type StatementRow } from '~/lib/vault/store/tables'
import { demoReportState } from '../isms/reports/demoReportState'

export interface DemoSurface {
  /** Runs where stores may be asked for. */
  readonly inPage: <T>(work: () => T) => T
  readonly draw: (
    component: Component,
    props: Record<string, unknown>,
    locale: 'en' | 'de',
    query?: string,
  ) => Promise<string>
  readonly close: () => void
}

/** What a person reads of it. */
export const text = (html: string): string =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

let count = 0

/** Answers once every store has its records. */
export async function demoSurface(): Promise<DemoSurface> {
  const id = `demo${++count}`
  const state = demoReportState()
  const deviceDb = openDeviceDb()
  await deviceDb.workspaces.put({
    id,
    name: 'Demo',
    hue: 0,
    demo: true,
    clockOffset: 0,
    createdAt: 0,
    openedAt: 1,
    state: 'open',
    kitConfirmed: true,
  })
  const vault = await openVault(id)
  const rows = kindNames.flatMap((kind) => state.all(kind) as readonly AnyRecord[])
  for (const kind of kindNames) await kindTable(vault, kind).bulkPut(rows.filter((row) => row.kind === kind))
  await vault.statements.bulkPut(rows.flatMap((row) => state.statementsOf(row.id)) as unknown as StatementRow[])
  await vault.members.bulkPut(
    demoMembers.map(({ key, person, role }) => ({ memberId: key, role, personId: person, active: true, since: 0 })),
  )
  vault.close()

  const pinia = createPinia()
  const surround = (app: App): App => {
    app.use(pinia)
    provideSurroundings(app, {
      client: { workspaceId: null, run: async () => ({ ok: true, value: null }), onBroken: () => () => {} },
      platform: {},
      deviceDb,
      now: () => Date.parse(demoNow),
    } as never)
    return app
  }
  const app = surround(createApp({ render: () => null }))
  await app.runWithContext(() => useSession().open(id))
  // Made here once: while a page is drawn without a screen, nothing that is reckoned is kept.
  const { isms, names, reviews, metrics, audits, policies, session } = app.runWithContext(() => ({
    isms: useIsms(),
    names: useNameStore(),
    reviews: useReviews(),
    metrics: useMetrics(),
    audits: useAudits(),
    policies: usePolicies(),
    session: useSession(),
    others: [useLanguage(), usePeople(), useImprovement(), useTreatment(), useSuppliers(), useFrameworks()],
  }))
  await vi.waitFor(
    () =>
      expect([
        isms.ready,
        names.byId.size > rows.length / 2,
        ...[reviews.reviews, metrics.metrics, audits.audits, policies.policies, session.members].map(
          (list) => list !== undefined,
        ),
      ]).toEqual(Array(7).fill(true)),
    { timeout: 20_000 },
  )

  const says = { en: (await loadWords('en')).say, de: (await loadWords('de')).say }
  return {
    inPage: (work) => app.runWithContext(work),
    async draw(component, props, locale, query = '') {
      const router = createRouter({
        history: createMemoryHistory(),
        routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
      })
      await router.push(`/${query}`)
      app.runWithContext(() => useLanguage().show(locale, says[locale]))
      return renderToString(
        surround(createSSRApp({ render: () => h(component as never, props) }))
          .use(createMessages(locale, locale === 'en' ? en : de))
          .use(router),
      )
    },
    close: () => deviceDb.close(),
  }
}
