/** Reads pictures as the browser made them: by their pixels, however the file was packed. */

import { createHash } from 'node:crypto'
import { createCanvas, loadImage } from '@napi-rs/canvas'

async function pixelsOf(
  bytes: Buffer,
): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }> {
  const picture = await loadImage(bytes)
  const context = createCanvas(picture.width, picture.height).getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  return { width: picture.width, height: picture.height, data }
}

/** One short word for a picture: two that look the same have the same. */
export async function digestOf(bytes: Buffer): Promise<string> {
  const { width, height, data } = await pixelsOf(bytes)
  return `${width}×${height} ${createHash('sha256').update(data).digest('hex')}`
}

/** How many pixels of a picture are of about one colour. */
export async function pixelsOfColour(bytes: Buffer, [r, g, b]: readonly [number, number, number]): Promise<number> {
  const { data } = await pixelsOf(bytes)
  let count = 0
  for (let i = 0; i < data.length; i += 4)
    if (Math.abs(data[i]! - r) + Math.abs(data[i + 1]! - g) + Math.abs(data[i + 2]! - b) < 60) count++
  return count
}
