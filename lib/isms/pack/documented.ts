/**
 * Documented information that must exist (isms.md 6.1): for each clause, which document or record exists, in which
 * version, approved by whom and when, or that none exists. It says what exists, never whether it is good enough.
 */

import { dateInZone } from '~/lib/shared/dates'
import { frameworkOf, requirementCode } from '~/lib/records/derivedIds'
import { byRef } from '~/lib/records/refs'
import { recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { soaVersions } from '../soa/soaVersions'
import { completenessOf } from '../statement/statementCompleteness'
import type { StatementFact } from '../statement/statementFacts'
import { versionsOf } from '../statement/versions'

/** The clauses, in order; 6.1.3 asks for four things. */
export const documentedItems = [
  '4.3',
  '5.2',
  '6.1.2',
  '6.1.3-process',
  '6.1.3-soa',
  '6.1.3-plan',
  '6.1.3-approvals',
  '6.2',
  '7.2',
  '7.5.1',
  '8.1',
  '8.2',
  '8.3',
  '9.1',
  '9.2.2',
  '9.3.3',
  '10.2',
] as const
export type DocumentedItem = (typeof documentedItems)[number]

export const clauseOf = (item: DocumentedItem): string => item.split('-')[0]!

export interface DocumentedLine {
  readonly kind: Kind
  readonly ref: string
  readonly title: string
  /** Number of the latest approved or signed version; undefined if there is none. */
  readonly version?: number | undefined
  /** Person or member who signed it. */
  readonly by?: string | undefined
  /** The signature, for the remarks that belong next to the name (ST12, ST16). */
  readonly signed?: Pick<StatementFact, 'readmitted' | 'doubtfulSince'> | undefined
  /** Day of that signature in the workspace's time zone. */
  readonly on?: string | undefined
}

export interface DocumentedInformation {
  readonly item: DocumentedItem
  /** Its documents and records; of large registers only the first ones. */
  readonly lines: readonly DocumentedLine[]
  /** Total number; 0 means missing. */
  readonly total: number
}

export interface DocumentedState {
  /** Records of a kind, without archived ones. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly statementsOf: (recordId: string) => readonly StatementFact[]
  readonly settings: { readonly timeZone: string }
}

/** Large registers are counted in full, but only this many lines are listed. */
const mostLines = 40

type Found = readonly AnyRecord[]

export function documentedInformation(state: DocumentedState): readonly DocumentedInformation[] {
  const { rows } = state
  const documents = (code: string): Found =>
    rows('document').filter(({ reqs }) =>
      reqs.some(
        (id) =>
          frameworkOf(id) === 'iso27001-2022' &&
          (requirementCode(id) === code || requirementCode(id).startsWith(`${code}.`)),
      ),
    )
  const written = (text: string | undefined): boolean => Boolean(text?.trim())
  const found: Readonly<Record<DocumentedItem, Found>> = {
    '4.3': rows('scope').filter(({ statement }) => written(statement)),
    '5.2': rows('policy').filter(
      ({ level, body, retiredOn }) => level === 'top' && written(body) && retiredOn === undefined,
    ),
    '6.1.2': rows('riskMethod').filter(({ grid }) => grid !== undefined),
    '6.1.3-process': rows('riskMethod').filter(
      ({ procedure, acceptanceText }) => written(procedure) || written(acceptanceText),
    ),
    '6.1.3-soa': approvedSoa(state),
    '6.1.3-plan': rows('treatmentPlan'),
    '6.1.3-approvals': [
      ...rows('risk').filter(({ id }) => isSigned(state, 'risk', id, 'treatment')),
      ...rows('riskAcceptance').filter(({ id }) => isSigned(state, 'riskAcceptance', id, 'main')),
    ],
    '6.2': rows('objective'),
    '7.2': rows('competence'),
    '7.5.1': rows('policy').filter(({ level, retiredOn }) => level !== 'top' && retiredOn === undefined),
    '8.1': rows('controlTest'),
    '8.2': rows('risk').filter(({ assessedOn }) => assessedOn !== undefined),
    '8.3': rows('treatmentAction'),
    '9.1': rows('measurement'),
    '9.2.2': [
      ...rows('auditProgramme'),
      ...rows('audit').filter(({ status }) => status === 'completed' || status === 'reporting'),
    ],
    '9.3.3': rows('managementReview').filter(({ status }) => status === 'held'),
    '10.2': [...rows('nonconformity'), ...rows('correctiveAction')],
  }
  return documentedItems.map((item) => {
    const all = [...found[item], ...documents(clauseOf(item))]
    const kinds = [...new Set(all.map(({ kind }) => kind))]
    // Frozen statements are sorted newest first, everything else by ref.
    const seen = [...new Map(all.map((row) => [row.id, row])).values()].sort(
      (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.kind === 'soaVersion' ? 0 : byRef(a, b)),
    )
    return { item, total: seen.length, lines: seen.slice(0, mostLines).map((row) => lineOf(row, state)) }
  })
}

function approvedSoa({ rows, statementsOf }: DocumentedState): Found {
  const frameworks = new Set(rows('soaVersion').flatMap(({ framework }) => framework ?? []))
  // The day matters only for approvals that expire; those of a Statement of Applicability never do.
  return [...frameworks].sort().flatMap((framework) =>
    soaVersions(rows('soaVersion'), statementsOf, { framework, today: '' })
      .all.filter(({ number }) => number !== undefined)
      .map(({ record }) => record),
  )
}

const isSigned = (state: DocumentedState, kind: Kind, id: string, profile: string): boolean =>
  latest(state, kind, id, profile) !== undefined

const latest = ({ statementsOf }: DocumentedState, kind: Kind, id: string, profile: string) => {
  const own = statementsOf(id)
  const version = versionsOf(own, profile, completenessOf(kind, profile, own)).at(-1)
  return version?.revoked ? undefined : version
}

function lineOf(row: AnyRecord, state: DocumentedState): DocumentedLine {
  const profile = Object.entries(recordKind(row.kind).profiles).find(
    ([, { signed }]) => signed.approve ?? signed.sign ?? signed.accept,
  )?.[0]
  const version = profile === undefined ? undefined : latest(state, row.kind, row.id, profile)
  const by = version?.renewedBy.personId ?? version?.renewedBy.memberId
  return {
    kind: row.kind,
    ref: row.ref,
    title: row.kind === 'riskMethod' ? '' : titleOf(row),
    ...(version && {
      version: soaNumber(row, state) ?? version.number,
      on: dateInZone(
        new Date(version.renewedBy.relayTime ?? version.renewedBy.time).toISOString(),
        state.settings.timeZone,
      ),
    }),
    ...(by !== undefined && { by }),
    ...((version?.renewedBy.readmitted ?? version?.renewedBy.doubtfulSince) !== undefined && {
      signed: version!.renewedBy,
    }),
  }
}

/** A frozen statement is numbered among all versions of its framework (SOA11). */
function soaNumber(row: AnyRecord, { rows, statementsOf }: DocumentedState): number | undefined {
  if (row.kind !== 'soaVersion' || row.framework === undefined) return undefined
  return soaVersions(rows('soaVersion'), statementsOf, { framework: row.framework, today: '' }).all.find(
    ({ record }) => record.id === row.id,
  )?.number
}
