/** Risks, their treatment and acceptance (RS, TR). */

import { addPeriod } from '~/lib/shared/dates'
import type { Risk } from '~/lib/records/kinds/risk'
import type { AcceptanceState } from '~/lib/isms/risk/acceptance'
import { acceptanceFacts, residualAcceptanceState, type StandingAcceptance } from '~/lib/isms/risk/acceptanceFacts'
import { isOpenRisk } from '~/lib/isms/risk/aggregate'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { isAbove, riskLevels, type Matrix, type RiskLevels } from '~/lib/isms/risk/level'
import { riskFacts as factsOfRisk, type RiskFacts } from '~/lib/isms/risk/riskFacts'
import { fact, factOfAll, type Reader } from '../readinessReader'
import { confirmDays, lookupOf } from './workspace'

/** The method in use; the default method until the workspace has its own. */
export const method = factOfAll((read): Matrix => {
  const own = read.row('riskMethod', 'rm_main')
  return { grid: own?.grid ?? defaultMethod.grid, acceptMax: own?.acceptMax ?? defaultMethod.acceptMax }
})

/** A risk that is neither closed nor archived (RS9). */
export function openRisk(read: Reader, id: string): Risk | undefined {
  const row = read.row('risk', id)
  return row && isOpenRisk(row) ? row : undefined
}

export const levels = fact((read, id): RiskLevels | undefined => {
  const row = read.row('risk', id)
  return row && riskLevels(row, method(read))
})

/** True for an open risk whose current level exceeds the acceptance criteria (RS7). */
export const isAboveNow = fact(
  (read, id): boolean => openRisk(read, id) !== undefined && isAbove(levels(read, id)!.current.level, method(read)),
)

const acceptances = fact((read, risk): readonly StandingAcceptance[] =>
  read
    .referencing('riskAcceptance', 'risk', risk)
    .map((row) => ({ row, facts: acceptanceFacts(row, read.statements(row.id), lookupOf(read), read.today()) })),
)

/** TR3, TR5: the best of its residual acceptances. */
export const residualAcceptance = (read: Reader, risk: string): AcceptanceState | undefined =>
  ((of) => of && residualAcceptanceState(acceptances(read, risk), of))(levels(read, risk))

/** The day the last accepted residual ended; undefined if none was accepted. */
export const residualAcceptanceEnd = (read: Reader, risk: string): string | undefined =>
  acceptances(read, risk)
    .filter(({ row }) => row.type !== 'interim')
    .flatMap(({ facts }) => facts.approval.statement?.validUntil ?? [])
    .sort()
    .at(-1)

export const riskFacts = fact((read, id): RiskFacts | undefined => {
  const row = read.row('risk', id)
  return (
    row &&
    factsOfRisk(row, {
      method: method(read),
      actions: read.referencing('treatmentAction', 'risks', id),
      acceptances: acceptances(read, id),
      statements: read.statements(id),
      operatingControls: row.controls.filter((control) => read.row('control', control)?.status === 'operating').length,
      // Used for badges only; no check reads them.
      partnerNamed: () => true,
      ownerChanges: () => [],
      lookup: lookupOf(read),
      today: read.today(),
    })
  )
})

/** 8.2: the day by which a risk must be reassessed; undefined if it was never assessed. */
export function reassessBy(read: Reader, risk: Risk): string | undefined {
  const last = [risk.assessedOn, ...confirmDays(read, risk.id)]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
  return last && addPeriod(last, read.row('riskMethod', 'rm_main')?.reassessEvery ?? defaultMethod.reassessEvery)
}
