/** Named devices that write real entries: real keys and signatures; what is sealed is random, as a relay sees it. */

import { randomBytes } from 'node:crypto'
import { createRecoveryKit } from '~/lib/crypto/recoveryKit'
import { generateDeviceKeys, sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { generateInviteKeys, importInviteKey, type InviteKeys } from '~/lib/crypto/inviteKeys'
import {
  joinBytes,
  workspaceIdOf,
  writeAccessBody,
  type AccessBody,
  type AccessBodyOf,
} from '~/lib/protocol/access/accessBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import {
  emptyHead,
  entryHash,
  entryVersion,
  newUuid,
  signedBytes,
  writeEntry,
  writeHeader,
  zeroHash,
  type EntryHeader,
  type LogHead,
} from '~/lib/protocol/log/entry'
import { writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import type { EntryClass, Role } from '~/lib/protocol/access/workspaceRoles'
import { toBase64Url, toBytes, type Bytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'

export const random = (length: number): Bytes => toBytes(randomBytes(length))

export interface Written {
  readonly uuid: string
  readonly bytes: Bytes
  readonly hash: string
}

/** One device: keys and its own chain of entries. */
export class Device {
  deviceSeq = 0
  prevDeviceHash = zeroHash
  epoch = 1

  constructor(
    readonly keys: DeviceKeys,
    public workspaceId: string,
  ) {}

  get deviceId(): string {
    return this.keys.deviceId
  }

  get publicKeys(): { deviceId: string; signKey: string; dhKey: string } {
    return { deviceId: this.deviceId, signKey: toBase64Url(this.keys.signKey), dhKey: toBase64Url(this.keys.dhKey) }
  }

  /** The next entry; `change` bends the header for entries that must be refused. Does not move the chain on. */
  async draft(
    entryClass: EntryClass,
    payload: Bytes | AccessBody,
    head: LogHead,
    change: Partial<EntryHeader> = {},
  ): Promise<Written> {
    const header: EntryHeader = {
      version: entryVersion,
      workspaceId: this.workspaceId,
      deviceId: this.deviceId,
      deviceSeq: this.deviceSeq + 1,
      prevDeviceHash: this.prevDeviceHash,
      head,
      epoch: this.epoch,
      class: entryClass,
      uuid: newUuid(random),
      ...change,
    }
    const isPlain = entryClass === 'access' || entryClass === 'erase'
    const body = payload instanceof Uint8Array ? payload : writeAccessBody(payload)
    const parts = { headerBytes: writeHeader(header), nonce: isPlain ? random(0) : random(12), ciphertext: body }
    const bytes = writeEntry({ header, ...parts, signature: await sign(this.keys.sign.privateKey, signedBytes(parts)) })
    return { uuid: header.uuid, bytes, hash: entryHash(bytes) }
  }

  /** The next entry, taken as sent: the one after it continues it. */
  async write(entryClass: EntryClass, payload: Bytes | AccessBody, head: LogHead): Promise<Written> {
    const written = await this.draft(entryClass, payload, head)
    this.deviceSeq += 1
    this.prevDeviceHash = written.hash
    return written
  }

  erase(blobId: string, head: LogHead): Promise<Written> {
    return this.write('erase', writeEraseBody({ blobIds: [blobId], reason: 'Taken by mistake' }), head)
  }
}

export const newDevice = async (workspaceId: string): Promise<Device> =>
  new Device(await generateDeviceKeys(), workspaceId)

/** A sealed body as a relay sees it: bytes without a meaning. */
export const sealed = (length = 200): Bytes => random(length)

const fakeWrap = (): string => toBase64Url(random(113))

export interface Workspace {
  readonly workspaceId: string
  readonly alice: Device
  readonly aliceMemberId: string
  readonly recovery: DeviceKeys['deviceId']
  /** The founding log as Alice's device kept it: one entry, device time. */
  readonly log: readonly SequencedEntry[]
  readonly head: LogHead
}

/** Alice founds a workspace on her device at `now`. */
export async function found(now = 1_700_000_000_000): Promise<Workspace> {
  const alice = await newDevice('')
  const kit = await createRecoveryKit(random)
  const body: AccessBodyOf<'genesis'> = {
    type: 'genesis',
    protocolVersion: 2,
    memberId: newUuid(random),
    device: alice.publicKeys,
    recovery: kit.sealed,
    random: toBase64Url(random(32)),
    epoch: { commit: '0'.repeat(64), wraps: { [alice.deviceId]: fakeWrap(), [kit.sealed.deviceId]: fakeWrap() } },
  }
  alice.workspaceId = zeroHash
  const genesis = await alice.write('access', body, emptyHead)
  alice.workspaceId = workspaceIdOf(body)
  const first = sequenceEntry({ ...emptyHead, relayTime: 0 }, genesis.bytes, now)
  return {
    workspaceId: alice.workspaceId,
    alice,
    aliceMemberId: body.memberId,
    recovery: kit.sealed.deviceId,
    log: [first],
    head: { seq: first.seq, chain: first.chain },
  }
}

export interface Invitation extends InviteKeys {
  readonly inviteId: string
  readonly memberId: string
  readonly signKey: CryptoKey
  readonly body: AccessBodyOf<'invite'>
}

export async function invitation(prev: string, role: Role, expiresAt: number): Promise<Invitation> {
  const keys = await generateInviteKeys()
  const inviteId = newUuid(random)
  const memberId = newUuid(random)
  return {
    ...keys,
    inviteId,
    memberId,
    signKey: unwrap(await importInviteKey(keys)),
    body: {
      type: 'invite',
      prev,
      inviteId,
      memberId,
      publicKey: toBase64Url(keys.publicKey),
      role,
      expiresAt,
      admit: 'words',
      shown: zeroHash,
    },
  }
}

export async function joinBody(invite: Invitation, device: Device, prev: string): Promise<AccessBodyOf<'join'>> {
  const inviteSignature = await sign(invite.signKey, joinBytes(device.workspaceId, invite.inviteId, device.publicKeys))
  return {
    type: 'join',
    prev,
    inviteId: invite.inviteId,
    device: device.publicKeys,
    inviteSignature: toBase64Url(inviteSignature),
  }
}

export const admitBody = (
  invite: Invitation,
  device: Device,
  prev: string,
  joinHash: string,
  epoch = 1,
): AccessBodyOf<'admit'> => ({
  type: 'admit',
  prev,
  inviteId: invite.inviteId,
  deviceId: device.deviceId,
  joinHash,
  epoch,
  wrap: fakeWrap(),
})

export const removeBody = (
  prev: string,
  deviceIds: readonly string[],
  stay: readonly string[],
  epoch: number,
): AccessBodyOf<'remove'> => ({
  type: 'remove',
  prev,
  memberIds: [],
  deviceIds: [...deviceIds],
  nextEpoch: {
    epoch,
    commit: '0'.repeat(64),
    prevEpoch: epoch - 1,
    prevSealed: toBase64Url(random(60)),
    wraps: Object.fromEntries(stay.map((id) => [id, fakeWrap()])),
  },
})
