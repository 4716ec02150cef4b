/** A file that a device sealed and holds, and the evidence that names it in the log. */

import { blobRows, storeFiles } from '~/lib/engine/commands/evidence/evidenceFiles'
import { unwrap } from '~/lib/shared/result'
import type { Replica } from '~/lib/vault/replica/replica'
import type { BlobRow, Vault } from '~/lib/vault/store/tables'
import { random } from './relay'

export interface Holder {
  readonly workspaceId: string
  readonly vault: Vault
  readonly replica: Replica
}

export async function sealFile({ workspaceId, vault, replica }: Holder, bytes: Blob, now = 5): Promise<BlobRow> {
  const stored = unwrap(
    await storeFiles({ workspaceId, vault, replica, random, clock: { now: () => now } }, [
      { name: 'picture.png', mime: bytes.type, part: 'original', bytes },
    ]),
  )
  await vault.blobs.bulkPut([...blobRows(stored)])
  return stored[0]!.row
}

export async function nameFile(
  { replica }: Pick<Holder, 'replica'>,
  { sha256, id, size, mime }: Pick<BlobRow, 'sha256' | 'id' | 'size' | 'mime'>,
  evidence: string,
): Promise<void> {
  const value = { blob: { sha256, id, size, mime }, mime, size, part: 'original' }
  await replica.exclusive(async () =>
    unwrap(
      await replica.commit({
        commandId: `names-${evidence}`,
        name: 'test',
        input: null,
        at: 5,
        result: null,
        intents: [
          ['kind', 'evidence'],
          ['title', 'Picture'],
          ['files/picture.png', value],
        ].map(([field, after]) => ({
          type: 'set' as const,
          book: 'evidence' as const,
          key: `${evidence}/${String(field)}`,
          before: null,
          after: after as never,
        })),
      }),
    ),
  )
}
