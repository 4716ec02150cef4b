import { describe, expect, it } from 'vitest'
import { acceptanceState, bestAcceptance, judgeAcceptance, needsAcceptance } from '~/lib/isms/risk/acceptance'
import { aggregateLevels, comparePriority, isOpenRisk } from '~/lib/isms/risk/aggregate'
import { effectiveNeed } from '~/lib/isms/risk/assetNeed'
import { defaultMethod, templateGrid } from '~/lib/isms/risk/defaultMethod'
import { riskFlags } from '~/lib/isms/risk/flags'
import {
  colourStandsOut,
  namingProblems,
  resizeLevels,
  resizeScales,
  setCell,
  withCriteria,
  withTemplate,
  type MethodDraft,
} from '~/lib/isms/risk/methodDraft'
import { proposeMapping, rescaleEdits, risksOutside, scoresInUse } from '~/lib/isms/risk/rescale'
import { starterThreats } from '~/lib/isms/risk/starterThreats'
import {
  countedStage,
  isAbove,
  isWithin,
  level,
  matrixHash,
  riskLevels,
  type Matrix,
  type Scores,
} from '~/lib/isms/risk/level'
import { needsOwnerApproval, needsReassessment, riskState, type ActionFacts } from '~/lib/isms/risk/riskState'
import { validateMethod } from '~/lib/records/validateMethod'
import { approvalState } from '~/lib/isms/statement/approvalState'
import { row, statement } from '../rows'

const D: Matrix = { grid: templateGrid(5, 5), acceptMax: 2 }
const T: Matrix = { grid: templateGrid(3, 3), acceptMax: 2 }
const N: Matrix = { grid: templateGrid(3, 4), acceptMax: 2 }
const hash = { D: matrixHash(D.grid), T: matrixHash(T.grid), N: matrixHash(N.grid) }

type Pair = readonly [l: number | undefined, i: number | undefined]
const none: Pair = [undefined, undefined]
function scored({
  inh = none,
  cur = none,
  res = none,
  under = hash.D,
  option,
}: {
  inh?: Pair
  cur?: Pair
  res?: Pair
  under?: string
  option?: Scores['option']
}): Scores {
  return {
    inherentL: inh[0],
    inherentI: inh[1],
    currentL: cur[0],
    currentI: cur[1],
    residualL: res[0],
    residualI: res[1],
    matrixHash: under,
    option,
  }
}
const current = (method: Matrix, cur: Pair, under: string) => {
  const levels = riskLevels(scored({ cur, under }), method)
  const { level: value } = levels.current
  return { level: value, outdated: levels.outdated, within: isWithin(value, method), above: isAbove(value, method) }
}

describe('RS0 template grids', () => {
  it('are those of the specification', () => {
    expect(T.grid).toEqual([
      [1, 2, 2],
      [2, 3, 4],
      [2, 4, 4],
    ])
    expect(N.grid).toEqual([
      [1, 2, 2, 2],
      [2, 2, 3, 4],
      [2, 3, 4, 4],
    ])
    expect(D.grid).toEqual([
      [1, 1, 1, 1, 2],
      [1, 1, 2, 2, 3],
      [1, 2, 2, 3, 3],
      [1, 2, 3, 3, 4],
      [2, 3, 3, 4, 4],
    ])
    expect(defaultMethod).toMatchObject({
      grid: D.grid,
      acceptMax: 2,
      authority: [
        { level: 3, signer: 'riskOwner', max: 'P12M' },
        { level: 4, signer: 'topManagement', max: 'P6M' },
      ],
    })
  })
  it('pass method validation at every size', () => {
    for (let m = 3; m <= 6; m++) {
      for (let n = 3; n <= 6; n++) {
        expect(
          validateMethod({
            ...defaultMethod,
            likelihood: Array(m).fill(0),
            impact: Array(n).fill(0),
            grid: templateGrid(m, n),
          }),
        ).toEqual([])
      }
    }
  })
})

