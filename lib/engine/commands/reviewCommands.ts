/**
 * MR2: freezing the inputs of a management review. The pack is made here, from the vault, so that nobody can hand in
 * other figures.
 */

import { isLocked } from '~/lib/isms/review/reviewCompleteness'
import { reviewPack } from '~/lib/isms/review/reviewPack'
import type { ManagementReview } from '~/lib/records/kinds/managementReview'
import { standing } from '~/lib/isms/review/managementReviewState'
import { canonicalBytes } from '~/lib/shared/json'
import { fail, type Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import { readReviewState } from '~/lib/vault/views/readReviewState'
import type { CommandInput, CommandOutput } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { blobRows, storeFiles } from './evidence/evidenceFiles'
import { changeIntents } from './records/recordIntents'
import { commitIntents, todayOf } from './records/recordCommands'

export const reviewCommands = { 'review.freezePack': freezePack } satisfies Partial<Handlers>

/**
 * Stores the canonical JSON of the pack as a file and names it on the record, in one change. Freezing again replaces
 * what the record names; the earlier file stays in the history. Fails with `notAllowed`, `notFound`, `reviewSigned`
 * (MR5) or `noKey`; the record is then as it was.
 */
async function freezePack(
  ctx: EngineContext,
  { review }: CommandInput<'review.freezePack'>,
): Promise<Result<CommandOutput<'review.freezePack'>>> {
  const denied = checkRole(ctx.actor?.role, 'managementReview')
  if (denied) return denied
  const row = (await ctx.replica.readRecord('managementReview', review)) as ManagementReview | undefined
  if (!row || row.archivedOn !== undefined)
    return fail('notFound', 'This review is not in the workspace. Open the list of reviews and choose again.')
  const today = await todayOf(ctx)
  const state = await readReviewState(ctx.vault, row, today)
  if (isLocked(standing(state, row, 'main', today).approval.state)) {
    return fail(
      'reviewSigned',
      'This review is signed off, so its inputs stay as they were. Revoke the sign-off first, or take new figures into the next review.',
    )
  }
  const bytes = canonicalBytes(reviewPack(state, row, today))
  const stored = await storeFiles(ctx, [
    {
      name: 'review-pack.json',
      mime: 'application/json',
      part: 'original',
      bytes: new Blob([bytes], { type: 'application/json' }),
    },
  ])
  if (!stored.ok) return stored
  const { sha256, id, size, mime } = stored.value[0]!.ref
  const intents = changeIntents('managementReview', review, row, [
    { op: 'set', field: 'pack', value: { sha256, id, size, mime } },
    { op: 'set', field: 'packHash', value: sha256 },
    { op: 'set', field: 'packAsOf', value: today },
  ])
  if (!intents.ok) return intents
  const result = { packHash: sha256, packAsOf: today, bytes: bytes.length }
  return commitIntents(ctx, intents.value, result, { extra: { blobs: blobRows(stored.value) } })
}
