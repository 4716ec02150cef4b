import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoId, iso } from '~/lib/content/demo/demoRecord'
import { toWallClock } from '~/lib/isms/incident/zonedTime'
import { recordKind, type AnyRecord } from '~/lib/records/registry'
import { columnsFor, reportIds, tablesOf, type Report, type TableBlock } from '~/lib/isms/report/report'
import { buildReport, reportKinds, type ReportChoice } from '~/lib/isms/report/reports'
import { reportStatus } from '~/lib/isms/report/reportStatus'
import type { ReportState } from '~/lib/isms/report/reportState'
import { soaVersionsIn } from '~/lib/isms/report/reports/soaReport'
import { recordHash, stateHash } from '~/lib/isms/report/stateHash'
import { contextOf, demoReportState } from './demoReportState'
import { utf8, utf8ToString } from '~/lib/shared/bytes'
import { checks } from './readinessSample'

let state: ReportState
let ctx: ReportContext
beforeAll(() => {
  state = demoReportState({ readiness: checks })
  ctx = contextOf(state)
})

function made(id: (typeof reportIds)[number], choice: ReportChoice = {}, on = ctx): Report {
  const built = buildReport(on, id, choice)
  if (!built.ok) throw new Error(`${id}: ${built.error.message}`)
  return built.value
}
const table = (report: Report, sheet: string): TableBlock => tablesOf(report).find((one) => one.sheet === sheet)!
/** A row by its first cell, as label → text. */
function line(of: TableBlock, first: string): Readonly<Record<string, string>> {
  const row = of.rows.find((cells) => cells[0]!.text === first)
  if (!row) throw new Error(`no row ${first}`)
  return Object.fromEntries(of.columns.map(({ key }, at) => [key, row[at]!.text]))
}
const said = (report: Report): string => JSON.stringify(report)

describe('every report', () => {
  it.each(reportIds)('%s has its frame: organisation, four fields, hash of its state, page n of m', (id) => {
    const report = made(id)
    expect(report.title.organisation).toBe('Quillmere Logistics Cloud')
    expect(report.title.fields).toHaveLength(4)
    expect(report.title.fields.every(({ label, value }) => label !== '' && value !== '')).toBe(true)
    expect(report.foot.stateHash).toMatch(/^[0-9a-f]{64}$/)
    expect(report.foot.pages).toBe('{n} of {m}')
    expect(report.foot.lines[0]).toContain(report.foot.stateHash.slice(0, 4))
    expect(report.fileName).toMatch(/^Quillmere Logistics Cloud .* 2026-06-01$/)
    expect(tablesOf(report).every((one) => one.rows.every((row) => row.length === one.columns.length))).toBe(true)
    expect(new Set(tablesOf(report).map(({ sheet }) => sheet)).size).toBe(tablesOf(report).length)
  })

  it.each(reportIds)('%s is in German, with German days and numbers', (id) => {
    const german = made(id, {}, contextOf(state, { locale: 'de' }))
    expect(german.foot.pages).toBe('{n} von {m}')
    expect(german.foot.lines[0]).toMatch(/^Stand .* erstellt 1\. Juni 2026, 09:41$/)
    expect(said(german)).not.toMatch(/report\.[a-z]+\./)
  })

  it('never calls unsigned content approved, compliant or certified', () => {
    const unsigned = demoReportState()
    const bare = contextOf({ ...unsigned, statementsOf: () => [], soaCopies: new Map() })
    for (const id of ['soa', 'treatment', 'audit', 'review'] as const) {
      const report = made(id, id === 'soa' ? { version: 'live' } : {}, bare)
      expect(report.watermark, id).toBeDefined()
      expect(said(report), id).not.toMatch(/"Approved by [A-Z]|"Signed by [A-Z]|compliant|certified/)
    }
  })

  it('offers the formats of 7.1', () => {
    expect(Object.fromEntries(reportKinds.map(({ id, formats }) => [id, formats.join(' ')]))).toMatchObject({
      soa: 'print docx xlsx csv',
      risks: 'print xlsx csv',
      treatment: 'print docx xlsx',
      audit: 'print docx',
      review: 'print docx',
      nonconformities: 'print xlsx csv',
      readiness: 'print xlsx',
      suppliers: 'print xlsx csv',
    })
  })
})

describe('state hash (7.1)', () => {
  it('is independent of the order, and differs once a record or a statement changes', () => {
    const head = { seq: 7, hash: 'ab' }
    expect(stateHash(['b', 'a', 'a'], head)).toBe(stateHash(['a', 'b'], head))
    expect(stateHash(['a', 'b'], head)).not.toBe(stateHash(['a', 'b'], { seq: 8, hash: 'cd' }))
    expect(stateHash(['a'], undefined)).not.toBe(stateHash(['a'], head))
  })

  it('changes with a field of a risk, and not with who reads it', () => {
    const edited = contextOf(
      demoReportState({
        rows: (rows) =>
          rows.map((row) => (row.id === demoId('R-7') ? ({ ...row, rationale: 'Otherwise.' } as AnyRecord) : row)),
      }),
    )
    expect(made('risks', {}, edited).foot.stateHash).not.toBe(made('risks').foot.stateHash)
    expect(made('risks', {}, contextOf(state, { locale: 'de' })).foot.stateHash).toBe(made('risks').foot.stateHash)
  })

  it('leaves out derived columns that the vault stores next to the fields', () => {
    const row = state.rows('risk')[0]!
    expect(recordHash({ ...row, waits: 1 } as unknown as AnyRecord)).toBe(recordHash(row as unknown as AnyRecord))
  })
})

