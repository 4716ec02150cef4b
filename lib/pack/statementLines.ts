/**
 * Statements as lines of JSON. Each carries the very bytes its device signed (tag and canonical body) and the signature in
 * DER, both in base64, so that `openssl` alone checks it; the body is there to be read as well, and so is the content that
 * was signed, where the log carries it (ST3).
 */

import { derToRaw, rawToDer } from '../crypto/der'
import { statementBytes } from '../protocol/statementPlaintext'
import { equalBytes, utf8, utf8ToString, type Bytes } from '../shared/bytes'
import { hashOfJson } from '../shared/hash'
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../shared/json'
import type { StatementRow } from '../vault/tables'
import { fromBase64, toBase64 } from './base64'

/** One line, without its end. Statements that wait for the log have none: they count for nobody yet (ST11). */
export function statementLine(row: StatementRow): string {
  const { seq, relayTime, timeSource, deviceId, voidReason } = row
  // What a capture seal signs lies beside it as capture.json.
  const frozen = row.type === 'captureSeal' ? undefined : row.frozen
  return canonicalJson({
    body: JSON.parse(utf8ToString(row.body)) as JsonValue,
    deviceId,
    log: { seq, ...(relayTime !== undefined && { time: new Date(relayTime).toISOString(), clock: timeSource ?? 'relay' }) },
    signature: toBase64(rawToDer(row.innerSignature)),
    signed: toBase64(statementBytes(row.body)),
    ...(frozen && { signedContent: JSON.parse(utf8ToString(frozen)) as JsonValue }),
    ...(voidReason !== undefined && { void: voidReason }),
    ...(!row.signatureValid && { void: 'The signature does not hold.' }),
  })
}

export const statementLines = (rows: readonly StatementRow[]): string =>
  rows.filter(({ seq }) => seq !== undefined).sort((a, b) => a.seq! - b.seq! || (a.id < b.id ? -1 : 1)).map((row) => `${statementLine(row)}\n`).join('')

/** A line read back: what has to be verified, and what it says. */
export interface ReadStatement {
  readonly body: JsonObject
  readonly deviceId: string
  readonly message: Bytes
  /** Raw r‖s. */
  readonly signature: Bytes
  /** Whether the content beside it is what it signs; undefined where there is none. */
  readonly contentFits: boolean | undefined
}

/** Undefined for a line whose parts do not fit together: the signed bytes are not those of the body that is shown. */
export function readStatementLine(line: string): ReadStatement | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (!isJsonObject(value) || !isJsonObject(value['body']) || typeof value['deviceId'] !== 'string' || typeof value['signed'] !== 'string' || typeof value['signature'] !== 'string') return undefined
    const { body, deviceId, signedContent: content } = value
    const [message, der] = [fromBase64(value['signed']), fromBase64(value['signature'])]
    if (!message || !der || body['deviceId'] !== deviceId || !equalBytes(message, statementBytes(utf8(canonicalJson(body))))) return undefined
    const signature = derToRaw(der)
    if (!signature.ok) return undefined
    return { body, deviceId, message, signature: signature.value, contentFits: content === undefined ? undefined : hashOfJson(content) === body['contentHash'] }
  } catch {
    return undefined
  }
}
