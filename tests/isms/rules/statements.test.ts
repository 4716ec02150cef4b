import { declaredBy } from '~/lib/isms/audit/auditCompleteness'
import { dependenceOf, onWordOf, type BoundMember, type BoundPerson } from '~/lib/isms/statement/onWord'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindNames, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { approvalState } from '~/lib/isms/statement/approvalState'
import { judgeAuthority, type Maker, roleMayState, type SignerFacts } from '~/lib/isms/statement/authority'
import { parseStatementBody } from '~/lib/isms/statement/body'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { judgeBlanks, mayOverrideBlanks, neededFacts, overrideOf } from '~/lib/isms/statement/neededFacts'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { isNamedTopManagement, isTopManagementOn, type PossibleOwner } from '~/lib/isms/statement/topManagement'
import { versionsOf } from '~/lib/isms/statement/versions'
import { workspaceRoles } from '~/lib/records/classes'
import { statementTypes } from '~/lib/records/defineRecord'
import * as protocol from '~/lib/protocol/access/workspaceRoles'
import { utf8 } from '~/lib/shared/bytes'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import { row, statement } from '../rows'

const today = '2026-06-01'
const state = (
  statements: Parameters<typeof approvalState>[0],
  over: Partial<Parameters<typeof approvalState>[1]> = {},
) => approvalState(statements, { profile: 'main', contentHash: 'aa', today, ...over }).state

describe('ST1 ST13 body', () => {
  const body = {
    v: 1,
    workspaceId: 'w',
    deviceId: 'd',
    memberId: 'm',
    personId: 'pe_1',
    type: 'approve',
    subject: { kind: 'scope', id: 'sc_main' },
    profile: 'main',
    contentHash: 'a'.repeat(64),
    time: '2026-06-01T09:00:00.000Z',
  }
  const type = (over: object) => {
    const result = parseStatementBody({ ...body, ...over })
    return result.ok ? 'ok' : result.error.type
  }
  it.each([
    [{}, 'ok'],
    [{ extra: 1 }, 'statementMalformed'],
    [{ v: 2 }, 'statementMalformed'],
    [{ contentHash: 'A'.repeat(64) }, 'statementMalformed'],
    [{ time: 'yesterday' }, 'statementMalformed'],
    [{ type: 'approveAll' }, 'statementMalformed'],
    [{ type: 'reject' }, 'reasonMissing'],
    [{ type: 'reject', reason: 'Scores lack a reason.' }, 'ok'],
    [{ type: 'accept' }, 'validUntilMissing'],
    [{ type: 'accept', validUntil: '2026-02-30' }, 'statementMalformed'],
    [{ type: 'accept', validUntil: '2026-12-01' }, 'ok'],
    [{ type: 'review' }, 'decisionMissing'],
    [{ type: 'review', decision: 'accepted' }, 'ok'],
    [{ type: 'review', decision: 'rejected' }, 'reasonMissing'],
    [{ type: 'verify', decision: 'maybe' }, 'decisionMissing'],
    [{ type: 'verify', decision: 'notEffective' }, 'ok'],
    [{ type: 'revoke' }, 'basedOnMissing'],
    [{ type: 'custody' }, 'eventMissing'],
    [{ type: 'custody', event: 'exported' }, 'ok'],
  ])('%j → %s', (over, expected) => expect(type(over)).toBe(expected))
  it('anything else is rejected without throwing', () => {
    for (const value of [null, 7, 'x', [], {}]) expect(parseStatementBody(value).ok).toBe(false)
  })
})

