/**
 * The engine of one workspace: the only writer. Commands come in with an id, run one at a time, and answer when they
 * are durable; the same id again gets the first answer. It receives its surroundings, so tests run it in Node.
 */

import { isActiveDevice, memberOfDevice } from '../protocol/access/accessState'
import type { DeviceKeys } from '../crypto/deviceKeys'
import type { Random } from '../shared/ids'
import type { Port } from '../shared/port'
import { fail, ok, type Err, type Result } from '../shared/result'
import { createBlobTransfer } from '../sync/blobs/blobTransfer'
import type { Connect } from '../sync/connection/relayConnection'
import { createSync, type Sync } from '../sync/session/syncLoop'
import { createWriters } from '../sync/editors/writers'
import type { Checkpoints } from '../vault/books/checkpoints'
import { storageFailure } from '../vault/replica/replicaCore'
import { createReplica } from '../vault/replica/createReplica'
import { replicaKeysOf } from '../vault/store/deviceKeyStore'
import type { Replica } from '../vault/replica/replica'
import type { SyncStatus, Vault } from '../vault/store/tables'
import { accessCommands } from './commands/access/accessCommands'
import { evidenceCommands } from './commands/evidence/evidenceCommands'
import { frameworkCommands } from './commands/frameworkCommands'
import { notSentCommands } from './commands/records/notSent'
import { packCommands } from './commands/packCommands'
import { readinessCommands } from './commands/readinessCommands'
import { recordImportCommands } from './commands/records/recordImport'
import { recordCommands } from './commands/records/recordCommands'
import { lookCommands } from './commands/evidence/lookAtFiles'
import { reviewCommands } from './commands/reviewCommands'
import { soaCommands } from './commands/soaCommands'
import { startCommands } from './commands/startCommands'
import { tableCommands } from './commands/records/tableImport'
import { statementCommands } from './commands/statementCommands'
import { undoCommands } from './commands/records/undo'
import type { CommandInput, CommandName, CommandOutput } from './commandMap'
import type { BrowserFacts, EngineContext, Handler, Handlers } from './commandContext'
import { createEditorSessions, type FieldName } from './editorSession'
import { createReadinessKeeper } from './readiness/readinessKeeper'
import { createRunKeeper } from './readiness/readinessRuns'
import { reviewFiles } from './reviewFiles'

export interface EngineSurroundings {
  readonly workspaceId: string
  readonly vault: Vault
  readonly keys: DeviceKeys
  readonly random: Random
  readonly clock: { now(): number }
  readonly browser: BrowserFacts
  /** Absent where there is no network. */
  readonly connect?: Connect
  readonly fetch?: typeof globalThis.fetch
  readonly onStatus?: (status: SyncStatus) => void
  readonly checkpoints?: Checkpoints
  /** Test hook: called with the name of each step; may throw to play the death of the worker. */
  readonly steps?: (name: string) => void
}

