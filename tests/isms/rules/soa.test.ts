import { describe, expect, it } from 'vitest'
import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { soaEntryId } from '~/lib/records/derivedIds'
import type { ControlTestFacts } from '~/lib/isms/control/testState'
import type { SupplierFacts } from '~/lib/isms/soa/soaFacts'
import type { EvidenceFacts } from '~/lib/isms/evidence/usable'
import { compareDecisions, compareSoa, decisionsOf, isSameDecision } from '~/lib/isms/soa/compareSoa'
import {
  decisionOf,
  decisionPart,
  freezeSoa,
  frozenHashes,
  openPoints,
  parseFrozenSoa,
  type FrozenSoa,
} from '~/lib/isms/soa/frozenSoa'
import { soaIndex } from '~/lib/isms/soa/soaIndex'
import { additionalControls, rowsFrom, soaRows, type SoaInput, type SoaRow } from '~/lib/isms/soa/soaRows'
import { isFrozenIntact, soaVersions } from '~/lib/isms/soa/soaVersions'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { canonicalJson } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { row, statement } from '../rows'

const today = '2026-06-01'
const req = (code: string) => `iso27001-2022:${code}`
const entry = (code: string, values: Parameters<typeof row>[2]) => row('soaEntry', soaEntryId(req(code)), values)
const control = (id: string, codes: readonly string[], values: Parameters<typeof row>[2] = {}) =>
  row('control', id, {
    reqs: codes.map(req),
    status: 'operating',
    frequency: 'quarterly',
    implementedOn: '2025-06-01',
    ...values,
  })
const proof = (id: string, controls: readonly string[], coversTo = '2026-05-31') =>
  row('evidence', id, { controls: [...controls], coversTo })
const supplier = (over: Partial<SupplierFacts> = {}): SupplierFacts => ({
  id: 'su_1',
  ref: 'SU-1',
  cloud: true,
  status: 'active',
  assuranceUntil: undefined,
  evidence: [],
  ...over,
})
const test = (over: Partial<ControlTestFacts>): ControlTestFacts => ({
  control: 'c_1',
  kind: 'operating',
  result: 'effective',
  periodTo: '2026-03-31',
  signed: true,
  ...over,
})

const base: SoaInput = {
  requirements: soaRequirements('iso27001-2022'),
  entries: [],
  controls: [],
  risks: [],
  evidence: [],
  evidenceFacts: () => ({ reviewState: 'accepted', blobState: 'present', seal: 'sealed' }),
  settings: effectiveSettings(undefined),
  today,
}
const at = (code: string, input: Partial<SoaInput>): SoaRow =>
  soaRows({ ...base, ...input }).find(({ requirement }) => requirement.code === code)!
const applicable = entry('A.8.13', { applicability: 'applicable', reasons: ['practice'] })

describe('SOA1 SOA2 rows', () => {
  it('SOA1: all 93 rows appear in catalogue order; a missing entry is undecided', () => {
    const rows = soaRows({ ...base, entries: [applicable] })
    expect(rows).toHaveLength(93)
    expect(rows[0]!.requirement.code).toBe('A.5.1')
    expect(rows.filter(({ status }) => status === 'undecided')).toHaveLength(92)
    expect(rows[0]!.problems).toEqual(['undecided'])
    expect(at('A.8.13', { entries: [{ ...applicable, archivedOn: '2026-01-01' }] }).status).toBe('undecided')
  })
  it('SOA2: controls without an Annex A requirement are additional', () => {
    const own = row('control', 'c_own', { reqs: ['soc2-2017r2022:CC6.1'], status: 'operating' })
    expect(
      additionalControls(
        [own, control('c_1', ['A.8.13']), row('control', 'c_old', { status: 'retired' })],
        'iso27001-2022',
      ),
    ).toEqual([own])
  })
})

