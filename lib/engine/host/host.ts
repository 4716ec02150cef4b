/**
 * All engines of one browser profile: which workspaces are here, which one a command goes to, and who syncs when.
 * One host per context that may write (extension background, SharedWorker). It decides nothing about records.
 */

import type { Random } from '~/lib/shared/ids'
import type { JsonValue } from '~/lib/shared/json'
import type { Port } from '~/lib/shared/port'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { storageFailure } from '~/lib/vault/replica/replicaCore'
import type { DeviceDb, WorkspaceRow } from '~/lib/vault/store/deviceDb'
import { keepWorkspaceRow } from '~/lib/vault/store/keepWorkspaceRow'
import { otherVersionFailure } from '~/lib/vault/store/otherVersion'
import { openVault, vaultName, type Vault, type VaultOptions } from '~/lib/vault/store/tables'
import type { CommandName, HostCommandMap, HostCommandName } from '../commandMap'
import type { BrowserFacts } from '../commandContext'
import { createLostStorage } from './lostStorage'
import type { Engine } from '../createEngine'
import { parseChannel, serveRpc } from './rpc'
import { sweepDrafts } from './sweepDrafts'

export interface HostSurroundings {
  readonly deviceDb: DeviceDb
  readonly storage?: Pick<VaultOptions, 'indexedDB' | 'IDBKeyRange'>
  readonly random: Random
  readonly clock: { now(): number }
  readonly browser: BrowserFacts
  /** Makes (and does not start) the engine of a workspace whose vault is open. */
  readonly engineOf: (surroundings: EngineOfWorkspace) => Promise<Engine>
  /** Deletes a database by name; `indexedDB.deleteDatabase` as a promise. */
  readonly deleteDatabase: (name: string) => Promise<void>
  readonly databaseNames: () => Promise<readonly string[]>
  /** Commands about the set of workspaces that need more than this file: see hostCommands.ts. */
  readonly commands: (host: HostParts) => HostHandlers
  /** Called every 20 s while a command runs: an extension's worker that seems idle for 30 s is stopped. */
  readonly keepAwake?: () => void
  /** Commands that only some contexts answer (capture, in the extension's background). */
  readonly others?: (
    commandId: string,
    workspaceId: string | null,
    name: string,
    input: JsonValue,
  ) => Promise<Result<unknown>> | undefined
}

export interface EngineOfWorkspace {
  readonly workspace: WorkspaceRow
  readonly vault: Vault
  readonly clock: { now(): number }
}

/** What host commands may touch. */
export interface HostParts {
  readonly deviceDb: DeviceDb
  readonly random: Random
  readonly clock: { now(): number }
  readonly browser: BrowserFacts
  openVault(workspaceId: string): Promise<Vault>
  /** A second handle without strict durability, for filling what can be made again; who asks closes it. */
  openFillingVault(workspaceId: string): Promise<Vault>
  /** An engine beside the running ones, for filling a workspace that nobody has opened yet; who asks stops it. */
  engineOf(surroundings: EngineOfWorkspace): Promise<Engine>
  /** Starts the engine of a workspace that has a row. */
  engine(workspaceId: string): Promise<Result<Engine>>
  /** Stops a workspace's engine and lets go of its databases. */
  release(workspaceId: string): Promise<void>
  erase(workspaceId: string): Promise<void>
}

export type HostHandlers = {
  readonly [N in HostCommandName]: (
    input: HostCommandMap[N]['input'],
    commandId: string,
  ) => Promise<Result<HostCommandMap[N]['output']>>
}

export interface Host {
  /** Serves a line that one of our own pages opened. */
  accept(port: Port): void
  run(commandId: string, workspaceId: string | null, name: string, input: JsonValue): Promise<Result<unknown>>
  engine(workspaceId: string): Promise<Result<Engine>>
  /** Connects, pulls, pushes and lets go, one workspace after the other: what the alarm does. */
  syncAll(): Promise<void>
  /** Lines open now; the connection policy keeps a relay connection while there are any. */
  readonly lines: number
  stop(): Promise<void>
}

