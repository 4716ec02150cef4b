/** A device that was removed from its workspace: how that is known, said, and what becomes of what was not out yet. */

import { isActiveDevice } from '~/lib/protocol/access/accessState'
import type { Replica } from '~/lib/vault/replica/replica'
import { removedWords, words } from './syncWords'

export function isRemoved(replica: Replica): boolean {
  const access = replica.access()
  return access.devices[replica.deviceId] !== undefined && !isActiveDevice(access, replica.deviceId)
}

/** By whose entry, of which organisation, as a sentence. */
export async function removedSentence(replica: Replica): Promise<string> {
  const { devices, members } = replica.access()
  const device = devices[replica.deviceId]
  const seq = device && (device.removedAt ?? members[device.memberId]?.removedAt)
  const scope = (await replica.vault.table('scope').get('sc_main')) as { readonly orgName?: string } | undefined
  return removedWords(scope?.orgName, seq === undefined ? undefined : await replica.vault.log.get(seq))
}

/** MG17: what was not out stays on this device under "Not sent", with its content. */
export async function keepAsNotSent(replica: Replica): Promise<void> {
  const done = new Set<string>()
  for (
    let batch = await replica.takeBatch(new Set());
    batch && !done.has(batch.uuid);
    batch = await replica.takeBatch(new Set())
  ) {
    done.add(batch.uuid)
    await replica.refuse(batch.uuid, { type: 'removed', message: words.notSentRemoved })
  }
}
