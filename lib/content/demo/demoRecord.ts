/**
 * The demo organisation is data: records with fixed refs, ids and dates, so that it serves as playground, screenshot
 * source and test fixture. Everybody and everything in it is invented.
 */

import { assembleRecord, rowToEntries, type FlatRecord } from '~/lib/records/assembleRecord'
import type { CommonRow } from '~/lib/records/defineRecord'
import { requirementId, soaEntryId } from '~/lib/records/derivedIds'
import type { Kind, RowOf } from '~/lib/records/registry'
import { base62Id } from '~/lib/shared/ids'
import { sha256 } from '~/lib/shared/hash'
import { toBytes, utf8 } from '~/lib/shared/bytes'
import type { DemoImage } from './images'

/** The demo's fixed clock (isms.md 9). */
export const demoToday = '2026-06-01'
export const demoNow = '2026-06-01T07:41:00.000Z'
export const demoIsmsStart = '2025-03-01'

/** Values as in a row; unset fields are left out. */
export type DemoFields<K extends Kind> = Partial<Omit<RowOf<K>, keyof CommonRow | 'kind'>>

/** The review of a piece of evidence, to be signed; evidence that is waiting has none. */
export interface DemoReview {
  readonly evidence: string
  readonly decision: 'accepted' | 'rejected'
  readonly reason?: string
  readonly by: string
  readonly at: string
}

export interface DemoRecord<K extends Kind = Kind> {
  readonly kind: K
  readonly id: string
  /** Empty for singletons and derived ids. */
  readonly ref: string
  readonly fields: DemoFields<K>
  readonly tags?: readonly string[]
  /** When and by whom (person id) it was created. */
  readonly at: string
  readonly by: string
  /** Image to be generated for the evidence: its only original file. */
  readonly image?: DemoImage
  readonly review?: DemoReview
}

const idsByRef = new Map<string, string>()

/** The same id on every device and in every build: 128 bits of a hash of the ref (ID1). */
export function demoId(ref: string): string {
  let id = idsByRef.get(ref)
  if (id === undefined) {
    id = `${ref.slice(0, ref.indexOf('-')).toLowerCase()}_${base62Id((length) => toBytes(sha256(utf8(`Quillmere/${ref}`)).slice(0, length)))}`
    idsByRef.set(ref, id)
  }
  return id
}

export const iso = (code: string): string => requirementId('iso27001-2022', code)
/** Codes of ISO/IEC 27001; codes of other frameworks are prefixed. */
export const isoSet = (codes: string): readonly string[] => codes.split(' ').filter(Boolean).map((code) => (code.includes(':') ? code : iso(code))).sort()
export const soaId = (code: string): string => soaEntryId(iso(code))

/** A record with its own ref; `at` is a day (meaning nine o'clock, summer time in the organisation) or an instant. */
export function demoRecord<K extends Kind>(kind: K, ref: string, at: string, by: string, fields: DemoFields<K>, extra: Pick<DemoRecord, 'tags' | 'image' | 'review'> = {}): DemoRecord<K> {
  return { kind, id: demoId(ref), ref, fields, at: instantOf(at), by, ...extra }
}

/** A singleton or a record whose id derives from its parents. */
export function demoNamed<K extends Kind>(kind: K, id: string, at: string, by: string, fields: DemoFields<K>): DemoRecord<K> {
  return { kind, id, ref: '', fields, at: instantOf(at), by }
}

const instantOf = (at: string): string => (at.length === 10 ? `${at}T07:00:00.000Z` : at)

/** The row of a demo record. */
export function demoRow<K extends Kind>(record: DemoRecord<K>): RowOf<K> {
  const empty = assembleRecord(record.kind, record.id, [])
  return {
    ...empty,
    ...Object.fromEntries(Object.entries(record.fields).filter(([, value]) => value !== undefined)),
    ...(record.ref === '' ? {} : { ref: record.ref }),
    tags: record.tags ?? [],
    createdAt: record.at,
    createdBy: record.by,
  }
}

/** The entries and texts a vault writes for it. */
export const demoEntries = (record: DemoRecord): FlatRecord => rowToEntries(demoRow(record))
