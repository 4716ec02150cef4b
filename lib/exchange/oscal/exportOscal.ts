/**
 * One document of a workspace, written and checked: nothing is offered that its schema or its own references refuse.
 */

import type { JsonObject } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import { consistencyProblems, type KnownControls } from './consistency'
import { controlIdsOf, type ControlIds } from './controlIds'
import { startDraft, type Draft, type LeftOutReason } from './oscalDraft'
import { assessmentPlanOf } from './export/assessmentPlan'
import { assessmentResultsOf } from './export/assessmentResults'
import { catalogOf } from './export/catalog'
import { componentDefinitionOf } from './export/componentDefinition'
import { mappingCollectionOf } from './export/mappingCollection'
import { planOfActionOf } from './export/planOfAction'
import { profileOf } from './export/profile'
import { systemSecurityPlanOf } from './export/systemSecurityPlan'
import { needsAudit, oscalFileName, type OscalChoice, type OscalModel } from './models'
import { withoutSharedIds, type OscalFramework, type OscalState } from './oscalState'
import type { OscalProblem } from './oscalProblems'
import { schemaProblems } from './validate'

export interface OscalExport {
  readonly choice: OscalChoice
  readonly fileName: string
  readonly document: JsonObject
  /** The file: two-space JSON, the same bytes for the same state and instant. */
  readonly text: string
  /** How many of what the document holds, by the word the interface has for it. */
  readonly counts: Readonly<Record<string, number>>
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly n: number }[]
}

/**
 * Writes a document; `now` is the instant it says it was made at. Fails with `unknownFramework`, `auditMissing`, with
 * what keeps the model from being written (`noScope`, `noItems` …), or with `invalidExport`, whose detail lists paths:
 * that is a fault of ours and never a file.
 */
export async function exportOscal(state: OscalState, choice: OscalChoice, now: string): Promise<Result<OscalExport>> {
  const framework = state.frameworks.find((one) => one.id === choice.framework)
  if (!framework) return fail('unknownFramework', 'The framework is not in this workspace. Choose another one.')
  const { alone, shared } = withoutSharedIds(state)
  const draft = startDraft(alone, framework, now)
  draft.leaveOut('sharedIds', shared)
  const written = write(draft, choice)
  if (!written.ok) return written
  const document = written.value
  const problems = await oscalProblems(
    choice.model,
    document,
    choice.model === 'mapping-collection' ? undefined : knownControls(framework, draft.ids),
  )
  if (problems.length > 0)
    return fail(
      'invalidExport',
      `The document does not pass its own checks, so it is not offered. First: ${problems[0]!.path}: ${problems[0]!.message}`,
      { detail: { problems: problems.slice(0, 20) } },
    )
  const audit = needsAudit(choice.model) ? draft.facts.find('audit', choice.audit) : undefined
  return ok({
    choice,
    fileName: oscalFileName(choice.model, audit?.ref ?? framework.id),
    document,
    text: `${JSON.stringify(document, null, 2)}\n`,
    counts: countsOf(document),
    leftOut: draft.leftOut(),
  })
}

/** Schema first; what the schema accepts is then asked whether it agrees with itself. */
export async function oscalProblems(
  model: OscalModel,
  document: JsonObject,
  known?: KnownControls,
): Promise<readonly OscalProblem[]> {
  const bySchema = await schemaProblems(model, document)
  return bySchema.length > 0 ? bySchema : consistencyProblems(model, document, known)
}

export const knownControls = (framework: OscalFramework, ids: ControlIds = controlIdsOf(framework)): KnownControls => ({
  controls: new Set(framework.requirements.map((one) => ids.of(one.id)!)),
  statements: new Set(framework.requirements.map((one) => ids.statement(one.id)!)),
})

function write(draft: Draft, { model, audit: auditId }: OscalChoice): Result<JsonObject> {
  switch (model) {
    case 'catalog':
      return ok(catalogOf(draft))
    case 'profile':
      return ok(profileOf(draft))
    case 'system-security-plan':
      return systemSecurityPlanOf(draft)
    case 'component-definition':
      return componentDefinitionOf(draft)
    case 'plan-of-action-and-milestones':
      return planOfActionOf(draft)
    case 'mapping-collection':
      return mappingCollectionOf(draft)
    default: {
      const audit = draft.facts.find('audit', auditId)
      if (!audit) return fail('auditMissing', 'Choose the audit that the document is about.')
      return model === 'assessment-plan' ? assessmentPlanOf(draft, audit) : assessmentResultsOf(draft, audit)
    }
  }
}

/** Lists of records that people count by; other lists (props, parts) are furniture. */
export const countedLists = [
  'controls',
  'groups',
  'imports',
  'implemented-requirements',
  'components',
  'information-types',
  'users',
  'observations',
  'findings',
  'risks',
  'poam-items',
  'tasks',
  'include-controls',
  'maps',
  'parties',
  'resources',
] as const
const counted: ReadonlySet<string> = new Set(countedLists)

function countsOf(document: JsonObject): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const open: unknown[] = [document]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, member] of Object.entries(next)) {
      if (Array.isArray(member) && counted.has(key)) counts[key] = (counts[key] ?? 0) + member.length
      if (typeof member === 'object' && member !== null) open.push(member)
    }
  }
  return counts
}
