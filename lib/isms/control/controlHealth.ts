import type { EvidenceState } from '../evidence/usable'
import { isOverdue } from '~/lib/shared/dates'
import type { Control } from '~/lib/records/kinds/control'
import type { TestState } from './testState'

export type ControlHealth = 'failing' | 'attention' | 'ok' | 'planned'
export type HealthReason =
  'degraded' | 'ineffective' | 'testOverdue' | 'evidenceNone' | 'evidenceExpired' | 'evidenceExpiring'

export interface HealthFacts {
  readonly health: ControlHealth
  /** Why, worst first; empty if all is well or the control is not operating yet. */
  readonly reasons: readonly HealthReason[]
}

const ofEvidence: Readonly<Record<EvidenceState, HealthReason | undefined>> = {
  none: 'evidenceNone',
  expired: 'evidenceExpired',
  expiring: 'evidenceExpiring',
  fresh: undefined,
}

/**
 * Health of a control (isms.md 3.3): failing (degraded or ineffective), attention (test overdue, evidence not fresh),
 * ok. A control that is not operating yet is planned.
 */
export function controlHealth(
  control: Pick<Control, 'status'>,
  { test, evidence, today }: { readonly test: TestState; readonly evidence: EvidenceState; readonly today: string },
): HealthFacts {
  const runs = control.status === 'operating' || control.status === 'degraded'
  const failing: readonly HealthReason[] = [
    ...(control.status === 'degraded' ? ['degraded' as const] : []),
    ...(test.result === 'ineffective' ? ['ineffective' as const] : []),
  ]
  if (!runs) return { health: failing.length > 0 ? 'failing' : 'planned', reasons: failing }
  const word = ofEvidence[evidence]
  const attention: readonly HealthReason[] = [
    ...(isOverdue(test.due, today) ? ['testOverdue' as const] : []),
    ...(word ? [word] : []),
  ]
  return {
    health: failing.length > 0 ? 'failing' : attention.length > 0 ? 'attention' : 'ok',
    reasons: [...failing, ...attention],
  }
}
