import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shots } from '../../surfaces/harness/shots'
import { createStage, outside, type Stage } from '../../surfaces/harness/stage'
import { browserPath } from '../browsers'

/**
 * States that are seldom seen, over made-up rows: they say what they have to; and in German, the longer language, in
 * narrow windows all of it can be reached and read.
 */
let stage: Stage
beforeAll(async () => {
  stage = await createStage(await browserPath('chromium'))
}, 300_000)
afterAll(() => stage?.close())

/** What each part with this selector says, in English. */
async function said(name: string, selector: string): Promise<readonly string[]> {
  const page = await stage.open(
    shots.find((one) => one.name === name)!,
    { size: [1440, 900], lang: 'en', theme: 'light' },
  )
  return page.$$eval(selector, (parts) =>
    parts.map((one) => (one as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
  )
}

const openAt = (name: string, width: number) =>
  stage.open(
    shots.find((one) => one.name === name)!,
    { size: [width, width < 500 ? 844 : 900], lang: 'de', theme: 'dark' },
  )

describe('a word about keys that do not open', () => {
  it('names who made the key, when, and for whom it does not open; an owner makes a new one from there', async () => {
    const [open, healed, ...others] = await said('keys', '[data-key-fault]')
    expect(open).toMatch(
      /^The key that Information Security Manager made on 31 May 2026 does not open for Managing Director and the recovery kit\./,
    )
    expect(open).toMatch(/Make a new key$/)
    expect(healed).toMatch(
      /^The key that Information Security Manager made on 1 Jun 2026 did not open for Internal Auditor\. Another device has since sent a working key/,
    )
    expect(healed).not.toContain('Make a new key')
    expect(others).toEqual([])
  }, 300_000)

  it('leaves the new key to an owner, and is gone with the device that did it', async () => {
    const words = await said('keys-gone', '[data-key-fault]')
    expect(words).toHaveLength(1)
    expect(words[0]).toContain('does not open for')
    expect(words[0]).not.toContain('Make a new key')
  }, 300_000)
})

describe('a word about devices that judge the log otherwise', () => {
  it.each([
    [
      'checking',
      /^Reading the log again Another device judges the shared log differently \(Internal Auditor on device \S+, entry 18,011\)\. Nothing can be written/,
    ],
    [
      'stands',
      /^One device disagrees It judges the shared log differently: Internal Auditor on device \S+, entry 18,011\./,
    ],
    ['mended', /^Rebuilt from the log What this device held did not match the shared log\./],
  ])(
    '%s',
    async (state, words) => {
      expect((await said(`sync-${state}`, '[role=status]')).filter((one) => words.test(one))).toHaveLength(1)
    },
    300_000,
  )
})

describe('a word about the relay', () => {
  it('says that it signed two histories, that its clock is off, and what it got back; the proof can be saved', async () => {
    const [words] = (await said('sync-relay', '[role=status]')).filter((one) => one.includes('signed two histories'))
    expect(words).toMatch(
      /^The relay at relay\.quillmere\.example signed two histories Both signatures for entry 18,204 are kept on this device\./,
    )
    expect(words).toContain('Save the proof')
    expect(words).toContain('The relay’s clock is 42 minutes ahead of this device’s')
    expect(words).toMatch(
      /The relay had lost entries; this device restored them, .* Entries 17,811 to 18,204 are back in their places/,
    )
  }, 300_000)

  it('says that it takes no changes; only an owner may set its time back', async () => {
    const [lead] = (await said('sync-paused', '[role=status]')).filter((one) => one.includes('not accepting changes'))
    expect(lead).toContain('The clock of the relay is more than a day behind the last entry of this workspace.')
    expect(lead).not.toContain('Set relay time back')
    const [owner] = (await said('sync-paused-owner', '[role=status]')).filter((one) =>
      one.includes('not accepting changes'),
    )
    expect(owner).toContain('Set relay time back')
  }, 300_000)
})

describe('screens fit', () => {
  it.each([
    ['evidence', 768],
    ['import-encoding', 768],
    ['keys-ask', 390],
    ['kit-ask', 390],
    ['members', 390],
    ['sign-blanks', 390],
    ['soc', 390],
  ] as const)(
    '%s at %i px: every heading and button stands inside the window',
    async (name, width) => {
      const page = await openAt(name, width)
      expect(await page.evaluate(outside)).toEqual([])
    },
    300_000,
  )

  it.each([390, 768, 1440])(
    'the recovery kit at %i px: no word lies on another one, and the whole name is there',
    async (width) => {
      const page = await openAt('kit', width)
      const found = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.kit li > span, .kit figure')].map((one) =>
          one.getBoundingClientRect(),
        )
        const lies = (a: DOMRect, b: DOMRect): boolean =>
          a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
        const title = document.querySelector('.kit h2')!
        return {
          boxes: boxes.length,
          onAnother: boxes.filter((a, at) => boxes.some((b, other) => other > at && lies(a, b))).length,
          cut: title.scrollWidth > title.clientWidth,
        }
      })
      expect(found).toEqual({ boxes: 49, onAnother: 0, cut: false })
    },
    300_000,
  )

  it('the dry run of an import at 390 px: what each row lacks is read without scrolling aside', async () => {
    const page = await openAt('import-dry-run', 390)
    const notices = await page.evaluate(() =>
      [...document.querySelectorAll('tbody td:last-child p')].map((one) => ({
        said: one.textContent?.includes('Unvollständig'),
        inside: one.getBoundingClientRect().right <= innerWidth && one.scrollWidth <= one.clientWidth,
      })),
    )
    expect(notices).toEqual([
      { said: true, inside: true },
      { said: true, inside: true },
    ])
  }, 300_000)

  it('members at 390 px: when somebody was last heard stays on one line', async () => {
    const page = await openAt('members', 390)
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('[data-member] td:nth-child(4)')].map((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        return new Set([...range.getClientRects()].filter(({ height }) => height > 9).map(({ top }) => Math.round(top)))
          .size
      }),
    )
    expect(lines).toEqual(Array.from({ length: 9 }, () => 1))
  }, 300_000)

  it('popup: a part that is missing is called by its name in quotation marks, and the fourth is said, not counted', async () => {
    const page = await stage.open(
      shots.find((one) => one.name === 'popup-captured')!,
      { size: [380, 580], lang: 'de', theme: 'dark' },
    )
    const said = await page.evaluate(() => document.querySelector('[role=status] .text-warn')?.textContent ?? '')
    expect(said).toContain('3 Stücke Inhalt liegen unter „cookie notice“: routes-db-primary · 214 GB')
    expect(said).toContain('Zeigt 50 von 62 Zeilen')
  }, 300_000)
})

describe('names cut for want of room', () => {
  it('the series of SOC 2 are there whole in their titles', async () => {
    const page = await openAt('soc', 1440)
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('aside a .truncate')].map((one) => ({
        text: one.textContent,
        title: one.title,
      })),
    )
    expect(cut.length).toBeGreaterThan(8)
    expect(cut.filter(({ text, title }) => text !== title)).toEqual([])
  }, 300_000)
})
