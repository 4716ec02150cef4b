/**
 * How much more work eight times the input is: about 8 where it grows with the input, 64 where it grows with its
 * square. Time of the processor, not of the clock, so that a busy machine does not matter; the least of many, so that
 * neither a pause nor what the engine does beside it (compiling, collecting garbage) does.
 */

export async function growth(work: (size: number) => Promise<void> | void, size: number): Promise<number> {
  const spent = async (of: number): Promise<number> => {
    const before = process.cpuUsage()
    await work(of)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await work(size)
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 12; round++) {
    small = Math.min(small, await spent(size))
    large = Math.min(large, await spent(8 * size))
    if (round >= 2 && large / Math.max(small, noTime) < mostGrowth) break
  }
  return large / Math.max(small, noTime)
}

/** In microseconds: what is done in less has no growth that could be told from noise. */
const noTime = 4_000

/** Between 8 and 64, nearer to 8. */
export const mostGrowth = 20
