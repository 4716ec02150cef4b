/**
 * Opening an invitation link on this device: fresh keys, a vault, and a workspace row that waits until a member lets it
 * in.
 */

import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { importInviteKey } from '~/lib/crypto/inviteKeys'
import { fail, ok, type Result } from '~/lib/shared/result'
import { readInvitation } from '~/lib/sync/joining/invitation'
import { writeJoining } from '~/lib/sync/joining/joining'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { HostCommandMap } from '../commandMap'
import { deviceName, workspaceRow } from './createWorkspace'
import type { HostParts } from './host'

/**
 * Fails with `malformed` (not a whole link), `alreadyHere`, `badRelayUrl` or `badKey`. How joining goes is the `sync`
 * row.
 */
export async function joinWorkspace(
  host: HostParts,
  { link, deviceName: name }: HostCommandMap['join.start']['input'],
): Promise<Result<{ readonly workspaceId: string }>> {
  const invite = readInvitation(link)
  if (!invite.ok) return invite
  const { workspaceId, inviteId, head, relayUrl, shown } = invite.value
  const address = relayAddress(relayUrl)
  if (!address.ok) return address
  const inviteKey = await importInviteKey(invite.value)
  if (!inviteKey.ok) return inviteKey
  const known = await host.deviceDb.workspaces.get(workspaceId)
  if (known && known.state !== 'joining') {
    return fail(
      'alreadyHere',
      'This workspace is on this device already. Open it from the workspace list; for another member, use another browser profile.',
    )
  }
  // A new link for a workspace that waits replaces the old attempt: its keys may be spent.
  if (known) await host.erase(workspaceId)
  const vault = await host.openVault(workspaceId)
  await writeDeviceKeys(vault, await generateDeviceKeys())
  await writeJoining(
    vault,
    { relayUrl: address.value.origin, inviteId, head, shown, deviceName: name?.trim() || deviceName(host.browser) },
    inviteKey.value,
  )
  await host.deviceDb.workspaces.put(
    workspaceRow(host, workspaceId, {
      name: shown.organisation || address.value.host,
      state: 'joining',
      relayUrl: address.value.origin,
      kitConfirmed: true,
    }),
  )
  const engine = await host.engine(workspaceId)
  return engine.ok ? ok({ workspaceId }) : engine
}
