import { describe, expect, it } from 'vitest'
import { crosswalkGraph } from '~/lib/isms/framework/crosswalkGraph'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import {
  criterionKeys,
  criterionResult,
  socResults,
  socScores,
  unansweredIn,
  type SocControlFacts,
  type SocLookups,
} from '~/lib/isms/framework/soc2Posture'

const soc = (code: string): string => `soc2-2017r2022:${code}`
const iso = (code: string): string => `iso27001-2022:${code}`
const graph = crosswalkGraph(shippedPairs)
const good: SocControlFacts = { operating: true, ineffective: false, patternRatio: 1, testedInWindow: true }

/** `controls`: which controls name which requirement; everything is fine unless stated otherwise. */
const lookups = (
  controls: Readonly<Record<string, readonly string[]>>,
  over: Partial<SocLookups> & { readonly facts?: Readonly<Record<string, Partial<SocControlFacts>>> } = {},
): SocLookups => ({
  controlsNaming: (id) => controls[id] ?? [],
  controlFacts: (id) => ({ ...good, ...over.facts?.[id] }),
  clause: over.clause ?? (() => 'idle'),
  openNcOn: over.openNcOn ?? (() => false),
})
const state = (criterion: string, of: SocLookups, report: 'type1' | 'type2' = 'type2') =>
  criterionResult(soc(criterion), graph, report, of)

