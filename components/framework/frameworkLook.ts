import type { StateName } from '../glyph/states'
import type { CriterionState } from '~/lib/isms/framework/soc2Posture'
import type { Standing } from '~/lib/isms/framework/posture'
import type { OwnStatus } from '~/lib/isms/framework/requirementStanding'

/** Shapes of standings and states: shape first, colour second. */
export const standingGlyph: Readonly<Record<Standing, StateName>> = {
  met: 'verified',
  covered: 'inherited',
  partly: 'partial',
  open: 'open',
  excluded: 'excluded',
}
export const standingColour: Readonly<Record<Exclude<Standing, 'excluded'>, string>> = {
  met: 'var(--ok-dot)',
  covered: 'var(--ok-line)',
  partly: 'var(--warn-dot)',
  open: 'var(--line-3)',
}

const clauseGlyph = {
  checksPass: 'verified',
  checksWarn: 'warning',
  checksFail: 'blocker',
  checksIdle: 'undecided',
  checksUnknown: 'undecided',
} as const
export const statusGlyph = (status: OwnStatus): StateName =>
  status in clauseGlyph ? clauseGlyph[status as keyof typeof clauseGlyph] : (status as StateName)
export const isClauseStatus = (status: OwnStatus): status is keyof typeof clauseGlyph => status in clauseGlyph

export const criterionGlyph: Readonly<Record<CriterionState, StateName>> = {
  exception: 'blocker',
  gap: 'noControl',
  partial: 'partial',
  operating: 'verified',
  designed: 'notVerified',
}
