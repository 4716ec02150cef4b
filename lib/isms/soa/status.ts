import type { EvidenceState } from '../evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import { isTestedInTime, type TestState } from '../control/testState'

export const soaStatuses = [
  'verified',
  'notVerified',
  'partial',
  'planned',
  'noControl',
  'ineffective',
  'inherited',
  'excluded',
  'undecided',
] as const
export type SoaStatus = (typeof soaStatuses)[number]

/**
 * SOA6: status of a row from its linked controls without retired ones, first match wins. "Not verified" never means
 * "not implemented": all controls operate, but one of them lacks usable evidence or a timely effective test.
 */
export function soaStatus(
  applicability: NonNullable<SoaEntry['applicability']>,
  controls: readonly Control[],
  {
    evidenceOf,
    testOf,
    today,
  }: {
    readonly evidenceOf: (control: Control) => EvidenceState
    /** Undefined if no register of tests is kept: then no test is required. */
    readonly testOf: (control: Control) => TestState | undefined
    readonly today: string
  },
): SoaStatus {
  if (applicability === 'inherited') return 'inherited'
  if (applicability === 'notApplicable') return 'excluded'
  if (applicability === 'undecided') return 'undecided'
  if (controls.length === 0) return 'noControl'

  const tested = controls.map((control) => testOf(control))
  const runs = (control: Control): boolean => control.status === 'operating' || control.status === 'degraded'
  const hasUsableEvidence = (control: Control): boolean =>
    evidenceOf(control) === 'fresh' || evidenceOf(control) === 'expiring'
  if (tested.some((state) => state?.result === 'ineffective')) return 'ineffective'
  if (!controls.some(runs)) return 'planned'
  if (controls.some((control) => control.status !== 'operating')) return 'partial'
  const verified =
    controls.every(hasUsableEvidence) && tested.every((state) => state === undefined || isTestedInTime(state, today))
  return verified ? 'verified' : 'notVerified'
}
