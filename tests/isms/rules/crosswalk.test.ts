import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { csf } from '~/lib/content/catalogue/csf'
import { annexA, clauseItems } from '~/lib/content/catalogue/iso27001'
import { criteria, soc2Id } from '~/lib/content/catalogue/soc2'
import { crosswalkGraph, onePerPair } from '~/lib/isms/framework/crosswalkGraph'
import { ownPairs, type CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import {
  compose,
  confidences,
  inverse,
  lowest,
  relations,
  supportBy,
  type Confidence,
  type Relation,
} from '~/lib/content/crosswalk/relation'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { row } from '../rows'

const iso = (code: string): string => `iso27001-2022:${code}`
const soc = (code: string): string => `${soc2Id}:${code}`
const graph = crosswalkGraph(shippedPairs)
const pair = (
  source: string,
  relation: Relation,
  target: string,
  rest: Partial<CrosswalkPair> = {},
): CrosswalkPair => ({ source, target, relation, confidence: 'medium', rationale: 'why', origin: 'own', ...rest })

/**
 * isms.md 6.2; CC6.4 > A.7.6, CC6.7 > A.5.14 and A1.2 > A.8.13 only overlap, because each side requires more. `code:
 * superset targets | intersects targets`, `!` high, `?` low.
 */
const table = `
CC1.1: | 5.1, A.5.4, A.6.2, A.6.4!
CC1.2: | 5.1, 9.3.1, 9.3.3, A.5.35?
CC1.3: A.5.2 | 5.3!, A.5.3, A.5.4
CC1.4: A.6.1, A.6.3 | 7.1, 7.2!
CC1.5: | 5.3, A.5.4, A.5.36, A.6.4
CC2.1: | 7.5.1, 9.1, A.5.9, A.5.33, A.8.15, A.8.17?
CC2.2: 7.3 | 5.2, 7.4, A.5.1, A.6.3, A.6.8
CC2.3: | 7.4!, A.5.5, A.5.6?, A.5.14, A.5.20, A.6.6
CC3.1: | 4.1, 4.2, 4.3, 6.1.1, 6.2!, A.5.31
CC3.2: | 6.1.2!, 8.2!, A.5.7, A.5.9, A.5.12, A.8.8
CC3.3: | 6.1.2, A.5.3, A.8.2?
CC3.4: | 4.1, 6.3!, 8.2, A.5.7, A.5.8, A.8.32?
CC4.1: 9.2.1 | 9.1!, 9.2.2, A.5.35, A.5.36, A.8.34?
CC4.2: | 9.3.2, 9.3.3, 10.1, 10.2!
CC5.1: | 6.1.3!, 8.1, 8.3, A.5.3
CC5.2: | 6.1.3, A.5.15?, A.8.9, A.8.20, A.8.25, A.8.27
CC5.3: A.5.1, A.5.37 | 5.2, 7.5.2, 7.5.3, 8.1, A.5.10, A.5.36
CC6.1: A.5.15, A.5.17, A.8.3, A.8.4, A.8.5 | A.5.9, A.5.12, A.5.13?, A.5.16, A.8.2, A.8.11?, A.8.18, A.8.20, A.8.22, A.8.24
CC6.2: | A.5.16!, A.5.18, A.6.1?, A.6.5
CC6.3: A.5.18, A.8.2 | A.5.3, A.5.15, A.8.3
CC6.4: A.7.1, A.7.2, A.7.3 | A.7.6, A.7.4, A.7.7?, A.7.8
CC6.5: A.7.14 | A.5.11, A.7.10, A.8.10
CC6.6: | A.6.7, A.8.5, A.8.20!, A.8.21, A.8.22, A.8.23
CC6.7: | A.5.14, A.5.10, A.7.9, A.7.10, A.8.1, A.8.12, A.8.24
CC6.8: A.8.7, A.8.19 | A.8.1, A.8.9, A.8.18, A.8.23?
CC7.1: A.8.8 | A.5.7, A.8.9, A.8.16, A.8.29
CC7.2: A.8.16 | A.6.8, A.7.4, A.8.15, A.8.17
CC7.3: A.5.25 | A.5.24, A.5.28
CC7.4: A.5.26 | A.5.5, A.5.24, A.5.27, A.5.28, A.6.8
CC7.5: | A.5.26, A.5.27, A.5.29, A.5.30, A.8.13
CC8.1: A.8.29, A.8.31, A.8.32 | 8.1, A.5.8, A.8.4, A.8.9, A.8.19, A.8.25, A.8.26, A.8.27, A.8.28, A.8.30, A.8.33
CC9.1: | 6.1.3, A.5.29!, A.5.30, A.8.13, A.8.14
CC9.2: A.5.19, A.5.20, A.5.22 | A.5.21, A.5.23, A.6.6, A.8.30
A1.1: | A.8.6!
A1.2: A.7.5, A.7.11, A.8.14 | A.8.13, A.5.29, A.7.8, A.7.12?, A.7.13
A1.3: | A.5.30!, A.5.29, A.8.13
C1.1: | A.5.12, A.5.13, A.5.33, A.6.6, A.8.3, A.8.11, A.8.12
C1.2: | A.7.10, A.7.14, A.8.10!
PI1.1: | A.5.37?, A.8.26?
PI1.2: | A.8.26?, A.8.28?
PI1.3: | A.8.26?, A.8.28?
PI1.4: | A.5.14?, A.8.26?
PI1.5: | A.5.33?, A.8.3?, A.8.13?
P1.1: | A.5.34
P2.1: | A.5.34
P3.1: | A.5.34
P3.2: | A.5.34
P4.1: | A.5.34
P4.2: | A.5.34, A.5.33, A.8.10
P4.3: | A.5.34, A.7.14, A.8.10
P5.1: | A.5.34
P5.2: | A.5.34
P6.1: | A.5.34, A.5.14
P6.2: | A.5.34, A.5.33
P6.3: | A.5.34, A.5.26, A.5.28
P6.4: | A.5.34, A.5.20
P6.5: | A.5.34, A.5.20
P6.6: | A.5.34, A.5.5, A.5.26
P6.7: | A.5.34
P7.1: | A.5.34
P8.1: | A.5.34, 10.2`

/**
 * isms.md 6.3, and what it lacks: risk responses, end of life, changes, malware, separation of duties, code and its
 * tests.
 */
const csfSeed: Readonly<Record<string, string>> = {
  'GV.OC': '4.1, 4.2, 4.3, A.5.31',
  'GV.RM': '6.1.1, 6.1.2, 6.1.3, 6.2',
  'GV.RR': '5.1, 5.3, 7.1, A.5.2, A.5.4, A.6.1, A.6.2, A.6.3, A.6.4, A.6.5',
  'GV.PO': '5.2, A.5.1',
  'GV.OV': '9.1, 9.3.1, 9.3.2, 9.3.3',
  'GV.SC': 'A.5.19, A.5.20, A.5.21, A.5.22, A.5.23',
  'ID.AM': 'A.5.9, A.5.11, A.5.12, A.7.14, A.8.10',
  'ID.RA': '6.1.2, 6.1.3, 8.2, 8.3, A.5.7, A.5.19, A.5.21, A.8.8, A.8.32',
  'ID.IM': '10.1, 10.2, A.5.27, A.5.35',
  'PR.AA': 'A.5.3, A.5.15, A.5.16, A.5.17, A.5.18, A.7.1, A.7.2, A.7.3, A.8.2, A.8.3, A.8.5',
  'PR.AT': '7.2, 7.3, A.6.3',
  'PR.DS': 'A.5.14, A.8.12, A.8.13, A.8.24',
  'PR.PS': 'A.7.13, A.7.14, A.8.7, A.8.9, A.8.15, A.8.19, A.8.25, A.8.28, A.8.29',
  'PR.IR': 'A.7.5, A.8.6, A.8.14, A.8.20, A.8.22',
  'DE.CM': 'A.5.22, A.7.4, A.8.7, A.8.16',
  'DE.AE': 'A.5.25, A.5.7, A.8.15, A.8.16',
  'RS.MA': 'A.5.24, A.5.26',
  'RS.AN': 'A.5.25, A.5.28',
  'RS.CO': 'A.5.5, A.5.26, A.6.8',
  'RS.MI': 'A.5.26',
  'RC.RP': 'A.5.29, A.5.30, A.8.13',
  'RC.CO': '7.4, A.5.26',
}

describe('crosswalk that ships (isms.md 6.2, 6.3)', () => {
  it('contains exactly the pairs of the table with their relation and confidence', () => {
    const marks: Readonly<Record<string, Confidence>> = { '!': 'high', '?': 'low' }
    const wanted = table
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [code, rest] = line.split(': ') as [string, string]
        const [superset, intersects] = rest.replace(/^\|/, ' |').split('|') as [string, string]
        const read = (text: string, relation: Relation) =>
          text
            .split(',')
            .map((part) => part.trim())
            .filter(Boolean)
            .map((part) => `${code} ${relation} ${part.replace(/[!?]$/, '')} ${marks[part.slice(-1)] ?? 'medium'}`)
        return [...read(superset, 'superset'), ...read(intersects, 'intersects')]
      })
    const shipped = shippedPairs
      .filter(({ source }) => source.startsWith(soc2Id))
      .map(
        ({ source, target, relation, confidence }) =>
          `${source.split(':')[1]} ${relation} ${target.split(':')[1]} ${confidence}`,
      )
    expect([...shipped].sort()).toEqual([...wanted].sort())
    expect(wanted.length).toBeGreaterThan(230)
  })

  it('every criterion has a target, every Annex A control a source or an explicit row without one', () => {
    for (const { id } of criteria)
      expect(graph.edgesOf(id).filter(({ relation }) => relation !== 'none').length, id).toBeGreaterThan(0)
    const toSoc = (id: string): boolean =>
      graph
        .edgesOf(id)
        .some(({ to, relation }) => to.startsWith(`${soc2Id}:`) || (to === soc2Id && relation === 'none'))
    expect([...annexA, ...clauseItems].filter(({ id }) => !toSoc(id)).map(({ code }) => code)).toEqual([])
    expect(shippedPairs.filter(({ relation }) => relation === 'none').map(({ source }) => source)).toEqual([
      iso('A.5.32'),
      iso('4.4'),
    ])
  })

  it('reaches A.5.34, A.7.5, A.7.11, A.7.12, A.7.13, A.8.6 only through optional categories', () => {
    const onlyOptional = annexA.filter(({ id }) => {
      const sources = graph
        .edgesOf(id)
        .filter(({ to }) => to.startsWith(`${soc2Id}:`))
        .map(({ to }) => to)
      return sources.length > 0 && sources.every((source) => !source.startsWith(soc('CC')))
    })
    expect(onlyOptional.map(({ code }) => code)).toEqual(['A.5.34', 'A.7.5', 'A.7.11', 'A.7.12', 'A.7.13', 'A.8.6'])
  })

  it('names no unknown requirement, has one row per pair, and a separate rationale for each', () => {
    for (const { source, target, relation, rationale } of shippedPairs) {
      expect(requirementById(source)?.assessable, source).toBe(true)
      expect(relation === 'none' || requirementById(target)?.assessable, target).toBe(true)
      expect(rationale, `${source} ${target}`).toMatch(/^[A-Z].{12,140}\.$/)
    }
    expect(onePerPair(shippedPairs)).toHaveLength(shippedPairs.length)
    const soc2Rationales = shippedPairs
      .filter(({ source }) => source.startsWith(soc2Id))
      .map(({ rationale }) => rationale)
    expect(new Set(soc2Rationales).size).toBe(soc2Rationales.length)
  })

  it('XW7: change management maps to operational control, and five CSF outcomes to the controls about them', () => {
    const targets = (id: string): readonly string[] =>
      shippedPairs.filter(({ source }) => source === id).map(({ target }) => target.split(':')[1]!)
    expect(targets(soc('CC8.1'))).toContain('8.1')
    expect(targets(soc('CC8.1'))).not.toContain('6.3')
    expect(
      ['ID.RA-09', 'DE.CM-06', 'DE.AE-07', 'PR.AA-06', 'GV.RR-04'].map((code) => targets(`csf-2.0:${code}`)),
    ).toEqual([
      ['6.1.2', 'A.5.21'],
      ['A.8.16', 'A.5.22'],
      ['A.8.16', 'A.5.7'],
      ['A.7.2', 'A.7.1', 'A.7.3'],
      ['A.6.1', 'A.5.4', 'A.6.2', 'A.6.3', 'A.6.4', 'A.6.5'],
    ])
  })

  it('CSF: every subcategory has a target, and together those of a category are the listed ones', () => {
    const targets = (category: string): readonly string[] => [
      ...new Set(
        shippedPairs
          .filter(({ source }) => source.startsWith(`csf-2.0:${category}-`))
          .map(({ target }) => target.split(':')[1]!),
      ),
    ]
    for (const [category, seed] of Object.entries(csfSeed))
      expect([...targets(category)].sort(), category).toEqual(seed.split(', ').sort())
    expect(csf.requirements.filter(({ assessable, id }) => assessable && graph.edgesOf(id).length === 0)).toEqual([])
    expect(
      shippedPairs
        .filter(({ source }) => source.startsWith('csf'))
        .every(({ relation, confidence }) => relation === 'intersects' && confidence === 'medium'),
    ).toBe(true)
  })
})

