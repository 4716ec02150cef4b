import { describe, expect, it } from 'vitest'
import {
  attestationProgress,
  attestations,
  attestedVersion,
  audienceOf,
  type AttestationQuestion,
} from '~/lib/isms/policy/attestation'
import { exceptionState } from '~/lib/isms/policy/exceptionState'
import {
  documentReviewDue,
  firstUnapprovedChange,
  isReviewOverdue,
  lacksSecondPair,
  policyReviewDue,
  policyState,
  waitsTooLong,
  type ChangeFact,
} from '~/lib/isms/policy/policyState'
import { inForceVersion, policyVersions, upcomingVersion, type PolicyVersion } from '~/lib/isms/policy/policyVersions'
import { judgeAuthority, type SignerFacts } from '~/lib/isms/statement/authority'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { standingOf } from '~/lib/isms/statement/statementStanding'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { validateRecord } from '~/lib/records/validateRecord'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { row } from '../rows'

const zone = 'Europe/Berlin'
const today = '2026-06-01'
const settings = { policyReview: 'P12M', timeZone: zone }
const noRecords = { get: () => undefined, referencing: () => [] }
const day = (text: string): number => Date.parse(`${text}T09:00:00.000Z`)

const policy = (values: Readonly<Record<string, JsonValue>> = {}) =>
  row('policy', 'po_1', {
    title: 'Access control',
    level: 'topic',
    body: 'Rights end on the last day.',
    attest: true,
    ...values,
  })

let seq = 0
/** A statement over the content of that row, with its frozen copy (ST3), at the next log position. */
function signed(subject: AnyRecord, on: string, over: Partial<StatementFact> = {}): StatementFact {
  const { content, contentHash } = hashedContent(subject, 'main')
  seq += 1
  return {
    id: `st_${seq}`,
    seq,
    type: 'approve',
    subjectKind: subject.kind,
    subjectId: subject.id,
    profile: 'main',
    contentHash,
    memberId: 'm_lead',
    personId: 'pe_lead',
    time: day(on),
    relayTime: day(on),
    signatureValid: true,
    frozen: canonicalBytes(content),
    ...over,
  }
}
const versionsFrom = (subject: AnyRecord, statements: readonly StatementFact[]): readonly PolicyVersion[] =>
  policyVersions({
    versions: standingOf(subject, 'main', statements, noRecords, today).versions,
    statements,
    timeZone: zone,
  })
const numbers = (versions: readonly PolicyVersion[]): readonly number[] => versions.map((version) => version.number)

describe('PO1 versions', () => {
  it('PO1 ST7: each complete approval of different content is a version; signing the same content again renews its date', () => {
    const [a, b] = [policy(), policy({ body: 'Rights end at noon.' })]
    const versions = versionsFrom(b, [signed(a, '2025-03-03'), signed(a, '2025-09-01'), signed(b, '2026-01-14')])
    expect(numbers(versions)).toEqual([1, 2])
    expect(versions.map(({ content, approvedOn }) => [content?.body, approvedOn])).toEqual([
      ['Rights end on the last day.', '2025-03-03'],
      ['Rights end at noon.', '2026-01-14'],
    ])
    expect(versions[0]!.renewedBy.time).toBe(day('2025-09-01'))
  })
  it('PO1 ST8: with approvers, a version needs all of them over the same content', () => {
    const subject = policy({ approvers: ['pe_lead', 'pe_cto'] })
    const first = signed(subject, '2026-01-14')
    expect(versionsFrom(subject, [first])).toEqual([])
    expect(numbers(versionsFrom(subject, [first, signed(subject, '2026-01-15', { personId: 'pe_cto' })]))).toEqual([1])
    const other = policy({ approvers: ['pe_lead', 'pe_cto'], body: 'Other.' })
    expect(versionsFrom(subject, [first, signed(other, '2026-01-15', { personId: 'pe_cto' })])).toEqual([])
  })
  it('PO1: required signers are read from the approved content; clearing the list later completes nothing', () => {
    const subject = policy({ approvers: ['pe_lead', 'pe_cto'] })
    expect(versionsFrom(policy(), [signed(subject, '2026-01-14')])).toEqual([])
  })
})

