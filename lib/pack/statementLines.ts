/**
 * Statements as lines of canonical JSON. What a device signed is the tag of statements and the body as it stands in the
 * line, byte for byte; the signature is DER in base64: a shell puts the one together, `openssl` checks the other. The
 * content that was signed goes along where the log carries it (ST3). `"deviceId":"…","log":` after the body is what a
 * shell cuts at, so what the log says about the signature (ST12, ST16) stands inside of `log`.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { derToRaw, rawToDer } from '../crypto/der'
import type { StatementFact } from '../isms/statement/statementFacts'
import { statementBytes } from '../protocol/bodies/statementPlaintext'
import { utf8, utf8ToString, type Bytes } from '../shared/bytes'
import { hashOfJson } from '../shared/hash'
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../shared/json'
import type { StatementRow } from '../vault/store/tables'
import { fromBase64, toBase64 } from './base64'

/**
 * One line, without its end. A statement that waits for the shared log says so (ST11): it counts for its signer only.
 */
export function statementLine(row: StatementRow): string {
  const { seq, relayTime, timeSource, deviceId, voidReason, readmitted, doubtfulSince } = row
  // What a capture seal signs lies beside it as capture.json.
  const frozen = row.type === 'captureSeal' ? undefined : row.frozen
  return canonicalJson({
    body: JSON.parse(utf8ToString(row.body)) as JsonValue,
    deviceId,
    log:
      seq === undefined
        ? { waits: true }
        : {
            seq,
            ...(relayTime !== undefined && { time: new Date(relayTime).toISOString(), clock: timeSource ?? 'relay' }),
            ...(readmitted && { readmitted: { by: readmitted.byMemberId, at: new Date(readmitted.at).toISOString() } }),
            ...(doubtfulSince !== undefined && { doubtfulSince: new Date(doubtfulSince).toISOString() }),
          },
    signature: toBase64(rawToDer(row.innerSignature)),
    ...(frozen && { signedContent: JSON.parse(utf8ToString(frozen)) as JsonValue }),
    void: row.signatureValid ? voidReason : 'The signature does not hold.',
  })
}

export const statementLines = (rows: readonly StatementRow[]): string =>
  inLogOrder(rows)
    .map((row) => `${statementLine(row)}\n`)
    .join('')

/** A line read back: what has to be verified, and what it says. */
export interface ReadStatement {
  readonly body: JsonObject
  readonly deviceId: string
  readonly message: Bytes
  /** Raw r‖s. */
  readonly signature: Bytes
  /** Whether the content beside it is what it signs; undefined where there is none. */
  readonly contentFits: boolean | undefined
  /** The content beside it. */
  readonly content: JsonValue | undefined
  /** Signed without the authority for it, as the workspace judged: it vouches for nothing. */
  readonly isVoid: boolean
  /** Not in the shared log yet: it counts for its signer only (ST11). */
  readonly waits: boolean
}

const word = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

/** What the rules see of it; `seq` is its place among the lines. */
export function factOf({ body, content, deviceId, waits, isVoid }: ReadStatement, seq: number): StatementFact {
  const subject = isJsonObject(body['subject']) ? body['subject'] : {}
  return {
    id: hashOfJson(body),
    ...(!waits && { seq }),
    type: word(body['type']),
    subjectKind: word(subject['kind']),
    subjectId: word(subject['id']),
    profile: word(body['profile']),
    contentHash: word(body['contentHash']),
    ...(typeof body['basedOn'] === 'string' && { basedOn: body['basedOn'] }),
    memberId: word(body['memberId']),
    deviceId,
    time: 0,
    signatureValid: !isVoid,
    ...(content !== undefined && { frozen: utf8(canonicalJson(content)) }),
  }
}

/** Undefined for a line that is not canonical, or whose parts do not fit together. */
export function readStatementLine(line: string): ReadStatement | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (
      !isJsonObject(value) ||
      !isJsonObject(value['body']) ||
      typeof value['deviceId'] !== 'string' ||
      typeof value['signature'] !== 'string' ||
      canonicalJson(value) !== line
    )
      return undefined
    const { body, deviceId, signedContent: content } = value
    const der = fromBase64(value['signature'])
    const signature = der && derToRaw(der)
    if (!signature?.ok || body['deviceId'] !== deviceId) return undefined
    return {
      body,
      deviceId,
      message: statementBytes(utf8(canonicalJson(body))),
      signature: signature.value,
      contentFits: content === undefined ? undefined : hashOfJson(content) === body['contentHash'],
      content,
      isVoid: value['void'] !== undefined,
      waits: isJsonObject(value['log']) && value['log']['waits'] === true,
    }
  } catch {
    return undefined
  }
}