describe('ST2 content hash', () => {
  const scope = row('scope', 'sc_main', {
    orgName: 'Quillmere',
    locations: ['Rostrevor Street', 'Remote'],
    headcount: 42,
    remoteWork: false,
  })
  it('is the canonical object of the hashed fields; unset fields and unhashed ones are left out', () => {
    const { content, contentHash } = hashedContent(scope, 'main')
    expect(content).toEqual({
      kind: 'scope',
      recordId: 'sc_main',
      profile: 'main',
      fields: { orgName: 'Quillmere', locations: ['Remote', 'Rostrevor Street'], remoteWork: false },
    })
    expect(hashedContent({ ...scope, headcount: 43, tags: ['x'], orgUnits: [] }, 'main').contentHash).toBe(contentHash)
    expect(hashedContent({ ...scope, exclusions: 'None' }, 'main').contentHash).not.toBe(contentHash)
    // Pinned: hashes in old logs must stay reproducible for ever.
    expect(contentHash).toBe('cb7916441469ff607a653965e8fa660ba43f7c79a333f1547a4e05d13977f4e1')
  })
  it('composite profiles embed named fields of other records, sorted by id', () => {
    const risk = row('risk', 'r_1', { title: 'Loss', reqs: ['iso27001-2022:A.8.13'], currentL: 3 })
    const actions = [
      { id: 'ta_2', title: 'Second', controls: [] },
      { id: 'ta_1', title: 'First', due: '2026-07-01', cost: 5, controls: ['c_1'] },
    ]
    const { content } = hashedContent(risk, 'treatment', { actions })
    expect(content).toEqual({
      kind: 'risk',
      recordId: 'r_1',
      profile: 'treatment',
      fields: { title: 'Loss', reqs: ['iso27001-2022:A.8.13'] },
      records: {
        actions: [
          { id: 'ta_1', title: 'First', due: '2026-07-01', controls: ['c_1'] },
          { id: 'ta_2', title: 'Second' },
        ],
      },
    })
    expect(hashedContent(risk, 'treatment', { actions: [...actions].reverse() }).contentHash).toBe(
      hashedContent(risk, 'treatment', { actions }).contentHash,
    )
  })
  it('blobs count by hash only, derived files do not count', () => {
    const blob = { sha256: 'c'.repeat(64), id: 'b1', size: 3, mime: 'image/png' }
    const file = (part: string) => ({ blob, mime: 'image/png', size: 3, part })
    const evidence = row('evidence', 'ev_1', {
      title: 'x',
      files: { 'a.png': file('original'), 'b.png': file('derived') },
    })
    const { content } = hashedContent(evidence, 'review')
    expect(canonicalJson(content)).toContain(
      `"files":{"a.png":{"blob":{"sha256":"${'c'.repeat(64)}"},"mime":"image/png","part":"original","size":3}}`,
    )
  })
  it('MG19: values of a newer version in hashed fields are hashed unchanged', () => {
    const scope2 = { ...scope, unknown: { 'climateRelevant': 'partly', 'locations/Moon': true } }
    expect(hashedContent(scope2, 'main').content.fields).toMatchObject({ climateRelevant: 'partly' })
    expect(hashedContent(scope2, 'main').contentHash).not.toBe(hashedContent(scope, 'main').contentHash)
  })
  it('every profile of every kind can be hashed empty', () => {
    for (const kind of kindNames)
      for (const name of Object.keys(recordKind(kind).profiles))
        expect(hashedContent(row(kind as Kind, 'x_1'), name).contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect(() => hashedContent(scope, 'no such profile')).toThrow()
  })
})

describe('ST4 approval state', () => {
  it('none, current, stale, expired, rejected, revoked, void', () => {
    const approve = statement({ id: 'a' })
    expect(state([])).toBe('none')
    expect(state([approve])).toBe('current')
    expect(state([approve], { contentHash: 'bb' })).toBe('stale')
    expect(state([{ ...approve, validUntil: '2026-06-01' }])).toBe('current')
    expect(state([{ ...approve, validUntil: '2026-05-31' }])).toBe('expired')
    expect(state([approve, statement({ id: 'r', type: 'reject' })])).toBe('rejected')
    expect(state([approve, statement({ id: 'x', type: 'revoke', basedOn: 'a' })])).toBe('revoked')
    expect(state([{ ...approve, signatureValid: false }])).toBe('void')
    expect(state([{ ...approve, voidReason: 'noAuthority' }])).toBe('void')
    expect(state([approve], { profile: 'other' })).toBe('none')
  })
  it('a void statement decides nothing, before or after a valid one', () => {
    expect(state([statement({ id: 'a' }), statement({ id: 'b', type: 'reject', voidReason: 'noAuthority' })])).toBe(
      'current',
    )
  })
  it('revoking the latest does not reinstate the previous one', () => {
    expect(
      state([statement({ id: 'a' }), statement({ id: 'b' }), statement({ id: 'x', type: 'revoke', basedOn: 'b' })]),
    ).toBe('revoked')
    expect(
      state([statement({ id: 'a' }), statement({ id: 'b' }), statement({ id: 'x', type: 'revoke', basedOn: 'a' })]),
    ).toBe('current')
  })
  it('ST5: order is the log position, whatever the clocks claim', () => {
    const early = statement({ id: 'late clock', seq: 1, type: 'reject', time: 9e12 })
    expect(state([statement({ id: 'a', seq: 2, time: 0 }), early])).toBe('current')
  })
  it('ST8: all approvers must sign the same hash', () => {
    const by = (personId: string, contentHash: string) =>
      statement({ id: `${personId}${contentHash}`, personId, contentHash })
    const completeness = () => ({ approvers: ['pe_1', 'pe_2'], topManagement: false })
    expect(
      approvalState([by('pe_1', 'aa')], { profile: 'main', contentHash: 'aa', today, completeness }),
    ).toMatchObject({ state: 'none', missingApprovers: ['pe_2'] })
    expect(state([by('pe_1', 'aa'), by('pe_2', 'bb')], { completeness })).toBe('none')
    expect(state([by('pe_1', 'aa'), by('pe_2', 'aa')], { completeness })).toBe('current')
    expect(state([by('pe_1', 'aa'), by('pe_2', 'aa'), by('pe_1', 'bb')], { completeness, contentHash: 'bb' })).toBe(
      'stale',
    )
  })
  it('ST11: an unsynced statement is shown to its signer and not counted', () => {
    const waiting = statement({ id: 'w', seq: undefined })
    expect(approvalState([waiting], { profile: 'main', contentHash: 'aa', today })).toMatchObject({
      state: 'none',
      waiting: [waiting],
    })
  })
})

describe('ST7 ST9 ST10 versions', () => {
  it('ST7: a new hash makes a version, the same hash renews it', () => {
    const log = [
      statement({ id: '1', contentHash: 'aa' }),
      statement({ id: '2', contentHash: 'aa', basedOn: '1' }),
      statement({ id: '3', contentHash: 'bb', basedOn: '2' }),
      statement({ id: '4', contentHash: 'aa', basedOn: '3' }),
    ]
    expect(
      versionsOf(log, 'main').map(({ number, contentHash, renewedBy, inParallelWith }) => [
        number,
        contentHash,
        renewedBy.id,
        inParallelWith,
      ]),
    ).toEqual([
      [1, 'aa', '2', undefined],
      [2, 'bb', '3', undefined],
      [3, 'aa', '4', undefined],
    ])
  })
  it('ST8: incomplete approvals make no version', () => {
    const log = [statement({ id: '1', personId: 'pe_1' }), statement({ id: '2', personId: 'pe_2' })]
    expect(
      versionsOf(log, 'main', () => ({ approvers: ['pe_1', 'pe_2'], topManagement: false })).map(
        ({ statement: { id } }) => id,
      ),
    ).toEqual(['2'])
  })
  it('ST10 MG9: approved without having seen the previous version', () => {
    const log = [
      statement({ id: '1', contentHash: 'aa' }),
      statement({ id: '2', contentHash: 'bb', basedOn: '1' }),
      statement({ id: '3', contentHash: 'cc', basedOn: '1' }),
    ]
    expect(versionsOf(log, 'main').map(({ inParallelWith }) => inParallelWith)).toEqual([undefined, undefined, 2])
  })
  it('ST9: a revoked version keeps its number as history', () => {
    const log = [
      statement({ id: '1', contentHash: 'aa' }),
      statement({ id: 'x', type: 'revoke', basedOn: '1' }),
      statement({ id: '2', contentHash: 'bb', basedOn: 'x' }),
    ]
    expect(versionsOf(log, 'main').map(({ number, revoked }) => [number, revoked])).toEqual([
      [1, true],
      [2, false],
    ])
  })
})

describe('ST8 ST9 a version among several approvers', () => {
  const both = () => ({ approvers: ['pe_1', 'pe_2'], topManagement: false })
  const by = (id: string, personId: string, contentHash = 'aa') => statement({ id, personId, contentHash })
  const revoke = (id: string, basedOn: string) => statement({ id, type: 'revoke', basedOn })
  const of = (log: readonly StatementFact[]) =>
    versionsOf(log, 'main', both).map(({ number, revoked, revokedBy, signatures }) => [
      number,
      revoked,
      revokedBy?.id,
      signatures.map(({ id }) => id).join(' '),
    ])
  const now = (log: readonly StatementFact[]) =>
    approvalState(log, { profile: 'main', contentHash: 'aa', today, completeness: both }).state

  it('ST8 ST9: is lost with any required signature, and restored once that is given again', () => {
    const log = [by('a', 'pe_1'), by('b', 'pe_2'), revoke('x', 'a')]
    expect(of(log)).toEqual([[1, true, 'x', 'b']])
    expect(now(log)).toBe('revoked')
    const again = [...log, by('c', 'pe_1')]
    expect(of(again)).toEqual([[1, false, undefined, 'b c']])
    expect(now(again)).toBe('current')
  })
  it('ST9: an older signature that was given again may be revoked', () => {
    const log = [by('a', 'pe_1'), by('b', 'pe_2'), by('c', 'pe_1'), revoke('x', 'a')]
    expect(of(log)).toEqual([[1, false, undefined, 'b c']])
    expect(now(log)).toBe('current')
  })
  it('ST8: a signature revoked before the others signed completes nothing', () => {
    expect(of([by('a', 'pe_1'), revoke('x', 'a'), by('b', 'pe_2')])).toEqual([])
    expect(of([by('a', 'pe_1'), by('b', 'pe_2'), revoke('x', 'b'), by('c', 'pe_1')])).toEqual([[1, true, 'x', 'a']])
  })
  it('ST7 ST9: revoking an older version does not affect later ones', () => {
    const log = [by('a', 'pe_1'), by('b', 'pe_2'), by('c', 'pe_1', 'bb'), by('d', 'pe_2', 'bb'), revoke('x', 'a')]
    expect(of(log).map(([number, revoked]) => [number, revoked])).toEqual([
      [1, true],
      [2, false],
    ])
  })
  it('ST4 ST7: an approval is current exactly if the latest version of that content is not revoked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.constantFrom('pe_1', 'pe_2'), back: fc.option(fc.nat(9)) }), { maxLength: 10 }),
        (steps) => {
          const log: StatementFact[] = []
          for (const [at, { who, back }] of steps.entries())
            log.push(
              back === null || log[back]?.type !== 'approve' ? by(`s${at}`, who) : revoke(`s${at}`, log[back].id),
            )
          const last = versionsOf(log, 'main', both).at(-1)
          expect(now(log) === 'current').toBe(last !== undefined && !last.revoked)
        },
      ),
    )
  })
})

