/** The surfaces in a browser, over made-up rows: opens one in a state, and says what does not fit there. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core'
import { build, preview } from 'vite'
import { settled } from '../../e2e/support/settled'
import { files, type Shot } from './shots'

export interface Look {
  readonly size: readonly [number, number]
  readonly lang: string
  readonly theme: string
  /** Pixels of the picture for each of the page; 1 unless somebody looks at it. */
  readonly scale?: number
}

export interface Stage {
  /** The page when its steps are done; the one before it is closed. `say` hears what the page complains about. */
  open(shot: Shot, look: Look, say?: (what: string) => void): Promise<Page>
  close(): Promise<void>
}

/** The harness, built and served, and a browser; close it. */
export async function createStage(executablePath: string): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-surfaces-'))
  // Older spreadsheets write Windows-1252.
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), Buffer.from(text, 'latin1'))
  const site = {
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: join(folder, 'site') },
  } as const
  await build(site)
  const server = await preview({ ...site, preview: { port: 0 } })
  const address = server.resolvedUrls?.local[0] ?? ''
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-prefers-reduced-motion'],
  })
  async function lead(
    page: Page,
    shot: Shot,
    { size: [width, height], lang, theme, scale = 1 }: Look,
    say: (what: string) => void,
  ): Promise<void> {
    page.on('pageerror', (error) => say(String(error)))
    page.on('console', (message) => ['error', 'warn'].includes(message.type()) && say(message.text().slice(0, 400)))
    await page.setViewport({ width, height, deviceScaleFactor: scale })
    await page.goto(`${address}?${shot.query}&theme=${theme}&lang=${lang}${shot.hash ?? ''}`)
    await page.waitForSelector('body[data-ready]', { timeout: 120_000 })
    if (shot.hash)
      await page.waitForFunction(() => document.querySelector('header h1, h1') !== null, { timeout: 20_000 })
    await settled(page, 500)
    if (/^(?:click|see|text|press|type|file):/.test(shot.act ?? ''))
      for (const one of shot.act!.split(/ (?=(?:click|see|text|press|type|file):)/)) await step(page, one, folder)
    else if (shot.act?.startsWith('tab:'))
      await page.evaluate(
        (labels) =>
          [...document.querySelectorAll<HTMLElement>('[role=tab]')]
            .find((tab) => labels.some((label) => tab.textContent?.includes(label)))
            ?.click(),
        shot.act.slice(4).split('|'),
      )
    else if (shot.act) await page.keyboard.press(shot.act as 'a')
    if (shot.act) await settled(page, 300)
  }
  let page: Page | undefined
  return {
    // All in one profile: the program is fetched and compiled once. What a page keeps, the next one throws away before
    // it begins.
    async open(shot, look, say = () => undefined) {
      await page?.close()
      page = await browser.newPage()
      await lead(page, shot, look, say)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function step(page: Page, what: string, folder: string): Promise<void> {
  const [verb, words = ''] = [what.slice(0, what.indexOf(':')), what.slice(what.indexOf(':') + 1)]
  if (verb === 'click') await (await page.waitForSelector(words, { visible: true, timeout: 20_000 }))!.click()
  else if (verb === 'see') await page.waitForSelector(words, { visible: true, timeout: 20_000 })
  else if (verb === 'type') await page.keyboard.type(words.replaceAll('_', ' '))
  else if (verb === 'file')
    await ((await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(
      join(folder, words),
    )
  else
    await page.evaluate(
      (role, labels) =>
        [...document.querySelectorAll<HTMLElement>(role)]
          .find((item) => labels.some((label) => item.textContent?.includes(label)))
          ?.click(),
      verb === 'text' ? '[role=menuitem]' : 'button, a',
      words.split('|'),
    )
  await settled(page, 300)
}

/**
 * Headings and things to press that stand past the edge of the window where nothing scrolls, or whose words got no
 * room.
 */
export const outside = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('button, a[href], h1, h2, h3')]
    .filter((one) => {
      const box = one.getBoundingClientRect()
      if (one.closest('.sr-only') || getComputedStyle(one).visibility === 'hidden' || box.height === 0) return false
      for (let up = one.parentElement; up; up = up.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return false
      return box.left < -1 || box.right > innerWidth + 1 || (box.width < 8 && one.textContent?.trim() !== '')
    })
    .map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 60) ?? '')
