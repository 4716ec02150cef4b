/**
 * How checks look at a workspace. A check never holds a table: it asks for one record, the records that name another,
 * what was said about one. Two readers answer: one plain, that computes everything once (`evaluate.ts`), and one that
 * remembers which answer rested on what, so that a change costs what it touches (`incremental.ts`).
 */

import type { HeldFile } from '../evidence/evidenceFacts'
import type { Kind, RowOf } from '~/lib/records/registry'
import type { StatementFact } from '../statement/statementFacts'
import type { BoundPerson } from '../statement/onWord'
import type { PossibleOwner } from '../statement/topManagement'

/** One change of a field in log order. The vault's trail rows fit. */
export interface HistoryFact {
  readonly recordId: string
  readonly field: string
  /** Of sets and maps. */
  readonly element?: string | undefined
  readonly before: unknown
  readonly after: unknown
  readonly memberId: string
  /** Milliseconds, the author's clock. */
  readonly time: number
  readonly relayTime?: number | undefined
  /** Position in the log; absent while it waits. */
  readonly seq?: number | undefined
  /** It never became the visible value. */
  readonly lost: boolean
}

/**
 * A field that two people changed at once and nobody has settled (MG1, MG4, MG6). Of kinds no check reads: only of
 * records that are not archived.
 */
export interface ConflictFact {
  readonly id: string
  readonly recordId: string
  readonly field: string
  /** Day of the workspace on which it came about. */
  readonly day: string
}

export interface MemberFact extends PossibleOwner {
  readonly memberId: string
  /** ST12. */
  readonly bound?: readonly BoundPerson[] | undefined
}

export interface Reader {
  /** Day of the workspace, `YYYY-MM-DD`. */
  today(): string
  /** A record that is not archived. */
  row<K extends Kind>(kind: K, id: string | undefined): RowOf<K> | undefined
  /** Whether a record of that id is here, archived or not (MG14). */
  isHere(id: string): boolean
  /** The ref of a record, archived or not: frozen copies name what was archived since. */
  refOf(id: string): string | undefined
  /** The record it was merged into (MG12), whether it is archived, as merging leaves it, or not. */
  duplicateOf(id: string): string | undefined
  /**
   * Ids of records of a kind that are not archived. Cheaper to depend on than `rows`: an edit of one leaves them alone.
   */
  ids(kind: Kind): readonly string[]
  rows<K extends Kind>(kind: K): readonly RowOf<K>[]
  /** Records of a kind, not archived, whose field names the id, in the order of their ids. */
  naming<K extends Kind>(kind: K, field: keyof RowOf<K> & string, id: string): readonly RowOf<K>[]
  /** Records of any kind, not archived, that carry a ref (ID6). */
  withRef(ref: string): readonly string[]
  statements(subjectId: string): readonly StatementFact[]
  statementsAbout(kind: Kind): readonly StatementFact[]
  statementCount(): number
  /** Statements whose signature does not verify. */
  brokenStatements(): readonly StatementFact[]
  /** Statements of devices that somebody else may have used (ST16). */
  doubtedStatements(): readonly StatementFact[]
  /** What happened to a record, in log order. Empty until it was loaded; asking for it is what makes it so. */
  history(recordId: string): readonly HistoryFact[]
  conflicts(): readonly ConflictFact[]
  /** What this device holds of a file; undefined where it has not even heard of it. */
  file(sha256: string): HeldFile | undefined
  members(): readonly MemberFact[]
  /** Ids of checks that fail as blockers now, SOC 2 ones left out: a criterion may rest on a clause (RE8). */
  failingBlockers(): ReadonlySet<string>
  /** Ids of checks that pass now, SOC 2 ones left out: a clause that runs covers in part (RE11). */
  passingChecks(): ReadonlySet<string>
  /** Used by `fact`. */
  remember<T>(fact: Fact<T>, key: string): T
}

export interface Fact<T> {
  readonly compute: (read: Reader, key: string) => T
}

/**
 * Something that follows from records and is asked for by several checks: computed once per key, and again only when
 * what it looked at changed. `compute` may read anything through the reader and nothing else.
 */
export function fact<T>(compute: (read: Reader, key: string) => T): (read: Reader, key: string) => T {
  const self: Fact<T> = { compute }
  return (read, key) => read.remember(self, key)
}

/** A fact of the whole workspace. */
export function factOfAll<T>(compute: (read: Reader) => T): (read: Reader) => T {
  const self: Fact<T> = { compute }
  return (read) => read.remember(self, '')
}
