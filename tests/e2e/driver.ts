/**
 * Drives real browsers with the shipped builds: profiles, the extension's popup with activeTab granted, its service
 * worker, the web app. Everything started here is stopped by `close`.
 */

import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core'
import { browserPath } from './browsers'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const outputs = {
  chrome: join(root, '.output', 'chrome-mv3'),
  firefox: join(root, '.output', 'firefox-mv3'),
  web: join(root, '.output', 'web'),
  relay: join(root, '.output', 'relay', 'main.js'),
} as const

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `plumbline-${name}-`))

export interface Profile {
  readonly browser: Browser
  readonly folder: string
  /** Origin of the extension's pages, `chrome-extension://…` or `moz-extension://…`. */
  readonly origin: string
  /** Opens the app page of the extension at a hash route. */
  app(route?: string): Promise<Page>
  close(options?: { readonly keepFolder?: boolean }): Promise<void>
}

export interface ChromiumProfile extends Profile {
  /** Presses the toolbar button on a page: activeTab is granted and the real popup opens. */
  popup(page: Page): Promise<Page>
  /** Opens the popup's document in a tab, for what needs no tab access. */
  popupTab(): Promise<Page>
  worker(): Promise<Target>
  /** Stops the service worker the way the browser does when it has been idle. */
  killWorker(): Promise<void>
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // What moves is drawn by the processor that everything else waits for.
  '--force-prefers-reduced-motion',
  '--disable-quic',
  '--enable-unsafe-extension-debugging',
  '--force-color-profile=srgb',
  // A headless screen is 800×600 by default, smaller than the popup wants to be.
  '--screen-info={1600x1200}',
]

export interface ProfileOptions {
  readonly folder?: string
  readonly extension?: string
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly flags?: readonly string[]
  /** Language of the browser; what the app shows until somebody chooses. English whatever the machine speaks. */
  readonly language?: string
}

