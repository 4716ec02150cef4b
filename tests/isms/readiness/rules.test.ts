/**
 * RE1 to RE9 for the engine. For what each check finds see checks.test.ts, for SOC 2 by criterion rules/soc2.test.ts.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readinessRunId, soaEntryId } from '~/lib/records/derivedIds'
import type { CriterionState } from '~/lib/isms/framework/soc2Posture'
import { clauseOf, groupOf, isItemCheck, type Check } from '~/lib/isms/readiness/readinessCheck'
import { allChecks, checkById } from '~/lib/isms/readiness/checks'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { createIncremental } from '~/lib/isms/readiness/incremental'
import type { AnyRecord } from '~/lib/records/registry'
import { gapAge } from '~/lib/isms/readiness/age'
import { answerOf } from '~/lib/isms/readiness/outcome'
import { checkGroups, phases, type CheckResult } from '~/lib/isms/readiness/checkResult'
import { checksOfView, creditOf, groupScore, summarise, totalWeight, weightOf } from '~/lib/isms/readiness/score'
import { summaryOf } from '~/lib/isms/readiness/summary'
import { applicabilityCases, unimplemented } from './checks/applicability'
import {
  approved,
  archived,
  but,
  list,
  namesIn,
  record,
  settings,
  soa,
  stateOf,
  today,
  yesterday,
  type Bit,
} from './checks/cases'
import { evaluationCases, testsOverdue } from './checks/evaluation'
import { high as highRisk, ownerless, riskCases } from './checks/risks'
import { supportCases } from './checks/support'

/** isms.md 5.2: id, phase, severity, first view that includes it, answer without candidates. */
const table = `
4.1-issues-recorded P B 1 F
4.1-climate-determined P W 1 F
4.1-issues-reviewed C W 2 –
4.2-parties-recorded P B 1 F
4.2-requirements-addressed P W 1 –
4.3-scope-defined P B 1 F
4.3-scope-approved P B 1 –
4.3-scope-approval-stale P W 1 –
4.4-processes-described P W 1 F
5.1-top-management-named P B 1 F
5.2-policy-exists P B 1 F
5.2-policy-in-force P B 1 –
5.2-policy-commitments P W 1 –
5.3-roles-assigned P B 1 F
5.3-role-vacant D W 2 –
6.1.2-method-defined P B 1 F
6.1.2-method-approved P B 1 –
6.1.2-method-approval-stale P W 1 –
6.1.2-risks-assessed P B 1 F
6.1.2-risk-owner P W20 1 –
6.1.2-risk-complete P W20 1 –
6.1.2-scores-on-scale D W10 2 –
6.1.2-method-followed D W20 2 –
6.1.2-score-plausible D W 2 –
6.1.3-treatment-plan-exists P B 1 F
6.1.3-treatment-plan-approved P W 1 –
6.1.3-plan-covers-risks P W20 1 –
6.1.3-untreated P B 2 –
6.1.3-owner-approval P W20 2 –
6.1.3-approval-stale P W 2 –
6.1.3-residual-missing P W 1 –
6.1.3-residual-not-accepted P B 2 –
6.1.3-acceptance-expired C B 2 –
6.1.3-acceptance-stale C W 2 –
6.1.3-soa-complete P B 1 F
6.1.3-soa-exclusion-justified P B 1 –
6.1.3-soa-inclusion-reason P W20 1 –
6.1.3-soa-risk-link P W20 1 –
6.1.3-soa-contradiction P B 1 –
6.1.3-soa-approved P B 1 F
6.1.3-soa-outdated P W 1 –
6.1.3-soa-not-implemented D W10 2 –
6.1.3-soa-inherited D W 2 –
6.1.3-orphan-control P W 2 –
6.2-objectives-exist P B 1 F
6.2-objective-measurable P W 1 –
6.2-objective-plan P W 1 –
6.2-objective-overdue C W 2 –
6.3-change-planned P W 2 –
7.1-resources D A 2 –
7.2-competence-recorded D B 2 F
7.2-competence-evidence D W20 2 –
7.2-gap-open D W 2 –
7.3-awareness-run D W 2 F
7.3-attestation-overdue D W20 2 –
7.4-communication-plan P W 1 F
7.5-review-overdue C W20 2 –
7.5-unapproved-changes D W 2 –
7.5-void-statement D B 2 –
7.5-doubtful-decision D W 2 –
7.5-open-conflicts D A 2 –
7.5-record-integrity D A 2 –
8.1-tasks-scheduled D W 1 F
8.1-tasks-overdue D W20 2 –
8.1-suppliers-reviewed D W20 2 –
8.2-risks-reviewed D W20 2 –
8.3-action-overdue D W20 2 –
8.3-action-evidence D W 2 –
8.3-reassess C W 2 –
8.3-exception-expired D W 2 –
A-control-owner P W20 1 –
A-evidence-missing D W20 2 –
A-evidence-expired D W20 2 –
A-evidence-out-of-period C W 2 –
A-evidence-pattern C W20 2 –
A-evidence-unreviewed D A 2 –
A-evidence-integrity D B 2 –
A-control-never-tested C W30 2 –
A-control-test-overdue C W30 2 –
A-control-ineffective C W 2 –
A-assets-recorded D W 1 F
A-asset-owner D W20 2 –
A-obligations P W 1 F
A-supplier-assurance D W 2 –
A-continuity-tested C W 2 F
A-incident-lessons A W 2 –
A-no-events C A 2 F
9.1-metrics-exist C B 1 F
9.1-metric-definition C W 1 –
9.1-metric-no-measurement C W30 2 –
9.1-metric-stale C W30 2 –
9.1-off-target C W 2 –
9.2-programme-exists C B 1 F
9.2-programme-approved C W 1 –
9.2-audit-planned C B 1 F
9.2-audit-done C B 2 F
9.2-coverage C W 2 –
9.2-auditor-independence C B 2 –
9.2-independence-declared C W 2 –
9.2-report-signed C W 2 –
9.2-sampling-recorded C W 2 –
9.2-results-reported C W 2 –
9.2-finding-without-nc A W 2 –
9.2-requests-overdue C W 2 –
9.3-review-planned C B 1 F
9.3-review-done C B 2 F
9.3-top-management-present C B 2 –
9.3-inputs-complete C W 2 –
9.3-outputs-recorded C W 2 –
9.3-actions-overdue A W 2 –
10.1-improvement-active A W 2 F
10.1-static-isms A W 2 F
10.1-trend-worsening A A 2 –
10.2-nc-log-empty A W 2 F
10.2-major-open A B 2 –
10.2-correction-missing A W 2 –
10.2-root-cause-missing A W20 2 –
10.2-similar-not-checked A W 2 –
10.2-action-missing A W 2 –
10.2-action-overdue A W20 2 –
10.2-effectiveness-overdue A W 2 –
10.2-effectiveness-by-doer A W 2 –
10.2-recurring A W 2 –
SOC-system-description P B 1 F
SOC-commitments P B 1 F
SOC-criterion-uncovered P B 1 –
SOC-conduct P W 1 F
SOC-fraud-risk P W 1 F
SOC-external-channel P W 1 F
SOC-subservice P W 1 –
SOC-period-operating C W20 2 –
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [id: string, phase: string, severity: string, stage: string, empty: 'F' | '–'])

const one = (id: string, bits: readonly Bit[]): CheckResult => evaluate(stateOf(bits), [checkById(id)!])[0]!
const both = settings({ frameworks: ['iso27001-2022', 'soc2-2017r2022'] })

describe('the checks of isms.md 5.2', () => {
  it('are its 131, with phase, severity and view', () => {
    expect(table).toHaveLength(131)
    expect(
      allChecks.map(({ id, phase, severity, stage }) => [id, phase, severity, String(stage)].join(' ')).sort(),
    ).toEqual(table.map((row) => row.slice(0, 4).join(' ')).sort())
  })
  it('RE5: are in clause order, 10 after 9, Annex A and SOC 2 last', () => {
    const order = allChecks.map(({ id }) => id)
    expect([
      order[0],
      order.findIndex((id) => id.startsWith('10.1')) > order.findIndex((id) => id.startsWith('9.3')),
      order.at(-1)!.startsWith('SOC-'),
    ]).toEqual(['4.1-issues-recorded', true, true])
    expect(order.indexOf('6.1.3-untreated')).toBeLessThan(order.indexOf('6.2-objectives-exist'))
    expect(order.findIndex((id) => id.startsWith('A-'))).toBeGreaterThan(order.findIndex((id) => id.startsWith('10.2')))
  })
})

describe('RE1 results', () => {
  const bits = [...Object.values(riskCases), ...Object.values(applicabilityCases)]
    .flatMap(({ fails }) => Object.values(fails).flat())
    .filter((bit) => !('names' in bit))
  const state = stateOf(bits)
  it('RE1: are the same whatever the order of records, statements and facts', () => {
    const wanted = evaluate(state)
    expect(wanted.filter(({ status }) => status === 'fail').length).toBeGreaterThan(30)
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const shuffled = <T>(of: readonly T[] = []): readonly T[] =>
          of
            .map((value) => ({ value, at: numbers.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value)
        const other = {
          ...state,
          put: shuffled(state.put),
          statements: shuffled(state.statements),
          files: shuffled(state.files),
          history: shuffled(state.history),
          members: shuffled(state.members),
          conflicts: shuffled(state.conflicts),
        }
        expect(evaluate(other)).toEqual(wanted)
        expect(evaluate(other)).toEqual(evaluate(other))
      }),
      { numRuns: 6 },
    )
  })
  it('RE1: list failures by ref, requirements in catalogue order', () => {
    const at = (n: number) => record('risk', `r_${n}`, { status: 'open', owner: undefined })
    expect(one('6.1.2-risk-owner', [at(10), at(9), but(at(2), { ref: 'R-B2' }), at(1)]).failing).toEqual([
      'r_1',
      'r_9',
      'r_10',
      'r_2',
    ])
    expect(
      one('6.1.3-soa-inclusion-reason', [
        soa('A.8.13', 'applicable'),
        soa('A.5.10', 'applicable'),
        soa('A.5.9', 'applicable'),
      ]).failing,
    ).toEqual(['iso27001-2022:A.5.9', 'iso27001-2022:A.5.10', 'iso27001-2022:A.8.13'])
  })
})

describe('RE2 no candidates', () => {
  /** Exactly what the preconditions require. */
  const bare = [
    both,
    ...['A.5.9', 'A.5.31', 'A.5.29', 'A.6.8'].map((code) => soa(code, 'applicable', { reasons: ['practice'] })),
  ]
  const found = new Map(evaluate(stateOf(bare)).map((result) => [result.id, result]))
  /** These look at the rows above, at criteria, or at a risk above the criteria that does not exist here. */
  const other: Readonly<Record<string, string>> = {
    '6.1.3-soa-inclusion-reason': 'pass',
    '6.1.3-soa-not-implemented': 'fail',
    '6.1.3-treatment-plan-exists': 'na',
    'SOC-criterion-uncovered': 'fail',
  }
  it.each(table)(
    'RE2: %s, phase %s, severity %s, view %s: without candidates %s',
    (id, _phase, _severity, _stage, empty) => {
      expect(found.get(id)!.status).toBe(other[id] ?? (empty === 'F' ? 'fail' : 'na'))
    },
  )
  it.each(table.filter(([id, , , , empty]) => empty === 'F' && isItemCheck(checkById(id)!)))(
    'RE2: %s fails without candidates by its own definition',
    (id) => {
      expect(checkById(id)).toMatchObject({ failsWhenEmpty: true })
    },
  )
  it('RE2: an existence check has total 1; an unmet precondition is n/a with total 0', () => {
    expect([found.get('9.1-metrics-exist'), found.get('6.1.3-treatment-plan-exists')]).toMatchObject([
      { total: 1, failing: [] },
      { total: 0, failing: [] },
    ])
    expect(one('A-assets-recorded', [])).toMatchObject({ status: 'na', total: 0 })
  })
  it('RE2: archived records never count', () => {
    expect(
      one('6.1.2-risk-owner', [
        archived(record('risk', 'r_1', { status: 'open' })),
        record('risk', 'r_2', { status: 'open' }),
      ]),
    ).toMatchObject({ failing: ['r_2'], total: 1 })
  })
})

describe('TR12 plan and risks', () => {
  it('TR12: an approved plan that leaves out risks above the criteria does not hide them; three of many are systemic', () => {
    // Risks above the criteria with an action; the approved plan names all but three of twelve: 3 of 12 are 25 %, more
    // than 20 %.
    const risks = list(12, (n) => highRisk({ option: 'modify' }, `r_${n}`))
    const actions = list(12, (n) =>
      record('treatmentAction', `ta_${n}`, { title: 'Mirror disks', risks: [`r_${n}`], due: today, status: 'planned' }),
    )
    const plan = record('treatmentPlan', 'tp_1', {
      title: 'Plan',
      from: '2026-01-01',
      to: '2026-12-31',
      summary: 'Disks',
      risks: list(9, (n) => `r_${n}`),
    })
    expect(one('6.1.3-plan-covers-risks', [...risks, ...actions, plan, approved(plan)])).toMatchObject({
      status: 'fail',
      severity: 'blocker',
      escalated: true,
      failing: ['r_10', 'r_11', 'r_12'],
      total: 12,
    })
    expect(one('6.1.3-treatment-plan-approved', [...risks, ...actions, plan, approved(plan)]).status).toBe('pass')
  })
})

describe('RE3 escalation', () => {
  const judged = (bits: readonly Bit[], id: string) => {
    const { severity, escalated, failing, total } = one(id, bits)
    expect([failing, total]).toEqual([namesIn(bits)!.names, namesIn(bits)!.total])
    return [severity, escalated]
  }
  it('RE3: W20 becomes a blocker at three of fourteen, not at exactly 20 %, and never below three', () => {
    expect(judged(ownerless(3, 15), '6.1.2-risk-owner')).toEqual(['warning', false])
    expect(judged(ownerless(3, 14), '6.1.2-risk-owner')).toEqual(['blocker', true])
    expect(judged(ownerless(2, 2), '6.1.2-risk-owner')).toEqual(['warning', false])
    expect(judged(ownerless(3, 3), '6.1.2-risk-owner')).toEqual(['blocker', true])
  })
  it('RE3: W10 and W30 have their own shares', () => {
    expect(judged(unimplemented(3, 30), '6.1.3-soa-not-implemented')).toEqual(['warning', false])
    expect(judged(unimplemented(3, 29), '6.1.3-soa-not-implemented')).toEqual(['blocker', true])
    expect(judged(testsOverdue(3, 10), 'A-control-test-overdue')).toEqual(['warning', false])
    expect(judged(testsOverdue(3, 9), 'A-control-test-overdue')).toEqual(['blocker', true])
  })
  it('RE3 (property): three or more, and more than the share; a plain W never escalates, B and A are unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom('B', 'W', 'A', 'W10', 'W20', 'W30'), fc.nat(200), fc.nat(200), (severity, a, b) => {
        const [failing, total] = [Math.min(a, b), Math.max(a, b, 1)]
        const check: Check = {
          id: '4.1-x',
          phase: 'P',
          severity: severity as Check['severity'],
          stage: 1,
          over: 'risk',
          judge: () => 'pass',
        }
        const answer = answerOf(
          check,
          total,
          list(failing, (n) => `r_${n}`),
        )
        const share = severity.startsWith('W') && severity.length > 1 ? Number(severity.slice(1)) : undefined
        const escalated = share !== undefined && failing >= 3 && failing * 100 > share * total
        expect([answer.severity, answer.escalated]).toEqual([
          severity === 'B' || escalated ? 'blocker' : severity === 'A' ? 'advice' : 'warning',
          escalated,
        ])
      }),
    )
  })
})

const result = (over: Partial<CheckResult> = {}): CheckResult => ({
  id: '4.1-x',
  phase: 'P',
  group: '4',
  stage: 1,
  severity: 'warning',
  escalated: false,
  status: 'pass',
  failing: [],
  total: 1,
  ...over,
})
const failing = (n: number, total: number, over: Partial<CheckResult> = {}): CheckResult =>
  result({ status: 'fail', failing: list(n, (at) => `r_${at}`), total, ...over })

describe('RE4 scores', () => {
  it('RE4: weigh blockers 5, warnings 2, advice 1; an escalated warning weighs 5', () => {
    expect(
      ['blocker', 'warning', 'advice'].map((severity) => weightOf({ severity: severity as CheckResult['severity'] })),
    ).toEqual([5, 2, 1])
    expect(weightOf(one('6.1.2-risk-owner', ownerless(3, 3)))).toBe(5)
  })
  it('RE4: credit a pass in full, a failing blocker and a missing object not at all, anything else by the share that passes', () => {
    expect(
      [
        result(),
        failing(1, 4, { severity: 'blocker' }),
        failing(1, 4),
        failing(3, 4, { severity: 'advice' }),
        result({ status: 'fail' }),
      ].map(creditOf),
    ).toEqual([1, 0, 0.75, 0.25, 0])
  })
  it('RE4: round half up', () => {
    // 5 of 8: 62.5.
    expect(
      groupScore([
        result({ severity: 'blocker' }),
        result({ severity: 'warning', status: 'fail' }),
        result({ severity: 'advice', status: 'fail' }),
      ]).score,
    ).toBe(63)
    // Two warnings whose shares add up to one, even where floating-point sevenths do not.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (total, n) => {
        const half = [failing(Math.min(n, total), total), failing(total - Math.min(n, total), total)].map((of) =>
          of.failing.length === 0 ? result() : of,
        )
        // 2 of 16: 12.5 exactly.
        expect(groupScore([...half, ...list(6, () => result({ status: 'fail' }))]).score).toBe(13)
      }),
    )
  })
  it('RE4: leave out what is n/a or waived; without applicable checks there is no score', () => {
    expect(groupScore([result(), result({ status: 'na', total: 0 }), failing(1, 1, { status: 'waived' })])).toEqual({
      score: 100,
      capped: false,
      blockers: 0,
      warnings: 0,
      advice: 0,
    })
    expect(groupScore([result({ status: 'na', total: 0 })])).toEqual({
      score: null,
      capped: false,
      blockers: 0,
      warnings: 0,
      advice: 0,
    })
    expect(groupScore([]).score).toBeNull()
  })
  it('RE4: are capped at 79 while a blocker fails', () => {
    const blocker = failing(1, 1, { severity: 'blocker' })
    expect(groupScore([blocker, ...list(20, () => result())])).toMatchObject({ score: 79, capped: true, blockers: 1 })
    expect(groupScore([blocker, ...list(9, () => result())])).toMatchObject({ score: 78, capped: false })
    expect(groupScore([failing(1, 1), ...list(20, () => result())])).toMatchObject({
      score: 95,
      capped: false,
      warnings: 1,
    })
  })
})

describe('RE5 groups and phases', () => {
  it('RE5: a check belongs to its clause; to its top-level number in a group', () => {
    expect(
      ['10.2-major-open', '6.1.3-untreated', 'A-no-events', 'SOC-conduct'].map((id) => [
        groupOf({ id }),
        clauseOf({ id }),
      ]),
    ).toEqual([
      ['10', '10.2'],
      ['6', '6.1.3'],
      ['A', 'A'],
      ['SOC', 'SOC'],
    ])
    expect([...new Set(allChecks.map(groupOf))].sort()).toEqual([...checkGroups].sort())
  })
  it('RE5: the overall score is over all checks, never a mean of groups', () => {
    const results = [
      result(),
      failing(1, 1, { group: '9', phase: 'C' }),
      ...list(8, () => result({ group: '9', phase: 'C' })),
    ]
    const { overall, groups, phases: byPhase } = summarise(results, 'stage2', 90)
    expect([
      overall.score,
      groups['4']!.score,
      groups['9']!.score,
      byPhase.P.score,
      byPhase.C.score,
      byPhase.D.score,
    ]).toEqual([90, 100, 89, 100, 89, null])
    expect(Object.keys(groups)).toEqual(['4', '9'])
    expect(Object.keys(byPhase)).toEqual([...phases])
  })
})

describe('RE6 views and verdicts', () => {
  it('RE6: Stage 1 includes what must be designed, Stage 2 everything, SOC 2 its own checks', () => {
    const results = evaluate(stateOf([both]))
    const ids = (view: 'stage1' | 'stage2' | 'soc2'): number => checksOfView(results, view).length
    const count = (is: (row: (typeof table)[number]) => boolean): number => table.filter(is).length
    expect([ids('stage1'), ids('stage2'), ids('soc2')]).toEqual([
      count(([, , , stage]) => stage === '1'),
      131,
      count(([id]) => id.startsWith('SOC-')),
    ])
  })
  it('RE6: SOC 2 checks are included only if its framework is enabled', () => {
    const results = evaluate(stateOf([]))
    expect(results.filter(({ group }) => group === 'SOC')).toEqual([])
    const following = createIncremental(stateOf([]))
    expect(Object.keys(summaryOf(results, following.reader).views)).toEqual(['stage1', 'stage2'])
  })
  it('RE4: the total weight is that of the applicable checks of the view', () => {
    const of = [
      result({ severity: 'blocker' }),
      result({ stage: 2 }),
      result({ status: 'na' }),
      result({ status: 'waived' }),
    ]
    expect([totalWeight(checksOfView(of, 'stage1')), totalWeight(checksOfView(of, 'stage2'))]).toEqual([5, 7])
  })
  it('RE6: not ready while a blocker fails; ready from the chosen score; otherwise nearly ready', () => {
    const verdict = (results: readonly CheckResult[], readyScore = 90) =>
      summarise(results, 'stage2', readyScore).verdict
    expect([
      verdict([failing(1, 1, { severity: 'blocker' })]),
      verdict([...list(9, () => result()), failing(1, 1)]),
      verdict([...list(8, () => result()), failing(1, 1)]),
      verdict([...list(8, () => result()), failing(1, 1)], 89),
      verdict([]),
    ]).toEqual(['notReady', 'ready', 'nearlyReady', 'ready', null])
    expect(verdict([failing(3, 3, { severity: 'blocker', escalated: true }), ...list(50, () => result())])).toBe(
      'notReady',
    )
  })
  it('RE6: SOC 2 is not ready with a criterion that has a gap or an exception, whatever the checks say', () => {
    const verdict = (states: Partial<Record<CriterionState, number>>, overall: number) =>
      summarise([result()], 'soc2', 90, {
        criteria: {
          overall,
          series: [],
          states: { exception: 0, gap: 0, partial: 0, operating: 0, designed: 0, ...states },
          results: (['exception', 'gap', 'partial'] as const).flatMap((state) =>
            Array.from({ length: states[state] ?? 0 }, () => ({
              criterion: 'x',
              state,
              coverage: 'full' as const,
              points: 0,
              controls: [],
              problems: [],
            })),
          ),
        },
      }).verdict
    expect([
      verdict({ exception: 1, operating: 30 }, 96),
      verdict({ gap: 2, operating: 30 }, 95),
      verdict({ partial: 5, operating: 30 }, 85),
      verdict({ operating: 36 }, 100),
    ]).toEqual(['notReady', 'notReady', 'nearlyReady', 'ready'])
  })
})

describe('RE7 accepted findings', () => {
  const waived = (id: string, bits: readonly Bit[], over: object = {}) =>
    one(id, [
      settings({ waivers: { [id]: { reason: 'Moved to autumn', until: today, by: 'pe_1', ...over } } }),
      ...bits,
    ])
  it('RE7: count as n/a with reason and end date, through the end of that day', () => {
    expect(waived('6.1.2-risk-owner', ownerless(1, 9))).toMatchObject({
      status: 'waived',
      failing: ['r_1'],
      waiver: { reason: 'Moved to autumn', until: today, by: 'pe_1' },
    })
    expect(groupScore([waived('6.1.2-risk-owner', ownerless(1, 9))]).score).toBeNull()
  })
  it('RE7: an expired one is ignored, as is one without a reason or an end', () => {
    for (const over of [{ until: yesterday }, { reason: '  ' }, { until: 'some day' }]) {
      const { status, waiver } = waived('6.1.2-risk-owner', ownerless(1, 9), over)
      expect([status, waiver]).toEqual(['fail', undefined])
    }
  })
  it('RE7: neither a blocker nor an escalated warning can be waived', () => {
    expect(waived('9.1-metrics-exist', []).status).toBe('fail')
    expect(waived('6.1.2-risk-owner', ownerless(3, 9)).status).toBe('fail')
  })
  it('RE7: a waiver does not affect a passing check', () => {
    expect(waived('6.1.2-risk-owner', ownerless(0, 3))).not.toHaveProperty('waiver')
  })
})

describe('RE11 SOC 2, one figure', () => {
  const seen = (bits: readonly Bit[]) =>
    ((following) => summaryOf(evaluate(stateOf(bits)), following.reader).views)(createIncremental(stateOf(bits)))
  it('RE11: in an empty workspace no criterion is covered, none is an exception, and the check names all 33', () => {
    const { soc2 } = seen([both])
    expect(soc2!.criteria!.states).toEqual({ exception: 0, gap: 33, partial: 0, operating: 0, designed: 0 })
    expect(one('SOC-criterion-uncovered', [both])).toMatchObject({ status: 'fail', total: 33 })
    expect(one('SOC-criterion-uncovered', [both]).failing).toHaveLength(33)
  })
  it('RE11: an operating clause partly covers criteria that depend on it, and the plain evaluation agrees', () => {
    // 7.4 internal and external communication are planned: CC2.2 and CC2.3 depend on it.
    const planned = [
      both,
      record('communication', 'cm_1', { subject: 'Policies', direction: 'internal' }),
      record('communication', 'cm_2', { subject: 'Incidents', direction: 'external' }),
    ]
    const partial = seen(planned)
      .soc2!.criteria!.results.filter(({ state }) => state === 'partial')
      .map(({ criterion }) => criterion)
    expect(partial).toEqual(['soc2-2017r2022:CC2.2', 'soc2-2017r2022:CC2.3'])
    expect(evaluate(stateOf(planned)).find(({ id }) => id === 'SOC-criterion-uncovered')!.failing).toHaveLength(31)
  })
  it('RE11: every view shows the mean of the criteria as the SOC 2 score, never that of its checks', () => {
    const control = record('control', 'c_1', {
      title: 'Access',
      status: 'operating',
      owner: 'pe_1',
      reqs: ['soc2-2017r2022:CC6.1'],
    })
    const { stage1, stage2, soc2 } = seen([
      both,
      control,
      record('evidence', 'ev_1', { title: 'List', controls: ['c_1'] }),
    ])
    // Type 1, only CC6.1 operates: 100 of 33 criteria is 3.03.
    expect([
      soc2!.overall.score,
      stage1!.groups.SOC!.score,
      stage2!.groups.SOC!.score,
      soc2!.groups.SOC!.score,
    ]).toEqual([3, 3, 3, 3])
  })
})

describe('RE10 nothing to score', () => {
  const seen = (bits: readonly Bit[]) =>
    ((following) => summaryOf(evaluate(stateOf(bits)), following.reader).views)(createIncremental(stateOf(bits)))
  const assessed = [
    record('risk', 'r_1', { status: 'open', owner: 'pe_1', currentL: 2, currentI: 2, assessedOn: today }),
  ]
  const control = (values: object) =>
    record('control', 'c_1', { title: 'Backup', status: 'operating', owner: 'pe_1', ...values })
  it('RE10: without controls and evidence Stage 2, operation and Do have no score, and are not ready', () => {
    const { stage1, stage2 } = seen(assessed)
    // Before: the one risk was assessed in time, so operation scored 100 except for the tasks.
    expect([
      stage2!.overall.score,
      stage2!.groups['8']!.score,
      stage2!.phases.D.score,
      stage2!.verdict,
      stage2!.lacks,
    ]).toEqual([null, null, null, 'notReady', ['controls', 'evidence']])
    // Documents can be judged without them.
    expect(stage1!.overall.score).not.toBeNull()
    expect(stage1!.lacks).toBeUndefined()
  })
  it('RE10: Annex A in operation is scored only with operating controls; a planned one is not enough', () => {
    const evidence = record('evidence', 'ev_1', { title: 'Log' })
    expect(seen([control({ status: 'planned' }), evidence]).stage2).toMatchObject({
      overall: { score: null },
      lacks: ['operating'],
      groups: { A: { score: null } },
    })
    const { stage2 } = seen([control({}), evidence])
    expect([stage2!.lacks, stage2!.overall.score === null, stage2!.groups.A!.score === null]).toEqual([
      undefined,
      false,
      false,
    ])
    expect(seen([control({})]).stage2!.lacks).toEqual(['evidence'])
    expect(seen([control({ status: 'retired' }), evidence]).stage2!.lacks).toEqual(['controls'])
  })
  it('RE10: SOC 2 has no score before a control exists', () => {
    expect(seen([both]).soc2).toMatchObject({ overall: { score: null }, verdict: 'notReady', lacks: ['controls'] })
  })
})

describe('RE9 since', () => {
  const run = (day: string, ...ids: readonly string[]) =>
    record('readinessRun', readinessRunId(day), { failing: Object.fromEntries(ids.map((id) => [id, []])) })
  const since = (...runs: readonly Bit[]) => one('9.1-metrics-exist', runs).since
  it('RE9: the first day of the unbroken series of runs in which it failed', () => {
    expect(
      since(
        run('2026-03-01', '9.1-metrics-exist'),
        run('2026-04-01', '9.1-metrics-exist'),
        run('2026-05-01', '9.1-metrics-exist', '4.1-issues-recorded'),
      ),
    ).toBe('2026-03-01')
    expect(
      since(run('2026-03-01', '9.1-metrics-exist'), run('2026-04-01'), run('2026-05-01', '9.1-metrics-exist')),
    ).toBe('2026-05-01')
  })
  it('RE9: unset if no run shows it, it passed in the last one, or it does not fail', () => {
    expect([
      since(),
      since(run('2026-03-01', '9.1-metrics-exist'), run('2026-04-01')),
      one('9.1-metrics-exist', [run('2026-03-01', '9.1-metrics-exist'), record('metric', 'mt_1', { status: 'active' })])
        .since,
    ]).toEqual([undefined, undefined, undefined])
  })
})

describe('RE12 age by due day', () => {
  const run = (day: string, ...ids: readonly string[]) =>
    record('readinessRun', readinessRunId(day), { failing: Object.fromEntries(ids.map((id) => [id, []])) })
  const [signedRole, otherRole] = ['ra_8', 'ra_9'].map((id) =>
    record('roleAssignment', id, { role: 'riskManager', holder: 'pe_1', from: '2025-01-01' }),
  ) as [AnyRecord, AnyRecord]
  const late = (due: string, id = 'ta_1') =>
    record('treatmentAction', id, { title: 'End accounts', risks: ['r_1'], due, status: 'inProgress' })
  it('RE12: counts from the oldest due day, whichever run saw it first', () => {
    const seen = run('2026-05-20', '8.3-action-overdue')
    expect(one('8.3-action-overdue', [late('2026-05-01'), late('2026-05-10', 'ta_2'), seen])).toMatchObject({
      status: 'fail',
      since: '2026-05-01',
    })
    // Also if no run is stored at all.
    expect(one('8.3-action-overdue', [late('2026-05-10')]).since).toBe('2026-05-10')
    expect(
      one('9.3-actions-overdue', [
        record('decision', 'de_1', { text: 'More people', due: '2026-04-30', status: 'open' }),
        run('2026-05-28', '9.3-actions-overdue'),
      ]).since,
    ).toBe('2026-04-30')
    expect(one('8.2-risks-reviewed', [highRisk({ assessedOn: '2025-05-15' })]).since).toBe('2026-05-15')
  })
  it.each<readonly [string, string, readonly Bit[], string]>([
    // Reviewed on 1 May 2025, once a year.
    [
      'a review of issues',
      '4.1-issues-reviewed',
      [
        settings({ contextReview: 'P12M' }),
        record('issue', 'i_1', { title: 'Prices', status: 'active', reviewedOn: '2025-05-01' }),
      ],
      '2026-05-01',
    ],
    // Gus left yesterday, 31 May.
    [
      'a role whose holder left',
      '5.3-role-vacant',
      [record('roleAssignment', 'ra_1', { role: 'ismsLead', holder: 'pe_4', from: '2025-01-01' })],
      '2026-05-31',
    ],
    // In force on 2 March, to be acknowledged within 90 days: 29 in March, 30 in April, 31 in May.
    [
      'an acknowledgement',
      '7.3-attestation-overdue',
      supportCases['7.3-attestation-overdue']!.fails['due yesterday']!,
      '2026-05-31',
    ],
    // Reviewed on 15 May 2025, every twelve months.
    [
      'a document',
      '7.5-review-overdue',
      [
        settings({ policyReview: 'P12M' }),
        record('document', 'dc_1', { title: 'Network plan', type: 'diagram', reviewedOn: '2025-05-15' }),
      ],
      '2026-05-15',
    ],
    // Measured on 1 May, off target, no evaluation within 30 days.
    [
      'a value off target',
      '9.1-off-target',
      evaluationCases['9.1-off-target']!.fails['31 days without evaluation (M7)']!,
      '2026-05-31',
    ],
    // Raised on 24 May, a nonconformity within 7 days.
    [
      'a finding without its nonconformity',
      '9.2-finding-without-nc',
      evaluationCases['9.2-finding-without-nc']!.fails['8 days old (AU6)']!,
      '2026-05-31',
    ],
    // Performed until 1 May, reported within 30 days.
    [
      'the results of an audit',
      '9.2-results-reported',
      evaluationCases['9.2-results-reported']!.fails['not at all, 31 days ago']!,
      '2026-05-31',
    ],
    [
      'the assurance of a supplier',
      'A-supplier-assurance',
      [
        record('supplier', 'su_1', {
          name: 'Cloud',
          status: 'active',
          criticality: 'high',
          assurance: 'iso27001',
          assuranceUntil: '2026-04-30',
        }),
      ],
      '2026-04-30',
    ],
    // Of two, the one that has been in doubt longer.
    [
      'signatures in doubt',
      '7.5-doubtful-decision',
      [
        signedRole,
        approved(signedRole, { doubtfulSince: Date.parse('2026-03-02T00:00:00Z') }),
        otherRole,
        approved(otherRole, { doubtfulSince: Date.parse('2026-02-20T00:00:00Z') }),
      ],
      '2026-02-20',
    ],
  ])('RE12: %s that was due is as old as that day, whatever run saw it first', (_name, check, bits, since) => {
    expect(one(check, [...bits, run('2026-05-31', check)])).toMatchObject({ status: 'fail', since, isDue: true })
  })
  it('RE12: a rule without a due day shows when it was first seen, and does not call that a due day', () => {
    const result = one('9.1-metrics-exist', [run('2026-03-01', '9.1-metrics-exist')])
    expect(result.since).toBe('2026-03-01')
    expect(result.isDue).toBeUndefined()
    expect(gapAge(result, { today, lastRun: '2026-03-01' })).toEqual({ word: 'seen', day: '2026-03-01' })
  })
  it('RE12: a rule without a due day uses the first day the runs show; a passing check has none', () => {
    expect(one('9.1-metrics-exist', [run('2026-03-01', '9.1-metrics-exist')]).since).toBe('2026-03-01')
    expect(one('8.3-action-overdue', [late(today), run('2026-05-20', '8.3-action-overdue')]).since).toBeUndefined()
  })
})

describe('what merging may leave behind (MG18)', () => {
  it('an invalid day counts as missing: only its own record fails', () => {
    const never = record('issue', 'i_1', { reviewedOn: 'some day' })
    expect([never.reviewedOn, never.unknown]).toEqual([undefined, { reviewedOn: 'some day' }])
    expect(one('4.1-issues-reviewed', [never, record('issue', 'i_2', { reviewedOn: today })])).toMatchObject({
      failing: ['i_1'],
      total: 2,
    })
    expect(
      evaluate(stateOf([record('soaEntry', soaEntryId('iso27001-2022:A.5.1'), { applicability: 'maybe' as never })]))
        .length,
    ).toBe(123)
  })
})
