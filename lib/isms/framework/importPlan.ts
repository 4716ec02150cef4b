/**
 * What importing a framework would change. Dry run and command call the same function. Requirements are matched by
 * code; requirements whose code is gone are archived, never deleted, and decisions on them are kept (isms.md 6.4).
 */

import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import {
  crosswalkId,
  frameworkOf,
  frameworkRecordId,
  requirementId,
  requirementRecordId,
} from '~/lib/records/derivedIds'
import type { CrosswalkRecord } from '~/lib/records/kinds/crosswalk'
import type { FrameworkRecord } from '~/lib/records/kinds/framework'
import type { RequirementRecord } from '~/lib/records/kinds/requirement'
import type { CheckedDraft, FrameworkFacts } from './frameworkDraft'

export interface PresentFramework {
  readonly framework: FrameworkRecord | undefined
  /** All requirements of the framework, including archived ones. */
  readonly requirements: readonly RequirementRecord[]
  /** All own mappings that name one of its requirements, including archived ones. */
  readonly crosswalks: readonly CrosswalkRecord[]
}

export interface PlannedRecord {
  readonly kind: 'framework' | 'requirement' | 'crosswalk'
  readonly id: string
  /** Display name: a code, `CC6.1 → A.5.15`, or the framework's title. */
  readonly name: string
  readonly action: 'create' | 'change' | 'same' | 'archive' | 'restore'
  /** Values to write; for a change only those that differ (null unsets). */
  readonly fields: Readonly<Record<string, JsonValue>>
}

export interface ImportPlan {
  readonly records: readonly PlannedRecord[]
  readonly counts: Readonly<Record<'requirement' | 'crosswalk', Readonly<Record<PlannedRecord['action'], number>>>>
}

/**
 * `today`: the day of the import. Mappings are only added and changed: a mapping missing from the file is no evidence
 * against it.
 */
export function planImport(
  facts: FrameworkFacts,
  { requirements, mappings, oscal }: CheckedDraft,
  present: PresentFramework,
  today: string,
): ImportPlan {
  const framework = planned('framework', frameworkRecordId(facts.id), facts.title, present.framework, {
    frameworkId: facts.id,
    title: facts.title,
    edition: facts.edition || null,
    publisher: facts.publisher || null,
    soa: facts.soa,
    licenceNote: facts.licenceNote,
    source: facts.source,
    sourceVersion: facts.sourceVersion ?? null,
    sourceUrl: facts.sourceUrl ?? null,
    oscal: oscal ?? null,
  })
  const dated: PlannedRecord =
    framework.action === 'same' ? framework : { ...framework, fields: { ...framework.fields, importedOn: today } }

  const known = new Map(present.requirements.map((row) => [row.id, row]))
  const named = requirements.map((row) => {
    const id = requirementRecordId(requirementId(facts.id, row.code))
    const before = known.get(id)
    known.delete(id)
    return planned('requirement', id, row.code, before, {
      framework: facts.id,
      code: row.code,
      title: row.title,
      group: row.group || null,
      parent: row.parent === undefined ? null : requirementId(facts.id, row.parent),
      assessable: row.assessable,
      guidance: row.guidance || null,
      order: row.order,
      oscal: row.oscal ?? null,
    })
  })
  const gone = [...known.values()]
    .filter(({ archivedOn }) => archivedOn === undefined)
    .map(({ id, code }): PlannedRecord => ({
      kind: 'requirement',
      id,
      name: code ?? id,
      action: 'archive',
      fields: {},
    }))

  // A pair has one row (XW1): an existing row in the opposite direction is changed, not duplicated.
  const pairs = new Map(present.crosswalks.map((row) => [row.id, row]))
  const crosswalks = mappings.map((mapping) => {
    const turned = pairs.get(crosswalkId(mapping.target, mapping.source))
    const before =
      pairs.get(crosswalkId(mapping.source, mapping.target)) ?? (turned?.archivedOn === undefined ? turned : undefined)
    const isTurned = before !== undefined && before === turned
    const { source, target, relation } = isTurned
      ? { source: mapping.target, target: mapping.source, relation: turnedRelation[mapping.relation] }
      : mapping
    return planned(
      'crosswalk',
      crosswalkId(source, target),
      `${bare(source, facts.id)} → ${bare(target, facts.id)}`,
      before,
      { source, target, relation, rationale: mapping.rationale, confidence: mapping.confidence },
    )
  })
  const records = [dated, ...named, ...gone, ...crosswalks]
  return { records, counts: { requirement: count(records, 'requirement'), crosswalk: count(records, 'crosswalk') } }
}

const turnedRelation = {
  equal: 'equal',
  subset: 'superset',
  superset: 'subset',
  intersects: 'intersects',
  none: 'none',
} as const
const bare = (requirement: string, framework: string): string =>
  frameworkOf(requirement) === framework ? requirement.slice(framework.length + 1) : requirement

function planned(
  kind: PlannedRecord['kind'],
  id: string,
  name: string,
  before: { readonly archivedOn?: string | undefined } | undefined,
  wanted: Readonly<Record<string, JsonValue>>,
): PlannedRecord {
  if (!before)
    return {
      kind,
      id,
      name,
      action: 'create',
      fields: Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null)),
    }
  const now = before as Readonly<Record<string, JsonValue | undefined>>
  const fields = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => canonicalJson(now[field] ?? null) !== canonicalJson(value)),
  )
  const action = before.archivedOn !== undefined ? 'restore' : Object.keys(fields).length > 0 ? 'change' : 'same'
  return { kind, id, name, action, fields }
}

function count(
  records: readonly PlannedRecord[],
  kind: PlannedRecord['kind'],
): Readonly<Record<PlannedRecord['action'], number>> {
  const counts = { create: 0, change: 0, same: 0, archive: 0, restore: 0 }
  for (const record of records) if (record.kind === kind) counts[record.action]++
  return counts
}
