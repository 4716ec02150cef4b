/** All crosswalk judgements as one graph, walked in both directions, at most two hops (XW3). */

import { frameworkOf } from '~/lib/records/derivedIds'
import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import {
  byStrength,
  compose,
  inverse,
  lowest,
  type Confidence,
  type PathRelation,
  type Relation,
} from '~/lib/content/crosswalk/relation'

/** A pair as seen from one end: `from relation to`. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly relation: Relation
  readonly pair: CrosswalkPair
}

/** One or two edges from a requirement to a requirement of another framework. */
export interface Path {
  readonly to: string
  /** The requirement in between, for two hops. */
  readonly via?: string
  readonly relation: PathRelation
  readonly confidence: Confidence
  readonly edges: readonly Edge[]
}

export interface CrosswalkGraph {
  /** One row per pair; own rows replace shipped ones. */
  readonly pairs: readonly CrosswalkPair[]
  /** Direct edges, strongest first, including explicit `none` rows. */
  readonly edgesOf: (requirement: string) => readonly Edge[]
  /**
   * Relations to requirements of other frameworks, strongest first; never `none`. A pair that was judged directly is
   * not derived again through two hops.
   */
  readonly pathsFrom: (requirement: string) => readonly Path[]
}

const keyOf = ({ source, target }: CrosswalkPair): string => [source, target].sort().join('~')

/** One row per pair: own before shipped, reviewed before draft, then the smaller id. */
export function onePerPair(pairs: readonly CrosswalkPair[]): readonly CrosswalkPair[] {
  const best = new Map<string, CrosswalkPair>()
  const rank = ({ origin, status }: CrosswalkPair): number => (origin === 'shipped' ? 2 : status === 'reviewed' ? 0 : 1)
  for (const pair of pairs) {
    const key = keyOf(pair)
    const other = best.get(key)
    if (!other || rank(pair) < rank(other) || (rank(pair) === rank(other) && (pair.id ?? '') < (other.id ?? '')))
      best.set(key, pair)
  }
  return [...best.values()]
}

export function crosswalkGraph(all: readonly CrosswalkPair[]): CrosswalkGraph {
  const pairs = onePerPair(all)
  const edges = new Map<string, Edge[]>()
  const add = (edge: Edge): void =>
    void ((list) => (list ? list.push(edge) : edges.set(edge.from, [edge])))(edges.get(edge.from))
  for (const pair of pairs) {
    add({ from: pair.source, to: pair.target, relation: pair.relation, pair })
    add({ from: pair.target, to: pair.source, relation: inverse(pair.relation), pair })
  }
  const asPath = ({ relation, pair: { confidence } }: Edge) => ({ relation, confidence })
  for (const list of edges.values()) list.sort((a, b) => byStrength(asPath(a), asPath(b)))
  const edgesOf = (requirement: string): readonly Edge[] => edges.get(requirement) ?? []

  const known = new Map<string, readonly Path[]>()
  function pathsFrom(requirement: string): readonly Path[] {
    const done = known.get(requirement)
    if (done) return done
    const paths = walk(requirement, edgesOf)
    known.set(requirement, paths)
    return paths
  }
  return { pairs, edgesOf, pathsFrom }
}

function walk(from: string, edgesOf: CrosswalkGraph['edgesOf']): readonly Path[] {
  const own = frameworkOf(from)
  const direct = edgesOf(from)
  const judged = new Set(direct.map(({ to }) => to))
  const best = new Map<string, Path>()
  for (const edge of direct)
    if (edge.relation !== 'none')
      best.set(edge.to, { to: edge.to, relation: edge.relation, confidence: edge.pair.confidence, edges: [edge] })
  for (const first of direct) {
    for (const second of first.relation === 'none' ? [] : edgesOf(first.to)) {
      // No path leads back into its own framework, and a pair somebody judged is not derived.
      if (frameworkOf(second.to) === own || judged.has(second.to)) continue
      const relation = compose(first.relation, second.relation)
      if (relation === 'none') continue
      const path: Path = {
        to: second.to,
        via: first.to,
        relation,
        confidence: lowest(first.pair.confidence, second.pair.confidence),
        edges: [first, second],
      }
      const other = best.get(second.to)
      if (!other || byStrength(path, other) < 0) best.set(second.to, path)
    }
  }
  return [...best.values()].sort((a, b) => byStrength(a, b) || a.edges.length - b.edges.length)
}
