/**
 * What is sealed inside a statement entry: the statement's RFC 8785 bytes, an inner signature over them that
 * holds without the workspace key, and the frozen copy of the content that was signed (ST3).
 */

import { concatBytes, type Bytes } from '~/lib/shared/bytes'
import type { Result } from '~/lib/shared/result'
import { limits } from '../wire/protocolLimits'
import { tag } from '../wire/protocolTags'
import {
  malformed,
  readAll,
  readByte,
  readBytes,
  readFixed,
  readHex,
  readUint,
  writeAll,
  writeByte,
  writeBytes,
  writeFixed,
  writeHex,
  writeUint,
} from '../wire/wireReader'

export const statementVersion = 2

/** The signed content: in the entry up to 256 KiB, else as a blob (its id and the SHA-256 of its bytes), or none. */
export type Frozen =
  | { readonly in: 'none' }
  | { readonly in: 'entry'; readonly bytes: Bytes }
  | { readonly in: 'blob'; readonly id: string; readonly sha256: string; readonly size: number }

export interface StatementPlaintext {
  /** The canonical JSON of the statement (ST1). */
  readonly body: Bytes
  /** ECDSA over `statementBytes(body)` by the signing device. */
  readonly innerSignature: Bytes
  readonly frozen: Frozen
}

const frozenKinds = ['none', 'entry', 'blob'] as const

/** What the inner signature signs. */
export const statementBytes = (body: Uint8Array): Bytes => concatBytes(tag('statement'), body)

/** Where a frozen copy of this size goes. */
export const frozenPlace = (size: number): 'entry' | 'blob' => (size <= limits.frozenBytes ? 'entry' : 'blob')

export const writeStatementPlaintext = (plaintext: StatementPlaintext): Bytes =>
  writeAll((encoder) => {
    const { frozen } = plaintext
    writeUint(encoder, statementVersion)
    writeBytes(encoder, plaintext.body)
    writeFixed(encoder, plaintext.innerSignature, 64)
    writeByte(encoder, frozenKinds.indexOf(frozen.in))
    if (frozen.in === 'entry') writeBytes(encoder, frozen.bytes)
    if (frozen.in === 'blob') {
      writeHex(encoder, frozen.id, 32)
      writeHex(encoder, frozen.sha256, 32)
      writeUint(encoder, frozen.size)
    }
  })

/** Fails with `malformed`. The inner signature is verified by whoever reads, with `statementBytes`. */
export const readStatementPlaintext = (bytes: Uint8Array): Result<StatementPlaintext> =>
  readAll(bytes, 'a statement', (decoder) => {
    const version = readUint(decoder)
    if (version !== statementVersion) malformed(`version ${version}`)
    const body = readBytes(decoder)
    const innerSignature = readFixed(decoder, 64)
    const kind = frozenKinds[readByte(decoder)]
    if (kind === undefined) malformed('frozen copy')
    if (kind === 'none') return { body, innerSignature, frozen: { in: kind } }
    if (kind === 'blob') {
      return {
        body,
        innerSignature,
        frozen: { in: kind, id: readHex(decoder, 32), sha256: readHex(decoder, 32), size: readUint(decoder) },
      }
    }
    const frozen = readBytes(decoder)
    if (frozenPlace(frozen.length) !== 'entry') malformed('frozen copy larger than an entry holds')
    return { body, innerSignature, frozen: { in: kind, bytes: frozen } }
  })
