/**
 * Takes pictures of the surfaces at their sizes: `npx tsx tests/surfaces/harness/shoot.ts OUT [name …]`. Light and dark, 2×.
 */

import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'
import { createServer } from 'vite'

interface Shot {
  readonly name: string
  readonly query: string
  readonly hash?: string
  readonly size: readonly [number, number]
  readonly act?: string
  readonly light?: boolean
}

const shots: readonly Shot[] = [
  { name: 'popup-review', query: 'surface=popup', size: [380, 580] },
  { name: 'popup-capture', query: 'surface=popup&variant=capturing', size: [380, 580] },
  { name: 'popup-reject', query: 'surface=popup', size: [380, 580], act: 'r' },
  { name: 'popup-empty', query: 'surface=popup&variant=empty', size: [380, 580], act: 'tab:Review' },
  { name: 'popup-several', query: 'surface=popup&variant=several', size: [380, 580], act: 'tab:Capture' },
  { name: 'popup-forbidden', query: 'surface=popup&variant=forbidden', size: [380, 580], act: 'tab:Capture' },
  { name: 'popup-accepted', query: 'surface=popup', size: [380, 580], act: 'a' },
  { name: 'panel', query: 'surface=panel', size: [400, 900] },
  { name: 'panel-series', query: 'surface=panel&variant=series', size: [400, 900] },
  { name: 'panel-held', query: 'surface=panel&variant=notGranted', size: [400, 900] },
  { name: 'evidence', query: 'surface=app&variant=extension', hash: '#/evidence/EV-231', size: [1440, 900] },
  { name: 'evidence-stale', query: 'surface=app', hash: '#/evidence/EV-224?tab=all', size: [1440, 900] },
  { name: 'evidence-inbox', query: 'surface=app', hash: '#/evidence?tab=inbox', size: [1440, 900] },
  { name: 'evidence-control', query: 'surface=app', hash: '#/evidence?tab=control', size: [1440, 900] },
  { name: 'evidence-upload', query: 'surface=app', hash: '#/evidence?upload=1', size: [1440, 900] },
  { name: 'sync', query: 'surface=app&variant=silent', hash: '#/workspace/sync', size: [1440, 900] },
  { name: 'members', query: 'surface=app', hash: '#/workspace/members', size: [1440, 900] },
  { name: 'general', query: 'surface=app', hash: '#/workspace/general', size: [1440, 900] },
  { name: 'recovery', query: 'surface=app&variant=kit', hash: '#/workspace/recovery', size: [1440, 900] },
  { name: 'kit-ask', query: 'surface=app&variant=kit', hash: '#/workspace/recovery', size: [1440, 900], act: 'click:[data-act=new-kit]' },
  { name: 'kit', query: 'surface=app&variant=kit', hash: '#/workspace/recovery', size: [1440, 900], act: 'click:[data-act=new-kit] click:[data-act=make-kit]' },
  { name: 'keys', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [1440, 900] },
  { name: 'keys-narrow', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [390, 844] },
  { name: 'keys-ask', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [1440, 900], act: 'click:[data-act=ask-new-key]' },
  { name: 'remove', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [1440, 900], act: 'click:[data-member=m_pe_is] [aria-haspopup=menu] text:Remove click:[data-act=compromised]' },
  { name: 'invite', query: 'surface=app', hash: '#/workspace/members', size: [1440, 900], act: 'click:[data-act=invite]' },
  { name: 'backup', query: 'surface=app', hash: '#/workspace/backup', size: [1440, 900] },
  { name: 'integrity', query: 'surface=app', hash: '#/workspace/integrity', size: [1440, 900] },
  { name: 'start', query: 'surface=app&variant=none', hash: '#/start', size: [1440, 900] },
  { name: 'join', query: 'surface=app&variant=none', hash: '#/join/AAAA', size: [1440, 900] },
]

const [out = '/tmp/surfaces', ...names] = process.argv.slice(2)
await mkdir(out, { recursive: true })
const server = await createServer({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), server: { port: 0 }, logLevel: 'error' })
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await puppeteer.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] })
try {
  for (const shot of shots.filter((one) => names.length === 0 || names.includes(one.name))) {
    for (const theme of shot.light ? ['light'] : ['light', 'dark']) {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error(shot.name, String(error)))
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && console.error(shot.name, message.text().slice(0, 400)))
      await page.setViewport({ width: shot.size[0], height: shot.size[1], deviceScaleFactor: 2 })
      await page.goto(`${address}?${shot.query}&theme=${theme}${shot.hash ?? ''}`)
      await page.waitForSelector('body[data-ready]', { timeout: 120_000 })
      if (shot.hash) await page.waitForFunction(() => document.querySelector('header h1, h1') !== null, { timeout: 120_000 })
      await new Promise((resolve) => setTimeout(resolve, 1500))
      if (/^(?:click|text):/.test(shot.act ?? '')) {
        for (const step of shot.act!.split(/ (?=(?:click|text):)/)) {
          if (step.startsWith('click:')) await page.click(step.slice(6))
          else await page.evaluate((label) => [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) => item.textContent?.includes(label))?.click(), step.slice(5))
          await new Promise((resolve) => setTimeout(resolve, 500))
        }
      } else if (shot.act?.startsWith('tab:')) await page.evaluate((label) => [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((tab) => tab.textContent?.includes(label))?.click(), shot.act.slice(4))
      else if (shot.act) await page.keyboard.press(shot.act as 'a')
      if (shot.act) await new Promise((resolve) => setTimeout(resolve, 600))
      await page.screenshot({ path: `${out}/${shot.name}${theme === 'dark' ? '-dark' : ''}.png` })
      await context.close()
    }
  }
} finally {
  await browser.close()
  await server.close()
}
