/** Differences between two Statements of Applicability (SOA9, SOA10): row by row, field by field. */

import { canonicalJson } from '../../shared/json'
import { decisionPart, type FrozenRow, type FrozenSoa, type SoaDecision } from './frozenSoa'

export const comparedFields = [
  'applicability',
  'reasons',
  'justification',
  'provider',
  'owner',
  'controls',
  'risks',
  'status',
  'evidence',
] as const
export type ComparedField = (typeof comparedFields)[number]
/** Fields that a person decides (SOA9): status and evidence are derived. */
export const decisionFields: readonly ComparedField[] = comparedFields.filter(
  (field) => field !== 'status' && field !== 'evidence',
)

export interface FieldDifference {
  readonly field: ComparedField
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface RowDifference {
  /** Id of a requirement, or the ref of an additional control. */
  readonly key: string
  readonly additional: boolean
  readonly change: 'added' | 'removed' | 'changed'
  /** Empty for rows that were added or removed. */
  readonly fields: readonly FieldDifference[]
}

export interface SoaComparison {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly same: number
  readonly rows: readonly RowDifference[]
}

interface Comparable {
  readonly key: string
  readonly additional: boolean
  readonly values: Readonly<Partial<Record<ComparedField, readonly string[]>>>
}

/**
 * SOA10: rows and additional controls added, removed, and changed per field; in the order of the later statement,
 * removed ones last.
 */
export const compareSoa = (
  before: FrozenSoa,
  after: FrozenSoa,
  { fields = comparedFields }: { readonly fields?: readonly ComparedField[] } = {},
): SoaComparison => compare(comparables(before), comparables(after), fields)

/** SOA9: which decisions differ from an approved statement. */
export const compareDecisions = (before: readonly SoaDecision[], after: readonly SoaDecision[]): SoaComparison =>
  compare(before.map(comparable), after.map(comparable), decisionFields)

/** Whether two decisions are equal. */
export const isSameDecision = (a: SoaDecision, b: SoaDecision): boolean => canonicalJson(a) === canonicalJson(b)

/** Decisions of a frozen copy, by requirement. */
export const decisionsOf = (soa: FrozenSoa): ReadonlyMap<string, SoaDecision> =>
  new Map(soa.rows.map((row) => [row.requirement, decisionPart(row)]))

function compare(
  before: readonly Comparable[],
  after: readonly Comparable[],
  fields: readonly ComparedField[],
): SoaComparison {
  const old = new Map(before.map((row) => [row.key, row]))
  const present = new Set(after.map(({ key }) => key))
  const rows: RowDifference[] = []
  for (const row of after) {
    const was = old.get(row.key)
    if (!was) rows.push({ key: row.key, additional: row.additional, change: 'added', fields: [] })
    else {
      const differing = fields.flatMap((field): readonly FieldDifference[] => {
        const [a, b] = [was.values[field] ?? [], row.values[field] ?? []]
        return canonicalJson(a) === canonicalJson(b) ? [] : [{ field, before: a, after: b }]
      })
      if (differing.length > 0)
        rows.push({ key: row.key, additional: row.additional, change: 'changed', fields: differing })
    }
  }
  for (const row of before)
    if (!present.has(row.key)) rows.push({ key: row.key, additional: row.additional, change: 'removed', fields: [] })
  const count = (change: RowDifference['change']): number => rows.filter((row) => row.change === change).length
  return {
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    same: after.length - count('added') - count('changed'),
    rows,
  }
}

const comparables = (soa: FrozenSoa): readonly Comparable[] => [
  ...soa.rows.map(comparable),
  ...soa.additional.map((control): Comparable => ({
    key: control.control,
    additional: true,
    values: { status: one(control.status), owner: one(control.owner), evidence: control.evidence.map(proof) },
  })),
]

const comparable = (row: SoaDecision & Partial<Pick<FrozenRow, 'status' | 'evidence'>>): Comparable => ({
  key: row.requirement,
  additional: false,
  values: {
    applicability: [row.applicability],
    reasons: row.reasons,
    justification: one(row.justification),
    provider: one(row.provider),
    owner: one(row.owner),
    controls: row.controls,
    risks: row.risks,
    status: one(row.status),
    evidence: (row.evidence ?? []).map(proof),
  },
})

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])
/** The same ref with different content is different evidence. */
const proof = ({ ref, contentHash }: FrozenRow['evidence'][number]): string => `${ref} ${contentHash.slice(0, 8)}`
