/**
 * The command line between pages and the host, over any `Port`. A page says first which channel it opens:
 * `rpc` for commands, `editor` for the long-text socket of one field. Nothing here knows what a command does.
 */

import { createBirpc } from 'birpc'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import type { Port } from '~/lib/shared/port'
import { fail, type Result } from '~/lib/shared/result'
import type { AllCommands } from '../commandMap'

export type AnyCommandName = keyof AllCommands
export type Input<N extends AnyCommandName> = AllCommands[N]['input']
export type Output<N extends AnyCommandName> = AllCommands[N]['output']

export type Channel =
  | { readonly channel: 'rpc' }
  | {
      readonly channel: 'editor'
      readonly workspaceId: string
      readonly kind: string
      readonly recordId: string
      readonly field: string
    }

/** What a host answers. `workspaceId` is null for commands about this device's set of workspaces. */
export interface HostFunctions {
  run(commandId: string, workspaceId: string | null, name: string, input: JsonValue): Promise<Result<unknown>>
}

const firstMessage = 'plumbline'

/** The first message of a port; everything after belongs to the channel. */
export const openChannel = (port: Port, channel: Channel): void =>
  port.post({ [firstMessage]: channel } as unknown as JsonValue)

/** Reads the channel a page opens; undefined for anything that isn't ours. */
export function parseChannel(message: unknown): Channel | undefined {
  if (!isJsonObject(message) || !isJsonObject(message[firstMessage])) return undefined
  const { channel, workspaceId, kind, recordId, field } = message[firstMessage]
  if (channel === 'rpc') return { channel }
  const words = [workspaceId, kind, recordId, field]
  if (channel !== 'editor' || !words.every((word) => typeof word === 'string')) return undefined
  return { channel, workspaceId, kind, recordId, field } as Channel
}

/** Answers commands on a port whose channel was read already. Returns what takes further messages. */
export function serveRpc(port: Port, functions: HostFunctions): (message: unknown) => void {
  let receive: (message: unknown) => void = () => undefined
  const rpc = createBirpc<Record<string, never>, HostFunctions>(functions, {
    post: (message) => port.post(message as JsonValue),
    on: (listener) => {
      receive = listener
    },
    timeout: -1,
  })
  port.onClose(() => rpc.$close())
  return (message) => receive(message)
}

export interface EngineClient {
  /**
   * Sends one command and waits until it is durable. The command id is drawn here and sent again after the
   * engine's context died, so the command is applied once however often the line breaks.
   */
  run<N extends AnyCommandName>(name: N, input: Input<N>, options?: RunOptions): Promise<Result<Output<N>>>
  /** Opens a line for one field's editor in the current workspace. */
  editorPort(field: {
    readonly kind: string
    readonly recordId: string
    readonly field: string
    readonly workspaceId?: string
  }): Port
  /** Told when the line breaks: the engine's context died with whatever it had under way. Returns how to stop. */
  onBroken(listener: () => void): () => void
  /** Opens the line again, which wakes the engine: it takes up what the dead one left. */
  wake(): void
  /** The workspace commands go to unless they name another. */
  workspaceId: string | null
  close(): void
}

export interface RunOptions {
  readonly workspaceId?: string
  readonly commandId?: string
}

export interface ClientSurroundings {
  /** A fresh line to the engine's context, waking it where it sleeps. */
  readonly connect: () => Port
  readonly newCommandId: () => string
  /** How often a broken line is mended before the command is given back; default 5. */
  readonly attempts?: number
}

export function createEngineClient({ connect, newCommandId, attempts = 5 }: ClientSurroundings): EngineClient {
  let line: Line | undefined
  let wanted = true
  const listeners = new Set<() => void>()
  const current = (): Line =>
    line && !line.closed
      ? line
      : (line = openLine(connect(), () => wanted && listeners.forEach((listener) => listener())))

  return {
    workspaceId: null,
    async run(name, input, options = {}) {
      const commandId = options.commandId ?? newCommandId()
      const workspaceId = options.workspaceId ?? this.workspaceId
      for (let attempt = 1; ; attempt++) {
        try {
          return (await current().run(commandId, workspaceId, name, input as unknown as JsonValue)) as Result<
            Output<typeof name>
          >
        } catch (error) {
          if (!(error instanceof LineBroken)) throw error
          if (attempt >= attempts)
            return fail(
              'engineGone',
              'The background part of Plumbline does not answer. What you entered is still here: reload this page and try again.',
            )
          await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt))
        }
      }
    },
    editorPort(field) {
      const port = connect()
      const workspaceId = field.workspaceId ?? this.workspaceId ?? ''
      openChannel(port, {
        channel: 'editor',
        workspaceId,
        kind: field.kind,
        recordId: field.recordId,
        field: field.field,
      })
      return port
    },
    onBroken(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake: () => void current(),
    close() {
      wanted = false
      line?.close()
    },
  }
}

class LineBroken extends Error {}

interface Line {
  readonly closed: boolean
  run: HostFunctions['run']
  close(): void
}

function openLine(port: Port, onBroken: () => void): Line {
  let closed = false
  const rpc = createBirpc<HostFunctions, Record<string, never>>(
    {},
    { post: (message) => port.post(message as JsonValue), on: (listener) => port.onMessage(listener), timeout: -1 },
  )
  const shut = (): void => {
    closed = true
    if (!rpc.$closed) rpc.$close(new LineBroken('the line to the engine broke'))
  }
  port.onClose(() => {
    const broke = !closed
    shut()
    if (broke) onBroken()
  })
  openChannel(port, { channel: 'rpc' })
  return {
    get closed() {
      return closed
    },
    async run(...call) {
      try {
        return await rpc.run(...call)
      } catch (error) {
        // A post on a dead port throws whatever its platform throws; either way the line is what broke.
        if (closed) throw new LineBroken('the line to the engine broke')
        throw error
      }
    },
    close() {
      port.close()
      shut()
    },
  }
}
