/** Checks of SOC 2 (isms.md 5.2, RE8). Included only if its framework is enabled. */

import { assuranceState } from '~/lib/isms/supplier/supplierState'
import { unlessArriving, verdict, type Check } from '../readinessCheck'
import { evidenceArrived, hasUsableEvidence } from '../facts/controlFacts'
import { policyFacts } from '../facts/documentFacts'
import { criteria, criterion, isShownOperating, isType2, supportingControls } from '../facts/soc2Facts'
import { filled, some } from '../facts/workspace'

export const conductCriterion = 'soc2-2017r2022:CC1.1'

export const socChecks: readonly Check[] = [
  {
    id: 'SOC-system-description',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) => filled(read.row('scope', 'sc_main')?.systemDescription),
  },
  {
    id: 'SOC-commitments',
    phase: 'P',
    severity: 'B',
    stage: 1,
    holds: (read) => filled(read.row('scope', 'sc_main')?.commitments),
  },
  {
    id: 'SOC-criterion-uncovered',
    phase: 'P',
    severity: 'B',
    stage: 1,
    over: { name: 'criteria', keys: criteria },
    judge: (read, id) => verdict(criterion(read, id).coverage === 'none'),
  },
  {
    id: 'SOC-conduct',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) =>
      read
        .referencing('policy', 'reqs', conductCriterion)
        .some(({ id }) => policyFacts(read, id)?.inForce !== undefined),
  },
  {
    id: 'SOC-fraud-risk',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) => some(read, 'risk', (id) => read.row('risk', id)?.fraud === true),
  },
  {
    id: 'SOC-external-channel',
    phase: 'P',
    severity: 'W',
    stage: 1,
    holds: (read) => some(read, 'communication', (id) => read.row('communication', id)?.direction === 'external'),
  },
  {
    id: 'SOC-subservice',
    phase: 'P',
    severity: 'W',
    stage: 1,
    over: 'supplier',
    judge: (read, id) => {
      const row = read.row('supplier', id)
      if (!row || row.status === 'ended' || (row.subservice !== 'carveOut' && row.subservice !== 'inclusive'))
        return undefined
      return verdict(
        !filled(row.userControls) ||
          ['none', 'ended'].includes(assuranceState(row, read.today(), hasUsableEvidence(read))),
      )
    },
  },
  {
    id: 'SOC-period-operating',
    phase: 'C',
    severity: 'W20',
    stage: 2,
    applies: isType2,
    over: { name: 'socControls', keys: supportingControls },
    judge: (read, id) => unlessArriving(isShownOperating(read, id), () => isShownOperating(read, id, evidenceArrived)),
  },
]
