import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawTable } from '~/lib/exchange/tables/cell'
import { importableTable, writeCsv, writeXlsx } from '~/lib/exchange/tables/exportTable'
import { importableColumns, importableKinds } from '~/lib/records/lists/importKinds'
import { guessKind, guessMapping } from '~/lib/exchange/tables/mapping'
import { planImport } from '~/lib/exchange/tables/planImport'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { readXlsx } from '~/lib/exchange/tables/readXlsx'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { arbitraryRows, neighbours } from './support/arbitraryRows'
import { factsFor, words } from './support/facts'

const near = neighbours()
/** What an import writes of a record; unset and empty are one. */
const written = (kind: Kind, values: Readonly<Record<string, unknown>>): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(
    importableColumns(kind).flatMap(({ name, field }): [string, JsonValue][] => {
      const value = values[name] as JsonValue | undefined
      if (!field || name === 'ref' || name === 'files' || value === undefined || value === null || value === '')
        return []
      return (Array.isArray(value) && value.length === 0) ||
        (typeof value === 'object' && Object.keys(value).length === 0)
        ? []
        : [[name, value]]
    }),
  )

/** Reads the table into an empty register: the same records come out. */
function expectSame(kind: Kind, rows: readonly AnyRecord[], table: RawTable): void {
  const facts = factsFor(
    kind,
    near.filter((record) => record.kind !== kind || !rows.some(({ id }) => id === record.id)),
  )
  const plan = planImport(table, guessMapping(kind, table, words), facts)
  expect(plan.rows.flatMap(({ problems, row }) => problems.map((problem) => ({ row, ...problem })))).toEqual([])
  const made = plan.rows.map(({ edit }) => edit!)
  expect(made).toHaveLength(rows.length)
  made.forEach((edit, index) => {
    const {
      source: _source,
      completeness: _completeness,
      matrixHash: _hash,
      ...fields
    } = edit.fields as Readonly<Record<string, JsonValue>>
    const {
      source: _s,
      completeness: _c,
      matrixHash: _h,
      ...own
    } = written(kind, rows[index] as unknown as Readonly<Record<string, unknown>>)
    expect(fields).toEqual(own)
    const named = importableColumns(kind).some(({ name }) => name === 'ref') ? 'ref' : 'id'
    expect(edit[named]).toBe(rows[index]![named])
  })
  // Read again beside the records themselves, nothing differs.
  const again = planImport(table, guessMapping(kind, table, words), factsFor(kind, [...near, ...rows]))
  expect(again.rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'same'))
}

describe('export then import gives the same records (isms.md 7.2)', () => {
  for (const kind of importableKinds) {
    it(`${kind}: CSV`, () =>
      fc.assert(
        fc.asyncProperty(arbitraryRows(kind, near), async (rows) => {
          const facts = factsFor(kind, [...near, ...rows])
          const text = writeCsv(importableTable(kind, rows, facts, kind), { delimiter: ',', decimal: '.' })
          expectSame(kind, rows, unwrap(await readCsv(new Blob([text]))))
        }),
        { numRuns: 15 },
      ))
  }

  it('with semicolons and decimal commas, as a German spreadsheet keeps it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Kind>('treatmentAction', 'metric', 'measurement', 'control', 'task'),
        fc.integer(),
        async (kind, seed) => {
          const [rows] = fc.sample(arbitraryRows(kind, near), { numRuns: 1, seed })
          const text = writeCsv(importableTable(kind, rows!, factsFor(kind, [...near, ...rows!]), kind), {
            delimiter: ';',
            decimal: ',',
          })
          expectSame(kind, rows!, unwrap(await readCsv(new Blob([text]))))
        },
      ),
      { numRuns: 25 },
    ))

  it('XLSX, days and numbers typed', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...importableKinds), fc.integer(), async (kind, seed) => {
        const [rows] = fc.sample(arbitraryRows(kind, near, 4), { numRuns: 1, seed })
        const { file, cut } = await writeXlsx([importableTable(kind, rows!, factsFor(kind, [...near, ...rows!]), kind)])
        expect(cut).toBe(0)
        const [sheet] = unwrap(await readXlsx(file))
        expectSame(kind, rows!, unwrap(sheet!.table))
      }),
      { numRuns: 60 },
    ))

  it('the kind is told by its heads', () => {
    const told = importableKinds.filter(
      (kind) => guessKind(importableTable(kind, [], factsFor(kind, near), '').header, words) === kind,
    )
    expect(importableKinds.filter((kind) => !told.includes(kind))).toEqual([])
  })
})