describe('Statement of Applicability', () => {
  it('SOA8: shows the version in force by default, from its frozen copy, with approver, time, scope and statement', () => {
    const report = made('soa')
    expect(report.title.subtitle).toBe('ISO/IEC 27001:2022, Annex A · version 3 · as of 12 February 2026')
    expect(report.title.fields.map(({ value }) => value)).toEqual([
      'Managing Director',
      '12 Feb 2026, 14:00',
      'version 1',
      '81 apply, 4 inherited, 8 not',
    ])
    expect(report.foot.lines[1]).toMatch(/^Approval by top management, statement [\d,]+ in the log · internal$/)
    expect(report.foot.document).toBe('SoA v3')
    expect(report.watermark).toBeUndefined()
    expect(table(report, 'Annex A').rows).toHaveLength(93)
    // Edited after version 3: the frozen copy still has the approved text.
    expect(line(table(report, 'Annex A'), 'A.5.22')['justification']).not.toContain('came late')
  })

  it('ST14: prints an owner standing in for top management as such, in both languages', () => {
    const standsIn = contextOf({
      ...state,
      statementsOf: (id) => state.statementsOf(id).map((one) => ({ ...one, standsIn: true })),
    })
    expect(made('soa', {}, standsIn).foot.lines[1]).toMatch(
      /^Approved by the workspace owner, top management not yet named; statement [\d,]+ in the log · internal$/,
    )
    expect(made('review', {}, standsIn).foot.lines[1]).toMatch(
      /^Signed by the workspace owner, top management not yet named; statement/,
    )
    expect(made('soa', {}, contextOf(standsIn.state, { locale: 'de' })).foot.lines[1]).toMatch(
      /^Freigegeben vom Inhaber des Arbeitsbereichs, oberste Leitung noch nicht benannt; Eintrag/,
    )
    expect(said(made('soa', {}, standsIn))).not.toContain('Approval by top management')
  })

  it('shows yes, no or inherited, the reasons, and the evidence or justification', () => {
    const rows = table(made('soa'), 'Annex A')
    expect(line(rows, 'A.5.18')).toMatchObject({ applies: 'Yes', why: 'Risk, legal, contract' })
    expect(line(rows, 'A.5.23')).toMatchObject({
      applies: 'No',
      status: 'Excluded',
      proof: expect.stringContaining('framework contract'),
    })
    expect(line(rows, 'A.8.30')).toMatchObject({ applies: 'No', proof: 'no justification' })
    expect(line(rows, 'A.7.1')).toMatchObject({ applies: 'Inherited', status: 'Inherited' })
    expect(rows.rows.some((cells) => cells.some(({ text }) => /^EV-\d+, to \d+ \w{3} 20\d\d/.test(text)))).toBe(true)
  })

  it('includes owner, risks and implementation on paper, too, and titles of the controls it names', () => {
    const paper = (report: Report, code: string): Readonly<Record<string, string>> => {
      const rows = table(report, 'Annex A')
      const shown = new Set(columnsFor(rows, 'page').map(({ column: { key } }) => key))
      return Object.fromEntries(Object.entries(line(rows, code)).filter(([key]) => shown.has(key)))
    }
    const frozen = made('soa')
    const { owner, risks } = line(table(frozen, 'Annex A'), 'A.5.18')
    expect(paper(frozen, 'A.5.18')['requirement']!.split('\n')).toEqual([
      'Access rights',
      `Owner: ${owner!}; Risks: ${risks!}`,
    ])
    const named = table(frozen, 'Controls named by the rows').rows.map((row) => row.map(({ text }) => text))
    expect(named.every(([ref, title]) => ref !== '' && title !== '')).toBe(true)
    const live = contextOf(
      demoReportState({
        rows: (all) =>
          all.map((row) =>
            row.kind === 'soaEntry' && row.id.endsWith('A.5.18')
              ? ({ ...row, implementation: 'Rights end with the contract.' } as AnyRecord)
              : row,
          ),
      }),
    )
    expect(paper(made('soa', { version: 'live' }, live), 'A.5.18')['proof']).toContain(
      '\nRights end with the contract.',
    )
  })

  it('SOA2: lists additional controls separately', () => {
    expect(table(made('soa'), 'Additional controls').rows.map((row) => row[0]!.text)).toContain('C-78')
  })

  it('SOA9: live shows today’s decisions, marked as not approved on every page', () => {
    const report = made('soa', { version: 'live' })
    expect(report.watermark).toBe('Not approved, live state')
    expect(report.title.fields[0]).toEqual({ label: 'Approved by', value: 'Nobody' })
    expect(report.foot.lines[1]).toMatch(/^Statements up to entry/)
    expect(line(table(report, 'Annex A'), 'A.5.22')['justification']).toContain('came late')
  })

  it('SOA10: compares with an older version, row by row and field by field', () => {
    const older = soaVersionsIn(ctx).all.find(({ number }) => number === 2)!.record
    const copy = state.soaCopies.get(older.id)!
    if (copy.state !== 'here') throw new Error('the copy is here')
    const [first, ...rest] = copy.soa.rows
    const undecided = { ...copy.soa, rows: [{ ...first!, applicability: 'undecided' as const }, ...rest.slice(1)] }
    const compare = table(
      made(
        'soa',
        { against: older.id },
        contextOf({ ...state, soaCopies: new Map([...state.soaCopies, [older.id, { ...copy, soa: undecided }]]) }),
      ),
      'Compare',
    )
    expect(
      compare.rows
        .find((row) => row[0]!.text === 'A.5.1' && row[2]!.text === 'Decision')!
        .slice(3)
        .map(({ text }) => text),
    ).toEqual(['Undecided', 'Applicable'])
    expect(compare.rows.find((row) => row[0]!.text === 'A.5.2')!.map(({ text }) => text)).toEqual([
      'A.5.2',
      expect.any(String),
      '',
      '',
      'Added',
    ])
  })

  it('SOA11: counts versions, and names the version that replaced a superseded one', () => {
    const older = soaVersionsIn(ctx).all.find(({ number }) => number === 2)!
    const report = made('soa', { version: older.record.id })
    expect(report.foot.document).toBe('SoA v2, replaced by version 3')
    expect(report.title.subtitle).toContain('version 2 · replaced by version 3')
    expect(report.watermark).toBe('Replaced by version 3')
    expect(report.title.fields[0]!.value).toBe('Managing Director')
    expect(reportStatus(ctx, 'soa')).toBe('Version 3, approved 12 Feb 2026; live differs in 3 rows')
  })

  it('ST4 ST9: a version whose approval was revoked is no longer approved, whatever was approved after it', () => {
    const older = soaVersionsIn(ctx).all.find(({ number }) => number === 2)!
    const revoke = { ...older.approvedBy!, id: 'st_back', type: 'revoke', basedOn: older.approvedBy!.id, seq: 90_000 }
    const report = made(
      'soa',
      { version: older.record.id },
      contextOf({
        ...state,
        statementsOf: (id) => (id === older.record.id ? [...state.statementsOf(id), revoke] : state.statementsOf(id)),
      }),
    )
    expect(report.title.fields.slice(0, 2).map(({ value }) => value)).toEqual(['Approval taken back', '–'])
    expect(report.watermark).toBe('Approval taken back')
    expect(report.foot.lines[1]).toMatch(/^Statements up to entry/)
  })

  it('rejects bytes that are missing, or differ from the approved ones', () => {
    const inForce = soaVersionsIn(ctx).inForce!.record.id
    const copies = new Map(state.soaCopies)
    expect(
      buildReport(contextOf({ ...state, soaCopies: new Map([...copies, [inForce, { state: 'away' }]]) }), 'soa'),
    ).toMatchObject({ ok: false, error: { type: 'copyAway' } })
    const here = copies.get(inForce)!
    expect(
      buildReport(
        contextOf({ ...state, soaCopies: new Map([...copies, [inForce, { ...here, intact: false } as never]]) }),
        'soa',
      ),
    ).toMatchObject({ ok: false, error: { type: 'copyDamaged' } })
    expect(buildReport(ctx, 'soa', { version: 'sv_none' })).toMatchObject({ ok: false, error: { type: 'notFound' } })
  })
})

