/**
 * A packed file (XLSX, DOCX) from anybody, unpacked under watch: the bytes that come out are counted while they come, because
 * what the file says of itself may be a lie. A bomb or a broken file is refused before anything reads it.
 */

import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import { fail, ok, type Err, type Result } from '../../shared/result'
import { tableLimits } from './limits'

/** Beyond a first megabyte nothing written by people packs a thousand to one. */
const mostRatio = 1_000
const ratioFrom = 1024 * 1024
const mostParts = 10_000

export type ZipParts = ReadonlyMap<string, Uint8Array>

export const bomb = (): Err => fail('zipBomb', 'This file unpacks to far more than a table holds, so it was not opened. Save it again from the program it came from.')
export const brokenZip = (): Err => fail('brokenFile', 'This file is broken or not complete. Open it in the program it came from and save it again.')

/** The parts whose names `wanted` takes; the others are counted and let go. Fails with `zipBomb` or `brokenFile`. */
export async function unpack(file: Blob, wanted: (name: string) => boolean, most: number = tableLimits.unpackedBytes): Promise<Result<ZipParts>> {
  const parts = new Map<string, Uint8Array>()
  let unpacked = 0
  let packed = 0
  let names = 0
  let open = 0
  let failure: Err | undefined
  const unzip = new Unzip((entry) => {
    if (++names > mostParts) failure ??= bomb()
    const chunks: Uint8Array[] = []
    open++
    entry.ondata = (error, data, final) => {
      if (error) failure ??= brokenZip()
      unpacked += data?.length ?? 0
      if (unpacked > most || (unpacked > ratioFrom && unpacked > packed * mostRatio)) {
        failure ??= bomb()
        entry.terminate()
        return
      }
      if (wanted(entry.name)) chunks.push(data)
      if (!final) return
      open--
      if (wanted(entry.name)) parts.set(entry.name, joined(chunks))
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      // Small pieces, so that a bomb is met after a few of its megabytes.
      for (let at = 0; at < value.length && !failure; at += 16_384) {
        const piece = value.subarray(at, at + 16_384)
        packed += piece.length
        unzip.push(piece)
      }
      if (failure) break
    }
    if (!failure) unzip.push(new Uint8Array(0), true)
  } catch {
    failure ??= brokenZip()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
  if (failure) return failure
  return names === 0 || open > 0 ? brokenZip() : ok(parts)
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