describe('PO2 top management', () => {
  it('PO2: approving a top policy makes no version until top management is among its signers', () => {
    const top = policy({ level: 'top', approvers: ['pe_lead', 'pe_ceo'] })
    const lead = signed(top, '2026-01-14')
    expect(
      versionsFrom(top, [lead, signed(top, '2026-01-15', { personId: 'pe_ceo', asTopManagement: false })]),
    ).toEqual([])
    expect(
      numbers(versionsFrom(top, [lead, signed(top, '2026-01-15', { personId: 'pe_ceo', asTopManagement: true })])),
    ).toEqual([1])
    expect(numbers(versionsFrom(policy(), [signed(policy(), '2026-01-14')]))).toEqual([1])
  })
  it('PO2: who may approve at all', () => {
    const may = (fields: Readonly<Record<string, unknown>>, signer: Partial<SignerFacts>): boolean =>
      judgeAuthority(
        'approve',
        { role: 'editor', memberId: 'm_1', personId: 'pe_1', isTopManagement: false, ...signer },
        { kind: 'policy', profile: 'main', fields },
      ).ok
    expect(may({ level: 'top' }, { role: 'lead' })).toBe(false)
    expect(may({ level: 'top' }, { isTopManagement: true })).toBe(true)
    expect(may({ level: 'topic' }, { role: 'lead' })).toBe(true)
    expect(may({ level: 'topic' }, {})).toBe(false)
    expect(may({ level: 'topic', approvers: ['pe_1'] }, {})).toBe(true)
    expect(may({ level: 'topic', approvers: ['pe_2'] }, { role: 'lead' })).toBe(false)
  })
})

describe('PO3 in force', () => {
  const [a, b, c] = [
    policy({ effectiveFrom: '2025-04-01' }),
    policy({ effectiveFrom: '2026-02-01', body: 'Two.' }),
    policy({ effectiveFrom: '2026-07-01', body: 'Three.' }),
  ]
  const [sa, sb, sc] = [signed(a, '2025-03-03'), signed(b, '2026-01-14'), signed(c, '2026-05-20')]
  const at = (subject: ReturnType<typeof policy>, on: string, statements: readonly StatementFact[] = [sa, sb, sc]) =>
    inForceVersion(subject, versionsFrom(subject, statements), on)?.number

  it('PO3: the highest version whose first day has come', () => {
    expect(
      ['2025-03-31', '2025-04-01', '2026-01-31', '2026-02-01', '2026-06-30', '2026-07-01'].map((on) => at(c, on)),
    ).toEqual([undefined, 1, 1, 2, 2, 3])
    expect(upcomingVersion(versionsFrom(c, [sa, sb, sc]), today)?.number).toBe(3)
    expect(upcomingVersion(versionsFrom(c, [sa, sb, sc]), '2026-07-01')).toBeUndefined()
  })
  it('PO3: the day is read from the frozen copy, not from the working copy', () => {
    expect(at(policy({ effectiveFrom: '2020-01-01' }), '2025-03-31')).toBeUndefined()
    expect(at(policy({ effectiveFrom: '2030-01-01' }), today)).toBe(2)
  })
  it('PO3: a higher version that starts earlier wins', () => {
    const late = policy({ effectiveFrom: '2026-05-01', body: 'Late.' })
    const early = policy({ effectiveFrom: '2026-04-01', body: 'Early.' })
    expect(at(early, today, [signed(late, '2026-03-01'), signed(early, '2026-03-02')])).toBe(2)
  })
  it('PO3: without a day it applies from its approval, in the workspace’s time zone', () => {
    const plain = policy()
    const night = signed(plain, '2026-01-14', { relayTime: Date.parse('2026-01-14T23:30:00.000Z') })
    expect(at(plain, '2026-01-14', [night])).toBeUndefined()
    expect(at(plain, '2026-01-15', [night])).toBe(1)
  })
  it('PO3: a retired policy has none from that day; nor has an archived one', () => {
    expect(at(policy({ retiredOn: '2026-06-01' }), '2026-05-31')).toBe(2)
    expect(at(policy({ retiredOn: '2026-06-01' }), today)).toBeUndefined()
    expect(at(policy({ archivedOn: '2026-05-01' }), today)).toBeUndefined()
  })
  it('PO3 ST4: revoked while in force, no older version is reinstated; revoked before its day, it never was in force', () => {
    const revoke = (of: StatementFact, on: string): StatementFact =>
      signed(b, on, { type: 'revoke', basedOn: of.id, contentHash: of.contentHash })
    expect(at(b, today, [sa, sb, revoke(sb, '2026-05-01')])).toBeUndefined()
    expect(at(c, '2026-07-15', [sa, sb, sc, revoke(sc, '2026-06-20')])).toBe(2)
  })
  it('PO3 ST8: nothing is in force once a required approver revoked, whoever signed last; it was in force until then', () => {
    const subject = policy({ approvers: ['pe_lead', 'pe_cto'] })
    const [first, second] = [signed(subject, '2026-01-14'), signed(subject, '2026-01-15', { personId: 'pe_cto' })]
    const revoke = signed(subject, '2026-05-01', { type: 'revoke', basedOn: first.id })
    expect(at(subject, today, [first, second])).toBe(1)
    expect(at(subject, today, [first, second, revoke])).toBeUndefined()
    expect(versionsFrom(subject, [first, second, revoke])).toMatchObject([
      { number: 1, effectiveFrom: '2026-01-15', revokedOn: '2026-05-01' },
    ])
  })
  it('PO3: an unsynced, void or rejected approval puts nothing in force', () => {
    const { seq: _, ...waiting } = signed(a, '2026-01-01')
    expect(at(a, today, [waiting])).toBeUndefined()
    expect(at(a, today, [signed(a, '2026-01-01', { voidReason: 'was editor' })])).toBeUndefined()
    expect(at(a, today, [signed(a, '2026-01-01', { type: 'reject', reason: 'No.' })])).toBeUndefined()
    expect(at(a, today, [sa, signed(b, '2026-01-01', { type: 'reject', reason: 'No.' })])).toBe(1)
  })
})

