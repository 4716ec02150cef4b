/** Text that belongs to a record but lies in a file: the text of a captured page, and files that are text. */

import type { AnyRecord } from '../records/registry'
import { readFile } from '../vault/store/fileBytes'
import type { Vault } from '../vault/store/tables'
import { longestPage, textFiles } from './searchDocuments'

export interface FileText {
  /** Hashes of the files that were here to be read. */
  readonly read: readonly string[]
  readonly page: string
}

const nothing: FileText = { read: [], page: '' }

/**
 * The texts of many records. A file has none until it has arrived, and none if its bytes were erased or do not match
 * its hash.
 */
export async function readTexts(vault: Vault, rows: readonly AnyRecord[]): Promise<readonly FileText[]> {
  const wanted = rows.map(textFiles)
  const hashes = [...new Set(wanted.flat())]
  if (hashes.length === 0) return rows.map(() => nothing)
  const texts = new Map<string, string>()
  await Promise.all(
    hashes.map(async (sha256) => {
      const held = await readFile(vault, sha256)
      if (held.type === 'here') texts.set(sha256, await textOf(held.bytes))
    }),
  )
  return wanted.map((files) => {
    const read = files.filter((hash) => texts.has(hash))
    return { read, page: read.map((hash) => texts.get(hash)!).join('\n') }
  })
}

/** Bytes that are no UTF-8 still have their words in ASCII; a binary file that calls itself text has none. */
async function textOf(bytes: Blob): Promise<string> {
  const most = longestPage * 2
  const text = await (bytes.size > most ? bytes.slice(0, most) : bytes).text()
  return text.includes('\u0000') ? '' : text.slice(0, longestPage)
}

/** Hashes of all files that are here, without their bytes. */
export const presentFiles = async (vault: Vault): Promise<ReadonlySet<string>> =>
  new Set(await vault.blobs.where('state').equals('present').primaryKeys())
