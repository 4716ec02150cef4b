/**
 * A backup file and the words of the recovery kit become a workspace again. Nothing of the file is believed: the
 * founding must have the id, and the log must follow from it. This device then enters as a new one, by an entry that
 * the recovery key signs (lib/sync/joining/recovering.ts): into the relay's log where the workspace has one, else into its own.
 */

import type { BackupLook } from '~/lib/engine/commandMap'
import { decryptBlob, idOfEncrypted } from '~/lib/crypto/blobCrypto'
import { generateDeviceKeys, type DeviceKeys } from '~/lib/crypto/deviceKeys'
import { epochKey } from '~/lib/crypto/epoch'
import { unwrap as unwrapSecret } from '~/lib/crypto/hpke'
import { entropyOf, openRecoveryKit, type SealedRecovery } from '~/lib/crypto/recoveryKit'
import { readBackupBody, readBackupFile, type BackupBody, type BackupHeader } from '~/lib/exchange/backup/backupFile'
import { activeMembers } from '~/lib/protocol/access/accessState'
import { readSequenced, type SequencedEntry } from '~/lib/protocol/log/chain'
import { malformed, readAll, type Decoder } from '~/lib/protocol/wire/wireReader'
import { fromBase64Url, toBytes, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'
import { expectFiles, filesNamed } from '~/lib/sync/blobs/expectedFiles'
import { writeRelaySettings } from '~/lib/sync/connection/relaySettings'
import { createLogVerification, type LogVerification } from '~/lib/sync/session/verifyLog'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf, writeDeviceKeys, writeRecoveryKeys } from '~/lib/vault/store/deviceKeyStore'
import { readErased, standing } from '~/lib/vault/log/erasures'
import { areTheFile } from '~/lib/vault/store/fileBytes'
import type { Replica } from '~/lib/vault/replica/replica'
import type { BlobRow, Vault } from '~/lib/vault/store/tables'
import { backupWrapEpoch } from '../commands/access/accessBackup'
import { kitConfirmedIdKey, kitConfirmedKey } from '../commands/access/accessKit'
import { workspaceRow } from './createWorkspace'
import type { HostParts } from './host'

export interface RestoredWorkspace {
  readonly workspaceId: string
  readonly entries: number
  /** Files whose bytes were not in the backup; they arrive when a device that has them connects. */
  readonly missingFiles: number
}

export interface BackupInput {
  readonly file: Blob
  readonly words: readonly string[]
  /** `bodyId` of the look that a person agreed to. */
  readonly looked?: string | undefined
}

/** Opens and checks a backup, and writes nothing. Fails as `restoreWorkspace` does. */
export async function lookAtBackup(host: HostParts, input: BackupInput): Promise<Result<BackupLook>> {
  const opened = await openBackup(host, input)
  if (!opened.ok) return opened
  const { header, body, log } = opened.value
  const { head, state } = log.verification
  return ok({
    bodyId: header.bodyId,
    workspaceId: header.workspaceId,
    name: nameIn(body),
    entries: head.seq,
    lastAt: head.relayTime,
    members: activeMembers(state.access).length,
    ...(body.manifest.relayUrl !== undefined && { relayUrl: body.manifest.relayUrl }),
  })
}

/**
 * Fails with `backupChanged`, `notABackup`, `oldWorkspace`, `newerVersion`, `wordCount`, `unknownWord`, `wrongWords`,
 * `wrongKit`, `damagedBackup`, `alreadyHere`, and with what writing to the disk fails with.
 */
export async function restoreWorkspace(host: HostParts, input: BackupInput): Promise<Result<RestoredWorkspace>> {
  const opened = await openBackup(host, input)
  if (!opened.ok) return opened
  const { header, body, recovery, log } = opened.value
  const keys = await generateDeviceKeys()
  const written = await writeVault(host, { header, body, keys, recovery, log: log.entries })
  if (!written.ok) return written
  const engine = await host.engine(header.workspaceId)
  if (!engine.ok) return engine
  return ok({ workspaceId: header.workspaceId, entries: log.entries.length, missingFiles: written.value })
}

interface VerifiedLog {
  readonly entries: readonly SequencedEntry[]
  readonly verification: LogVerification
}

