/**
 * Keys that somebody was promised and did not get: found by every device for everybody, kept as a row that interfaces
 * show, healed by whoever can (lib/sync/session/healing.ts). One's own verdict about others' entries, so no verdict of the log.
 */

import type { KeyFault } from '~/lib/vault/replica/replicaCore'
import type { KeyFaults } from '~/lib/vault/replica/replicaCore'
import { sha256Hex } from '~/lib/shared/hash'
import type { AccessState, Epoch } from '~/lib/protocol/access/accessState'
import type { Core } from '../replica/replicaCore'

/** Row of `meta`: `KeyFaults`. */
export const keyFaultsKey = 'keyFaults'

export const noKeyFaults: KeyFaults = { faults: [], looked: {} }

/** Looks at what changed since the last time and keeps the row. */
export async function noteKeyFaults(core: Core): Promise<void> {
  const {
    vault,
    keys,
    log: { access },
  } = core
  const before = core.keyFaults
  const looked = Object.fromEntries(access.epochs.map((epoch) => [epoch.epoch, fingerprintOf(epoch)]))
  const changed = new Set(
    access.epochs.filter(({ epoch }) => before.looked[epoch] !== looked[epoch]).map(({ epoch }) => epoch),
  )
  if (changed.size === 0) return
  const found = await keys.findFaults(access, changed)
  const faults: KeyFault[] = before.faults.filter(({ epoch }) => !changed.has(epoch))
  for (const fault of found) {
    const epoch = access.epochs[fault.epoch - 1]!
    const makers = new Map<string, { readonly seq: number; readonly recipients: string[] }>()
    for (const recipient of fault.recipients) {
      const { deviceId, seq } = makerOf(access, epoch, recipient)
      if (!makers.has(deviceId)) makers.set(deviceId, { seq, recipients: [] })
      makers.get(deviceId)!.recipients.push(recipient)
    }
    if (fault.chain && !makers.has(epoch.byDeviceId)) makers.set(epoch.byDeviceId, { seq: epoch.seq, recipients: [] })
    for (const [byDeviceId, { seq, recipients }] of makers) {
      const chain = fault.chain && byDeviceId === epoch.byDeviceId
      const at = (await vault.log.get(seq))?.relayTime ?? 0
      const owedWraps = Object.entries(fault.right.wraps).filter(
        ([recipient, wrap]) => recipients.includes(recipient) && !isSentAgain(epoch, recipient, wrap),
      )
      const owesChain = chain && !epoch.reseals?.some(({ prevSealed }) => prevSealed === fault.right.prevSealed)
      const known = recipients.every((recipient) => fault.right.wraps[recipient] !== undefined)
      faults.push({
        epoch: fault.epoch,
        byDeviceId,
        at,
        recipients,
        chain,
        healed: known && owedWraps.length === 0 && !owesChain,
        owed: {
          wraps: Object.fromEntries(owedWraps),
          ...(owesChain && fault.right.prevSealed !== undefined && { prevSealed: fault.right.prevSealed }),
        },
      })
    }
  }
  core.keyFaults = { faults: faults.sort((a, b) => a.epoch - b.epoch), looked }
  await vault.meta.put({ key: keyFaultsKey, value: core.keyFaults })
}

/** A recipient that came after the epoch was made has its wrap from who admitted it. */
function makerOf(
  { devices }: AccessState,
  epoch: Epoch,
  recipient: string,
): { readonly deviceId: string; readonly seq: number } {
  const device = devices[recipient]
  const later = device !== undefined && device.admittedAt > epoch.seq && device.admittedBy !== undefined
  return later
    ? { deviceId: device.admittedBy!, seq: device.admittedAt }
    : { deviceId: epoch.byDeviceId, seq: epoch.seq }
}

const isSentAgain = ({ rewraps }: Epoch, recipient: string, wrap: string): boolean =>
  rewraps?.some((candidate) => candidate.deviceId === recipient && candidate.wrap === wrap) ?? false

const fingerprintOf = ({ commit, wraps, prevSealed, rewraps, reseals }: Epoch): string =>
  sha256Hex(
    JSON.stringify([
      commit,
      Object.entries(wraps).sort(),
      prevSealed ?? '',
      rewraps?.length ?? 0,
      reseals?.length ?? 0,
    ]),
  ).slice(0, 16)