describe('ST6 ST12 authority', () => {
  const signer = (over: Partial<SignerFacts>): SignerFacts => ({
    role: 'editor',
    memberId: 'm_1',
    personId: 'pe_1',
    isTopManagement: false,
    ...over,
  })
  /** Created by somebody else's device, unless a test says otherwise. */
  const others: readonly Maker[] = [{ memberId: 'm_9', personIds: ['pe_9'] }]
  const may = (
    type: Parameters<typeof judgeAuthority>[0],
    who: Partial<SignerFacts>,
    kind: Kind,
    profile: string,
    fields: Readonly<Record<string, unknown>> = {},
    makers = others,
  ) => judgeAuthority(type, signer(who), { kind, profile, fields, makers }).ok

  it('ST6: the limits per role are those the relay and the log apply', () => {
    expect([...statementTypes].sort()).toEqual([...protocol.statementTypes].sort())
    for (const role of workspaceRoles)
      for (const type of statementTypes)
        expect(roleMayState(role, type), `${role} ${type}`).toBe(protocol.roleMayState(role, type))
  })
  it('TM approves scope and method, whatever its workspace role', () => {
    expect(may('approve', { role: 'owner', isTopManagement: true }, 'scope', 'main')).toBe(true)
    expect(may('approve', { role: 'editor', isTopManagement: true }, 'scope', 'main')).toBe(true)
    expect(may('approve', { role: 'lead' }, 'scope', 'main')).toBe(false)
    expect(
      judgeAuthority('approve', signer({ role: 'owner', isTopManagement: false }), {
        kind: 'scope',
        profile: 'main',
        fields: {},
      }),
    ).toMatchObject({
      ok: false,
      error: { type: 'topManagementNamed', message: expect.stringContaining('no longer signs in its place') },
    })
    // What a lead may sign, an owner may sign, too, whoever is top management.
    expect(may('approve', { role: 'owner' }, 'treatmentPlan', 'main')).toBe(true)
    expect(may('approve', { role: 'auditor', isTopManagement: true }, 'riskMethod', 'main')).toBe(false)
  })
  it('holder: the member bound to the person named in the hashed content', () => {
    expect(may('approve', {}, 'risk', 'treatment', { owner: 'pe_1' })).toBe(true)
    expect(may('approve', { role: 'owner' }, 'risk', 'treatment', { owner: 'pe_2' })).toBe(false)
    expect(may('approve', { personId: undefined }, 'risk', 'treatment', { owner: undefined })).toBe(false)
    expect(may('confirm', { role: 'lead' }, 'risk', 'main', { owner: 'pe_2' })).toBe(true)
    expect(may('confirm', {}, 'risk', 'main', { owner: 'pe_2' })).toBe(false)
  })
  it('EV6: evidence is reviewed by anybody except its maker', () => {
    expect(may('review', {}, 'evidence', 'review', { capturedBy: 'pe_1', createdBy: 'pe_9' })).toBe(false)
    expect(may('review', {}, 'evidence', 'review', { createdBy: 'pe_1' })).toBe(false)
    expect(may('review', {}, 'evidence', 'review', { capturedBy: 'pe_2', createdBy: 'pe_1' })).toBe(true)
    expect(may('review', { role: 'auditor' }, 'evidence', 'review', { capturedBy: 'pe_2' })).toBe(true)
    expect(may('review', { role: 'viewer' }, 'evidence', 'review', { capturedBy: 'pe_2' })).toBe(false)
    expect(may('review', { personId: undefined }, 'evidence', 'review', { capturedBy: 'pe_2' })).toBe(false)
    // Captured before the member was bound to a person.
    expect(may('review', {}, 'evidence', 'review', { capturedBy: 'm_1' })).toBe(false)
    expect(may('review', {}, 'evidence', 'review', { createdBy: 'm_1' })).toBe(false)
    expect(may('review', {}, 'evidence', 'review', { capturedBy: 'm_2' })).toBe(true)
  })
  it('EV6, TR10: the member whose device made it neither reviews nor grants it, whoever its fields name; nor does anybody if the log knows no maker', () => {
    const asked = (makers: readonly Maker[], who: Partial<SignerFacts> = { role: 'lead' }) => [
      may('review', who, 'evidence', 'review', { capturedBy: 'pe_2' }, makers),
      may('approve', who, 'exception', 'main', { requestedBy: 'pe_2' }, makers),
    ]
    expect(asked(others)).toEqual([true, true])
    expect(asked([])).toEqual([false, false])
    // The member, the person under another membership, and one among several.
    expect(asked([{ memberId: 'm_1', personIds: [] }])).toEqual([false, false])
    expect(asked([{ memberId: 'm_8', personIds: ['pe_1'] }])).toEqual([false, false])
    expect(asked([...others, { memberId: 'm_8', personIds: ['pe_7', 'pe_1'] }])).toEqual([false, false])
    // Nor does anybody whose identity depends on the member whose device made it.
    for (const dependsOn of [
      [{ memberId: 'm_9', personId: undefined }],
      [
        { memberId: 'm_8', personId: 'pe_8' },
        { memberId: 'm_8', personId: 'pe_9' },
      ],
    ])
      expect(asked(others, { role: 'lead', dependsOn })).toEqual([false, false])
    expect(asked(others, { role: 'lead', dependsOn: [{ memberId: 'm_8', personId: 'pe_8' }] })).toEqual([true, true])
  })
  it('EX: a member bound to no person cannot be told apart from the requester, so grants nothing', () => {
    for (const requestedBy of [undefined, 'm_1', 'm_2', 'pe_2']) {
      expect(may('approve', { role: 'lead', personId: undefined }, 'exception', 'main', { requestedBy })).toBe(false)
      expect(may('reject', { role: 'owner', personId: undefined }, 'exception', 'main', { requestedBy })).toBe(false)
    }
    expect(may('approve', { role: 'lead' }, 'exception', 'main', { requestedBy: 'pe_2' })).toBe(true)
    expect(may('approve', { role: 'lead' }, 'exception', 'main', { requestedBy: 'pe_1' })).toBe(false)
  })
  it('ST9: only its signer or an owner revokes a statement', () => {
    const revoke = (who: Partial<SignerFacts>, revokedMemberId: string) =>
      judgeAuthority('revoke', signer(who), { kind: 'scope', profile: 'main', fields: {}, revokedMemberId }).ok
    expect([
      revoke({}, 'm_1'),
      revoke({}, 'm_2'),
      revoke({ role: 'lead' }, 'm_2'),
      revoke({ role: 'owner' }, 'm_2'),
    ]).toEqual([true, false, false, true])
  })
  it('a statement that no profile of the kind allows is void', () => {
    expect(may('approve', { role: 'owner' }, 'asset', 'main')).toBe(false)
    expect(may('captureSeal', { role: 'auditor' }, 'evidence', 'capture')).toBe(true)
    expect(may('attest', { role: 'viewer' }, 'task', 'main')).toBe(true)
  })
})

