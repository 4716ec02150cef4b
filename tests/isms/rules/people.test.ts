import { describe, expect, it } from 'vitest'
import { communicationPlan } from '~/lib/isms/people/communicationPlan'
import { competenceState, holdersWithoutProof, isGap } from '~/lib/isms/people/competenceState'
import { heldResponsibilities, roleState, type RoleFacts } from '~/lib/isms/people/roleState'
import { isAwarenessRun, trainingFacts } from '~/lib/isms/people/trainingState'
import { orderProblems } from '~/lib/records/validateRecord'
import { row, statement } from '../rows'

const today = '2026-06-01'
const anna = row('person', 'pe_1', { name: 'Anna', title: 'Managing Director' })
const ben = row('person', 'pe_2', { name: 'Ben', title: 'Engineer', activeUntil: '2026-05-31' })
const role = (values: object, id = 'ra_1') =>
  row('roleAssignment', id, { from: '2026-01-01', holder: 'pe_1', ...values })

describe('5.3 roles', () => {
  it('are upcoming, active or ended by their dates, through the end of the last day', () => {
    const state = (values: object) => roleState(role(values), anna, today)
    expect([
      state({ from: '2026-06-02' }),
      state({ from: '2026-06-01' }),
      state({ until: '2026-06-01' }),
      state({ until: '2026-05-31' }),
    ]).toEqual(['upcoming', 'active', 'active', 'ended'])
  })
  it('are vacant without an active holder', () => {
    expect([
      roleState(role({ holder: undefined }), undefined, today),
      roleState(role({ holder: 'pe_2' }), ben, today),
      roleState(role({ holder: 'pe_9' }), undefined, today),
    ]).toEqual(['vacant', 'vacant', 'vacant'])
    expect(roleState(role({ holder: 'pe_2', until: '2026-01-31' }), ben, today)).toBe('ended')
  })
  it('never end before they start', () => {
    expect(orderProblems('roleAssignment', role({ until: '2025-12-31' })).map(({ field }) => field)).toEqual(['until'])
  })

  const facts = (values: object, over: Partial<RoleFacts> = {}): RoleFacts => ({
    row: role(values),
    state: 'active',
    approved: false,
    holderIsMember: true,
    ...over,
  })
  const stateOf = (rows: readonly RoleFacts[], name: string) =>
    heldResponsibilities(rows, { handlesPii: false }).find((one) => one.name === name)?.state
  it('5.1 top management counts only if approved and with keys', () => {
    expect(stateOf([], 'topManagement')).toBe('nobody')
    expect(stateOf([facts({ role: 'topManagement' })], 'topManagement')).toBe('notApproved')
    expect(
      stateOf([facts({ role: 'topManagement' }, { approved: true, holderIsMember: false })], 'topManagement'),
    ).toBe('notMember')
    expect(stateOf([facts({ role: 'topManagement' }, { approved: true })], 'topManagement')).toBe('held')
    expect(stateOf([facts({ role: 'topManagement' }, { approved: true, state: 'vacant' })], 'topManagement')).toBe(
      'vacant',
    )
    expect(stateOf([facts({ role: 'topManagement' }, { approved: true, state: 'ended' })], 'topManagement')).toBe(
      'nobody',
    )
  })
  it('5.3 a and b are held by whoever has the flag', () => {
    const rows = [facts({ role: 'ismsLead', ensuresConformity: true })]
    expect([
      stateOf(rows, 'ismsLead'),
      stateOf(rows, 'ensuresConformity'),
      stateOf(rows, 'reportsPerformance'),
    ]).toEqual(['held', 'held', 'nobody'])
  })
  it('a privacy lead is expected if personal data is handled', () => {
    const names = (handlesPii: boolean) => heldResponsibilities([], { handlesPii }).map(({ name }) => name)
    expect([names(false).includes('privacyLead'), names(true).includes('privacyLead')]).toEqual([false, true])
    expect(
      heldResponsibilities([], { handlesPii: false })
        .filter((one) => one.required)
        .map(({ name }) => name),
    ).toEqual(['topManagement', 'ismsLead', 'ensuresConformity', 'reportsPerformance'])
  })
})

