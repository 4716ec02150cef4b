import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shots } from '../surfaces/harness/shots'
import { createStage, outside, type Stage } from '../surfaces/harness/stage'
import { browserPath } from './browsers'

/** German, the longer language, where windows are narrow: what there is to press can be reached, and what is to be copied can be read. */
let stage: Stage
beforeAll(async () => {
  stage = await createStage(await browserPath('chromium'))
}, 300_000)
afterAll(() => stage?.close())

const openAt = (name: string, width: number) => stage.open(shots.find((one) => one.name === name)!, { size: [width, width < 500 ? 844 : 900], lang: 'de', theme: 'dark' })

describe('screens fit', () => {
  it.each([['evidence', 768], ['import-encoding', 768], ['keys-ask', 390], ['kit-ask', 390], ['members', 390], ['sign-blanks', 390], ['soc', 390]] as const)('%s at %i px: every heading and button stands inside the window', async (name, width) => {
    const page = await openAt(name, width)
    expect(await page.evaluate(outside)).toEqual([])
    await page.browserContext().close()
  }, 300_000)

  it.each([390, 768, 1440])('the recovery kit at %i px: no word lies on another one, and the whole name is there', async (width) => {
    const page = await openAt('kit', width)
    const found = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.kit li > span, .kit figure')].map((one) => one.getBoundingClientRect())
      const lies = (a: DOMRect, b: DOMRect): boolean => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
      const title = document.querySelector('.kit h2')!
      return { boxes: boxes.length, onAnother: boxes.filter((a, at) => boxes.some((b, other) => other > at && lies(a, b))).length, cut: title.scrollWidth > title.clientWidth }
    })
    expect(found).toEqual({ boxes: 49, onAnother: 0, cut: false })
    await page.browserContext().close()
  }, 300_000)

  it('the dry run of an import at 390 px: what each row lacks is read without scrolling aside', async () => {
    const page = await openAt('import-dry-run', 390)
    const notices = await page.evaluate(() => [...document.querySelectorAll('tbody td:last-child p')].map((one) => ({ said: one.textContent?.includes('Unvollständig'), inside: one.getBoundingClientRect().right <= innerWidth && one.scrollWidth <= one.clientWidth })))
    expect(notices).toEqual([{ said: true, inside: true }, { said: true, inside: true }])
    await page.browserContext().close()
  }, 300_000)

  it('members at 390 px: when somebody was last heard stays on one line', async () => {
    const page = await openAt('members', 390)
    const lines = await page.evaluate(() => [...document.querySelectorAll('[data-member] td:nth-child(4)')].map((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      return new Set([...range.getClientRects()].filter(({ height }) => height > 9).map(({ top }) => Math.round(top))).size
    }))
    expect(lines).toEqual(Array.from({ length: 9 }, () => 1))
    await page.browserContext().close()
  }, 300_000)

  it('popup: a part that is missing is called by its name in quotation marks, and the fourth is said, not counted', async () => {
    const page = await stage.open(shots.find((one) => one.name === 'popup-captured')!, { size: [380, 580], lang: 'de', theme: 'dark' })
    const said = await page.evaluate(() => document.querySelector('[role=status] .text-warn')?.textContent ?? '')
    expect(said).toContain('3 Stücke Inhalt liegen unter „cookie notice“: routes-db-primary · 214 GB')
    expect(said).toContain('Zeigt 50 von 62 Zeilen')
    await page.browserContext().close()
  }, 300_000)
})

describe('names cut for want of room', () => {
  it('the series of SOC 2 are there whole in their titles', async () => {
    const page = await openAt('soc', 1440)
    const cut = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('aside a .truncate')].map((one) => ({ text: one.textContent, title: one.title })))
    expect(cut.length).toBeGreaterThan(8)
    expect(cut.filter(({ text, title }) => text !== title)).toEqual([])
    await page.browserContext().close()
  }, 300_000)
})