describe('risks and treatment', () => {
  it('RS7: shows whether each risk is above the criteria, closed ones last', () => {
    const rows = table(made('risks'), 'Risks')
    expect(rows.rows).toHaveLength(31)
    expect(line(rows, 'R-7')).toMatchObject({ criteria: 'above', state: 'Accepted', until: '30\u00a0Sep\u00a02026' })
    expect(line(rows, 'R-30')).toMatchObject({ criteria: '–', current: expect.stringContaining('Off scale') })
    expect(rows.rows.slice(-2).map((row) => row[rows.columns.findIndex(({ key }) => key === 'state')]!.text)).toEqual([
      'Closed',
      'Closed',
    ])
    expect(made('risks').title.fields[3]!.value).toContain('29 open, 7 above')
  })

  it('RS3: draws the matrix with refs in the cells of their scores and heavy frames above the criteria', () => {
    const matrix = made('risks').blocks.find((block) => block.type === 'matrix')!
    expect(matrix.type === 'matrix' && matrix.rows[0]!.label).toBe('5 Almost certain')
    const cells = matrix.type === 'matrix' ? matrix.rows.flatMap(({ cells: all }) => all) : []
    expect(cells.filter(({ above }) => above).length).toBe(10)
    expect(cells.find(({ refs }) => refs.includes('R-7'))).toMatchObject({ level: 'Critical', above: true })
    expect(cells.flatMap(({ refs }) => refs)).not.toContain('R-30')
  })

  it('RS4: a retained risk without residual scores stays at its current level in the register, the matrix and the plan', () => {
    const retained = contextOf(
      demoReportState({
        rows: (all) =>
          all.map((row) =>
            row.id === demoId('R-7')
              ? ({ ...row, option: 'retain', residualL: undefined, residualI: undefined } as AnyRecord)
              : row,
          ),
      }),
    )
    const report = made('risks', {}, retained)
    expect(line(table(report, 'Risks'), 'R-7')).toMatchObject({ residual: 'Critical', residualL: '' })
    expect(line(table(made('treatment', {}, retained), 'Risks and options'), 'R-7')['residual']).toBe('Critical')
    const [current, residual] = report.blocks
      .filter((block) => block.type === 'matrix')
      .map(({ rows }) => rows.map(({ cells }) => cells.findIndex(({ refs }) => refs.includes('R-7'))))
    expect(residual).toEqual(current)
  })

  it('ST4: shows the state of the method’s approval', () => {
    const method = state.rows('riskMethod')[0]!
    const own = state.statementsOf(method.id)
    const last = own.findLast(({ type }) => type === 'approve')!
    const says = (...more: typeof own): string =>
      made(
        'risks',
        {},
        contextOf({ ...state, statementsOf: (id) => (id === method.id ? [...own, ...more] : state.statementsOf(id)) }),
      ).title.fields[0]!.value
    const present = says().replace(/\D/g, '')
    expect(says()).toBe(`version ${present}`)
    expect(says({ ...last, id: 'st_no', type: 'reject', seq: 90_000 })).toBe(`version ${present}, refused since`)
    expect(says({ ...last, id: 'st_back', type: 'revoke', basedOn: last.id, seq: 90_000 })).toBe('approval taken back')
  })

  it('ST7: a plan approved again after another one is the later version; a revoked one has none', () => {
    const plan = state.rows('treatmentPlan')[0]!
    const own = state.statementsOf(plan.id)
    const last = own.findLast(({ type }) => type === 'approve')!
    const of = (...more: typeof own): Report =>
      made(
        'treatment',
        {},
        contextOf({ ...state, statementsOf: (id) => (id === plan.id ? [...own, ...more] : state.statementsOf(id)) }),
      )
    const number = (report: Report): number => Number(/ v(\d+)$/.exec(report.foot.document)?.[1])
    const again = of({ ...last, id: 'st_b', contentHash: 'bb', seq: 90_000 }, { ...last, id: 'st_a', seq: 90_001 })
    expect(number(again)).toBe(number(of()) + 2)
    const back = of({ ...last, id: 'st_back', type: 'revoke', basedOn: last.id, seq: 90_000 })
    expect(back.foot.document).toBe('Risk treatment plan')
    expect(back.title.subtitle).not.toContain('version')
  })

  it('TR2: names who approved each treatment, and shows stale if it was changed since', () => {
    const rows = table(made('treatment'), 'Risks and options')
    expect(line(rows, 'R-7')['approval']).toContain('Approved by Head of Platform')
    const edited = contextOf(
      demoReportState({
        rows: (all) => all.map((row) => (row.id === demoId('R-7') ? ({ ...row, residualI: 1 } as AnyRecord) : row)),
      }),
    )
    const again = line(table(made('treatment', {}, edited), 'Risks and options'), 'R-7')
    expect(again['approval']).toContain('Changed since Head of Platform signed')
    expect(again['hash']).toBe('')
  })

  it('is watermarked once the plan differs from what was approved', () => {
    expect(made('treatment').watermark).toBeUndefined()
    const edited = contextOf(
      demoReportState({
        rows: (all) => all.map((row) => (row.kind === 'treatmentPlan' ? ({ ...row, budget: 1 } as AnyRecord) : row)),
      }),
    )
    expect(made('treatment', {}, edited)).toMatchObject({ watermark: 'Changed after approval' })
    expect(made('treatment', {}, edited).title.fields[0]!.value).toContain('Changed since')
  })
})

