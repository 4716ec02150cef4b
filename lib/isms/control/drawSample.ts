/**
 * Drawing a reproducible sample: numbers 1..N from a seed that is recorded with them. The seed is the only randomness;
 * SHA-256 over seed and counter is the stream, so the draw depends on no library.
 */

import { sha256 } from '~/lib/shared/hash'
import { utf8 } from '~/lib/shared/bytes'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { Control } from '~/lib/records/kinds/control'

export interface SampleRequest {
  readonly population: number
  readonly size: number
  readonly method: 'random' | 'systematic'
  readonly seed: string
}

/** Nobody examines a larger sample, and a form cannot show one. */
export const maxSample = 5000

/**
 * Numbers of the occurrences to examine, ascending and distinct. `systematic`: a start within the first interval from
 * the seed, then every N/n-th. Fails with `invalidField` and a message that says what would be valid.
 */
export function drawSample({ population, size, method, seed }: SampleRequest): Result<readonly number[]> {
  if (!Number.isInteger(population) || population < 1)
    return fail('invalidField', 'Say first how many occurrences there are in the period.', { field: 'populationSize' })
  if (population > 2 ** 32)
    return fail('invalidField', 'A population is at most 4,294,967,296.', { field: 'populationSize' })
  if (!Number.isInteger(size) || size < 1)
    return fail('invalidField', 'A sample has at least one item.', { field: 'sampleSize' })
  if (size > population)
    return fail('invalidField', 'A sample is not larger than its population.', { field: 'sampleSize' })
  if (size > maxSample)
    return fail(
      'invalidField',
      `A sample of more than ${maxSample} is not drawn here. Examine all of them, or draw it elsewhere.`,
      { field: 'sampleSize' },
    )
  if (seed.trim() === '') return fail('invalidField', 'A seed lets others draw the same sample.', { field: 'seed' })
  const next = stream(seed.trim())
  if (method === 'systematic') {
    const interval = population / size
    // One fractional start for all: every item has the same chance even if N/n is not an integer.
    const start = (next() / 2 ** 32) * interval
    return ok(Array.from({ length: size }, (_, i) => Math.min(population, Math.floor(start + i * interval) + 1)))
  }
  const chosen = new Set<number>()
  // Rejection keeps every number equally likely; Floyd's algorithm needs no list of the population.
  for (let top = population - size + 1; top <= population; top++) {
    const number = below(top, next) + 1
    chosen.add(chosen.has(number) ? top : number)
  }
  return ok([...chosen].sort((a, b) => a - b))
}

/** Unsigned 32-bit words: SHA-256 of `seed`, a colon and a counter; eight words per block, big-endian. */
function stream(seed: string): () => number {
  let block: Uint8Array = new Uint8Array()
  let at = 0
  let counter = 0
  return () => {
    if (at >= block.length) {
      block = sha256(utf8(`${seed}:${counter++}`))
      at = 0
    }
    const word = new DataView(block.buffer, block.byteOffset + at, 4).getUint32(0)
    at += 4
    return word
  }
}

function below(limit: number, next: () => number): number {
  const bound = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const word = next()
    if (word < bound) return word % limit
  }
}

/** Common sample sizes in practice, by control frequency; the product's own judgement, not taken from a standard. */
export const usualSample: Readonly<Record<NonNullable<Control['frequency']>, number>> = {
  annual: 1,
  semiannual: 1,
  quarterly: 2,
  monthly: 3,
  weekly: 5,
  daily: 25,
  perEvent: 25,
  continuous: 25,
}

/** The usual sample size, capped at the population. */
export const suggestedSize = (frequency: Control['frequency'], population: number | undefined): number | undefined =>
  frequency === undefined ? undefined : Math.min(usualSample[frequency], population ?? Infinity)
