/** One pass of checks over a reader: the plain evaluation does all of it, the incremental one piece by piece. */

import {
  groupOf,
  isItemCheck,
  type Check,
  type ExistenceCheck,
  type ItemCheck,
  type Judged,
  type Over,
} from './readinessCheck'
import { judgeable } from './facts/workspace'
import { createOutcome, readOutcome, type CheckOutcome } from './outcome'
import type { Fact, Reader } from './readinessReader'
import { Sources, type Changes } from './sources'

export const keysOf = (read: Reader, over: Over): readonly string[] =>
  typeof over === 'string' ? read.ids(over) : over.keys(read)

/** What cannot be judged does not pass. */
export const judgeItem = ({ judge }: ItemCheck, read: Reader, key: string): Judged =>
  judgeable(() => judge(read, key), 'fail')
export const judgeExistence = ({ holds }: ExistenceCheck, read: Reader): 'pass' | 'fail' =>
  judgeable(() => (holds(read) ? 'pass' : 'fail'), 'fail')

/** Blockers that fail outside SOC 2, which SOC 2 criteria depend on (RE8). */
export const failingBlockersOf = (outcomes: readonly CheckOutcome[]): ReadonlySet<string> =>
  new Set(
    outcomes
      .filter(({ check, status, severity }) => status === 'fail' && severity === 'blocker' && groupOf(check) !== 'SOC')
      .map(({ check }) => check.id),
  )

/** RE11: checks outside SOC 2 that pass. */
export const passingOf = (outcomes: readonly CheckOutcome[]): ReadonlySet<string> =>
  new Set(
    outcomes.filter(({ check, status }) => status === 'pass' && groupOf(check) !== 'SOC').map(({ check }) => check.id),
  )

/** RE1: every check for a state, computed from scratch. Deterministic, whatever the order of the records. */
export function runChecks(
  state: Changes,
  checks: readonly Check[],
): { readonly outcomes: readonly CheckOutcome[]; readonly reader: Reader; readonly sources: Sources } {
  const reader = new PlainReader()
  reader.apply(state)
  const isSoc = (check: Check): boolean => groupOf(check) === 'SOC'
  const first = checks.filter((check) => !isSoc(check)).map((check) => runCheck(reader, check))
  reader.blockers = failingBlockersOf(first)
  reader.passing = passingOf(first)
  const found = new Map(
    [...first, ...checks.filter(isSoc).map((check) => runCheck(reader, check))].map((outcome) => [
      outcome.check.id,
      outcome,
    ]),
  )
  return { outcomes: checks.map(({ id }) => found.get(id)!), reader, sources: reader }
}

function runCheck(read: Reader, check: Check): CheckOutcome {
  const outcome = createOutcome(check)
  if (check.applies && !check.applies(read)) outcome.setApplies(false)
  else if (!isItemCheck(check)) outcome.set('', judgeExistence(check, read))
  else for (const key of keysOf(read, check.over)) outcome.set(key, judgeItem(check, read, key))
  return readOutcome(outcome)
}

class PlainReader extends Sources implements Reader {
  readonly #facts = new Map<Fact<unknown>, Map<string, unknown>>()
  blockers: ReadonlySet<string> = new Set()
  passing: ReadonlySet<string> = new Set()

  remember<T>(of: Fact<T>, key: string): T {
    let known = this.#facts.get(of)
    if (!known) this.#facts.set(of, (known = new Map()))
    if (!known.has(key)) known.set(key, of.compute(this, key))
    return known.get(key) as T
  }

  failingBlockers(): ReadonlySet<string> {
    return this.blockers
  }

  passingChecks(): ReadonlySet<string> {
    return this.passing
  }
}