describe('PO4 the working copy', () => {
  const approved = policy()
  const statements = [signed(approved, '2026-01-14')]
  const stateOf = (subject: ReturnType<typeof policy>) => {
    const versions = versionsFrom(subject, statements)
    return policyState(
      subject,
      inForceVersion(subject, versions, today),
      hashedContent(subject, 'main').contentHash,
      today,
    )
  }
  it('PO4: draft, in force, in force with changes, retired', () => {
    expect(stateOf(approved)).toBe('inForce')
    expect(stateOf(policy({ body: 'Edited.' }))).toBe('inForceWithChanges')
    expect(stateOf(policy({ retiredOn: today, changeSummary: 'Merged.' }))).toBe('retired')
    expect(stateOf(policy({ retiredOn: '2026-06-02' }))).toBe('inForce')
    expect(policyState(approved, undefined, 'aa', today)).toBe('draft')
  })
  it('PO4: the text in force stays the approved one', () => {
    const edited = policy({ body: 'Edited.', title: 'Other title' })
    expect(inForceVersion(edited, versionsFrom(edited, statements), today)?.content).toMatchObject({
      title: 'Access control',
      body: 'Rights end on the last day.',
    })
  })
  it('PO4: fields that are not hashed do not change the state', () => {
    expect(stateOf(policy({ owner: 'pe_new', classification: 'internal', reviewEvery: 'P6M' }))).toBe('inForce')
  })
  it('PO4 7.5-unapproved-changes: since the first change after the approval by log position, of fields that still differ', () => {
    const at = statements[0]!.seq!
    const change = (over: Partial<ChangeFact>): ChangeFact => ({
      field: 'body',
      memberId: 'm_1',
      time: day('2026-04-17'),
      seq: at + 3,
      lost: false,
      ...over,
    })
    const versions = versionsFrom(approved, statements)
    const first = (...trail: readonly ChangeFact[]) => firstUnapprovedChange(trail, new Set(['body']), versions, zone)
    expect(first(change({}), change({ time: day('2026-05-02'), seq: at + 9 }))).toBe('2026-04-17')
    expect(first(change({ seq: at - 1 }))).toBeUndefined()
    expect(first(change({ lost: true }))).toBeUndefined()
    expect(first(change({ field: 'title' }))).toBeUndefined()
    expect(first(change({ seq: undefined, time: day('2026-05-30') }))).toBe('2026-05-30')
    expect([
      waitsTooLong('2026-05-02', today),
      waitsTooLong('2026-05-01', today),
      waitsTooLong(undefined, today),
    ]).toEqual([false, true, false])
  })
})

