/**
 * Custom frameworks in the shape of the catalogue (isms.md 6.4): built from records, so that every list and search
 * treats them like shipped ones.
 */

import { push } from '~/lib/shared/groups'
import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { requirementId } from '~/lib/records/derivedIds'
import type { FrameworkRecord } from '~/lib/records/kinds/framework'
import type { RequirementRecord } from '~/lib/records/kinds/requirement'

/** Archived frameworks and requirements are left out; fields that are unset fall back to the code. */
export function ownFrameworks(
  records: readonly FrameworkRecord[],
  requirements: readonly RequirementRecord[],
): readonly Framework[] {
  const rowsOf = new Map<string, RequirementRecord[]>()
  for (const row of requirements) {
    if (row.archivedOn !== undefined || row.framework === undefined || row.code === undefined) continue
    push(rowsOf, row.framework, row)
  }
  return records
    .filter(({ archivedOn, frameworkId }) => archivedOn === undefined && frameworkId !== undefined)
    .map((record): Framework => ({
      id: record.frameworkId!,
      title: record.title ?? record.frameworkId!,
      edition: record.edition ?? '',
      publisher: record.publisher ?? '',
      soa: record.soa ?? false,
      licenceNote: record.licenceNote ?? '',
      requirements: (rowsOf.get(record.frameworkId!) ?? [])
        .map(asRequirement)
        .sort((a, b) => a.order - b.order || compareCodes(a.code, b.code)),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1))
}

function asRequirement(row: RequirementRecord): Requirement {
  return {
    id: requirementId(row.framework!, row.code!),
    framework: row.framework!,
    code: row.code!,
    title: row.title ?? row.code!,
    group: row.group ?? '',
    parent: row.parent,
    assessable: row.assessable ?? true,
    guidance: row.guidance ?? '',
    types: row.types,
    properties: row.properties,
    order: row.order ?? Number.MAX_SAFE_INTEGER,
  }
}

const numbers = new Intl.Collator('en', { numeric: true })
/** `AC-2` before `AC-10`. */
export const compareCodes = (a: string, b: string): number => numbers.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
