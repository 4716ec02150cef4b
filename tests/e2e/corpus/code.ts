/**
 * A code that survives a screenshot: sixteen blocks in a row, between coloured guards, that say a number from 0 to 255
 * with a checksum. Drawn with one background gradient, or with rectangles in SVG; read back from the pixels of a tile.
 */

import { loadImage, createCanvas } from '@napi-rs/canvas'

const cell = 6
export const codeSize = { width: 16 * cell, height: 12 } as const

type Colour = 'm' | 'c' | 'k' | 'w'
const css: Readonly<Record<Colour, string>> = { m: '#ff00ff', c: '#00ffff', k: '#000000', w: '#ffffff' }

/** Four bits that a neighbouring number has differently. */
const checksum = (n: number): number => ((n >> 4) * 7 + (n & 15) * 3 + 5) & 15

function cells(n: number): readonly Colour[] {
  const bits = ((n & 255) << 4) | checksum(n & 255)
  return ['m', 'c', ...Array.from({ length: 12 }, (_, i): Colour => ((bits >> (11 - i)) & 1 ? 'k' : 'w')), 'c', 'm']
}

/** As a style for an element of `codeSize`. */
export const codeStyle = (n: number): string =>
  `background:linear-gradient(90deg,${cells(n)
    .map((colour, i) => `${css[colour]} ${i * cell}px ${(i + 1) * cell}px`)
    .join(',')})`

export const codeHtml = (n: number): string => `<i class="code" style="${codeStyle(n)}"></i>`

export const codeSvg = (n: number, x: number, y: number): string =>
  cells(n)
    .map(
      (colour, i) =>
        `<rect x="${x + i * cell}" y="${y}" width="${cell}" height="${codeSize.height}" fill="${css[colour]}"/>`,
    )
    .join('')

/** Paints it into RGBA pixels. */
export function codePixels(
  n: number,
  into: { readonly width: number; readonly data: Uint8Array },
  x: number,
  y: number,
): void {
  for (const [i, colour] of cells(n).entries()) {
    const rgb = { m: [255, 0, 255], c: [0, 255, 255], k: [0, 0, 0], w: [255, 255, 255] }[colour]
    for (let dy = 0; dy < codeSize.height; dy++)
      for (let dx = 0; dx < cell; dx++) into.data.set([...rgb, 255], 4 * ((y + dy) * into.width + x + i * cell + dx))
  }
}

/**
 * Every number that can be read in a picture, at any size from half to three times. A code must be there in half its
 * height.
 */
export async function readCodes(png: Buffer): Promise<ReadonlySet<number>> {
  const picture = await loadImage(png)
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data, width, height } = context.getImageData(0, 0, picture.width, picture.height)
  const seen = new Map<number, number>()
  for (let y = 0; y < height; y++) for (const n of codesOfLine(data, width, y)) seen.set(n, (seen.get(n) ?? 0) + 1)
  return new Set([...seen].filter(([, lines]) => lines >= 4).map(([n]) => n))
}

function* codesOfLine(data: Uint8ClampedArray, width: number, y: number): Generator<number> {
  const at = (x: number): Colour | undefined => {
    const i = 4 * (y * width + Math.floor(x))
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
    const high = (v: number): boolean => v > 190
    const low = (v: number): boolean => v < 65
    return high(r) && low(g) && high(b)
      ? 'm'
      : low(r) && high(g) && high(b)
        ? 'c'
        : low(r) && low(g) && low(b)
          ? 'k'
          : high(r) && high(g) && high(b)
            ? 'w'
            : undefined
  }
  for (let x = 0; x < width - 8; x++) {
    if (at(x) !== 'm' || (x > 0 && at(x - 1) === 'm')) continue
    let end = x
    while (end < width && at(end) === 'm') end++
    let guard = end
    while (guard < width && (at(guard) === 'c' || (at(guard) === undefined && guard - end < 2))) guard++
    // Both guard blocks together say how wide one block is.
    const size = (guard - x) / 2
    if (size < 2.5 || size > 20 || x + 16 * size > width + 1) continue
    const read = Array.from({ length: 16 }, (_, i) => at(Math.min(width - 1, x + (i + 0.5) * size)))
    if (read[1] !== 'c' || read[14] !== 'c' || read[15] !== 'm') continue
    const bits = read.slice(2, 14)
    if (!bits.every((bit) => bit === 'k' || bit === 'w')) continue
    const value = bits.reduce((sum, bit) => (sum << 1) | (bit === 'k' ? 1 : 0), 0)
    if (checksum(value >> 4) === (value & 15)) yield value >> 4
  }
}
