/**
 * The built add-on in Firefox: a workspace that survives a restart, and the pages of the sidebar and popup. What the
 * driver can't do there is press the toolbar button, so captures of a granted tab are in captureFirefox.test.ts; here
 * stands what the add-on says where it may not capture.
 */

import { rmSync } from 'node:fs'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firefoxProfile, temporaryFolder, until, type Profile } from '../driver'

/** Firefox has no accessibility tree for the driver; buttons are found by the name they show or carry. */
const named = async (page: Page, role: string, name: string | RegExp): Promise<void> => {
  await until(
    async () =>
      page.evaluate(
        (kind, words, isPattern) => {
          const fits = (said: string): boolean => (isPattern ? new RegExp(words).test(said) : said === words)
          const found = [...document.querySelectorAll<HTMLElement>(kind)].find(
            (element) =>
              fits((element.getAttribute('aria-label') ?? element.innerText).replace(/\s+/g, ' ').trim()) &&
              element.getClientRects().length > 0 &&
              !(element as HTMLButtonElement).disabled,
          )
          document.querySelector('[data-e2e-found]')?.removeAttribute('data-e2e-found')
          found?.setAttribute('data-e2e-found', '')
          return found !== undefined
        },
        role,
        typeof name === 'string' ? name : name.source,
        typeof name !== 'string',
      ),
    `${role} ${String(name)}`,
    20_000,
  )
}
const press = async (page: Page, name: string | RegExp, role = 'button, a, [role=tab]'): Promise<void> => {
  await named(page, role, name)
  await page.click('[data-e2e-found]')
}
const write = async (page: Page, label: string, value: string): Promise<void> => {
  const field = await page.waitForSelector(`::-p-xpath(//label[contains(., "${label}")]//input)`, { timeout: 15_000 })
  await field!.click()
  await page.keyboard.type(value)
}
const says = (page: Page, words: string | RegExp): Promise<void> =>
  until(
    async () => {
      const text = await page.evaluate(() => document.body.innerText).catch(() => '')
      return typeof words === 'string' ? text.includes(words) : words.test(text)
    },
    `the page to say ${words}`,
    20_000,
  )

const control = 'Daily backups with restore drills'

let folder: string
let profile: Profile
let app: Page

beforeAll(async () => {
  folder = temporaryFolder('firefox-journey')
  profile = await firefoxProfile({ folder, width: 1280, height: 860 })
  app = await profile.app()
})
afterAll(async () => {
  await profile.close({ keepFolder: true })
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

const extensionPage = async (name: string): Promise<Page> => {
  const page = await profile.browser.newPage()
  // As in the driver: the load event of extension pages never arrives.
  await page.goto(`${profile.origin}/${name}`, { timeout: 3_000 }).catch(() => undefined)
  await page.waitForSelector('#app > *', { timeout: 20_000 })
  return page
}

describe('Firefox', () => {
  it('opens on the first page and creates a workspace', async () => {
    await says(app, 'An ISMS that runs, from day one')
    await write(app, 'Name of the organisation', 'Quillmere Logistics Cloud')
    await write(app, 'Your name, as others will see it', 'Ada Lindqvist')
    await press(app, 'Create workspace')
    await says(app, 'Say what you protect')
    await says(app, 'On this device only')
  })

  it('writes a control', async () => {
    await press(app, /^Controls/)
    await press(app, 'New control')
    await app.waitForSelector('aside textarea[aria-label="Control"]')
    await app.keyboard.type(control)
    await app.keyboard.press('Enter')
    await says(app, 'C-1 changed')
  })

  it('shows popup and sidebar: the workspace by name, and honestly what can’t be captured from here', async () => {
    const sidebar = await extensionPage('sidepanel.html')
    await says(sidebar, 'Quillmere Logistics Cloud')
    await says(sidebar, 'No request is open')
    await says(sidebar, 'The browser doesn’t let extensions see this page.')
    await says(sidebar, 'Upload a file')
    // Full page and visible area; a page archive is Chrome's.
    expect(await sidebar.evaluate(() => document.body.innerText)).not.toContain('Archive')
    await sidebar.close()
    const popup = await extensionPage('popup.html')
    await says(popup, 'Quillmere Logistics Cloud')
    await popup.close()
  })

  it('keeps everything over a restart of the browser', async () => {
    await profile.close({ keepFolder: true })
    profile = await firefoxProfile({ folder, width: 1280, height: 860 })
    app = await profile.app('/controls')
    await says(app, control)
    await says(app, 'Quillmere Logistics')
    await press(app, /^Dashboard/)
    await says(app, 'Print your recovery kit.')
  })
})
