/**
 * The checks of a workspace that is being worked on: results that follow changes. What each answer rested on is
 * remembered, so that an edit of one record asks again what looked at that record, and nothing else. It always says
 * what `evaluate` would say of the same state (a property test compares the two).
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
  /** Takes changes in and follows them at once. */
  update(changes: Changes): void
  /** How each check stands, in the order of the checks. The same object again for a check that stands as it did. */
  outcomes(): readonly CheckOutcome[]
  /** Records whose history was asked for and is not here: hand it in with the next update. Each is told once. */
  wanted(): readonly string[]
  readonly reader: Reader
  readonly sources: Sources
}

/** Keys of one space, and what each check over it says of them. */
interface Space {
  readonly checks: readonly ItemCheck[]
  readonly keys: () => readonly string[]
  known: readonly string[]
  readonly stops: Map<string, () => void>
}

/**
 * Everything at once. A workspace of ten thousand records takes a second: `buildIncremental` lets others work
 * meanwhile.
 */
export function createIncremental(initial: Changes = {}, checks: readonly Check[] = allChecks): Incremental {
  const { built, steps } = begin(initial, checks)
  for (const _ of steps) continue
  return built
}

/** The same in steps of some milliseconds, with a pause after each. No update may come in before it is built. */
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
   * New keys are watched, gone ones let go; then what fails as a blocker and what passes, which checks of SOC 2 rest
   * on.
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

/** Checks over the same keys are asked together: one thing to follow per key. */
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
  readonly #told = new Set<string>()
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
    const fresh = [...this.#wanted].filter((id) => !this.#told.has(id))
    this.#wanted.clear()
    for (const id of fresh) this.#told.add(id)
    return fresh.sort()
  }

  failingBlockers(): ReadonlySet<string> {
    return this.#blockers()!
  }

  passingChecks(): ReadonlySet<string> {
    return this.#passing()!
  }

  /** Whether they are others than before. */
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