describe('7.2 competence', () => {
  const record = (values: object) => row('competence', 'cp_1', { person: 'pe_1', ...values })
  const open = row('task', 'tk_1', { status: 'open' })
  it('gap = current level below the required one', () => {
    expect([
      isGap(record({ neededLevel: 3, actualLevel: 2 })),
      isGap(record({ neededLevel: 3, actualLevel: 3 })),
      isGap(record({ neededLevel: 3 })),
    ]).toEqual([true, false, false])
    expect(isGap(record({ neededLevel: 1, actualLevel: 0 }))).toBe(true)
  })
  it('a gap is closing only while its task is open', () => {
    const gap = record({ neededLevel: 3, actualLevel: 2, evidence: ['ev_1'] })
    expect([
      competenceState(gap, undefined, today),
      competenceState(gap, open, today),
      competenceState(gap, { ...open, status: 'closed' }, today),
      competenceState(gap, { ...open, archivedOn: today }, today),
    ]).toEqual(['gap', 'closing', 'gap', 'gap'])
    const once = row('task', 'tk_1', { status: 'open', due: today })
    expect([
      competenceState(gap, once, today),
      competenceState(gap, { ...once, done: { [today]: { on: today, by: 'pe_1' } } }, today),
    ]).toEqual(['closing', 'gap'])
  })
  it('a sufficient level is proven by evidence only', () => {
    expect([
      competenceState(record({ neededLevel: 2, actualLevel: 2 }), undefined, today),
      competenceState(record({ neededLevel: 2, actualLevel: 4, evidence: ['ev_1'] }), undefined, today),
      competenceState(record({ neededLevel: 2 }), undefined, today),
    ]).toEqual(['unproven', 'proven', 'notAssessed'])
  })
  it('holders of active roles without evidenced competence are named', () => {
    const held: RoleFacts = { row: role({}), state: 'active', approved: true, holderIsMember: true }
    expect(holdersWithoutProof([held, { ...held, state: 'ended' }], [record({})])).toEqual([
      { role: 'ra_1', person: 'pe_1' },
    ])
    expect(holdersWithoutProof([held], [record({ evidence: ['ev_1'] })])).toEqual([])
    expect(holdersWithoutProof([held], [record({ evidence: ['ev_1'], archivedOn: today })])).toHaveLength(1)
  })
})

describe('7.3 training', () => {
  const persons = new Map([anna, ben, row('person', 'pe_3', { name: 'Cleo' })].map((person) => [person.id, person]))
  const training = (values: object) =>
    row('training', 'tn_1', { title: 'Phishing', type: 'awareness', audience: ['pe_1', 'pe_2', 'pe_3'], ...values })
  let count = 0
  const attest = (over = {}) =>
    statement({
      id: `t${++count}`,
      type: 'attest',
      subjectKind: 'training',
      subjectId: 'tn_1',
      personId: 'pe_3',
      ...over,
    })
  it('rate = attended or attested ÷ active audience', () => {
    expect(
      trainingFacts(training({ attended: { pe_1: '2026-05-01', pe_2: '2026-05-01' } }), persons, [], today),
    ).toMatchObject({ done: 1, of: 2, rate: 0.5 })
    expect(trainingFacts(training({ attended: { pe_1: '2026-05-01' } }), persons, [attest()], today)).toMatchObject({
      done: 2,
      of: 2,
      rate: 1,
      state: 'good',
    })
  })
  it('an attest without signature or authority, or by somebody else, does not count', () => {
    for (const one of [attest({ signatureValid: false }), attest({ seq: undefined }), attest({ personId: 'pe_8' })])
      expect(trainingFacts(training({}), persons, [one], today).done).toBe(0)
  })
  it('an uninvited participant does not count, and an empty audience has no rate', () => {
    expect(
      trainingFacts(training({ audience: ['pe_1'], attended: { pe_3: '2026-05-01' } }), persons, [], today),
    ).toMatchObject({ done: 0, of: 1, rate: 0 })
    expect(trainingFacts(training({ audience: ['pe_2'] }), persons, [], today).rate).toBeUndefined()
  })
  it('is late after its day, and poor if it reached too few', () => {
    expect([
      trainingFacts(training({ due: '2026-05-31' }), persons, [], today).state,
      trainingFacts(training({ due: today }), persons, [], today).state,
      trainingFacts(training({ heldOn: '2026-05-01' }), persons, [], today).state,
    ]).toEqual(['late', 'planned', 'poor'])
  })
  it('awareness training counts if nine in ten took part within twelve months', () => {
    const run = (values: object, rate: number | undefined) => isAwarenessRun(training(values), { rate }, today)
    expect([
      run({ heldOn: '2025-06-01' }, 0.9),
      run({ heldOn: '2025-05-31' }, 1),
      run({ heldOn: '2026-05-01' }, 0.89),
      run({ heldOn: '2026-05-01', type: 'exercise' }, 1),
      run({}, 1),
    ]).toEqual([true, false, false, false, false])
  })
})

it('7.4 a communication plan has an internal and an external side', () => {
  const entry = (direction: string, values = {}) => row('communication', `cm_${direction}`, { direction, ...values })
  expect(communicationPlan([entry('internal')])).toEqual({ internal: 1, external: 0, missing: ['external'] })
  expect(communicationPlan([entry('internal'), entry('external', { archivedOn: today })]).missing).toEqual(['external'])
  expect(communicationPlan([entry('internal'), entry('external')]).missing).toEqual([])
})
