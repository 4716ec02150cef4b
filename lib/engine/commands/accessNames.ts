/** Names of members and devices: sealed in the settings record, because the relay reads access entries (protocol.md 1). */

import { ok, type Result } from '../../shared/result'
import type { EngineContext } from '../context'
import { recordCommands } from './records'

/** A step of the present command, with an id of its own so that a repeated command repeats nothing. */
const step = (ctx: EngineContext, name: string, command: 'record.create' | 'record.edit', input: unknown): EngineContext =>
  ({ ...ctx, commandId: `${ctx.commandId}.${name}`, command: { name: command, input } })

async function putName(ctx: EngineContext, field: 'memberNames' | 'deviceNames', id: string, name: string): Promise<Result<null>> {
  const input = { edits: [{ kind: 'settings', id: 'settings_main', changes: [{ op: 'put', field, element: id, value: name.trim() }] }] } as const
  const edited = await recordCommands['record.edit']!(step(ctx, field, 'record.edit', input), input)
  return edited.ok ? ok(null) : edited
}

export const nameMember = (ctx: EngineContext, memberId: string, name: string): Promise<Result<null>> => putName(ctx, 'memberNames', memberId, name)
export const nameDevice = (ctx: EngineContext, deviceId: string, name: string): Promise<Result<null>> => putName(ctx, 'deviceNames', deviceId, name)

/** Answers the person's id. */
export async function createPerson(ctx: EngineContext, name: string, title?: string): Promise<Result<string>> {
  const input = { kind: 'person', fields: { name: name.trim(), ...(title && { title: title.trim() }) } } as const
  const created = await recordCommands['record.create']!(step(ctx, 'person', 'record.create', input), input)
  return created.ok ? ok(created.value.id) : created
}
