/** What the rules say about every risk in the report state (RS, TR): the same results as the register on screen. */

import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import type { Risk } from '~/lib/records/kinds/risk'
import { acceptanceFacts, type StandingAcceptance } from '~/lib/isms/risk/acceptanceFacts'
import { namesPartner } from '~/lib/isms/risk/closing'
import { riskFacts, type RiskFacts } from '~/lib/isms/risk/riskFacts'
import { groupBy } from '~/lib/shared/groups'

export interface RiskLine {
  readonly row: Risk
  readonly facts: RiskFacts
}

/** Open risks first, then closed ones, each by ref in the order of the state. */
export function riskLines({ state, today }: ReportContext): readonly RiskLine[] {
  const method = { ...state.method, ...state.scale }
  const controls = new Map(state.rows('control').map((row) => [row.id, row]))
  const acceptancesOf = groupBy(state.rows('riskAcceptance'), (row) => row.risk)
  const actionsOf = groupBy(state.rows('treatmentAction'), (row) => row.risks)
  const lines = state.rows('risk').map((row): RiskLine => {
    const actions = actionsOf.get(row.id) ?? []
    const acceptances = (acceptancesOf.get(row.id) ?? []).map((one): StandingAcceptance => ({
      row: one,
      facts: acceptanceFacts(one, state.statementsOf(one.id), state.lookup, today),
    }))
    const facts = riskFacts(row, {
      method,
      actions,
      acceptances,
      statements: state.statementsOf(row.id),
      lookup: state.lookup,
      today,
      operatingControls: row.controls.filter((id) => controls.get(id)?.status === 'operating').length,
      partnerNamed: () =>
        namesPartner(row, actions, { controls, suppliers: state.rows('supplier'), documents: state.rows('document') }),
      // The self-appointed owner is a badge on screen; no report shows it.
      ownerChanges: () => [],
    })
    return { row, facts }
  })
  return [...lines.filter(({ row }) => row.status !== 'closed'), ...lines.filter(({ row }) => row.status === 'closed')]
}
