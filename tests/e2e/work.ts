/** Daily work as a person does it: naming a new record, capturing a page, reading the drawer. */

import type { Page } from 'puppeteer-core'
import { until, type ChromiumProfile } from './driver'
import { find, has, keys, picture, press } from './person'
import { text } from './ui'

/** The drawer of a record, by its ref. */
export const inDrawer = (ref: string) => ({ within: { role: 'complementary', name: ref } }) as const

/** The title field has the focus and holds what is there; types another title. */
export async function nameTheNew(app: Page, field: string, title: string): Promise<void> {
  await find(app, 'textbox', field)
  await app.keyboard.type(title)
  await keys(app, 'Enter')
  await find(app, 'button', title)
}

export type Mode = 'Visible area' | 'Full page' | 'Page archive'

/** Presses the toolbar button on a page, then a mode; answers with the ref the popup names when all is sealed. */
export async function capture(
  profile: ChromiumProfile,
  page: Page,
  mode: Mode,
  prepare: (popup: Page) => Promise<void> = async () => undefined,
): Promise<string> {
  const popup = await profile.popup(page)
  await find(popup, 'tab', 'Capture')
  // Opens on Capture where nothing waits for this person; else on Review.
  await until(
    async () => (await has(popup, 'button', mode)) || (await has(popup, 'navigation', 'Waits for review')),
    'the popup to show a tab',
  )
  if (!(await has(popup, 'button', mode))) await press(popup, 'Capture', { role: 'tab' })
  await find(popup, 'button', mode)
  await prepare(popup)
  await press(popup, mode)
  let ref = ''
  await until(
    async () => {
      ref = /(EV-\S+) · Sealed/.exec(await text(popup))?.[1] ?? ''
      return ref !== ''
    },
    `the popup to name the sealed capture (${mode})`,
    60_000,
  )
  await picture(popup, `popup-after-${mode.toLowerCase().replaceAll(' ', '-')}`)
  await popup.close()
  return ref
}

/** Opens the browser's side panel from the popup, which also grants the page to it. */
export async function sidePanel(profile: ChromiumProfile, page: Page): Promise<Page> {
  const popup = await profile.popup(page)
  const opened = profile.browser.waitForTarget(
    (target) => target.url().startsWith(`${profile.origin}/sidepanel.html`),
    { timeout: 10_000 },
  )
  await press(popup, 'Open side panel')
  return (await opened).asPage()
}

/** The text on the toolbar button, as the browser shows it. */
export async function badge(profile: ChromiumProfile): Promise<string> {
  const worker = await (await profile.worker()).worker()
  return (await worker?.evaluate(() => chrome.action.getBadgeText({}))) ?? ''
}
