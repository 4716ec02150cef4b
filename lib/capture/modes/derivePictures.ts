/**
 * Makes what is derived from the originals of one page: the stitched picture, cut where a canvas ends, and the
 * thumbnail. Tiles stay the originals; all of this can be made again from them.
 */

import { followedBox, type CapturedPage, type Rect, type TileFacts } from '../record/captureFacts'
import { viewSizeOf, type TakenFile } from './capturePage'
import type { Drawing, Imaging } from './imaging'
import { partLimit, planParts } from './tilePlan'

export const thumbnailSize = { width: 480, height: 300 } as const

export interface PageTile {
  readonly facts: TileFacts
  readonly bytes: Blob
}

export interface DeriveOptions {
  readonly prefix: string
  readonly thumbnail: boolean
  readonly limit?: { readonly side: number; readonly area: number }
}

export async function derivePictures(
  imaging: Imaging,
  page: CapturedPage,
  tiles: readonly PageTile[],
  options: DeriveOptions,
): Promise<readonly TakenFile[]> {
  const stitched = await stitch(imaging, page, tiles, options)
  const cover = tiles[0]
  if (!options.thumbnail || !cover) return stitched
  const bytes = await imaging.thumbnail(cover.bytes, thumbnailSize)
  return [
    ...stitched,
    { name: `${options.prefix}thumbnail.webp`, mime: bytes.type || 'image/webp', part: 'derived', bytes },
  ]
}

async function stitch(
  imaging: Imaging,
  page: CapturedPage,
  tiles: readonly PageTile[],
  { prefix, limit = partLimit }: DeriveOptions,
): Promise<readonly TakenFile[]> {
  const facts = page.page
  const overlapping = tiles.length > 1 && tiles.every((tile) => tile.facts.name.includes('tile-'))
  if (page.mode !== 'fullPage' || !facts || !overlapping) return []
  const first = tiles[0]!.facts
  const scale = first.image.width / Math.max(1, facts.state.viewport.width)
  // Of a followed inner box only the box: what stands around it is on every tile.
  const box = followedBox(facts)
  const source: Rect = box
    ? scaled({ ...box.rect, ...viewSizeOf(facts) }, scale)
    : { x: 0, y: 0, width: first.image.width, height: first.image.height }
  const drawings: readonly Drawing[] = tiles.map(({ facts: tile, bytes }) => ({
    image: bytes,
    from: source,
    to: { x: 0, y: Math.round(tile.scroll.y * scale) },
  }))
  const height = Math.max(...drawings.map((drawing) => drawing.to.y + source.height))
  const parts = planParts({ width: source.width, height }, limit)
  const files: TakenFile[] = []
  for (const [index, part] of parts.entries()) {
    const inPart = drawings.flatMap((drawing) => clip(drawing, part))
    const bytes = await imaging.compose({ width: part.width, height: part.height }, inPart)
    const name = parts.length === 1 ? 'full-page.png' : `full-page-${index + 1}-of-${parts.length}.png`
    files.push({ name: `${prefix}${name}`, mime: 'image/png', part: 'derived', bytes })
  }
  return files
}

const scaled = (rect: Rect, scale: number): Rect => ({
  x: Math.round(rect.x * scale),
  y: Math.round(rect.y * scale),
  width: Math.round(rect.width * scale),
  height: Math.round(rect.height * scale),
})

/** The share of a drawing that lies in a part, in the part's own coordinates. */
function clip(drawing: Drawing, part: Rect): readonly Drawing[] {
  const top = Math.max(drawing.to.y, part.y)
  const bottom = Math.min(drawing.to.y + drawing.from.height, part.y + part.height)
  if (bottom <= top) return []
  return [
    {
      image: drawing.image,
      from: {
        x: drawing.from.x,
        y: drawing.from.y + (top - drawing.to.y),
        width: Math.min(drawing.from.width, part.width),
        height: bottom - top,
      },
      to: { x: 0, y: top - part.y },
    },
  ]
}
