/**
 * Letting in who was invited "at once": a device that may, and is online, answers a join with the wrapped secret,
 * without anybody's click. An invitation that asks for the safety words is left alone: typing them is a person's act.
 */

import type { DeviceKeys } from '~/lib/crypto/deviceKeys'
import { writeAccessBody, type AccessBody, type AccessBodyOf } from '~/lib/protocol/access/accessBody'
import { memberOfPerson } from '~/lib/protocol/access/accessBindings'
import { checkStillValid } from '~/lib/protocol/access/accessInvites'
import {
  currentEpoch,
  isActiveDevice,
  mayBringIn,
  memberOfDevice,
  type AccessState,
  type Invite,
} from '~/lib/protocol/access/accessState'
import { roleManagesMembers } from '~/lib/protocol/access/workspaceRoles'
import { sha256Hex } from '~/lib/shared/hash'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { Replica } from '~/lib/vault/replica/replica'
import { wrapCurrentFor } from '../session/epochSecrets'
import { healCommand } from '../session/healing'
import { snapshotCommand } from '../snapshots/snapshotWriter'

const admitCommand = 'invite.admit'
const bindCommand = 'invite.bind'

/** Names in the outbox of what this device writes by itself. */
export const isAutomatic = (commandName: string): boolean =>
  commandName === admitCommand ||
  commandName === bindCommand ||
  commandName === healCommand ||
  commandName === snapshotCommand

/** Row of `meta` with the person a member is bound to once let in; kept by the device that invited. */
export const bindOnAdmitKey = (memberId: string): string => `bind/${memberId}`

/** Row of `meta`: the inviter has said that who was let in at once was expected. */
export const inviteSeenKey = (inviteId: string): string => `seen/${inviteId}`

export interface AdmissionOptions {
  readonly replica: Replica
  readonly keys: Pick<DeviceKeys, 'deviceId' | 'dh'>
  readonly clock: { now(): number }
}

/** Joins that this device may answer by itself now. */
export function admissible(access: AccessState, deviceId: string): readonly Invite[] {
  const actor = memberOfDevice(access, deviceId)
  if (!actor || !isActiveDevice(access, deviceId)) return []
  return Object.values(access.invites).filter(
    (invite) =>
      invite.state === 'joined' &&
      invite.admit === 'atOnce' &&
      checkStillValid(access, invite).ok &&
      mayBringIn(access, actor, invite),
  )
}

/**
 * Puts one admission, or the binding of one who was let in, into the outbox where none waits yet. Whether one was put.
 */
export async function admitNext(options: AdmissionOptions): Promise<boolean> {
  const { replica, keys } = options
  const access = replica.access()
  const [invite] = admissible(access, replica.deviceId)
  if (!invite?.join) return bindNext(options)
  const body = await admitBody(access, invite, keys)
  return body.ok && put(options, admitCommand, { inviteId: invite.inviteId }, body.value)
}

/**
 * The entry that lets in who joined by that invitation. Fails with `wrongJoin` where nobody did, and as wrapping fails.
 */
export async function admitBody(
  access: AccessState,
  invite: Invite,
  keys: AdmissionOptions['keys'],
): Promise<Result<AccessBodyOf<'admit'>>> {
  const { inviteId, join } = invite
  if (!join) return fail('wrongJoin', 'Nobody has opened this invitation yet.')
  const wrapped = await wrapCurrentFor(access, keys, join)
  if (!wrapped.ok) return wrapped
  return ok({
    type: 'admit',
    prev: access.head.accessHash,
    inviteId,
    deviceId: join.deviceId,
    joinHash: join.joinHash,
    epoch: currentEpoch(access),
    wrap: wrapped.value,
  })
}

/** Member ↔ person can only be said of a member, so it follows the admission (protocol.md 2). */
async function bindNext(options: AdmissionOptions): Promise<boolean> {
  const { replica } = options
  const access = replica.access()
  const actor = memberOfDevice(access, replica.deviceId)
  if (!actor || !roleManagesMembers(actor.role)) return false
  for (const { key, value } of await replica.vault.meta.where('key').startsWith(bindOnAdmitKey('')).toArray()) {
    const memberId = key.slice(bindOnAdmitKey('').length)
    const member = access.members[memberId]
    if (!member || member.removedAt !== undefined) continue
    // Somebody else may have become that person meanwhile; then a person decides.
    if (member.persons.length > 0 || memberOfPerson(access, String(value))) await replica.vault.meta.delete(key)
    else
      return put(
        options,
        bindCommand,
        { memberId },
        { type: 'bind', prev: access.head.accessHash, memberId, personId: String(value) },
      )
  }
  return false
}

function put(
  { replica, clock }: AdmissionOptions,
  name: string,
  input: JsonValue,
  body: AccessBody & { readonly prev: string },
): Promise<boolean> {
  return replica.exclusive(async () => {
    if (replica.access().head.accessHash !== body.prev) return false
    if ((await replica.vault.outbox.filter(({ payload }) => payload.type === 'access').count()) > 0) return false
    // One per access head: the same again after a restart is the same command.
    const commandId = `auto-${sha256Hex(`${name} ${JSON.stringify(input)} ${body.prev}`).slice(0, 22)}`
    const committed = await replica.commit({
      commandId,
      name,
      input,
      at: clock.now(),
      access: [writeAccessBody(body)],
      result: null,
    })
    return committed.ok
  })
}
