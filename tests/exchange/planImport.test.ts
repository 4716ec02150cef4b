import { type PlannedRow } from '~/lib/exchange/tables/plannedRow'
import { describe, expect, it } from 'vitest'
import { plainOptions } from '~/lib/exchange/tables/cellValue'
import { fittingDayFormats, readDay } from '~/lib/exchange/tables/cellFormats'
import type { Cell, RawTable } from '~/lib/exchange/tables/cell'
import { guessMapping, headOf, type Mapping } from '~/lib/exchange/tables/mapping'
import { planFileOf, planImport } from '~/lib/exchange/tables/planImport'
import type { ImportFacts } from '~/lib/exchange/tables/workingRow'
import { readPlanFile, writePlanFile } from '~/lib/exchange/tables/planFile'
import { problemCodes } from '~/lib/exchange/tables/tableProblems'
import { en } from '~/components/i18n/en'
import { exchange as german } from '~/components/i18n/de/exchange'
import { hintKeys, noticeCodes } from '~/lib/exchange/tables/tableProblems'
import { importFields, importableKinds, neverImported } from '~/lib/records/lists/importKinds'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { unwrap } from '~/lib/shared/result'
import { row } from '../isms/rows'
import { factsFor, words } from './support/facts'

const table = (header: readonly string[], ...rows: readonly (readonly Cell[])[]): RawTable => ({
  header,
  rows: rows.map((cells, index) => ({ row: index + 2, cells })),
  formulas: [],
  guarded: true,
})
const people = [
  row('person', 'pe_ada', { ref: 'PE-1', name: 'Ada Quill', title: 'Head of Platform' }),
  row('person', 'pe_ben1', { ref: 'PE-2', name: 'Ben Marsh', title: 'Engineer' }),
  row('person', 'pe_ben2', { ref: 'PE-3', name: 'Ben Marsh', title: 'Auditor' }),
] as readonly AnyRecord[]
const plan = (
  kind: Kind,
  of: RawTable,
  records: readonly AnyRecord[] = people,
  more: Partial<ImportFacts> = {},
  mapping?: Mapping,
): readonly PlannedRow[] => planImport(of, mapping ?? guessMapping(kind, of, words), factsFor(kind, records, more)).rows
const codes = (rows: readonly PlannedRow[]) => rows.map(({ problems }) => problems.map(({ code }) => code))

