/**
 * Figures and lines that say what a rule counts: the banner of a late risk, the inputs of a review, trends, what a file
 * was read as, the steps of the guided start.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, h, shallowRef, type Component } from 'vue'
import { useGuide } from '~/components/guide/useGuide'
import ImportPage from '~/components/exchange/import/ImportPage.vue'
import { useRecordProblem } from '~/components/record/useRecordProblem'
import ReviewNav from '~/components/review/ReviewNav.vue'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import type { AnyRecord } from '~/lib/records/registry'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useReadiness } from '~/lib/live/readiness/readinessStore'
import { useReviews } from '~/lib/live/review/reviewsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import DashboardPage from '~/components/dashboard/DashboardPage.vue'
import ProgressPage from '~/components/progress/ProgressPage.vue'
import { kindTable } from '~/lib/vault/store/tables'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

vi.mock('@nuxt/ui/components/Button.vue', async () => (await import('../uiParts')).buttonPart)
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)
vi.mock('@nuxt/ui/components/Popover.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('@nuxt/ui/components/DropdownMenu.vue', async () => (await import('../uiParts')).closedPart)
// Rows come from a worker; what stands beside them is drawn.
vi.mock('~/components/exchange/import/DryRunTable.vue', () => ({
  default: defineComponent({
    setup:
      (_, { slots }) =>
      () =>
        h('div', slots['default']?.()),
  }),
}))
const reading = vi.hoisted(() => ({ encoding: 'windows-1252', step: 'dryRun' }))
vi.mock('~/components/exchange/import/useImport', () => ({
  useImport: () => ({
    step: shallowRef(reading.step),
    files: shallowRef([]),
    kind: shallowRef('asset'),
    mapping: shallowRef([]),
    table: shallowRef(0),
    failure: shallowRef(),
    job: shallowRef(),
    written: shallowRef(),
    evidenceFiles: shallowRef([]),
    read: shallowRef({
      tables: [{ name: 'assets.csv', header: ['Name'], rows: 2, kind: 'asset', encoding: reading.encoding }],
      unread: [],
      pictures: 0,
    }),
    dryRun: shallowRef({ counts: { error: 0 } }),
    toWrite: computed(() => 2),
    skipErrors: shallowRef(false),
  }),
}))

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

const put = (row: AnyRecord) => surface.inPage(() => kindTable<AnyRecord>(useSession().vault!, row.kind).put(row))

describe('the banner of a risk whose action is late', () => {
  const banner: Component = defineComponent({
    props: ['row'],
    setup: ({ row }: { readonly row: AnyRecord }) =>
      (
        (problem) => () =>
          h('p', problem(row)?.text)
      )(useRecordProblem()),
  })

  it('names the first and counts the others by the rule that lists them (TR13)', async () => {
    const late = surface.inPage(() => [...useRisks().riskFacts].find(([, { problem }]) => problem === 'overdue')!)
    const risk = surface.inPage(() => useRisks().risks!.find(({ id }) => id === late[0])!)
    const first = late[1].actions.find(({ ref }) => ref === 'TA-5') as unknown as TreatmentAction & AnyRecord
    const draw = async (locale: 'en' | 'de') => text(await surface.draw(banner, { row: risk }, locale))
    expect(await draw('en')).toMatch(/^TA-5 .+ was due [^,]+\.$/)
    const count = () => surface.inPage(() => useRisks().riskFacts.get(late[0])!.actions.length)
    const before = count()
    // Later than the first: neither done, archived nor still to come counts.
    await put({ ...first, id: 'ta_late', ref: 'TA-91', due: '2026-05-30' } as AnyRecord)
    await put({ ...first, id: 'ta_done', ref: 'TA-92', status: 'done', due: '2026-05-29' } as AnyRecord)
    await put({ ...first, id: 'ta_ahead', ref: 'TA-93', due: '2027-05-29' } as AnyRecord)
    await vi.waitFor(() => expect(count()).toBe(before + 3))
    expect(await draw('en')).toMatch(/^TA-5 .+ was due .+, and 1 more is late\.$/)
    expect(await draw('de')).toMatch(/^TA-5 .+ war fällig .+, und 1 weiterer ist zu spät\.$/)
  })
})

describe('the inputs of a review', () => {
  it('tell the figure they name: of improvements how many are done, never the readiness score that stands first (MR7)', async () => {
    const row = surface.inPage(
      () =>
        ({
          ...useReviews().reviews![0]!,
          id: 'mr_new',
          inputA: undefined,
          inputG: undefined,
        }) as unknown as ManagementReview,
    )
    const input = (figures: readonly object[]) => ({ figures, groups: [] })
    const pack = {
      v: 1,
      asOf: '2026-06-01',
      since: null,
      inputs: {
        a: input([
          { key: 'open', value: 35 },
          { key: 'done', value: 4, of: 5 },
        ]),
        b: input([
          { key: 'active', value: 31 },
          { key: 'new', value: 6 },
        ]),
        c: input([
          { key: 'active', value: 32 },
          { key: 'new', value: 7 },
        ]),
        d: input([
          { key: 'x', value: 1 },
          { key: 'y', value: 2 },
          { key: 'z', value: 3 },
        ]),
        e: input([
          { key: 'positive', value: 33 },
          { key: 'received', value: 8 },
        ]),
        f: input([
          { key: 'noLevel', value: 34 },
          { key: 'above', value: 11 },
        ]),
        g: input([
          { key: 'readiness', value: 52 },
          { key: 'improved', value: 12 },
        ]),
      },
    }
    const blank = Object.fromEntries(Object.entries(row).filter(([name]) => !/^(input|nothing)/i.test(name)))
    const draw = async (locale: 'en' | 'de') =>
      text(await surface.draw(ReviewNav, { row: { ...blank, attendees: [] }, part: 'a', pack }, locale))
    const en = await draw('en')
    for (const words of ['4 of 5 done', '6 new', '7 new', '3 figures', '8 received', '11 above', '12 done'])
      expect(en).toContain(words)
    for (const drawn of [en, await draw('de')]) expect(drawn).not.toMatch(/\b(31|32|33|34|35|52)\b/)
  })
})

describe('trends', () => {
  it('of one figure start in the same month on the dashboard and on the page of progress, which both name it (RE13)', async () => {
    const page = text(await surface.draw(ProgressPage, {}, 'en'))
    const longer = text(await surface.draw(ProgressPage, {}, 'en', '?months=24'))
    const dashboard = text(await surface.draw(DashboardPage, {}, 'en'))
    const since = (drawn: string) =>
      [...drawn.matchAll(/from (\S+(?: d| %)?) in (\w+(?: \d{4})?)/g)].map(([, n, month]) => `${n} ${month}`)
    expect(since(dashboard).length).toBeGreaterThan(1)
    expect(since(page)).toEqual(expect.arrayContaining(since(dashboard)))
    expect(since(page).length).toBeGreaterThan(since(dashboard).length)
    expect(since(longer)).not.toEqual(since(page))
  })
})

describe('an import', () => {
  it.each([
    ['windows-1252', 'Windows-1252'],
    ['utf-8', 'UTF-8'],
    ['utf-16le', 'UTF-16 LE'],
  ])('says before it writes that the file was read as %s (IM1)', async (encoding, name) => {
    Object.assign(reading, { encoding, step: 'dryRun' })
    expect(text(await surface.draw(ImportPage, {}, 'en'))).toContain(`Read as ${name}`)
    expect(text(await surface.draw(ImportPage, {}, 'de'))).toContain(`Gelesen als ${name}`)
  })

  it('warns of Windows-1252 alone while the columns are chosen', async () => {
    Object.assign(reading, { encoding: 'windows-1252', step: 'columns' })
    const { en, de } = {
      en: text(await surface.draw(ImportPage, {}, 'en')),
      de: text(await surface.draw(ImportPage, {}, 'de')),
    }
    Object.assign(reading, { encoding: 'utf-8' })
    const plain = text(await surface.draw(ImportPage, {}, 'en'))
    expect([en, plain].map((drawn) => drawn.includes('Not UTF-8: read as Windows-1252'))).toEqual([true, false])
    expect(de).toContain('Kein UTF-8: als Windows-1252 gelesen')
  })
})

describe('the guided start', () => {
  it('calls a step done only once readiness asks for no more of it', async () => {
    const judge = async (status: 'pass' | 'fail'): Promise<void> => {
      await surface.inPage(() =>
        useSession().vault!.readiness.put({
          id: '6.1.2-risks-assessed',
          order: 0,
          result: { id: '6.1.2-risks-assessed', status } as never,
        }),
      )
      await surface.inPage(() => useSession().vault!.meta.put({ key: 'readiness', value: { views: {}, figures: {} } }))
      await vi.waitFor(() =>
        expect(
          surface.inPage(() => useReadiness().results?.find(({ id }) => id === '6.1.2-risks-assessed')?.status),
        ).toBe(status),
      )
    }
    const guide = surface.inPage(useGuide)
    await vi.waitFor(() => expect(guide.ready.value).toBe(true))
    const risks = () => guide.steps.value.find(({ name }) => name === 'risks')!
    const done = () => guide.steps.value.filter((step) => step.done).length
    await judge('fail')
    expect(risks()).toMatchObject({ answered: true, done: false, asked: ['6.1.2-risks-assessed'] })
    const before = done()
    await judge('pass')
    expect(risks()).toMatchObject({ answered: true, done: true, asked: [] })
    expect(done()).toBe(before + 1)
  })
})
