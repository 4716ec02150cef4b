/**
 * Incremental evaluation for a workspace in use. Each answer remembers what it read, so that editing one record re-runs
 * only what read that record. The result always equals that of `evaluate` for the same state (a property test compares
 * the two).
 */

import { push } from '~/lib/shared/groups'
import { computed, effect, endBatch, setActiveSub, signal, startBatch } from 'alien-signals'
import { isItemCheck, type Check, type ItemCheck, type Over } from './readinessCheck'
import { allChecks } from './checks'
import { createOutcome, readOutcome, type CheckOutcome } from './outcome'
import type { Fact, Reader } from './readinessReader'
import { failingBlockersOf, judgeExistence, judgeItem, keysOf, passingOf } from './run'
import { Sources, type Changes } from './sources'

export interface Incremental {
  /** Applies changes and re-evaluates immediately. */
  update(changes: Changes): void
  /** Outcome of each check, in the order of the checks. The same object is returned for an unchanged outcome. */
  outcomes(): readonly CheckOutcome[]
  /** Records whose history is needed but not loaded: supply it with the next update. Each is reported once. */
  wanted(): readonly string[]
  readonly reader: Reader
  readonly sources: Sources
}

/** The keys of one key space, and the latest answer of each check for them. */
interface Space {
  readonly checks: readonly ItemCheck[]
  readonly keys: () => readonly string[]
  known: readonly string[]
  readonly stops: Map<string, () => void>
}

/** Builds synchronously. A workspace of ten thousand records takes a second: `buildIncremental` yields in between. */
export function createIncremental(initial: Changes = {}, checks: readonly Check[] = allChecks): Incremental {
  const { built, steps } = begin(initial, checks)
  for (const _ of steps) continue
  return built
}

/**
 * Like `createIncremental`, but in steps of a few milliseconds with a pause after each. No update may be applied until
 * it is built.
 */
export async function buildIncremental(
  initial: Changes,
  pause: () => Promise<void>,
  checks: readonly Check[] = allChecks,
): Promise<Incremental> {
  const { built, steps } = begin(initial, checks)
  for (const _ of steps) await pause()
  return built
}

/** Keys judged between two pauses. */
const perStep = 250

function begin(
  initial: Changes,
  checks: readonly Check[],
): { readonly built: Incremental; readonly steps: Iterable<void> } {
  const reader = new TrackedReader()
  reader.apply(initial)
  const kept = new Map(checks.map((check) => [check.id, createOutcome(check)]))
  const spaces = spacesOf(checks).map(([over, own]): Space => ({
    checks: own,
    keys: computed(() => keysOf(reader, over)),
    known: [],
    stops: new Map(),
  }))
  const stops: (() => void)[] = []

  for (const check of checks) {
    const outcome = kept.get(check.id)!
    if (check.applies) stops.push(effect(() => outcome.setApplies(check.applies!(reader))))
    if (!isItemCheck(check)) stops.push(effect(() => outcome.set('', judgeExistence(check, reader))))
  }

  /**
   * Watches new keys and drops removed ones; then updates the failing blockers and passing checks that SOC 2 checks
   * depend on.
   */
  function* settle(): Generator<void> {
    for (let rounds = 0; rounds < 4; rounds++) {
      for (const space of spaces) yield* follow(space)
      const found = [...kept.values()].map((outcome) => readOutcome(outcome))
      if (!reader.setFound(failingBlockersOf(found), passingOf(found))) return
    }
  }

  function* follow(space: Space): Generator<void> {
    const keys = space.keys()
    if (keys === space.known) return
    space.known = keys
    const present = new Set(keys)
    for (const [key, stop] of space.stops) {
      if (present.has(key)) continue
      stop()
      space.stops.delete(key)
      for (const { id } of space.checks) kept.get(id)!.drop(key)
    }
    let judged = 0
    for (const key of present) {
      if (space.stops.has(key)) continue
      space.stops.set(
        key,
        effect(() => judgeAll(space, key)),
      )
      if (++judged % perStep === 0) yield
    }
  }

  function judgeAll({ checks: own }: Space, key: string): void {
    for (const check of own) kept.get(check.id)!.set(key, judgeItem(check, reader, key))
  }

  const built: Incremental = {
    reader,
    sources: reader,
    update(changes) {
      reader.change(changes)
      for (const _ of settle()) continue
    },
    outcomes: () => checks.map((check) => readOutcome(kept.get(check.id)!)),
    wanted: () => reader.takeWanted(),
  }
  return { built, steps: settle() }
}

/** Checks over the same keys are evaluated together: one subscription per key. */
function spacesOf(checks: readonly Check[]): readonly (readonly [Over, readonly ItemCheck[]])[] {
  const spaces = new Map<Over, ItemCheck[]>()
  for (const check of checks) {
    if (!isItemCheck(check)) continue
    push(spaces, check.over, check)
  }
  return [...spaces]
}

class TrackedReader extends Sources implements Reader {
  readonly #versions: Map<string, ReturnType<typeof signal<number>>>
  readonly #facts = new Map<Fact<unknown>, Map<string, () => unknown>>()
  readonly #wanted = new Set<string>()
  readonly #reported = new Set<string>()
  readonly #blockers = signal<ReadonlySet<string>>(new Set())
  readonly #passing = signal<ReadonlySet<string>>(new Set())

  constructor() {
    const versions = new Map<string, ReturnType<typeof signal<number>>>()
    super((key) => {
      let version = versions.get(key)
      if (!version) versions.set(key, (version = signal(0)))
      version()
    })
    this.#versions = versions
  }

  change(changes: Changes): void {
    startBatch()
    try {
      for (const key of this.apply(changes)) {
        const version = this.#versions.get(key)
        if (version) version(untracked(() => version()!) + 1)
      }
    } finally {
      endBatch()
    }
  }

  remember<T>(of: Fact<T>, key: string): T {
    let known = this.#facts.get(of)
    if (!known) this.#facts.set(of, (known = new Map()))
    let value = known.get(key)
    if (!value) known.set(key, (value = computed(() => of.compute(this, key))))
    return value() as T
  }

  override history(recordId: string): ReturnType<Sources['history']> {
    if (!this.hasHistory(recordId)) this.#wanted.add(recordId)
    return super.history(recordId)
  }

  takeWanted(): readonly string[] {
    const fresh = [...this.#wanted].filter((id) => !this.#reported.has(id))
    this.#wanted.clear()
    for (const id of fresh) this.#reported.add(id)
    return fresh.sort()
  }

  failingBlockers(): ReadonlySet<string> {
    return this.#blockers()!
  }

  passingChecks(): ReadonlySet<string> {
    return this.#passing()!
  }

  /** Returns true if they changed. */
  setFound(blockers: ReadonlySet<string>, passing: ReadonlySet<string>): boolean {
    const isSame = (now: ReadonlySet<string>, next: ReadonlySet<string>): boolean =>
      now.size === next.size && [...next].every((id) => now.has(id))
    const [blockersStay, passingStay] = [
      isSame(
        untracked(() => this.#blockers()!),
        blockers,
      ),
      isSame(
        untracked(() => this.#passing()!),
        passing,
      ),
    ]
    if (!blockersStay) this.#blockers(blockers)
    if (!passingStay) this.#passing(passing)
    return !blockersStay || !passingStay
  }
}

function untracked<T>(read: () => T): T {
  const active = setActiveSub(undefined)
  try {
    return read()
  } finally {
    setActiveSub(active)
  }
}
