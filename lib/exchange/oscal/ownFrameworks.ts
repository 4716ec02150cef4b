/** Frameworks that are records, with what their OSCAL catalogue said of each requirement: an export gives it back. */

import { requirementId } from '../../isms/derivedIds'
import type { FrameworkRecord } from '../../isms/kinds/framework'
import type { RequirementRecord } from '../../isms/kinds/requirement'
import { groupBy, type OscalFramework } from './oscalState'

/** Archived ones are left out by the caller; what a record lacks falls back to its code. */
export function ownOscalFrameworks(records: readonly FrameworkRecord[], requirements: readonly RequirementRecord[]): readonly OscalFramework[] {
  const rowsOf = groupBy(requirements.filter(({ code }) => code !== undefined), ({ framework }) => (framework === undefined ? [] : [framework]))
  return records.flatMap((record): readonly OscalFramework[] => {
    const { frameworkId: id } = record
    if (id === undefined) return []
    return [{
      id, title: record.title ?? id, edition: record.edition ?? '', publisher: record.publisher ?? '', soa: record.soa ?? false, licenceNote: record.licenceNote ?? '',
      requirements: (rowsOf.get(id) ?? []).map((row, index) => ({
        id: requirementId(id, row.code!), framework: id, code: row.code!, title: row.title ?? row.code!, group: row.group ?? '', parent: row.parent, assessable: row.assessable ?? true, guidance: row.guidance ?? '',
        types: row.types, properties: row.properties, order: row.order ?? 1_000_000 + index, ...(row.oscal !== undefined && { oscal: row.oscal }),
      })),
    }]
  })
}
