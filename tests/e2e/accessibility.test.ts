/** Every surface as axe sees it (WCAG 2.2 A and AA), light and dark, and the daily work with the keyboard alone. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'
import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, until, type ChromiumProfile } from './driver'
import { find, follow, has, keys, picture, press } from './person'
import { sees, text } from './ui'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let profile: ChromiumProfile
let app: Page

beforeAll(async () => {
  profile = await chromiumProfile({ width: 1440, height: 900 })
  app = await profile.app('/start')
  await find(app, 'heading', 'An ISMS that runs, from day one')
})
afterAll(() => profile.close())

/** What axe finds serious or critical, with the elements it means. Pages of an extension run no injected element, so the source is evaluated. */
async function violations(page: Page): Promise<string[]> {
  const session = await page.createCDPSession()
  await session.send('Runtime.evaluate', { expression: `globalThis.axe ?? ${source}` })
  await session.detach()
  const results = await page.evaluate(
    async () => (await (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<unknown> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })) as never,
  ) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`))
}

async function scheme(page: Page, value: 'light' | 'dark'): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }, { name: 'prefers-reduced-motion', value: 'reduce' }])
  await until(() => page.evaluate((dark) => document.documentElement.classList.contains('dark') === dark, value === 'dark'), `${value} to be on`)
}

async function cleanInBoth(page: Page, name: string): Promise<void> {
  for (const value of ['light', 'dark'] as const) {
    await scheme(page, value)
    expect(await violations(page), `${name}, ${value}`).toEqual([])
    await picture(page, `a11y-${name}-${value}`)
  }
  await scheme(page, 'light')
}

describe('axe', () => {
  it('start', () => cleanInBoth(app, 'start'))

  it('dashboard of the demo', async () => {
    await follow(app, 'Open the demo workspace')
    await find(app, 'heading', 'Risk map', { timeout: 90_000 })
    await cleanInBoth(app, 'dashboard')
  })

  it('risks with a drawer', async () => {
    await follow(app, /^Risks/)
    await press(app, /^Ransomware reaches the build pipeline/, { role: 'cell' })
    await find(app, 'complementary', 'R-3')
    await cleanInBoth(app, 'risks')
  })

  it('statement of applicability', async () => {
    await follow(app, /^Applicability/)
    await find(app, 'grid', 'Statement of Applicability')
    await cleanInBoth(app, 'soa')
  })

  it('evidence', async () => {
    await follow(app, /^Evidence/)
    await find(app, 'image', /,\s.*(png|webp)/)
    await cleanInBoth(app, 'evidence')
  })

  it('members', async () => {
    await follow(app, 'Workspace')
    await follow(app, 'Members')
    await find(app, 'heading', /^Members/)
    await cleanInBoth(app, 'members')
  })

  it('popup, both tabs, and side panel', async () => {
    const popup = await profile.popupTab()
    await popup.setViewport({ width: 380, height: 580 })
    await find(popup, 'button', /^Accept/)
    await cleanInBoth(popup, 'popup-review')
    await press(popup, 'Capture', { role: 'tab' })
    await sees(popup, 'Captured into')
    await cleanInBoth(popup, 'popup-capture')
    await popup.setViewport({ width: 400, height: 900 })
    await popup.goto(`${profile.origin}/sidepanel.html`)
    await find(popup, 'heading', 'Captured today')
    await cleanInBoth(popup, 'side-panel')
    await popup.close()
  })
})

/** What has the focus, as the accessibility tree names it. */
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const element = document.activeElement as HTMLElement | null
  return [element?.getAttribute('role') ?? element?.tagName.toLowerCase(), element?.getAttribute('aria-label') ?? element?.innerText?.trim() ?? ''].join(' ')
})

describe('keyboard alone', () => {
  const opened = (): string | null => new URLSearchParams(app.url().split('?')[1]).get('open')

  it('goes to the risks, finds one, opens it, moves on, closes it', async () => {
    await app.bringToFront()
    await keys(app, 'Escape', 'g', 'k')
    await find(app, 'heading', 'Risks')
    await keys(app, 'j')
    await keys(app, 'j', 'Enter')
    await until(() => /open=R-/.test(app.url()), 'a drawer')
    await sees(app, /\d+ of 29/)
    const first = opened()
    await keys(app, 'j')
    await until(() => opened() !== first, 'the next risk')
    await keys(app, 'k')
    await until(() => opened() === first, 'the first again')
    await keys(app, 'Escape')
    await until(() => !/open=/.test(app.url()), 'the drawer to be closed')
  })

  it('walks by Tab with a visible focus, never into a trap', async () => {
    await app.reload()
    await find(app, 'heading', 'Risks')
    const seen: string[] = []
    for (let step = 0; step < 45; step++) {
      await keys(app, 'Tab')
      seen.push(await focused(app))
      const outline = await app.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return 'none needed'
        // The outline stands on the element, on what it fills, or on the box drawn for it.
        const drawn = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling, element.firstElementChild]
        const seen = drawn.some((one) => one && getComputedStyle(one).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(one).outlineWidth) >= 1)
        return seen ? 'seen' : `unseen ${element.outerHTML.slice(0, 160)}`
      })
      expect(outline).not.toMatch(/^unseen/)
    }
    expect(new Set(seen).size).toBeGreaterThan(25)
    expect(seen.join('\n')).toMatch(/Dashboard/)
    expect(seen.join('\n')).toMatch(/Columns|Filter|Status/)
  })

  it('decides about evidence in the popup: next, reject with a reason, take it back, ask', async () => {
    const popup = await profile.popupTab()
    await popup.setViewport({ width: 380, height: 580 })
    await find(popup, 'button', /^Accept/)
    const refOf = async (): Promise<string> => /EV-[A-Z]?\d+/.exec(await text(popup))?.[0] ?? ''
    const first = await refOf()
    await keys(popup, 'j')
    await until(async () => (await refOf()) !== first, 'the next evidence')
    await keys(popup, 'k')
    await until(async () => (await refOf()) === first, 'the one before')
    await keys(popup, 'r')
    await find(popup, 'textbox', /^Why it is rejected/)
    await keys(popup, '2')
    await sees(popup, `${first} rejected`)
    await until(async () => (await refOf()) !== first, 'the next to be open')
    await keys(popup, 'u')
    await sees(popup, `${first} is back in the queue`)
    await keys(popup, 'q')
    await find(popup, 'textbox', /^Ask /)
    await keys(popup, 'Escape')
    await find(popup, 'button', /^Accept/)
    expect(await has(popup, 'textbox', /^Ask /)).toBe(false)
    await popup.close()
  })
})
