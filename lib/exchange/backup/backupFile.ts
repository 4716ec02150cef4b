/**
 * The format of a backup file. Everything of value in it is sealed; who seals is lib/engine.
 *
 *   file   = "plumbline-backup\n" · header length (4) · header (JSON) · sealed body
 *   body   = manifest length (4) · manifest (JSON) · log length (4) · log · bytes of each present file, in manifest
 *   order
 *
 * Numbers are big-endian. The header says which kit opens it and names the sealed body by its hash, so a damaged or cut
 * file shows itself. Bodies are Blobs: a workspace may be larger than memory.
 */

import { utf8, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, isJsonObject, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Err, type Result } from '~/lib/shared/result'

export const backupVersion = 2
const magic = utf8('plumbline-backup\n')
const longestHeader = 1024 * 1024

export interface BackupHeader {
  readonly v: number
  readonly workspaceId: string
  /** The sealed recovery keys, as in the log: what the words of the kit open. */
  readonly recovery: JsonValue
  /** The key of the body, wrapped for the recovery key; base64url. */
  readonly wrap: string
  /** Salt and id of the sealed body. */
  readonly salt: string
  readonly bodyId: string
}

/** What a file in the backup needs to be a row of the vault again. */
export interface BackupFileFacts {
  readonly sha256: string
  readonly id: string
  readonly size: number
  readonly mime: string
  readonly epoch: number
  /** base64url */
  readonly salt: string
  readonly addedAt: number
  /** Whether its bytes are in the backup. */
  readonly present: boolean
}

export interface BackupManifest {
  readonly v: number
  readonly name: string
  readonly createdAt: number
  readonly relayUrl?: string
  /** Whether a relay has held this log: it may hold more than the backup. */
  readonly shared: boolean
  /** Positions up to this one have a device's time, those behind it a relay's. */
  readonly deviceTimeUpTo: number
  readonly entries: number
  readonly files: readonly BackupFileFacts[]
}

export interface BackupBody {
  readonly manifest: BackupManifest
  /** Encoded entries, one after the other; the engine knows how to read them. */
  readonly log: Blob
  /** Bytes of a file by its SHA-256, for those that are present. */
  file(sha256: string): Blob | undefined
}

export const writeBackupFile = (header: BackupHeader, sealedBody: Blob): Blob => {
  const bytes = canonicalBytes(header)
  return new Blob([magic, uint32(bytes.length), bytes, sealedBody], { type: 'application/octet-stream' })
}

/** Fails with `notABackup`, `oldWorkspace` or `newerVersion`. */
export async function readBackupFile(
  file: Blob,
): Promise<Result<{ readonly header: BackupHeader; readonly sealedBody: Blob }>> {
  const start = await bytesOf(file.slice(0, magic.length + 4))
  if (start.length < magic.length + 4 || utf8Of(start.subarray(0, magic.length)) !== utf8ToString(magic))
    return notABackup()
  const length = readUint32(start, magic.length)
  const bodyAt = magic.length + 4 + length
  if (length > longestHeader || bodyAt > file.size) return notABackup()
  const header = parseHeader(await bytesOf(file.slice(magic.length + 4, bodyAt)))
  return header.ok ? ok({ header: header.value, sealedBody: file.slice(bodyAt) }) : header
}

export function writeBackupBody(manifest: BackupManifest, log: readonly Bytes[], files: readonly Blob[]): Blob {
  const bytes = canonicalBytes(manifest)
  const logLength = log.reduce((sum, part) => sum + part.length, 0)
  return new Blob([uint32(bytes.length), bytes, uint32(logLength), ...log, ...files])
}

/** Fails with `damagedBackup`: the body was opened but is not what this version writes. */
export async function readBackupBody(body: Blob): Promise<Result<BackupBody>> {
  const manifestLength = readUint32(await bytesOf(body.slice(0, 4)), 0)
  const manifest = parseManifest(await bytesOf(body.slice(4, 4 + manifestLength)))
  if (!manifest) return damaged()
  const logAt = 4 + manifestLength + 4
  const logLength = readUint32(await bytesOf(body.slice(logAt - 4, logAt)), 0)
  const places = new Map<string, { readonly from: number; readonly to: number; readonly mime: string }>()
  let at = logAt + logLength
  for (const { sha256, size, mime, present } of manifest.files) {
    if (!present) continue
    places.set(sha256, { from: at, to: at + size, mime })
    at += size
  }
  if (at !== body.size) return damaged()
  return ok({
    manifest,
    log: body.slice(logAt, logAt + logLength),
    file(sha256) {
      const place = places.get(sha256)
      return place && body.slice(place.from, place.to, place.mime)
    },
  })
}

/** `Quillmere 2026-05-28.plumbline`: nothing in it that a file system refuses. */
export const backupFileName = (name: string, date: string): string =>
  `${
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 60) || 'Workspace'
  } ${date}.plumbline`

function parseHeader(bytes: Uint8Array): Result<BackupHeader> {
  const value = parseJson(bytes)
  if (!isJsonObject(value) || typeof value.v !== 'number') return notABackup()
  if (value.v > backupVersion)
    return fail('newerVersion', 'This backup was written by a newer version. Update Plumbline, then restore it.')
  if (value.v < backupVersion)
    return fail(
      'oldWorkspace',
      'This backup was written by an early version of Plumbline that this one no longer reads. Restore it with that version, export what you need, then create a new workspace.',
    )
  const { v, workspaceId, recovery, wrap, salt, bodyId } = value
  const texts = [workspaceId, wrap, salt, bodyId]
  if (!texts.every((text) => typeof text === 'string') || !isJsonObject(recovery)) return notABackup()
  return ok({
    v,
    recovery,
    workspaceId: String(workspaceId),
    wrap: String(wrap),
    salt: String(salt),
    bodyId: String(bodyId),
  })
}

/** The manifest was sealed by our own writer, so its shape is checked only as far as reading needs it. */
function parseManifest(bytes: Uint8Array): BackupManifest | undefined {
  const value = parseJson(bytes)
  if (!isJsonObject(value) || value.v !== backupVersion || !Array.isArray(value.files)) return undefined
  const filesFit = value.files.every(
    (file) =>
      isJsonObject(file) &&
      typeof file.sha256 === 'string' &&
      Number.isSafeInteger(file.size) &&
      Number(file.size) >= 0,
  )
  return filesFit ? (value as unknown as BackupManifest) : undefined
}

function parseJson(bytes: Uint8Array): JsonValue {
  try {
    return JSON.parse(utf8ToString(bytes)) as JsonValue
  } catch {
    return null
  }
}

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer())
const utf8Of = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const readUint32 = (bytes: Uint8Array, at: number): number =>
  bytes.length >= at + 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(at) : 0

function uint32(value: number): Bytes {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}

const notABackup = (): Err =>
  fail('notABackup', 'This is not a Plumbline backup file, or only the beginning of one. Choose another file.')
const damaged = (): Err =>
  fail('damagedBackup', 'The backup is damaged: parts of it are missing or were changed. Use another copy of it.')
