/** Two people work on while the relay is dead; when it is back both have the same, and nothing of either was lost. */

import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, startRelay, until, type ChromiumProfile } from '../driver'
import { connectRelay, createWorkspace, invite, join } from '../firstRun'
import { find, follow, gone, look, picture, press, write } from '../person'
import { sees, text } from '../ui'
import { inDrawer, nameTheNew } from '../work'

const risk = 'Ransomware encrypts the routing databases'
const control = 'Daily backups with restore drills'

let relay: Awaited<ReturnType<typeof startRelay>>
let ada: ChromiumProfile, grace: ChromiumProfile
let adasApp: Page, gracesApp: Page

beforeAll(async () => {
  relay = await startRelay()
  ada = await chromiumProfile({ width: 1440, height: 900 })
  grace = await chromiumProfile({ width: 1440, height: 900 })
  adasApp = await ada.app()
  await createWorkspace(adasApp, { name: 'Quillmere Logistics Cloud', person: 'Ada Lindqvist' })
  await follow(adasApp, /^Controls/)
  await press(adasApp, 'New control')
  await nameTheNew(adasApp, 'Control', control)
  await follow(adasApp, /^Risks/)
  await press(adasApp, 'New risk')
  await nameTheNew(adasApp, 'Risk', risk)
  await connectRelay(adasApp, relay.url)
  const link = await invite(adasApp, { name: 'Grace Okafor', role: 'lead' })
  gracesApp = await grace.app()
  await join(gracesApp, link, adasApp)
  for (const app of [adasApp, gracesApp]) await openRisk(app)
})
afterAll(async () => {
  await grace.close()
  await ada.close()
  await relay.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await picture(adasApp, 'offline-failed-ada')
  await picture(gracesApp, 'offline-failed-grace')
})

async function openRisk(app: Page): Promise<void> {
  await follow(app, /^Risks/)
  await press(app, new RegExp(`^${risk}`), { role: 'cell' })
  await find(app, 'button', 'Edit Treatment', inDrawer('R-1'))
}

async function choose(app: Page, field: string, option: string): Promise<void> {
  await press(app, `Edit ${field}`, inDrawer('R-1'))
  await press(app, option, { role: 'option' })
  await gone(app, 'dialog', `Edit ${field}`)
}

async function ask(app: Page, code: string): Promise<void> {
  await press(app, 'Edit Asked for by', inDrawer('R-1'))
  await write(app, 'Link to R-1', code, { role: 'combobox' })
  await press(app, new RegExp(`^A\\.${code.replace('.', '\\.')} `), { role: 'option' })
  await find(app, 'link', `A.${code}`, inDrawer('R-1'))
}

const value = async (app: Page, field: string): Promise<string> =>
  ((await look(app, 'button', `Edit ${field}`, inDrawer('R-1'))).name ?? '').replace(/^[^:]*:\s*/, '')

/** Everything the drawer shows of the record, without what is about this device's own state. */
const drawerText = async (app: Page): Promise<string> =>
  (await find(app, 'complementary', 'R-1')).evaluate((element) => (element as HTMLElement).innerText)

