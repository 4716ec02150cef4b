import type { AnyRecord, RowOf } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { group, type PackGroup, type PackInput, type PackLine, type PackTone } from '../pack'
import { dayOfInstant, isSince, type PackDays, type ReviewState } from '../managementReviewState'

type Kept = RowOf<'issue'> | RowOf<'interestedParty'> | RowOf<'obligation'>
type Movement = 'new' | 'changed' | 'closed'
const tones: Readonly<Record<Movement, PackTone>> = { new: 'open', changed: 'progress', closed: 'closed' }
const ended = (row: Kept): boolean => row.status === 'closed' || row.status === 'ended'
/** A review that confirms a record does not change its content. */
const bookkeeping: ReadonlySet<string> = new Set([
  'kind',
  'ref',
  'createdAt',
  'createdBy',
  'reviewedOn',
  'importKey',
  'legacyRef',
  'tags',
  '_settled',
])

/** What happened to a record in the time of the pack, from its trail: created, closed or ended, otherwise changed. */
function movement(
  state: ReviewState,
  row: Kept,
  days: PackDays,
): { readonly word: Movement; readonly on: string } | undefined {
  const changes = state.changes.filter(
    (change) => change.recordId === row.id && !bookkeeping.has(change.field) && isSince(change.day, days),
  )
  const last = changes
    .map(({ day }) => day)
    .sort()
    .at(-1)
  const made = dayOfInstant(state, row.createdAt)
  const closing = changes.findLast((change) => change.field === 'status' && change.after === row.status)
  if (ended(row) && closing) return { word: 'closed', on: closing.day }
  if (isSince(made, days)) return { word: 'new', on: made }
  return last === undefined ? undefined : { word: 'changed', on: last }
}

function moved(state: ReviewState, rows: readonly Kept[], days: PackDays): readonly PackLine[] {
  return rows.flatMap((row): readonly PackLine[] => {
    const found = movement(state, row, days)
    return found
      ? [
          {
            id: row.id,
            kind: row.kind,
            ref: row.ref,
            title: titleOf(row as AnyRecord),
            tone: tones[found.word],
            state: found.word,
            facts: { on: found.on, ...factsOf(row) },
          },
        ]
      : []
  })
}

const factsOf = (row: Kept): Readonly<Record<string, string | boolean>> => {
  if (row.kind === 'issue')
    return { ...(row.origin !== undefined && { origin: row.origin }), ...(row.climate && { climate: true }) }
  return row.kind === 'obligation' && row.addressed === 'no' ? { addressed: 'no' } : {}
}

function input(groups: readonly PackGroup[], active: number): PackInput {
  const lines = groups.flatMap((one) => one.lines)
  const of = (word: Movement): number => lines.filter((line) => line.state === word).length
  return {
    figures: [
      { key: 'new', value: of('new') },
      { key: 'changed', value: of('changed') },
      { key: 'closed', value: of('closed') },
      { key: 'active', value: active },
    ],
    groups,
  }
}

/** Input b: issues created, changed and closed since. */
export function issueChanges(state: ReviewState, days: PackDays): PackInput {
  const issues = state.rows('issue')
  return input([group('issues', moved(state, issues, days))], issues.filter((row) => !ended(row)).length)
}

/** Input c: parties and obligations created, changed and ended since. */
export function needChanges(state: ReviewState, days: PackDays): PackInput {
  const [parties, obligations] = [state.rows('interestedParty'), state.rows('obligation')]
  return input(
    [group('parties', moved(state, parties, days)), group('obligations', moved(state, obligations, days))],
    [...parties, ...obligations].filter((row) => !ended(row)).length,
  )
}