describe('audit report', () => {
  const autumn = { audit: demoId('IA-2025-1') }
  const editing = (edit: (row: AnyRecord) => object | undefined): ReportContext =>
    contextOf(demoReportState({ rows: (all) => all.map((row) => ({ ...row, ...edit(row) }) as AnyRecord) }))

  it('ST15: prints what an approval left open and why, even if no reason was given', () => {
    const plan = state.rows('treatmentPlan')[0]!
    const blank = (reason?: string) =>
      contextOf({
        ...state,
        statementsOf: (id) =>
          state.statementsOf(id).map((one) =>
            id !== plan.id
              ? one
              : {
                  ...one,
                  reason,
                  frozen: utf8(
                    JSON.stringify({ fields: { ...JSON.parse(utf8ToString(one.frozen!)).fields, risks: [] } }),
                  ),
                },
          ),
      })
    expect(made('treatment', {}, blank('The risks follow in March')).foot.lines[1]).toContain(
      'approved without Risks, because: The risks follow in March',
    )
    expect(made('treatment', {}, blank()).foot.lines[1]).toContain('approved without Risks, because: no reason given')
    expect(made('treatment').foot.lines[1]).not.toContain('without')
  })
  it('TR12: the plan prints what it leaves out above the criteria, unless that is accepted', () => {
    expect(said(made('treatment'))).toContain(
      '"label":"Above the criteria, neither in this plan nor accepted","value":"R-19"',
    )
    // R-9 is retained and its level accepted: leaving it out of the plan is not an omission.
    const without = contextOf(
      demoReportState({
        rows: (rows) => rows.map((row) => (row.id === demoId('TP-1') ? ({ ...row, risks: [] } as AnyRecord) : row)),
      }),
    )
    const outside = /neither in this plan nor accepted","value":"([^"]*)"/.exec(
      said(made('treatment', {}, without)),
    )![1]
    expect(outside).not.toContain('R-9')
    expect(outside).toContain('R-19')
  })
  it('AU2: takes the last audit performed, with declarations, findings by grade and the signature', () => {
    const report = made('audit')
    expect(report.title.subtitle).toContain('IA-2026-1')
    expect(report.watermark).toBeUndefined()
    expect(report.foot.lines[1]).toMatch(/^Signature, statement 1,\d{3}/)
    expect(table(report, 'Auditors and independence').rows.map((row) => row.map(({ text }) => text))).toContainEqual([
      'Internal Auditor',
      'Lead auditor',
      expect.stringContaining('declared 4 May 2026'),
    ])
    const first = made('audit', autumn)
    const headings = first.blocks
      .filter((block) => block.type === 'heading' && block.level === 3)
      .map((block) => (block as { text: string }).text)
    expect(headings[0]).toMatch(/^FN-1/)
    expect(headings.at(-1)).toMatch(/^FN-4/)
    expect(table(first, 'What was looked at').rows).toHaveLength(78)
  })

  it('AU7: reports changes after the signature', () => {
    expect(
      made(
        'audit',
        autumn,
        editing((row) => (row.id === demoId('FN-1') ? { statement: 'Something else.' } : undefined)),
      ),
    ).toMatchObject({ watermark: 'Changed after signing' })
  })

  it('AU3: lists items that their auditor owns', () => {
    const conflicts = table(made('audit'), 'Assessed by somebody who owns the work')
    expect(conflicts.rows.map((row) => row[0]!.text)).toEqual(['A.8.32'])
    expect(line(conflicts, 'A.8.32')['why']).toContain('owner of its control')
  })

  it('AU4: shows samples with their population', () => {
    const sampled = editing((row) =>
      row.kind === 'auditItem' && row.requirement === iso('A.5.18')
        ? {
            method: ['sample'],
            population: 'Leavers of 2025',
            populationSize: 12,
            sampleSize: 5,
            selection: 'random',
            exceptionsFound: 2,
          }
        : undefined,
    )
    expect(
      table(made('audit', autumn, sampled), 'Samples')
        .rows.find((row) => row[0]!.text === 'A.5.18')!
        .map(({ text, number }) => number ?? text),
    ).toEqual(['A.5.18', 'Leavers of 2025', 12, 5, expect.any(String), 2, ''])
  })
})

describe('management review', () => {
  it('MR2: minutes show the frozen figures with the discussion of each input', () => {
    const report = made('review')
    expect(report.title.subtitle).toContain('MR-2026-1')
    expect(said(report)).toContain('Input f: Risk and treatment')
    expect(said(report)).toContain('Discussed: Four risks above the criteria')
    expect(said(report)).toContain('Not discussed.')
    expect(table(report, 'Decisions').rows).toHaveLength(5)
    expect(report.watermark).toBeUndefined()
  })

  it('MR2: never uses today’s figures if none were frozen', () => {
    const edited = contextOf(
      demoReportState({
        rows: (all) =>
          all.map((row) => (row.kind === 'managementReview' ? ({ ...row, pack: undefined } as AnyRecord) : row)),
      }),
    )
    const report = made('review', {}, edited)
    expect(tablesOf(report).map(({ sheet }) => sheet)).toEqual(['Decisions'])
    expect(said(report)).toContain('not frozen')
  })
})

describe('nonconformities', () => {
  const ncId = (ref: string): string => state.rows('nonconformity').find((row) => row.ref === ref)!.id

  it('CA1: state, days open and what is missing before closing', () => {
    const report = made('nonconformities')
    const rows = table(report, 'Nonconformities')
    expect(rows.rows).toHaveLength(7)
    expect(line(rows, 'NC-1')).toMatchObject({
      state: 'Closed',
      days: '120',
      verified: expect.stringContaining('Effective: Information Security Manager'),
    })
    expect(said(report)).toContain('Closing lacks: root cause')
    expect(table(report, 'Corrective actions').rows).toHaveLength(11)
  })

  it('leaves out what was closed before the period, or found after it', () => {
    const refs = (choice: ReportChoice): readonly string[] =>
      table(made('nonconformities', choice), 'Nonconformities').rows.map((row) => row[0]!.text)
    expect(refs({ from: '2026-04-01' })).not.toContain('NC-1')
    expect(refs({ to: '2025-12-31' })).not.toContain('NC-7')
  })

  it('CA4, ST9: shows what a review counts for: revoked, without authority, changed since, or by somebody involved', () => {
    const id = ncId('NC-1')
    const own = state.statementsOf(id)
    const verify = own.find(({ type }) => type === 'verify')!
    const verified = (statements: typeof own): string =>
      line(
        table(
          made(
            'nonconformities',
            {},
            contextOf({ ...state, statementsOf: (one) => (one === id ? statements : state.statementsOf(one)) }),
          ),
          'Nonconformities',
        ),
        'NC-1',
      )['verified']!
    expect(verified([...own, { ...verify, id: 'st_back', type: 'revoke', basedOn: verify.id, seq: 90_000 }])).toMatch(
      /^Taken back; Information Security Manager had signed on/,
    )
    expect(verified([{ ...verify, voidReason: 'role' }])).toMatch(/^Without authority: Information Security Manager/)
    expect(verified([{ ...verify, contentHash: 'ff' }])).toMatch(
      /^Changed after it was verified: Information Security Manager/,
    )
    const owner = {
      ...verify,
      id: 'st_owner',
      personId: state.rows('nonconformity').find((row) => row.id === id)!.owner,
      seq: 90_000,
    }
    expect(verified([owner])).toMatch(/^Recorded, does not close/)
    // Closed by somebody else before: that name is kept.
    expect(verified([verify, owner])).toMatch(/^Effective: Information Security Manager/)
  })

  it('shows every field of a nonconformity, in sheet columns and on paper', () => {
    const id = ncId('NC-1')
    const full = {
      finding: demoId('FN-1'),
      incident: demoId('IN-1'),
      test: demoId('C-1'),
      similarNote: 'Two more.',
      similarNcs: [ncId('NC-2')],
      changes: [demoId('CH-1')],
      noActionReason: 'None.',
      effectivenessNote: 'Seen.',
      withdrawnReason: 'No requirement.',
      consequences: 'None.',
      riskUpdate: 'done',
    }
    const report = made(
      'nonconformities',
      {},
      contextOf(
        demoReportState({
          rows: (all) => all.map((row) => (row.id === id ? ({ ...row, ...full } as AnyRecord) : row)),
        }),
      ),
    )
    const { columns } = table(report, 'Nonconformities')
    const facts =
      report.blocks[report.blocks.findIndex((block) => block.type === 'heading' && block.text.startsWith('NC-1 ')) + 1]!
    const onPaper = facts.type === 'facts' ? facts.items.map(({ label }) => label) : []
    for (const field of Object.keys(recordKind('nonconformity').fields).filter((name) => name !== 'effectivenessDue')) {
      const label = ctx.words.label('nonconformity', field)
      expect(
        columns.filter(({ only }) => only !== 'page').map((one) => one.label),
        field,
      ).toContain(label)
      expect([...columns.filter(({ only }) => only !== 'sheet').map((one) => one.label), ...onPaper], field).toContain(
        label,
      )
    }
  })

  it('CA1: a withdrawn nonconformity is open until that day, and absent from later periods', () => {
    const id = ncId('NC-3')
    const withdrawn = demoReportState({
      rows: (all) =>
        all.map((row) =>
          row.id === id ? ({ ...row, detectedOn: '2026-01-10', withdrawnReason: 'No requirement.' } as AnyRecord) : row,
        ),
    })
    const on = contextOf({
      ...withdrawn,
      changes: [
        ...withdrawn.changes,
        { recordId: id, field: 'withdrawnReason', day: '2026-01-20', before: null, after: 'No' },
        { recordId: id, field: 'withdrawnReason', day: '2026-01-25', before: 'No', after: 'No requirement.' },
      ],
    })
    expect(line(table(made('nonconformities', {}, on), 'Nonconformities'), 'NC-3')).toMatchObject({
      state: 'Withdrawn',
      days: '10',
    })
    expect(
      table(made('nonconformities', { from: '2026-02-01' }, on), 'Nonconformities').rows.map((row) => row[0]!.text),
    ).not.toContain('NC-3')
    expect(line(table(made('nonconformities', {}, contextOf(withdrawn)), 'Nonconformities'), 'NC-3')['days']).toBe('')
  })

  it('CA6: the list of reports counts like the log', () => {
    const report = made('nonconformities')
    expect(reportStatus(ctx, 'nonconformities')).toBe(
      `${report.title.fields[1]!.value} open of ${report.title.fields[0]!.value}`,
    )
    const gap = state.rows('finding').find(({ gap: text }) => text !== undefined)!
    // CA6: a cause that repeats the gap of its finding does not count, so the closed nonconformity is open again.
    const edited = contextOf(
      demoReportState({
        rows: (all) =>
          all.map((row) =>
            row.id === ncId('NC-1') ? ({ ...row, finding: gap.id, rootCause: gap.gap } as AnyRecord) : row,
          ),
      }),
    )
    expect(reportStatus(edited, 'nonconformities')).toBe(
      `${made('nonconformities', {}, edited).title.fields[1]!.value} open of 7`,
    )
  })
})

describe('readiness', () => {
  it('RE6: verdict of each view, blockers first, with their records', () => {
    const report = made('readiness')
    expect(table(report, 'Verdicts').rows.map((row) => row.slice(0, 3).map(({ text }) => text))).toEqual([
      ['Stage 1', 'Not ready, 1 blocker', '79, held by a blocker'],
      ['Stage 2', 'Not ready, 3 blockers', '76, held by a blocker'],
    ])
    const fails = table(report, 'What fails')
    expect(fails.rows[0]!.slice(0, 2).map(({ text }) => text)).toEqual(['Blocker', '6.1.3-soa-contradiction'])
    expect(line(fails, 'Warning')).toMatchObject({
      count: '20 of 78',
      allRecords: expect.stringContaining('C-50'),
      records: expect.stringContaining('and 8 more'),
    })
    expect(line(fails, 'Blocker, many cases')['records']).toBe('Information Security Manager: PO-1')
  })

  it('RE6, RE8: a SOC 2 verdict blocked by criteria names them and the reasons', () => {
    const soc2 = {
      ...checks.views.stage2!,
      overall: { score: 61, capped: false, blockers: 0, warnings: 0, advice: 0 },
      verdict: 'notReady' as const,
      criteria: {
        overall: 61,
        series: [],
        states: { exception: 1, gap: 1, partial: 0, operating: 0, designed: 0 },
        results: [
          {
            criterion: 'soc2-2017r2022:CC6.1',
            coverage: 'full' as const,
            points: 20,
            controls: [demoId('C-1')],
            state: 'exception' as const,
            problems: [{ type: 'ineffective' as const, controls: [demoId('C-1')] }],
          },
          {
            criterion: 'soc2-2017r2022:CC1.1',
            coverage: 'none' as const,
            points: 0,
            controls: [],
            state: 'gap' as const,
            problems: [{ type: 'noControl' as const }],
          },
        ],
      },
    }
    const report = made(
      'readiness',
      {},
      contextOf({ ...state, readiness: { ...checks, views: { ...checks.views, soc2 } } }),
    )
    expect(table(report, 'Verdicts').rows[2]![1]!.text).toBe('Not ready, 2 criteria that a report would name')
    expect(table(report, 'SOC 2 criteria').rows.map((row) => [row[0]!.text, row[2]!.text, row[3]!.text])).toEqual([
      ['CC6.1', 'Exception', 'Tested as ineffective: C-1.'],
      ['CC1.1', 'Not covered', 'No control supports it.'],
    ])
  })

  it('RE10: a view without its objects has no score in print, and says what is missing', () => {
    const stage2 = {
      ...checks.views.stage2!,
      overall: { ...checks.views.stage2!.overall, score: null },
      verdict: 'notReady' as const,
      lacks: ['controls', 'evidence'] as const,
    }
    const rows = table(
      made('readiness', {}, contextOf({ ...state, readiness: { ...checks, views: { ...checks.views, stage2 } } })),
      'Verdicts',
    ).rows
    expect(rows[1]!.slice(0, 3).map(({ text }) => text)).toEqual([
      'Stage 2',
      'Not ready, no score: no control is recorded, no evidence is recorded',
      '–',
    ])
  })

  it('shows task purposes as text', () => {
    const planned = { ...checks.results[0]!, id: '8.1-tasks-scheduled', failing: ['accessReview', 'riskReview'] }
    expect(
      line(
        table(
          made('readiness', {}, contextOf({ ...state, readiness: { ...checks, results: [planned] } })),
          'What fails',
        ),
        'Blocker',
      )['records'],
    ).toBe('Access review, Risk review')
  })

  it('RE7: waivers are listed separately, with reason and end', () => {
    expect(table(made('readiness'), 'Settled by decision').rows[0]!.map(({ text }) => text)).toEqual([
      '7.4-communication-plan',
      '',
      'The plan follows the reorganisation.',
      '30\u00a0Sep\u00a02026',
      'Information Security Manager',
    ])
  })

  it('reports that no check has run rather than showing nothing', () => {
    expect(buildReport(contextOf(demoReportState()), 'readiness')).toMatchObject({
      ok: false,
      error: { type: 'notComputed' },
    })
  })
})

describe('policy book', () => {
  it('PO3: contains the approved text, each policy on its own page, never the working copy', () => {
    const report = made('policies')
    const texts = report.blocks.filter((block) => block.type === 'rich')
    expect(texts).toHaveLength(16)
    expect(said(report)).toContain('Objectives are set each year')
    expect(said(report)).not.toContain('Objectives are set each January')
    expect(report.blocks.filter((block) => block.type === 'pageBreak')).toHaveLength(16)
    const contents = table(report, 'Contents')
    expect(
      contents.rows.every((row) =>
        row.some(
          ({ pageOf }) =>
            pageOf !== undefined && report.blocks.some((block) => block.type === 'heading' && block.anchor === pageOf),
        ),
      ),
    ).toBe(true)
    expect(report.title.fields[3]!.value).toBe('1 with a changed working copy')
  })

  it('PO1: lists what is not in force instead of printing it', () => {
    const bare = contextOf({ ...state, statementsOf: (id) => (id === demoId('PO-1') ? [] : state.statementsOf(id)) })
    expect(said(made('policies', {}, bare))).toContain(
      'Not in this book, because nothing of them is in force: PO-1 Information security policy.',
    )
  })
})

describe('the list of reports', () => {
  it('counts acknowledgements per person, like the report', () => {
    expect(reportStatus(ctx, 'attestations')).toBe('42 entries')
  })
  it('without a held review it refers to the next planned one', () => {
    const planned = (day: string): AnyRecord =>
      ({
        ...state.rows('managementReview')[0]!,
        id: `mr_${day}`,
        ref: `MR-${day}`,
        status: 'planned',
        heldOn: day,
      }) as AnyRecord
    const rows = (all: readonly AnyRecord[]): readonly AnyRecord[] => [
      ...all.filter(({ kind }) => kind !== 'managementReview'),
      planned('2026-12-01'),
      planned('2026-08-01'),
    ]
    expect(reportStatus(contextOf(demoReportState({ rows })), 'review')).toMatch(/^MR-2026-08-01:/)
  })
})

describe('lists', () => {
  it('show what fits on paper and every field of the kind in a sheet', () => {
    const suppliers = table(made('suppliers'), 'Suppliers')
    expect(columnsFor(suppliers, 'page').length).toBeLessThan(12)
    expect(columnsFor(suppliers, 'sheet').map(({ column }) => column.key)).toEqual(
      expect.arrayContaining(['name', 'exitPlan', 'userControls', 'reviewDue', 'problems']),
    )
  })

  it('PO6: acknowledgements list every person asked, and who signed', () => {
    const rows = table(made('attestations'), 'Policy acknowledgements')
    expect(rows.rows).toHaveLength(42)
    expect(new Set(rows.rows.map((row) => row[0]!.text))).toEqual(new Set(['PO-1']))
    const signed = rows.rows.filter(
      (row) => row[4]!.text === 'Signed' || row[4]!.text === 'Recorded in a training',
    ).length
    expect(made('attestations').title.fields[0]!.value).toBe(`${signed} of 42`)
  })

  it('keep typed values next to their text', () => {
    const metrics = table(made('metrics'), 'Metrics')
    const at = metrics.columns.findIndex(({ key }) => key === 'last')
    expect(metrics.rows.find((row) => row[0]!.text === 'MT-6')![at]).toEqual({ text: '99.96', number: 99.96 })
  })

  it('show times in the workspace’s time zone, typed, and steps of a scale as text', () => {
    const incidents = table(made('incidents'), 'Incidents')
    const cells = (key: string) =>
      ((at) => incidents.rows.map((row) => row[at]!))(incidents.columns.findIndex((column) => column.key === key))
    const detected = state.rows('incident').map((row) => row.detectedAt!)
    expect(cells('detectedAt').map(({ moment }) => moment)).toEqual(
      detected.map((instant) => toWallClock(instant, 'Europe/Berlin')),
    )
    expect(
      cells('severity')
        .map(({ text }) => text)
        .filter((text) => !['', 'Low', 'Moderate', 'High', 'Critical'].includes(text)),
    ).toEqual([])
  })

  it('show structured fields as text, never in their internal form', () => {
    for (const id of ['metrics', 'objectives', 'suppliers', 'assets', 'incidents', 'tasks'] as const) {
      const [list] = made(id).blocks.flatMap((block) => (block.type === 'table' ? [block] : []))
      expect(
        list!.columns.map(({ label }) => label).filter((label, index, all) => all.indexOf(label) !== index),
      ).toEqual([])
      expect(
        list!.rows
          .flatMap((row) => row.map(({ text }) => text))
          .filter((text) =>
            /FREQ=|\b[a-z]{2,4}_[0-9A-Za-z]{20,}|^(on|by|target|watch|low|high): |\dT\d\d:/m.test(text),
          ),
      ).toEqual([])
    }
    const said = (id: 'tasks' | 'metrics', key: string): string =>
      ((list) =>
        ((at) => list.rows.map((row) => row[at]!.text).join('\n'))(
          list.columns.findIndex((column) => column.key === key),
        ))(made(id).blocks.flatMap((block) => (block.type === 'table' ? [block] : []))[0]!)
    expect(said('tasks', 'rules')).toMatch(/^\d+ \w+ \d{4}: Every /m)
    expect(said('tasks', 'done')).toMatch(/^\d+ \w+ \d{4}: done \d+ \w+ \d{4} by \w+ \w+/m)
    expect(said('metrics', 'targets')).toMatch(/^\d+ \w+ \d{4}: Target [\d.]+, Watch line [\d.]+$/m)
  })
})