describe('ST15 fields an approval requires', () => {
  const method = row('riskMethod', 'rm_main', {
    ...(defaultMethod as unknown as Record<string, JsonValue>),
    acceptanceText: 'a',
    whenToAssess: 'w',
    procedure: 'p',
  })
  const risk = (over: Readonly<Record<string, JsonValue | undefined>> = {}) =>
    row('risk', 'r_1', {
      title: 't',
      event: 'e',
      owner: 'pe_1',
      option: 'modify',
      currentL: 4,
      currentI: 4,
      residualL: 2,
      residualI: 2,
      ...over,
    })
  it('ST15: a treatment requires a scored risk, an option and, if it lowers the risk, the residual; a method all its parts', () => {
    const treatment = (over: Readonly<Record<string, JsonValue | undefined>>) =>
      neededFacts(risk(over) as AnyRecord, 'treatment', defaultMethod)
    expect(treatment({})).toEqual([])
    expect(treatment({ currentL: undefined, option: undefined, residualL: undefined, residualI: undefined })).toEqual([
      'currentL',
      'option',
    ])
    expect(treatment({ currentL: 6 })).toEqual(['currentL', 'currentI'])
    expect(treatment({ residualI: undefined })).toEqual(['residualI'])
    expect(treatment({ option: 'retain', residualL: undefined, residualI: undefined })).toEqual([])
    expect(neededFacts(method as AnyRecord, 'main', defaultMethod)).toEqual([])
    expect(neededFacts({ ...method, procedure: ' ' } as AnyRecord, 'main', defaultMethod)).toEqual(['procedure'])
    expect(neededFacts(row('scope', 'sc_main', { orgName: 'Q' }) as AnyRecord, 'main', defaultMethod)).toEqual([
      'statement',
    ])
  })
  it('ST15: is rejected with the list; an owner or top management may proceed with a reason, nobody without one', () => {
    const judged = (mayOverride: boolean, reason?: string) =>
      judgeBlanks(['procedure', 'approach'], { mayOverride, reason })
    for (const refused of [judged(false, 'Later'), judged(true), judged(true, '  ')]) {
      expect(refused).toMatchObject({
        ok: false,
        error: {
          type: 'factsMissing',
          message:
            'Not answered yet: procedure, approach. Answer it first; an owner or top management can approve without it and give a reason.',
          detail: { fields: ['procedure', 'approach'] },
        },
      })
    }
    expect(judged(true, 'Written next week')).toMatchObject({ ok: true })
    expect(
      [
        ['owner', false],
        ['editor', true],
        ['lead', false],
      ].map(([role, isTopManagement]) => mayOverrideBlanks({ role, isTopManagement } as never)),
    ).toEqual([true, true, false])
  })
  it('ST15: what was left open is read from the signed copy, so that skipping the dialog cannot hide it', () => {
    const approves = (fields: Readonly<Record<string, JsonValue>>, reason?: string) =>
      overrideOf(
        statement({
          id: 's',
          subjectKind: 'scope',
          subjectId: 'sc_main',
          reason,
          frozen: utf8(canonicalJson({ kind: 'scope', recordId: 'sc_main', profile: 'main', fields })),
        }),
      )
    const whole = { statement: 's', interfaces: 'i' }
    expect([
      approves(whole),
      approves({ interfaces: 'i' }),
      approves({ ...whole, statement: '' }, 'None is known'),
    ]).toEqual([
      undefined,
      { fields: ['statement'], reason: undefined },
      { fields: ['statement'], reason: 'None is known' },
    ])
  })
})

