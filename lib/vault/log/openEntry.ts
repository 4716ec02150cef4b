/** From an entry that counts to what it says: opened with the key of its epoch, read, and checked for its class. */

import { deriveKey } from '~/lib/crypto/epoch'
import { openEntry as openSealed } from '~/lib/crypto/sealEntry'
import { isKind, recordKind } from '~/lib/records/registry'
import { parseStatementBody, type StatementBody } from '~/lib/isms/statement/body'
import type { Entry } from '~/lib/protocol/log/entry'
import { isPlainClass, zeroHash } from '~/lib/protocol/log/entry'
import { readSnapshotPlaintext, type SnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { readStatementPlaintext, type StatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { readUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { measureEntry } from '~/lib/protocol/log/updateBounds'
import { toBase64Url, utf8ToString, type Bytes } from '~/lib/shared/bytes'
import { canonicalJson, readForeignJson, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { decodeUpdate, type DecodedUpdate } from '../books/decodedUpdate'

export interface OpenedPart {
  /** A kind this version knows, or `class/name` of a book that it doesn't (`bookOf`). */
  readonly book: string
  readonly update: Bytes
  readonly decoded: DecodedUpdate
}

export interface OpenedCommand {
  readonly commandId: string
  readonly time: number
  readonly parts: readonly OpenedPart[]
}

export type Content =
  | { readonly type: 'plain' }
  | { readonly type: 'update'; readonly verdicts: string; readonly commands: readonly OpenedCommand[] }
  | { readonly type: 'statement'; readonly plaintext: StatementPlaintext; readonly body: StatementBody }
  | { readonly type: 'snapshot'; readonly snapshot: SnapshotPlaintext }

/** Keys that open entries, derived once per epoch and purpose. */
export interface EntryKeys {
  (epoch: number, purpose: 'entry' | 'snapshot'): Promise<CryptoKey | undefined>
}

export function createEntryKeys(workspaceId: string, secretOf: (epoch: number) => CryptoKey | undefined): EntryKeys {
  const derived = new Map<string, Promise<CryptoKey>>()
  return async (epoch, purpose) => {
    const secret = secretOf(epoch)
    if (!secret) return undefined
    const name = `${purpose}/${epoch}`
    const key = derived.get(name) ?? deriveKey(secret, workspaceId, purpose, epoch)
    derived.set(name, key)
    return key
  }
}

/**
 * What an entry says. Fails with `noKey` when this device does not hold the epoch's secret (another may: that is no
 * verdict), and otherwise with what every device finds: `notAuthentic`, `badPadding`, `malformedContent`,
 * `malformedUpdate`, `wrongClass`, `statementMalformed` and the failures of `parseStatementBody`.
 */
export async function openContent(entry: Entry, keys: EntryKeys): Promise<Result<Content>> {
  if (isPlainClass(entry.header.class)) return ok({ type: 'plain' })
  const plaintext = await openPlaintext(entry, keys)
  if (!plaintext.ok) return plaintext
  const content = readContent(plaintext.value, entry.header.class)
  // What was sealed no relay could see: the word for what an honest one refuses would accuse it.
  return content.ok || content.error.type !== 'malformed'
    ? content
    : { ok: false, error: { ...content.error, type: 'malformedContent' } }
}

function readContent(plaintext: Bytes, entryClass: string): Result<Content> {
  if (entryClass === 'statement') return readStatement(plaintext)
  if (entryClass !== 'snapshot') return readUpdate(plaintext, entryClass)
  const snapshot = readSnapshotPlaintext(plaintext)
  return snapshot.ok ? ok({ type: 'snapshot', snapshot: snapshot.value }) : snapshot
}

async function openPlaintext(entry: Entry, keys: EntryKeys): Promise<Result<Bytes>> {
  const { header, headerBytes, nonce, ciphertext } = entry
  const key = await keys(header.epoch, header.class === 'snapshot' ? 'snapshot' : 'entry')
  if (!key)
    return fail(
      'noKey',
      'This device does not hold the key that opens this change yet. It waits until a member has sent it.',
    )
  return openSealed(key, headerBytes, { nonce, ciphertext })
}

function readUpdate(bytes: Bytes, entryClass: string): Result<Content> {
  const read = readUpdatePlaintext(bytes)
  if (!read.ok) return read
  // All together before any of it is taken apart.
  const size = measureEntry(read.value.commands.flatMap(({ parts }) => parts.map(({ update }) => update)))
  if (!size.ok) return size
  const commands: OpenedCommand[] = []
  for (const command of read.value.commands) {
    const parts: OpenedPart[] = []
    for (const { class: bookClass, book, update } of command.parts) {
      if (bookClass !== entryClass) {
        return fail(
          'wrongClass',
          `Records of kind ${book} are not written by entries of class ${entryClass}. The change is kept, but not applied.`,
        )
      }
      const decoded = decodeUpdate(update)
      if (!decoded.ok) return decoded
      parts.push({ book: bookOf(bookClass, book), update, decoded: decoded.value })
    }
    commands.push({ ...command, parts })
  }
  return ok({ type: 'update', verdicts: read.value.verdicts ?? zeroHash, commands })
}

/**
 * The book as this vault calls it. Class and name together make a book: risks under the class of evidence are no risks,
 * but a book that no version knows. So who knows a book and who doesn't have the same verdict on whatever names it, and
 * an author who gives a book a class that it doesn't have writes to nobody. What is not known is kept for a later
 * version (MG19).
 */
const bookOf = (bookClass: string, name: string): string =>
  isKind(name) && recordKind(name).class === bookClass ? name : `${bookClass}/${name}`

function readStatement(bytes: Bytes): Result<Content> {
  const plaintext = readStatementPlaintext(bytes)
  if (!plaintext.ok) return plaintext
  const parsed = parseBody(plaintext.value.body)
  return parsed.ok ? ok({ type: 'statement', plaintext: plaintext.value, body: parsed.value }) : parsed
}

/**
 * The body of a statement out of its canonical bytes; other spellings of the same are refused, because bytes are
 * signed.
 */
export function parseBody(bytes: Uint8Array): Result<StatementBody> {
  const value = jsonOf(bytes)
  if (value === null || canonicalJson(value) !== utf8ToString(bytes)) {
    return fail('statementMalformed', 'The statement is not written in canonical form. Ask its author to sign again.')
  }
  return parseStatementBody(value)
}

/** What an entry that does not count holds, for the list that owners see. */
export async function describeContent(entry: Entry, keys: EntryKeys): Promise<JsonValue> {
  if (isPlainClass(entry.header.class)) return jsonOf(entry.ciphertext)
  const plaintext = await openPlaintext(entry, keys)
  if (!plaintext.ok) return { unreadable: plaintext.error.type }
  if (entry.header.class === 'statement') {
    const read = readStatementPlaintext(plaintext.value)
    return read.ok ? { statement: jsonOf(read.value.body) } : { unreadable: read.error.type }
  }
  const read = readUpdatePlaintext(plaintext.value)
  if (!read.ok) return { unreadable: read.error.type }
  return {
    commands: read.value.commands.map(({ commandId, time, parts }) => ({
      commandId,
      time,
      parts: parts.map(({ book, update }) => ({ book, values: valuesOf(update), update: toBase64Url(update) })),
    })),
  }
}

/**
 * Plain values inside an update, in the order they were written; keys are only known where it is the first of a key.
 */
function valuesOf(update: Uint8Array): readonly JsonValue[] {
  const decoded = decodeUpdate(update)
  if (!decoded.ok) return []
  return decoded.value.items.map((item) => {
    const value = item.content.isCountable() ? item.content.getContent() : []
    const text = typeof value[0] === 'string' && item.parentSub === null ? value.join('') : (value.at(-1) ?? null)
    return { ...(item.parentSub !== null && { key: item.parentSub }), value: text as JsonValue }
  })
}

const jsonOf = (bytes: Uint8Array): JsonValue => readForeignJson(bytes) ?? null
