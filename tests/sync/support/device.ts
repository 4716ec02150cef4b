/**
 * A named device without the command layer: vault, replica and sync as the engine composes them, over fake-indexeddb.
 * It can go offline, be killed and come back with the same vault.
 */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as Y from 'yjs'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { sha256HexOf } from '~/lib/crypto/digest'
import { importInviteKey, generateInviteKeys, type InviteKeys } from '~/lib/crypto/inviteKeys'
import { createRecoveryKit, englishWords, type RecoveryKit } from '~/lib/crypto/recoveryKit'
import type { Kind } from '~/lib/records/registry'
import { recordKind } from '~/lib/records/registry'
import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { newUuid } from '~/lib/protocol/log/entry'
import { areSafetyWords, safetyWords } from '~/lib/protocol/log/fingerprint'
import { roleMayComeAtOnce, type Role } from '~/lib/protocol/access/workspaceRoles'
import { shownHash, type ShownFacts } from '~/lib/protocol/access/shownFacts'
import { toBase64Url } from '~/lib/shared/bytes'
import { newRecordId } from '~/lib/shared/ids'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { admitBody } from '~/lib/sync/joining/admission'
import { createBlobTransfer } from '~/lib/sync/blobs/blobTransfer'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { writeJoining } from '~/lib/sync/joining/joining'
import type { Connect } from '~/lib/sync/connection/relayConnection'
import { createSync, type Sync, type SyncOptions } from '~/lib/sync/session/syncLoop'
import type { Checkpoints } from '~/lib/vault/books/checkpoints'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf, writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { Replica } from '~/lib/vault/replica/replica'
import { openVault, type Intent, type SyncStatus, type Vault } from '~/lib/vault/store/tables'
import { connectWs, random, until } from './relay'

const clock = { now: () => Date.now() }

function memoryCheckpoints(): Checkpoints {
  const states = new Map<Kind, Uint8Array>()
  return {
    load: (kind, doc) => Promise.resolve(void (states.has(kind) && Y.applyUpdate(doc, states.get(kind)!))),
    store: (kind, doc) => Promise.resolve(void states.set(kind, Y.encodeStateAsUpdate(doc))),
    drop: (kind) => Promise.resolve(void states.delete(kind)),
  }
}

export interface Device {
  readonly name: string
  readonly workspaceId: string
  readonly keys: DeviceKeys
  readonly vault: Vault
  readonly replica: Replica
  readonly sync: Sync
  readonly kit?: RecoveryKit
  /** Lets or does not let sockets be made. */
  online: boolean
  readonly statuses: SyncStatus[]
  status(): SyncStatus | undefined
  create(kind: Kind, fields: Readonly<Record<string, JsonValue>>, id?: string): Promise<string>
  set(kind: Kind, id: string, fields: Readonly<Record<string, JsonValue>>): Promise<void>
  access(make: (prev: string) => AccessBody): Promise<void>
  invite(
    role: Role,
    options?: {
      readonly memberId?: string
      readonly admit?: 'atOnce' | 'words'
      readonly expiresAt?: number
      readonly relayUrl: string
    },
  ): Promise<Invitation>
  /** Types the words that the joiner reads out, and lets the device in. */
  admit(invitation: Invitation, joiner: Device): Promise<void>
  rows(kind: Kind): Promise<readonly Record<string, JsonValue>[]>
  /** The worker dies: nothing of memory is left, the vault stays. */
  restart(options?: Partial<Surroundings>): Promise<Device>
  stop(): Promise<void>
}

export interface Invitation extends InviteKeys {
  readonly workspaceId: string
  readonly inviteId: string
  readonly memberId: string
  readonly head: { readonly seq: number; readonly accessHash: string }
  readonly relayUrl: string
  readonly admit: 'atOnce' | 'words'
  readonly shown: ShownFacts
}

