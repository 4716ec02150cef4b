/**
 * Who may open a socket, and what with it. Asked when somebody signs in and again whenever the access state
 * changes, so a removal ends a connection at once.
 */

import { checkStillValid } from '../../lib/protocol/access/accessInvites'
import { isActiveDevice, memberOfDevice, type AccessState } from '../../lib/protocol/access/accessState'
import type { CloseReason } from '../../lib/protocol/wire/closeCodes'
import type { Speaker } from '../../lib/protocol/wire/frames'
import { roleMayUpload, type Role } from '../../lib/protocol/access/workspaceRoles'
import { fromBase64Url, type Bytes } from '../../lib/shared/bytes'

export type Rights =
  | { readonly type: 'granted'; readonly accessOnly: boolean; readonly role: Role | undefined }
  | { readonly type: 'denied'; readonly reason: DenialReason }

/** Words that a closing socket says; who waits with an invitation learns from them what became of it. */
export type DenialReason = Extract<
  CloseReason,
  'notMember' | 'removed' | 'inviteUnknown' | 'inviteWithdrawn' | 'inviteUsed' | 'inviteExpired' | 'inviteVoid'
>

const denied = (reason: DenialReason): Rights => ({ type: 'denied', reason })

/** The key whose signature opens the socket; undefined for who was never here. */
export function speakerKey(access: AccessState, speaker: Speaker): Bytes | undefined {
  if (speaker.as === 'invite') {
    const invite = access.invites[speaker.inviteId]
    return invite && fromBase64Url(invite.publicKey)
  }
  const keys =
    access.devices[speaker.deviceId] ?? (access.recovery?.deviceId === speaker.deviceId ? access.recovery : undefined)
  return keys && fromBase64Url(keys.signKey)
}

export function rightsOf(access: AccessState, speaker: Speaker, relayTime: number): Rights {
  return speaker.as === 'invite' ? inviteRights(access, speaker, relayTime) : deviceRights(access, speaker.deviceId)
}

function deviceRights(access: AccessState, deviceId: string): Rights {
  // The recovery key is an owner's; what it may append, one `recover`, is the reducer's rule.
  if (access.recovery?.deviceId === deviceId) return { type: 'granted', accessOnly: false, role: undefined }
  if (!access.devices[deviceId]) return denied('notMember')
  if (!isActiveDevice(access, deviceId)) return denied('removed')
  return { type: 'granted', accessOnly: false, role: memberOfDevice(access, deviceId)?.role }
}

/** Until the device is admitted, it reads access entries; afterwards too, to find its wrap, if it hadn't heard yet. */
function inviteRights(access: AccessState, speaker: Extract<Speaker, { as: 'invite' }>, relayTime: number): Rights {
  const invite = access.invites[speaker.inviteId]
  const granted: Rights = { type: 'granted', accessOnly: true, role: undefined }
  if (!invite) return denied('inviteUnknown')
  if (invite.state === 'revoked') return denied('inviteWithdrawn')
  if (invite.join && invite.join.deviceId !== speaker.deviceId) return denied('inviteUsed')
  if (invite.state === 'admitted') return isActiveDevice(access, speaker.deviceId) ? granted : denied('removed')
  if (!checkStillValid(access, invite).ok) return denied('inviteVoid')
  return invite.state === 'joined' || relayTime < invite.expiresAt ? granted : denied('inviteExpired')
}

/** Who was admitted may read all files; who may write records with files may upload. Invitations see none. */
export const mayReadBlobs = (rights: Rights): boolean => rights.type === 'granted' && !rights.accessOnly
export const mayUploadBlobs = (rights: Rights): boolean =>
  mayReadBlobs(rights) && rights.type === 'granted' && rights.role !== undefined && roleMayUpload(rights.role)
