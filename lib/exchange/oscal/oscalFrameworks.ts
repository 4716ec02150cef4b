/** Frameworks that are records, with what their OSCAL catalogue said of each requirement: an export gives it back. */

import { requirementId } from '~/lib/records/derivedIds'
import { ownFrameworks } from '~/lib/isms/framework/ownFrameworks'
import type { FrameworkRecord } from '~/lib/records/kinds/framework'
import type { RequirementRecord } from '~/lib/records/kinds/requirement'
import type { OscalFramework } from './oscalState'

export function ownOscalFrameworks(
  records: readonly FrameworkRecord[],
  requirements: readonly RequirementRecord[],
): readonly OscalFramework[] {
  const said = new Map(
    requirements.flatMap(({ framework, code, oscal }) =>
      framework === undefined || code === undefined || oscal === undefined
        ? []
        : [[requirementId(framework, code), oscal] as const],
    ),
  )
  const beside = new Map(records.map(({ frameworkId, oscal }) => [frameworkId, oscal]))
  return ownFrameworks(records, requirements).map((framework) => ({
    ...framework,
    oscal: beside.get(framework.id),
    requirements: framework.requirements.map((one) => ({ ...one, oscal: said.get(one.id) })),
  }))
}
