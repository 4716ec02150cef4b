/** The findings of a check so far, candidate by candidate, and the outcome they add up to (RE2, RE3). */

import { isItemCheck, type Check, type Judged } from './readinessCheck'
import type { Severity } from './checkResult'

export interface CheckOutcome {
  readonly check: Check
  readonly status: 'pass' | 'fail' | 'na'
  readonly severity: Severity
  readonly escalated: boolean
  /** Unordered ids. */
  readonly failing: readonly string[]
  readonly total: number
}

interface Found {
  readonly total: number
  readonly failing: readonly string[]
}

export interface Outcome {
  setApplies(applies: boolean): void
  set(key: string, judged: Judged): void
  drop(key: string): void
  read(): CheckOutcome
}

export const readOutcome = (outcome: Outcome): CheckOutcome => outcome.read()

export function createOutcome(check: Check): Outcome {
  const found = new Map<string, Found>()
  const failing = new Map<string, readonly string[]>()
  let applies = true
  let total = 0
  let answer: CheckOutcome | undefined

  function put(key: string, next: Found | undefined): void {
    const before = found.get(key)
    if (before === next || (before && next && isSame(before, next))) return
    total += (next?.total ?? 0) - (before?.total ?? 0)
    if (next) found.set(key, next)
    else found.delete(key)
    if (next && next.failing.length > 0) failing.set(key, next.failing)
    else failing.delete(key)
    answer = undefined
  }

  return {
    setApplies(next) {
      if (next !== applies) answer = undefined
      applies = next
    },
    set: (key, judged) => put(key, foundIn(key, judged)),
    drop: (key) => put(key, undefined),
    read: () =>
      (answer ??= applies
        ? answerOf(check, total, [...failing.values()].flat())
        : { ...answerOf(check, 0, []), status: 'na', total: 0, failing: [] }),
  }
}

const passed: Found = { total: 1, failing: [] }

function foundIn(key: string, judged: Judged): Found | undefined {
  if (judged === undefined) return undefined
  if (judged === 'pass') return passed
  if (judged === 'fail') return { total: 1, failing: [key] }
  return judged.total === 0 ? undefined : judged
}

const isSame = (a: Found, b: Found): boolean =>
  a.total === b.total &&
  a.failing.length === b.failing.length &&
  a.failing.every((id, index) => id === b.failing[index])

/** RE2, RE3. */
export function answerOf(check: Check, total: number, failing: readonly string[]): CheckOutcome {
  if (!isItemCheck(check)) {
    const fails = failing.length > 0
    return { check, status: fails ? 'fail' : 'pass', ...severityOf(check, 0, 1), failing: [], total: 1 }
  }
  if (total === 0)
    return {
      check,
      status: check.failsWhenEmpty ? 'fail' : 'na',
      ...severityOf(check, 0, 0),
      failing: [],
      total: check.failsWhenEmpty ? 1 : 0,
    }
  return {
    check,
    status: failing.length > 0 ? 'fail' : 'pass',
    ...severityOf(check, failing.length, total),
    failing,
    total,
  }
}

/** RE3: escalates if at least three candidates fail and they exceed the given share of all. */
function severityOf({ severity }: Check, failing: number, total: number): Pick<CheckOutcome, 'severity' | 'escalated'> {
  if (severity === 'B') return { severity: 'blocker', escalated: false }
  if (severity === 'A') return { severity: 'advice', escalated: false }
  const share = Number(severity.slice(1)) / 100
  const escalated = severity.length > 1 && failing >= 3 && failing > share * total
  return { severity: escalated ? 'blocker' : 'warning', escalated }
}
