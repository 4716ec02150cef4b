import { useEngine } from './engine'
import { useNotices, type Notice } from '../ui/noticesStore'
import { newCommandId } from './newCommandId'
import type { AnyCommandName, Input, Output, RunOptions } from '~/lib/engine/host/rpc'
import type { Result } from '~/lib/shared/result'

export interface CommandOptions<N extends AnyCommandName> extends RunOptions {
  /** What the toast says when it worked; no toast without it. A function may name what was answered. */
  readonly done?: string | ((output: Output<N>) => string)
  /** Offers Undo with the toast. Off for what can't be taken back. */
  readonly undo?: boolean
  /** The caller shows the failure at its place (a form); no notice is made of it. */
  readonly quiet?: boolean
}

export type RunCommand = <N extends AnyCommandName>(
  name: N,
  input: Input<N>,
  options?: CommandOptions<N>,
) => Promise<Result<Output<N>>>

/** What makes something each time it is sent. Fields that are set and links that are added can be sent twice. */
const makes: ReadonlySet<AnyCommandName> = new Set<AnyCommandName>([
  'record.create',
  'statement.sign',
  'statement.revoke',
  'request.submit',
  'invite.create',
])
/** Two presses of one hand lie closer together than this, in milliseconds. */
const doublePress = 300

/**
 * Sends commands and says how it went: a toast with Undo, or a failure that stays with what to do. A second press of
 * what makes something is the first, and answers with it.
 */
export function useCommand(): RunCommand {
  const client = useEngine()
  const notices = useNotices()
  const undo = async (commandId: string, workspaceId?: string): Promise<void> => {
    const taken = await client.run('command.undo', { commandId }, workspaceId === undefined ? {} : { workspaceId })
    if (!taken.ok) notices.fail(taken.error)
    else notices.undone(taken.value.kept.length)
  }
  const send: RunCommand = async (name, input, options = {}) => {
    const commandId = options.commandId ?? newCommandId()
    const result = await client.run(name, input, {
      ...(options.workspaceId !== undefined && { workspaceId: options.workspaceId }),
      commandId,
    })
    if (!result.ok) {
      if (!options.quiet) notices.fail(result.error)
      return result
    }
    // Where all stood so already there is nothing to tell, nor to take back: the toast of what was done stays.
    if ((result.value as { readonly changed?: number } | null)?.changed === 0) return result
    const text = typeof options.done === 'function' ? options.done(result.value) : options.done
    if (text !== undefined) {
      const notice: Notice = {
        text,
        ...(options.undo !== false && { undo: () => undo(commandId, options.workspaceId) }),
      }
      notices.tell(notice)
    }
    return result
  }
  const underWay = new Map<string, Promise<Result<unknown>>>()
  return (name, input, options) => {
    if (!makes.has(name) || options?.commandId !== undefined) return send(name, input, options)
    const key = `${name} ${JSON.stringify(input)}`
    const same = underWay.get(key) as ReturnType<typeof send<typeof name>> | undefined
    if (same) return same
    const pressed = performance.now()
    const sent = send(name, input, options)
    underWay.set(key, sent)
    const free = (ms: number): unknown => setTimeout(() => underWay.delete(key), ms)
    sent.then(
      ({ ok }) => free(ok ? Math.max(0, doublePress - (performance.now() - pressed)) : 0),
      () => free(0),
    )
    return sent
  }
}
