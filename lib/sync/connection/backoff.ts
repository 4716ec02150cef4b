/** Waiting times between attempts: doubling, up to 30 s, with jitter so that devices do not come back in step. */

import type { Random } from '~/lib/shared/ids'

const firstMs = 500
const mostMs = 30_000

export interface Backoff {
  /** Milliseconds until the next attempt. */
  next(): number
  reset(): void
}

export function createBackoff(random: Random): Backoff {
  let attempt = 0
  return {
    next() {
      const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt++, 16))
      return Math.round(whole * (0.5 + random(1)[0]! / 512))
    },
    reset() {
      attempt = 0
    },
  }
}
