/** Any file a framework may come in: CSV, XLSX, OSCAL catalog in JSON. Told apart by what is in it, not by its name. */

import type { FrameworkDraft } from '~/lib/isms/framework/frameworkDraft'
import { fail, type Result } from '../../shared/result'
import { tableLimits } from '../tables/limits'
import { tooLarge } from '../tables/readCsv'
import { readOscalCatalog } from './oscalCatalog'
import { readSheets } from './readSheets'
import { tableDraft } from './tableDraft'

/** Fails as its readers do, and with `notJson` for what begins like JSON and is none. */
export async function readFrameworkFile(bytes: Uint8Array, name: string): Promise<Result<FrameworkDraft>> {
  if (bytes.length > tableLimits.fileBytes) return tooLarge()
  if (bytes.length === 0) return fail('noRequirements', 'This file is empty.')
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return fail('oldWorkbook', 'This is a workbook of before 2007. Open it and save it as XLSX.')
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b
  const start = packed
    ? ''
    : new TextDecoder()
        .decode(bytes.subarray(0, 64))
        .replace(/^\uFEFF/, '')
        .trimStart()
  if (start.startsWith('<'))
    return fail('notJson', 'This is XML. Of OSCAL catalogs the JSON form is read; publishers offer both.')
  if (start.startsWith('{') || start.startsWith('[')) return readJson(bytes)
  const sheets = await readSheets(new Blob([bytes as Uint8Array<ArrayBuffer>]), packed)
  return sheets.ok ? tableDraft(sheets.value, name) : sheets
}

function readJson(bytes: Uint8Array): Result<FrameworkDraft> {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return fail(
      'notJson',
      `This file begins like JSON and breaks off or goes wrong: ${error instanceof Error ? error.message.slice(0, 160) : 'unreadable'}. Get it again from its publisher.`,
    )
  }
  return readOscalCatalog(document)
}
