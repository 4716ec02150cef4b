/**
 * An approval that covers older content (ST4 stale): what was approved, what stands here now, who changed it, and the
 * changes that would write it back. Pure: rows in, facts out; the day is an argument.
 */

import type { FieldChange } from '~/lib/engine/commandMap'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { frozenContent } from '~/lib/isms/statement/frozen'
import type { Standing } from '~/lib/isms/statement/statementStanding'
import { fieldOf } from '~/lib/records/validateValue'
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '~/lib/shared/json'
import type { StatementRow, TrailRow } from '~/lib/vault/store/tables'

export interface StaleApproval {
  readonly statement: StatementRow
  /** ST7: the version that stays in force. */
  readonly version: number
  /** Approved fields; undefined where the statement carries no copy (it lies in a file of its own). */
  readonly frozen: JsonObject | undefined
  readonly present: JsonObject
  /** Names of the fields that differ, in the order of the content. */
  readonly fields: readonly string[]
  /** Lists of other records that are hashed along and differ (ST2 composite). */
  readonly records: readonly { readonly name: string; readonly before: JsonValue; readonly after: JsonValue }[]
  /** How many fields the profile covers. */
  readonly of: number
}

/**
 * The stale approval of a record, unless this device has just decided on the present content and that waits for sync
 * (ST11). `bytes` reads the frozen copy of a statement, from the entry or from its file.
 */
export function staleApproval(
  row: AnyRecord,
  standing: Standing | undefined,
  statements: readonly StatementRow[],
  bytes: (statement: StatementRow) => Uint8Array | undefined = (one) => one.frozen,
): StaleApproval | undefined {
  if (!standing) return undefined
  const { content, contentHash, profile } = standing
  const { state, statement: deciding, waiting } = standing.approval
  if (state !== 'stale' || waiting.some((one) => one.contentHash === contentHash)) return undefined
  const statement = statements.find((one) => one.id === deciding!.id)!
  const frozen = frozenContent(bytes(statement))
  const present = isJsonObject(content['fields']) ? content['fields'] : {}
  const records = isJsonObject(content['records']) ? content['records'] : {}
  const version = standing.versions.findLast(
    (one) => one.statement.id === statement.id || one.renewedBy.id === statement.id,
  )
  return {
    statement,
    version: version?.number ?? 1,
    present,
    frozen: frozen?.fields,
    fields: frozen ? differing(frozen.fields, present) : [],
    records: frozen
      ? differing(frozen.records, records).map((name) => ({
          name,
          before: frozen.records[name] ?? [],
          after: records[name] ?? [],
        }))
      : [],
    of: recordKind(row.kind).profiles[profile]!.fields.length,
  }
}

const differing = (a: JsonObject, b: JsonObject): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null),
  )

/**
 * The changes that write the approved values of the differing fields back, for one `record.edit`. Undefined where one
 * of them cannot be written by hand (a file, a field of a newer version, a field of leads): half put back would stay
 * stale.
 */
export function putBackChanges(
  kind: Kind,
  { frozen, fields, records = [] }: Pick<StaleApproval, 'frozen' | 'fields'> & Partial<Pick<StaleApproval, 'records'>>,
  canLead: boolean,
): readonly FieldChange[] | undefined {
  // What other records say is put back there: half put back would stay stale.
  if (!frozen || fields.length === 0 || records.length > 0) return undefined
  const changes = fields.map((name): FieldChange | undefined => {
    const field = fieldOf(kind, name)
    if (
      !field ||
      field.writeOnce ||
      field.type === 'blob' ||
      field.value?.type === 'blob' ||
      (field.leadOnly && !canLead)
    )
      return undefined
    return { op: 'set', field: name, value: frozen[name] ?? null }
  })
  return changes.some((change) => change === undefined) ? undefined : (changes as readonly FieldChange[])
}

export interface LaterChange {
  readonly memberId: string
  readonly deviceId: string
  /** Milliseconds; the author's clock. */
  readonly time: number
  /** The author had not seen the approval, or not the value it replaced: it came by sync, not by an edit on top. */
  readonly merged: boolean
}

/** The change that set the value a field has now: the last in the log that did not lose, or the last that waits. */
export function writerOf(trail: readonly TrailRow[], field: string): TrailRow | undefined {
  const order = (row: TrailRow): number => row.untilSeq ?? row.seq ?? Number.MAX_SAFE_INTEGER
  return trail
    .filter((row) => row.field === field && !row.lost)
    .sort((a, b) => order(b) - order(a) || (b.n ?? 0) - (a.n ?? 0))[0]
}

/** Who wrote the values that stand in these fields now: the last change of each, one line a member, newest first. */
export function laterChanges(
  trail: readonly TrailRow[],
  fields: readonly string[],
  signedAt: number,
): readonly LaterChange[] {
  const lines = fields.flatMap((field): readonly LaterChange[] => {
    const row = writerOf(trail, field)
    const time = row && (row.until ?? row.time)
    return row && time !== undefined
      ? [{ memberId: row.memberId, deviceId: row.deviceId, time, merged: row.concurrent || time < signedAt }]
      : []
  })
  return lines
    .sort((a, b) => b.time - a.time)
    .filter(
      (line, index, all) =>
        all.findIndex((one) => one.memberId === line.memberId && one.merged === line.merged) === index,
    )
}