describe('RS worked cases', () => {
  it.each([
    [1, D, [1, 1], 1, true, false],
    [2, D, [1, 5], 2, true, false],
    [2, D, [5, 1], 2, true, false],
    [3, D, [1, 4], 1, true, false],
    [3, D, [2, 2], 1, true, false],
    [4, D, [3, 3], 2, true, false],
    [5, D, [2, 5], 3, false, true],
    [5, D, [5, 2], 3, false, true],
    [6, D, [4, 4], 3, false, true],
    [7, D, [4, 5], 4, false, true],
    [7, D, [5, 5], 4, false, true],
    [8, D, [undefined, 4], 'unset', false, false],
    [8, D, [4, undefined], 'unset', false, false],
    [9, D, [0, 3], 'offScale', false, false],
    [9, D, [6, 2], 'offScale', false, false],
    [9, D, [2.5, 3], 'offScale', false, false],
    [10, D, [undefined, 7], 'offScale', false, false],
    [14, N, [3, 4], 4, false, true],
    [14, N, [2, 4], 4, false, true],
    [14, N, [3, 1], 2, true, false],
  ] as const)('#%i RS1 RS2 RS3 RS7: %o scored %o is %o', (_, method, cur, expected, within, above) => {
    expect(current(method, cur, matrixHash(method.grid))).toEqual({ level: expected, outdated: false, within, above })
  })

  it('#11 RS8: scores above a smaller scale are clamped', () => {
    expect(current(T, [5, 5], hash.D)).toEqual({ level: 4, outdated: true, within: false, above: true })
  })
  it('#12 RS8: scores that fit are unchanged', () => {
    expect(current(T, [2, 1], hash.D)).toEqual({ level: 2, outdated: true, within: true, above: false })
  })
  it('#13 RS8: a larger scale clamps nothing', () => {
    expect(current(D, [3, 3], hash.T)).toMatchObject({ level: 2, outdated: true })
  })
  it('RS8: without a hash a risk is outdated, and clamping never rescues scores below the scale', () => {
    expect(riskLevels({ ...scored({ cur: [0, 9] }), matrixHash: undefined }, D)).toMatchObject({
      outdated: true,
      current: { level: 'offScale' },
    })
    expect(riskLevels(scored({ cur: [2.5, 3], under: hash.T }), D).current.level).toBe('offScale')
  })
  it('#15 #16 RS4: retain falls back to the current level, other options do not', () => {
    expect(riskLevels(scored({ cur: [2, 2], option: 'retain' }), D).effectiveResidual).toBe(1)
    expect(riskLevels(scored({ cur: [4, 4], option: 'modify' }), D)).toMatchObject({
      effectiveResidual: 'unset',
      residual: { level: 'unset' },
    })
  })
  it('RS4: a retained risk without residual scores counts at its current level; any other without them counts nowhere', () => {
    const at = (risk: Parameters<typeof scored>[0]) => countedStage(riskLevels(scored(risk), D), 'residual')
    expect(at({ cur: [4, 4], option: 'retain' })).toMatchObject({ l: 4, i: 4, level: 3 })
    expect(at({ cur: [4, 4], res: [1, 1], option: 'retain' })).toMatchObject({ l: 1, i: 1 })
    expect(at({ cur: [4, 4], option: 'modify' }).level).toBe('unset')
    expect(at({ option: 'retain' }).level).toBe('unset')
  })
  it('#17 TR3: a residual within the criteria needs no acceptance', () => {
    const { effectiveResidual } = riskLevels(scored({ cur: [4, 4], res: [2, 3], option: 'modify' }), D)
    expect([effectiveResidual, needsAcceptance(effectiveResidual, D)]).toEqual([2, false])
  })
  it('#18 #19 RS5: scores are compared one by one, even at equal levels', () => {
    const up = riskLevels(scored({ cur: [3, 4], res: [4, 3], option: 'modify' }), D)
    expect([up.current.level, up.residual.level]).toEqual([3, 3])
    expect(riskFlags({ option: 'modify', optionReason: undefined }, up, { operatingControls: 1 })).toEqual([
      'residualAboveCurrent',
    ])
    expect(
      riskFlags({ option: undefined, optionReason: undefined }, riskLevels(scored({ inh: [2, 3], cur: [3, 2] }), D), {
        operatingControls: 1,
      }),
    ).toEqual(['currentAboveInherent'])
    expect(
      riskFlags({ option: undefined, optionReason: undefined }, riskLevels(scored({ inh: [2, 9], cur: [3, 2] }), D), {
        operatingControls: 1,
      }),
    ).toEqual([])
  })
  it('#20 RS6: a level lowered without justification', () => {
    const current = riskLevels(scored({ inh: [4, 4], cur: [2, 2] }), D)
    const open = { option: undefined, optionReason: undefined }
    expect(riskFlags(open, current, { operatingControls: 0 })).toEqual(['loweredWithoutControl'])
    expect(riskFlags(open, current, { operatingControls: 1 })).toEqual([])
    const residual = riskLevels(scored({ cur: [4, 4], res: [2, 2] }), D)
    const flags = (
      option: Scores['option'],
      reason: string | undefined,
      statuses: readonly ActionFacts['status'][] = [],
    ) =>
      riskFlags({ option, optionReason: reason }, residual, {
        operatingControls: 0,
        actions: statuses.map((status) => ({ status })),
      })
    expect(flags('modify', 'because')).toEqual(['loweredWithoutControl'])
    expect(flags('modify', 'because', ['cancelled'])).toEqual(['loweredWithoutControl'])
    expect(flags('modify', 'because', ['cancelled', 'done'])).toEqual([])
    expect(flags('share', 'Insured since May')).toEqual([])
    expect(flags('share', '  ')).toEqual(['loweredWithoutControl'])
  })
  it('#21 TR4: level 3 may be accepted by the risk owner for twelve months', () => {
    const levels = riskLevels(scored({ cur: [5, 4], res: [3, 4], option: 'modify' }), D)
    expect([levels.current.level, levels.effectiveResidual, needsAcceptance(levels.effectiveResidual, D)]).toEqual([
      4,
      3,
      true,
    ])
    const sign = (level: number, validUntil: string, who: Partial<Parameters<typeof judgeAcceptance>[2]>) => {
      const result = judgeAcceptance({ level, validUntil, signingDay: '2026-06-01' }, defaultMethod.authority, {
        isTopManagement: false,
        isLead: false,
        isRiskOwner: false,
        ...who,
      })
      return result.ok ? 'ok' : result.error.type
    }
    expect(sign(3, '2027-06-01', { isRiskOwner: true })).toBe('ok')
    expect(sign(3, '2027-06-02', { isRiskOwner: true })).toBe('acceptanceTooLong')
    expect(sign(3, '2027-06-01', { isLead: true })).toBe('acceptanceAuthority')
    expect(sign(3, '2027-06-01', { isTopManagement: true })).toBe('ok')
    expect(sign(4, '2026-12-01', { isTopManagement: true })).toBe('ok')
    expect(sign(4, '2026-12-02', { isTopManagement: true })).toBe('acceptanceTooLong')
    expect(sign(4, '2026-12-01', { isRiskOwner: true })).toBe('acceptanceAuthority')
    expect(sign(2, '2026-12-01', { isTopManagement: true })).toBe('acceptanceAuthority')
  })
  it('#22 ST4 TR5: valid through the end of the last day', () => {
    const accept = (validUntil: string) =>
      acceptanceState(
        approvalState([statement({ id: 's', type: 'accept', validUntil })], {
          profile: 'main',
          contentHash: 'aa',
          today: '2026-06-01',
        }).state,
      )
    expect([accept('2026-06-01'), accept('2026-05-31')]).toEqual(['valid', 'expired'])
  })
  it('#23 TR5 TR6: a changed risk makes its acceptance stale', () => {
    expect(
      acceptanceState(
        approvalState([statement({ id: 's', type: 'accept', validUntil: '2027-01-01' })], {
          profile: 'main',
          contentHash: 'bb',
          today: '2026-06-01',
        }).state,
      ),
    ).toBe('stale')
    expect(riskLevels(scored({ res: [5, 4] }), D).effectiveResidual).toBe(4)
    expect(bestAcceptance(['void', 'expired', 'draft'])).toBe('expired')
    expect(bestAcceptance([])).toBeUndefined()
  })
  it('#24 RS9: open risks are counted, closed ones are not', () => {
    const risks = [
      ['open', [3, 4]],
      ['open', none],
      [undefined, [1, 1]],
      ['closed', [5, 5]],
    ] as const
    const levels = risks
      .filter(([status]) => isOpenRisk({ status }))
      .map(([, cur]) => riskLevels(scored({ cur }), D).current.level)
    expect(aggregateLevels(levels, D)).toEqual({ worst: 3, counts: { 1: 1, 3: 1 }, noLevel: 1, above: 1 })
    expect(aggregateLevels([], D)).toEqual({ worst: 'none', counts: {}, noLevel: 0, above: 0 })
  })
  it('#25 RS10: level, impact, likelihood, ref; without a level last', () => {
    const at = (ref: string, l: number | undefined, i: number) => ({ ref, stage: { l, i, level: level(l, i, D.grid) } })
    const order = [
      at('R-9', undefined, 5),
      at('R-2', 3, 4),
      at('R-10', 4, 3),
      at('R-1', 3, 4),
      at('R-B1', 3, 4),
      at('R-5', 2, 5),
    ].sort(comparePriority)
    expect(order.map(({ ref }) => ref)).toEqual(['R-5', 'R-1', 'R-2', 'R-B1', 'R-10', 'R-9'])
  })
  it('#26 RS11: needs propagate along supported assets, cycles visited once', () => {
    const a = row('asset', 'as_a', { c: 1, supports: ['as_b', 'as_gone'] })
    const b = row('asset', 'as_b', { c: 4, a: 2, supports: ['as_a'] })
    const assets = new Map([a, b].map((asset) => [asset.id, asset]))
    expect([effectiveNeed(a, assets), effectiveNeed(b, assets)]).toEqual([
      { c: 4, i: undefined, a: 2 },
      { c: 4, i: undefined, a: 2 },
    ])
  })
})

