/**
 * The pages around the records as axe sees them (WCAG 2.2 A and AA), light and dark, and the daily work with the
 * keyboard alone.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clean, openDemo, seeEach, startPage, type Seen } from './accessible'
import { violations, violationsInBoth } from './axe'
import { navItems, recordDrawer } from '~/components/shell/navigation'
import { until } from '../driver'
import { find, gone, has, keys, press } from '../person'
import { settled } from '../support/settled'
import { aroundRecords, surfaces } from './surfaces'
import { sees, text } from '../ui'
import { nameTheNew } from '../work'

let seen: Seen
let app: Page

beforeAll(async () => {
  seen = await startPage()
  app = seen.app
})
afterAll(() => seen.profile.close())

describe('axe', () => {
  it('start', () => clean(app, 'start'))

  it('would see what is wrong', async () => {
    await app.evaluate(() =>
      document.body.insertAdjacentHTML(
        'beforeend',
        '<div id="planted"><button type="button"></button><p style="color:#bbb;background:#fff">grey on white</p></div>',
      ),
    )
    expect((await violations(app)).map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['critical button-name', 'serious color-contrast']),
    )
    await app.evaluate(() => document.getElementById('planted')!.remove())
  })

  it('would see what is wrong in one scheme only, again and beside what was judged before', async () => {
    const plant = async (words: string): Promise<readonly string[]> => {
      await app.evaluate(
        (said) =>
          document
            .querySelector('h1')!
            .insertAdjacentHTML('afterend', `<p id="planted" style="color:#6a6a6a;font-size:14px">${said}</p>`),
        words,
      )
      const found = await violationsInBoth(app)
      await app.evaluate(() => document.getElementById('planted')!.remove())
      return found.map((line) => line.split(' <')[0]!)
    }
    expect(await plant('grey on the dark desk')).toEqual([
      expect.stringMatching(/^dark: serious color-contrast: #planted/),
    ])
    await app.evaluate(() =>
      document.body.insertAdjacentHTML('beforeend', '<style id="veil">html.dark h1 + p { position: absolute }</style>'),
    )
    expect(await plant('placed over it')).toEqual([expect.stringMatching(/^dark: serious color-contrast: #planted/)])
    await app.evaluate(() => document.getElementById('veil')!.remove())
    expect(await violationsInBoth(app)).toEqual([])
  })

  it('the demo opens', () => openDemo(seen), 120_000)

  seeEach(aroundRecords, () => seen)

  it('leaves no page of the navigation and no kind of record out', () => {
    const seen = surfaces.map(({ to }) => new URL(to, 'https://app.example'))
    expect(navItems.filter(({ path }) => !seen.some((one) => one.pathname === path)).map(({ path }) => path)).toEqual(
      [],
    )
    const homes = navItems
      .flatMap(({ kinds }) => kinds ?? [])
      .map((kind) => ({ kind, ...recordDrawer(kind, { id: 'x', ref: 'x' }) }))
    const unseen = homes.filter(
      ({ path, query }) =>
        !seen.some(
          (one) =>
            one.pathname.startsWith(path.replace(/\/x$/, '')) &&
            one.searchParams.get('view') === (query['view'] ?? null),
        ),
    )
    expect(unseen.map(({ kind }) => kind)).toEqual([])
  })

  it('popup, both tabs, and side panel', async () => {
    const popup = await seen.profile.popupTab()
    await popup.setViewport({ width: 380, height: 580 })
    await find(popup, 'button', /^Accept/)
    await clean(popup, 'popup-review')
    await press(popup, 'Capture', { role: 'tab' })
    await sees(popup, 'Captured into')
    await clean(popup, 'popup-capture')
    await popup.setViewport({ width: 400, height: 900 })
    await popup.goto(`${seen.profile.origin}/sidepanel.html`)
    await find(popup, 'heading', 'Captured today')
    await clean(popup, 'side-panel')
    await popup.close()
  })
})

/** What has the focus, as the accessibility tree names it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    return [
      element?.getAttribute('role') ?? element?.tagName.toLowerCase(),
      element?.getAttribute('aria-label') ?? element?.innerText?.trim() ?? '',
    ].join(' ')
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
    await fromTheTop('/risks', /^Risks/)
    const passed: string[] = []
    for (let step = 0; step < 45; step++) {
      await keys(app, 'Tab')
      passed.push(await focused(app))
      const outline = await app.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return 'none needed'
        // The outline stands on the element, on what it fills, or on the box drawn for it.
        const drawn = [
          element,
          element.parentElement,
          element.parentElement?.parentElement,
          element.nextElementSibling,
          element.firstElementChild,
        ]
        const shown = drawn.some(
          (one) =>
            one &&
            getComputedStyle(one).outlineStyle !== 'none' &&
            Number.parseFloat(getComputedStyle(one).outlineWidth) >= 1,
        )
        return shown ? 'seen' : `unseen ${element.outerHTML.slice(0, 160)}`
      })
      expect(outline).not.toMatch(/^unseen/)
    }
    expect(new Set(passed).size).toBeGreaterThan(25)
    expect(passed.join('\n')).toMatch(/Dashboard/)
    expect(passed.join('\n')).toMatch(/Columns|Filter|Status/)
  })

  /** The keyboard begins at the top of the page, whatever had it before. */
  async function fromTheTop(route: string, heading: RegExp): Promise<void> {
    await app.evaluate((hash) => void (location.hash = hash), route)
    await find(app, 'heading', heading)
    await settled(app)
    await app.evaluate(() => {
      document.body.tabIndex = -1
      document.body.focus()
      document.body.removeAttribute('tabindex')
    })
  }
  /** Tab by Tab until what is named so has the focus. */
  async function tabTo(name: RegExp, most = 120): Promise<void> {
    const passed: string[] = []
    for (let step = 0; step < most; step++) {
      await keys(app, 'Tab')
      const here = await focused(app)
      if (name.test(here)) return
      passed.push(here.slice(0, 40))
    }
    expect.fail(`Tab never came to ${String(name)}: ${passed.join(' | ')}`)
  }
  const holds = (name: RegExp, what: string): Promise<void> => until(async () => name.test(await focused(app)), what)

  it('makes a record with N, names it, and closes its drawer', async () => {
    await fromTheTop('/improvements', /^Improvements/)
    await keys(app, 'n')
    await nameTheNew(app, 'Title', 'Ask suppliers once a year, not twice')
    await until(() => opened() !== null, 'the drawer of the new record')
    await keys(app, 'Escape')
    await until(() => opened() === null, 'the drawer to be closed')
    await find(app, 'cell', /^Ask suppliers once a year, not twice/)
  })

  it('opens a filter, a choice and a menu, and Escape gives the focus back', async () => {
    await fromTheTop('/controls', /^Controls/)
    for (const [name, opens] of [
      [/^button Status/, 'dialog'],
      [/^button Columns/, 'dialog'],
    ] as const) {
      await tabTo(name)
      await keys(app, 'Enter')
      await find(app, opens, /.*/)
      await keys(app, 'Escape')
      await gone(app, opens, /.*/)
      await holds(name, `the focus to be back on ${String(name)}`)
    }
    await fromTheTop('/risks?open=R-3', /^Risks/)
    await tabTo(/^button Edit Owner/, 200)
    await keys(app, 'Enter')
    await find(app, 'listbox', /.*/)
    await keys(app, 'Escape')
    await gone(app, 'listbox', /.*/)
    await holds(/^button Edit Owner/, 'the focus to be back on the owner')
    expect(opened(), 'Escape closed the choice, not the drawer').toBe('R-3')
  })

  it('works through a checklist by arrows, 1 to 4, into the item and back', async () => {
    await fromTheTop('/audits/IA-2026-1', /^IA-2026-1/)
    await tabTo(/^grid /)
    const row = (): Promise<string> =>
      app.evaluate(() => document.querySelector<HTMLElement>('[role=grid] tr[aria-selected=true]')?.innerText ?? '')
    const first = await row()
    await keys(app, 'ArrowDown')
    await until(async () => (await row()) !== first, 'the next item')
    for (const [key, word] of [
      ['3', 'Observation'],
      ['2', 'Does not conform'],
      ['1', 'Conforms'],
      ['0', 'Not assessed'],
    ] as const) {
      await keys(app, key)
      await until(async () => (await row()).includes(word), `${key} to say ${word}`)
    }
    await keys(app, '1', 'Enter')
    await until(() => app.evaluate(() => document.activeElement?.closest('aside') !== null), 'the focus in the item')
    await keys(app, 'Escape')
    await holds(/^grid /, 'the focus back in the checklist')
    await keys(app, 'Home')
    await until(async () => (await row()) === first, 'the first item')
  })

  it('decides rows of the Statement of Applicability in its grid', async () => {
    await fromTheTop('/soa', /^Statement of Applicability/)
    await tabTo(/^grid /)
    const cell = (): Promise<string> =>
      app.evaluate(
        () =>
          document.querySelector<HTMLElement>('[role=grid] [data-cell=true]')?.innerText.replace(/\s+/g, ' ').trim() ??
          '',
      )
    await keys(app, 'ArrowDown', 'ArrowDown')
    const before = await cell()
    await keys(app, 'Enter')
    await find(app, 'listbox', /.*/)
    await keys(app, 'Escape')
    await gone(app, 'listbox', /.*/)
    await holds(/^grid /, 'the focus back in the grid')
    expect(await cell()).toBe(before)
    // A letter replaces.
    await keys(app, 'i')
    await until(async () => /Inherited/.test(await cell()), 'the decision by a letter')
    await keys(app, 'Enter')
    await find(app, 'listbox', /.*/)
    await keys(app, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter')
    await gone(app, 'listbox', /.*/)
    await until(async () => !/Inherited/.test(await cell()), 'the decision by the list')
    await holds(/^grid /, 'the focus back in the grid')
    await keys(app, 'ArrowRight')
    await until(async () => /Reasons|Why/.test(await cell()), 'the next column')
  })

  it('draws the matrix of the method', async () => {
    await fromTheTop('/risks?view=method', /^Risks/)
    await tabTo(/^button Edit method/)
    await keys(app, 'Enter')
    await find(app, 'button', 'Discard changes')
    await tabTo(/^gridcell 1 × 1 /)
    await keys(app, 'ArrowRight', 'ArrowUp')
    await holds(/^gridcell 2 × 2 /, 'the cell above and to the right')
    const before = await focused(app)
    await keys(app, '+')
    await until(async () => (await focused(app)) !== before, 'the level to rise')
    await keys(app, '-')
    await holds(new RegExp(`^${before}$`), 'the level to fall back')
    await tabTo(/^button Discard changes/)
    await keys(app, 'Enter')
    await find(app, 'button', 'Edit method')
  })

  it('walks the calendar: days, weeks, months, into a day and back', async () => {
    await fromTheTop('/tasks?view=calendar', /^Tasks/)
    await tabTo(/^gridcell Monday 1 June/)
    await keys(app, 'ArrowRight')
    await holds(/^gridcell Tuesday 2 June/, 'the next day')
    await keys(app, 'ArrowDown')
    await holds(/^gridcell Tuesday 9 June/, 'the next week')
    await keys(app, 'PageDown')
    await holds(/^gridcell \S+ 9 July/, 'the next month')
    await keys(app, 't')
    await holds(/^gridcell Monday 1 June/, 'today')
    await keys(app, 'Enter')
    await holds(/^a /, 'what stands on the day')
    await keys(app, 'Escape')
    await holds(/^gridcell Monday 1 June/, 'the day again')
  })

  it('signs: the dialog keeps the focus, Escape gives it back, Enter signs', async () => {
    await fromTheTop('/policies/PO-1', /^Information security policy/)
    await tabTo(/^button Approve version 3/)
    await keys(app, 'Enter')
    await find(app, 'dialog', /^Approve PO-1/)
    const within = (): Promise<boolean> => app.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)
    for (let step = 0; step < 8; step++) {
      await keys(app, 'Tab')
      expect(await within(), `the focus in the dialog after ${step + 1} steps, not on ${await focused(app)}`).toBe(true)
    }
    await keys(app, 'Escape')
    await gone(app, 'dialog', /.*/)
    await holds(/^button Approve version 3/, 'the focus back on the button')
    await keys(app, 'Enter')
    await find(app, 'dialog', /^Approve PO-1/)
    await tabTo(/^button Approve version 3/, 12)
    await keys(app, 'Enter')
    await gone(app, 'dialog', /.*/)
    await gone(app, 'button', /^Approve version 3/)
    // Two sign this policy: the other one is asked now.
    await find(app, 'button', 'Ask for approval')
  })

  it('decides about evidence in the popup: next, reject with a reason, take it back, ask', async () => {
    const popup = await seen.profile.popupTab()
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
