/**
 * Keeps `captureVisibleTab` under the browser's quota of two calls a second (measured in Chromium 156: of a burst of
 * six, two succeed). Calls are spaced; a call refused for the quota is tried again after growing pauses. That is kept
 * apart from waiting for the page to settle, which is the page script's business.
 */

import { fail, type Result } from '~/lib/shared/result'

export interface Clock {
  now(): number
  sleep(milliseconds: number): Promise<void>
}

export const callSpacing = 550
const backOff: readonly number[] = [600, 900, 1_400, 2_200]

export interface CaptureGate {
  /** Runs `call` when the quota allows; a `rateLimit` failure is repeated, everything else is handed back at once. */
  pass<T>(call: () => Promise<Result<T>>): Promise<Result<T>>
}

/** `spacing`: milliseconds between calls; a browser without a quota (Firefox) needs none. */
export function createCaptureGate(clock: Clock, spacing: number = callSpacing): CaptureGate {
  let last = Number.NEGATIVE_INFINITY
  let queue: Promise<unknown> = Promise.resolve()

  async function spaced<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    for (let attempt = 0; ; attempt++) {
      const wait = last + spacing - clock.now()
      if (wait > 0) await clock.sleep(wait)
      last = clock.now()
      const result = await call()
      if (result.ok || result.error.type !== 'rateLimit') return result
      const pause = backOff[attempt]
      if (pause === undefined)
        return fail('rateLimit', result.error.message, { detail: { ...result.error.detail, attempts: attempt + 1 } })
      await clock.sleep(pause)
    }
  }

  return {
    pass(call) {
      const turn = queue.then(() => spaced(call))
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}
