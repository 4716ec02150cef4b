import { describe, expect, it } from 'vitest'
import { iso27001 } from '~/lib/content/catalogue/iso27001'
import { isClauseItem } from '~/lib/isms/framework/frameworkClauses'
import { clauseStatus } from '~/lib/isms/framework/requirementStanding'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { allChecks } from '~/lib/isms/readiness/checks'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { summarise } from '~/lib/isms/readiness/score'
import type { Changes } from '~/lib/isms/readiness/sources'
import { row } from '../rows'

const today = '2026-06-01'

/** Exactly what founding a workspace writes. */
const empty: Changes = {
  today,
  members: [{ memberId: 'm_1', role: 'owner', active: true, personId: 'pe_1' }],
  put: [
    row('settings', 'settings_main', { ismsStart: today, timeZone: 'UTC', frameworks: ['iso27001-2022'] }),
    row('scope', 'sc_main', { orgName: 'New' }),
    row('person', 'pe_1', { name: 'Founder' }),
  ],
}
const failing = (state: Changes, stage: 1 | 2): readonly string[] =>
  evaluate(state)
    .filter((one) => one.status === 'fail' && one.stage <= stage)
    .map(({ id }) => id)

describe('readiness of an empty workspace (isms.md 9)', () => {
  const stage1 = [
    '4.1-issues-recorded',
    '4.1-climate-determined',
    '4.2-parties-recorded',
    '4.3-scope-defined',
    '4.4-processes-described',
    '5.1-top-management-named',
    '5.2-policy-exists',
    '5.3-roles-assigned',
    '6.1.2-method-defined',
    '6.1.2-risks-assessed',
    '6.1.3-soa-complete',
    '6.1.3-soa-approved',
    '6.2-objectives-exist',
    '7.4-communication-plan',
    '8.1-tasks-scheduled',
    '9.1-metrics-exist',
    '9.2-programme-exists',
    '9.2-audit-planned',
    '9.3-review-planned',
  ]
  it('fails Stage 1 in exactly what does not exist yet; everything else does not apply (RE2, RE6)', () => {
    expect([...failing(empty, 1)].sort()).toEqual([...stage1].sort())
    expect(
      evaluate(empty)
        .filter(({ status }) => status === 'pass')
        .map(({ id }) => id),
    ).toEqual([])
  })
  it('adds at Stage 2 what must have operated, and scores 0', () => {
    expect([...failing(empty, 2)].sort()).toEqual(
      [...stage1, '7.2-competence-recorded', '7.3-awareness-run', '9.2-audit-done', '9.3-review-done'].sort(),
    )
    expect(summarise(evaluate(empty), 'stage2', 90)).toMatchObject({
      overall: { score: 0, capped: false },
      verdict: 'notReady',
      passing: 0,
    })
  })
  it('shows no clause as met', () => {
    const results = evaluate(empty)
    expect(
      iso27001.requirements
        .filter((row) => isClauseItem(row) && clauseStatus(row.code, results) === 'checksPass')
        .map(({ code }) => code),
    ).toEqual([])
  })
  it('does not count the default method until its texts are written', () => {
    const method = (more: object): Changes => ({
      ...empty,
      put: [...empty.put!, row('riskMethod', 'rm_main', { ...defaultMethod, ...more } as never)],
    })
    expect(failing(method({}), 1)).toContain('6.1.2-method-defined')
    const written = failing(
      method({ acceptanceText: 'High needs its owner.', whenToAssess: 'Each year.', procedure: 'Owners score.' }),
      1,
    )
    expect(written).not.toContain('6.1.2-method-defined')
    expect(written).toContain('6.1.2-method-approved')
  })
  it('runs every check once', () => {
    expect(new Set(allChecks.map(({ id }) => id)).size).toBe(allChecks.length)
  })
})
