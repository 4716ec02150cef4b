import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  activityOf,
  bulkCreateMinimum,
  type ActivityChange,
  type ActivityStatement,
} from '~/lib/records/recordActivity'
import { isKind } from '~/lib/records/registry'

const day = 86_400_000
const dayOf = (time: number): string => String(Math.floor(time / day))
let count = 0
const change = (over: Partial<ActivityChange>): ActivityChange => ({
  id: `c${++count}`,
  commandId: 'cmd',
  kind: 'risk',
  recordId: 'r_1',
  field: 'title',
  before: 'a',
  after: 'b',
  deviceId: 'd',
  memberId: 'ada',
  time: day,
  seq: 1,
  concurrent: false,
  lost: false,
  ...over,
})
const told = (changes: readonly ActivityChange[], statements: readonly ActivityStatement[] = []) =>
  activityOf(changes, statements, dayOf, isKind)

describe('activity', () => {
  it('combines what one person did to one record on one day, newest first', () => {
    const entries = told([
      change({ time: day + 1 }),
      change({ time: day + 5, field: 'owner' }),
      change({ time: day + 3, memberId: 'bo' }),
      change({ time: 2 * day, field: 'cause' }),
      change({ time: day + 4, recordId: 'r_2' }),
    ])
    expect(
      entries.map((entry) => [
        entry.memberId,
        'recordId' in entry && entry.recordId,
        'fields' in entry && entry.fields,
        entry.time,
      ]),
    ).toEqual([
      ['ada', 'r_1', ['cause'], 2 * day],
      ['ada', 'r_1', ['owner', 'title'], day + 5],
      ['ada', 'r_2', ['title'], day + 4],
      ['bo', 'r_1', ['title'], day + 3],
    ])
  })
  it('shows a new record once, without its initial fields as separate changes', () => {
    expect(
      told([
        change({ field: 'kind', before: null, after: 'risk' }),
        change({ field: 'createdAt', before: null }),
        change({ before: null }),
      ]),
    ).toMatchObject([{ type: 'born', recordId: 'r_1' }])
  })
  it('shows an import as one entry, however many records it created', () => {
    const births = Array.from({ length: bulkCreateMinimum }, (_, n) =>
      change({ recordId: `r_${n}`, field: 'kind', before: null }),
    )
    expect(told([...births, ...births.map(({ recordId }) => change({ recordId, before: null }))])).toMatchObject([
      { type: 'bornMany', kind: 'risk', recordIds: births.map(({ recordId }) => recordId) },
    ])
    expect(told(births.slice(1))).toHaveLength(bulkCreateMinimum - 1)
  })
  it('MG1, MG7, MG12: shows archiving, restoring, merging and settled conflicts', () => {
    const one = (over: Partial<ActivityChange>) => told([change(over)])[0]
    expect(one({ field: 'archivedOn', before: null, after: '2026-01-01' })).toMatchObject({ type: 'archived' })
    expect(one({ field: 'archivedOn', before: '2026-01-01', after: null })).toMatchObject({ type: 'restored' })
    expect(one({ field: 'duplicateOf', before: null, after: 'r_2' })).toMatchObject({ type: 'merged' })
    expect(one({ field: '_settled', element: 'x', before: null, after: true })).toMatchObject({ type: 'settled' })
    expect(one({ concurrent: true })).toMatchObject({ type: 'changed', concurrent: true })
  })
  it('shows a record created and undone on one day as both, and one restored afterwards as created', () => {
    const born = change({ field: 'kind', before: null, after: 'risk' })
    const gone = change({ field: 'archivedOn', before: null, after: '2026-01-01', time: day + 5 })
    expect(told([born, gone])).toMatchObject([{ type: 'withdrawn', recordId: 'r_1' }])
    expect(
      told([born, gone, change({ field: 'archivedOn', before: '2026-01-01', after: null, time: day + 9 })]),
    ).toMatchObject([{ type: 'born' }])
  })
  it('leaves out internal fields', () => {
    expect(told([change({ field: 'matrixHash' }), change({ field: 'ref' })])).toEqual([])
  })
  it('marks what is not in the log yet', () => {
    const { seq: _, ...waiting } = change({})
    expect(told([waiting])).toMatchObject([{ waiting: true }])
  })
  it('ST5: shows statements as separate entries, in chronological order', () => {
    const statement: ActivityStatement = {
      id: 's1',
      seq: 3,
      type: 'approve',
      subjectKind: 'policy',
      subjectId: 'po_1',
      memberId: 'bo',
      deviceId: 'd',
      time: day + 2,
    }
    expect(
      told([change({ time: day + 1 }), change({ time: day + 3, recordId: 'r_9' })], [statement]).map(
        (entry) => entry.type,
      ),
    ).toEqual(['changed', 'statement', 'changed'])
  })
  it('loses no change of a visible field, whatever the order of the rows', () => {
    const arbitrary = fc.array(
      fc.record({
        recordId: fc.constantFrom('r_1', 'r_2', 'r_3'),
        memberId: fc.constantFrom('ada', 'bo'),
        time: fc.nat(5 * day),
        field: fc.constantFrom('title', 'owner', 'cause'),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(arbitrary, fc.func(fc.integer()), (some, order) => {
        const changes = some.map((over) => change(over))
        const entries = told([...changes].sort((a, b) => order(a.id) - order(b.id)))
        expect(
          entries.flatMap((entry) => ('changes' in entry ? entry.changes.map(({ id }) => id) : [])).sort(),
        ).toEqual(changes.map(({ id }) => id).sort())
        expect(entries).toEqual(told(changes))
        for (let at = 1; at < entries.length; at++)
          expect(entries[at - 1]!.time).toBeGreaterThanOrEqual(entries[at]!.time)
      }),
    )
  })
})
