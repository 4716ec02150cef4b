/**
 * What a register shows is what its file says: every register of the product over the demo organisation, in both
 * languages.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import AuditRegister from '~/components/audit/AuditRegister.vue'
import FindingRegister from '~/components/audit/finding/FindingRegister.vue'
import RequestRegister from '~/components/audit/RequestRegister.vue'
import { contextTabs } from '~/components/context/contextTabs'
import { recipeTab, testTab } from '~/components/control/controlTabs'
import { shownTable } from '~/components/exchange/import/shownTable'
import { improvementTabs, nonconformityTabs } from '~/components/improvement/improvementTabs'
import MeasurementRegister from '~/components/metric/MeasurementRegister.vue'
import MetricRegister from '~/components/metric/MetricRegister.vue'
import ObjectiveRegister from '~/components/objective/ObjectiveRegister.vue'
import { incidentTabs } from '~/components/incident/incidentTabs'
import { assetTab, supplierTab } from '~/components/supplier/supplyTabs'
import { peopleTabs, roleTabs } from '~/components/people/peopleTabs'
import { policyTabs } from '~/components/policy/policyTabs'
import { useRecordNames } from '~/components/record/useRecordNames'
import { useValueWords } from '~/components/record/fields/useValueWords'
import KindRegister from '~/components/register/KindRegister.vue'
import type { KindTab } from '~/components/register/kindTab'
import { useColumns, type ColumnChange, type RegisterColumn } from '~/components/register/useColumns'
import DecisionRegister from '~/components/review/decision/DecisionRegister.vue'
import ReviewRegister from '~/components/review/ReviewRegister.vue'
import RiskRegister from '~/components/risk/RiskRegister.vue'
import ThreatsView from '~/components/risk/ThreatsView.vue'
import { treatmentTabs } from '~/components/treatment/treatmentTabs'
import AuditsPage from '~/components/audit/AuditsPage.vue'
import ControlsPage from '~/components/control/ControlsPage.vue'
import TasksPage from '~/components/task/TasksPage.vue'
import type { Cell } from '~/lib/exchange/tables/cell'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { kindNames, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { demoSurface, type DemoSurface } from '../demoSurface'

interface Register {
  readonly kind: Kind
  readonly columns: readonly RegisterColumn[]
  readonly table: OutTable
}
const shown: Register[] = []

// The table itself needs a screen; here stands what it would show and write, with every column chosen.
vi.mock('~/components/register/RegisterView.vue', () => ({
  default: defineComponent({
    props: ['kind', 'rows', 'columns', 'titleLabel'],
    setup(props) {
      const [columns, words, nameOf] = [
        useColumns(props.kind as Kind, () => (props.columns ?? []) as ColumnChange[]),
        useValueWords(),
        useRecordNames(),
      ]
      const all = columns.value
      shown.push({
        kind: props.kind as Kind,
        columns: all,
        table: shownTable(props.kind as Kind, (props.rows ?? []) as AnyRecord[], all, {
          name: props.kind,
          ref: 'Ref',
          title: 'Title',
          nameOf,
          text: words.text,
          timeZone: useSession().timeZone,
        }),
      })
      return () => h('table')
    },
  }),
}))
// Parts of the library need its build plugin; files share what stands for them, so a button says the same everywhere.
vi.mock('@nuxt/ui/components/Button.vue', () => ({
  default: (_: unknown, { attrs }: { readonly attrs: { readonly label?: string } }) => h('button', attrs.label),
}))
const nothing = vi.hoisted(() => () => ({ default: () => null }))
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)
vi.mock('@nuxt/ui/components/Popover.vue', nothing)
vi.mock('@nuxt/ui/components/DropdownMenu.vue', nothing)

let demo: DemoSurface
beforeAll(async () => (demo = await demoSurface()), 60_000)
afterAll(() => demo.close())

const withTab = (tab: KindTab): KindTab => ({ ...tab, above: undefined as never, dialog: undefined as never })
/** By kind; where a kind is shown twice, the first. */
async function registers(locale: 'en' | 'de'): Promise<ReadonlyMap<Kind, Register>> {
  shown.length = 0
  const tabs = demo.inPage(() => [
    ...contextTabs(),
    testTab(),
    recipeTab,
    ...nonconformityTabs,
    ...improvementTabs,
    ...incidentTabs,
    supplierTab,
    assetTab,
    ...peopleTabs(),
    ...roleTabs(),
    ...policyTabs(),
    ...treatmentTabs,
  ])
  for (const tab of tabs) if (tab.columns) await demo.draw(KindRegister, { tab: withTab(tab) }, locale)
  for (const register of [
    RiskRegister,
    ThreatsView,
    MetricRegister,
    MeasurementRegister,
    ObjectiveRegister,
    ReviewRegister,
    DecisionRegister,
    AuditRegister,
    FindingRegister,
    RequestRegister,
    ControlsPage,
    TasksPage,
  ])
    await demo.draw(register, {}, locale)
  await demo.draw(ThreatsView, {}, locale, '?view=vulnerabilities')
  await demo.draw(AuditsPage, {}, locale, '?view=submissions')
  return new Map([...shown].reverse().map((one) => [one.kind, one]))
}

