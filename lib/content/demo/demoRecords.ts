/**
 * Quillmere Logistics Cloud, the demo organisation (isms.md 9). Deterministic: fixed refs, ids and dates around 1 June
 * 2026, with gaps to find. script.ts describes its year; images are generated from `image` (see images.ts).
 */

import { demoAct } from './act'
import { demoAssets } from './assets'
import { demoAudits, demoMetrics, demoReviewsOfManagement, demoTests } from './demoCheck'
import { demoComments } from './comments'
import { demoContext } from './demoContext'
import { demoControls } from './demoControls'
import { demoId, type DemoRecord } from './demoRecord'
import { demoEvidence } from './demoEvidence'
import { demoPeople } from './demoPeople'
import { demoOrganisation } from './organisation'
import { demoPolicies } from './policies'
import { demoRuns } from './demoReadinessRuns'
import { demoRequests } from './requests'
import { demoRisks } from './demoRisks'
import { demoRoles } from './demoRoles'
import { demoSoaEntries } from './soa'
import { demoTasks } from './tasks'
import { demoRecipes, demoSuppliers, demoTreatment } from './treatment'

/**
 * Every record as its data file describes it today, in creation order. For their development over time see history.ts.
 */
export const demoRecords = (): readonly DemoRecord[] => (made ??= makeRecords())

let made: readonly DemoRecord[] | undefined

function makeRecords(): readonly DemoRecord[] {
  const evidence = demoEvidence()
  const records: readonly DemoRecord[] = [
    ...demoOrganisation(),
    ...demoPeople(),
    ...demoAssets(),
    ...demoControls(),
    ...demoRisks(),
    ...demoSoaEntries(),
    ...evidence,
    ...demoRequests((control) => evidence.filter(({ fields }) => fields.controls?.includes(demoId(`C-${control}`))).map(({ id }) => id)),
    ...demoTasks(),
    ...demoComments(),
    ...demoContext(),
    ...demoRoles(),
    ...demoPolicies(),
    ...demoTreatment(),
    ...demoSuppliers(),
    ...demoRecipes(),
    ...demoMetrics(),
    ...demoTests(),
    ...demoAudits(),
    ...demoReviewsOfManagement(),
    ...demoAct(),
    ...demoRuns(),
  ]
  return [...records].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
