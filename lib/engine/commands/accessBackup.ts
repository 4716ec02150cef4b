/** Writing an encrypted backup: log, files and access of one workspace, in a file that the recovery kit opens. */

import { encryptBlob, newBlobSalt } from '../../crypto/blobs'
import { epochKey, newEpochSecret } from '../../crypto/epoch'
import { wrap } from '../../crypto/hpke'
import { backupFileName, backupVersion, writeBackupBody, writeBackupFile, type BackupFileFacts, type BackupManifest } from '../../exchange/backupFile'
import { writeSequenced } from '../../protocol/chain'
import { writeAll } from '../../protocol/wire'
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/bytes'
import { newRecordId } from '../../shared/ids'
import type { JsonValue } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import { readLogAfter } from '../../sync/readLog'
import { readRelaySettings } from '../../sync/relaySettings'
import type { BlobRow } from '../../vault/tables'
import type { EngineContext, Handlers } from '../context'

/** The body's key is wrapped like an epoch secret, under a number that no epoch has. */
export const backupWrapEpoch = 0
/** The epoch written into the header of the sealed body; its key is the backup's own. */
export const backupBodyEpoch = 1

export const backupCommands: Partial<Handlers> = {
  async 'backup.export'(ctx) {
    const { recovery } = ctx.replica.access()
    if (!recovery) return fail('noKit', 'This workspace has no recovery kit, so nothing could open the backup. Ask an owner to make a kit.')
    const rows = await ctx.vault.blobs.toArray()
    const manifest = await manifestOf(ctx, rows)
    const body = writeBackupBody(manifest, await logOf(ctx), rows.flatMap(({ bytes }) => (bytes ? [bytes] : [])))

    const secret = newEpochSecret(ctx.random)
    const wrapped = await wrap(secret, { deviceId: recovery.deviceId, dhKey: fromBase64Url(recovery.dhKey) }, { workspaceId: ctx.workspaceId, epoch: backupWrapEpoch, prevEpoch: backupWrapEpoch })
    if (!wrapped.ok) return wrapped
    const salt = newBlobSalt(ctx.random)
    const sealed = await sealBody(body, { workspaceId: ctx.workspaceId, epochKey: await epochKey(secret), epoch: backupBodyEpoch, salt })
    const file = writeBackupFile({
      v: backupVersion,
      workspaceId: ctx.workspaceId,
      recovery: recovery as unknown as JsonValue,
      wrap: toBase64Url(wrapped.value),
      salt: toBase64Url(salt),
      bodyId: sealed.id,
    }, sealed.blob)
    return keepAsDraft(ctx, file, manifest)
  },
}

async function manifestOf(ctx: EngineContext, rows: readonly BlobRow[]): Promise<BackupManifest> {
  const settings = await readRelaySettings(ctx.vault)
  const scope = await ctx.replica.readRecord('scope', 'sc_main')
  const lastDeviceTime = await ctx.vault.log.filter(({ timeSource }) => timeSource === 'device').last()
  return {
    v: backupVersion,
    name: scope?.orgName ?? '',
    createdAt: ctx.clock.now(),
    ...(settings.url && { relayUrl: settings.url }),
    shared: settings.shared,
    deviceTimeUpTo: lastDeviceTime?.seq ?? 0,
    entries: ctx.replica.head().seq,
    files: rows.map(({ sha256, id, size, mime, epoch, salt, addedAt, bytes }): BackupFileFacts =>
      ({ sha256, id, size, mime, epoch, salt: toBase64Url(salt), addedAt, present: bytes !== undefined })),
  }
}

async function logOf({ vault, replica }: EngineContext): Promise<readonly Bytes[]> {
  const parts: Bytes[] = []
  const { seq } = replica.head()
  for (let at = 0; at < seq; ) {
    const entries = await readLogAfter(vault, at)
    if (entries.length === 0) break
    parts.push(writeAll((encoder) => entries.forEach((entry) => writeSequenced(encoder, entry))))
    at = entries.at(-1)!.seq
  }
  return parts
}

async function sealBody(body: Blob, sealing: Parameters<typeof encryptBlob>[1]): Promise<{ readonly blob: Blob; readonly id: string }> {
  const parts: Bytes[] = []
  const encrypted = encryptBlob(body, sealing)
  for (;;) {
    const next = await encrypted.next()
    if (next.done) return { blob: new Blob(parts), id: next.value }
    parts.push(next.value)
  }
}

/** Bytes travel to the page through the vault; the draft is thrown away like any other once it was saved. */
async function keepAsDraft(ctx: EngineContext, file: Blob, manifest: BackupManifest): Promise<Result<{ draftId: string; fileName: string; bytes: number; missingFiles: number }>> {
  const draftId = newRecordId('backup', ctx.random)
  const fileName = backupFileName(manifest.name, new Date(manifest.createdAt).toISOString().slice(0, 10))
  const at = ctx.clock.now()
  await ctx.vault.transaction('rw', ctx.vault.drafts, ctx.vault.draftFiles, async () => {
    await ctx.vault.drafts.put({ id: draftId, mode: 'backup', state: 'done', startedAt: at, updatedAt: at, step: 1, steps: 1, facts: {}, links: {} })
    await ctx.vault.draftFiles.put({ draftId, name: fileName, order: 0, mime: file.type, part: 'original', bytes: file })
  })
  return ok({ draftId, fileName, bytes: file.size, missingFiles: manifest.files.filter(({ present }) => !present).length })
}
