import { describe, expect, it } from 'vitest'
import { soaRequirements } from '~/lib/isms/catalogue/catalogue'
import { effectiveSettings } from '~/lib/isms/effectiveSettings'
import { soaEntryId } from '~/lib/isms/derivedIds'
import type { ControlTestFacts, SupplierFacts } from '~/lib/isms/soa/facts'
import { additionalControls, soaRows, type SoaInput, type SoaRow } from '~/lib/isms/soa/soaRows'
import { row } from '../rows'

const today = '2026-06-01'
const req = (code: string) => `iso27001-2022:${code}`
const entry = (code: string, values: Parameters<typeof row>[2]) => row('soaEntry', soaEntryId(req(code)), values)
const control = (id: string, codes: readonly string[], values: Parameters<typeof row>[2] = {}) => row('control', id, { reqs: codes.map(req), status: 'operating', frequency: 'quarterly', implementedOn: '2025-06-01', ...values })
const proof = (id: string, controls: readonly string[], coversTo = '2026-05-31') => row('evidence', id, { controls: [...controls], coversTo })
const supplier = (over: Partial<SupplierFacts> = {}): SupplierFacts => ({ id: 'su_1', ref: 'SU-1', cloud: true, status: 'active', assuranceUntil: undefined, evidence: [], ...over })
const test = (over: Partial<ControlTestFacts>): ControlTestFacts => ({ control: 'c_1', kind: 'operating', result: 'effective', periodTo: '2026-03-31', signed: true, ...over })

const base: SoaInput = {
  requirements: soaRequirements('iso27001-2022'), entries: [], controls: [], risks: [], evidence: [],
  evidenceFacts: () => ({ reviewState: 'accepted', blobState: 'present', seal: 'sealed' }), settings: effectiveSettings(undefined), today,
}
const at = (code: string, input: Partial<SoaInput>): SoaRow => soaRows({ ...base, ...input }).find(({ requirement }) => requirement.code === code)!
const applicable = entry('A.8.13', { applicability: 'applicable', reasons: ['practice'] })

describe('SOA1 SOA2 rows', () => {
  it('SOA1: all 93 rows show in catalogue order; a missing entry is undecided', () => {
    const rows = soaRows({ ...base, entries: [applicable] })
    expect(rows).toHaveLength(93)
    expect(rows[0]!.requirement.code).toBe('A.5.1')
    expect(rows.filter(({ status }) => status === 'undecided')).toHaveLength(92)
    expect(rows[0]!.problems).toEqual(['undecided'])
    expect(at('A.8.13', { entries: [{ ...applicable, archivedOn: '2026-01-01' }] }).status).toBe('undecided')
  })
  it('SOA2: controls without an Annex A requirement are additional', () => {
    const own = row('control', 'c_own', { reqs: ['soc2-2017r2022:CC6.1'], status: 'operating' })
    expect(additionalControls([own, control('c_1', ['A.8.13']), row('control', 'c_old', { status: 'retired' })], 'iso27001-2022')).toEqual([own])
  })
})

