/**
 * `key` entries: any active device may send a key again to devices whose own copy does not open. They add candidates
 * and replace nothing, so they need no compare-and-swap; each member has one candidate per recipient, so nobody can
 * fill the list. Only the recipient can tell whether a candidate opens, and it tries them in turn.
 */

import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { isActiveDevice, memberOfDevice, type AccessContext, type AccessState, type Epoch } from './accessState'
import type { KeyBody } from '../bodies/keyBody'

/** The state with the candidates. Fails with `unknownEpoch`, `unknownDevice` (a recipient) or `knownCandidate`. */
export function judgeKey(
  state: AccessState,
  body: KeyBody,
  context: Pick<AccessContext, 'deviceId' | 'seq'>,
): Result<AccessState> {
  const epoch = state.epochs[body.epoch - 1]
  if (!epoch) return fail('unknownEpoch', 'The key that is sent again does not exist.')
  const memberId = memberOfDevice(state, context.deviceId)!.memberId
  const by = { memberId, byDeviceId: context.deviceId, seq: context.seq }
  if (body.type === 'reseal') {
    if (epoch.prevEpoch === undefined) return fail('unknownEpoch', 'The first key has none before it.')
    if (epoch.reseals?.some((candidate) => candidate.memberId === memberId)) return knownCandidate()
    return ok(
      withEpoch(state, { ...epoch, reseals: [...(epoch.reseals ?? []), { ...by, prevSealed: body.prevSealed }] }),
    )
  }
  const recipients = Object.entries(body.wraps)
  if (recipients.length === 0) return fail('unknownDevice', 'The key is sent again to nobody.')
  // Only those whom the epoch was made for, and who are still here: one more would be a hidden reader.
  const stays = (deviceId: string): boolean =>
    epoch.wraps[deviceId] !== undefined && (isActiveDevice(state, deviceId) || state.recovery?.deviceId === deviceId)
  if (!recipients.every(([deviceId]) => stays(deviceId)))
    return fail('unknownDevice', 'The key is sent again to a device that it was not made for, or that was removed.')
  const known = recipients.some(([deviceId]) =>
    epoch.rewraps?.some((candidate) => candidate.deviceId === deviceId && candidate.memberId === memberId),
  )
  if (known) return knownCandidate()
  const added = recipients.map(([deviceId, wrap]) => ({ ...by, deviceId, wrap }))
  return ok(withEpoch(state, { ...epoch, rewraps: [...(epoch.rewraps ?? []), ...added] }))
}

const withEpoch = (state: AccessState, epoch: Epoch): AccessState => ({
  ...state,
  epochs: state.epochs.map((other) => (other.epoch === epoch.epoch ? epoch : other)),
})

const knownCandidate = (): Err => fail('knownCandidate', 'A device of the same member sent this key again before.')
