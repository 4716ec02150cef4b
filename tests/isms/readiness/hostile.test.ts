/**
 * Whatever somebody wrote into the log, with another version or on purpose: rows can be read, and every check gives a
 * result.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoRow } from '~/lib/content/demo/demoRecord'
import { demoRecords } from '~/lib/content/demo/demoRecords'
import { assembleRecord, rowToEntries, type FlatEntry } from '~/lib/records/assembleRecord'
import { kindNames, recordKind, type AnyRecord } from '~/lib/records/registry'
import { allChecks } from '~/lib/isms/readiness/checks'
import { resultsOf } from '~/lib/isms/readiness/evaluate'
import { runChecks } from '~/lib/isms/readiness/run'
import { summaryOf } from '~/lib/isms/readiness/summary'
import type { JsonValue } from '~/lib/shared/json'

const few = kindNames.flatMap((kind) =>
  demoRecords()
    .filter((record) => record.kind === kind)
    .slice(0, 6)
    .map((record) => demoRow(record) as AnyRecord),
)
const flat = few.map((row) => ({ row, ...rowToEntries(row) }))
const junk: readonly JsonValue[] = [
  'some day',
  '',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '0001-01-01',
  '2026-13-01T25:00:00Z',
  'P0D',
  'P99999Y',
  'P99999D',
  -1,
  0,
  1e308,
  -1e308,
  0.5,
  true,
  false,
  [],
  {},
  ['x'],
  { x: 1 },
  'FREQ=NEVER',
  'FREQ=DAILY;COUNT=999999999',
  'x'.repeat(300),
  null,
]

/** Many values of a record at once: what one value does not break another may. */
const spoiling = fc.record({
  row: fc.nat(1000),
  keys: fc.array(fc.record({ key: fc.nat(1000), junk: fc.nat(1000), how: fc.nat(4) }), { minLength: 1, maxLength: 12 }),
})

function spoil(
  all: readonly {
    readonly row: number
    readonly keys: readonly { readonly key: number; readonly junk: number; readonly how: number }[]
  }[],
): readonly AnyRecord[] {
  const records = flat.map(({ row, entries, texts }) => ({
    kind: row.kind,
    id: row.id,
    entries: new Map<string, JsonValue>(entries),
    texts,
  }))
  for (const { row, keys } of all) {
    const one = records[row % records.length]!
    const fields = Object.entries(recordKind(one.kind).fields)
    const lists = [
      [...one.entries.keys()],
      ['createdAt', 'createdBy', 'ref', 'archivedOn'],
      fields.map(([name]) => `${name}/some day`),
      fields.map(([name]) => name),
      fields.filter(([, { type }]) => type === 'date' || type === 'instant' || type === 'period').map(([name]) => name),
    ]
    for (const { key, junk: n, how } of keys) {
      const names = lists[how]!
      if (names.length > 0) one.entries.set(names[key % names.length]!, junk[n % junk.length]!)
    }
  }
  return records.map(
    ({ kind, id, entries, texts }) => assembleRecord(kind, id, entries as Iterable<FlatEntry>, texts) as AnyRecord,
  )
}

describe('readiness with invalid data', () => {
  it('never throws, whatever a value is (MG18, MG19)', () => {
    fc.assert(
      fc.property(fc.array(spoiling, { minLength: 1, maxLength: 12 }), (spoilings) => {
        const put = spoil(spoilings)
        const { outcomes, reader, sources } = runChecks(
          { today: '2026-06-01', put, statements: [], history: [], members: [] },
          allChecks,
        )
        const results = resultsOf(outcomes, reader, sources)
        summaryOf(results, reader)
        expect(results.length).toBeGreaterThan(100)
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
