/** Surfaces as axe sees them, in the demo organisation: what the two files of it share. */

import type { Page } from 'puppeteer-core'
import { expect, it } from 'vitest'
import { violationsInBoth, violationsInTurn } from './axe'
import { demoProfile } from '../demoProfile'
import { until, type ChromiumProfile } from '../driver'
import { find, follow, keys, picture } from '../person'
import { settled } from '../support/settled'
import type { Surface } from './surfaces'
import { sees, text } from '../ui'
import { en } from '~/components/i18n/en'

export interface Seen {
  readonly profile: ChromiumProfile
  readonly app: Page
  /** What the page said went wrong. */
  readonly broken: string[]
}

/** The app on its first page. */
export async function startPage(): Promise<Seen> {
  const profile = await demoProfile({ width: 1440, height: 900 })
  const app = await profile.app('/start')
  const broken: string[] = []
  app.on('console', (message) => void (message.type() === 'error' && broken.push(message.text())))
  await find(app, 'heading', 'An ISMS that runs, from day one')
  return { profile, app, broken }
}

export async function openDemo({ app }: Seen): Promise<void> {
  await follow(app, 'Open the demo workspace')
  await find(app, 'heading', 'Risk map', { timeout: 90_000 })
}

/** In both schemes; of many screens in a row (`inTurn`) each has the scheme that the one before had not. */
export async function clean(page: Page, name: string, { inTurn = false } = {}): Promise<void> {
  const found = await (inTurn ? violationsInTurn : violationsInBoth)(page)
  if (found.length > 0) await picture(page, `a11y-${name}`)
  expect(found, name).toEqual([])
}

/** Goes there as a link would, and waits until the page is what it says. */
async function show(page: Page, surface: Surface): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), surface.to)
  const looks = (): Promise<string> =>
    page.evaluate(
      ({ heading, tabs, part }) => {
        if (document.querySelector('[aria-busy=true]')) return 'is still loading'
        const first = document.querySelector('h1')?.textContent?.trim() ?? ''
        if (heading && first !== heading && !first.startsWith(`${heading} `))
          return `is headed "${first}", not "${heading}"`
        const chosen = [...document.querySelectorAll('[role=tab][aria-selected=true]')].map(
          (tab) => tab.textContent?.trim() ?? '',
        )
        const missing = tabs.find((tab) => !chosen.some((one) => one.startsWith(tab)))
        if (missing !== undefined) return `has no chosen tab "${missing}" among ${chosen.join(', ')}`
        const found = [...document.querySelectorAll<HTMLElement>('aside, main, section')].find(
          (one) => one.getAttribute('aria-label') === part,
        )
        if (part && (!found || found.innerText.includes('No record carries'))) return `has no part "${part}"`
        return ''
      },
      { heading: surface.heading, tabs: surface.tabs ?? [], part: surface.part ?? '' },
    )
  let wrong = ''
  await until(async () => (wrong = await looks()) === '', `"${surface.name}"`).catch(() =>
    expect.fail(`${surface.name} ${wrong}`),
  )
  if (surface.says) await sees(page, surface.says)
  await surface.act?.(page)
  await settled(page)
}

/** A message that is not there shows its key: `guide.step.scope`. */
const bareKey = new RegExp(`\\b(?:${Object.keys(en).join('|')})\\.[a-z][\\w-]*\\.[\\w.-]+`)

/** Those that people look at most. */
const bothSchemes: ReadonlySet<string> = new Set([
  'Dashboard',
  'Readiness',
  'Risk map',
  'Register, drawer of R-3',
  'Evidence that waits',
  'Reports',
  'Frameworks',
  'Sign dialog',
  'Command palette',
])

/**
 * `npm run e2e` sees all of them; `npm test`, which has to end within minutes, the main ones and every fifth of the
 * others.
 */
function chosen(surfaces: readonly Surface[]): readonly Surface[] {
  if (process.env['E2E_ALL_SCREENS']) return surfaces
  const some = surfaces.filter(({ name }, index) => bothSchemes.has(name) || index % 5 === 0)
  console.log(`${surfaces.length - some.length} more screens are seen by: npm run e2e -- accessibility`)
  return some
}

/** One test for each. */
export const seeEach = (surfaces: readonly Surface[], seen: () => Seen): void => {
  it.each(chosen(surfaces))('$name', async (surface) => {
    const { app, broken } = seen()
    broken.length = 0
    await show(app, surface)
    expect(bareKey.exec(await text(app))?.[0], `key in place of a message in ${surface.name}`).toBeUndefined()
    await clean(app, surface.name, { inTurn: !bothSchemes.has(surface.name) })
    expect(broken, `errors of ${surface.name}`).toEqual([])
    if (surface.act) await keys(app, 'Escape')
    // What a page kept to itself (an editor, a dialog) goes with the page.
    if (surface.act) await app.evaluate(() => void (location.hash = '/readiness'))
  })
}
