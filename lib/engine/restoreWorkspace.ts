/**
 * A backup file and the words of the recovery kit become a workspace again. Nothing of the file is believed: the founding
 * must have the id, the log must follow from it, and this device enters it as a new one, by an entry that the recovery key
 * signs. The lost devices of that owner leave in the same entry.
 */

import { decryptBlob } from '../crypto/blobs'
import { generateDeviceKeys, sign, type DeviceKeys } from '../crypto/deviceKeys'
import { epochKey } from '../crypto/epoch'
import { unwrap as unwrapSecret } from '../crypto/hpke'
import { entropyOf, openRecoveryKit, type SealedRecovery } from '../crypto/recoveryKit'
import { readBackupBody, readBackupFile, type BackupBody, type BackupFileFacts, type BackupHeader } from '../exchange/backupFile'
import { writeAccessBody } from '../protocol/access'
import { newDevice, removeDevices } from '../protocol/accessDevices'
import { activeDevices, activeMembers, currentEpoch, type AccessState, type Member } from '../protocol/accessState'
import { readSequenced, sequenceEntry, type SequencedEntry } from '../protocol/chain'
import { newUuid } from '../protocol/entry'
import { deviceChain } from '../protocol/judge'
import { malformed, readAll, type Decoder } from '../protocol/wire'
import { fromBase64Url, toBase64Url, toBytes, type Bytes } from '../shared/bytes'
import { fail, ok, type Err, type Result } from '../shared/result'
import { makeNextEpoch } from '../sync/epochSecrets'
import { pendingFile } from '../sync/expectedFiles'
import { writeSignedEntry } from '../sync/sealBatch'
import { writeRelaySettings } from '../sync/relaySettings'
import { createLogVerification, type LogVerification } from '../sync/verifyLog'
import { createReplica } from '../vault/createReplica'
import { replicaKeysOf, writeAccessAhead, writeDeviceKeys } from '../vault/deviceKeyStore'
import type { BlobRow, Vault } from '../vault/tables'
import { backupWrapEpoch } from './commands/accessBackup'
import { workspaceRow } from './createWorkspace'
import type { HostParts } from './host'

export interface RestoredWorkspace {
  readonly workspaceId: string
  readonly entries: number
  /** Files whose bytes were not in the backup; they arrive when a device that has them connects. */
  readonly missingFiles: number
}

/** Fails with `notABackup`, `newerVersion`, `wordCount`, `unknownWord`, `wrongWords`, `wrongKit`, `damagedBackup` or `alreadyHere`. */
export async function restoreWorkspace(host: HostParts, { file, words }: { readonly file: Blob; readonly words: readonly string[] }): Promise<Result<RestoredWorkspace>> {
  const read = await readBackupFile(file)
  if (!read.ok) return read
  const { header, sealedBody } = read.value
  if (await host.deviceDb.workspaces.get(header.workspaceId)) {
    return fail('alreadyHere', 'This workspace is on this device already. Erase it from this device first, if the backup is to replace it.')
  }
  const recovery = await recoveryKeysOf(header, words)
  if (!recovery.ok) return recovery
  const body = await openBody(header, sealedBody, recovery.value)
  if (!body.ok) return body
  const log = await verifiedLog(header.workspaceId, body.value.log)
  if (!log.ok) return log
  if (log.value.verification.state.access.recovery?.deviceId !== recovery.value.deviceId) return oldKit()

  const keys = await generateDeviceKeys()
  const returned = await recoverEntry(host, log.value.verification, recovery.value, keys)
  if (!returned.ok) return returned
  const written = await writeVault(host, { header, body: body.value, keys, log: log.value.entries, returned: returned.value, host })
  if (!written.ok) return written
  const { manifest } = body.value
  await host.deviceDb.workspaces.put(workspaceRow(host, header.workspaceId, { name: manifest.name || 'Workspace', kitConfirmed: true }))
  const missingFiles = manifest.files.filter(({ present }) => !present).length
  return ok({ workspaceId: header.workspaceId, entries: log.value.entries.length, missingFiles })
}

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
  const secret = await unwrapSecret(fromBase64Url(header.wrap), recovery.dh, { workspaceId, epoch: backupWrapEpoch, deviceId: recovery.deviceId })
  if (!secret.ok) return damaged()
  const key = await epochKey(secret.value)
  const parts: Bytes[] = []
  const opened = await decryptBlob(chunksOf(sealedBody), { workspaceId, id: header.bodyId, epochKeyOf: () => Promise.resolve(key) }, (plaintext) => void parts.push(plaintext))
  return opened.ok ? readBackupBody(new Blob(parts)) : damaged()
}

async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  const step = 4 * 1024 * 1024
  for (let at = 0; at < blob.size; at += step) yield new Uint8Array(await blob.slice(at, at + step).arrayBuffer())
}