describe('SOA3 SOA4 SOA5 decisions', () => {
  const risk = row('risk', 'r_1', { status: 'open', reqs: [req('A.8.13')] })
  const byRisk = entry('A.8.13', { applicability: 'applicable', reasons: ['risk'] })
  it('SOA3: applicable needs a reason, and reason risk needs a risk', () => {
    expect(at('A.8.13', { entries: [entry('A.8.13', { applicability: 'applicable' })] }).problems).toEqual(['reasonMissing'])
    expect(at('A.8.13', { entries: [byRisk] }).problems).toEqual(['reasonRiskWithoutRisk'])
    expect(at('A.8.13', { entries: [byRisk], risks: [risk] }).problems).toEqual([])
    expect(at('A.8.13', { entries: [byRisk], risks: [{ ...risk, status: 'closed' }] }).problems).toEqual(['reasonRiskWithoutRisk'])
  })
  it('SOA3: a risk counts through its controls and those of its actions', () => {
    const controls = [control('c_1', ['A.8.13'])]
    const through = row('risk', 'r_2', { status: 'open', controls: ['c_1'] })
    expect(at('A.8.13', { entries: [byRisk], risks: [through], controls }).risks).toEqual([through])
    const bare = row('risk', 'r_3', { status: 'open' })
    const action = { risks: ['r_3'], controls: ['c_1'], status: 'planned' }
    expect(at('A.8.13', { entries: [byRisk], risks: [bare], controls, actions: [action] }).risks).toEqual([bare])
    expect(at('A.8.13', { entries: [byRisk], risks: [bare], controls, actions: [{ ...action, status: 'cancelled' }] }).risks).toEqual([])
  })
  it('SOA4: an exclusion is justified in 30 characters and has no reasons', () => {
    const problems = (justification: string | undefined, reasons: readonly string[] = []) => at('A.7.12', { entries: [entry('A.7.12', { applicability: 'notApplicable', justification, reasons: [...reasons] })] }).problems
    expect(problems(undefined)).toEqual(['justificationMissing'])
    expect(problems(`  ${'x'.repeat(29)}  `)).toEqual(['justificationMissing'])
    expect(problems('x'.repeat(30))).toEqual([])
    expect(problems('x'.repeat(30), ['legal'])).toEqual(['reasonOnExclusion'])
  })
  it('SOA5: an inherited row needs a provider with current assurance', () => {
    const problems = (suppliers: readonly SupplierFacts[] | undefined, provider: string | undefined = 'su_1', evidence: SoaInput['evidence'] = []) =>
      at('A.7.1', { entries: [entry('A.7.1', { applicability: 'inherited', reasons: ['practice'], ...(provider ? { provider } : {}) })], suppliers, evidence }).problems
    expect(problems([supplier({ assuranceUntil: today })])).toEqual([])
    expect(problems([supplier({ assuranceUntil: '2026-05-31' })])).toEqual(['providerAssuranceEnded'])
    expect(problems([supplier({ evidence: ['ev_1'] })], 'su_1', [proof('ev_1', [])])).toEqual([])
    expect(problems([], 'su_1')).toEqual(['providerMissing'])
    expect(problems([supplier()], '')).toEqual(['providerMissing'])
    expect(problems(undefined)).toEqual([])
    expect(problems(undefined, '')).toEqual([])
  })
})

describe('SOA6 status, first match', () => {
  const status = (controls: SoaInput['controls'], over: Partial<SoaInput> = {}) => at('A.8.13', { entries: [applicable], controls, ...over }).status
  const c1 = control('c_1', ['A.8.13'])
  const evidence = [proof('ev_1', ['c_1', 'c_2'])]
  it('noControl, ineffective, planned, partial, notVerified, verified', () => {
    expect(status([])).toBe('noControl')
    expect(status([{ ...c1, status: 'retired' }])).toBe('noControl')
    expect(status([c1], { tests: [test({ result: 'ineffective' })], evidence })).toBe('ineffective')
    expect(status([{ ...c1, status: 'planned' }], { tests: [test({ result: 'ineffective' })] })).toBe('ineffective')
    expect(status([{ ...c1, status: 'inProgress' }])).toBe('planned')
    expect(status([c1, control('c_2', ['A.8.13'], { status: 'planned' })])).toBe('partial')
    expect(status([{ ...c1, status: 'degraded' }])).toBe('partial')
    expect(status([c1])).toBe('notVerified')
    expect(status([c1, control('c_3', ['A.8.13'])], { evidence })).toBe('notVerified')
    expect(status([c1], { evidence })).toBe('verified')
  })
  it('a register of tests asks for an effective signed operating test in time', () => {
    expect(status([c1], { evidence, tests: [] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({})] })).toBe('verified')
    expect(status([c1], { evidence, tests: [test({ signed: false })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ kind: 'design' })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ periodTo: '2025-05-31' })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ result: 'ineffective', periodTo: '2025-12-31' }), test({})] })).toBe('verified')
    expect(status([c1], { evidence, tests: [test({ result: 'partlyEffective' })] })).toBe('notVerified')
  })
  it('evidence that is not accepted or not in time verifies nothing', () => {
    expect(status([c1], { evidence: [proof('ev_1', ['c_1'], '2025-12-31')] })).toBe('notVerified')
    expect(status([c1], { evidence, evidenceFacts: () => ({ reviewState: 'unreviewed', blobState: 'present', seal: 'sealed' }) })).toBe('notVerified')
  })
  it('decisions other than applicable have their own words', () => {
    const of = (applicability: string) => at('A.8.13', { entries: [entry('A.8.13', { applicability })], controls: [c1] }).status
    expect(['inherited', 'notApplicable', 'undecided'].map(of)).toEqual(['inherited', 'excluded', 'undecided'])
  })
  it('the evidence of a row is that of its weakest control', () => {
    const controls = [c1, control('c_2', ['A.8.13'])]
    expect(at('A.8.13', { entries: [applicable], controls, evidence: [proof('ev_1', ['c_1']), proof('ev_2', ['c_2'], '2026-02-15')] }).evidence).toMatchObject({ state: 'expiring', best: { id: 'ev_2' } })
    expect(at('A.8.13', { entries: [applicable], controls, evidence: [proof('ev_1', ['c_1'])] }).evidence).toEqual({ state: 'none' })
  })
})

