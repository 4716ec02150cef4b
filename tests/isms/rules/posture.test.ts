import { describe, expect, it } from 'vitest'
import { frameworks, requirementById, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { csf } from '~/lib/content/catalogue/csf'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import { soc2 } from '~/lib/content/catalogue/soc2'
import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { crosswalkGraph } from '~/lib/isms/framework/crosswalkGraph'
import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import type { EvidenceState } from '~/lib/isms/evidence/usable'
import { askedOf, isAsked } from '~/lib/isms/framework/asked'
import { gapsOf } from '~/lib/isms/framework/gaps'
import { compareCodes, ownFrameworks } from '~/lib/isms/framework/ownFrameworks'
import { frameworkPosture, posture, type PostureInput } from '~/lib/isms/framework/posture'
import { entryProposal, linkProposals, offeredEvidence } from '~/lib/isms/framework/proposals'
import { clauseStatus, isCheckOf, ownFacts, type ClauseStatus } from '~/lib/isms/framework/requirementStanding'
import { socResults, socScores } from '~/lib/isms/framework/soc2Posture'
import { treeLines } from '~/lib/isms/framework/tree'
import type { Control } from '~/lib/records/kinds/control'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import { row } from '../rows'

const iso = (code: string): string => `iso27001-2022:${code}`
const soc = (code: string): string => `soc2-2017r2022:${code}`
const today = '2026-06-01'
const at = (id: string): Requirement => requirementById(id)!

interface World {
  readonly controls?: readonly Control[]
  readonly decisions?: Readonly<Record<string, NonNullable<SoaEntry['applicability']>>>
  readonly evidence?: Readonly<Record<string, EvidenceState>>
  readonly untested?: readonly string[]
  readonly clause?: ClauseStatus
  readonly own?: readonly CrosswalkPair[]
}
const control = (id: string, reqs: readonly string[], status: Control['status'] = 'operating'): Control =>
  row('control', id, { reqs: [...reqs], status: status ?? 'operating', title: id })

const input = ({
  controls = [],
  decisions = {},
  evidence = {},
  untested = [],
  clause = 'checksUnknown',
  own = [],
}: World): PostureInput => ({
  graph: crosswalkGraph([...shippedPairs, ...own]),
  requirementById,
  isAnswered: ({ framework }) => framework !== soc2.id,
  hasSoa: (requirement) => soaRequirements(requirement.framework).includes(requirement),
  applicability: (id) => decisions[id],
  controlsOf: (id) => controls.filter(({ reqs }) => reqs.includes(id)),
  evidenceOf: (id) => evidence[id] ?? 'fresh',
  testOf: (id) =>
    untested.includes(id)
      ? { result: 'none', periodTo: undefined, due: today }
      : { result: 'effective', periodTo: '2026-05-01', due: '2027-05-01' },
  clause: (requirement) =>
    requirement.framework === iso27001.id && !requirement.code.startsWith('A.') ? clause : undefined,
  today,
})

describe('criteria of SOC 2', () => {
  it('RE11: match readiness in posture, counts and gap list; a control that names one does not make it met on its own', () => {
    const security = askedOf(soc2, { frameworks: [soc2.id], socCategories: [] })
    const clauses = (world: World) => ({
      controlsNaming: (id: string) =>
        (world.controls ?? []).filter(({ reqs }) => reqs.includes(id)).map(({ id: one }) => one),
      controlFacts: () => ({ operating: true, ineffective: false, patternRatio: undefined, testedInWindow: false }),
      clause: () => 'idle' as const,
      openNcOn: () => false,
    })
    // CC6.1 named by an operating control without a signed test in the period: designed for a type 2 report.
    const world: World = { controls: [control('co_1', [soc('CC6.1')])] }
    const base = input(world)
    const results = new Map(socResults([], base.graph, 'type2', clauses(world)).map((one) => [one.criterion, one]))
    const found = posture({ ...base, criterionOf: ({ id }) => results.get(id) })
    const { states } = socScores([...results.values()])
    // Counted by hand, of 33: CC6.1 designed; nothing else has a control or an operating clause.
    expect(states).toEqual({ exception: 0, gap: 32, partial: 0, operating: 0, designed: 1 })
    expect(found.counts(security.requirements)).toEqual({
      met: 0,
      covered: 0,
      partly: 1,
      open: 32,
      excluded: 0,
      total: 33,
    })
    const gaps = gapsOf(frameworkPosture(security, found), () => false)
    expect(gaps).toHaveLength(33)
    expect(gaps.find(({ posture: { requirement } }) => requirement.code === 'CC6.1')).toMatchObject({
      standing: 'partly',
      missing: { type: 'test', control: 'co_1' },
    })
    expect(gaps.filter(({ missing }) => missing.type === 'control')).toHaveLength(32)
    // Not computed yet: nothing is claimed.
    expect(posture({ ...base, criterionOf: () => 'unknown' }).of(at(soc('CC6.1')))).toMatchObject({
      standing: 'open',
      met: false,
      missing: { type: 'checksUnknown' },
    })
  })
})

describe('status of a requirement on its own', () => {
  it('XW4: met only if verified or inherited', () => {
    const of = (world: World) =>
      ownFacts(at(iso('A.8.13')), input({ decisions: { [iso('A.8.13')]: 'applicable' }, ...world }))
    const one = [control('co_1', [iso('A.8.13')])]
    expect(of({ decisions: {} })).toMatchObject({ status: 'undecided', met: false, missing: { type: 'decision' } })
    expect(of({ decisions: { [iso('A.8.13')]: 'inherited' } })).toMatchObject({
      status: 'inherited',
      met: true,
      missing: undefined,
    })
    expect(of({ decisions: { [iso('A.8.13')]: 'notApplicable' } })).toMatchObject({
      status: 'excluded',
      met: false,
      missing: undefined,
    })
    expect(of({})).toMatchObject({ status: 'noControl', missing: { type: 'control' } })
    expect(of({ controls: one })).toMatchObject({ status: 'verified', met: true, controls: ['co_1'] })
    expect(of({ controls: one, evidence: { co_1: 'expired' } })).toMatchObject({
      status: 'notVerified',
      met: false,
      missing: { type: 'evidence', control: 'co_1' },
    })
    expect(of({ controls: one, untested: ['co_1'] })).toMatchObject({
      status: 'notVerified',
      missing: { type: 'test', control: 'co_1' },
    })
    expect(of({ controls: [...one, control('co_2', [iso('A.8.13')], 'inProgress')] })).toMatchObject({
      status: 'partial',
      missing: { type: 'operation', controls: ['co_2'] },
    })
  })

  it('a requirement outside a statement is judged by the controls that name it; a clause by its checks', () => {
    expect(ownFacts(at(soc('A1.1')), input({}))).toMatchObject({ status: 'noControl' })
    expect(ownFacts(at(soc('A1.1')), input({ controls: [control('co_1', [soc('A1.1')])] }))).toMatchObject({
      status: 'verified',
      met: true,
    })
    expect(ownFacts(at(iso('9.1')), input({ clause: 'checksWarn' }))).toMatchObject({
      status: 'checksWarn',
      met: false,
      missing: { type: 'checks' },
    })
    expect(ownFacts(at(iso('9.1')), input({ clause: 'checksPass' }))).toMatchObject({ met: true, missing: undefined })
  })

  it('clauses: a check concerns its clause and the items below or above it', () => {
    expect([
      isCheckOf('9.3-review-done', '9.3.1'),
      isCheckOf('6.1.2-method-defined', '6.1.2'),
      isCheckOf('7.5-open-conflicts', '7.5.3'),
      isCheckOf('6.1.2-risk-owner', '6.1.3'),
      isCheckOf('A-obligations', '4.1'),
      isCheckOf('10.2-recurring', '10.1'),
    ]).toEqual([true, true, true, false, false, false])
    const result = (
      id: string,
      severity: 'blocker' | 'warning' | 'advice',
      status: 'pass' | 'fail' | 'waived' | 'na' = 'fail',
    ) => ({ id, severity, status })
    expect(clauseStatus('9.3.1', [])).toBe('checksUnknown')
    expect(
      clauseStatus('9.3.1', [result('9.3-review-done', 'blocker'), result('9.3-inputs-complete', 'warning')]),
    ).toBe('checksFail')
    expect(
      clauseStatus('9.3.1', [result('9.3-inputs-complete', 'warning'), result('9.1-metrics-exist', 'blocker')]),
    ).toBe('checksWarn')
    expect(
      clauseStatus('9.3.1', [
        result('9.3-inputs-complete', 'warning', 'waived'),
        result('9.3-actions-overdue', 'advice'),
      ]),
    ).toBe('checksPass')
  })

  it('clauses: without an applicable check nothing is met; 6.1.1 follows assessment, treatment and objectives', () => {
    const result = (id: string, status: 'pass' | 'fail' | 'na', severity: 'blocker' | 'warning' = 'warning') => ({
      id,
      severity,
      status,
    })
    expect(clauseStatus('9.3.1', [result('9.3-inputs-complete', 'na'), result('9.1-metrics-exist', 'pass')])).toBe(
      'checksIdle',
    )
    expect(ownFacts(at(iso('9.3.1')), input({ clause: 'checksIdle' }))).toMatchObject({
      met: false,
      missing: { type: 'checksIdle' },
    })
    expect(clauseStatus('6.1.1', [result('6.1.2-method-defined', 'pass'), result('6.3-change-planned', 'fail')])).toBe(
      'checksPass',
    )
    expect(
      clauseStatus('6.1.1', [result('6.1.2-method-defined', 'pass'), result('6.1.3-untreated', 'fail', 'blocker')]),
    ).toBe('checksFail')
    expect(clauseStatus('6.1.1', [result('6.2-objectives-exist', 'fail')])).toBe('checksWarn')
  })
})

describe('posture across frameworks', () => {
  it('XW2, XW4: a met wider requirement gives full coverage, a met narrower one partial, an unmet one none', () => {
    const of = (id: string, world: World) => posture(input(world)).of(at(id))
    // CC1.3 requires more than A.5.2: once met it covers A.5.2; in the other direction it only helps.
    expect(
      of(iso('A.5.2'), { controls: [control('co_1', [soc('CC1.3')])], decisions: { [iso('A.5.2')]: 'applicable' } }),
    ).toMatchObject({
      coverage: 'full',
      standing: 'covered',
      confidence: 'medium',
      weakest: { requirement: soc('CC1.3'), missing: undefined },
    })
    expect(
      of(soc('CC1.3'), { controls: [control('co_1', [iso('A.5.2')])], decisions: { [iso('A.5.2')]: 'applicable' } }),
    ).toMatchObject({ coverage: 'partial', standing: 'partly', status: 'noControl' })
    expect(
      of(soc('CC1.3'), {
        controls: [control('co_1', [iso('A.5.2')])],
        decisions: { [iso('A.5.2')]: 'applicable' },
        evidence: { co_1: 'none' },
      }),
    ).toMatchObject({ coverage: 'none', standing: 'open', support: [] })
    expect(of(iso('A.5.2'), { decisions: { [iso('A.5.2')]: 'notApplicable' } }).standing).toBe('excluded')
  })

  it('names the weakest link: the worst target and what it lacks, or that the targets require less', () => {
    const decisions = {
      [iso('A.5.30')]: 'applicable',
      [iso('A.5.29')]: 'applicable',
      [iso('A.8.13')]: 'applicable',
    } as const
    const good = [control('co_1', [iso('A.5.30')]), control('co_2', [iso('A.5.29')]), control('co_3', [iso('A.8.13')])]
    const weakest = (world: World) => posture(input({ decisions, ...world })).of(at(soc('A1.3'))).weakest
    expect(weakest({ controls: good, evidence: { co_3: 'expired' } })).toMatchObject({
      requirement: iso('A.8.13'),
      status: 'notVerified',
      missing: { type: 'evidence', control: 'co_3' },
    })
    expect(weakest({ controls: good.slice(0, 2), evidence: { co_2: 'expired' } })).toMatchObject({
      requirement: iso('A.8.13'),
      status: 'noControl',
      missing: { type: 'control' },
    })
    expect(weakest({ controls: good })).toMatchObject({
      requirement: iso('A.5.30'),
      status: 'verified',
      missing: { type: 'wider' },
    })
    // A requirement with its own controls is held back by them; an unanswered framework is never a weak link.
    expect(weakest({ controls: [...good, control('co_4', [soc('A1.3')], 'planned')] })).toBeUndefined()
    expect(
      posture(input({ decisions: { [iso('A.5.32')]: 'applicable' } })).of(at(iso('A.5.32'))).weakest,
    ).toBeUndefined()
    expect(posture(input({ decisions: { [iso('A.8.6')]: 'applicable' } })).of(at(iso('A.8.6'))).weakest).toMatchObject({
      requirement: 'csf-2.0:PR.IR-04',
    })
  })

  it('RE8: a criterion outside the scope of the report is never required, and no weak link', () => {
    const asked = { frameworks: [iso27001.id, soc2.id], socCategories: ['security'] }
    const weakest = (socCategories: readonly string[]) =>
      posture({
        ...input({ decisions: { [iso('A.5.34')]: 'applicable' } }),
        isAnswered: (row) => isAsked(row, { ...asked, socCategories }),
      }).of(at(iso('A.5.34'))).weakest
    expect(weakest(['security', 'privacy'])?.requirement).toContain(`${soc2.id}:P`)
    expect(weakest(['security'])).toBeUndefined()
    expect(isAsked(at(soc('CC1.1')), { ...asked, socCategories: [] })).toBe(true)
    expect(isAsked(at(soc('CC1.1')), { ...asked, frameworks: [iso27001.id] })).toBe(false)
    expect(askedOf(soc2, asked).requirements).toHaveLength(33)
    expect(askedOf(iso27001, asked)).toBe(iso27001)
  })

  it('XW3: over two hops only what can be inferred counts', () => {
    const own: readonly CrosswalkPair[] = [
      {
        source: 'own:1',
        target: soc('CC1.3'),
        relation: 'superset',
        confidence: 'low',
        rationale: 'Ours.',
        origin: 'own',
        id: 'xw_1',
      },
    ]
    const graph = crosswalkGraph([...shippedPairs, ...own])
    expect(graph.pathsFrom(iso('A.5.2')).find(({ to }) => to === 'own:1')).toMatchObject({
      relation: 'subset',
      confidence: 'low',
      via: soc('CC1.3'),
    })
    expect(graph.pathsFrom(iso('A.5.3')).find(({ to }) => to === 'own:1')?.relation).toBe('possible')
  })

  it('counts and lists gaps with the next step', () => {
    const world: World = {
      controls: [control('co_1', [iso('A.8.13')]), control('co_2', [soc('CC8.1')], 'planned')],
      decisions: { [iso('A.8.13')]: 'applicable' },
    }
    const all = posture(input(world))
    const rows = frameworkPosture(soc2, all)
    const counts = all.counts(soc2.requirements)
    expect(counts.total).toBe(61)
    expect(counts.met + counts.covered + counts.partly + counts.open).toBe(61)
    const gaps = gapsOf(rows, (id) => linkProposals(id, lookups(world)).length > 0)
    expect(gaps).toHaveLength(61 - counts.met)
    const next = (code: string) => gaps.find(({ posture: { requirement } }) => requirement.code === code)
    expect(next('CC8.1')).toMatchObject({ next: 'implement', ids: ['co_2'], standing: 'open' })
    expect(next('A1.3')).toMatchObject({ next: 'takeOver', standing: 'partly' })
    expect(next('P1.1')).toMatchObject({ next: 'link' })
    expect(gaps.map(({ standing }) => standing)).toEqual(
      [...gaps.map(({ standing }) => standing)].sort(
        (a, b) => ['open', 'partly', 'covered'].indexOf(a) - ['open', 'partly', 'covered'].indexOf(b),
      ),
    )
    expect(all.counts(csf.requirements).total).toBe(106)
  })

  it('is computed quickly for all shipped frameworks', () => {
    const all = posture(
      input({ controls: Array.from({ length: 50 }, (_, n) => control(`co_${n}`, [iso(`A.8.${(n % 34) + 1}`)])) }),
    )
    expect(frameworks.map((framework) => frameworkPosture(framework, all).length)).toEqual([123, 61, 106])
  })
})

const lookups = ({ controls = [], own = [] }: World, entries: readonly SoaEntry[] = []) => ({
  graph: crosswalkGraph([...shippedPairs, ...own]),
  controlsOf: (id: string) => controls.filter(({ reqs }) => reqs.includes(id)),
  evidenceOf: (id: string) => (id === iso('A.8.13') ? [row('evidence', 'ev_1', { reqs: [iso('A.8.13')] })] : []),
  entryOf: (id: string) => entries.find((entry) => entry.id === `soa_${id}`),
})

describe('proposals', () => {
  it('XW5: offers unlinked controls and evidence of mapped requirements, each once by its strongest path', () => {
    const world: World = {
      controls: [control('co_1', [iso('A.8.13'), iso('A.5.29')]), control('co_2', [iso('A.8.13'), soc('A1.2')])],
    }
    expect(
      linkProposals(soc('A1.2'), lookups(world)).map(({ kind, id, path }) => [kind, id, path.to, path.relation]),
    ).toEqual([
      ['control', 'co_1', iso('A.8.13'), 'intersects'],
      ['evidence', 'ev_1', iso('A.8.13'), 'intersects'],
    ])
    expect(linkProposals(soc('PI1.1'), lookups(world))).toEqual([])
  })

  it('EV1: offers only the newest evidence of a chain, and none that a review rejected', () => {
    const all = [
      row('evidence', 'ev_1', {}),
      row('evidence', 'ev_2', { supersedes: 'ev_1' }),
      row('evidence', 'ev_3', {}),
      row('evidence', 'ev_4', { supersedes: 'ev_2', archivedOn: '2026-01-01' }),
    ]
    expect(offeredEvidence(all, (id) => (id === 'ev_3' ? 'rejected' : 'unreviewed')).map(({ id }) => id)).toEqual([
      'ev_2',
    ])
  })

  it('XW5: offers the decision of the strongest decided target, never an exclusion', () => {
    const own: readonly CrosswalkPair[] = [
      {
        source: 'own:1',
        target: iso('A.8.13'),
        relation: 'equal',
        confidence: 'high',
        rationale: 'Same.',
        origin: 'own',
        id: 'xw_1',
      },
      {
        source: 'own:1',
        target: iso('A.8.14'),
        relation: 'intersects',
        confidence: 'low',
        rationale: 'Near.',
        origin: 'own',
        id: 'xw_2',
      },
    ]
    const entry = (code: string, applicability: string) =>
      row('soaEntry', `soa_${iso(code)}`, { applicability, reasons: ['contractual'], owner: 'pe_1' })
    expect(
      entryProposal('own:1', lookups({ own }, [entry('A.8.13', 'inherited'), entry('A.8.14', 'applicable')])),
    ).toMatchObject({ from: iso('A.8.13'), applicability: 'inherited', reasons: ['contractual'], owner: 'pe_1' })
    expect(
      entryProposal('own:1', lookups({ own }, [entry('A.8.13', 'notApplicable'), entry('A.8.14', 'applicable')])),
    ).toMatchObject({ from: iso('A.8.14'), applicability: 'applicable' })
    expect(entryProposal('own:1', lookups({ own }, []))).toBeUndefined()
  })
})

describe('custom frameworks', () => {
  const record = (values: Record<string, string | boolean>) =>
    row('framework', 'fw_own', { frameworkId: 'own', title: 'Ours', soa: true, licenceNote: 'Ours.', ...values })
  const item = (code: string, values: Record<string, string | number | boolean> = {}) =>
    row('requirement', `rq_own:${code}`, { framework: 'own', code, title: `Item ${code}`, ...values })

  it('become frameworks in catalogue order; archived rows are left out; statement rows are the assessable ones', () => {
    const [own] = ownFrameworks(
      [record({})],
      [
        item('B', { order: 2 }),
        item('A', { order: 1, assessable: false }),
        item('C', { order: 2, archivedOn: '2026-01-01' }),
        item('X', { framework: 'other' }),
      ],
    )
    expect(own).toMatchObject({ id: 'own', title: 'Ours', soa: true })
    expect(own!.requirements.map(({ code }) => code)).toEqual(['A', 'B'])
    expect(soaRequirements(own!).map(({ id }) => id)).toEqual(['own:B'])
    expect(ownFrameworks([record({ archivedOn: '2026-01-01' })], [])).toEqual([])
    expect(['AC-10', 'AC-2', 'AC-2(1)'].sort(compareCodes)).toEqual(['AC-2', 'AC-2(1)', 'AC-10'])
  })

  it('tree: groups become lines, children follow their parents, cycles and orphans are shown', () => {
    const [own] = ownFrameworks(
      [record({})],
      [
        item('AC-2', { order: 1, group: 'Access' }),
        item('AC-2(1)', { order: 2, group: 'Access', parent: 'own:AC-2' }),
        item('AC-3', { order: 3, group: 'Access › Rules' }),
        item('X', { order: 4, parent: 'own:Y' }),
        item('Y', { order: 5, parent: 'own:X' }),
        item('Z', { order: 6, parent: 'own:gone' }),
      ],
    )
    const look = (lines: ReturnType<typeof treeLines>) =>
      lines.map((line) => `${'.'.repeat(line.depth)}${line.type === 'group' ? line.title : line.requirement.code}`)
    expect(look(treeLines(own!))).toEqual(['Access', '.AC-2', '..AC-2(1)', '.Rules', '..AC-3', 'Z', 'X', '.Y'])
    expect(look(treeLines(own!, (key) => key === 'group:Access'))).toEqual(['Access', 'Z', 'X', '.Y'])
    expect(look(treeLines(own!, (key) => key === 'own:AC-2'))).toEqual([
      'Access',
      '.AC-2',
      '.Rules',
      '..AC-3',
      'Z',
      'X',
      '.Y',
    ])
    expect(treeLines(iso27001)).toHaveLength(iso27001.requirements.length)
    expect(
      treeLines(csf)
        .map(({ depth }) => depth)
        .slice(0, 4),
    ).toEqual([0, 1, 2, 2])
  })
})