describe('TR1 risk state', () => {
  const today = '2026-06-01'
  const action = (status: ActionFacts['status'], due = '2026-12-01', completedOn?: string): ActionFacts => ({
    id: `ta_${status}`,
    status,
    due,
    completedOn,
  })
  const state = (
    cur: Pair,
    option: Scores['option'],
    actions: readonly ActionFacts[] = [],
    covered: false | true | 'residual' = false,
    status: 'open' | 'closed' = 'open',
  ) =>
    riskState({ status, option }, riskLevels(scored({ cur, option }), D), D, {
      actions,
      cover: { present: covered === true, residual: covered !== false },
      today,
    })
  it.each([
    ['closed', state([5, 5], 'modify', [action('planned', '2020-01-01')], false, 'closed')],
    ['unassessed', state([6, 2], 'modify', [action('planned', '2020-01-01')])],
    ['overdue', state([5, 5], 'modify', [action('inProgress', '2026-05-31')], true)],
    ['accepted', state([5, 5], 'modify', [action('inProgress', '2026-06-01')], true)],
    ['treatingAccepted', state([5, 5], 'modify', [action('inProgress', '2026-06-01')], 'residual')],
    ['treating', state([5, 5], 'modify', [action('blocked')])],
    ['untreated', state([5, 5], 'modify', [action('done')], 'residual')],
    ['treating', state([1, 1], 'share', [action('planned')], true)],
    ['treated', state([1, 1], 'avoid', [action('done'), action('cancelled')])],
    ['within', state([1, 1], 'modify', [action('cancelled')])],
    ['within', state([1, 1], 'retain', [action('done')])],
    ['untreated', state([5, 5], undefined)],
    ['untreated', state([5, 5], 'modify', [action('done')])],
  ])('%s', (expected, found) => expect(found).toBe(expected))

  it('TR6: when the acceptance ends the state changes automatically', () => {
    expect([
      state([5, 5], 'modify', [action('planned')], true),
      state([5, 5], 'modify', [action('planned')], false),
      state([5, 5], 'retain', [], false),
    ]).toEqual(['accepted', 'treating', 'untreated'])
  })
  it('without a register of actions, residual scores below the current ones count as treating', () => {
    const of = (cur: Pair, res: Pair, option: Scores['option']) =>
      riskState({ status: 'open', option }, riskLevels(scored({ cur, res, option }), D), D, {
        actions: undefined,
        cover: { present: false, residual: false },
        today,
      })
    expect([
      of([4, 4], [2, 2], 'modify'),
      of([3, 5], [2, 5], 'modify'),
      of([4, 4], [4, 4], 'modify'),
      of([4, 4], [2, 2], undefined),
      of([2, 3], [2, 3], 'modify'),
      of([2, 2], none, 'retain'),
    ]).toEqual(['treating', 'treating', 'untreated', 'untreated', 'within', 'within'])
  })
  it('TR2: an open risk with an option needs its owner', () => {
    expect([
      needsOwnerApproval({ status: 'open', option: 'retain', archivedOn: undefined }),
      needsOwnerApproval({ status: 'open', option: undefined, archivedOn: undefined }),
      needsOwnerApproval({ status: 'closed', option: 'modify', archivedOn: undefined }),
    ]).toEqual([true, false, false])
  })
  it('TR7: all actions done after the last assessment require a new one', () => {
    const done = [action('done', '2026-04-01', '2026-04-03'), action('cancelled')]
    expect([
      needsReassessment({ assessedOn: '2026-04-02' }, done),
      needsReassessment({ assessedOn: '2026-04-03' }, done),
      needsReassessment({ assessedOn: '2026-04-02' }, [...done, action('planned')]),
      needsReassessment({ assessedOn: undefined }, []),
    ]).toEqual([true, false, false, false])
  })
})

