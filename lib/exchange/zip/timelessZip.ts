/**
 * An office file as the same bytes whenever it is made: its ZIP without the time of writing, the instant that its own
 * properties name set to the one of what it shows, and the ids that its library counts or draws given in order. Nothing
 * else of it is touched.
 */

import { unzipSync, zipSync, type Zippable } from 'fflate'
import { utf8, utf8ToString, type Bytes } from '~/lib/shared/bytes'

/** The first day a ZIP knows, in local time as its format has it. */
const noTime = new Date(1980, 0, 1)
const properties = 'docProps/core.xml'

export function timelessZip(bytes: Uint8Array, instant?: string): Bytes {
  const files = unzipSync(bytes)
  const core = files[properties]
  if (core && instant !== undefined)
    files[properties] = utf8(
      utf8ToString(core).replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${instant.slice(0, 19)}Z`),
    )
  for (const path of Object.keys(files).filter((name) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(name)))
    files[path] = utf8(inOrder(utf8ToString(files[path]!)))
  const again: Zippable = Object.fromEntries(
    Object.keys(files)
      .sort(contentTypesFirst)
      .map((path) => [path, [files[path]!, { mtime: noTime, level: 6 }]]),
  )
  return zipSync(again) as Bytes
}

/** Bookmarks are numbered over all documents a page makes, and the shape of a watermark has a name by chance. */
function inOrder(xml: string): string {
  const bookmarks = new Map<string, number>()
  const number = (id: string): number => {
    if (!bookmarks.has(id)) bookmarks.set(id, bookmarks.size + 1)
    return bookmarks.get(id)!
  }
  return xml
    .replace(/<w:bookmark(?:Start|End)\b[^>]*>/g, (tag) =>
      tag.replace(/w:id="([^"]*)"/, (_, id: string) => `w:id="${number(id)}"`),
    )
    .replace(/PowerPlusWaterMarkObject[\w-]+/g, 'PowerPlusWaterMarkObject1')
}

/** Readers look for it at the beginning. */
const contentTypesFirst = (a: string, b: string): number =>
  Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1)
