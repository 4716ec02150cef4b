/**
 * The year of the demo organisation in chronological order: who wrote what, who signed what, what was merged. Both the
 * pure state (demoState.ts) and the engine that fills a workspace (lib/engine/demo) run it through `replay`, so they
 * have the same content.
 */

import { mayWrite } from '~/lib/records/classes'
import { recordKind, type Kind } from '~/lib/records/registry'
import type { DemoRecord } from './demoRecord'
import { demoRecords } from './demoRecords'
import { asItHappened, lateEdits, type DemoEdit } from './history'
import { demoMeetings, metRecords, type DemoMeeting } from './meetings'
import { demoMember, person } from './demoPeople'
import { demoFreezes, demoPacks, demoStatements, filedStatement, type DemoStatement } from './statements'

/** What one member wrote at one time, in one change of one class. */
export interface DemoWriting {
  readonly do: 'write'
  readonly at: string
  readonly by: string
  readonly records: readonly DemoRecord[]
  readonly edits: readonly DemoEdit[]
}

export type DemoStep =
  | DemoWriting
  /** `at` is when it entered the log, `statement.at` when it was signed. */
  | { readonly do: 'sign'; readonly at: string; readonly by: string; readonly statement: DemoStatement }
  | { readonly do: 'freezeSoa'; readonly at: string; readonly by: string; readonly note: string }
  | { readonly do: 'freezePack'; readonly at: string; readonly by: string; readonly review: string }
  | { readonly do: 'meet'; readonly at: string; readonly meeting: DemoMeeting }

/**
 * Who writes a record of a kind on behalf of a person: that person if they have keys and the permission, otherwise the
 * keeper of the register.
 */
export function authorOf(personId: string, kind: Kind): string {
  const own = demoMember(personId)
  if (own && mayWrite(own.role, recordKind(kind).class)) return personId
  return person(recordKind(kind).class === 'evidence' ? 'SE' : 'IS')
}

export function demoSteps(): readonly DemoStep[] {
  const met = metRecords()
  const told = demoRecords().filter(({ id }) => !met.has(id)).map((record) => asItHappened(signedBy(record)))
  const records = told.map(({ record }) => record)
  const edits = [...told.flatMap((one) => one.edits), ...lateEdits()].map((edit): DemoEdit => ({ ...edit, by: authorOf(edit.by, edit.kind) }))
  const steps: readonly DemoStep[] = [
    ...writings(records, edits).flatMap((writing): readonly DemoStep[] => [writing, ...filings(writing)]),
    ...demoStatements().map((statement): DemoStep => ({ do: 'sign', at: statement.at, by: statement.by, statement })),
    ...demoFreezes.map(({ at, note }): DemoStep => ({ do: 'freezeSoa', at, by: person('MD'), note })),
    ...demoPacks.map(({ at, review }): DemoStep => ({ do: 'freezePack', at, by: person('IS'), review })),
    ...demoMeetings().map((meeting): DemoStep => ({ do: 'meet', at: meeting.sides[0].came, meeting })),
  ]
  return inOrder(steps)
}

/** Each piece of evidence comes with a statement by the person who captured or submitted it. */
const filings = ({ at, records }: DemoWriting): readonly DemoStep[] =>
  records.filter((record): record is DemoRecord<'evidence'> => record.kind === 'evidence').map(filedStatement).map((statement): DemoStep => ({ do: 'sign', at, by: statement.by, statement }))

const signedBy = (record: DemoRecord): DemoRecord => ({ ...record, by: authorOf(record.by, record.kind) })

/** Array.sort is stable: for equal times, writing comes before signing. */
const inOrder = (steps: readonly DemoStep[]): readonly DemoStep[] => [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

/**
 * Combines what a member wrote in one class within one hour of a day into one change, so that the history looks
 * realistic.
 */
function writings(records: readonly DemoRecord[], edits: readonly DemoEdit[]): readonly DemoWriting[] {
  const groups = new Map<string, { records: DemoRecord[]; edits: DemoEdit[] }>()
  const group = (one: { readonly at: string; readonly by: string; readonly kind: Kind }, what: string) => {
    const name = `${what}/${one.at.slice(0, 13)}/${one.by}/${recordKind(one.kind).class}`
    const found = groups.get(name) ?? { records: [], edits: [] }
    groups.set(name, found)
    return found
  }
  for (const record of records) group(record, 'records').records.push(record)
  for (const edit of edits) group(edit, 'edits').edits.push(edit)
  return [...groups.values()].map((one): DemoWriting => {
    const all = [...one.records, ...one.edits].map(({ at }) => at).sort()
    return { do: 'write', at: all.at(-1)!, by: (one.records[0] ?? one.edits[0])!.by, ...one }
  })
}
