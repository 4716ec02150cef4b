/**
 * What happened in a workspace, in everyday terms: who did what to which record on a day. Built from the rows of the
 * change trail and from statements; each single change remains in the record's history. Pure.
 */

import type { JsonValue } from '../shared/json'
import type { Kind } from './registry'
import { push } from '../shared/groups'

/** The fields of a trail row that this needs. */
export interface ActivityChange {
  readonly id: string
  readonly commandId: string
  readonly kind: Kind
  readonly recordId: string
  readonly field: string
  readonly element?: string
  readonly before: JsonValue
  readonly after: JsonValue
  readonly deviceId: string
  readonly memberId: string
  readonly time: number
  readonly until?: number
  readonly seq?: number
  readonly untilSeq?: number
  readonly relayTime?: number
  readonly concurrent: boolean
  readonly lost: boolean
  readonly long?: boolean
  readonly settled?: boolean
}

/** The fields of a statement that this needs. */
export interface ActivityStatement {
  readonly id: string
  readonly seq?: number
  readonly type: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly memberId: string
  readonly deviceId: string
  readonly time: number
}

interface Common {
  readonly key: string
  /** Milliseconds since the epoch; the newest time of the group. */
  readonly time: number
  readonly memberId: string
  readonly kind: Kind
  /** Not in the log yet. */
  readonly waiting: boolean
}

export type ActivityEntry =
  | (Common & {
      readonly type: 'born' | 'withdrawn' | 'changed' | 'archived' | 'restored' | 'merged' | 'settled' | 'commented'
      readonly recordId: string
      /** Fields that received a value, newest first; without internal fields. */
      readonly fields: readonly string[]
      readonly changes: readonly ActivityChange[]
      /** Written without having seen the value it replaced (MG1). */
      readonly concurrent: boolean
    })
  /** A bulk create (an import, a demo, a set-up): many records of one kind by one command. */
  | (Common & { readonly type: 'bornMany'; readonly recordIds: readonly string[] })
  | (Common & { readonly type: 'statement'; readonly recordId: string; readonly statement: ActivityStatement })

/** Internal fields that are not news. */
const silent: ReadonlySet<string> = new Set([
  'kind',
  'ref',
  'createdAt',
  'createdBy',
  'importKey',
  'matrixHash',
  'archivedBy',
])
/** From this many records of one kind created by one command, they form one entry. */
export const bulkCreateMinimum = 6

const endOf = (change: ActivityChange): number => Math.max(change.time, change.until ?? 0)
const isBirth = (change: ActivityChange): boolean => change.field === 'kind' && change.before === null

/**
 * Entries for changes and statements, newest first: one per day, person and record. `dayOf` returns the day of an
 * instant in the workspace's time zone.
 */
export function activityOf(
  changes: readonly ActivityChange[],
  statements: readonly ActivityStatement[],
  dayOf: (time: number) => string,
  isKind: (word: string) => word is Kind,
): readonly ActivityEntry[] {
  const births = new Map<string, ActivityChange[]>()
  for (const change of changes) if (isBirth(change)) push(births, `${change.commandId}/${change.kind}`, change)
  const together = new Map([...births].filter(([, some]) => some.length >= bulkCreateMinimum))
  const inMany = new Set([...together.values()].flat().map((change) => `${change.commandId}/${change.recordId}`))

  const groups = new Map<string, ActivityChange[]>()
  for (const change of changes) {
    if (inMany.has(`${change.commandId}/${change.recordId}`)) continue
    push(groups, `${dayOf(endOf(change))}/${change.memberId}/${change.recordId}`, change)
  }
  const entries: ActivityEntry[] = []
  for (const [key, some] of together) {
    const first = some[0]!
    entries.push({
      type: 'bornMany',
      key,
      time: Math.max(...some.map(endOf)),
      memberId: first.memberId,
      kind: first.kind,
      recordIds: some.map((change) => change.recordId),
      waiting: some.some((change) => change.seq === undefined),
    })
  }
  for (const [key, some] of groups) {
    const entry = entryOf(key, some)
    if (entry) entries.push(entry)
  }
  for (const statement of statements) {
    if (!isKind(statement.subjectKind)) continue
    entries.push({
      type: 'statement',
      key: statement.id,
      time: statement.time,
      memberId: statement.memberId,
      kind: statement.subjectKind,
      recordId: statement.subjectId,
      waiting: statement.seq === undefined,
      statement,
    })
  }
  return entries.sort((a, b) => b.time - a.time || (a.key < b.key ? -1 : 1))
}

function entryOf(key: string, changes: readonly ActivityChange[]): ActivityEntry | undefined {
  const sorted = [...changes].sort((a, b) => endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1))
  const first = sorted[0]!
  const told = sorted.filter((change) => !silent.has(change.field) && !change.field.startsWith('_'))
  const born = sorted.some(isBirth)
  const settled = sorted.some((change) => change.field === '_settled' && change.after === true)
  const archiving = told.find((change) => change.field === 'archivedOn')
  const fields = [...new Set(told.filter((change) => change.field !== 'archivedOn').map((change) => change.field))]
  if (!born && told.length === 0 && !settled) return undefined
  const type = born
    ? first.kind === 'comment'
      ? 'commented'
      : archiving && archiving.after !== null
        ? 'withdrawn'
        : 'born'
    : told.some((change) => change.field === 'duplicateOf' && change.after !== null)
      ? 'merged'
      : archiving
        ? archiving.after === null
          ? 'restored'
          : 'archived'
        : fields.length === 0
          ? 'settled'
          : 'changed'
  return {
    type,
    key,
    time: endOf(first),
    memberId: first.memberId,
    kind: first.kind,
    recordId: first.recordId,
    fields,
    changes: told,
    waiting: sorted.some((change) => change.seq === undefined),
    concurrent: told.some((change) => change.concurrent),
  }
}
