/** Where letters go in a policy that is longer than the screen, by a hand that is quicker than the page. */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromiumProfile, until, type ChromiumProfile } from '../driver'
import { createWorkspace } from '../firstRun'
import { find, keys, press } from '../person'
import { openPage, still } from '../records'

const rounds = 8
let profile: ChromiumProfile
let app: Page
beforeAll(async () => {
  profile = await chromiumProfile({ width: 1440, height: 900 })
  app = await profile.app()
  await createWorkspace(app, { name: 'Quillmere Logistics Cloud', person: 'Ada Lindqvist' })
  await openPage(app, 'Policies')
  await press(app, 'New policy')
  await press(app, /^Information security policy/, { role: 'radio' })
  await press(app, 'Create draft')
  await find(app, 'textbox', 'Text')
  await still(app)
  const session = await app.createCDPSession()
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
})
afterAll(() => profile.close())

it('what is typed at its end, out of sight until then, stands there in the order in which it was typed', async () => {
  const lastBlocks = (n: number): Promise<string[]> =>
    app.evaluate(
      (count) =>
        [...document.querySelector('[data-policy-text]')!.children].slice(-count).map((block) => block.textContent),
      n,
    )
  const end = (await lastBlocks(1))[0]!
  for (let n = 1; n <= rounds; n++) {
    await app.evaluate(() => (document.activeElement as HTMLElement).blur())
    await press(app, /^Customers, partners and colleagues/, { role: 'StaticText' })
    await until(
      () => app.evaluate(() => document.activeElement?.getAttribute('role') === 'textbox'),
      'the caret in the text',
    )
    await app.keyboard.down('Control')
    await keys(app, 'End')
    await app.keyboard.up('Control')
    await keys(app, 'Enter')
    await app.keyboard.type(`Sentence ${n}.`)
    await until(
      async () => (await lastBlocks(n + 1)).length === n + 1 && (await lastBlocks(1))[0]!.length > 10,
      'the paragraph',
    )
  }
  expect(await lastBlocks(rounds + 1)).toEqual([end, ...Array.from({ length: rounds }, (_, n) => `Sentence ${n + 1}.`)])
})
