/**
 * An office file as the same bytes whenever it is made: its ZIP without the time of writing, and the instant that its own
 * properties name set to the one of what it shows. Nothing else of it is touched.
 */

import { unzipSync, zipSync, type Zippable } from 'fflate'
import { utf8, utf8ToString, type Bytes } from '../shared/bytes'

/** The first day a ZIP knows, in local time as its format has it. */
const noTime = new Date(1980, 0, 1)
const properties = 'docProps/core.xml'

export function timelessZip(bytes: Uint8Array, instant?: string): Bytes {
  const files = unzipSync(bytes)
  const core = files[properties]
  if (core && instant !== undefined) files[properties] = utf8(utf8ToString(core).replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${instant.slice(0, 19)}Z`))
  const again: Zippable = Object.fromEntries(Object.keys(files).sort(contentTypesFirst).map((path) => [path, [files[path]!, { mtime: noTime, level: 6 }]]))
  return zipSync(again) as Bytes
}

/** Readers look for it at the beginning. */
const contentTypesFirst = (a: string, b: string): number => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1)
