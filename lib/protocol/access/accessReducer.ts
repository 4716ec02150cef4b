/**
 * One access entry after the other makes the access state. Pure: whether signatures hold was checked before
 * (judge.ts says which), and the same bytes give the same state on every device and on the relay.
 */

import { assertNever } from '~/lib/shared/assert'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { AccessBody, AccessBodyOf } from './accessBody'
import { judgeNewEpoch, judgeRecover, judgeRotateRecovery } from './accessEpochs'
import { judgeGenesis } from './accessGenesis'
import { judgeAdmit, judgeInvite, judgeJoin, judgeRevokeInvite } from './accessInvites'
import { judgeBind, judgeConfirmBind } from './accessBindings'
import { judgeCompromised, judgeRemove, judgeSetRole } from './accessMembers'
import { judgeRules } from './accessRules'
import { judgeRelayJoined, judgeTimeReset } from './accessTime'
import { memberOfDevice, onlyManagers, type AccessContext, type AccessState, type MemberContext } from './accessState'
import { roleManagesMembers } from './workspaceRoles'

/**
 * The state after a body, or why the body does not count: `accessConflict` (made on another access head),
 * `roleMayNotWrite`, `roleMayNotGrant`, `badWraps`, `badDeviceId`, `lastOwner`, and those of each family.
 * The signer's being active and its epoch being current is judged before, by `judge`.
 */
export function judgeAccess(state: AccessState, body: AccessBody, context: AccessContext): Result<AccessState> {
  if (body.type === 'genesis') return withHead(judgeGenesis(state, body, context), context)
  if (state.workspaceId === '')
    return fail('noGenesis', 'The log does not begin with the founding of a workspace. Do not use this relay.')
  if (body.prev !== state.head.accessHash) {
    return fail(
      'accessConflict',
      'Members or devices changed at the same time. Look at the change, then do this again if it is still needed.',
    )
  }
  return withHead(judgeBody(state, body, context), context)
}

function judgeBody(
  state: AccessState,
  body: Exclude<AccessBody, AccessBodyOf<'genesis'>>,
  context: AccessContext,
): Result<AccessState> {
  if (body.type === 'join') return judgeJoin(state, body, context)
  if (body.type === 'recover') return judgeRecover(state, body, context)
  const actor = memberOfDevice(state, context.deviceId)
  if (!actor || !(roleManagesMembers(actor.role) || ofOwnDevices.includes(body.type))) return onlyManagers()
  return judgeByMember(state, body, { ...context, actor })
}

/** Bodies by which every member brings in and removes own devices; whose they are, each of them asks. */
const ofOwnDevices: readonly AccessBody['type'][] = ['invite', 'revokeInvite', 'admit', 'remove']

type MemberBody = Exclude<AccessBody, AccessBodyOf<'genesis' | 'join' | 'recover'>>

function judgeByMember(state: AccessState, body: MemberBody, context: MemberContext): Result<AccessState> {
  switch (body.type) {
    case 'invite':
      return judgeInvite(state, body, context)
    case 'revokeInvite':
      return judgeRevokeInvite(state, body, context)
    case 'admit':
      return judgeAdmit(state, body, context)
    case 'bind':
      return judgeBind(state, body, context)
    case 'confirmBind':
      return judgeConfirmBind(state, body, context)
    case 'setRole':
      return judgeSetRole(state, body, context)
    case 'remove':
      return judgeRemove(state, body, context)
    case 'compromised':
      return judgeCompromised(state, body, context)
    case 'newEpoch':
      return judgeNewEpoch(state, body, context)
    case 'rotateRecovery':
      return judgeRotateRecovery(state, body, context)
    case 'relayJoined':
      return judgeRelayJoined(state, body, context)
    case 'rules':
      return judgeRules(state, body, context)
    case 'timeReset':
      return judgeTimeReset(state, context)
    default:
      return assertNever(body)
  }
}

function withHead(judged: Result<AccessState>, context: AccessContext): Result<AccessState> {
  return judged.ok ? ok({ ...judged.value, head: { seq: context.seq, accessHash: context.entryHash } }) : judged
}
