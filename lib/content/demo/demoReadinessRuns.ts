/**
 * Monthly readiness results from the first run to the end of May 2026: scores from 41 to 79, with fewer checks failing
 * each time. Frozen results as the product would have written them; trends and "since" read nothing else (RE9).
 */

import { auditItemId, readinessRunId } from '~/lib/records/derivedIds'
import { ncOfFinding } from './demoCheck'
import { demoId, demoNamed, iso, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Run = DemoFields<'readinessRun'>

/** Days of the runs, reasons, and overall scores. */
const runs: readonly (readonly [on: string, reason: NonNullable<Run['reason']>, overall: number])[] = [
  ['2025-04-07', 'month', 41], ['2025-05-05', 'month', 44], ['2025-06-20', 'soa', 49], ['2025-07-07', 'month', 52], ['2025-08-13', 'review', 56], ['2025-09-01', 'month', 57], ['2025-10-06', 'month', 60],
  ['2025-11-21', 'audit', 64], ['2025-12-05', 'soa', 66], ['2026-01-12', 'month', 69], ['2026-02-13', 'review', 73], ['2026-03-02', 'month', 75], ['2026-04-07', 'month', 77], ['2026-05-28', 'audit', 79],
]

const annex = (...codes: readonly string[]): readonly string[] => codes.map(iso)
const ids = (...refs: readonly string[]): readonly string[] => refs.map(demoId)
const unread = ['PE-14', 'PE-28', 'PE-42'].map((ref) => `${demoId(ref)}~${demoId('PO-1')}`)

/** What failed from which day until which; without an end it still fails. */
const failures: readonly (readonly [check: string, failing: readonly string[], from: string, until?: string])[] = [
  // Still open on 1 June 2026.
  ['4.3-scope-approval-stale', ids(), '2026-05-20'],
  ['6.1.2-scores-on-scale', ids('R-30'), '2026-05-20'],
  ['6.1.2-method-followed', ids('R-11'), '2026-01-20'],
  ['6.1.3-untreated', ids('R-19'), '2026-04-07'],
  // A risk without an option cannot be in a plan either (TR12).
  ['6.1.3-plan-covers-risks', ids('R-19'), '2026-04-07'],
  ['6.1.3-approval-stale', ids('R-14'), '2026-05-25'],
  ['6.1.3-residual-not-accepted', ids('R-B4'), '2026-05-12'],
  ['6.1.3-acceptance-expired', ids('R-3'), '2026-05-16'],
  ['6.1.3-soa-exclusion-justified', annex('A.7.12', 'A.8.30'), '2026-02-13'],
  ['6.1.3-soa-contradiction', annex('A.5.23'), '2026-03-02'],
  ['6.1.3-soa-outdated', ids(), '2026-04-21'],
  ['6.1.3-soa-not-implemented', annex('A.8.12'), '2026-02-13'],
  ['6.1.3-orphan-control', ids('C-78'), '2026-04-07'],
  ['7.3-attestation-overdue', unread, '2026-04-01'],
  ['7.5-review-overdue', ids('PO-8'), '2026-03-13'],
  ['7.5-unapproved-changes', ids('PO-1'), '2026-05-18'],
  ['7.5-open-conflicts', ids('AS-21'), '2026-05-27'],
  ['8.1-suppliers-reviewed', ids('SU-6'), '2026-02-25'],
  ['8.3-action-overdue', ids('TA-5'), '2026-05-02'],
  ['8.3-exception-expired', ids('EX-3'), '2026-02-11'],
  ['A-evidence-expired', ids('C-30'), '2026-05-21'],
  ['A-evidence-out-of-period', ids('C-59'), '2026-03-16'],
  ['A-evidence-pattern', ids('C-18'), '2026-01-01'],
  ['A-control-ineffective', ids('C-33'), '2026-01-20'],
  ['A-incident-lessons', ids('IN-6'), '2026-04-23'],
  ['9.1-metric-no-measurement', ids('MT-12'), '2026-02-17'],
  ['9.2-auditor-independence', [auditItemId(demoId('IA-2026-1'), iso('A.8.32'))], '2026-05-15'],
  ['9.2-finding-without-nc', ids('FN-7'), '2026-05-20'],
  ['9.2-requests-overdue', ids('ER-7'), '2026-05-16'],
  ['9.3-inputs-complete', ids('MR-2026-1'), '2026-02-13'],
  ['9.3-actions-overdue', ids('DE-5'), '2026-05-01'],
  ['10.2-root-cause-missing', ids('NC-5'), '2026-05-11'],
  ['10.2-action-overdue', ids('CA-7'), '2026-05-11'],
  ['10.2-effectiveness-by-doer', [ncOfFinding(2)], '2026-05-27'],
  ['SOC-fraud-risk', ids(), '2025-10-06'],
  // Fixed in the course of the year.
  ['4.1-climate-determined', ids(), '2025-04-01', '2025-06-01'],
  ['4.3-scope-approved', ['sc_main'], '2025-04-01', '2025-04-14'],
  ['5.1-top-management-named', ids(), '2025-04-01', '2025-04-14'],
  ['5.2-policy-in-force', ids('PO-1'), '2025-04-01', '2025-04-15'],
  ['5.2-policy-commitments', ids('PO-1'), '2025-04-01', '2025-12-08'],
  ['6.1.2-method-approved', ['rm_main'], '2025-04-01', '2025-04-14'],
  ['6.1.2-risks-assessed', ids(), '2025-04-01', '2025-04-28'],
  ['6.1.2-method-approval-stale', ['rm_main'], '2026-01-12', '2026-01-15'],
  ['6.1.3-treatment-plan-exists', ids(), '2025-05-01', '2026-01-12'],
  ['6.1.3-plan-covers-risks', ids('R-7', 'R-3', 'R-12', 'R-B4', 'R-22'), '2025-05-01', '2026-01-29'],
  ['6.1.3-owner-approval', ids('R-3', 'R-7', 'R-12', 'R-B4', 'R-9', 'R-22', 'R-14'), '2025-05-01', '2026-01-28'],
  ['6.1.3-soa-complete', [], '2025-04-01', '2025-05-25'],
  ['6.1.3-soa-approved', ids(), '2025-04-01', '2025-06-20'],
  ['6.1.3-soa-inherited', annex('A.7.1', 'A.7.4', 'A.7.5', 'A.7.11'), '2025-06-01', '2025-10-01'],
  ['6.2-objectives-exist', ids(), '2025-04-01', '2026-01-19'],
  ['6.3-change-planned', ids('CH-5'), '2025-11-24', '2025-12-01'],
  ['7.2-competence-recorded', ids(), '2025-04-01', '2025-06-02'],
  ['7.2-competence-evidence', ids('PE-2', 'PE-3', 'PE-4'), '2025-06-02', '2025-12-09'],
  ['7.3-awareness-run', ids(), '2025-04-01', '2025-06-25'],
  ['8.1-tasks-scheduled', ids(), '2025-04-01', '2025-05-19'],
  ['8.3-reassess', ids('R-9', 'R-5'), '2026-02-22', '2026-05-12'],
  ['A-evidence-missing', ids('C-4', 'C-25', 'C-35', 'C-38', 'C-40', 'C-46', 'C-53', 'C-66', 'C-75'), '2025-06-01', '2026-05-11'],
  ['A-control-never-tested', ids('C-7', 'C-12', 'C-13', 'C-14', 'C-18', 'C-22'), '2025-10-01', '2026-01-20'],
  ['A-supplier-assurance', ids('SU-9'), '2025-05-01', '2025-08-01'],
  ['A-continuity-tested', ids(), '2025-04-01', '2025-10-07'],
  ['9.1-metrics-exist', ids(), '2025-04-01', '2025-06-23'],
  ['9.2-programme-exists', ids(), '2025-04-01', '2025-07-01'],
  ['9.2-audit-planned', ids(), '2025-04-01', '2025-09-15'],
  ['9.2-audit-done', ids(), '2025-04-01', '2025-11-21'],
  ['9.2-coverage', ids('AP-1'), '2025-07-02', '2025-11-21'],
  ['9.3-review-planned', ids(), '2025-04-01', '2025-07-28'],
  ['9.3-review-done', ids(), '2025-04-01', '2025-08-13'],
  ['10.1-improvement-active', ids(), '2025-09-01', '2025-11-01'],
  ['10.1-static-isms', ids(), '2025-06-01', '2025-06-15'],
  ['10.2-nc-log-empty', ids(), '2025-09-01', '2025-11-05'],
  ['10.2-effectiveness-overdue', [ncOfFinding(1)], '2026-03-02', '2026-03-05'],
  ['SOC-system-description', ['sc_main'], '2025-04-01', '2025-05-20'],
  ['SOC-commitments', ['sc_main'], '2025-04-01', '2025-05-20'],
  ['SOC-conduct', ids(), '2025-04-01', '2025-12-08'],
  ['SOC-external-channel', ids(), '2025-04-01', '2025-04-20'],
  ['SOC-subservice', ids('SU-1'), '2025-04-01', '2025-09-15'],
]

const failingOn = (day: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(failures.filter(([, , from, until]) => from <= day && (until === undefined || day < until)).map(([check, failing]) => [check, failing]))

/** Difference of each part from the overall score at the first run and at the last. */
const parts = {
  phases: { P: [4, 0], D: [-6, 10], C: [-19, 5], A: [-11, 11] },
  groups: { 4: [20, 14], 5: [14, 21], 6: [2, -6], 7: [1, 18], 8: [-5, 15], 9: [-19, 0], 10: [-11, 17], A: [-8, 13], SOC: [-3, 12] },
} as const

function scoresOf(place: number, overall: number): NonNullable<Run['scores']> {
  const along = place / (runs.length - 1)
  const scored = (of: Readonly<Record<string, readonly [number, number]>>): Record<string, number> =>
    Object.fromEntries(Object.entries(of).map(([name, [first, last]]) => [name, Math.max(0, Math.min(100, Math.round(overall + first + (last - first) * along)))]))
  return { overall, phases: scored(parts.phases), groups: scored(parts.groups) }
}

/** Figures by run, oldest first; `null` while there was nothing to count. */
const figures: Readonly<Record<string, readonly (number | null)[]>> = {
  risksAbove: [null, 14, 14, 14, 13, 16, 16, 15, 13, 12, 11, 10, 9, 7],
  worstLevel: [null, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
  ncOpened: [null, null, 0, 0, 0, 0, 0, 2, 0, 1, 0, 1, 1, 2],
  ncClosed: [null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1],
  ncMedianDaysToClose: [null, null, null, null, null, null, null, null, null, null, null, 120, 120, 122],
  ncMedianDaysToCorrect: [null, null, null, null, null, null, null, 4, 4, 6, 6, 4, 4, 3],
  metricsImproving: [null, null, null, null, null, null, null, 6, 7, 7, 8, 8, 7, 7],
  metricsFlat: [null, null, null, null, null, null, null, 3, 3, 3, 2, 2, 3, 3],
  metricsWorsening: [null, null, null, null, null, null, null, 2, 1, 1, 1, 1, 1, 1],
  auditCoverage: [null, null, null, 0, 0, 0, 0, 0.68, 0.68, 0.68, 0.68, 0.68, 0.68, 0.97],
  testsEffective: [null, null, null, null, null, null, null, null, null, null, 0.98, 0.98, 0.98, 0.97],
  patternRatio: [null, null, null, 0.31, 0.42, 0.5, 0.58, 0.66, 0.7, 0.78, 0.84, 0.87, 0.9, 0.92],
  attestationRate: [null, 0.22, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.05, 0.21, 0.93],
  decisionsOnTime: [null, null, null, null, null, null, null, 1, 1, 1, 1, 1, 1, 0.83],
  evidenceFresh: [null, null, null, 11, 11, 3, 19, 21, 27, 37, 46, 38, 64, 93],
  evidenceAll: [null, null, null, 13, 18, 19, 43, 50, 66, 102, 126, 137, 188, 237],
  improvementsRealised: [null, null, null, null, null, null, null, null, 0, 0, 1, 2, 3, 6],
}

const countsOf = (place: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(figures).flatMap(([name, values]) => (values[place] === null || values[place] === undefined ? [] : [[name, values[place]]])))

export const demoRuns = (): readonly DemoRecord<'readinessRun'>[] =>
  runs.map(([on, reason, overall], place) =>
    demoNamed('readinessRun', readinessRunId(on), `${on}T16:00:00.000Z`, person('IS'), { scores: scoresOf(place, overall), failing: failingOn(on), counts: countsOf(place), reason }))
