/**
 * A named device: the real engine over fake-indexeddb, with the log in the test's hand. It edits offline, sends when
 * told, dies at any step, comes back with its vault, or with a copy of an older one.
 */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { generateInviteKeys, importInviteKey } from '~/lib/crypto/inviteKeys'
import { createRecoveryKit, type RecoveryKit } from '~/lib/crypto/recoveryKit'
import type { CommandInput, CommandName, CommandOutput } from '~/lib/engine/commandMap'
import { createEngine, type Engine } from '~/lib/engine/createEngine'
import type { Kind } from '~/lib/records/registry'
import { joinBytes, writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { newUuid, zeroHash } from '~/lib/protocol/log/entry'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { toBase64Url, toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap, type Result } from '~/lib/shared/result'
import { wrapCurrentFor } from '~/lib/sync/session/epochSecrets'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { sealBatch, writeSignedEntry } from '~/lib/sync/outbox/sealBatch'
import { birthsSingly } from '~/lib/vault/history/births'
import type { Checkpoints } from '~/lib/vault/books/checkpoints'
import type { Replica } from '~/lib/vault/replica/replica'
import { openVault, type TrailRow, type Vault } from '~/lib/vault/store/tables'
import { createSequencer, type Sequencer } from './sequencer'

export const random: Random = (length) => toBytes(randomBytes(length))

/** What a log says when an entry only has to be sealed again. */
const passing = ['wrongSeq', 'wrongHead', 'wrongEpoch', 'duplicate']

export interface World {
  readonly log: Sequencer
  /** Milliseconds; moves only when a test moves it. */
  now: number
  workspaceId: string
  /** The recovery kit that it was founded with. */
  kit?: RecoveryKit
}

export const createWorld = (): World => {
  const world = { now: Date.parse('2026-06-01T09:00:00Z'), workspaceId: '' } as {
    now: number
    workspaceId: string
    log: Sequencer
    kit?: RecoveryKit
  }
  world.log = createSequencer(() => world.now)
  return world
}

export interface Person {
  readonly name: string
  readonly keys: DeviceKeys
  readonly engine: Engine
  readonly replica: Replica
  readonly vault: Vault
  /** Throws at the named step once it was met `after` times. */
  dieAt(step: string | undefined): void
  run<N extends CommandName>(name: N, input: CommandInput<N>, commandId?: string): Promise<Result<CommandOutput<N>>>
  must<N extends CommandName>(name: N, input: CommandInput<N>, commandId?: string): Promise<CommandOutput<N>>
  /** Reads on; at most `most` entries. */
  pull(most?: number): Promise<void>
  /** Reads to the head, then sends everything, reading what comes back. */
  push(): Promise<void>
  /** Sends one entry and dies before anything comes back. */
  pushUnheard(): Promise<void>
  rows(kind: Kind): Promise<readonly Record<string, JsonValue>[]>
  trail(): Promise<readonly TrailRow[]>
  /** The worker dies: memory is gone, the vault stays. */
  restart(): Promise<void>
  /** A copy of everything this profile holds. */
  copy(): Promise<Copy>
  /** The profile is put back to a copy. */
  restore(copy: Copy): Promise<void>
  close(): Promise<void>
}

export type Copy = ReadonlyMap<string, readonly unknown[]>

export function memoryCheckpoints(): Checkpoints & { clear(): void } {
  const states = new Map<Kind, Uint8Array>()
  return {
    load: (kind, doc) => Promise.resolve(void (states.has(kind) && Y.applyUpdate(doc, states.get(kind)!))),
    store: (kind, doc) => Promise.resolve(void states.set(kind, Y.encodeStateAsUpdate(doc))),
    drop: (kind) => Promise.resolve(void states.delete(kind)),
    clear: () => states.clear(),
  }
}

export class Killed extends Error {
  override readonly name = 'Killed'
}

/** Who came into a world and was not closed yet. */
const present = new Set<Person>()

/** Closes everybody who is still there: for `afterEach`. */
export async function closeEverybody(): Promise<void> {
  for (const person of present) await person.close()
}

export async function createPerson(world: World, name: string, keys: DeviceKeys): Promise<Person> {
  let factory = new IDBFactory()
  let vault = await openVault(world.workspaceId, { indexedDB: factory, IDBKeyRange })
  let engine: Engine
  const checkpoints = memoryCheckpoints()
  let deadly: string | undefined
  let commands = 0

  const open = async (): Promise<void> => {
    engine = await createEngine({
      workspaceId: world.workspaceId,
      vault,
      keys,
      random,
      checkpoints,
      clock: { now: () => world.now },
      browser: { name: 'Test', os: 'Test', version: '1' },
      steps(step) {
        if (step !== deadly) return
        deadly = undefined
        throw new Killed(step)
      },
    })
  }
  const reopenVault = async (): Promise<void> => {
    vault.close()
    vault = await openVault(world.workspaceId, { indexedDB: factory, IDBKeyRange })
  }
  await open()

  const person: Person = {
    name,
    keys,
    get engine() {
      return engine
    },
    get replica() {
      return engine.replica
    },
    get vault() {
      return vault
    },
    dieAt(step) {
      deadly = step
    },
    run: (command, input, commandId = `${name}-${++commands}-${newUuid(random).slice(0, 8)}`) =>
      engine.run(commandId, command, input),
    must: async (command, input, commandId) => unwrap(await person.run(command, input, commandId)),
    async pull(most = Number.POSITIVE_INFINITY) {
      const from = engine.replica.head().seq
      const entries = world.log.entries.slice(from, from + most)
      if (entries.length > 0) unwrap(await engine.replica.ingest(entries, 'relay'))
    },
    async push() {
      for (let round = 0; ; round++) {
        if (round > 200) throw new Error(`${name} never gets its outbox empty`)
        await person.pull()
        const sent = await sendOne(world, person)
        if (sent === 'nothing') break
      }
      await person.pull()
    },
    async pushUnheard() {
      await person.pull()
      await sendOne(world, person)
    },
    rows: async (kind) => (await vault.table(kind).orderBy('id').toArray()) as Record<string, JsonValue>[],
    trail: async () => birthsSingly(await vault.trail.orderBy('id').toArray()),
    async restart() {
      deadly = undefined
      await reopenVault()
      await open()
    },
    async copy() {
      const tables = new Map<string, readonly unknown[]>()
      for (const table of vault.tables) tables.set(table.name, await table.toArray())
      return tables
    },
    async restore(copy) {
      vault.close()
      factory = new IDBFactory()
      vault = await openVault(world.workspaceId, { indexedDB: factory, IDBKeyRange })
      for (const [name_, rows] of copy) await vault.table(name_).bulkPut([...rows])
      checkpoints.clear()
      await open()
    },
    async close() {
      present.delete(person)
      await engine.stop()
      vault.close()
    },
  }
  present.add(person)
  return person
}

async function sendOne(world: World, person: Person): Promise<'sent' | 'refused' | 'nothing'> {
  const { replica } = person
  const batch = await replica.takeBatch(new Set())
  if (!batch) return 'nothing'
  const { deviceSeq, prevDeviceHash } = replica.ownChain()
  const { seq, chain, verdicts } = replica.head()
  const place = {
    workspaceId: world.workspaceId,
    deviceId: person.keys.deviceId,
    deviceSeq: deviceSeq + 1,
    prevDeviceHash,
    head: { seq, chain },
    epoch: currentEpoch(replica.access()),
  }
  const sealed = await sealBatch(
    batch,
    place,
    { sign: replica.signer().sign, epochKey: (epoch) => replica.epochKey(epoch) },
    random,
    { verdicts },
  )
  const taken = await world.log.append(sealed.bytes)
  if (taken.ok) return 'sent'
  if (!passing.includes(taken.error.type)) await replica.refuse(batch.uuid, taken.error)
  return 'refused'
}

/** Founds the workspace; nobody has bound the founder to a person yet. Its log has one entry. */
export const foundUnbound = async (world: World, name: string): Promise<Person> => (await found(world, name)).person

/** Founds the workspace; the founder is an owner, bound to a person of the same name. */
export async function foundBy(world: World, name: string): Promise<Person> {
  const { person, memberId } = await found(world, name)
  await bindPerson(person, memberId, name)
  return person
}

async function found(world: World, name: string): Promise<{ readonly person: Person; readonly memberId: string }> {
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  world.kit = kit
  const { workspaceId, memberId, genesis } = await foundWorkspace(keys, kit.sealed, {
    random,
    clock: { now: () => world.now },
  })
  world.workspaceId = workspaceId
  await world.log.force(genesis.bytes)
  const person = await createPerson(world, name, keys)
  await person.pull()
  return { person, memberId }
}

/** Invites, joins, admits and binds: all through the log, as it happens between people. */
export async function join(world: World, owner: Person, name: string, role: Role): Promise<Person> {
  const keys = await generateDeviceKeys()
  const invite = await generateInviteKeys()
  const inviteKey = unwrap(await importInviteKey(invite))
  const inviteId = newUuid(random)
  const memberId = newUuid(random)
  await commitAccess(owner, {
    type: 'invite',
    prev: owner.replica.access().head.accessHash,
    inviteId,
    memberId,
    publicKey: toBase64Url(invite.publicKey),
    role,
    expiresAt: world.now + 1e9,
    admit: 'words',
    shown: zeroHash,
  })

  const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
  const inviteSignature = toBase64Url(await sign(inviteKey, joinBytes(world.workspaceId, inviteId, device)))
  const body = writeAccessBody({
    type: 'join',
    prev: world.log.state.access.head.accessHash,
    inviteId,
    device,
    inviteSignature,
  })
  const last = world.log.entries.at(-1)!
  const place = {
    workspaceId: world.workspaceId,
    deviceId: keys.deviceId,
    deviceSeq: 1,
    prevDeviceHash: zeroHash,
    head: { seq: last.seq, chain: last.chain },
    epoch: currentEpoch(world.log.state.access),
  }
  const joined = await writeSignedEntry(
    'access',
    newUuid(random),
    body,
    place,
    { sign: (message) => sign(keys.sign.privateKey, toBytes(message)), epochKey: () => undefined },
    random,
  )
  unwrap(await world.log.append(joined.bytes))

  await owner.pull()
  const access = owner.replica.access()
  await commitAccess(owner, {
    type: 'admit',
    prev: access.head.accessHash,
    inviteId,
    deviceId: keys.deviceId,
    joinHash: access.invites[inviteId]!.join!.joinHash,
    epoch: currentEpoch(access),
    wrap: unwrap(await wrapCurrentFor(access, owner.keys, device)),
  })
  await bindPerson(owner, memberId, name)
  const person = await createPerson(world, name, keys)
  await person.pull()
  return person
}

export async function bindPerson(owner: Person, memberId: string, name: string): Promise<string> {
  const { id } = await owner.must('record.create', { kind: 'person', fields: { name, title: 'Tester' } })
  await owner.push()
  await commitAccess(owner, { type: 'bind', prev: owner.replica.access().head.accessHash, memberId, personId: id })
  return id
}

export async function commitAccess(owner: Person, body: AccessBody): Promise<void> {
  const { replica } = owner
  await replica.exclusive(async () =>
    unwrap(
      await replica.commit({
        commandId: `access-${newUuid(random).slice(0, 12)}`,
        name: 'test.access',
        input: null,
        at: 1,
        access: [writeAccessBody(body)],
        result: null,
      }),
    ),
  )
  await owner.push()
}

/** Everybody reads and sends until nothing waits anywhere. */
export async function settle(...people: readonly Person[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const person of people) await person.push()
  for (const person of people) await person.pull()
}
