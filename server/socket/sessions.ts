/** Who is connected: one socket per device, and the tokens of blob requests, which die with their socket. */

import { timingSafeEqual } from 'node:crypto'
import { memberOfDevice } from '../../lib/protocol/access/accessState'
import type { Speaker } from '../../lib/protocol/wire/frames'
import type { Bytes } from '../../lib/shared/bytes'
import { toBase64Url, utf8 } from '../../lib/shared/bytes'
import type { WorkspaceLog } from '../log/workspaceLog'
import { rightsOf, type Rights } from './rights'

export interface Session {
  readonly token: string
  readonly speaker: Speaker
  readonly workspace: WorkspaceLog
  /** Another socket of the same device signed in. */
  takeOver(): void
}

export interface Sessions {
  newToken(): string
  add(session: Session): void
  remove(session: Session): void
  /** The live session of a token, if it belongs to this workspace. */
  find(token: string, workspaceId?: string): Session | undefined
}

export function createSessions(random: (length: number) => Bytes): Sessions {
  const byToken = new Map<string, Session>()
  const byDevice = new Map<string, Session>()
  // An invitation that became a device is another speaker: the join may still be answered on its socket.
  const keyOf = ({ speaker, workspace }: Session): string =>
    `${workspace.workspaceId} ${speaker.as === 'invite' ? speaker.inviteId : ''} ${speaker.deviceId}`

  return {
    newToken: () => toBase64Url(random(32)),
    add(session) {
      const before = byDevice.get(keyOf(session))
      byDevice.set(keyOf(session), session)
      byToken.set(session.token, session)
      before?.takeOver()
    },
    remove(session) {
      byToken.delete(session.token)
      if (byDevice.get(keyOf(session)) === session) byDevice.delete(keyOf(session))
    },
    find(token, workspaceId) {
      const session = byToken.get(token)
      return session && (workspaceId === undefined || session.workspace.workspaceId === workspaceId)
        ? session
        : undefined
    },
  }
}

/** What a session may do at this moment. */
export const sessionRights = ({ speaker, workspace }: Session, now: number): Rights =>
  rightsOf(workspace.state().access, speaker, Math.max(now, workspace.head().relayTime))

/** Whose device speaks: the member, or the device itself where it is no member's. */
export const memberIdOf = ({ speaker, workspace }: Session): string =>
  memberOfDevice(workspace.state().access, speaker.deviceId)?.memberId ?? speaker.deviceId

/** Compared in a time that says nothing about where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const a = utf8(given)
  const b = utf8(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
