/**
 * Writing a ZIP piece by piece: a file is read in slices, hashed and written in the same pass, and what is written is
 * handed to the browser as Blobs, so nothing is whole in memory. The same files give the same bytes: no times, no order
 * of chance. Without ZIP64, so there is a limit of 4 GB and 65,000 files, told before anything is written.
 */

import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { createSha256 } from '../../shared/hash'
import { fail, ok, type Result } from '../../shared/result'

export const zipLimits = { bytes: 4_000_000_000, files: 65_000 } as const

/** What a file of the ZIP turned out to be. */
export interface WrittenFile {
  readonly path: string
  readonly bytes: number
  /** Hexadecimal SHA-256 of its bytes. */
  readonly sha256: string
}

export interface ZipWriter {
  /** Fails with `zipTooLarge`. `stored` leaves bytes as they are: pictures and archives do not get smaller. */
  add(
    path: string,
    content: Blob | Uint8Array,
    options?: { readonly stored?: boolean; readonly onBytes?: (count: number) => void },
  ): Promise<Result<WrittenFile>>
  finish(): Promise<Blob>
}

const slice = 4 * 1024 * 1024
/** How much is kept before it is handed over to a Blob. */
const chest = 8 * 1024 * 1024
/** The first day a ZIP knows, in local time as its format has it. */
const noTime = new Date(1980, 0, 1)

export function createZipWriter(): ZipWriter {
  const blobs: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let held = 0
  let total = 0
  let files = 0
  let broken: Error | undefined

  const handOver = (): void => {
    blobs.push(new Blob(pieces))
    pieces = []
    held = 0
  }
  const zip = new Zip((error, data) => {
    if (error) broken = error
    else {
      pieces.push(data as Uint8Array<ArrayBuffer>)
      held += data.length
      if (held >= chest) handOver()
    }
  })

  return {
    async add(path, content, { stored = false, onBytes } = {}) {
      const size = content instanceof Blob ? content.size : content.length
      total += size
      files++
      if (total > zipLimits.bytes || files > zipLimits.files) {
        return fail(
          'zipTooLarge',
          'A pack holds at most 4 GB and 65,000 files. Choose less: one audit, one control or a shorter period.',
        )
      }
      const entry = stored ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
      entry.mtime = noTime
      zip.add(entry)
      const hash = createSha256()
      for (let at = 0; at < size || at === 0; at += slice) {
        const piece =
          content instanceof Blob
            ? new Uint8Array(await content.slice(at, at + slice).arrayBuffer())
            : content.slice(at, at + slice)
        hash.update(piece)
        // Deflating may write its input over; the hash has seen it before.
        entry.push(piece, at + slice >= size)
        onBytes?.(piece.length)
        if (broken) throw broken
      }
      return ok({ path, bytes: size, sha256: hash.hex() })
    },
    finish() {
      zip.end()
      if (broken) return Promise.reject(broken)
      handOver()
      return Promise.resolve(new Blob(blobs, { type: 'application/zip' }))
    },
  }
}
