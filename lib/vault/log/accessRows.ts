/** Members, devices and invitations as rows: what the access state says, with times instead of positions. */

import {
  activeMembers,
  deviceCode,
  isActiveDevice,
  type AccessState,
  type Binding,
  type Member,
} from '~/lib/protocol/access/accessState'
import { checkStillValid } from '~/lib/protocol/access/accessInvites'
import type { BoundPerson } from '~/lib/isms/statement/onWord'
import type { OwnedTime } from '~/lib/isms/statement/topManagement'
import type { DeviceRow, InviteRow, MemberRow } from '../store/tables'

export interface AccessRows {
  readonly members: readonly MemberRow[]
  readonly devices: readonly DeviceRow[]
  readonly invites: readonly InviteRow[]
}

/** Positions in the log whose times the rows need. */
export const positionsNeeded = ({ members, devices }: AccessState): readonly number[] => [
  ...Object.values(members).flatMap(({ roles, persons, removedAt }) => [
    ...roles.map(({ seq }) => seq),
    ...persons.slice(-1).map(({ seq }) => seq),
    ...(removedAt === undefined ? [] : [removedAt]),
  ]),
  ...Object.values(devices).flatMap(({ admittedAt, removedAt }) => [
    admittedAt,
    ...(removedAt === undefined ? [] : [removedAt]),
  ]),
]

export function accessRows(
  access: AccessState,
  facts: {
    readonly ownDeviceId: string
    readonly timeAt: (seq: number) => number
    readonly heard: (deviceId: string) => number | undefined
  },
): AccessRows {
  const { ownDeviceId, timeAt, heard } = facts
  const active = new Set(activeMembers(access).map(({ memberId }) => memberId))
  return {
    members: Object.values(access.members).map(({ memberId, role, roles, persons, removedAt }) => ({
      memberId,
      role,
      ...(persons.length > 0 && { personId: persons.at(-1)!.personId }),
      ...boundAgain(persons.at(-1), timeAt),
      ...(persons.length > 0 && { bound: boundOf(persons) }),
      active: active.has(memberId),
      since: timeAt(roles[0]!.seq),
      owned: timesOwned(roles, removedAt, timeAt),
      ...(removedAt !== undefined && { until: timeAt(removedAt) }),
    })),
    devices: Object.values(access.devices).map(
      ({ deviceId, memberId, position, admittedAt, admittedBy, compromisedSince, ...device }) => ({
        deviceId,
        memberId,
        code: deviceCode(position),
        active: isActiveDevice(access, deviceId),
        since: timeAt(admittedAt),
        ...endOf(device.removedAt ?? access.members[memberId]?.removedAt, timeAt),
        ...(heard(deviceId) !== undefined && { lastHeard: heard(deviceId)! }),
        own: deviceId === ownDeviceId,
        ...(admittedBy !== undefined && { admittedBy }),
        ...(compromisedSince !== undefined && { compromisedSince }),
      }),
    ),
    invites: Object.values(access.invites).map((invite) => ({
      inviteId: invite.inviteId,
      memberId: invite.memberId,
      role: invite.role,
      expiresAt: invite.expiresAt,
      issuer: invite.issuerId,
      admit: invite.admit,
      furtherDevice: (access.members[invite.memberId]?.roles[0]?.seq ?? Infinity) < invite.seq,
      state:
        (invite.state === 'open' || invite.state === 'joined') && !checkStillValid(access, invite).ok
          ? 'void'
          : invite.state,
      ...(invite.join && { deviceId: invite.join.deviceId }),
    })),
  }
}

/** Bindings as the rules about independence read them (ST12, ST17). */
export const boundOf = (persons: Member['persons']): readonly BoundPerson[] =>
  persons.map(({ seq, personId, byMemberId, again, via, confirmed, same }) => ({
    seq,
    personId,
    byMemberId,
    ...(again && { again }),
    ...(via && { via }),
    ...(confirmed && { confirmedAt: confirmed.seq }),
    ...(same && { same }),
  }))

/** A device also ends where its member does. */
const endOf = (removedAt: number | undefined, timeAt: (seq: number) => number): Pick<DeviceRow, 'until'> =>
  removedAt === undefined ? {} : { until: timeAt(removedAt) }

const boundAgain = (binding: Binding | undefined, timeAt: (seq: number) => number): Pick<MemberRow, 'boundAgain'> =>
  binding?.again && !binding.confirmed
    ? {
        boundAgain: {
          byMemberId: binding.byMemberId,
          at: timeAt(binding.seq),
          ...(binding.via && { via: binding.via }),
        },
      }
    : {}

/**
 * ST12: when a member was an owner. The role somebody came with has no beginning: what he was before, the log does not
 * know.
 */
function timesOwned(
  roles: Member['roles'],
  removedAt: number | undefined,
  timeAt: (seq: number) => number,
): readonly OwnedTime[] {
  return roles.flatMap(({ role, seq }, index) => {
    const end = roles[index + 1]?.seq ?? removedAt
    return role === 'owner'
      ? [{ ...(index > 0 && { since: timeAt(seq) }), ...(end !== undefined && { until: timeAt(end) }) }]
      : []
  })
}
