/**
 * Takes pictures of the surfaces at their sizes: `npx tsx tests/surfaces/harness/shoot.ts OUT [name …]`. Light and dark, 2×.
 * `--width 1440,768,390` pictures pages at other widths than their own, `--lang en,de` in these languages, `--theme dark` in one scheme only.
 */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core'
import { createServer } from 'vite'

interface Shot {
  readonly name: string
  readonly query: string
  readonly hash?: string
  readonly size: readonly [number, number]
  /** Steps, one after the other: `click:SELECTOR`, `text:WORDS` of a menu item, `press:WORDS` of a button (`EN|DE`), `type:WORDS` (`_` for a blank), `file:NAME` of `files`; or `tab:WORDS`, or a key. */
  readonly act?: string
  readonly light?: boolean
}

/** What is chosen where a file is asked for. */
const files: Readonly<Record<string, string>> = {
  'suppliers.csv': 'Name;Zweck;Wichtigkeit\nMüller & Söhne;Straßenkarten für Lkw;Hoch\nCafé Zürich;Besprechungsräume;Niedrig\n',
  'broken.zip': 'PK no pack',
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
  ...['unreachable', 'notARelay', 'refusedEarly', 'quota', 'removed', 'halted', 'keyMissing', 'updateNeeded', 'paused', 'relay', 'stands'].map((state): Shot => ({ name: `sync-${state}`, query: `surface=app&state=${state}`, hash: '#/workspace/sync', size: [1440, 900] })),
  ...['joinConnecting', 'joinWaits', 'joinWords', 'joinUnknown', 'joinExpired', 'joinOver', 'joinTrouble'].map((state): Shot => ({ name: `joining-${state}`, query: `surface=app&state=${state}`, hash: `#/join?waits=${'a'.repeat(64)}`, size: [1440, 900] })),
  { name: 'invite-link', query: 'surface=app', hash: '#/workspace/members', size: [1440, 900], act: 'click:[data-act=invite] click:[name=name] type:Erika_Brandt click:[data-act=make]' },
  { name: 'members-seen', query: 'surface=app&state=members', hash: '#/workspace/members', size: [1440, 900] },
  { name: 'sign-blanks', query: 'surface=app&state=blanks', hash: '#/objectives?open=OJ-1', size: [1440, 900], act: 'press:Approve|Freigeben' },
  { name: 'sign-blanks-owner', query: 'surface=app&state=blanks&variant=kit', hash: '#/objectives?open=OJ-1', size: [1440, 900], act: 'press:Approve|Freigeben' },
  { name: 'no-score', query: 'surface=app&state=noScore', hash: '#/readiness', size: [1440, 900] },
  { name: 'no-score-dashboard', query: 'surface=app&state=noScore', hash: '#/', size: [1440, 900] },
  { name: 'soc', query: 'surface=app&state=soc', hash: '#/readiness?view=soc2', size: [1440, 900] },
  { name: 'soc-dashboard', query: 'surface=app&state=soc', hash: '#/?view=soc2', size: [1440, 900] },
  { name: 'import-encoding', query: 'surface=app', hash: '#/reports/import?kind=supplier', size: [1440, 900], act: 'file:suppliers.csv' },
  { name: 'import-dry-run', query: 'surface=app', hash: '#/reports/import?kind=supplier', size: [1440, 900], act: 'file:suppliers.csv click:[data-act=dry-run]' },
  { name: 'popup-captured', query: 'surface=popup&state=captured', size: [380, 580], act: 'tab:Capture' },
  { name: 'check-pack', query: 'surface=app&variant=none', hash: '#/verify', size: [1440, 900] },
  { name: 'check-pack-refused', query: 'surface=app&variant=none', hash: '#/verify', size: [1440, 900], act: 'file:broken.zip' },
]

const { values: only, positionals: [out = '/tmp/surfaces', ...names] } = parseArgs({ allowPositionals: true, options: { width: { type: 'string' }, lang: { type: 'string', default: 'en' }, theme: { type: 'string', default: 'light,dark' } } })
await mkdir(out, { recursive: true })
const folder = await mkdtemp(join(tmpdir(), 'plumbline-surfaces-'))
// Older spreadsheets write Windows-1252.
for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), Buffer.from(text, 'latin1'))
const server = await createServer({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), server: { port: 0 }, logLevel: 'error' })
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await puppeteer.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-prefers-reduced-motion'] })
const widths = (shot: Shot): readonly (readonly [number, number])[] => (only.width && !/surface=(popup|panel)/.test(shot.query) ? only.width.split(',').map((width) => [Number(width), Number(width) < 500 ? 844 : 900]) : [shot.size])
const languages = only.lang.split(',')

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
async function step(page: Page, what: string): Promise<void> {
  const [verb, words = ''] = [what.slice(0, what.indexOf(':')), what.slice(what.indexOf(':') + 1)]
  if (verb === 'click') await page.click(words)
  else if (verb === 'type') await page.keyboard.type(words.replaceAll('_', ' '))
  else if (verb === 'file') await (await page.waitForSelector('input[type=file]') as ElementHandle<HTMLInputElement>).uploadFile(join(folder, words))
  else await page.evaluate((role, labels) => [...document.querySelectorAll<HTMLElement>(role)].find((item) => labels.some((label) => item.textContent?.includes(label)))?.click(), verb === 'text' ? '[role=menuitem]' : 'button, a', words.split('|'))
  await rest(700)
}

try {
  for (const shot of shots.filter((one) => names.length === 0 || names.includes(one.name))) {
    for (const [width, height] of widths(shot)) for (const lang of languages) for (const theme of (shot.light ? ['light'] : ['light', 'dark']).filter((one) => only.theme.includes(one))) {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error(shot.name, String(error)))
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && console.error(shot.name, message.text().slice(0, 400)))
      await page.setViewport({ width, height, deviceScaleFactor: 2 })
      try {
        await page.goto(`${address}?${shot.query}&theme=${theme}&lang=${lang}${shot.hash ?? ''}`)
        await page.waitForSelector('body[data-ready]', { timeout: 120_000 })
        if (shot.hash) await page.waitForFunction(() => document.querySelector('header h1, h1') !== null, { timeout: 20_000 })
        await rest(1500)
        if (/^(?:click|text|press|type|file):/.test(shot.act ?? '')) for (const one of shot.act!.split(/ (?=(?:click|text|press|type|file):)/)) await step(page, one)
        else if (shot.act?.startsWith('tab:')) await page.evaluate((label) => [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((tab) => tab.textContent?.includes(label))?.click(), shot.act.slice(4))
        else if (shot.act) await page.keyboard.press(shot.act as 'a')
        if (shot.act) await rest(600)
        const size = only.width ? `-${width}` : ''
        await page.screenshot({ path: `${out}/${shot.name}${size}${languages.length > 1 || lang !== 'en' ? `-${lang}` : ''}${theme === 'dark' ? '-dark' : ''}.png` })
      } catch (error) {
        console.error(shot.name, String(error))
      }
      await context.close()
    }
  }
} finally {
  await browser.close()
  await server.close()
}