describe('validation of a risk method (6.1.2)', () => {
  const types = (over: Partial<Parameters<typeof validateMethod>[0]>) =>
    validateMethod({ ...defaultMethod, ...over }).map(({ type }) => type)
  it('requires a complete grid that never falls, criteria below the top, and a signer per level above', () => {
    expect(types({ grid: [[1]] })).toEqual(['grid'])
    expect(types({ grid: D.grid.map((cells, l) => (l === 4 ? [1, ...cells.slice(1)] : cells)) })).toEqual([])
    expect(types({ grid: D.grid.map((cells, l) => (l === 4 ? [2, 3, 3, 2, 4] : cells)) })).toEqual(['grid'])
    expect(types({ grid: D.grid.map((cells, l) => (l === 4 ? [2, 3, 3, 4, 5] : cells)) })).toEqual(['grid'])
    expect(types({ acceptMax: 4 })).toEqual(['acceptMax'])
    expect(types({ acceptMax: 1 })).toEqual(['authorityMissing'])
    expect(types({ levels: defaultMethod.levels.slice(0, 2) })).toContain('scaleSize')
    expect(
      validateMethod({
        likelihood: undefined,
        impact: undefined,
        levels: undefined,
        grid: undefined,
        acceptMax: undefined,
        authority: undefined,
      }),
    ).toEqual([])
  })
})

