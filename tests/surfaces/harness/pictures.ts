/** Invented consoles, drawn, so that lists and viewers have something true to size to show. */

export interface Screen {
  readonly product: string
  readonly crumbs: readonly string[]
  readonly heading: string
  readonly chips: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly bar: string
}

export async function drawScreen(screen: Screen, tile: number, width = 1440, height = 966): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const g = canvas.getContext('2d')!
  g.fillStyle = '#fff'
  g.fillRect(0, 0, width, height)
  g.fillStyle = '#f6f7f9'
  g.fillRect(0, tile === 0 ? 88 : 0, 310, height)
  let y = 0
  if (tile === 0) {
    g.fillStyle = screen.bar
    g.fillRect(0, 0, width, 88)
    g.fillStyle = '#fff'
    g.font = '600 28px sans-serif'
    g.fillText(screen.product, 36, 54)
    g.font = '24px sans-serif'
    g.fillStyle = 'rgba(255,255,255,.75)'
    screen.crumbs.forEach((crumb, i) => g.fillText(crumb, 300 + i * 190, 54))
    g.fillStyle = '#51596a'
    ;['Vaults', 'Plans', 'Jobs', 'Restore tests', 'Reports', 'Settings'].forEach((item, i) =>
      g.fillText(item, 36, 160 + i * 66),
    )
    g.fillStyle = '#14181f'
    g.font = '600 38px sans-serif'
    g.fillText(screen.heading, 344, 160)
    g.font = '22px sans-serif'
    screen.chips.forEach((chip, i) => {
      g.strokeStyle = '#c9ced8'
      g.strokeRect(344 + i * 280, 190, 262, 46)
      g.fillStyle = '#39404d'
      g.fillText(chip, 358 + i * 280, 221)
    })
    y = 262
  }
  const xs = [358, 740, 1000, 1180]
  g.font = '600 23px sans-serif'
  if (tile === 0) {
    g.fillStyle = '#f4f5f7'
    g.fillRect(344, y, width - 388, 64)
    g.fillStyle = '#39404d'
    screen.columns.forEach((column, i) => g.fillText(column, xs[i]!, y + 41))
    y += 64
  }
  g.font = '23px sans-serif'
  for (const row of screen.rows) {
    row.forEach((cell, i) => {
      g.fillStyle = i === 0 ? '#1f5fa8' : i === 3 ? '#1a7a3a' : '#39404d'
      g.fillText(cell, xs[i]!, y + 43)
    })
    g.strokeStyle = '#e6e8ec'
    g.beginPath()
    g.moveTo(344, y + 66)
    g.lineTo(width - 44, y + 66)
    g.stroke()
    y += 66
    if (y > height) break
  }
  return canvas.convertToBlob({ type: 'image/png' })
}