describe('SOA3 SOA4 SOA5 decisions', () => {
  const risk = row('risk', 'r_1', { status: 'open', reqs: [req('A.8.13')] })
  const byRisk = entry('A.8.13', { applicability: 'applicable', reasons: ['risk'] })
  it('SOA3: applicable requires a reason, and reason risk requires a risk', () => {
    expect(at('A.8.13', { entries: [entry('A.8.13', { applicability: 'applicable' })] }).problems).toEqual([
      'reasonMissing',
    ])
    expect(at('A.8.13', { entries: [byRisk] }).problems).toEqual(['reasonRiskWithoutRisk'])
    expect(at('A.8.13', { entries: [byRisk], risks: [risk] }).problems).toEqual([])
    expect(at('A.8.13', { entries: [byRisk], risks: [{ ...risk, status: 'closed' }] }).problems).toEqual([
      'reasonRiskWithoutRisk',
    ])
  })
  it('SOA3: a risk counts through its controls and those of its actions', () => {
    const controls = [control('c_1', ['A.8.13'])]
    const through = row('risk', 'r_2', { status: 'open', controls: ['c_1'] })
    expect(at('A.8.13', { entries: [byRisk], risks: [through], controls }).risks).toEqual([through])
    const bare = row('risk', 'r_3', { status: 'open' })
    const action = { risks: ['r_3'], controls: ['c_1'], status: 'planned' }
    expect(at('A.8.13', { entries: [byRisk], risks: [bare], controls, actions: [action] }).risks).toEqual([bare])
    expect(
      at('A.8.13', { entries: [byRisk], risks: [bare], controls, actions: [{ ...action, status: 'cancelled' }] }).risks,
    ).toEqual([])
  })
  it('SOA4: an exclusion needs a justification of 30 characters and has no reasons', () => {
    const problems = (justification: string | undefined, reasons: readonly string[] = []) =>
      at('A.7.12', {
        entries: [entry('A.7.12', { applicability: 'notApplicable', justification, reasons: [...reasons] })],
      }).problems
    expect(problems(undefined)).toEqual(['justificationMissing'])
    expect(problems(`  ${'x'.repeat(29)}  `)).toEqual(['justificationMissing'])
    expect(problems('x'.repeat(30))).toEqual([])
    expect(problems('x'.repeat(30), ['legal'])).toEqual(['reasonOnExclusion'])
  })
  it('SOA5: an inherited row requires a provider with current assurance', () => {
    const problems = (
      suppliers: readonly SupplierFacts[] | undefined,
      provider: string | undefined = 'su_1',
      evidence: SoaInput['evidence'] = [],
    ) =>
      at('A.7.1', {
        entries: [
          entry('A.7.1', { applicability: 'inherited', reasons: ['practice'], ...(provider ? { provider } : {}) }),
        ],
        suppliers,
        evidence,
      }).problems
    expect(problems([supplier({ assuranceUntil: today })])).toEqual([])
    expect(problems([supplier({ assuranceUntil: '2026-05-31' })])).toEqual(['providerAssuranceEnded'])
    expect(problems([supplier({ evidence: ['ev_1'] })], 'su_1', [proof('ev_1', [])])).toEqual([])
    expect(problems([], 'su_1')).toEqual(['providerMissing'])
    expect(problems([supplier()], '')).toEqual(['providerMissing'])
    expect(problems(undefined)).toEqual([])
    expect(problems(undefined, '')).toEqual([])
  })
})

