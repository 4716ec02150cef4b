/**
 * How two requirements relate (XW1), what a met one does for the other (XW2), and what two relations in a row say
 * (XW3).
 */

/** Read as "source R target" over what is asked: `subset` = all the source asks is asked by the target, too. */
export const relations = ['equal', 'subset', 'superset', 'intersects', 'none'] as const
export type Relation = (typeof relations)[number]

export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** XW3: `possible` is a hint and counts as nothing. */
export type PathRelation = Relation | 'possible'
export type Coverage = 'full' | 'partial' | 'none'

const inverses: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  subset: 'superset',
  superset: 'subset',
  intersects: 'intersects',
  none: 'none',
}
/** XW1: the same judgement read from the other side. */
export const inverse = (relation: Relation): Relation => inverses[relation]

/** XW2: support of a source by its target once that is met. Several partials never add up to full. */
export function supportBy(relation: PathRelation): Coverage {
  if (relation === 'equal' || relation === 'subset') return 'full'
  return relation === 'superset' || relation === 'intersects' ? 'partial' : 'none'
}

/** XW3: A R1 B and B R2 C. What cannot be concluded is `possible`; over a `none` nothing is said at all. */
export function compose(first: Relation, second: Relation): PathRelation {
  if (first === 'none' || second === 'none') return 'none'
  if (first === 'equal') return second
  if (second === 'equal') return first
  return first === second && first !== 'intersects' ? first : 'possible'
}

/** XW3: the lowest on the path. */
export const lowest = (...of: readonly Confidence[]): Confidence =>
  confidences[Math.max(...of.map((one) => confidences.indexOf(one)))]!

const strength: readonly PathRelation[] = ['equal', 'subset', 'superset', 'intersects', 'possible', 'none']
/** Order of paths: the stronger relation first, then the higher confidence. */
export const byStrength = (
  a: { readonly relation: PathRelation; readonly confidence: Confidence },
  b: { readonly relation: PathRelation; readonly confidence: Confidence },
): number =>
  strength.indexOf(a.relation) - strength.indexOf(b.relation) ||
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
