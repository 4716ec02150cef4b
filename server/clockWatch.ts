/**
 * Whether the relay's clock can be believed just now. Times of entries never fall, so one moment at which the clock
 * stands in 2100 would end every invitation for good. A clock that leaves its course by more than a day stops appends
 * until it is back; an owner's `timeReset` heals what was written before anybody noticed.
 */

import { fail, type Failure } from '../lib/shared/result'

export interface ClockRefusal {
  readonly failure: Failure
  /** The log's last time is ahead of a clock that may well be right: `timeReset` says so, and is taken. */
  readonly healedByReset: boolean
}

export interface ClockWatch {
  /** Why nothing is appended now. `lastTime`: relay time of the log's head. */
  refusal(lastTime: number): ClockRefusal | undefined
}

export const mostClockStep = 24 * 3_600_000

/** `uptime`: milliseconds since the machine started, sleep included; without it only a clock that fell is noticed. */
export function createClockWatch({
  now,
  uptime,
}: {
  readonly now: () => number
  readonly uptime: (() => number) | undefined
}): ClockWatch {
  const begin = { time: now(), uptime: uptime?.() ?? 0 }
  return {
    refusal(lastTime) {
      const time = now()
      if (time < lastTime - mostClockStep) return fell
      const step = uptime === undefined ? 0 : time - begin.time - (uptime() - begin.uptime)
      // A machine without a battery starts in the past and is set right by the network: that jump leads back to the
      // log.
      return step > mostClockStep && begin.time >= lastTime - mostClockStep ? jumped : undefined
    },
  }
}

const paused = (what: string, healedByReset: boolean): ClockRefusal => ({
  failure: fail(
    'clockPaused',
    `${what} It takes no changes until whoever runs it has set it right; yours wait on this device.`,
  ).error,
  healedByReset,
})
const fell = paused('The clock of the relay is more than a day behind the last entry of this workspace.', true)
const jumped = paused('The clock of the relay jumped ahead by more than a day.', false)
