/**
 * Statements as rows: the inner signature, what they name, and whether their author had the authority at their place in
 * the log (ST6, ST12). A statement without it stays visible and never counts.
 */

import { judgeAuthority, type SignedSubject } from '../isms/statements/authority'
import type { StatementBody } from '../isms/statements/body'
import { isKind, recordKind, type AnyRecord } from '../isms/registry'
import { memberOfDevice, personAt, roleAt, type AccessState } from '../protocol/accessState'
import { statementBytes, type StatementPlaintext } from '../protocol/statementPlaintext'
import type { Verifier } from '../crypto/verifier'
import { fromBase64Url, toBytes, utf8ToString } from '../shared/bytes'
import { sha256Hex } from '../shared/hash'
import { isJsonObject, type JsonObject } from '../shared/json'
import type { StatementRow } from './tables'

/** The name by which `revoke` and `basedOn` call a statement: SHA-256 of its body. */
export const statementId = (body: Uint8Array): string => sha256Hex(body)

/** Whether authority depends on fields of the record that the frozen copy may not hold. */
export function needsRecord({ type, subject, profile }: StatementBody): boolean {
  if (!isKind(subject.kind)) return false
  const rules = recordKind(subject.kind).profiles[profile]?.signed[type] ?? []
  return rules.some((rule) => typeof rule !== 'string')
}

export interface StatementPlace {
  readonly seq: number
  readonly relayTime: number
  readonly timeSource: 'relay' | 'device'
  /** Of the entry that carries it. */
  readonly deviceId: string
}

export interface StatementFacts {
  readonly access: AccessState
  readonly workspaceId: string
  readonly verifier: Verifier
  /** The record just before that position, where the authority rule needs it. */
  readonly record: AnyRecord | undefined
  /** The statement a revoke names. */
  readonly revoked: StatementRow | undefined
}

/** The row of a statement in the log. */
export async function countedStatement(plaintext: StatementPlaintext, body: StatementBody, place: StatementPlace, facts: StatementFacts): Promise<StatementRow> {
  const device = facts.access.devices[place.deviceId]
  const signatureValid = device !== undefined && (await facts.verifier.verifyAll([
    { publicKey: fromBase64Url(device.signKey), message: statementBytes(plaintext.body), signature: plaintext.innerSignature },
  ]))
  const voidReason = whyVoid(plaintext, body, place, facts)
  const { seq, relayTime, timeSource } = place
  return {
    ...waitingStatement({ body: plaintext.body, innerSignature: plaintext.innerSignature, ...(plaintext.frozen.in === 'entry' && { frozen: plaintext.frozen.bytes }) }, body),
    seq, relayTime, timeSource, signatureValid, ...(voidReason !== undefined && { voidReason }),
  }
}

/** The row of a statement that waits for the log (ST11). */
export function waitingStatement(share: { readonly body: Uint8Array; readonly innerSignature: Uint8Array; readonly frozen?: Uint8Array }, body: StatementBody): StatementRow {
  const { type, subject, profile, contentHash, decision, reason, validUntil, basedOn, memberId, personId, deviceId } = body
  return {
    id: statementId(share.body),
    type, subjectKind: subject.kind, subjectId: subject.id, profile, contentHash, memberId, deviceId,
    ...defined({ decision, reason, validUntil, basedOn, personId }),
    time: Date.parse(body.time),
    signatureValid: true,
    body: toBytes(share.body),
    innerSignature: toBytes(share.innerSignature),
    ...(share.frozen && { frozen: toBytes(share.frozen) }),
  }
}

function defined<T extends object>(values: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

function whyVoid(plaintext: StatementPlaintext, body: StatementBody, { seq, deviceId }: StatementPlace, facts: StatementFacts): string | undefined {
  const member = memberOfDevice(facts.access, deviceId)
  const role = member && roleAt(member, seq)
  if (body.workspaceId !== facts.workspaceId || body.deviceId !== deviceId || !member || body.memberId !== member.memberId) {
    return 'The statement names another device, member or workspace than the one that sent it.'
  }
  const personId = personAt(member, seq)?.personId
  if (role === undefined) return 'The signer was not a member at that time.'
  if (body.personId !== undefined && body.personId !== personId) return 'The statement names another person than its member was bound to.'
  if (!isKind(body.subject.kind)) return undefined
  const frozen = plaintext.frozen.in === 'entry' ? frozenFields(plaintext.frozen.bytes, body) : {}
  if (!frozen) return 'The copy kept with the statement is not the content it signs.'
  const subject: SignedSubject = {
    kind: body.subject.kind,
    profile: body.profile,
    fields: { ...(facts.record as Readonly<Record<string, unknown>> | undefined), ...frozen },
    ...(facts.revoked && { revokedMemberId: facts.revoked.memberId }),
  }
  const judged = judgeAuthority(body.type, { role, memberId: member.memberId, personId, isTopManagement: role === 'owner' }, subject)
  return judged.ok ? undefined : judged.error.message
}

/** Hashed fields of a frozen copy (ST3), nothing for copies of another shape; undefined when it is not what was signed. */
function frozenFields(bytes: Uint8Array, body: StatementBody): JsonObject | undefined {
  if (sha256Hex(bytes) !== body.contentHash) return undefined
  try {
    const content: unknown = JSON.parse(utf8ToString(bytes))
    if (!isJsonObject(content) || !isJsonObject(content.fields)) return {}
    if (content.recordId !== body.subject.id || content.kind !== body.subject.kind || content.profile !== body.profile) return undefined
    return content.fields
  } catch {
    return {}
  }
}
