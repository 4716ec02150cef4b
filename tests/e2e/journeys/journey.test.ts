/**
 * One person's first day in the Chromium extension: a workspace, its kit, a control, a risk, the statement, evidence
 * from pages.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, startSite, type ChromiumProfile } from '../driver'
import { createWorkspace } from '../firstRun'
import { enabled, find, follow, gone, has, keys, picture, press, write } from '../person'
import { jobsPage, site } from '../site'
import { sees, text } from '../ui'
import { capture, inDrawer, nameTheNew, sidePanel } from '../work'

const control = 'Daily backups with restore drills'
const risk = 'Ransomware encrypts the routing databases'

let profile: ChromiumProfile
let pages: Awaited<ReturnType<typeof startSite>>
let app: Page
const errors: string[] = []

beforeAll(async () => {
  pages = await startSite({ ...site, '/long': jobsPage(140, 'Rows 1–140 of 140') })
  profile = await chromiumProfile({ width: 1440, height: 900 })
  app = await profile.app()
  app.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  app.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
})
afterAll(async () => {
  await profile.close()
  await pages.close()
})

describe('first day', () => {
  it('creates a workspace without relay or account, on a page that says what to do first', async () => {
    await createWorkspace(app, { name: 'Quillmere Logistics Cloud', person: 'Ada Lindqvist' })
    await find(app, 'heading', 'An ISMS that runs, from day one')
    await sees(app, 'On this device only')
    await sees(app, 'Print your recovery kit.')
    await picture(app, 'journey-guided-start')
  })

  it('shows the recovery kit, refuses a wrong word, and is content with three right ones', async () => {
    await follow(app, 'Print and confirm')
    await find(app, 'heading', 'Recovery kit of Quillmere Logistics Cloud')
    const words = [...(await text(app)).matchAll(/^(\d+)\s*\n?\s*([a-z]{3,8})$/gm)]
      .sort((a, b) => Number(a[1]) - Number(b[1]))
      .map((found) => found[2]!)
    expect(words).toHaveLength(24)
    await picture(app, 'journey-kit')
    const asked = [...new Set([...(await text(app)).matchAll(/\bWord (\d+)\b/g)].map((found) => Number(found[1])))]
    expect(asked).toHaveLength(3)
    for (const n of asked) await write(app, `Word ${n}`, words[n - 1]!)
    await write(app, `Word ${asked[1]}`, 'wrong')
    await press(app, 'Confirm')
    await find(app, 'alert', /.*/)
    await sees(app, `Word ${asked[1]} doesn’t match the kit.`)
    await write(app, `Word ${asked[1]}`, words[asked[1]! - 1]!)
    await press(app, 'Confirm')
    await sees(app, 'Recovery kit confirmed')
    expect(await has(app, 'heading', '24 words, in this order')).toBe(false)
    await follow(app, 'Dashboard')
    await gone(app, 'link', 'Print and confirm')
  })

  it('writes a control that meets A.8.13', async () => {
    await follow(app, /^Controls/)
    await sees(app, 'No controls yet')
    await press(app, 'New control')
    await nameTheNew(app, 'Control', control)
    await press(app, 'Edit Status', inDrawer('C-1'))
    await press(app, 'Operating', { role: 'option' })
    await gone(app, 'dialog', 'Edit Status')
    await press(app, 'Edit Meets', inDrawer('C-1'))
    await write(app, 'Link to C-1', '8.13', { role: 'combobox' })
    await press(app, /^A\.8\.13/, { role: 'option' })
    await find(app, 'link', 'A.8.13', inDrawer('C-1'))
    await press(app, 'Close', inDrawer('C-1'))
  })

  it('writes a risk, scores it on the 5×5 matrix, and links control and requirement', async () => {
    await follow(app, /^Risks/)
    await sees(app, 'No risks yet')
    await press(app, 'New risk')
    await nameTheNew(app, 'Risk', risk)
    // A quick hand is at the next stage before the first is stored.
    const [current, inherent] = [
      await find(app, 'button', /^Set Current to 4 × 5: Critical/),
      await find(app, 'button', /^Inherent/, inDrawer('R-1')),
    ]
    await app.evaluate((...pressed) => pressed.forEach((one) => (one as HTMLElement).click()), current, inherent)
    await press(app, /^Set Inherent to 5 × 5: Critical/)
    await find(app, 'button', /^Inherent .*5 Almost certain × 5 Severe/, inDrawer('R-1'))
    await find(app, 'button', /^Current .*4 Likely × 5 Severe/, inDrawer('R-1'))
    await sees(app, 'Above the criteria and without an owner')
    await press(app, 'Edit Controls', inDrawer('R-1'))
    await press(app, `C-1 ${control}`, { role: 'option' })
    await gone(app, 'dialog', 'Edit Controls')
    await press(app, 'Edit Asked for by', inDrawer('R-1'))
    await write(app, 'Link to R-1', '8.13', { role: 'combobox' })
    await press(app, /^A\.8\.13/, { role: 'option' })
    await find(app, 'link', `C-1 ${control}`, inDrawer('R-1'))
    await find(app, 'link', 'A.8.13', inDrawer('R-1'))
    await picture(app, 'journey-risk')
  })

  it('sees in the Statement of Applicability which risk asks for A.8.13, and decides the row', async () => {
    await follow(app, /^Applicability/)
    await press(app, /^Technological/, { role: 'tab' })
    await press(app, 'Information backup')
    await find(app, 'link', new RegExp(`^R-1 ${risk}`), inDrawer('A.8.13'))
    await find(app, 'link', new RegExp(`^C-1 ${control}`), inDrawer('A.8.13'))
    await press(app, 'Edit Decision', inDrawer('A.8.13'))
    await press(app, 'Applicable', { role: 'option' })
    await sees(app, '1 of 93 decided')
    await picture(app, 'journey-soa')
  })

  it('edits, takes it back, and the history tells both', async () => {
    await follow(app, /^Risks/)
    await press(app, risk, { role: 'cell' })
    await press(app, risk, inDrawer('R-1'))
    await nameTheNew(app, 'Risk', 'Ransomware encrypts everything')
    await sees(app, 'R-1 changed')
    await press(app, /^Undo/)
    await sees(app, 'Taken back')
    await find(app, 'button', risk, inDrawer('R-1'))
    await press(app, 'History', inDrawer('R-1'))
    await sees(app, 'Ransomware encrypts everything')
    await picture(app, 'journey-history')
  })
})

