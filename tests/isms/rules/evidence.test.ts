import { describe, expect, it } from 'vitest'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { evidenceCurrency, newestBase } from '~/lib/isms/evidence/currency'
import { freshness, maxAge, windowRelation } from '~/lib/isms/evidence/freshness'
import { alteredAfterSealing, evidenceBlobState, sealFacts, sealWord } from '~/lib/isms/evidence/integrity'
import { evidencePattern } from '~/lib/isms/evidence/pattern'
import { isRequestOverdue, requestState } from '~/lib/isms/evidence/requestState'
import { reviewState } from '~/lib/isms/evidence/evidenceReviewState'
import { controlEvidence, isUsable, supersededIds, type EvidenceFacts } from '~/lib/isms/evidence/usable'
import { validateRecord } from '~/lib/records/validateRecord'
import { row, statement } from '../rows'

const today = '2026-06-01'
const settings = effectiveSettings(row('settings', 'settings_main', { timeZone: 'Europe/Berlin' }))
const evidence = (values: Parameters<typeof row>[2] = {}) =>
  row('evidence', 'ev_1', { title: 'x', capturedBy: 'pe_maker', ...values })
const good: EvidenceFacts = { reviewState: 'accepted', blobState: 'present', seal: 'sealed' }

describe('EV3 maximum age', () => {
  it('the evidence’s own setting, then the control, then its frequency, then the workspace', () => {
    const control = row('control', 'c_1', { frequency: 'quarterly' })
    expect(maxAge(evidence({ freshFor: 'P2M' }), { ...control, evidenceMaxAge: 'P9M' }, settings)).toBe('P2M')
    expect(maxAge(evidence(), { ...control, evidenceMaxAge: 'P9M' }, settings)).toBe('P9M')
    expect(maxAge(evidence(), control, settings)).toBe('P4M')
    expect(maxAge(evidence(), undefined, settings)).toBe('P12M')
  })
  it('by frequency', () => {
    const ages = (
      ['continuous', 'perEvent', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannual', 'annual'] as const
    ).map((frequency) => maxAge(evidence(), row('control', 'c', { frequency }), settings))
    expect(ages).toEqual(['P3M', 'P12M', 'P1M', 'P1M', 'P2M', 'P4M', 'P7M', 'P13M'])
  })
})

describe('EV4 freshness', () => {
  const state = (values: Parameters<typeof row>[2], on = today) => freshness(evidence(values), settings, { today: on })
  it('counts from what it covers, otherwise when it was captured, otherwise when it was recorded', () => {
    expect(state({ coversTo: '2026-05-31', capturedAt: '2026-06-01T07:00:00.000Z' }).base).toBe('2026-05-31')
    expect(state({ capturedAt: '2026-05-31T22:30:00.000Z' }).base).toBe('2026-06-01')
    expect(state({}).base).toBe('2026-01-01')
  })
  it('fresh, expiring, expired, future; valid through the last day', () => {
    const values = { coversTo: '2026-01-01', freshFor: 'P3M' }
    expect(state(values, '2026-03-02')).toMatchObject({ state: 'fresh', end: '2026-04-01', warnFrom: '2026-03-03' })
    expect(state(values, '2026-03-03').state).toBe('expiring')
    expect(state(values, '2026-04-01').state).toBe('expiring')
    expect(state(values, '2026-04-02').state).toBe('expired')
    expect(state({ ...values, coversFrom: '2026-06-02' }).state).toBe('future')
    expect(state({ coversTo: '2026-05-31', expiresOn: '2026-05-20' })).toMatchObject({
      state: 'expired',
      end: '2026-05-20',
      left: 0,
    })
  })
})

it('EV5 window', () => {
  const relation = (coversFrom: string | undefined, coversTo: string | undefined) =>
    windowRelation(
      evidence({ coversFrom, coversTo, capturedAt: '2026-02-10T10:00:00.000Z' }),
      { from: '2025-12-01', to: '2026-05-31' },
      settings,
    )
  expect(relation('2025-11-01', '2026-05-31')).toBe('covers')
  expect(relation('2025-12-01', '2026-05-30')).toBe('within')
  expect(relation('2025-11-01', '2025-12-01')).toBe('overlaps')
  expect(relation('2025-10-01', '2025-11-30')).toBe('outside')
  expect(relation(undefined, undefined)).toBe('within')
})

describe('EV9 pattern', () => {
  const of = (
    frequency: string,
    covers: readonly (readonly [string, string])[],
    over: Parameters<typeof row>[2] = {},
    bad: Partial<EvidenceFacts> = {},
  ) =>
    evidencePattern(
      row('control', 'c_1', { frequency, ...over }),
      covers.map(([coversFrom, coversTo], i) => row('evidence', `ev_${i}`, { coversFrom, coversTo })),
      { facts: () => ({ ...good, ...bad }), settings, today },
    )
  it('counts full calendar periods of the last twelve months that accepted evidence overlaps', () => {
    expect(of('quarterly', [['2026-01-01', '2026-03-31']])).toEqual({
      periods: [
        { from: '2025-07-01', to: '2025-09-30', shown: false },
        { from: '2025-10-01', to: '2025-12-31', shown: false },
        { from: '2026-01-01', to: '2026-03-31', shown: true },
      ],
      ratio: 1 / 3,
    })
    expect(of('monthly', [['2025-06-01', '2026-02-10']])).toMatchObject({ ratio: 9 / 12 })
    expect(of('semiannual', [['2025-12-31', '2025-12-31']])).toMatchObject({
      periods: [{ from: '2025-07-01', to: '2025-12-31', shown: true }],
      ratio: 1,
    })
    expect(of('weekly', [])?.periods).toHaveLength(52)
    expect(of('weekly', [])?.periods[0]).toMatchObject({ from: '2025-06-02', to: '2025-06-08' })
  })
  it('never before the control was implemented, and only intact and accepted evidence', () => {
    expect(of('quarterly', [['2026-01-01', '2026-03-31']], { implementedOn: '2025-10-02' })?.ratio).toBe(1)
    expect(of('quarterly', [['2026-01-01', '2026-03-31']], {}, { reviewState: 'unreviewed' })?.ratio).toBe(0)
    expect(of('quarterly', [['2026-01-01', '2026-03-31']], {}, { seal: 'failed' })?.ratio).toBe(0)
  })
  it('ends with the calendar, and never goes back more than ten years', () => {
    for (const frequency of ['weekly', 'monthly', 'quarterly', 'semiannual', 'annual']) {
      expect(of(frequency, [], { implementedOn: '9999-12-31' })).toBeUndefined()
      const control = row('control', 'c_1', { frequency })
      const over = (from: string, to: string): number =>
        evidencePattern(control, [], { facts: () => good, settings, today, window: { from, to } })?.periods.length ?? 0
      expect(over('0000-01-01', '9999-12-31')).toBe(over('9989-12-31', '9999-12-31'))
      expect(over('0000-01-01', '9999-12-31')).toBeGreaterThan(8)
    }
  })
  it('does not apply to continuous, daily and per-event controls, or without a full period', () => {
    expect([
      of('continuous', []),
      of('daily', []),
      of('perEvent', []),
      of('annual', []),
      of('monthly', [], { implementedOn: '2026-05-02' }),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})

it('EV6 review state', () => {
  const review = (id: string, decision: string, over = {}) =>
    statement({ id, type: 'review', profile: 'review', decision, personId: 'pe_reviewer', ...over })
  const of = (...statements: ReturnType<typeof review>[]) => reviewState(evidence(), statements, 'aa').state
  expect(of()).toBe('unreviewed')
  expect(of(review('1', 'accepted'))).toBe('accepted')
  expect(of(review('1', 'accepted'), review('2', 'rejected'))).toBe('rejected')
  expect(of(review('1', 'accepted', { contentHash: 'old' }))).toBe('stale')
  expect(of(review('1', 'accepted', { personId: 'pe_maker' }))).toBe('unreviewed')
  expect(of(review('1', 'accepted', { voidReason: 'noAuthority' }))).toBe('unreviewed')
  expect(of(review('1', 'accepted'), statement({ id: 'r', type: 'revoke', profile: 'review', basedOn: '1' }))).toBe(
    'unreviewed',
  )
  expect(reviewState(evidence(), [review('w', 'accepted', { seq: undefined })], 'aa')).toMatchObject({
    state: 'unreviewed',
    waiting: { id: 'w' },
  })
})

describe('EV1 EV7 EV12 bytes and seals', () => {
  const file = (letter: string, part = 'original') => ({
    blob: { sha256: letter.repeat(64), id: letter, size: 1, mime: 'image/png' },
    mime: 'image/png',
    size: 1,
    part,
  })
  it('EV7: the worst of the original files; pending for more than a week is missing', () => {
    const two = evidence({ files: { a: file('a'), b: file('b'), c: file('c', 'derived') } })
    const state = (
      states: Record<string, Parameters<typeof evidenceBlobState>[1] extends (s: string) => infer R ? R : never>,
    ) => evidenceBlobState(two, (sha256) => states[sha256[0]!] ?? { state: 'present' })
    expect(state({ c: { state: 'corrupt' } })).toBe('present')
    expect(state({ b: { state: 'pending', pendingDays: 7 } })).toBe('pending')
    expect(state({ b: { state: 'pending', pendingDays: 8 } })).toBe('missing')
    expect(state({ a: { state: 'corrupt' }, b: { state: 'missing' } })).toBe('corrupt')
  })
  it('EV2 EV7: trusted time is claimed only if a token verifies', () => {
    expect([
      sealWord({}),
      sealWord({ signatureValid: true }),
      sealWord({ signatureValid: true, timestampValid: true }),
      sealWord({ signatureValid: false }),
      sealWord({ signatureValid: true, timestampValid: false }),
    ]).toEqual(['integrityOnly', 'sealed', 'sealedTimed', 'failed', 'failed'])
  })
  it('EV12: a capture is sealed by its first valid seal in log order, whatever the input order', () => {
    const sealed = evidence({ captureRecord: { sha256: 'd'.repeat(64), id: 'd', size: 1, mime: 'application/json' } })
    const seal = (seq: number, over: object = {}) =>
      statement({
        id: `s${seq}`,
        seq,
        type: 'captureSeal',
        subjectKind: 'evidence',
        subjectId: 'ev_1',
        profile: 'seal',
        contentHash: 'd'.repeat(64),
        ...over,
      })
    const word = (...seals: readonly ReturnType<typeof seal>[]) => sealWord(sealFacts(sealed, seals))
    expect([
      word(),
      word(seal(1)),
      word(seal(1, { signatureValid: false })),
      word(seal(2), seal(1, { signatureValid: false })),
    ]).toEqual(['integrityOnly', 'sealed', 'failed', 'sealed'])
    const other = seal(2, { contentHash: 'e'.repeat(64) })
    expect([word(other), word(other, seal(1)), word(seal(1), other), word(seal(3), other)]).toEqual([
      'failed',
      'sealed',
      'sealed',
      'failed',
    ])
  })
  it('EV12: differing write-once fields show as altered after sealing', () => {
    const sealed = {
      capturedAt: '2026-06-01T07:12:44.000Z',
      captureRecord: 'd'.repeat(64),
      files: { a: 'a'.repeat(64) },
    }
    const same = evidence({
      capturedAt: sealed.capturedAt,
      captureRecord: { sha256: 'd'.repeat(64), id: 'd', size: 1, mime: 'application/json' },
      files: { a: file('a'), copy: file('c', 'derived') },
    })
    expect(alteredAfterSealing(same, sealed)).toEqual([])
    expect(alteredAfterSealing({ ...same, capturedAt: '2026-06-01T07:12:45.000Z', files: {} }, sealed)).toEqual([
      'capturedAt',
      'files',
    ])
  })
})

describe('EV8 usable', () => {
  const usable = (
    facts: Partial<EvidenceFacts>,
    values: Parameters<typeof row>[2] = { coversTo: '2026-05-31' },
    required = true,
  ) =>
    isUsable(
      evidence(values),
      { ...good, ...facts },
      { ...settings, requireEvidenceReview: required },
      { today, superseded: new Set() },
    )
  it('intact, accepted, fresh, not superseded', () => {
    expect(usable({})).toBe(true)
    expect(usable({ blobState: 'pending' })).toBe(false)
    expect(usable({ seal: 'failed' })).toBe(false)
    expect(usable({ seal: 'integrityOnly' })).toBe(true)
    expect(usable({ reviewState: 'unreviewed' })).toBe(false)
    expect(usable({ reviewState: 'unreviewed' }, undefined, false)).toBe(true)
    expect(usable({ reviewState: 'rejected' }, undefined, false)).toBe(false)
    expect(usable({}, { coversTo: '2025-05-31' })).toBe(false)
    expect(usable({}, { coversTo: '2026-05-31', archivedOn: '2026-05-31' })).toBe(false)
  })
  it('EV1: superseded evidence no longer proves anything', () => {
    const newer = row('evidence', 'ev_2', { supersedes: 'ev_1' })
    expect(isUsable(evidence(), good, settings, { today, superseded: supersededIds([evidence(), newer]) })).toBe(false)
    expect(supersededIds([{ ...newer, archivedOn: '2026-01-01' }]).size).toBe(0)
  })
  it('a control is as well evidenced as its best sound evidence', () => {
    const control = row('control', 'c_1', { frequency: 'quarterly' })
    const of = (...list: (readonly [string, string])[]) =>
      controlEvidence(
        control,
        list.map(([id, coversTo]) => row('evidence', id, { coversTo })),
        {
          facts: (id) => (id === 'bad' ? { ...good, reviewState: 'rejected' } : good),
          superseded: new Set(),
          settings,
          today,
        },
      )
    expect(of()).toEqual({ state: 'none' })
    expect(of(['bad', '2026-05-31'])).toEqual({ state: 'none' })
    expect(of(['old', '2025-01-31'])).toMatchObject({ state: 'expired', best: { id: 'old' } })
    expect(of(['old', '2025-01-31'], ['new', '2026-05-31'], ['bad', '2026-06-01'])).toMatchObject({
      state: 'fresh',
      best: { id: 'new', freshness: { end: '2026-09-30' } },
    })
  })
})

it('EV11: partial completeness needs a note', () => {
  expect(validateRecord('evidence', evidence({ completeness: 'partial' })).map(({ field }) => field)).toEqual([
    'completenessNote',
  ])
  expect(validateRecord('evidence', evidence({ completeness: 'partial', completenessNote: '50 of 62 rows' }))).toEqual(
    [],
  )
})

describe('state of an evidence request (ES)', () => {
  const request = (values: Parameters<typeof row>[2] = {}) => row('evidenceRequest', 'er_1', values)
  const answer = (id: string, submittedOn: string) => row('evidenceSubmission', id, { request: 'er_1', submittedOn })
  const answers = [
    answer('es_2', '2026-05-02'),
    answer('es_1', '2026-05-01'),
    row('evidenceSubmission', 'es_x', { request: 'er_other', submittedOn: '2026-06-01' }),
  ]
  it('first match wins, and a newer answer reopens a rejection', () => {
    expect(requestState(request(), [])).toBe('requested')
    expect(requestState(request(), answers)).toBe('submitted')
    expect(requestState(request({ verdict: 'rejected', verdictFor: 'es_2' }), answers)).toBe('rejected')
    expect(requestState(request({ verdict: 'rejected', verdictFor: 'es_1' }), answers)).toBe('submitted')
    expect(requestState(request({ verdict: 'accepted' }), answers)).toBe('accepted')
    expect(requestState(request({ verdict: 'accepted', withdrawn: true }), answers)).toBe('withdrawn')
    expect([
      isRequestOverdue('rejected', '2026-05-31', today),
      isRequestOverdue('submitted', '2026-05-31', today),
      isRequestOverdue('requested', today, today),
    ]).toEqual([true, false, false])
  })
  it('V: a rejection needs a reason', () => {
    expect(validateRecord('evidenceRequest', request({ verdict: 'rejected' })).map(({ type }) => type)).toEqual([
      'verdictReasonMissing',
    ])
  })
})

describe('EV1 EV3 EV4 currency of all evidence', () => {
  const [monthly, annual] = [
    row('control', 'c_m', { frequency: 'monthly' }),
    row('control', 'c_a', { frequency: 'annual' }),
  ]
  const old = { coversTo: '2026-01-31' }
  const of = (
    values: Parameters<typeof row>[2],
    { controls = [] as (typeof monthly)[], superseded = false, newest = {} as Readonly<Record<string, string>> } = {},
  ) =>
    evidenceCurrency(evidence({ controls: controls.map(({ id }) => id), ...values }), {
      controls,
      superseded,
      newest: (id) => newest[id],
      settings,
      today,
    })

  it('EV3: is as fresh as the strictest of its controls requires', () => {
    expect(of(old, { controls: [annual] })).toBe('fresh')
    expect(of(old, { controls: [annual, monthly] })).toBe('expired')
    expect(of({ ...old, reqs: ['iso27001-2022:A.5.1'] })).toBe('fresh')
  })
  it('EV1: unlinked, superseded and followed evidence is excluded', () => {
    expect(of(old)).toBe('unlinked')
    expect(of(old, { controls: [annual], superseded: true })).toBe('followed')
    expect(of(old, { controls: [annual, monthly], newest: { c_a: '2026-05-01' } })).toBe('expired')
    expect(of(old, { controls: [annual, monthly], newest: { c_a: '2026-05-01', c_m: '2026-05-01' } })).toBe('followed')
  })
  it('EV4: evidence about future days is not fresh, and follows nothing yet', () => {
    expect(of({ coversFrom: '2026-07-01', coversTo: '2026-07-31' }, { controls: [monthly] })).toBe('future')
    expect(
      newestBase([evidence(old), evidence({ coversFrom: '2026-07-01', coversTo: '2026-07-31' })], settings, today),
    ).toBe('2026-01-31')
  })
})
