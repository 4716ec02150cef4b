/**
 * `capture.json`: everything known of a capture, in one canonical text (RFC 8785) whose bytes the device signs. The
 * signature is over these bytes and nothing else, so `openssl dgst -sha256 -verify` is the whole check. Fields are
 * append-only: a reader of version 1 must read every later record.
 */

import { canonicalBytes, canonicalJson, isJsonObject, type JsonValue } from '~/lib/shared/json'
import type { Bytes } from '~/lib/shared/bytes'
import { utf8ToString } from '~/lib/shared/bytes'
import type { CapturedPage, CaptureFacts, Completeness, StatedFacts } from './captureFacts'

export interface SealedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: number
  readonly sha256: string
}

export interface CaptureRecord {
  readonly type: 'plumbline/capture'
  readonly v: 1
  readonly id: string
  readonly workspaceId: string
  readonly deviceId: string
  readonly memberId: string
  readonly personId?: string
  /** SHA-256 of the device's raw signing key: what an owner confirms in person. */
  readonly keyFingerprint: string
  readonly mode: string
  readonly url: string
  readonly title: string
  /** Device clock; zone of the page; how far the relay's clock was ahead when last heard. */
  readonly capturedAt: string
  readonly sealedAt: string
  readonly timeZone?: string
  readonly relayOffset?: number
  /** Of a demo: by how much its clock was ahead of the device's. */
  readonly clockOffset?: number
  readonly completeness: Completeness
  readonly completenessNote?: string
  readonly pages: readonly CapturedPage[]
  /** The originals: what the seal vouches for (EV12). */
  readonly files: readonly SealedFile[]
  /** Made from the originals at capture; may be made again. */
  readonly derived: readonly SealedFile[]
  readonly browser: CaptureFacts['browser']
  readonly options: JsonValue
  /** Said by the capturer, not seen by the program. */
  readonly stated: StatedFacts & { readonly note?: string }
}

export interface RecordInput {
  readonly id: string
  readonly deviceId: string
  readonly memberId: string
  readonly personId?: string
  readonly keyFingerprint: string
  readonly mode: string
  readonly facts: CaptureFacts
  readonly stated: StatedFacts & { readonly note?: string }
  readonly files: readonly SealedFile[]
  readonly derived: readonly SealedFile[]
  /** Milliseconds. */
  readonly capturedAt: number
  readonly sealedAt: number
  readonly relayOffset?: number
}

export function captureRecord(input: RecordInput): CaptureRecord {
  const { facts } = input
  const zone = facts.pages.find((page) => page.page)?.page?.timeZone
  return {
    type: 'plumbline/capture',
    v: 1,
    id: input.id,
    workspaceId: facts.workspaceId,
    deviceId: input.deviceId,
    memberId: input.memberId,
    ...(input.personId !== undefined && { personId: input.personId }),
    keyFingerprint: input.keyFingerprint,
    mode: input.mode,
    url: facts.url,
    title: facts.title,
    capturedAt: new Date(input.capturedAt).toISOString(),
    sealedAt: new Date(input.sealedAt).toISOString(),
    ...(zone && { timeZone: zone }),
    ...(input.relayOffset !== undefined && { relayOffset: input.relayOffset }),
    ...(facts.clockOffset !== undefined && { clockOffset: facts.clockOffset }),
    completeness: facts.completeness ?? 'unknown',
    ...(facts.completenessNote && { completenessNote: facts.completenessNote }),
    pages: facts.pages,
    files: byName(input.files),
    derived: byName(input.derived),
    browser: facts.browser,
    options: facts.options,
    stated: input.stated,
  }
}

const byName = (files: readonly SealedFile[]): readonly SealedFile[] =>
  [...files].sort((a, b) => (a.name < b.name ? -1 : 1))

/** The bytes that are signed, stored and exported as `capture.json`. */
export const captureRecordBytes = (record: CaptureRecord): Bytes => canonicalBytes(record)

/** Reads `capture.json`; undefined for bytes that are no canonical capture record: a seal over them means nothing. */
export function parseCaptureRecord(bytes: Uint8Array): CaptureRecord | undefined {
  let value: unknown
  try {
    const text = utf8ToString(bytes)
    value = JSON.parse(text)
    // Also throws for numbers that JSON has no word for, and lists inside each other without end.
    if (canonicalJson(value) !== text) return undefined
  } catch {
    return undefined
  }
  if (!isJsonObject(value) || value.type !== 'plumbline/capture' || value.v !== 1) return undefined
  const words = [
    'id',
    'workspaceId',
    'deviceId',
    'memberId',
    'keyFingerprint',
    'mode',
    'url',
    'title',
    'capturedAt',
    'sealedAt',
    'completeness',
  ]
  if (
    !words.every((word) => typeof value[word] === 'string') ||
    value.files === undefined ||
    !Array.isArray(value.pages)
  )
    return undefined
  return isFileList(value.files) && (value.derived === undefined || isFileList(value.derived))
    ? (value as unknown as CaptureRecord)
    : undefined
}

const isFileList = (list: JsonValue): boolean =>
  Array.isArray(list) &&
  list.every(
    (file: JsonValue) =>
      isJsonObject(file) &&
      typeof file.name === 'string' &&
      typeof file.sha256 === 'string' &&
      /^[0-9a-f]{64}$/.test(file.sha256) &&
      typeof file.bytes === 'number',
  )
