/**
 * Draws the pictures of the demo organisation's evidence at build, into `public/demo`: what an invented console would
 * have shown, in tiles of one window's height, with a thumbnail. Run by build.mjs.
 */

import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoRecords } from '../../lib/content/demo/demoRecords'
import { describeDemoImage, type DemoImageContent, type Tone } from '../../lib/content/demo/images'

const root = fileURLToPath(new URL('../..', import.meta.url))
const target = join(root, 'public', 'demo')
GlobalFonts.registerFromPath(
  join(root, 'node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2'),
  'Geist',
)

const width = 1280
const tileHeight = 800
const bar = 52
const side = 190
const rowHeight = 38
const ink = '#1f2733'
const grey = '#5d6876'
const rule = '#e3e7ec'
const tones: Readonly<Record<Tone, string>> = { good: '#177245', warning: '#b45309', bad: '#b42318', plain: ink }

const font = (context: SKRSContext2D, size: number, weight = 400): void => {
  context.font = `${weight} ${size}px Geist`
}

/** Whether white text is readable on a colour. */
function isDark(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return 0.299 * r + 0.587 * g + 0.114 * b < 140
}

function fitted(context: SKRSContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  let cut = text
  while (cut.length > 1 && context.measureText(`${cut}…`).width > room) cut = cut.slice(0, -1)
  return `${cut}…`
}

