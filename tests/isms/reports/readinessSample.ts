/** Readiness results of one day in the form the engine stores, covering every part of the report. */

import { demoId, iso } from '~/lib/content/demo/demoRecord'
import { person } from '~/lib/content/demo/demoPeople'
import type { CheckResult, GroupScore, ViewSummary } from '~/lib/isms/readiness/checkResult'
import type { ReadinessState } from '~/lib/isms/report/reportState'

const score = (n: number | null, blockers = 0): GroupScore => ({
  score: n,
  capped: blockers > 0,
  blockers,
  warnings: 2,
  advice: 1,
})
const view = (overall: number, blockers: number): ViewSummary => ({
  overall: score(overall, blockers),
  groups: { 4: score(92), 6: score(79, blockers), 9: score(84), A: score(71), 10: score(null) },
  phases: { P: score(81, blockers), D: score(78), C: score(84), A: score(66) },
  verdict: blockers > 0 ? 'notReady' : 'nearlyReady',
  passing: 88,
  failing: 4,
  waived: 1,
  checks: 120,
})
const check = (over: Partial<CheckResult> & Pick<CheckResult, 'id'>): CheckResult => ({
  phase: 'P',
  group: '6',
  stage: 1,
  severity: 'warning',
  escalated: false,
  status: 'fail',
  failing: [],
  total: 1,
  ...over,
})

export const checks: ReadinessState = {
  asOf: '2026-06-01',
  views: { stage1: view(79, 1), stage2: view(76, 3) },
  results: [
    check({ id: '6.1.3-untreated', severity: 'blocker', failing: [demoId('R-19')], total: 31, since: '2026-04-01' }),
    check({ id: '6.1.3-soa-contradiction', severity: 'blocker', stage: 2, failing: [iso('A.5.23')], total: 93 }),
    check({
      id: '7.3-attestation-overdue',
      group: '7',
      stage: 2,
      escalated: true,
      severity: 'blocker',
      failing: [`${person('IS')}~${demoId('PO-1')}`],
      total: 3,
    }),
    check({
      id: 'A-evidence-expired',
      group: 'A',
      stage: 2,
      phase: 'D',
      failing: Array.from({ length: 20 }, (_, index) => demoId(`C-${String(index + 31)}`)),
      total: 78,
    }),
    check({
      id: '7.4-communication-plan',
      group: '7',
      status: 'waived',
      severity: 'advice',
      waiver: { reason: 'The plan follows the reorganisation.', until: '2026-09-30', by: person('IS') },
    }),
    check({ id: '4.1-issues-recorded', group: '4', status: 'pass' }),
  ],
}