describe('evidence', () => {
  it('visible area, linked to the control with a note, is in the app a moment later', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/jobs`)
    const ref = await capture(profile, page, 'Visible area', async (popup) => {
      await sees(popup, 'Quillmere Logistics')
      await press(popup, /^Other control or request/)
      await write(popup, 'Find a control or request', 'backup', { role: 'combobox' })
      await keys(popup, 'Enter')
      await find(popup, 'checkbox', /^C-1/)
      await write(popup, 'Note', 'Job list of 31 May')
      await picture(popup, 'journey-popup-capture')
    })
    expect(ref).toBe('EV-1')
    await app.bringToFront()
    await follow(app, /^Evidence/)
    await find(app, 'button', /EV-1 · C-1/)
    await find(app, 'link', `C-1 ${control}`)
    await sees(app, 'Job list of 31 May')
    await sees(app, 'Somebody else must review this: you captured it.')
    await sees(app, 'Unchanged since device A signed it.')
    await picture(app, 'journey-evidence')
    await page.close()
  })

  it('full page and page archive; what has no control waits in the inbox and is linked there in bulk', async () => {
    const page = await profile.browser.newPage()
    await page.goto(`${pages.url}/long`)
    expect(await capture(profile, page, 'Full page')).toBe('EV-2')
    expect(await capture(profile, page, 'Page archive')).toBe('EV-3')
    await page.close()
    await app.bringToFront()
    await press(app, /^Inbox/, { role: 'tab' })
    await press(app, 'EV-2', { role: 'checkbox' })
    await press(app, 'EV-3', { role: 'checkbox' })
    await press(app, 'Link to a control')
    await press(app, `C-1 ${control}`, { role: 'option' })
    await sees(app, '2 linked to C-1')
    await sees(app, 'The inbox is empty')
    await press(app, /^By control/, { role: 'tab' })
    await find(app, 'button', /EV-3 · C-1/)
  })

  it('a list of three pages becomes one evidence of three parts, in the side panel', async () => {
    const page = await profile.browser.newPage()
    // The real window: with a pretended size the page would not make room for the panel.
    await page.setViewport(null)
    await page.goto(`${pages.url}/list/1`)
    const panel = await sidePanel(profile, page)
    await sees(panel, 'This list has 3 pages. Capture them as one series?')
    await press(panel, 'Series')
    await sees(panel, 'Series, page 1 of 3', 30_000)
    await enabled(panel, 'Add this page')
    for (const n of [2, 3]) {
      // Same origin: the page stays granted.
      await page.goto(`${pages.url}/list/${n}`)
      await press(panel, 'Add this page')
      await sees(panel, `Series, page ${n} of 3`, 30_000)
      await enabled(panel, 'Add this page')
    }
    await press(panel, 'Finish series')
    await sees(panel, /EV-4 · Sealed/, 30_000)
    await picture(panel, 'journey-side-panel')
    await panel.close()
    await page.close()
    await app.bringToFront()
    await press(app, /^All/, { role: 'tab' })
    await press(app, /EV-4/)
    await sees(app, /tile 1 of ([3-9]|1\d)/)
    // Each page shows 25 or 12 of 62 rows; together they are all of them.
    await sees(app, 'Page 3: 12 of 62 rows, the series shows all')
    await find(app, 'region', 'Backup jobs · Nimbus Console')
    expect(await text(app)).toMatch(/Self-check\s+complete/)
    await picture(app, 'journey-series')
  })

  it('nothing went wrong on the way', () => {
    expect(errors).toEqual([])
  })
})