interface OpenedBackup {
  readonly header: BackupHeader
  readonly body: BackupBody
  readonly recovery: DeviceKeys
  readonly log: VerifiedLog
}

async function openBackup(host: HostParts, { file, words, looked }: BackupInput): Promise<Result<OpenedBackup>> {
  const read = await readBackupFile(file)
  if (!read.ok) return read
  const { header, sealedBody } = read.value
  if (looked !== undefined && header.bodyId !== looked)
    return fail(
      'backupChanged',
      'The backup file was exchanged after you looked at it. Choose it again, and look where it ends and at its relay.',
    )
  if (await host.deviceDb.workspaces.get(header.workspaceId)) {
    return fail(
      'alreadyHere',
      'This workspace is on this device already. Erase it from this device first, if the backup is to replace it.',
    )
  }
  const recovery = await recoveryKeysOf(header, words)
  if (!recovery.ok) return recovery
  const body = await openBody(header, sealedBody, recovery.value)
  if (!body.ok) return body
  const log = await verifiedLog(header.workspaceId, body.value.log)
  if (!log.ok) return log
  if (log.value.entries.length !== body.value.manifest.entries) return damaged()
  if (log.value.verification.state.access.recovery?.deviceId !== recovery.value.deviceId) return oldKit()
  return ok({ header, body: body.value, recovery: recovery.value, log: log.value })
}

const nameIn = ({ manifest }: BackupBody): string => manifest.name || 'Workspace'

async function recoveryKeysOf({ recovery }: BackupHeader, words: readonly string[]): Promise<Result<DeviceKeys>> {
  const entropy = entropyOf(words.join(' '))
  if (!entropy.ok) return entropy
  try {
    return await openRecoveryKit(entropy.value, recovery as unknown as SealedRecovery)
  } catch {
    // The header is not sealed: whatever it holds instead of keys was put there later.
    return damaged()
  }
}

async function openBody(header: BackupHeader, sealedBody: Blob, recovery: DeviceKeys): Promise<Result<BackupBody>> {
  const { workspaceId } = header
  const secret = await unwrapSecret(fromBase64Url(header.wrap), recovery.dh, {
    workspaceId,
    epoch: backupWrapEpoch,
    deviceId: recovery.deviceId,
  })
  if (!secret.ok) return damaged()
  const key = await epochKey(secret.value)
  const parts: Bytes[] = []
  const opened = await decryptBlob(
    chunksOf(sealedBody),
    { workspaceId, id: header.bodyId, epochKeyOf: () => Promise.resolve(key) },
    (plaintext) => void parts.push(plaintext),
  )
  return opened.ok ? readBackupBody(new Blob(parts)) : damaged()
}

async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  const step = 4 * 1024 * 1024
  for (let at = 0; at < blob.size; at += step) yield new Uint8Array(await blob.slice(at, at + step).arrayBuffer())
}

async function verifiedLog(workspaceId: string, log: Blob): Promise<Result<VerifiedLog>> {
  const entries = readAll(new Uint8Array(await log.arrayBuffer()), 'the log of a backup', readEntries)
  if (!entries.ok) return damaged()
  const verification = createLogVerification(workspaceId)
  for (const entry of entries.value) {
    const added = await verification.add(entry)
    if (!added.ok) return damaged(added.error.message)
  }
  return ok({ entries: entries.value, verification })
}

function readEntries(decoder: Decoder): readonly SequencedEntry[] {
  const entries: SequencedEntry[] = []
  while (decoder.pos < decoder.arr.length) entries.push(readSequenced(decoder))
  if (entries.length === 0) malformed('no entry')
  return entries
}

interface VaultFacts {
  readonly header: BackupHeader
  readonly body: BackupBody
  readonly keys: DeviceKeys
  readonly recovery: DeviceKeys
  readonly log: readonly SequencedEntry[]
}

/**
 * A vault that could not be written whole is erased again: half a workspace is none. So is what a restore left that
 * died in the middle, before anything is built on it; no row of this device's list knew of it. How many files are
 * missing.
 */
