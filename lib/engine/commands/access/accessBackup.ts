/** Writing an encrypted backup: log, files and access of one workspace, in a file that the recovery kit opens. */

import { putDraft } from '~/lib/vault/store/drafts'
import { encryptBlob, newBlobSalt } from '~/lib/crypto/blobCrypto'
import { epochKey, newEpochSecret } from '~/lib/crypto/epoch'
import { wrap } from '~/lib/crypto/hpke'
import type { SealedRecovery } from '~/lib/crypto/recoveryKit'
import {
  backupFileName,
  backupVersion,
  writeBackupBody,
  writeBackupFile,
  type BackupFileFacts,
  type BackupManifest,
} from '~/lib/exchange/backup/backupFile'
import { followChain, writeSequenced } from '~/lib/protocol/log/chain'
import { emptyHead } from '~/lib/protocol/log/entry'
import { writeAll } from '~/lib/protocol/wire/wireReader'
import { fromBase64Url, toBase64Url, type Bytes } from '~/lib/shared/bytes'
import { newRecordId } from '~/lib/shared/ids'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { readLogAfter } from '~/lib/sync/session/readLog'
import { readRelaySettings } from '~/lib/sync/connection/relaySettings'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import type { BlobRow } from '~/lib/vault/store/tables'
import type { CommandOutput } from '~/lib/engine/commandMap'
import type { EngineContext, Handlers } from '~/lib/engine/commandContext'

/** The body's key is wrapped like an epoch secret, under a number that no epoch has. */
export const backupWrapEpoch = 0
/** The epoch written into the header of the sealed body; its key is the backup's own. */
export const backupBodyEpoch = 1

export const backupCommands = {
  async 'backup.export'(ctx) {
    const { recovery } = ctx.replica.access()
    if (!recovery)
      return fail(
        'noKit',
        'This workspace has no recovery kit, so nothing could open the backup. Ask an owner to make a kit.',
      )
    const log = await logOf(ctx)
    if (!log.ok) return log
    const rows = await wholeFiles(ctx)
    const manifest = await manifestOf(ctx, rows)
    const body = writeBackupBody(
      manifest,
      log.value,
      rows.flatMap(({ bytes }) => (bytes ? [bytes] : [])),
    )

    const file = await sealForKit(body, recovery, ctx)
    if (!file.ok) return file
    return keepAsDraft(ctx, file.value, manifest, recovery.deviceId)
  },
} satisfies Partial<Handlers>

/**
 * The file that the words of this kit open. Sealing needs no secret of the workspace, so a file that opens says nothing
 * of who wrote it.
 */
export async function sealForKit(
  body: Blob,
  recovery: SealedRecovery,
  { workspaceId, random }: Pick<EngineContext, 'workspaceId' | 'random'>,
): Promise<Result<Blob>> {
  const secret = newEpochSecret(random)
  const wrapped = await wrap(
    secret,
    { deviceId: recovery.deviceId, dhKey: fromBase64Url(recovery.dhKey) },
    { workspaceId, epoch: backupWrapEpoch, prevEpoch: backupWrapEpoch },
  )
  if (!wrapped.ok) return wrapped
  const salt = newBlobSalt(random)
  const sealed = await sealBody(body, { workspaceId, epochKey: await epochKey(secret), epoch: backupBodyEpoch, salt })
  return ok(
    writeBackupFile(
      {
        v: backupVersion,
        workspaceId,
        recovery: recovery as unknown as JsonValue,
        wrap: toBase64Url(wrapped.value),
        salt: toBase64Url(salt),
        bodyId: sealed.id,
      },
      sealed.blob,
    ),
  )
}

async function manifestOf(ctx: EngineContext, rows: readonly BlobRow[]): Promise<BackupManifest> {
  const settings = await readRelaySettings(ctx.vault)
  const scope = await ctx.replica.readRecord('scope', 'sc_main')
  const lastDeviceTime = await ctx.vault.log.filter(({ timeSource }) => timeSource === 'device').last()
  return {
    v: backupVersion,
    name: scope?.orgName ?? '',
    createdAt: ctx.clock.now(),
    relayUrl: settings.url,
    shared: settings.shared,
    deviceTimeUpTo: lastDeviceTime?.seq ?? 0,
    entries: ctx.replica.head().seq,
    files: rows.map(({ sha256, id, size, mime, epoch, salt, addedAt, bytes }): BackupFileFacts => ({
      sha256,
      id,
      size,
      mime,
      epoch,
      salt: toBase64Url(salt),
      addedAt,
      present: bytes !== undefined,
    })),
  }
}

/** A file whose bytes are not what its hash says goes in as one that is not here. */
async function wholeFiles({ vault }: EngineContext): Promise<readonly BlobRow[]> {
  const rows: BlobRow[] = []
  for (const { bytes, ...row } of await vault.blobs.toArray())
    rows.push(bytes && (await areTheFile({ ...row, bytes })) ? { ...row, bytes } : row)
  return rows
}

/**
 * All of the log, each entry after the one before. A file with a hole in its log would restore nothing, which nobody
 * should find out on that day.
 */
async function logOf({ vault, replica }: EngineContext): Promise<Result<readonly Bytes[]>> {
  const parts: Bytes[] = []
  const head = replica.head()
  let at: Parameters<typeof followChain>[0] = { ...emptyHead, relayTime: 0 }
  while (at.seq < head.seq) {
    const entries = await readLogAfter(vault, at.seq)
    for (const entry of entries) {
      if (!followChain(at, entry).ok) return damagedLog()
      at = entry
    }
    if (entries.length === 0) return damagedLog()
    parts.push(writeAll((encoder) => entries.forEach((entry) => writeSequenced(encoder, entry))))
  }
  return at.chain === head.chain ? ok(parts) : damagedLog()
}

const damagedLog = (): Err =>
  fail(
    'damagedLog',
    'No backup was written: the log on this device is damaged, so the file would restore nothing. Open Workspace, Integrity to see what is wrong, then use an older backup or let this device join again.',
  )

async function sealBody(
  body: Blob,
  sealing: Parameters<typeof encryptBlob>[1],
): Promise<{ readonly blob: Blob; readonly id: string }> {
  const parts: Bytes[] = []
  const encrypted = encryptBlob(body, sealing)
  for (;;) {
    const next = await encrypted.next()
    if (next.done) return { blob: new Blob(parts), id: next.value }
    parts.push(next.value)
  }
}

/** Bytes travel to the page through the vault; the draft is thrown away like any other once it was saved. */
async function keepAsDraft(
  ctx: EngineContext,
  file: Blob,
  manifest: BackupManifest,
  kit: string,
): Promise<Result<CommandOutput<'backup.export'>>> {
  const draftId = newRecordId('backup', ctx.random)
  const fileName = backupFileName(manifest.name, new Date(manifest.createdAt).toISOString().slice(0, 10))
  await putDraft(ctx.vault, { id: draftId, mode: 'backup', state: 'done', at: ctx.clock.now() }, [
    { name: fileName, mime: file.type, bytes: file },
  ])
  const waiting = new Set((await ctx.vault.outbox.toArray()).map(({ commandId }) => commandId))
  return ok({
    draftId,
    fileName,
    bytes: file.size,
    missingFiles: manifest.files.filter(({ present }) => !present).length,
    waiting: waiting.size,
    kit,
  })
}