describe('relations', () => {
  it('XW1: the inverse of the inverse is the relation; both ends of every shipped pair agree', () => {
    for (const relation of relations) expect(inverse(inverse(relation))).toBe(relation)
    for (const { source, target, relation } of shippedPairs) {
      const there = graph.edgesOf(source).find(({ to }) => to === target)!
      const back = graph.edgesOf(target).find(({ to }) => to === source)!
      expect([there.relation, back.relation]).toEqual([relation, inverse(relation)])
      expect(back.pair).toBe(there.pair)
    }
    expect(graph.edgesOf(iso('A.5.2')).find(({ to }) => to === soc('CC1.3'))?.relation).toBe('subset')
  })

  it('XW2: equal and subset give full support, superset and intersects partial', () => {
    expect(relations.map(supportBy)).toEqual(['full', 'full', 'partial', 'partial', 'none'])
    expect(supportBy('possible')).toBe('none')
  })

  it('XW3: equal is neutral, two of a kind are kept, everything else is possible; the lowest confidence counts', () => {
    for (const relation of relations) {
      expect(compose('equal', relation)).toBe(relation)
      expect(compose(relation, 'equal')).toBe(relation)
    }
    expect([compose('subset', 'subset'), compose('superset', 'superset')]).toEqual(['subset', 'superset'])
    for (const [a, b] of [
      ['subset', 'superset'],
      ['superset', 'subset'],
      ['intersects', 'intersects'],
      ['subset', 'intersects'],
      ['intersects', 'superset'],
    ] as const)
      expect(compose(a, b)).toBe('possible')
    expect([compose('none', 'equal'), compose('subset', 'none')]).toEqual(['none', 'none'])
    expect(lowest('high', 'low', 'medium')).toBe('low')
  })
})

