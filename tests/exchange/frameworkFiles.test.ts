/** Frameworks from files (isms.md 6.4): what is read, and what is said of a file that is wrong. */

import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/universal'
import { readFrameworkFile } from '~/lib/exchange/frameworks/readFrameworkFile'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import {
  checkDraft,
  frameworkIdOf,
  isFrameworkId,
  type DraftProblem,
  type FrameworkDraft,
} from '~/lib/isms/framework/frameworkDraft'
import { unwrap } from '~/lib/shared/result'
import { generatedCatalog, jsonBytes } from './catalogs'

const csv = (text: string, name = 'cloud_controls-2026.csv') => readFrameworkFile(new TextEncoder().encode(text), name)
const json = (value: unknown) => readFrameworkFile(jsonBytes(value), 'catalog.json')
const errorOf = async (read: ReturnType<typeof readFrameworkFile>) =>
  ((result) => (result.ok ? undefined : result.error))(await read)
const check = (draft: FrameworkDraft) => checkDraft(draft, 'own', (id) => requirementById(id) !== undefined)
const look = ({ place, type, field, value }: DraftProblem) => [
  'row' in place ? `${place.sheet === 'mappings' ? 'm' : ''}${place.row}` : place.path,
  type,
  field,
  value,
]

async function xlsx(
  sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>,
): Promise<Uint8Array> {
  const blob = await writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map((value) => (value === null ? null : { value }))),
    })),
  ).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

