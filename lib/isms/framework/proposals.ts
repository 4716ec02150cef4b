/**
 * XW5: what could be taken over from requirements that the crosswalk relates. Proposals only; a person accepts them.
 */

import type { CrosswalkGraph, Path } from './crosswalkGraph'
import type { ReviewState } from '../evidence/evidenceReviewState'
import { supersededIds } from '../evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'

export interface LinkProposal {
  readonly kind: 'control' | 'evidence'
  readonly id: string
  /** The strongest path that led to it; relation `possible` is only a hint. */
  readonly path: Path
}

export interface EntryProposal {
  readonly kind: 'entry'
  /** The requirement whose decision is proposed. */
  readonly from: string
  readonly path: Path
  readonly applicability: 'applicable' | 'inherited'
  readonly reasons: readonly NonNullable<SoaEntry['reasons']>[number][]
  readonly provider?: string
  readonly owner?: string
  readonly justification?: string
}

export interface ProposalLookups {
  readonly graph: CrosswalkGraph
  /** Controls that are not retired. */
  readonly controlsOf: (requirement: string) => readonly Pick<Control, 'id' | 'reqs'>[]
  /** Linkable evidence that names the requirement. */
  readonly evidenceOf: (requirement: string) => readonly Pick<Evidence, 'id' | 'reqs'>[]
  readonly entryOf: (requirement: string) => SoaEntry | undefined
}

/** EV1: evidence offered for linking: the newest of each chain, unless a review rejected it. */
export function offeredEvidence(all: readonly Evidence[], reviewOf: (id: string) => ReviewState): readonly Evidence[] {
  const superseded = supersededIds(all)
  return all.filter(
    ({ id, archivedOn }) => archivedOn === undefined && !superseded.has(id) && reviewOf(id) !== 'rejected',
  )
}

/**
 * Controls and evidence that answer a related requirement and do not name this one yet; strongest path first, each
 * once.
 */
export function linkProposals(
  requirement: string,
  { graph, controlsOf, evidenceOf }: ProposalLookups,
): readonly LinkProposal[] {
  const found = new Map<string, LinkProposal>()
  for (const path of graph.pathsFrom(requirement)) {
    const offer = (
      kind: LinkProposal['kind'],
      rows: readonly { readonly id: string; readonly reqs: readonly string[] }[],
    ): void => {
      for (const { id, reqs } of rows)
        if (!reqs.includes(requirement) && !found.has(id)) found.set(id, { kind, id, path })
    }
    offer('control', controlsOf(path.to))
    offer('evidence', evidenceOf(path.to))
  }
  return [...found.values()].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'control' ? -1 : 1))
}

/** A decision to take over for an undecided row, from the strongest decided target. Exclusions are never proposed. */
export function entryProposal(requirement: string, { graph, entryOf }: ProposalLookups): EntryProposal | undefined {
  for (const path of graph.pathsFrom(requirement)) {
    const entry = path.relation === 'possible' ? undefined : entryOf(path.to)
    if (
      !entry ||
      entry.archivedOn !== undefined ||
      (entry.applicability !== 'applicable' && entry.applicability !== 'inherited')
    )
      continue
    return {
      kind: 'entry',
      from: path.to,
      path,
      applicability: entry.applicability,
      reasons: entry.reasons,
      ...(entry.provider !== undefined && { provider: entry.provider }),
      ...(entry.owner !== undefined && { owner: entry.owner }),
      ...(entry.justification !== undefined && { justification: entry.justification }),
    }
  }
  return undefined
}