describe('a dry run (isms.md 7.2)', () => {
  const met = new Set<string>()
  const expectCode = (rows: readonly PlannedRow[], code: string, more: object = {}): void => {
    expect(rows.flatMap(({ problems }) => problems)).toContainEqual(expect.objectContaining({ code, ...more }))
    met.add(code)
  }

  it('says of every row what it would do, and writes nothing', () => {
    const before = [
      ...people,
      row('asset', 'as_1', { ref: 'AS-1', name: 'Laptops', type: 'hardware', tags: ['a', 'b'] }),
      row('asset', 'as_2', { ref: 'AS-2', name: 'Phones' }),
    ] as readonly AnyRecord[]
    const rows = plan(
      'asset',
      table(
        ['Ref', 'Name', 'Type', 'Owner', 'Tags'],
        ['AS-1', 'Laptops', 'Hardware', 'Ada Quill', 'b; a'],
        ['AS-2', 'Phones', '', '', ''],
        ['', 'Servers', 'hardware', 'Head of Platform', 'x'],
      ),
      before,
    )
    expect(
      rows.map(({ outcome, ref, changes }) => ({ outcome, ref, changes: changes.map(({ field }) => field) })),
    ).toEqual([
      { outcome: 'update', ref: 'AS-1', changes: ['owner'] },
      { outcome: 'same', ref: 'AS-2', changes: [] },
      { outcome: 'create', ref: '', changes: ['name', 'type', 'owner', 'tags', 'status'] },
    ])
    expect(rows[0]!.edit).toEqual({
      op: 'update',
      id: 'as_1',
      row: 2,
      fields: { owner: 'pe_ada' },
      seen: { owner: null },
    })
    expect(rows[2]!.edit).toMatchObject({
      op: 'create',
      fields: { name: 'Servers', type: 'hardware', owner: 'pe_ada', tags: ['x'] },
    })
    const file = planFileOf({ kind: 'asset', rows })
    expect(unwrap(readPlanFile(writePlanFile(file)))).toEqual(file)
    expect(readPlanFile('{"v":1,"kind":"asset","edits":[{"op":"drop"}]}')).toMatchObject({
      ok: false,
      error: { type: 'badPlan' },
    })
  })

  it('required: what names the record; other fields are told as incomplete and keep nothing back', () => {
    const rows = plan('asset', table(['Name', 'Type'], ['', 'hardware'], ['Named', 'hardware']))
    expectCode(rows, 'required', { field: 'name' })
    expect(rows[1]).toMatchObject({ outcome: 'create', notices: [{ code: 'incomplete' }] })
  })

  it('type, enum, date, range, tooLong, offScale, each with row, column, value and hint', () => {
    const long = 'x'.repeat(501)
    expectCode(plan('control', table(['Title', 'Key control'], ['A', 'perhaps'])), 'type', {
      column: 1,
      field: 'key',
      value: 'perhaps',
      hint: 'yesNo',
    })
    expectCode(plan('treatmentAction', table(['Title', 'cost'], ['A', '1,5'], ['B', '2.5'])), 'type', {
      hint: 'decimalComma',
      value: '1,5',
    })
    expectCode(plan('control', table(['Title', 'priority'], ['A', '1.5'])), 'type', { hint: 'whole' })
    expectCode(plan('asset', table(['Name', 'Type'], ['A', 'spaceship'])), 'enum', {
      column: 1,
      value: 'spaceship',
      hint: 'oneOf',
    })
    expectCode(plan('control', table(['Title', 'implementedOn'], ['A', '31.02.2026'])), 'date', { hint: 'isoDay' })
    expectCode(plan('control', table(['Title', 'implementedOn'], ['A', 46_000])), 'date', { hint: 'serialDay' })
    expectCode(plan('asset', table(['Name', 'c'], ['A', '9'])), 'range', { with: { from: 1, to: 4 } })
    expectCode(plan('treatmentAction', table(['Title', 'start', 'due'], ['A', '2026-05-02', '2026-05-01'])), 'range', {
      field: 'due',
      hint: 'before',
    })
    expectCode(plan('asset', table(['Name'], [long])), 'tooLong', { hint: 'characters' })
    expectCode(plan('risk', table(['Risk', 'currentL', 'currentI'], ['A', '6', '3'])), 'offScale', {
      field: 'currentL',
      value: '6',
      with: { to: 5 },
    })
  })

  it('unknownRef and ambiguousRef: by ref, former number or exact title; requirements by code; two of a name are two', () => {
    const records = [
      ...people,
      row('asset', 'as_1', { ref: 'AS-1', name: 'Laptops', legacyRef: 'OLD-9' }),
      row('asset', 'as_2', { ref: 'AS-2', name: 'Twice' }),
      row('asset', 'as_3', { ref: 'AS-3', name: 'Twice' }),
    ] as readonly AnyRecord[]
    const of = (cell: string) => plan('risk', table(['Risk', 'Assets'], ['A', cell]), records)
    for (const cell of ['AS-1', 'as-1', 'OLD-9', 'Laptops', 'as_1', 'AS-1 Laptops'])
      expect(of(cell)[0]!.edit?.fields['assets']).toEqual(['as_1'])
    expectCode(of('Nothing'), 'unknownRef', { field: 'assets', value: 'Nothing' })
    expectCode(of('AS-1; Twice'), 'ambiguousRef', { value: 'Twice', with: { list: 'AS-2, AS-3' } })
    expectCode(plan('asset', table(['Name', 'Owner'], ['A', 'Ben Marsh'])), 'ambiguousRef')
    expect(plan('asset', table(['Name', 'Owner'], ['A', 'Auditor']))[0]!.edit?.fields['owner']).toBe('pe_ben2')
    const reqs = (cell: string) => plan('risk', table(['Risk', 'Asked for by'], ['A', cell]))[0]!
    for (const cell of ['A.5.1', '5.1', 'a.5.1', 'iso27001-2022:A.5.1'])
      expect(reqs(cell).edit?.fields['reqs'], cell).toEqual(
        ['iso27001-2022:A.5.1'].filter(() => cell !== '5.1').concat(cell === '5.1' ? ['iso27001-2022:5.1'] : []),
      )
    expect(codes([reqs('Z.9.9')])).toEqual([['unknownRef']])
  })

  it('rows of one table may name each other, before and after', () => {
    const rows = plan('asset', table(['Import key', 'Name', 'Supports'], ['1', 'Lower', 'Upper'], ['2', 'Upper', '']))
    expect(rows[0]!.edit?.fields['supports']).toEqual([rows[1]!.edit!.id])
  })

  it('duplicateKey: the import key, then the ref, then the former number, then a title of one record only', () => {
    const records = [
      ...people,
      row('asset', 'as_1', { ref: 'AS-1', name: 'Laptops', importKey: 'K1', legacyRef: 'L1' }),
      row('asset', 'as_2', { ref: 'AS-2', name: 'Same' }),
      row('asset', 'as_3', { ref: 'AS-3', name: 'Same' }),
    ] as readonly AnyRecord[]
    const one = (header: readonly string[], cells: readonly string[]) =>
      plan('asset', table(header, cells), records)[0]!
    for (const [header, cells] of [
      [
        ['Import key', 'Name'],
        ['K1', 'New name'],
      ],
      [
        ['Ref', 'Name'],
        ['AS-1', 'New name'],
      ],
      [
        ['Former number', 'Name'],
        ['L1', 'New name'],
      ],
    ] as const)
      expect(one(header, cells)).toMatchObject({ outcome: 'update', ref: 'AS-1' })
    expect(one(['Name'], ['Laptops'])).toMatchObject({ outcome: 'same', ref: 'AS-1' })
    expect(one(['Import key', 'Name'], ['K2', 'Laptops'])).toMatchObject({ outcome: 'create' })
    expectCode([one(['Name'], ['Same'])], 'ambiguousRef', { field: 'name' })
    for (const header of ['Import key', 'Former number', 'Ref'])
      expectCode(plan('asset', table([header, 'Name'], ['AS-9', 'A'], ['AS-9', 'B'])), 'duplicateKey', {
        with: { row: 2 },
      })
    expectCode(plan('asset', table(['Name'], ['A'], ['A'])), 'duplicateKey')
    expect(codes(plan('asset', table(['Ref', 'Name'], ['RISK-12', 'A'])))).toEqual([['type']])
    expect(plan('asset', table(['Ref', 'Name'], ['AS-77', 'A']))[0]!.edit).toMatchObject({ op: 'create', ref: 'AS-77' })
  })

  it('readOnly: archived records, and what was sealed; the rest of the bookkeeping is passed over', () => {
    const archived = [
      row('asset', 'as_1', { ref: 'AS-1', name: 'Old', archivedOn: '2026-01-01', archivedBy: 'pe_ada' }),
    ] as readonly AnyRecord[]
    expectCode(plan('asset', table(['Ref', 'Name'], ['AS-1', 'New']), archived), 'readOnly', { hint: 'archived' })
    expect(plan('asset', table(['Name'], ['Old']), archived)[0]).toMatchObject({ outcome: 'create' })
    const sealed = [
      row('evidence', 'ev_1', {
        ref: 'EV-1',
        title: 'Shot',
        source: 'capture',
        capturedAt: '2026-01-01T08:00:00.000Z',
      }),
    ] as readonly AnyRecord[]
    expectCode(
      plan('evidence', table(['Ref', 'Title', 'capturedAt'], ['EV-1', 'Shot', '2026-02-02T08:00:00.000Z']), sealed),
      'readOnly',
      { hint: 'sealed' },
    )
    expect(
      plan('evidence', table(['Ref', 'Title', 'capturedAt'], ['EV-1', 'Shot', '2026-01-01T08:00:00.000Z']), sealed)[0],
    ).toMatchObject({ outcome: 'same' })
    expect(
      plan(
        'asset',
        table(['Name', 'Created', 'Created by', 'Archived'], ['A', '2020-01-01', 'somebody', '2021-01-01']),
      )[0],
    ).toMatchObject({ outcome: 'create', problems: [] })
  })

  it('what undoing an import took back comes again with the same table, as the table has it', () => {
    const back = [
      ...people,
      row('asset', 'as_1', {
        ref: 'AS-1',
        name: 'Laptops',
        location: 'A column mapped wrongly',
        archivedOn: '2026-01-01',
      }),
    ] as readonly AnyRecord[]
    expect(plan('asset', table(['Ref', 'Name', 'Owner'], ['AS-1', 'Laptops', 'Ada Quill']), back)[0]).toMatchObject({
      outcome: 'update',
      notices: [{ code: 'incomplete' }, { code: 'restored' }],
      edit: { op: 'update', id: 'as_1', restore: true, fields: { owner: 'pe_ada', location: null } },
    })
  })

  it('a row that names one with an error falls with it, and so does the one that names that; the rest can be written', () => {
    const rows = plan(
      'asset',
      table(
        ['Name', 'Type', 'Supports'],
        ['Bad', 'spaceship', ''],
        ['Second', 'hardware', 'Bad'],
        ['Third', 'hardware', 'Good; Second'],
        ['Good', 'hardware', ''],
      ),
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'error', 'create'])
    expect(rows[1]!.problems).toEqual([
      { code: 'unknownRef', column: 2, field: 'supports', value: 'Bad', hint: 'rowInError', with: { row: 2 } },
    ])
    expect(rows[2]!.problems).toMatchObject([{ code: 'unknownRef', with: { row: 3 } }])
    expect(planFileOf({ kind: 'asset', rows }).edits).toHaveLength(1)
    // A link that would have broken a circle falls with its row, and the circle with it.
    const chain = [
      row('policy', 'po_1', { ref: 'PO-1', title: 'One', replacedBy: 'po_2' }),
      row('policy', 'po_2', { ref: 'PO-2', title: 'Two' }),
    ] as readonly AnyRecord[]
    expect(
      codes(
        plan(
          'policy',
          table(
            ['Ref', 'Title', 'Replaced by', 'Level'],
            ['PO-1', 'One', 'New', ''],
            ['PO-2', 'Two', 'PO-1', ''],
            ['', 'New', '', 'nonsense'],
          ),
          chain,
        ),
      ),
    ).toEqual([['unknownRef'], ['circularRef'], ['enum']])
  })

  it('keys are compared as the fields read them: letters in one spelling, without the mark of a formula', () => {
    const records = [
      ...people,
      row('asset', 'as_1', { ref: 'AS-1', name: 'Büro', importKey: '-17' }),
    ] as readonly AnyRecord[]
    expect(plan('asset', table(['Name'], ['Büro'.normalize('NFD')]), records)[0]).toMatchObject({
      outcome: 'same',
      ref: 'AS-1',
    })
    expect(plan('asset', table(['Import key', 'Name'], ["'-17", 'Büro']), records)[0]).toMatchObject({
      outcome: 'same',
      ref: 'AS-1',
    })
    const files = [{ name: 'Prüfung.pdf'.normalize('NFD'), sha256: 'a'.repeat(64), size: 3 }]
    expect(
      plan('evidence', table(['Title', 'File'], ['Jobs', 'Prüfung.pdf']), people, { files })[0]!.edit?.files,
    ).toEqual([{ name: 'Prüfung.pdf', sha256: 'a'.repeat(64) }])
  })

  it('circularRef: a record that points at itself, or comes back over others', () => {
    expectCode(plan('asset', table(['Ref', 'Name', 'Supports'], ['AS-5', 'A', 'AS-5'])), 'circularRef')
    expectCode(
      plan('policy', table(['Ref', 'Title', 'Replaced by'], ['PO-5', 'A', 'PO-6'], ['PO-6', 'B', 'PO-5'])),
      'circularRef',
    )
    const chain = [
      row('policy', 'po_1', { ref: 'PO-1', title: 'One', replacedBy: 'po_2' }),
      row('policy', 'po_2', { ref: 'PO-2', title: 'Two' }),
    ] as readonly AnyRecord[]
    expectCode(plan('policy', table(['Ref', 'Title', 'Replaced by'], ['PO-2', 'Two', 'PO-1']), chain), 'circularRef')
  })

  it('EV1, missingFile and hashMismatch: an evidence index brings files by name and hash', () => {
    const hash = 'a'.repeat(64)
    const files = [{ name: 'jobs.pdf', sha256: hash, size: 3 }]
    const of = (header: readonly string[], ...cells: readonly string[]) =>
      plan('evidence', table(header, cells), people, { files })
    expect(of(['Title', 'File', 'SHA-256'], 'Jobs', 'jobs.pdf', hash.toUpperCase())[0]!.edit).toMatchObject({
      fields: { source: 'upload', completeness: 'unknown' },
      files: [{ name: 'jobs.pdf', sha256: hash }],
    })
    expect(of(['Title', 'File'], 'Jobs', `jobs.pdf = ${hash}`)[0]!.edit?.files).toEqual([
      { name: 'jobs.pdf', sha256: hash },
    ])
    expectCode(of(['Title', 'File'], 'Jobs', 'other.pdf'), 'missingFile', { value: 'other.pdf' })
    expectCode(of(['Title', 'File', 'SHA-256'], 'Jobs', 'jobs.pdf', 'b'.repeat(64)), 'hashMismatch', { with: { hash } })
    expect(codes(of(['Title'], 'Jobs'))).toEqual([['required']])
    expect(of(['Title', 'url'], 'Jobs', 'https://example.org/')[0]!.edit?.fields['source']).toBe('link')
  })

  it('every code is met by a test here, and every word of them is there in both languages', () => {
    expect(problemCodes.filter((code) => !met.has(code))).toEqual([])
    for (const exchange of [en.exchange, german]) {
      expect(problemCodes.filter((code) => !(code in exchange.code))).toEqual([])
      expect(hintKeys.filter((key) => !(key in exchange.hint))).toEqual([])
      expect(noticeCodes.filter((code) => !(code in exchange.notice))).toEqual([])
      expect(neverImported.filter(({ why }) => !(why in exchange.import.why))).toEqual([])
    }
    const shape = (of: unknown): unknown =>
      typeof of === 'object' && of !== null
        ? Object.fromEntries(Object.entries(of).map(([key, value]) => [key, shape(value)]))
        : ''
    expect(shape(german)).toEqual(shape(en.exchange))
  })

  it('RS8: scores count under the matrix in use; scoring again says so', () => {
    const hash = 'f'.repeat(64)
    const matrix = { likelihood: 5, impact: 5, hash }
    const records = [
      row('risk', 'r_1', { ref: 'R-1', title: 'Old', currentL: 2, currentI: 2, matrixHash: 'e'.repeat(64) }),
    ] as readonly AnyRecord[]
    const rows = plan(
      'risk',
      table(['Ref', 'Risk', 'currentL', 'currentI'], ['', 'New', '3', '4'], ['R-1', 'Old', '3', '2']),
      records,
      { matrix },
    )
    expect(rows[0]!.edit?.fields).toMatchObject({ currentL: 3, matrixHash: hash })
    expect(rows[1]).toMatchObject({
      edit: { fields: { currentL: 3, matrixHash: hash } },
      notices: [{ code: 'incomplete' }, { code: 'rescored' }],
    })
    expect(plan('risk', table(['Ref', 'Risk', 'currentL'], ['R-1', 'Old', '2']), records, { matrix })[0]).toMatchObject(
      { outcome: 'same' },
    )
  })

  it('days that could be two have one format for a column, never one for a row', () => {
    expect(fittingDayFormats(['13/01/2026', '02/03/2026'])).toEqual(['dmySlashes'])
    expect(fittingDayFormats(['01/02/2026', '02/03/2026'])).toEqual(['dmySlashes', 'mdySlashes'])
    // Each of the two is one day in every form (IM2).
    expect(fittingDayFormats(['2026-01-02', '03.04.2026'])).toEqual(['iso'])
    expect(readDay('29/02/2024', 'dmySlashes')).toBe('2024-02-29')
    expect(readDay('29/02/2023', 'dmySlashes')).toBeUndefined()
    const of = table(['Title', 'implementedOn'], ['A', '01/02/2026'], ['B', '13/02/2026'])
    expect(codes(plan('control', of))).toEqual([[], []])
    const ambiguous = table(['Title', 'implementedOn'], ['A', '01/02/2026'])
    expect(codes(plan('control', ambiguous))).toEqual([['date']])
    const chosen = guessMapping('control', ambiguous, words).map((column) => ({
      ...column,
      options: { ...plainOptions, dayFormat: 'mdySlashes' as const },
    }))
    expect(plan('control', ambiguous, people, {}, chosen)[0]!.edit?.fields['implementedOn']).toBe('2026-01-02')
    expect(
      plan('control', table(['Title', 'implementedOn'], ['A', { day: '2026-03-04' }]))[0]!.edit?.fields[
        'implementedOn'
      ],
    ).toBe('2026-03-04')
  })

  it('a moment keeps the seconds it has; a day cell without a time is its midnight', () => {
    const of = (cell: Cell) =>
      plan('incident', table(['Title', 'occurredAt'], ['A', cell]))[0]!.edit?.fields['occurredAt']
    expect(of({ day: '2026-03-29', time: '10:00:37' })).toBe('2026-03-29T08:00:37.000Z')
    expect(of('2026-03-29 10:00:37')).toBe('2026-03-29T08:00:37.000Z')
    expect(of({ day: '2026-03-29' })).toBe('2026-03-28T23:00:00.000Z')
    expect(of('2026-03-29')).toBeUndefined()
  })

  it('empty cells leave what is there, or clear it where the person says so; a title is never cleared', () => {
    const records = [
      ...people,
      row('asset', 'as_1', { ref: 'AS-1', name: 'Laptops', location: 'Berlin', tags: ['x'] }),
    ] as readonly AnyRecord[]
    const of = table(['Ref', 'Name', 'Location', 'Tags'], ['AS-1', '', '', ''])
    expect(plan('asset', of, records)[0]).toMatchObject({ outcome: 'same' })
    expect(plan('asset', of, records, { emptyClears: true })[0]!.edit?.fields).toEqual({ location: null, tags: null })
  })

  it('ID1, SOA1: derived records are found by what their id is made of', () => {
    const soa = plan(
      'soaEntry',
      table(
        ['requirement', 'Decision', 'Reasons'],
        ['A.5.1', 'Applicable', 'Risk'],
        ['Z.1', 'applicable', ''],
        ['4.1', 'applicable', ''],
        ['A.5.1', 'applicable', ''],
      ),
    )
    expect(soa[0]!.edit).toMatchObject({ op: 'create', id: 'soa_iso27001-2022:A.5.1' })
    expect(codes(soa)).toEqual([[], ['unknownRef'], ['unknownRef'], ['duplicateKey']])
    const metric = row('metric', 'mt_1', { ref: 'MT-1', title: 'Patches' }) as AnyRecord
    const archived = row('measurement', 'me_mt_1~2026-03-31', {
      metric: 'mt_1',
      periodTo: '2026-03-31',
      value: 3,
      archivedOn: '2026-04-01',
    }) as AnyRecord
    const rows = plan(
      'measurement',
      table(
        ['Metric', 'periodFrom', 'periodTo', 'Value'],
        ['MT-1', '2026-01-01', '2026-01-31', '5'],
        ['Patches', '2026-03-01', '2026-03-31', '4'],
        ['', '', '2026-02-28', '1'],
      ),
      [...people, metric, archived],
    )
    expect(rows[0]!.edit).toMatchObject({ op: 'create', id: 'me_mt_1~2026-01-31' })
    expect(rows[1]).toMatchObject({
      outcome: 'update',
      edit: { restore: true },
      notices: [{ code: 'incomplete' }, { code: 'restored' }],
    })
    expect(codes(rows)[2]).toEqual(['required'])
  })

  it('XW1: a pair of requirements has one row, whichever way the table reads it', () => {
    const [a, b] = ['iso27001-2022:A.5.1', 'iso27001-2022:A.5.2']
    const here = [
      ...people,
      row('crosswalk', `xw_${a}~${b}`, { source: a, target: b, relation: 'subset', rationale: 'Why' }),
    ] as readonly AnyRecord[]
    expect(plan('crosswalk', table(['source', 'target', 'relation'], [b, a, 'superset']), here)[0]).toMatchObject({
      outcome: 'same',
    })
    expect(plan('crosswalk', table(['source', 'target', 'relation'], [b, a, 'equal']), here)[0]!.edit).toMatchObject({
      op: 'update',
      id: `xw_${a}~${b}`,
      fields: { relation: 'equal' },
    })
    expect(codes(plan('crosswalk', table(['source', 'target', 'relation'], [a, b, 'equal'], [b, a, 'equal'])))).toEqual(
      [[], ['duplicateKey']],
    )
  })

  it('MG11: a nonconformity opened from a finding has that finding’s id', () => {
    const finding = row('finding', 'fn_1', { ref: 'FN-1', title: 'Gap' }) as AnyRecord
    expect(plan('nonconformity', table(['Title', 'Finding'], ['NC', 'FN-1']), [...people, finding])[0]!.edit?.id).toBe(
      'nc_fn_1',
    )
  })

  it('text that looks like a formula is text, and stays harmless through export and back', () => {
    const rows = plan(
      'asset',
      table(
        ['Name', 'Location'],
        ['\'=HYPERLINK("https://evil")', "'@x"],
        ['<img src=x onerror=alert(1)>', "Robert'); DROP TABLE--"],
      ),
    )
    expect(rows.map(({ edit }) => [edit?.fields['name'], edit?.fields['location']])).toEqual([
      ['=HYPERLINK("https://evil")', '@x'],
      ['<img src=x onerror=alert(1)>', "Robert'); DROP TABLE--"],
    ])
  })

  it('a row with more cells than the head has is out of step', () => {
    expect(plan('asset', table(['Name'], ['A', 'B']))[0]).toMatchObject({
      outcome: 'error',
      problems: [{ code: 'type', hint: 'moreCells', value: 'B' }],
    })
    expect(plan('asset', table(['Name'], ['A', '']))[0]).toMatchObject({ outcome: 'create' })
  })
})

describe('columns', () => {
  it('every field of every importable kind reads back from its head', () => {
    for (const kind of importableKinds)
      for (const { name } of importFields(kind))
        expect(guessMapping(kind, table([headOf(kind, name, words)]), words)[0]?.field, `${kind}.${name}`).toBe(name)
  })
  it('frozen, signed and personal kinds are not among them, and every other kind is', () => {
    expect(neverImported.map(({ kind }) => kind).sort()).toEqual([
      'comment',
      'evidenceSubmission',
      'readinessRun',
      'riskAcceptance',
      'riskMethod',
      'settings',
      'soaVersion',
    ])
    for (const kind of importableKinds)
      expect(
        importFields(kind).some(({ field, access }) => access === 'write' && field?.type === 'blob'),
        kind,
      ).toBe(false)
    expect(
      Object.keys(recordKind('risk').fields).filter(
        (name) => importFields('risk').find((field) => field.name === name)?.access !== 'write',
      ),
    ).toEqual(['matrixHash'])
  })
})