describe('PO5 review due', () => {
  const subject = policy()
  const approve = signed(subject, '2025-06-10')
  const due = (statements: readonly StatementFact[], values: Readonly<Record<string, JsonValue>> = {}) =>
    policyReviewDue(policy(values), versionsFrom(subject, statements), statements, settings)

  it('PO5: the later of approval and confirm, plus its own interval or the default', () => {
    expect(due([])).toBeUndefined()
    expect(due([approve])).toBe('2026-06-10')
    expect(due([approve], { reviewEvery: 'P6M' })).toBe('2025-12-10')
    expect(due([approve, signed(subject, '2025-11-30', { type: 'confirm' })])).toBe('2026-11-30')
    expect(due([approve, signed(subject, '2025-08-01', { type: 'confirm' }), signed(subject, '2025-12-01')])).toBe(
      '2026-12-01',
    )
  })
  it('PO5: a void, revoked or unsynced confirm does not count, nor does one of a draft', () => {
    const confirm = signed(subject, '2025-11-30', { type: 'confirm' })
    expect(due([approve, { ...confirm, voidReason: 'was viewer' }])).toBe('2026-06-10')
    expect(due([approve, { ...confirm, seq: undefined }])).toBe('2026-06-10')
    expect(due([approve, confirm, signed(subject, '2025-12-01', { type: 'revoke', basedOn: confirm.id })])).toBe(
      '2026-06-10',
    )
    expect(due([approve, signed(policy({ body: 'Draft.' }), '2025-11-30', { type: 'confirm' })])).toBe('2026-06-10')
  })
  it('PO5: valid through the day; only a policy in force can be overdue', () => {
    expect(isReviewOverdue('inForce', '2026-06-01', today)).toBe(false)
    expect(isReviewOverdue('inForceWithChanges', '2026-05-31', today)).toBe(true)
    expect(isReviewOverdue('draft', '2026-05-31', today)).toBe(false)
    expect(isReviewOverdue('retired', '2026-05-31', today)).toBe(false)
  })
  it('7.5-review-overdue: a document counts from its last review, or from its registration', () => {
    const document = (values: Readonly<Record<string, JsonValue>> = {}) =>
      row('document', 'dc_1', { title: 'Network plan', type: 'diagram', ...values })
    expect(documentReviewDue(document(), [], settings)).toBe('2027-01-01')
    expect(documentReviewDue(document({ reviewedOn: '2026-02-01', reviewEvery: 'P3M' }), [], settings)).toBe(
      '2026-05-01',
    )
    expect(
      documentReviewDue(
        document({ reviewedOn: '2025-02-01' }),
        [signed(document(), '2026-03-01', { type: 'confirm' })],
        settings,
      ),
    ).toBe('2027-03-01')
    expect(documentReviewDue(document({ type: 'record' }), [], settings)).toBeUndefined()
    expect(documentReviewDue(document({ type: 'record', reviewEvery: 'P1Y' }), [], settings)).toBe('2027-01-01')
  })
})

