/** Which mutants a run tries: drawn by a seed, so that two people see the same ones. */

/** `count` of them, or all, in their own order. */
export function sampled<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = mulberry(seed)
  const order = all.map((_, index) => index)
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((index) => all[index]!)
}

/** Numbers in [0, 1) that depend on the seed alone (Tommy Ettinger's mulberry32, public domain). */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
