/** Whether evidence is usable (EV8), and what a control's evidence adds up to. */

import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { freshness, type FreshnessFacts } from './freshness'
import type { BlobState, SealWord } from './integrity'
import type { ReviewState } from './evidenceReviewState'

/** What is known about one piece of evidence beyond its row. */
export interface EvidenceFacts {
  readonly reviewState: ReviewState
  readonly blobState: BlobState
  readonly seal: SealWord
}

type UseSettings = Pick<EffectiveSettings, 'timeZone' | 'evidenceMaxAge' | 'evidenceWarnDays' | 'requireEvidenceReview'>

/** EV8: the bytes are present and no seal failed. */
export const isIntact = ({ blobState, seal }: Pick<EvidenceFacts, 'blobState' | 'seal'>): boolean =>
  blobState === 'present' && seal !== 'failed'

/**
 * MG15: the facts as they will be once pending bytes arrive. Pending bytes raise no alarm until they count as missing
 * (EV7).
 */
export const assumeArrived = (facts: EvidenceFacts): EvidenceFacts =>
  facts.blobState === 'pending' ? { ...facts, blobState: 'present' } : facts

/** EV1: ids superseded by newer evidence. Only the newest of a chain is offered for linking. */
export const supersededIds = (all: Iterable<Pick<Evidence, 'supersedes' | 'archivedOn'>>): ReadonlySet<string> => {
  const ids = new Set<string>()
  for (const { supersedes, archivedOn } of all)
    if (supersedes !== undefined && archivedOn === undefined) ids.add(supersedes)
  return ids
}

const isReviewed = (state: ReviewState, { requireEvidenceReview }: UseSettings): boolean =>
  requireEvidenceReview ? state === 'accepted' : state !== 'rejected'

/** EV8 without the date: intact, reviewed, not superseded, not archived. */
export const isSound = (
  evidence: Pick<Evidence, 'id' | 'archivedOn'>,
  facts: EvidenceFacts,
  superseded: ReadonlySet<string>,
  settings: UseSettings,
): boolean =>
  evidence.archivedOn === undefined &&
  isIntact(facts) &&
  !superseded.has(evidence.id) &&
  isReviewed(facts.reviewState, settings)

/** EV8, for one link: the control determines the maximum age (EV3). */
export function isUsable(
  evidence: Evidence,
  facts: EvidenceFacts,
  settings: UseSettings,
  {
    today,
    control,
    superseded,
  }: { readonly today: string; readonly control?: Control | undefined; readonly superseded: ReadonlySet<string> },
): boolean {
  if (!isSound(evidence, facts, superseded, settings)) return false
  const { state } = freshness(evidence, settings, { today, control })
  return state === 'fresh' || state === 'expiring'
}

/** Whether any of the given ids is usable evidence today, independent of any control (SOA5). */
export type HasUsableEvidence = (ids: readonly string[]) => boolean

export function usableAmong(
  all: readonly Evidence[],
  {
    facts,
    settings,
    today,
    superseded = supersededIds(all),
  }: {
    readonly facts: (evidence: Evidence) => EvidenceFacts
    readonly settings: UseSettings
    readonly today: string
    readonly superseded?: ReadonlySet<string>
  },
): HasUsableEvidence {
  const byId = new Map(all.map((evidence) => [evidence.id, evidence]))
  return (ids) =>
    ids.some((id) =>
      ((evidence) => evidence !== undefined && isUsable(evidence, facts(evidence), settings, { today, superseded }))(
        byId.get(id),
      ),
    )
}

export type EvidenceState = 'none' | 'expired' | 'expiring' | 'fresh'

export interface ControlEvidence {
  readonly state: EvidenceState
  /** The evidence that decides, and how long it lasts. */
  readonly best?: { readonly id: string; readonly freshness: FreshnessFacts }
}

/** `evidenceState` of a control: the best of its sound evidence; among equals, the one that expires last. */
export function controlEvidence(
  control: Control,
  linked: readonly Evidence[],
  {
    facts,
    superseded,
    settings,
    today,
  }: {
    readonly facts: (id: string) => EvidenceFacts
    readonly superseded: ReadonlySet<string>
    readonly settings: UseSettings
    readonly today: string
  },
): ControlEvidence {
  let best: ControlEvidence['best']
  for (const evidence of linked) {
    if (!isSound(evidence, facts(evidence.id), superseded, settings)) continue
    const fresh = freshness(evidence, settings, { today, control })
    if (fresh.state !== 'future' && (!best || fresh.end > best.freshness.end))
      best = { id: evidence.id, freshness: fresh }
  }
  return best ? { state: best.freshness.state as EvidenceState, best } : { state: 'none' }
}
