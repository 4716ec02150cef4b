/** From an invitation to a member, over the wire. */

import type { LogHead } from '~/lib/protocol/log/entry'
import type { Role } from '~/lib/protocol/access/workspaceRoles'
import { Client, hello } from './client'
import { admitBody, invitation, joinBody, newDevice, type Device, type Invitation, type Workspace } from './people'

export interface Admitted {
  readonly device: Device
  readonly invite: Invitation
  /** The log's head and the access head after it. */
  readonly head: LogHead
  readonly accessHash: string
}

/** Alice, online as `client`, invites somebody who joins and is admitted. `head` is the log's. */
export async function admitMember(
  workspace: Workspace,
  client: Client,
  options: { readonly role: Role; readonly head: LogHead; readonly accessHash: string; readonly now: number },
): Promise<Admitted> {
  const { alice } = workspace
  const device = await newDevice(workspace.workspaceId)
  const invite = await invitation(options.accessHash, options.role, options.now + 86_400_000)
  const invited = await alice.write('access', invite.body, options.head)
  const head = await client.store(invited)
  const socket = new Client(client.origin)
  await hello(socket, {
    workspaceId: workspace.workspaceId,
    speaker: { as: 'invite', deviceId: device.deviceId, inviteId: invite.inviteId },
    signKey: invite.signKey,
  })
  await socket.first('welcome')
  const join = await device.write('access', await joinBody(invite, device, invited.hash), head)
  const joined = await socket.store(join)
  const admit = await alice.write('access', admitBody(invite, device, join.hash, join.hash), joined)
  const admitted = await client.store(admit)
  socket.close()
  return { device, invite, head: admitted, accessHash: admit.hash }
}
