/** A readiness check as data (isms.md 5.2): what it looks at, when it fails, its weight. */

import type { Kind } from '~/lib/records/registry'
import type { Reader } from './readinessReader'
import type { CheckGroup, Phase } from './checkResult'

/**
 * RE3: B blocker, W warning, A advice. `W20` escalates to a blocker if at least three candidates fail and they are more
 * than 20 % of all: systemic instead of isolated.
 */
export type SeverityCode = 'B' | 'W' | 'A' | 'W10' | 'W20' | 'W30'

interface CheckHead {
  readonly id: string
  readonly phase: Phase
  readonly severity: SeverityCode
  /** RE6: 1 is part of Stage 1 and Stage 2, 2 of Stage 2 only. */
  readonly stage: 1 | 2
  /** RE2: an unmet precondition makes the check n/a, whatever it would find. */
  readonly applies?: (read: Reader) => boolean
}

/** Requires that something exists: total is 1, and absence fails. */
export interface ExistenceCheck extends CheckHead {
  readonly holds: (read: Reader) => boolean
}

/** Source of the keys of an item check: records of a kind, or a custom list. */
export type Over = Kind | KeySpace
export interface KeySpace {
  readonly name: string
  readonly keys: (read: Reader) => readonly string[]
}

/**
 * Verdict of an item check on one key: a passing or failing candidate, or undefined for no candidate. An object if one
 * key represents several candidates.
 */
export type Judged = 'pass' | 'fail' | undefined | { readonly total: number; readonly failing: readonly string[] }

/** Each candidate is judged separately; a single failing one makes the check fail. */
export interface ItemCheck extends CheckHead {
  readonly over: Over
  readonly judge: (read: Reader, key: string) => Judged
  /** RE2: fails if there are no candidates at all (∅ = F). Otherwise the check is n/a in that case. */
  readonly failsWhenEmpty?: boolean
}

export type Check = ExistenceCheck | ItemCheck

export const isItemCheck = (check: Check): check is ItemCheck => 'judge' in check

/** RE5: the part of the id before its first `-`; for clauses the top-level number. */
export function groupOf({ id }: { readonly id: string }): CheckGroup {
  const head = id.slice(0, id.indexOf('-'))
  return (head === 'A' || head === 'SOC' ? head : head.split('.')[0]) as CheckGroup
}

/** The clause a check is about, such as `6.1.2`; `A` and `SOC` as they are. */
export const clauseOf = ({ id }: { readonly id: string }): string => id.slice(0, id.indexOf('-'))

/**
 * MG15: an item that fails only because its bytes are still pending is not judged until they arrive: no candidate, no
 * alarm.
 */
export const unlessArriving = (passes: boolean, passesOnceArrived: () => boolean): Judged =>
  passes ? 'pass' : passesOnceArrived() ? undefined : 'fail'

/** The verdict on one candidate: 'fail' if `fails` is true. */
export const verdict = (fails: boolean): 'pass' | 'fail' => (fails ? 'fail' : 'pass')