async function verifiedLog(workspaceId: string, log: Blob): Promise<Result<{ readonly entries: readonly SequencedEntry[]; readonly verification: LogVerification }>> {
  const entries = readAll(new Uint8Array(await log.arrayBuffer()), 'the log of a backup', readEntries)
  if (!entries.ok || entries.value.length === 0) return damaged()
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

interface Returned {
  readonly entry: SequencedEntry
  readonly after: AccessState
}

/** The owner with the fewest changes to others: one who is here already comes back, without the devices that were lost. */
async function recoverEntry(host: HostParts, verification: LogVerification, recovery: DeviceKeys, keys: DeviceKeys): Promise<Result<Returned>> {
  const { state, head } = verification
  const { access } = state
  const owner: Member | undefined = activeMembers(access).find(({ role }) => role === 'owner')
  const memberId = owner?.memberId ?? newUuid(host.random)
  const lost = activeDevices(access).filter((device) => device.memberId === memberId).map(({ deviceId }) => deviceId)
  const device = { deviceId: keys.deviceId, signKey: toBase64Url(keys.signKey), dhKey: toBase64Url(keys.dhKey) }
  const without = removeDevices(access, lost, head.seq + 1)
  const member: Member = owner ?? { memberId, role: 'owner', roles: [{ seq: head.seq + 1, role: 'owner' }], persons: [] }
  const after: AccessState = {
    ...without,
    members: { ...without.members, [memberId]: member },
    devices: { ...without.devices, [device.deviceId]: newDevice(without, device, memberId, head.seq + 1) },
  }
  const nextEpoch = await makeNextEpoch(access, after, recovery, host.random)
  if (!nextEpoch.ok) return nextEpoch
  const body = writeAccessBody({ type: 'recover', prev: access.head.accessHash, memberId, device, deviceIds: lost, nextEpoch: nextEpoch.value })
  const chain = deviceChain(state, recovery.deviceId)
  const sealed = await writeSignedEntry('access', newUuid(host.random), body, {
    workspaceId: access.workspaceId, deviceId: recovery.deviceId, deviceSeq: chain.deviceSeq + 1, prevDeviceHash: chain.hash,
    head: { seq: head.seq, chain: head.chain }, epoch: currentEpoch(access),
  }, { sign: (message) => sign(recovery.sign.privateKey, toBytes(message)), epochKey: () => undefined }, host.random)
  const entry = sequenceEntry(head, sealed.bytes, host.clock.now())
  const taken = await verification.add(entry)
  if (!taken.ok) return taken
  const { verdict } = taken.value
  return verdict.counts ? ok({ entry, after: verification.state.access }) : fail(verdict.type, verdict.message)
}

interface VaultFacts {
  readonly host: HostParts
  readonly header: BackupHeader
  readonly body: BackupBody
  readonly keys: DeviceKeys
  readonly log: readonly SequencedEntry[]
  readonly returned: Returned
}

/** A vault that could not be written whole is erased again: half a workspace is none. */
async function writeVault(host: HostParts, facts: VaultFacts): Promise<Result<void>> {
  const { workspaceId } = facts.header
  const vault = await host.openVault(workspaceId)
  try {
    const filled = await fillVault(vault, facts)
    if (!filled.ok) await host.erase(workspaceId)
    return filled
  } catch (error) {
    await host.erase(workspaceId)
    throw error
  }
}

async function fillVault(vault: Vault, { host, header, body, keys, log, returned }: VaultFacts): Promise<Result<void>> {
  const { workspaceId } = header
  const { manifest } = body
  await writeDeviceKeys(vault, keys)
  await writeAccessAhead(vault, returned.after)
  // Until a relay is connected this device continues the log alone; one that holds more of it shows that at once.
  await writeRelaySettings(vault, { shared: false })
  await vault.blobs.bulkPut(manifest.files.map((file) => fileRow(file, body, host.clock.now())))
  const replica = await createReplica({ workspaceId, vault, keys: replicaKeysOf(keys, vault), random: host.random, now: () => host.clock.now() })
  try {
    const byDevice = await replica.ingest(log.filter(({ seq }) => seq <= manifest.deviceTimeUpTo), 'device')
    if (!byDevice.ok) return damaged(byDevice.error.message)
    const byRelay = await replica.ingest(log, 'relay')
    if (!byRelay.ok) return damaged(byRelay.error.message)
    const back = await replica.ingest([returned.entry], 'device')
    return back.ok ? ok() : back
  } finally {
    await replica.close()
  }
}

function fileRow(file: BackupFileFacts, body: BackupBody, now: number): BlobRow {
  const bytes = body.file(file.sha256)
  const { sha256, id, size, mime, epoch, addedAt } = file
  if (!bytes) return pendingFile({ sha256, id, size, mime }, now)
  return { sha256, id, size, mime, bytes, state: 'present', epoch, salt: fromBase64Url(file.salt), upload: 'waiting', addedAt }
}

const damaged = (why?: string): Err =>
  fail('damagedBackup', `The backup is damaged: parts of it are missing or were changed. Use another copy of it.${why ? ` (${why})` : ''}`)
const oldKit = (): Err => fail('wrongKit', 'This recovery kit was replaced by a newer one before the backup was written. Use the newest kit.')
