/**
 * Presence: a sealed and signed word that this device is here, with the log position it has applied. Kept nowhere. Two
 * devices that were shown different histories find out as soon as both are heard at once.
 */

import { deriveKey } from '../crypto/epoch'
import { openEntry, sealEntry } from '../crypto/sealEntry'
import { createVerifier } from '../crypto/verifier'
import { currentEpoch, isActiveDevice } from '../protocol/accessState'
import { presenceBytes, readPresence, writePresence, writePresenceHeader, type PresenceHeader } from '../protocol/presence'
import { fromBase64Url, type Bytes } from '../shared/bytes'
import type { Random } from '../shared/ids'
import { canonicalBytes } from '../shared/json'
import { fail, ok, type Result } from '../shared/result'
import type { Replica } from '../vault/replica'

export async function sealPresence(replica: Replica, { random, clock }: { readonly random: Random; readonly clock: { now(): number } }): Promise<Bytes | undefined> {
  const epoch = currentEpoch(replica.access())
  const secret = replica.epochKey(epoch)
  if (!secret) return undefined
  const { seq, chain } = replica.head()
  const header: PresenceHeader = { deviceId: replica.deviceId, epoch, time: clock.now(), head: { seq, chain } }
  const headerBytes = writePresenceHeader(header)
  const key = await deriveKey(secret, replica.workspaceId, 'presence', epoch)
  const unsigned = { headerBytes, ...(await sealEntry(key, headerBytes, canonicalBytes({}), random)) }
  const signature = await replica.signer().sign(presenceBytes(replica.workspaceId, unsigned))
  return writePresence({ header, ...unsigned, signature })
}

/** The header of a frame that an active device made. Fails with `malformed`, `unknownDevice`, `badSignature`, `noKey` or `notAuthentic`. */
export async function openPresence(replica: Replica, bytes: Uint8Array): Promise<Result<PresenceHeader>> {
  const presence = readPresence(bytes)
  if (!presence.ok) return presence
  const { header, headerBytes, nonce, ciphertext, signature } = presence.value
  const device = replica.access().devices[header.deviceId]
  if (!device || !isActiveDevice(replica.access(), header.deviceId)) return fail('unknownDevice', 'Somebody who is not a member spoke. Nothing was shown.')
  const message = presenceBytes(replica.workspaceId, { headerBytes, nonce, ciphertext })
  const valid = await verifier.verifyAll([{ publicKey: fromBase64Url(device.signKey), message, signature }])
  if (!valid) return fail('badSignature', 'The word of another device was changed on its way. Nothing was shown.')
  const secret = replica.epochKey(header.epoch)
  if (!secret) return fail('noKey', 'The key of another device is not here yet.')
  const opened = await openEntry(await deriveKey(secret, replica.workspaceId, 'presence', header.epoch), headerBytes, { nonce, ciphertext })
  return opened.ok ? ok(header) : opened
}

const verifier = createVerifier()
