/** What will never be in the log by itself (MG17): try again, or let go. */

import { fail, ok, type Result } from '~/lib/shared/result'
import type { JsonValue } from '~/lib/shared/json'
import type { CommandInput, CommandName } from '~/lib/engine/commandMap'
import type { EngineContext, Handler, Handlers } from '~/lib/engine/commandContext'
import { commitIntents } from './recordCommands'

/** `handlers`: the command map itself, for commands that changed no records (a decision is signed anew). */
export const notSentCommands = (handlers: () => Partial<Handlers>) =>
  ({
    async 'notSent.retry'(ctx: EngineContext, { id }: CommandInput<'notSent.retry'>): Promise<Result<null>> {
      const row = await ctx.vault.notSent.get(id)
      if (!row) return fail('notFound', 'This is not in the list any more. It may have been tried again already.')
      const again: EngineContext = { ...ctx, command: { name: row.name, input: row.input } }
      if (row.intents.length > 0)
        return commitIntents(again, row.intents, null, { extra: { deleteNotSent: [id] }, about: row.about })
      const handler = handlers()[row.name as CommandName] as Handler<CommandName> | undefined
      if (!handler)
        return fail('notRetryable', 'This step is made by Plumbline itself when it is needed. Discard it here.')
      const result = await handler(
        {
          ...again,
          replica: {
            ...ctx.replica,
            commit: (change) =>
              ctx.replica.commit({ ...change, result: null, extra: { ...change.extra, deleteNotSent: [id] } }),
          },
        },
        row.input as never,
      )
      return result.ok ? ok(null) : result
    },

    async 'notSent.discard'(ctx: EngineContext, { id }: CommandInput<'notSent.discard'>): Promise<Result<null>> {
      const committed = await ctx.replica.commit({
        commandId: ctx.commandId,
        name: ctx.command.name,
        input: ctx.command.input as JsonValue,
        at: ctx.clock.now(),
        extra: { deleteNotSent: [id] },
        result: null,
      })
      return committed.ok ? ok(null) : committed
    },
  }) satisfies Partial<Handlers>
