/**
 * Many small durable writes in few syncs. An idle writer writes at once; while one write runs, others gather,
 * and the next starts when its oldest item has waited `gatherMs`. An item's promise settles with its write.
 */

export interface GroupCommit<T> {
  /** Resolves when the item is durable; rejects when the write that carried it failed. */
  add(item: T): Promise<void>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

interface Waiting<T> {
  readonly item: T
  readonly since: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function createGroupCommit<T>(options: {
  readonly write: (items: readonly T[]) => Promise<void>
  readonly gatherMs: number
  /** Milliseconds of a clock that never falls. */
  readonly now?: () => number
}): GroupCommit<T> {
  const now = options.now ?? (() => performance.now())
  let waiting: Waiting<T>[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    for (let first = true; waiting.length > 0; first = false) {
      const rest = first ? 0 : options.gatherMs - (now() - waiting[0]!.since)
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
      const batch = waiting
      waiting = []
      try {
        await options.write(batch.map(({ item }) => item))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = undefined
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, since: now(), resolve, reject })
        running ??= run()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}
