/**
 * Where the tiles of a full page are taken, and how the picture made of them is cut so that a canvas can hold it. Pure.
 */

import type { Rect, Size } from '../record/captureFacts'

/** More tiles than this are not taken: the rest is named as missing. */
export const maxTiles = 120

/**
 * Canvas limits measured in Chromium 156: nothing is drawn, without an error, beyond 65,535 px a side or 16,384²
 * pixels. The parts stay far below, because a worker that runs out of memory loses the whole run.
 */
export const canvasLimit = { side: 65_535, area: 16_384 ** 2 } as const
export const partLimit = { side: 16_384, area: 48_000_000 } as const

/** Height of the band that a tile shares with the one before it. */
export const tileOverlap = (viewHeight: number): number => Math.min(120, Math.floor(viewHeight / 5))

/**
 * Where the tile after the one at `top` is taken; undefined when that one reaches the end. The last ends with the
 * content.
 */
export function nextTop(top: number, contentHeight: number, viewHeight: number): number | undefined {
  const last = Math.max(0, Math.ceil(contentHeight - viewHeight))
  if (top >= last - 1) return undefined
  return Math.min(last, top + Math.max(1, viewHeight - tileOverlap(viewHeight)))
}

/** How many tiles the content will take, for the progress line. */
export function tileCount(contentHeight: number, viewHeight: number): number {
  let count = 1
  for (
    let top = nextTop(0, contentHeight, viewHeight);
    top !== undefined && count < maxTiles;
    top = nextTop(top, contentHeight, viewHeight)
  )
    count++
  return count
}

/** Cuts a picture of `size` device pixels into pieces from top to bottom that stay below `limit`. */
export function planParts(
  size: Size,
  limit: { readonly side: number; readonly area: number } = partLimit,
): readonly Rect[] {
  const width = Math.min(size.width, limit.side)
  const height = Math.max(1, Math.min(limit.side, Math.floor(limit.area / width)))
  const parts: Rect[] = []
  for (let y = 0; y < size.height; y += height)
    parts.push({ x: 0, y, width, height: Math.min(height, size.height - y) })
  return parts
}
