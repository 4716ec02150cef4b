/** An owner has the files of an evidence erased, everywhere, for a reason that stays readable beside the record. */

import { mostErased, mostReason, writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { isPackRecord } from '~/lib/isms/pack/selection'
import { fail, ok, type Result } from '~/lib/shared/result'
import { idsToErase } from '~/lib/vault/log/erasures'
import type { CommandInput, CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext } from '~/lib/engine/commandContext'
import { origin, statement } from './evidenceDraft'
import { originalsHash } from '../packCommands'

/** Fails with `notAllowed`, `notFound`, `reasonMissing`, `nothingToErase` or what `commit` fails with. */
export async function eraseEvidence(
  ctx: EngineContext,
  { id, reason }: CommandInput<'evidence.erase'>,
): Promise<Result<CommandOutput<'evidence.erase'>>> {
  const { actor, vault } = ctx
  if (actor?.role !== 'owner')
    return fail('notAllowed', 'Only an owner erases files. Ask one; until then the evidence can be archived.')
  const row = await ctx.replica.readRecord('evidence', id)
  if (!row) return fail('notFound', 'The record is not in this workspace. Open the register and choose again.')
  const why = reason.trim()
  if (why === '')
    return fail('reasonMissing', 'Say why the files are erased. Everybody who looks for them will read it.', {
      field: 'reason',
    })
  if (why.length > mostReason)
    return fail('invalidField', `The reason has at most ${mostReason} characters.`, { field: 'reason' })
  const settled = await ctx.replica.settled()
  if (!settled.ok) return settled

  const hashes = [...new Set(Object.values(row.files).map(({ blob }) => blob.sha256))]
  const held = (await vault.blobs.bulkGet(hashes)).filter((file) => file !== undefined && file.state !== 'erased')
  const ids = new Set<string>()
  for (const file of held) for (const blobId of await idsToErase(vault, file!)) ids.add(blobId)
  if (ids.size === 0) return fail('nothingToErase', 'No file of this evidence is left to erase.')
  const blobIds = [...ids]
  const erasures = []
  for (let from = 0; from < blobIds.length; from += mostErased)
    erasures.push(writeEraseBody({ blobIds: blobIds.slice(from, from + mostErased), reason: why }))
  const custody = isPackRecord(row)
    ? []
    : [
        await statement(ctx, actor, {
          type: 'custody',
          id,
          profile: 'custody',
          contentHash: row.captureRecord?.sha256 ?? originalsHash(row),
          event: 'erased',
          note: why,
        }),
      ]
  const result = { files: held.length }
  const committed = await ctx.replica.commit({
    ...origin(ctx),
    erasures,
    statements: custody,
    about: { kind: 'evidence', id, fields: ['files'] },
    result,
  })
  if (!committed.ok) return committed
  ctx.sync.nudge()
  return ok(result)
}
