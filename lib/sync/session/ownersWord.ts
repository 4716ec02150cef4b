/**
 * What an owner's device says by itself about time, before anything else goes out: that a relay took the log in
 * (`relayJoined`), and, when its owner asked for it, that relay time may fall (`timeReset`). It goes past the outbox:
 * what waits there may be what a relay with a wrong clock refuses.
 */

import { writeAccessBody, type AccessBody } from '~/lib/protocol/access/accessBody'
import { rulesAreKnown } from '~/lib/protocol/access/accessRules'
import { currentEpoch, isActiveDevice, memberOfDevice, type AccessState } from '~/lib/protocol/access/accessState'
import { newUuid } from '~/lib/protocol/log/entry'
import type { Random } from '~/lib/shared/ids'
import type { Replica } from '~/lib/vault/replica/replica'
import type { Vault } from '~/lib/vault/store/tables'
import { writeSignedEntry, type SealedEntry } from '../outbox/sealBatch'

const broughtKey = 'relayBrought'
const resetKey = 'timeReset'

/** This device brought the log to the relay with this origin; remembered until the log says so. */
export const rememberBrought = async (vault: Vault, origin: string): Promise<void> =>
  void (await vault.meta.put({ key: broughtKey, value: origin }))

/** The owner asked that relay time may fall; remembered until it could. */
export const askTimeReset = async (vault: Vault): Promise<void> =>
  void (await vault.meta.put({ key: resetKey, value: true }))
export const forgetTimeReset = (vault: Vault): Promise<void> => vault.meta.delete(resetKey)
export const isTimeResetAsked = async (vault: Vault): Promise<boolean> => (await vault.meta.get(resetKey)) !== undefined

/** The entry that is due at the head of a relay's log, sealed for it; undefined when there is nothing to say. */
export async function ownersWord(
  replica: Replica,
  { origin, random }: { readonly origin: string; readonly random: Random },
): Promise<SealedEntry | undefined> {
  const access = replica.access()
  if (!isActiveDevice(access, replica.deviceId) || memberOfDevice(access, replica.deviceId)?.role !== 'owner')
    return undefined
  if (!rulesAreKnown(access).ok) return undefined
  const body = await dueBody(replica.vault, access, origin)
  if (!body) return undefined
  // As with everything this device signs; where a forged entry was found, it is said at the next connection.
  const settled = await replica.exclusive(() => replica.settled())
  if (!settled.ok) return undefined
  const own = replica.ownChain()
  const { seq, chain } = replica.head()
  return writeSignedEntry(
    'access',
    newUuid(random),
    writeAccessBody(body),
    {
      workspaceId: replica.workspaceId,
      deviceId: replica.deviceId,
      deviceSeq: own.deviceSeq + 1,
      prevDeviceHash: own.prevDeviceHash,
      head: { seq, chain },
      epoch: currentEpoch(access),
    },
    { sign: (message) => replica.signer().sign(message), epochKey: (epoch) => replica.epochKey(epoch) },
    random,
  )
}

async function dueBody(vault: Vault, access: AccessState, origin: string): Promise<AccessBody | undefined> {
  const prev = access.head.accessHash
  const joined = access.relays.at(-1)?.origin
  const brought = (await vault.meta.get(broughtKey))?.value
  // A relay has several names; only who brought the log, or the first owner to see none named, knows that this one is
  // new.
  if (joined === undefined || (brought === origin && joined !== origin)) return { type: 'relayJoined', prev, origin }
  if (brought !== undefined) await vault.meta.delete(broughtKey)
  return (await isTimeResetAsked(vault)) ? { type: 'timeReset', prev } : undefined
}
