/** Documents to hand over: a report on its pages as it prints, and as the files other programs open. */

import { strFromU8, unzipSync } from 'fflate'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoProfile } from '../demoProfile'
import { until, type ChromiumProfile } from '../driver'
import { find, follow, press } from '../person'
import { requestsOf, sees } from '../ui'

let profile: ChromiumProfile
let app: Page
let asked: readonly string[]
const downloads = mkdtempSync(join(tmpdir(), 'plumbline-downloads-'))

beforeAll(async () => {
  profile = await demoProfile({ width: 1280, height: 900 })
  app = await profile.app('/start')
  asked = requestsOf(app)
  const session = await app.createCDPSession()
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads })
  await follow(app, 'Open the demo workspace')
  await find(app, 'heading', 'Dashboard', { timeout: 90_000 })
}, 120_000)
afterAll(async () => {
  await profile.close()
  rmSync(downloads, { recursive: true, force: true })
})

/** The file a press saves, once all of it is there. */
async function saved(ending: string): Promise<Uint8Array> {
  const found = (): string | undefined => readdirSync(downloads).find((name) => name.endsWith(ending))
  await until(() => found() !== undefined && statSync(join(downloads, found()!)).size > 0, `a file ${ending}`, 30_000)
  return new Uint8Array(readFileSync(join(downloads, found()!)))
}
const part = (file: Uint8Array, name: string): string => strFromU8(unzipSync(file)[name]!)

describe('reports', () => {
  it('say where each stands, and print on as many pages as they count', async () => {
    await app.evaluate(() => void (location.hash = '/reports'))
    await sees(app, /Version 3, approved .*; live differs in 3 rows/)
    await app.evaluate(() => void (location.hash = '/print/soa'))
    await sees(app, /1 of \d+/)
    const shown = await app.evaluate(() =>
      [...document.querySelectorAll('.report-page:not(.report-measure)')].map((page) => ({
        foot: page.querySelector('.report-foot')!.textContent!,
        heads: page.querySelectorAll('thead').length,
        over: page.querySelector('.report-room')!.scrollHeight - page.querySelector('.report-room')!.clientHeight,
      })),
    )
    expect(shown.length).toBeGreaterThan(3)
    shown.forEach(({ foot, heads, over }, at) => {
      expect(foot).toContain(`${at + 1} of ${shown.length}`)
      expect(heads).toBeGreaterThan(0)
      expect(over).toBeLessThanOrEqual(0)
    })
    const pdf = Buffer.from(await app.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(shown.length)
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 594\.9\d* 841\.9\d*\]/)
    expect(await app.title()).toMatch(/^Quillmere Logistics Cloud Statement of Applicability v3/)
  }, 60_000)

  it('are saved as Word, Excel and CSV by the extension’s own worker', async () => {
    await press(app, 'Statement of Applicability as Word')
    expect(part(await saved('.docx'), 'word/document.xml')).toContain('A.8.34')
    await press(app, 'Statement of Applicability as Excel')
    expect(part(await saved('.xlsx'), 'xl/workbook.xml')).toContain('Print_Titles')
    await press(app, 'Statement of Applicability as CSV')
    expect(Object.keys(unzipSync(await saved('.zip')))).toHaveLength(2)
    expect(
      asked.filter((url) => !url.startsWith(profile.origin) && !url.startsWith('blob:') && !url.startsWith('data:')),
    ).toEqual([])
  }, 60_000)
})