describe('SOC 2 by criterion', () => {
  it('RE8: coverage is full with its own control or an equal or subset target, partial with others, otherwise none', () => {
    expect(state('C1.2', lookups({}))).toMatchObject({ coverage: 'none', state: 'gap', points: 0, controls: [] })
    expect(state('C1.2', lookups({ [iso('A.8.10')]: ['co_1'] }))).toMatchObject({
      coverage: 'partial',
      state: 'partial',
      points: 40,
      controls: ['co_1'],
    })
    expect(state('C1.2', lookups({ [soc('C1.2')]: ['co_2'] }))).toMatchObject({
      coverage: 'full',
      state: 'operating',
      points: 100,
      problems: [],
    })
    const own = crosswalkGraph([
      ...shippedPairs,
      {
        source: soc('C1.2'),
        target: iso('A.8.10'),
        relation: 'subset',
        confidence: 'high',
        rationale: 'Ours.',
        origin: 'own',
        id: 'xw_1',
      },
    ])
    expect(criterionResult(soc('C1.2'), own, 'type1', lookups({ [iso('A.8.10')]: ['co_1'] }))).toMatchObject({
      coverage: 'full',
      state: 'operating',
    })
  })

  it('RE11: only a control or an operating clause covers: one that could not be judged, or with a failing blocker, does not', () => {
    expect(state('CC1.2', lookups({}))).toMatchObject({
      coverage: 'none',
      state: 'gap',
      points: 0,
      problems: [{ type: 'noControl' }],
    })
    expect(state('CC1.2', lookups({}, { clause: (id) => (id === iso('9.3.1') ? 'operating' : 'idle') }))).toMatchObject(
      { coverage: 'partial', state: 'partial', points: 40 },
    )
    const failing = lookups({}, { clause: (id) => (id === iso('9.3.1') ? 'blocked' : 'operating') })
    expect(state('CC1.2', failing)).toMatchObject({
      coverage: 'partial',
      state: 'partial',
      problems: [{ type: 'clauseBlocker', clauses: [iso('9.3.1')] }, { type: 'onlyPartial' }],
    })
    expect(state('CC1.2', lookups({}, { clause: () => 'blocked' }))).toMatchObject({ coverage: 'none', state: 'gap' })
  })

  it('RE11: only a test finding is an exception; an open nonconformity or a failing clause keeps a criterion partial and is listed', () => {
    const own = { [soc('CC8.1')]: ['co_1'], [iso('A.8.32')]: ['co_2'] }
    expect(state('CC8.1', lookups(own, { facts: { co_2: { ineffective: true } } }))).toMatchObject({
      state: 'exception',
      points: 20,
      problems: [{ type: 'ineffective', controls: ['co_2'] }],
    })
    const nc = state('CC8.1', lookups(own, { openNcOn: (id) => id === soc('CC8.1') }))
    expect(nc).toMatchObject({ coverage: 'full', state: 'partial', points: 40, problems: [{ type: 'openNc' }] })
    const blocked = state('CC8.1', lookups(own, { clause: (id) => (id === iso('8.1') ? 'blocked' : 'idle') }))
    expect(blocked).toMatchObject({
      coverage: 'full',
      state: 'partial',
      problems: [{ type: 'clauseBlocker', clauses: [iso('8.1')] }],
    })
    // Both block the verdict, as do an exception and a criterion without coverage.
    const scores = socScores([nc, blocked, state('CC8.1', lookups(own)), state('C1.2', lookups({}))])
    expect(unansweredIn(scores).map(({ criterion }) => criterion)).toEqual([soc('CC8.1'), soc('CC8.1'), soc('C1.2')])
  })

  it('RE8: type 1 requires operating controls; type 2 also the pattern and a signed test in the window', () => {
    const of = (facts: Partial<SocControlFacts>) => lookups({ [soc('A1.1')]: ['co_1'] }, { facts: { co_1: facts } })
    expect(state('A1.1', of({ operating: false }), 'type1')).toMatchObject({
      state: 'designed',
      points: 60,
      problems: [{ type: 'notOperating', controls: ['co_1'] }],
    })
    expect(state('A1.1', of({ testedInWindow: false, patternRatio: 0.5 }), 'type1').state).toBe('operating')
    expect(state('A1.1', of({ patternRatio: 0.9 })).problems).toEqual([{ type: 'pattern', controls: ['co_1'] }])
    expect(state('A1.1', of({ testedInWindow: false })).state).toBe('designed')
    expect(state('A1.1', of({ patternRatio: undefined })).state).toBe('operating')
  })

  it('RE8: a criterion covered by clauses alone is designed, never operating', () => {
    const own = crosswalkGraph([
      {
        source: soc('CC1.2'),
        target: iso('9.3.1'),
        relation: 'equal',
        confidence: 'high',
        rationale: 'Ours.',
        origin: 'own',
        id: 'xw_1',
      },
    ])
    expect(criterionResult(soc('CC1.2'), own, 'type1', lookups({}, { clause: () => 'operating' }))).toMatchObject({
      coverage: 'full',
      state: 'designed',
    })
  })

  it('RE8: scores are means of points per series and over all criteria in scope, rounded half up', () => {
    const results = socResults(
      ['availability'],
      graph,
      'type1',
      lookups({ [soc('A1.1')]: ['co_1'], [soc('A1.2')]: ['co_1'] }),
    )
    expect(results).toHaveLength(36)
    const scores = socScores(results)
    expect(scores.series.map(({ code }) => code)).toEqual([
      'CC1',
      'CC2',
      'CC3',
      'CC4',
      'CC5',
      'CC6',
      'CC7',
      'CC8',
      'CC9',
      'A1',
    ])
    // 100, 100 and a gap: 66.67.
    expect(scores.series.at(-1)).toEqual({ code: 'A1', score: 67, criteria: 3, exceptions: 0 })
    const mean = results.reduce((sum, { points }) => sum + points, 0) / results.length
    expect(scores.overall).toBe(Math.floor(mean + 0.5))
    expect(scores.states).toEqual({
      exception: 0,
      gap: results.filter(({ state }) => state === 'gap').length,
      partial: results.filter(({ state }) => state === 'partial').length,
      operating: 2,
      designed: 0,
    })
    expect(socScores([])).toEqual({
      overall: null,
      series: [],
      states: { exception: 0, gap: 0, partial: 0, operating: 0, designed: 0 },
      results: [],
    })
  })

  it('RE8: lists the keys that can affect a criterion', () => {
    expect(criterionKeys(soc('A1.3'), graph)).toEqual([soc('A1.3'), iso('A.5.30'), iso('A.5.29'), iso('A.8.13')])
  })
})
