/** Checks of the Statement of Applicability (6.1.3 b to d). */

import { verdict, type Check, type Judged } from '../readinessCheck'
import { annexRows, applicability, soaInForce, soaRow, type SoaFacts } from '../facts/applicabilityFacts'
import type { Reader } from '../readinessReader'
import { hasPlannedAction } from './riskChecks'

const rows = { name: 'rows of Annex A', keys: () => annexRows }
const ofRows =
  (among: readonly SoaFacts['applicability'][], judge: (read: Reader, row: SoaFacts) => Judged) =>
  (read: Reader, requirement: string): Judged =>
    among.includes(applicability(read, requirement)) ? judge(read, soaRow(read, requirement)) : undefined
const included = ['applicable', 'inherited'] as const
const approvedVersion = (read: Reader): readonly string[] => ((found) => (found ? [found.id] : []))(soaInForce(read))

export const applicabilityChecks: readonly Check[] = [
  {
    id: '6.1.3-soa-complete',
    phase: 'P',
    severity: 'B',
    stage: 1,
    over: rows,
    failsWhenEmpty: true,
    judge: (read, requirement) => verdict(applicability(read, requirement) === 'undecided'),
  },
  {
    id: '6.1.3-soa-exclusion-justified',
    phase: 'P',
    severity: 'B',
    stage: 1,
    over: rows,
    judge: ofRows(['notApplicable'], (_read, { problems }) =>
      verdict(problems.includes('justificationMissing') || problems.includes('reasonOnExclusion')),
    ),
  },
  {
    id: '6.1.3-soa-inclusion-reason',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: rows,
    judge: ofRows(included, (_read, { problems }) => verdict(problems.includes('reasonMissing'))),
  },
  {
    id: '6.1.3-soa-risk-link',
    phase: 'P',
    severity: 'W20',
    stage: 1,
    over: rows,
    judge: ofRows(included, (_read, { entry, problems }) =>
      entry?.reasons.includes('risk') ? verdict(problems.includes('reasonRiskWithoutRisk')) : undefined,
    ),
  },
  {
    id: '6.1.3-soa-contradiction',
    phase: 'P',
    severity: 'B',
    stage: 1,
    over: rows,
    judge: ofRows(['notApplicable'], (_read, { contradictions }) => verdict(contradictions.length > 0)),
  },
  { id: '6.1.3-soa-approved', phase: 'P', severity: 'B', stage: 1, holds: (read) => soaInForce(read) !== undefined },
  {
    id: '6.1.3-soa-outdated',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: { name: 'soaVersion in force', keys: approvedVersion },
    judge: (read, id) => ((found) => (found?.id === id ? verdict(found.outdated) : undefined))(soaInForce(read)),
  },
  {
    id: '6.1.3-soa-not-implemented',
    phase: 'D',
    severity: 'W10',
    stage: 2,
    over: rows,
    judge: ofRows(['applicable'], (read, { status, risks, controls }) =>
      verdict(
        (status === 'noControl' || status === 'planned') &&
          !hasPlannedAction(
            read,
            risks.map(({ id }) => id),
            controls.map(({ id }) => id),
          ),
      ),
    ),
  },
  {
    id: '6.1.3-soa-inherited',
    phase: 'D',
    severity: 'W',
    stage: 2,
    over: rows,
    judge: ofRows(['inherited'], (_read, { problems }) =>
      verdict(problems.includes('providerMissing') || problems.includes('providerAssuranceEnded')),
    ),
  },
  {
    id: '6.1.3-orphan-control',
    phase: 'P',
    severity: 'W',
    stage: 2,
    over: 'control',
    judge: (read, id) =>
      ((row) =>
        row && row.status !== 'retired'
          ? verdict(row.reqs.length === 0 && read.referencing('risk', 'controls', id).length === 0)
          : undefined)(read.row('control', id)),
  },
]
