/**
 * Freezing the Statement of Applicability (SOA8): the engine builds the copy from its own vault, keeps the canonical
 * bytes as a file and makes the record that names them. The same content frozen on two devices is one record (MG11).
 */

import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import { soaVersionId } from '~/lib/records/derivedIds'
import { freezeSoa, frozenHashes, openPoints } from '~/lib/isms/soa/frozenSoa'
import { canonicalBytes } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import { readFramework } from '~/lib/vault/views/presentFramework'
import type { CommandInput, CommandOutput } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { liveSoa } from '../readLiveSoa'
import { blobRows, storeFiles } from './evidence/evidenceFiles'
import { creationIntents, fieldIntents, restoreIntents } from './records/recordIntents'
import { commitIntents, todayOf } from './records/recordCommands'

export const soaCommands = { 'soa.freeze': freeze } satisfies Partial<Handlers>

/**
 * Undecided rows refuse nothing: the copy says what is so, and the answer says how many. Fails with `unknownFramework`,
 * `notAllowed`, `noKey`.
 */
async function freeze(
  ctx: EngineContext,
  { framework, note }: CommandInput<'soa.freeze'>,
): Promise<Result<CommandOutput<'soa.freeze'>>> {
  const denied = checkRole(ctx.actor?.role, 'soaVersion')
  if (denied) return denied
  const of = await readFramework(ctx.vault, framework)
  if (!of || soaRequirements(of).length === 0)
    return fail('unknownFramework', 'No Statement of Applicability is kept for this framework.')
  const input = await liveSoa(ctx.vault, of, await todayOf(ctx))
  const soa = freezeSoa(input)
  const { contentHash, decisionHash } = frozenHashes(soa)
  const id = soaVersionId(framework, contentHash)
  const undecided = openPoints(input.rows).undecided.length
  const known = await ctx.replica.readRecord('soaVersion', id)
  const answer = { id, contentHash, decisionHash, existed: known !== undefined, undecided }
  if (known && known.archivedOn === undefined) return ok(answer)
  // The very same content, put away before: it comes back instead of being made twice.
  if (known) return commitIntents(ctx, restoreIntents('soaVersion', known), answer)

  const stored = await storeFiles(ctx, [
    {
      name: 'soa.json',
      mime: 'application/json',
      part: 'original',
      bytes: new Blob([canonicalBytes(soa)], { type: 'application/json' }),
    },
  ])
  if (!stored.ok) return stored
  const frozen = stored.value[0]!.ref
  const fields = fieldIntents('soaVersion', id, {
    framework,
    asOf: soa.header.asOf,
    contentHash,
    decisionHash,
    frozen: { ...frozen },
    ...(note?.trim() && { note: note.trim() }),
  })
  if (!fields.ok) return fields
  return commitIntents(ctx, [...creationIntents(ctx, 'soaVersion', id, ''), ...fields.value], answer, {
    about: { kind: 'soaVersion', id, fields: ['frozen'] },
    extra: { blobs: blobRows(stored.value) },
  })
}