describe('without a relay for a while', () => {
  it('both type in the same text and see each other’s words come in', async () => {
    for (const app of [adasApp, gracesApp]) {
      await follow(app, /^Controls/)
      await press(app, control, { role: 'cell' })
    }
    await press(adasApp, 'Edit What is done', inDrawer('C-1'))
    await find(adasApp, 'textbox', 'What is done', inDrawer('C-1'))
    await adasApp.keyboard.type('All databases are copied each night. ')
    await press(gracesApp, 'Edit What is done', inDrawer('C-1'))
    const graces = await find(gracesApp, 'textbox', 'What is done', inDrawer('C-1'))
    await until(
      async () => (await graces.evaluate((area) => (area as HTMLTextAreaElement).value)).includes('each night. '),
      'Ada’s words with Grace, to the last of them',
    )
    await gracesApp.bringToFront()
    await gracesApp.keyboard.press('End')
    await gracesApp.keyboard.type('Restores are rehearsed.')
    await adasApp.bringToFront()
    const adas = await find(adasApp, 'textbox', 'What is done', inDrawer('C-1'))
    await until(
      async () =>
        (await adas.evaluate((area) => (area as HTMLTextAreaElement).value)).includes('Restores are rehearsed.'),
      'Grace’s words with Ada',
    )
    await picture(adasApp, 'offline-together')
    for (const app of [adasApp, gracesApp]) {
      await app.bringToFront()
      await app.keyboard.down('Control')
      await app.keyboard.press('Enter')
      await app.keyboard.up('Control')
      await sees(app, 'All databases are copied each night. Restores are rehearsed.')
    }
  })

  it('the relay dies: app and popup say so, and that all is saved here', async () => {
    for (const app of [adasApp, gracesApp]) await openRisk(app)
    await relay.kill()
    for (const app of [adasApp, gracesApp]) await sees(app, /Offline|The relay stopped answering/, 40_000)
    const popup = await ada.popupTab()
    await sees(popup, /Offline|No answer/)
    await popup.close()
  })

  it('both go on: the same field, another link each, a record each', async () => {
    await adasApp.bringToFront()
    await choose(adasApp, 'Treatment', 'Modify')
    await ask(adasApp, '8.13')
    await press(adasApp, 'New risk')
    await nameTheNew(adasApp, 'Risk', 'Backup service fails silently')
    await gracesApp.bringToFront()
    await choose(gracesApp, 'Treatment', 'Retain')
    await ask(gracesApp, '8.7')
    await press(gracesApp, 'New risk')
    await nameTheNew(gracesApp, 'Risk', 'Phishing of dispatchers')
    await follow(gracesApp, 'Workspace')
    await follow(gracesApp, 'Sync')
    await sees(gracesApp, /changes are on this device only|Offline, all saved here\./)
    await picture(gracesApp, 'offline-waiting')
  })

  it('the relay is back: both have the same, both links survived, nothing was numbered twice', async () => {
    relay = await startRelay({ data: relay.data, port: Number(new URL(relay.url).port) })
    for (const app of [adasApp, gracesApp]) {
      await app.bringToFront()
      await sees(app, /Synced \d/, 60_000)
      await openRisk(app)
      await find(app, 'link', 'A.8.13', { ...inDrawer('R-1'), timeout: 30_000 })
      await find(app, 'link', 'A.8.7', { ...inDrawer('R-1'), timeout: 30_000 })
      await find(app, 'cell', /^Backup service fails silently/)
      await find(app, 'cell', /^Phishing of dispatchers/)
      await find(app, 'cell', 'R-2')
      await find(app, 'cell', 'R-B1')
    }
    await until(
      async () => (await value(adasApp, 'Treatment')) === (await value(gracesApp, 'Treatment')),
      'one treatment on both',
    )
    expect(await drawerText(adasApp)).toBe(await drawerText(gracesApp))
  })

  it('the overwritten value is not lost: both see that two people changed it, and one settles it', async () => {
    const inUse = await value(adasApp, 'Treatment')
    const other = inUse === 'Modify' ? 'Retain' : 'Modify'
    for (const app of [adasApp, gracesApp]) await find(app, 'button', 'Changed by two people', inDrawer('R-1'))
    await gracesApp.bringToFront()
    await press(gracesApp, 'History of Treatment', inDrawer('R-1'))
    await sees(gracesApp, /neither saw the other/)
    await press(gracesApp, 'Changed by two people', inDrawer('R-1'))
    await sees(gracesApp, `Keep ${inUse}`)
    await sees(gracesApp, 'Ada Lindqvist')
    await picture(gracesApp, 'offline-conflict')
    await press(gracesApp, `Use ${other}`)
    await adasApp.bringToFront()
    await until(async () => (await value(adasApp, 'Treatment')) === other, 'the settled treatment with Ada')
    await gone(adasApp, 'button', 'Changed by two people', inDrawer('R-1'))
    expect(await text(adasApp)).not.toContain('not sent')
  })
})
