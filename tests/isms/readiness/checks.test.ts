import { describe, expect, it } from 'vitest'
import { allChecks, checkById } from '~/lib/isms/readiness/checks'
import { isItemCheck } from '~/lib/isms/readiness/readinessCheck'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { namesIn, settings, stateOf, type Bit } from './checks/cases'
import { applicabilityCases } from './checks/applicability'
import { contextCases } from './checks/context'
import { evaluationCases } from './checks/evaluation'
import { improvementCases } from './checks/improvement'
import { operationCases } from './checks/operation'
import { riskCases } from './checks/risks'
import { socCases } from './checks/soc2'
import { supportCases } from './checks/support'

const groups = {
  context: contextCases,
  risks: riskCases,
  applicability: applicabilityCases,
  support: supportCases,
  operation: operationCases,
  evaluation: evaluationCases,
  improvement: improvementCases,
  soc2: socCases,
}
const cases = Object.assign({}, ...Object.values(groups)) as typeof contextCases

/** One check on a state; SOC 2 checks run with all others, because they need their blockers. */
function asked(id: string, bits: readonly Bit[]) {
  const soc = id.startsWith('SOC-')
  const state = stateOf(soc ? [settings({ frameworks: ['iso27001-2022', 'soc2-2017r2022'] }), ...bits] : bits)
  return evaluate(state, soc ? allChecks : [checkById(id)!]).find((result) => result.id === id)!
}

function judgeFailing(id: string, bits: readonly Bit[]): void {
  const { status, failing, total } = asked(id, bits)
  expect(status).toBe('fail')
  const named = namesIn(bits)
  expect(failing).toEqual(named?.names ?? failing)
  expect(total).toBe(named?.total ?? total)
  // RE2: an existence check names no records.
  expect([failing, total]).toEqual(isItemCheck(checkById(id)!) ? [failing, total] : [[], 1])
}

function judgePassing(id: string, bits: readonly Bit[]): void {
  const { status, failing, total } = asked(id, bits)
  expect([status, failing]).toEqual(['pass', []])
  expect(total).toBe(namesIn(bits)?.total ?? total)
}

for (const [group, of] of Object.entries(groups)) {
  describe(group, () => {
    for (const [id, { fails, passes, na }] of Object.entries(of)) {
      for (const [name, bits] of Object.entries(fails)) it(`${id} fails: ${name}`, () => judgeFailing(id, bits))
      for (const [name, bits] of Object.entries(passes)) it(`${id} passes: ${name}`, () => judgePassing(id, bits))
      for (const [name, bits] of Object.entries(na ?? {}))
        it(`${id} does not apply: ${name}`, () =>
          expect(asked(id, bits)).toMatchObject({ status: 'na', failing: [], total: 0 }))
    }
  })
}

describe('the cases together', () => {
  it('fail and pass each check at least once, and cover no others', () => {
    const lacking = allChecks.filter(
      ({ id }) => Object.keys(cases[id]?.fails ?? {}).length === 0 || Object.keys(cases[id]?.passes ?? {}).length === 0,
    )
    expect(lacking.map(({ id }) => id)).toEqual([])
    expect(Object.keys(cases).filter((id) => checkById(id) === undefined)).toEqual([])
  })
})
