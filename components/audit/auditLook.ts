/** How results, grades, methods and states of audits look: shape first, the word beside it. */

import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { Finding } from '~/lib/records/kinds/finding'
import type { CellState } from '~/lib/isms/audit/coverage'
import type { FindingState } from '~/lib/isms/audit/findingState'
import type { StateName } from '../glyph/states'
import type { IconName } from '../theme/icons'

export type Result = NonNullable<AuditItem['result']>
export type Grade = NonNullable<Finding['grade']>
export type Tone = 'plain' | 'ok' | 'warn' | 'fail' | 'soft' | 'accent'

/** Keys 1 to 4 set these, 0 takes the result back. */
export const results: readonly Result[] = ['conforms', 'nonconforms', 'observation', 'notApplicable']
export const resultGlyph: Readonly<Record<Result, StateName>> = {
  conforms: 'verified',
  nonconforms: 'blocker',
  observation: 'advice',
  notApplicable: 'excluded',
  notAssessed: 'planned',
}
export const resultTone: Readonly<Record<Result, Tone>> = {
  conforms: 'ok',
  nonconforms: 'fail',
  observation: 'plain',
  notApplicable: 'soft',
  notAssessed: 'soft',
}

export const grades: readonly Grade[] = ['major', 'minor', 'observation', 'opportunity', 'strength']
export const gradeGlyph: Readonly<Record<Grade, StateName>> = {
  major: 'blocker',
  minor: 'warning',
  observation: 'advice',
  opportunity: 'open',
  strength: 'verified',
}
export const gradeTone: Readonly<Record<Grade, Tone>> = {
  major: 'fail',
  minor: 'warn',
  observation: 'plain',
  opportunity: 'plain',
  strength: 'ok',
}

export const methodIcon: Readonly<Record<AuditItem['method'][number], IconName>> = {
  interview: 'mic',
  document: 'file-text',
  observation: 'eye',
  sample: 'dices',
  reperform: 'repeat-2',
}

export const statusGlyph: Readonly<Record<NonNullable<Audit['status']>, StateName>> = {
  planned: 'planned',
  inProgress: 'inProgress',
  reporting: 'inProgress',
  completed: 'verified',
  cancelled: 'excluded',
}
export const findingGlyph: Readonly<Record<FindingState, StateName>> = {
  withdrawn: 'excluded',
  closed: 'verified',
  resolved: 'notVerified',
  inAction: 'inProgress',
  open: 'open',
}
export const cellGlyph: Readonly<Record<CellState | 'gap', StateName>> = {
  done: 'verified',
  assessed: 'notVerified',
  planned: 'planned',
  conflict: 'blocker',
  gap: 'noControl',
}
