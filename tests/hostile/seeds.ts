/**
 * Seeds of the fuzzers: the first `HOSTILE_SEEDS` whole numbers from 1, else `few`. A failure names its seed;
 * `HOSTILE_SEED=17` runs that one alone.
 */
export function seeds(few: number): readonly number[] {
  const one = Number(process.env.HOSTILE_SEED)
  if (Number.isSafeInteger(one) && one > 0) return [one]
  const many = Number(process.env.HOSTILE_SEEDS)
  const count = Number.isSafeInteger(many) && many > 0 ? many : few
  return Array.from({ length: count }, (_, at) => at + 1)
}
