/**
 * What the verdict is worth: pages whose rows carry codes are captured, the codes are read back from the sealed tiles,
 * and a capture called *complete* must hold them all. Every run takes a fixed sample; `npm run e2e -- corpus` takes all
 * (`CORPUS=name,name` some of them).
 */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, firefoxProfile, outputs, temporaryFolder } from '../driver'
import { codeStyle } from '../corpus/code'
import { corpus, type CorpusPage } from '../corpus/pages'
import { corpusRun, figures, judge, lineOf, type Captured } from '../corpus/run'
import { startCorpus, type CorpusSite } from '../corpus/site'
import { done } from '../support/inPage'

const view = { width: 1000, height: 640 } as const
const named = process.env['CORPUS']?.split(',')
const all = process.env['E2E_ALL_SCREENS'] === '1'
const chosen = (pages: readonly CorpusPage[], browser: 'chromium' | 'firefox'): readonly CorpusPage[] =>
  pages.filter(({ name, sample }) => (named ? named.includes(name) : all || sample === 'both' || sample === browser))
/** Milliseconds for one browser's run over everything. */
const patience = 1_800_000

let site: CorpusSite
beforeAll(async () => {
  site = await startCorpus()
})
afterAll(() => site?.close())

/** What went wrong is said at once: a run that is cut off must not take it along. */
function told(outcome: Captured): Captured {
  if (outcome.wrong) console.log(lineOf(outcome))
  return outcome
}

function isHonest(browser: string, outcomes: readonly Captured[]): void {
  const said = figures(browser, outcomes)
  console.log(said)
  const named_ = (kind: Captured['wrong']): readonly string[] =>
    outcomes.filter(({ wrong }) => wrong === kind).map(({ page }) => page.name)
  expect(named_('silentLoss'), `sealed complete with something missing\n${said}`).toEqual([])
  expect(named_('unsaid'), `the note does not name what is missing\n${said}`).toEqual([])
  expect(
    outcomes.filter(({ verdict }) => verdict === 'failed').map(({ page, note }) => `${page.name}: ${note}`),
  ).toEqual([])
  expect(
    outcomes
      .filter(({ page, verdict }) => page.ours && verdict !== 'complete')
      .map(({ page, note }) => `${page.name}: ${note}`),
    'our own doing taken for a change of the page',
  ).toEqual([])
  const whole = outcomes.filter(({ page, missing }) => missing.length === 0 && page.holds === undefined && !page.wavers)
  // Of a sample's few whole pages one is more than five in a hundred already.
  expect(named_('falseAlarm').length, said).toBeLessThanOrEqual(Math.max(1, Math.floor(whole.length * 0.05)))
}

describe('a capture called complete holds everything', () => {
  it('the corpus has at least sixty pages, each with a name of its own and codes that differ', () => {
    const pages = corpus('http://127.0.0.1:1')
    expect(pages.length).toBeGreaterThanOrEqual(60)
    expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length)
    expect(new Set(Array.from({ length: 256 }, (_, n) => codeStyle(n))).size).toBe(256)
  })

  // Both at a time: a browser gives two pictures a second at most, so a capture waits more than it works.
  it.skipIf(process.env['CORPUS_BROWSER'] === 'firefox').concurrent(
    'in Chromium',
    async () => {
      const profile = await chromiumProfile(view)
      try {
        const app = await profile.app()
        const tab = await profile.browser.newPage()
        await tab.goto(`${site.url}/corpus/plain-short`)
        const popup = await profile.popup(tab)
        const tabId = await popup.evaluate(
          async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]!.id!,
        )
        await popup.close()
        // The grant holds while the tab stays on its site.
        const run = await corpusRun(app, tab, tabId, site.url)
        const outcomes: Captured[] = []
        for (const page of chosen(site.pages, 'chromium')) outcomes.push(told(judge(await run.capture(page))))
        isHonest('Chromium', outcomes)
      } finally {
        await profile.close()
      }
    },
    patience,
  )

  it.skipIf(process.env['CORPUS_BROWSER'] === 'chromium').concurrent(
    'in Firefox',
    async () => {
      const extension = temporaryFolder('firefox-corpus')
      cpSync(outputs.firefox, extension, { recursive: true })
      const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Record<string, unknown>
      writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['<all_urls>'] }))
      const profile = await firefoxProfile({ ...view, extension })
      try {
        const app = await profile.app()
        const tab = await profile.browser.newPage()
        await tab.goto(`${site.url}/corpus/plain-short`)
        await tab.bringToFront()
        const { tabId } = (await done(app, 'capture.tab', {}))!
        const run = await corpusRun(app, tab, tabId, site.url)
        const outcomes: Captured[] = []
        for (const page of chosen(site.pages, 'firefox')) outcomes.push(told(judge(await run.capture(page))))
        isHonest('Firefox', outcomes)
      } finally {
        await profile.close()
        rmSync(extension, { recursive: true, force: true })
      }
    },
    patience,
  )
})
