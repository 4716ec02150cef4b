import { describe, expect, it } from 'vitest'
import { issueReview, obligationReview, partyReview } from '~/lib/isms/context/contextReviews'
import { contextGaps, isClimateAnswered, scopeSections } from '~/lib/isms/context/scopeFacts'
import { validateRecord } from '~/lib/records/validateRecord'
import { row, statement } from '../rows'

const today = '2026-06-01'
const settings = { contextReview: 'P12M' }
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

describe('4.1 issues and 4.2 parties are reviewed every contextReview', () => {
  const issue = (values = {}) => issueReview(row('issue', 'i_1', { status: 'active', ...values }), settings, today)
  it('valid through the end of the day it is due', () => {
    expect(issue({ reviewedOn: '2025-06-01' })).toMatchObject({ due: '2026-06-01', state: 'soon' })
    expect(issue({ reviewedOn: '2025-05-31' })).toMatchObject({ due: '2026-05-31', state: 'overdue' })
    expect(issue({ reviewedOn: '2026-05-31' })).toMatchObject({ state: 'ok' })
  })
  it('what was never reviewed is due, what is closed or archived never', () => {
    expect(issue().state).toBe('never')
    expect(issue({ status: 'closed', reviewedOn: '2020-01-01' }).state).toBe('ended')
    expect(issue({ archivedOn: '2026-01-01', reviewedOn: '2020-01-01' }).state).toBe('ended')
  })
  it('by the interval of the workspace', () => {
    expect(
      partyReview(
        row('interestedParty', 'ip_1', { status: 'active', reviewedOn: '2026-01-31' }),
        { contextReview: 'P1M' },
        today,
      ),
    ).toMatchObject({ due: '2026-02-28', state: 'overdue' })
  })
})

describe('4.2 obligations: the later of reviewedOn and a valid confirm', () => {
  const obligation = row('obligation', 'ob_1', { status: 'active', reviewedOn: '2025-01-10' })
  const at = (day: string) => Date.parse(`${day}T10:00:00Z`)
  const confirm = (id: string, day: string, over = {}) =>
    statement({ id, type: 'confirm', subjectKind: 'obligation', subjectId: 'ob_1', time: at(day), ...over })
  const due = (statements: Parameters<typeof obligationReview>[1], values = {}) =>
    obligationReview({ ...obligation, ...values }, statements, { today, dayOf })
  it('is a year by default', () => {
    expect(due([])).toMatchObject({ due: '2026-01-10', state: 'overdue' })
    expect(due([], { reviewEvery: 'P2Y' })).toMatchObject({ due: '2027-01-10', state: 'ok' })
  })
  it('ST13 a confirm moves it; ST6 ST9 ST11 one that is void, revoked or unsynced does not', () => {
    expect(due([confirm('s1', '2026-02-01')]).due).toBe('2027-02-01')
    expect(due([confirm('s2', '2026-02-01', { voidReason: 'editor' })]).due).toBe('2026-01-10')
    expect(due([confirm('s3', '2026-02-01', { seq: undefined })]).due).toBe('2026-01-10')
    expect(due([confirm('s4', '2026-02-01'), statement({ id: 's5', type: 'revoke', basedOn: 's4' })]).due).toBe(
      '2026-01-10',
    )
    expect(due([confirm('s6', '2026-02-01')], { reviewedOn: '2026-04-01' }).due).toBe('2027-04-01')
  })
})

describe('4.3 scope and Amd 1', () => {
  it('reports per section what is still missing', () => {
    const sections = scopeSections(
      row('scope', 'sc_main', {
        orgName: 'Quillmere',
        orgProfile: 'Moves parcels',
        statement: ' ',
        climateRelevant: 'no',
      }),
    )
    expect(sections.map(({ key, missing }) => [key, missing])).toEqual([
      ['organisation', []],
      ['scope', ['statement', 'interfaces']],
      ['processes', ['processes']],
      ['climate', ['climateRationale']],
      ['facts', ['developsSoftware', 'outsourcesDevelopment', 'remoteWork', 'hasPremises', 'handlesPii']],
      ['soc2', []],
    ])
  })
  it('false differs from unset', () => {
    const facts = scopeSections(
      row('scope', 'sc_main', {
        developsSoftware: false,
        outsourcesDevelopment: false,
        remoteWork: false,
        hasPremises: false,
        handlesPii: false,
      }),
    ).find(({ key }) => key === 'facts')
    expect(facts?.missing).toEqual([])
  })
  it('a scope statement has at least 80 characters', () => {
    expect(
      validateRecord('scope', row('scope', 'sc_main', { statement: 'x'.repeat(79) })).map(({ type }) => type),
    ).toEqual(['scopeTooShort'])
    expect(validateRecord('scope', row('scope', 'sc_main', { statement: 'x'.repeat(80) }))).toEqual([])
  })
  it('climate change is answered only with its reason', () => {
    expect(
      [
        { climateRelevant: 'yes' as const, climateRationale: ' ' },
        { climateRelevant: undefined, climateRationale: 'Floods' },
        { climateRelevant: 'no' as const, climateRationale: 'Office work' },
      ].map(isClimateAnswered),
    ).toEqual([false, false, true])
  })
  it('names what 4.1 and 4.2 lack; closed issues do not count', () => {
    const issue = (id: string, values: object) => row('issue', id, { status: 'active', ...values })
    const gaps = contextGaps({
      scope: { climateRelevant: 'yes' },
      issues: [
        issue('i_1', { origin: 'internal' }),
        issue('i_2', { origin: 'external', status: 'closed', climate: true }),
      ],
      parties: [],
    })
    expect(gaps).toEqual({ noInternalIssue: false, noExternalIssue: true, noParty: true, noClimateIssue: true })
    expect(
      contextGaps({
        scope: { climateRelevant: 'no' },
        issues: [],
        parties: [row('interestedParty', 'ip_1', { status: 'active' })],
      }),
    ).toMatchObject({ noParty: false, noClimateIssue: false })
  })
  it('an obligation without a link needs a reason', () => {
    expect(
      validateRecord('obligation', row('obligation', 'ob_1', { addressed: 'no' })).map(({ field }) => field),
    ).toEqual(['summary'])
    expect(
      validateRecord('obligation', row('obligation', 'ob_1', { addressed: 'no', summary: 'The landlord answers it.' })),
    ).toEqual([])
  })
})
