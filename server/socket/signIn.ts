/** Whether a signature over our challenge is that of who says hello. */

import { authBytes, type ClientFrame, type Speaker } from '../../lib/protocol/wire/frames'
import type { AccessState } from '../../lib/protocol/access/accessState'
import type { Bytes } from '../../lib/shared/bytes'
import { verifySignature } from '../verifySignature'
import { speakerKey } from './rights'

export interface SignIn {
  readonly hello: Extract<ClientFrame, { kind: 'hello' }>
  readonly relayNonce: Bytes
  readonly signature: Bytes
  /** The names this relay has; the client signed the one it was given. */
  readonly origins: readonly string[]
}

export async function isSignedBySpeaker(
  access: AccessState,
  { hello, relayNonce, signature, origins }: SignIn,
): Promise<boolean> {
  const publicKey = speakerKey(access, asDevice(hello.speaker))
  if (!publicKey) return false
  for (const origin of origins) {
    for (const relayOrigin of [origin, origin.replace(/^http/, 'ws')]) {
      const message = authBytes({ ...hello, relayNonce, relayOrigin })
      if (await verifySignature({ publicKey, message, signature })) return true
    }
  }
  return false
}

/** A founder is a device of the log it brings. */
export const asDevice = (speaker: Speaker): Speaker =>
  speaker.as === 'founder' ? { as: 'device', deviceId: speaker.deviceId } : speaker