describe('PO6 acknowledgements', () => {
  const [v1, v2, v3] = [
    policy({ effectiveFrom: '2025-04-01' }),
    policy({ effectiveFrom: '2025-10-01', body: 'Two.', reattest: true }),
    policy({ effectiveFrom: '2026-05-01', body: 'Three.' }),
  ]
  const approvals = [signed(v1, '2025-03-03'), signed(v2, '2025-09-20'), signed(v3, '2026-04-20')]
  const person = (id: string, values: Readonly<Record<string, JsonValue>> = {}) =>
    row('person', id, { name: id, activeFrom: '2025-01-01', ...values })
  const attest = (subject: AnyRecord, personId: string, over: Partial<StatementFact> = {}) =>
    signed(subject, '2026-05-10', { type: 'attest', memberId: `m_${personId}`, personId, ...over })

  function ask(
    over: Partial<Omit<AttestationQuestion, 'statements'>> & {
      readonly attests?: readonly StatementFact[]
      readonly subject?: ReturnType<typeof policy>
    } = {},
  ) {
    const { attests = [], subject = v3, ...rest } = over
    const statements = [...approvals, ...attests]
    const on = rest.today ?? today
    const versions = versionsFrom(subject, statements)
    return attestations({
      policy: subject,
      versions,
      inForce: inForceVersion(subject, versions, on),
      statements,
      persons: [person('pe_1')],
      trainings: [],
      hasKeys: () => true,
      attestDays: 30,
      today: on,
      ...rest,
    })
  }
  const states = (...args: Parameters<typeof ask>): readonly string[] =>
    ask(...args).map(({ personId, state }) => `${personId} ${state}`)

  it('PO6: active people of the audience; an empty one means everybody who is not external', () => {
    const persons = [
      person('pe_1'),
      person('pe_left', { activeUntil: '2026-05-31' }),
      person('pe_last', { activeUntil: '2026-06-01' }),
      person('pe_next', { activeFrom: '2026-06-02' }),
      person('pe_ext', { external: true }),
      person('pe_gone', { archivedOn: '2026-01-01' }),
    ]
    expect(audienceOf(policy(), persons, today).map(({ id }) => id)).toEqual(['pe_1', 'pe_last'])
    expect(audienceOf(policy({ audience: ['pe_ext', 'pe_left', 'pe_1'] }), persons, today).map(({ id }) => id)).toEqual(
      ['pe_1', 'pe_ext'],
    )
  })
  it('PO6: nothing is required while no version is in force or the policy needs no acknowledgement', () => {
    expect(ask({ today: '2025-03-31' })).toEqual([])
    expect(ask({ policy: policy({ attest: false }) })).toEqual([])
    expect(ask({ subject: policy({ retiredOn: '2026-01-01' }) })).toEqual([])
  })
  it('PO6: the newest version up to the one in force that requires a new acknowledgement counts, or version 1', () => {
    const versions = versionsFrom(v3, approvals)
    expect([0, 1, 2].map((at) => attestedVersion(versions, versions[at]!).number)).toEqual([1, 2, 2])
    expect(states({ attests: [attest(v1, 'pe_1')] })).toEqual(['pe_1 overdue'])
    expect(states({ attests: [attest(v2, 'pe_1')] })).toEqual(['pe_1 signed'])
    expect(states({ attests: [attest(v3, 'pe_1')] })).toEqual(['pe_1 signed'])
  })
  it('PO6: due counts from the version’s day or the person’s first day, whichever is later', () => {
    const due = (...args: Parameters<typeof ask>) => ask(...args).map((one) => one.due)
    expect(due()).toEqual(['2025-10-31'])
    expect(due({ persons: [person('pe_1', { activeFrom: '2026-05-15' })] })).toEqual(['2026-06-14'])
    expect(due({ attestDays: 7 })).toEqual(['2025-10-08'])
    const late = [person('pe_1', { activeFrom: '2026-05-02' })]
    expect([states({ persons: late }), states({ persons: late, today: '2026-06-02' })]).toEqual([
      ['pe_1 open'],
      ['pe_1 overdue'],
    ])
  })
  it('PO6: the working copy cannot be acknowledged, because its hash is not that of a version', () => {
    const draft = policy({ body: 'Four.' })
    expect(states({ subject: draft, attests: [attest(draft, 'pe_1')] })).toEqual(['pe_1 overdue'])
    expect(states({ subject: draft, attests: [attest(v3, 'pe_1')] })).toEqual(['pe_1 signed'])
  })
  it('PO6: somebody else’s, a void or a revoked signature does not count', () => {
    const own = attest(v3, 'pe_1')
    expect(states({ attests: [attest(v3, 'pe_2')] })).toEqual(['pe_1 overdue'])
    expect(states({ attests: [{ ...own, voidReason: 'was removed' }] })).toEqual(['pe_1 overdue'])
    expect(states({ attests: [own, attest(v3, 'pe_1', { type: 'revoke', basedOn: own.id })] })).toEqual([
      'pe_1 overdue',
    ])
    expect(states({ attests: [{ ...own, type: 'confirm' }] })).toEqual(['pe_1 overdue'])
  })
  it('PO6 ST11: an unsynced signature is shown as waiting and not counted', () => {
    const targets = ask({ attests: [{ ...attest(v3, 'pe_1'), seq: undefined }] })
    expect(targets.map(({ state }) => state)).toEqual(['waiting'])
    expect(attestationProgress(targets)).toEqual({ done: 0, of: 1, overdue: 0 })
  })
  it('PO6: content that returns as a later version must be acknowledged again', () => {
    const again = [
      signed(v1, '2025-01-02'),
      attest(v1, 'pe_1'),
      signed(v2, '2025-09-20'),
      signed(policy({ ...{ effectiveFrom: '2025-04-01' } }), '2026-04-20'),
    ]
    const versions = versionsFrom(v1, again)
    const question = {
      policy: v1,
      versions,
      inForce: versions.at(-1),
      persons: [person('pe_1')],
      trainings: [],
      hasKeys: () => true,
      attestDays: 30,
      today,
    }
    expect(numbers(versions)).toEqual([1, 2, 3])
    expect(attestations({ ...question, statements: again })[0]!.state).toBe('overdue')
    expect(attestations({ ...question, statements: [...again, attest(v1, 'pe_1')] })[0]!.state).toBe('signed')
  })
  it('PO6: people without keys are recorded by a training with evidence, held since the version applies', () => {
    const training = (values: Readonly<Record<string, JsonValue>> = {}) =>
      row('training', 'tn_1', { policies: ['po_1'], evidence: ['e_1'], attended: { pe_1: '2025-10-15' }, ...values })
    const recorded = (values: Readonly<Record<string, JsonValue>> = {}, keys = false) =>
      states({ trainings: [training(values)], hasKeys: () => keys })
    expect(recorded()).toEqual(['pe_1 recorded'])
    expect(recorded({}, true)).toEqual(['pe_1 overdue'])
    expect(recorded({ evidence: [] })).toEqual(['pe_1 overdue'])
    expect(recorded({ policies: ['po_2'] })).toEqual(['pe_1 overdue'])
    expect(recorded({ attended: { pe_1: '2025-09-30' } })).toEqual(['pe_1 overdue'])
    expect(recorded({ attended: { pe_1: '2026-06-02' } })).toEqual(['pe_1 overdue'])
    expect(recorded({ archivedOn: '2026-01-01' })).toEqual(['pe_1 overdue'])
  })
  it('PO6: progress is signed and recorded out of all', () => {
    const persons = ['pe_1', 'pe_2', 'pe_3', 'pe_4'].map((id) =>
      person(id, id === 'pe_4' ? { activeFrom: '2026-05-31' } : {}),
    )
    const training = row('training', 'tn_1', {
      policies: ['po_1'],
      evidence: ['e_1'],
      attended: { pe_2: '2026-05-15' },
    })
    const targets = ask({
      persons,
      attests: [attest(v3, 'pe_1')],
      trainings: [training],
      hasKeys: (id) => id !== 'pe_2',
    })
    expect(targets.map(({ state }) => state)).toEqual(['signed', 'recorded', 'overdue', 'open'])
    expect(attestationProgress(targets)).toEqual({ done: 2, of: 4, overdue: 1 })
  })
})

