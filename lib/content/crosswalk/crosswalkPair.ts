/**
 * One judgement about two requirements, shipped or the workspace's own. A pair has one row; the opposite direction is
 * computed (XW1).
 */

import type { CrosswalkRecord } from '~/lib/records/kinds/crosswalk'
import type { Confidence, Relation } from './relation'

export interface CrosswalkPair {
  /**
   * Requirement ids of two frameworks. If nothing in the entire target framework answers the source (`none`), the
   * target is the framework's id.
   */
  readonly source: string
  readonly target: string
  readonly relation: Relation
  readonly confidence: Confidence
  readonly rationale: string
  readonly origin: 'shipped' | 'own'
  /** Only for own pairs. */
  readonly id?: string
  readonly status?: 'draft' | 'reviewed'
}

/** Own mappings as pairs; incomplete and archived ones are left out. */
export function ownPairs(records: readonly CrosswalkRecord[]): readonly CrosswalkPair[] {
  return records.flatMap(({ id, source, target, relation, confidence, rationale, status, archivedOn }) =>
    archivedOn !== undefined ||
    source === undefined ||
    target === undefined ||
    relation === undefined ||
    source === target
      ? []
      : [
          {
            id,
            source,
            target,
            relation,
            confidence: confidence ?? 'low',
            rationale: rationale ?? '',
            origin: 'own' as const,
            ...(status && { status }),
          },
        ],
  )
}