describe('ST12 top management on a day', () => {
  const approves = (
    id: string,
    day: string,
    fields: Readonly<Record<string, string>>,
    over: Partial<Parameters<typeof statement>[0]> = {},
  ) =>
    statement({
      id,
      subjectKind: 'roleAssignment',
      subjectId: 'ra_1',
      time: Date.parse(`${day}T12:00:00Z`),
      ...over,
      frozen: utf8(
        canonicalJson({
          kind: 'roleAssignment',
          recordId: 'ra_1',
          profile: 'main',
          fields: { role: 'topManagement', holder: 'pe_anna', from: '2025-03-01', ...fields },
        }),
      ),
    })
  const anna = approves('1', '2025-03-05', {})
  const ben = approves('2', '2026-05-01', { holder: 'pe_ben' })
  const named = (roles: Parameters<typeof isNamedTopManagement>[1], ...days: readonly string[]) =>
    days.map((day) =>
      ['pe_anna', 'pe_ben']
        .filter((person) => isTopManagementOn(person, day, { members: [], roles, timeZone: 'UTC' }))
        .join(),
    )

  it('is the person named by the approval in force then; a later one changes nothing before it', () => {
    expect(named([anna, ben], '2025-02-28', '2026-02-12', '2026-04-30', '2026-05-01', '2026-06-01')).toEqual([
      '',
      'pe_anna',
      'pe_anna',
      'pe_ben',
      'pe_ben',
    ])
  })
  it('a successor approved in advance takes over on the first day of the assignment; an approved end holds', () => {
    expect(
      named([anna, approves('2', '2026-05-01', { holder: 'pe_ben', from: '2026-07-01' })], '2026-06-01', '2026-07-01'),
    ).toEqual(['pe_anna', 'pe_ben'])
    expect(
      named([anna, approves('2', '2026-04-20', { until: '2026-04-30' })], '2026-02-12', '2026-04-30', '2026-05-01'),
    ).toEqual(['pe_anna', 'pe_anna', ''])
  })
  it('ST4: a revoked, rejected or void approval names nobody, and a revoked one reinstates nobody', () => {
    const revoke = statement({
      id: 'x',
      type: 'revoke',
      subjectKind: 'roleAssignment',
      subjectId: 'ra_1',
      basedOn: '2',
    })
    expect(named([anna, ben, revoke], '2026-02-12', '2026-06-01')).toEqual(['pe_anna', ''])
    expect(
      named([anna, approves('2', '2026-05-01', { holder: 'pe_ben' }, { type: 'reject' })], '2026-02-12', '2026-06-01'),
    ).toEqual(['pe_anna', ''])
    expect(
      named([anna, approves('2', '2026-05-01', { holder: 'pe_ben' }, { voidReason: 'noAuthority' })], '2026-06-01'),
    ).toEqual(['pe_anna'])
  })
  it('an approval made after the day applies to it if there was none; without a first day it has always applied', () => {
    expect(
      named([approves('1', '2026-05-01', {}), approves('2', '2026-05-20', { holder: 'pe_ben' })], '2026-02-12'),
    ).toEqual(['pe_anna'])
    expect(named([approves('1', '2026-05-01', { from: '' })], '2026-02-12')).toEqual(['pe_anna'])
  })
  it('ST5: for a log position the log order decides, whatever the clocks claim', () => {
    expect(
      isNamedTopManagement('pe_ben', [anna, approves('2', '2027-01-01', { holder: 'pe_ben' })], '2026-06-01'),
    ).toBe(true)
  })
  it('ST14: an owner stands in for top management only while an approved assignment names nobody', () => {
    const owner: PossibleOwner = { personId: 'pe_owner', role: 'owner', active: true, owned: [{}] }
    const isTop = (roles: Parameters<typeof isNamedTopManagement>[1], on: string) =>
      isTopManagementOn('pe_owner', on, { members: [owner], roles, timeZone: 'UTC' })
    expect(['2025-03-04', '2025-03-05', '2026-06-01'].map((on) => isTop([anna], on))).toEqual([true, false, false])
    // After an approved end, a revocation, a rejection, or an assignment without a holder, the owner stands in again.
    expect(
      ['2026-04-30', '2026-05-01'].map((on) => isTop([anna, approves('2', '2026-04-20', { until: '2026-04-30' })], on)),
    ).toEqual([false, true])
    expect(
      isTop(
        [anna, statement({ id: 'x', type: 'revoke', subjectKind: 'roleAssignment', subjectId: 'ra_1', basedOn: '1' })],
        '2026-06-01',
      ),
    ).toBe(true)
    expect(isTop([anna, approves('2', '2026-05-01', {}, { type: 'reject' })], '2026-06-01')).toBe(true)
    expect(isTop([approves('1', '2025-03-05', { holder: '' })], '2026-06-01')).toBe(true)
    expect(isTop([approves('1', '2025-03-05', { role: 'ismsLead' })], '2026-06-01')).toBe(true)
  })
  it('owners count only for their days as owner; the first role of a member applies to the time before', () => {
    const day = (on: string) => Date.parse(`${on}T12:00:00Z`)
    const was = (owner: Partial<PossibleOwner>, on: string) =>
      isTopManagementOn('pe_anna', on, {
        members: [{ personId: 'pe_anna', role: 'lead', active: true, ...owner }],
        roles: [],
        timeZone: 'UTC',
      })
    expect(
      ['2026-02-12', '2026-04-30', '2026-05-01'].map((on) =>
        was({ active: false, owned: [{ until: day('2026-04-30') }] }, on),
      ),
    ).toEqual([true, true, false])
    expect(
      ['2026-02-12', '2026-05-01'].map((on) => was({ role: 'owner', owned: [{ since: day('2026-05-01') }] }, on)),
    ).toEqual([false, true])
    expect([was({ role: 'owner' }, '2026-02-12'), was({}, '2026-02-12')]).toEqual([true, false])
  })
})

