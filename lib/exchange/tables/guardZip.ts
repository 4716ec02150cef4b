/**
 * A packed file (XLSX, DOCX) from anybody. It is judged by the list at its end, and what is read afterwards is a ZIP
 * made anew from the very parts that were judged: no other reader finds another file under the same name, or a sheet
 * that nobody counted.
 */

import { zipSync } from 'fflate'
import { fail, ok, type Err, type Result } from '../../shared/result'
import { openZip, type ZipLimits } from '../zip/readZip'
import { tableLimits } from './limits'

/** Beyond a first megabyte nothing written by people packs a thousand to one. */
const mostRatio = 1_000
const ratioFrom = 1024 * 1024
const mostParts = 10_000

export type ZipParts = ReadonlyMap<string, Uint8Array>

export interface GuardedZip {
  /** By name. */
  readonly parts: ZipParts
  /** A ZIP of these parts and nothing else, for readers that take ZIPs only. */
  repacked(): ArrayBuffer
}

export const bomb = (): Err =>
  fail(
    'zipBomb',
    'This file unpacks to far more than a table holds, so it was not opened. Save it again from the program it came from.',
  )
export const brokenZip = (): Err =>
  fail('brokenFile', 'This file is broken or not complete. Open it in the program it came from and save it again.')

/**
 * The parts whose names `wanted` takes; the others count towards `most` and are not unpacked. Fails with `zipBomb` or
 * `brokenFile`.
 */
export async function unpack(
  file: Blob,
  wanted: (name: string) => boolean,
  most: number = tableLimits.unpackedBytes,
): Promise<Result<GuardedZip>> {
  const limits: ZipLimits = { files: mostParts, fileBytes: most, bytes: most, looseEnds: true }
  const opened = await openZip(file, limits)
  if (!opened.ok) return opened.error.type === 'zipTooLarge' || opened.error.type === 'zipBomb' ? bomb() : brokenZip()
  const unpacked = opened.value.reduce((sum, { bytes }) => sum + bytes, 0)
  if (unpacked > ratioFrom && unpacked > file.size * mostRatio) return bomb()
  const parts = new Map<string, Uint8Array>()
  for (const part of opened.value) {
    if (!wanted(part.path)) continue
    const bytes = await part.whole(most)
    if (!bytes.ok) return brokenZip()
    parts.set(part.path, bytes.value)
  }
  if (opened.value.length === 0) return brokenZip()
  return ok({ parts, repacked: () => zipSync(Object.fromEntries(parts), { level: 0 }).buffer as ArrayBuffer })
}