describe('SOA6 status, first match wins', () => {
  const status = (controls: SoaInput['controls'], over: Partial<SoaInput> = {}) =>
    at('A.8.13', { entries: [applicable], controls, ...over }).status
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
  it('a register of tests requires a timely, effective, signed operating test', () => {
    expect(status([c1], { evidence, tests: [] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({})] })).toBe('verified')
    expect(status([c1], { evidence, tests: [test({ signed: false })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ kind: 'design' })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ periodTo: '2025-05-31' })] })).toBe('notVerified')
    expect(status([c1], { evidence, tests: [test({ result: 'ineffective', periodTo: '2025-12-31' }), test({})] })).toBe(
      'verified',
    )
    expect(status([c1], { evidence, tests: [test({ result: 'partlyEffective' })] })).toBe('notVerified')
  })
  it('evidence that is not accepted or not fresh verifies nothing', () => {
    expect(status([c1], { evidence: [proof('ev_1', ['c_1'], '2025-12-31')] })).toBe('notVerified')
    expect(
      status([c1], {
        evidence,
        evidenceFacts: () => ({ reviewState: 'unreviewed', blobState: 'present', seal: 'sealed' }),
      }),
    ).toBe('notVerified')
  })
  it('decisions other than applicable have their own status', () => {
    const of = (applicability: string) =>
      at('A.8.13', { entries: [entry('A.8.13', { applicability })], controls: [c1] }).status
    expect(['inherited', 'notApplicable', 'undecided'].map(of)).toEqual(['inherited', 'excluded', 'undecided'])
  })
  it('the evidence of a row is that of its weakest control', () => {
    const controls = [c1, control('c_2', ['A.8.13'])]
    expect(
      at('A.8.13', {
        entries: [applicable],
        controls,
        evidence: [proof('ev_1', ['c_1']), proof('ev_2', ['c_2'], '2026-02-15')],
      }).evidence,
    ).toMatchObject({ state: 'expiring', best: { id: 'ev_2' } })
    expect(at('A.8.13', { entries: [applicable], controls, evidence: [proof('ev_1', ['c_1'])] }).evidence).toEqual({
      state: 'none',
    })
  })
})

describe('SOA7 contradictions of an exclusion', () => {
  const types = (code: string, input: Partial<SoaInput> = {}, applicability = 'notApplicable') =>
    at(code, { entries: [entry(code, { applicability })], ...input }).contradictions.map(({ type }) => type)
  const scope = (values: Parameters<typeof row>[2]) => row('scope', 'sc_main', values)
  it('through an open risk or a control that names it', () => {
    expect(
      types('A.8.13', {
        controls: [control('c_1', ['A.8.13'])],
        risks: [row('risk', 'r_1', { status: 'open', reqs: [req('A.8.13')] })],
      }),
    ).toEqual(['risk', 'control'])
    expect(types('A.8.13', { controls: [control('c_1', ['A.8.13'])] }, 'applicable')).toEqual([])
    expect(types('A.8.13', { controls: [control('c_1', ['A.8.13'], { status: 'retired' })] })).toEqual([])
  })
  it('through suppliers', () => {
    for (const code of ['A.5.19', 'A.5.20', 'A.5.21', 'A.5.22'])
      expect(types(code, { suppliers: [supplier({ cloud: false })] })).toEqual(['supplier'])
    expect(types('A.5.23', { suppliers: [supplier({ cloud: false })] })).toEqual([])
    expect(types('A.5.23', { suppliers: [supplier()] })).toEqual(['cloudSupplier'])
    expect(types('A.5.23', { suppliers: [supplier({ status: 'ended' })] })).toEqual([])
  })
  it.each([
    [
      ['A.8.4', 'A.8.25', 'A.8.26', 'A.8.27', 'A.8.28', 'A.8.29', 'A.8.31', 'A.8.33'],
      'developsSoftware',
      'development',
    ],
    [['A.8.30'], 'outsourcesDevelopment', 'outsourcing'],
    [['A.6.7'], 'remoteWork', 'remoteWork'],
    [['A.7.1', 'A.7.2', 'A.7.3', 'A.7.5'], 'hasPremises', 'premises'],
    [['A.5.34'], 'handlesPii', 'pii'],
  ])('through the profile of the organisation: %o', (codes, fact, type) => {
    for (const code of codes) {
      expect(types(code, { scope: scope({ [fact]: true }) })).toEqual([type])
      expect(types(code, { scope: scope({ [fact]: false }) })).toEqual([])
    }
    expect(types('A.7.4', { scope: scope({ [fact]: true }) })).toEqual([])
  })
  it('through personal data and obligations', () => {
    expect(types('A.5.34', { assets: [row('asset', 'as_1', { pii: true })] })).toEqual(['pii'])
    expect(types('A.5.34', { assets: [row('asset', 'as_1', { pii: true, status: 'retired' })] })).toEqual([])
    expect(types('A.5.31', { obligations: [{ id: 'ob_1', status: 'active' }] })).toEqual(['obligation'])
  })
})

