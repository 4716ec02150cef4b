/**
 * Nobody is told anything: over a whole session, no page and no worker of Plumbline asks any host but its own origin
 * and the relay the person connected. And the manifests ask for exactly what is pinned here.
 */

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissionReasons } from '~/lib/platform/extension/permissions'
import {
  chromiumProfile,
  outputs,
  startRelay,
  startSite,
  temporaryFolder,
  until,
  webProfile,
  type RunningRelay,
} from '../driver'
import { jobsPage } from '../site'
import { hostOf, readNetLog, watchTargets } from '../support/asked'
import { done, found, level, run, vaultRows } from '../support/inPage'

/** Whoever adds one says why in lib/platform/extension/permissions.ts, docs/security.md and here. */
const pinned = {
  chrome: [
    'activeTab',
    'alarms',
    'contextMenus',
    'pageCapture',
    'scripting',
    'sidePanel',
    'storage',
    'unlimitedStorage',
  ],
  firefox: ['activeTab', 'alarms', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
} as const
/** Beyond permissions, what would give a page or another extension a way in, or ask a host without being told to. */
const absent = [
  'host_permissions',
  'content_scripts',
  'externally_connectable',
  'web_accessible_resources',
  'update_url',
  'chrome_settings_overrides',
  'oauth2',
  'sandbox',
]

describe.each(['chrome', 'firefox'] as const)('the built manifest for %s', (browser) => {
  const manifest = JSON.parse(readFileSync(join(outputs[browser], 'manifest.json'), 'utf8')) as Record<string, unknown>

  it('asks for exactly the pinned permissions, each with its reason', () => {
    expect([...(manifest['permissions'] as string[])].sort()).toEqual(pinned[browser])
    expect(Object.keys(permissionReasons[browser]).sort()).toEqual(pinned[browser])
    expect(manifest['optional_host_permissions']).toEqual(['<all_urls>'])
    expect(manifest['optional_permissions']).toEqual(['notifications'])
    expect(absent.filter((key) => key in manifest)).toEqual([])
  })

  it('runs only its own code', () => {
    const policy = (manifest['content_security_policy'] as { readonly extension_pages: string }).extension_pages
    const rule = (name: string): string | undefined =>
      policy
        .split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${name} `))
    expect(rule('default-src')).toBe("default-src 'self'")
    expect(rule('script-src')).toBe("script-src 'self'")
    expect(rule('worker-src')).toBe("worker-src 'self'")
    expect(rule('object-src')).toBe("object-src 'none'")
    expect(rule('base-uri')).toBe("base-uri 'none'")
    expect(rule('form-action')).toBe("form-action 'none'")
    expect(rule('img-src')).toBe("img-src 'self' blob: data:")
    // Nothing but a relay can be asked by address, and that one is the person's choice: hence no list of hosts.
    expect(rule('connect-src')).toBe("connect-src 'self' http: https: ws: wss:")
  })
})

const routes = [
  '/',
  '/needs-me',
  '/risks',
  '/soa',
  '/controls',
  '/tasks',
  '/assets',
  '/evidence',
  '/workspace',
  '/workspace/members',
  '/workspace/sync',
  '/workspace/recovery',
  '/start',
  '/join',
  '/demo',
]
/** No name is found but the machine's own, so whatever asked one would fail; the log shows it all the same. */
const flags = (log: string): readonly string[] => [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  `--log-net-log=${log}`,
]

async function visit(page: Page, base: string): Promise<void> {
  for (const route of routes) {
    await page.goto(`${base}#${route}`)
    await page.waitForSelector('#app > *')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

let relay: RunningRelay
let logs: string

beforeAll(async () => {
  logs = temporaryFolder('netlog')
  relay = await startRelay()
})
afterAll(async () => {
  await relay?.close()
  rmSync(logs, { recursive: true, force: true })
})

describe('a session', () => {
  it('in the extension: pages and service worker ask the relay and nobody else', async () => {
    const log = join(logs, 'extension.json')
    const site = await startSite({ '/jobs': jobsPage(40, 'Rows 1–40 of 40') })
    const profile = await chromiumProfile({ flags: flags(log) })
    const asked = watchTargets(profile.browser)
    try {
      const app = await profile.app()
      const workspaceId = await found(app)
      await done(app, 'record.create', { kind: 'task', fields: { title: 'Renew the certificate' } }, workspaceId)
      await done(app, 'relay.connect', { url: relay.url }, workspaceId)
      await level(app, workspaceId, { relay: true })
      await done(app, 'invite.create', { role: 'editor', personName: 'Bo Haugen', expiresInDays: 7 }, workspaceId)
      const page = await profile.browser.newPage()
      await page.goto(`${site.url}/jobs`)
      const popup = await profile.popup(page)
      const tabId = await popup.evaluate(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
      )
      for (const mode of ['visible', 'fullPage', 'archive'] as const) {
        await done(app, 'capture.start', { tabId, workspaceId, mode, controls: [], reqs: [] })
        let drafts: readonly { readonly state: string; readonly failure?: unknown }[] = []
        await until(
          async () =>
            (drafts = await vaultRows<(typeof drafts)[number]>(app, workspaceId, 'drafts')).every(
              ({ state }) => state === 'done',
            ),
          () => `the ${mode} capture: ${JSON.stringify(drafts.map(({ state, failure }) => [state, failure]))}`,
          30_000,
        )
      }
      await page.close()
      await level(app, workspaceId, { relay: true })
      await done(app, 'backup.export', null, workspaceId)
      await visit(app, `${profile.origin}/app.html`)
      for (const path of ['popup.html', 'sidepanel.html']) {
        const surface = await profile.browser.newPage()
        await surface.goto(`${profile.origin}/${path}`)
        await surface.waitForSelector('#app > *')
        await surface.close()
      }
      // What the log must show, or it shows nothing.
      await app.evaluate(() => fetch('http://intruder.invalid/page').catch(() => undefined))
      const worker = await (await profile.worker()).worker()
      await worker!.evaluate(() => fetch('http://intruder.invalid/worker').catch(() => undefined))
    } finally {
      await profile.close()
      await site.close()
    }

    const ours = readNetLog(log).filter(({ initiator }) => initiator === profile.origin)
    const intruders = ours.filter(({ url }) => hostOf(url) !== relay.url).map(({ url }) => url)
    expect(intruders.sort()).toEqual(['http://intruder.invalid/page', 'http://intruder.invalid/worker'])
    expect(ours.some(({ url }) => url.startsWith('ws://'))).toBe(true)
    // Beside ours: the site's own requests, and what Chromium asks of its maker, which no page began. The log names no
    // others.
    const others = readNetLog(log).filter(
      ({ initiator, url }) => initiator !== profile.origin && hostOf(url) !== site.url,
    )
    expect(
      others.filter(
        ({ initiator, url }) =>
          initiator !== 'not an origin' || !/^https?:\/\/([\w-]+\.)*(google|googleapis|gstatic)\.com\//.test(url),
      ),
    ).toEqual([])

    const elsewhere = asked.filter((url) => /^(https?|wss?):/.test(url) && ![relay.url, site.url].includes(hostOf(url)))
    expect(elsewhere.filter((url) => !url.startsWith('http://intruder.invalid/'))).toEqual([])
    expect(asked.some((url) => url.startsWith(profile.origin))).toBe(true)
  })

  it('in the web app: pages, shared worker and service worker ask the host they came from', async () => {
    const log = join(logs, 'web.json')
    const web = await webProfile({ flags: flags(log) })
    const asked = watchTargets(web.browser)
    try {
      const page = await web.open(`${relay.url}/`)
      const workspaceId = await found(page)
      await done(page, 'record.create', { kind: 'task', fields: { title: 'Renew the certificate' } }, workspaceId)
      await done(page, 'relay.connect', { url: relay.url }, workspaceId)
      await level(page, workspaceId, { relay: true })
      await run(page, 'invite.create', { role: 'editor', personName: 'Bo Haugen', expiresInDays: 7 }, workspaceId)
      await visit(page, `${relay.url}/`)
      // Here the page's policy stops it before it is asked.
      expect(
        await page.evaluate(() =>
          fetch('http://intruder.invalid/').then(
            () => 'asked',
            () => 'refused',
          ),
        ),
      ).toBe('refused')
    } finally {
      await web.close()
    }
    const all = readNetLog(log)
    const ours = all.filter(({ initiator }) => initiator === relay.url)
    expect(ours.filter(({ url }) => hostOf(url) !== relay.url)).toEqual([])
    expect(ours.some(({ url }) => url.startsWith('ws://'))).toBe(true)
    expect(ours.some(({ url }) => /engine\.worker/.test(url))).toBe(true)
    expect(all.filter(({ url }) => url.includes('intruder.invalid'))).toEqual([])
    expect(
      asked.filter(
        (url) => /^(https?|wss?):/.test(url) && hostOf(url) !== relay.url && !url.includes('intruder.invalid'),
      ),
    ).toEqual([])
  })
})
