/**
 * Files of a draft as blobs of the vault: hashed, and named as the relay will know them. All of it happens before the
 * transaction. Bytes that the vault holds already keep their name, so that no earlier record loses its file.
 */

import { sha256HexOf } from '~/lib/crypto/digest'
import { idOfEncrypted, newBlobSalt } from '~/lib/crypto/blobCrypto'
import type { Blob as BlobRef } from '~/lib/records/fields'
import { currentEpoch } from '~/lib/protocol/access/accessState'
import { fail, ok, type Result } from '~/lib/shared/result'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import type { BlobRow } from '~/lib/vault/store/tables'
import type { EngineContext } from '~/lib/engine/commandContext'

export interface FileBytes {
  readonly name: string
  readonly mime: string
  readonly part: 'original' | 'derived'
  readonly bytes: Blob
}

export interface StoredFile extends FileBytes {
  readonly ref: BlobRef
  readonly row: BlobRow
}

/** What storing files needs of its surroundings. */
export type FileContext = Pick<EngineContext, 'workspaceId' | 'vault' | 'replica' | 'random' | 'clock'>

/**
 * Bytes that are here, and are what their hash says, keep their id. Others get one of this device's own, whatever the
 * log named for their hash before: that was another device's word, and may be wrong. Fails with `noKey` where the
 * device can't open the current epoch: it could not send the file to anybody.
 */
export async function storeFiles(
  ctx: FileContext,
  files: readonly FileBytes[],
): Promise<Result<readonly StoredFile[]>> {
  const epoch = currentEpoch(ctx.replica.access())
  const epochKey = ctx.replica.epochKey(epoch)
  if (!epochKey)
    return fail(
      'noKey',
      "Not sealed: this device can't open the workspace key yet. The picture is kept; connect to the relay and try again.",
    )
  const stored: StoredFile[] = []
  for (const file of files) {
    const sha256 = await sha256HexOf(file.bytes)
    const same = stored.find((other) => other.ref.sha256 === sha256)?.row
    const known = same ?? (await ctx.vault.blobs.get(sha256))
    const row =
      known && (same || (await areTheFile(known)))
        ? known
        : { ...(await newRow(ctx, file, { sha256, epoch, epochKey })), ...(known?.named && { named: known.named }) }
    stored.push({ ...file, row, ref: { sha256, id: row.id, size: file.bytes.size, mime: file.mime } })
  }
  return ok(stored)
}

async function newRow(
  ctx: FileContext,
  file: FileBytes,
  { sha256, epoch, epochKey }: { readonly sha256: string; readonly epoch: number; readonly epochKey: CryptoKey },
): Promise<BlobRow> {
  const salt = newBlobSalt(ctx.random)
  return {
    sha256,
    id: await idOfEncrypted(file.bytes, { epochKey, workspaceId: ctx.workspaceId, epoch, salt }),
    size: file.bytes.size,
    mime: file.mime,
    bytes: file.bytes,
    state: 'present',
    epoch,
    salt,
    upload: 'waiting',
    addedAt: ctx.clock.now(),
  }
}

/** Rows to write: one per distinct content. */
export const blobRows = (files: readonly StoredFile[]): readonly BlobRow[] => [
  ...new Map(files.map(({ row }) => [row.sha256, row])).values(),
]
