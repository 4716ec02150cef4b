/**
 * Names of members and devices: sealed in the settings record, because the relay reads access entries (protocol.md 1).
 */

import { ok, type Result } from '~/lib/shared/result'
import type { CommandInput, CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext, Handler } from '~/lib/engine/commandContext'
import { recordCommands } from '../records/recordCommands'

/** A step of the present command, with an id of its own: a command that is repeated after it died repeats no step. */
async function step<N extends 'record.create' | 'record.edit'>(
  ctx: EngineContext,
  name: string,
  command: N,
  input: CommandInput<N>,
): Promise<Result<CommandOutput<N>>> {
  const commandId = `${ctx.commandId}.${name}`
  const done = await ctx.vault.commands.get(commandId)
  if (done) return ok(done.result as unknown as CommandOutput<N>)
  const handler = recordCommands[command] as Handler<N>
  return handler({ ...ctx, commandId, command: { name: command, input } }, input)
}

async function putName(
  ctx: EngineContext,
  field: 'memberNames' | 'deviceNames',
  id: string,
  name: string,
): Promise<Result<null>> {
  const edited = await step(ctx, field, 'record.edit', {
    edits: [
      { kind: 'settings', id: 'settings_main', changes: [{ op: 'put', field, element: id, value: name.trim() }] },
    ],
  })
  return edited.ok ? ok(null) : edited
}

export const nameMember = (ctx: EngineContext, memberId: string, name: string): Promise<Result<null>> =>
  putName(ctx, 'memberNames', memberId, name)
export const nameDevice = (ctx: EngineContext, deviceId: string, name: string): Promise<Result<null>> =>
  putName(ctx, 'deviceNames', deviceId, name)

/** Answers the person's id. */
export async function createPerson(ctx: EngineContext, name: string, title?: string): Promise<Result<string>> {
  const created = await step(ctx, 'person', 'record.create', {
    kind: 'person',
    fields: { name: name.trim(), ...(title && { title: title.trim() }) },
  })
  return created.ok ? ok(created.value.id) : created
}