async function writeVault(host: HostParts, facts: VaultFacts): Promise<Result<number>> {
  const { workspaceId } = facts.header
  const { relayUrl } = facts.body.manifest
  await host.erase(workspaceId)
  const vault = await host.openVault(workspaceId)
  try {
    const filled = await fillVault(host, vault, facts)
    if (filled.ok)
      await host.deviceDb.workspaces.put(
        workspaceRow(host, workspaceId, { name: nameIn(facts.body), kitConfirmed: true, relayUrl }),
      )
    else await host.erase(workspaceId)
    return filled
  } catch (error) {
    await host.erase(workspaceId)
    throw error
  }
}

async function fillVault(
  host: HostParts,
  vault: Vault,
  { header, body, keys, recovery, log }: VaultFacts,
): Promise<Result<number>> {
  const { workspaceId } = header
  const { manifest } = body
  await writeDeviceKeys(vault, keys)
  await writeRecoveryKeys(vault, recovery)
  // Its words were typed just now.
  await vault.meta.bulkPut([
    { key: kitConfirmedKey, value: host.clock.now() },
    { key: kitConfirmedIdKey, value: recovery.deviceId },
  ])
  // A relay may hold more of the log than the backup: where there was one, the device comes back there. Else it goes on
  // alone.
  await writeRelaySettings(
    vault,
    manifest.relayUrl ? { url: manifest.relayUrl, shared: manifest.shared } : { shared: false },
  )
  const replica = await createReplica({
    workspaceId,
    vault,
    keys: replicaKeysOf(keys, vault),
    random: host.random,
    now: () => host.clock.now(),
  })
  try {
    const byDevice = await replica.ingest(
      log.filter(({ seq }) => seq <= manifest.deviceTimeUpTo),
      'device',
    )
    // The log was verified: what fails now is the storage of this device, and another copy of the backup would not
    // help.
    if (!byDevice.ok) return byDevice
    const byRelay = await replica.ingest(log, 'relay')
    return byRelay.ok ? ok(await fillFiles(replica, body, host.clock.now())) : byRelay
  } finally {
    await replica.close()
  }
}

/**
 * Files as the log has them, with the bytes that the backup holds of them. Who wrote it is not known: bytes count as a
 * file only where they have its hash, and, sealed as the backup says, the id that the log names. Under another id
 * nobody would ask for them, and no owner's word that erases the file would reach them. How many are missing.
 */
async function fillFiles(replica: Replica, body: BackupBody, now: number): Promise<number> {
  const { vault } = replica
  const { seq } = replica.head()
  const named = new Map((await filesNamed(vault, 0, seq)).map((ref) => [`${ref.sha256}/${ref.id}`, ref]))
  const rows: BlobRow[] = []
  for (const { sha256, id, epoch, addedAt, salt } of body.manifest.files) {
    const [bytes, ref] = [body.file(sha256), named.get(`${sha256}/${id}`)]
    if (!bytes || !ref || !(await areTheFile({ bytes, sha256 }))) continue
    const row: BlobRow = {
      sha256,
      id,
      size: bytes.size,
      mime: ref.mime,
      bytes,
      state: 'present',
      epoch,
      salt: fromBase64Url(salt),
      upload: 'waiting',
      addedAt,
    }
    if (await isSealedAs(replica, row, bytes)) rows.push(row)
  }
  const erased = await readErased(vault, rows)
  await vault.blobs.bulkPut(rows.map((row) => standing(row, erased)))
  await expectFiles(vault, seq, now)
  return vault.blobs.where('state').equals('pending').count()
}

async function isSealedAs(
  { workspaceId, epochKey }: Replica,
  { id, epoch, salt }: BlobRow,
  bytes: Blob,
): Promise<boolean> {
  const key = epochKey(epoch)
  return (
    key !== undefined &&
    salt.length === 16 &&
    (await idOfEncrypted(bytes, { epochKey: key, workspaceId, epoch, salt: toBytes(salt) })) === id
  )
}

const damaged = (why?: string): Err =>
  fail(
    'damagedBackup',
    `The backup is damaged: parts of it are missing or were changed. Use another copy of it.${why ? ` (${why})` : ''}`,
  )
const oldKit = (): Err =>
  fail('wrongKit', 'This recovery kit was replaced by a newer one before the backup was written. Use the newest kit.')
