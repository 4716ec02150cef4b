/**
 * Several people in one workspace through a relay: invited, let in, reviewing each other, limited by their roles,
 * removed.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, startRelay, startSite, until, webProfile, type ChromiumProfile } from '../driver'
import { connectRelay, createWorkspace, invite, join, letIn } from '../firstRun'
import { find, follow, gone, has, keys, look, picture, press, write } from '../person'
import { site } from '../site'
import { sees, text } from '../ui'
import { badge, capture, inDrawer, nameTheNew } from '../work'

const control = 'Daily backups with restore drills'

let relay: Awaited<ReturnType<typeof startRelay>>
let pages: Awaited<ReturnType<typeof startSite>>
/** Ada founds, Grace leads, Eve edits in the web app, Vera only reads. */
let ada: ChromiumProfile, grace: ChromiumProfile, web: Awaited<ReturnType<typeof webProfile>>
let adasApp: Page, gracesApp: Page, evesApp: Page
let evidenceRef = ''

beforeAll(async () => {
  relay = await startRelay()
  pages = await startSite(site)
  ada = await chromiumProfile({ width: 1440, height: 900 })
  grace = await chromiumProfile({ width: 1440, height: 900 })
  web = await webProfile({ width: 1440, height: 900 })
  adasApp = await ada.app()
  await createWorkspace(adasApp, { name: 'Quillmere Logistics Cloud', person: 'Ada Lindqvist' })
})
afterAll(async () => {
  await web.close()
  await grace.close()
  await ada.close()
  await pages.close()
  await relay.close()
})

/** Captures a page of the console as Ada, linked to the control. */
async function adaCaptures(path: string): Promise<string> {
  const page = await ada.browser.newPage()
  await page.goto(pages.url + path)
  const ref = await capture(ada, page, 'Visible area', async (popup) => {
    if (await has(popup, 'checkbox', /^C-1/)) return
    await press(popup, /^Other control or request/)
    await write(popup, 'Find a control or request', 'backup', { role: 'combobox' })
    await keys(popup, 'Enter')
    await find(popup, 'checkbox', /^C-1/)
  })
  await page.close()
  await adasApp.bringToFront()
  return ref
}

/** Grace's popup, opened on any page, when the queue shows this evidence. */
async function gracesPopup(ref: string): Promise<Page> {
  const page = await grace.browser.newPage()
  await page.goto(`${pages.url}/jobs`)
  const popup = await grace.popup(page)
  await sees(popup, ref)
  return popup
}

/** Opens an evidence of the queue; the one that stands open is no button. */
const openInQueue = (popup: Page, ref: string): Promise<void> =>
  until(async () => {
    if (await has(popup, 'region', new RegExp(`^${ref} `))) return true
    await press(popup, new RegExp(ref), { timeout: 1_000 }).catch(() => undefined)
    return false
  }, `${ref} to stand open`)

