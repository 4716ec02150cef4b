/**
 * Statements as rows: what they name, and whether their author had the authority at their place in the log (ST6, ST12).
 * A statement without it stays visible and never decides anything. One row for each entry that counts
 * (statementVerdict.ts).
 */

import { asksForMaker, judgeAuthority, type Maker } from '~/lib/isms/statement/authority'
import type { StatementBody } from '~/lib/isms/statement/body'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { frozenContent, type FrozenContent } from '~/lib/isms/statement/frozen'
import type { Dependence } from '~/lib/isms/statement/onWord'
import { authorityFacts, recordsForAuthority } from '~/lib/isms/statement/signer'
import { isIdFor, isKind, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { memberOfDevice, personAt, roleAt, type AccessState } from '~/lib/protocol/access/accessState'
import type { StatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { assert } from '~/lib/shared/assert'
import { toBytes, utf8ToString } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { isJsonObject } from '~/lib/shared/json'
import type { StatementRow } from '../store/tables'

/** The name by which `revoke` and `basedOn` call a statement: SHA-256 of its body. */
export const statementId = (body: Uint8Array): string => sha256Hex(body)

/** Whether authority depends on fields of the record that the frozen copy may not hold. */
export function needsRecord({ type, subject, profile }: StatementBody): boolean {
  if (!isKind(subject.kind)) return false
  const rules = recordKind(subject.kind).profiles[profile]?.signed[type] ?? []
  return rules.some((rule) => typeof rule !== 'string' || rule === 'auditor' || rule === 'riskAuthority')
}

/** Whether authority asks who made the record (makers.ts). */
export const needsMakers = ({ type, subject, profile }: Pick<StatementBody, 'type' | 'subject' | 'profile'>): boolean =>
  isKind(subject.kind) && (recordKind(subject.kind).profiles[profile]?.signed[type] ?? []).some(asksForMaker)

/** Whether authority asks of whom the signer is independent (ST12, ST17). */
export const needsIndependence = (body: Pick<StatementBody, 'type' | 'subject' | 'profile'>): boolean =>
  body.type === 'declare' || needsMakers(body)

/**
 * Kinds of records that such a statement's authority may rest on: none of them may change between it and the reading of
 * them. More kinds than need be only cost a smaller batch.
 */
export function kindsNeeded({ subject }: StatementBody): ReadonlySet<string> {
  return new Set([subject.kind, ...(isKind(subject.kind) ? (authorityKinds[subject.kind] ?? []) : [])])
}

/** The kinds that `recordsForAuthority` names, by kind of the subject. */
const authorityKinds: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  riskAcceptance: ['riskMethod', 'settings', 'risk'],
  finding: ['audit'],
  exception: ['policy', 'control'],
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
  /** The record just before that position, where the authority rule needs it. */
  readonly record: AnyRecord | undefined
  /** Further records of that moment, by kind and id (`recordsForAuthority`). */
  readonly recordAt: (kind: Kind, id: string) => Promise<AnyRecord | undefined>
  /** Who made the record, up to that position; where the rule needs it. */
  readonly makers: readonly Maker[] | undefined
  /** Of whom the signer was not independent there; where the rule asks. */
  readonly dependence: Dependence | undefined
  /** Statements on role assignments before that position: who is top management (ST12). */
  readonly roles: readonly StatementRow[]
  /** The statement a revoke names. */
  readonly revoked: StatementRow | undefined
  /** When an earlier position of the log was. */
  readonly timeAt: (seq: number) => Promise<number>
}

/** The row of a statement in the log. */
export async function countedStatement(
  plaintext: StatementPlaintext,
  body: StatementBody,
  place: StatementPlace,
  facts: StatementFacts,
): Promise<StatementRow> {
  const { voidReason, asTopManagement, standsIn, readmitted } = await judge(plaintext, body, place, facts)
  const { seq, relayTime, timeSource } = place
  const { frozen } = plaintext
  return {
    ...waitingStatement(
      {
        body: plaintext.body,
        innerSignature: plaintext.innerSignature,
        ...(frozen.in === 'entry' && { frozen: frozen.bytes }),
        ...(frozen.in === 'blob' && { frozenBlob: { id: frozen.id, sha256: frozen.sha256, size: frozen.size } }),
      },
      body,
    ),
    seq,
    relayTime,
    timeSource,
    ...(voidReason !== undefined && { voidReason }),
    ...(asTopManagement && { asTopManagement }),
    ...(standsIn && { standsIn }),
    ...(readmitted && { readmitted }),
  }
}

/** The row of a statement that waits for the log (ST11). */
export function waitingStatement(
  share: Pick<StatementRow, 'body' | 'innerSignature' | 'frozen' | 'frozenBlob'>,
  body: StatementBody,
): StatementRow {
  const { type, subject, profile, contentHash, decision, reason, validUntil, basedOn, memberId, personId, deviceId } =
    body
  return {
    id: statementId(share.body),
    type,
    subjectKind: subject.kind,
    subjectId: subject.id,
    profile,
    contentHash,
    memberId,
    deviceId,
    ...defined({ decision, reason, validUntil, basedOn, personId }),
    time: Date.parse(body.time),
    signatureValid: true,
    body: toBytes(share.body),
    innerSignature: toBytes(share.innerSignature),
    ...(share.frozen && { frozen: toBytes(share.frozen) }),
    ...(share.frozenBlob && { frozenBlob: share.frozenBlob }),
  }
}

function defined<T extends object>(values: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

interface Judgement {
  readonly voidReason?: string
  readonly asTopManagement?: boolean
  readonly readmitted?: StatementRow['readmitted']
  readonly standsIn?: boolean
}

async function judge(
  plaintext: StatementPlaintext,
  body: StatementBody,
  { seq, relayTime, deviceId }: StatementPlace,
  facts: StatementFacts,
): Promise<Judgement> {
  const member = memberOfDevice(facts.access, deviceId)
  assert(member, 'a statement that counts is of a member')
  const role = roleAt(member, seq)
  const personId = personAt(member, seq)?.personId
  if (role === undefined) return { voidReason: 'The signer was not a member at that time.' }
  if (body.personId !== undefined && body.personId !== personId)
    return { voidReason: 'The statement names another person than its member was bound to.' }
  const { kind, id } = body.subject
  // What is signed is found by the id of its record alone, and of a kind that nobody here knows no authority can be
  // asked.
  if (!isIdFor(kind, id)) return { voidReason: 'The statement names its record by an id of another kind.' }
  const binding = personAt(member, seq)
  const again: Pick<Judgement, 'readmitted'> = binding?.again
    ? { readmitted: { byMemberId: binding.byMemberId, seq: binding.seq, at: await facts.timeAt(binding.seq) } }
    : {}
  if (!isKind(kind)) return again
  const frozen =
    plaintext.frozen.in === 'entry'
      ? signedCopy(plaintext.frozen.bytes, body)
      : plaintext.frozen.in === 'blob' && plaintext.frozen.sha256 !== body.contentHash
        ? undefined
        : nothing
  if (!frozen) return { voidReason: 'The copy kept with the statement is not the content it signs.' }
  const fields = { ...(facts.record as Readonly<Record<string, unknown>> | undefined), ...frozen.fields }
  const get = await lookupAt(facts, kind, fields)
  const { signer, subject } = authorityFacts(
    {
      role,
      memberId: member.memberId,
      personId,
      dependsOn: facts.dependence?.parties,
      isOnWord: (facts.dependence?.onWordOf.length ?? 0) > 0,
    },
    {
      type: body.type,
      kind,
      id: body.subject.id,
      profile: body.profile,
      fields,
      composite: frozen.records,
      validUntil: body.validUntil,
      makers: facts.makers,
      time: relayTime,
    },
    facts.roles,
    get,
  )
  const judged = judgeAuthority(body.type, signer, {
    ...subject,
    ...(facts.revoked && { revokedMemberId: facts.revoked.memberId }),
  })
  return {
    ...(!judged.ok && { voidReason: judged.error.message }),
    ...(signer.isTopManagement && { asTopManagement: true }),
    ...(signer.standsIn && { standsIn: true }),
    ...again,
  }
}

const nothing: FrozenContent = { fields: {}, records: {} }

async function lookupAt(
  { recordAt }: StatementFacts,
  kind: Kind,
  fields: Readonly<Record<string, unknown>>,
): Promise<RecordLookup['get']> {
  const wanted = recordsForAuthority(kind, fields)
  const found = new Map(
    await Promise.all(wanted.map(async ([of, id]) => [`${of}/${id}`, await recordAt(of, id)] as const)),
  )
  return (of, id) => found.get(`${of}/${id}`)
}

/** A frozen copy, empty for copies of another shape; undefined when it is not what was signed. */
function signedCopy(bytes: Uint8Array, body: StatementBody): FrozenContent | undefined {
  if (sha256Hex(bytes) !== body.contentHash) return undefined
  const content = frozenContent(bytes)
  if (!content) return nothing
  const named: unknown = JSON.parse(utf8ToString(bytes))
  const same =
    isJsonObject(named) &&
    named.recordId === body.subject.id &&
    named.kind === body.subject.kind &&
    named.profile === body.profile
  return same ? content : undefined
}