describe('paths', () => {
  it('XW3: at most two hops, inferred from known pairs, never replacing a direct judgement', () => {
    const small = crosswalkGraph([
      pair('a:1', 'subset', 'b:1', { confidence: 'high' }),
      pair('b:1', 'subset', 'c:1', { confidence: 'low' }),
      pair('c:1', 'equal', 'd:1'),
      pair('b:1', 'superset', 'c:2'),
      pair('a:1', 'none', 'c:3'),
      pair('b:1', 'equal', 'c:3'),
    ])
    const paths = small.pathsFrom('a:1').map(({ to, via, relation, confidence }) => ({ to, via, relation, confidence }))
    expect(paths).toEqual([
      { to: 'b:1', via: undefined, relation: 'subset', confidence: 'high' },
      { to: 'c:1', via: 'b:1', relation: 'subset', confidence: 'low' },
      { to: 'c:2', via: 'b:1', relation: 'possible', confidence: 'medium' },
    ])
  })

  it('own rows replace shipped ones in either direction; archived and incomplete ones are ignored', () => {
    const record = (id: string, values: Record<string, string>) => row('crosswalk', id, values)
    const own = ownPairs([
      record('xw_1', {
        source: iso('A.5.2'),
        target: soc('CC1.3'),
        relation: 'equal',
        rationale: 'Ours is the whole of it.',
        confidence: 'high',
      }),
      record('xw_2', {
        source: soc('CC6.4'),
        target: iso('A.7.1'),
        relation: 'none',
        rationale: 'No site.',
        confidence: 'high',
        archivedOn: '2026-01-01',
      }),
      record('xw_3', { source: soc('CC6.4'), target: iso('A.7.1') }),
    ])
    const joined = crosswalkGraph([...shippedPairs, ...own])
    expect(joined.pairs).toHaveLength(shippedPairs.length)
    expect(joined.edgesOf(soc('CC1.3')).find(({ to }) => to === iso('A.5.2'))).toMatchObject({
      relation: 'equal',
      pair: { origin: 'own' },
    })
    expect(joined.edgesOf(soc('CC6.4')).find(({ to }) => to === iso('A.7.1'))).toMatchObject({ relation: 'superset' })
  })

  it('XW1, XW3 (property): both ends agree and two hops claim no more than the rule allows, whatever the order of rows', () => {
    const node = fc.constantFrom('a:1', 'a:2', 'b:1', 'b:2', 'c:1', 'c:2', 'd:1')
    const pairs = fc
      .array(
        fc.record({
          source: node,
          target: node,
          relation: fc.constantFrom(...relations),
          confidence: fc.constantFrom(...confidences),
        }),
        { maxLength: 14 },
      )
      .map((rows) =>
        onePerPair(
          rows
            .filter(({ source, target }) => source.split(':')[0] !== target.split(':')[0])
            .map((one, n): CrosswalkPair => ({ ...one, rationale: 'x', origin: 'own', id: `xw_${n}` })),
        ),
      )
    fc.assert(
      fc.property(pairs, (rows) => {
        const forth = crosswalkGraph(rows)
        const back = crosswalkGraph([...rows].reverse())
        for (const { source, target } of rows) {
          const there = forth.edgesOf(source).find(({ to }) => to === target)!
          expect(forth.edgesOf(target).find(({ to }) => to === source)!.relation).toBe(inverse(there.relation))
        }
        for (const from of ['a:1', 'a:2', 'b:1', 'b:2', 'c:1', 'c:2', 'd:1']) {
          const paths = forth.pathsFrom(from)
          const key = (of: typeof paths) =>
            of.map(({ to, relation, confidence }) => `${to} ${relation} ${confidence}`).sort()
          expect(key(back.pathsFrom(from))).toEqual(key(paths))
          for (const path of paths) {
            expect(path.edges.length).toBeLessThanOrEqual(2)
            expect(path.to.split(':')[0]).not.toBe(from.split(':')[0])
            const [first, second] = path.edges
            expect(path.relation).toBe(second ? compose(first!.relation, second.relation) : first!.relation)
            // Full support over two hops requires two edges that are equal or subset.
            expect(
              supportBy(path.relation) !== 'full' ||
                path.edges.every(({ relation }) => relation === 'equal' || relation === 'subset'),
            ).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
