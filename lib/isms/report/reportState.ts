/**
 * Input of reports: every record, statements, frozen copies, and identities. Read from the vault by
 * lib/vault/views/readReportState.
 */

import type { HeldFile } from '../evidence/evidenceFacts'
import type { AcceptanceAuthority, LevelStep, ScaleStep } from '~/lib/records/kinds/riskMethod'
import type { CheckResult, ReadinessView, ViewSummary } from '../readiness/checkResult'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import type { ReviewPack } from '../review/pack'
import type { ReviewState } from '../review/managementReviewState'
import { titleOf } from '~/lib/records/text/searchText'
import type { FrozenSoa } from '../soa/frozenSoa'
import type { StatementHead } from './stateHash'

/** A frozen statement on this device; `intact` is false if its bytes differ from what the record names. */
export type SoaCopy =
  { readonly state: 'here'; readonly soa: FrozenSoa; readonly intact: boolean } | { readonly state: 'away' }

export interface ReadinessState {
  /** Day for which it was computed. */
  readonly asOf: string
  readonly views: Readonly<Partial<Record<ReadinessView, ViewSummary>>>
  readonly results: readonly CheckResult[]
}

export interface ReportState extends ReviewState {
  /** Records of a kind, including archived ones. */
  readonly all: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  /** Any record by id, including archived ones: a referenced record may have been archived since. */
  readonly record: (id: string) => AnyRecord | undefined
  /** Name of a member without a person record, as given by others. */
  readonly nameOfMember: (memberId: string) => string | undefined
  /** The person a member is bound to now. */
  readonly personOfMember: (memberId: string) => string | undefined
  readonly hasKeys: (personId: string) => boolean
  readonly held: (sha256: string) => HeldFile | undefined
  readonly scale: {
    readonly likelihood: readonly ScaleStep[]
    readonly impact: readonly ScaleStep[]
    readonly levels: readonly LevelStep[]
    readonly authority: readonly AcceptanceAuthority[]
  }
  readonly head: StatementHead | undefined
  /** By id of the version. */
  readonly soaCopies: ReadonlyMap<string, SoaCopy>
  /** By SHA-256; absent if the bytes are not present. */
  readonly packs: ReadonlyMap<string, ReviewPack>
  /** Undefined until it has been computed. */
  readonly readiness: ReadinessState | undefined
}

/** Name of a person; undefined if the person is unknown. */
export function personName(state: ReportState, id: string | undefined): string | undefined {
  const row = id === undefined ? undefined : state.record(id)
  return row && titleOf(row)
}

/** Label of a record in lists: persons by name, others by ref. */
export function refName(state: ReportState, id: string): string {
  const row = state.record(id)
  if (!row) return id
  return row.kind === 'person' || row.ref === '' ? titleOf(row) : row.ref
}