describe('RS8 a matrix change with existing scores', () => {
  const risk = (id: string, values: Parameters<typeof row>[2]) =>
    row('risk', id, { matrixHash: hash.D, status: 'open', ...values })
  const risks = [
    risk('ri_big', { currentL: 5, currentI: 3, residualL: 2, residualI: 4 }),
    risk('ri_fits', { currentL: 2, currentI: 2 }),
    risk('ri_none', {}),
    risk('ri_off', { currentL: 7, currentI: 2.5 }),
    risk('ri_new', { currentL: 3, currentI: 3, matrixHash: hash.T }),
  ]
  it('names the scores off the scale', () => {
    expect(risksOutside(risks, 3, 3).map(({ risk: { id }, fields }) => [id, fields])).toEqual([
      ['ri_big', ['currentL', 'residualI']],
      ['ri_off', ['currentL']],
    ])
    expect(risksOutside(risks, 6, 6).map(({ risk: { id } }) => id)).toEqual(['ri_off'])
  })
  it('proposes a mapping that keeps order and ends', () => {
    expect([scoresInUse(risks, 'l'), scoresInUse(risks, 'i')]).toEqual([
      [2, 3, 5, 7],
      [2, 3, 4],
    ])
    expect(proposeMapping([1, 2, 3, 4, 5], 5, 3)).toEqual({ 1: 1, 2: 2, 3: 2, 4: 3, 5: 3 })
    expect(proposeMapping([1, 2, 3], 3, 5)).toEqual({ 1: 1, 2: 3, 3: 5 })
    expect(proposeMapping([7], 5, 3)).toEqual({ 7: 3 })
  })
  it('writes the confirmed mapping with the new hash, and leaves unscored and current risks alone', () => {
    const edits = rescaleEdits(risks, { l: { 2: 2, 5: 3 }, i: { 2: 2, 3: 2, 4: 3 } }, hash.T)
    expect(edits.map(({ id }) => id)).toEqual(['ri_big', 'ri_fits', 'ri_off'])
    expect(edits[0]!.changes).toEqual([
      { op: 'set', field: 'currentL', value: 3 },
      { op: 'set', field: 'currentI', value: 2 },
      { op: 'set', field: 'residualI', value: 3 },
      { op: 'set', field: 'matrixHash', value: hash.T },
    ])
    expect(edits[1]!.changes).toEqual([{ op: 'set', field: 'matrixHash', value: hash.T }])
    expect(riskLevels({ ...risks[3]!, matrixHash: hash.T }, T).current.level).toBe('offScale')
  })
})