describe('tables', () => {
  it('reads columns by their heads in any order, English or German, with the marks of the day', async () => {
    const draft = unwrap(
      await csv(
        '\uFEFFGruppe;Titel;Code;Bewertbar;Hinweise;Reihenfolge;Eigenes\nZugang;Zugänge prüfen;Z-1;;"Zeile 1\nZeile 2";7;x\n;;;;;;\nZugang;Nur Überschrift;Z;nein;;;\n',
      ),
    )
    expect(draft.facts).toEqual({
      id: 'cloud-controls-2026',
      title: 'cloud controls 2026',
      edition: '',
      publisher: '',
      source: 'table',
    })
    expect(draft.requirements).toEqual([
      {
        place: { sheet: 'requirements', row: 2 },
        code: 'Z-1',
        title: 'Zugänge prüfen',
        assessable: true,
        order: 7,
        group: 'Zugang',
        guidance: 'Zeile 1\nZeile 2',
      },
      {
        place: { sheet: 'requirements', row: 4 },
        code: 'Z',
        title: 'Nur Überschrift',
        assessable: false,
        order: 1,
        group: 'Zugang',
      },
    ])
  })

  it('names every row error: missing and double codes, missing titles, unknown parents, circles, odd words', async () => {
    const draft = unwrap(
      await csv(
        'code,title,parent,assessable,order\nA,First,,,\nA,Again,,,\n,No code,,,\nB,,,,\nC,Lost,Z,,\nD,Round,E,,\nE,And round,D,,\nF,Odd,,maybe,soon\nG,Child,A,,\n',
      ),
    )
    expect(check(draft).problems.map(look)).toEqual([
      ['3', 'duplicateCode', 'code', 'A'],
      ['4', 'codeMissing', 'code', ''],
      ['5', 'titleMissing', 'title', ''],
      ['6', 'unknownParent', 'parent', 'Z'],
      ['7', 'circularParent', 'parent', 'E'],
      ['8', 'circularParent', 'parent', 'D'],
      ['9', 'notYesNo', 'assessable', 'maybe'],
      ['9', 'notNumber', 'order', 'soon'],
    ])
  })

  it('refuses what is too long, and says of which row', async () => {
    const draft = unwrap(await csv(`code,title,group\n${'c'.repeat(101)},${'t'.repeat(501)},${'g'.repeat(501)}\n`))
    expect(check(draft).problems.map(({ type }) => type)).toEqual(['codeTooLong', 'titleTooLong', 'groupTooLong'])
  })

  it('reads a workbook with a second sheet of mappings; each wrong mapping is named', async () => {
    const draft = unwrap(
      await readFrameworkFile(
        await xlsx({
          Controls: [
            ['Code', 'Title', 'Order'],
            ['1', 'First', 1],
            ['2', 'Second', 2],
          ],
          mappings: [
            ['source', 'target', 'relation', 'rationale', 'confidence'],
            ['1', 'iso27001-2022:A.8.13', 'Equal', 'Both ask for backups.', 'high'],
            ['soc2-2017r2022:CC6.1', '2', 'superset', 'Ours is a part.', null],
            ['9', 'iso27001-2022:A.8.13', 'equal', 'x', 'high'],
            ['1', 'iso27001-2022:A.9.99', 'equal', 'x', 'high'],
            ['1', '2', 'equal', 'x', 'high'],
            ['iso27001-2022:A.8.13', 'soc2-2017r2022:A1.2', 'equal', 'x', 'high'],
            ['2', 'iso27001-2022:A.8.14', 'same', '', 'sure'],
            ['iso27001-2022:A.8.13', '1', 'equal', 'x', 'low'],
          ],
        }),
        'ours.xlsx',
      ),
    )
    const checked = check(draft)
    expect(checked.mappings.slice(0, 2)).toEqual([
      {
        source: 'own:1',
        target: 'iso27001-2022:A.8.13',
        relation: 'equal',
        rationale: 'Both ask for backups.',
        confidence: 'high',
      },
      {
        source: 'soc2-2017r2022:CC6.1',
        target: 'own:2',
        relation: 'superset',
        rationale: 'Ours is a part.',
        confidence: 'medium',
      },
    ])
    expect(checked.problems.map(look)).toEqual([
      ['m4', 'unknownSource', 'source', '9'],
      ['m5', 'unknownTarget', 'target', 'iso27001-2022:A.9.99'],
      ['m6', 'sameFramework', 'target', '2'],
      ['m7', 'notLinked', 'source', 'iso27001-2022:A.8.13'],
      ['m8', 'unknownRelation', 'relation', 'same'],
      ['m8', 'unknownConfidence', 'confidence', 'sure'],
      ['m8', 'rationaleMissing', 'rationale', ''],
      ['m9', 'duplicateMapping', 'target', '1'],
    ])
  })

  it('text that a CSV marked as no formula is the text alone', async () => {
    expect(
      ((await csv("code,title\n1,'=A1 and others\n")) as { value: { requirements: readonly { title: string }[] } })
        .value.requirements[0]!.title,
    ).toBe('=A1 and others')
  })

  it('says what is wrong with a file as a whole', async () => {
    expect((await errorOf(csv('')))?.type).toBe('noRequirements')
    expect((await errorOf(csv('code,title\n')))?.type).toBe('noRows')
    expect((await errorOf(csv('code,title\n1,"a "b\n2,"c"\n')))?.type).toBe('strayQuote')
    expect((await errorOf(readFrameworkFile(await xlsx({ one: [['code', 'title']] }), 'head.xlsx')))?.type).toBe(
      'noRows',
    )
    expect(await errorOf(csv('number,name\n1,One\n'))).toMatchObject({
      type: 'columnMissing',
      message: 'The sheet "requirements" has no column code and no column title. The first row names the columns.',
    })
    expect((await errorOf(csv('code,code,title\n1,2,3\n')))?.type).toBe('columnTwice')
    expect((await errorOf(readFrameworkFile(new Uint8Array([0x63, 0xe4, 0x0a]), 'latin.csv')))?.type).toBe('encoding')
    expect((await errorOf(readFrameworkFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'old.xls')))?.type).toBe(
      'oldWorkbook',
    )
    expect((await errorOf(readFrameworkFile(new Uint8Array(64 * 1024 * 1024 + 1), 'big.csv')))?.type).toBe('tooLarge')
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...'code\ttitle\n1\tOne\n'].flatMap((letter) => [letter.charCodeAt(0), 0]),
    ])
    expect(unwrap(await readFrameworkFile(wide, 'wide.txt')).requirements).toHaveLength(1)
  })

  it('refuses a broken workbook and a zip bomb before anything reads it', async () => {
    const good = await xlsx({
      one: [
        ['code', 'title'],
        ['1', 'One'],
      ],
    })
    expect((await errorOf(readFrameworkFile(good.subarray(0, good.length - 200), 'cut.xlsx')))?.type).toBe('brokenFile')
    expect((await errorOf(readFrameworkFile(strToU8('PK\u0003\u0004 nothing'), 'odd.xlsx')))?.type).toBe('brokenFile')
    expect((await errorOf(readFrameworkFile(zipSync({ 'a.txt': strToU8('no workbook') }), 'odd.xlsx')))?.type).toBe(
      'brokenFile',
    )
    const zeros = new Uint8Array(24 * 1024 * 1024)
    expect(
      (await errorOf(readFrameworkFile(zipSync({ 'xl/worksheets/sheet1.xml': zeros }, { level: 9 }), 'bomb.xlsx')))
        ?.type,
    ).toBe('zipBomb')
  })
})

