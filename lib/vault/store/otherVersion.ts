/** Why a vault that another version of Plumbline wrote does not open here. */

import Dexie from 'dexie'
import { protocolVersion } from '~/lib/protocol/access/accessBody'
import { versionOfEntry } from '~/lib/protocol/log/entry'
import { fail, type Err } from '~/lib/shared/result'
import { vaultName, type VaultOptions } from './tables'

const oldWorkspace = (): Err =>
  fail(
    'oldWorkspace',
    'This workspace was made by an early version of Plumbline that this one no longer reads. Nothing of it was changed. Export what you need with that version, then create a new workspace.',
  )

const newerWorkspace = (): Err =>
  fail(
    'newerVersion',
    'A newer version of Plumbline has opened this workspace on this device. Update Plumbline, then open it again.',
  )

/**
 * Which of the two it is, told by the first entry of its log: the numbers of the tables say nothing, because they began
 * again with the present protocol. Throws what IndexedDB throws.
 */
export async function otherVersionFailure(
  workspaceId: string,
  options: Pick<VaultOptions, 'indexedDB' | 'IDBKeyRange'> = {},
): Promise<Err> {
  const db = new Dexie(vaultName(workspaceId), options)
  try {
    await db.open()
    const first: unknown = await db.table('log').get(1)
    const bytes = (first as { readonly bytes?: unknown } | undefined)?.bytes
    const version = bytes instanceof Uint8Array ? versionOfEntry(bytes) : undefined
    return version !== undefined && version < protocolVersion ? oldWorkspace() : newerWorkspace()
  } finally {
    db.close()
  }
}
