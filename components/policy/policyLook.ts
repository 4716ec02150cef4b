/** The glyph of each state: shape first, the word stands beside it. */

import type { StateName } from '../glyph/states'
import type { AttestationState } from '~/lib/isms/policy/attestation'
import type { ExceptionState } from '~/lib/isms/policy/exceptionState'
import type { PolicyState } from '~/lib/isms/policy/policyState'
import type { DocumentFacts } from '~/lib/live/policy/policiesStore'

export const policyGlyphs: Readonly<Record<PolicyState, StateName>> = {
  draft: 'planned',
  inForce: 'verified',
  inForceWithChanges: 'partial',
  retired: 'excluded',
}
export const exceptionGlyphs: Readonly<Record<ExceptionState, StateName>> = {
  requested: 'waiting',
  approved: 'verified',
  stale: 'warning',
  rejected: 'noControl',
  revoked: 'noControl',
  void: 'noControl',
  expired: 'blocker',
  closed: 'excluded',
}
export const attestationGlyphs: Readonly<Record<AttestationState, StateName>> = {
  signed: 'verified',
  recorded: 'inherited',
  waiting: 'waiting',
  overdue: 'blocker',
  open: 'open',
}
export const documentGlyph = ({ overdue, read }: Pick<DocumentFacts, 'overdue' | 'read'>): StateName =>
  overdue ? 'warning' : read ? 'verified' : 'open'
