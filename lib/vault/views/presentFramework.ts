/** What the vault holds of a framework of one's own: what an import of it meets. */

import { frameworks } from '~/lib/content/catalogue/catalogue'
import type { Framework } from '~/lib/content/catalogue/catalogueRequirement'
import { frameworkOf, frameworkRecordId, requirementRecordId } from '~/lib/records/derivedIds'
import type { PresentFramework } from '~/lib/isms/framework/importPlan'
import { ownFrameworks } from '~/lib/isms/framework/ownFrameworks'
import type { CrosswalkRecord } from '~/lib/records/kinds/crosswalk'
import type { FrameworkRecord } from '~/lib/records/kinds/framework'
import type { RequirementRecord } from '~/lib/records/kinds/requirement'
import { kindTable, type Vault } from '../store/tables'

/** Archived records too. */
export async function presentFramework(vault: Vault, id: string): Promise<PresentFramework> {
  const pairs = kindTable<CrosswalkRecord>(vault, 'crosswalk')
  const [framework, requirements, from, to] = await Promise.all([
    kindTable<FrameworkRecord>(vault, 'framework').get(frameworkRecordId(id)),
    kindTable<RequirementRecord>(vault, 'requirement').where('framework').equals(id).toArray(),
    pairs.where('source').startsWith(`${id}:`).toArray(),
    pairs.where('target').startsWith(`${id}:`).toArray(),
  ])
  return { framework, requirements, crosswalks: [...new Map([...from, ...to].map((row) => [row.id, row])).values()] }
}

/** Which of these requirement ids belong to frameworks of one's own that are here and not archived. */
export async function knownRequirements(vault: Vault, ids: Iterable<string>): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(ids)].filter((id) => frameworkOf(id) !== '')
  const rows = await kindTable<RequirementRecord>(vault, 'requirement').bulkGet(wanted.map(requirementRecordId))
  return new Set(wanted.filter((_, index) => ((row) => row !== undefined && row.archivedOn === undefined)(rows[index])))
}

/** A framework by its id, shipped or own; undefined where none is here. */
export async function readFramework(vault: Vault, id: string): Promise<Framework | undefined> {
  const shipped = frameworks.find((framework) => framework.id === id)
  if (shipped) return shipped
  const record = await kindTable<FrameworkRecord>(vault, 'framework').get(frameworkRecordId(id))
  return (
    record &&
    ownFrameworks(
      [record],
      await kindTable<RequirementRecord>(vault, 'requirement').where('framework').equals(id).toArray(),
    )[0]
  )
}