function wrapped(context: SKRSContext2D, text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (context.measureText(longer).width > room && line !== '') {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** The whole page as high as its content asks; the sticky bar and navigation are drawn once, as at the top. */
function drawPage(content: DemoImageContent): Canvas {
  const sideWidth = content.navigation.length > 0 ? side : 0
  const left = sideWidth + 36
  const room = width - left - 36
  const measure = createCanvas(1, 1).getContext('2d')
  font(measure, 15)
  const paragraphs = (content.paragraphs ?? []).flatMap((paragraph) => [
    ...wrapped(measure, paragraph, Math.min(room, 760)),
    '',
  ])
  const chartHeight = content.chart ? 220 : 0
  const height = Math.max(
    tileHeight,
    bar +
      130 +
      chartHeight +
      paragraphs.length * 24 +
      (content.columns.length > 0 ? 44 + content.rows.length * rowHeight : 0) +
      48,
  )
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  drawBar(context, content)
  if (sideWidth > 0) drawNavigation(context, content, height)

  let y = bar + 50
  context.fillStyle = ink
  font(context, 24, 600)
  context.fillText(fitted(context, content.heading, room), left, y)
  y += 28
  y = drawFilters(context, content.filters, left, y)
  if (content.chart) y = drawChart(context, content, left, y, room, chartHeight)
  font(context, 15)
  context.fillStyle = ink
  for (const line of paragraphs) {
    context.fillText(line, left, y + 16)
    y += 24
  }
  if (content.columns.length > 0) drawTable(context, content, left, y, room)
  return canvas
}

function drawBar(context: SKRSContext2D, { accent, product, context: words }: DemoImageContent): void {
  context.fillStyle = accent
  context.fillRect(0, 0, width, bar)
  const light = !isDark(accent)
  context.fillStyle = light ? ink : '#ffffff'
  font(context, 16, 600)
  context.fillText(product, 24, 33)
  let x = 24 + context.measureText(product).width + 24
  font(context, 13)
  context.globalAlpha = 0.75
  for (const word of words) {
    context.fillText(word, x, 32)
    x += context.measureText(word).width + 22
  }
  context.globalAlpha = 1
  if (light) {
    context.fillStyle = rule
    context.fillRect(0, bar - 1, width, 1)
  }
}

function drawNavigation(
  context: SKRSContext2D,
  { navigation, active, accent }: DemoImageContent,
  height: number,
): void {
  context.fillStyle = '#f7f8fa'
  context.fillRect(0, bar, side, height - bar)
  context.fillStyle = rule
  context.fillRect(side, bar, 1, height - bar)
  navigation.forEach((word, index) => {
    const y = bar + 18 + index * 36
    if (word === active) {
      context.fillStyle = '#e4ecf7'
      context.fillRect(0, y, side, 34)
    }
    context.fillStyle = word === active ? (isDark(accent) ? accent : ink) : grey
    font(context, 14, word === active ? 600 : 400)
    context.fillText(fitted(context, word, side - 36), 24, y + 22)
  })
}

function drawFilters(context: SKRSContext2D, filters: readonly string[], left: number, y: number): number {
  let x = left
  font(context, 12.5)
  for (const filter of filters) {
    const w = context.measureText(filter).width + 22
    context.strokeStyle = '#c8cfd8'
    context.beginPath()
    context.roundRect(x + 0.5, y + 0.5, w, 27, 4)
    context.stroke()
    context.fillStyle = ink
    context.fillText(filter, x + 11, y + 18.5)
    x += w + 10
  }
  return y + (filters.length > 0 ? 46 : 12)
}

function drawChart(
  context: SKRSContext2D,
  { chart = [], accent }: DemoImageContent,
  left: number,
  y: number,
  room: number,
  height: number,
): number {
  const most = Math.max(1, ...chart.map((bar) => bar.value))
  const step = Math.min(120, room / chart.length)
  chart.forEach((bar, index) => {
    const h = ((height - 70) * bar.value) / most
    context.fillStyle = isDark(accent) ? accent : '#3b6fd4'
    context.globalAlpha = index % 2 === 0 ? 0.9 : 0.6
    context.fillRect(left + index * step + 10, y + height - 46 - h, step - 26, h)
    context.globalAlpha = 1
    context.fillStyle = grey
    font(context, 12)
    context.fillText(bar.label, left + index * step + 10, y + height - 26)
    context.fillStyle = ink
    context.fillText(String(bar.value), left + index * step + 10, y + height - 52 - h)
  })
  return y + height
}

function drawTable(
  context: SKRSContext2D,
  { columns, rows }: DemoImageContent,
  left: number,
  y: number,
  room: number,
): void {
  const first = 1.5
  const unit = room / (columns.length - 1 + first)
  const x = (column: number): number => left + (column === 0 ? 0 : unit * (first + column - 1))
  const cellRoom = (column: number): number => (column === 0 ? unit * first : unit) - 14
  context.fillStyle = '#f3f5f8'
  context.fillRect(left - 8, y, room + 16, 36)
  font(context, 13, 600)
  context.fillStyle = ink
  columns.forEach((column, index) => context.fillText(fitted(context, column, cellRoom(index)), x(index), y + 23))
  let top = y + 36
  for (const row of rows) {
    row.cells.forEach((cell, index) => {
      const last = index === row.cells.length - 1
      font(context, 13, last ? 500 : 400)
      context.fillStyle = index === 0 ? '#1d4ea3' : last ? tones[row.tone] : ink
      context.fillText(
        fitted(context, last && row.tone !== 'plain' ? `● ${cell}` : cell, cellRoom(index)),
        x(index),
        top + 24,
      )
    })
    context.fillStyle = rule
    context.fillRect(left - 8, top + rowHeight - 1, room + 16, 1)
    top += rowHeight
  }
}

/** Cut as a window scrolling down would show it: the last tile ends where the page ends. */
function tilesOf(page: Canvas): readonly Canvas[] {
  const tops = [0]
  while (tops.at(-1)! + tileHeight < page.height)
    tops.push(Math.min(tops.at(-1)! + tileHeight - bar, page.height - tileHeight))
  return tops.map((top) => {
    const tile = createCanvas(width, tileHeight)
    tile.getContext('2d').drawImage(page, 0, -top)
    return tile
  })
}

function thumbnailOf(page: Canvas): Canvas {
  const thumb = createCanvas(304, 208)
  thumb.getContext('2d').drawImage(page, 0, 0, width, (width * 208) / 304, 0, 0, 304, 208)
  return thumb
}

rmSync(target, { recursive: true, force: true })
const manifest: Record<string, { readonly tiles: number; readonly width: number; readonly height: number }> = {}
for (const record of demoRecords()) {
  if (!record.image) continue
  const page = drawPage(describeDemoImage(record.image))
  const folder = join(target, record.ref)
  mkdirSync(folder, { recursive: true })
  // A file somebody sent is one picture; a capture has every tile.
  const tiles =
    record.fields && 'source' in record.fields && record.fields.source === 'capture'
      ? tilesOf(page)
      : tilesOf(page).slice(0, 1)
  // Packed beside each other: packing is most of the work.
  await Promise.all([
    ...tiles.map(async (tile, index) =>
      writeFileSync(join(folder, `tile-${index + 1}.webp`), await tile.encode('webp', 60)),
    ),
    thumbnailOf(page)
      .encode('webp', 78)
      .then((bytes) => writeFileSync(join(folder, 'thumb.webp'), bytes)),
  ])
  manifest[record.ref] = { tiles: tiles.length, width, height: page.height }
}
writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest))
console.log(`Drew ${Object.keys(manifest).length} demo pictures.`)
