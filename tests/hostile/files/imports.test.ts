/**
 * Tables and documents that come in from anybody: what was judged is what is read, and no text makes reading take for
 * ever.
 */

import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readPolicy } from '~/lib/exchange/policies/readPolicies'
import { unpack } from '~/lib/exchange/tables/guardZip'
import { readXlsx } from '~/lib/exchange/tables/readXlsx'
import { concatBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { growth, mostGrowth } from '../support/growth'

const xmlHead = '<?xml version="1.0"?>'
const sheetXml = (cells: string): string =>
  `${xmlHead}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`
const cell = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const row = (n: number, value: string): string => `<row r="${n}">${cell(`A${n}`, value)}</row>`
const bookParts = (sheet: string, target = 'worksheets/sheet1.xml'): Record<string, Uint8Array> => ({
  '[Content_Types].xml': strToU8(
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
  ),
  '_rels/.rels': strToU8(
    `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  'xl/workbook.xml': strToU8(
    `${xmlHead}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Risks" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="${target}"/></Relationships>`,
  ),
  [`xl/${target}`]: strToU8(sheet),
})
const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>])
const listAt = (zip: Uint8Array): number => new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 6, true)

/** Two files of one name: one that the list names, and before it one that a reader from the front meets first. */
function twoFaces(parts: Record<string, Uint8Array>, name: string, other: Uint8Array): Uint8Array {
  const decoy = zipSync({ [name]: other }, { level: 0 })
  const front = decoy.slice(0, listAt(decoy))
  const whole = zipSync(parts, { level: 0 })
  const moved = concatBytes(front, whole)
  const view = new DataView(moved.buffer, moved.byteOffset)
  const list = listAt(whole) + front.length
  view.setUint32(moved.length - 6, list, true)
  for (let at = list; view.getUint32(at, true) === 0x02014b50; at += 46 + view.getUint16(at + 28, true))
    view.setUint32(at + 42, view.getUint32(at + 42, true) + front.length, true)
  return moved
}

describe('a workbook with two faces', () => {
  it('is judged and read by the same list: a file in front of it that no list names is never read', async () => {
    const zip = twoFaces(
      bookParts(sheetXml(row(1, 'Title') + row(2, 'as listed'))),
      'xl/worksheets/sheet1.xml',
      strToU8(sheetXml(row(1, 'Title') + row(2, 'as hidden'))),
    )
    const [sheet] = unwrap(await readXlsx(blobOf(zip)))
    expect(unwrap(sheet!.table).rows.map(({ cells }) => cells)).toEqual([['as listed']])
    expect(
      new TextDecoder().decode(unwrap(await unpack(blobOf(zip), () => true)).parts.get('xl/worksheets/sheet1.xml')),
    ).toContain('as listed')
  })

  it('whose head says otherwise than its list is refused', async () => {
    const zip = zipSync(bookParts(sheetXml(row(1, 'Title') + row(2, 'x'))))
    new DataView(zip.buffer).setUint16(8, 0, true)
    expect(await readXlsx(blobOf(zip))).toMatchObject({ ok: false, error: { type: 'brokenFile' } })
  })

  it('one cell far out is counted wherever the sheet lies in the file', async () => {
    const far = bookParts(sheetXml(row(1, 'a') + row(1_048_576, 'x')), 'elsewhere/sheet.xml')
    const [sheet] = unwrap(await readXlsx(blobOf(zipSync(far))))
    expect(sheet!.table).toMatchObject({ ok: false, error: { type: 'tooManyRows' } })
  })

  it('a document of Word is read from the parts that were judged, too', async () => {
    const word = (text: string): Uint8Array =>
      strToU8(
        `${xmlHead}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
      )
    const parts = {
      '[Content_Types].xml': strToU8(
        `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
      '_rels/.rels': strToU8(
        `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
      'word/document.xml': word('as listed'),
    }
    expect(
      unwrap(await readPolicy('p.docx', blobOf(twoFaces(parts, 'word/document.xml', word('as hidden'))))).body,
    ).toContain('as listed')
  })
})

describe('a sheet made to be slow', () => {
  const texts: readonly (readonly [what: string, piece: string])[] = [
    ['cells that never end', '<c r="A1" '],
    ['cells with formulas that never end', '<c r="A1"><f '],
    ['formulas without an end tag', '<c r="A1"><f>x'],
    ['errors without an end', '<c r="A1" t="e">'],
    ['blanks after cells', '<c r="A1">          '],
    ['merged cells that never end', '<mergeCell '],
    ['merged cells without a place', '<mergeCell ref="A1" '],
    ['names of tags that never end', '<aaaaaaaaaa'],
  ]
  it.each(texts)('%s: the work grows with the text, not with its square', async (_, piece) => {
    const read = async (count: number): Promise<void> =>
      void (await readXlsx(blobOf(zipSync(bookParts(sheetXml(piece.repeat(count))), { level: 1 }))))
    expect(await growth(read, 5_000)).toBeLessThan(mostGrowth)
  })
})
