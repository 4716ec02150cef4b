/**
 * The first entry of a workspace: its founder, its recovery key and its first epoch. The id is the hash of what it
 * says.
 */

import { sign, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { epochCommit, newEpochSecret } from '~/lib/crypto/epoch'
import { wrapForAll } from '~/lib/crypto/hpke'
import type { SealedRecovery } from '~/lib/crypto/recoveryKit'
import { protocolVersion, workspaceIdOf, writeAccessBody, type AccessBodyOf } from '~/lib/protocol/access/accessBody'
import { sequenceEntry, type SequencedEntry } from '~/lib/protocol/log/chain'
import { emptyHead, newUuid, zeroHash } from '~/lib/protocol/log/entry'
import { fromBase64Url, toBase64Url, toBytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { unwrap } from '~/lib/shared/result'
import { writeSignedEntry } from '../outbox/sealBatch'

export interface Founding {
  readonly workspaceId: string
  readonly memberId: string
  readonly genesis: SequencedEntry
}

export async function foundWorkspace(
  keys: DeviceKeys,
  recovery: SealedRecovery,
  { random, clock }: { readonly random: Random; readonly clock: { now(): number } },
): Promise<Founding> {
  const memberId = newUuid(random)
  const founding: Omit<AccessBodyOf<'genesis'>, 'epoch'> = {
    type: 'genesis',
    protocolVersion,
    memberId,
    device: { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) },
    recovery,
    random: toBase64Url(random(32)),
  }
  // The commitment and the wraps name the workspace, so they are made after its id and are not part of it.
  const workspaceId = workspaceIdOf({ ...founding, epoch: { commit: zeroHash, wraps: {} } })
  const secret = newEpochSecret(random)
  const recipients = [founding.device, recovery].map(({ deviceId, dhKey }) => ({
    deviceId,
    dhKey: fromBase64Url(dhKey),
  }))
  const wraps = unwrap(await wrapForAll(secret, recipients, { workspaceId, epoch: 1, prevEpoch: 0 }))
  const body = writeAccessBody({ ...founding, epoch: { commit: epochCommit(workspaceId, 1, secret), wraps } })
  const place = {
    workspaceId: zeroHash,
    deviceId: keys.deviceId,
    deviceSeq: 1,
    prevDeviceHash: zeroHash,
    head: emptyHead,
    epoch: 1,
  }
  const signing = {
    sign: (message: Uint8Array) => sign(keys.sign.privateKey, toBytes(message)),
    epochKey: () => undefined,
  }
  const entry = await writeSignedEntry('access', newUuid(random), body, place, signing, random)
  return { workspaceId, memberId, genesis: sequenceEntry({ ...emptyHead, relayTime: 0 }, entry.bytes, clock.now()) }
}
