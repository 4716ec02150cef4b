/** What capturing needs of pictures, handed in: OffscreenCanvas in the browser, a small PNG codec in tests. */

import type { Rect, Size } from '../record/captureFacts'

export interface Pixels extends Size {
  /** RGBA, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray
}

export interface Drawing {
  readonly image: Blob
  /** Part of the image, in its own pixels, and where its upper left corner goes. */
  readonly from: Rect
  readonly to: { readonly x: number; readonly y: number }
}

export interface Imaging {
  size(image: Blob): Promise<Size>
  pixels(image: Blob, area: Rect): Promise<Pixels>
  /** A PNG of `canvas` size; later drawings cover earlier ones. Throws when the canvas stays empty. */
  compose(canvas: Size, drawings: readonly Drawing[]): Promise<Blob>
  /** A WebP no larger than `fit`, the top of the image cropped to its shape. */
  thumbnail(image: Blob, fit: Size): Promise<Blob>
}

/** Differences of a few steps per channel are antialiasing and subpixel text, not content. */
const tolerance = 24

/**
 * Share of pixels that differ between two pictures of the same size, 0 to 1, leaving out what lies in `masks`.
 * 0 when nothing is left to compare.
 */
export function pixelDifference(a: Pixels, b: Pixels, masks: readonly Rect[] = []): number {
  const width = Math.min(a.width, b.width)
  const height = Math.min(a.height, b.height)
  let compared = 0
  let different = 0
  for (let y = 0; y < height; y++) {
    const covering = masks.filter((mask) => y >= mask.y && y < mask.y + mask.height)
    for (let x = 0; x < width; x++) {
      if (covering.some((mask) => x >= mask.x && x < mask.x + mask.width)) continue
      compared++
      const i = 4 * (y * a.width + x)
      const j = 4 * (y * b.width + x)
      if (differs(a, i, b, j)) different++
    }
  }
  return compared === 0 ? 0 : different / compared
}

/**
 * Height of the strips in which neighbouring tiles are compared, in pixels: one row of small print more or less shows.
 */
export const stripHeight = 8

/** The share of differing pixels in the worst strip of two pictures of the same place, 0 to 1. */
export function worstStrip(a: Pixels, b: Pixels, masks: readonly Rect[] = []): number {
  const height = Math.min(a.height, b.height)
  let worst = 0
  for (let y = 0; y < height; y += stripHeight) {
    const strip = (of: Pixels): Pixels => ({
      width: of.width,
      height: Math.min(stripHeight, height - y),
      data: of.data.subarray(4 * y * of.width, 4 * Math.min(height, y + stripHeight) * of.width),
    })
    worst = Math.max(
      worst,
      pixelDifference(
        strip(a),
        strip(b),
        masks.map((mask) => ({ ...mask, y: mask.y - y })),
      ),
    )
  }
  return worst
}

function differs(a: Pixels, i: number, b: Pixels, j: number): boolean {
  for (let channel = 0; channel < 3; channel++)
    if (Math.abs(a.data[i + channel]! - b.data[j + channel]!) > tolerance) return true
  return false
}

/** Whether every pixel has the same colour: a picture of nothing. */
export function isBlank(pixels: Pixels): boolean {
  for (let i = 4; i < pixels.data.length; i += 4) if (differs(pixels, 0, pixels, i)) return false
  return true
}
