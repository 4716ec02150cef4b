/** A readiness check as data (isms.md 5.2): what it looks at, when it fails, how much it weighs. */

import type { Kind } from '~/lib/records/registry'
import type { Reader } from './readinessReader'
import type { CheckGroup, Phase } from './checkResult'

/**
 * RE3: B blocker, W warning, A advice. `W20` becomes a blocker when at least three candidates fail and they are more
 * than 20 % of all: systemic instead of isolated.
 */
export type SeverityCode = 'B' | 'W' | 'A' | 'W10' | 'W20' | 'W30'

interface CheckHead {
  readonly id: string
  readonly phase: Phase
  readonly severity: SeverityCode
  /** RE6: 1 joins Stage 1 and Stage 2, 2 joins Stage 2 only. */
  readonly stage: 1 | 2
  /** RE2: a precondition that is not met makes the check n/a, whatever it would find. */
  readonly applies?: (read: Reader) => boolean
}

/** Something has to be there: total is 1. Nothing there fails. */
export interface ExistenceCheck extends CheckHead {
  readonly holds: (read: Reader) => boolean
}

/** Where the keys of an item check come from: records of a kind, or a list of their own. */
export type Over = Kind | KeySpace
export interface KeySpace {
  readonly name: string
  readonly keys: (read: Reader) => readonly string[]
}

/**
 * What an item check says of one key: a candidate that passes or fails, or no candidate. Several where one key stands
 * for many.
 */
export type Judged = 'pass' | 'fail' | undefined | { readonly total: number; readonly failing: readonly string[] }

/** Each candidate is judged by itself; one that fails makes the check fail. */
export interface ItemCheck extends CheckHead {
  readonly over: Over
  readonly judge: (read: Reader, key: string) => Judged
  /** RE2: fails where there are no candidates at all (∅ = F). Else it is n/a then. */
  readonly failsWhenEmpty?: boolean
}

export type Check = ExistenceCheck | ItemCheck

export const isItemCheck = (check: Check): check is ItemCheck => 'judge' in check

/** RE5: the part of the id before its first `-`; of clauses the top-level number. */
export function groupOf({ id }: { readonly id: string }): CheckGroup {
  const head = id.slice(0, id.indexOf('-'))
  return (head === 'A' || head === 'SOC' ? head : head.split('.')[0]) as CheckGroup
}

/** The clause a check is about, such as `6.1.2`; `A` and `SOC` as they are. */
export const clauseOf = ({ id }: { readonly id: string }): string => id.slice(0, id.indexOf('-'))

/** MG15: what only bytes on their way would settle is not judged before they are here: no candidate, no alarm. */
export const unlessArriving = (passes: boolean, passesOnceArrived: () => boolean): Judged =>
  passes ? 'pass' : passesOnceArrived() ? undefined : 'fail'

/** One candidate that fails when `fails` says so. */
export const verdict = (fails: boolean): 'pass' | 'fail' => (fails ? 'fail' : 'pass')
