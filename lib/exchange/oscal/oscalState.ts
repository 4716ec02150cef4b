/**
 * What OSCAL documents are written from: rows, statements and catalogues of a workspace, read once. How it is read from
 * a vault is lib/engine/readOscalState.ts; tests make theirs from the demo organisation.
 */

import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { testFacts } from '~/lib/isms/control/testState'
import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import { nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import type { EffectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { supersededIds, type EvidenceFacts } from '../../isms/evidence/usable'
import { ncStanding, type NcState } from '../../isms/improvement/ncState'
import type { Control } from '~/lib/records/kinds/control'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import type { Risk } from '~/lib/records/kinds/risk'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import { isPresent, soaIndex, type SoaIndex } from '../../isms/soa/soaIndex'
import { rowsFrom, type SoaRow } from '../../isms/soa/soaRows'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { acceptanceCover, acceptanceFacts, type StandingAcceptance } from '../../isms/risk/acceptanceFacts'
import { defaultMethod } from '../../isms/risk/defaultMethod'
import { isAbove, riskLevels, type RiskLevels } from '../../isms/risk/level'
import { isOpenAction, riskState, type RiskState } from '~/lib/isms/risk/riskState'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { standingOf } from '~/lib/isms/statement/statementStanding'
import type { JsonValue } from '../../shared/json'
import { groupBy } from '../../shared/groups'

/** A requirement with what its OSCAL catalogue said of it, where it came from one. */
export type OscalRequirement = Requirement & { readonly oscal?: JsonValue | undefined }
export interface OscalFramework extends Omit<Framework, 'requirements'> {
  readonly requirements: readonly OscalRequirement[]
  /** What its OSCAL catalogue said beside its controls. */
  readonly oscal?: JsonValue | undefined
}

export interface OscalState {
  readonly workspaceId: string
  /** Records of a kind that are not archived, in the order of their refs. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  readonly lookup: RecordLookup
  readonly evidenceFacts: (id: string) => EvidenceFacts
  readonly settings: EffectiveSettings
  readonly frameworks: readonly OscalFramework[]
  /** Rows of the Statement of Applicability; empty where none is kept. */
  readonly soaRequirements: (framework: string) => readonly Requirement[]
  /** One row for each pair, own before shipped. */
  readonly crosswalk: readonly CrosswalkPair[]
  readonly today: string
}

export interface RiskStanding {
  readonly levels: RiskLevels
  readonly state: RiskState
  readonly isAbove: boolean
  readonly actions: readonly TreatmentAction[]
  readonly acceptances: readonly StandingAcceptance[]
}

export interface NcInWork {
  readonly row: Nonconformity
  readonly state: NcState
  readonly actions: readonly CorrectiveAction[]
}

/** What the rules of lib/isms say about the state, each computed when it is first asked for. */
export interface OscalFacts {
  readonly method: {
    readonly likelihood: readonly { readonly label: string }[]
    readonly impact: readonly { readonly label: string }[]
    readonly levels: readonly { readonly label: string }[]
    readonly grid: readonly (readonly number[])[]
    readonly acceptMax: number
  }
  readonly find: <K extends Kind>(kind: K, id: string | undefined) => RowOf<K> | undefined
  readonly controls: readonly Control[]
  readonly soa: (framework: string) => readonly SoaRow[]
  readonly risk: (row: Risk) => RiskStanding
  readonly nonconformity: (row: Nonconformity) => NcInWork
  readonly nonconformityOf: (finding: string) => Nonconformity | undefined
  /** Evidence that is offered for linking (EV1) and was not rejected, by the control it names. */
  readonly evidenceOf: (controlId: string) => readonly Evidence[]
}

/**
 * A state in which every id is of one record: UUIDs are made from ids, and who chooses his ids himself could make one
 * twice. How many were left out.
 */
export function withoutSharedIds(state: OscalState): { readonly alone: OscalState; readonly shared: number } {
  const kinds = new Map<string, Kind>()
  let shared = 0
  for (const kind of kindNames) {
    for (const { id } of state.rows(kind) as readonly AnyRecord[]) {
      if (kinds.has(id)) shared++
      else kinds.set(id, kind)
    }
  }
  if (shared === 0) return { alone: state, shared }
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    state.rows(kind).filter(({ id }) => kinds.get(id) === kind)
  return { alone: { ...state, rows }, shared }
}

export function oscalFacts(state: OscalState): OscalFacts {
  const { rows, today } = state
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | undefined
    return () => (made ??= { value: make() }).value
  }
  const byId = once(() => new Map<string, AnyRecord>())
  const indexed = new Set<Kind>()
  const find = <K extends Kind>(kind: K, id: string | undefined): RowOf<K> | undefined => {
    if (!indexed.has(kind)) {
      indexed.add(kind)
      for (const row of rows(kind) as readonly AnyRecord[]) byId().set(row.id, row)
    }
    const row = id === undefined ? undefined : byId().get(id)
    return row?.kind === kind ? (row as unknown as RowOf<K>) : undefined
  }
  const [own] = rows('riskMethod')
  const method = {
    likelihood: own?.likelihood ?? defaultMethod.likelihood,
    impact: own?.impact ?? defaultMethod.impact,
    levels: own?.levels ?? defaultMethod.levels,
    grid: own?.grid ?? defaultMethod.grid,
    acceptMax: own?.acceptMax ?? defaultMethod.acceptMax,
  }
  const index = once((): SoaIndex =>
    soaIndex({
      controls: rows('control'),
      risks: rows('risk'),
      evidence: rows('evidence'),
      evidenceFacts: state.evidenceFacts,
      settings: state.settings,
      today,
      scope: rows('scope')[0],
      assets: rows('asset'),
      suppliers: rows('supplier'),
      obligations: rows('obligation'),
      actions: rows('treatmentAction'),
      tests: rows('controlTest').map((test) => testFacts(test, state.statementsOf(test.id), today)),
    }),
  )
  const actionsOf = once(() => groupBy(rows('treatmentAction'), (action) => action.risks))
  const acceptancesOf = once(() => groupBy(rows('riskAcceptance'), ({ risk }) => risk))
  const correctiveOf = once(() => groupBy(rows('correctiveAction'), ({ nonconformity }) => nonconformity))
  const evidenceByControl = once(() => {
    const superseded = supersededIds(rows('evidence'))
    return groupBy(
      rows('evidence').filter(
        (row) => !superseded.has(row.id) && state.evidenceFacts(row.id).reviewState !== 'rejected',
      ),
      (row) => row.controls,
    )
  })
  const ncByFinding = once(() => groupBy(rows('nonconformity'), ({ finding }) => finding))
  return {
    method,
    find,
    controls: rows('control').filter(isPresent),
    soa: (framework) => rowsFrom(index(), state.soaRequirements(framework), rows('soaEntry')),
    risk(row) {
      const levels = riskLevels(row, method)
      const actions = actionsOf().get(row.id) ?? []
      const acceptances = (acceptancesOf().get(row.id) ?? []).map((one) => ({
        row: one,
        facts: acceptanceFacts(one, state.statementsOf(one.id), state.lookup, today),
      }))
      const cover = acceptanceCover(acceptances, levels, actions.some(isOpenAction))
      return {
        levels,
        actions,
        acceptances,
        isAbove: isAbove(levels.current.level, method),
        state: riskState(row, levels, method, { actions, cover, today }),
      }
    },
    nonconformity(row) {
      const actions = correctiveOf().get(row.id) ?? []
      const statements = state.statementsOf(row.id)
      const { contentHash } = standingOf(row, 'effectiveness', statements, state.lookup, today)
      return {
        row,
        actions,
        state: ncStanding(row, { actions, statements, contentHash, today, gap: find('finding', row.finding)?.gap })
          .state,
      }
    },
    nonconformityOf: (finding) =>
      find('nonconformity', nonconformityIdOfFinding(finding)) ?? ncByFinding().get(finding)?.[0],
    evidenceOf: (controlId) => evidenceByControl().get(controlId) ?? [],
  }
}
