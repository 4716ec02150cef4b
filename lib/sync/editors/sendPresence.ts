/**
 * Presence: a sealed and signed word that this device is here and where it writes. Kept nowhere, and decides nothing. A
 * frame that a relay keeps back or plays again is told by its time and dropped.
 */

import { deriveKey } from '~/lib/crypto/epoch'
import { openEntry, sealEntry } from '~/lib/crypto/sealEntry'
import { createVerifier } from '~/lib/crypto/verifier'
import { currentEpoch, isActiveDevice } from '~/lib/protocol/access/accessState'
import {
  presenceBytes,
  readPresence,
  writePresence,
  writePresenceHeader,
  type PresenceHeader,
} from '~/lib/protocol/bodies/presenceFrame'
import { readPresenceBody, writePresenceBody, type PresenceBody } from '~/lib/protocol/bodies/presenceBody'
import { fromBase64Url, type Bytes } from '~/lib/shared/bytes'
import type { Random } from '~/lib/shared/ids'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { Replica } from '~/lib/vault/replica/replica'

const nowhere: PresenceBody = { writing: [] }

/** How far from the relay's time, in milliseconds, a frame still speaks of now. */
export const presenceHoldsMs = 120_000

export interface PresenceSurroundings {
  readonly random: Random
  /** The relay's time, as far as it is known here. */
  readonly relayNow: () => number
}

export async function sealPresence(
  replica: Replica,
  { random, relayNow }: PresenceSurroundings,
  body: PresenceBody = nowhere,
): Promise<Bytes | undefined> {
  const epoch = currentEpoch(replica.access())
  const secret = replica.epochKey(epoch)
  if (!secret) return undefined
  const header: PresenceHeader = { deviceId: replica.deviceId, epoch, time: relayNow() }
  const headerBytes = writePresenceHeader(header)
  const key = await deriveKey(secret, replica.workspaceId, 'presence', epoch)
  const unsigned = { headerBytes, ...(await sealEntry(key, headerBytes, writePresenceBody(body), random)) }
  const signature = await replica.signer().sign(presenceBytes(replica.workspaceId, unsigned))
  return writePresence({ header, ...unsigned, signature })
}

export interface HeardPresence {
  readonly header: PresenceHeader
  readonly body: PresenceBody
}

/** What an active device said. Fails with `malformed`, `unknownDevice`, `badSignature`, `noKey` or `notAuthentic`. */
export async function openPresence(replica: Replica, bytes: Uint8Array): Promise<Result<HeardPresence>> {
  const presence = readPresence(bytes)
  if (!presence.ok) return presence
  const { header, headerBytes, nonce, ciphertext, signature } = presence.value
  const device = replica.access().devices[header.deviceId]
  if (!device || !isActiveDevice(replica.access(), header.deviceId))
    return fail('unknownDevice', 'Somebody who is not a member spoke. Nothing was shown.')
  const message = presenceBytes(replica.workspaceId, { headerBytes, nonce, ciphertext })
  const valid = await verifier.verifyAll([{ publicKey: fromBase64Url(device.signKey), message, signature }])
  if (!valid) return fail('badSignature', 'The word of another device was changed on its way. Nothing was shown.')
  const secret = replica.epochKey(header.epoch)
  if (!secret) return fail('noKey', 'The key of another device is not here yet.')
  const opened = await openEntry(await deriveKey(secret, replica.workspaceId, 'presence', header.epoch), headerBytes, {
    nonce,
    ciphertext,
  })
  return opened.ok ? ok({ header, body: readPresenceBody(opened.value) }) : opened
}

const verifier = createVerifier()

export interface PresenceGate {
  /**
   * Whether a genuine frame of that device and time is about now and was not heard before; if so, it is noted as heard.
   */
  letsIn(header: Pick<PresenceHeader, 'deviceId' | 'time'>): boolean
}

/** One for a connection: what was let in before it is older than two minutes, or later frames of it are. */
export function createPresenceGate({ relayNow }: Pick<PresenceSurroundings, 'relayNow'>): PresenceGate {
  const latest = new Map<string, number>()
  return {
    letsIn({ deviceId, time }) {
      if (Math.abs(relayNow() - time) > presenceHoldsMs || time <= (latest.get(deviceId) ?? Number.NEGATIVE_INFINITY))
        return false
      latest.set(deviceId, time)
      return true
    },
  }
}
