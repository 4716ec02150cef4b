/** The logo of the organisation: a file of the workspace like any other, named by the settings. */

import type { Settings } from '~/lib/records/kinds/settings'
import { logoProblem, logoType } from '~/lib/isms/report/look'
import { fromBase64Url } from '~/lib/shared/bytes'
import { fail, type Result } from '~/lib/shared/result'
import { checkRole } from '~/lib/vault/books/checkIntents'
import type { CommandInput, CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'
import { blobRows, storeFiles } from './evidenceFiles'
import { changeIntents } from '../records/recordIntents'
import { commitIntents } from '../records/recordCommands'

export const lookCommands = { 'look.setLogo': setLogo } satisfies Partial<Handlers>

const messages = {
  tooLarge: 'The picture is larger than 512 KiB. Make it smaller, then choose it again.',
  notPicture:
    'This is no PNG, JPEG or WebP picture. Drawings (SVG) are not taken, because they can carry programs; save it as PNG.',
} as const

/** Fails with `notAllowed`, `tooLarge`, `notPicture` or `noKey`; the logo is then as it was. */
async function setLogo(
  ctx: EngineContext,
  { bytes: text }: CommandInput<'look.setLogo'>,
): Promise<Result<CommandOutput<'look.setLogo'>>> {
  const denied = checkRole(ctx.actor?.role, 'settings')
  if (denied) return denied
  const row = (await ctx.replica.readRecord('settings', 'settings_main')) as Settings | undefined
  if (text === null) {
    const cleared = changeIntents('settings', 'settings_main', row, [{ op: 'set', field: 'logo', value: null }])
    return cleared.ok ? commitIntents(ctx, cleared.value, { sha256: null }) : cleared
  }
  const bytes = decoded(text)
  if (!bytes) return fail('notPicture', messages.notPicture)
  const problem = logoProblem(bytes)
  if (problem) return fail(problem, messages[problem])
  const mime = logoType(bytes)!
  const stored = await storeFiles(ctx, [
    { name: 'logo', mime, part: 'original', bytes: new Blob([bytes], { type: mime }) },
  ])
  if (!stored.ok) return stored
  const { sha256, id, size } = stored.value[0]!.ref
  const intents = changeIntents('settings', 'settings_main', row, [
    { op: 'set', field: 'logo', value: { sha256, id, size, mime } },
  ])
  if (!intents.ok) return intents
  return commitIntents(ctx, intents.value, { sha256 }, { extra: { blobs: blobRows(stored.value) } })
}

function decoded(text: string) {
  try {
    return fromBase64Url(text)
  } catch {
    return undefined
  }
}
