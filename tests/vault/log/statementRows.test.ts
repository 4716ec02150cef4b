/**
 * Statements by themselves: which entries count as one, and the row that each makes, with its authority at its place in
 * the log (ST6, ST12).
 */

import { describe, expect, test } from 'vitest'
import type { StatementBody } from '~/lib/isms/statement/body'
import { canonicalBytes, type JsonObject } from '~/lib/shared/json'
import { fromBase64Url, toBase64Url, toBytes, utf8, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { statementBytes, type Frozen } from '~/lib/protocol/bodies/statementPlaintext'
import type { Verifier } from '~/lib/crypto/verifier'
import {
  countedStatement,
  kindsNeeded,
  needsIndependence,
  needsMakers,
  needsRecord,
  statementId,
  waitingStatement,
  type StatementFacts,
} from '~/lib/vault/log/statementRows'
import { checkStatement } from '~/lib/vault/log/statementVerdict'
import type { StatementRow } from '~/lib/vault/store/tables'

const bodyOf = (more: Partial<StatementBody> = {}): StatementBody => ({
  v: 1,
  workspaceId: 'w',
  deviceId: 'd',
  memberId: 'm',
  personId: 'p1',
  type: 'confirm',
  subject: { kind: 'document', id: 'do_1' },
  profile: 'main',
  contentHash: '0'.repeat(64),
  time: '2026-06-01T09:00:00.000Z',
  ...more,
})
const innerSignature = toBytes(new Uint8Array(64).fill(7))
const textOf = (body: StatementBody): Bytes => canonicalBytes(body as unknown as JsonObject)
const binding = (seq: number, personId: string, more = {}) => ({
  seq,
  personId,
  byMemberId: 'o',
  byRole: 'owner',
  ...more,
})
const memberOf = (role: string, more = {}) => ({
  memberId: 'm',
  role,
  roles: [{ seq: 1, role, at: 1 }],
  persons: [binding(3, 'p1')],
  ...more,
})
const accessOf = (member: object) =>
  ({
    devices: { d: { deviceId: 'd', memberId: 'm', signKey: toBase64Url(toBytes(Uint8Array.of(1, 2, 3))) } },
    members: { m: member },
  }) as never

describe('what a statement’s authority rests on', () => {
  const of = (type: string, kind: string, profile = 'main') =>
    bodyOf({ type: type as never, subject: { kind, id: 'x' }, profile })

  test('the record itself where a rule reads it, also beside one that reads none; nothing of kinds, profiles and types that are not there', () => {
    for (const one of [
      of('review', 'evidence', 'review'),
      of('declare', 'audit', 'independence'),
      of('accept', 'riskAcceptance'),
      of('confirm', 'document'),
      of('confirm', 'obligation'),
    ])
      expect(needsRecord(one)).toBe(true)
    for (const one of [
      of('approve', 'scope'),
      of('attest', 'policy'),
      of('approve', 'treatmentPlan'),
      of('confirm', 'scope'),
      of('confirm', 'document', 'other'),
      of('confirm', 'hologram'),
    ])
      expect(needsRecord(one)).toBe(false)
  })

  test('who made it where nobody may judge their own; of whom the signer is independent there and for a declaration', () => {
    const makers = [of('review', 'evidence', 'review'), of('approve', 'exception'), of('reject', 'exception')]
    const others = [
      of('sign', 'evidence', 'review'),
      of('confirm', 'document'),
      of('review', 'scope'),
      of('review', 'evidence'),
      of('review', 'hologram', 'review'),
    ]
    expect(makers.map(needsMakers)).toEqual([true, true, true])
    expect(others.map(needsMakers)).toEqual([false, false, false, false, false])
    expect(makers.map(needsIndependence)).toEqual([true, true, true])
    expect(others.map(needsIndependence)).toEqual([false, false, false, false, false])
    expect([
      needsMakers(of('declare', 'audit', 'independence')),
      needsIndependence(of('declare', 'audit', 'independence')),
    ]).toEqual([false, true])
  })

  test('kinds that may not change meanwhile: that of the subject, and those its rule looks up', () => {
    const kinds = (kind: string) => [...kindsNeeded(of('attest', kind))]
    expect(kinds('riskAcceptance')).toEqual(['riskAcceptance', 'riskMethod', 'settings', 'risk'])
    expect(kinds('finding')).toEqual(['finding', 'audit'])
    expect(kinds('exception')).toEqual(['exception', 'policy', 'control'])
    expect(['asset', 'hologram', 'constructor'].map(kinds)).toEqual([['asset'], ['hologram'], ['constructor']])
  })
})

describe('the row of a statement', () => {
  test('that waits bears what its body says and no more', () => {
    const body = bodyOf({ personId: undefined })
    const text = textOf(body)
    const row = {
      id: sha256Hex(text),
      type: 'confirm',
      subjectKind: 'document',
      subjectId: 'do_1',
      profile: 'main',
      contentHash: body.contentHash,
      memberId: 'm',
      deviceId: 'd',
      time: Date.parse('2026-06-01T09:00:00Z'),
      signatureValid: true,
      body: text,
      innerSignature,
    }
    expect(waitingStatement({ body: text, innerSignature }, body)).toStrictEqual(row)
    const more = { decision: 'accepted', reason: 'seen', validUntil: '2026-12-31', basedOn: 'ab', personId: 'p1' }
    const frozenBlob = { id: 'b', sha256: 's', size: 3 }
    expect(
      waitingStatement({ body: text, innerSignature, frozen: utf8('copy'), frozenBlob }, { ...body, ...more }),
    ).toStrictEqual({ ...row, ...more, frozen: utf8('copy'), frozenBlob })
  })

  const place = { seq: 10, relayTime: Date.parse('2026-06-02T09:00:00Z'), timeSource: 'relay', deviceId: 'd' } as const
  interface Given extends Partial<Omit<StatementFacts, 'access'>> {
    readonly body?: Partial<StatementBody>
    readonly member?: object
    readonly frozen?: Frozen
    readonly records?: Readonly<Record<string, unknown>>
  }
  const counted = ({
    body = {},
    member = memberOf('editor'),
    frozen = { in: 'none' },
    records = {},
    ...facts
  }: Given = {}): Promise<StatementRow> => {
    const whole = bodyOf(body)
    return countedStatement({ body: textOf(whole), innerSignature, frozen }, whole, place, {
      access: accessOf(member),
      record: { id: 'do_1', kind: 'document', owner: 'p1' } as never,
      recordAt: (kind, id) => Promise.resolve(records[`${kind}/${id}`] as never),
      makers: undefined,
      dependence: undefined,
      roles: [],
      revoked: undefined,
      timeAt: (seq) => Promise.resolve(seq * 100),
      ...facts,
    })
  }
  const voidOf = async (given: Given): Promise<string | undefined> => (await counted(given)).voidReason
  const copy = (fields: object, more = {}): { readonly bytes: Bytes; readonly contentHash: string } => {
    const bytes = canonicalBytes({ kind: 'document', recordId: 'do_1', profile: 'main', fields, ...more } as never)
    return { bytes, contentHash: sha256Hex(bytes) }
  }
  const signing = (fields: object, more = {}, body: Partial<StatementBody> = {}): Pick<Given, 'body' | 'frozen'> => {
    const { bytes, contentHash } = copy(fields, more)
    return { frozen: { in: 'entry', bytes }, body: { contentHash, ...body } }
  }

  test('in the log bears its place, and beside that what waited', async () => {
    const row = {
      ...waitingStatement({ body: textOf(bodyOf()), innerSignature }, bodyOf()),
      seq: 10,
      relayTime: place.relayTime,
      timeSource: 'relay',
    }
    expect(await counted()).toStrictEqual(row)
    const frozen = copy({ owner: 'p1' })
    const body = bodyOf({ contentHash: frozen.contentHash })
    expect(await counted({ body, frozen: { in: 'entry', bytes: frozen.bytes } })).toStrictEqual({
      ...row,
      id: statementId(textOf(body)),
      contentHash: body.contentHash,
      body: textOf(body),
      frozen: frozen.bytes,
    })
    const blob = { id: 'b', sha256: bodyOf().contentHash, size: 300_000 }
    expect(await counted({ frozen: { in: 'blob', ...blob } })).toStrictEqual({ ...row, frozenBlob: blob })
  })

  test('is void where its signer was no member there: not yet, or not any more', async () => {
    const noMember = 'The signer was not a member at that time.'
    expect(await voidOf({ member: memberOf('editor', { roles: [{ seq: 10, role: 'editor' }] }) })).toBe(noMember)
    expect(await voidOf({ member: memberOf('editor', { roles: [{ seq: 9, role: 'editor' }] }) })).toBeUndefined()
    expect(await voidOf({ member: memberOf('editor', { removedAt: 9 }) })).toBe(noMember)
    expect(await voidOf({ member: memberOf('editor', { removedAt: 10 }) })).toBeUndefined()
    await expect(counted({ access: { devices: {}, members: {} } } as never)).rejects.toThrow(
      'a statement that counts is of a member',
    )
  })

  test('is void where it names another person than its member was bound to there; naming nobody is allowed', async () => {
    const other = 'The statement names another person than its member was bound to.'
    expect(await voidOf({ body: { personId: 'p2' } })).toBe(other)
    expect(await voidOf({ member: memberOf('editor', { persons: [] }) })).toBe(other)
    expect(await voidOf({ member: memberOf('editor', { persons: [binding(10, 'p1')] }) })).toBe(other)
    expect(
      await voidOf({ member: memberOf('editor', { persons: [binding(3, 'p1'), binding(10, 'p2')] }) }),
    ).toBeUndefined()
    expect(await voidOf({ body: { personId: undefined } })).toBeUndefined()
  })

  test('is void where it names its record by an id of another kind, also of a kind that nobody here knows', async () => {
    const other = 'The statement names its record by an id of another kind.'
    for (const kind of ['document', 'hologram'])
      expect(await voidOf({ body: { subject: { kind, id: 'as_1' } } })).toBe(other)
  })

  test('says that its signer had been bound again, by whom and when; also of a kind that nobody here knows, of which nothing else is judged', async () => {
    const again = memberOf('editor', { persons: [binding(3, 'p1', { again: true })] })
    const readmitted = { byMemberId: 'o', seq: 3, at: 300 }
    expect(await counted({ member: again })).toMatchObject({ readmitted })
    const strange = { subject: { kind: 'hologram', id: 'h' } }
    expect(await counted({ member: again, body: strange })).toMatchObject({ readmitted })
    const unknown = await counted({ body: strange, frozen: { in: 'entry', bytes: utf8('anything') } })
    expect([unknown.readmitted, unknown.voidReason]).toEqual([undefined, undefined])
    expect(unknown).not.toHaveProperty('readmitted')
    expect(await counted({ member: again, body: { personId: 'p2' } })).not.toHaveProperty('readmitted')
  })

  test('is void where the copy kept with it is not what it signs: other bytes, another file, or the content of another record', async () => {
    const wrong = 'The copy kept with the statement is not the content it signs.'
    expect(await voidOf(signing({ owner: 'p1' }))).toBeUndefined()
    expect(await voidOf({ frozen: { in: 'entry', bytes: copy({ owner: 'p1' }).bytes } })).toBe(wrong)
    for (const more of [{ recordId: 'do_2' }, { kind: 'policy' }, { profile: 'other' }])
      expect(await voidOf(signing({ owner: 'p1' }, more))).toBe(wrong)
    // A copy of another shape names nothing, and adds nothing to what the record says.
    expect(await voidOf(signing('owner' as never))).toBeUndefined()
    expect(await voidOf({ ...signing('owner' as never), record: undefined })).toContain('can be signed by')
    const blob = { in: 'blob', id: 'b', size: 300_000 } as const
    expect(await voidOf({ frozen: { ...blob, sha256: 'f'.repeat(64) } })).toBe(wrong)
    expect(await voidOf({ frozen: { ...blob, sha256: bodyOf().contentHash } })).toBeUndefined()
  })

  test('is judged by the signed fields over those the record had there', async () => {
    const record = { id: 'do_1', kind: 'document', owner: 'p2' } as never
    expect(await voidOf({ record })).toContain('can be signed by')
    expect(await voidOf({ record, ...signing({ owner: 'p1' }) })).toBeUndefined()
    expect(await voidOf(signing({ owner: 'p2' }))).toContain('can be signed by')
    expect(await voidOf(signing({ title: 'T' }))).toBeUndefined()
    expect(await voidOf({ record: undefined })).toContain('can be signed by')
  })

  test('is judged by records of that moment which the signed fields name', async () => {
    const body = {
      type: 'verify',
      subject: { kind: 'finding', id: 'fi_1' },
      profile: 'closing',
      decision: 'closed',
    } as const
    const record = { id: 'fi_1', kind: 'finding', audit: 'au_1' } as never
    const audit = (...auditors: readonly string[]) => ({ 'audit/au_1': { id: 'au_1', kind: 'audit', auditors } })
    expect(await voidOf({ body, record, records: audit('p1') })).toBeUndefined()
    expect(await voidOf({ body, record, records: audit('p2') })).toContain('can be signed by')
    expect(await voidOf({ body, record, records: {} })).toContain('can be signed by')
    expect(await voidOf({ body, record, records: { 'audit/au_2': audit('p1')['audit/au_1'] } })).toContain(
      'can be signed by',
    )
  })

  test('nobody judges what they made, or what somebody made on whose word they hang', async () => {
    const body = {
      type: 'review',
      subject: { kind: 'evidence', id: 'ev_1' },
      profile: 'review',
      decision: 'accepted',
    } as const
    const record = { id: 'ev_1', kind: 'evidence', capturedBy: 'p3' } as never
    const maker = [{ memberId: 'x', personIds: ['p3'] }]
    expect(await voidOf({ body, record, makers: maker })).toBeUndefined()
    expect(await voidOf({ body, record, makers: [...maker, { memberId: 'm', personIds: [] }] })).toContain(
      'can be signed by',
    )
    expect(await voidOf({ body, record })).toContain('can be signed by')
    const dependence = { onWordOf: ['x'], mergedWith: [], parties: [{ memberId: 'x', personId: 'p3' }] }
    expect(await voidOf({ body, record, makers: maker, dependence })).toContain('can be signed by')
    expect(
      await voidOf({
        body,
        record,
        makers: maker,
        dependence: { ...dependence, parties: [{ memberId: 'y', personId: 'p4' }] },
      }),
    ).toBeUndefined()
  })

  test('nobody on another’s word declares independence', async () => {
    const body = { type: 'declare', subject: { kind: 'audit', id: 'au_1' }, profile: 'independence' } as const
    const record = { id: 'au_1', kind: 'audit', auditors: ['p1'] } as never
    const dependence = { onWordOf: ['o'], mergedWith: [], parties: [] }
    expect(await voidOf({ body, record })).toBeUndefined()
    expect(await voidOf({ body, record, dependence: { ...dependence, onWordOf: [] } })).toBeUndefined()
    expect(await voidOf({ body, record, dependence })).toContain("can't declare independence")
  })

  test('a statement is taken back by who signed it or by an owner', async () => {
    const body = { type: 'revoke', basedOn: 'ab' } as const
    const revoked = (memberId: string) => ({ memberId }) as StatementRow
    expect(await voidOf({ body, revoked: revoked('m') })).toBeUndefined()
    expect(await voidOf({ body, revoked: revoked('x') })).toContain('Only its signer or an owner')
    expect(await voidOf({ body })).toContain('Only its signer or an owner')
    expect(await voidOf({ body, revoked: revoked('x'), member: memberOf('owner') })).toBeUndefined()
  })

  test('ST12, ST14: as top management signs who is named; an owner stands in while nobody is', async () => {
    const body = { type: 'approve', subject: { kind: 'scope', id: 'sc_main' } } as const
    const named = (holder: string) =>
      ({
        id: 'r',
        seq: 5,
        type: 'approve',
        subjectKind: 'roleAssignment',
        subjectId: 'ra_1',
        profile: 'main',
        signatureValid: true,
        time: 1,
        memberId: 'o',
        contentHash: 'h',
        frozen: canonicalBytes({
          kind: 'roleAssignment',
          recordId: 'ra_1',
          profile: 'main',
          fields: { role: 'topManagement', holder },
        }),
      }) as unknown as StatementRow
    expect(await counted({ body, member: memberOf('owner') })).toMatchObject({ asTopManagement: true, standsIn: true })
    const editor = await counted({ body, roles: [named('p1')] })
    expect(editor).toMatchObject({ asTopManagement: true })
    expect([editor.standsIn, editor.voidReason]).toEqual([undefined, undefined])
    expect(editor).not.toHaveProperty('standsIn')
    const late = await counted({ body, member: memberOf('owner'), roles: [named('p2')] })
    expect(late.voidReason).toContain('Top management is named')
    expect(late).not.toHaveProperty('asTopManagement')
    expect(await counted({ body })).not.toHaveProperty('asTopManagement')
  })
})

describe('whether an entry counts as a statement', () => {
  const device = { deviceId: 'd', memberId: 'm', signKey: toBase64Url(toBytes(Uint8Array.of(1, 2, 3))) }
  const access = accessOf(memberOf('editor'))
  async function verdict(
    body: StatementBody,
    {
      holds = true,
      stated = false,
      of = access,
      deviceId = 'd',
    }: { readonly holds?: boolean; readonly stated?: boolean; readonly of?: unknown; readonly deviceId?: string } = {},
  ) {
    const asked: unknown[] = []
    const verifier: Verifier = { verifyAll: (checks) => Promise.resolve((asked.push(...checks), holds)) }
    const ids: string[] = []
    const answer = await checkStatement({ body: textOf(body), innerSignature }, body, {
      workspaceId: 'w',
      deviceId,
      access: of as never,
      verifier,
      isCounted: (id) => (ids.push(id), stated),
    })
    return { answer: answer.ok ? 'counts' : answer.error.type, asked, ids }
  }

  test('workspace, device and member are those of its entry; else nothing of it is even verified', async () => {
    const nothing = { answer: 'foreignStatement', asked: [], ids: [] }
    for (const more of [{ workspaceId: 'v' }, { deviceId: 'e' }, { memberId: 'n' }])
      expect(await verdict(bodyOf(more))).toEqual(nothing)
    expect(await verdict(bodyOf({ deviceId: 'e' }), { deviceId: 'e' })).toEqual(nothing)
    expect(await verdict(bodyOf(), { of: { devices: { d: device }, members: {} } })).toEqual(nothing)
  })

  test('its inner signature holds under the key of its device, without the key of the workspace', async () => {
    const check = {
      publicKey: fromBase64Url(device.signKey),
      message: statementBytes(textOf(bodyOf())),
      signature: innerSignature,
    }
    expect(await verdict(bodyOf())).toEqual({ answer: 'counts', asked: [check], ids: [statementId(textOf(bodyOf()))] })
    expect(await verdict(bodyOf(), { holds: false })).toEqual({ answer: 'badInnerSignature', asked: [check], ids: [] })
  })

  test('the log does not hold it yet', async () => {
    expect((await verdict(bodyOf(), { stated: true })).answer).toBe('repeatedStatement')
  })
})