export function createHost(surroundings: HostSurroundings): Host {
  const { deviceDb, clock } = surroundings
  const engines = new Map<string, Promise<Result<Engine>>>()
  const vaults = new Map<string, Promise<Vault>>()
  const watches = new Map<string, () => void>()
  const running = new Map<string, Promise<Result<unknown>>>()
  const storage = createLostStorage(() => deviceDb.workspaces.count())
  let lines = 0

  /**
   * A vault that the browser closes (it cleared the data, the disk failed) stays closed, for the same reason as in
   * `openVault`.
   */
  async function openOwnVault(workspaceId: string): Promise<Vault> {
    const vault = await openVault(workspaceId, surroundings.storage)
    vault.backendDB().onclose = () => {
      vault.close()
      drop(workspaceId)
      void storage.lost()
    }
    return vault
  }

  const vaultOf = (workspaceId: string): Promise<Vault> => {
    const open = vaults.get(workspaceId) ?? openOwnVault(workspaceId)
    vaults.set(workspaceId, open)
    open.catch(() => vaults.delete(workspaceId))
    return open
  }

  /** A vault of another version is no fault of the storage, and no later try opens it. */
  function notOpened(workspaceId: string, error: unknown): Promise<Err> {
    if (error instanceof Error && error.name === 'VersionError')
      return otherVersionFailure(workspaceId, surroundings.storage)
    throw error
  }

  async function start(workspaceId: string): Promise<Result<Engine>> {
    const workspace = await deviceDb.workspaces.get(workspaceId)
    if (!workspace)
      return fail(
        'unknownWorkspace',
        'This workspace is not on this device. Open it by an invitation link, a backup or the workspace list.',
      )
    const opened = await vaultOf(workspaceId).then(
      (vault) => ok(vault),
      (error: unknown) => notOpened(workspaceId, error),
    )
    if (!opened.ok) return opened
    const vault = opened.value
    if ((await vault.keys.count()) === 0) {
      return fail(
        'vaultLost',
        'The browser threw away what this device held of the workspace. Erase it from the list, then open it again by a backup and its recovery kit, or by a new invitation.',
      )
    }
    // What was left over can wait for the next start; the workspace can't.
    await sweepDrafts(vault, { now: clock.now(), clockOffset: workspace.clockOffset }).catch(() => 0)
    const engine = await surroundings.engineOf({
      workspace,
      vault,
      clock: { now: () => clock.now() + workspace.clockOffset },
    })
    await engine.start()
    watches.set(workspaceId, keepWorkspaceRow(deviceDb, vault, workspaceId))
    engine.uiOpen(lines)
    return ok(engine)
  }

  const engine = (workspaceId: string): Promise<Result<Engine>> => {
    const running = engines.get(workspaceId) ?? start(workspaceId)
    engines.set(workspaceId, running)
    // An engine that could not start is tried again by the next command.
    running.then(
      (result) => result.ok || engines.delete(workspaceId),
      () => engines.delete(workspaceId),
    )
    return running
  }

  /** As `release`, without waiting: an engine whose vault is gone may wait for ever for what it asked. */
  function drop(workspaceId: string): void {
    const running = engines.get(workspaceId)
    engines.delete(workspaceId)
    vaults.delete(workspaceId)
    watches.get(workspaceId)?.()
    watches.delete(workspaceId)
    void running?.then((result) => (result.ok ? result.value.stop() : undefined)).catch(() => undefined)
  }

  async function release(workspaceId: string): Promise<void> {
    const running = await engines.get(workspaceId)?.catch(() => undefined)
    engines.delete(workspaceId)
    watches.get(workspaceId)?.()
    watches.delete(workspaceId)
    if (running?.ok) await running.value.stop()
    const vault = await vaults.get(workspaceId)?.catch(() => undefined)
    vaults.delete(workspaceId)
    vault?.close()
  }

  async function erase(workspaceId: string): Promise<void> {
    await release(workspaceId)
    const prefix = vaultName(workspaceId)
    for (const name of await surroundings.databaseNames())
      if (name.startsWith(prefix)) await surroundings.deleteDatabase(name)
    await deviceDb.sites.where('workspaceId').equals(workspaceId).delete()
    await deviceDb.workspaces.delete(workspaceId)
  }

  const handlers = surroundings.commands({
    deviceDb,
    random: surroundings.random,
    clock,
    browser: surroundings.browser,
    openVault: vaultOf,
    openFillingVault: (workspaceId) => openVault(workspaceId, { ...surroundings.storage, durability: 'default' }),
    engineOf: surroundings.engineOf,
    engine,
    release,
    erase,
  })
  const isHostCommand = (name: string): name is HostCommandName => Object.hasOwn(handlers, name)

  async function run(
    commandId: string,
    workspaceId: string | null,
    name: string,
    input: JsonValue,
  ): Promise<Result<unknown>> {
    const awake = surroundings.keepAwake && setInterval(surroundings.keepAwake, 20_000)
    // Dexie never tries again by itself to open what once did not open.
    if (deviceDb.hasFailed()) deviceDb.close({ disableAutoOpen: false })
    try {
      return await storage.guard(answer(commandId, workspaceId, name, input))
    } catch (error) {
      return failureOf(error)
    } finally {
      clearInterval(awake)
    }
  }

  async function answer(
    commandId: string,
    workspaceId: string | null,
    name: string,
    input: JsonValue,
  ): Promise<Result<unknown>> {
    const elsewhere = surroundings.others?.(commandId, workspaceId, name, input)
    if (elsewhere) return elsewhere
    if (name.startsWith('capture.')) return fail('notHere', capturesElsewhere)
    if (isHostCommand(name)) return runHostCommand(commandId, name, input)
    if (workspaceId === null) return fail('noWorkspace', 'No workspace is open. Create one, or open one from the list.')
    const found = await engine(workspaceId)
    if (!found.ok) return found
    const result = await found.value.run(commandId, name as CommandName, input as never)
    // An engine never goes on with a vault that was closed under it; the next command starts a new one.
    if (!result.ok && result.error.type === 'vaultClosed') drop(workspaceId)
    return result
  }

  /** A command that is still running when its page sends it again over a new line is run once. */
  function runHostCommand(commandId: string, name: HostCommandName, input: JsonValue): Promise<Result<unknown>> {
    const same = running.get(commandId)
    if (same) return same
    const handle = handlers[name] as (input: unknown, commandId: string) => Promise<Result<unknown>>
    const answer = handle(input, commandId).finally(() => running.delete(commandId))
    running.set(commandId, answer)
    return answer
  }

  const changeLines = (by: 1 | -1): void => {
    lines += by
    for (const running of engines.values())
      void running.then((result) => result.ok && result.value.uiOpen(lines)).catch(() => undefined)
  }

  return {
    run,
    engine,
    get lines() {
      return lines
    },
    accept(port) {
      let receive: ((message: unknown) => void) | undefined
      changeLines(1)
      port.onClose(() => changeLines(-1))
      port.onMessage((message) => {
        if (receive) return receive(message)
        const channel = parseChannel(message)
        if (!channel) return port.close()
        if (channel.channel === 'rpc') {
          receive = serveRpc(port, { run })
          return
        }
        // Frames of the editor that arrive while the engine starts wait for it.
        const early: unknown[] = []
        receive = (frame) => early.push(frame)
        void engine(channel.workspaceId)
          .then((found) => {
            if (!found.ok) return port.close()
            receive = found.value.editor(port, channel)
            for (const frame of early) receive(frame)
          })
          .catch(() => port.close())
      })
    },
    async syncAll() {
      for (const workspace of await deviceDb.workspaces.toArray()) {
        if (!workspace.relayUrl && workspace.state !== 'joining') continue
        const found = await engine(workspace.id)
        if (found.ok) await found.value.syncOnce()
      }
    },
    async stop() {
      for (const workspaceId of [...vaults.keys()]) await release(workspaceId)
    },
  }
}

const capturesElsewhere =
  "A web page can't picture other tabs. The Plumbline extension adds capture: the visible area, the full page or an archive of any site, sealed at once and linked to controls. Install it, or upload a file here."

/** What IndexedDB and bugs throw, as words that tell what to do. The error's own text goes along for "Copy details". */
function failureOf(error: unknown): Err {
  const extra = { detail: { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) } }
  const storage = storageFailure(error)
  if (storage) return fail(storage.error.type, storage.error.message, extra)
  return fail(
    'unexpected',
    'Something went wrong that Plumbline did not expect. Nothing was saved by this step. Copy the details and tell us; then try again.',
    extra,
  )
}