describe('ST12, ST17: whom a member is not independent of', () => {
  const bound = (
    memberId: string,
    personId: string,
    byMemberId: string,
    seq: number,
    more: Partial<BoundPerson> = {},
  ): BoundMember => ({ memberId, active: true, bound: [{ seq, personId, byMemberId, ...more }] })
  /**
   * Bob's puppet, bound once by Bob, and the auditor, bound once by the owner; a lead merges the puppet's person into
   * the auditor's.
   */
  const auditor = bound('auditor', 'q', 'owner', 2)
  const members = (puppet: Partial<BoundPerson> = {}): readonly BoundMember[] => [
    bound('owner', 'o', 'owner', 1),
    auditor,
    bound('bob', 'b', 'owner', 3),
    bound('puppet', 'p', 'bob', 4, puppet),
    bound('lead', 'l', 'owner', 5),
    bound('other', 'x', 'owner', 6),
  ]
  const kept = (id: string): string => (id === 'p' ? 'q' : id)
  const merges = [{ personId: 'p', byMemberId: 'lead', seq: 10 }]
  const asked = (memberId: string, puppet?: Partial<BoundPerson>, at?: number) =>
    ((found) => found && [found.onWordOf, found.mergedWith, found.parties.map((one) => one.memberId)])(
      dependenceOf(memberId, { members: members(puppet), kept, merges }, at),
    )
  const same = (byMemberId: string, personIds = ['q'], seq = 20): Partial<BoundPerson> => ({
    same: [{ seq, byMemberId, personIds }],
  })

  it.each<readonly [string, ReturnType<typeof asked>, () => ReturnType<typeof asked>]>([
    ['who was bound once, to a person of nobody else', undefined, () => asked('bob')],
    [
      'merged: on the word of who bound and who merged, and never of the other membership',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet'),
    ],
    [
      'and the other membership likewise',
      [['owner', 'lead'], ['p'], ['owner', 'lead', 'puppet']],
      () => asked('auditor'),
    ],
    [
      'before the merge, as its place in the log had it, the records that are merged now still are',
      [['bob'], ['q'], ['bob', 'auditor']],
      () => asked('puppet', {}, 10),
    ],
    [
      'confirmed by an owner who has no part in it: the two stay one person',
      [[], [], ['auditor']],
      () => asked('puppet', same('owner')),
    ],
    [
      'confirmed by who bound',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', same('bob')),
    ],
    [
      'confirmed by who merged',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', same('lead')),
    ],
    [
      'confirmed by the other membership',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', same('auditor')),
    ],
    [
      'confirmed about another person',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', same('owner', ['x'])),
    ],
    [
      'confirmed after what is asked about',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', same('owner', ['q'], 20), 20),
    ],
    [
      'a word for a binding again is none for a merge',
      [['bob', 'lead'], ['q'], ['bob', 'lead', 'auditor']],
      () => asked('puppet', { again: true, confirmedAt: 15 }),
    ],
    [
      'a word for a merge is none for a binding again',
      [['bob'], [], ['bob', 'auditor']],
      () => asked('puppet', { again: true, ...same('owner') }),
    ],
  ])('%s', (_name, expected, found) => expect(found()).toEqual(expected))

  it('ST17: a declaration does not carry over to the person a merge made of the declarant, until that is confirmed', () => {
    const declares = [
      {
        id: 's',
        seq: 8,
        type: 'declare',
        subjectKind: 'audit',
        subjectId: 'ia_1',
        profile: 'independence',
        contentHash: '',
        memberId: 'puppet',
        personId: 'p',
        time: 0,
        signatureValid: true,
      },
    ]
    expect([...declaredBy(declares, onWordOf(members(), kept, merges))]).toEqual([])
    expect([...declaredBy(declares, onWordOf(members(same('owner')), kept, merges))]).toEqual(['p'])
    expect([
      ...declaredBy(
        declares,
        onWordOf(members(), (id) => id, []),
      ),
    ]).toEqual(['p'])
  })
})
