/**
 * Pictures of screens for looking at beside the design: `node tests/ui/harness/shots.mjs OUT [name …]`.
 * Serves the built harness (`vite build -c tests/ui/harness/vite.config.ts`) on a free port and drives Chromium.
 */
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const root = fileURLToPath(new URL('../../../.output/harness', import.meta.url))
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webp': 'image/webp',
}
const [out = '.output/shots', ...names] = process.argv.slice(2)
mkdirSync(out, { recursive: true })

const screens = {
  'first-run': { hash: '#/', empty: true },
  'dashboard': { hash: '#/' },
  'dashboard-dark': { hash: '#/', dark: true },
  'risks': { hash: '#/risks?open=R-B4' },
  'risks-dark': { hash: '#/risks?open=R-B4', dark: true },
  'risk-map': { hash: '#/risks?view=map' },
  'method': { hash: '#/risks?view=method' },
  'soa': { hash: '#/soa' },
  'soa-row': { hash: '#/soa?row=A.8.13' },
  'soa-dark': { hash: '#/soa', dark: true },
  'controls': { hash: '#/controls' },
  'control-drawer': { hash: '#/controls?open=C-31' },
  'tasks': { hash: '#/tasks' },
  'calendar': { hash: '#/tasks?view=calendar' },
  'assets': { hash: '#/assets' },
  'audits': { hash: '#/audits?open=ER-7' },
  'context': { hash: '#/context' },
  'persons': { hash: '#/roles' },
  'frameworks': { hash: '#/frameworks?at=6.1.3' },
  'policies': { hash: '#/policies' },
  'needs-me': { hash: '#/needs-me' },
  'risk-page': { hash: '#/risks/R-B4' },
  'evidence': { hash: '#/evidence' },
  'small': { hash: '#/risks?open=R-B4', width: 1280, height: 800 },
  'dashboard-small': { hash: '#/', width: 1280, height: 800 },
  'soa-small': { hash: '#/soa', width: 1280, height: 800, dark: true },
  'tablet': { hash: '#/risks', width: 900, height: 800 },
  'phone': { hash: '#/', width: 390, height: 800 },
}

const server = createServer((request, response) => {
  const path = normalize(join(root, new URL(request.url ?? '/', 'http://localhost').pathname))
  const file = existsSync(path) && statSync(path).isFile() ? path : join(root, 'index.html')
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  createReadStream(file).pipe(response)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
try {
  for (const empty of [false, true]) {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    page.on('pageerror', (error) => console.log('pageerror', error.message))
    page.on(
      'console',
      (message) =>
        ['error', 'warn'].includes(message.type()) && console.log(message.type(), message.text().slice(0, 400)),
    )
    page.on(
      'request',
      (request) =>
        !request.url().startsWith(origin) &&
        !/^(data|blob):/.test(request.url()) &&
        console.log('FOREIGN', request.url()),
    )
    let first = true
    for (const [name, screen] of Object.entries(screens)) {
      if ((screen.empty ?? false) !== empty || (names.length > 0 && !names.includes(name))) continue
      await page.setViewport({
        width: screen.width ?? 1440,
        height: screen.height ?? 900,
        deviceScaleFactor: Number(process.env.SCALE ?? 1),
      })
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: screen.dark ? 'dark' : 'light' }])
      if (first) await page.goto(`${origin}/?${empty ? 'empty' : 'demo'}${screen.hash}`, { waitUntil: 'load' })
      else
        await page.evaluate((hash) => {
          location.hash = hash
        }, screen.hash)
      await page
        .waitForSelector('main', { timeout: 60_000 })
        .catch(async () =>
          console.log(
            name,
            'no main:',
            await page.title(),
            await page.evaluate(() => document.body.innerText.slice(0, 300)),
          ),
        )
      await new Promise((resolve) => setTimeout(resolve, first ? 2500 : 900))
      first = false
      await page.screenshot({ path: join(out, `${name}.png`) })
    }
    await context.close()
  }
} finally {
  await browser.close()
  server.close()
}