export interface Surroundings {
  readonly name: string
  readonly workspaceId: string
  readonly keys: DeviceKeys
  readonly vault: Vault
  readonly checkpoints: Checkpoints
  readonly kit?: RecoveryKit
  readonly connect: Connect
  readonly fetch: typeof globalThis.fetch
  readonly clock: { now(): number }
  readonly uiOpen: number
  readonly snapshots?: SyncOptions['snapshots']
  readonly healTurnMs?: number
}

export async function foundDevice(name: string, options: Partial<Surroundings> = {}): Promise<Device> {
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  const { workspaceId, genesis } = await foundWorkspace(keys, kit.sealed, { random, clock: options.clock ?? clock })
  const vault = await freshVault(workspaceId)
  await writeDeviceKeys(vault, keys)
  const surroundings = {
    name,
    workspaceId,
    keys,
    vault,
    kit,
    checkpoints: memoryCheckpoints(),
    connect: connectWs,
    fetch: globalThis.fetch,
    clock,
    uiOpen: 1,
    ...options,
  }
  const replica = await openReplica(surroundings)
  unwrap(await replica.ingest([genesis], 'device'))
  await replica.close()
  return openDevice(surroundings)
}

/** A device with an invitation, waiting to be let in. */
export async function joinDevice(
  name: string,
  invitation: Invitation,
  options: Partial<Surroundings> = {},
): Promise<Device> {
  const keys = await generateDeviceKeys()
  const { workspaceId, inviteId, head, relayUrl, shown } = invitation
  const vault = await freshVault(workspaceId)
  await writeDeviceKeys(vault, keys)
  await writeJoining(vault, { relayUrl, inviteId, head, shown }, unwrap(await importInviteKey(invitation)))
  return openDevice({
    name,
    workspaceId,
    keys,
    vault,
    checkpoints: memoryCheckpoints(),
    connect: connectWs,
    fetch: globalThis.fetch,
    clock,
    uiOpen: 1,
    ...options,
  })
}

export const freshVault = (workspaceId: string): Promise<Vault> =>
  openVault(workspaceId, { indexedDB: new IDBFactory(), IDBKeyRange })

const openReplica = ({ workspaceId, vault, keys, checkpoints, clock: time }: Surroundings): Promise<Replica> =>
  createReplica({ workspaceId, vault, keys: replicaKeysOf(keys, vault), random, now: () => time.now(), checkpoints })