describe('SOA7 contradictions of an exclusion', () => {
  const types = (code: string, input: Partial<SoaInput> = {}, applicability = 'notApplicable') => at(code, { entries: [entry(code, { applicability })], ...input }).contradictions.map(({ type }) => type)
  const scope = (values: Parameters<typeof row>[2]) => row('scope', 'sc_main', values)
  it('by an open risk or a control that names it', () => {
    expect(types('A.8.13', { controls: [control('c_1', ['A.8.13'])], risks: [row('risk', 'r_1', { status: 'open', reqs: [req('A.8.13')] })] })).toEqual(['risk', 'control'])
    expect(types('A.8.13', { controls: [control('c_1', ['A.8.13'])] }, 'applicable')).toEqual([])
    expect(types('A.8.13', { controls: [control('c_1', ['A.8.13'], { status: 'retired' })] })).toEqual([])
  })
  it('by suppliers', () => {
    for (const code of ['A.5.19', 'A.5.20', 'A.5.21', 'A.5.22']) expect(types(code, { suppliers: [supplier({ cloud: false })] })).toEqual(['supplier'])
    expect(types('A.5.23', { suppliers: [supplier({ cloud: false })] })).toEqual([])
    expect(types('A.5.23', { suppliers: [supplier()] })).toEqual(['cloudSupplier'])
    expect(types('A.5.23', { suppliers: [supplier({ status: 'ended' })] })).toEqual([])
  })
  it.each([
    [['A.8.4', 'A.8.25', 'A.8.26', 'A.8.27', 'A.8.28', 'A.8.29', 'A.8.31', 'A.8.33'], 'developsSoftware', 'development'],
    [['A.8.30'], 'outsourcesDevelopment', 'outsourcing'],
    [['A.6.7'], 'remoteWork', 'remoteWork'],
    [['A.7.1', 'A.7.2', 'A.7.3', 'A.7.5'], 'hasPremises', 'premises'],
    [['A.5.34'], 'handlesPii', 'pii'],
  ])('by the profile of the organisation: %o', (codes, fact, type) => {
    for (const code of codes) {
      expect(types(code, { scope: scope({ [fact]: true }) })).toEqual([type])
      expect(types(code, { scope: scope({ [fact]: false }) })).toEqual([])
    }
    expect(types('A.7.4', { scope: scope({ [fact]: true }) })).toEqual([])
  })
  it('by personal data and obligations', () => {
    expect(types('A.5.34', { assets: [row('asset', 'as_1', { pii: true })] })).toEqual(['pii'])
    expect(types('A.5.34', { assets: [row('asset', 'as_1', { pii: true, status: 'retired' })] })).toEqual([])
    expect(types('A.5.31', { obligations: [{ id: 'ob_1', status: 'active' }] })).toEqual(['obligation'])
  })
})
