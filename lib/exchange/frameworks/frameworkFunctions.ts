/** What a page may ask of the frameworks worker (entrypoints/workers/frameworks.worker.ts). Types only. */

import type { DraftProblem, FrameworkDraft, FrameworkFacts } from '~/lib/isms/framework/frameworkDraft'
import type { ImportPlan } from '~/lib/isms/framework/importPlan'
import type { Result } from '../../shared/result'

export interface DraftSummary {
  readonly facts: FrameworkDraft['facts']
  readonly requirements: number
  readonly mappings: number
}

/** The dry run. Lists hold the first of many; counts are whole. */
export interface PlanSummary {
  readonly counts: ImportPlan['counts']
  readonly problems: readonly DraftProblem[]
  readonly problemCount: number
  /** A framework of this id is here already. */
  readonly again: boolean
  readonly created: readonly string[]
  readonly changed: readonly { readonly name: string; readonly fields: readonly string[] }[]
  readonly archived: readonly string[]
}

export interface FrameworkFunctions {
  /** Reads a file and keeps what it found until the next one. */
  read(bytes: Uint8Array, name: string): Promise<Result<DraftSummary>>
  /** Compares it with the workspace; writes nothing. */
  plan(workspaceId: string, facts: FrameworkFacts, today: string): Promise<PlanSummary>
  /** Requirements, mappings and what the catalogue says beside them, as `framework.import` takes them. */
  rows(): string
}