describe('PO7 a second pair of eyes', () => {
  const subject = policy()
  const personOf = (memberId: string): string | undefined =>
    ({ m_lead: 'pe_lead', m_other: 'pe_other', m_old: 'pe_lead' })[memberId]
  const fields = recordKind('policy').profiles['main']!.fields
  const judge = (trail: readonly ChangeFact[], ...approvals: readonly StatementFact[]) => {
    const [version] = versionsFrom(subject, approvals)
    return lacksSecondPair(version!, approvals, trail, fields, personOf)
  }
  const edit = (memberId: string, at: number, over: Partial<ChangeFact> = {}): ChangeFact => ({
    field: 'body',
    memberId,
    time: day('2026-01-02'),
    seq: at,
    lost: false,
    ...over,
  })

  it('PO7: approved by its last editor alone', () => {
    const approve = signed(subject, '2026-01-14')
    const at = approve.seq!
    expect(judge([edit('m_lead', at - 0.5)], approve)).toBe(true)
    expect(judge([edit('m_lead', at - 0.9), edit('m_other', at - 0.5)], approve)).toBe(false)
    expect(judge([edit('m_other', at - 0.9), edit('m_lead', at - 0.5)], approve)).toBe(true)
    // A second account of the same person is not a second person (ST12).
    expect(judge([edit('m_old', at - 0.5)], approve)).toBe(true)
    // Later edits, fields that are not hashed and losing values do not affect the approved text.
    expect(judge([edit('m_lead', at - 0.9), edit('m_other', at + 1)], approve)).toBe(true)
    expect(judge([edit('m_other', at - 0.9), edit('m_lead', at - 0.5, { field: 'owner' })], approve)).toBe(false)
    expect(judge([edit('m_other', at - 0.9), edit('m_lead', at - 0.5, { lost: true })], approve)).toBe(false)
    expect(judge([], approve)).toBe(false)
  })
  it('PO7: another approver of the same content is the second pair', () => {
    const both = policy({ approvers: ['pe_lead', 'pe_other'] })
    const approvals = [
      signed(both, '2026-01-14'),
      signed(both, '2026-01-15', { memberId: 'm_other', personId: 'pe_other' }),
    ]
    const [version] = versionsFrom(both, approvals)
    expect(lacksSecondPair(version!, approvals, [edit('m_lead', approvals[0]!.seq! - 0.5)], fields, personOf)).toBe(
      false,
    )
  })
})