describe('changing a method (6.1.2 a-b)', () => {
  const { approach: _, reassessEvery: __, ...start } = defaultMethod
  const draft: MethodDraft = start
  const valid = (one: MethodDraft) => expect(validateMethod(one)).toEqual([])
  it('every size keeps the grid complete and never falling', () => {
    for (let m = 3; m <= 6; m++) for (let n = 3; n <= 6; n++) valid(resizeScales(draft, { m, n }))
    const small = resizeScales(draft, { m: 3, n: 3 })
    expect(small.grid).toEqual([
      [1, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
    ])
    expect(small.likelihood.map(({ label }) => label)).toEqual(['Rare', 'Possible', 'Almost certain'])
    expect(resizeScales(small, { m: 5 })).toMatchObject({
      likelihood: [{ label: 'Rare' }, { label: '' }, { label: 'Possible' }, { label: '' }, { label: 'Almost certain' }],
      grid: [
        [1, 1, 2],
        [1, 1, 2],
        [1, 2, 3],
        [1, 2, 3],
        [2, 3, 4],
      ],
    })
    expect(resizeScales(draft, {})).toEqual(draft)
  })
  it('every number of levels keeps criteria and authority in step (TR4)', () => {
    for (let k = 3; k <= 6; k++) {
      valid(resizeLevels(draft, k))
      valid(withTemplate(resizeLevels(draft, k)))
      for (let acceptMax = 1; acceptMax < k; acceptMax++)
        expect(withCriteria(resizeLevels(draft, k), acceptMax).authority.map(({ level: above }) => above)).toEqual(
          Array.from({ length: k - acceptMax }, (_, index) => acceptMax + 1 + index),
        )
    }
    expect(resizeLevels(draft, 3)).toMatchObject({
      acceptMax: 2,
      authority: [{ level: 3, signer: 'riskOwner', max: 'P12M' }],
    })
  })
  it('RS0: the template matches the specification for four levels', () => {
    expect(withTemplate(resizeScales(draft, { m: 3, n: 4 })).grid).toEqual(N.grid)
  })
  it('a cell adjusts its neighbours, up and down', () => {
    for (const value of [1, 2, 3, 4, 9])
      for (let l = 0; l < 5; l++) for (let i = 0; i < 5; i++) valid(setCell(draft, l, i, value))
    expect(setCell(draft, 0, 0, 3).grid[0]).toEqual([3, 3, 3, 3, 3])
    expect(
      setCell(draft, 4, 4, 1)
        .grid.flat()
        .every((cell) => cell === 1),
    ).toBe(true)
  })
  it('names are required and unique; custom colours contrast with paper', () => {
    const unnamed = resizeScales(draft, { m: 6 })
    expect(namingProblems(draft)).toEqual([])
    expect(namingProblems(unnamed)).toEqual([{ field: 'likelihood', index: 2, type: 'unnamed' }])
    expect(
      namingProblems({
        ...draft,
        levels: draft.levels.map((one, index) => (index === 2 ? { ...one, label: ' low' } : one)),
      }),
    ).toEqual([{ field: 'levels', index: 2, type: 'twice' }])
    expect(['level1', '#ffff00', '#96201a'].map(colourStandsOut)).toEqual([true, false, true])
  })
  it('the starter list of threats has no duplicates', () => {
    expect(new Set(starterThreats.map(({ name }) => name)).size).toBe(starterThreats.length)
    expect(starterThreats.length).toBeGreaterThanOrEqual(24)
  })
})