export async function openDevice(surroundings: Surroundings): Promise<Device> {
  const { name, workspaceId, keys, vault, kit } = surroundings
  const replica = await openReplica(surroundings)
  const statuses: SyncStatus[] = []
  const blobs = createBlobTransfer({ replica, fetch: surroundings.fetch, clock: surroundings.clock })
  let n = 0
  const device: Device = {
    name,
    workspaceId,
    keys,
    vault,
    replica,
    kit,
    online: true,
    statuses,
    sync: createSync({
      replica,
      keys,
      random,
      clock: surroundings.clock,
      blobs,
      snapshots: surroundings.snapshots,
      healTurnMs: surroundings.healTurnMs ?? 200,
      connect: (url, protocols) => {
        if (!device.online) throw new Error('offline')
        return surroundings.connect(url, protocols)
      },
      ask: surroundings.fetch,
      onStatus: (status) => statuses.push(status),
    }),
    status: () => device.sync.status(),
    async create(kind, fields, id) {
      const record = id ?? newRecordId(recordKind(kind).prefix, random)
      await commit(kind, record, { kind, createdAt: new Date().toISOString(), ...fields })
      return record
    },
    set: (kind, id, fields) => commit(kind, id, fields),
    async access(make) {
      await replica.exclusive(async () =>
        unwrap(
          await replica.commit({
            commandId: commandId(),
            name: 'test.access',
            input: null,
            at: clock.now(),
            access: [writeAccessBody(make(replica.access().head.accessHash))],
            result: null,
          }),
        ),
      )
    },
    async invite(
      role,
      {
        memberId = newUuid(random),
        admit = roleMayComeAtOnce(role) ? 'atOnce' : 'words',
        expiresAt = clock.now() + 3_600_000,
        relayUrl,
      } = { relayUrl: '' },
    ) {
      const inviteKeys = await generateInviteKeys()
      const { head } = replica.access()
      const inviteId = newUuid(random)
      const shown: ShownFacts = {
        organisation: 'Quillmere',
        inviter: name,
        role,
        expiresAt,
        salt: toBase64Url(random(16)),
      }
      await device.access((prev) => ({
        type: 'invite',
        prev,
        inviteId,
        memberId,
        publicKey: toBase64Url(inviteKeys.publicKey),
        role,
        expiresAt,
        admit,
        shown: shownHash(shown),
      }))
      await until(() => replica.access().invites[inviteId] !== undefined, `${name}'s invitation in the log`)
      return { ...inviteKeys, workspaceId, inviteId, memberId, head, relayUrl, admit, shown }
    },
    async admit({ inviteId }, joiner) {
      await until(
        () => joiner.status()?.safetyWords !== undefined && replica.access().invites[inviteId]?.join !== undefined,
        `${joiner.name}'s words`,
      )
      const access = replica.access()
      const invite = access.invites[inviteId]!
      const expected = safetyWords(
        {
          genesisHash: access.genesisHash,
          inviteHash: invite.hash,
          shown: invite.shown,
          joinHash: invite.join!.joinHash,
        },
        englishWords,
      )
      if (!areSafetyWords(joiner.status()!.safetyWords!.join(' '), expected))
        throw new Error('other words than the joiner has')
      const body = unwrap(await admitBody(access, invite, keys))
      await device.access(() => body)
    },
    rows: async (kind) => (await vault.table(kind).toArray()) as Record<string, JsonValue>[],
    async restart(options = {}) {
      await device.sync.stop()
      return openDevice({ ...surroundings, ...options })
    },
    async stop() {
      await device.sync.stop()
      await replica.close()
      vault.close()
    },
  }
  const commandId = (): string => `${name}-${Date.now()}-${++n}-${newUuid(random).slice(0, 8)}`
  const commit = (kind: Kind, id: string, fields: Readonly<Record<string, JsonValue>>): Promise<void> =>
    replica.exclusive(async () => {
      const intents: Intent[] = []
      for (const [field, after] of Object.entries(fields)) {
        const key = `${id}/${field}`
        intents.push({ type: 'set', book: kind, key, before: await replica.readValue(kind, key), after })
      }
      unwrap(
        await replica.commit({
          commandId: commandId(),
          name: 'test.set',
          input: null,
          at: clock.now(),
          intents,
          result: null,
        }),
      )
    })
  device.sync.uiOpen(surroundings.uiOpen)
  await device.sync.start()
  return device
}

/** All hold the same log and nothing waits anywhere. */
export async function level(...devices: readonly Device[]): Promise<void> {
  await until(
    async () => {
      const waiting = await Promise.all(devices.map(({ replica }) => replica.waiting()))
      // Read after the outboxes: what left one of them is in its own head by now.
      const heads = devices.map(({ replica }) => replica.head())
      return (
        waiting.every((count) => count === 0) &&
        heads.every(({ seq, chain }) => seq === heads[0]!.seq && chain === heads[0]!.chain)
      )
    },
    `${devices.map(({ name }) => name).join(' and ')} level`,
  )
}

/** A file of this device that waits to go out. */
export async function sealFile(device: Device, size: number): Promise<void> {
  const [bytes, salt] = [new Blob([random(size)], { type: 'image/png' }), random(16)]
  const parts = encryptBlob(bytes, {
    epochKey: device.replica.epochKey(1)!,
    workspaceId: device.workspaceId,
    epoch: 1,
    salt,
  })
  let part = await parts.next()
  while (!part.done) part = await parts.next()
  await device.vault.blobs.put({
    sha256: await sha256HexOf(bytes),
    id: part.value,
    size,
    mime: bytes.type,
    bytes,
    state: 'present',
    epoch: 1,
    salt,
    upload: 'waiting',
    addedAt: Date.now(),
  })
}
