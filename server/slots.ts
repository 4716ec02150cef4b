/** So many of a costly thing at once for each who asks, no more: connections of an address, logs being brought. */
export interface Slots {
  /** What gives the slot back, once; undefined when all of `of` are taken. */
  take(of: string): (() => void) | undefined
}

export function createSlots(most: number): Slots {
  const taken = new Map<string, number>()
  return {
    take(of) {
      const count = taken.get(of) ?? 0
      if (count >= most) return undefined
      taken.set(of, count + 1)
      let given = false
      return () => {
        if (given) return
        given = true
        const left = taken.get(of)! - 1
        if (left > 0) taken.set(of, left)
        else taken.delete(of)
      }
    },
  }
}