describe('OSCAL catalogs', () => {
  it('reads a catalog of over 1,000 controls shaped like those of NIST', async () => {
    const draft = unwrap(await json(generatedCatalog({ families: 20, controls: 16, enhancements: 3 })))
    expect(draft.requirements).toHaveLength(1_280)
    expect(draft.facts).toEqual({
      id: 'generated-controls',
      title: 'Generated controls',
      edition: '5.2, 2026-01-15',
      publisher: 'Institute of Examples',
      source: 'oscal',
      sourceVersion: 'OSCAL 1.1.3',
      sourceUrl: 'https://example.org/catalog.json',
    })
    expect(check(draft).problems).toEqual([])
    const [first, inner] = draft.requirements
    expect(first).toMatchObject({
      code: 'FA-1',
      title: 'Control FA-1',
      group: 'Family FA',
      assessable: true,
      order: 0,
      place: { path: 'catalog/groups/0/controls/0' },
    })
    expect(inner).toMatchObject({ code: 'FA-1(1)', parent: 'FA-1', group: 'Family FA' })
    expect(first!.guidance!.split('\n').slice(0, 4)).toEqual([
      'The organisation:',
      'a. Tells [to set: personnel or roles] what to do;',
      '  1. At [choose one or more: organisation level; system level of [to set: personnel or roles]];',
      'b. Looks again every year and after [nobody_knows].',
    ])
    expect(first!.guidance).toContain('\n\nWhat FA-1 is for')
    expect(draft.requirements.filter(({ assessable }) => !assessable)).toHaveLength(20)
  })

  it('keeps parameters, properties, links and parts as they came', async () => {
    const { catalog } = generatedCatalog({ families: 1, controls: 2, enhancements: 1 })
    const control = (catalog.groups as { controls: Record<string, unknown>[] }[])[0]!.controls[0]!
    const { controls: _inner, title: _title, ...kept } = control
    expect(unwrap(await json({ catalog })).requirements[0]!.oscal).toEqual(kept)
  })

  it('takes versions 1.0 to 1.2, names any other, and names the model of a file that is no catalog', async () => {
    for (const version of ['1.0.0', '1.0.6', 'v1.2.2'])
      expect((await json(generatedCatalog({ families: 1, controls: 1, enhancements: 0 }, version))).ok).toBe(true)
    for (const version of ['2.0.0', '0.9.1', '1.3.0', '1.0.0-rc1'])
      expect(
        await errorOf(json(generatedCatalog({ families: 1, controls: 1, enhancements: 0 }, version))),
      ).toMatchObject({ type: 'oscalVersion', detail: { version } })
    expect(await errorOf(json({ profile: {} }))).toMatchObject({
      type: 'otherOscalModel',
      detail: { model: 'profile' },
    })
    expect((await errorOf(json({ something: 1 })))?.type).toBe('notOscal')
    expect((await errorOf(json([])))?.type).toBe('notOscal')
  })

  it('says where a broken catalog breaks', async () => {
    const broken = async (change: (catalog: Record<string, never>) => void) => {
      const made = structuredClone(generatedCatalog({ families: 1, controls: 2, enhancements: 1 })) as unknown as {
        catalog: Record<string, never>
      }
      change(made.catalog)
      const error = await errorOf(json(made))
      return [error?.type, error?.detail?.path]
    }
    const group = (catalog: Record<string, never>) =>
      (catalog.groups as unknown as { controls: Record<string, unknown>[] }[])[0]!
    expect(await broken((catalog) => delete catalog.metadata)).toEqual(['brokenOscal', 'catalog/metadata'])
    expect(await broken((catalog) => delete group(catalog).controls[1]!.id)).toEqual([
      'brokenOscal',
      'catalog/groups/0/controls/1/id',
    ])
    expect(
      await broken((catalog) => delete (group(catalog).controls[0]!.controls as Record<string, unknown>[])[0]!.title),
    ).toEqual(['brokenOscal', 'catalog/groups/0/controls/0/controls/0/title'])
    expect(await broken((catalog) => (group(catalog).controls[1]!.params = 'none'))).toEqual([
      'brokenOscal',
      'catalog/groups/0/controls/1/params',
    ])
    expect(await broken((catalog) => (group(catalog).controls = 'none' as never))).toEqual([
      'brokenOscal',
      'catalog/groups/0/controls',
    ])
    expect(await broken((catalog) => (catalog.groups = [] as never))).toEqual(['brokenOscal', 'catalog'])
    expect((await errorOf(readFrameworkFile(new TextEncoder().encode('{"catalog": {'), 'cut.json')))?.type).toBe(
      'notJson',
    )
    expect(
      (await errorOf(readFrameworkFile(new TextEncoder().encode('<?xml version="1.0"?><catalog/>'), 'c.xml')))?.type,
    ).toBe('notJson')
  })

  it('reads nested groups, titles that only repeat the id, and labels that are sentences', async () => {
    const draft = unwrap(
      await json({
        catalog: {
          metadata: { 'title': 'Framework of outcomes', 'oscal-version': '1.2.2' },
          groups: [
            {
              id: 'GV',
              title: 'Govern',
              groups: [
                {
                  id: 'x',
                  title: 'Context',
                  controls: [
                    {
                      id: 'GV.OC',
                      title: 'Context of the organisation',
                      props: [{ name: 'label', value: 'Context (GV.OC)' }],
                      parts: [{ name: 'statement', prose: 'Circumstances are understood' }],
                      controls: [
                        {
                          id: 'GV.OC-01',
                          title: 'GV.OC-01',
                          props: [{ name: 'label', value: 'GV.OC-01' }],
                          parts: [{ name: 'statement', prose: 'The mission is understood' }],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      }),
    )
    expect(draft.requirements).toMatchObject([
      {
        code: 'GV.OC',
        title: 'Context of the organisation',
        group: 'Govern › Context',
        guidance: 'Circumstances are understood',
      },
      { code: 'GV.OC-01', title: 'The mission is understood', parent: 'GV.OC' },
    ])
    expect(draft.requirements[1]!.guidance).toBeUndefined()
  })

  it('is not harmed by hostile files: deep nesting, parameters in circles, odd keys, huge controls', async () => {
    const one = (control: Record<string, unknown>) =>
      json({
        catalog: {
          metadata: { 'title': 'T', 'oscal-version': '1.1.2' },
          controls: [{ id: 'a', title: 'A', ...control }],
        },
      })
    const nest = (depth: number, key: string): Record<string, unknown> =>
      JSON.parse(`${`{"id":"p","title":"t","prose":"x","${key}":[`.repeat(depth)}${']}'.repeat(depth)}`) as Record<
        string,
        unknown
      >
    expect((await errorOf(one({ parts: [nest(500, 'parts')] })))?.type).toBe('brokenOscal')
    expect((await errorOf(one({ controls: [nest(60, 'controls')] })))?.type).toBe('brokenOscal')
    const round = unwrap(
      await one({
        params: [
          { id: 'p', label: '{{ insert: param, q }}' },
          { id: 'q', label: '{{ insert: param, p }}' },
        ],
        parts: [{ name: 'statement', prose: '{{ p }}' }],
      }),
    )
    expect(round.requirements[0]!.guidance!.length).toBeLessThan(200)
    const odd = unwrap(
      await readFrameworkFile(
        new TextEncoder().encode(
          '{"catalog":{"metadata":{"title":"T","oscal-version":"1.1.2"},"controls":[{"id":"__proto__","title":"constructor","__proto__":{"bad":1}}]}}',
        ),
        'odd.json',
      ),
    )
    expect(odd.requirements[0]).toMatchObject({ code: '__proto__', title: 'constructor' })
    expect(({} as Record<string, unknown>).bad).toBeUndefined()
    expect(check(odd).problems).toEqual([])
    const huge = unwrap(
      await one({ title: 't'.repeat(600), parts: [{ name: 'statement', prose: 'x'.repeat(300_000) }] }),
    )
    expect(check(huge).problems.map(({ type }) => type)).toEqual(['titleTooLong', 'guidanceTooLong', 'controlTooLarge'])
  })
})

describe('short names', () => {
  it('are made of the title and hold what ids may hold', () => {
    expect([
      frameworkIdOf('Cloud controls, 2026'),
      frameworkIdOf('Größe: §9 (Österreich)'),
      frameworkIdOf('???'),
    ]).toEqual(['cloud-controls-2026', 'gro-e-9-osterreich', 'framework'])
    expect(['own', 'a.b-1', 'x'].every(isFrameworkId)).toBe(true)
    expect(['', 'Own', 'a:b', 'a~b', '-a', 'a-', 'x'.repeat(61)].some(isFrameworkId)).toBe(false)
  })
})
