/**
 * Moving scores to a changed scale (RS8): proposed here, decided by a person, written as one command. Nothing is
 * rescaled automatically.
 */

import type { Risk } from '~/lib/records/kinds/risk'

export type Axis = 'l' | 'i'
/** Old score → score under the new method, per axis. */
export interface ScoreMapping {
  readonly l: Readonly<Record<number, number>>
  readonly i: Readonly<Record<number, number>>
}

const stages = ['inherent', 'current', 'residual'] as const
type ScoreField = `${(typeof stages)[number]}${'L' | 'I'}`
const fieldsOf = (axis: Axis): readonly ScoreField[] =>
  stages.map((stage): ScoreField => `${stage}${axis === 'l' ? 'L' : 'I'}`)

export interface Outside {
  readonly risk: Risk
  readonly fields: readonly ScoreField[]
}

/**
 * Risks with a score above a scale of m likelihoods and n impacts, including scores that were already off the old
 * scale.
 */
export function risksOutside(risks: readonly Risk[], m: number, n: number): readonly Outside[] {
  return risks
    .map((risk) => ({
      risk,
      fields: [
        ...fieldsOf('l').filter((field) => (risk[field] ?? 0) > m),
        ...fieldsOf('i').filter((field) => (risk[field] ?? 0) > n),
      ],
    }))
    .filter(({ fields }) => fields.length > 0)
}

/** Integer scores from 1 that occur, ascending: those a mapping must cover. */
export function scoresInUse(risks: readonly Risk[], axis: Axis): readonly number[] {
  const found = new Set(
    risks
      .flatMap((risk) => fieldsOf(axis).map((field) => risk[field]))
      .filter((score) => score !== undefined && Number.isInteger(score) && score >= 1),
  )
  return [...(found as ReadonlySet<number>)].sort((a, b) => a - b)
}

/**
 * Proposes a mapping that keeps both ends of the scale and the order; a person adjusts it to the meaning of the steps.
 */
export function proposeMapping(
  scores: readonly number[],
  before: number,
  after: number,
): Readonly<Record<number, number>> {
  return Object.fromEntries(
    scores.map((score) => [
      score,
      score > before ? after : before <= 1 ? 1 : Math.round(1 + ((score - 1) * (after - 1)) / (before - 1)),
    ]),
  )
}

export interface RescaleEdit {
  readonly id: string
  readonly changes: readonly { readonly op: 'set'; readonly field: string; readonly value: number | string }[]
}

/**
 * The edits that apply a confirmed mapping and the new matrix hash to the risks, for one command (RS8). Scores not in
 * the mapping stay unchanged: 0, negative numbers and fractions remain off the scale until they are scored again.
 */
export function rescaleEdits(
  risks: readonly Risk[],
  mapping: ScoreMapping,
  matrixHash: string,
): readonly RescaleEdit[] {
  return risks
    .filter((risk) => risk.matrixHash !== matrixHash && hasScore(risk))
    .map((risk) => ({
      id: risk.id,
      changes: [
        ...(['l', 'i'] as const).flatMap((axis) =>
          fieldsOf(axis).flatMap((field) => {
            const score = risk[field]
            const next = score === undefined ? undefined : mapping[axis][score]
            return next === undefined || next === score ? [] : [{ op: 'set' as const, field, value: next }]
          }),
        ),
        { op: 'set' as const, field: 'matrixHash', value: matrixHash },
      ],
    }))
}

const hasScore = (risk: Risk): boolean =>
  [...fieldsOf('l'), ...fieldsOf('i')].some((field) => risk[field] !== undefined)
