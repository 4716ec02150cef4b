/** Texts in cells come back as they went, whatever they look like. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetBytes } from '~/lib/exchange/sheets/sheets'
import type { RawCell } from '~/lib/exchange/tables/cell'
import { readCell, plainOptions, type CellFacts } from '~/lib/exchange/tables/cellValue'
import { writeXlsx } from '~/lib/exchange/tables/exportTable'
import { readXlsx } from '~/lib/exchange/tables/readXlsx'
import { isCutText, mostCharacters, xlsxText } from '~/lib/exchange/sheets/xlsxText'
import { recordKind } from '~/lib/records/registry'

async function cellsOf(file: Blob): Promise<readonly RawCell[]> {
  const read = await readXlsx(file)
  if (!read.ok) throw new Error(read.error.message)
  const { table } = read.value[0]!
  if (!table.ok) throw new Error(table.error.message)
  return table.value.rows.map(({ cells }) => cells[0])
}
const ofRegister = async (texts: readonly string[]): Promise<readonly RawCell[]> =>
  cellsOf((await writeXlsx([{ name: 'T', header: ['A'], rows: texts.map((text) => [text]) }])).file)
const ofPack = async (texts: readonly string[]): Promise<readonly RawCell[]> =>
  cellsOf(
    new Blob([
      (await sheetBytes([{ name: 'T', head: ['A'], rows: texts.map((text) => [text]) }])) as Uint8Array<ArrayBuffer>,
    ]),
  )

/** Pieces that look like codes of the format, or like what every object has. */
const piece = fc.constantFrom(
  '_',
  'x',
  '0041',
  '005F',
  '_x0041_',
  '_x005F_',
  'x0042_',
  'backup_x2024_final',
  'constructor',
  '__proto__',
  'a',
  ' b',
  '\n',
)

describe.each([
  ['of a register', ofRegister],
  ['of an evidence pack', ofPack],
] as const)('a workbook %s', (_, cellsOfTexts) => {
  it('gives back texts that look like codes of the format', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `t${pieces.join('')}e`),
          { minLength: 1, maxLength: 30 },
        ),
        async (texts) => {
          expect(await cellsOfTexts(texts)).toEqual(texts)
        },
      ),
      { numRuns: 15 },
    ))

  it('gives back the names that every object has', async () => {
    const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']
    expect(await cellsOfTexts(names)).toEqual(names)
  })
})

describe('a text longer than a cell', () => {
  const long = `${'a'.repeat(mostCharacters - 3)}😀${'b'.repeat(9)}`
  it('is cut between characters where the reader sees it', () => {
    const written = xlsxText(long)
    expect([written.length <= mostCharacters, written.endsWith('a …'), isCutText(written)]).toEqual([true, true, true])
    expect([
      isCutText('short …'),
      isCutText(`${'a'.repeat(mostCharacters)} …`),
      isCutText('a'.repeat(mostCharacters)),
    ]).toEqual([false, false, false])
  })

  it('never comes back as the whole', async () => {
    const { file, cut } = await writeXlsx([{ name: 'T', header: ['A'], rows: [[long]] }])
    const cell = (await cellsOf(file))[0] as string
    expect(cut).toBe(1)
    expect(
      readCell('policy', 'body', recordKind('policy').fields['body']!, cell, plainOptions, {} as CellFacts),
    ).toMatchObject({ problem: { code: 'tooLong', hint: 'cutText' } })
  })
})
