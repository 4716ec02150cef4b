/**
 * Which records a composite profile includes in its hash (ST2): the same selection for the signer, the log and every
 * screen.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { groupBy } from '~/lib/shared/groups'
import type { Composite } from '~/lib/records/defineRecord'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { defaultMethod } from '../risk/defaultMethod'
import { riskLevels } from '../risk/level'
import type { CompositeRecords } from './hashedContent'

/** Access to records, whatever holds them: the vault of an engine, the stores of a page, rows of a test. */
export interface RecordLookup {
  readonly get: (kind: Kind, id: string) => AnyRecord | undefined
  /** Records of a kind whose field references the id; may include archived ones. */
  readonly referencing: (kind: Kind, field: string, id: string) => readonly AnyRecord[]
}

/** A lookup over rows with an index for reverse references, built on first use. */
export function indexedLookup(
  rowsOf: (kind: Kind) => readonly AnyRecord[],
  get: (id: string) => AnyRecord | undefined,
): RecordLookup {
  const indexes = new Map<string, ReadonlyMap<string, readonly AnyRecord[]>>()
  function indexOf(kind: Kind, field: string): ReadonlyMap<string, readonly AnyRecord[]> {
    const key = `${kind}/${field}`
    const known = indexes.get(key)
    if (known) return known
    const index = groupBy(rowsOf(kind), (row) => fieldValues<string | readonly string[] | undefined>(row)[field])
    indexes.set(key, index)
    return index
  }
  return {
    get: (kind, id) => ((row) => (row?.kind === kind ? row : undefined))(get(id)),
    referencing: (kind, field, id) => indexOf(kind, field).get(id) ?? [],
  }
}

/** The composite definitions of a profile, with registered kinds. */
export const compositesOf = (kind: Kind, profile: string): readonly (Composite & { readonly kind: Kind })[] =>
  (recordKind(kind).profiles[profile]?.composite ?? []) as readonly (Composite & { readonly kind: Kind })[]

/** Kinds whose changes can affect the content hash of this profile. */
export const compositeKinds = (kind: Kind, profile: string): readonly Kind[] =>
  compositesOf(kind, profile).map((composite) => composite.kind)

/** The records to hash together with a row, without archived ones and without those that have not arrived (MG14). */
export function compositeRecords(row: AnyRecord, profile: string, lookup: RecordLookup): CompositeRecords {
  const values = fieldValues<string | readonly string[] | undefined>(row)
  return Object.fromEntries(
    compositesOf(row.kind, profile).map((composite) => {
      const found =
        'naming' in composite
          ? lookup.referencing(composite.kind, composite.naming, row.id)
          : [values[composite.named] ?? []]
              .flat()
              .map((id) => lookup.get(composite.kind, id))
              .filter((record) => record !== undefined)
      const present = found.filter((record) => record.archivedOn === undefined)
      return [
        composite.name,
        composite.derived?.includes('residualLevel')
          ? present.map((record) => withResidualLevel(record, lookup))
          : present,
      ]
    }),
  )
}

/** The level a treatment plan promises (isms.md 3.2, treatmentPlan), under the method in use. */
function withResidualLevel(record: AnyRecord, lookup: RecordLookup): AnyRecord {
  if (record.kind !== 'risk') return record
  const method = lookup.get('riskMethod', 'rm_main')
  const own = method?.kind === 'riskMethod' ? method : undefined
  const level = riskLevels(record, {
    likelihood: own?.likelihood ?? defaultMethod.likelihood,
    impact: own?.impact ?? defaultMethod.impact,
    grid: own?.grid ?? defaultMethod.grid,
    acceptMax: own?.acceptMax ?? defaultMethod.acceptMax,
  } as never).effectiveResidual
  return { ...record, residualLevel: level } as AnyRecord
}
