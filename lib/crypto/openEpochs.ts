/**
 * From the epochs in the access log to the secrets this device can open: its own wraps, then the sealed chain
 * backwards. And, because nothing in an epoch but its secret is drawn, whether everybody else was given what they were
 * promised.
 */

import { fromBase64Url, toBase64Url, type Bytes } from '../shared/bytes'
import { fitsCommit, openPrevious, sealPrevious, type EpochLink } from './epoch'
import { unwrap, wrap } from './hpke'

/** As in the access state (lib/protocol/access/accessState.ts). */
export interface SealedEpoch {
  readonly epoch: number
  readonly commit: string
  readonly wraps: Readonly<Record<string, string>>
  readonly prevEpoch?: number
  readonly prevSealed?: string
  /** Made again by others for one recipient each, in the order of the log; tried after the original. */
  readonly rewraps?: readonly { readonly deviceId: string; readonly wrap: string }[]
  /** The older secret, sealed again by others. */
  readonly reseals?: readonly { readonly prevSealed: string }[]
}

/** `deviceId` and `dh` of the device, or of the recovery key. */
export interface EpochReader {
  readonly workspaceId: string
  readonly deviceId: string
  readonly dh: CryptoKeyPair
}

/**
 * The secrets this reader can open, by epoch. Hand them to `epochKey` and forget them. What does not open to what its
 * epoch promises is not among them; whose fault it is, `findFault` says.
 */
export async function openEpochs(
  epochs: readonly SealedEpoch[],
  reader: EpochReader,
): Promise<ReadonlyMap<number, Bytes>> {
  const secrets = new Map<number, Bytes>()
  for (const sealed of [...epochs].sort((a, b) => b.epoch - a.epoch)) {
    const secret = secrets.get(sealed.epoch) ?? (await openOwnWrap(sealed, reader))
    if (!secret) continue
    secrets.set(sealed.epoch, secret)
    const older = epochs.find(({ epoch }) => epoch === sealed.prevEpoch)
    const opened = older && (await openLink(sealed, secret, older, reader.workspaceId))
    if (opened) secrets.set(older.epoch, opened)
  }
  return secrets
}

/** The secret of one epoch from the wrap made for this reader: the original, else one that somebody made again. */
export async function openOwnWrap(sealed: SealedEpoch, reader: EpochReader): Promise<Bytes | undefined> {
  const { workspaceId, deviceId } = reader
  const again = (sealed.rewraps ?? [])
    .filter((candidate) => candidate.deviceId === deviceId)
    .map((candidate) => candidate.wrap)
  for (const wrapped of [sealed.wraps[deviceId], ...again]) {
    if (wrapped === undefined) continue
    const secret = await unwrap(fromBase64Url(wrapped), reader.dh, { workspaceId, epoch: sealed.epoch, deviceId })
    if (secret.ok && fitsCommit(workspaceId, sealed.epoch, secret.value, sealed.commit)) return secret.value
  }
  return undefined
}

/** What is wrong with an epoch as its maker, or whoever admitted a device into it, wrote it. */
export interface EpochFault {
  readonly epoch: number
  /**
   * Devices (or the recovery key) whose original wrap is not the one that opens. Empty where only the chain is broken.
   */
  readonly recipients: readonly string[]
  /** The secret of the epoch before can't be read out of this one. */
  readonly chain: boolean
  /** What should stand there; empty for who can't open the epoch either. */
  readonly right: { readonly wraps: Readonly<Record<string, string>>; readonly prevSealed?: string }
}

/**
 * Every wrap and the sealed older secret of one epoch, made again and compared byte by byte. `secrets` is what
 * `openEpochs` found; of an epoch that is not among them, only one's own wrap can be said to be wrong. `dhKeyOf`: the
 * raw point of a recipient, `undefined` for one who is not known any more.
 */
export async function findFault(
  sealed: SealedEpoch,
  { workspaceId, deviceId }: Pick<EpochReader, 'workspaceId' | 'deviceId'>,
  {
    secrets,
    dhKeyOf,
  }: { readonly secrets: ReadonlyMap<number, Bytes>; readonly dhKeyOf: (deviceId: string) => Bytes | undefined },
): Promise<EpochFault | undefined> {
  const secret = secrets.get(sealed.epoch)
  if (!secret)
    return sealed.wraps[deviceId] === undefined
      ? undefined
      : { epoch: sealed.epoch, recipients: [deviceId], chain: false, right: { wraps: {} } }
  const link: EpochLink = { workspaceId, epoch: sealed.epoch, prevEpoch: sealed.prevEpoch ?? 0 }
  const recipients: string[] = []
  const wraps: Record<string, string> = {}
  for (const [recipient, given] of Object.entries(sealed.wraps)) {
    const dhKey = dhKeyOf(recipient)
    if (!dhKey) continue
    const right = await wrap(secret, { deviceId: recipient, dhKey }, link)
    if (right.ok && toBase64Url(right.value) === given) continue
    recipients.push(recipient)
    if (right.ok) wraps[recipient] = toBase64Url(right.value)
  }
  const previous = secrets.get(link.prevEpoch)
  const prevSealed = previous && toBase64Url(await sealPrevious(secret, previous, link))
  const chain = sealed.prevSealed !== prevSealed
  if (recipients.length === 0 && !chain) return undefined
  return {
    epoch: sealed.epoch,
    recipients,
    chain,
    right: { wraps, ...(chain && prevSealed !== undefined && { prevSealed }) },
  }
}

/** The older secret that a newer one seals: as its maker sealed it, else as somebody did again. */
async function openLink(
  sealed: SealedEpoch,
  secret: Bytes,
  older: SealedEpoch,
  workspaceId: string,
): Promise<Bytes | undefined> {
  const link = { workspaceId, epoch: sealed.epoch, prevEpoch: older.epoch }
  // Whoever names an older epoch seals its secret as well.
  for (const text of [sealed.prevSealed!, ...(sealed.reseals ?? []).map(({ prevSealed }) => prevSealed)]) {
    const opened = await openPrevious(secret, fromBase64Url(text), link, older.commit)
    if (opened.ok) return opened.value
  }
  return undefined
}
