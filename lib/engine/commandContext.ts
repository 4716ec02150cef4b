/** What every command handler receives. Made once per engine in createEngine.ts. */

import type { Random } from '../shared/ids'
import type { Failure, Result } from '../shared/result'
import type { Role } from '../protocol/access/workspaceRoles'
import type { Replica } from '../vault/replica/replica'
import type { Vault } from '../vault/store/tables'
import type { CommandInput, CommandName, CommandOutput } from './commandMap'

export interface BrowserFacts {
  readonly name: string
  readonly os: string
  readonly version: string
}

/** The connection to the log, as far as commands speak to it. Made by lib/sync. */
export interface EngineSync {
  /** Wakes the outbox drain; the answer to a command never waits for it. */
  nudge(): void
  /** Remembers the relay and starts connecting; how it goes is the `sync` status row. Fails with `badRelayUrl`. */
  connectRelay(url: string, createToken?: string): Promise<Result<void>>
  disconnectRelay(): Promise<void>
  /** Relay time may fall at the next entry. */
  resetTime(): Promise<void>
  /** Pulls and pushes once; resolves when level or when that failed. Never await it inside a command. */
  syncOnce(): Promise<void>
}

export interface EngineContext {
  readonly workspaceId: string
  readonly vault: Vault
  readonly replica: Replica
  readonly random: Random
  readonly clock: { now(): number }
  readonly browser: BrowserFacts
  /** The id of the command being run. */
  readonly commandId: string
  /** Name and input of the command being run, for the outbox. */
  readonly command: { readonly name: string; readonly input: unknown }
  /** Who acts: the member of this device and the role in force now; undefined while not admitted or after removal. */
  readonly actor:
    | { readonly memberId: string; readonly deviceId: string; readonly role: Role; readonly personId?: string }
    | undefined
  readonly sync: EngineSync
  /** Test hook: called with the name of each step of a command; may throw to play the death of the worker. */
  readonly steps?: (name: string) => void
}

export type Handler<N extends CommandName> = (
  ctx: EngineContext,
  input: CommandInput<N>,
) => Promise<Result<CommandOutput<N>, Failure>>
/**
 * Handlers run inside the workspace's queue, one at a time: they may `await ctx.replica.commit(…)` but never
 * `exclusive`.
 */
export type Handlers = { readonly [N in CommandName]: Handler<N> }