describe('SOA8 SOA9 SOA10 SOA11 frozen statements', () => {
  const risk = row('risk', 'r_1', { ref: 'R-2', title: 'Data is lost', status: 'open', reqs: [req('A.8.13')] })
  const older = row('risk', 'r_2', { ref: 'R-10', title: 'Backups fail', status: 'open', reqs: [req('A.8.13')] })
  const backup = { ...control('c_1', ['A.8.13']), ref: 'C-3', title: 'Backups' }
  const own = row('control', 'c_9', { ref: 'C-9', title: 'Own practice', status: 'operating' })
  const decided = entry('A.8.13', {
    applicability: 'applicable',
    reasons: ['risk', 'legal'],
    justification: ' Data must survive. ',
    owner: 'pe_1',
  })
  const inherited = entry('A.7.1', { applicability: 'inherited', reasons: ['practice'], provider: 'su_1' })
  const frozenOf = (input: Partial<SoaInput> = {}, header: Partial<FrozenSoa['header']> = {}) => {
    const all = {
      ...base,
      entries: [decided, inherited],
      controls: [backup, own],
      risks: [older, risk],
      suppliers: [supplier()],
      ...input,
    }
    return freezeSoa({
      index: soaIndex(all),
      rows: soaRows(all),
      header: { framework: 'iso27001-2022', asOf: today, orgName: 'Quillmere', ...header },
      nameOfPerson: (id) => (id === 'pe_1' ? 'Head of Platform' : undefined),
      supplierOf: (id) => (id === 'su_1' ? { ref: 'SU-1', name: 'Nimbus Cloud' } : undefined),
    })
  }
  const rowOf = (soa: FrozenSoa, code: string) => soa.rows.find(({ requirement }) => requirement === req(code))!

  it('SOA8: header, rows in catalogue order, additional controls last; readable without the records', () => {
    const soa = frozenOf({
      evidence: [
        { ...proof('ev_1', ['c_1']), ref: 'EV-7' },
        { ...proof('ev_2', ['c_1']), ref: 'EV-8', supersedes: 'ev_3' },
        { ...proof('ev_3', ['c_1']), ref: 'EV-6' },
      ],
    })
    expect(soa.rows.map(({ requirement }) => requirement)).toEqual(soaRequirements('iso27001-2022').map(({ id }) => id))
    expect(rowOf(soa, 'A.8.13')).toMatchObject({
      applicability: 'applicable',
      reasons: ['legal', 'risk'],
      justification: 'Data must survive.',
      owner: 'pe_1',
      status: 'verified',
      controls: ['C-3'],
      risks: ['R-2', 'R-10'],
    })
    expect(rowOf(soa, 'A.8.13').evidence.map(({ ref, coversTo }) => [ref, coversTo])).toEqual([
      ['EV-7', '2026-05-31'],
      ['EV-8', '2026-05-31'],
    ])
    expect(rowOf(soa, 'A.7.1')).toMatchObject({ provider: 'SU-1', status: 'inherited' })
    expect(soa.additional).toEqual([{ control: 'C-9', status: 'operating', evidence: [] }])
    expect(soa.names).toMatchObject({
      'C-3': 'Backups',
      'C-9': 'Own practice',
      'R-10': 'Backups fail',
      'pe_1': 'Head of Platform',
      'SU-1': 'Nimbus Cloud',
    })
    expect(unwrap(parseFrozenSoa(JSON.parse(canonicalJson(soa))))).toEqual(soa)
    expect(parseFrozenSoa({ ...soa, rows: [{}] })).toMatchObject({ ok: false, error: { type: 'frozenMalformed' } })
  })
  it('SOA8: evidence whose bytes have not arrived on this device is frozen; unaccepted evidence is not', () => {
    const evidence = [{ ...proof('ev_1', ['c_1']), ref: 'EV-7' }]
    const facts = (over: Partial<EvidenceFacts>) => () => ({ ...base.evidenceFacts(''), ...over })
    expect(
      rowOf(frozenOf({ evidence, evidenceFacts: facts({ blobState: 'pending' }) }), 'A.8.13').evidence,
    ).toHaveLength(1)
    expect(
      rowOf(frozenOf({ evidence, evidenceFacts: facts({ reviewState: 'unreviewed' }) }), 'A.8.13').evidence,
    ).toHaveLength(0)
  })
  it('SOA8: contentHash covers everything, decisionHash the decisions', () => {
    const first = frozenHashes(frozenOf())
    expect(frozenHashes(frozenOf())).toEqual(first)
    const dated = frozenHashes(frozenOf({}, { asOf: '2026-06-02' }))
    expect(dated.contentHash).not.toBe(first.contentHash)
    expect(dated.decisionHash).toBe(first.decisionHash)
    const planned = frozenHashes(frozenOf({ controls: [{ ...backup, status: 'planned' }, own] }))
    expect([planned.contentHash === first.contentHash, planned.decisionHash === first.decisionHash]).toEqual([
      false,
      true,
    ])
    for (const input of [
      { risks: [risk] },
      { entries: [inherited] },
      { entries: [{ ...decided, justification: 'Other words.' }, inherited] },
      { controls: [own] },
    ]) {
      expect(frozenHashes(frozenOf(input)).decisionHash).not.toBe(first.decisionHash)
    }
  })
  it('SOA9: differing decisions are listed row by row, without status and evidence', () => {
    const before = frozenOf()
    const after = (input: Partial<SoaInput>) =>
      compareDecisions(before.rows.map(decisionPart), frozenOf(input).rows.map(decisionPart))
    expect(after({})).toMatchObject({ changed: 0, added: 0, removed: 0, same: 93, rows: [] })
    expect(after({ controls: [{ ...backup, status: 'degraded' }, own] }).changed).toBe(0)
    expect(after({ entries: [{ ...decided, applicability: 'notApplicable' }, inherited], risks: [risk] }).rows).toEqual(
      [
        {
          key: req('A.8.13'),
          additional: false,
          change: 'changed',
          fields: [
            { field: 'applicability', before: ['applicable'], after: ['notApplicable'] },
            { field: 'risks', before: ['R-2', 'R-10'], after: ['R-2'] },
          ],
        },
      ],
    )
  })
  it('SOA9: a live row is compared by its decision', () => {
    const all = { ...base, entries: [decided], controls: [backup], risks: [risk] }
    const live = decisionOf(
      soaRows(all).find(({ requirement }) => requirement.code === 'A.8.13')!,
      () => undefined,
    )
    expect(isSameDecision(live, decisionsOf(frozenOf({ risks: [risk] })).get(req('A.8.13'))!)).toBe(true)
    expect(isSameDecision(live, decisionsOf(frozenOf()).get(req('A.8.13'))!)).toBe(false)
  })
  it('SOA10: two versions: added, removed, changed per field, with counts', () => {
    const compared = compareSoa(
      frozenOf(),
      frozenOf({
        controls: [
          { ...backup, status: 'planned' },
          { ...own, ref: 'C-12' },
        ],
      }),
    )
    expect(compared).toMatchObject({ added: 1, removed: 1, changed: 1, same: 92 })
    expect(compared.rows.map(({ key, change, additional }) => [key, change, additional])).toEqual([
      [req('A.8.13'), 'changed', false],
      ['C-12', 'added', true],
      ['C-9', 'removed', true],
    ])
    expect(compared.rows[0]!.fields).toEqual([{ field: 'status', before: ['notVerified'], after: ['planned'] }])
  })

  const version = (id: string, over: Parameters<typeof row>[2] = {}) =>
    row('soaVersion', id, { framework: 'iso27001-2022', asOf: today, contentHash: id, decisionHash: 'd', ...over })
  const hash = (record: ReturnType<typeof version>) => hashedContent(record, 'main').contentHash
  const said = (id: string, record: ReturnType<typeof version>, over: Partial<StatementFact> = {}) =>
    statement({ id, subjectKind: 'soaVersion', subjectId: record.id, contentHash: hash(record), ...over })
  const [v1, v2, draft] = [version('sv_1'), version('sv_2'), version('sv_3')]
  const versions = (...statements: StatementFact[]) =>
    soaVersions([v1, v2, draft], (id) => statements.filter(({ subjectId }) => subjectId === id), {
      framework: 'iso27001-2022',
      today,
    })

  it('SOA11: versions number distinct approved copies in log order; the last is in force, earlier ones are superseded', () => {
    const found = versions(said('s1', v1), said('s2', v2))
    expect(found.inForce).toMatchObject({ number: 2, record: { id: 'sv_2' }, approvedBy: { id: 's2' } })
    expect(found.all.map(({ record, number, state }) => [record.id, number, state])).toEqual([
      ['sv_3', undefined, 'draft'],
      ['sv_2', 2, 'approved'],
      ['sv_1', 1, 'superseded'],
    ])
    expect(found.next).toBe(3)
    expect(versions(said('s1', v1), said('s2', v2), said('s3', v1)).inForce).toMatchObject({
      number: 3,
      record: { id: 'sv_1' },
    })
  })
  it('SOA11: unsynced, void or rejecting statements make no version; each framework has its own count', () => {
    expect(versions(said('s1', v1, { seq: undefined })).inForce).toBeUndefined()
    expect(versions(said('s1', v1, { voidReason: 'noAuthority' })).inForce).toBeUndefined()
    expect(versions(said('s1', v1), said('s2', v2, { type: 'reject', reason: 'Not complete.' }))).toMatchObject({
      inForce: { number: 1 },
      next: 2,
    })
    expect(soaVersions([v1], () => [said('s1', v1)], { framework: 'own', today }).all).toEqual([])
  })
  it('SOA11 ST4: revoking the last approval leaves nothing in force', () => {
    const found = versions(said('s1', v1), said('s2', v2), said('s3', v2, { type: 'revoke', basedOn: 's2' }))
    expect(found.inForce).toBeUndefined()
    expect(found.all.map(({ record, state }) => [record.id, state])).toEqual([
      ['sv_3', 'draft'],
      ['sv_2', 'withdrawn'],
      ['sv_1', 'superseded'],
    ])
  })
  it('SOA11: a stored copy that differs from its record is detected', () => {
    const hashes = frozenHashes(frozenOf())
    expect(isFrozenIntact(version('sv_4', { ...hashes }), hashes)).toBe(true)
    expect(isFrozenIntact(version('sv_4', { ...hashes, decisionHash: 'other' }), hashes)).toBe(false)
  })
  it('SOA1 SOA3 SOA7: open points are shown before freezing, and prevent nothing', () => {
    const open = openPoints(
      soaRows({
        ...base,
        entries: [entry('A.8.13', { applicability: 'notApplicable' }), entry('A.5.1', { applicability: 'applicable' })],
        controls: [backup],
      }),
    )
    expect([
      open.undecided.length,
      open.contradicted.map((one) => one.requirement.code),
      open.incomplete.map((one) => one.requirement.code),
    ]).toEqual([91, ['A.8.13'], ['A.5.1', 'A.8.13']])
  })
  it('unchanged rows are reused', () => {
    const index = soaIndex(base)
    const requirements = soaRequirements('iso27001-2022')
    const rows = rowsFrom(index, requirements, [decided])
    const next = rowsFrom(index, requirements, [{ ...decided }, inherited], { index, rows })
    expect(next.filter((one, at) => one !== rows[at]).map((one) => one.requirement.code)).toEqual(['A.7.1'])
    expect(rowsFrom(soaIndex(base), requirements, [decided], { index, rows })[0]).not.toBe(rows[0])
  })
})
