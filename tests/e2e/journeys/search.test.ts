/**
 * Finding things in the demo organisation: a sentence of a policy from anywhere, everything on a page, a ref in a text,
 * and what happened.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoProfile } from '../demoProfile'
import { until, type ChromiumProfile } from '../driver'
import { find, follow, gone, keys, picture, press } from '../person'
import { sees } from '../ui'
import { nameTheNew } from '../work'

let profile: ChromiumProfile
let app: Page
const errors: string[] = []

beforeAll(async () => {
  profile = await demoProfile({ width: 1280, height: 800 })
  app = await profile.app('/')
  app.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  await find(app, 'heading', 'Dashboard', { timeout: 60_000 })
})
afterAll(() => profile.close())

async function palette(): Promise<void> {
  // The one before has to be gone: a closing dialog keeps the keys.
  await gone(app, 'combobox', 'Find or do')
  await app.keyboard.down('Control')
  await keys(app, 'k')
  await app.keyboard.up('Control')
  await until(
    () => app.evaluate(() => document.activeElement?.getAttribute('role') === 'combobox'),
    'the palette to take the keys',
  )
}

describe('finding things', () => {
  it('finds a sentence of a policy by ⌘K, shows it, and opens the policy', async () => {
    await palette()
    await app.keyboard.type('secrets never enter')
    await find(app, 'option', /Secure development/, { timeout: 30_000 })
    await sees(app, 'Secrets never enter a repository')
    await picture(app, 'search-palette')
    await keys(app, 'Enter')
    await until(() => /#\/policies\?.*open=PO-9/.test(app.url()), 'the policy to open')
  })

  it('Enter right behind the words waits for their answer', async () => {
    await app.goto(`${profile.origin}/app.html#/`)
    await find(app, 'heading', 'Dashboard')
    await palette()
    await app.keyboard.type('secrets never enter')
    await keys(app, 'Enter')
    await until(() => /#\/policies\?.*open=PO-9/.test(app.url()), 'the policy to open')
  })

  it('does what is typed: a new risk is begun in its register', async () => {
    await palette()
    await app.keyboard.type('new risk')
    await find(app, 'option', /^New risk/)
    await keys(app, 'Enter')
    await until(() => /#\/risks\?.*open=R-/.test(app.url()) && !app.url().includes('new='), 'the new risk')
  })

  it('finds what was written a moment ago', async () => {
    await nameTheNew(app, 'Risk', 'Zebras on the landing strip')
    await palette()
    await app.keyboard.type('zebra strip')
    await find(app, 'option', /Zebras on the landing strip/)
    await keys(app, 'Escape')
  })

  it('shows everything found on a page, by kind', async () => {
    await palette()
    await app.keyboard.type('backup')
    const all = await find(app, 'option', /^See all \d+ results/)
    await all.click()
    await find(app, 'heading', 'Search')
    await find(app, 'link', /Backup and restore/)
    await press(app, /^Policies \d+/)
    await until(() => app.url().includes('kind=policy'), 'the filter in the address')
    await picture(app, 'search-page')
  })

  it('filters a register by what is typed behind / and from the menu: no letter of it is a shortcut', async () => {
    await app.goto(`${profile.origin}/app.html#/risks`)
    await find(app, 'heading', 'Risks')
    await find(app, 'button', 'New risk')
    const inField = (): Promise<boolean> =>
      app.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Filter these rows')
    await keys(app, '/')
    await until(inField, 'the caret in the field')
    await app.keyboard.type('ransom')
    await until(() => app.url().includes('q=ransom'), 'the words in the address')
    await keys(app, 'Escape')
    await until(() => !app.url().includes('q='), 'the words to be gone')
    await press(app, /^Filter/)
    await press(app, /^Filter these rows/)
    await until(inField, 'the caret in the field')
    await app.keyboard.type('build')
    await until(() => app.url().includes('q=build'), 'the words in the address')
    await keys(app, 'Escape')
    expect(app.url()).not.toContain('open=')
  })

  it('tells what happened, and opens it', async () => {
    await app.goto(`${profile.origin}/app.html#/`)
    await follow(app, 'Activity')
    await find(app, 'heading', 'Activity')
    await find(app, 'feed', 'Activity')
    await picture(app, 'activity')
    await keys(app, 'j', 'Enter')
    await until(() => !app.url().includes('#/activity'), 'a record to open')
    expect(errors).toEqual([])
  })
})
