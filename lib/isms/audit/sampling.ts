/** AU4: samples that an auditor can defend and that others can reproduce. */

import type { AuditItem } from '~/lib/records/kinds/auditItem'
import { validateRecord } from '~/lib/records/validateRecord'
import { sha256 } from '../../shared/hash'
import { utf8 } from '../../shared/bytes'
import { fail, ok, type Result } from '../../shared/result'

/**
 * AU4: true if an item checked by sampling does not say which population was sampled, how many of how many, and how
 * they were chosen.
 */
export const breaksSampling = (item: AuditItem): boolean =>
  validateRecord('auditItem', item).some(
    (problem) => problem.type === 'sampleMissing' || problem.type === 'sampleTooLarge',
  )

export interface DrawnSample {
  /** Positions in the population, 1-based, ascending. */
  readonly numbers: readonly number[]
  /** Reproduces the same draw. */
  readonly seed: string
}

const most = 500

/**
 * Draws positions from a population: `random` without replacement, `systematic` every n-th from a random start, `all`
 * the entire population. The same seed draws the same positions, which shows that the auditor did not pick them. Fails
 * with `sampleSizes`, or with `sampleJudgement` because a judgement sample is picked by a person.
 */
export function drawSample(
  of: Pick<AuditItem, 'populationSize' | 'sampleSize' | 'selection'>,
  seed: string,
): Result<DrawnSample> {
  const { populationSize: population, sampleSize: size, selection } = of
  if (selection === undefined || selection === 'judgemental')
    return fail(
      'sampleJudgement',
      'A judgemental sample is chosen by the auditor. Choose random or systematic to draw one.',
    )
  const wanted = selection === 'all' ? population : size
  if (population === undefined || wanted === undefined || wanted < 1 || wanted > population)
    return fail(
      'sampleSizes',
      'Set both sizes first; a sample has at least one member and is not larger than its population.',
    )
  if (wanted > most) return fail('sampleSizes', `At most ${most} members are drawn at once. Choose a smaller sample.`)
  if (selection === 'all') return ok({ numbers: Array.from({ length: wanted }, (_, at) => at + 1), seed })
  const next = numbersFrom(seed)
  return ok({
    numbers: selection === 'random' ? randomNumbers(population, wanted, next) : everyNth(population, wanted, next),
    seed,
  })
}

function randomNumbers(population: number, size: number, next: (below: number) => number): readonly number[] {
  const drawn = new Set<number>()
  // Floyd's algorithm: every subset of that size is equally likely, and the population is never listed.
  for (let top = population - size; top < population; top++) {
    const at = next(top + 1)
    drawn.add(drawn.has(at) ? top : at)
  }
  return [...drawn].map((at) => at + 1).sort((a, b) => a - b)
}

function everyNth(population: number, size: number, next: (below: number) => number): readonly number[] {
  const start = next(population)
  return Array.from(
    { length: size },
    (_, at) => ((start + Math.floor((at * population) / size)) % population) + 1,
  ).sort((a, b) => a - b)
}

/**
 * Uniform numbers from SHA-256 over seed and counter; values that would bias towards small results are rejected and
 * redrawn.
 */
function numbersFrom(seed: string): (below: number) => number {
  let counter = 0
  const word = (): number => new DataView(sha256(utf8(`${seed}/${counter++}`)).buffer).getUint32(0)
  return (below) => {
    const limit = Math.floor(0x1_0000_0000 / below) * below
    for (;;) {
      const value = word()
      if (value < limit) return value % below
    }
  }
}