describe('a team over a relay', () => {
  it('connects the relay: what was made before is in the shared log', async () => {
    await follow(adasApp, /^Controls/)
    await press(adasApp, 'New control')
    await nameTheNew(adasApp, 'Control', control)
    evidenceRef = await adaCaptures('/jobs')
    await connectRelay(adasApp, relay.url)
    await picture(adasApp, 'team-sync')
  })

  it('invites a lead and an editor by link; both join and have all records and files', async () => {
    const forGrace = await invite(adasApp, { name: 'Grace Okafor', role: 'lead' })
    const forEve = await invite(adasApp, { name: 'Eve Moreau', role: 'editor' })
    await picture(adasApp, 'team-members')
    gracesApp = await grace.app()
    await join(gracesApp, forGrace, adasApp)
    // The link itself is the address of the web app that the relay serves.
    evesApp = await web.open(forEve)
    await press(evesApp, 'Join')
    await letIn(evesApp, adasApp)
    for (const app of [gracesApp, evesApp]) {
      await find(app, 'heading', 'Dashboard', { timeout: 30_000 })
      await follow(app, /^Controls/)
      await find(app, 'cell', new RegExp(`^${control}`))
      await follow(app, /^Evidence/)
      await sees(app, evidenceRef)
      await find(app, 'image', /visible\.png/, { timeout: 30_000 })
    }
    await sees(adasApp, 'Grace Okafor')
    await picture(evesApp, 'team-web')
  })

  it('the lead sees it in the popup with its picture, and a number on the button', async () => {
    await until(async () => (await badge(grace)) === '1', 'one on the badge')
    const popup = await gracesPopup(evidenceRef)
    await find(popup, 'image', 'Backup jobs · Nimbus Console')
    await sees(popup, /Sealed .* by Ada Lindqvist/)
    await sees(popup, control)
    await picture(popup, 'team-popup-review')
    await popup.keyboard.press('a')
    await sees(popup, `${evidenceRef} accepted`)
    await sees(popup, 'All reviewed.')
    // The five seconds in which it can be taken back.
    await popup.close()
    await until(async () => (await badge(grace)) === '', 'nothing on the badge')
  })

  it('the decision reaches the capturer', async () => {
    await follow(adasApp, /^Evidence/)
    await press(adasApp, /^All/, { role: 'tab' })
    await press(adasApp, new RegExp(evidenceRef))
    await sees(adasApp, 'Accepted by Grace Okafor')
    await sees(adasApp, 'covers this content')
    await picture(adasApp, 'team-accepted')
  })

  it('changed afterwards, the review is stale on every device, and it waits again', async () => {
    await press(adasApp, 'Correct')
    await press(adasApp, 'Edit Title')
    await write(adasApp, 'Title', 'Backup jobs of May')
    await keys(adasApp, 'Enter')
    await sees(adasApp, 'Review covers older content')
    const popup = await gracesPopup(evidenceRef)
    await sees(popup, 'changed after review')
    await popup.close()
    await follow(gracesApp, /^Evidence/)
    await gracesApp.bringToFront()
    await sees(gracesApp, 'Changed after review')
    await sees(gracesApp, 'Backup jobs of May')
    await picture(gracesApp, 'team-stale')
  })

  it('rejects with one of the common reasons, asks another: both reach the capturer', async () => {
    await press(gracesApp, /^Reject/)
    await write(gracesApp, /^Why it is rejected/, 'The period is')
    const second = await adaCaptures('/list/1')
    const third = await adaCaptures('/list/2')
    // The newest stands first in the lead's list; what she has open stays open, and what she types of it stays.
    await sees(gracesApp, third)
    expect((await look(gracesApp, 'textbox', /^Why it is rejected/)).value).toBe('The period is')
    await keys(gracesApp, 'Escape')
    let popup = await gracesPopup(second)
    await sees(popup, third)
    await openInQueue(popup, second)
    await keys(popup, 'r')
    await find(popup, 'textbox', /^Why it is rejected/)
    await keys(popup, '1')
    await sees(popup, `${second} rejected`)
    await openInQueue(popup, third)
    await keys(popup, 'q')
    await find(popup, 'textbox', /^Ask Ada Lindqvist/)
    await popup.keyboard.type('Where are rows 51 to 62?')
    await keys(popup, 'Enter')
    await sees(popup, `${third}: question sent`)
    await picture(popup, 'team-popup-asked')
    await popup.close()
    await press(adasApp, /^All/, { role: 'tab' })
    await press(adasApp, new RegExp(second))
    await sees(adasApp, 'Rejected by Grace Okafor')
    await sees(adasApp, 'Incomplete: rows or pages are missing')
    await press(adasApp, new RegExp(third))
    await sees(adasApp, 'Where are rows 51 to 62?')
    popup = await ada.popup(adasApp)
    await press(popup, /^Review/, { role: 'tab' })
    await sees(popup, 'Somebody else must review this: you captured it.')
    expect(await has(popup, 'button', 'Accept')).toBe(false)
    await popup.close()
  })

  it('a viewer reads everything and writes nothing', async () => {
    await adasApp.bringToFront()
    await follow(adasApp, 'Workspace')
    await follow(adasApp, 'Members')
    await press(adasApp, 'Actions for Eve Moreau')
    await press(adasApp, 'viewer', { role: 'menuitemcheckbox' })
    await sees(adasApp, 'Eve Moreau is viewer now')
    await follow(evesApp, /^Controls/)
    await gone(evesApp, 'button', 'New control')
    await press(evesApp, control, { role: 'cell' })
    expect(await has(evesApp, 'button', /^Edit /, inDrawer('C-1'))).toBe(false)
    await follow(evesApp, /^Evidence/)
    expect(await has(evesApp, 'button', 'Upload')).toBe(false)
    await picture(evesApp, 'team-viewer')
  })

  it('a removed device says so and gets nothing new', async () => {
    await press(adasApp, 'Actions for Eve Moreau')
    await press(adasApp, 'Remove Eve Moreau…', { role: 'menuitem' })
    await write(adasApp, 'Type Eve Moreau to confirm', 'Eve Moreau')
    await picture(adasApp, 'team-remove')
    await press(adasApp, 'Remove')
    await sees(evesApp, 'You were removed', 30_000)
    await follow(adasApp, /^Controls/)
    await press(adasApp, 'New control')
    await nameTheNew(adasApp, 'Control', 'Secret after the removal')
    await follow(gracesApp, /^Controls/)
    await find(gracesApp, 'cell', /^Secret after the removal/)
    await follow(evesApp, /^Controls/)
    await find(evesApp, 'cell', control)
    expect(await text(evesApp)).not.toContain('Secret after the removal')
    await picture(evesApp, 'team-removed')
  })
})
