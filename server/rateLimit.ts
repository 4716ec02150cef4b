/** A token bucket: `burst` at once, refilled evenly. */
export function createRateLimit(options: {
  readonly perSecond: number
  readonly burst: number
  /** Milliseconds. */
  readonly now: () => number
}): { take(): boolean } {
  let tokens = options.burst
  let last = options.now()
  return {
    take() {
      const now = options.now()
      tokens = Math.min(options.burst, tokens + (Math.max(0, now - last) / 1000) * options.perSecond)
      last = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
