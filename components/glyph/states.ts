/** States that have a glyph of their own: shape first, colour second. */
export const stateNames = [
  'verified',
  'notVerified',
  'partial',
  'planned',
  'noControl',
  'ineffective',
  'blocker',
  'inherited',
  'excluded',
  'inProgress',
  'open',
  'waiting',
  'warning',
  'advice',
  'undecided',
] as const
export type StateName = (typeof stateNames)[number]
