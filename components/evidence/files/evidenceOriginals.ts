/** Which files an evidence has, in reading order, and which of them may be shown as pictures. */

import type { Evidence, EvidenceFile } from '~/lib/records/kinds/evidence'

const rasterTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/** Pictures the browser decodes to pixels. SVG is a document, not a picture, and never shown as one. */
export const isRaster = (mime: string): boolean => rasterTypes.has(mime.toLowerCase().split(';')[0]!.trim())

export interface NamedFile extends EvidenceFile {
  readonly name: string
}

/** Files in reading order: originals by name (tile-001 …), then derived ones. */
export const filesInOrder = (row: Pick<Evidence, 'files'>): readonly NamedFile[] =>
  Object.entries(row.files)
    .map(([name, file]) => ({ name, ...file }))
    .sort((a, b) =>
      a.part === b.part ? a.name.localeCompare(b.name, 'en', { numeric: true }) : a.part === 'original' ? -1 : 1,
    )

/** What the list shows small: a thumbnail if one was made, else the first picture. */
export function thumbnailOf(row: Pick<Evidence, 'files'>): NamedFile | undefined {
  const files = filesInOrder(row)
  return (
    files.find((file) => file.part === 'derived' && isRaster(file.mime) && /thumb/i.test(file.name)) ??
    files.find((file) => isRaster(file.mime))
  )
}

export const originalsOf = (row: Pick<Evidence, 'files'>): readonly NamedFile[] =>
  filesInOrder(row).filter((file) => file.part === 'original')
