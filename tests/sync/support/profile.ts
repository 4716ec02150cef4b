/** A named browser profile: the real host and engines over fake-indexeddb, with the host commands this layer owns. */

import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { CommandInput, CommandName, CommandOutput } from '~/lib/engine/commandMap'
import { createEngine, type Engine } from '~/lib/engine/createEngine'
import { createHost, type Host, type HostHandlers, type HostParts } from '~/lib/engine/host/host'
import { createWorkspace } from '~/lib/engine/host/createWorkspace'
import { joinWorkspace } from '~/lib/engine/host/joinWorkspace'
import { newUuid } from '~/lib/protocol/log/entry'
import { fail, unwrap, type Result } from '~/lib/shared/result'
import type { Connect } from '~/lib/sync/connection/relayConnection'
import { openDeviceDb, type DeviceDb } from '~/lib/vault/store/deviceDb'
import { readDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import { connectWs, random, until } from './relay'

export interface Profile {
  readonly name: string
  readonly host: Host
  readonly parts: HostParts
  readonly deviceDb: DeviceDb
  readonly storage: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
  engine(workspaceId: string): Promise<Engine>
  /** Runs a command that must succeed. */
  run<N extends CommandName>(workspaceId: string, name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** Runs a command whatever comes of it. */
  attempt<N extends CommandName>(
    workspaceId: string,
    name: N,
    input: CommandInput<N>,
  ): Promise<Result<CommandOutput<N>>>
  found(orgName: string, personName: string): Promise<string>
  /** Of the recovery kit that was shown when the workspace was founded here. */
  wordsOf(workspaceId: string): readonly string[]
  /** Waits until the status row says this. */
  shows(workspaceId: string, state: string): Promise<void>
  stop(): Promise<void>
}

export interface ProfileOptions {
  readonly connect?: Connect
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: { now(): number }
}

/** Profiles that were not stopped yet. */
const running = new Set<Profile>()

/** Stops every profile that still runs: for `afterEach`. */
export async function stopProfiles(): Promise<void> {
  for (const profile of running) await profile.stop()
}

export async function openProfile(name: string, options: ProfileOptions = {}): Promise<Profile> {
  const storage = { indexedDB: new IDBFactory(), IDBKeyRange }
  const deviceDb = openDeviceDb(storage)
  const clock = options.clock ?? { now: () => Date.now() }
  const browser = { name: `${name}'s browser`, os: 'test', version: '1' }
  let parts: HostParts | undefined
  const host = createHost({
    deviceDb,
    storage,
    random,
    clock,
    browser,
    engineOf: async ({ workspace, vault, clock: time }) =>
      createEngine({
        workspaceId: workspace.id,
        vault,
        keys: (await readDeviceKeys(vault))!,
        random,
        clock: time,
        browser,
        connect: options.connect ?? connectWs,
        fetch: options.fetch ?? globalThis.fetch,
      }),
    deleteDatabase: (database) =>
      new Promise((resolve, reject) => {
        const request = storage.indexedDB.deleteDatabase(database)
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      }),
    databaseNames: async () => (await storage.indexedDB.databases()).map(({ name: database }) => database ?? ''),
    commands: (given): HostHandlers => {
      parts = given
      return {} as HostHandlers
    },
  })
  const engine = async (workspaceId: string): Promise<Engine> => unwrap(await host.engine(workspaceId))
  const words = new Map<string, readonly string[]>()
  const profile: Profile = {
    name,
    host,
    deviceDb,
    storage,
    engine,
    parts: parts!,
    attempt: async (workspaceId, command, input) => (await engine(workspaceId)).run(newUuid(random), command, input),
    run: async (workspaceId, command, input) => unwrap(await profile.attempt(workspaceId, command, input)),
    async found(orgName, personName) {
      const { workspaceId, kit } = unwrap(
        await createWorkspace(profile.parts, {
          name: orgName,
          personName,
          personTitle: 'Owner',
          timeZone: 'Europe/Berlin',
        }),
      )
      words.set(workspaceId, kit!.words)
      const opened = await engine(workspaceId)
      opened.uiOpen(1)
      await until(async () => (await opened.replica.waiting()) === 0, 'first records in the log')
      return workspaceId
    },
    wordsOf: (workspaceId) => words.get(workspaceId)!,
    async shows(workspaceId, state) {
      const opened = await engine(workspaceId)
      await until(
        () => opened.status()?.state === state,
        `${name} shows ${state}, not ${JSON.stringify(opened.status())}`,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}; shows ${JSON.stringify(opened.status())}`)
      })
    },
    stop() {
      running.delete(profile)
      return host.stop()
    },
  }
  running.add(profile)
  return profile
}

export async function joins(profile: Profile, link: string): Promise<string> {
  const { workspaceId } = unwrap(await joinWorkspace(profile.parts, { link }))
  ;(await profile.engine(workspaceId)).uiOpen(1)
  return workspaceId
}

/** Types the words that the joining profile shows into the inviting one. */
export async function letsIn(inviter: Profile, joiner: Profile, workspaceId: string, inviteId: string): Promise<void> {
  const [from, to] = [await inviter.engine(workspaceId), await joiner.engine(workspaceId)]
  await until(
    () => to.status()?.safetyWords !== undefined && from.replica.access().invites[inviteId]?.join !== undefined,
    `${joiner.name} reads out words`,
  )
  await inviter.run(workspaceId, 'invite.admit', { inviteId, words: to.status()!.safetyWords!.join(' ') })
}

/** Same log, nothing waiting. */
export async function levelProfiles(workspaceId: string, ...profiles: readonly Profile[]): Promise<void> {
  const engines = await Promise.all(profiles.map((profile) => profile.engine(workspaceId)))
  await until(async () => {
    const waiting = await Promise.all(engines.map(({ replica }) => replica.waiting()))
    const heads = engines.map(({ replica }) => replica.head())
    return waiting.every((count) => count === 0) && heads.every(({ chain }) => chain === heads[0]!.chain)
  }, 'level')
}

/** The bytes of a backup that this profile writes now. */
export async function backupOf(profile: Profile, workspaceId: string): Promise<Blob> {
  const exported = await profile.run(workspaceId, 'backup.export', null)
  const vault = await profile.parts.openVault(workspaceId)
  return (await vault.draftFiles.get([exported.draftId, exported.fileName]))!.bytes
}

export const refused = (result: Result<unknown>): string => (result.ok ? fail('ok', '').error.type : result.error.type)
