/**
 * How much more work eight times the input is: about 8 where it grows with the input, 64 where it grows with its square. Time of
 * the processor, not of the clock, so that a busy machine does not matter; the least of three, so that a pause does not.
 */

export async function growth(work: (size: number) => Promise<void> | void, size: number): Promise<number> {
  const spent = async (of: number): Promise<number> => {
    let least = Number.POSITIVE_INFINITY
    for (let round = 0; round < 3; round++) {
      const before = process.cpuUsage()
      await work(of)
      const { user, system } = process.cpuUsage(before)
      least = Math.min(least, user + system)
    }
    return least
  }
  await work(size)
  // What is done in no time has no growth that could be told from noise.
  return (await spent(8 * size)) / Math.max(await spent(size), 4_000)
}

/** Between 8 and 64, nearer to 8. */
export const mostGrowth = 20