const columnOf = ({ columns, table }: Register, name: string): readonly Cell[] =>
  table.rows.map((row) => row[columns.findIndex((column) => column.name === name) + 2])
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : '')
/** Columns that show a number, or a figure of its own. */
const figures = ['age', 'last', 'late', 'left', 'results']

describe.each(['en', 'de'] as const)('a register in a file, %s', (locale) => {
  let all: ReadonlyMap<Kind, Register>
  beforeAll(async () => (all = await registers(locale)), 120_000)

  it('has a head over every column', () => {
    expect(all.size).toBeGreaterThan(30)
    for (const { kind, table } of all.values())
      expect([kind, table.header.filter((label) => label.trim() === '')]).toEqual([kind, []])
  })

  it('says what is reckoned in words, never as what it is sorted by', () => {
    // In English some codes are the words themselves.
    const codes = new Set(
      locale === 'en'
        ? []
        : kindNames
            .flatMap((kind) => Object.values(recordKind(kind).fields).flatMap((field) => [...(field.values ?? [])]))
            .concat('none', 'current', 'stale', 'requested', 'submitted', 'improving', 'worsening', 'flat', 'draft'),
    )
    const odd = [...all.values()].flatMap((register) =>
      register.columns
        .filter((column) => column.shown)
        .flatMap((column) =>
          columnOf(register, column.name)
            .filter((cell) =>
              typeof cell === 'number'
                ? !figures.includes(column.name)
                : codes.has(textOf(cell)) || /^-?[\d.]+$|^\d{4}-\d{2}-\d{2}|undefined|NaN|\{/.test(textOf(cell)),
            )
            .map((cell) => `${register.kind}.${column.name}: ${JSON.stringify(cell)}`),
        ),
    )
    expect(odd).toEqual([])
  })

  it('keeps days and moments typed', () => {
    const typed = [
      ['policy', 'reviewDue'],
      ['supplier', 'reviewDue'],
      ['task', 'next'],
      ['nonconformity', 'next'],
      ['control', 'tested'],
      ['metric', 'next'],
      ['audit', 'when'],
      ['incident', 'detectedAt'],
    ] as const
    for (const [kind, name] of typed)
      expect([
        kind,
        [
          ...new Set(
            columnOf(all.get(kind)!, name)
              .filter((cell) => cell !== undefined)
              .map((cell) => typeof cell),
          ),
        ],
      ]).toEqual([kind, ['object']])
    expect(columnOf(all.get('incident')!, 'detectedAt')[0]).toMatchObject({
      day: expect.stringMatching(/^\d{4}-/),
      time: expect.stringMatching(/^\d\d:\d\d:00$/),
    })
  })

  it('says level, owner and state as the screen does', () => {
    const says = (kind: Kind, name: string, pattern: RegExp): void =>
      expect([kind, name, columnOf(all.get(kind)!, name).some((cell) => pattern.test(textOf(cell)))]).toEqual([
        kind,
        name,
        true,
      ])
    says('risk', 'current', /^(Medium|High) \d×\d$/)
    says('risk', 'owner', /^\p{L}+ \p{L}+/u)
    says('treatmentAction', 'responsible', /^\p{L}+ \p{L}+/u)
    says('policy', 'policyState', locale === 'en' ? /^In force$/ : /^In Kraft$/)
    says('nonconformity', 'state', locale === 'en' ? /^Acting/ : /^In Umsetzung/)
    says('evidenceRequest', 'state', locale === 'en' ? /^Handed in$/ : /^Eingereicht$/)
    says('asset', 'c', locale === 'en' ? /^3 High/ : /^3 Hoch/)
  })
})