/** A fresh Chromium profile with the built extension installed. */
export async function chromiumProfile(options: ProfileOptions = {}): Promise<ChromiumProfile> {
  const folder = options.folder ?? temporaryFolder('chromium')
  const width = options.width ?? 1280
  const height = options.height ?? 800
  const browser = await puppeteer.launch({
    executablePath: await browserPath('chromium'),
    headless: true,
    pipe: true,
    enableExtensions: true,
    userDataDir: folder,
    defaultViewport: { width, height },
    args: [
      ...chromiumFlags,
      `--lang=${options.language ?? 'en-US'}`,
      `--accept-lang=${options.language ?? 'en-US'}`,
      `--window-size=${width},${height + 90}`,
      ...(options.flags ?? []),
    ],
  })
  const id = await browser.installExtension(options.extension ?? outputs.chrome)
  const origin = `chrome-extension://${id}`
  const isWorker = (target: Target): boolean => target.type() === 'service_worker' && target.url().startsWith(origin)
  const themed = async (page: Page): Promise<Page> => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: options.dark ? 'dark' : 'light' }])
    return page
  }
  const profile: ChromiumProfile = {
    browser,
    folder,
    origin,
    async app(route = '/') {
      const page = await themed(await browser.newPage())
      await page.goto(`${origin}/app.html#${route}`)
      return page
    },
    async popup(page) {
      await page.bringToFront()
      const extension = (await browser.extensions()).get(id)
      if (!extension) throw new Error('the extension is not installed')
      const opened = browser.waitForTarget((target) => target.url().startsWith(`${origin}/popup.html`), {
        timeout: 10_000,
      })
      await extension.triggerAction(page)
      return themed(await (await opened).asPage())
    },
    async popupTab() {
      const page = await themed(await browser.newPage())
      await page.goto(`${origin}/popup.html`)
      return page
    },
    worker: () => browser.waitForTarget(isWorker, { timeout: 10_000 }),
    async killWorker() {
      const target = browser.targets().find(isWorker)
      if (!target) return
      const session = await browser.target().createCDPSession()
      const { targetInfos } = await session.send('Target.getTargets')
      const info = targetInfos.find(
        (candidate) => candidate.type === 'service_worker' && candidate.url.startsWith(origin),
      )
      if (info) await session.send('Target.closeTarget', { targetId: info.targetId }).catch(() => undefined)
      await session.detach()
    },
    async close({ keepFolder = false } = {}) {
      await browser.close()
      if (!keepFolder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
  return profile
}

export const geckoId = 'plumbline@plumbline.app'
const geckoUuid = 'a7c1f3de-9b52-4e0c-8d61-5f2b7c3a9e10'

/**
 * A fresh Firefox profile with the built extension installed; the add-on's UUID is pinned so that its pages have a
 * known address.
 */
export async function firefoxProfile(options: ProfileOptions = {}): Promise<Profile> {
  const folder = options.folder ?? temporaryFolder('firefox')
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await browserPath('firefox'),
    headless: true,
    // Without it Firefox 153.7 refuses to open the extension's pages.
    args: ['--remote-allow-system-access'],
    userDataDir: folder,
    defaultViewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: geckoUuid }),
      'intl.accept_languages': options.language ?? 'en-US',
      'ui.systemUsesDarkTheme': options.dark ? 1 : 0,
    },
  })
  await browser.installExtension(options.extension ?? outputs.firefox)
  const origin = `moz-extension://${geckoUuid}`
  return {
    browser,
    folder,
    origin,
    async app(route = '/') {
      const page = await browser.newPage()
      // The load event of extension pages never reaches the driver; the page is there all the same.
      await page.goto(`${origin}/app.html#${route}`, { timeout: 3_000 }).catch(() => undefined)
      await page.waitForSelector('#app > *', { timeout: 20_000 })
      return page
    },
    async close({ keepFolder = false } = {}) {
      await browser.close()
      if (!keepFolder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Chromium without the extension, for the web app. */
export async function webProfile(options: ProfileOptions = {}): Promise<{
  readonly browser: Browser
  open(url: string): Promise<Page>
  close(options?: { keepFolder?: boolean }): Promise<void>
}> {
  const folder = options.folder ?? temporaryFolder('web')
  const width = options.width ?? 1280
  const height = options.height ?? 800
  const browser = await puppeteer.launch({
    executablePath: await browserPath('chromium'),
    headless: true,
    pipe: true,
    userDataDir: folder,
    defaultViewport: { width, height },
    args: [
      ...chromiumFlags,
      `--lang=${options.language ?? 'en-US'}`,
      `--accept-lang=${options.language ?? 'en-US'}`,
      `--window-size=${width},${height + 90}`,
      ...(options.flags ?? []),
    ],
  })
  return {
    browser,
    async open(url) {
      const page = await browser.newPage()
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: options.dark ? 'dark' : 'light' }])
      await page.goto(url)
      return page
    },
    async close({ keepFolder = false } = {}) {
      await browser.close()
      if (!keepFolder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

export interface RunningRelay {
  readonly url: string
  readonly data: string
  readonly process: ChildProcess
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** The built relay as its own process on a free port, with its own data folder. */
export async function startRelay(
  options: {
    readonly data?: string
    readonly port?: number
    /** Settings of server/config.ts by their names. */ readonly settings?: Readonly<Record<string, string>>
  } = {},
): Promise<RunningRelay> {
  if (!existsSync(outputs.relay)) throw new Error('The relay is not built: npm run build.')
  const data = options.data ?? temporaryFolder('relay')
  mkdirSync(data, { recursive: true })
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, [outputs.relay], {
    env: {
      ...process.env,
      PLUMBLINE_HOST: '127.0.0.1',
      PLUMBLINE_PORT: String(port),
      PLUMBLINE_DATA: data,
      PLUMBLINE_WEB: outputs.web,
      PLUMBLINE_LOG_LEVEL: 'warn',
      ...options.settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  await until(async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.ok === true, 'the relay to be ready')
  return {
    url,
    data,
    process: child,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      child.kill('SIGTERM')
      await ended
      if (!options.data) rmSync(data, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const siteTypes: Readonly<Record<string, string>> = { css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }

/** A small site to capture from: paths to HTML, or to what their ending says. */
export async function startSite(
  pages: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!
    const body = pages[path]
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': body?.startsWith('%PDF')
        ? 'application/pdf'
        : `${siteTypes[path.split('.')[1] ?? ''] ?? 'text/html'}; charset=utf-8`,
    })
    response.end(body ?? 'not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Waits for a condition, polling; fails with what was waited for, which may tell how it stood at the end. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string | (() => string),
  timeout = 30_000,
): Promise<void> {
  const end = Date.now() + timeout
  for (;;) {
    if (await condition()) return
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms for ${typeof what === 'string' ? what : what()}.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A copy of a closed profile's folder: the "restored from a copy" case. */
export function copyProfile(folder: string): string {
  const copy = temporaryFolder('copy')
  cpSync(folder, copy, { recursive: true })
  return copy
}
