/**
 * What is sealed inside a snapshot entry: a checkpoint of one book made of counted entries only, up to a position.
 * Whoever starts from it checks it by replay; `rowsHash` is what must come out.
 */

import type { Bytes } from '~/lib/shared/bytes'
import type { Result } from '~/lib/shared/result'
import {
  malformed,
  readAll,
  readBytes,
  readHex,
  readText,
  readUint,
  writeAll,
  writeBytes,
  writeHex,
  writeText,
  writeUint,
} from '../wire/wireReader'

export const snapshotVersion = 2

export interface SnapshotPlaintext {
  readonly book: string
  readonly upToSeq: number
  /** The log's chain value there. */
  readonly chain: string
  /** What the author makes of the log up to there (verdictHash.ts), 64 hexadecimal digits. */
  readonly verdicts: string
  readonly stateVector: Bytes
  /** SHA-256 over the canonical rows of the book, 64 hexadecimal digits. */
  readonly rowsHash: string
  /** The blob with the Yjs state: its id and the SHA-256 of its bytes. */
  readonly blob: { readonly id: string; readonly sha256: string; readonly size: number }
}

export const writeSnapshotPlaintext = (snapshot: SnapshotPlaintext): Bytes =>
  writeAll((encoder) => {
    writeUint(encoder, snapshotVersion)
    writeText(encoder, snapshot.book)
    writeUint(encoder, snapshot.upToSeq)
    writeHex(encoder, snapshot.chain, 32)
    writeHex(encoder, snapshot.verdicts, 32)
    writeBytes(encoder, snapshot.stateVector)
    writeHex(encoder, snapshot.rowsHash, 32)
    writeHex(encoder, snapshot.blob.id, 32)
    writeHex(encoder, snapshot.blob.sha256, 32)
    writeUint(encoder, snapshot.blob.size)
  })

/** Fails with `malformed`. */
export const readSnapshotPlaintext = (bytes: Uint8Array): Result<SnapshotPlaintext> =>
  readAll(bytes, 'a snapshot', (decoder) => {
    const version = readUint(decoder)
    if (version !== snapshotVersion) malformed(`version ${version}`)
    return {
      book: readText(decoder),
      upToSeq: readUint(decoder),
      chain: readHex(decoder, 32),
      verdicts: readHex(decoder, 32),
      stateVector: readBytes(decoder),
      rowsHash: readHex(decoder, 32),
      blob: { id: readHex(decoder, 32), sha256: readHex(decoder, 32), size: readUint(decoder) },
    }
  })
