/** A file that was opened, read into drafts. Catalogues are read by the frameworks, plans of assessments by nobody. */

import { fail, ok, type Result } from '../../../shared/result'
import { consistencyProblems } from '../consistency'
import type { OscalModel } from '../models'
import type { OpenedOscal } from '../openOscal'
import type { OscalProblem } from '../oscalProblems'
import type { ImportNote, ImportRow, ImportSurroundings } from './importRow'
import { startReader, type Reader } from './oscalReader'
import { readComponents } from './readComponents'
import { readMappings } from './readMappings'
import { readPlan } from './readPlan'
import { readPlanOfAction } from './readPlanOfAction'
import { readResults } from './readResults'
import { resolveProfile, type ResolvedProfile } from './resolveProfile'

export interface OscalImport {
  readonly rows: readonly ImportRow[]
  readonly notes: readonly ImportNote[]
  /** References of the file that lead nowhere; what they connect stays apart. */
  readonly broken: readonly OscalProblem[]
  /** Framework whose control ids the file uses. */
  readonly framework?: string
  readonly profile?: ResolvedProfile
}

const readers: Readonly<Partial<Record<OscalModel, (reader: Reader) => void>>> = {
  'system-security-plan': readPlan,
  'component-definition': readComponents,
  'assessment-results': readResults,
  'plan-of-action-and-milestones': readPlanOfAction,
  'mapping-collection': readMappings,
}

/** Fails with `isCatalog` or `notReadModel`. */
export function importOscal(opened: OpenedOscal, around: ImportSurroundings): Result<OscalImport> {
  const { model, root, document } = opened
  if (model === 'catalog')
    return fail(
      'isCatalog',
      'This is a catalogue. Import it in Frameworks, where its requirements are shown before they are taken over.',
    )
  if (model === 'profile') {
    const profile = resolveProfile(root, around.frameworks)
    return ok({ rows: [], notes: profile.notes, broken: [], profile })
  }
  const read = readers[model]
  if (!read)
    return fail(
      'notReadModel',
      'An assessment plan says what somebody is going to look at; there is no record to make of it. Import the results.',
    )
  const reader = startReader(opened, around)
  if (!reader.framework && model !== 'mapping-collection') reader.note('noFramework', `/${model}`, opened.title)
  read(reader)
  return ok({
    ...reader.result(),
    broken: consistencyProblems(model, document),
    ...(reader.framework && { framework: reader.framework.id }),
  })
}
