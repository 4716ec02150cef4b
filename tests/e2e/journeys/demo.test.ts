/**
 * The demo organisation: two clicks away, on its own day, beside one's own workspace and never in it, and thrown away
 * again.
 */

import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, temporaryFolder, until, type ChromiumProfile } from '../driver'
import { createWorkspace } from '../firstRun'
import { find, follow, gone, has, keys, look, picture, press, write } from '../person'
import { requestsOf, sees, text } from '../ui'
import { inDrawer, nameTheNew } from '../work'

const demo = 'Quillmere Logistics'
const own = 'Harbour & Sons'

let profile: ChromiumProfile
let app: Page
let asked: readonly string[]

beforeAll(async () => {
  profile = await chromiumProfile({ width: 1440, height: 900 })
  app = await profile.app()
  asked = requestsOf(app)
})
afterAll(() => profile.close())

const databases = (): Promise<string[]> =>
  app.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []))
const switchTo = async (name: RegExp): Promise<void> => {
  await press(app, /^Workspaces: /)
  await press(app, name, { role: 'menuitem' })
  await find(app, 'heading', 'Dashboard')
}

describe('demo workspace', () => {
  it('opens in two clicks from the first page, and says what it is', async () => {
    await find(app, 'heading', 'An ISMS that runs, from day one')
    await follow(app, 'Open the demo workspace')
    await find(app, 'heading', 'Dashboard', { timeout: 60_000 })
    await sees(app, 'Demo workspace. The date is fixed at 1 Jun 2026, and nothing here mixes with your own workspaces.')
    await sees(app, '1 Jun')
    await picture(app, 'demo-dashboard')
  })

  it('holds an organisation: statement decided, risks, evidence with pictures, reviews', async () => {
    await follow(app, /^Applicability/)
    await sees(app, '93 of 93 decided')
    await picture(app, 'demo-soa')
    await follow(app, /^Risks/)
    await find(app, 'heading', 'Risks')
    expect(Number(/(\d+) open/.exec(await text(app))?.[1])).toBeGreaterThan(20)
    await picture(app, 'demo-risks')
    await follow(app, /^Evidence/)
    await find(app, 'image', /,\s.*(png|webp)/)
    await sees(app, 'Sealed')
    await picture(app, 'demo-evidence')
  })

  it('says how ready it is, why, and what settles a check; a decision with reason and end date does until it ends', async () => {
    await follow(app, /^Readiness/)
    // What the rules say of the records alone (tests/isms/demo.test.ts), the browser says of the opened workspace.
    await sees(app, '35 of 131 checks fail')
    await sees(app, 'Not ready')
    await press(app, 'Why 79')
    await sees(app, 'While a blocker fails, no score is above 79.')
    await keys(app, 'Escape')
    await press(app, /Excluded although it is used or needed/)
    await sees(app, 'A blocker can’t be settled by decision')
    await press(app, /Supplier review overdue/)
    await press(app, 'Settle by decision')
    await write(app, 'Reason', 'The supplier is replaced on 15 June; the contract ends on that day.')
    await picture(app, 'demo-waive')
    await press(app, 'Settle until then')
    await sees(app, '34 of 131 checks fail')
    await picture(app, 'demo-readiness')
    await follow(app, 'Decide the row')
    await sees(app, 'A.5.23')
  })

  it('dates what is done in it by its own day', async () => {
    await follow(app, /^Controls/)
    await press(app, 'New control')
    const ref = await until(() => app.url().includes('open='), 'the new control').then(() =>
      new URLSearchParams(app.url().split('?')[1]).get('open')!,
    )
    await nameTheNew(app, 'Control', 'A control of the demo')
    await press(app, 'History', inDrawer(ref))
    await sees(app, /1 Jun/)
    expect((await look(app, 'complementary', ref)).name).toBe(ref)
  })

  it('one’s own workspace beside it holds nothing of it, and the other way round', async () => {
    await press(app, /^Workspaces: /)
    await press(app, 'Create or join', { role: 'menuitem' })
    await createWorkspace(app, { name: own, person: 'Ada Lindqvist' })
    await find(app, 'heading', 'An ISMS that runs, from day one')
    expect(await text(app)).not.toContain('Demo workspace.')
    await follow(app, /^Controls/)
    await sees(app, 'No controls yet')
    await press(app, 'New control')
    await nameTheNew(app, 'Control', 'A control of our own')
    expect((await databases()).filter((name) => /^plumbline_[0-9a-f]{64}$/.test(name))).toHaveLength(2)
    await switchTo(new RegExp(`^${demo}`))
    await follow(app, /^Controls/)
    await find(app, 'cell', 'A control of the demo')
    expect(await has(app, 'cell', 'A control of our own')).toBe(false)
  })

  it('hands an auditor a pack; checked where no workspace is asked for, it holds, and its key is confirmed by the fingerprint told in person', async () => {
    const folder = temporaryFolder('pack')
    const session = await profile.browser.target().createCDPSession()
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
    await app.evaluate(() => (location.hash = '/audits?view=requests&open=ER-8'))
    await follow(app, 'Evidence pack')
    await find(app, 'dialog', 'New evidence pack')
    await sees(app, '1 evidence')
    await press(app, 'Write the pack')
    await sees(app, 'The pack is written', 60_000)
    const zips = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.zip'))
    await until(() => zips().length > 0, 'the pack to be saved')
    await picture(app, 'demo-pack')
    await press(app, 'Close')
    const told = await app.$eval('[data-hash]', (box) => box.getAttribute('data-value') ?? '')

    await app.evaluate(() => (location.hash = '/verify'))
    await find(app, 'heading', 'Check an evidence pack')
    await ((await app.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(
      join(folder, zips()[0]!),
    )
    await find(app, 'heading', 'Everything holds, sealed by an unconfirmed key', { timeout: 30_000 })
    await sees(app, 'Sealed by an unconfirmed key.')
    await app.type('textarea[name=fingerprint]', told)
    await find(app, 'heading', 'Everything in this pack holds')
    await picture(app, 'demo-pack-checked')
    rmSync(folder, { recursive: true, force: true })
    await app.evaluate(() => (location.hash = '/controls'))
    await find(app, 'heading', 'Controls')
  })

  it('is thrown away by its name; what is one’s own stays', async () => {
    await follow(app, 'Throw away')
    await press(app, 'Throw away')
    await find(app, 'dialog', 'Throw away the demo?')
    await picture(app, 'demo-throw-away')
    await write(app, /^Type .* to confirm$/, demo)
    await press(app, 'Throw away', { within: { role: 'dialog', name: 'Throw away the demo?' } })
    await gone(app, 'button', new RegExp(`^Workspaces: ${demo}`))
    await sees(app, own)
    await follow(app, /^Controls/)
    await find(app, 'cell', 'A control of our own')
    await until(
      async () => (await databases()).filter((name) => /^plumbline_[0-9a-f]{64}$/.test(name)).length === 1,
      'the database of the demo to be gone',
    )
  })

  it('asked no other host for anything', () => {
    expect(asked.filter((url) => !/^(chrome-extension|blob|data):/.test(url))).toEqual([])
  })
})
