/** From the epochs in the access log to the secrets this device can open: its own wraps, then the sealed chain backwards. */

import { fromBase64Url, type Bytes } from '../shared/bytes'
import { fitsCommit, openPrevious } from './epoch'
import { unwrap } from './hpke'

/** As in the access state (lib/protocol/accessState.ts). */
export interface SealedEpoch {
  readonly epoch: number
  readonly commit: string
  readonly wraps: Readonly<Record<string, string>>
  readonly prevEpoch?: number
  readonly prevSealed?: string
  readonly byDeviceId: string
}

export interface OpenedEpochs {
  /** By epoch. Hand them to `epochKey` and forget them. */
  readonly secrets: ReadonlyMap<number, Bytes>
  /** "Bad epoch by X": the wrap, or the sealed older secret, does not open to what its entry promises. */
  readonly bad: readonly { readonly epoch: number; readonly byDeviceId: string }[]
}

/** `deviceId` and `dh` of the device, or of the recovery key. */
export async function openEpochs(
  epochs: readonly SealedEpoch[],
  reader: { readonly workspaceId: string; readonly deviceId: string; readonly dh: CryptoKeyPair },
): Promise<OpenedEpochs> {
  const secrets = new Map<number, Bytes>()
  const bad: { readonly epoch: number; readonly byDeviceId: string }[] = []
  for (const sealed of [...epochs].sort((a, b) => b.epoch - a.epoch)) {
    const secret = secrets.get(sealed.epoch) ?? await openOwnWrap(sealed, reader)
    if (secret) secrets.set(sealed.epoch, secret)
    const promised = secret !== undefined || sealed.wraps[reader.deviceId] === undefined
    const linked = secret === undefined || await openLink(sealed, secret, { epochs, reader, secrets })
    if (!promised || !linked) bad.push({ epoch: sealed.epoch, byDeviceId: sealed.byDeviceId })
  }
  return { secrets, bad }
}

async function openOwnWrap(sealed: SealedEpoch, reader: Parameters<typeof openEpochs>[1]): Promise<Bytes | undefined> {
  const wrapped = sealed.wraps[reader.deviceId]
  if (wrapped === undefined) return undefined
  const secret = await unwrap(fromBase64Url(wrapped), reader.dh, { workspaceId: reader.workspaceId, epoch: sealed.epoch, deviceId: reader.deviceId })
  return secret.ok && fitsCommit(reader.workspaceId, sealed.epoch, secret.value, sealed.commit) ? secret.value : undefined
}

/** Opens the older secret into `secrets`; false when it is not what it should be. */
async function openLink(
  sealed: SealedEpoch,
  secret: Bytes,
  { epochs, reader, secrets }: {
    readonly epochs: readonly SealedEpoch[]
    readonly reader: Parameters<typeof openEpochs>[1]
    readonly secrets: Map<number, Bytes>
  },
): Promise<boolean> {
  if (sealed.prevEpoch === undefined || sealed.prevSealed === undefined) return true
  const older = epochs.find((epoch) => epoch.epoch === sealed.prevEpoch)
  if (!older) return false
  const link = { workspaceId: reader.workspaceId, epoch: sealed.epoch, prevEpoch: sealed.prevEpoch }
  const opened = await openPrevious(secret, fromBase64Url(sealed.prevSealed), link, older.commit)
  if (opened.ok) secrets.set(older.epoch, opened.value)
  return opened.ok
}
