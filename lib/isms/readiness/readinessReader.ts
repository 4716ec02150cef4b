/**
 * How checks read a workspace. A check never receives a table: it asks for one record, for the records that reference
 * another, or for the statements about one. There are two implementations: a plain one that computes everything once
 * (`evaluate.ts`), and one that tracks what each answer read, so that a change costs only what it affects
 * (`incremental.ts`).
 */

import type { HeldFile } from '../evidence/evidenceFacts'
import type { Kind, RowOf } from '~/lib/records/registry'
import type { StatementFact } from '../statement/statementFacts'
import type { BoundPerson } from '../statement/onWord'
import type { PossibleOwner } from '../statement/topManagement'

/** One change of a field, in log order. Trail rows of the vault satisfy this interface. */
export interface HistoryFact {
  readonly recordId: string
  readonly field: string
  /** Key of the element, for sets and maps. */
  readonly element?: string | undefined
  readonly before: unknown
  readonly after: unknown
  readonly memberId: string
  /** Milliseconds since the epoch, by the author's clock. */
  readonly time: number
  readonly relayTime?: number | undefined
  /** Position in the log; absent while unsynced. */
  readonly seq?: number | undefined
  /** It never became the visible value. */
  readonly lost: boolean
}

/**
 * A field that two people changed concurrently and nobody has settled (MG1, MG4, MG6). For kinds that no check reads,
 * only records that are not archived are listed.
 */
export interface ConflictFact {
  readonly id: string
  readonly recordId: string
  readonly field: string
  /** Day on which it arose, in the workspace's time zone. */
  readonly day: string
}

export interface MemberFact extends PossibleOwner {
  readonly memberId: string
  /** The persons the member is bound to (ST12). */
  readonly bound?: readonly BoundPerson[] | undefined
}

export interface Reader {
  /** Today in the workspace's time zone, `YYYY-MM-DD`. */
  today(): string
  /** A record that is not archived. */
  row<K extends Kind>(kind: K, id: string | undefined): RowOf<K> | undefined
  /** Whether a record with that id exists on this device, archived or not (MG14). */
  isHere(id: string): boolean
  /** The ref of a record, archived or not: frozen copies name records that were archived since. */
  refOf(id: string): string | undefined
  /** The record it was merged into (MG12). Merging archives a record, but archived or not makes no difference here. */
  duplicateOf(id: string): string | undefined
  /**
   * Ids of records of a kind, without archived ones. Cheaper to depend on than `rows`: editing a record does not
   * invalidate it.
   */
  ids(kind: Kind): readonly string[]
  rows<K extends Kind>(kind: K): readonly RowOf<K>[]
  /** Records of a kind, without archived ones, whose field references the id, sorted by id. */
  referencing<K extends Kind>(kind: K, field: keyof RowOf<K> & string, id: string): readonly RowOf<K>[]
  /** Ids of records of any kind, without archived ones, that carry a ref (ID6). */
  withRef(ref: string): readonly string[]
  statements(subjectId: string): readonly StatementFact[]
  statementsAbout(kind: Kind): readonly StatementFact[]
  statementCount(): number
  /** Statements whose signature does not verify. */
  brokenStatements(): readonly StatementFact[]
  /** Statements by devices that somebody else may have used (ST16). */
  doubtedStatements(): readonly StatementFact[]
  /** Changes of a record, in log order. Empty until loaded; asking for it requests the loading. */
  history(recordId: string): readonly HistoryFact[]
  conflicts(): readonly ConflictFact[]
  /** What this device holds of a file; undefined if it has never heard of the file. */
  file(sha256: string): HeldFile | undefined
  members(): readonly MemberFact[]
  /** Ids of checks that currently fail as blockers, without SOC 2 ones: a criterion may depend on a clause (RE8). */
  failingBlockers(): ReadonlySet<string>
  /** Ids of checks that currently pass, without SOC 2 ones: an operating clause covers a criterion in part (RE11). */
  passingChecks(): ReadonlySet<string>
  /** Called by `fact`. */
  remember<T>(fact: Fact<T>, key: string): T
}

export interface Fact<T> {
  readonly compute: (read: Reader, key: string) => T
}

/**
 * A value derived from records that several checks need: computed once per key, and again only if something it read
 * changed. `compute` may read through the reader and nothing else.
 */
export function fact<T>(compute: (read: Reader, key: string) => T): (read: Reader, key: string) => T {
  const self: Fact<T> = { compute }
  return (read, key) => read.remember(self, key)
}

/** A fact about the entire workspace, without a key. */
export function factOfAll<T>(compute: (read: Reader) => T): (read: Reader) => T {
  const self: Fact<T> = { compute }
  return (read) => read.remember(self, '')
}
