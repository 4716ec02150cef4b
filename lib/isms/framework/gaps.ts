/** The gap list of a framework: what is not met, what is missing, what to do next. */

import type { Missing } from './requirementStanding'
import type { RequirementPosture } from './posture'

export const nextSteps = [
  'decide',
  'takeOver',
  'link',
  'implement',
  'operate',
  'repair',
  'evidence',
  'test',
  'checks',
  'runChecks',
] as const
export type NextStep = (typeof nextSteps)[number]

export interface Gap {
  readonly posture: RequirementPosture
  readonly standing: 'covered' | 'partly' | 'open'
  readonly missing: Missing
  readonly next: NextStep
  /** Records the next step is about. */
  readonly ids: readonly string[]
}

const stepOf: Readonly<Record<Missing['type'], NextStep>> = {
  decision: 'decide',
  control: 'link',
  ineffective: 'repair',
  implementation: 'implement',
  operation: 'operate',
  evidence: 'evidence',
  test: 'test',
  checks: 'checks',
  openNc: 'checks',
  checksIdle: 'checks',
  checksUnknown: 'runChecks',
  wider: 'link',
}

/**
 * Everything that is not met on its own, worst standing first, otherwise in input order. `hasProposals`: something
 * could be taken over.
 */
export function gapsOf(
  rows: readonly RequirementPosture[],
  hasProposals: (requirement: string) => boolean,
): readonly Gap[] {
  const order = ['open', 'partly', 'covered']
  return rows
    .flatMap((posture): readonly Gap[] => {
      const { standing, missing } = posture
      if (standing === 'met' || standing === 'excluded' || !missing) return []
      const step = stepOf[missing.type]
      return [
        {
          posture,
          standing,
          missing,
          next: step === 'link' && hasProposals(posture.requirement.id) ? 'takeOver' : step,
          ids: 'control' in missing ? [missing.control] : 'controls' in missing ? missing.controls : [],
        },
      ]
    })
    .sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))
}
