/**
 * How two requirements relate (XW1), how much a met one supports the other (XW2), and what follows from two relations
 * in a row (XW3).
 */

/**
 * Read as "source R target", comparing what each requires: `subset` means the target requires everything the source
 * does.
 */
export const relations = ['equal', 'subset', 'superset', 'intersects', 'none'] as const
export type Relation = (typeof relations)[number]

export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** XW3: `possible` is only a hint and counts as nothing. */
export type PathRelation = Relation | 'possible'
export type Coverage = 'full' | 'partial' | 'none'

const inverses: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  subset: 'superset',
  superset: 'subset',
  intersects: 'intersects',
  none: 'none',
}
/** XW1: the same judgement in the opposite direction. */
export const inverse = (relation: Relation): Relation => inverses[relation]

/** XW2: how much a target supports its source once the target is met. Several partial ones never add up to full. */
export function supportBy(relation: PathRelation): Coverage {
  if (relation === 'equal' || relation === 'subset') return 'full'
  return relation === 'superset' || relation === 'intersects' ? 'partial' : 'none'
}

/** XW3: combines A R1 B and B R2 C. What cannot be inferred is `possible`; nothing follows across a `none`. */
export function compose(first: Relation, second: Relation): PathRelation {
  if (first === 'none' || second === 'none') return 'none'
  if (first === 'equal') return second
  if (second === 'equal') return first
  return first === second && first !== 'intersects' ? first : 'possible'
}

/** XW3: the lowest confidence on the path. */
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