describe('PO8 retiring', () => {
  it('PO8: requires a replacement policy or a reason in the change summary', () => {
    const problems = (values: Readonly<Record<string, JsonValue>>) =>
      validateRecord('policy', policy(values)).map(({ type }) => type)
    expect(problems({ retiredOn: today })).toEqual(['retireReasonMissing'])
    expect(problems({ retiredOn: today, changeSummary: '  ' })).toEqual(['retireReasonMissing'])
    expect(problems({ retiredOn: today, replacedBy: 'po_2' })).toEqual([])
    expect(problems({ retiredOn: today, changeSummary: 'Merged into access control.' })).toEqual([])
    expect(problems({})).toEqual([])
  })
})

describe('TR10 exceptions', () => {
  const exception = (values: Readonly<Record<string, JsonValue>> = {}) =>
    row('exception', 'ex_1', {
      title: 'Old VPN',
      policy: 'po_1',
      reason: 'Until the move.',
      requestedBy: 'pe_1',
      validUntil: '2026-08-31',
      ...values,
    })
  const state = (subject: ReturnType<typeof exception>, statements: readonly StatementFact[] = [], on = today) =>
    exceptionState(subject, standingOf(subject, 'main', statements, noRecords, on).approval, on)
  const granted = signed(exception(), '2026-03-01')

  it('TR10: requested, approved, stale, rejected, revoked, void', () => {
    expect(state(exception())).toBe('requested')
    expect(state(exception(), [granted])).toBe('approved')
    expect(state(exception({ reason: 'Longer.' }), [granted])).toBe('stale')
    expect(state(exception(), [granted, signed(exception(), '2026-04-01', { type: 'reject', reason: 'No.' })])).toBe(
      'rejected',
    )
    expect(
      state(exception(), [granted, signed(exception(), '2026-04-01', { type: 'revoke', basedOn: granted.id })]),
    ).toBe('revoked')
    expect(state(exception(), [{ ...granted, voidReason: 'asked for it' }])).toBe('void')
  })
  it('TR10: ends after its own last day, on the approved day even if a later one was entered since', () => {
    expect(state(exception(), [granted], '2026-08-31')).toBe('approved')
    expect(state(exception(), [granted], '2026-09-01')).toBe('expired')
    expect(state(exception({ validUntil: '2027-08-31' }), [granted], '2026-08-31')).toBe('stale')
    expect(state(exception({ validUntil: '2027-08-31' }), [granted], '2026-09-01')).toBe('expired')
    expect(state(exception({ validUntil: '2026-05-31' }), [granted])).toBe('expired')
  })
  it('TR10: rejection takes precedence over the end date; what was never permitted has not ended', () => {
    expect(
      state(exception(), [granted, signed(exception(), '2026-04-01', { type: 'reject', reason: 'No.' })], '2026-09-01'),
    ).toBe('rejected')
    expect(state(exception(), [], '2026-09-01')).toBe('requested')
  })
  it('TR10: closed takes precedence over everything', () => {
    expect(state(exception({ closedOn: today }), [granted])).toBe('closed')
    expect(state(exception({ closedOn: '2026-06-02' }), [granted])).toBe('stale')
    expect(state(exception({ closedOn: '2026-09-10' }), [granted], '2026-09-10')).toBe('closed')
  })
  it('TR10: never granted by its requester; granted by a lead or the owner of the policy', () => {
    const may = (signer: Partial<SignerFacts>, linkedOwner?: string): boolean =>
      judgeAuthority(
        'approve',
        { role: 'lead', memberId: 'm_1', personId: 'pe_2', isTopManagement: false, ...signer },
        {
          kind: 'exception',
          profile: 'main',
          fields: { requestedBy: 'pe_1' },
          linkedOwner,
          makers: [{ memberId: 'm_9', personIds: ['pe_1'] }],
        },
      ).ok
    expect(may({})).toBe(true)
    expect(may({ personId: 'pe_1' })).toBe(false)
    expect(may({ role: 'editor' })).toBe(false)
    expect(may({ role: 'editor' }, 'pe_2')).toBe(true)
    expect(may({ role: 'editor', personId: 'pe_1' }, 'pe_1')).toBe(false)
  })
})
