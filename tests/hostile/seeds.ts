/**
 * Seeds of the fuzzers: the first `HOSTILE_SEEDS` whole numbers from 1, else the `few` of every run. A failure names
 * its seed; `HOSTILE_SEED=17` runs that one alone.
 */
export function seeds(few: readonly number[]): readonly number[] {
  const one = Number(process.env.HOSTILE_SEED)
  if (Number.isSafeInteger(one) && one > 0) return [one]
  const many = Number(process.env.HOSTILE_SEEDS)
  return Number.isSafeInteger(many) && many > 0 ? Array.from({ length: many }, (_, at) => at + 1) : few
}
