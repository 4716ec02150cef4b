import { computed, type ComputedRef } from 'vue'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import type { ReviewPack } from '~/lib/isms/review/pack'
import { reviewPack } from '~/lib/isms/review/reviewPack'
import type { Failure } from '~/lib/shared/result'
import { useSession } from '../workspace/sessionStore'
import { readPack, readReviewState } from '~/lib/vault/views/readReviewState'
import { useLiveQuery } from '../engine/useLiveQuery'

export interface ReviewPacks {
  /** As it would be frozen today; undefined until computed. */
  readonly live: ComputedRef<ReviewPack | undefined>
  /** As it was frozen; undefined if it was not, or if its bytes are not present. */
  readonly frozen: ComputedRef<ReviewPack | undefined>
  /** Why the frozen inputs cannot be shown. */
  readonly failure: ComputedRef<Failure | undefined>
  /** What the page shows: the frozen pack if there is one, otherwise the live one. */
  readonly shown: ComputedRef<ReviewPack | undefined>
}

/** The inputs of a review as frozen and as of today, from the same pure function the engine freezes with. */
export function useReviewPack(row: () => ManagementReview): ReviewPacks {
  const session = useSession()
  const computedNow = useLiveQuery(async () => {
    const { vault, today } = session
    const { id, heldOn } = row()
    return vault && reviewPack(await readReviewState(vault, { id, heldOn }, today), { id, heldOn }, today)
  }, [() => session.vault, () => row().id, () => row().heldOn, () => session.today]).value
  const read = useLiveQuery(async () => {
    const { vault } = session
    const { packHash } = row()
    return vault && (packHash === undefined ? null : readPack(vault, packHash))
  }, [() => session.vault, () => row().packHash]).value
  const frozen = computed(() => (read.value?.ok ? read.value.value : undefined))
  const isFrozen = computed(() => row().packHash !== undefined)
  return {
    live: computed(() => computedNow.value),
    frozen,
    failure: computed(() => (read.value && !read.value.ok ? read.value.error : undefined)),
    shown: computed(() => (isFrozen.value ? frozen.value : computedNow.value)),
  }
}
