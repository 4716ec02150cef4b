/**
 * What a snapshot holds of one book, and the hash by which it is checked. The document must hold counted entries only:
 * it is built for this from checkpoint and log, never a live one.
 *
 * The hash is over the flat content (key → value, name → text), not over rows as a version of this program puts them
 * together: two versions with different fields must come to the same hash, or an honest author would be accused.
 */

import * as Y from 'yjs'
import { measureUpdate } from '~/lib/protocol/log/updateBounds'
import { sha256Hex } from '~/lib/shared/hash'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { arrangeTexts, mapName, newBookDoc, recordsOf, textOf } from '../books/book'

export interface SnapshotState {
  readonly state: Bytes
  readonly stateVector: Bytes
  readonly rowsHash: string
}

export function writeSnapshotState(doc: Y.Doc): SnapshotState {
  arrangeTexts(doc)
  return {
    state: toBytes(Y.encodeStateAsUpdate(doc)),
    stateVector: toBytes(Y.encodeStateVector(doc)),
    rowsHash: rowsHashOf(doc),
  }
}

/**
 * Fails with `snapshotMalformed` when the bytes are no state of a book, `snapshotMismatch` when they are that of
 * another.
 */
export function readSnapshotState(bytes: Uint8Array, rowsHash: string): Result<Y.Doc> {
  const measured = measureUpdate(bytes)
  if (!measured.ok) return malformed(measured.error.message)
  const doc = newBookDoc()
  try {
    Y.applyUpdate(doc, bytes, 'snapshot')
    if (rowsHashOf(doc) === rowsHash) return ok(doc)
  } catch (error) {
    doc.destroy()
    return malformed(String(error))
  }
  doc.destroy()
  return fail('snapshotMismatch', 'The snapshot holds something else than its entry says. It is not used; the log is.')
}

/** SHA-256 over the canonical content: every set key and every text that is not empty, sorted by name. */
export function rowsHashOf(doc: Y.Doc): string {
  const values: [string, JsonValue][] = [...recordsOf(doc).entries()].filter(([, value]) => value !== null)
  const texts: [string, string][] = [...doc.share.keys()]
    .filter((name) => name !== mapName)
    .map((name) => [name, textOf(doc, name)])
  return sha256Hex(
    canonicalBytes({ values: values.sort(byName), texts: texts.filter(([, text]) => text !== '').sort(byName) }),
  )
}

/** Of names, each of which is there once. */
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

const malformed = (why: string) =>
  fail('snapshotMalformed', `The snapshot can't be read (${why}). It is not used; the log is.`)
