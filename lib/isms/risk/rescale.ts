/**
 * Moving scores to a changed scale (RS8): proposed here, decided by a person, written as one command. Nothing is
 * rescaled by itself.
 */

import type { Risk } from '~/lib/records/kinds/risk'

export type Axis = 'l' | 'i'
/** Score before → score under the new method, per axis. */
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
 * Risks with a score above a scale of m likelihoods and n impacts. What was off the old scale, too, is shown all the
 * same.
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

/** Whole scores of 1 and more that occur, lowest first: what a mapping must answer. */
export function scoresInUse(risks: readonly Risk[], axis: Axis): readonly number[] {
  const found = new Set(
    risks
      .flatMap((risk) => fieldsOf(axis).map((field) => risk[field]))
      .filter((score) => score !== undefined && Number.isInteger(score) && score >= 1),
  )
  return [...(found as ReadonlySet<number>)].sort((a, b) => a - b)
}

/** A proposal that keeps the ends of the scale and the order; the person changes it as the meanings ask. */
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
 * The edits that write a confirmed mapping and the new matrix hash to risks, all for one command (RS8). Scores that the
 * mapping does not name stay as they are: 0, negative numbers and fractions remain off the scale until scored again.
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
