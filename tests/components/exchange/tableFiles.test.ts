/** Tables that are no registers have their file, too: it says what they show, days and figures typed. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { useChecklistTable } from '~/components/audit/checklist/useChecklistTable'
import CrosswalkTable from '~/components/framework/crosswalk/CrosswalkTable.vue'
import { useMeasurementTable } from '~/components/metric/useMeasurementTable'
import AcknowledgementsView from '~/components/policy/acknowledgement/AcknowledgementsView.vue'
import SoaCompareView from '~/components/soa/SoaCompareView.vue'
import MemberTable from '~/components/workspace/members/MemberTable.vue'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { useAudits } from '~/lib/live/audit/auditsStore'
import { useFrameworks } from '~/lib/live/framework/frameworksStore'
import { useMetrics } from '~/lib/live/metric/metricsStore'
import { useSoa } from '~/lib/live/soa/soaStore'
import { demoReportState } from '../../isms/reports/demoReportState'
import { demoSurface, type DemoSurface } from '../demoSurface'

const files: OutTable[] = []
// What the menu would write.
vi.mock('~/components/exchange/ExportMenu.vue', () => ({
  default: defineComponent({
    props: ['kind', 'name', 'shown', 'ids', 'importing'],
    setup: (props) => (files.push(props.shown()), () => null),
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

async function fileOf(component: Component, props: Record<string, unknown> = {}, query = ''): Promise<OutTable> {
  files.length = 0
  await demo.draw(component, props, 'en', query)
  expect(files).toHaveLength(1)
  const [file] = files
  expect(file!.header.filter((label) => label === '' || /^[a-z]+\.[a-z]/.test(label))).toEqual([])
  expect(
    file!.rows.filter(
      (row) =>
        row.length > file!.header.length || row.some((cell) => /^[a-z]+\.[a-z]+\.|undefined/.test(String(cell ?? ''))),
    ),
  ).toEqual([])
  return file!
}
const made = (make: () => OutTable): Component => defineComponent({ setup: () => (files.push(make()), () => null) })
const day = { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }

describe('the file of a table', () => {
  it('checklist: code, how it was looked at, sample, result and evidence of each item', async () => {
    const items = demo
      .inPage(() => useAudits().itemsByAudit)
      .values()
      .next().value!
    const { rows } = await fileOf(made(() => useChecklistTable()(items)))
    expect(rows).toHaveLength(items.length)
    expect(rows.some((row) => row[3] !== undefined && typeof row[3] === 'number')).toBe(true)
    expect(new Set(rows.map((row) => row[5]))).toContain('Conforms')
  })

  it('crosswalk: every pair shown with relation and why, and that it is an aid (XW6)', async () => {
    const framework = demo.inPage(() => useFrameworks().all.find(({ title }) => title.includes('27001')))
    const { rows } = await fileOf(CrosswalkTable, { framework, chosen: undefined, other: undefined, query: 'A.8.13' })
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.slice(0, -1).every((row) => row.length === 9 && row.join(' ').includes('A.8.13'))).toBe(true)
    expect(rows.at(-1)).toEqual(['An aid, not an attestation.'])
  })

  it('values of a metric: all of them, newest first', async () => {
    const { metric, facts } = demo.inPage(() =>
      ((metrics) =>
        ((one) => ({ metric: one, facts: metrics.facts.get(one.id)! }))(
          metrics.metrics!.find((row) => (metrics.facts.get(row.id)?.points.length ?? 0) > 3)!,
        ))(useMetrics()),
    )
    const { rows } = await fileOf(made(() => useMeasurementTable()(metric, facts)))
    expect(rows).toHaveLength(facts.points.length)
    expect(rows[0]).toEqual([
      expect.any(String),
      { day: facts.points.at(-1)!.to },
      facts.points.at(-1)!.value,
      expect.any(String),
      expect.any(String),
      facts.points.at(-1)!.measurement.evaluation,
    ])
  })

  it('acknowledgements: who, how it stands, by when, what was signed; and the matrix of persons and policies', async () => {
    const people = await fileOf(AcknowledgementsView)
    const signed = people.rows.find((row) => row[1] === 'Signed')!
    expect(signed).toEqual([
      expect.stringMatching(/\w+ \w+/),
      'Signed',
      day,
      day,
      expect.any(Number),
      undefined,
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ])
    const matrix = await fileOf(AcknowledgementsView, {}, '?as=matrix')
    expect(matrix.header[2]).toMatch(/^PO-\d+ \w/)
    expect(matrix.rows.every((row) => row.length === matrix.header.length)).toBe(true)
  })

  it('compared statements: a line a field that differs, and what stands on either side', async () => {
    demo.inPage(() => {
      useSoa().copies = demoReportState().soaCopies as never
    })
    const { header, rows } = await fileOf(SoaCompareView, { from: undefined, to: undefined, decisions: false })
    expect(header.slice(3).map((head) => /^(Before|After|Older|Newer|From|To)\b.*: ./.test(head))).toEqual([true, true])
    expect(rows.length).toBeGreaterThan(0)
    expect(
      rows.every(
        ([code, title, field]) => /^(A\.|C-|CT-)/.test(String(code)) && title !== '' && String(field).length > 3,
      ),
    ).toBe(true)
    expect(rows.some(([, , , before, after]) => before !== after)).toBe(true)
  })

  it('members: name, role, devices', async () => {
    const { rows } = await fileOf(MemberTable)
    expect(rows).toHaveLength(10)
    expect(rows[0]).toEqual([expect.stringMatching(/\w+ \w+/), 'owner', 0, 'No', undefined, undefined])
  })
})
