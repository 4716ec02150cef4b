import { useEngine } from './engine'
import { useNotices, type Notice } from '../ui/noticesStore'
import { newCommandId } from './newCommandId'
import type { AnyCommandName, Input, Output, RunOptions } from '~/lib/engine/host/rpc'
import type { Result } from '~/lib/shared/result'

export interface CommandOptions<N extends AnyCommandName> extends RunOptions {
  /** Text of the success toast; no toast without it. A function may use the answer. */
  readonly done?: string | ((output: Output<N>) => string)
  /** Offers Undo in the toast. Off for what cannot be undone. */
  readonly undo?: boolean
  /** The caller shows the failure in place (a form); no notice is shown. */
  readonly quiet?: boolean
}

export type RunCommand = <N extends AnyCommandName>(
  name: N,
  input: Input<N>,
  options?: CommandOptions<N>,
) => Promise<Result<Output<N>>>

/** Commands that create something each time they are sent. Setting fields and adding links is idempotent. */
const makes: ReadonlySet<AnyCommandName> = new Set<AnyCommandName>([
  'record.create',
  'statement.sign',
  'statement.revoke',
  'request.submit',
  'invite.create',
])
/** Two clicks within this many milliseconds count as a double click. */
const doublePress = 300

/**
 * Sends commands and reports the outcome: a toast with Undo, or a failure that stays with advice on what to do. A
 * second click on something that creates returns the result of the first.
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
    // If nothing changed there is nothing to report or undo: the toast of the previous action stays.
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