export interface Engine {
  readonly workspaceId: string
  readonly replica: Replica
  run<N extends CommandName>(commandId: string, name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>>
  start(): Promise<void>
  stop(): Promise<void>
  /** Serves the long-text editor of one field; returns what takes the port's further messages. */
  editor(port: Port, field: FieldName): (message: unknown) => void
  uiOpen(count: number): void
  syncOnce(): Promise<void>
  wanted: Sync['wanted']
  status(): SyncStatus | undefined
}

/** What stays on this device; all else writes to the log. */
const localCommands: ReadonlySet<CommandName> = new Set([
  'notSent.discard',
  'evidence.discardDraft',
  'relay.connect',
  'relay.disconnect',
  'relay.resetTime',
  'relay.syncNow',
  'kit.confirm',
  'backup.export',
  'integrity.verify',
  'integrity.look',
  'pack.fingerprint',
  'invite.seen',
] as const)

/** What goes to somebody outside: only what rests on signatures that were verified one by one. */
const handsOut: ReadonlySet<CommandName> = new Set([
  'pack.members',
  'pack.sign',
  'pack.record',
  'backup.export',
  'soa.freeze',
  'review.freezePack',
] as const)

/** Milliseconds without news after which checkpoints are written. */
const idleMs = 10_000

export async function createEngine(surroundings: EngineSurroundings): Promise<Engine> {
  const { workspaceId, vault, keys, random, clock, browser, steps } = surroundings
  const replica = await createReplica({
    workspaceId,
    vault,
    random,
    keys: replicaKeysOf(keys, vault),
    now: () => clock.now(),
    checkpoints: surroundings.checkpoints,
    steps,
  })
  const writers = createWriters({ now: () => clock.now(), tell: () => sync.present() })
  const sync: Sync = createSync({
    replica,
    keys,
    random,
    clock,
    writers,
    connect: surroundings.connect,
    ask: surroundings.fetch,
    onStatus: surroundings.onStatus,
    ...(surroundings.fetch && {
      blobs: createBlobTransfer({ replica, fetch: surroundings.fetch, clock, wantFirst: () => reviewFiles(vault) }),
    }),
  })
  let lookedAt = 0
  const keepRuns = createRunKeeper({
    vault,
    clock,
    deviceId: keys.deviceId,
    role: () => actorOf(replica)?.role,
    keep: (commandId, input) => run(commandId, 'readiness.keep', input),
  })
  const keeper = createReadinessKeeper({
    vault,
    clock,
    headSeq: () => replica.head().seq,
    // While nobody looks (a workspace that is being filled), nothing is kept.
    onKept: (kept) => void (lookedAt > 0 && keepRuns(kept).catch(ignoreClosed)),
  })
  const handlers: Handlers = {
    ...accessCommands,
    ...evidenceCommands,
    ...recordCommands,
    ...recordImportCommands,
    ...undoCommands,
    ...tableCommands,
    ...startCommands,
    ...statementCommands,
    ...soaCommands,
    ...reviewCommands,
    ...lookCommands,
    ...packCommands,
    ...notSentCommands(() => handlers),
    ...readinessCommands(keeper),
    ...frameworkCommands,
  }
  const running = new Map<string, Promise<Result<unknown>>>()

  function run<N extends CommandName>(
    commandId: string,
    name: N,
    input: CommandInput<N>,
  ): Promise<Result<CommandOutput<N>>> {
    const same = running.get(commandId)
    if (same) return same as Promise<Result<CommandOutput<N>>>
    const answer = replica
      .exclusive(() => runOnce(commandId, name, input))
      .catch(failed)
      .finally(() => running.delete(commandId))
    running.set(commandId, answer)
    // What was thrown is told to who asked, by the answer itself: here it only means that nothing is kept.
    void answer.then(
      (done) => done.ok && keepAfter(commandId, name),
      () => undefined,
    )
    return answer
  }

  /**
   * A freeze is a point of the trend by itself. The id follows from the command, so it is kept once however often it is
   * asked.
   */
  function keepAfter(commandId: string, name: string): void {
    if (name === 'soa.freeze' && lookedAt > 0)
      void run(`${commandId}-run`, 'readiness.keep', { reason: 'soa' }).catch(ignoreClosed)
  }
  /** A vault that was closed keeps nothing any more. */
  function ignoreClosed(error: unknown): void {
    if (vault.isOpen()) throw error
  }

  /** Storage may fail at any read, too; everything else thrown is a bug. */
  function failed(error: unknown): Err {
    const failure = storageFailure(error)
    if (failure) return failure
    throw error
  }

  async function runOnce<N extends CommandName>(
    commandId: string,
    name: N,
    input: CommandInput<N>,
  ): Promise<Result<CommandOutput<N>>> {
    steps?.('command:start')
    const done = await vault.commands.get(commandId)
    if (done) return ok(done.result as CommandOutput<N>)
    const handler = Object.hasOwn(handlers, name) ? (handlers[name] as Handler<N> | undefined) : undefined
    if (!handler)
      return fail(
        'unknownCommand',
        `This version does not know the step "${name}". Reload this page, so that it fits the running version.`,
      )
    // Before the handler, which may sign: a device that shows a snapshot signs nothing (protocol.md 4).
    const writable = localCommands.has(name) ? ok() : replica.writable()
    if (!writable.ok) return writable
    const settled = handsOut.has(name) ? await replica.settled() : ok()
    if (!settled.ok) return settled
    const result = await handler(contextOf(commandId, name, input), input)
    steps?.('command:answer')
    return result
  }

  function contextOf(commandId: string, name: string, input: unknown): EngineContext {
    return {
      workspaceId,
      vault,
      replica,
      random,
      clock,
      browser,
      commandId,
      command: { name, input },
      actor: actorOf(replica),
      sync,
      steps,
    }
  }

  const editors = createEditorSessions({
    replica,
    random,
    writers,
    edit: (commandId, input) => run(commandId, 'record.edit', input),
  })
  let idle: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = replica.onChange((what) => {
    if (what !== 'head') return
    clearTimeout(idle)
    idle = setTimeout(() => void replica.tidy().catch(() => undefined), idleMs)
  })

  return {
    workspaceId,
    replica,
    run,
    start: () => sync.start(),
    async stop() {
      unsubscribe()
      clearTimeout(idle)
      keeper.stop()
      editors.close()
      writers.stop()
      await sync.stop()
      await replica.close()
    },
    editor: (port, field) => editors.join(port, field),
    uiOpen(count) {
      lookedAt = count
      if (count > 0) keeper.wake()
      sync.uiOpen(count)
    },
    syncOnce: () => sync.syncOnce(),
    wanted: () => sync.wanted(),
    status: () => sync.status(),
  }
}

function actorOf(replica: Replica): EngineContext['actor'] {
  const access = replica.access()
  const member = isActiveDevice(access, replica.deviceId) ? memberOfDevice(access, replica.deviceId) : undefined
  if (!member) return undefined
  return {
    memberId: member.memberId,
    deviceId: replica.deviceId,
    role: member.role,
    personId: member.persons.at(-1)?.personId,
  }
}
