/**
 * The records that accompany the evidence of a pack (isms.md 7.4): risk register, treatment, findings, nonconformities,
 * reviews of the period, controls and requests. Self-contained data: fields, names of the people in them, and per
 * profile the hash that statements sign (ST2), so that an approval can be checked against the content.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { hashOfJson } from '../../shared/hash'
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json'
import { byRef } from '~/lib/records/refs'
import { isSetValue } from '~/lib/records/fieldCompleteness'
import { commonFields } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { compositeRecords, type RecordLookup } from '../statement/composites'
import { hashedContent } from '../statement/hashedContent'
import { packPeriod, type PackSelection, type SelectionState, type Window } from './selection'

export const recordSets = [
  'controls',
  'risks',
  'treatment',
  'findings',
  'requests',
  'nonconformities',
  'reviews',
] as const
export type RecordSetName = (typeof recordSets)[number]

export interface RecordSet {
  readonly name: RecordSetName
  readonly records: readonly AnyRecord[]
}

/** Which records a pack includes. `controls`: those its evidence names. The nonconformity log is always complete. */
export function packRecords(
  selection: PackSelection,
  controls: ReadonlySet<string>,
  state: SelectionState,
): readonly RecordSet[] {
  const { rows } = state
  const period = packPeriod(selection, state)
  const audit = selection.by === 'audit' ? selection.id : undefined
  const audits = rows('audit').filter(({ id, performedFrom, plannedFrom, performedTo, plannedTo }) =>
    audit === undefined ? meets(performedFrom ?? plannedFrom, performedTo ?? plannedTo, period) : id === audit,
  )
  const ofAudit = new Set(audits.map(({ id }) => id))
  const own = <K extends 'auditItem' | 'finding'>(kind: K) =>
    rows(kind).filter((row) =>
      (row as { audit?: string | undefined }).audit === undefined
        ? audit === undefined
        : ofAudit.has((row as { audit?: string | undefined }).audit!),
    )
  const requests = rows('evidenceRequest').filter((row) =>
    selection.by === 'request' ? row.id === selection.id : row.audit !== undefined && ofAudit.has(row.audit),
  )
  const asked = new Set(requests.map(({ id }) => id))
  const reviews = rows('managementReview').filter(
    ({ heldOn, status }) => status === 'held' && meets(heldOn, heldOn, period),
  )
  const held = new Set(reviews.map(({ id }) => id))
  const sets: Readonly<Record<RecordSetName, readonly AnyRecord[]>> = {
    controls: [
      ...rows('control').filter(({ id }) => controls.has(id)),
      ...rows('controlTest').filter(
        ({ control, periodFrom, periodTo }) =>
          control !== undefined && controls.has(control) && meets(periodFrom, periodTo, period),
      ),
    ],
    risks: [...rows('risk'), ...rows('riskMethod')],
    treatment: [...rows('treatmentPlan'), ...rows('treatmentAction'), ...rows('riskAcceptance')],
    findings: [...audits, ...own('auditItem'), ...own('finding')],
    requests: [
      ...requests,
      ...rows('evidenceSubmission').filter(({ request }) => request !== undefined && asked.has(request)),
    ],
    nonconformities: [...rows('nonconformity'), ...rows('correctiveAction')],
    reviews: [...reviews, ...rows('decision').filter(({ review }) => review !== undefined && held.has(review))],
  }
  return recordSets.map((name) => ({ name, records: inOrder(sets[name]) })).filter(({ records }) => records.length > 0)
}

/** A record without dates is never excluded by date. */
const meets = (from: string | undefined, to: string | undefined, period: Window | undefined): boolean =>
  period === undefined || ((from === undefined || from <= period.to) && (to === undefined || to >= period.from))

function inOrder(records: readonly AnyRecord[]): readonly AnyRecord[] {
  const kinds = [...new Set(records.map(({ kind }) => kind))]
  return [...records].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || byRef(a, b))
}

export interface RecordNames {
  readonly nameOfPerson: (id: string) => string | undefined
  readonly lookup: RecordLookup
}

/** `records/<name>.json`. `contentHash` is the SHA-256 of the canonical JSON of `records`. */
export function recordsDocument({ name, records }: RecordSet, { nameOfPerson, lookup }: RecordNames): JsonObject {
  const people: Record<string, string> = {}
  const written = records.map((row) => recordJson(row, lookup))
  for (const id of personIds(written)) {
    const found = nameOfPerson(id)
    if (found !== undefined) people[id] = found
  }
  return { type: 'plumbline/records', v: 1, name, contentHash: hashOfJson(written), people, records: written }
}

/** A record as it is now: unset fields are left out; files are reduced to name, size and hash. */
export function recordJson(row: AnyRecord, lookup: RecordLookup): JsonObject {
  const { fields, profiles } = recordKind(row.kind)
  const values = fieldValues<JsonValue | undefined>(row)
  const own: Record<string, JsonValue> = {}
  for (const [name, field] of Object.entries({ ...commonFields, ...fields })) {
    const value = values[name]
    if (name !== 'kind' && name !== 'ref' && name !== 'importKey' && value !== undefined && isSetValue(field, value))
      own[name] = shown(value)
  }
  const hashes = Object.fromEntries(
    Object.keys(profiles).map((profile) => [
      profile,
      hashedContent(row, profile, compositeRecords(row, profile, lookup)).contentHash,
    ]),
  )
  return {
    kind: row.kind,
    id: row.id,
    ref: row.ref,
    fields: own,
    ...(Object.keys(row.unknown).length > 0 && { unknown: row.unknown as JsonObject }),
    hashes,
  }
}

function shown(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((member: JsonValue) => shown(member))
  if (!isJsonObject(value)) return value
  if (typeof value['sha256'] === 'string' && 'id' in value && 'size' in value && 'mime' in value)
    return { sha256: value['sha256'], size: value['size']!, mime: value['mime']! }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]))
}

const personIds = (value: JsonValue): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (one: JsonValue): void => {
    if (typeof one === 'string') {
      if (one.startsWith('pe_')) found.add(one)
    } else if (Array.isArray(one)) one.forEach(visit)
    else if (isJsonObject(one)) {
      Object.keys(one)
        .filter((key) => key.startsWith('pe_'))
        .forEach((key) => found.add(key))
      Object.values(one).forEach(visit)
    }
  }
  visit(value)
  return found
}

export type Rows = <K extends Kind>(kind: K) => readonly RowOf<K>[]
